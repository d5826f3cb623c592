//! Tables of the registry: entries as lines of a file, and lines as what they change.

use std::path::Path;

use jiff::Timestamp;

use super::{Field, country};
use crate::formats::registry::{self as tsv, Line};
use crate::model::id::{AnnotatorId, EntryId};
use crate::model::project::ProjectEdit;
use crate::model::registry::revision::Revision;
use crate::model::registry::{Alias, EntryKind, RegistryEntry};
use crate::model::schema::Bilingual;
use crate::session::known::Known;
use crate::store::{StoreError, read_file, replace_file};

/// The largest table that is read, in bytes.
const LARGEST: u64 = 50_000_000;

/// The project's entries of a kind that count, as a table has them: with all their names, and
/// with what the tables below say where an entry leaves it open.
fn lines(known: &Known, kind: EntryKind) -> Vec<Line> {
    let entries = known.registry.known().into_iter();
    let lines = entries.filter(|(entry, _)| entry.kind == kind);
    lines
        .map(|(entry, names)| {
            let described = known.described(entry);
            let [en, ar] = described.names;
            let aliases = names
                .into_iter()
                .filter(|named| named.name != en && named.name != ar)
                .map(|named| Alias {
                    name: named.name.to_owned(),
                    contextual: named.contextual,
                });
            Line {
                number: 0,
                id: described.id,
                aliases: aliases.collect(),
                names: Bilingual { en, ar },
                class: described.class,
                country: described.country,
                admin1: described.admin1,
                coordinates: described.coordinates,
                note: entry.note.clone(),
                from: entry.from,
                until: entry.until,
            }
        })
        .collect()
}

/// Writes the project's entries of a kind to a file. Gives how many they are.
///
/// # Errors
/// If the file cannot be written.
pub fn write(path: &Path, known: &Known, kind: EntryKind) -> Result<usize, StoreError> {
    let lines = lines(known, kind);
    replace_file(path, tsv::write(kind, &lines).as_bytes())?;
    Ok(lines.len())
}

/// The project's entries of a kind as a table.
#[must_use]
pub fn of(known: &Known, kind: EntryKind) -> String {
    tsv::write(kind, &lines(known, kind))
}

/// What a table in a file changes when somebody takes it in at a moment, and what was left out
/// of it and why, a line each. `random` gives numbers for new entries.
///
/// # Errors
/// If the file cannot be read or is no such table: which file, which line, and what to do.
pub fn read(
    path: &Path,
    known: &Known,
    (now, by): (Timestamp, &AnnotatorId),
    random: fn() -> u64,
) -> Result<(Vec<ProjectEdit>, Vec<String>), String> {
    let bytes = read_file(path, LARGEST).map_err(|error| error.to_string())?;
    let place = path.display();
    let text = String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        format!("{place}: byte {byte} is not UTF-8; save the table as UTF-8 and try again")
    })?;
    let table = tsv::read(&text).map_err(|broken| format!("{place}: {broken}"))?;
    let mut broken: Vec<String> = Vec::new();
    broken.extend(table.broken.iter().map(|b| format!("{place}: {b}")));
    let revision = Revision::new(&known.registry, now, by);
    let mut edits = Vec::new();
    for line in &table.lines {
        let id = EntryId(random());
        match entry_of(line, table.kind, known, (id, now, by)) {
            // What the tables know already needs no entry of the project's own.
            Ok((_, entry)) if known.says_nothing(&entry) => {}
            Ok((id, entry)) => edits.extend(revision.put(id, entry)),
            Err(what) => {
                let line = line.number;
                let left_out = tsv::Broken { line, what };
                broken.push(format!("{place}: {left_out}"));
            }
        }
    }
    Ok((edits, broken))
}

/// The entry that a line says, or what is wrong with it. What the tables below say of it is not
/// said again.
fn entry_of(
    line: &Line,
    kind: EntryKind,
    known: &Known,
    (new, now, by): (EntryId, Timestamp, &AnnotatorId),
) -> Result<(EntryId, RegistryEntry), String> {
    let code = country(&line.country, &known.lists).map_err(|wrong| {
        let country = &line.country;
        format!("country is {country:?}: {wrong}")
    });
    // The tables write * for any.
    let code = if line.country == "*" {
        Ok(String::new())
    } else {
        code
    }?;
    let own = known.own(&line.id).filter(|_| !line.id.is_empty());
    let (id, mut entry) = match own {
        Some((id, entry)) if entry.kind != kind => {
            let names = [&entry.names.en, &entry.names.ar];
            let name = names.into_iter().find(|name| !name.is_empty());
            let name = name.unwrap_or(&entry.canonical);
            return Err(format!(
                "the id {} is {name} of the other kind in {id}; give it another id",
                line.id
            ));
        }
        Some((id, entry)) => (id, entry.clone()),
        None => {
            let name = [&line.names.en, &line.names.ar].into_iter();
            let name = name.clone().find(|name| !name.is_empty());
            let canonical = if line.id.is_empty() {
                known.new_canonical(kind, new, name.map_or("", String::as_str))
            } else {
                line.id.clone()
            };
            (new, RegistryEntry::new(kind, &canonical, now, by.clone()))
        }
    };
    entry.names = line.names.clone();
    entry.class.clone_from(&line.class);
    entry.country = code;
    entry.coordinates = line.coordinates;
    entry.note.clone_from(&line.note);
    (entry.from, entry.until) = (line.from, line.until);
    entry.aliases.clear();
    if let Some(below) = known.below(&entry.canonical) {
        let said = Field::of(kind).iter();
        for field in said.filter(|field| !matches!(field, Field::From | Field::Until | Field::Note))
        {
            if field.of_entry(&entry) == field.of_tables(below, &known.lists) {
                entry = field.write(&entry, "", &known.lists).unwrap_or(entry);
            }
        }
    }
    for alias in &line.aliases {
        if !known.is_name_of(&entry, &alias.name) {
            entry.aliases.push(alias.clone());
        }
    }
    Ok((id, entry))
}
