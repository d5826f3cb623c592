//! The schema and the settings in `project.ron`: what its file says, and what the journals say of
//! them since.
//!
//! The file says up to which record of each annotator's journal it goes. Whoever has changed
//! them lays the own changes since over what is found there, so that those of others stay; a
//! file that was written without them (by someone who had read it a moment before) is made whole
//! at the next opening.

use std::sync::PoisonError;

use jiff::Timestamp;

use super::codec;
use super::disk::ProjectFile;
use super::error::StoreError;
use super::file;
use super::project::{Store, read};
use crate::model::history::Seq;
use crate::model::project::Project;
use crate::model::schema::Schema;

/// What the window follows while others change it, but for the registry.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// The labels and their attributes.
    pub schema: Schema,
    /// Decisions up to then teach the program nothing.
    pub learn_since: Option<Timestamp>,
}

impl Store {
    /// Up to which record of the own journal the schema in the file goes. A file that cannot be
    /// read knows none.
    pub(super) fn known_of_schema(&self) -> Seq {
        let file = read::<ProjectFile>(&self.layout().project()).ok();
        let known = file.and_then(|file| file.known.get(self.annotator()).copied());
        known.unwrap_or_default()
    }

    /// What is shared, with what the own journal says of it and the file does not yet.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn load_shared(&self) -> Result<Shared, StoreError> {
        let mut project = Project::from(read::<ProjectFile>(&self.layout().project())?);
        self.bring_up_to_date(&mut project);
        Ok(Shared {
            schema: project.schema,
            learn_since: project.settings.learn_since,
        })
    }

    /// Lays what the journal says of the schema and the settings over what the file says.
    pub(super) fn bring_up_to_date(&self, project: &mut Project) {
        for (_, edit) in self.state().tails.project(Seq(u64::MAX)) {
            edit.lay_over(&mut project.schema, &mut project.settings);
        }
    }

    /// Writes what the journal says of the schema and the settings over what others have put into
    /// the file meanwhile. `saved` is the last record of the journal that is on the disk; what later ones
    /// say has to wait.
    pub(super) fn settle_schema(&self, saved: Seq) -> Result<(), StoreError> {
        let edits = self.state().tails.project(saved).to_vec();
        let Some((last, _)) = edits.last() else {
            return Ok(());
        };
        self.write_project(|file| {
            for (_, edit) in &edits {
                edit.lay_over(&mut file.schema, &mut file.settings);
            }
            file.known.insert(self.annotator().clone(), *last);
        })?;
        self.state().tails.settled(*last);
        Ok(())
    }

    fn write_project(&self, change: impl FnOnce(&mut ProjectFile)) -> Result<(), StoreError> {
        let held = self.0.project.lock();
        let _held = held.unwrap_or_else(PoisonError::into_inner);
        let path = self.layout().project();
        let mut file = read::<ProjectFile>(&path)?;
        change(&mut file);
        let text = codec::encode(&file).map_err(|error| StoreError::codec(&path, error))?;
        let own = self.layout().annotator(self.annotator());
        file::replace_by_way_of(&own, &path, text.as_bytes())
    }
}
