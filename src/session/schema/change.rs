//! Small changes of a label, of a type of relation, of what is said of incidents: what the
//! dialog's fields do.

use crate::model::id::slugify;
use crate::model::incident::{OwnRole, Role};
use crate::model::schema::change::SchemaEdit;
use crate::model::schema::rules::{Fault, attribute_faults};
use crate::model::schema::{Attribute, AttributeKind, Bilingual, Label, RelationType, Schema};

use super::Item;

/// A text that is written in a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Text {
    /// The name in English.
    NameEn,
    /// The name in Arabic.
    NameAr,
    /// The codebook in English.
    BookEn,
    /// The codebook in Arabic.
    BookAr,
    /// The key; empty for none.
    Key,
    /// What an attribute is called in English.
    AttributeEn(String),
    /// What an attribute is called in Arabic.
    AttributeAr(String),
    /// What a choice of an attribute is called in English.
    ChoiceEn(String, String),
    /// What a choice of an attribute is called in Arabic.
    ChoiceAr(String, String),
}

/// A change of a list of attributes.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeChange {
    /// A new one of that name.
    Add(String),
    /// One goes.
    Remove(String),
    /// One goes up, or down.
    Move(String, bool),
    /// Whether a finished span must have it.
    Require(String, bool),
    /// What it takes.
    Kind(String, AttributeKind),
    /// A new choice of that name.
    AddChoice(String, String),
    /// A choice goes.
    RemoveChoice(String, String),
    /// A choice goes up.
    RaiseChoice(String, String),
}

impl Text {
    /// What an attribute list says there.
    fn of_attributes(&self, list: &[Attribute]) -> Option<String> {
        let find = |name: &String| list.iter().find(|one| &one.name == name);
        let choice = |name, choice: &String| find(name)?.names.get(choice);
        match self {
            Self::AttributeEn(name) => Some(find(name)?.title.en.clone()),
            Self::AttributeAr(name) => Some(find(name)?.title.ar.clone()),
            Self::ChoiceEn(name, value) => choice(name, value).map(|b| b.en.clone()),
            Self::ChoiceAr(name, value) => choice(name, value).map(|b| b.ar.clone()),
            _ => None,
        }
    }

    /// What the schema says there; empty if it says nothing.
    #[must_use]
    pub fn of(&self, item: &Item, schema: &Schema) -> String {
        let found = match item {
            Item::Label(id) => schema.label(id).and_then(|label| match self {
                Self::NameEn => Some(label.name.en.clone()),
                Self::NameAr => Some(label.name.ar.clone()),
                Self::BookEn => Some(label.codebook.en.clone()),
                Self::BookAr => Some(label.codebook.ar.clone()),
                Self::Key => label.key.map(String::from),
                _ => self.of_attributes(&label.attributes),
            }),
            Item::Relation(name) => schema.relation(name).and_then(|relation| match self {
                Self::NameEn => Some(relation.title.en.clone()),
                Self::NameAr => Some(relation.title.ar.clone()),
                _ => None,
            }),
            Item::Incident => self.of_attributes(&schema.incident),
            Item::Role(role) => schema.role_names.get(role).and_then(|name| match self {
                Self::NameEn => Some(name.en.clone()),
                Self::NameAr => Some(name.ar.clone()),
                _ => None,
            }),
        };
        found.unwrap_or_default()
    }

    fn to_attributes(&self, list: &mut [Attribute], text: &str) {
        let (Self::AttributeEn(name)
        | Self::AttributeAr(name)
        | Self::ChoiceEn(name, _)
        | Self::ChoiceAr(name, _)) = self
        else {
            return;
        };
        let Some(one) = list.iter_mut().find(|one| &one.name == name) else {
            return;
        };
        let text = text.trim().to_owned();
        match self {
            Self::AttributeEn(_) => one.title.en = text,
            Self::AttributeAr(_) => one.title.ar = text,
            Self::ChoiceEn(_, value) => one.names.entry(value.clone()).or_default().en = text,
            Self::ChoiceAr(_, value) => one.names.entry(value.clone()).or_default().ar = text,
            _ => {}
        }
        one.names.retain(|_, name| !name.is_empty());
    }
}

/// What was there and what will be, of something in a schema that is changed.
enum Changed {
    Label(Box<Label>, Box<Label>),
    Relation(Box<RelationType>, Box<RelationType>),
    Incident(Vec<Attribute>, Vec<Attribute>),
    Role(Role, Bilingual, Bilingual),
}

impl Changed {
    fn of(item: &Item, schema: &Schema) -> Option<Self> {
        Some(match item {
            Item::Label(id) => {
                let label = Box::new(schema.label(id)?.clone());
                Self::Label(label.clone(), label)
            }
            Item::Relation(name) => {
                let relation = Box::new(schema.relation(name)?.clone());
                Self::Relation(relation.clone(), relation)
            }
            Item::Incident => Self::Incident(schema.incident.clone(), schema.incident.clone()),
            Item::Role(role) => {
                let name = schema.role_names.get(role).cloned().unwrap_or_default();
                Self::Role(*role, name.clone(), name)
            }
        })
    }

    /// The edit; what is wrong with it if something is that was not before; nothing if nothing
    /// changes.
    fn edit(self, schema: &Schema) -> Result<Option<SchemaEdit>, Fault> {
        let (before, after, edit) = match self {
            Self::Label(from, to) => (
                schema.faults(&from),
                schema.faults(&to),
                (from != to).then(|| SchemaEdit::SetLabel {
                    id: from.id.clone(),
                    from: Some(from),
                    to: Some(to),
                }),
            ),
            Self::Relation(from, to) => (
                schema.relation_faults(&from),
                schema.relation_faults(&to),
                (from != to).then(|| SchemaEdit::SetRelation {
                    name: from.name.clone(),
                    from: Some(from),
                    to: Some(to),
                }),
            ),
            Self::Incident(from, to) => (
                attribute_faults(&from),
                attribute_faults(&to),
                (from != to).then_some(SchemaEdit::SetIncident { from, to }),
            ),
            Self::Role(role, from, to) => (
                role_faults(role, &from),
                role_faults(role, &to),
                (from != to).then_some(SchemaEdit::SetRoleName { role, from, to }),
            ),
        };
        match after.into_iter().find(|fault| !before.contains(fault)) {
            Some(fault) => Err(fault),
            None => Ok(edit),
        }
    }
}

/// Writes a text into a field of something.
///
/// # Errors
/// What would be wrong with it then.
pub fn write(
    schema: &Schema,
    item: &Item,
    field: &Text,
    text: &str,
) -> Result<Option<SchemaEdit>, Fault> {
    let Some(mut changed) = Changed::of(item, schema) else {
        return Ok(None);
    };
    let line = text.trim().to_owned();
    match (&mut changed, field) {
        (Changed::Label(_, to), Text::NameEn) => to.name.en = line,
        (Changed::Label(_, to), Text::NameAr) => to.name.ar = line,
        (Changed::Label(_, to), Text::BookEn) => to.codebook.en = line,
        (Changed::Label(_, to), Text::BookAr) => to.codebook.ar = line,
        (Changed::Label(_, to), Text::Key) => {
            let mut chars = line.chars();
            to.key = match (chars.next(), chars.next()) {
                (None, _) => None,
                (Some(key), None) => Some(western(key)),
                _ => return Err(Fault::NoKey),
            };
        }
        (Changed::Relation(_, to), Text::NameEn) => to.title.en = line,
        (Changed::Relation(_, to), Text::NameAr) => to.title.ar = line,
        (Changed::Label(_, to), field) => field.to_attributes(&mut to.attributes, text),
        (Changed::Incident(_, to), field) => field.to_attributes(to, text),
        (Changed::Role(_, _, to), Text::NameEn) => to.en = line,
        (Changed::Role(_, _, to), Text::NameAr) => to.ar = line,
        (Changed::Relation(..) | Changed::Role(..), _) => {}
    }
    changed.edit(schema)
}

/// What is wrong with the name of a role: the program has names for its own only.
fn role_faults(role: Role, name: &Bilingual) -> Vec<Fault> {
    let nameless = name.en.is_empty() || name.ar.is_empty();
    let is_own = matches!(role, Role::Own(_));
    (is_own && nameless)
        .then_some(Fault::NoName)
        .into_iter()
        .collect()
}

/// The edits that make a role of incidents, which spans of any label may fill until somebody says
/// better; none without a name.
#[must_use]
pub fn new_role(schema: &Schema, title: &str) -> Option<(Role, Vec<SchemaEdit>)> {
    let title = title.trim();
    let slug: String = slugify(title, "role").replace('-', "_");
    let slug: String = slug.chars().take(OwnRole::LONGEST - 4).collect();
    let numbered = (2..1000).map(|n| format!("{slug}_{n}"));
    let names = std::iter::once(slug.clone()).chain(numbered);
    // The name of one that was deleted stays its own: others may have filled it.
    let free = |role: &OwnRole| {
        let role = Role::Own(*role);
        !schema.roles.contains_key(&role) && !schema.role_names.contains_key(&role)
    };
    let mut roles = names.filter_map(|name| OwnRole::new(&name)).filter(free);
    let role = Role::Own(roles.next().filter(|_| !title.is_empty())?);
    let to = Bilingual {
        en: title.to_owned(),
        ar: title.to_owned(),
    };
    let from = Bilingual::default();
    let all = schema.current().map(|label| label.id.clone()).collect();
    let edits = [
        SchemaEdit::SetRoleName { role, from, to },
        SchemaEdit::SetRole {
            role,
            from: None,
            to: Some(all),
        },
    ];
    Some((role, edits.into()))
}

/// A key as it is called on a US keyboard.
fn western(key: char) -> char {
    match key {
        '٠'..='٩' => char::from_digit(u32::from(key) - u32::from('٠'), 10).unwrap_or(key),
        _ => key.to_ascii_uppercase(),
    }
}

/// Changes a label in another way.
///
/// # Errors
/// What would be wrong with it then.
pub fn change_label(
    schema: &Schema,
    item: &Item,
    change: impl FnOnce(&mut Label),
) -> Result<Option<SchemaEdit>, Fault> {
    match Changed::of(item, schema) {
        Some(Changed::Label(from, mut to)) => {
            change(&mut to);
            Changed::Label(from, to).edit(schema)
        }
        _ => Ok(None),
    }
}

/// Changes a type of relation in another way.
///
/// # Errors
/// What would be wrong with it then.
pub fn change_relation(
    schema: &Schema,
    item: &Item,
    change: impl FnOnce(&mut RelationType),
) -> Result<Option<SchemaEdit>, Fault> {
    match Changed::of(item, schema) {
        Some(Changed::Relation(from, mut to)) => {
            change(&mut to);
            Changed::Relation(from, to).edit(schema)
        }
        _ => Ok(None),
    }
}

/// Changes the attributes of a label or of incidents.
///
/// # Errors
/// What would be wrong with them then.
pub fn change_attributes(
    schema: &Schema,
    item: &Item,
    change: &AttributeChange,
) -> Result<Option<SchemaEdit>, Fault> {
    let Some(mut changed) = Changed::of(item, schema) else {
        return Ok(None);
    };
    match &mut changed {
        Changed::Label(_, to) => change.apply(&mut to.attributes),
        Changed::Incident(_, to) => change.apply(to),
        Changed::Relation(..) | Changed::Role(..) => {}
    }
    changed.edit(schema)
}

impl AttributeChange {
    fn apply(&self, list: &mut Vec<Attribute>) {
        let at = |list: &[Attribute], name: &String| list.iter().position(|o| &o.name == name);
        match self {
            Self::Add(title) => {
                let taken = |name: &str| list.iter().any(|one| one.name == name);
                let name = free_name(title, "attribute", taken);
                let title = named(title, &name);
                list.push(Attribute {
                    name,
                    kind: AttributeKind::Text,
                    required: false,
                    title,
                    names: Default::default(),
                });
            }
            Self::Remove(name) => list.retain(|one| &one.name != name),
            Self::Move(name, up) => {
                if let Some(from) = at(list, name) {
                    let to = if *up {
                        from.checked_sub(1)
                    } else {
                        Some(from + 1)
                    };
                    if let Some(to) = to.filter(|to| *to < list.len()) {
                        list.swap(from, to);
                    }
                }
            }
            Self::Require(name, required) => {
                if let Some(one) = list.iter_mut().find(|one| &one.name == name) {
                    one.required = *required;
                }
            }
            Self::Kind(name, kind) => {
                if let Some(one) = list.iter_mut().find(|one| &one.name == name) {
                    // A list stays as it is when one or several of it are chosen from now on.
                    let kept = one.choices().to_vec();
                    one.kind = match kind {
                        AttributeKind::Choice(_) => AttributeKind::Choice(or_first(kept)),
                        AttributeKind::Choices(_) => AttributeKind::Choices(or_first(kept)),
                        kind => kind.clone(),
                    };
                }
            }
            Self::AddChoice(name, title) => {
                if let Some(one) = list.iter_mut().find(|one| &one.name == name) {
                    let taken = |name: &str| one.choices().iter().any(|other| other == name);
                    let choice = free_name(title, "choice", taken);
                    let title = named(title, &choice);
                    if !title.is_empty() {
                        one.names.insert(choice.clone(), title);
                    }
                    if let Some(choices) = one.choices_mut() {
                        choices.push(choice);
                    }
                }
            }
            Self::RemoveChoice(name, choice) => {
                if let Some(one) = list.iter_mut().find(|one| &one.name == name) {
                    one.names.remove(choice);
                    if let Some(choices) = one.choices_mut() {
                        choices.retain(|other| other != choice);
                    }
                }
            }
            Self::RaiseChoice(name, choice) => {
                let one = list.iter_mut().find(|one| &one.name == name);
                if let Some(choices) = one.and_then(Attribute::choices_mut)
                    && let Some(at) = choices.iter().position(|other| other == choice)
                    && at > 0
                {
                    choices.swap(at, at - 1);
                }
            }
        }
    }
}

/// A list of choices is never empty.
fn or_first(choices: Vec<String>) -> Vec<String> {
    if choices.is_empty() {
        return vec!["choice_1".to_owned()];
    }
    choices
}

/// A name in files for what is called so, that is not taken.
fn free_name(title: &str, fallback: &str, taken: impl Fn(&str) -> bool) -> String {
    let slug = slugify(title.trim(), fallback).replace('-', "_");
    if !taken(&slug) && slug != fallback {
        return slug;
    }
    let mut numbered = (1..).map(|n| format!("{slug}_{n}"));
    numbered.find(|name| !taken(name)).unwrap_or(slug)
}

/// What something is called, in both languages until somebody says it better; nothing where its
/// name in files says the same.
fn named(title: &str, name: &str) -> Bilingual {
    let title = title.trim();
    if title == name.replace('_', " ") || title == name {
        return Bilingual::default();
    }
    Bilingual {
        en: title.to_owned(),
        ar: title.to_owned(),
    }
}

#[cfg(test)]
mod tests;
