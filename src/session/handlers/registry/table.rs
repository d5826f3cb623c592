//! Tables of factions and places that come in and go out, in the background.

use std::path::{Path, PathBuf};

use crate::model::history::{Change, StepName};
use crate::model::id::ProjectId;
use crate::model::project::ProjectEdit;
use crate::model::registry::{EntryKind, Registry};
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::registry::table;
use crate::session::{Job, Outcome, Session};

/// A table that was read, as what it changes.
pub(in crate::session) struct TableRead {
    project: ProjectId,
    path: PathBuf,
    /// The registry that it changes.
    registry: Registry,
    edits: Vec<ProjectEdit>,
    /// What was left out and why, a line each.
    broken: Vec<String>,
}

impl Session {
    pub(super) fn import_table(&mut self, path: PathBuf) {
        let (now, random) = ((self.world.now)(), self.world.random);
        let Some(project) = &self.project else { return };
        let (known, by) = (project.known.clone(), project.annotator.clone());
        let id = project.project.id;
        self.jobs.spawn(Job::Import, "table of entries", move |_| {
            let read = table::read(&path, &known, (now, &by), random);
            Outcome::Table(read.map(|(edits, broken)| {
                Box::new(TableRead {
                    project: id,
                    path,
                    registry: known.registry,
                    edits,
                    broken,
                })
            }))
        });
    }

    /// Takes in what a table says, as one step. Should the registry have changed meanwhile, it is
    /// read again.
    pub(in crate::session) fn take_table(&mut self, read: Result<Box<TableRead>, String>) {
        let read = match read {
            Ok(read) => *read,
            Err(reason) => {
                let message = Message::new("notice-not-applied").text("reason", reason);
                return self.report(Severity::Error, message, String::new());
            }
        };
        let Some(project) = &self.project else { return };
        if project.project.id != read.project {
            return;
        }
        if project.known.registry != read.registry {
            return self.import_table(read.path);
        }
        let count = read.edits.len();
        let name = StepName::ImportEntries(u32::try_from(count).unwrap_or(u32::MAX));
        self.perform(Change::of_project(name, read.edits));
        let severity = if read.broken.is_empty() {
            Severity::Success
        } else {
            Severity::Warning
        };
        let message = Message::new("notice-entries-imported")
            .number("count", count)
            .number("left", read.broken.len());
        self.report(severity, message, read.broken.join("\n"));
    }

    pub(super) fn export_table(&mut self, kind: EntryKind, path: PathBuf) {
        let Some(project) = &self.project else { return };
        let known = project.known.clone();
        self.jobs.spawn(Job::Export, "table of entries", move |_| {
            let written = table::write(&path, &known, kind).map_err(|e| e.to_string());
            Outcome::TableWritten(path, written)
        });
    }

    pub(in crate::session) fn table_written(
        &mut self,
        path: &Path,
        written: Result<usize, String>,
    ) {
        let path = path.display().to_string();
        match written {
            Ok(count) => {
                let message = Message::new("notice-entries-exported").number("count", count);
                self.report(Severity::Success, message, path);
            }
            Err(reason) => {
                let message = Message::new("notice-export-failed").text("reason", reason);
                self.report(Severity::Error, message, path);
            }
        }
    }
}
