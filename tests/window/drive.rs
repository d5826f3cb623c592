//! Starts the window and uses it as a person does.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Waker;
use std::time::Duration;

use egui::{Key, Modifiers, Shape};
use egui_kittest::Harness;
use hashiya::model::history::Change;
use hashiya::session::command::{Command, Select, View};
use hashiya::session::settings::Theme;
use hashiya::session::{Places, Session, World};
use hashiya::store::{Annotator, open};
use hashiya::text::offset::ByteRange;
use hashiya::ui::app::App;
use jiff::Timestamp;

fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

fn random() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The window on the sample project, its copy below `home`.
pub(crate) fn window(home: &Path) -> Harness<'static, App> {
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
        press: hashiya::ui::picture::press,
    };
    // Somebody who has said who they are; the first start is a test of its own. Suggestions stay
    // as they are whatever is decided: that they follow decisions is a test of its own too.
    fs::create_dir_all(&places.config).unwrap();
    let settings = places.config.join("settings.ron");
    if !settings.exists() {
        let off = "words, counts, refusals, tagger";
        let written = format!("(annotator: \"me\", learners_off: [{off}])");
        fs::write(settings, written).unwrap();
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
    // The article asks for the keys in one frame and has them in the next.
    harness.run_steps(3);
    harness
}

pub(crate) fn until(harness: &mut Harness<'_, App>, done: impl Fn(&App) -> bool) {
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

pub(crate) fn saved(app: &App) -> bool {
    app.session.saved() == Ok(true)
}

/// The words and labels of the spans of the layer that is shown.
pub(crate) fn spans(harness: &Harness<'_, App>) -> Vec<(String, String)> {
    let open = harness.state().session.open().unwrap();
    let text = open.text.as_str();
    open.layer
        .spans()
        .map(|s| (s.range.of(text).unwrap().to_owned(), s.label.to_string()))
        .collect()
}

pub(crate) fn select(harness: &mut Harness<'_, App>, words: &str) {
    let open = harness.state().session.open().unwrap();
    let at = open.text.as_str().find(words).unwrap();
    let range = ByteRange::new(at, at + words.len());
    harness
        .state_mut()
        .session
        .send(Command::Select(Select::Snapped(range)));
    harness.step();
}

/// Writes into the field that has the keys.
pub(crate) fn write(harness: &mut Harness<'_, App>, words: &str) {
    harness.event(egui::Event::Text(words.to_owned()));
    harness.step();
}

pub(crate) fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(2);
}

pub(crate) fn send(harness: &mut Harness<'_, App>, command: Command) {
    harness.state_mut().session.send(command);
    harness.run_steps(3);
}

pub(crate) fn assert_no_text(shape: &Shape) {
    match shape {
        Shape::Text(text) => assert!(text.galley.is_empty(), "{:?}", text.galley.text()),
        Shape::Vec(shapes) => shapes.iter().for_each(assert_no_text),
        _ => {}
    }
}

/// What somebody else says about a project, on the disk.
pub(crate) fn another_says(project: &Path, change: Change) {
    let who = Annotator {
        id: "other".parse().unwrap(),
        name: "Other".into(),
    };
    let mut opened = open(project, &who, Timestamp::now(), None).unwrap();
    let record = opened.history.record_do(change, Timestamp::now());
    let writer = opened.writer.take().unwrap();
    writer.submit(record, Vec::new());
    writer.flush(Duration::from_secs(20)).unwrap();
}
