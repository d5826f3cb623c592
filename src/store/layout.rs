//! Where everything lies in a project's folder.

use std::path::{Path, PathBuf};

use crate::model::id::{AnnotatorId, ArticleId};

/// The paths of a project.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    root: PathBuf,
}

/// The ending of a journal's segments.
pub(super) const JOURNAL_ENDING: &str = "journal";

impl Layout {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn project(&self) -> PathBuf {
        self.root.join("project.ron")
    }

    pub(super) fn registry(&self) -> PathBuf {
        self.root.join("registry.ron")
    }

    pub(super) fn attributes(&self) -> PathBuf {
        self.root.join(".gitattributes")
    }

    pub(super) fn lexicon(&self) -> PathBuf {
        self.root.join("lexicon")
    }

    pub(super) fn articles(&self) -> PathBuf {
        self.root.join("articles")
    }

    pub(super) fn text(&self, article: &ArticleId) -> PathBuf {
        self.articles().join(format!("{article}.txt"))
    }

    pub(super) fn meta(&self, article: &ArticleId) -> PathBuf {
        self.articles().join(format!("{article}.ron"))
    }

    pub(super) fn annotations(&self) -> PathBuf {
        self.root.join("annotations")
    }

    pub(super) fn annotator(&self, annotator: &AnnotatorId) -> PathBuf {
        self.annotations().join(annotator.as_str())
    }

    pub(super) fn annotator_file(&self, annotator: &AnnotatorId) -> PathBuf {
        self.annotator(annotator).join("annotator.ron")
    }

    pub(super) fn layer(&self, annotator: &AnnotatorId, article: &ArticleId) -> PathBuf {
        self.annotator(annotator).join(format!("{article}.ron"))
    }

    pub(super) fn journal(&self, annotator: &AnnotatorId) -> PathBuf {
        self.annotator(annotator).join("journal")
    }

    pub(super) fn lock(&self, annotator: &AnnotatorId) -> PathBuf {
        self.annotator(annotator).join(".lock")
    }

    /// A path as reports name it: from the project's folder on.
    pub(super) fn relative(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.root).unwrap_or(path).to_owned()
    }
}
