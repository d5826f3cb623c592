//! Tables over small layers: what is shown, in which order, and where a cell leads.

use super::column::cell;
use super::keys::command_of;
use super::rows::ArticleRows;
use super::*;
use crate::analysis::incidents::Count;
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

/// Takes rows of articles that may all have a layer.
fn take(table: &mut Table, rows: Vec<ArticleRows>, catalogue: &Arc<Catalogue>) {
    table.take(rows, Arc::default(), |_| true, catalogue);
}

fn table(catalogue: &Arc<Catalogue>) -> Table {
    let mut table = Table::default();
    let rows = sample_rows();
    table.begin(None, vec![rows.article.clone()]);
    assert_eq!(table.next().0.len(), 1);
    assert_eq!(table.progress(), Some((0, 1)));
    take(&mut table, vec![rows], catalogue);
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
    let english = Arc::new(Catalogue::new(Locale::English));
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
    // As the interface calls them; the words of the text are told besides.
    let told = "aid workers, International Rescue Committee";
    assert_eq!(cells(&table, Column::Sources, &english)[6], told);
    let shown = cell(table.line(6).unwrap(), Column::Sources, &english);
    assert_eq!(shown.detail, "عمال إغاثة\nلجنة الإنقاذ الدولية");
    let told = "عمال إغاثة، لجنة الإنقاذ الدولية";
    assert_eq!(cells(&table, Column::Sources, &arabic)[6], told);
}

#[test]
fn rows_are_sorted_with_what_is_not_known_last_and_filtered_whatever_the_spelling() {
    let catalogue = Arc::new(Catalogue::new(Locale::English));
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
    let catalogue = Arc::new(Catalogue::new(Locale::English));
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
    let catalogue = Arc::new(Catalogue::new(Locale::English));
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
    let catalogue = Arc::new(Catalogue::new(Locale::English));
    let table = table(&catalogue);
    let all = table
        .copying(&catalogue)
        .text(&jobs::Progress::unwatched())
        .unwrap();
    assert_eq!(all.lines().count(), 11);
    let columns = table.columns().len();
    assert!(all.lines().all(|line| line.split('\t').count() == columns));
    let row = table.copied(7, &catalogue);
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

/// The rows of the sample as those of so many articles, each with its own dead.
fn many(count: u64) -> Vec<ArticleRows> {
    let sample = sample_rows();
    let article = |number: u64| {
        let mut rows = sample.clone();
        rows.article = format!("a-{number:08x}").parse().unwrap();
        for (place, filed) in (0..).zip(&mut rows.incidents) {
            let dead = (number * 7 + place) % 13;
            filed.row.killed.total.count = Count {
                low: Some(dead),
                best: Some(dead),
                most: Some(dead),
                open: false,
            };
        }
        rows
    };
    (0..count).map(article).collect()
}

fn gathered(articles: &[ArticleRows], catalogue: &Arc<Catalogue>) -> Table {
    let mut table = Table::default();
    let ids = articles.iter().map(|rows| rows.article.clone());
    table.begin(None, ids.collect());
    while table.progress().is_some() {
        let (next, _) = table.next();
        let rows = articles.iter().filter(|rows| next.contains(&rows.article));
        take(&mut table, rows.cloned().collect(), catalogue);
    }
    table
}

/// The articles of the rows with the numbers of the dead, from the first row on.
fn listed(table: &Table) -> Vec<(String, Option<u64>)> {
    let lines = (0..table.len()).map(|number| table.line(number).unwrap());
    let told = lines.map(|line| match line {
        Line::Incident(article, row) => (article.article.to_string(), row.killed.total.count.best),
        Line::Mention(article, row) => (article.article.to_string(), row.count.best),
        Line::Faction(row) => (row.names.en.clone(), Some(row.mentions as u64)),
    });
    told.collect()
}

#[test]
fn rows_that_come_later_stand_where_they_would_have_stood() {
    let catalogue = Arc::new(Catalogue::new(Locale::English));
    let articles = many(12);
    for (tab, column) in [
        (Tab::Incidents, None),
        (Tab::Incidents, Some(Column::Killed)),
        (Tab::Incidents, Some(Column::Attackers)),
        (Tab::Casualties, Some(Column::Count)),
        (Tab::Factions, Some(Column::Name)),
    ] {
        let show = |table: &mut Table| {
            table.set_tab(tab, &catalogue);
            column.iter().for_each(|c| table.sort_by(*c, &catalogue));
        };
        let mut whole = gathered(&articles, &catalogue);
        show(&mut whole);
        let mut table = gathered(&articles[..5], &catalogue);
        show(&mut table);
        for article in articles[5..].iter().rev() {
            table.renew(&article.article);
        }
        assert_eq!(table.next().0.len(), 7);
        for some in [7..9, 5..7, 9..12] {
            take(&mut table, articles[some].to_vec(), &catalogue);
        }
        // One that changes leaves its old places.
        let mut less = articles[2].clone();
        less.incidents.truncate(1);
        less.mentions.truncate(1);
        table.update(less, &catalogue);
        assert_ne!(listed(&table), listed(&whole), "{tab:?}");
        table.update(articles[2].clone(), &catalogue);
        // Those that came last have the last numbers, and only that tells equal rows apart.
        let sorted = |table: &Table| {
            let mut listed = listed(table);
            let by = |row: &(String, Option<u64>)| row.1;
            if column == Some(Column::Killed) {
                assert!(listed.is_sorted_by_key(|row| std::cmp::Reverse(by(row))));
            }
            listed.sort();
            listed
        };
        assert_eq!(sorted(&table), sorted(&whole), "{tab:?} {column:?}");
    }
}

#[test]
fn many_rows_are_looked_through_elsewhere_and_what_changes_meanwhile_is_not_lost() {
    let catalogue = Arc::new(Catalogue::new(Locale::English));
    let articles = many(FEW as u64 / 10 + 1);
    let mut table = gathered(&articles, &catalogue);
    let all = articles.len() * 10;
    assert_eq!(table.len(), all);
    let unwatched = jobs::Progress::unwatched();
    let ask = |text: &str| Filter {
        text: text.to_owned(),
        ..Filter::default()
    };
    table.set_filter(ask("no such words"), &catalogue);
    let outdated = table.sieve(&catalogue).unwrap();
    table.set_filter(ask("روسيا"), &catalogue);
    let sieve = table.sieve(&catalogue).unwrap();
    assert!(table.sieve(&catalogue).is_none(), "it is worked on");
    let mut gone = articles[3].clone();
    gone.incidents.clear();
    table.update(gone, &catalogue);
    assert_eq!(table.len(), all - 10, "at once");
    let (asked, rows) = outdated.sift(&unwatched).unwrap();
    table.answer(asked, rows, &catalogue);
    assert_eq!(table.len(), all - 10, "nobody asks for that any more");
    let (asked, rows) = sieve.sift(&unwatched).unwrap();
    assert_eq!(rows.rows.len(), articles.len() * 2);
    table.answer(asked, rows, &catalogue);
    assert!(!table.is_outdated());
    assert_eq!(table.len(), articles.len() * 2 - 2);
    assert!(table.sieve(&catalogue).is_none());
}

#[test]
fn a_row_that_changes_goes_where_it_belongs_and_the_cursor_with_it() {
    let catalogue = Arc::new(Catalogue::new(Locale::English));
    let articles = many(6);
    let mut table = gathered(&articles, &catalogue);
    table.sort_by(Column::Killed, &catalogue);
    let places = |table: &Table, article: &ArticleRows| -> Vec<usize> {
        let name = article.article.to_string();
        let rows = listed(table).into_iter().enumerate();
        let own = rows.filter(|(_, (of, _))| *of == name);
        own.map(|(place, _)| place).collect()
    };
    // As many rows as before, with other dead: they stand first now.
    let mut changed = articles[2].clone();
    for filed in &mut changed.incidents {
        filed.row.killed.total.count = Count::exact(1_000);
    }
    let last = places(&table, &changed).pop().unwrap();
    assert!(last > 10);
    table.point(last, 1);
    let rows = table.len();
    table.update(changed.clone(), &catalogue);
    assert_eq!(table.len(), rows);
    let listed_now = listed(&table);
    assert!(listed_now.is_sorted_by_key(|row| std::cmp::Reverse(row.1)));
    assert_eq!(places(&table, &changed), (0..10).collect::<Vec<_>>());
    // What stood last is the article's first incident.
    assert_eq!(table.cursor(), (0, 1));
    // What comes later finds its place among them.
    let mut late = articles[4].clone();
    late.incidents[0].row.killed.total.count = Count::exact(999);
    table.update(late.clone(), &catalogue);
    assert_eq!(places(&table, &late)[0], 10);
    // A filter that a row no longer fits hides it.
    table.set_filter(
        Filter {
            kind: Some("mortar".to_owned()),
            ..Filter::default()
        },
        &catalogue,
    );
    let mortars = table.len();
    assert!(mortars > 0);
    let mut other = changed;
    for filed in &mut other.incidents {
        filed.row.kind = "raid".to_owned();
    }
    table.update(other, &catalogue);
    assert!(table.len() < mortars);
}

#[test]
fn the_first_rows_come_soon_and_articles_without_a_layer_are_left() {
    let catalogue = Arc::new(Catalogue::new(Locale::English));
    let articles = many(1_000);
    let ids = |articles: &[ArticleRows]| -> Vec<ArticleId> {
        articles.iter().map(|rows| rows.article.clone()).collect()
    };
    let mut table = Table::default();
    table.begin_ahead(ids(&articles));
    assert!(table.is_wanted(), "before anybody looks");
    let (first, layers) = table.next();
    assert!(first.len() < 100 && layers.is_none());
    let of = |some: &[ArticleId]| -> Vec<ArticleRows> {
        let rows = articles.iter().filter(|rows| some.contains(&rows.article));
        rows.cloned().collect()
    };
    let some: BTreeSet<ArticleId> = ids(&articles[..300]).into_iter().collect();
    let open = articles[777].article.clone();
    let is_open = |id: &ArticleId| *id == open;
    table.take(of(&first), Arc::new(some.clone()), is_open, &catalogue);
    assert_eq!(table.len(), first.len() * 10);
    let (rest, layers) = table.next();
    assert_eq!(layers.as_deref(), Some(&some));
    assert_eq!(rest.len(), 301 - first.len());
    assert!(rest.contains(&open));
    table.take(of(&rest), Arc::new(some), is_open, &catalogue);
    assert_eq!((table.progress(), table.len()), (None, 3_010));
    assert!(!table.is_wanted());
    // What is outdated as a whole stays until it was gathered again.
    table.outdate();
    assert_eq!((table.progress(), table.len()), (Some((0, 1_000)), 3_010));
    assert!(!table.is_wanted(), "until somebody looks");
}
