//! The registry: the factions and places a project knows besides the tables of the program.
//!
//! `registry.ron` is shared by all annotators: a list of entries with random ids, merged entry by
//! entry, the later edit winning. An entry with the id of a built-in faction or place adds names
//! to it; what two entries were merged into keeps the names of both.

pub mod revision;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::id::{AnnotatorId, EntryId};
use crate::model::schema::Bilingual;

/// What a project knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registry {
    /// The entries, those that were removed or merged into another among them.
    pub entries: BTreeMap<EntryId, RegistryEntry>,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// A party.
    Faction,
    /// A place.
    Place,
}

/// A faction or a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistryEntry {
    /// What it is.
    pub kind: EntryKind,
    /// What spans call it in `canonical_id`; that of a built-in entry to add names to that.
    pub canonical: String,
    /// Its names.
    pub names: Bilingual,
    /// Other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Alias>,
    /// The side of a faction (`government`, `opposition`), the type of a place (`city`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub class: String,
    /// The ISO 3166 alpha-2 code of its country; empty if it belongs to none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Latitude and longitude of a place, in degrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<(f64, f64)>,
    /// The first day it is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day it is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// A note for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What became of it, if it is not an entry of its own any more.
    #[serde(default, skip_serializing_if = "Standing::is_current")]
    pub standing: Standing,
    /// When it was last changed.
    pub at: Timestamp,
    /// Who changed it last.
    pub by: AnnotatorId,
}

/// Another name of an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The name, in any script.
    pub name: String,
    /// Whether it means the entry only in context, being a common word or another name as well.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contextual: bool,
}

/// Whether an entry counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It counts.
    #[default]
    Current,
    /// It was found to be the same as another one, which has its names now.
    Merged(EntryId),
    /// It was removed. The entry stays, so that an older copy does not bring it back.
    Removed,
}

impl Standing {
    fn is_current(&self) -> bool {
        *self == Self::Current
    }
}

/// A name that means an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    /// The name.
    pub name: &'a str,
    /// Whether it means the entry only in context.
    pub contextual: bool,
}

impl Registry {
    /// Takes in another copy of the registry: of two versions of an entry the later one counts,
    /// of two of one moment the one by the later annotator, so that the order does not matter.
    pub fn merge(&mut self, other: Self) {
        for (id, theirs) in other.entries {
            match self.entries.get(&id) {
                Some(ours) if (ours.at, &ours.by) >= (theirs.at, &theirs.by) => {}
                _ => {
                    self.entries.insert(id, theirs);
                }
            }
        }
    }

    /// The entry that another one became part of: itself if it was never merged, nothing if it
    /// was removed or leads in a circle.
    #[must_use]
    pub fn current(&self, id: EntryId) -> Option<(EntryId, &RegistryEntry)> {
        let mut at = id;
        // A chain has no more links than there are entries.
        for _ in 0..=self.entries.len() {
            let entry = self.entries.get(&at)?;
            match entry.standing {
                Standing::Current => return Some((at, entry)),
                Standing::Merged(next) => at = next,
                Standing::Removed => return None,
            }
        }
        None
    }

    /// The entry that is meant by what spans say: the one with that canonical id, or the one that
    /// it was merged into.
    #[must_use]
    pub fn meant(&self, canonical: &str) -> Option<(EntryId, &RegistryEntry)> {
        let said = |(_, entry): &(&EntryId, &RegistryEntry)| entry.canonical == canonical;
        let mut found = self.entries.iter().filter(said);
        found.find_map(|(id, _)| self.current(*id))
    }

    /// The entries that were merged into one, directly or by way of others.
    #[must_use]
    pub fn merged_into(&self, id: EntryId) -> Vec<(EntryId, &RegistryEntry)> {
        let entries = self.entries.iter();
        let merged = entries.filter(|(other, entry)| {
            !entry.standing.is_current() && self.current(**other).is_some_and(|c| c.0 == id)
        });
        merged.map(|(id, entry)| (*id, entry)).collect()
    }

    /// The entries that count, by id, each with all its names: its own first, then its aliases,
    /// then those of the entries that were merged into it; none twice.
    #[must_use]
    pub fn known(&self) -> Vec<(&RegistryEntry, Vec<Named<'_>>)> {
        let mut names: BTreeMap<EntryId, Vec<Named<'_>>> = BTreeMap::new();
        let merged = |entry: &RegistryEntry| !entry.standing.is_current();
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by_key(|(_, entry)| merged(entry));
        // Two people may have added names to one built-in entry, each in an entry of their own.
        let mut first: BTreeMap<&str, EntryId> = BTreeMap::new();
        for (id, entry) in entries {
            let Some((current, meant)) = self.current(*id) else {
                continue;
            };
            let current = *first.entry(&meant.canonical).or_insert(current);
            let own = [&entry.names.ar, &entry.names.en].map(|name| Named {
                name,
                contextual: false,
            });
            let aliases = entry.aliases.iter().map(|alias| Named {
                name: &alias.name,
                contextual: alias.contextual,
            });
            let known = names.entry(current).or_default();
            for named in own.into_iter().chain(aliases) {
                let new = known.iter().all(|other| other.name != named.name);
                if new && !named.name.trim().is_empty() {
                    known.push(named);
                }
            }
        }
        names
            .into_iter()
            .filter_map(|(id, names)| Some((self.entries.get(&id)?, names)))
            .collect()
    }
}

impl RegistryEntry {
    /// An entry of which nothing is known yet but what spans call it.
    #[must_use]
    pub fn new(kind: EntryKind, canonical: &str, at: Timestamp, by: AnnotatorId) -> Self {
        Self {
            kind,
            canonical: canonical.to_owned(),
            names: Bilingual::default(),
            aliases: Vec::new(),
            class: String::new(),
            country: String::new(),
            coordinates: None,
            from: None,
            until: None,
            note: String::new(),
            standing: Standing::Current,
            at,
            by,
        }
    }

    /// Whether the entry is meant on a day; without a day it always is.
    #[must_use]
    pub fn is_valid_on(&self, day: Option<Date>) -> bool {
        let Some(day) = day else { return true };
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, second: i64) -> RegistryEntry {
        let at = Timestamp::from_second(second).unwrap();
        let by = "sara".parse().unwrap();
        RegistryEntry {
            names: Bilingual {
                en: name.to_owned(),
                ar: String::new(),
            },
            ..RegistryEntry::new(EntryKind::Faction, &name.to_lowercase(), at, by)
        }
    }

    fn registry(entries: impl IntoIterator<Item = (u64, RegistryEntry)>) -> Registry {
        let entries = entries.into_iter().map(|(id, e)| (EntryId(id), e));
        Registry {
            entries: entries.collect(),
        }
    }

    #[test]
    fn the_later_version_of_an_entry_counts_whichever_comes_first() {
        let mut later = entry("B", 2);
        later.by = "adam".parse().unwrap();
        let a = registry([(1, entry("A", 1)), (2, entry("Y", 5))]);
        let b = registry([(1, later), (2, entry("X", 4)), (3, entry("C", 0))]);
        let (mut ab, mut ba) = (a.clone(), b.clone());
        ab.merge(b);
        ba.merge(a);
        assert_eq!(ab, ba);
        let names: Vec<&str> = ab.entries.values().map(|e| e.names.en.as_str()).collect();
        assert_eq!(names, ["B", "Y", "C"]);
    }

    #[test]
    fn merged_entries_give_their_names_and_circles_end() {
        let mut two = entry("B", 1);
        two.standing = Standing::Merged(EntryId(3));
        two.aliases.push(Alias {
            name: "b".into(),
            contextual: true,
        });
        let mut gone = entry("D", 1);
        gone.standing = Standing::Removed;
        let (mut round, mut about) = (entry("E", 1), entry("F", 1));
        round.standing = Standing::Merged(EntryId(6));
        about.standing = Standing::Merged(EntryId(5));
        let all = registry([
            (1, entry("A", 1)),
            (2, two),
            (3, entry("C", 1)),
            (4, gone),
            (5, round),
            (6, about),
        ]);
        let known = all.known().into_iter().map(|(entry, names)| {
            let names: Vec<&str> = names.iter().map(|named| named.name).collect();
            format!("{}: {}", entry.names.en, names.join(" "))
        });
        assert_eq!(known.collect::<Vec<_>>(), ["A: A", "C: C B b"]);
    }

    #[test]
    fn entries_that_spans_call_alike_are_one() {
        let mut mine = entry("A", 1);
        mine.names.en = "B".into();
        let all = registry([(1, entry("A", 2)), (2, mine), (3, entry("C", 1))]);
        let known = all.known().into_iter().map(|(entry, names)| {
            let names: Vec<&str> = names.iter().map(|named| named.name).collect();
            format!("{}: {}", entry.canonical, names.join(" "))
        });
        assert_eq!(known.collect::<Vec<_>>(), ["a: A B", "c: C"]);
    }

    #[test]
    fn an_entry_is_meant_within_its_time() {
        let mut entry = entry("A", 1);
        entry.from = Some("2013-04-09".parse().unwrap());
        entry.until = Some("2019-03-23".parse().unwrap());
        let rows = [
            (None, true),
            (Some("2013-04-09"), true),
            (Some("2013-04-08"), false),
            (Some("2019-03-24"), false),
        ];
        for (day, expected) in rows {
            let day = day.map(|day| day.parse().unwrap());
            assert_eq!(entry.is_valid_on(day), expected, "{day:?}");
        }
    }
}
