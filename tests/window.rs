//! The window, driven as a user drives it: keys, clicks and drags, without display or GPU.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    missing_docs,
    reason = "a test may fail by panicking"
)]
#![cfg(feature = "gui")]

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Waker;

use egui::{Key, Modifiers, Pos2, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::session::command::{Command, Select, View};
use hashiya::session::settings::{Language, Theme};
use hashiya::session::{Places, Session, World};
use hashiya::store;
use hashiya::text::offset::ByteRange;
use hashiya::ui::app::App;

fn now() -> jiff::Timestamp {
    jiff::Timestamp::UNIX_EPOCH
}

fn random() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The window on the sample project, its copy below `home`.
fn window(home: &Path) -> Harness<'static, App> {
    let places = Places {
        data: home.join("data"),
        config: home.join("config"),
    };
    let world = World {
        now,
        random,
        wake: Waker::noop().clone(),
        language: None,
        user: "me".into(),
    };
    // Somebody who has said who they are; the first start is a test of its own.
    fs::create_dir_all(&places.config).unwrap();
    let settings = places.config.join("settings.ron");
    if !settings.exists() {
        fs::write(settings, "(annotator: \"me\")").unwrap();
    }
    let mut session = Session::new(places, world);
    session.open_project(None);
    session.send(Command::View(View::SetTheme(Theme::Light)));
    let app = App::new(session);
    let mut harness = Harness::builder()
        .with_size([1200.0, 800.0])
        .build_ui_state(|ui, app: &mut App| app.show(ui), app);
    // Jobs run on threads of their own: frames go on until they have reported.
    until(&mut harness, |app| app.session.open().is_some());
    harness
}

fn until(harness: &mut Harness<'_, App>, done: impl Fn(&App) -> bool) {
    for _ in 0..20_000 {
        harness.step();
        if done(harness.state()) {
            harness.step();
            return;
        }
        std::thread::yield_now();
    }
    panic!("it never happened");
}

fn saved(app: &App) -> bool {
    app.session.saved() == Ok(true)
}

/// The words and labels of the spans of the layer that is shown.
fn spans(harness: &Harness<'_, App>) -> Vec<(String, String)> {
    let open = harness.state().session.open().unwrap();
    let text = open.text.as_str();
    open.layer
        .spans()
        .map(|s| (s.range.of(text).unwrap().to_owned(), s.label.to_string()))
        .collect()
}

fn select(harness: &mut Harness<'_, App>, words: &str) {
    let open = harness.state().session.open().unwrap();
    let at = open.text.as_str().find(words).unwrap();
    let range = ByteRange::new(at, at + words.len());
    harness
        .state_mut()
        .session
        .send(Command::Select(Select::Snapped(range)));
    harness.step();
}

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
fn nothing_is_painted_by_a_layout_without_bidirectional_order() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    for language in [Language::English, Language::Arabic] {
        let session = &mut harness.state_mut().session;
        session.send(Command::View(View::SetLanguage(language)));
        session.send(Command::View(View::Shortcuts));
        harness.run_steps(4);
        let shapes = &harness.output().shapes;
        assert!(shapes.len() > 20, "something is painted");
        for clipped in shapes {
            assert_no_text(&clipped.shape);
        }
        let session = &mut harness.state_mut().session;
        session.send(Command::View(View::Shortcuts));
        harness.step();
    }
}

fn assert_no_text(shape: &Shape) {
    match shape {
        Shape::Text(text) => assert!(text.galley.is_empty(), "{:?}", text.galley.text()),
        Shape::Vec(shapes) => shapes.iter().for_each(assert_no_text),
        _ => {}
    }
}

#[test]
fn the_interface_speaks_arabic_and_is_mirrored() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let english = harness.get_by_label("File").rect();
    let session = &mut harness.state_mut().session;
    session.send(Command::View(View::SetLanguage(Language::Arabic)));
    harness.run_steps(3);
    let arabic = harness.get_by_label("ملف").rect();
    assert!(english.center().x < 200.0, "{english:?}");
    assert!(arabic.center().x > 1000.0, "{arabic:?}");
    assert!(harness.query_by_label("Labels").is_none());
    harness.get_by_label("الوسوم");
}
