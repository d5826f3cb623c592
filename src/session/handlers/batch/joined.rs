//! Deciding about relations or incidents of a kind together.

use crate::model::history::StepName;
use crate::model::incident::Incident;
use crate::model::relation::Relation;
use crate::model::span::SpanState;
use crate::session::Session;
use crate::session::batch::joined::{LikeJoined, Proposed, joined};
use crate::session::batch::{Batch, Place, Purpose};
use crate::session::dialog::Dialog;
use crate::session::propose::Joint;

impl Session {
    /// Shows all relations or incidents that are open.
    pub(in crate::session::handlers) fn decide_all_joined(&mut self, joint: Joint, accept: bool) {
        self.choose_joined(LikeJoined {
            accept,
            joint,
            kind: None,
            least: 0.0,
        });
    }

    /// Shows those that are meant.
    pub(in crate::session::handlers) fn choose_joined(&mut self, like: LikeJoined) {
        let Some(open) = self.open() else { return };
        self.batch = Some(Batch {
            places: joined(open, &like),
            ..Batch::new(Purpose::Join(like))
        });
        self.dialog = Some(Dialog::Batch);
    }

    /// Takes or rejects those that are chosen in one step, with the suggested spans under those
    /// that are taken.
    pub(super) fn do_joined(&mut self, accept: bool, places: &[Place]) {
        let Some(mut taking) = self.taking() else {
            return;
        };
        let Some(open) = self.open() else { return };
        let chosen = places.iter().filter(|place| place.chosen);
        let mut edits = Vec::new();
        let mut count = 0;
        for proposed in chosen.filter_map(|place| place.joined.as_ref()) {
            let made = match proposed {
                Proposed::Relation(relation) if accept => {
                    let accepted = Relation {
                        state: SpanState::Accepted,
                        ..Relation::clone(relation)
                    };
                    self.relating(open, accepted, &mut taking)
                }
                Proposed::Relation(relation) => {
                    self.rejecting(open, relation).into_iter().collect()
                }
                Proposed::Incident(incident) if accept => {
                    let accepted = Incident {
                        state: SpanState::Accepted,
                        ..Incident::clone(incident)
                    };
                    let (_, made) = self.telling(open, &accepted, &mut taking);
                    made
                }
                Proposed::Incident(incident) => vec![self.untelling(open, incident)],
            };
            count += usize::from(!made.is_empty());
            edits.extend(made);
        }
        let number = u32::try_from(count).unwrap_or(u32::MAX);
        let name = if accept {
            StepName::AcceptMany(number)
        } else {
            StepName::RejectMany(number)
        };
        self.end_batch(count);
        self.perform_taking(name, taking, edits);
    }
}
