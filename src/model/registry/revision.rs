//! What people do with the entries of a registry, as edits.
//!
//! Invariant: an entry that spans may speak of never goes. One that was merged leads to the
//! other, one that was removed stays as such.

use jiff::Timestamp;

use super::{Alias, Registry, RegistryEntry, Standing};
use crate::model::id::{AnnotatorId, EntryId};
use crate::model::project::ProjectEdit;
use crate::model::schema::Bilingual;

/// Somebody who changes a registry at a moment.
#[derive(Clone, Debug)]
pub struct Revision<'a> {
    registry: &'a Registry,
    at: Timestamp,
    by: &'a AnnotatorId,
}

impl<'a> Revision<'a> {
    /// A change of a registry by somebody at a moment.
    #[must_use]
    pub fn new(registry: &'a Registry, at: Timestamp, by: &'a AnnotatorId) -> Self {
        Self { registry, at, by }
    }

    /// Puts an entry there, or another one instead of the one that is there. Nothing if it says
    /// what was said before.
    #[must_use]
    pub fn put(&self, id: EntryId, entry: RegistryEntry) -> Option<ProjectEdit> {
        let from = self.registry.entries.get(&id);
        let to = RegistryEntry {
            at: self.at,
            by: self.by.clone(),
            ..entry
        };
        let as_it_was = |from: &RegistryEntry| RegistryEntry {
            at: self.at,
            by: self.by.clone(),
            ..from.clone()
        };
        if from.is_some_and(|from| as_it_was(from) == to) {
            return None;
        }
        Some(ProjectEdit::SetEntry {
            id,
            from: from.cloned().map(Box::new),
            to: Some(Box::new(to)),
        })
    }

    /// Makes one of two: the second leads to the first from then on, names and all. The edits
    /// that put entries there which are not there yet come first.
    #[must_use]
    pub fn merge(
        &self,
        (first, first_entry): (EntryId, RegistryEntry),
        (second, second_entry): (EntryId, RegistryEntry),
    ) -> Vec<ProjectEdit> {
        let entries = &self.registry.entries;
        let new = (!entries.contains_key(&first)).then(|| self.put(first, first_entry));
        let merged = RegistryEntry {
            standing: Standing::Merged(first),
            ..second_entry
        };
        let merged = (first != second).then(|| self.put(second, merged));
        new.into_iter().chain(merged).flatten().collect()
    }

    /// Lets an entry count for itself again.
    #[must_use]
    pub fn restore(&self, id: EntryId) -> Option<ProjectEdit> {
        self.set_standing(id, Standing::Current)
    }

    /// Takes an entry out.
    #[must_use]
    pub fn remove(&self, id: EntryId) -> Option<ProjectEdit> {
        self.set_standing(id, Standing::Removed)
    }

    fn set_standing(&self, id: EntryId, standing: Standing) -> Option<ProjectEdit> {
        let entry = self.registry.entries.get(&id)?.clone();
        self.put(id, RegistryEntry { standing, ..entry })
    }

    /// Makes two of one: another name of an entry becomes the name of a new one, which is like
    /// the old one in kind, class and country. `canonical` is what spans call it.
    #[must_use]
    pub fn split(
        &self,
        id: EntryId,
        alias: &Alias,
        (new, canonical): (EntryId, &str),
    ) -> Vec<ProjectEdit> {
        let Some(entry) = self.registry.entries.get(&id) else {
            return Vec::new();
        };
        let mut left = entry.clone();
        left.aliases.retain(|other| other != alias);
        let mut made = RegistryEntry::new(entry.kind, canonical, self.at, self.by.clone());
        made.names = named(&alias.name);
        made.class.clone_from(&entry.class);
        made.country.clone_from(&entry.country);
        if left.aliases.len() == entry.aliases.len() {
            return Vec::new();
        }
        let edits = [self.put(id, left), self.put(new, made)];
        edits.into_iter().flatten().collect()
    }
}

/// A name in the language of its script.
#[must_use]
pub fn named(name: &str) -> Bilingual {
    let mut names = Bilingual::default();
    let arabic = name.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    let place = if arabic { &mut names.ar } else { &mut names.en };
    name.clone_into(place);
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::project::ProjectSettings;
    use crate::model::registry::EntryKind;
    use crate::model::schema::Schema;

    /// Two factions and a name: `1: A a ~b`, `2: B`.
    fn registry() -> Registry {
        let by: AnnotatorId = "sara".parse().unwrap();
        let entry = |name: &str, aliases: &[(&str, bool)]| {
            let at = Timestamp::UNIX_EPOCH;
            let mut entry = RegistryEntry::new(EntryKind::Faction, name, at, by.clone());
            entry.names.en = name.into();
            let alias = |(name, contextual): &(&str, bool)| Alias {
                name: (*name).into(),
                contextual: *contextual,
            };
            entry.aliases = aliases.iter().map(alias).collect();
            entry
        };
        let entries = [
            (1, entry("A", &[("a", false), ("b", true)])),
            (2, entry("B", &[])),
        ];
        Registry {
            entries: entries.map(|(id, entry)| (EntryId(id), entry)).into(),
        }
    }

    /// Does something, and checks what is known then and that undoing it leads back.
    fn check(act: impl FnOnce(&Revision<'_>) -> Vec<ProjectEdit>, expected: &[&str]) {
        let before = registry();
        let by = "omar".parse().unwrap();
        let edits = act(&Revision::new(&before, Timestamp::MAX, &by));
        let mut after = before.clone();
        let (mut schema, mut settings) = (Schema::default(), ProjectSettings::default());
        edits
            .iter()
            .for_each(|edit| edit.apply(&mut after, &mut schema, &mut settings));
        let known = after.known().into_iter().map(|(entry, names)| {
            let names = names.iter().map(|named| {
                let mark = if named.contextual { "~" } else { "" };
                format!(" {mark}{}", named.name)
            });
            format!("{}:{}", entry.canonical, names.collect::<String>())
        });
        assert_eq!(known.collect::<Vec<_>>(), expected);
        edits
            .iter()
            .rev()
            .for_each(|edit| edit.inverse().apply(&mut after, &mut schema, &mut settings));
        assert_eq!(after, before);
    }

    #[test]
    fn entries_are_merged_parted_split_and_removed() {
        let both = || {
            let mut entries = registry().entries.into_iter();
            (entries.next().unwrap(), entries.next().unwrap())
        };
        let (one, two) = (EntryId(1), EntryId(2));
        check(|r| r.merge(both().0, both().1), &["A: A a ~b B"]);
        check(|r| r.merge(both().0, both().0), &["A: A a ~b", "B: B"]);
        check(|r| r.remove(one).into_iter().collect(), &["B: B"]);
        check(
            |r| r.restore(two).into_iter().collect(),
            &["A: A a ~b", "B: B"],
        );
        let alias = Alias {
            name: "b".into(),
            contextual: true,
        };
        let new = (EntryId(3), "b-1");
        check(|r| r.split(one, &alias, new), &["A: A a", "B: B", "b-1: b"]);
        check(|r| r.split(two, &alias, new), &["A: A a ~b", "B: B"]);
    }

    #[test]
    fn a_name_is_of_the_language_it_is_written_in() {
        assert_eq!(named("سباع الوادي").ar, "سباع الوادي");
        assert_eq!(named("Lions of the Valley").en, "Lions of the Valley");
    }
}
