//! Articles: finding words, the list, descriptions, remarks, what is taken in.

use std::fs;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::model::article::{MetaEntry, MetaField};
use hashiya::model::edit::Edit;
use hashiya::model::history::{Change, StepName};
use hashiya::session::command::{ArticleCommand, Command, EditCommand, File};
use hashiya::session::dialog::Dialog;
use hashiya::session::message::Message;
use hashiya::session::notices::Severity;
use hashiya::ui::app::App;
use jiff::Timestamp;

use crate::drive::{another_says, press, saved, select, send, spans, until, window, write};

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
    // Taking back is a later word than what it takes back: a file that still says that is older.
    let said = |harness: &Harness<'_, App>| {
        let project = harness.state().session.project.as_ref().unwrap();
        let meta = &project.list.get(&id).unwrap().meta;
        meta.fields[&MetaField::Published].at
    };
    let then = said(&harness);
    send(&mut harness, Command::Edit(EditCommand::Undo));
    assert_eq!(field(&harness, MetaField::Published), before);
    assert!(said(&harness) >= then);
    send(&mut harness, Command::Edit(EditCommand::Redo));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(field(&harness, MetaField::Published), before);
}

#[test]
fn what_a_colleague_says_of_an_article_is_seen_while_the_project_is_open() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let project = harness.state().session.project.as_ref().unwrap();
    let path = project.store.path().to_owned();
    let id = project.open.as_ref().unwrap().id.clone();
    let said = |app: &App, field| {
        let project = app.session.project.as_ref().unwrap();
        project
            .list
            .get(&id)
            .unwrap()
            .meta
            .get(field)
            .map(str::to_owned)
    };
    let country = said(harness.state(), MetaField::Country);
    until(&mut harness, |app| app.session.open().unwrap().is_read());
    let edit = |field, value: &str| {
        let to = Some(MetaEntry {
            value: Some(value.to_owned()),
            at: Timestamp::now(),
            by: "other".parse().unwrap(),
        });
        let from = None;
        Edit::SetMeta { field, from, to }
    };
    let edits = [
        edit(MetaField::Title, "درعا في ليلتها"),
        edit(MetaField::Published, "2017-02-14"),
    ];
    let told = |app: &App| {
        let message = Message::new("notice-described-by-others");
        app.session.notices.iter().any(|n| n.message == message)
    };
    another_says(&path, Change::of(&id, StepName::Describe, edits));
    until(&mut harness, |app| {
        said(app, MetaField::Title).as_deref() == Some("درعا في ليلتها")
    });
    let app = harness.state();
    assert_eq!(
        said(app, MetaField::Published).as_deref(),
        Some("2017-02-14")
    );
    assert_eq!(said(app, MetaField::Country), country);
    assert!(told(app));
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
    let shown: Vec<(String, bool)> = preview
        .files
        .iter()
        .map(|f| (f.place.name(), f.chosen))
        .collect();
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
        .filter_map(|f| Some(f.content.as_ref().ok()?.encoding.as_str()))
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

#[test]
fn a_data_set_is_written_in_the_chosen_format() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    press(&mut harness, Modifiers::COMMAND, Key::E);
    harness.get_by_label("brat").click();
    harness.run_steps(3);
    let folder = home.path().join("data-set");
    write(&mut harness, &folder.display().to_string());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |_| folder.join("annotation.conf").is_file());
    let names = fs::read_dir(&folder).unwrap();
    let endings = names.map(|entry| entry.unwrap().path().extension().unwrap().to_owned());
    assert_eq!(endings.filter(|ending| ending == "ann").count(), 1);
    until(&mut harness, |app| app.session.notices.iter().len() == 1);
}

#[test]
fn an_article_is_taken_out_of_the_project_and_comes_back() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let listed = |app: &App| app.session.project.as_ref().unwrap().list.shown().len();
    assert_eq!(listed(harness.state()), 1);
    // By its menu in the list, where it is called as in the strip above the text.
    let open = harness.state().session.open().unwrap();
    let project = harness.state().session.project.as_ref().unwrap();
    let title = project.list.get(&open.id).unwrap().title().to_owned();
    let row = egui::accesskit::Role::ListItem;
    harness.get_by_role_and_label(row, &title).click_secondary();
    harness.run_steps(3);
    harness
        .get_by_label_contains("Take the article out")
        .click();
    harness.run_steps(3);
    assert_eq!(listed(harness.state()), 0);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(listed(harness.state()), 1);
    until(&mut harness, saved);
}

#[test]
fn a_key_leads_to_what_is_not_known_of_the_article() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let known = |app: &App, field| {
        let project = app.session.project.as_ref().unwrap();
        let open = app.session.open().unwrap();
        let entry = project.list.get(&open.id).unwrap();
        entry.meta.get(field).map(str::to_owned)
    };
    assert_eq!(known(harness.state(), MetaField::Source), None);
    press(&mut harness, Modifiers::NONE, Key::F2);
    harness.run_steps(2);
    // Day and country of the sample are known, its source is not.
    write(&mut harness, "An agency");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_steps(2);
    let source = known(harness.state(), MetaField::Source);
    assert_eq!(source.as_deref(), Some("An agency"));
    // The article has the keys again, and undo takes the word back.
    let article = hashiya::ui::article::focus_id();
    let focused = harness.ctx.memory(|memory| memory.focused());
    assert_eq!(focused, Some(article));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(known(harness.state(), MetaField::Source), None);
    // A fact above the article leads to its field as well.
    harness.get_by_label("source unknown").click();
    harness.run_steps(2);
    write(&mut harness, "Another one");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_steps(2);
    let source = known(harness.state(), MetaField::Source);
    assert_eq!(source.as_deref(), Some("Another one"));
}
