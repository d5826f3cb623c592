//! The window as a whole: both languages, dialogs, panels, what a screen reader gets.

use std::fs;
use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hashiya::session::command::{ArticleCommand, Command, EditCommand, File, View};
use hashiya::session::dialog::Dialog;
use hashiya::session::settings::Language;
use hashiya::ui::app::App;

use crate::drive::{assert_no_text, press, select, send, spans, until, window, write};

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

#[test]
fn where_nothing_could_be_opened_the_ways_to_a_project_are_shown() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let no_project = home.path().join("empty");
    fs::create_dir_all(&no_project).unwrap();
    let sample = harness.state().session.recent.projects[0].name.clone();
    send(&mut harness, Command::File(File::OpenPath(no_project)));
    until(&mut harness, |app| !app.session.is_opening());
    harness.run_steps(2);
    harness.get_by_label("No project is open.");
    assert!(harness.query_by_label("Opening…").is_none());
    // What was open before is one click away.
    harness.get_by_label_contains(&sample).click();
    until(&mut harness, |app| app.session.open().is_some());
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
            Command::View(View::Statistics),
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
fn in_a_narrow_window_a_key_brings_the_panel_it_leads_to() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    harness.set_size(egui::vec2(820.0, 560.0));
    harness.run_steps(3);
    let list = "Filter by title or source";
    assert!(harness.query_by_label(list).is_none());
    select(&mut harness, "حملة");
    press(&mut harness, Modifiers::NONE, Key::Num4);
    send(&mut harness, Command::Article(ArticleCommand::Filter));
    assert!(harness.get_by_label(list).is_focused());
    assert!(harness.query_by_label("Faction").is_none());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::Semicolon);
    assert!(harness.query_by_label(list).is_none());
    // The name of the field and the field.
    let mut effect = harness.get_all_by_label("Effect");
    assert!(effect.any(|node| node.is_focused()));
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
fn statistics_count_what_is_in_no_file_yet() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    select(&mut harness, "درعا");
    press(&mut harness, Modifiers::NONE, Key::Num5);
    send(&mut harness, Command::View(View::Statistics));
    let counted = |app: &App| matches!(app.session.dialog, Some(Dialog::Statistics(Some(_))));
    until(&mut harness, counted);
    harness.run_steps(2);
    harness.get_by_label("Location: 1, 0, 0, 1, 0");
}

#[test]
fn in_a_narrow_window_the_menus_take_a_second_line_and_no_more() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    for (width, lines) in [(1280.0, 1.0), (400.0, 3.0)] {
        harness.set_size(egui::vec2(width, 700.0));
        harness.run_steps(3);
        let bottom = harness.get_by_label("Help").rect().bottom();
        assert!(bottom <= 40.0 * lines, "{width}: {bottom}");
    }
}

#[test]
fn the_menus_are_walked_by_keys_in_the_direction_of_the_window() {
    use egui::accesskit::Role;
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let open = |harness: &Harness<'_, App>, words: &str| {
        harness
            .query_by_role_and_label(Role::ListItem, words)
            .is_some()
    };
    press(&mut harness, Modifiers::NONE, Key::F10);
    assert!(open(&harness, "New project…"));
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert!(open(&harness, "History…") && !open(&harness, "New project…"));
    // Nothing can be undone or done again yet: the first line that can be chosen has the keys.
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().session.dialog, Some(Dialog::History));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.state().session.dialog.is_none());
    // A key of the article is not one while a menu is open.
    press(&mut harness, Modifiers::NONE, Key::F10);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert!(harness.state().session.open().unwrap().span.is_none());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!open(&harness, "New project…"));
    send(
        &mut harness,
        Command::View(View::SetLanguage(Language::Arabic)),
    );
    press(&mut harness, Modifiers::NONE, Key::F10);
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert!(open(&harness, "سجل الخطوات…"));
}
