//! Frames of the tables with 100,000 incidents, and of pictures of them.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Key, pos2};
use hashiya::model::article::{ArticleMeta, ArticleText};
use hashiya::model::id::ProjectId;
use hashiya::model::project::{Project, ProjectSettings};
use hashiya::model::schema::Schema;
use hashiya::session::command::{Command, EditCommand, SpanCommand, TableCommand, View};
use hashiya::session::picture::PictureKind;
use hashiya::session::table::{Column, Filter, Tab, Table};
use hashiya::store::{Annotator, create, open};
use hashiya::ui::app::App;

use super::{Window, millis, now, row};

const ARTICLES: usize = 1_000;
const EACH: usize = 100;
/// What is told of in each incident; the number changes.
const PARTS: [&str; 5] = ["قصفت", "قوات الحكومة", "مدينة إدلب", "مقتل", "مدنيا"];

/// A project with incidents of many kinds, places, days and numbers.
fn project(root: &Path) {
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
    let opened = open(root, &who, now(), None).unwrap();
    let all: Vec<_> = (0..ARTICLES)
        .map(|article| {
            let [hit, party, place, killed, people] = PARTS;
            let told = (0..EACH).map(|n| {
                let dead = 10 + (article + n * 7) % 90;
                format!("{hit} {party} {place} {killed} {dead} {people}. ")
            });
            let text = ArticleText::new(format!("{}{article:05}", told.collect::<String>()));
            let meta = ArticleMeta::new(&text, &format!("article {article}"));
            (text, meta)
        })
        .collect();
    for result in opened.store.import_articles(&all, &|_| true) {
        result.unwrap();
    }
    let folder = root.join("annotations/me");
    std::fs::create_dir_all(&folder).unwrap();
    for (article, (text, meta)) in all.iter().enumerate() {
        let layer = layer(article, text, meta);
        std::fs::write(folder.join(format!("{}.ron", meta.id)), layer).unwrap();
    }
}

/// A layer as the program writes it: thousands of snapshots that are synced take minutes.
fn layer(article: usize, text: &ArticleText, meta: &ArticleMeta) -> String {
    let by = r#"by: "me", made: "2020-01-01T00:00:00Z""#;
    let (mut spans, mut incidents) = (String::new(), String::new());
    let mut from = 0;
    for n in 0..EACH {
        let number = article * EACH + n;
        let id = |part: usize| format!("{:016x}", number * 8 + part + 1);
        let kind = ["airstrike", "mortar", "raid", "ied"][number % 4];
        let side = ["syr_army", "russia", "isis"][number % 3];
        let (lat, lon) = (32 + number % 5, 36 + number % 7);
        let dead = 10 + (article + n * 7) % 90;
        let words = [
            PARTS[0].to_owned(),
            PARTS[1].to_owned(),
            PARTS[2].to_owned(),
            format!("{} {dead} {}", PARTS[3], PARTS[4]),
        ];
        let attrs = [
            format!(r#""kind": "{kind}""#),
            format!(r#""canonical_id": "{side}""#),
            format!(
                r#""canonical_en": "place {}", "type": "city", "lat": {lat}.{:03}, "lon": {lon}.{:03}"#,
                number % 3_000,
                number % 3_000 % 97 * 10,
                number % 3_000 % 89 * 11,
            ),
            format!(r#""effect": "killed", "count_low": {dead}, "count_best": {dead}"#),
        ];
        let labels = ["strike", "faction", "location", "casualty"];
        for (part, ((words, attrs), label)) in words.iter().zip(attrs).zip(labels).enumerate() {
            let to = from + words.chars().count();
            let _ = writeln!(
                spans,
                r#"(id: "{}", at: ({from}, {to}), label: "{label}", state: manual, text: "{words}", attrs: {{{attrs}}}, {by}),"#,
                id(part)
            );
            from = to + 1;
        }
        // The full stop and the space before the next one.
        from += 1;
        let day = 1 + number % 28;
        let _ = writeln!(
            incidents,
            r#"(id: "{}", state: manual, roles: {{trigger: [span("{}")], attacker: [span("{}")], location: [span("{}")], casualty: [span("{}")]}}, attrs: {{"kind": "{kind}", "date_start": "2017-{:02}-{day:02}"}}, {by}),"#,
            id(4),
            id(0),
            id(1),
            id(2),
            id(3),
            1 + number % 12,
        );
    }
    format!(
        "(format: 1, article: \"{}\", annotator: \"me\", text_sha256: \"{}\", applied: 0, \
         progress: done, spans: [{spans}], incidents: [{incidents}])",
        meta.id,
        text.hash()
    )
}

fn table(app: &App) -> &Table {
    &app.session.project.as_ref().unwrap().table
}

/// Sends a command; the frames until the rows are those that it asks for, and how long that takes.
fn asked(window: &mut Window, command: TableCommand) -> (Vec<Duration>, Duration) {
    let start = Instant::now();
    let mut frames = vec![window.send(Command::Table(command))];
    while table(&window.app).is_outdated() {
        frames.push(window.frame(Vec::new()));
        std::thread::sleep(Duration::from_millis(1));
    }
    frames.push(window.frame(Vec::new()));
    (frames, start.elapsed())
}

fn told(what: &str, frames: Vec<Duration>, until: Duration) {
    let promise = format!("p99 < 8; shown after {:.0} ms", millis(until));
    row(what, frames, &promise);
}

/// Measures them.
pub(crate) fn measure(home: &Path, root: &Path) {
    project(root);
    let mut window = Window::new(home, root);
    window.until(|app| app.session.open().is_some());
    window.send(Command::Span(SpanCommand::Next));
    window.send(Command::Span(SpanCommand::Remove));
    let start = Instant::now();
    let mut frames = vec![window.send(Command::View(View::Table))];
    while table(&window.app).is_empty() {
        frames.push(window.frame(Vec::new()));
    }
    println!(
        "{:<58} {:>8.0} ms                          < 300",
        "100,000 incidents: the first rows",
        millis(start.elapsed())
    );
    while table(&window.app).progress().is_some() {
        frames.push(window.frame(Vec::new()));
        std::thread::sleep(Duration::from_millis(1));
    }
    let all = table(&window.app).len();
    assert!(all >= ARTICLES * EACH - 1, "{all}");
    told(
        "100,000 incidents: frames while rows come",
        frames,
        start.elapsed(),
    );
    if !window.app.session.settings.pictures {
        window.send(Command::Table(TableCommand::Pictures));
    }
    let counted = |app: &App| !table(app).pictures.is_outdated();
    window.until(counted);
    let idle = (0..100).map(|_| window.frame(Vec::new())).collect();
    row(
        "100,000 incidents: a frame in which nothing happens",
        idle,
        "p99 < 4",
    );
    window.pointer(pos2(640.0, 250.0), None);
    let scroll = (0..300).map(|_| window.wheel(-90.0)).collect();
    row("100,000 incidents: scrolling", scroll, "p99 < 4");
    let keys = [Key::ArrowDown, Key::PageDown, Key::End, Key::Home];
    let keys = (0..200).map(|n| window.key(keys[n / 2 % 4])).collect();
    row("100,000 incidents: walking by key", keys, "p99 < 4");
    for column in [Column::Killed, Column::Date, Column::Attackers] {
        let (frames, until) = asked(&mut window, TableCommand::Sort(column));
        told(
            &format!("100,000 incidents: sorted by {column:?}"),
            frames,
            until,
        );
    }
    for text in ["إ", "إدلب", "place 27"] {
        let filter = Filter {
            text: text.to_owned(),
            ..Filter::default()
        };
        let (frames, until) = asked(&mut window, TableCommand::Filter(filter));
        told(
            &format!("100,000 incidents: filtered by {text}"),
            frames,
            until,
        );
    }
    asked(&mut window, TableCommand::Filter(Filter::default()));
    // A step back and again, seen in the table in the frame in which it is taken.
    let mut undo = Vec::new();
    for _ in 0..20 {
        window.app.session.send(Command::Edit(EditCommand::Undo));
        undo.push(window.frame(Vec::new()));
        window.app.session.send(Command::Edit(EditCommand::Redo));
        undo.push(window.frame(Vec::new()));
    }
    row("100,000 incidents: a changed article", undo, "p99 < 16");
    for tab in [Tab::Mentions, Tab::Factions, Tab::Incidents] {
        let (frames, until) = asked(&mut window, TableCommand::Tab(tab));
        told(&format!("400,000 spans: table of {tab:?}"), frames, until);
    }
    window.until(counted);
    for kind in PictureKind::ALL {
        let mut frames = vec![window.send(Command::Table(TableCommand::Picture(kind)))];
        frames.extend((0..60).map(|_| window.frame(Vec::new())));
        row(
            &format!("100,000 incidents: picture {kind:?}"),
            frames,
            "p99 < 16",
        );
    }
}
