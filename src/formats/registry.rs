//! Factions or places as a table, with the columns of the program's own lists: tab-separated,
//! one a line, `|` between other names, `~` before one that counts only in context.
//!
//! A list written here can be read back, edited in any editor or spreadsheet, or dropped into
//! the folder `lexicon` of another project. Columns are found by their names; besides those of
//! the program's lists there are `note`, `from` and `until`.

use jiff::civil::Date;

use crate::model::registry::{Alias, EntryKind};
use crate::model::schema::Bilingual;

/// A faction or place as a line of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The number of the line, from 1; not written.
    pub number: usize,
    /// What spans call it; empty for a new one.
    pub id: String,
    /// Its names.
    pub names: Bilingual,
    /// The side of a faction, the type of a place.
    pub class: String,
    /// Its country: an English name for factions, a code for places.
    pub country: String,
    /// The English name of the first-order division a place lies in.
    pub admin1: String,
    /// Latitude and longitude of a place, in degrees.
    pub coordinates: Option<(f64, f64)>,
    /// Its other names.
    pub aliases: Vec<Alias>,
    /// A note for people.
    pub note: String,
    /// The first day it is meant.
    pub from: Option<Date>,
    /// The last day it is meant.
    pub until: Option<Date>,
}

/// A table that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it is of.
    pub kind: EntryKind,
    /// Its lines, those left out that cannot be read.
    pub lines: Vec<Line>,
    /// What is wrong with those.
    pub broken: Vec<Broken>,
}

/// A line that was left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}; the line is left out")]
pub struct Broken {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it, and what to do.
    pub what: String,
}

/// The columns of a kind, in the order in which they are written.
fn columns(kind: EntryKind) -> &'static [&'static str] {
    match kind {
        EntryKind::Faction => &[
            "id",
            "canonical_en",
            "canonical_ar",
            "side",
            "country",
            "aliases",
            "note",
            "from",
            "until",
        ],
        EntryKind::Place => &[
            "id",
            "canonical_en",
            "canonical_ar",
            "type",
            "country",
            "admin1_en",
            "lat",
            "lon",
            "aliases",
            "note",
            "from",
            "until",
        ],
    }
}

/// A table of lines.
#[must_use]
pub fn write(kind: EntryKind, lines: &[Line]) -> String {
    let columns = columns(kind);
    let mut table = columns.join("\t");
    for line in lines {
        let cells = columns.iter().map(|column| plain(&cell(line, column)));
        table.push('\n');
        table.push_str(&cells.collect::<Vec<_>>().join("\t"));
    }
    table.push('\n');
    table
}

/// A text in a cell: a table has no way to write tabs and line breaks.
fn plain(text: &str) -> String {
    text.split(['\t', '\n', '\r'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn cell(line: &Line, column: &str) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let number = |number: Option<f64>| number.map(|n| n.to_string()).unwrap_or_default();
    let (lat, lon) = line.coordinates.unzip();
    match column {
        "id" => line.id.clone(),
        "canonical_en" => line.names.en.clone(),
        "canonical_ar" => line.names.ar.clone(),
        "side" | "type" => line.class.clone(),
        "country" => line.country.clone(),
        "admin1_en" => line.admin1.clone(),
        "lat" => number(lat),
        "lon" => number(lon),
        "aliases" => {
            let names = line.aliases.iter().map(|alias| {
                let mark = if alias.contextual { "~" } else { "" };
                // A bar parts names.
                format!("{mark}{}", alias.name.replace('|', "/"))
            });
            names.collect::<Vec<_>>().join("|")
        }
        "note" => line.note.clone(),
        "from" => day(line.from),
        "until" => day(line.until),
        _ => String::new(),
    }
}

/// Reads a table.
///
/// # Errors
/// If its first line does not say what it is of.
pub fn read(text: &str) -> Result<Table, Broken> {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines().enumerate();
    let header = lines.next().map_or("", |(_, header)| header);
    let header: Vec<&str> = header.split('\t').map(str::trim).collect();
    let has = |column: &str| header.contains(&column);
    let kind = if has("side") {
        EntryKind::Faction
    } else if has("type") {
        EntryKind::Place
    } else {
        let wanted = [EntryKind::Faction, EntryKind::Place].map(|kind| columns(kind).join(", "));
        let what = format!(
            "the first line has to name the columns, with tabs between: {} for factions, {} for \
             places",
            wanted[0], wanted[1]
        );
        return Err(Broken { line: 1, what });
    };
    let mut table = Table {
        kind,
        lines: Vec::new(),
        broken: Vec::new(),
    };
    for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        match read_line(&header, &cells) {
            Ok(read) => table.lines.push(Line {
                number: at + 1,
                ..read
            }),
            Err(what) => table.broken.push(Broken { line: at + 1, what }),
        }
    }
    Ok(table)
}

fn read_line(header: &[&str], cells: &[&str]) -> Result<Line, String> {
    let get = |name: &str| {
        let at = header.iter().position(|column| *column == name);
        at.and_then(|at| cells.get(at)).copied().unwrap_or("")
    };
    let day = |name: &str| match get(name) {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| {
            format!("{name} is {text:?}; a day is written like 2017-02-13, or left empty")
        }),
    };
    let names = Bilingual {
        en: get("canonical_en").to_owned(),
        ar: get("canonical_ar").to_owned(),
    };
    let id = get("id").to_owned();
    if id.is_empty() && names.en.is_empty() && names.ar.is_empty() {
        return Err("it has neither an id nor a name; fill in canonical_en or canonical_ar".into());
    }
    let class = [get("side"), get("type")].concat();
    Ok(Line {
        number: 0,
        id,
        names,
        class,
        country: get("country").to_owned(),
        admin1: get("admin1_en").to_owned(),
        coordinates: coordinates(get("lat"), get("lon"))?,
        aliases: aliases(get("aliases")),
        note: get("note").to_owned(),
        from: day("from")?,
        until: day("until")?,
    })
}

fn coordinates(lat: &str, lon: &str) -> Result<Option<(f64, f64)>, String> {
    if lat.is_empty() && lon.is_empty() {
        return Ok(None);
    }
    let number = |text: &str, most: f64| {
        let number = text.parse::<f64>().ok();
        number.filter(|number| number.abs() <= most)
    };
    let read = number(lat, 90.0).zip(number(lon, 180.0));
    read.map(Some).ok_or_else(|| {
        format!(
            "lat {lat:?} and lon {lon:?} are no place; write degrees such as 32.625 and 36.106, \
             or leave both empty"
        )
    })
}

fn aliases(text: &str) -> Vec<Alias> {
    let names = text.split('|').map(str::trim);
    let names = names.filter(|name| !name.trim_start_matches('~').is_empty());
    names
        .map(|name| Alias {
            name: name.trim_start_matches('~').trim().to_owned(),
            contextual: name.starts_with('~'),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTIONS: &str = "id\tcanonical_en\tcanonical_ar\tside\tcountry\taliases\tnote\tfrom\tuntil\nvalley\tValley Lions\tسباع الوادي\topposition\tSyria\tالسباع|~أسود الوادي\t\t2013-01-01\t\n\t\tنمور الجبل\t\t\t\tsmall group\t\t\n";
    const PLACES: &str = "id\tcanonical_en\tcanonical_ar\ttype\tcountry\tadmin1_en\tlat\tlon\taliases\tnote\tfrom\tuntil\nx\tX\tخربة الميدان\tvillage\tSY\tDaraa\t32.625\t36.1\t\t\t\t\n";

    #[test]
    fn what_is_written_is_read_again() {
        for text in [FACTIONS, PLACES] {
            let table = read(text).unwrap();
            assert_eq!(table.broken, []);
            assert_eq!(write(table.kind, &table.lines), text);
        }
    }

    #[test]
    fn lines_that_cannot_be_read_are_named() {
        let rows = [
            ("id\tname\nx\tX\n", "line 1: the first line has to name"),
            ("id\tside\n\topposition\n", "line 2: it has neither"),
            (
                "id\tside\tfrom\n\nx\t\t1.2.2013\n",
                "line 3: from is \"1.2.2013\"; a day is written like 2017-02-13",
            ),
            (
                "id\ttype\tlat\tlon\nx\tcity\t99\t\n",
                "line 2: lat \"99\" and lon \"\" are no place",
            ),
        ];
        for (text, expected) in rows {
            let told = match read(text) {
                Ok(table) => table.broken.first().map(ToString::to_string),
                Err(error) => Some(error.to_string()),
            };
            let told = told.unwrap_or_default();
            assert!(told.starts_with(expected), "{told}");
        }
    }

    #[test]
    fn cells_hold_no_tabs_and_names_no_bars() {
        let line = Line {
            id: "x".into(),
            note: "one\ttwo\r\nthree".into(),
            aliases: vec![Alias {
                name: "a|b".into(),
                contextual: false,
            }],
            ..Line::default()
        };
        let table = read(&write(EntryKind::Faction, &[line])).unwrap();
        let read = table.lines.first().unwrap();
        assert_eq!(read.note, "one two three");
        assert_eq!(read.aliases.first().unwrap().name, "a/b");
    }
}
