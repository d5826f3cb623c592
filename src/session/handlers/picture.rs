//! Pictures of the rows of a table: counting their numbers, choosing in them, writing them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analysis::chart::Charts;
use crate::model::id::ProjectId;
use crate::session::export::picture::{Kind, write};
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::picture::{Pick, Setting, lay_out};
use crate::session::table::Tab;
use crate::session::{Job, Outcome, Session};

/// The numbers of pictures.
pub(in crate::session) struct Charted {
    project: ProjectId,
    rows: u64,
    charts: Charts,
}

/// The size that a picture is written in, in points.
const SIZE: [f32; 2] = [960.0, 540.0];

impl Session {
    /// Counts the rows that are shown, if pictures of them are and were made of others.
    pub(in crate::session) fn chart_on(&mut self) {
        let Some(project) = &self.project else { return };
        let table = &project.table;
        let wanted = self.settings.pictures && table.shown && table.pictures.is_outdated();
        if !wanted || self.jobs.is_running(&Job::Chart) {
            return;
        }
        let charting = table.charting();
        let project = project.project.id;
        self.jobs.spawn(Job::Chart, "count for pictures", move |_| {
            let (rows, charts) = charting.count();
            Outcome::Charted(Box::new(Charted {
                project,
                rows,
                charts,
            }))
        });
    }

    /// Shows what was counted.
    pub(in crate::session) fn take_charts(&mut self, charted: Charted) {
        let project = self.project.as_mut();
        if let Some(project) = project.filter(|project| project.project.id == charted.project) {
            project.table.pictures.take(charted.rows, charted.charts);
        }
    }

    /// Shows only the rows that a part of a picture stands for, among the incidents.
    pub(super) fn pick(&mut self, pick: &Pick) {
        let Some(project) = &mut self.project else {
            return;
        };
        let table = &mut project.table;
        table.set_tab(Tab::Incidents, &self.catalogue);
        let filter = table.filter().picked(pick);
        table.set_filter(filter, &self.catalogue);
    }

    /// Writes the picture that is looked at, of the rows as they are now.
    pub(super) fn write_picture(&mut self, path: PathBuf) {
        self.dialog = None;
        let Some(project) = &self.project else { return };
        let charting = project.table.charting();
        let kind = project.table.pictures.kind;
        let lexicon = project.known.lexicon.clone();
        let catalogue = Arc::clone(&self.catalogue);
        let press = self.world.press;
        self.jobs.spawn(Job::Export, "write a picture", move |_| {
            let form = Kind::of(&path);
            let written = form.and_then(|form| {
                let (_, charts) = charting.count();
                let setting = Setting {
                    catalogue: &catalogue,
                    lexicon: &lexicon,
                    size: SIZE,
                };
                let mut press = press();
                let picture = lay_out(kind, &charts, &setting, &mut *press);
                write(&picture, form, &path, &mut *press)
            });
            Outcome::PictureWritten(path, written)
        });
    }

    /// Says that a picture was written, or why not.
    pub(in crate::session) fn picture_written(&mut self, path: &Path, written: Result<(), String>) {
        let (severity, message) = match written {
            Ok(()) => (Severity::Success, Message::new("notice-picture-written")),
            Err(reason) => {
                let message = Message::new("notice-export-failed").text("reason", reason);
                (Severity::Error, message)
            }
        };
        self.report(severity, message, path.display().to_string());
    }
}
