//! A project: the schema and settings that its articles and layers share.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::id::ProjectId;
use super::schema::Schema;

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
}
