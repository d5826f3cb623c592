//! Marking words: by keyboard, by mouse, edges, spans that cross.

use egui::{Key, Modifiers, Pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::model::span::SpanState;
use hashiya::session::command::{Command, Select};
use hashiya::session::dialog::Dialog;
use hashiya::store;
use hashiya::text::offset::ByteRange;
use hashiya::ui::app::App;

use crate::drive::{press, saved, select, send, spans, until, window};

#[test]
fn an_analyst_tags_by_keyboard_undoes_quits_and_finds_it_again() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    assert_eq!(spans(&harness), []);
    // The article has the keys from the start. The first word, then the second one.
    harness.key_press(Key::ArrowLeft);
    harness.step();
    harness.key_press(Key::ArrowLeft);
    harness.step();
    harness.key_press(Key::Num1);
    harness.step();
    let one = vec![("مقاتلون".to_owned(), "faction".to_owned())];
    assert_eq!(spans(&harness), one);
    harness.key_press(Key::Num2);
    harness.step();
    assert_eq!(
        spans(&harness)[0].1,
        "strike",
        "a label key relabels the selected span"
    );
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.step();
    assert_eq!(spans(&harness), one);
    until(&mut harness, saved);
    drop(harness);

    let mut harness = window(home.path());
    assert_eq!(spans(&harness), one, "found again after a restart");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.step();
    assert_eq!(spans(&harness), [], "undo reaches back over the restart");
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.step();
    assert_eq!(spans(&harness), one);
    until(&mut harness, saved);
    drop(harness);
    let report = store::check(&home.path().join("data/daraa-2017")).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
}

#[test]
fn edges_move_by_word_character_and_proclitic() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let selected = |harness: &Harness<'_, App>| {
        let open = harness.state().session.open().unwrap();
        let range = open.active_range().unwrap();
        range.of(open.text.as_str()).unwrap().to_owned()
    };
    let press = |harness: &mut Harness<'_, App>, modifiers, key| {
        harness.key_press_modifiers(modifiers, key);
        harness.step();
    };
    select(&mut harness, "بقذائف");
    harness.key_press(Key::Num7);
    harness.step();
    let none = Modifiers::NONE;
    let steps = [
        (none, Key::Equals, "المورتر"),
        (Modifiers::SHIFT, Key::Minus, "المورت"),
        (none, Key::Minus, ""),
        (none, Key::Backslash, ""),
    ];
    let mut seen = vec![selected(&harness)];
    for (modifiers, key, _) in steps {
        press(&mut harness, modifiers, key);
        seen.push(selected(&harness));
    }
    assert!(
        seen[1].ends_with("المورتر") && seen[2].ends_with("المورت"),
        "{seen:?}"
    );
    assert!(!seen[3].contains(' '), "{seen:?}");
    assert_ne!(
        seen[3], seen[4],
        "one key moves the edge over the proclitic: {seen:?}"
    );
    // Each of them was a step of its own.
    for expected in seen.iter().rev().skip(1) {
        press(&mut harness, Modifiers::COMMAND, Key::Z);
        assert_eq!(&selected(&harness), expected);
    }
}

#[test]
fn a_drag_with_the_mouse_snaps_to_words() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let article = harness.get_by_role(egui::accesskit::Role::Document).rect();
    // The first line, from near its right end leftwards.
    let y = article.top() + 24.0 + 20.0;
    let from = Pos2::new(article.center().x + 300.0, y);
    let to = Pos2::new(article.center().x + 120.0, y);
    harness.drag_at(from);
    harness.step();
    harness.hover_at(from + (to - from) / 2.0);
    harness.step();
    harness.hover_at(to);
    harness.step();
    harness.drop_at(to);
    harness.step();
    harness.step();
    let open = harness.state().session.open().unwrap();
    let range = open.selection.expect("the drag selects");
    let words = range.of(open.text.as_str()).unwrap();
    assert!(words.contains(' ') && words.trim() == words, "{words:?}");
    assert_eq!(open.snapped(range), range, "whole words");
}

#[test]
fn crossing_spans_are_made_only_when_asked_for_twice() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let text = harness
        .state()
        .session
        .open()
        .unwrap()
        .text
        .as_str()
        .to_owned();
    let at = text.find("طائرات روسية قصفت").unwrap();
    let first = ByteRange::new(at, at + "طائرات روسية".len());
    let rest = at + "طائرات ".len();
    let second = ByteRange::new(rest, rest + "روسية قصفت".len());
    for range in [first, second] {
        send(&mut harness, Command::Select(Select::Range(range)));
        press(&mut harness, Modifiers::NONE, Key::Num1);
    }
    assert_eq!(spans(&harness).len(), 1);
    assert!(matches!(
        harness.state().session.dialog,
        Some(Dialog::Ask(_))
    ));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(spans(&harness).len(), 1);
    send(&mut harness, Command::Select(Select::Range(second)));
    press(&mut harness, Modifiers::NONE, Key::Num1);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(spans(&harness).len(), 2);
    // Without crossing there is nothing to ask: this one stands inside the first.
    let inner = ByteRange::new(at, at + "طائرات".len());
    send(&mut harness, Command::Select(Select::Range(inner)));
    press(&mut harness, Modifiers::NONE, Key::Num7);
    assert_eq!(spans(&harness).len(), 3);
}

#[test]
fn labels_beside_the_selection_work_by_key() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    select(&mut harness, "درعا");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().session.dialog, Some(Dialog::Labels));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().session.dialog, None);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Num5);
    assert_eq!(
        spans(&harness),
        [("درعا".to_owned(), "location".to_owned())]
    );
    assert_eq!(harness.state().session.dialog, None);
}

#[test]
fn the_right_button_takes_up_what_is_under_it_and_says_what_can_be_done() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    until(&mut harness, |app| {
        let open = app.session.open().unwrap();
        !open.suggestions().is_empty()
    });
    let mut marks = harness.get_all_by_role(egui::accesskit::Role::Mark);
    let pos = marks.next().unwrap().rect().center();
    drop(marks);
    for pressed in [true, false] {
        harness.event(egui::Event::PointerMoved(pos));
        harness.event(egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.run_steps(2);
    }
    let open = harness.state().session.open().unwrap();
    let taken = open.shown(open.span.unwrap()).unwrap();
    assert_eq!(taken.state, SpanState::Suggested);
    let (id, range, label) = (taken.id, taken.range, taken.label.clone());
    harness.get_by_label("Accept suggestion").click();
    harness.run_steps(3);
    let open = harness.state().session.open().unwrap();
    assert!(open.suggestion(id).is_none());
    let mut decided = open.layer.spans();
    assert!(decided.any(|s| (s.range, &s.label) == (range, &label)));
}
