//! Tables over small layers: what is shown, in which order, and where a cell leads.

use super::column::cell;
use super::keys::command_of;
use super::rows::ArticleRows;
use super::*;
use crate::lexicon::Lexicon;
use crate::session::command::TableCommand;
use crate::session::keymap::{Chord, Key};
use crate::session::locale::Locale;
use crate::store::{Opened, sample};

/// The rows of the sample's reference layer.
fn sample_rows() -> ArticleRows {
    let folder = tempfile::tempdir().unwrap();
    sample::copy_to(folder.path()).unwrap();
    let whose = "reference".parse().unwrap();
    let opened = Opened::read_only(folder.path(), &whose).unwrap();
    let (metas, _) = opened.store.list().unwrap();
    let (text, _) = opened.store.load_text(&metas[0].id).unwrap();
    let layer = opened
        .store
        .load_layer(&whose, &metas[0].id, &text)
        .unwrap();
    let senses = opened.project.schema.senses();
    let lexicon = Lexicon::built_in();
    ArticleRows::of(&layer.layer, text.as_str(), &metas[0], lexicon, &senses)
}

fn table(catalogue: &Catalogue) -> Table {
    let mut table = Table::default();
    let rows = sample_rows();
    table.begin(None, vec![rows.article.clone()]);
    assert_eq!(table.next().len(), 1);
    assert_eq!(table.progress(), Some((0, 1)));
    table.take(vec![rows], catalogue);
    assert_eq!(table.progress(), None);
    table
}

/// The cells of a column, from the first row on.
fn cells(table: &Table, column: Column, catalogue: &Catalogue) -> Vec<String> {
    let lines = (0..table.len()).map(|number| table.line(number).unwrap());
    lines
        .map(|line| cell(line, column, catalogue).words)
        .collect()
}

#[test]
fn the_sample_shows_its_incidents_in_both_languages() {
    let english = Catalogue::new(Locale::English);
    let arabic = Catalogue::new(Locale::Arabic);
    let table = table(&english);
    let killed = ["", "", "", "", "", "", "", "7+", "", ""];
    assert_eq!(cells(&table, Column::Killed, &english), killed);
    assert_eq!(cells(&table, Column::Injured, &english)[6], "4");
    assert_eq!(cells(&table, Column::Strikes, &english)[0], "30+");
    assert_eq!(cells(&table, Column::Date, &english)[0], "2017-02-13–14 *");
    assert_eq!(
        cells(&table, Column::Attackers, &english)[0],
        "Russian Federation"
    );
    assert_eq!(cells(&table, Column::Attackers, &arabic)[0], "روسيا");
    assert_eq!(
        cells(&table, Column::Sources, &english)[6],
        "عمال إغاثة, لجنة الإنقاذ الدولية"
    );
}

#[test]
fn rows_are_sorted_with_what_is_not_known_last_and_filtered_whatever_the_spelling() {
    let catalogue = Catalogue::new(Locale::English);
    let mut table = table(&catalogue);
    table.set_tab(Tab::Casualties, &catalogue);
    table.sort_by(Column::Count, &catalogue);
    assert_eq!(
        cells(&table, Column::Count, &catalogue)[..3],
        ["7+", "4", ""]
    );
    table.sort_by(Column::Count, &catalogue);
    assert_eq!(
        cells(&table, Column::Count, &catalogue)[..3],
        ["4", "7+", ""]
    );
    table.sort_by(Column::Count, &catalogue);
    assert_eq!(table.sort(), None);
    let filter = |text: &str, kind: Option<&str>| Filter {
        text: text.to_owned(),
        kind: kind.map(str::to_owned),
        ..Filter::default()
    };
    for (text, kind, expected) in [
        ("اسره", None, 1),
        ("المُسعفين", None, 1),
        ("", Some("injured"), 1),
        ("nobody", None, 0),
    ] {
        table.set_filter(filter(text, kind), &catalogue);
        assert_eq!(table.len(), expected, "{text} {kind:?}");
    }
}

#[test]
fn a_cell_leads_to_the_words_it_rests_on() {
    let catalogue = Catalogue::new(Locale::English);
    let mut table = table(&catalogue);
    let text = sample_rows();
    let killed = table.columns().iter().position(|c| *c == Column::Killed);
    table.point(7, killed.unwrap());
    let (_, range) = table.target(&catalogue).unwrap();
    let words = text.mentions.iter().find(|m| Some(m.row.range) == range);
    assert!(words.unwrap().row.words.starts_with("سبعة على الأقل"));
    // A number that nobody states leads to what says that it happened.
    table.point(4, killed.unwrap());
    let (_, range) = table.target(&catalogue).unwrap();
    let words = text.mentions.iter().find(|m| Some(m.row.range) == range);
    assert_eq!(words.unwrap().row.words, "أطلق");
}

#[test]
fn factions_are_counted_over_articles() {
    let catalogue = Catalogue::new(Locale::English);
    let mut table = table(&catalogue);
    table.set_tab(Tab::Factions, &catalogue);
    let names = cells(&table, Column::Name, &catalogue);
    assert_eq!(names[0], "Syrian armed opposition");
    let at = names.iter().position(|name| name == "Civilians").unwrap();
    assert_eq!(cells(&table, Column::AsAttacked, &catalogue)[at], "3");
    assert_eq!(cells(&table, Column::Mentions, &catalogue)[at], "0");
}

#[test]
fn what_is_copied_has_a_tab_between_cells_and_a_line_a_row() {
    let catalogue = Catalogue::new(Locale::English);
    let table = table(&catalogue);
    let all = table.copied(None, &catalogue);
    assert_eq!(all.lines().count(), 11);
    let columns = table.columns().len();
    assert!(all.lines().all(|line| line.split('\t').count() == columns));
    let row = table.copied(Some(7), &catalogue);
    assert_eq!(Some(row.as_str()), all.lines().nth(8));
}

#[test]
fn every_table_and_column_has_a_name() {
    for locale in [Locale::English, Locale::Arabic] {
        let catalogue = Catalogue::new(locale);
        for tab in Tab::ALL {
            let columns = Column::of(tab).iter().map(|column| column.key());
            for key in columns.chain([tab.key()]) {
                assert_ne!(catalogue.t(key), key);
            }
        }
    }
}

#[test]
fn the_arrows_go_the_way_they_point() {
    let plain = Chord::plain;
    let step = |step| Some(TableCommand::Move(step));
    for rtl in [false, true] {
        let onward = if rtl { 1 } else { -1 };
        assert_eq!(
            command_of(plain(Key::Left), rtl),
            step(Move::Columns(onward))
        );
        assert_eq!(command_of(plain(Key::Down), rtl), step(Move::Rows(1)));
        assert_eq!(command_of(plain(Key::Tab), rtl), None);
    }
}
