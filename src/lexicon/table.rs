//! Reads the tables.

use std::borrow::Cow;

use super::layer::Layer;
use super::{Entry, Needs, Table, words};
use crate::text::number;

/// A line of a table that was left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}; the line is left out")]
pub struct Broken {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

macro_rules! table {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lexicon/", $name)),
        )
    };
}

/// The table of word classes.
pub(super) const WORDS: (&str, &str) = table!("words.tsv");

/// The table of the classes that strikes, casualties and dates ask about.
pub(super) const WORDS_OF_EVENTS: (&str, &str) = table!("words-events.tsv");

/// The tables that are compiled in.
const BUILT_IN: [(&str, &str); 10] = [
    table!("factions.tsv"),
    table!("strikes.tsv"),
    table!("casualties.tsv"),
    table!("places.tsv"),
    table!("places-towns.tsv"),
    table!("sources.tsv"),
    table!("targets.tsv"),
    table!("calendar.tsv"),
    table!("generic-by-country.tsv"),
    WORDS,
];

/// The tables that are compiled in, as a layer.
pub(super) fn built_in() -> Layer {
    let mut layer = Layer::default();
    for (file, text) in BUILT_IN.into_iter().chain([WORDS_OF_EVENTS]) {
        read(&mut layer, file, text);
    }
    layer.add_openers(number::openers());
    layer
}

/// Reads a table into a layer; the name of its file says which table it is, with or without
/// something after a hyphen: `places.tsv`, `places-daraa.tsv`.
pub(super) fn read(layer: &mut Layer, file: &str, text: &str) {
    let stem = file.strip_suffix(".tsv").unwrap_or(file);
    let named = |table: &str| {
        let rest = stem.strip_prefix(table);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    // A byte order mark is no part of the first column's name.
    let text = text.trim_start_matches('\u{feff}');
    let readers = [
        ("factions", faction as Reader),
        ("strikes", strike),
        ("casualties", casualty),
        ("places", place),
        ("calendar", calendar),
        ("sources", source),
        ("targets", target),
    ];
    if named("words") {
        let broken = words::read(file, text, |class, value, word| {
            layer.add_class(word, class, value);
        });
        layer.broken.extend(broken);
    } else if named("generic-by-country") {
        for line in text.lines().skip(1) {
            let mut columns = line.split('\t');
            if let (Some(generic), Some(country), Some(id)) =
                (columns.next(), columns.next(), columns.next())
            {
                layer.add_generic(generic, country, id);
            }
        }
    } else if let Some((_, reader)) = readers.iter().find(|(table, _)| named(table)) {
        read_entries(layer, file, text, *reader);
    } else {
        let names: Vec<&str> = readers.iter().map(|(name, _)| *name).collect();
        layer.broken.push(Broken {
            file: file.to_owned(),
            line: 1,
            what: format!(
                "its name says no table; there are {}, words and generic-by-country",
                names.join(", ")
            ),
        });
    }
}

/// The forms of an entry of the tables of factions or places that are compiled in.
pub(super) fn written(table: Table, id: &str) -> Vec<(String, bool)> {
    let (prefix, reader) = match table {
        Table::Factions => ("factions", faction as Reader),
        Table::Places => ("places", place as Reader),
        _ => return Vec::new(),
    };
    let mut tables = BUILT_IN.iter().filter(|(file, _)| file.starts_with(prefix));
    let found = tables.find_map(|(_, text)| {
        let header: Vec<&str> = text.lines().next()?.split('\t').collect();
        let line = text.lines().skip(1).find(|line| {
            let (first, _) = line.split_once('\t').unwrap_or_default();
            first == id
        })?;
        let row = Row {
            header: &header,
            cells: line.split('\t').collect(),
        };
        let (_, written) = reader(&row)?;
        let forms = forms(&written);
        let shown = forms.iter().map(|f| (f.words.to_string(), f.contextual));
        Some(shown.collect())
    });
    found.unwrap_or_default()
}

/// A line's columns by name.
struct Row<'a> {
    header: &'a [&'a str],
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        let at = self.header.iter().position(|column| *column == name)?;
        self.cells.get(at).copied()
    }
}

/// The forms of an entry as up to three cells write them, `|` between those of a cell.
type Cells<'a> = [Cow<'a, str>; 3];

/// What a row becomes: an entry and its forms.
type Reader = for<'a> fn(&Row<'a>) -> Option<(Entry, Cells<'a>)>;

fn read_entries(layer: &mut Layer, file: &str, text: &str, reader: Reader) {
    let mut lines = text.lines().enumerate();
    let Some((_, header)) = lines.next() else {
        return;
    };
    let header: Vec<&str> = header.split('\t').collect();
    for (number, line) in lines {
        if line.trim().is_empty() {
            continue;
        }
        let row = Row {
            header: &header,
            cells: line.split('\t').collect(),
        };
        match reader(&row) {
            Some((entry, written)) => layer.add(entry, &forms(&written)),
            None => layer.broken.push(Broken {
                file: file.to_owned(),
                line: number + 1,
                what: format!("it needs the columns {}", header.join(", ")),
            }),
        }
    }
}

/// A form as a table writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written<'a> {
    /// Its words.
    pub(super) words: Cow<'a, str>,
    /// Whether it counts only in context.
    pub(super) contextual: bool,
    /// The number it implies.
    pub(super) count: Option<u64>,
}

/// Forms: `~` before one that counts only in context, `=N` after one that implies a number.
fn forms<'a>(written: &'a Cells<'_>) -> Vec<Written<'a>> {
    let mut forms = Vec::new();
    let cells = written.iter().flat_map(|cell| cell.split('|'));
    for form in cells.map(str::trim).filter(|form| !form.is_empty()) {
        let counts = form.ends_with(|c: char| c.is_ascii_digit());
        let (form, count) = match form.rsplit_once('=').filter(|_| counts) {
            Some((form, count)) if count.parse::<u64>().is_ok() => (form, count.parse().ok()),
            _ => (form, None),
        };
        let (words, contextual) = match form.strip_prefix('~') {
            Some(form) => (form, true),
            None => (form, false),
        };
        if let Some(stem) = words.strip_prefix('*') {
            let inflected = words::inflections(stem);
            forms.extend(inflected.map(|(words, count)| Written {
                words: words.into(),
                contextual,
                count,
            }));
            continue;
        }
        // A name with something in brackets is for display only.
        if !words.contains('(') {
            forms.push(Written {
                words: words.into(),
                contextual,
                count,
            });
        }
    }
    // Where the name itself stands among the contextual forms it counts only there too.
    let contextual: Vec<Cow<'_, str>> = forms
        .iter()
        .filter(|form| form.contextual)
        .map(|form| form.words.clone())
        .collect();
    for form in &mut forms {
        form.contextual |= contextual.contains(&form.words);
    }
    forms
}

fn entry(table: Table, row: &Row<'_>) -> Option<Entry> {
    let get = |name: &str| row.get(name).unwrap_or("").to_owned();
    Some(Entry {
        table,
        id: row.get("id").filter(|id| !id.is_empty())?.to_owned(),
        class: get("class"),
        pos: get("pos"),
        kind: get("kind"),
        victim: get("victim"),
        civilian: get("civilian"),
        country: get("country"),
        admin1: get("admin1_en"),
        names: [get("canonical_en"), get("canonical_ar")],
        coordinates: None,
        prior: row.get("prior").and_then(|p| p.parse().ok()).unwrap_or(0.9),
        valid: [None, None],
        needs: needs(row.get("needs").unwrap_or("-"))?,
        framing: get("framing"),
    })
}

fn needs(name: &str) -> Option<Needs> {
    Some(match name {
        "-" => Needs::Nothing,
        "violence" => Needs::Violence,
        "alone" => Needs::Alone,
        "weapon" => Needs::Weapon,
        "struck" => Needs::Struck,
        "fall" => Needs::Fall,
        "blast" => Needs::Blast,
        "launched" => Needs::Launched,
        "fire" => Needs::Fire,
        "claimed" => Needs::Claimed,
        _ => return None,
    })
}

/// The forms of the column that only lists forms.
fn listed<'a>(row: &Row<'a>) -> Option<Cells<'a>> {
    Some([row.get("forms")?, "", ""].map(Cow::from))
}

/// The names of an entry, and its other forms.
fn named<'a>(row: &Row<'a>) -> Option<Cells<'a>> {
    let name = |column: &str| row.get(column).unwrap_or("");
    let cells = [
        name("canonical_ar"),
        name("canonical_en"),
        row.get("aliases")?,
    ];
    Some(cells.map(Cow::from))
}

fn faction<'a>(row: &Row<'a>) -> Option<(Entry, Cells<'a>)> {
    let mut entry = entry(Table::Factions, row)?;
    entry.class = row.get("side")?.to_owned();
    Some((entry, named(row)?))
}

fn strike<'a>(row: &Row<'a>) -> Option<(Entry, Cells<'a>)> {
    Some((entry(Table::Strikes, row)?, listed(row)?))
}

fn casualty<'a>(row: &Row<'a>) -> Option<(Entry, Cells<'a>)> {
    let mut entry = entry(Table::Casualties, row)?;
    entry.kind = row.get("effect")?.to_owned();
    let mut forms = row.get("forms")?.to_owned();
    // Who is harmed may be known already.
    if matches!(entry.class.as_str(), "victim" | "count_noun") {
        let indefinite = |form: &&str| !form.starts_with("ال") && !form.contains([' ', '*']);
        let written = forms.clone();
        for form in written.split('|').filter(indefinite) {
            if !form.is_ascii() {
                forms.push_str("|ال");
                forms.push_str(form);
            }
        }
    }
    Some((entry, [forms.into(), "".into(), "".into()]))
}

fn place<'a>(row: &Row<'a>) -> Option<(Entry, Cells<'a>)> {
    let mut entry = entry(Table::Places, row)?;
    entry.class = row.get("type")?.to_owned();
    let number = |name: &str| row.get(name).and_then(|n| n.parse::<f64>().ok());
    entry.coordinates = number("lat").zip(number("lon"));
    Some((entry, named(row)?))
}

fn source<'a>(row: &Row<'a>) -> Option<(Entry, Cells<'a>)> {
    Some((entry(Table::Sources, row)?, listed(row)?))
}

fn target<'a>(row: &Row<'a>) -> Option<(Entry, Cells<'a>)> {
    Some((entry(Table::Targets, row)?, listed(row)?))
}

fn calendar<'a>(row: &Row<'a>) -> Option<(Entry, Cells<'a>)> {
    let kind = row.get("kind")?;
    let value = row.get("value")?;
    let mut entry = Entry {
        table: Table::Calendar,
        id: format!("{kind}:{value}"),
        class: kind.to_owned(),
        pos: String::new(),
        kind: value.to_owned(),
        victim: String::new(),
        civilian: String::new(),
        country: String::new(),
        admin1: String::new(),
        names: [String::new(), String::new()],
        coordinates: None,
        prior: 0.9,
        valid: [None, None],
        needs: Needs::Nothing,
        framing: String::new(),
    };
    entry.country = row.get("region").unwrap_or("").to_owned();
    Some((entry, listed(row)?))
}
