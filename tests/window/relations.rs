//! Relations: proposed, decided about, made by key and by mouse.

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::model::id::SpanId;
use hashiya::model::relation::Relation;
use hashiya::model::span::SpanState;
use hashiya::session::command::{Command, RelationCommand, SpanCommand, View};
use hashiya::text::offset::ByteRange;
use hashiya::ui::app::App;

use crate::drive::{press, saved, select, send, spans, until, window};

const QUOTE: Key = Key::Quote;

/// The relations that are shown, as `kind: from > to (state)`.
fn relations(harness: &Harness<'_, App>) -> Vec<String> {
    let open = harness.state().session.open().unwrap();
    let words = |id| {
        let span = open.shown(id).unwrap();
        span.range.of(open.text.as_str()).unwrap().to_owned()
    };
    let shown = |r: &Relation| {
        let (from, to, state) = (words(r.from), words(r.to), r.state.name());
        format!("{}: {from} > {to} ({state})", r.kind)
    };
    open.relations().map(shown).collect()
}

/// The decided ones among them.
fn decided(harness: &Harness<'_, App>) -> Vec<String> {
    let all = relations(harness).into_iter();
    all.filter(|r| !r.ends_with("(suggested)")).collect()
}

/// Selects the span, suggested or not, that covers just these words.
fn focus(harness: &mut Harness<'_, App>, words: &str, label: &str) {
    let open = harness.state().session.open().unwrap();
    let at = open.text.as_str().find(words).unwrap();
    let range = ByteRange::new(at, at + words.len());
    let here: Vec<SpanId> = open
        .index
        .iter()
        .filter(|s| s.1 == range)
        .map(|s| s.0)
        .collect();
    let is_it = |id: &SpanId| open.shown(*id).unwrap().label.as_str() == label;
    let found = here.into_iter().find(is_it);
    let id = found.unwrap_or_else(|| panic!("no {label} {words}"));
    send(harness, Command::Span(SpanCommand::Focus(id)));
}

/// The name of a row, whose parts keep their own order.
fn named(first: &str, second: &str) -> String {
    format!("\u{2068}{first}\u{2069}: \u{2068}{second}\u{2069}")
}

/// Gives the row with that name the keys.
fn go_to(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_label_contains(name).focus();
    harness.run_steps(2);
}

/// Marks words by hand.
fn mark(harness: &mut Harness<'_, App>, words: &str, key: Key) {
    select(harness, words);
    press(harness, Modifiers::NONE, key);
}

fn related(app: &App) -> bool {
    app.session.open().unwrap().relations().next().is_some()
}

#[test]
fn a_proposed_relation_is_accepted_with_its_spans_in_one_step() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    until(&mut harness, related);
    let proposed = "perpetrator: قصفت > روسية (suggested)";
    assert!(relations(&harness).iter().any(|r| r == proposed));
    focus(&mut harness, "قصفت", "strike");
    assert!(
        harness
            .query_by_label_contains("right before the verb")
            .is_some(),
        "why it is proposed"
    );
    go_to(&mut harness, &named("Perpetrator", "روسية"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(
        decided(&harness),
        ["perpetrator: قصفت > روسية (accepted)"],
        "the row that has the keys is accepted"
    );
    let made = vec![
        ("روسية".to_owned(), "faction".to_owned()),
        ("قصفت".to_owned(), "strike".to_owned()),
    ];
    assert_eq!(spans(&harness), made, "with what it joins");
    until(&mut harness, saved);
    drop(harness);
    let mut harness = window(home.path());
    assert_eq!(decided(&harness), ["perpetrator: قصفت > روسية (accepted)"]);
    until(&mut harness, |app| {
        let open = app.session.open().unwrap();
        open.relations().count() > 1
    });
    let doubled = relations(&harness).into_iter();
    let doubled = doubled.filter(|r| r.starts_with("perpetrator: قصفت >"));
    assert_eq!(doubled.count(), 1, "what is decided is no longer proposed");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!((decided(&harness), spans(&harness)), (vec![], vec![]));
}

#[test]
fn a_rejected_relation_stays_away_until_that_is_undone() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    until(&mut harness, related);
    for (words, label) in [("قصفت", "strike"), ("روسية", "faction")] {
        focus(&mut harness, words, label);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    let proposed = "perpetrator: قصفت > روسية (suggested)";
    let is_there = |app: &App| {
        let open = app.session.open().unwrap();
        let mut relations = open.relations();
        relations.any(|r| r.kind == "perpetrator" && open.layer.span(r.from).is_some())
    };
    until(&mut harness, is_there);
    focus(&mut harness, "قصفت", "strike");
    go_to(&mut harness, &named("Perpetrator", "روسية"));
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    assert!(!relations(&harness).iter().any(|r| r == proposed));
    let open = harness.state().session.open().unwrap();
    let states: Vec<SpanState> = open.layer.relations().map(|r| r.state).collect();
    assert_eq!(states, [SpanState::Rejected]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(relations(&harness).iter().any(|r| r == proposed));
}

#[test]
fn a_relation_is_rejected_before_its_spans_are_decided_about() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    until(&mut harness, related);
    let proposed = "perpetrator: قصفت > روسية (suggested)";
    let is_there = |harness: &Harness<'_, App>| relations(harness).iter().any(|r| r == proposed);
    assert!(is_there(&harness));
    focus(&mut harness, "قصفت", "strike");
    go_to(&mut harness, &named("Perpetrator", "روسية"));
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    assert!(!is_there(&harness));
    assert!(spans(&harness).is_empty(), "its spans are still open");
    until(&mut harness, saved);
    drop(harness);
    // It stays away when the program is started again, and when its spans are accepted.
    let mut harness = window(home.path());
    until(&mut harness, related);
    assert!(!is_there(&harness));
    for (words, label) in [("قصفت", "strike"), ("روسية", "faction")] {
        focus(&mut harness, words, label);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    until(&mut harness, |app| app.session.open().unwrap().is_joined());
    assert!(!is_there(&harness));
    for _ in 0..3 {
        press(&mut harness, Modifiers::COMMAND, Key::Z);
    }
    until(&mut harness, |app| app.session.open().unwrap().is_joined());
    assert!(is_there(&harness), "until that is undone");
}

#[test]
fn a_rejected_relation_can_be_seen_and_taken_after_all() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    until(&mut harness, related);
    focus(&mut harness, "قصفت", "strike");
    let row = named("Perpetrator", "روسية");
    go_to(&mut harness, &row);
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    send(&mut harness, Command::View(View::ToggleRejected));
    let rejected = "perpetrator: قصفت > روسية (rejected)";
    assert!(relations(&harness).iter().any(|r| r == rejected));
    focus(&mut harness, "قصفت", "strike");
    go_to(&mut harness, &row);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(decided(&harness), ["perpetrator: قصفت > روسية (accepted)"]);
    let open = harness.state().session.open().unwrap();
    assert_eq!(open.layer.refusals().len(), 0);
}

#[test]
fn a_relation_is_made_by_keys_to_spans_of_legal_labels_only() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    send(&mut harness, Command::View(View::ToggleSuggestions));
    mark(&mut harness, "حملة", Key::Num2);
    mark(&mut harness, "المنازل", Key::Num5);
    mark(&mut harness, "المعبر", Key::Num8);
    mark(&mut harness, "مقاتلون", Key::Num1);
    // From the faction: only the strike and the target can be its other end.
    press(&mut harness, Modifiers::NONE, QUOTE);
    let at = |harness: &Harness<'_, App>| {
        let open = harness.state().session.open().unwrap();
        let walk = open.walk.as_ref()?;
        let span = open.shown(walk.at?)?;
        span.range.of(open.text.as_str()).map(str::to_owned)
    };
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.extend(at(&harness));
        press(&mut harness, Modifiers::NONE, Key::Tab);
    }
    assert_eq!(seen, ["حملة", "المعبر", "حملة"]);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!((at(&harness), decided(&harness)), (None, vec![]));
    // Several types fit; the second one is chosen by its number. The keys are physical: an Arabic
    // layout sends another letter.
    harness.event(Event::Key {
        key: Key::T,
        physical_key: Some(Key::Quote),
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(2);
    let offered = harness.state().session.walk_ways();
    let kinds: Vec<&str> = offered.iter().map(|way| way.kind.as_str()).collect();
    assert_eq!(kinds, ["perpetrator", "target", "reported_by"]);
    press(&mut harness, Modifiers::NONE, Key::Num2);
    assert_eq!(decided(&harness), ["target: حملة > مقاتلون (manual)"]);
    // It is listed for both ends and removed with the same key as a span.
    go_to(&mut harness, &named("حملة", "Target"));
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(decided(&harness), Vec::<String>::new());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(decided(&harness), ["target: حملة > مقاتلون (manual)"]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(decided(&harness), Vec::<String>::new());
}

#[test]
fn a_relation_is_dragged_from_one_span_to_another() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    until(&mut harness, related);
    harness.run_steps(3);
    let center = |harness: &Harness<'_, App>, label: &str| {
        let nodes = harness.get_all_by_label(label);
        nodes.map(|node| node.rect().center()).next().unwrap()
    };
    let from = center(&harness, "Strike: قصفت");
    let to = center(&harness, "Faction: مقاتلون من المعارضة");
    let held = Modifiers::COMMAND;
    harness.event_modifiers(Event::PointerMoved(from), held);
    harness.step();
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: held,
    };
    harness.event_modifiers(button(from, true), held);
    harness.step();
    harness.event_modifiers(Event::PointerMoved(from + (to - from) / 2.0), held);
    harness.step();
    harness.event_modifiers(Event::PointerMoved(to), held);
    harness.step();
    harness.event_modifiers(button(to, false), held);
    harness.run_steps(3);
    // Three types fit: they are offered where the drag ended.
    let walk = harness.state().session.open().unwrap().walk.clone();
    assert!(walk.is_some(), "the types are offered");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let made = decided(&harness);
    assert_eq!(made.len(), 1, "{made:?}");
    assert!(made[0].contains("قصفت > مقاتلون من المعارضة"), "{made:?}");
}

#[test]
fn relations_that_the_schema_does_not_know_are_not_made() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    mark(&mut harness, "حملة", Key::Num6);
    mark(&mut harness, "المنازل", Key::Num5);
    let open = harness.state().session.open().unwrap();
    let ids: Vec<_> = open.layer.spans().map(|span| span.id).collect();
    let between = RelationCommand::Between(ids[0], ids[1]);
    send(&mut harness, Command::Relation(between));
    assert_eq!(decided(&harness), Vec::<String>::new());
}

#[test]
fn another_label_takes_away_what_it_cannot_have_in_the_same_step() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    mark(&mut harness, "المنازل", Key::Num5);
    mark(&mut harness, "حملة", Key::Num2);
    let open = harness.state().session.open().unwrap();
    let ids: Vec<SpanId> = open.layer.spans().map(|span| span.id).collect();
    let between = RelationCommand::Between(ids[0], ids[1]);
    send(&mut harness, Command::Relation(between));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let made = decided(&harness);
    assert_eq!(made.len(), 1);
    // A weapon is nowhere.
    send(&mut harness, Command::Span(SpanCommand::Focus(ids[0])));
    press(&mut harness, Modifiers::NONE, Key::Num7);
    assert_eq!(decided(&harness), Vec::<String>::new());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(decided(&harness), made);
}
