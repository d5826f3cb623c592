//! A project that is open: what is known of it in memory, and what it allows.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::codec::{self, Document};
use super::disk::{AnnotatorFile, ProjectFile, RegistryFile};
use super::error::StoreError;
use super::file;
use super::layout::Layout;
use super::lock::Holder;
use super::recovery::Tails;
use crate::model::article::TextHash;
use crate::model::id::{AnnotatorId, ArticleId};
use crate::model::project::Project;
use crate::model::registry::Registry;

/// The largest RON file that is read, in bytes.
pub(super) const LARGEST_FILE: u64 = 500_000_000;

/// A project's folder, seen by one annotator. Cheap to clone and to give to another thread.
///
/// Reading goes through here, at any time and from any thread. Changes go through the
/// [`super::Writer`], except for importing articles, which only adds files.
#[derive(Clone, Debug)]
pub struct Store(pub(super) Arc<Inner>);

#[derive(Debug)]
pub(super) struct Inner {
    pub(super) layout: Layout,
    pub(super) annotator: AnnotatorId,
    pub(super) access: Access,
    /// When it was opened, before anything of the articles was read.
    pub(super) opened: SystemTime,
    state: Mutex<State>,
    /// Held by whoever reads `project.ron` in order to write it.
    pub(super) project: Mutex<()>,
}

/// What changes while the project is open.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The text each article is described for.
    pub(super) articles: BTreeMap<ArticleId, TextHash>,
    /// The article with each text, to notice duplicates.
    pub(super) texts: BTreeMap<TextHash, ArticleId>,
    /// The edits that are in no snapshot yet.
    pub(super) tails: Tails,
}

/// What a project allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everything.
    Write,
    /// Reading only.
    Read(WhyReadOnly),
}

/// Why a project is open for reading only.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhyReadOnly {
    /// It was asked for.
    #[error("the project was opened for reading only")]
    Asked,
    /// Another program has the annotator's layer open.
    #[error("{}", held(.0.as_ref()))]
    Held(Option<Holder>),
    /// The folder cannot be written.
    #[error("the folder cannot be written ({0}); copy the project to a place where you may write")]
    Folder(String),
    /// A later version of the program wrote it.
    #[error(
        "the project was written by a newer Hashiya (format {found}; this one knows {known}); \
         install that version to change it"
    )]
    Newer {
        /// Its format.
        found: u32,
        /// The latest one this program knows.
        known: u32,
    },
}

impl WhyReadOnly {
    /// The key of the message in the catalogue.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Asked => "read-only-asked",
            Self::Held(Some(_)) => "read-only-held",
            Self::Held(None) => "read-only-held-unknown",
            Self::Folder(_) => "read-only-folder",
            Self::Newer { .. } => "read-only-newer",
        }
    }
}

fn held(holder: Option<&Holder>) -> String {
    match holder {
        Some(Holder {
            name,
            host,
            pid,
            since,
        }) => format!(
            "{name} has this layer open on {host} (process {pid}, since {since}); close it there \
             to change it here"
        ),
        None => "another program has this layer open; close it there to change it here".to_owned(),
    }
}

/// Someone with a layer in the project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Annotator {
    /// The name of the folder.
    pub id: AnnotatorId,
    /// The full name, in any script.
    pub name: String,
}

/// Makes a project in a folder that is empty or not there yet.
///
/// # Errors
/// If there is something in the folder, or it cannot be written.
pub fn create(path: &Path, project: &Project) -> Result<(), StoreError> {
    let layout = Layout::new(path);
    let occupied = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some());
    if occupied || path.is_file() {
        return Err(StoreError::Exists(path.to_owned()));
    }
    for folder in [layout.articles(), layout.annotations(), layout.lexicon()] {
        fs::create_dir_all(&folder)
            .map_err(|error| StoreError::io("make the folder", &folder, &error))?;
    }
    write(
        &layout.registry(),
        &RegistryFile::from(&Registry::default()),
    )?;
    let attributes = "*.ron -text\n*.txt -text\n*.journal -text\n";
    file::replace(&layout.attributes(), attributes.as_bytes())?;
    // Last: a folder without it is not a project, so a half-made one is not taken for one.
    write(&layout.project(), &ProjectFile::from(project))
}

/// Reads a document.
pub(super) fn read<D: Document>(path: &Path) -> Result<D, StoreError> {
    let bytes = file::read(path, LARGEST_FILE)?;
    codec::decode(&bytes).map_err(|error| StoreError::codec(path, error))
}

/// Replaces a document.
pub(super) fn write<D: Document>(path: &Path, document: &D) -> Result<(), StoreError> {
    let text = codec::encode(document).map_err(|error| StoreError::codec(path, error))?;
    file::replace(path, text.as_bytes())
}

impl Store {
    pub(super) fn new(
        layout: Layout,
        annotator: AnnotatorId,
        access: Access,
        state: State,
    ) -> Self {
        Self(Arc::new(Inner {
            layout,
            annotator,
            access,
            opened: SystemTime::now(),
            state: Mutex::new(state),
            project: Mutex::new(()),
        }))
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        // What is in there stays whole whatever panics: every change is one insertion.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.0.layout
    }

    pub(super) fn relative(&self, path: &Path) -> PathBuf {
        self.layout().relative(path)
    }

    /// The project's folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.layout().root()
    }

    /// Whose layer this program may write.
    #[must_use]
    pub fn annotator(&self) -> &AnnotatorId {
        &self.0.annotator
    }

    /// What the project allows.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.0.access
    }

    /// Everyone with a folder in the project, by id, marked or not. A folder without a name is
    /// called by its id.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn annotators(&self) -> Result<Vec<Annotator>, StoreError> {
        let folder = self.layout().annotations();
        let fail = |error| StoreError::io("list the folder", &folder, &error);
        let mut annotators = Vec::new();
        for entry in fs::read_dir(&folder).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            let name = entry.file_name();
            let id = name
                .to_str()
                .and_then(|name| name.parse::<AnnotatorId>().ok());
            if let Some(id) = id.filter(|_| entry.path().is_dir()) {
                let name = read::<AnnotatorFile>(&self.layout().annotator_file(&id))
                    .map_or_else(|_| id.to_string(), |file| file.name);
                annotators.push(Annotator { id, name });
            }
        }
        annotators.sort();
        Ok(annotators)
    }

    pub(super) fn writable(&self) -> Result<(), StoreError> {
        match self.access() {
            Access::Write => Ok(()),
            Access::Read(why) => Err(StoreError::ReadOnly(why.to_string())),
        }
    }
}
