//! A project: what its articles and layers share, and how that changes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::columns::TableShape;
use super::id::{AnnotatorId, EntryId, ProjectId};
use super::mapping::Mapping;
use super::registry::{Registry, RegistryEntry, Standing};
use super::schema::Schema;
use super::schema::change::SchemaEdit;

/// What `project.ron` holds, without its format version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// Random, whatever the folder is called.
    pub id: ProjectId,
    /// What people call it, in any script.
    pub name: String,
    /// The labels and their attributes.
    pub schema: Schema,
    /// Settings that belong to the project rather than to a person.
    #[serde(default)]
    pub settings: ProjectSettings,
}

/// Settings that belong to the project rather than to a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectSettings {
    /// The base direction new articles are given: `auto`, `rtl` or `ltr`. Empty is `auto`.
    #[serde(default)]
    pub direction: String,
    /// Decisions up to then teach the program nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learn_since: Option<Timestamp>,
    /// What the names in files of other programs were settled to be, by the name of the format.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub mappings: BTreeMap<String, Mapping>,
    /// How tables of articles were read, by the names of their columns with tabs between.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tables: BTreeMap<String, TableShape>,
}

/// One change of what the articles of a project share. It belongs to no article; what it changes
/// is shared with other annotators, whose later word stands.
///
/// `from` is what was, `to` what will be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ProjectEdit {
    /// An entry of the registry: put there (`from` is `None`), changed, or, as only taking a
    /// step back does, taken out again (`to` is `None`).
    SetEntry {
        /// The entry.
        id: EntryId,
        /// What was.
        from: Option<Box<RegistryEntry>>,
        /// What will be.
        to: Option<Box<RegistryEntry>>,
    },
    /// Something of the schema.
    Schema(SchemaEdit),
    /// What the names in files of a format mean here, from now on.
    SetMapping {
        /// The name of the format.
        format: String,
        /// What was.
        from: Option<Mapping>,
        /// What will be.
        to: Option<Mapping>,
    },
    /// What the columns of a table hold, from now on.
    SetTable {
        /// The names of its columns, with tabs between.
        columns: String,
        /// What was.
        from: Option<TableShape>,
        /// What will be.
        to: Option<TableShape>,
    },
    /// Up to when decisions teach the program nothing.
    SetLearnSince {
        /// What was.
        from: Option<Timestamp>,
        /// What will be.
        to: Option<Timestamp>,
    },
}

impl ProjectEdit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::SetEntry { id, from, to } => Self::SetEntry {
                id,
                from: to,
                to: from,
            },
            Self::Schema(edit) => Self::Schema(edit.inverse()),
            Self::SetMapping { format, from, to } => Self::SetMapping {
                format,
                from: to,
                to: from,
            },
            Self::SetTable { columns, from, to } => Self::SetTable {
                columns,
                from: to,
                to: from,
            },
            Self::SetLearnSince { from, to } => Self::SetLearnSince { from: to, to: from },
        }
    }

    /// Applies it. It always fits: what others have put there meanwhile gives way.
    pub fn apply(
        &self,
        registry: &mut Registry,
        schema: &mut Schema,
        settings: &mut ProjectSettings,
    ) {
        match self {
            Self::Schema(edit) => edit.apply(schema),
            Self::SetMapping { format, to, .. } => put(&mut settings.mappings, format, to),
            Self::SetTable { columns, to, .. } => put(&mut settings.tables, columns, to),
            Self::SetLearnSince { to, .. } => settings.learn_since = *to,
            Self::SetEntry {
                id,
                to: Some(entry),
                ..
            } => {
                registry.entries.insert(*id, RegistryEntry::clone(entry));
            }
            Self::SetEntry { id, to: None, .. } => {
                registry.entries.remove(id);
            }
        }
    }

    /// Lays what it says of the schema and the settings over what others have said of them
    /// meanwhile. What is said of the registry has times of its own.
    pub fn lay_over(&self, schema: &mut Schema, settings: &mut ProjectSettings) {
        match self {
            Self::SetEntry { .. } => {}
            Self::Schema(edit) => edit.said().apply(schema),
            Self::SetMapping { .. } | Self::SetTable { .. } | Self::SetLearnSince { .. } => {
                self.apply(&mut Registry::default(), schema, settings);
            }
        }
    }

    /// What it leaves in the registry for others, when it is said at a moment by somebody: taking
    /// a step back is a later word than the step, and an entry taken out stays as a removed one.
    /// `None` if it is not about the registry.
    #[must_use]
    pub fn said(&self, at: Timestamp, by: &AnnotatorId) -> Option<(EntryId, RegistryEntry)> {
        let Self::SetEntry { id, from, to } = self else {
            return None;
        };
        let standing = |entry: &RegistryEntry| match to {
            Some(_) => entry.standing,
            None => Standing::Removed,
        };
        let entry = to.as_deref().or(from.as_deref())?;
        let entry = RegistryEntry {
            standing: standing(entry),
            at,
            by: by.clone(),
            ..entry.clone()
        };
        Some((*id, entry))
    }
}

fn put<T: Clone>(settled: &mut BTreeMap<String, T>, name: &str, to: &Option<T>) {
    match to {
        Some(to) => settled.insert(name.to_owned(), to.clone()),
        None => settled.remove(name),
    };
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::registry::EntryKind;

    fn entry() -> impl Strategy<Value = Option<Box<RegistryEntry>>> {
        let standing = prop_oneof![
            Just(Standing::Current),
            Just(Standing::Removed),
            (0_u64..3).prop_map(|id| Standing::Merged(EntryId(id))),
        ];
        prop::option::of(
            (0_i64..3, "[ab]?", standing).prop_map(|(second, name, standing)| {
                let at = Timestamp::from_second(second).unwrap();
                let mut entry =
                    RegistryEntry::new(EntryKind::Place, &name, at, "a".parse().unwrap());
                entry.standing = standing;
                Box::new(entry)
            }),
        )
    }

    proptest! {
        #[test]
        fn an_edit_and_its_inverse_change_nothing(
            edits in prop::collection::vec((0_u64..3, entry()), 1..40),
        ) {
            let mut registry = Registry::default();
            let (mut schema, mut settings) = (Schema::default(), ProjectSettings::default());
            let mut trail = Vec::new();
            for (id, to) in edits {
                let id = EntryId(id);
                let from = registry.entries.get(&id).cloned().map(Box::new);
                let edit = ProjectEdit::SetEntry { id, from, to };
                let before = registry.clone();
                edit.apply(&mut registry, &mut schema, &mut settings);
                prop_assert_eq!(&edit.inverse().inverse(), &edit);
                trail.push((before, edit.inverse()));
            }
            for (before, inverse) in trail.into_iter().rev() {
                inverse.apply(&mut registry, &mut schema, &mut settings);
                prop_assert_eq!(&registry, &before);
            }
        }

        #[test]
        fn what_is_said_later_stands(first in entry(), second in entry()) {
            let id = EntryId(1);
            let by = "b".parse().unwrap();
            let edit = ProjectEdit::SetEntry { id, from: first.clone(), to: second.clone() };
            let said = edit.said(Timestamp::from_second(9).unwrap(), &by);
            prop_assert_eq!(said.is_none(), first.is_none() && second.is_none());
            let there = first.map(|entry| (id, *entry));
            let mut file = Registry { entries: there.into_iter().collect() };
            file.merge(Registry { entries: said.into_iter().collect() });
            let current = file.current(id).map(|(_, entry)| entry.canonical.clone());
            let wanted = second.filter(|entry| entry.standing == Standing::Current);
            prop_assert_eq!(current, wanted.map(|entry| entry.canonical));
        }
    }
}
