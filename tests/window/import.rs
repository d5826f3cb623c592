//! Taking articles in: what names of other programs are here, what columns are, the clipboard.

use std::fs;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::model::article::MetaField;
use hashiya::model::columns::ColumnUse;
use hashiya::model::mapping::{Meaning, Target};
use hashiya::session::command::{Command, File};
use hashiya::session::dialog::Dialog;
use hashiya::session::import::{Parts, Preview};
use hashiya::ui::app::App;

use crate::drive::{press, saved, send, spans, until, window};

const TEXT: &str = "قتل سبعة في إدلب على يد جماعة مسلحة";

/// What another program says of it.
fn doccano(text: &str) -> String {
    let place = |words: &str| {
        let start = text[..text.find(words).unwrap()].chars().count();
        (start, start + words.chars().count())
    };
    let spans = [("KILLED", "سبعة"), ("GPE", "إدلب"), ("ORG", "جماعة")];
    let spans = spans.iter().enumerate().map(|(id, (label, words))| {
        let (start, end) = place(words);
        format!(r#"{{"id":{id},"label":"{label}","start_offset":{start},"end_offset":{end}}}"#)
    });
    let spans: Vec<String> = spans.collect();
    format!(
        r#"{{"text":"{text}","entities":[{}],"relations":[{{"id":1,"from_id":0,"to_id":1,"type":"in"}},{{"id":2,"from_id":0,"to_id":2,"type":"knows"}}]}}"#,
        spans.join(",")
    )
}

fn preview<'a>(harness: &'a Harness<'_, App>) -> &'a Preview {
    match &harness.state().session.dialog {
        Some(Dialog::Import(preview)) => preview,
        other => panic!("the preview is not shown, but {other:?}"),
    }
}

/// Opens the dialog on a file.
fn offer(harness: &mut Harness<'_, App>, path: std::path::PathBuf) {
    send(harness, Command::File(File::Import(vec![path])));
    until(harness, |app| {
        matches!(app.session.dialog, Some(Dialog::Import(_)))
    });
    harness.run_steps(3);
}

fn take_in(harness: &mut Harness<'_, App>) {
    let before = articles(harness);
    let open = |app: &App| app.session.open().map(|open| open.id.clone());
    let was = open(harness.state());
    send(harness, Command::File(File::ImportNow));
    until(harness, |app| {
        let list = &app.session.project.as_ref().unwrap().list;
        list.shown().len() > before && open(app) != was
    });
    until(harness, saved);
}

fn articles(harness: &Harness<'_, App>) -> usize {
    let project = harness.state().session.project.as_ref().unwrap();
    project.list.shown().len()
}

/// The formats whose names are remembered.
fn mappings(harness: &Harness<'static, App>) -> Vec<String> {
    let project = harness.state().session.project.as_ref().unwrap();
    project.project.settings.mappings.keys().cloned().collect()
}

/// The labels of the project that count.
fn labels(harness: &Harness<'_, App>) -> Vec<String> {
    let project = harness.state().session.project.as_ref().unwrap();
    let labels = project.project.schema.current();
    labels.map(|label| label.id.to_string()).collect()
}

/// The list from which a name's meaning is chosen.
fn open_list(harness: &mut Harness<'_, App>, name: &str) {
    let label = format!("\u{2068}{name}\u{2069} is here");
    harness
        .get_by_role_and_label(Role::ComboBox, &label)
        .click();
    harness.run_steps(3);
}

#[test]
fn foreign_names_are_mapped_and_the_import_is_one_step_with_its_new_labels() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("d.jsonl");
    fs::write(&file, doccano(TEXT)).unwrap();
    let mut harness = window(home.path());
    let before = labels(&harness);
    offer(&mut harness, file.clone());
    let mut killed = Meaning::of("casualty");
    killed.attrs.insert("effect".into(), "killed".into());
    let said: Vec<(String, Target)> = preview(&harness)
        .names
        .iter()
        .map(|name| (name.theirs.clone(), name.target.clone()))
        .collect();
    let expected = [
        ("GPE", Target::To(Meaning::of("location"))),
        ("KILLED", Target::To(killed)),
        ("ORG", Target::New),
        ("in", Target::To(Meaning::of("location_of"))),
        ("knows", Target::New),
    ];
    assert_eq!(
        said,
        expected.map(|(name, target)| (name.to_owned(), target))
    );
    harness.get_by_label_contains("Names (").click();
    harness.run_steps(3);
    // By mouse: what is chosen of the list.
    open_list(&mut harness, "knows");
    harness
        .get_by_role_and_label(Role::ListItem, "Leave out")
        .click();
    harness.run_steps(3);
    assert_eq!(preview(&harness).names[4].target, Target::LeftOut);
    // By keys: up and down on the field that has them.
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(preview(&harness).names[4].target, Target::New);
    take_in(&mut harness);
    let found = [("سبعة", "casualty"), ("إدلب", "location"), ("جماعة", "org")];
    let found = found.map(|(words, label)| (words.to_owned(), label.to_owned()));
    assert_eq!(spans(&harness), found);
    let open = harness.state().session.open().unwrap();
    let casualty = open.layer.spans().next().unwrap();
    assert_eq!(casualty.attrs["effect"].as_text(), Some("killed"));
    let mut kinds: Vec<_> = open.layer.relations().map(|r| r.kind.clone()).collect();
    kinds.sort();
    assert_eq!(kinds, ["knows", "location_of"]);
    let after = labels(&harness);
    assert_eq!(after.len(), before.len() + 1);
    // The same names mean the same the next time, after a restart too.
    drop(harness);
    fs::write(&file, doccano(&format!("{TEXT} أمس"))).unwrap();
    let mut harness = window(home.path());
    assert_eq!(labels(&harness), after);
    offer(&mut harness, file);
    let names: Vec<&str> = preview(&harness)
        .names
        .iter()
        .map(|name| name.theirs.as_str())
        .collect();
    assert_eq!(
        names,
        ["GPE", "KILLED", "in"],
        "the others are in the project now"
    );
    press(&mut harness, Modifiers::NONE, Key::Escape);
    // One step back takes the article and what it brought.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    harness.run_steps(3);
    assert_eq!(articles(&harness), 1);
    assert_eq!(labels(&harness), before);
    assert!(mappings(&harness).is_empty());
    press(&mut harness, Modifiers::COMMAND, Key::Y);
    harness.run_steps(3);
    assert_eq!(mappings(&harness), ["doccano"]);
    assert_eq!(articles(&harness), 2);
    assert_eq!(labels(&harness), after);
}

#[test]
fn unknown_names_are_left_out_at_once_and_that_is_remembered() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("d.jsonl");
    fs::write(&file, doccano(TEXT)).unwrap();
    let mut harness = window(home.path());
    let before = labels(&harness);
    offer(&mut harness, file.clone());
    harness.get_by_label_contains("Names (").click();
    harness.run_steps(3);
    harness.get_by_label("All unknown ones: leave out").click();
    harness.run_steps(3);
    take_in(&mut harness);
    assert_eq!(spans(&harness).len(), 2);
    assert_eq!(labels(&harness), before);
    offer(&mut harness, file);
    let names = &preview(&harness).names;
    let org = names.iter().find(|name| name.theirs == "ORG").unwrap();
    assert_eq!(org.target, Target::LeftOut);
}

#[test]
fn columns_of_a_table_are_chosen_and_remembered_for_the_same_columns() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("a.csv");
    let table = |words: &str| format!("text,summary,lead\nنص {words},ملخص {words},مقدمة\n");
    fs::write(&file, table("أول")).unwrap();
    let mut harness = window(home.path());
    offer(&mut harness, file.clone());
    harness.get_by_label_contains("Tables (").click();
    harness.run_steps(3);
    for (column, held) in [("summary", "Text"), ("lead", "Title")] {
        let name = format!("Column \u{2068}{column}\u{2069} holds");
        harness.get_by_role_and_label(Role::ComboBox, &name).click();
        harness.run_steps(3);
        harness.get_by_role_and_label(Role::ListItem, held).click();
        harness.run_steps(3);
        until(&mut harness, |app| match &app.session.dialog {
            Some(Dialog::Import(preview)) => {
                let look = preview.files[0].look.as_ref().unwrap();
                let chosen = look.columns.iter().find(|(name, _)| name == column);
                chosen.is_some_and(|(_, of)| *of != ColumnUse::Attribute)
            }
            _ => false,
        });
    }
    take_in(&mut harness);
    let open = harness.state().session.open().unwrap();
    assert_eq!(open.text.as_str(), "ملخص أول");
    let project = harness.state().session.project.as_ref().unwrap();
    let meta = &project.list.get(&open.id).unwrap().meta;
    assert_eq!(meta.get(MetaField::Title), Some("مقدمة"));
    fs::write(&file, table("ثان")).unwrap();
    offer(&mut harness, file);
    take_in(&mut harness);
    let open = harness.state().session.open().unwrap();
    assert_eq!(open.text.as_str(), "ملخص ثان");
}

#[test]
fn what_is_pasted_into_the_article_is_an_article_or_several() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let text = "خبر أول\n---\nخبر ثان";
    harness.event(Event::Paste(text.to_owned()));
    until(&mut harness, |app| {
        matches!(app.session.dialog, Some(Dialog::Import(_)))
    });
    harness.run_steps(3);
    assert_eq!(preview(&harness).articles(), 1);
    harness
        .get_by_label("between lines \u{2068}---\u{2069}")
        .click();
    until(&mut harness, |app| match &app.session.dialog {
        Some(Dialog::Import(preview)) => preview.articles() == 2,
        _ => false,
    });
    let between = Parts::Between("---".to_owned());
    assert_eq!(preview(&harness).files[0].how.parts, between);
    take_in(&mut harness);
    assert_eq!(articles(&harness), 3);
    assert_eq!(
        harness.state().session.open().unwrap().text.as_str(),
        "خبر أول"
    );
}

#[test]
fn an_import_that_was_taken_back_can_be_done_again_at_once() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let path = home.path().join("d.jsonl");
    fs::write(&path, doccano(TEXT)).unwrap();
    offer(&mut harness, path.clone());
    take_in(&mut harness);
    let (there, marked) = (articles(&harness), spans(&harness));
    assert!(!marked.is_empty());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(articles(&harness), there - 1);
    // Nothing of that need stand on the disk yet.
    offer(&mut harness, path);
    send(&mut harness, Command::File(File::ImportNow));
    until(&mut harness, |app| {
        let project = app.session.project.as_ref().unwrap();
        project.list.shown().len() == there && project.opening.is_none()
    });
    let open = harness.state().session.open().unwrap();
    assert!(!open.id.as_str().starts_with("daraa"), "{}", open.id);
    assert_eq!(spans(&harness), marked);
    until(&mut harness, saved);
}
