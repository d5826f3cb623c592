//! Seeing what others put into the shared registry while the project is open.

use std::time::Duration;

use crate::model::id::ProjectId;
use crate::model::registry::Registry;
use crate::session::{Job, Outcome, Session};
use crate::store::Stamp;

/// How often the file is looked at, in steps of [`STEP`].
const STEPS: u32 = 8;
/// How soon the thread ends once it is told to.
const STEP: Duration = Duration::from_millis(125);

/// What was seen of the registry.
pub(in crate::session) struct Seen {
    project: ProjectId,
    stamp: Stamp,
    /// What is in it; `None` if it cannot be read just now.
    registry: Option<Registry>,
}

impl Session {
    /// Waits in the background until the registry's file is another one, and reads it then. A
    /// look costs one question to the file system.
    pub(in crate::session) fn watch_registry(&mut self) {
        if self.jobs.is_running(&Job::Watch) {
            return;
        }
        let Some(project) = &self.project else { return };
        let (id, store) = (project.project.id, project.store.clone());
        let seen = project.seen.clone();
        self.jobs
            .spawn(Job::Watch, "watch the registry", move |job| {
                loop {
                    for _ in 0..STEPS {
                        if job.is_cancelled() {
                            return Outcome::Watched(None);
                        }
                        std::thread::sleep(STEP);
                    }
                    let stamp = store.registry_stamp();
                    if stamp != seen {
                        return Outcome::Watched(Some(Box::new(Seen {
                            project: id,
                            stamp,
                            registry: store.load_registry().ok(),
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
        project.seen = seen.stamp;
        let known = &project.known.registry;
        if seen.registry.is_some_and(|registry| registry != *known) {
            self.know_anew();
        }
    }
}
