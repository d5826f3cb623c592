//! The factions and places that the project knows: said in the article, changed in their dialog.

use std::fs;
use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, Node};
use hashiya::model::history::{Change, StepName};
use hashiya::model::id::EntryId;
use hashiya::model::project::ProjectEdit;
use hashiya::model::registry::{EntryKind, RegistryEntry, Standing};
use hashiya::model::span::AttrValue;
use hashiya::session::command::{Command, EditCommand, RegistryCommand, View};
use hashiya::session::dialog::Dialog;
use hashiya::session::registry::Field;
use hashiya::session::settings::Language;
use hashiya::ui::app::App;
use jiff::Timestamp;

use crate::drive::{another_says, press, saved, select, send, spans, until, window, write};

/// Words of which the program proposes nothing and that stand in the sample twice.
const WORDS: &str = "شديد التحصين";

/// The entries of the registry that count: what spans call them, and all their names.
fn known(harness: &Harness<'_, App>) -> Vec<(String, Vec<String>)> {
    let project = harness.state().session.project.as_ref().unwrap();
    let known = project.known.registry.known().into_iter();
    known
        .map(|(entry, names)| {
            let names = names.iter().map(|named| named.name.to_owned());
            (entry.canonical.clone(), names.collect())
        })
        .collect()
}

/// What somebody else says about the project, on the disk.
fn say(project: &Path, name: &str) {
    let by = "other".parse().unwrap();
    let mut entry = RegistryEntry::new(EntryKind::Faction, name, Timestamp::now(), by);
    entry.names.ar = name.into();
    let edit = ProjectEdit::SetEntry {
        id: EntryId(7),
        from: None,
        to: Some(Box::new(entry)),
    };
    let step = StepName::AddEntry(name.into());
    another_says(project, Change::of_project(step, [edit]));
}

#[test]
fn what_a_colleague_adds_is_known_while_the_project_is_open() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    until(&mut harness, |app| app.session.open().unwrap().is_read());
    let project = harness.state().session.project.as_ref().unwrap();
    let path = project.store.path().to_owned();
    let before = known(&harness);
    say(&path, "لواء الاختبار");
    until(&mut harness, |app| {
        let project = app.session.project.as_ref().unwrap();
        let entries = project.known.registry.known();
        entries
            .iter()
            .any(|(entry, _)| entry.names.ar == "لواء الاختبار")
    });
    assert_eq!(known(&harness).len(), before.len() + 1);
}

/// The names alone.
fn names(harness: &Harness<'_, App>) -> Vec<String> {
    known(harness)
        .into_iter()
        .flat_map(|(_, names)| names)
        .collect()
}

/// What the selected span says it means.
fn meant(harness: &Harness<'_, App>) -> Option<String> {
    let open = harness.state().session.open().unwrap();
    let span = open.span.and_then(|id| open.shown(id))?;
    let id = span.attrs.get("canonical_id")?;
    Some(id.as_text().unwrap().to_owned())
}

/// How often words are proposed with a label.
fn proposed(app: &App, words: &str, label: &str) -> usize {
    let open = app.session.open().unwrap();
    let found = open.suggestions().iter().filter(|proposal| {
        let span = &proposal.span;
        span.label.as_str() == label && span.range.of(open.text.as_str()) == Some(words)
    });
    found.count()
}

/// An entry field.
fn field<'a>(harness: &'a Harness<'_, App>, name: &'a str) -> Node<'a> {
    harness.get_by_role_and_label(Role::TextInput, name)
}

fn registry(harness: &mut Harness<'_, App>, command: RegistryCommand) {
    send(harness, Command::Registry(command));
}

#[test]
fn words_become_a_faction_in_one_step_and_are_found_elsewhere_at_once() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    select(&mut harness, WORDS);
    press(&mut harness, Modifiers::ALT, Key::F);
    assert_eq!(names(&harness), [WORDS]);
    assert_eq!(spans(&harness), [(WORDS.to_owned(), "faction".to_owned())]);
    let id = meant(&harness).expect("the span that was made is selected");
    assert_eq!(known(&harness)[0].0, id);
    // What stands after it is proposed now, what stands before it is left alone.
    until(&mut harness, |app| proposed(app, WORDS, "faction") == 1);
    until(&mut harness, saved);
    drop(harness);
    // One step takes both back, after a restart too.
    let mut harness = window(home.path());
    assert_eq!(names(&harness), [WORDS]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    until(&mut harness, |app| proposed(app, WORDS, "faction") == 0);
    assert_eq!(names(&harness), [""; 0]);
    assert_eq!(spans(&harness), []);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(names(&harness), [WORDS]);
    until(&mut harness, saved);
    let file = home.path().join("data/daraa-2017/registry.ron");
    until(&mut harness, |_| {
        fs::read_to_string(&file).unwrap().contains(WORDS)
    });
}

#[test]
fn words_become_another_name_of_what_is_found_by_any_of_its_names() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    for (typed, id) in [("hayat tahrir", "hts"), ("حلب", "sy_aleppo")] {
        select(&mut harness, WORDS);
        // The key that leads there writes nothing there.
        harness.event(egui::Event::Text("n".into()));
        press(&mut harness, Modifiers::ALT, Key::N);
        assert_eq!(harness.state().session.dialog, Some(Dialog::NameOf));
        write(&mut harness, typed);
        press(&mut harness, Modifiers::NONE, Key::Enter);
        harness.run_steps(3);
        assert_eq!(harness.state().session.dialog, None);
        assert_eq!(known(&harness), [(id.to_owned(), vec![WORDS.to_owned()])]);
        assert_eq!(meant(&harness).as_deref(), Some(id));
        // The tables' own names still lead there.
        let lexicon = &harness.state().session.project.as_ref().unwrap().known;
        let entry = lexicon.lexicon.entry(id);
        assert!(entry.is_some_and(|entry| !entry.names[1].is_empty()));
        press(&mut harness, Modifiers::COMMAND, Key::Z);
        assert_eq!((known(&harness), spans(&harness)), (vec![], vec![]));
    }
}

#[test]
fn entries_are_made_changed_split_and_merged_in_their_dialog() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    press(&mut harness, Modifiers::COMMAND, Key::K);
    assert!(
        harness
            .query_by_label_contains("no entries of its own")
            .is_some()
    );
    write(&mut harness, "Valley Lions");
    harness.run_steps(2);
    harness.get_by_label_contains("New faction").click();
    harness.run_steps(3);
    assert_eq!(names(&harness), ["Valley Lions"]);
    let id = known(&harness)[0].0.clone();
    assert_eq!(id, "valley_lions");
    // A field is taken when it is left; what cannot be stays, with what is wrong.
    field(&harness, "Arabic name").click();
    harness.run_steps(2);
    write(&mut harness, "سباع الوادي");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(names(&harness), ["سباع الوادي", "Valley Lions"]);
    // Another name, only in context; then an entry of its own.
    field(&harness, "another name, Enter adds it").click();
    harness.run_steps(2);
    write(&mut harness, "أسود الوادي");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_steps(2);
    assert_eq!(names(&harness).len(), 3);
    harness.get_by_label("only in context").click();
    harness.run_steps(2);
    harness
        .get_by_label_contains("Make an entry of its own of")
        .click();
    harness.run_steps(3);
    let split: Vec<String> = known(&harness).into_iter().map(|(id, _)| id).collect();
    assert_eq!(split.len(), 2, "{split:?}");
    let other = split.iter().find(|other| **other != id).unwrap().clone();
    let chosen = Dialog::Registry(Some(other.clone()));
    assert_eq!(harness.state().session.dialog, Some(chosen));
    field(&harness, "Meant from").click();
    harness.run_steps(2);
    write(&mut harness, "2013");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(
        harness
            .query_by_label_contains("A day is written")
            .is_some()
    );
    press(&mut harness, Modifiers::NONE, Key::Escape);
    // One of two: the id that spans may say leads to the other one.
    registry(
        &mut harness,
        RegistryCommand::Merge(id.clone(), other.clone()),
    );
    assert_eq!(known(&harness).len(), 1);
    until(&mut harness, |app| {
        let known = &app.session.project.as_ref().unwrap().known;
        known
            .lexicon
            .entry(&other)
            .is_some_and(|entry| entry.id == id)
    });
    harness.run_steps(2);
    harness.get_by_label("Part again").click();
    harness.run_steps(3);
    assert_eq!(known(&harness).len(), 2);
    harness.get_by_label("Undo").click();
    harness.run_steps(3);
    assert_eq!(known(&harness).len(), 1);
    harness.get_by_label("Remove from the registry").click();
    harness.run_steps(3);
    assert_eq!(known(&harness).len(), 0);
    until(&mut harness, saved);
}

#[test]
fn what_the_tables_know_is_looked_up_and_added_to() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    send(
        &mut harness,
        Command::View(View::SetLanguage(Language::Arabic)),
    );
    press(&mut harness, Modifiers::COMMAND, Key::K);
    write(&mut harness, "syrian arab arm");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    harness.run_steps(2);
    let chosen = Dialog::Registry(Some("syr_army".into()));
    assert_eq!(harness.state().session.dialog, Some(chosen));
    assert!(harness.query_by_label_contains("يعرف البرنامج").is_some());
    registry(
        &mut harness,
        RegistryCommand::SetField("syr_army".into(), Field::Country, "lb".into()),
    );
    until(&mut harness, |app| {
        let known = &app.session.project.as_ref().unwrap().known;
        let entry = known.lexicon.entry("syr_army").unwrap();
        entry.country == "Lebanon" && entry.names[0] == "Syrian Arab Army"
    });
    // Ctrl+Z belongs to the fields here; the button takes steps back.
    send(&mut harness, Command::Edit(EditCommand::Undo));
    assert_eq!(known(&harness), []);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().session.dialog, None);
}

#[test]
fn tables_go_out_and_come_in_as_one_step() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let table = home.path().join("groups.tsv");
    fs::write(
        &table,
        "id\tcanonical_en\tcanonical_ar\tside\tcountry\taliases\n\
         valley\tValley Lions\tسباع الوادي\topposition\tSyria\t~السباع\n\
         syr_army\tSyrian Arab Army\tالجيش السوري\tgovernment\tSyria\tالجيش العربي السوري|حماة الوادي\n\
         hts\t\t\t\tNowhere\t\n",
    )
    .unwrap();
    registry(&mut harness, RegistryCommand::ImportFrom(table.clone()));
    until(&mut harness, |app| {
        let registry = &app.session.project.as_ref().unwrap().known.registry;
        !registry.entries.is_empty()
    });
    let expected = [
        vec!["سباع الوادي", "Valley Lions", "السباع"],
        // What the tables of the program say is not said again.
        vec!["حماة الوادي"],
    ];
    let mut found: Vec<Vec<String>> = known(&harness).into_iter().map(|(_, n)| n).collect();
    found.sort_by_key(|names| std::cmp::Reverse(names.len()));
    assert_eq!(found, expected);
    let told = harness.state().session.notices.iter().next_back().unwrap();
    let told: Vec<String> = told.details.iter().map(|d| format!("{d:?}")).collect();
    assert!(
        told[0].contains("groups.tsv: line 4: country is"),
        "{told:?}"
    );
    let out = home.path().join("out.tsv");
    registry(
        &mut harness,
        RegistryCommand::ExportTo(EntryKind::Faction, out.clone()),
    );
    until(&mut harness, |_| out.exists());
    let written = fs::read_to_string(&out).unwrap();
    assert!(written.contains("valley\tValley Lions\tسباع الوادي\topposition\tSyria\t~السباع"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(known(&harness), []);
    // What was written comes in as what it was.
    registry(&mut harness, RegistryCommand::ImportFrom(out));
    until(&mut harness, |app| {
        let registry = &app.session.project.as_ref().unwrap().known.registry;
        let mut entries = registry.entries.values();
        entries.any(|entry| entry.standing == Standing::Current)
    });
    let mut again: Vec<Vec<String>> = known(&harness).into_iter().map(|(_, n)| n).collect();
    again.sort_by_key(|names| std::cmp::Reverse(names.len()));
    assert_eq!(again, expected);
}

#[test]
fn places_of_one_name_are_told_apart_and_their_coordinates_can_be_said() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    select(&mut harness, WORDS);
    press(&mut harness, Modifiers::NONE, Key::Num5);
    press(&mut harness, Modifiers::NONE, Key::Semicolon);
    write(&mut harness, "طرابلس");
    harness.run_steps(2);
    assert!(
        harness
            .query_all_by_label_contains("Lebanon")
            .next()
            .is_some()
    );
    harness
        .query_all_by_label_contains("Libya")
        .next()
        .expect("the other Tripoli is offered too")
        .click();
    harness.run_steps(3);
    let said = |harness: &Harness<'_, App>, name: &str| {
        let open = harness.state().session.open().unwrap();
        let span = open.span.and_then(|id| open.shown(id)).unwrap();
        span.attrs.get(name).cloned()
    };
    assert_eq!(
        said(&harness, "admin"),
        Some(AttrValue::Text("Libya/Tripoli".into()))
    );
    assert!(matches!(said(&harness, "lat"), Some(AttrValue::Real(_))));
    field(&harness, "Latitude").click();
    harness.run_steps(2);
    write(&mut harness, "32.5");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(said(&harness, "lat"), Some(AttrValue::Real(32.5)));
    // Those of a place of the project hold for every span that is given it from then on.
    send(
        &mut harness,
        Command::Registry(RegistryCommand::SetField(
            "sy_daraa".into(),
            Field::Coordinates,
            "32.6, 36.1".into(),
        )),
    );
    until(&mut harness, |app| {
        let known = &app.session.project.as_ref().unwrap().known;
        known.lexicon.entry("sy_daraa").unwrap().coordinates == Some((32.6, 36.1))
    });
    let daraa = |app: &App| {
        let open = app.session.open().unwrap();
        let mut spans = open.suggestions().iter().map(|proposal| &proposal.span);
        spans.any(|span| span.attrs.get("lat") == Some(&AttrValue::Real(32.6)))
    };
    until(&mut harness, daraa);
}

#[test]
fn what_a_colleague_says_of_an_entry_comes_in_with_the_next_change() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let create = |name: &str| RegistryCommand::Create(EntryKind::Faction, name.into());
    registry(&mut harness, create("Valley Lions"));
    until(&mut harness, saved);
    let file = home.path().join("data/daraa-2017/registry.ron");
    let read = || fs::read_to_string(&file).unwrap();
    until(&mut harness, |_| read().contains("Valley Lions"));
    let text = read();
    // Somebody else's program writes the shared file.
    let later = text.replace("Valley Lions", "Mountain Lions");
    let later = later.replace("1970-01-01T00:00:00", "2024-01-01T00:00:00");
    assert_ne!(later, text.replace("Valley Lions", "Mountain Lions"));
    fs::write(&file, later).unwrap();
    registry(&mut harness, create("River Otters"));
    let both = |app: &App| {
        let known = &app.session.project.as_ref().unwrap().known;
        let names = known.registry.known();
        let mut names: Vec<&str> = names.iter().map(|(e, _)| e.names.en.as_str()).collect();
        names.sort_unstable();
        names == ["Mountain Lions", "River Otters"]
    };
    until(&mut harness, both);
}
