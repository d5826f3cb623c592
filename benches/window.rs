//! What a frame costs: the UI pass and tessellation, without painting, as a user reads, jumps,
//! drags and types. Prints a table of milliseconds of CPU time with the promise beside each number;
//! a frame of the empty program in the same run tells how fast the machine is.
//!
//! `cargo bench --bench window`; with `-- tables` only those of the tables.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a bench may fail by panicking"
)]

mod frames;

use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Key, pos2};
use frames::{Window, millis, now, row};
use hashiya::model::article::{ArticleMeta, ArticleText, MetaEntry, MetaField};
use hashiya::model::edit::Edit;
use hashiya::model::history::{Change, StepName};
use hashiya::model::id::{ArticleId, ProjectId, SpanId};
use hashiya::model::project::{Project, ProjectSettings};
use hashiya::model::schema::Schema;
use hashiya::model::span::{Provenance, Span, SpanState};
use hashiya::session::command::{ArticleCommand, Command, EditCommand, Select, SpanCommand};
use hashiya::store::{Annotator, create, open};
use hashiya::text::offset::ByteRange;

const SENTENCE: &str =
    "وقال سكان إن الجيش أطلق 12 صاروخا من طراز Grad على حي المنشية فقتل سبعة أشخاص على الأقل. ";

/// A project with these texts; every `step`th byte place begins a span in the first one.
fn project(root: &Path, texts: &[(String, usize)]) -> Vec<ArticleId> {
    let who = Annotator {
        id: "me".parse().unwrap(),
        name: "me".into(),
    };
    let project = Project {
        id: ProjectId(1),
        name: "bench".into(),
        schema: Schema::conflict_news(),
        settings: ProjectSettings::default(),
    };
    create(root, &project).unwrap();
    let mut opened = open(root, &who, now(), None).unwrap();
    let writer = opened.writer.take().unwrap();
    let mut ids = Vec::new();
    let all: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(n, (text, _))| {
            let text = ArticleText::new(text.as_str());
            let mut meta = ArticleMeta::new(&text, &format!("article {n}"));
            let entry = MetaEntry {
                value: Some(format!("خبر {n:05}")),
                at: now(),
                by: who.id.clone(),
            };
            meta.fields.insert(MetaField::Title, entry);
            ids.push(meta.id.clone());
            (text, meta)
        })
        .collect();
    for result in opened.store.import_articles(&all, &|_| true) {
        result.unwrap();
    }
    for ((text, meta), (_, spans)) in all.iter().zip(texts) {
        if *spans == 0 {
            continue;
        }
        let words = "صاروخا";
        let places: Vec<usize> = text
            .as_str()
            .match_indices(words)
            .map(|(at, _)| at)
            .collect();
        let step = (places.len() / spans).max(1);
        let edits = places
            .iter()
            .step_by(step)
            .take(*spans)
            .enumerate()
            .map(|(n, at)| {
                Edit::AddSpan(Box::new(Span {
                    id: SpanId(n as u64 + 1),
                    range: ByteRange::new(*at, at + words.len()),
                    label: "weapon".parse().unwrap(),
                    state: SpanState::Manual,
                    attrs: Default::default(),
                    head: None,
                    trigger: None,
                    note: String::new(),
                    provenance: Provenance::manual(who.id.clone(), now()),
                }))
            });
        let change = Change::of(&meta.id, StepName::ChangeMany(1), edits);
        let record = opened.history.record_do(change, now());
        opened.history.push(record.clone());
        writer.submit(record, vec![(meta.id.clone(), text.clone())]);
    }
    writer.settle();
    writer.flush(Duration::from_secs(60)).unwrap();
    ids
}

/// Reading, jumping, dragging and marking in the article that is open.
fn article(window: &mut Window, name: &str) {
    let middle = pos2(640.0, 450.0);
    window.pointer(middle, None);
    let scroll = (0..400).map(|_| window.wheel(-60.0)).collect();
    row(&format!("{name}: scrolling"), scroll, "p99 < 4");
    let length = window.app.session.open().unwrap().text.as_str().len();
    let mut jumps = Vec::new();
    for n in 0..100_usize {
        let text = window.app.session.open().unwrap().text.clone();
        let at = (length / 101 * (n * 37 % 100)).max(1);
        let at = text
            .as_str()
            .char_indices()
            .map(|(i, _)| i)
            .find(|i| *i >= at)
            .unwrap_or(0);
        let id = window.app.session.open().unwrap().id.clone();
        let range = ByteRange::new(at, (at + 2).min(length));
        let command = Command::Edit(EditCommand::GoTo(id, range));
        jumps.push(window.send(command));
        for _ in 0..3 {
            jumps.push(window.frame(Vec::new()));
        }
    }
    row(&format!("{name}: jumping"), jumps, "p99 < 4");
    let mut drag = vec![window.pointer(pos2(800.0, 250.0), Some(true))];
    for n in 0..200 {
        let y = 250.0 + n as f32 * 2.0;
        drag.push(window.pointer(pos2(800.0 - (n % 40) as f32 * 8.0, y), None));
    }
    drag.push(window.pointer(pos2(500.0, 600.0), Some(false)));
    row(&format!("{name}: dragging a selection"), drag, "p99 < 4");
    window.send(Command::Select(Select::Clear));
    let mut keys = Vec::new();
    for n in 0..120 {
        keys.push(window.key(Key::ArrowLeft));
        if n % 6 == 5 {
            keys.push(window.key(Key::Num5));
        }
    }
    row(
        &format!("{name}: walking and marking by key"),
        keys,
        "p99 < 4",
    );
    window.send(Command::Span(SpanCommand::Next));
}

/// The memory the program holds, in MB; 0 where the system does not tell.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes: f64 = line
        .and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
        .unwrap_or(0.0);
    kilobytes / 1000.0
}

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let root = |name: &str| dir.path().join(name);
    let paragraphs = |count: usize, sentences: usize| -> String {
        let paragraph = SENTENCE.repeat(sentences);
        let lines = (0..count).map(|n| format!("{n} {}", paragraph.trim_end()));
        lines.collect::<Vec<_>>().join("\n")
    };
    println!(
        "{:<58} {:>8} {:>8} {:>8}   promise (ms)",
        "", "p50", "p99", "max"
    );

    if std::env::args().any(|argument| argument == "tables") {
        return frames::tables::measure(&root("home"), &root("tables"));
    }

    // A small article.
    let ids = project(
        &root("small"),
        &[(paragraphs(10, 2), 10), (paragraphs(11, 2), 10)],
    );
    let mut window = Window::new(&root("home"), &root("small"));
    let empty = (0..200).map(|_| window.frame(Vec::new())).collect();
    row("a frame before anything is open", empty, "");
    window.until(|app| app.session.open().is_some());
    let idle = (0..200).map(|_| window.frame(Vec::new())).collect();
    row("4 KB: a frame in which nothing happens", idle, "");
    article(&mut window, "4 KB");
    let mut switches = Vec::new();
    for n in 0..20 {
        let id = ids[n % 2].clone();
        let start = Instant::now();
        window.send(Command::Article(ArticleCommand::Open(id.clone())));
        window.until(|app| Window::is_open(app, &id));
        window.frame(Vec::new());
        switches.push(start.elapsed());
    }
    row("4 KB: from one article to another", switches, "< 50");
    drop(window);

    // A long article.
    let before = memory();
    let ids = project(&root("long"), &[(paragraphs(5_000, 1), 5_000)]);
    let mut window = Window::new(&root("home"), &root("long"));
    let first = window.until(|app| Window::is_open(app, &ids[0]));
    let painted = window.frame(Vec::new());
    row(
        "1 MB in 5,000 paragraphs: first paint",
        vec![first.max(painted)],
        "< 50",
    );
    article(&mut window, "1 MB in 5,000 paragraphs");
    println!(
        "{:<58} {:>8.0} MB over the empty program   < 150",
        "1 MB: memory",
        memory() - before
    );
    drop(window);

    // One paragraph of a megabyte.
    let ids = project(&root("one"), &[(SENTENCE.repeat(7_000), 5_000)]);
    let mut window = Window::new(&root("home"), &root("one"));
    let start = Instant::now();
    let longest = window.until(|app| Window::is_open(app, &ids[0]));
    let mut frames = vec![longest];
    for _ in 0..3 {
        frames.push(window.frame(Vec::new()));
    }
    println!(
        "{:<58} {:>8.0} ms until it can be read        < 500",
        "1 MB in one paragraph: first paint",
        millis(start.elapsed())
    );
    while window.app.is_setting() {
        frames.push(window.frame(Vec::new()));
        std::thread::sleep(Duration::from_millis(1));
    }
    frames.push(window.frame(Vec::new()));
    println!(
        "{:<58} {:>8.0} ms",
        "1 MB in one paragraph: all of it is laid out",
        millis(start.elapsed())
    );
    row("1 MB in one paragraph: frames until then", frames, "alive");
    article(&mut window, "1 MB in one paragraph");
    drop(window);

    // Many articles.
    let texts: Vec<(String, usize)> = (0..10_000)
        .map(|n| (format!("خبر {n}\n{}", SENTENCE.repeat(2)), 0))
        .collect();
    project(&root("many"), &texts);
    let start = Instant::now();
    let mut window = Window::new(&root("home"), &root("many"));
    window.until(|app| app.session.project.is_some());
    println!(
        "{:<58} {:>8.0} ms                          < 1000",
        "10,000 articles: a usable list",
        millis(start.elapsed())
    );
    window.until(|app| app.session.open().is_some());
    window.pointer(pos2(100.0, 400.0), None);
    let scroll = (0..300).map(|_| window.wheel(-90.0)).collect();
    row("10,000 articles: scrolling the list", scroll, "p99 < 4");
    drop(window);

    frames::tables::measure(&root("home"), &root("tables"));
}
