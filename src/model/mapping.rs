//! What the names in files of another program are here: labels, types of relation, attributes.
//!
//! A project remembers one for each format, so that the next file is read like the last one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What becomes of the names in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Of labels, as they are written there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, Target>,
    /// Of types of relation.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub relations: BTreeMap<String, Target>,
    /// Of attributes of spans, whatever label they stand at.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, Target>,
}

/// What becomes of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// It is that one of the project.
    To(Meaning),
    /// It becomes a new one of the project. An attribute stays as it is written.
    New,
    /// What has it is left out.
    LeftOut,
}

/// A name of the project, with what else the name in the file says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Meaning {
    /// The name here: the id of a label, the name of a type of relation or of an attribute.
    pub name: String,
    /// Attributes that a span with this label has thereby: `KILLED` is a casualty whose effect is
    /// `killed`. What the file says itself goes before.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attrs: BTreeMap<String, String>,
}

impl Meaning {
    /// That name and nothing else.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            attrs: BTreeMap::new(),
        }
    }
}

/// A kind of names in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Labels of spans.
    Label,
    /// Types of relation.
    Relation,
    /// Attributes of spans.
    Attribute,
}

impl Kind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Label, Self::Relation, Self::Attribute];
}

impl Mapping {
    /// The names of a kind.
    #[must_use]
    pub fn of(&self, kind: Kind) -> &BTreeMap<String, Target> {
        match kind {
            Kind::Label => &self.labels,
            Kind::Relation => &self.relations,
            Kind::Attribute => &self.attributes,
        }
    }

    /// The names of a kind, to be changed.
    pub fn of_mut(&mut self, kind: Kind) -> &mut BTreeMap<String, Target> {
        match kind {
            Kind::Label => &mut self.labels,
            Kind::Relation => &mut self.relations,
            Kind::Attribute => &mut self.attributes,
        }
    }

    /// Takes over what another one says; that stands where both say something.
    pub fn take(&mut self, other: &Self) {
        for kind in Kind::ALL {
            let said = other.of(kind).iter();
            let said = said.map(|(name, target)| (name.clone(), target.clone()));
            self.of_mut(kind).extend(said);
        }
    }
}
