//! What runs in the background, and taking in what it brought.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::dialog::Dialog;
use super::import::{Candidate, Preview};
use super::intake::Taken;
use super::links::Links;
use super::message::Message;
use super::notices::{Detail, Severity};
use super::open::{self, OpenArticle};
use super::{Session, carry, compare, export, handlers, joined, known, learning, propose, schema};
use crate::analysis::carry::Carried;
use crate::analysis::search::Hit;
use crate::analysis::statistics::Statistics;
use crate::model::annotations::Annotations;
use crate::model::article::ArticleText;
use crate::model::id::ArticleId;
use crate::model::registry::Registry;
use crate::store::{Annotator, Opened, Proposal, Summary};
use crate::text::offset::ByteRange;

/// What a background job is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Job {
    Project,
    Article,
    Layers,
    Create,
    Preview,
    ReadAgain,
    Import,
    Export,
    Foretell,
    Find,
    Search,
    Occurrences,
    Suggest,
    Join,
    Learn,
    Know,
    Watch,
    Tally,
    Table,
    Sift,
    Copy,
    Chart,
    Count,
    Compare,
    Links,
    Reshape,
    Schema,
    Twins,
    Copying,
    Settings,
}

/// What a background job brought.
pub(super) enum Outcome {
    Project(Box<Result<OpenedProject, String>>),
    Article(Box<Result<LoadedArticle, String>>),
    Layers(Vec<LoadedLayer>, bool),
    Created(Result<PathBuf, String>),
    /// What would be taken in; `None` if reading was stopped.
    Preview(Option<Box<Preview>>),
    /// Files of an import that were read again, with their numbers.
    ReadAgain(Vec<(usize, Candidate)>),
    /// What was taken in; `None` if it was stopped.
    Imported(Option<Box<Taken>>),
    Exported(PathBuf, Result<export::Report, String>),
    Foretold(Result<export::Report, String>),
    Found(Vec<ByteRange>),
    Searched(String, Vec<(ArticleId, Vec<Hit>)>, bool),
    Occurrences(Box<handlers::Occurrences>),
    Elsewhere(Box<handlers::Elsewhere>),
    Tallied(Box<handlers::Counted>),
    Gathered(Box<handlers::Gathered>),
    /// Rows of a table; `None` if others were asked for meanwhile.
    Sifted(Option<Box<handlers::SiftedRows>>),
    /// Rows as text, and how many; `None` if it was stopped.
    Copied(Option<(String, usize)>),
    Charted(Box<handlers::Charted>),
    PictureWritten(PathBuf, Result<(), String>),
    Proposed(ArticleId, open::Reading, Vec<propose::Proposal>),
    Joined(ArticleId, Box<joined::Joined>),
    Learned(Box<learning::Taught>),
    Known(Registry, Box<known::Known>),
    Watched(Option<Box<handlers::Seen>>),
    Table(Result<Box<handlers::TableRead>, String>),
    TableWritten(PathBuf, Result<usize, String>),
    Counted(Box<Statistics>, Vec<String>),
    Links(Box<Links>),
    Alike(Box<carry::Alike>),
    Copying(ArticleId, Result<Box<Carried>, String>),
    Compared(compare::Sides, Box<compare::Found>),
    Reshape(Box<handlers::Looked>),
    Schema(Result<Box<schema::incoming::Incoming>, String>),
    SchemaWritten(PathBuf, Result<usize, String>),
    Settings(Option<String>),
}

/// A project that was read.
pub(super) struct OpenedProject {
    pub(super) opened: Opened,
    pub(super) known: known::Known,
    pub(super) summaries: BTreeMap<ArticleId, Summary>,
    pub(super) annotators: Vec<Annotator>,
}

/// An article that was read.
pub(super) struct LoadedArticle {
    pub(super) open: OpenArticle,
    /// The user's own layer, or why it cannot be read.
    pub(super) own: Result<Annotations, String>,
    /// What the text that was changed outside the program asks for.
    pub(super) changed: Option<Proposal>,
}

/// A layer that was loaded without being shown.
pub(super) struct LoadedLayer {
    pub(super) id: ArticleId,
    pub(super) layer: Result<(Arc<Annotations>, ArticleText), String>,
}

/// How many articles are counted without a word.
const FEW: u64 = 100;

impl Session {
    fn shows_table(&self) -> bool {
        let project = self.project.as_ref();
        project.is_some_and(|project| project.table.shown)
    }

    /// The long jobs that run: the message that names each, how much is done, and of how much
    /// (0 if that is not known).
    #[must_use]
    pub fn long_jobs(&self) -> Vec<(&'static str, u64, u64)> {
        let running = self.jobs.running().into_iter();
        running
            .filter_map(|job| {
                let key = match job.kind {
                    Job::Preview | Job::ReadAgain => "job-preview",
                    Job::Import => "job-import",
                    Job::Export => "job-export",
                    Job::Search | Job::Occurrences => "job-search",
                    Job::Project => "job-project",
                    Job::Layers => "job-layers",
                    // A few articles are counted before a bar for it would be seen.
                    Job::Tally if job.total > FEW => "job-tally",
                    Job::Count | Job::Compare | Job::Links | Job::Reshape => "job-count",
                    // Rows that nobody looks at yet are nobody's business.
                    Job::Table if self.shows_table() => "job-table",
                    Job::Copy => "job-copy",
                    Job::Article
                    | Job::Create
                    | Job::Foretell
                    | Job::Find
                    | Job::Suggest
                    | Job::Join
                    | Job::Chart
                    | Job::Sift
                    | Job::Learn
                    | Job::Know
                    | Job::Watch
                    | Job::Table
                    | Job::Tally
                    | Job::Schema
                    | Job::Twins
                    | Job::Copying
                    | Job::Settings => {
                        return None;
                    }
                };
                Some((key, job.done, job.total))
            })
            .collect()
    }

    /// Whether a project is being made or opened.
    #[must_use]
    pub fn is_opening(&self) -> bool {
        let mut running = self.jobs.running().into_iter();
        running.any(|job| matches!(job.kind, Job::Project | Job::Create))
    }

    /// Takes in what a job brought.
    pub(super) fn take(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Project(result) => match *result {
                Ok(opened) => self.take_project(opened),
                Err(reason) => {
                    let message = Message::new("notice-open-failed").text("reason", reason);
                    self.report(Severity::Error, message, String::new());
                }
            },
            Outcome::Article(result) => match *result {
                Ok(loaded) => self.take_article(loaded),
                Err(reason) => {
                    if let Some(project) = &mut self.project {
                        project.opening = None;
                    }
                    let message = Message::new("notice-article-failed").text("reason", reason);
                    self.report(Severity::Error, message, String::new());
                }
            },
            Outcome::Layers(layers, cancelled) => self.take_layers(layers, cancelled),
            Outcome::Created(Ok(path)) => self.open_project(Some(&path)),
            Outcome::Created(Err(reason)) => {
                let message = Message::new("notice-not-applied").text("reason", reason);
                self.report(Severity::Error, message, String::new());
            }
            Outcome::Preview(None) => {}
            Outcome::Preview(Some(preview)) => {
                self.dialog = Some(Dialog::Import(Arc::new(*preview)));
            }
            Outcome::ReadAgain(files) => {
                if let Some(Dialog::Import(preview)) = &mut self.dialog {
                    Arc::make_mut(preview).take(files);
                }
            }
            Outcome::Imported(Some(taken)) => self.take_imported(*taken),
            Outcome::Imported(None) => {
                let message = Message::new("notice-import-stopped");
                self.report(Severity::Info, message, String::new());
            }
            Outcome::Exported(path, Ok(report)) => {
                let message = Message::new("notice-exported").number("count", report.articles);
                let mut details = Detail::lines(&path.display().to_string());
                details.extend(report.details());
                let sound = report.different.is_empty();
                let severity = if sound {
                    Severity::Success
                } else {
                    Severity::Warning
                };
                self.report_all(severity, message, details);
            }
            Outcome::Foretold(report) => {
                self.foretold = Some(report.map(Into::into));
            }
            Outcome::Exported(path, Err(reason)) => {
                let message = Message::new("notice-export-failed").text("reason", reason);
                self.report(Severity::Error, message, path.display().to_string());
            }
            Outcome::Proposed(id, reading, found) => self.take_proposals(&id, reading, found),
            Outcome::Table(read) => self.take_table(read),
            Outcome::TableWritten(path, written) => self.table_written(&path, written),
            Outcome::Watched(seen) => self.take_watched(seen.map(|seen| *seen)),
            Outcome::Known(registry, known) => self.take_known(&registry, *known),
            Outcome::Joined(id, joined) => self.take_joined(&id, *joined),
            Outcome::Learned(taught) => self.take_learned(*taught),
            Outcome::Gathered(gathered) => self.take_gathered(*gathered),
            Outcome::Sifted(sifted) => self.take_sifted(sifted),
            Outcome::Copied(copied) => self.take_copied(copied),
            Outcome::Charted(charted) => self.take_charts(*charted),
            Outcome::PictureWritten(path, written) => self.picture_written(&path, written),
            Outcome::Tallied(counted) => self.take_tally(*counted),
            Outcome::Occurrences(looked) => self.take_occurrences(*looked),
            Outcome::Elsewhere(found) => self.take_elsewhere(*found),
            Outcome::Found(hits) => self.find.take(hits),
            Outcome::Searched(query, found, cancelled) => {
                if query == self.search.query {
                    self.search.take(found);
                } else if cancelled {
                    self.search.running = self.jobs.is_running(&Job::Search);
                }
            }
            Outcome::Counted(counts, problems) => self.take_counts(counts, &problems),
            Outcome::Links(links) => self.links = Some(*links),
            Outcome::Alike(alike) => self.take_alike(*alike),
            Outcome::Copying(from, found) => self.take_copying(&from, found),
            Outcome::Compared(sides, found) => self.take_comparison(&sides, *found),
            Outcome::Reshape(looked) => self.take_looked(*looked),
            Outcome::Schema(read) => self.take_schema(read),
            Outcome::SchemaWritten(path, written) => self.schema_written(&path, written),
            Outcome::Settings(None) => {}
            Outcome::Settings(Some(reason)) => {
                let message = Message::new("notice-not-applied").text("reason", reason);
                self.report(Severity::Warning, message, String::new());
            }
        }
    }
}
