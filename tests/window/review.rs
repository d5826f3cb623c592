//! Reviewing what the program proposes.

use std::fs;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::model::span::SpanState;
use hashiya::session::command::{Command, Review};
use hashiya::session::dialog::Dialog;
use hashiya::ui::app::App;

use crate::drive::{press, saved, send, until, window};

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
