//! Reviewing what the program proposes.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use hashiya::model::span::SpanState;
use hashiya::ui::app::App;

use crate::drive::{press, saved, until, window};

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
