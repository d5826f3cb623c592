//! A data set out: what its format cannot hold is said before it is written, and it is written as
//! was chosen.

use std::fs;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use hashiya::formats::tags::Scheme;
use hashiya::session::command::{Command, File};
use hashiya::session::export::choices::Choice;

use crate::drive::{press, select, send, until, window};

#[test]
fn loss_is_said_before_and_the_choices_are_followed() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    select(&mut harness, "المعارضة");
    press(&mut harness, Modifiers::NONE, Key::Num1);
    send(&mut harness, Command::File(File::Export));
    until(&mut harness, |app| app.session.foretold.is_some());
    for (name, there) in [("Tags", false), ("CoNLL", true)] {
        assert_eq!(harness.query_by_label(name).is_some(), there, "{name}");
    }
    harness
        .get_by_role_and_label(Role::RadioButton, "CoNLL")
        .click();
    harness.run_steps(2);
    until(&mut harness, |app| app.session.foretold.is_some());
    let lost = harness.query_all_by_label_contains("Not held – ");
    assert!(lost.count() > 0);
    let tags = Choice::Tags(Scheme::Bilou);
    send(&mut harness, Command::File(File::ExportWith(tags)));
    let path = home.path().join("out.conll");
    send(&mut harness, Command::File(File::ExportTo(path.clone())));
    until(&mut harness, |_| path.exists());
    let written = fs::read_to_string(&path).unwrap();
    assert!(written.contains(" U-"), "{written}");
}
