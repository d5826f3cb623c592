//! Reviewing what the program proposes.

use std::fs;
use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::model::annotations::Progress;
use hashiya::model::id::ArticleId;
use hashiya::model::span::{AttrValue, Span, SpanState};
use hashiya::session::batch::Like;
use hashiya::session::command::{Command, File, Review, Select, SpanCommand, View};
use hashiya::session::dialog::{Dialog, Question};
use hashiya::session::learning::Learner;
use hashiya::session::propose::Proposal;
use hashiya::text::offset::ByteRange;
use hashiya::ui::app::App;

use crate::drive::{press, saved, select, send, spans, until, window};

#[test]
fn suggestions_are_reviewed_with_a_few_keys_and_decisions_stay() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let waiting = |harness: &Harness<'_, App>| {
        let open = harness.state().session.open().unwrap();
        open.suggestions().len()
    };
    let states = |harness: &Harness<'_, App>| -> Vec<(String, SpanState)> {
        let open = harness.state().session.open().unwrap();
        let text = open.text.as_str();
        let spans = open.layer.spans();
        spans
            .map(|s| (s.range.of(text).unwrap().to_owned(), s.state))
            .collect()
    };
    let chosen = |harness: &Harness<'_, App>| {
        let open = harness.state().session.open().unwrap();
        open.suggestion(open.span?)
            .map(|s| s.range.of(open.text.as_str()).unwrap().to_owned())
    };
    let read = |app: &App| !app.session.open().unwrap().suggestions().is_empty();
    until(&mut harness, read);
    let all = waiting(&harness);
    assert!(all > 40, "{all}");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    let first = chosen(&harness).expect("Tab goes to the first suggestion");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(states(&harness), [(first.clone(), SpanState::Accepted)]);
    let second = chosen(&harness).expect("the next one is chosen at once");
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    let rejected = (second.clone(), SpanState::Rejected);
    assert!(
        states(&harness).contains(&rejected),
        "{:?}",
        states(&harness)
    );
    // Another label makes it the analyst's own.
    let third = chosen(&harness).unwrap();
    press(&mut harness, Modifiers::NONE, Key::Num8);
    assert!(states(&harness).contains(&(third, SpanState::Edited)));
    let left = waiting(&harness);
    assert!(left <= all - 3, "{left} of {all}");
    // What is decided stays decided, and undone it is open again.
    until(&mut harness, saved);
    drop(harness);
    let mut harness = window(home.path());
    until(&mut harness, read);
    assert_eq!(waiting(&harness), left);
    for _ in 0..3 {
        press(&mut harness, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!((states(&harness).len(), waiting(&harness)), (0, all));
    press(&mut harness, Modifiers::COMMAND, Key::G);
    assert_eq!(waiting(&harness), 0, "they can be switched off");
}

/// The words, rule and confidence of the suggestion that is selected.
fn chosen(harness: &Harness<'_, App>) -> Option<(String, f64)> {
    let open = harness.state().session.open().unwrap();
    let span = open.suggestion(open.span?)?;
    let words = span.range.of(open.text.as_str()).unwrap().to_owned();
    Some((words, span.provenance.confidence.unwrap()))
}

fn confidences(harness: &Harness<'_, App>) -> Vec<f64> {
    let open = harness.state().session.open().unwrap();
    open.suggestions().iter().map(|p| p.confidence()).collect()
}

fn read(harness: &mut Harness<'_, App>) {
    until(harness, |app| {
        !app.session.open().unwrap().suggestions().is_empty()
    });
}

#[test]
fn doubtful_suggestions_come_first_on_request() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    read(&mut harness);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    let mut least = confidences(&harness);
    least.sort_by(f64::total_cmp);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    let mut seen = vec![chosen(&harness).unwrap().1];
    // Deciding goes on in the same order.
    for key in [Key::Enter, Key::Backspace, Key::Tab] {
        press(&mut harness, Modifiers::NONE, key);
        seen.push(chosen(&harness).unwrap().1);
    }
    assert!((seen[0] - least[0]).abs() < 1e-9, "{seen:?}");
    assert!(seen.is_sorted(), "{seen:?}");
}

#[test]
fn a_label_has_a_least_confidence_and_doubtful_ones_are_shown_on_request() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    read(&mut harness);
    let all = confidences(&harness).len();
    press(&mut harness, Modifiers::COMMAND, Key::R);
    assert_eq!(harness.state().session.dialog, Some(Dialog::Review));
    let set = Review::SetThreshold("faction".parse().unwrap(), 0.99);
    send(&mut harness, Command::Review(set));
    let open = harness.state().session.open().unwrap();
    let labels = open.suggestions().iter().map(|p| p.span.label.as_str());
    let labels: Vec<&str> = labels.collect();
    assert!(!labels.contains(&"faction") && labels.contains(&"location"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::G);
    assert!(confidences(&harness).len() >= all);
    // What was set is kept for the next start.
    until(&mut harness, |app| {
        let settings = fs::read_to_string(home.path().join("config/settings.ron"));
        !app.session.settings.thresholds.is_empty() && settings.unwrap().contains("faction")
    });
    press(&mut harness, Modifiers::COMMAND, Key::R);
    send(&mut harness, Command::Review(Review::ResetThresholds));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::G);
    assert_eq!(confidences(&harness).len(), all);
}

#[test]
fn edges_are_moved_within_the_review_and_enter_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    read(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    let first = chosen(&harness).unwrap().0;
    press(&mut harness, Modifiers::NONE, Key::Tab);
    let second = chosen(&harness).unwrap().0;
    press(&mut harness, Modifiers::NONE, Key::Equals);
    let open = harness.state().session.open().unwrap();
    let span = open.layer.span(open.span.unwrap()).unwrap();
    let words = span.range.of(open.text.as_str()).unwrap();
    assert_eq!(span.state, SpanState::Edited);
    assert!(words.starts_with(&second) && words.len() > second.len());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().session.dialog, None);
    let third = chosen(&harness).expect("the next open suggestion").0;
    assert!(third != first && third != second, "{third}");
    // What was rejected can be shown and taken after all.
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    send(&mut harness, Command::View(View::ToggleRejected));
    let layer = &harness.state().session.open().unwrap().layer;
    let rejected = |span: &&Span| span.state == SpanState::Rejected;
    let id = layer.spans().find(rejected).unwrap().id;
    send(&mut harness, Command::Span(SpanCommand::Focus(id)));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let layer = &harness.state().session.open().unwrap().layer;
    assert_eq!(layer.span(id).unwrap().state, SpanState::Accepted);
}

#[test]
fn a_suggestion_that_is_clicked_is_decided_with_the_mouse() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    read(&mut harness);
    let role = egui::accesskit::Role::Mark;
    let mark = harness.get_all_by_role(role).next().unwrap().rect();
    harness.hover_at(mark.center());
    harness.step();
    harness.drag_at(mark.center());
    harness.step();
    harness.drop_at(mark.center());
    harness.run_steps(3);
    assert!(chosen(&harness).is_some());
    // One in the inspector, one beside the words.
    let accept: Vec<_> = harness.get_all_by_label("Accept").collect();
    assert_eq!(accept.len(), 2);
    let near = accept
        .iter()
        .min_by_key(|node| node.rect().center().x as i32);
    near.unwrap().click();
    harness.run_steps(3);
    let layer = &harness.state().session.open().unwrap().layer;
    assert_eq!(layer.count_in(SpanState::Accepted), 1);
}

#[test]
fn a_suggestion_says_why() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    read(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    harness.get_by_label("Why");
    harness.get_by_label_contains("% sure");
    // Once it is decided the reason is still told.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Y);
    harness.get_by_label("Why");
    harness.get_by_label_contains("% sure");
}

/// Which label each suggestion of the open article has.
fn open_labels(harness: &Harness<'_, App>) -> Vec<String> {
    let open = harness.state().session.open().unwrap();
    let labels = open.suggestions().iter();
    labels.map(|p| p.span.label.to_string()).collect()
}

#[test]
fn suggestions_that_are_alike_are_decided_as_one_step_after_a_look_at_each() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    read(&mut harness);
    let before = open_labels(&harness);
    let strikes = before.iter().filter(|label| *label == "strike").count();
    assert!(strikes > 3, "{strikes}");
    let strike = |p: &Arc<Proposal>| (p.span.label.as_str() == "strike").then_some(p.span.id);
    let open = harness.state().session.open().unwrap();
    let id = open.suggestions().iter().find_map(strike).unwrap();
    send(&mut harness, Command::Span(SpanCommand::Focus(id)));
    let both = Modifiers::COMMAND | Modifiers::SHIFT;
    press(&mut harness, both, Key::Enter);
    assert_eq!(harness.state().session.dialog, Some(Dialog::Batch));
    harness.get_by_label(&format!("Accept \u{2068}{strikes}\u{2069}"));
    let role = egui::accesskit::Role::CheckBox;
    let places: Vec<_> = harness.query_all_by_role(role).collect();
    assert!(places.len() >= strikes.min(10), "each is shown");
    places[1].click();
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let layer = &harness.state().session.open().unwrap().layer;
    assert_eq!(layer.count_in(SpanState::Accepted), strikes - 1);
    let left = open_labels(&harness);
    let left = left.iter().filter(|label| *label == "strike").count();
    assert_eq!(left, 1, "the one that was left out");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(open_labels(&harness), before, "one step");
    // Everything below some confidence is turned down in the same way.
    press(&mut harness, both, Key::Backspace);
    let like = Like {
        least: 0.8,
        ..Like::default()
    };
    send(&mut harness, Command::Review(Review::Like(like)));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(confidences(&harness).iter().all(|sure| *sure < 0.8));
    let layer = &harness.state().session.open().unwrap().layer;
    assert_eq!(layer.count_in(SpanState::Accepted), 0);
    assert!(layer.count_in(SpanState::Rejected) > 20);
}

#[test]
fn words_are_marked_wherever_they_stand_in_all_articles() {
    let home = tempfile::tempdir().unwrap();
    let news = home.path().join("other.txt");
    fs::write(
        &news,
        "انسحبت القوات من معبر نصيب.\nوصل الوفد إلى المعبر، ثم عاد من معبرٍ آخر لمعبر قديم.",
    )
    .unwrap();
    let mut harness = window(home.path());
    read(&mut harness);
    send(&mut harness, Command::File(File::Import(vec![news])));
    until(&mut harness, |app| {
        matches!(app.session.dialog, Some(Dialog::Import(_)))
    });
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |app| {
        let text = app.session.open().unwrap().text.as_str();
        text.contains("معبر نصيب")
    });
    let first = harness.state().session.open().unwrap().id.clone();
    let text = harness.state().session.open().unwrap().text.clone();
    let at = text.as_str().find("معبر نصيب").unwrap();
    let range = ByteRange::new(at, at + "معبر".len());
    send(&mut harness, Command::Select(Select::Range(range)));
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    let found = |app: &App| app.session.batch.as_ref().is_some_and(|b| !b.running);
    until(&mut harness, found);
    harness.get_by_label("Choose a label");
    press(&mut harness, Modifiers::NONE, Key::Num5);
    until(&mut harness, found);
    let batch = harness.state().session.batch.as_ref().unwrap();
    let chosen = batch.chosen();
    let (here, elsewhere): (Vec<_>, Vec<_>) = batch.places.iter().partition(|p| p.article == first);
    assert_eq!(here.len(), 3, "with vowel signs and particles, not المعبر");
    assert!(!elsewhere.is_empty());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |app| app.session.dialog.is_none());
    let marked = |harness: &Harness<'_, App>| -> usize {
        let project = harness.state().session.project.as_ref().unwrap();
        let layers = project.list.iter();
        let layers = layers.filter_map(|entry| project.own_layer(&entry.meta.id));
        layers
            .map(|layer| layer.count_in(SpanState::Manual) + layer.count_in(SpanState::Accepted))
            .sum()
    };
    assert_eq!(marked(&harness), chosen);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    until(&mut harness, |app| app.session.saved() == Ok(true));
    assert_eq!(marked(&harness), 0, "one step over all articles");
}

#[test]
fn a_correction_is_offered_for_the_other_suggestions_of_the_same_words() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    read(&mut harness);
    let open = harness.state().session.open().unwrap();
    let text = open.text.clone();
    let words = |p: &Proposal| p.span.range.of(text.as_str()) == Some("الجيش");
    let same: Vec<_> = open.suggestions().iter().filter(|p| words(p)).collect();
    let (id, others) = (same[0].span.id, same.len() - 1);
    assert!(others > 0);
    send(&mut harness, Command::Span(SpanCommand::Focus(id)));
    press(&mut harness, Modifiers::NONE, Key::Num9);
    let offer = |harness: &Harness<'_, App>| harness.state().session.offer.clone();
    assert_eq!(offer(&harness).unwrap().count, others);
    harness.get_by_label("Correct them too…");
    // Taken back, there is nothing to offer.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(offer(&harness), None);
    press(&mut harness, Modifiers::NONE, Key::Num9);
    press(&mut harness, Modifiers::COMMAND, Key::J);
    assert_eq!(harness.state().session.dialog, Some(Dialog::Batch));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let layer = &harness.state().session.open().unwrap().layer;
    let sources = layer.spans().filter(|s| s.label.as_str() == "source");
    assert_eq!(sources.count(), others + 1);
    assert_eq!(layer.count_in(SpanState::Edited), others + 1);
    let named = |span: &Span| span.attrs.contains_key("canonical_id");
    assert!(!layer.spans().any(named), "a source is no faction any more");
    assert_eq!(offer(&harness), None);
}

#[test]
fn a_moved_edge_is_offered_as_well() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    read(&mut harness);
    let open = harness.state().session.open().unwrap();
    let text = open.text.clone();
    let words = |p: &Proposal| p.span.range.of(text.as_str()) == Some("المعارضة المسلحة");
    let same: Vec<_> = open.suggestions().iter().filter(|p| words(p)).collect();
    let (id, others) = (same[0].span.id, same.len() - 1);
    assert!(others > 0);
    send(&mut harness, Command::Span(SpanCommand::Focus(id)));
    press(&mut harness, Modifiers::NONE, Key::Minus);
    let offer = harness.state().session.offer.clone();
    assert_eq!(offer.unwrap().count, others);
    press(&mut harness, Modifiers::COMMAND, Key::J);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let layer = &harness.state().session.open().unwrap().layer;
    let trimmed = layer
        .spans()
        .filter(|s| s.range.of(text.as_str()) == Some("المعارضة"));
    assert_eq!(trimmed.count(), others + 1);
}

#[test]
fn the_list_counts_open_suggestions_and_done_is_asked_while_some_are_open() {
    let home = tempfile::tempdir().unwrap();
    let news = home.path().join("other.txt");
    fs::write(&news, "قتل سبعة مدنيين في غارة جوية على حلب.").unwrap();
    let mut harness = window(home.path());
    read(&mut harness);
    let all = open_labels(&harness).len();
    harness.get_by_label_contains(&format!("{all}\u{2069} suggestions open"));
    let daraa = harness.state().session.open().unwrap().id.clone();
    press(&mut harness, Modifiers::NONE, Key::Tab);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let left = open_labels(&harness).len();
    until(&mut harness, |app| app.session.open().unwrap().is_joined());
    let count = |app: &App, id: &ArticleId| Some(app.session.waiting(id)?.spans);
    assert_eq!(count(harness.state(), &daraa), Some(left as u32));
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let waiting = harness.state().session.open().unwrap().waiting();
    assert_eq!(waiting.spans, left as u32);
    assert!(
        waiting.relations > 0 && waiting.incidents > 0,
        "{waiting:?}"
    );
    let asked = Question::Done(waiting);
    let dialog = Some(Dialog::Ask(Box::new(asked)));
    assert_eq!(harness.state().session.dialog, dialog);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let progress = |harness: &Harness<'_, App>| {
        let open = harness.state().session.open().unwrap();
        open.layer.progress()
    };
    assert_eq!(progress(&harness), Progress::Started);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(progress(&harness), Progress::Done);
    // What was counted while an article was open stays known; others are counted unopened.
    send(&mut harness, Command::File(File::Import(vec![news])));
    until(&mut harness, |app| {
        matches!(app.session.dialog, Some(Dialog::Import(_)))
    });
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |app| app.session.open().unwrap().id != daraa);
    assert_eq!(count(harness.state(), &daraa), Some(left as u32));
    read(&mut harness);
    let other = harness.state().session.open().unwrap().id.clone();
    let here = open_labels(&harness).len() as u32;
    let joined = harness.state().session.waiting(&daraa);
    until(&mut harness, saved);
    drop(harness);
    let mut harness = window(home.path());
    until(&mut harness, |app| {
        count(app, &daraa).is_some() && count(app, &other).is_some()
    });
    assert_eq!(harness.state().session.waiting(&daraa), joined);
    assert_eq!(count(harness.state(), &daraa), Some(left as u32));
    assert_eq!(count(harness.state(), &other), Some(here));
}

#[test]
fn in_the_blind_sample_nothing_is_suggested_and_the_reader_says_so() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    read(&mut harness);
    let said = "Blind sample: suggestions are kept back in this article.";
    assert!(harness.query_by_label(said).is_none());
    send(&mut harness, Command::Review(Review::SetBlind(100)));
    assert_eq!(open_labels(&harness), [""; 0]);
    harness.get_by_label(said);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(harness.state().session.dialog, None, "nothing is open");
    press(&mut harness, Modifiers::COMMAND, Key::R);
    harness.get_by_label_contains("Done without suggestions");
    send(&mut harness, Command::Review(Review::SetBlind(0)));
    assert!(open_labels(&harness).len() > 40);
}

/// The window, with suggestions that follow decisions, once the article was read.
fn learning(home: &std::path::Path) -> Harness<'static, App> {
    let mut harness = window(home);
    for learner in Learner::ALL {
        let on = Review::SetLearner(learner, true);
        send(&mut harness, Command::Review(on));
    }
    until(&mut harness, |app| app.session.open().unwrap().is_read());
    harness
}

/// The words of the open suggestions of a label.
fn proposed(harness: &Harness<'_, App>, label: &str) -> Vec<String> {
    let open = harness.state().session.open().unwrap();
    let suggestions = open.suggestions().iter().map(|p| &p.span);
    let of_label = suggestions.filter(|span| span.label.as_str() == label);
    of_label
        .map(|span| span.range.of(open.text.as_str()).unwrap().to_owned())
        .collect()
}

#[test]
fn what_is_marked_once_is_proposed_further_on_and_can_be_forgotten() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = learning(home.path());
    let text = harness
        .state()
        .session
        .open()
        .unwrap()
        .text
        .as_str()
        .to_owned();
    // Words that no table knows and that stand twice.
    let (words, label) = ("المعارضة المسلحة", "weapon");
    let words = if text.matches(words).count() > 1 {
        words
    } else {
        "درعا البلد"
    };
    assert!(text.matches(words).count() > 1);
    assert_eq!(
        proposed(&harness, label)
            .iter()
            .filter(|w| *w == words)
            .count(),
        0
    );
    let tag = Command::Span(SpanCommand::Tag(label.parse().unwrap()));
    select(&mut harness, words);
    send(&mut harness, tag);
    let learned = |app: &App| {
        app.session
            .project
            .as_ref()
            .unwrap()
            .learning
            .memory
            .names()
            .count()
            == 1
    };
    until(&mut harness, learned);
    let again = |app: &App| {
        let open = app.session.open().unwrap();
        let mut spans = open.suggestions().iter().map(|p| &p.span);
        spans.any(|s| s.range.of(open.text.as_str()) == Some(words) && s.label.as_str() == label)
    };
    until(&mut harness, again);
    // It says why, and the dialog lists it.
    send(&mut harness, Command::Review(Review::Learned));
    assert_eq!(harness.state().session.dialog, Some(Dialog::Learned));
    harness.get_by_label("Known words");
    send(&mut harness, Command::View(View::CloseDialog));
    // Switched off it proposes no more, switched on again it does.
    let learner = |on| Command::Review(Review::SetLearner(Learner::Words, on));
    send(&mut harness, learner(false));
    until(&mut harness, |app| !again(app));
    send(&mut harness, learner(true));
    until(&mut harness, again);
    // What is decided stays decided when everything is forgotten.
    send(&mut harness, Command::Review(Review::ForgetLearned));
    until(&mut harness, |app| !again(app));
    assert_eq!(spans(&harness).len(), 1);
    // Taken back like any other step.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    until(&mut harness, again);
    send(&mut harness, Command::Review(Review::ForgetLearned));
    until(&mut harness, |app| !again(app));
    send(&mut harness, Command::Review(Review::RememberAll));
    until(&mut harness, again);
}

#[test]
fn learning_moves_nothing_before_the_place_where_the_user_is() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = learning(home.path());
    // Reject what is proposed for the same words until they are proposed no more.
    for _ in 0..12 {
        press(&mut harness, Modifiers::NONE, Key::Tab);
    }
    let before = |harness: &Harness<'_, App>| -> Vec<(ByteRange, Option<f64>)> {
        let open = harness.state().session.open().unwrap();
        let here = open.active_range().unwrap();
        let open = open.suggestions().iter().map(|p| &p.span);
        open.filter(|span| span.range.start() <= here.start())
            .map(|span| (span.range, span.provenance.confidence))
            .collect()
    };
    let seen = before(&harness);
    assert!(seen.len() > 8);
    let taught = |harness: &Harness<'_, App>| {
        let project = harness.state().session.project.as_ref().unwrap();
        project
            .learning
            .memory
            .rules()
            .map(|(_, tally)| tally.shown)
            .sum::<u32>()
    };
    for round in 1..=3 {
        press(&mut harness, Modifiers::NONE, Key::Backspace);
        until(&mut harness, |app| {
            let project = app.session.project.as_ref().unwrap();
            let shown = project
                .learning
                .memory
                .rules()
                .map(|(_, tally)| tally.shown);
            shown.sum::<u32>() == round
        });
        harness.run_steps(10);
    }
    assert_eq!(taught(&harness), 3);
    let now = before(&harness);
    let kept = seen.iter().filter(|place| now.contains(place)).count();
    // The first of the three was the last of those seen.
    assert!(kept + 3 >= seen.len(), "{kept} of {}", seen.len());
}

#[test]
fn the_suggestions_of_a_paragraph_are_taken_together_after_a_look() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    read(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    let open = harness.state().session.open().unwrap();
    let (text, first) = (open.text.as_str(), open.active_range().unwrap());
    let rest = &text[first.end().get()..];
    let end = rest.find('\n').unwrap_or(rest.len()) + first.end().get();
    let here = open
        .suggestions()
        .iter()
        .map(|p| p.span.range.start().get());
    let here = here.filter(|start| *start < end).count();
    let before = open_labels(&harness);
    press(&mut harness, Modifiers::SHIFT, Key::Period);
    assert_eq!(harness.state().session.dialog, Some(Dialog::Batch));
    let batch = harness.state().session.batch.as_ref().unwrap();
    assert_eq!(batch.places.len(), here);
    assert!(here > 1, "{here}");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let layer = &harness.state().session.open().unwrap().layer;
    assert_eq!(layer.count_in(SpanState::Accepted), here);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(open_labels(&harness), before, "one step");
}

#[test]
fn what_words_say_is_read_when_they_are_marked_by_hand() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    read(&mut harness);
    let words = "سبعة على الأقل";
    let low = |harness: &Harness<'_, App>| {
        let layer = &harness.state().session.open().unwrap().layer;
        let span = layer.spans().next().unwrap();
        assert_eq!(span.state, SpanState::Manual);
        span.attrs.get("count_low").cloned()
    };
    select(&mut harness, words);
    let tag = Command::Span(SpanCommand::Tag("casualty".parse().unwrap()));
    send(&mut harness, tag.clone());
    assert_eq!(low(&harness), Some(AttrValue::Number(7)));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    // Whoever works without suggestions is told nothing.
    press(&mut harness, Modifiers::COMMAND, Key::G);
    select(&mut harness, words);
    send(&mut harness, tag);
    assert_eq!(low(&harness), None);
}
