//! What was done, in order: the log behind undo, redo and the history list.
//!
//! A [`Change`] is one undo step: a name and the edits it is made of, possibly in several
//! articles. A [`Record`] is a change as it happened, with its number and time, and whether it
//! did something new, took a step back or did it again. The journal on disk is a list of
//! records; [`History`] is made by feeding them in, so undo survives a restart by construction.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::edit::Edit;
use super::id::{ArticleId, LabelId};
use super::incident::Role;
use super::project::ProjectEdit;

/// The number of a record in its annotator's journal, from 1 upwards without gaps.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// The number after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// An edit with the article it belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scoped {
    /// The article.
    pub article: ArticleId,
    /// What changes there.
    pub edit: Edit,
}

/// One undo step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What it is called in the history list.
    pub name: StepName,
    /// What changes in articles, in the order of application.
    pub edits: Vec<Scoped>,
    /// What changes in what the articles share, in the order of application.
    pub project: Vec<ProjectEdit>,
}

impl Change {
    /// A change of one article.
    #[must_use]
    pub fn of(article: &ArticleId, name: StepName, edits: impl IntoIterator<Item = Edit>) -> Self {
        let edits = edits
            .into_iter()
            .map(|edit| Scoped {
                article: article.clone(),
                edit,
            })
            .collect();
        Self {
            name,
            edits,
            project: Vec::new(),
        }
    }

    /// A change of what the articles share.
    #[must_use]
    pub fn of_project(name: StepName, edits: impl IntoIterator<Item = ProjectEdit>) -> Self {
        Self {
            name,
            edits: Vec::new(),
            project: edits.into_iter().collect(),
        }
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.project.is_empty()
    }

    /// The change that takes this one back: the inverse edits in the opposite order.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            name: self.name.clone(),
            edits: self
                .edits
                .iter()
                .rev()
                .map(|scoped| Scoped {
                    article: scoped.article.clone(),
                    edit: scoped.edit.inverse(),
                })
                .collect(),
            project: self
                .project
                .iter()
                .rev()
                .map(ProjectEdit::inverse)
                .collect(),
        }
    }

    /// The articles it changes, each once, in the order of first mention.
    #[must_use]
    pub fn articles(&self) -> Vec<&ArticleId> {
        // An import has tens of thousands.
        let mut seen = BTreeSet::new();
        let articles = self.edits.iter().map(|scoped| &scoped.article);
        articles.filter(|article| seen.insert(*article)).collect()
    }
}

/// What a step did, for its name in the interface's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepName {
    /// Made a label.
    AddLabel(LabelId),
    /// Changed a label.
    ChangeLabel(LabelId),
    /// Made one label of two: the first became the second.
    MergeLabels(LabelId, LabelId),
    /// Gave some spans of the first label the second one.
    SplitLabel(LabelId, LabelId),
    /// Deleted a label with its spans.
    DeleteLabel(LabelId),
    /// Changed something else of the schema.
    ChangeSchema,
    /// Marked a span.
    Tag(LabelId),
    /// Gave a span another label.
    Relabel(LabelId),
    /// Moved an edge of a span.
    Resize(LabelId),
    /// Removed a span.
    Untag(LabelId),
    /// Marked several spans.
    TagMany(LabelId, u32),
    /// Accepted a suggestion.
    Accept(LabelId),
    /// Rejected a suggestion.
    Reject(LabelId),
    /// Accepted several suggestions.
    AcceptMany(u32),
    /// Rejected several suggestions.
    RejectMany(u32),
    /// Changed several spans.
    ChangeMany(u32),
    /// Set an attribute.
    Attribute(String),
    /// Wrote a remark on a span.
    SpanNote,
    /// Wrote remarks on an article.
    Note,
    /// Set the progress.
    Progress,
    /// Changed the article's description.
    Describe,
    /// Joined two spans.
    Relate(String),
    /// Parted two spans.
    Unrelate(String),
    /// Put an incident together.
    AddIncident,
    /// Took an incident apart.
    RemoveIncident,
    /// Rejected an incident that was proposed.
    RejectIncident,
    /// Put something into a role of an incident, or took it out.
    Role(Role),
    /// Set an attribute of an incident.
    IncidentAttribute(String),
    /// Said that incidents of several articles are one event.
    Link,
    /// Took an event apart into incidents.
    Part,
    /// Copied so many spans from an article that is nearly the same.
    CopyFrom(u32),
    /// Filled roles of an incident as the one before has them.
    RepeatRoles,
    /// Settled where two annotators differ.
    Settle,
    /// Took articles in.
    Import(u32),
    /// Took articles out.
    RemoveArticles(u32),
    /// Re-attached spans to a text.
    Reattach(u32),
    /// Put a faction or place into the registry.
    AddEntry(String),
    /// Gave a faction or place another name.
    NameEntry(String),
    /// Changed a faction or place of the registry.
    ChangeEntry(String),
    /// Took a faction or place out of the registry.
    RemoveEntry(String),
    /// Made one faction or place of two.
    MergeEntries(String),
    /// Made two factions or places of one.
    SplitEntry(String),
    /// Took factions and places in from a table.
    ImportEntries(u32),
    /// Let decisions so far teach nothing.
    ForgetLearned,
    /// Let earlier decisions teach again.
    RememberAll,
}

/// Whether a record did something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordKind {
    /// Something new.
    Do,
    /// Took back the step with this number.
    Undo(Seq),
    /// Did the step with this number again.
    Redo(Seq),
}

/// A change as it happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Its number.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// Whether it did something new.
    pub kind: RecordKind,
    /// The edits as they were applied: for an undo the inverse ones.
    pub change: Change,
}

/// A step that can be taken back or done again.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The number of the record that first did it.
    pub seq: Seq,
    /// When it was first done.
    pub at: Timestamp,
    /// What it did.
    pub change: Change,
}

/// The steps that can be taken back or done again, made by feeding in records.
#[derive(Clone, Debug, Default)]
pub struct History {
    last: Seq,
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// How many steps can be taken back. The journal keeps all; this bounds the memory.
pub const DEEPEST_UNDO: usize = 10_000;

impl History {
    /// The number of the last record, 0 if there is none.
    #[must_use]
    pub fn last(&self) -> Seq {
        self.last
    }

    /// The steps that can be taken back, oldest first.
    #[must_use]
    pub fn done(&self) -> &[Step] {
        &self.done
    }

    /// The steps that can be done again, the next one last.
    #[must_use]
    pub fn undone(&self) -> &[Step] {
        &self.undone
    }

    /// The record that does something new.
    #[must_use]
    pub fn record_do(&self, change: Change, at: Timestamp) -> Record {
        Record {
            seq: self.last.next(),
            at,
            kind: RecordKind::Do,
            change,
        }
    }

    /// The record that takes the last step back, or `None` if there is none.
    #[must_use]
    pub fn record_undo(&self, at: Timestamp) -> Option<Record> {
        let step = self.done.last()?;
        Some(Record {
            seq: self.last.next(),
            at,
            kind: RecordKind::Undo(step.seq),
            change: step.change.inverse(),
        })
    }

    /// The record that does the last undone step again, or `None` if there is none.
    #[must_use]
    pub fn record_redo(&self, at: Timestamp) -> Option<Record> {
        let step = self.undone.last()?;
        Some(Record {
            seq: self.last.next(),
            at,
            kind: RecordKind::Redo(step.seq),
            change: step.change.clone(),
        })
    }

    /// Counts on from at least this number: a layer may know of records that the journal has
    /// lost, and a number is never used twice.
    pub fn skip_to(&mut self, seq: Seq) {
        self.last = self.last.max(seq);
    }

    /// Takes a record that was applied into account.
    ///
    /// Records come in ascending order. One that names a step that is not on top (because lines
    /// of a journal were lost) counts as something new, so that it can still be taken back.
    pub fn push(&mut self, record: Record) {
        self.last = self.last.max(record.seq);
        match record.kind {
            RecordKind::Undo(seq) if self.done.last().is_some_and(|s| s.seq == seq) => {
                self.undone.extend(self.done.pop());
            }
            RecordKind::Redo(seq) if self.undone.last().is_some_and(|s| s.seq == seq) => {
                self.done.extend(self.undone.pop());
            }
            _ => {
                self.undone.clear();
                self.done.push(Step {
                    seq: record.seq,
                    at: record.at,
                    change: record.change,
                });
                if self.done.len() > DEEPEST_UNDO {
                    self.done.remove(0);
                }
            }
        }
    }
}
