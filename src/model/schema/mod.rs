//! The schema: which labels there are, what each means, and what is said of a span that has it.
//!
//! Invariants: the id of a label is its name in files and what the program's rules propose, and
//! never changes, whatever the label is called; a label that spans may have never goes, but is
//! merged or removed. How a schema changes stands in [`change`].

pub mod change;
pub mod color;
pub mod merged;
pub mod rules;
pub mod sense;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::attribute::QUALIFIER;
use super::id::LabelId;
use super::incident::Role;

/// The labels of a project with their attributes, in the order in which they are offered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    /// The labels.
    pub labels: Vec<Label>,
    /// The types of relation.
    #[serde(default)]
    pub relations: Vec<RelationType>,
    /// What is said of an incident besides who and what takes part in it.
    #[serde(default = "incident_attributes")]
    pub incident: Vec<Attribute>,
    /// The labels whose spans may fill the roles of incidents, where a project says something else
    /// than the program.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<Role, Vec<LabelId>>,
    /// What roles are called, where that is something else than the program says.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub role_names: BTreeMap<Role, Bilingual>,
}

/// What is said of an incident in a project that was made before there were incidents.
fn incident_attributes() -> Vec<Attribute> {
    Schema::conflict_news().incident
}

/// A text in both languages of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual {
    /// English.
    pub en: String,
    /// Arabic.
    pub ar: String,
}

impl Bilingual {
    /// Whether it says nothing in either language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.en.is_empty() && self.ar.is_empty()
    }
}

/// A label that a span can have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// Its name in files.
    pub id: LabelId,
    /// Its name in the window.
    pub name: Bilingual,
    /// What it marks and where its spans begin and end: the codebook, at hand while tagging.
    #[serde(default)]
    pub codebook: Bilingual,
    /// Its colour in both themes.
    pub color: LabelColor,
    /// The physical key that applies it, as on a US keyboard: `1` to `9` or `A` to `Z`.
    #[serde(default)]
    pub key: Option<char>,
    /// Whether it is offered. Spans that have it are shown all the same.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Whether it counts for itself.
    #[serde(default, skip_serializing_if = "Standing::is_current")]
    pub standing: Standing,
    /// What is said of a span that has it, in the order in which it is asked.
    #[serde(default)]
    pub attributes: Vec<Attribute>,
}

impl Label {
    /// An attribute that it asks for.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|one| one.name == name)
    }
}

fn yes() -> bool {
    true
}

/// Whether a label counts for itself. One that does not is kept, so that spans of others which
/// have it can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// It does.
    #[default]
    Current,
    /// It means another one.
    Merged(LabelId),
    /// It was deleted.
    Removed,
}

impl Standing {
    /// Whether the label counts for itself.
    #[must_use]
    pub fn is_current(&self) -> bool {
        *self == Self::Current
    }
}

/// A colour for each theme, as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelColor {
    /// On a light background.
    pub light: Rgb,
    /// On a dark background.
    pub dark: Rgb,
}

/// An opaque sRGB colour, written `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rgb(pub u8, pub u8, pub u8);

impl TryFrom<String> for Rgb {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let byte = |at: usize| {
            let digits = text.get(at..at + 2)?;
            u8::from_str_radix(digits, 16).ok()
        };
        match (text.strip_prefix('#'), byte(1), byte(3), byte(5)) {
            (Some(digits), Some(r), Some(g), Some(b))
                if digits.len() == 6 && digits.bytes().all(|d| d.is_ascii_hexdigit()) =>
            {
                Ok(Self(r, g, b))
            }
            _ => Err(format!("a colour is written #rrggbb, not {text:?}")),
        }
    }
}

impl From<Rgb> for String {
    fn from(Rgb(r, g, b): Rgb) -> Self {
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}

/// Something that is said of a span.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribute {
    /// Its name in files.
    pub name: String,
    /// What it takes.
    pub kind: AttributeKind,
    /// Whether a finished span must have it.
    #[serde(default)]
    pub required: bool,
    /// Its name in the window, where the program has none for it.
    #[serde(default, skip_serializing_if = "Bilingual::is_empty")]
    pub title: Bilingual,
    /// The names of its choices in the window, where the program has none for them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, Bilingual>,
}

impl Attribute {
    /// What is chosen from; nothing if nothing is.
    #[must_use]
    pub fn choices(&self) -> &[String] {
        match &self.kind {
            AttributeKind::Choice(list) | AttributeKind::Choices(list) => list,
            _ => &[],
        }
    }

    /// The same, to change it.
    pub fn choices_mut(&mut self) -> Option<&mut Vec<String>> {
        match &mut self.kind {
            AttributeKind::Choice(list) | AttributeKind::Choices(list) => Some(list),
            _ => None,
        }
    }
}

/// What an attribute takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttributeKind {
    /// One of a closed list; the first is the default.
    Choice(Vec<String>),
    /// Several of a closed list.
    Choices(Vec<String>),
    /// A whole number, 0 or more.
    Count,
    /// A number with a fraction.
    Real,
    /// Yes or no.
    Flag,
    /// Free text.
    Text,
    /// A date or part of one, EDTF (`2017-02`).
    Date,
    /// An entry of the registry of factions.
    Faction,
    /// An entry of the registry of places.
    Place,
}

/// A type of relation with what it may join.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RelationType {
    /// Its name in files.
    pub name: String,
    /// Its name in the window.
    pub title: Bilingual,
    /// The labels it may start at.
    pub from: Vec<LabelId>,
    /// The labels it may end at.
    pub to: Vec<LabelId>,
    /// Whether it was deleted. It is kept, so that relations of others can be read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}

impl RelationType {
    /// Whether it may join a span of one label to a span of another one.
    #[must_use]
    pub fn joins(&self, from: &LabelId, to: &LabelId) -> bool {
        !self.removed && self.from.contains(from) && self.to.contains(to)
    }
}

/// The schema of a new project: the labels, attributes and relations of conflict news.
const DEFAULT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/schema.ron"));

impl Schema {
    /// The schema of a new project.
    #[must_use]
    pub fn conflict_news() -> Self {
        // A test reads it: it is part of the program.
        ron::from_str(DEFAULT).unwrap_or_default()
    }

    /// Whether an attribute of a label is a count or says how one is bounded: other words say
    /// another number.
    #[must_use]
    pub fn is_counted(&self, label: &LabelId, name: &str) -> bool {
        let asked = self.label(label).into_iter().flat_map(|l| &l.attributes);
        let mut asked = asked.filter(|attribute| attribute.name == name);
        asked.any(|attribute| attribute.kind == AttributeKind::Count) || name == QUALIFIER
    }

    /// A schema in RON, as `project.ron` holds it.
    ///
    /// # Errors
    /// With line and column if it is no schema; also if two labels have one id.
    pub fn from_ron(text: &str) -> Result<Self, String> {
        let schema: Self = ron::from_str(text).map_err(|error| error.to_string())?;
        for (number, label) in schema.labels.iter().enumerate() {
            let before = schema.labels.iter().take(number);
            if before.into_iter().any(|other| other.id == label.id) {
                return Err(format!("two labels have the id {}", label.id));
            }
        }
        if schema.labels.is_empty() {
            return Err("it has no labels".to_owned());
        }
        Ok(schema)
    }

    /// The label with that id.
    #[must_use]
    pub fn label(&self, id: &LabelId) -> Option<&Label> {
        self.labels.iter().find(|label| &label.id == id)
    }

    /// The labels that count for themselves.
    pub fn current(&self) -> impl Iterator<Item = &Label> {
        let labels = self.labels.iter();
        labels.filter(|label| label.standing.is_current())
    }

    /// The labels that are offered.
    pub fn offered(&self) -> impl Iterator<Item = &Label> {
        self.current().filter(|label| label.enabled)
    }

    /// The label that one stands for now: itself, or what it was merged into. `None` if it was
    /// removed or never was.
    #[must_use]
    pub fn meant(&self, id: &LabelId) -> Option<&Label> {
        let mut label = self.label(id)?;
        // As many steps as there are labels: a ring of them leads nowhere.
        for _ in &self.labels {
            match &label.standing {
                Standing::Current => return Some(label),
                Standing::Merged(into) => label = self.label(into)?,
                Standing::Removed => return None,
            }
        }
        None
    }

    /// The roles that are asked: those of the program, then those that the project has made.
    #[must_use]
    pub fn all_roles(&self) -> Vec<Role> {
        let own = self
            .roles
            .keys()
            .filter(|role| matches!(role, Role::Own(_)));
        Role::ALL.into_iter().chain(own.copied()).collect()
    }

    /// The labels whose spans may fill a role of an incident.
    #[must_use]
    pub fn role_labels(&self, role: Role) -> Vec<LabelId> {
        let usual = || {
            let usual = role.usual_labels().iter();
            usual.filter_map(|id| id.parse().ok()).collect()
        };
        self.roles.get(&role).cloned().unwrap_or_else(usual)
    }

    /// Whether a span of a label may fill a role of an incident.
    #[must_use]
    pub fn plays(&self, label: &LabelId, role: Role) -> bool {
        match self.roles.get(&role) {
            Some(labels) => labels.contains(label),
            None => role.usual_labels().contains(&label.as_str()),
        }
    }

    /// The attributes that mean the same in two labels: of one name, taking the same values. They
    /// stay when a span gets the other label.
    #[must_use]
    pub fn shared(&self, a: &LabelId, b: &LabelId) -> Vec<&str> {
        let attributes = |id| {
            self.label(id)
                .map_or(&[][..], |label| &label.attributes[..])
        };
        let others = attributes(b);
        let same = attributes(a).iter().filter(|attribute| {
            let mut others = others.iter();
            others.any(|other| other.name == attribute.name && other.kind == attribute.kind)
        });
        same.map(|attribute| attribute.name.as_str()).collect()
    }

    /// The type of relation with that name.
    #[must_use]
    pub fn relation(&self, name: &str) -> Option<&RelationType> {
        self.relations.iter().find(|relation| relation.name == name)
    }

    /// The types of relation that may join a span of one label to a span of another one.
    pub fn relations_between(
        &self,
        from: &LabelId,
        to: &LabelId,
    ) -> impl Iterator<Item = &RelationType> {
        let types = self.relations.iter();
        types.filter(move |relation| relation.joins(from, to))
    }

    /// The label whose key that is, among those that are offered.
    #[must_use]
    pub fn label_of_key(&self, key: char) -> Option<&Label> {
        self.offered()
            .find(|label| label.key == Some(key.to_ascii_uppercase()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn what_two_labels_share_has_one_name_and_one_kind() {
        let schema: Schema = ron::from_str(DEFAULT).unwrap();
        let shared = |a: &str, b: &str| schema.shared(&a.parse().unwrap(), &b.parse().unwrap());
        let counts = [
            "count_low",
            "count_best",
            "count_high",
            "qualifier",
            "status",
        ];
        assert_eq!(shared("strike", "casualty"), counts);
        assert!(!shared("strike", "clash").contains(&"kind"), "other kinds");
        assert!(shared("faction", "location").is_empty());
    }

    #[test]
    fn the_default_schema_is_whole() {
        let schema: Schema = ron::from_str(DEFAULT).unwrap();
        assert_eq!(schema.labels.len(), 10);
        let keys: HashSet<char> = schema.labels.iter().filter_map(|l| l.key).collect();
        assert_eq!(keys.len(), 10, "a key each");
        for label in &schema.labels {
            for text in [&label.name, &label.codebook] {
                assert!(!text.en.is_empty() && !text.ar.is_empty(), "{}", label.id);
            }
        }
        for relation in &schema.relations {
            for end in relation.from.iter().chain(&relation.to) {
                assert!(schema.label(end).is_some(), "{end} of {}", relation.name);
            }
        }
    }
}
