//! Two annotators side by side.

use std::fs;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use hashiya::analysis::agreement::Differs;
use hashiya::analysis::evaluate::Criterion;
use hashiya::session::command::{Command, File, Review};
use hashiya::session::compare::Place;
use hashiya::ui::app::App;

use crate::drive::{press, select, send, spans, until, window};

#[test]
fn differences_are_listed_and_settled_with_a_key() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    select(&mut harness, "درعا");
    press(&mut harness, Modifiers::NONE, Key::Num2);
    send(&mut harness, Command::Review(Review::Agreement));
    let found = |app: &App| {
        let comparison = app.session.comparison.as_ref();
        comparison.and_then(|c| c.found.clone())
    };
    until(&mut harness, |app| found(app).is_some());
    harness.run_steps(2);
    let compared = found(harness.state()).unwrap();
    assert_eq!(compared.agreement.articles, 1);
    let locations = compared.agreement.spans["LOCATION"].by(Criterion::Overlap);
    assert_eq!(
        (locations.found, locations.gold),
        (0, 0),
        "the user has none"
    );
    harness.get_by_label_contains("Strike: 0.00, 0.00");
    let gamma = compared.agreement.disorder.gamma().unwrap();
    assert!(gamma.abs() < 0.1, "one span against a whole layer: {gamma}");
    harness.get_by_label(&format!("Gamma, spans: , , {gamma:.2}"));
    let mine = |place: &Place| place.first.is_some();
    let place = compared.places.iter().position(mine).unwrap();
    assert_eq!(compared.places[place].difference.what, Differs::Label);
    for _ in 0..place {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    // The second one's word is taken over, and the next difference is chosen.
    press(&mut harness, Modifiers::NONE, Key::Num2);
    let taken = ("مدينة درعا السورية".to_owned(), "location".to_owned());
    assert_eq!(spans(&harness), [taken]);
    let chosen = |app: &App| app.session.comparison.as_ref().unwrap().chosen;
    assert_eq!(chosen(harness.state()), place + 1);
    press(&mut harness, Modifiers::NONE, Key::Num2);
    assert_eq!(spans(&harness).len(), 2);
    // Enter goes to the words, undo takes the decision back.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_steps(2);
    let app = harness.state();
    assert!(app.session.dialog.is_none());
    let range = compared.places[place + 2].difference.range;
    assert_eq!(app.session.open().unwrap().active_range(), Some(range));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(spans(&harness).len(), 1);
}

#[test]
fn who_marked_nothing_is_not_offered_as_a_layer() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let names = |app: &App| -> Vec<String> {
        let project = app.session.project.as_ref().unwrap();
        let annotators = project.annotators.iter();
        annotators.map(|one| one.id.to_string()).collect()
    };
    let before = names(harness.state());
    let root = harness
        .state()
        .session
        .project
        .as_ref()
        .unwrap()
        .store
        .path()
        .to_owned();
    // Who took articles in with `hashiya import` has a folder for the journal.
    fs::create_dir_all(root.join("annotations/omar/journal")).unwrap();
    send(&mut harness, Command::File(File::OpenPath(root)));
    until(&mut harness, |app| app.session.is_opening());
    until(&mut harness, |app| !app.session.is_opening());
    assert_eq!(names(harness.state()), before);
}
