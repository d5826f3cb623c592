//! Incidents: proposed, decided about, put together by keys.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::model::id::SpanId;
use hashiya::model::incident::{Filler, Incident, Role};
use hashiya::model::span::{AttrValue, SpanState};
use hashiya::session::command::{Command, IncidentCommand, RelationCommand, SpanCommand, View};
use hashiya::ui::app::App;

use crate::drive::{press, saved, select, send, spans, until, window, write};

/// An incident of the layer as `role: words, …`, with its state.
fn told(harness: &Harness<'_, App>, incident: &Incident) -> Vec<String> {
    let open = harness.state().session.open().unwrap();
    let words = |filler: &Filler| match filler {
        Filler::Span(id) => {
            let span = open.shown(*id).unwrap();
            span.range.of(open.text.as_str()).unwrap().to_owned()
        }
        Filler::Entry(id) => format!("<{id}>"),
    };
    let roles = incident.roles.iter().map(|(role, fillers)| {
        let fillers: Vec<String> = fillers.iter().map(words).collect();
        format!("{}: {}", role.name(), fillers.join(", "))
    });
    let state = std::iter::once(incident.state.name().to_owned());
    state.chain(roles).collect()
}

/// The incidents of the layer.
fn incidents(harness: &Harness<'_, App>) -> Vec<Vec<String>> {
    let open = harness.state().session.open().unwrap();
    let all = open.layer.incidents();
    all.map(|incident| told(harness, incident)).collect()
}

fn mark(harness: &mut Harness<'_, App>, words: &str, key: Key) -> SpanId {
    select(harness, words);
    press(harness, Modifiers::NONE, key);
    harness.state().session.open().unwrap().span.unwrap()
}

fn proposed(app: &App) -> bool {
    let open = app.session.open().unwrap();
    let mut incidents = open.incidents().iter();
    incidents.any(|incident| incident.state == SpanState::Suggested)
}

#[test]
fn a_proposed_incident_is_accepted_with_what_it_rests_on_in_one_step() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    until(&mut harness, proposed);
    press(&mut harness, Modifiers::NONE, Key::Slash);
    harness.run_steps(3);
    let open = harness.state().session.open().unwrap();
    let first = open.incident.expect("the key leads to the first card");
    let first = open.shown_incident(first).unwrap();
    let mut expected = told(&harness, first);
    expected[0] = "accepted".to_owned();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(incidents(&harness), [expected.clone()]);
    assert!(!spans(&harness).is_empty(), "with its spans");
    until(&mut harness, saved);
    drop(harness);
    let mut harness = window(home.path());
    assert_eq!(incidents(&harness), [expected]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!((incidents(&harness).len(), spans(&harness).len()), (0, 0));
}

#[test]
fn an_incident_is_rejected_before_anything_is_decided_about_it() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    until(&mut harness, proposed);
    let shown = |app: &App| {
        let open = app.session.open().unwrap();
        let incidents = open.incidents().iter();
        let triggers = incidents.map(|i| i.spans(Role::Trigger).next().unwrap());
        let places = triggers.map(|span| open.shown(span).unwrap().range);
        places.collect::<Vec<_>>()
    };
    let all = shown(harness.state());
    press(&mut harness, Modifiers::NONE, Key::Slash);
    harness.run_steps(3);
    let open = harness.state().session.open().unwrap();
    let first = open.shown_incident(open.incident.unwrap()).unwrap();
    let first = open
        .shown(first.spans(Role::Trigger).next().unwrap())
        .unwrap();
    let first = first.range;
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    let left: Vec<_> = all
        .iter()
        .copied()
        .filter(|place| *place != first)
        .collect();
    assert_eq!(shown(harness.state()), left);
    assert_eq!((incidents(&harness).len(), spans(&harness).len()), (0, 0));
    until(&mut harness, saved);
    drop(harness);
    let mut harness = window(home.path());
    until(&mut harness, proposed);
    assert_eq!(shown(harness.state()), left, "it stays away");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(shown(harness.state()), all, "until that is undone");
}

#[test]
fn an_incident_is_put_together_by_role_keys() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    send(&mut harness, Command::View(View::ToggleSuggestions));
    let strike = mark(&mut harness, "حملة", Key::Num2);
    let place = mark(&mut harness, "المنازل", Key::Num5);
    mark(&mut harness, "مقاتلون", Key::Num1);
    // What a trigger is related to comes along.
    send(&mut harness, Command::Span(SpanCommand::Focus(strike)));
    let between = RelationCommand::Between(strike, place);
    send(&mut harness, Command::Relation(between));
    let ways = harness.state().session.walk_ways();
    let at = ways
        .iter()
        .position(|way| way.kind == "location_of")
        .unwrap();
    let keys = [Key::Num1, Key::Num2, Key::Num3];
    press(&mut harness, Modifiers::NONE, keys[at]);
    press(&mut harness, Modifiers::SHIFT, Key::Slash);
    let made = ["manual", "trigger: حملة", "location: المنازل"];
    assert_eq!(incidents(&harness), [made]);
    // A role's key on the card, then the only span that can fill it.
    press(&mut harness, Modifiers::NONE, Key::Slash);
    harness.run_steps(2);
    press(&mut harness, Modifiers::NONE, Key::Num2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let attacked = "attacker: مقاتلون";
    assert_eq!(incidents(&harness)[0][2], attacked);
    harness.run_steps(2);
    // The card has the keys again: somebody whom the text does not name.
    press(&mut harness, Modifiers::NONE, Key::Num3);
    press(&mut harness, Modifiers::NONE, Key::Slash);
    harness.run_steps(2);
    write(&mut harness, "civ");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_steps(2);
    let all = [
        "manual",
        "trigger: حملة",
        attacked,
        "attacked: <civilians>",
        "location: المنازل",
    ];
    assert_eq!(incidents(&harness), [all]);
    assert!(harness.query_by_label_contains("not in the text").is_some());
    // The cross takes it out.
    let cross = "Take out: \u{2068}Civilians\u{2069}";
    harness.get_by_label(cross).click();
    harness.run_steps(3);
    assert_eq!(incidents(&harness)[0].len(), 4);
    for _ in 0..4 {
        press(&mut harness, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(incidents(&harness).len(), 0, "each of them was a step");
}

#[test]
fn a_role_takes_only_spans_of_its_labels_and_one_span_serves_several_incidents() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    send(&mut harness, Command::View(View::ToggleSuggestions));
    let strikes = [("حملة", Key::Num2), ("قصفت", Key::Num2)];
    let strikes = strikes.map(|(words, key)| mark(&mut harness, words, key));
    let place = mark(&mut harness, "المنازل", Key::Num5);
    for strike in strikes {
        send(&mut harness, Command::Span(SpanCommand::Focus(strike)));
        send(&mut harness, Command::Incident(IncidentCommand::New));
        let incident = harness.state().session.open().unwrap().incident.unwrap();
        // Nothing of the article can be the weapon.
        let weapon = IncidentCommand::FillRole(incident, Role::Weapon);
        send(&mut harness, Command::Incident(weapon));
        assert_eq!(harness.state().session.open().unwrap().walk, None);
        let location = IncidentCommand::FillRole(incident, Role::Location);
        send(&mut harness, Command::Incident(location));
        let walk = harness.state().session.open().unwrap().walk.clone();
        assert_eq!(walk.unwrap().at, Some(place));
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    let open = harness.state().session.open().unwrap();
    let places = open
        .layer
        .incidents()
        .map(|i| i.spans(Role::Location).count());
    assert_eq!(places.collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn what_is_said_of_an_incident_overrides_what_is_derived() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    send(&mut harness, Command::View(View::ToggleSuggestions));
    let strike = mark(&mut harness, "حملة", Key::Num2);
    let dead = mark(&mut harness, "سبعة على الأقل من أعضاء أسرة واحدة", Key::Num4);
    let counted = vec![
        ("effect".to_owned(), Some(AttrValue::Text("killed".into()))),
        ("count_low".to_owned(), Some(AttrValue::Number(7))),
        ("count_best".to_owned(), Some(AttrValue::Number(7))),
    ];
    let counted = SpanCommand::SetAttributes(dead, counted);
    send(&mut harness, Command::Span(counted));
    send(&mut harness, Command::Span(SpanCommand::Focus(strike)));
    send(&mut harness, Command::Incident(IncidentCommand::New));
    let incident = harness.state().session.open().unwrap().incident.unwrap();
    let fill = IncidentCommand::Fill(incident, Role::Casualty, Filler::Span(dead));
    send(&mut harness, Command::Incident(fill));
    harness.run_steps(2);
    assert!(
        harness
            .query_by_label("Killed: \u{2066}7+\u{2069}")
            .is_some()
    );
    let set = vec![("killed_best".to_owned(), Some(AttrValue::Number(9)))];
    let set = IncidentCommand::SetAttributes(incident, set);
    send(&mut harness, Command::Incident(set));
    assert!(harness.query_by_label_contains("(set by hand)").is_some());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(
        harness
            .query_by_label("Killed: \u{2066}7+\u{2069}")
            .is_some()
    );
    // Its spans can go: the incident goes on without them.
    send(&mut harness, Command::Span(SpanCommand::Focus(dead)));
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(incidents(&harness), [["manual", "trigger: حملة"]]);
}
