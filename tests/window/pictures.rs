//! Pictures below the table: seen, chosen in, written.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::session::command::{Command, TableCommand, View};
use hashiya::session::picture::{Pick, PictureKind};
use hashiya::session::settings::Language;
use hashiya::session::table::{Tab, Table};
use hashiya::ui::app::App;

use crate::drive::{press, send, until};
use crate::table::on_table;

fn table(app: &App) -> &Table {
    &app.session.project.as_ref().unwrap().table
}

/// The window with the finished layer's incidents and pictures of them.
fn with_pictures(home: &std::path::Path) -> Harness<'static, App> {
    let mut harness = on_table(home, "reference");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    counted(&mut harness);
    harness
}

/// Waits until the pictures are of the rows that are shown.
fn counted(harness: &mut Harness<'_, App>) {
    until(harness, |app| !table(app).pictures.is_outdated());
    harness.run_steps(2);
}

/// Presses a part of a picture, named by what it tells.
fn choose(harness: &mut Harness<'_, App>, words: &str) {
    let found: Vec<_> = harness.get_all_by_label_contains(words).collect();
    found.last().unwrap().click();
    drop(found);
    harness.run_steps(3);
}

#[test]
fn a_bar_shows_its_rows_and_pressing_it_again_all() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = with_pictures(home.path());
    let all = table(harness.state()).len();
    choose(&mut harness, "2017-02-14:");
    let days = table(harness.state()).filter().days;
    let day = jiff::civil::date(2017, 2, 14);
    assert_eq!(days, Some((day, day)));
    let shown = table(harness.state()).len();
    assert!(0 < shown && shown < all, "{shown} of {all}");
    counted(&mut harness);
    // The rest of the pictures follows.
    let charts = table(harness.state()).pictures.charts().unwrap();
    assert_eq!(charts.counted.rows + charts.counted.left_out, shown);
    choose(&mut harness, "2017-02-14:");
    assert_eq!(table(harness.state()).len(), all);
}

#[test]
fn a_faction_a_kind_and_a_place_are_chosen_and_taken_back_above_the_rows() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = with_pictures(home.path());
    let all = table(harness.state()).len();
    for (kind, part, chip) in [
        (
            PictureKind::Factions,
            "Russian Federation:",
            "Russian Federation",
        ),
        (PictureKind::Kinds, "mortar:", "mortar"),
        (PictureKind::Map, "Daraa:", "Daraa"),
    ] {
        send(&mut harness, Command::Table(TableCommand::Picture(kind)));
        counted(&mut harness);
        choose(&mut harness, part);
        let shown = table(harness.state()).len();
        assert!(0 < shown && shown < all, "{chip}: {shown} of {all}");
        let picks = table(harness.state()).filter().picks();
        assert_eq!(picks.len(), 1);
        let words = {
            let app = harness.state();
            table(app).pick_words(&picks[0], &app.session.catalogue)
        };
        assert!(words.contains(chip), "{words}");
        send(
            &mut harness,
            Command::Table(TableCommand::Pick(picks[0].clone())),
        );
        assert_eq!(table(harness.state()).len(), all);
        counted(&mut harness);
    }
}

#[test]
fn pictures_of_other_tables_are_of_the_incidents_behind_their_rows() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = with_pictures(home.path());
    send(
        &mut harness,
        Command::Table(TableCommand::Tab(Tab::Casualties)),
    );
    counted(&mut harness);
    let charts = table(harness.state()).pictures.charts().unwrap().clone();
    assert!(charts.counted.events > 0);
    assert!(charts.counted.rows + charts.counted.left_out < 10);
    // What is chosen there is shown among the incidents.
    send(
        &mut harness,
        Command::Table(TableCommand::Pick(Pick::Kind("airstrike".to_owned()))),
    );
    assert_eq!(table(harness.state()).tab(), Tab::Incidents);
    assert!(table(harness.state()).len() > 1);
}

#[test]
fn they_are_written_as_svg_and_png_in_the_language_of_the_window() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = with_pictures(home.path());
    let arabic = Command::View(View::SetLanguage(Language::Arabic));
    send(&mut harness, arabic);
    for kind in PictureKind::ALL {
        send(&mut harness, Command::Table(TableCommand::Picture(kind)));
        for ending in ["svg", "png"] {
            let path = home.path().join(format!("{kind:?}.{ending}"));
            let to = TableCommand::PictureTo(path.clone());
            send(&mut harness, Command::Table(to));
            until(&mut harness, |_| path.exists());
            let bytes = std::fs::read(&path).unwrap();
            if ending == "svg" {
                let text = String::from_utf8(bytes).unwrap();
                assert!(text.contains("حوادث") && text.ends_with("</svg>\n"));
            } else {
                let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
                let mut reader = decoder.read_info().unwrap();
                let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
                let told = reader.next_frame(&mut pixels).unwrap();
                assert_eq!((told.width, told.height), (1920, 1080));
                let page = &pixels[..3];
                let ink = pixels.chunks(3).filter(|pixel| *pixel != page);
                assert!(ink.count() > 5_000, "{kind:?}");
            }
        }
    }
    let path = home.path().join("picture.gif");
    send(
        &mut harness,
        Command::Table(TableCommand::PictureTo(path.clone())),
    );
    let told = |app: &App| {
        let said = format!("{:?}", app.session.notices);
        said.contains("picture.gif") && said.contains(".svg")
    };
    until(&mut harness, told);
    assert!(!path.exists());
}

#[test]
fn without_rows_it_is_said_that_nothing_can_be_drawn() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = on_table(home.path(), "me");
    send(&mut harness, Command::Table(TableCommand::Pictures));
    counted(&mut harness);
    let charts = table(harness.state()).pictures.charts().unwrap();
    assert_eq!(charts.counted.events, 0);
    send(&mut harness, Command::Table(TableCommand::Pictures));
    assert!(!harness.state().session.settings.pictures);
}
