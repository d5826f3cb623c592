//! The article as it looks, compared with stored pictures.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test pictures` writes them anew; look at each before it is
//! kept. A failure leaves the new picture and the difference beside the stored one.
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

#[path = "pictures/raster.rs"]
mod raster;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Waker;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, SnapshotOptions, try_image_snapshot_options};
use hashiya::model::id::ProjectId;
use hashiya::model::project::{Project, ProjectSettings};
use hashiya::model::schema::Schema;
use hashiya::session::command::{Command, EditCommand, File, Select, View};
use hashiya::session::settings::{ReadingFace, Theme};
use hashiya::session::{Places, Session, World};
use hashiya::store;
use hashiya::text::offset::ByteRange;
use hashiya::ui::app::App;
use raster::Raster;

const TEXT: &str = "قصفت طائرات Su-24 روسية حي المنشية في مدينة درعا يوم 14/2/2017 فقُتل سبعة أشخاص على الأقل، \
بينهم 3 أطفال.\nقالت وكالة Reuters: \"أُطلق 12 صاروخا من طراز Grad\" على الأقل 𒀀.\nThe army (الجيش) denied it.";

/// Spans of every state, three deep, over lines and changes of direction, and inside a word.
const SPANS: [(&str, &str, &str); 12] = [
    ("طائرات Su-24 روسية", "WEAPON", "manual"),
    ("روسية", "FACTION", "accepted"),
    ("حي المنشية في مدينة درعا", "LOCATION", "manual"),
    ("مدينة درعا", "LOCATION", "edited"),
    ("درعا", "TARGET", "manual"),
    ("14/2/2017", "DATE", "suggested"),
    (
        "قُتل سبعة أشخاص على الأقل، بينهم 3 أطفال",
        "CASUALTY",
        "accepted",
    ),
    ("3 أطفال", "CASUALTY", "manual"),
    ("وكالة Reuters", "SOURCE", "suggested"),
    ("12 صاروخا من طراز Grad", "STRIKE", "edited"),
    ("صاروخ", "WEAPON", "manual"),
    ("army (الجيش)", "FACTION", "rejected"),
];

fn now() -> jiff::Timestamp {
    jiff::Timestamp::UNIX_EPOCH
}

fn random() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The window with nothing but the article in it.
fn window(home: &Path, settings: &str, scale: f32) -> Harness<'static, App> {
    let root = home.join("project");
    let project = Project {
        id: ProjectId(1),
        name: "pictures".into(),
        schema: Schema::conflict_news(),
        settings: ProjectSettings::default(),
    };
    store::create(&root, &project).unwrap();
    let spans: Vec<_> = SPANS
        .iter()
        .map(|(words, label, state)| {
            let at = TEXT.find(words).unwrap_or_else(|| panic!("{words}"));
            let start = TEXT[..at].chars().count();
            let end = start + words.chars().count();
            serde_json::json!({"start": start, "end": end, "label": label, "text": words, "state": state})
        })
        .collect();
    let line = serde_json::json!({"text": TEXT, "title": "صورة", "spans": spans}).to_string();
    fs::write(home.join("article.jsonl"), line).unwrap();
    let places = Places {
        data: home.join("data"),
        config: home.join("config"),
    };
    fs::create_dir_all(&places.config).unwrap();
    fs::write(
        places.config.join("settings.ron"),
        format!("(annotator: \"me\", suggestions: false, rejected: true, list: false, inspector: false, {settings})"),
    )
    .unwrap();
    let world = World {
        now,
        random,
        wake: Waker::noop().clone(),
        language: None,
        user: "me".into(),
        press: hashiya::ui::picture::press,
    };
    let mut session = Session::new(places, world);
    session.open_project(Some(&root));
    let mut harness = Harness::builder()
        .with_size([720.0, 460.0])
        .with_pixels_per_point(scale)
        .renderer(Raster::default())
        .build_ui_state(|ui, app: &mut App| app.show(ui), App::new(session));
    until(&mut harness, |app| app.session.project.is_some());
    let files = vec![home.join("article.jsonl")];
    send(&mut harness, Command::File(File::Import(files)));
    until(&mut harness, |app| app.session.dialog.is_some());
    send(&mut harness, Command::File(File::ImportNow));
    until(&mut harness, |app| app.session.open().is_some());
    harness.run_steps(4);
    harness
}

fn until(harness: &mut Harness<'_, App>, done: impl Fn(&App) -> bool) {
    for _ in 0..20_000 {
        harness.step();
        if done(harness.state()) {
            return;
        }
        std::thread::yield_now();
    }
    panic!("it never happened");
}

fn send(harness: &mut Harness<'_, App>, command: Command) {
    harness.state_mut().session.send(command);
    harness.run_steps(3);
}

fn range(words: &str) -> ByteRange {
    let at = TEXT.find(words).unwrap();
    ByteRange::new(at, at + words.len())
}

/// Compares the article with the stored picture of that name.
fn compare(harness: &mut Harness<'_, App>, name: &str) {
    // What was reported lies over the article.
    let notices = &mut harness.state_mut().session.notices;
    let shown: Vec<u64> = notices.toasts().map(|notice| notice.number).collect();
    for number in shown {
        notices.dismiss(number);
    }
    harness.run_steps(2);
    let image = harness.render().unwrap();
    let area = harness.get_by_role(Role::Document).rect();
    let scale = harness.ctx.pixels_per_point();
    let [left, top, right, bottom] = [area.left(), area.top(), area.right(), area.bottom()]
        .map(|place| (place * scale).round() as u32);
    let bottom = bottom.min(image.height() - (34.0 * scale) as u32);
    let picture = image::imageops::crop_imm(&image, left, top, right - left, bottom - top);
    let options = SnapshotOptions::default()
        .threshold(0.0)
        .output_path("tests/pictures");
    try_image_snapshot_options(&picture.to_image(), name, &options).unwrap();
}

#[test]
fn spans_of_all_states_three_deep_over_lines_and_directions() {
    let home = tempfile::tempdir().unwrap();
    let mut light = window(home.path(), "theme: light", 1.0);
    assert_eq!(light.state().session.settings.theme, Theme::Light);
    assert_eq!(
        light.state().session.open().unwrap().layer.spans().len(),
        SPANS.len()
    );
    compare(&mut light, "spans-light");
    send(&mut light, Command::View(View::SetTheme(Theme::Dark)));
    compare(&mut light, "spans-dark");
}

#[test]
fn label_names_and_the_selected_span_at_twice_the_resolution() {
    let home = tempfile::tempdir().unwrap();
    let mut window = window(home.path(), "theme: light, label_names: true", 2.0);
    let id = window
        .state()
        .session
        .open()
        .unwrap()
        .layer
        .spans()
        .find(|span| span.range == range("حي المنشية في مدينة درعا"))
        .unwrap()
        .id;
    let focus = hashiya::session::command::SpanCommand::Focus(id);
    send(&mut window, Command::Span(focus));
    compare(&mut window, "names-selected-2x");
}

#[test]
fn a_selection_and_found_words_in_the_sans_face() {
    let home = tempfile::tempdir().unwrap();
    let mut window = window(home.path(), "theme: dark", 1.0);
    send(&mut window, Command::View(View::SetFace(ReadingFace::Sans)));
    let selection = range("Reuters: \"أُطلق 12 صاروخا");
    send(&mut window, Command::Select(Select::Range(selection)));
    send(&mut window, Command::Edit(EditCommand::Find));
    send(
        &mut window,
        Command::Edit(EditCommand::FindText("الاقل".into())),
    );
    until(&mut window, |app| app.session.find.hits.len() == 2);
    window.run_steps(2);
    compare(&mut window, "selection-found-sans");
}
