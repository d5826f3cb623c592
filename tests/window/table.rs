//! The tables over the whole project: seen, sorted and filtered, a cell opened at its words.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::session::command::{ArticleCommand, Command, TableCommand, View};
use hashiya::session::settings::Language;
use hashiya::session::table::{Column, Filter, Tab, Table};
use hashiya::ui::app::App;

use crate::drive::{press, select, send, until, window};

fn table(app: &App) -> &Table {
    &app.session.project.as_ref().unwrap().table
}

/// The window with the table of somebody's incidents.
pub(crate) fn on_table(home: &std::path::Path, whose: &str) -> Harness<'static, App> {
    let mut harness = window(home);
    press(&mut harness, Modifiers::COMMAND, Key::T);
    let whose = TableCommand::Whose(whose.parse().unwrap());
    send(&mut harness, Command::Table(whose));
    until(&mut harness, |app| {
        table(app).shown && table(app).progress().is_none()
    });
    harness.run_steps(2);
    harness
}

/// The words that are selected in the open article.
fn selected(app: &App) -> Option<&str> {
    let open = app.session.open()?;
    open.selection?.of(open.text.as_str())
}

#[test]
fn a_number_leads_to_the_words_it_rests_on() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = on_table(home.path(), "reference");
    assert_eq!(table(harness.state()).len(), 10);
    harness.get_by_role_and_label(Role::ColumnHeader, "Killed");
    let cell = harness.get_by_role_and_label(Role::Cell, "Killed: 7+");
    let place = cell.rect().center();
    harness.event(egui::Event::PointerMoved(place));
    harness.step();
    for pressed in [true, false, true, false] {
        // In one frame: an event of the harness takes longer than a double click may.
        let events = &mut harness.input_mut().events;
        events.push(egui::Event::PointerButton {
            pos: place,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    harness.run_steps(2);
    assert!(!table(harness.state()).shown);
    let words = "سبعة على الأقل من أعضاء أسرة واحدة";
    until(&mut harness, |app| selected(app).is_some());
    assert_eq!(selected(harness.state()), Some(words));
    let open = harness.state().session.open().unwrap();
    assert_eq!(open.layer.annotator().as_str(), "reference");
}

#[test]
fn the_keys_move_the_cursor_and_open_the_article() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = on_table(home.path(), "reference");
    for (key, cursor) in [
        (Key::ArrowDown, (1, 0)),
        (Key::ArrowRight, (1, 1)),
        (Key::End, (9, 1)),
        (Key::ArrowDown, (9, 1)),
        (Key::PageUp, (0, 1)),
        (Key::ArrowLeft, (0, 0)),
    ] {
        press(&mut harness, Modifiers::NONE, key);
        assert_eq!(table(harness.state()).cursor(), cursor, "{key:?}");
    }
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |app| selected(app).is_some());
    send(&mut harness, Command::View(View::Table));
    send(
        &mut harness,
        Command::View(View::SetLanguage(Language::Arabic)),
    );
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(table(harness.state()).cursor(), (0, 1), "mirrored");
    let kind = harness.get_by_role_and_label(Role::ColumnHeader, "النوع");
    let date = harness.get_by_role_and_label(Role::ColumnHeader, "التاريخ");
    assert!(date.rect().center().x > kind.rect().center().x);
}

#[test]
fn a_step_taken_back_takes_its_row_along_in_the_same_frame() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    select(&mut harness, "شديد التحصين");
    press(&mut harness, Modifiers::NONE, Key::Num4);
    press(&mut harness, Modifiers::COMMAND, Key::T);
    send(
        &mut harness,
        Command::Table(TableCommand::Tab(Tab::Casualties)),
    );
    until(&mut harness, |app| {
        table(app).progress().is_none() && table(app).len() == 1
    });
    let filter = |text: &str| {
        Command::Table(TableCommand::Filter(Filter {
            text: text.to_owned(),
            ..Filter::default()
        }))
    };
    send(&mut harness, filter("تحصين"));
    assert_eq!(table(harness.state()).len(), 1);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(table(harness.state()).len(), 0);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(table(harness.state()).len(), 1);
}

#[test]
fn what_is_proposed_is_decided_about_from_the_table() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let joined = |app: &App| app.session.open().is_some_and(|open| open.is_joined());
    until(&mut harness, joined);
    let open = harness.state().session.open().unwrap();
    let proposed = open.waiting().incidents as usize;
    assert!(proposed > 2, "{proposed}");
    press(&mut harness, Modifiers::COMMAND, Key::T);
    let gathered = |app: &App| table(app).shown && table(app).progress().is_none();
    until(&mut harness, gathered);
    assert_eq!(table(harness.state()).len(), 0, "nothing is decided");
    send(&mut harness, Command::Table(TableCommand::Proposed));
    until(&mut harness, gathered);
    harness.run_steps(2);
    assert_eq!(table(harness.state()).len(), proposed);
    let kept = |app: &App| {
        let layer = &app.session.open().unwrap().layer;
        (layer.incidents().len(), layer.refusals().len())
    };
    press(&mut harness, Modifiers::NONE, Key::Space);
    assert_eq!(kept(harness.state()), (1, 0));
    until(&mut harness, gathered);
    assert_eq!(
        table(harness.state()).len(),
        proposed,
        "one of them is decided"
    );
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    assert_eq!(kept(harness.state()), (1, 1));
    until(&mut harness, gathered);
    assert_eq!(table(harness.state()).len(), proposed - 1);
    // Each is one step back.
    for left in [(1, 0), (0, 0)] {
        press(&mut harness, Modifiers::COMMAND, Key::Z);
        assert_eq!(kept(harness.state()), left);
    }
    until(&mut harness, gathered);
    assert_eq!(table(harness.state()).len(), proposed);
    // Without them only what is decided is left.
    send(&mut harness, Command::Table(TableCommand::Proposed));
    assert_eq!(table(harness.state()).len(), 0);
}

#[test]
fn a_column_is_dragged_to_another_place_and_stays_there() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = on_table(home.path(), "reference");
    let place = |harness: &Harness<'static, App>, name: &str| {
        let head = harness.get_by_role_and_label(Role::ColumnHeader, name);
        head.rect().center()
    };
    let (from, to) = (place(&harness, "Killed"), place(&harness, "Date"));
    let button = |at, pressed| egui::Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    harness.event(egui::Event::PointerMoved(from));
    harness.event(button(from, true));
    harness.step();
    for at in [from + (to - from) * 0.5, to] {
        harness.event(egui::Event::PointerMoved(at));
        harness.step();
    }
    harness.event(button(to, false));
    harness.run_steps(2);
    let first = [Column::Killed, Column::Date, Column::Kind];
    assert_eq!(table(harness.state()).columns()[..3], first);
    assert_eq!(table(harness.state()).sort(), None, "it was no click");
    assert!(place(&harness, "Killed").x < place(&harness, "Date").x);
    // The cursor has stayed with its column, and by key both go on.
    assert_eq!(table(harness.state()).cursor(), (0, 1));
    let ctrl_shift = Modifiers::COMMAND | Modifiers::SHIFT;
    press(&mut harness, ctrl_shift, Key::ArrowRight);
    let then = [Column::Killed, Column::Kind, Column::Date];
    assert_eq!(table(harness.state()).columns()[..3], then);
    assert_eq!(table(harness.state()).cursor(), (0, 2));
    // The next project shows it so as well.
    assert_eq!(
        &harness.state().session.settings.columns,
        table(harness.state()).chosen()
    );
    send(&mut harness, Command::Table(TableCommand::UsualColumns));
    let usual = [Column::Date, Column::Kind, Column::Attackers];
    assert_eq!(table(harness.state()).columns()[..3], usual);
}

#[test]
fn columns_that_find_no_room_are_scrolled_to_with_the_cursor() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = on_table(home.path(), "reference");
    harness.set_size(egui::vec2(820.0, 560.0));
    harness.run_steps(3);
    let cell = |harness: &Harness<'static, App>, words: &str| {
        let mut cells = harness.query_all_by_label_contains(words);
        cells.next().map(|cell| cell.rect())
    };
    let date = cell(&harness, "Date: 2017").unwrap();
    assert!(date.width() > 100.0, "the date can be read: {date:?}");
    let last = table(harness.state()).columns().len() - 1;
    for _ in 0..last {
        press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    }
    harness.run_steps(2);
    let article = cell(&harness, "Article: ").unwrap();
    assert!(article.right() <= 820.0, "{article:?}");
    let head = harness.get_by_role_and_label(Role::ColumnHeader, "Article");
    let apart = (head.rect().right() - article.right()).abs();
    assert!(apart < 1.0, "the head goes along: {apart}");
}

#[test]
fn rows_are_there_before_anybody_looks_and_go_with_their_article() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config");
    std::fs::create_dir_all(&config).unwrap();
    // Whoever has this name has the finished layer.
    let settings = r#"(annotator: "Reference", suggestions: false)"#;
    std::fs::write(config.join("settings.ron"), settings).unwrap();
    let mut harness = window(home.path());
    until(&mut harness, |app| table(app).progress().is_none());
    assert!(!table(harness.state()).shown);
    assert_eq!(table(harness.state()).len(), 10);
    press(&mut harness, Modifiers::COMMAND, Key::T);
    harness.get_by_role_and_label(Role::Cell, "Killed: 7+");
    press(&mut harness, Modifiers::COMMAND, Key::T);
    send(&mut harness, Command::Article(ArticleCommand::Remove));
    press(&mut harness, Modifiers::COMMAND, Key::T);
    assert_eq!(table(harness.state()).len(), 0);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    until(&mut harness, |app| table(app).len() == 10);
}

#[test]
fn an_empty_table_leads_to_what_has_rows() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    press(&mut harness, Modifiers::COMMAND, Key::T);
    until(&mut harness, |app| table(app).progress().is_none());
    assert!(table(harness.state()).is_empty());
    let offer = "Show the layer of \u{2068}Reference · المرجع\u{2069}";
    harness.get_by_role_and_label(Role::Button, offer).click();
    until(&mut harness, |app| table(app).len() == 10);
    let filter = Filter {
        text: "no such words".to_owned(),
        ..Filter::default()
    };
    send(&mut harness, Command::Table(TableCommand::Filter(filter)));
    assert!(table(harness.state()).is_empty());
    harness
        .get_by_role_and_label(Role::Button, "Show all rows")
        .click();
    until(&mut harness, |app| table(app).len() == 10);
    assert!(table(harness.state()).whose().is_some(), "still that layer");
}
