//! The project that is open: what is known of it, and how edits reach its layers.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::LoadedLayer;
use super::carry::Twins;
use super::command::Command;
use super::known::Known;
use super::learning::Learning;
use super::list::ArticleList;
use super::open::OpenArticle;
use super::table::Table;
use super::tally::Tally;
use crate::model::annotations::Annotations;
use crate::model::article::{ArticleText, MetaEntry};
use crate::model::edit::{Edit, EditError};
use crate::model::history::{Change, History};
use crate::model::id::{AnnotatorId, ArticleId};
use crate::model::project::Project;
use crate::store::{Annotator, Described, Proposal, Stamp, Store, Summary, Writer};

/// A project that is open.
pub struct OpenProject {
    /// Its files.
    pub store: Store,
    /// Its schema and settings.
    pub project: Project,
    /// What it knows of factions, places and words.
    pub known: Known,
    /// How the files that are shared were when they were looked at last.
    pub(super) seen: Stamp,
    /// The same of the descriptions of its articles.
    pub(super) described: Described,
    /// Its articles.
    pub list: ArticleList,
    /// Who annotates.
    pub annotator: AnnotatorId,
    /// Everybody who has a layer, with the full name.
    pub annotators: Vec<Annotator>,
    /// How many suggestions are open in each article.
    pub tally: Tally,
    /// Articles that are nearly the same.
    pub twins: Twins,
    /// The tables over all articles.
    pub table: Table,
    /// What was learned from the user's decisions.
    pub learning: Learning,
    /// What can be undone.
    pub history: History,
    /// The article that is open.
    pub open: Option<OpenArticle>,
    /// The article that is being opened.
    pub opening: Option<ArticleId>,
    /// Why nothing can be changed.
    pub read_only: Option<String>,
    /// The article the user went to last, open or being opened.
    pub left_at: Option<ArticleId>,
    pub(super) writer: Option<Writer>,
    /// The user's own layers that were opened, with their texts. What works with them in the
    /// background shares them; one is copied only where it is changed meanwhile.
    pub(super) layers: BTreeMap<ArticleId, (Arc<Annotations>, ArticleText)>,
    /// Articles whose text is not the one they were annotated on, with what would put their
    /// spans back.
    pub(super) changed: BTreeMap<ArticleId, Proposal>,
    /// Why the user's own layer of an article cannot be read. Its file is left as it is, and its
    /// article can be read only.
    pub(super) unreadable: BTreeMap<ArticleId, String>,
    /// An undo or redo that waits for its article.
    pub(super) waiting: Vec<Command>,
}

impl OpenProject {
    /// The article after or before the open one in the list; the first one if none is open.
    #[must_use]
    pub fn beside(&self, after: bool) -> Option<ArticleId> {
        let here = self
            .open
            .as_ref()
            .and_then(|open| self.list.position(&open.id));
        let beside = match here {
            None => Some(0),
            Some(here) if after => Some(here + 1),
            Some(here) => here.checked_sub(1),
        };
        beside.and_then(|n| self.list.shown().get(n)).cloned()
    }

    /// Applies edits to the user's own layers and to what is shared; all or none.
    pub(super) fn apply(&mut self, change: &Change) -> Result<(), EditError> {
        let mut done: Vec<(ArticleId, Edit)> = Vec::new();
        let mut failure = None;
        for scoped in &change.edits {
            match self.apply_one(&scoped.article, &scoped.edit) {
                Ok(inverse) => done.push((scoped.article.clone(), inverse)),
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
        }
        if let Some(error) = failure {
            for (id, inverse) in done.iter().rev() {
                let _ = self.apply_one(id, inverse);
            }
            return Err(error);
        }
        if done.iter().any(|(_, inverse)| inverse.is_meta()) {
            self.list.refresh();
        }
        for edit in &change.project {
            let Project {
                schema, settings, ..
            } = &mut self.project;
            edit.apply(&mut self.known.registry, schema, settings);
        }
        for id in change.articles() {
            self.show_change(id);
        }
        Ok(())
    }

    /// Dates what a step back or on says of articles: it is a later word than what it takes back.
    /// A file that was read before it would otherwise seem to know better, as if a colleague had
    /// written it.
    pub(super) fn date_descriptions(&mut self, change: &Change, at: Timestamp) {
        for scoped in &change.edits {
            let Edit::SetMeta { field, .. } = &scoped.edit else {
                continue;
            };
            let Some(entry) = self.list.get(&scoped.article) else {
                continue;
            };
            let mut meta = entry.meta.clone();
            let value = meta.get(*field).map(str::to_owned);
            let by = self.annotator.clone();
            meta.fields.insert(*field, MetaEntry { value, at, by });
            self.list.set_meta(meta);
        }
    }

    pub(super) fn apply_one(&mut self, id: &ArticleId, edit: &Edit) -> Result<Edit, EditError> {
        let missing = || EditError::Missing(id.to_string());
        let entry = self.list.get(id).ok_or_else(missing)?;
        if edit.is_meta() {
            // A description needs no layer; its article may never have been opened.
            let mut meta = entry.meta.clone();
            let mut none = Annotations::new(id.clone(), self.annotator.clone());
            let inverse = edit.apply(&mut meta, &mut none)?;
            self.list.set_meta(meta);
            return Ok(inverse);
        }
        let mut meta = entry.meta.clone();
        let (layer, _) = self.layers.get_mut(id).ok_or_else(missing)?;
        let inverse = edit.apply(&mut meta, Arc::make_mut(layer))?;
        // The window's copy goes through the same: a clone of a large layer takes too long.
        let shown = self.open.as_mut().filter(|open| open.is_own);
        if let Some(open) = shown.filter(|open| &open.id == id) {
            edit.apply(&mut meta, &mut open.layer)?;
        }
        Ok(inverse)
    }

    pub(super) fn show_change(&mut self, id: &ArticleId) {
        let Some((layer, _)) = self.layers.get(id) else {
            return;
        };
        self.list.set_counts(
            id,
            Summary {
                progress: layer.progress(),
                decided: layer.counts(),
            },
        );
        if !layer.counts().is_empty() {
            self.twins.note(id);
        }
        let open = self.open.as_mut().filter(|open| open.is_own);
        match open.filter(|open| &open.id == id) {
            Some(open) => open.refresh(),
            None => self.tally.forget(id),
        }
    }

    /// Keeps layers that were loaded without being shown.
    pub(super) fn keep_layers(&mut self, layers: Vec<LoadedLayer>) {
        for loaded in layers {
            match loaded.layer {
                Ok(own) => {
                    self.layers.entry(loaded.id).or_insert(own);
                }
                Err(reason) => {
                    self.unreadable.insert(loaded.id, reason);
                }
            }
        }
    }

    /// The user's own layer of an article, if it has been opened.
    #[must_use]
    pub fn own_layer(&self, id: &ArticleId) -> Option<&Annotations> {
        self.layers.get(id).map(|(layer, _)| layer.as_ref())
    }
}
