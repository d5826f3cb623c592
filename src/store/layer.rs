//! Reading layers: attaching their spans to the text, and replaying what the journal has on top.
//!
//! Invariant: nothing of a layer is dropped. What cannot be attached is proposed or listed, and
//! a snapshot carries it along unchanged.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;

use rayon::prelude::*;

use super::disk::{IncidentFile, Kept, LayerFile, RelationFile, SpanFile};
use super::error::StoreError;
use super::notice::{Notice, What};
use super::project::{Store, read};
use crate::model::annotations::{Annotations, Parts, Progress};
use crate::model::article::{ArticleMeta, ArticleText};
use crate::model::edit::Edit;
use crate::model::history::Seq;
use crate::model::id::{AnnotatorId, ArticleId, LabelId, SpanId};
use crate::text::offset::CharIdx;

/// A layer with what there is to say about it.
#[derive(Clone, Debug)]
pub struct LoadedLayer {
    /// The layer. Places are bytes of the text it was loaded with.
    pub layer: Annotations,
    /// The records up to this one are in it.
    pub upto: Seq,
    /// How many edits of the journal were put on top of the snapshot.
    pub replayed: usize,
    /// What there is to tell.
    pub notices: Vec<Notice>,
    /// What could be re-attached, and what could not.
    pub proposal: Proposal,
}

/// Spans that are in the file and do not fit the text.
///
/// They are not part of the layer. They stay in the file until the edits are made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// Puts the spans whose words stand in exactly one other place there, with their relations.
    pub edits: Vec<Edit>,
    /// The spans for which there is no such place.
    pub detached: Vec<Detached>,
}

impl Proposal {
    /// Whether everything fits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.detached.is_empty()
    }
}

/// A span whose words were not found, or in several places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detached {
    /// The span.
    pub id: SpanId,
    /// Its label.
    pub label: LabelId,
    /// The words it covered.
    pub quote: String,
    /// Where it began, in code points of the text it was made for.
    pub at: CharIdx,
}

/// What a list shows of a layer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How far the annotator has come.
    pub progress: Progress,
    /// Spans a person stands behind, by label.
    pub decided: BTreeMap<LabelId, u32>,
}

/// A layer with what its file has to carry along.
#[derive(Debug)]
pub(super) struct Attached {
    pub(super) loaded: LoadedLayer,
    pub(super) kept: Kept,
}

impl Store {
    /// A layer, with the edits on top that are in no snapshot yet. A layer without a file is
    /// empty.
    ///
    /// # Errors
    /// If the file cannot be read or was written by a newer program. Then no edit may be made in
    /// this layer: it would be lost on a file that cannot be written.
    pub fn load_layer(
        &self,
        annotator: &AnnotatorId,
        article: &ArticleId,
        text: &ArticleText,
    ) -> Result<LoadedLayer, StoreError> {
        let limit = Seq(u64::MAX);
        let attached = self.attach(annotator, article, text, limit)?;
        Ok(attached.loaded)
    }

    /// As [`Store::load_layer`], with the records up to `limit` only.
    pub(super) fn attach(
        &self,
        annotator: &AnnotatorId,
        article: &ArticleId,
        text: &ArticleText,
        limit: Seq,
    ) -> Result<Attached, StoreError> {
        // Before the file: a snapshot that is written in between holds these edits, and they are
        // left out by their number; the other way round some would be in neither.
        let (tail, upto) = if annotator == self.annotator() {
            let state = self.state();
            let tail = state.tails.edits(article).iter();
            let tail = tail.filter(|(seq, _)| *seq <= limit).cloned().collect();
            (tail, state.tails.last.min(limit))
        } else {
            (Vec::new(), Seq(0))
        };
        let file = self.read_layer(annotator, article)?;
        let path = self.relative(&self.layout().layer(annotator, article));
        let applied = file.as_ref().map_or(Seq(0), |file| file.applied);
        let mut attached = match file {
            Some(file) => attach(file, text, &path),
            None => Attached::empty(article, annotator),
        };
        attached.replay(&tail, applied, text, &path);
        attached.loaded.upto = upto.max(applied);
        attached.propose(text, &path);
        Ok(attached)
    }

    /// The layer file, `None` if there is none.
    pub(super) fn read_layer(
        &self,
        annotator: &AnnotatorId,
        article: &ArticleId,
    ) -> Result<Option<LayerFile>, StoreError> {
        let path = self.layout().layer(annotator, article);
        let file = match read::<LayerFile>(&path) {
            Ok(file) => file,
            Err(error) if error.is_not_found() => return Ok(None),
            Err(error) => return Err(error),
        };
        let wrong = |found: String, expected: String| StoreError::WrongName {
            found,
            expected,
            path: path.clone(),
        };
        if file.article != *article {
            return Err(wrong(file.article.to_string(), article.to_string()));
        }
        if file.annotator != *annotator {
            return Err(wrong(file.annotator.to_string(), annotator.to_string()));
        }
        Ok(Some(file))
    }

    /// What a list shows of a layer, without the text.
    ///
    /// # Errors
    /// As [`Store::load_layer`].
    pub fn summary(
        &self,
        annotator: &AnnotatorId,
        article: &ArticleId,
    ) -> Result<Summary, StoreError> {
        let has_tail = || !self.state().tails.edits(article).is_empty();
        if annotator == self.annotator() && has_tail() {
            let (text, _) = self.load_text(article)?;
            let layer = self.load_layer(annotator, article, &text)?.layer;
            return Ok(Summary {
                progress: layer.progress(),
                decided: layer.counts(),
            });
        }
        let Some(file) = self.read_layer(annotator, article)? else {
            return Ok(Summary::default());
        };
        let mut decided = BTreeMap::new();
        for span in file.spans.iter().filter(|s| s.state.is_decided_in()) {
            *decided.entry(span.label.clone()).or_default() += 1;
        }
        Ok(Summary {
            progress: file.progress,
            decided,
        })
    }

    /// The summaries of all layers of an annotator that have a file or unsaved edits, by article,
    /// read in parallel. `go_on` is told how many are done and ends it with `false`. A layer
    /// that cannot be read becomes a notice.
    #[must_use]
    pub fn summaries(
        &self,
        annotator: &AnnotatorId,
        go_on: &(dyn Fn(usize) -> bool + Sync),
    ) -> (Vec<(ArticleId, Summary)>, Vec<Notice>) {
        let articles: Vec<ArticleId> = self.layers(annotator).into_iter().collect();
        let (mut summaries, mut notices) = (Vec::with_capacity(articles.len()), Vec::new());
        let mut done = 0;
        for chunk in articles.chunks(256) {
            if !go_on(done) {
                break;
            }
            done += chunk.len();
            let read: Vec<_> = chunk
                .par_iter()
                .map(|id| (id, self.summary(annotator, id)))
                .collect();
            for (id, summary) in read {
                match summary {
                    Ok(summary) => summaries.push((id.clone(), summary)),
                    Err(error) => {
                        let path = self.relative(&self.layout().layer(annotator, id));
                        notices.push(Notice::of(&error, path));
                    }
                }
            }
        }
        (summaries, notices)
    }

    /// The articles an annotator has a layer of: a file, or edits that are in no file yet.
    #[must_use]
    pub fn layers(&self, annotator: &AnnotatorId) -> BTreeSet<ArticleId> {
        let state = self.state();
        let mut found: BTreeSet<ArticleId> = BTreeSet::new();
        if annotator == self.annotator() {
            found.extend(state.tails.articles());
        }
        let entries = fs::read_dir(self.layout().annotator(annotator));
        let files = entries.into_iter().flatten().filter_map(|entry| {
            let name = entry.ok()?.file_name();
            super::article::stem(name.to_str()?, ".ron")
        });
        found.extend(files.filter(|id| state.articles.contains_key(id)));
        found
    }

    /// The number of the last record that is in a layer file, from its first lines.
    pub(super) fn applied(&self, article: &ArticleId) -> Result<Seq, StoreError> {
        let path = self.layout().layer(self.annotator(), article);
        let mut head = [0; 1024];
        let found = fs::File::open(&path)
            .and_then(|mut file| file.read(&mut head))
            .ok()
            .and_then(|length| {
                let head = String::from_utf8_lossy(head.get(..length)?);
                let (_, rest) = head.split_once("\n  applied: ")?;
                rest.split_once(',')?.0.parse().ok()
            });
        match found {
            Some(seq) => Ok(Seq(seq)),
            // A file that was written by hand in another order.
            None => Ok(self
                .read_layer(self.annotator(), article)?
                .map_or(Seq(0), |file| file.applied)),
        }
    }
}

/// The layer of a file, with what does not fit kept aside.
pub(super) fn attach(file: LayerFile, text: &ArticleText, path: &std::path::Path) -> Attached {
    let mut kept = Kept {
        spans: file.detached,
        relations: file.detached_relations,
        incidents: file.detached_incidents,
        refusals: Vec::new(),
    };
    let mut parts = Parts {
        attrs: file.attrs,
        note: file.note,
        progress: file.progress,
        ..Parts::default()
    };
    for span in file.spans {
        match span.attach(text) {
            Some(attached) => parts.spans.push(attached),
            None => kept.spans.push(span),
        }
    }
    for refusal in file.refusals {
        match refusal.attach(text) {
            Some(attached) => parts.refusals.push(attached),
            None => kept.refusals.push(refusal),
        }
    }
    parts.relations = file.relations.iter().map(RelationFile::relation).collect();
    parts.incidents = file.incidents.iter().map(IncidentFile::incident).collect();
    let (layer, left) = Annotations::assemble(file.article, file.annotator, parts);
    let unfit = |id: String| Notice::new(What::Unfit { id }, path.to_owned());
    let notices = left
        .spans
        .iter()
        .map(|span| unfit(span.id.to_string()))
        .collect();
    let spans = left.spans.iter().map(|span| SpanFile::new(span, text));
    kept.spans.extend(spans);
    let relations = left.relations.iter().map(RelationFile::new);
    kept.relations.extend(relations);
    let incidents = left.incidents.iter().map(IncidentFile::new);
    kept.incidents.extend(incidents);
    Attached {
        loaded: LoadedLayer {
            layer,
            upto: file.applied,
            replayed: 0,
            notices,
            proposal: Proposal::default(),
        },
        kept,
    }
}

impl Attached {
    pub(super) fn empty(article: &ArticleId, annotator: &AnnotatorId) -> Self {
        Self {
            loaded: LoadedLayer {
                layer: Annotations::new(article.clone(), annotator.clone()),
                upto: Seq(0),
                replayed: 0,
                notices: Vec::new(),
                proposal: Proposal::default(),
            },
            kept: Kept::default(),
        }
    }

    /// Puts the edits after `applied` on top. One that does not fit is left out and reported.
    pub(super) fn replay(
        &mut self,
        tail: &[(Seq, Edit)],
        applied: Seq,
        text: &ArticleText,
        path: &std::path::Path,
    ) {
        // Edits of a description are not among these; the type asks for one all the same.
        let mut meta = ArticleMeta::new(text, "");
        for (seq, edit) in tail.iter().filter(|(seq, _)| *seq > applied) {
            match edit.apply(&mut meta, &mut self.loaded.layer) {
                Ok(_) => self.loaded.replayed += 1,
                Err(error) => {
                    let what = What::NotReplayed {
                        seq: seq.0,
                        why: error.to_string(),
                    };
                    self.loaded.notices.push(Notice::new(what, path.to_owned()));
                }
            }
            // Whoever adds a kept span again has decided about it.
            let kept = &mut self.kept;
            match edit {
                Edit::AddSpan(span) => kept.spans.retain(|kept| kept.id != span.id),
                Edit::AddRelation(relation) => {
                    kept.relations.retain(|kept| kept.id != relation.id);
                }
                Edit::AddRefusal(refusal) => kept.refusals.retain(|kept| kept.id != refusal.id),
                Edit::AddIncident(incident) => {
                    kept.incidents.retain(|kept| kept.id != incident.id);
                }
                _ => {}
            }
        }
    }

    /// Proposes what could be re-attached.
    fn propose(&mut self, text: &ArticleText, path: &std::path::Path) {
        let layer = &self.loaded.layer;
        let mut there: BTreeSet<SpanId> = layer.spans().map(|span| span.id).collect();
        let mut proposal = Proposal::default();
        for kept in &self.kept.spans {
            let new = !there.contains(&kept.id);
            let span = kept.attach(text).or_else(|| kept.reattach(text));
            let what = match span.filter(|_| new) {
                Some(span) => {
                    there.insert(span.id);
                    proposal.edits.push(Edit::AddSpan(Box::new(span)));
                    What::Moved {
                        span: kept.id.to_string(),
                    }
                }
                None => {
                    proposal.detached.push(Detached {
                        id: kept.id,
                        label: kept.label.clone(),
                        quote: kept.text.clone(),
                        at: kept.at.0,
                    });
                    What::Detached {
                        span: kept.id.to_string(),
                    }
                }
            };
            self.loaded.notices.push(Notice::new(what, path.to_owned()));
        }
        for kept in &self.kept.relations {
            let relation = kept.relation();
            let whole = there.contains(&relation.from) && there.contains(&relation.to);
            if whole && layer.relation(relation.id).is_none() {
                proposal.edits.push(Edit::AddRelation(Box::new(relation)));
            } else {
                let id = relation.id.to_string();
                let what = What::Unfit { id };
                self.loaded.notices.push(Notice::new(what, path.to_owned()));
            }
        }
        for kept in &self.kept.incidents {
            let incident = kept.incident();
            let whole = incident.all_spans().all(|(_, span)| there.contains(&span));
            if whole && layer.incident(incident.id).is_none() {
                proposal.edits.push(Edit::AddIncident(Box::new(incident)));
            } else {
                let id = incident.id.to_string();
                let what = What::Unfit { id };
                self.loaded.notices.push(Notice::new(what, path.to_owned()));
            }
        }
        for kept in &self.kept.refusals {
            match kept.reattach(text) {
                Some(refusal) => proposal.edits.push(Edit::AddRefusal(Box::new(refusal))),
                None => {
                    let id = kept.id.to_string();
                    let what = What::Unfit { id };
                    self.loaded.notices.push(Notice::new(what, path.to_owned()));
                }
            }
        }
        self.loaded.proposal = proposal;
    }
}
