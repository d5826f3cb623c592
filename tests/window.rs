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
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hashiya::model::article::MetaField;
use hashiya::model::span::SpanState;
use hashiya::session::command::{ArticleCommand, Command, EditCommand, File, Select, View};
use hashiya::session::dialog::Dialog;
use hashiya::session::notices::Severity;
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
    // The article asks for the keys in one frame and has them in the next.
    harness.run_steps(3);
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

/// Writes into the field that has the keys.
fn write(harness: &mut Harness<'_, App>, words: &str) {
    harness.event(egui::Event::Text(words.to_owned()));
    harness.step();
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(2);
}

fn send(harness: &mut Harness<'_, App>, command: Command) {
    harness.state_mut().session.send(command);
    harness.run_steps(3);
}

#[test]
fn the_first_start_asks_for_a_name_and_writes_nothing_before() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("config")).unwrap();
    fs::write(home.path().join("config/settings.ron"), "(annotator: \"\")").unwrap();
    let mut harness = window(home.path());
    assert_eq!(harness.state().session.dialog, Some(Dialog::Welcome));
    let layers = home.path().join("data/daraa-2017/annotations");
    let names = |folder: &Path| -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
        names.collect()
    };
    assert_eq!(names(&layers), ["reference"]);
    harness.run_steps(3);
    // The login name is offered; another one is typed over it.
    press(&mut harness, Modifiers::COMMAND, Key::A);
    write(&mut harness, "سامي");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |app| app.session.can_edit());
    assert_eq!(harness.state().session.settings.annotator, "سامي");
    let project = harness.state().session.project.as_ref().unwrap();
    assert_eq!(project.annotator_name(&project.annotator), "سامي");
    assert_eq!(names(&layers).len(), 2);
    assert_eq!(harness.state().session.dialog, None);
}

#[test]
fn words_are_found_in_the_article_and_in_the_project() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    press(&mut harness, Modifiers::COMMAND, Key::F);
    // Typed without hamza and with another last letter, as people type.
    write(&mut harness, "الاردن");
    until(&mut harness, |app| !app.session.find.hits.is_empty());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let open = harness.state().session.open().unwrap();
    let found = open.selection.unwrap().of(open.text.as_str()).unwrap();
    assert_eq!(found, "الأردن");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!harness.state().session.find.shown);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    write(&mut harness, "درعا");
    until(&mut harness, |app| !app.session.search.rows.is_empty());
    let rows = &harness.state().session.search.rows;
    assert!(rows.len() > 3, "{rows:?}");
    for (_, hit) in rows {
        assert_eq!(hit.inside.of(&hit.context), Some("درعا"));
    }
    // The keys of writing are not the keys of labels.
    assert_eq!(spans(&harness), []);
    write(&mut harness, "1");
    assert_eq!(spans(&harness), []);
}

#[test]
fn remarks_are_kept_and_undone_as_a_piece_of_writing() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    for word in ["راجع ", "المصدر", " 2"] {
        write(&mut harness, word);
    }
    // The field has an undo of its own.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    write(&mut harness, "!");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let note = |harness: &Harness<'_, App>| {
        let open = harness.state().session.open().unwrap();
        open.layer.note().to_owned()
    };
    assert_eq!(note(&harness), "راجع المصدر!");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(note(&harness), "");
    press(&mut harness, Modifiers::COMMAND, Key::Y);
    assert_eq!(note(&harness), "راجع المصدر!");
    until(&mut harness, saved);
    drop(harness);
    assert_eq!(note(&window(home.path())), "راجع المصدر!");
}

#[test]
fn a_half_written_remark_is_not_lost_by_going_on() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    write(&mut harness, "ملاحظة");
    // The field is still being written in when another command is given by key.
    press(&mut harness, Modifiers::COMMAND, Key::L);
    assert_eq!(
        harness.state().session.open().unwrap().layer.note(),
        "ملاحظة"
    );
}

#[test]
fn an_article_is_described_and_a_wrong_date_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let id = harness.state().session.open().unwrap().id.clone();
    let field = |harness: &Harness<'_, App>, field| {
        let project = harness.state().session.project.as_ref().unwrap();
        project
            .list
            .get(&id)
            .unwrap()
            .meta
            .get(field)
            .map(str::to_owned)
    };
    harness.get_by_label("Describe").click();
    harness.run_steps(2);
    let role = egui::accesskit::Role::TextInput;
    harness.get_by_role_and_label(role, "Source").click();
    harness.run_steps(2);
    write(&mut harness, "رويترز");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(
        field(&harness, MetaField::Source).as_deref(),
        Some("رويترز")
    );
    let command = |value: &str| {
        let set = ArticleCommand::SetField(id.clone(), MetaField::Published, value.into());
        Command::Article(set)
    };
    let before = field(&harness, MetaField::Published);
    send(&mut harness, command("yesterday"));
    assert_eq!(field(&harness, MetaField::Published), before);
    assert_eq!(harness.state().session.notices.iter().len(), 1);
    send(&mut harness, command("2017-02-15"));
    assert_eq!(
        field(&harness, MetaField::Published).as_deref(),
        Some("2017-02-15")
    );
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(field(&harness, MetaField::Published), before);
}

#[test]
fn dropped_files_are_shown_taken_in_and_taken_back_as_one_step() {
    let home = tempfile::tempdir().unwrap();
    let news = home.path().join("news");
    fs::create_dir_all(news.join("more")).unwrap();
    fs::write(news.join("one.txt"), "قتل سبعة\r\nفي الغارة").unwrap();
    let (bytes, _, _) =
        encoding_rs::WINDOWS_1256.encode("قالت المصادر إن القوات انسحبت من المدينة");
    fs::write(news.join("more/two.txt"), &bytes).unwrap();
    fs::write(news.join("broken.txt"), [0_u8; 40]).unwrap();
    fs::write(news.join("double.txt"), "قتل سبعة\nفي الغارة").unwrap();
    let mut harness = window(home.path());
    send(&mut harness, Command::File(File::Import(vec![news])));
    until(&mut harness, |app| {
        matches!(app.session.dialog, Some(Dialog::Import(_)))
    });
    let Some(Dialog::Import(preview)) = &harness.state().session.dialog else {
        panic!("the preview is shown");
    };
    let shown: Vec<(String, bool)> = preview.files.iter().map(|f| (f.name(), f.chosen)).collect();
    let expected = [
        ("broken.txt", false),
        ("double.txt", true),
        ("two.txt", true),
        ("one.txt", false),
    ];
    let expected = expected.map(|(name, chosen)| (name.to_owned(), chosen));
    assert_eq!(shown, expected, "the second of two equal texts is left out");
    let encodings: Vec<&str> = preview
        .files
        .iter()
        .filter_map(|f| Some(f.content.as_ref().ok()?.encoding))
        .collect();
    assert_eq!(encodings, ["UTF-8", "windows-1256", "UTF-8"]);
    let articles = |harness: &Harness<'_, App>| {
        harness
            .state()
            .session
            .project
            .as_ref()
            .unwrap()
            .list
            .shown()
            .len()
    };
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |app| {
        app.session.project.as_ref().unwrap().list.shown().len() == 3
    });
    until(&mut harness, saved);
    drop(harness);
    let mut harness = window(home.path());
    assert_eq!(articles(&harness), 3);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(articles(&harness), 1, "the import is one step");
    press(&mut harness, Modifiers::COMMAND, Key::Y);
    assert_eq!(articles(&harness), 3);
}

#[test]
fn every_command_is_found_by_name_and_every_dialog_opens() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    select(&mut harness, "درعا");
    press(&mut harness, Modifiers::NONE, Key::Num5);
    press(&mut harness, Modifiers::COMMAND, Key::P);
    write(&mut harness, "history");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().session.dialog, Some(Dialog::History));
    // Names are isolated from the words around them.
    harness.get_by_label("Mark \u{2068}Location\u{2069}");
    harness.get_by_label("Nothing done").click();
    harness.run_steps(3);
    assert_eq!(spans(&harness), []);
    for language in [Language::Arabic, Language::English] {
        send(&mut harness, Command::View(View::SetLanguage(language)));
        for command in [
            Command::File(File::New),
            Command::File(File::Open),
            Command::File(File::ImportFiles),
            Command::File(File::Export),
            Command::File(File::Settings),
            Command::Edit(EditCommand::History),
            Command::View(View::Palette),
            Command::View(View::Shortcuts),
            Command::View(View::Notices),
        ] {
            send(&mut harness, Command::View(View::CloseDialog));
            send(&mut harness, command.clone());
            assert!(harness.state().session.dialog.is_some(), "{command:?}");
            for clipped in &harness.output().shapes {
                assert_no_text(&clipped.shape);
            }
            press(&mut harness, Modifiers::NONE, Key::Escape);
            assert_eq!(harness.state().session.dialog, None, "{command:?}");
        }
    }
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
fn f6_walks_the_panels_and_arrows_the_lines() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let article = hashiya::ui::article::focus_id();
    let focused = |harness: &Harness<'_, App>| harness.ctx.memory(|memory| memory.focused());
    assert_eq!(focused(&harness), Some(article));
    let mut seen = vec![];
    for _ in 0..3 {
        press(&mut harness, Modifiers::NONE, Key::F6);
        seen.push(focused(&harness));
    }
    assert_eq!(seen[2], Some(article));
    assert!(seen[0] != seen[1] && seen[0] != Some(article), "{seen:?}");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    let first = harness.state().session.open().unwrap().selection.unwrap();
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    let second = harness.state().session.open().unwrap().selection.unwrap();
    assert!(second.start() > first.end(), "{first:?} {second:?}");
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(
        harness.state().session.open().unwrap().selection,
        Some(first)
    );
}

#[test]
fn the_list_is_filtered_as_arabic_is_typed() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let shown = |harness: &Harness<'_, App>| {
        harness
            .state()
            .session
            .project
            .as_ref()
            .unwrap()
            .list
            .shown()
            .len()
    };
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    write(&mut harness, "مقاتلون");
    harness.run_steps(2);
    assert_eq!(shown(&harness), 1);
    write(&mut harness, " غائب");
    harness.run_steps(2);
    assert_eq!(shown(&harness), 0);
}

#[test]
fn a_screen_reader_gets_the_text_the_caret_and_the_spans() {
    use egui::accesskit::Role;
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    select(&mut harness, "طائرات روسية");
    press(&mut harness, Modifiers::NONE, Key::Num1);
    harness.get_by_role_and_label(Role::Mark, "Faction: طائرات روسية");
    let article = harness.get_by_role(Role::Document);
    let runs = article.query_all_by_role(Role::TextRun);
    let told: String = runs
        .filter_map(|run| run.accesskit_node().value())
        .collect();
    let open = harness.state().session.open().unwrap();
    assert!(told.chars().count() > 300, "{told}");
    assert!(open.text.as_str().starts_with(told.trim_end()), "{told}");
    let node = article.accesskit_node();
    let selection = node.text_selection().unwrap();
    assert_eq!(selection.text(), "طائرات روسية");
    // A field as well.
    press(&mut harness, Modifiers::COMMAND, Key::F);
    write(&mut harness, "درعا 7");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    let field = harness.get_by_role_and_label(Role::TextInput, "Find in this article");
    let field = field.accesskit_node();
    assert_eq!(field.value().as_deref(), Some("درعا 7"));
    assert_eq!(field.text_selection().unwrap().text(), "درعا 7");
}

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

#[test]
fn a_layer_that_cannot_be_read_leaves_the_article_readable_and_the_file_alone() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    select(&mut harness, "معبر حدودي");
    press(&mut harness, Modifiers::NONE, Key::Num5);
    until(&mut harness, saved);
    let store = &harness.state().session.project.as_ref().unwrap().store;
    let folder = store.path().join("annotations/me");
    harness.state_mut().session.close_project();
    drop(harness);
    let file = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| fs::read_to_string(path).is_ok_and(|file| file.contains("spans:")))
        .unwrap();
    fs::write(&file, "(format: 99, something: new)").unwrap();
    let mut harness = window(home.path());
    assert!(harness.state().session.open().is_some());
    assert!(!harness.state().session.can_edit());
    select(&mut harness, "معبر حدودي");
    press(&mut harness, Modifiers::NONE, Key::Num4);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    harness.run_steps(20);
    assert!(spans(&harness).is_empty());
    let told = &harness.state().session.notices;
    assert!(told.iter().any(|n| n.severity == Severity::Error));
    drop(harness);
    let after = fs::read_to_string(&file).unwrap();
    assert_eq!(after, "(format: 99, something: new)");
}
