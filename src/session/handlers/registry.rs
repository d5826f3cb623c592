//! What the project knows of factions and places, and how that changes.

use crate::session::known::Known;
use crate::session::{Job, Outcome, Session};

impl Session {
    /// Makes the tables anew in the background after the registry has changed, unless that goes
    /// on: then afterwards.
    pub(in crate::session) fn know_anew(&mut self) {
        if self.jobs.is_running(&Job::Know) {
            return;
        }
        let Some(project) = &self.project else { return };
        let known = project.known.clone();
        self.jobs.spawn(Job::Know, "registry", move |_| {
            Outcome::Known(Box::new(known.renewed()))
        });
    }

    /// Takes in the tables that were made, and reads with them. Nothing moves under the user's
    /// hands: with something selected only what comes after it is read again.
    pub(in crate::session) fn take_known(&mut self, known: Known) {
        let Some(project) = &mut self.project else {
            return;
        };
        if known.registry != project.known.registry {
            return self.know_anew();
        }
        let mut at_hand = false;
        if let Some(open) = &mut project.open {
            at_hand = open.active_range().is_some();
            open.know(known.lexicon.clone());
        }
        project.known = known;
        self.read_anew(at_hand);
    }
}
