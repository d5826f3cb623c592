//! Reading a project's folder, and the few writes that need no journal.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::atomic;
use super::codec::{self, FORMAT};
use super::disk::{AnnotatorFile, LayerFile, LoadedLayer, MetaFile, ProjectFile, RecordFile};
use super::error::{Remark, RemarkKind, StoreError};
use super::journal;
use super::lock::{self, Lock};
use crate::model::annotations::Annotations;
use crate::model::article::{ArticleMeta, ArticleText};
use crate::model::history::{History, Record, Seq};
use crate::model::id::{AnnotatorId, ArticleId};
use crate::model::project::Project;

/// A project's folder. Cheap to clone; reads are safe from any thread.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

/// A project that has been opened for one annotator.
#[derive(Debug)]
pub struct Opened {
    /// The folder.
    pub folder: Folder,
    /// What the articles share.
    pub project: Project,
    /// Every article with the annotator's layer of it, as of the last journal record.
    pub articles: Vec<(ArticleMeta, LayerSummary)>,
    /// What can be undone.
    pub history: History,
    /// Everybody who has a layer.
    pub annotators: Vec<(AnnotatorId, String)>,
    /// Who annotates.
    pub annotator: AnnotatorId,
    /// The lock, or why the project is open for reading only.
    pub access: Result<Lock, String>,
    /// What was recovered or skipped.
    pub remarks: Vec<Remark>,
}

/// What the list shows of a layer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerSummary {
    /// How far the annotator has come.
    pub progress: crate::model::annotations::Progress,
    /// Decided spans by label.
    pub decided: std::collections::BTreeMap<crate::model::id::LabelId, u32>,
}

impl LayerSummary {
    /// The summary of a layer.
    #[must_use]
    pub fn of(layer: &Annotations) -> Self {
        Self {
            progress: layer.progress(),
            decided: layer.counts(),
        }
    }
}

impl Folder {
    /// The folder at a path; nothing is read.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The path.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Makes a new project. The folder must be new or empty.
    ///
    /// # Errors
    /// If there is something, or the system refuses.
    pub fn create(root: impl Into<PathBuf>, project: &Project) -> Result<Self, StoreError> {
        let folder = Self::new(root);
        let occupied = fs::read_dir(&folder.root).is_ok_and(|mut entries| entries.next().is_some());
        if occupied {
            return Err(StoreError::NotEmpty { path: folder.root });
        }
        for sub in ["articles", "annotations", "lexicon"] {
            let path = folder.root.join(sub);
            fs::create_dir_all(&path).map_err(|e| StoreError::io("make the folder", &path, e))?;
        }
        atomic::replace(
            &folder.root.join(".gitattributes"),
            b"# Line endings are part of the data.\n*.ron -text\n*.ronl -text\n*.txt -text\n",
        )?;
        let file = ProjectFile {
            format: FORMAT,
            project: project.clone(),
        };
        folder.write(&folder.project_path(), &file, 4)?;
        Ok(folder)
    }

    /// Opens it for an annotator: reads everything that a list needs, takes the lock, and brings
    /// layers up to date with the journal.
    ///
    /// # Errors
    /// If it is no project or `project.ron` cannot be read. What else cannot be read is skipped
    /// and told of.
    pub fn open(
        &self,
        annotator: &AnnotatorId,
        name: &str,
        holder: &str,
    ) -> Result<Opened, StoreError> {
        let project = self.project()?;
        let own = self.annotator_path(annotator);
        let access = fs::create_dir_all(&own)
            .map_err(|error| format!("its folder cannot be written ({error})"))
            .and_then(|()| lock::take(&own, holder));
        let mut remarks = Vec::new();
        if access.is_ok() && !own.join("annotator.ron").exists() {
            let file = AnnotatorFile {
                format: FORMAT,
                name: name.to_owned(),
            };
            self.write(&own.join("annotator.ron"), &file, 2)?;
        }
        let (records, torn) = journal::read(&own.join("journal"), access.is_ok())?;
        remarks.extend(torn);
        let mut articles = Vec::new();
        for result in self.metas() {
            match result {
                Ok(meta) => articles.push(meta),
                Err(error) => remarks.push(skipped(&error)),
            }
        }
        let (history, tail) = self.replay(annotator, &articles, records, &mut remarks);
        let summaries: Vec<(LayerSummary, Vec<Remark>)> = articles
            .par_iter()
            .map(|meta| {
                let records = tail.get(&meta.id).map_or(&[][..], Vec::as_slice);
                self.bring_up_to_date(annotator, meta, records, access.is_ok())
            })
            .collect();
        let articles = articles
            .into_iter()
            .zip(summaries)
            .map(|(meta, (summary, found))| {
                remarks.extend(found);
                (meta, summary)
            })
            .collect();
        Ok(Opened {
            project,
            articles,
            history,
            annotators: self.annotators(),
            annotator: annotator.clone(),
            access,
            remarks,
            folder: self.clone(),
        })
    }

    /// `project.ron`.
    ///
    /// # Errors
    /// If there is none or it cannot be read.
    pub fn project(&self) -> Result<Project, StoreError> {
        let path = self.project_path();
        if !path.exists() {
            return Err(StoreError::NotAProject {
                path: self.root.clone(),
            });
        }
        Ok(self.read::<ProjectFile>(&path, "read the project")?.project)
    }

    /// The descriptions of all articles, by id.
    #[must_use]
    pub fn metas(&self) -> Vec<Result<ArticleMeta, StoreError>> {
        let folder = self.root.join("articles");
        let mut ids: Vec<ArticleId> = stems(&folder, "ron")
            .into_iter()
            .filter_map(|stem| stem.parse().ok())
            .collect();
        ids.sort();
        ids.into_par_iter().map(|id| self.meta(&id)).collect()
    }

    /// The description of an article.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn meta(&self, id: &ArticleId) -> Result<ArticleMeta, StoreError> {
        let file: MetaFile = self.read(&self.meta_path(id), "read the description")?;
        Ok(file.into_meta(id.clone()))
    }

    /// The text of an article.
    ///
    /// # Errors
    /// If it cannot be read or is not UTF-8.
    pub fn text(&self, id: &ArticleId) -> Result<ArticleText, StoreError> {
        let path = self.text_path(id);
        fs::read_to_string(&path)
            .map(ArticleText::new)
            .map_err(|e| StoreError::io("read the article", &path, e))
    }

    /// An annotator's layer of an article; one that has no file says nothing.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn layer(
        &self,
        annotator: &AnnotatorId,
        id: &ArticleId,
        text: &ArticleText,
    ) -> Result<LoadedLayer, StoreError> {
        match self.read::<LayerFile>(&self.layer_path(annotator, id), "read the layer") {
            Ok(file) => Ok(file.into_layer(id, annotator, text)),
            Err(error) if error.is_not_found() => Ok(LoadedLayer::empty(id, annotator)),
            Err(error) => Err(error),
        }
    }

    /// The file of a layer as it stands, for a check of it.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn layer_file(
        &self,
        annotator: &AnnotatorId,
        id: &ArticleId,
    ) -> Result<LayerFile, StoreError> {
        self.read(&self.layer_path(annotator, id), "read the layer")
    }

    /// Writes a layer's snapshot.
    ///
    /// # Errors
    /// If the system refuses; then the old snapshot is as it was.
    pub fn write_layer(
        &self,
        layer: &Annotations,
        text: &ArticleText,
        applied: Seq,
    ) -> Result<(), StoreError> {
        let path = self.layer_path(layer.annotator(), layer.article());
        // Spans that were set aside when the text changed stay in the file.
        let detached = self
            .layer_file(layer.annotator(), layer.article())
            .map(|file| {
                file.into_layer(layer.article(), layer.annotator(), text)
                    .detached
            })
            .unwrap_or_default();
        self.write(&path, &LayerFile::of(layer, text, applied, detached), 2)
    }

    /// Writes a description, taking over what others have written since.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn write_meta(&self, meta: &ArticleMeta) -> Result<(), StoreError> {
        let mut merged = meta.clone();
        if let Ok(there) = self.meta(&meta.id) {
            merged.merge(&there);
        }
        self.write(&self.meta_path(&meta.id), &MetaFile::of(&merged), 3)
    }

    /// Adds an article. Returns `false` and writes nothing if its text is there already.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn add_article(&self, meta: &ArticleMeta, text: &ArticleText) -> Result<bool, StoreError> {
        let path = self.text_path(&meta.id);
        if path.exists() && self.meta_path(&meta.id).exists() {
            return Ok(false);
        }
        atomic::replace(&path, text.as_str().as_bytes())?;
        self.write(&self.meta_path(&meta.id), &MetaFile::of(meta), 3)?;
        Ok(true)
    }

    /// Everybody who has a folder, with the full name.
    #[must_use]
    pub fn annotators(&self) -> Vec<(AnnotatorId, String)> {
        let mut found: Vec<(AnnotatorId, String)> = fs::read_dir(self.root.join("annotations"))
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| entry.path().is_dir())
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .map(|id: AnnotatorId| {
                let path = self.annotator_path(&id).join("annotator.ron");
                let name = self
                    .read::<AnnotatorFile>(&path, "read the annotator")
                    .map_or_else(|_| id.to_string(), |file| file.name);
                (id, name)
            })
            .collect();
        found.sort();
        found
    }

    /// The folder of an annotator.
    #[must_use]
    pub fn annotator_path(&self, annotator: &AnnotatorId) -> PathBuf {
        self.root.join("annotations").join(annotator.as_str())
    }

    /// Which articles an annotator has layer files of.
    #[must_use]
    pub fn layers_of(&self, annotator: &AnnotatorId) -> Vec<ArticleId> {
        let mut ids: Vec<ArticleId> = stems(&self.annotator_path(annotator), "ron")
            .into_iter()
            .filter(|stem| !matches!(stem.as_str(), "annotator" | "links"))
            .filter_map(|stem| stem.parse().ok())
            .collect();
        ids.sort();
        ids
    }

    fn project_path(&self) -> PathBuf {
        self.root.join("project.ron")
    }

    fn text_path(&self, id: &ArticleId) -> PathBuf {
        self.root.join("articles").join(format!("{id}.txt"))
    }

    fn meta_path(&self, id: &ArticleId) -> PathBuf {
        self.root.join("articles").join(format!("{id}.ron"))
    }

    fn layer_path(&self, annotator: &AnnotatorId, id: &ArticleId) -> PathBuf {
        self.annotator_path(annotator).join(format!("{id}.ron"))
    }

    fn read<T: serde::de::DeserializeOwned>(
        &self,
        path: &Path,
        action: &'static str,
    ) -> Result<T, StoreError> {
        let text = fs::read_to_string(path).map_err(|e| StoreError::io(action, path, e))?;
        codec::decode(&text, path)
    }

    fn write<T: serde::Serialize>(
        &self,
        path: &Path,
        value: &T,
        depth: usize,
    ) -> Result<(), StoreError> {
        let text = codec::encode(value, depth).map_err(|error| StoreError::Parse {
            message: error.to_string(),
            line: 0,
            column: 0,
            path: path.to_owned(),
        })?;
        atomic::replace(path, text.as_bytes())
    }

    /// The history of all records, and for each article the records that change it.
    fn replay(
        &self,
        annotator: &AnnotatorId,
        articles: &[ArticleMeta],
        records: Vec<RecordFile>,
        remarks: &mut Vec<Remark>,
    ) -> (History, HashMap<ArticleId, Vec<Record>>) {
        let mut texts: HashMap<ArticleId, Option<ArticleText>> = HashMap::new();
        let mut history = History::default();
        let mut by_article: HashMap<ArticleId, Vec<Record>> = HashMap::new();
        for file in records {
            let needed: Vec<ArticleId> = file.articles().cloned().collect();
            for id in needed {
                texts.entry(id).or_insert_with_key(|id| self.text(id).ok());
            }
            let seq = file.seq();
            let Some(record) = file.into_record(&|id| texts.get(id).cloned().flatten()) else {
                remarks.push(Remark {
                    kind: RemarkKind::EditSkipped,
                    details: format!(
                        "record {} of {annotator}: its text is missing or shorter than it was",
                        seq.0
                    ),
                });
                continue;
            };
            for id in record.change.articles() {
                if articles.iter().any(|meta| &meta.id == id) {
                    by_article
                        .entry(id.clone())
                        .or_default()
                        .push(record.clone());
                }
            }
            history.push(record);
        }
        (history, by_article)
    }

    /// Applies the records that a snapshot does not include, and writes it anew.
    fn bring_up_to_date(
        &self,
        annotator: &AnnotatorId,
        meta: &ArticleMeta,
        records: &[Record],
        writable: bool,
    ) -> (LayerSummary, Vec<Remark>) {
        let mut remarks = Vec::new();
        let file = match self.layer_file(annotator, &meta.id) {
            Ok(file) => Some(file),
            Err(error) if error.is_not_found() => None,
            Err(error) => {
                remarks.push(skipped(&error));
                return (LayerSummary::default(), remarks);
            }
        };
        let applied = file.as_ref().map_or(Seq(0), |file| file.applied);
        let tail = records.iter().filter(|record| record.seq > applied);
        if tail.clone().next().is_none() {
            // The usual case needs no text: the file knows its labels.
            let mut summary = LayerSummary::default();
            if let Some(file) = file {
                summary.progress = file.progress;
                for span in file.spans.iter().filter(|s| s.state.is_decided_in()) {
                    *summary.decided.entry(span.label.clone()).or_default() += 1;
                }
            }
            return (summary, remarks);
        }
        let text = match self.text(&meta.id) {
            Ok(text) => text,
            Err(error) => {
                remarks.push(skipped(&error));
                return (LayerSummary::default(), remarks);
            }
        };
        let mut layer = file.map_or_else(
            || LoadedLayer::empty(&meta.id, annotator),
            |file| file.into_layer(&meta.id, annotator, &text),
        );
        let mut described = meta.clone();
        let (mut done, mut last) = (0, applied);
        for record in tail {
            for scoped in record.change.edits.iter().filter(|s| s.article == meta.id) {
                match scoped.edit.apply(&mut described, &mut layer.layer) {
                    Ok(_) => done += 1,
                    Err(error) => remarks.push(Remark {
                        kind: RemarkKind::EditSkipped,
                        details: format!("record {} in {}: {error}", record.seq.0, meta.id),
                    }),
                }
            }
            last = record.seq;
        }
        if writable {
            let written = self
                .write_layer(&layer.layer, &text, last)
                .and_then(|()| self.write_meta(&described));
            if let Err(error) = written {
                remarks.push(skipped(&error));
            }
        }
        remarks.push(Remark {
            kind: RemarkKind::Recovered,
            details: format!("{done} edits of {} were taken from the journal", meta.id),
        });
        (LayerSummary::of(&layer.layer), remarks)
    }
}

fn skipped(error: &StoreError) -> Remark {
    Remark {
        kind: RemarkKind::FileSkipped,
        details: error.to_string(),
    }
}

/// The names without their ending of the files of a folder that have that ending.
fn stems(folder: &Path, ending: &str) -> Vec<String> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}
