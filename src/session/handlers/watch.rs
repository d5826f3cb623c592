//! Seeing what others put into the shared registry and schema while the project is open.

use std::time::Duration;

use crate::model::id::ProjectId;
use crate::model::registry::Registry;
use crate::model::schema::Schema;
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::{Job, Outcome, Session};
use crate::store::Stamp;

/// How often the files are looked at, in steps of [`STEP`].
const STEPS: u32 = 8;
/// How soon the thread ends once it is told to.
const STEP: Duration = Duration::from_millis(125);

/// What was seen of the shared files.
pub(in crate::session) struct Seen {
    project: ProjectId,
    stamp: Stamp,
    /// What is in the registry; `None` if it cannot be read just now.
    registry: Option<Registry>,
    /// What the schema was when all of it was on the disk, and what it is there now.
    schema: Option<(Schema, Schema)>,
}

impl Session {
    /// Waits in the background until a shared file is another one, and reads it then. A look costs
    /// a question to the file system for each.
    pub(in crate::session) fn watch_others(&mut self) {
        if self.jobs.is_running(&Job::Watch) {
            return;
        }
        let is_saved = self.saved() == Ok(true);
        let Some(project) = &self.project else { return };
        let (id, store) = (project.project.id, project.store.clone());
        let seen = project.seen.clone();
        // What the user has changed and the disk does not have yet is not what others have said.
        let known = is_saved.then(|| project.project.schema.clone());
        self.jobs
            .spawn(Job::Watch, "watch the shared files", move |job| {
                loop {
                    for _ in 0..STEPS {
                        if job.is_cancelled() {
                            return Outcome::Watched(None);
                        }
                        std::thread::sleep(STEP);
                    }
                    let stamp = store.shared_stamp();
                    if stamp != seen {
                        let schema =
                            known.and_then(|known| Some((known, store.load_schema().ok()?)));
                        return Outcome::Watched(Some(Box::new(Seen {
                            project: id,
                            stamp,
                            registry: store.load_registry().ok(),
                            schema,
                        })));
                    }
                }
            });
    }

    /// Takes in what others have said; what the program wrote itself is known.
    pub(in crate::session) fn take_watched(&mut self, seen: Option<Seen>) {
        let (Some(seen), Some(project)) = (seen, &mut self.project) else {
            return;
        };
        if project.project.id != seen.project {
            return;
        }
        let known = &project.known.registry;
        let knows_more = seen.registry.is_some_and(|registry| registry != *known);
        let schema = seen
            .schema
            .filter(|(known, _)| *known == project.project.schema);
        let mut reshaped = false;
        // Where the user has changed the schema meanwhile, the files are looked at once more.
        if let Some((known, schema)) = schema {
            project.seen = seen.stamp;
            reshaped = schema != known;
            project.project.schema = schema;
        }
        if knows_more {
            self.know_anew();
        }
        if reshaped {
            self.schema_changed();
            self.tally_on();
            let message = Message::new("notice-schema-of-others");
            self.report(Severity::Info, message, String::new());
        }
    }
}
