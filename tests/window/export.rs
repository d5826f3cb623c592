//! A data set out: what its format cannot hold is said before it is written, and it is written as
//! was chosen.

use std::fs;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::formats::tags::Scheme;
use hashiya::model::annotations::Progress;
use hashiya::session::command::{Command, File};
use hashiya::session::export::choices::Choice;
use hashiya::ui::app::App;

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
    // Nothing is marked in an article that is done, so nothing would be written of those.
    let done = Choice::Status(Some(Progress::Done));
    let size = |harness: &Harness<'_, App>, of: &str| {
        let words = format!("Would be written – articles: \u{2068}{of}\u{2069}");
        harness.query_all_by_label_contains(&words).count() == 1
    };
    assert!(size(&harness, "1"));
    for (choice, count) in [
        (done, "0"),
        (Choice::Status(None), "1"),
        (Choice::Shown(true), "1"),
    ] {
        send(&mut harness, Command::File(File::ExportWith(choice)));
        until(&mut harness, |app| app.session.foretold.is_some());
        assert!(size(&harness, count), "{choice:?}");
    }
    let tags = Choice::Tags(Scheme::Bilou);
    send(&mut harness, Command::File(File::ExportWith(tags)));
    let path = home.path().join("out.conll");
    send(&mut harness, Command::File(File::ExportTo(path.clone())));
    until(&mut harness, |_| path.exists());
    let written = fs::read_to_string(&path).unwrap();
    assert!(written.contains(" U-"), "{written}");
}
