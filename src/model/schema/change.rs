//! How a schema changes: edits that carry what was and what will be.
//!
//! Invariant: an edit always fits. Where the schema is no longer what the edit says it was,
//! because somebody else has changed it meanwhile, only that changes of which the edit speaks:
//! a field that is the same in `from` and `to` stays as it is found. So two people who change
//! different things of one label lose nothing, and taking a step back takes back no more than
//! the step did.

use serde::{Deserialize, Serialize};

use super::{Attribute, Bilingual, Label, RelationType, Schema, Standing};
use crate::model::id::LabelId;
use crate::model::incident::Role;

/// One change of a schema.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SchemaEdit {
    /// A label: made (`from` is `None`), changed, or, as only taking a step back does, taken out
    /// again (`to` is `None`).
    SetLabel {
        /// The label.
        id: LabelId,
        /// What was.
        from: Option<Box<Label>>,
        /// What will be.
        to: Option<Box<Label>>,
    },
    /// A type of relation, likewise.
    SetRelation {
        /// Its name in files.
        name: String,
        /// What was.
        from: Option<Box<RelationType>>,
        /// What will be.
        to: Option<Box<RelationType>>,
    },
    /// What is said of an incident.
    SetIncident {
        /// What was.
        from: Vec<Attribute>,
        /// What will be.
        to: Vec<Attribute>,
    },
    /// The labels whose spans may fill a role of incidents; `None` are the usual ones.
    SetRole {
        /// The role.
        role: Role,
        /// What was.
        from: Option<Vec<LabelId>>,
        /// What will be.
        to: Option<Vec<LabelId>>,
    },
    /// What a role is called; empty is what the program calls it.
    SetRoleName {
        /// The role.
        role: Role,
        /// What was.
        from: Bilingual,
        /// What will be.
        to: Bilingual,
    },
    /// The order in which labels are offered.
    SetOrder {
        /// What was.
        from: Vec<LabelId>,
        /// What will be.
        to: Vec<LabelId>,
    },
}

impl SchemaEdit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let mut inverse = self.clone();
        match &mut inverse {
            Self::SetLabel { from, to, .. } => std::mem::swap(from, to),
            Self::SetRelation { from, to, .. } => std::mem::swap(from, to),
            Self::SetIncident { from, to } => std::mem::swap(from, to),
            Self::SetRole { from, to, .. } => std::mem::swap(from, to),
            Self::SetRoleName { from, to, .. } => std::mem::swap(from, to),
            Self::SetOrder { from, to } => std::mem::swap(from, to),
        }
        inverse
    }

    /// What it leaves in the file for others: what is taken out stays as a removed one, because
    /// somebody may have used it meanwhile.
    #[must_use]
    pub fn said(&self) -> Self {
        let mut said = self.clone();
        match &mut said {
            Self::SetLabel {
                from: Some(from),
                to: to @ None,
                ..
            } => {
                let mut label = from.clone();
                label.standing = Standing::Removed;
                label.enabled = false;
                label.key = None;
                *to = Some(label);
            }
            Self::SetRelation {
                from: Some(from),
                to: to @ None,
                ..
            } => {
                let mut relation = from.clone();
                relation.removed = true;
                *to = Some(relation);
            }
            _ => {}
        }
        said
    }

    /// Applies it.
    pub fn apply(&self, schema: &mut Schema) {
        match self {
            Self::SetLabel { id, from, to } => put(
                &mut schema.labels,
                |label| &label.id == id,
                (from.as_deref(), to.as_deref()),
                Label::take_over,
            ),
            Self::SetRelation { name, from, to } => put(
                &mut schema.relations,
                |relation| &relation.name == name,
                (from.as_deref(), to.as_deref()),
                RelationType::take_over,
            ),
            Self::SetIncident { from, to } => list(&mut schema.incident, from, to),
            Self::SetRole { role, to, .. } => {
                match to {
                    Some(labels) => schema.roles.insert(*role, labels.clone()),
                    None => schema.roles.remove(role),
                };
            }
            Self::SetRoleName { role, from, to } => {
                let name = schema.role_names.entry(*role).or_default();
                field(&mut name.en, &from.en, &to.en);
                field(&mut name.ar, &from.ar, &to.ar);
                schema.role_names.retain(|_, name| !name.is_empty());
            }
            Self::SetOrder { to, .. } => {
                let place = |label: &Label| to.iter().position(|id| id == &label.id);
                // A label of which the edit knows nothing comes last.
                schema
                    .labels
                    .sort_by_key(|label| place(label).unwrap_or(usize::MAX));
            }
        }
    }
}

/// Puts something into a list, takes it out, or takes over what has changed of it.
fn put<T: Clone>(
    list: &mut Vec<T>,
    is_it: impl Fn(&T) -> bool,
    (from, to): (Option<&T>, Option<&T>),
    take_over: impl Fn(&mut T, &T, &T),
) {
    let there = list.iter_mut().find(|item| is_it(item));
    match (from, to, there) {
        (_, None, _) => list.retain(|item| !is_it(item)),
        (Some(from), Some(to), Some(there)) => take_over(there, from, to),
        (None, Some(to), Some(there)) => there.clone_from(to),
        (_, Some(to), None) => list.push(to.clone()),
    }
}

/// Takes over a field if it has changed.
fn field<T: Clone + PartialEq>(there: &mut T, from: &T, to: &T) {
    if from != to {
        there.clone_from(to);
    }
}

/// Takes over of a list of attributes those that are new, gone or changed, and their order if
/// that has changed.
fn list(there: &mut Vec<Attribute>, from: &[Attribute], to: &[Attribute]) {
    if there == from {
        to.clone_into(there);
        return;
    }
    fn named<'a>(list: &'a [Attribute], name: &str) -> Option<&'a Attribute> {
        list.iter().find(|attribute| attribute.name == name)
    }
    there.retain(|one| named(from, &one.name).is_none() || named(to, &one.name).is_some());
    for new in to.iter().filter(|new| named(from, &new.name) != Some(*new)) {
        match there.iter_mut().find(|one| one.name == new.name) {
            Some(one) => one.clone_from(new),
            None => there.push(new.clone()),
        }
    }
    let kept = |list: &[Attribute], other: &[Attribute]| -> Vec<String> {
        let list = list.iter().map(|one| one.name.clone());
        list.filter(|name| named(other, name).is_some()).collect()
    };
    if kept(from, to) != kept(to, from) {
        let place = |one: &Attribute| to.iter().position(|other| other.name == one.name);
        there.sort_by_key(|one| place(one).unwrap_or(usize::MAX));
    }
}

impl Label {
    fn take_over(&mut self, from: &Self, to: &Self) {
        let Self {
            id: _,
            name,
            codebook,
            color,
            key,
            enabled,
            standing,
            attributes,
        } = self;
        field(&mut name.en, &from.name.en, &to.name.en);
        field(&mut name.ar, &from.name.ar, &to.name.ar);
        field(&mut codebook.en, &from.codebook.en, &to.codebook.en);
        field(&mut codebook.ar, &from.codebook.ar, &to.codebook.ar);
        field(color, &from.color, &to.color);
        field(key, &from.key, &to.key);
        field(enabled, &from.enabled, &to.enabled);
        field(standing, &from.standing, &to.standing);
        list(attributes, &from.attributes, &to.attributes);
    }
}

impl RelationType {
    fn take_over(&mut self, from: &Self, to: &Self) {
        let Self {
            name: _,
            title,
            from: starts,
            to: ends,
            removed,
        } = self;
        field(&mut title.en, &from.title.en, &to.title.en);
        field(&mut title.ar, &from.title.ar, &to.title.ar);
        field(starts, &from.from, &to.from);
        field(ends, &from.to, &to.to);
        field(removed, &from.removed, &to.removed);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A change of the schema as it is, drawn from a few numbers.
    fn edit(schema: &Schema, (what, which, how): (u8, usize, u8)) -> SchemaEdit {
        let labels = &schema.labels;
        match what {
            0 => {
                let id: LabelId = format!("new-{how}").parse().unwrap();
                let from = schema.label(&id).cloned().map(Box::new);
                let mut to = from.clone().unwrap_or_else(|| Box::new(labels[0].clone()));
                to.id = id.clone();
                to.name.en = format!("N{which}");
                let to = Some(to);
                SchemaEdit::SetLabel { id, from, to }
            }
            1 => {
                let from = labels[which % labels.len()].clone();
                let mut to = from.clone();
                match how % 5 {
                    0 => to.name.ar.push('ة'),
                    1 => to.key = None,
                    2 => to.standing = Standing::Merged(labels[0].id.clone()),
                    3 => to.attributes.rotate_left(1.min(from.attributes.len())),
                    _ => drop(to.attributes.pop()),
                }
                SchemaEdit::SetLabel {
                    id: from.id.clone(),
                    from: Some(Box::new(from)),
                    to: Some(Box::new(to)),
                }
            }
            2 => {
                let from = schema.relations[which % schema.relations.len()].clone();
                let mut to = from.clone();
                match how % 3 {
                    0 => to.removed = !to.removed,
                    1 => to.from.push(labels[which % labels.len()].id.clone()),
                    _ => to.title.en.push('s'),
                }
                SchemaEdit::SetRelation {
                    name: from.name.clone(),
                    from: Some(Box::new(from)),
                    to: Some(Box::new(to)),
                }
            }
            3 => {
                let from = schema.incident.clone();
                let mut to = from.clone();
                if how % 2 == 0 {
                    to.truncate(which);
                } else {
                    to.reverse();
                }
                SchemaEdit::SetIncident { from, to }
            }
            4 => {
                let role = Role::ALL[which % Role::ALL.len()];
                let from = schema.roles.get(&role).cloned();
                let to = (how % 3 > 0).then(|| vec![labels[which % labels.len()].id.clone()]);
                SchemaEdit::SetRole { role, from, to }
            }
            5 => {
                let role = Role::ALL[which % Role::ALL.len()];
                let from = schema.role_names.get(&role).cloned().unwrap_or_default();
                let mut to = from.clone();
                to.en = "s".repeat(usize::from(how % 3));
                SchemaEdit::SetRoleName { role, from, to }
            }
            _ => {
                let from: Vec<LabelId> = labels.iter().map(|label| label.id.clone()).collect();
                let mut to = from.clone();
                to.rotate_left(which % from.len());
                SchemaEdit::SetOrder { from, to }
            }
        }
    }

    proptest! {
        #[test]
        fn an_edit_and_its_inverse_change_nothing(
            draws in prop::collection::vec((0_u8..7, 0_usize..12, 0_u8..12), 1..30),
        ) {
            let mut schema = Schema::conflict_news();
            let mut trail = Vec::new();
            for draw in draws {
                let edit = edit(&schema, draw);
                let before = schema.clone();
                edit.apply(&mut schema);
                prop_assert_eq!(&edit.inverse().inverse(), &edit);
                trail.push((before, edit.inverse()));
            }
            for (before, inverse) in trail.into_iter().rev() {
                inverse.apply(&mut schema);
                prop_assert_eq!(&schema, &before);
            }
        }
    }

    /// Lets two people change a label who do not know of each other.
    #[track_caller]
    fn both(id: &str, one: impl FnOnce(&mut Label), other: impl FnOnce(&mut Label)) -> Label {
        let mut schema = Schema::conflict_news();
        let id: LabelId = id.parse().unwrap();
        let from = schema.label(&id).unwrap().clone();
        let change = |act: Box<dyn FnOnce(&mut Label) + '_>| {
            let mut to = from.clone();
            act(&mut to);
            SchemaEdit::SetLabel {
                id: id.clone(),
                from: Some(Box::new(from.clone())),
                to: Some(Box::new(to)),
            }
        };
        let (one, other) = (change(Box::new(one)), change(Box::new(other)));
        one.apply(&mut schema);
        let after_one = schema.label(&id).unwrap().clone();
        other.apply(&mut schema);
        let both = schema.label(&id).unwrap().clone();
        other.inverse().apply(&mut schema);
        assert_eq!(
            schema.label(&id),
            Some(&after_one),
            "only the own step goes back"
        );
        both
    }

    #[test]
    fn two_people_lose_nothing_of_what_they_changed() {
        let label = both(
            "strike",
            |label| label.name.en = "Attack".into(),
            |label| label.name.ar = "هجوم".into(),
        );
        assert_eq!(
            (label.name.en.as_str(), label.name.ar.as_str()),
            ("Attack", "هجوم")
        );
        let label = both(
            "faction",
            |label| label.attributes.retain(|one| one.name != "quoted"),
            |label| label.attributes[1].required = true,
        );
        let names: Vec<_> = label.attributes.iter().map(|a| a.name.as_str()).collect();
        assert_eq!(
            names,
            ["canonical_id", "side", "role", "mention", "framing"]
        );
        assert!(label.attributes[1].required);
        let label = both(
            "weapon",
            |label| label.attributes.reverse(),
            |label| label.attributes[0].required = false,
        );
        assert_eq!(label.attributes[0].name, "platform");
        assert!(!label.attributes[1].required);
    }

    #[test]
    fn a_label_that_was_taken_back_stays_readable_for_others() {
        let mut schema = Schema::conflict_news();
        let label = Label {
            id: "vehicle".parse().unwrap(),
            ..schema.labels[0].clone()
        };
        let made = SchemaEdit::SetLabel {
            id: label.id.clone(),
            from: None,
            to: Some(Box::new(label.clone())),
        };
        made.apply(&mut schema);
        made.inverse().said().apply(&mut schema);
        assert_eq!(schema.label(&label.id).unwrap().standing, Standing::Removed);
        made.said().apply(&mut schema);
        assert_eq!(schema.label(&label.id), Some(&label));
    }
}
