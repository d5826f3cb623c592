//! Opening a large project, an edit's way to the disk, a large snapshot.
//!
//! Ratios are against plain file operations in the same run, because the numbers alone depend on
//! the machine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a bench may fail by panicking"
)]

use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::task::Waker;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use hashiya::model::article::{ArticleMeta, ArticleText, MetaEntry, MetaField};
use hashiya::model::edit::Edit;
use hashiya::model::history::{Change, StepName};
use hashiya::model::id::{ProjectId, SpanId};
use hashiya::model::project::{Project, ProjectSettings};
use hashiya::model::schema::Schema;
use hashiya::model::span::{Provenance, Span, SpanState};
use hashiya::session::command::{Command, View};
use hashiya::session::picture::{Estimate, PictureKind, Setting, lay_out};
use hashiya::session::{Places, Session, World};
use hashiya::store::{Annotator, Opened, create, open};
use hashiya::text::offset::ByteRange;
use jiff::Timestamp;

const SENTENCE: &str = "قصفت قوات الحكومة مدينة إدلب ما أدى إلى مقتل 12 مدنيا. ";

fn who() -> Annotator {
    Annotator {
        id: "a".parse().unwrap(),
        name: "A".into(),
    }
}

/// A project with so many articles of 4 KB.
fn project(path: &Path, articles: usize) -> Opened {
    let project = Project {
        id: ProjectId(1),
        name: "bench".into(),
        schema: Schema::default(),
        settings: ProjectSettings::default(),
    };
    create(path, &project).unwrap();
    let opened = open(path, &who(), Timestamp::UNIX_EPOCH, None).unwrap();
    let all: Vec<_> = (0..articles)
        .map(|n| {
            let text = ArticleText::new(format!("{n}\n{}", SENTENCE.repeat(45)));
            let mut meta = ArticleMeta::new(&text, &format!("article {n}"));
            let entry = |value: &str| MetaEntry {
                value: Some(value.to_owned()),
                at: Timestamp::UNIX_EPOCH,
                by: who().id,
            };
            meta.fields.insert(MetaField::Title, entry("قصف على إدلب"));
            meta.fields.insert(MetaField::Source, entry("سانا"));
            meta.fields
                .insert(MetaField::Published, entry("2017-02-14"));
            (text, meta)
        })
        .collect();
    for result in opened.store.import_articles(&all, &|_| true) {
        result.unwrap();
    }
    opened
}

fn span(id: u64, start: usize) -> Span {
    Span {
        id: SpanId(id),
        range: ByteRange::new(start, start + "قصفت".len()),
        label: "strike".parse().unwrap(),
        state: SpanState::Manual,
        attrs: Default::default(),
        head: None,
        trigger: None,
        note: String::new(),
        provenance: Provenance::manual(who().id, Timestamp::UNIX_EPOCH),
    }
}

fn open_many(c: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p");
    drop(project(&path, 10_000));
    let mut group = c.benchmark_group("store/open 10,000 articles");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(8));
    group.bench_function("to a usable list", |b| {
        b.iter(|| {
            let opened = open(&path, &who(), Timestamp::UNIX_EPOCH, None).unwrap();
            assert_eq!(opened.articles.len(), 10_000);
        });
    });
    group.bench_function("against reading the same files", |b| {
        b.iter(|| {
            let mut bytes = 0;
            for entry in fs::read_dir(path.join("articles")).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|e| e == "ron") {
                    bytes += fs::read(path).unwrap().len();
                }
            }
            bytes
        });
    });
    group.finish();
}

fn edit(c: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    let mut opened = project(&dir.path().join("p"), 1);
    let writer = opened.writer.take().unwrap();
    let meta = opened.store.list().unwrap().0.remove(0);
    let (text, _) = opened.store.load_text(&meta.id).unwrap();
    let mut group = c.benchmark_group("store/edit");
    let mut flip = false;
    let mut submit = || {
        flip = !flip;
        let edit = Edit::SetNote {
            from: if flip { "" } else { "x" }.into(),
            to: if flip { "x" } else { "" }.into(),
        };
        let change = Change::of(&meta.id, StepName::Note, [edit]);
        let record = opened.history.record_do(change, Timestamp::UNIX_EPOCH);
        opened.history.push(record.clone());
        let seq = record.seq;
        writer.submit(record, vec![(meta.id.clone(), text.clone())]);
        seq
    };
    group.bench_function("what the window waits for", |b| b.iter(&mut submit));
    writer.flush(Duration::from_secs(60)).unwrap();
    group.bench_function("until it is saved", |b| {
        b.iter(|| {
            let seq = submit();
            while writer.saved() < seq {
                std::thread::yield_now();
            }
        });
    });
    let mut file = fs::File::create(dir.path().join("plain")).unwrap();
    group.bench_function("against a plain append and sync", |b| {
        b.iter(|| {
            file.write_all(&[b'x'; 200]).unwrap();
            file.sync_all().unwrap();
        });
    });
    group.finish();
}

fn snapshot(c: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    let mut opened = project(&dir.path().join("p"), 0);
    let writer = opened.writer.take().unwrap();
    let text = ArticleText::new(SENTENCE.repeat(5_000));
    let meta = ArticleMeta::new(&text, "large");
    let meta = opened.store.import_article(&text, &meta).unwrap().meta;
    let edits = (0..5_000).map(|n| Edit::AddSpan(Box::new(span(n, n as usize * SENTENCE.len()))));
    let change = Change::of(&meta.id, StepName::ChangeMany(5_000), edits);
    let record = opened.history.record_do(change, Timestamp::UNIX_EPOCH);
    opened.history.push(record.clone());
    writer.submit(record, vec![(meta.id.clone(), text.clone())]);
    writer.settle();
    writer.flush(Duration::from_secs(60)).unwrap();
    let mut group = c.benchmark_group("store/5,000 spans");
    group.sample_size(20);
    group.bench_function("load", |b| {
        b.iter(|| {
            let loaded = opened.store.load_layer(&who().id, &meta.id, &text).unwrap();
            assert_eq!(loaded.layer.spans().len(), 5_000);
        });
    });
    let mut flip = false;
    group.bench_function("edit and snapshot, synced", |b| {
        b.iter(|| {
            flip = !flip;
            let edit = Edit::SetNote {
                from: if flip { "" } else { "x" }.into(),
                to: if flip { "x" } else { "" }.into(),
            };
            let change = Change::of(&meta.id, StepName::Note, [edit]);
            let record = opened.history.record_do(change, Timestamp::UNIX_EPOCH);
            opened.history.push(record.clone());
            writer.submit(record, vec![(meta.id.clone(), text.clone())]);
            writer.snapshot(&meta.id);
            writer.flush(Duration::from_secs(60)).unwrap();
        });
    });
    group.finish();
}

/// A project with so many articles, an incident with its spans in each.
fn incidents(path: &Path, articles: usize) {
    let opened = project(path, 0);
    let texts: Vec<_> = (0..articles)
        .map(|n| {
            let text = ArticleText::new(format!("{}{n:06}", SENTENCE.repeat(4)));
            let meta = ArticleMeta::new(&text, &format!("article {n}"));
            (text, meta)
        })
        .collect();
    for result in opened.store.import_articles(&texts, &|_| true) {
        result.unwrap();
    }
    let folder = path.join("annotations/a");
    fs::create_dir_all(&folder).unwrap();
    let by = r#"by: "a", made: "2020-01-01T00:00:00Z""#;
    for (text, meta) in &texts {
        // As the program writes it; 10,000 snapshots that are synced one by one take minutes.
        let layer = format!(
            r#"(
  format: 1,
  article: "{id}",
  annotator: "a",
  text_sha256: "{hash}",
  applied: 0,
  progress: done,
  spans: [
    (id: "0000000000000001", at: (0, 4), label: "strike", state: manual, text: "قصفت", attrs: {{"kind": "airstrike"}}, {by}),
    (id: "0000000000000002", at: (5, 17), label: "faction", state: manual, text: "قوات الحكومة", attrs: {{"canonical_id": "syr_army"}}, {by}),
    (id: "0000000000000003", at: (18, 28), label: "location", state: manual, text: "مدينة إدلب", attrs: {{"canonical_en": "Idlib", "type": "city"}}, {by}),
  ],
  incidents: [
    (id: "0000000000000004", state: manual, roles: {{trigger: [span("0000000000000001")], attacker: [span("0000000000000002")], location: [span("0000000000000003")]}}, attrs: {{"kind": "airstrike"}}, {by}),
  ],
)
"#,
            id = meta.id,
            hash = text.hash(),
        );
        fs::write(folder.join(format!("{}.ron", meta.id)), layer).unwrap();
    }
}

/// From the key to rows on screen, and to all rows.
fn tables(c: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p");
    incidents(&path, 10_000);
    let places = Places {
        data: dir.path().join("data"),
        config: dir.path().join("config"),
    };
    fs::create_dir_all(&places.config).unwrap();
    fs::write(
        places.config.join("settings.ron"),
        r#"(annotator: "A", suggestions: false)"#,
    )
    .unwrap();
    let mut group = c.benchmark_group("store/10,000 incidents in 10,000 articles");
    group.sample_size(10);
    // Right after the project was opened, and once its rows were gathered in the background.
    for (name, all, later) in [
        ("to the first rows", false, false),
        ("to all rows", true, false),
        ("to all rows, a moment later", true, true),
    ] {
        group.bench_function(name, |b| {
            b.iter_custom(|times| {
                let mut spent = Duration::ZERO;
                for _ in 0..times {
                    let mut session = Session::new(places.clone(), world());
                    session.open_project(Some(&path));
                    until(&mut session, |session| {
                        let project = session.project.as_ref();
                        project.is_some_and(|p| !later || p.table.progress().is_none())
                    });
                    let start = Instant::now();
                    session.send(Command::View(View::Table));
                    until(&mut session, |session| {
                        let table = &session.project.as_ref().unwrap().table;
                        let wanted = if all { 10_000 } else { 1 };
                        table.shown && table.len() >= wanted
                    });
                    spent += start.elapsed();
                    session.close_project();
                }
                spent
            });
        });
    }
    // Pictures of them: what the window's thread gives away, what is counted on another one, and
    // what is laid out when the numbers or the room have changed.
    let mut session = Session::new(places, world());
    session.open_project(Some(&path));
    until(&mut session, |session| session.project.is_some());
    session.send(Command::View(View::Table));
    until(&mut session, |session| {
        let table = &session.project.as_ref().unwrap().table;
        table.len() == 10_000 && table.progress().is_none()
    });
    let project = session.project.as_ref().unwrap();
    group.bench_function("pictures: give the rows away", |b| {
        b.iter(|| black_box(project.table.charting()));
    });
    let charting = project.table.charting();
    group.bench_function("pictures: count", |b| {
        b.iter(|| black_box(charting.count()))
    });
    let (_, charts) = charting.count();
    let setting = Setting {
        catalogue: &session.catalogue,
        lexicon: &project.known.lexicon,
        size: [480.0, 240.0],
    };
    for kind in PictureKind::ALL {
        group.bench_function(format!("pictures: lay {kind:?} out"), |b| {
            b.iter(|| black_box(lay_out(kind, &charts, &setting, &mut Estimate)));
        });
    }
    group.finish();
}

fn world() -> World {
    World {
        now: || Timestamp::UNIX_EPOCH,
        random: || 1,
        wake: Waker::noop().clone(),
        language: None,
        user: "a".into(),
        press: || Box::new(Estimate),
    }
}

fn until(session: &mut Session, done: impl Fn(&Session) -> bool) {
    let start = Instant::now();
    while !done(session) {
        // What cannot come is said, not waited for.
        assert!(
            start.elapsed() < Duration::from_secs(120),
            "it never happened"
        );
        session.tick();
        std::thread::yield_now();
    }
}

criterion_group!(benches, open_many, edit, snapshot, tables);
criterion_main!(benches);
