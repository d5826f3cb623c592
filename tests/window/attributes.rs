//! Saying more of a span.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::model::span::{AttrValue, SpanState};
use hashiya::session::command::{Command, SpanCommand};
use hashiya::ui::app::App;

use crate::drive::{press, saved, select, send, until, window, write};

/// The attributes of the selected span, as `name=value`.
fn attributes(harness: &Harness<'_, App>) -> Vec<String> {
    let open = harness.state().session.open().unwrap();
    let span = open.span.and_then(|id| open.shown(id)).unwrap();
    let shown = |value: &AttrValue| match value {
        AttrValue::Text(text) => text.clone(),
        AttrValue::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    };
    let attrs = span.attrs.iter();
    attrs.map(|(n, v)| format!("{n}={}", shown(v))).collect()
}

fn state(harness: &Harness<'_, App>) -> SpanState {
    let open = harness.state().session.open().unwrap();
    open.span.and_then(|id| open.shown(id)).unwrap().state
}

#[test]
fn attributes_are_said_by_keyboard_checked_and_undone_one_by_one() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    // Words of which the program proposes nothing.
    select(&mut harness, "حملة");
    press(&mut harness, Modifiers::NONE, Key::Num4);
    assert_eq!(attributes(&harness), Vec::<String>::new());
    // The key that leads there writes nothing there.
    harness.event(egui::Event::Text(";".into()));
    press(&mut harness, Modifiers::NONE, Key::Semicolon);
    write(&mut harness, "inj");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(attributes(&harness), ["effect=injured"]);
    // A bound in words sets all of a count.
    write(&mut harness, "at least 12");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    let counted = [
        "count_best=12",
        "count_low=12",
        "effect=injured",
        "qualifier=at_least",
    ];
    assert_eq!(attributes(&harness), counted);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    // What cannot be is told and not taken.
    write(&mut harness, "7");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_steps(3);
    assert!(harness.query_by_label_contains("have to ascend").is_some());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(attributes(&harness), counted);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(attributes(&harness), ["effect=injured"]);
    // An empty field takes the attribute away: that is not 0.
    press(&mut harness, Modifiers::NONE, Key::Semicolon);
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(attributes(&harness), Vec::<String>::new());
    until(&mut harness, saved);
}

#[test]
fn a_faction_is_picked_from_the_lexicon_in_either_script() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    for (typed, id) in [("hayat tahrir", "hts"), ("داعش", "isis")] {
        select(&mut harness, "حملة");
        press(&mut harness, Modifiers::NONE, Key::Num1);
        press(&mut harness, Modifiers::NONE, Key::Semicolon);
        write(&mut harness, typed);
        press(&mut harness, Modifiers::NONE, Key::Enter);
        let id = format!("canonical_id={id}");
        assert!(
            attributes(&harness).contains(&id),
            "{:?}",
            attributes(&harness)
        );
        // The pick is one step; the next one takes the span away.
        press(&mut harness, Modifiers::COMMAND, Key::Z);
        assert_eq!(attributes(&harness), Vec::<String>::new());
        press(&mut harness, Modifiers::COMMAND, Key::Z);
    }
}

#[test]
fn a_suggestion_of_which_something_else_is_said_is_accepted_as_edited() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    until(&mut harness, |app| {
        !app.session.open().unwrap().suggestions().is_empty()
    });
    let open = harness.state().session.open().unwrap();
    let proposal = open
        .suggestions()
        .iter()
        .find(|p| p.span.label.as_str() == "casualty");
    let id = proposal.unwrap().span.id;
    send(&mut harness, Command::Span(SpanCommand::Focus(id)));
    let before = attributes(&harness);
    press(&mut harness, Modifiers::NONE, Key::Semicolon);
    write(&mut harness, "missing");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(state(&harness), SpanState::Edited);
    assert!(attributes(&harness).contains(&"effect=missing".to_owned()));
    // What the program read stands beside it and can be taken back.
    harness.get_by_label_contains("read:").click();
    harness.run_steps(3);
    assert_eq!(attributes(&harness), before);
    until(&mut harness, saved);
}

#[test]
fn what_is_likely_instead_is_said_with_a_key() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    until(&mut harness, |app| {
        !app.session.open().unwrap().suggestions().is_empty()
    });
    let choose = |harness: &mut Harness<'_, App>, label: &str, has: &str| {
        let open = harness.state().session.open().unwrap();
        let mut all = open.suggestions().iter().map(|p| &p.span);
        let one = all.rfind(|s| s.label.as_str() == label && s.attrs.contains_key(has));
        let id = one.unwrap().id;
        send(harness, Command::Span(SpanCommand::Focus(id)));
    };
    choose(&mut harness, "casualty", "effect");
    let said = |harness: &Harness<'_, App>, value: &AttrValue| {
        let wanted = format!("effect={}", value.as_text().unwrap());
        attributes(harness).contains(&wanted)
    };
    let others = harness.state().session.instead();
    let number = others.iter().position(|other| other.name == "effect");
    let value = others[number.unwrap()].value.clone().unwrap();
    assert!(!said(&harness, &value), "{value:?}");
    let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
    let keys = [&keys[..], &[Key::Num6, Key::Num7, Key::Num8, Key::Num9]].concat();
    press(&mut harness, Modifiers::ALT, keys[number.unwrap()]);
    assert!(said(&harness, &value));
    assert_eq!(state(&harness), SpanState::Edited);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        harness.state().session.open().unwrap().layer.spans().len(),
        0
    );
    // A party of the article, with its names.
    choose(&mut harness, "faction", "canonical_id");
    let others = harness.state().session.instead();
    assert!(others.len() > 2, "{others:?}");
    let party = others[0].value.clone().unwrap();
    harness.get_by_label_contains("Instead, with Alt");
    press(&mut harness, Modifiers::ALT, Key::Num1);
    let id = format!("canonical_id={}", party.as_text().unwrap());
    assert!(
        attributes(&harness).contains(&id),
        "{:?}",
        attributes(&harness)
    );
    // Whoever works without suggestions is not led.
    press(&mut harness, Modifiers::COMMAND, Key::G);
    until(&mut harness, |app| {
        !app.session.open().unwrap().shows.suggestions
    });
    assert_eq!(harness.state().session.instead(), []);
}
