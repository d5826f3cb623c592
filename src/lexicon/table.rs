//! Reads the tables.

use std::collections::HashMap;

use super::{Entry, Lexicon, Table};

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

pub(super) fn built_in() -> Lexicon {
    let mut lexicon = Lexicon::default();
    let tables = [
        (table!("factions.tsv"), faction as Reader),
        (table!("strikes.tsv"), strike),
        (table!("casualties.tsv"), casualty),
        (table!("places.tsv"), place),
        (table!("calendar.tsv"), calendar),
    ];
    for ((file, text), reader) in tables {
        read(&mut lexicon, file, text, reader);
    }
    let (file, text) = table!("words.tsv");
    let broken = lexicon.words.read(file, text);
    lexicon.broken.extend(broken);
    let (_, text) = table!("generic-by-country.tsv");
    for line in text.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        if let [generic, country, id, ..] = columns[..] {
            let key = (generic.to_owned(), country.to_owned());
            lexicon.generic.insert(key, id.to_owned());
        }
    }
    lexicon
}

/// Columns by name.
type Row<'a> = HashMap<&'a str, &'a str>;
/// What a row becomes: an entry and its forms, `|` between them.
type Reader = fn(&Row<'_>) -> Option<(Entry, String)>;

fn read(lexicon: &mut Lexicon, file: &str, text: &str, reader: Reader) {
    let mut lines = text.lines().enumerate();
    let Some((_, header)) = lines.next() else {
        return;
    };
    let header: Vec<&str> = header.split('\t').collect();
    for (number, line) in lines {
        if line.trim().is_empty() {
            continue;
        }
        let row: Row<'_> = header.iter().copied().zip(line.split('\t')).collect();
        let Some((entry, written)) = reader(&row) else {
            lexicon.broken.push(Broken {
                file: file.to_owned(),
                line: number + 1,
                what: format!("it needs the columns {}", header.join(", ")),
            });
            continue;
        };
        lexicon.add(entry, &forms(&written));
    }
}

/// Forms: `~` before one that counts only in context, `=N` after one that implies a number.
fn forms(written: &str) -> Vec<(String, bool, Option<u64>)> {
    let mut forms = Vec::new();
    for form in written.split('|').map(str::trim).filter(|f| !f.is_empty()) {
        let (form, count) = match form.rsplit_once('=') {
            Some((form, count)) if count.parse::<u64>().is_ok() => (form, count.parse().ok()),
            _ => (form, None),
        };
        let (form, contextual) = match form.strip_prefix('~') {
            Some(form) => (form, true),
            None => (form, false),
        };
        // A name with something in brackets is for display only.
        if !form.contains('(') {
            forms.push((form.to_owned(), contextual, count));
        }
    }
    // Where the name itself stands among the contextual forms it counts only there too.
    let contextual: Vec<String> = forms
        .iter()
        .filter(|(_, contextual, _)| *contextual)
        .map(|(form, ..)| form.clone())
        .collect();
    for (form, is_contextual, _) in &mut forms {
        *is_contextual |= contextual.contains(form);
    }
    forms
}

fn entry(table: Table, row: &Row<'_>) -> Option<Entry> {
    let get = |name: &str| row.get(name).copied().unwrap_or("").to_owned();
    Some(Entry {
        table,
        id: row
            .get("id")
            .copied()
            .filter(|id| !id.is_empty())?
            .to_owned(),
        class: get("class"),
        pos: get("pos"),
        kind: get("kind"),
        victim: get("victim"),
        civilian: get("civilian"),
        country: get("country"),
        names: [get("canonical_en"), get("canonical_ar")],
        coordinates: None,
        prior: row.get("prior").and_then(|p| p.parse().ok()).unwrap_or(0.9),
    })
}

fn faction(row: &Row<'_>) -> Option<(Entry, String)> {
    let mut entry = entry(Table::Factions, row)?;
    entry.class = (*row.get("side")?).to_owned();
    let forms = format!(
        "{}|{}|{}",
        entry.names[1],
        entry.names[0],
        row.get("aliases")?
    );
    Some((entry, forms))
}

fn strike(row: &Row<'_>) -> Option<(Entry, String)> {
    let entry = entry(Table::Strikes, row)?;
    Some((entry, (*row.get("forms")?).to_owned()))
}

fn casualty(row: &Row<'_>) -> Option<(Entry, String)> {
    let mut entry = entry(Table::Casualties, row)?;
    entry.kind = (*row.get("effect")?).to_owned();
    Some((entry, (*row.get("forms")?).to_owned()))
}

fn place(row: &Row<'_>) -> Option<(Entry, String)> {
    let mut entry = entry(Table::Places, row)?;
    entry.class = (*row.get("type")?).to_owned();
    let number = |name: &str| row.get(name).and_then(|n| n.parse::<f64>().ok());
    entry.coordinates = number("lat").zip(number("lon"));
    let forms = format!(
        "{}|{}|{}",
        entry.names[1],
        entry.names[0],
        row.get("aliases")?
    );
    Some((entry, forms))
}

fn calendar(row: &Row<'_>) -> Option<(Entry, String)> {
    let kind = row.get("kind")?;
    let value = row.get("value")?;
    let mut entry = Entry {
        table: Table::Calendar,
        id: format!("{kind}:{value}"),
        class: (*kind).to_owned(),
        pos: String::new(),
        kind: (*value).to_owned(),
        victim: String::new(),
        civilian: String::new(),
        country: String::new(),
        names: [String::new(), String::new()],
        coordinates: None,
        prior: 0.9,
    };
    entry.country = row.get("region").copied().unwrap_or("").to_owned();
    Some((entry, (*row.get("forms")?).to_owned()))
}
