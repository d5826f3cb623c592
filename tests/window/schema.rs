//! The schema: what labels are called and have, and reshaping them together with spans.

use std::fs;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, Node};
use hashiya::model::history::{Change, StepName};
use hashiya::model::id::{ArticleId, LabelId};
use hashiya::model::project::ProjectEdit;
use hashiya::model::schema::change::SchemaEdit;
use hashiya::model::schema::{Label, Schema, Standing};
use hashiya::session::command::{ArticleCommand, Command, File, SchemaCommand, SpanCommand, View};
use hashiya::session::dialog::Dialog;
use hashiya::session::schema::change::{AttributeChange, Text};
use hashiya::session::schema::{Item, Narrowing, Reshape, Which};
use hashiya::session::settings::Language;
use hashiya::ui::app::App;

use crate::drive::{another_says, press, saved, select, send, spans, until, window, write};

fn schema<'a>(harness: &'a Harness<'_, App>) -> &'a Schema {
    &harness
        .state()
        .session
        .project
        .as_ref()
        .unwrap()
        .project
        .schema
}

fn id(label: &str) -> LabelId {
    label.parse().unwrap()
}

fn label<'a>(harness: &'a Harness<'_, App>, name: &str) -> &'a Label {
    schema(harness).label(&id(name)).unwrap()
}

fn item(name: &str) -> Item {
    Item::Label(id(name))
}

fn field<'a>(harness: &'a Harness<'_, App>, name: &'a str) -> Node<'a> {
    harness.get_by_role_and_label(Role::TextInput, name)
}

/// A button, by its words; what is put into them stands isolated.
fn button<'a>(harness: &'a Harness<'_, App>, words: &'a str) -> Node<'a> {
    harness.get_by(move |node| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::Button && label.replace(['\u{2068}', '\u{2069}'], "") == words
    })
}

/// Two articles besides the sample, with words marked in each.
fn two_articles(harness: &mut Harness<'_, App>, home: &std::path::Path) -> Vec<ArticleId> {
    let texts = [
        ("a.txt", "شاحنة مموهة قرب الجسر، وشاحنة ثانية عند المفرق.\n"),
        ("b.txt", "دراجة نارية وشاحنة مموهة قرب البئر.\n"),
    ];
    let files = texts.map(|(name, text)| {
        fs::write(home.join(name), text).unwrap();
        home.join(name)
    });
    send(harness, Command::File(File::Import(files.to_vec())));
    let previewed = |app: &App| matches!(app.session.dialog, Some(Dialog::Import(_)));
    until(harness, previewed);
    send(harness, Command::File(File::ImportNow));
    let articles = |app: &App| -> Vec<ArticleId> {
        let list = &app.session.project.as_ref().unwrap().list;
        let all = list.iter().map(|entry| entry.meta.id.clone());
        all.filter(|id| !id.as_str().starts_with("daraa")).collect()
    };
    until(harness, |app| articles(app).len() == 2);
    let articles = articles(harness.state());
    for article in &articles {
        open(harness, article);
        select(harness, "شاحنة مموهة");
        send(harness, Command::Span(SpanCommand::Tag(id("weapon"))));
    }
    articles
}

fn open(harness: &mut Harness<'_, App>, article: &ArticleId) {
    send(
        harness,
        Command::Article(ArticleCommand::Open(article.clone())),
    );
    until(harness, |app| {
        app.session.open().is_some_and(|open| &open.id == article)
    });
    harness.run_steps(2);
}

/// The labels of the own spans of an article.
fn labels(app: &App, article: &ArticleId) -> Vec<String> {
    let project = app.session.project.as_ref().unwrap();
    let spans = project
        .own_layer(article)
        .into_iter()
        .flat_map(|l| l.spans());
    spans.map(|span| span.label.to_string()).collect()
}

/// Shows what a change touches, and waits until that is known.
fn look(harness: &mut Harness<'_, App>, reshape: Reshape) {
    send(harness, SchemaCommand::Look(Box::new(reshape)).into());
    until(harness, |app| {
        let asked = app.session.reshaping.as_ref();
        asked.is_some_and(|asked| asked.touched.is_some())
    });
    harness.run_steps(2);
}

#[test]
fn a_label_is_called_something_else_over_a_restart_and_back() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    let shown = harness.state().session.dialog.clone();
    assert_eq!(shown, Some(Dialog::Schema(Some(item("faction")))));
    send(&mut harness, SchemaCommand::Choose(item("strike")).into());
    field(&harness, "English name").focus();
    harness.run_steps(2);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    write(&mut harness, "Remote violence");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_steps(2);
    assert_eq!(label(&harness, "strike").name.en, "Remote violence");
    // The strip of labels follows at once, and what is proposed is still proposed.
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.run_steps(3);
    assert!(harness.query_all_by_label("Remote violence").count() > 0);
    until(&mut harness, |app| {
        let mut open = app.session.open().into_iter().flat_map(|o| o.suggestions());
        open.any(|proposal| proposal.span.label == id("strike"))
    });
    until(&mut harness, saved);
    drop(harness);
    let mut harness = window(home.path());
    assert_eq!(label(&harness, "strike").name.en, "Remote violence");
    let file = home.path().join("data/daraa-2017/project.ron");
    assert!(
        fs::read_to_string(&file)
            .unwrap()
            .contains("Remote violence")
    );
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(label(&harness, "strike").name.en, "Strike");
    until(&mut harness, saved);
    drop(harness);
    let harness = window(home.path());
    assert_eq!(label(&harness, "strike").name.en, "Strike");
}

#[test]
fn a_key_that_another_label_has_is_refused_and_named() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    send(&mut harness, SchemaCommand::Choose(item("strike")).into());
    field(&harness, "Key").focus();
    harness.run_steps(2);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    write(&mut harness, "1");
    harness.run_steps(2);
    let said = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        let texts = [node.value(), node.label()];
        let mut texts = texts.into_iter().flatten();
        texts.any(|text| text.contains("The key belongs to") && text.contains("Faction"))
    };
    harness.get_by(said);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(label(&harness, "strike").key, Some('2'));
    field(&harness, "Key").focus();
    harness.run_steps(2);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    write(&mut harness, "q");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_steps(2);
    assert_eq!(label(&harness, "strike").key, Some('Q'));
    // The new key marks, the old one no longer does.
    press(&mut harness, Modifiers::NONE, Key::Escape);
    select(&mut harness, "شديد التحصين");
    press(&mut harness, Modifiers::NONE, Key::Num2);
    assert_eq!(spans(&harness), []);
    press(&mut harness, Modifiers::NONE, Key::Q);
    assert_eq!(spans(&harness), [("شديد التحصين".into(), "strike".into())]);
}

#[test]
fn two_labels_become_one_in_all_articles_and_two_again() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let articles = two_articles(&mut harness, home.path());
    let all = |app: &App| {
        articles
            .iter()
            .flat_map(|id| labels(app, id))
            .collect::<Vec<_>>()
    };
    assert_eq!(all(harness.state()), ["weapon", "weapon"]);
    until(&mut harness, saved);
    drop(harness);
    // Neither article has been looked at in this session.
    let mut harness = window(home.path());
    let merge = Reshape::Merge {
        from: id("weapon"),
        into: id("target"),
    };
    look(&mut harness, merge);
    let touched = harness
        .state()
        .session
        .reshaping
        .clone()
        .unwrap()
        .touched
        .unwrap();
    assert_eq!((touched.places.len(), touched.articles()), (2, 2));
    let reference = touched.others.iter().next().unwrap();
    assert_eq!(reference.0.as_str(), "reference");
    assert!(*reference.1 > 0, "what others have is told");
    button(&harness, "Merge “Weapon” into “Target”").click();
    harness.run_steps(3);
    assert_eq!(all(harness.state()), ["target", "target"]);
    assert_eq!(
        label(&harness, "weapon").standing,
        Standing::Merged(id("target"))
    );
    assert_eq!(schema(&harness).current().count(), 9);
    assert!(
        schema(&harness)
            .relation("instrument")
            .unwrap()
            .to
            .contains(&id("target"))
    );
    // What was proposed as a weapon is proposed as a target.
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let rule = |app: &App| {
        let open = app.session.open().into_iter().flat_map(|o| o.suggestions());
        let mut labels: Vec<_> = open.map(|p| p.span.label.to_string()).collect();
        labels.sort();
        labels.dedup();
        labels
    };
    open(&mut harness, &articles[0]);
    until(&mut harness, |app| {
        app.session.open().is_some_and(|o| o.is_read())
    });
    assert!(!rule(harness.state()).contains(&"weapon".to_owned()));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    until(&mut harness, |app| all(app) == ["weapon", "weapon"]);
    assert_eq!(label(&harness, "weapon").standing, Standing::Current);
    assert_eq!(label(&harness, "weapon").key, Some('7'));
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    until(&mut harness, |app| all(app) == ["target", "target"]);
    until(&mut harness, saved);
}

#[test]
fn a_label_is_split_by_words_and_deleted_with_its_spans() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let articles = two_articles(&mut harness, home.path());
    select(&mut harness, "دراجة نارية");
    send(&mut harness, Command::Span(SpanCommand::Tag(id("weapon"))));
    let all = |app: &App| {
        articles
            .iter()
            .flat_map(|id| labels(app, id))
            .collect::<Vec<_>>()
    };
    assert_eq!(all(harness.state()).len(), 3);
    // A new label, made in the dialog.
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    field(&harness, "new label, Enter adds it").focus();
    harness.run_steps(2);
    write(&mut harness, "Vehicle");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_steps(2);
    assert_eq!(label(&harness, "vehicle").key, Some('A'));
    let split = Reshape::Split {
        from: id("weapon"),
        to: id("vehicle"),
        which: Which::Words("شاحنه".into()),
    };
    look(&mut harness, split);
    button(&harness, "Change 2 spans").click();
    harness.run_steps(3);
    let mut found = all(harness.state());
    found.sort();
    assert_eq!(found, ["vehicle", "vehicle", "weapon"]);
    // Deleting shows first what goes; going back does nothing.
    look(&mut harness, Reshape::Delete(id("vehicle")));
    harness.get_by_label("Back").click();
    harness.run_steps(3);
    assert_eq!(all(harness.state()).len(), 3);
    look(&mut harness, Reshape::Delete(id("vehicle")));
    button(&harness, "Delete “Vehicle”").click();
    harness.run_steps(3);
    assert_eq!(all(harness.state()), ["weapon"]);
    assert_eq!(label(&harness, "vehicle").standing, Standing::Removed);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    until(&mut harness, |app| all(app).len() == 3);
    assert_eq!(label(&harness, "vehicle").standing, Standing::Current);
}

#[test]
fn an_attribute_is_asked_for_at_once_in_both_languages() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let change = |change| SchemaCommand::Attribute(item("source"), change).into();
    send(&mut harness, change(AttributeChange::Add("Reach".into())));
    let say = |field, text: &str| SchemaCommand::Write(item("source"), field, text.into());
    let arabic = say(Text::AttributeAr("reach".into()), "المدى");
    send(&mut harness, arabic.into());
    let has_field = |harness: &Harness<'_, App>, name: &str| {
        harness
            .query_all_by_role_and_label(Role::TextInput, name)
            .count()
            == 1
    };
    select(&mut harness, "شديد التحصين");
    send(&mut harness, Command::Span(SpanCommand::Tag(id("source"))));
    harness.run_steps(3);
    assert!(has_field(&harness, "Reach"));
    send(
        &mut harness,
        Command::View(View::SetLanguage(Language::Arabic)),
    );
    harness.run_steps(3);
    assert!(has_field(&harness, "المدى"));
}

#[test]
fn a_schema_goes_to_a_file_and_comes_from_one() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let path = home.path().join("schema.ron");
    send(&mut harness, SchemaCommand::ExportTo(path.clone()).into());
    until(&mut harness, |_| path.exists());
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"Clash\"", "\"Ground combat\"")).unwrap();
    send(&mut harness, SchemaCommand::ImportFrom(path).into());
    until(&mut harness, |app| {
        app.session.dialog == Some(Dialog::TakeSchema)
    });
    harness.run_steps(2);
    assert_eq!(label(&harness, "clash").name.en, "Clash", "not yet");
    harness.get_by_label("Take in").click();
    harness.run_steps(3);
    assert_eq!(label(&harness, "clash").name.en, "Ground combat");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(label(&harness, "clash").name.en, "Clash");
}

#[test]
fn who_says_it_is_shown_before_the_schema_stops_asking() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let weapon = || item("weapon");
    let asked = |harness: &Harness<'_, App>, name: &str| {
        let list = &label(harness, "weapon").attributes;
        list.iter().any(|attribute| attribute.name == name)
    };
    select(&mut harness, "طائرات روسية");
    press(&mut harness, Modifiers::NONE, Key::Num7);
    send(&mut harness, SchemaCommand::Choose(weapon()).into());
    // What nobody has said goes at once.
    let new = AttributeChange::Add("Country of origin".into());
    send(&mut harness, SchemaCommand::Attribute(weapon(), new).into());
    assert!(asked(&harness, "country_of_origin"));
    button(&harness, "Remove “Country of origin”").click();
    until(&mut harness, |app| {
        let schema = &app.session.project.as_ref().unwrap().project.schema;
        schema.label(&id("weapon")).unwrap().attributes.len() == 2
    });
    assert!(matches!(
        harness.state().session.dialog,
        Some(Dialog::Schema(_))
    ));
    // What somebody has said is shown first; it stays.
    let kind = Narrowing::Attribute(weapon(), "kind".into());
    look(&mut harness, Reshape::Narrow(kind));
    assert_eq!(harness.state().session.dialog, Some(Dialog::Reshape));
    assert!(asked(&harness, "kind"));
    let touched = harness.state().session.reshaping.clone();
    let touched = touched.unwrap().touched.unwrap();
    assert_eq!(touched.places.len(), 1);
    send(&mut harness, SchemaCommand::Reshape.into());
    assert!(!asked(&harness, "kind"));
    assert_eq!(spans(&harness).len(), 1);
}

#[test]
fn what_a_colleague_calls_a_label_is_seen_while_the_project_is_open() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    until(&mut harness, |app| app.session.open().unwrap().is_read());
    let project = harness.state().session.project.as_ref().unwrap();
    let path = project.store.path().to_owned();
    // An own change, before and after: it stands.
    write_name(&mut harness, "weapon", "Arms");
    until(&mut harness, saved);
    let from = label(&harness, "strike").clone();
    let mut to = from.clone();
    to.name.en = "Bombing".into();
    let edit = SchemaEdit::SetLabel {
        id: id("strike"),
        from: Some(Box::new(from)),
        to: Some(Box::new(to)),
    };
    let step = StepName::ChangeLabel(id("strike"));
    let change = Change::of_project(step, [ProjectEdit::Schema(edit)]);
    another_says(&path, change);
    until(&mut harness, |app| {
        let schema = &app.session.project.as_ref().unwrap().project.schema;
        schema.label(&id("strike")).unwrap().name.en == "Bombing"
    });
    assert_eq!(label(&harness, "weapon").name.en, "Arms");
    assert_eq!(
        harness.state().session.catalogue.label(&id("strike")),
        "Bombing"
    );
    write_name(&mut harness, "target", "Aim");
    until(&mut harness, saved);
    assert_eq!(label(&harness, "strike").name.en, "Bombing");
}

/// Gives a label an English name.
fn write_name(harness: &mut Harness<'_, App>, label: &str, name: &str) {
    let command = SchemaCommand::Write(item(label), Text::NameEn, name.into());
    send(harness, Command::Schema(command));
}
