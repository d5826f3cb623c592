//! The shapes of the files. Places are code points, with the text they quote.
//!
//! Invariant: these types change only together with a format version (`Document::FORMAT`), and
//! the way from the old shape is kept.

mod layer;
mod record;
mod refusal;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::codec::{CodecError, Document, parse};
use crate::model::article::{ArticleMeta, MetaEntry, MetaField, TextHash};
use crate::model::history::Seq;
use crate::model::id::{AnnotatorId, ArticleId, EntryId, ProjectId};
use crate::model::project::{Project, ProjectSettings};
use crate::model::registry::{Registry, RegistryEntry};
use crate::model::schema::Schema;

pub(super) use layer::{IncidentFile, Kept, LayerFile, RelationFile, SpanFile};
pub(super) use record::RecordFile;

/// `project.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectFile {
    format: u32,
    id: ProjectId,
    name: String,
    #[serde(default)]
    pub(super) settings: ProjectSettings,
    /// Up to which record of each annotator's journal the schema goes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) known: BTreeMap<AnnotatorId, Seq>,
    pub(super) schema: Schema,
}

impl Document for ProjectFile {
    const FORMAT: u32 = 2;

    fn from_older(format: u32, text: &str) -> Option<Result<Self, CodecError>> {
        // Format 1 is this one with labels that were never merged or removed.
        let carried = |file: Self| Self {
            format: Self::FORMAT,
            ..file
        };
        (format == 1).then(|| parse::<Self>(text).map(carried))
    }
}

impl From<&Project> for ProjectFile {
    fn from(project: &Project) -> Self {
        Self {
            format: Self::FORMAT,
            id: project.id,
            name: project.name.clone(),
            settings: project.settings.clone(),
            known: BTreeMap::new(),
            schema: project.schema.clone(),
        }
    }
}

impl From<ProjectFile> for Project {
    fn from(file: ProjectFile) -> Self {
        Self {
            id: file.id,
            name: file.name,
            settings: file.settings,
            schema: file.schema,
        }
    }
}

/// `registry.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegistryFile {
    format: u32,
    #[serde(default)]
    entries: BTreeMap<EntryId, RegistryEntry>,
}

impl Document for RegistryFile {
    const FORMAT: u32 = 2;

    fn from_older(format: u32, text: &str) -> Option<Result<Self, CodecError>> {
        /// Format 1 had no entries yet, only their places.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Empty {
            #[serde(rename = "format")]
            _format: u32,
            #[serde(default, rename = "factions")]
            _factions: Vec<()>,
            #[serde(default, rename = "places")]
            _places: Vec<()>,
        }
        let empty = |_: Empty| Self::from(&Registry::default());
        (format == 1).then(|| parse::<Empty>(text).map(empty))
    }
}

impl From<&Registry> for RegistryFile {
    fn from(registry: &Registry) -> Self {
        Self {
            format: Self::FORMAT,
            entries: registry.entries.clone(),
        }
    }
}

impl From<RegistryFile> for Registry {
    fn from(file: RegistryFile) -> Self {
        Self {
            entries: file.entries,
        }
    }
}

/// `annotations/ANNOTATOR/annotator.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnnotatorFile {
    format: u32,
    pub(super) id: AnnotatorId,
    /// The full name, in any script.
    pub(super) name: String,
}

impl Document for AnnotatorFile {
    const FORMAT: u32 = 1;
}

impl AnnotatorFile {
    pub(super) fn new(id: AnnotatorId, name: String) -> Self {
        Self {
            format: Self::FORMAT,
            id,
            name,
        }
    }
}

/// `articles/ID.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MetaFile {
    format: u32,
    id: ArticleId,
    text_sha256: TextHash,
    bytes: u64,
    #[serde(default)]
    fields: BTreeMap<MetaField, EntryFile>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    at: jiff::Timestamp,
    by: AnnotatorId,
}

impl Document for MetaFile {
    const FORMAT: u32 = 1;
}

impl From<&ArticleMeta> for MetaFile {
    fn from(meta: &ArticleMeta) -> Self {
        let entry = |entry: &MetaEntry| EntryFile {
            value: entry.value.clone(),
            at: entry.at,
            by: entry.by.clone(),
        };
        Self {
            format: Self::FORMAT,
            id: meta.id.clone(),
            text_sha256: meta.text_sha256,
            bytes: meta.bytes,
            fields: meta.fields.iter().map(|(f, e)| (*f, entry(e))).collect(),
        }
    }
}

impl From<MetaFile> for ArticleMeta {
    fn from(file: MetaFile) -> Self {
        let entry = |entry: EntryFile| MetaEntry {
            value: entry.value,
            at: entry.at,
            by: entry.by,
        };
        Self {
            id: file.id,
            text_sha256: file.text_sha256,
            bytes: file.bytes,
            fields: file
                .fields
                .into_iter()
                .map(|(f, e)| (f, entry(e)))
                .collect(),
        }
    }
}

/// What this program understands of a `project.ron` that a newer one wrote.
#[derive(Deserialize)]
struct NewerProjectFile {
    id: ProjectId,
    name: String,
    #[serde(default)]
    settings: ProjectSettings,
    #[serde(default)]
    schema: Schema,
}

impl ProjectFile {
    /// The project in a file of a later format, for reading only, as far as it is understood.
    pub(super) fn of_newer(bytes: &[u8]) -> Option<Project> {
        let text = std::str::from_utf8(bytes).ok()?;
        let file: NewerProjectFile = super::codec::parse(text).ok()?;
        Some(Project {
            id: file.id,
            name: file.name,
            settings: file.settings,
            schema: file.schema,
        })
    }
}
