//! Learning in the background from what is decided.

use std::sync::Arc;

use crate::jobs;
use crate::model::annotations::Progress;
use crate::model::history::{Change, StepName};
use crate::model::id::ArticleId;
use crate::model::project::ProjectEdit;
use crate::session::learning::{Learner, Learning, Pupil, School, Taught};
use crate::session::{Job, Outcome, Session};
use crate::suggest::Context;
use crate::suggest::learn::Memory;

/// An open article with more spans than this is learned from once another one is opened: to copy
/// its layer at every decision would take longer than a frame may.
const MOST_AT_ONCE: usize = 500;

impl Session {
    /// Learns from everything that was decided in the project.
    pub(in crate::session) fn learn_anew(&mut self) {
        let Some(project) = &mut self.project else {
            return;
        };
        let decided = project.list.iter().filter(|entry| {
            entry.counts.progress != Progress::New || !entry.counts.decided.is_empty()
        });
        let decided = decided.map(|entry| entry.meta.id.clone());
        project.learning = Learning {
            changed: decided.collect(),
            ..Learning::default()
        };
        self.learn_on();
    }

    /// Notes that something was decided in these articles, or taken back.
    pub(in crate::session) fn learn_from(&mut self, articles: impl Iterator<Item = ArticleId>) {
        let Some(project) = &mut self.project else {
            return;
        };
        project.learning.changed.extend(articles);
        let open = project.open.as_ref();
        if open.is_none_or(|open| open.layer.spans().len() <= MOST_AT_ONCE) {
            self.learn_on();
        }
    }

    /// Learns from the articles that have changed, unless that goes on: then afterwards.
    pub(in crate::session) fn learn_on(&mut self) {
        if self.jobs.is_running(&Job::Learn) {
            return;
        }
        let Some(project) = &mut self.project else {
            return;
        };
        let changed = std::mem::take(&mut project.learning.changed);
        let list = &project.list;
        let pupils = changed.into_iter().filter_map(|article| {
            let context = Context::of(&list.get(&article)?.meta);
            let layer = project.layers.get(&article).cloned();
            Some(Pupil {
                article,
                context,
                layer,
            })
        });
        let pupils: Vec<Pupil> = pupils.collect();
        if pupils.is_empty() {
            return;
        }
        let school = School {
            project: project.project.id,
            store: project.store.clone(),
            own: project.annotator.clone(),
            lexicon: project.known.lexicon.clone(),
            since: project.project.settings.learn_since,
            merged: project.project.schema.merged(),
            off: self.settings.learners_off.clone(),
        };
        let learning = project.learning.clone();
        self.jobs.spawn(Job::Learn, "learn", move |progress| {
            let taught = jobs::aside(|| school.teach(learning, pupils, progress));
            Outcome::Learned(Box::new(taught))
        });
    }

    /// Takes in what was learned. What the user has before the eyes stays as it is, up to where
    /// the user is.
    pub(in crate::session) fn take_learned(&mut self, taught: Taught) {
        let Some(project) = &mut self.project else {
            return;
        };
        // What was learned of other labels, or since another moment, is learned anew by then.
        let current = project.project.settings.learn_since == taught.since
            && project.project.schema.merged() == taught.merged;
        if project.project.id != taught.project || !current {
            return self.learn_on();
        }
        let changed = std::mem::take(&mut project.learning.changed);
        project.learning = Learning {
            changed,
            ..taught.learning
        };
        if project.learning.memory.off() != &self.settings.learners_off {
            self.use_learners();
        }
        self.read_anew(true);
        self.learn_on();
    }

    /// Lets the memory work in the ways that are switched on.
    fn use_learners(&mut self) {
        let off = self.settings.learners_off.clone();
        if let Some(project) = &mut self.project {
            let memory = Memory::clone(&project.learning.memory);
            project.learning.memory = Arc::new(memory.without(off));
        }
    }

    /// Reads with what is known now: the open article, or what of it comes after the place where
    /// the user is, and counts what is open in the others as they come on screen.
    pub(super) fn read_anew(&mut self, onward: bool) {
        if let Some(project) = &mut self.project {
            project.tally.renew();
        }
        self.read_article(onward);
        if self.settings.suggestions {
            self.tally_on();
        }
    }

    /// Switches a learner on or off.
    pub(super) fn set_learner(&mut self, learner: Learner, on: bool) {
        if on {
            self.settings.learners_off.remove(&learner);
        } else {
            self.settings.learners_off.insert(learner);
        }
        self.keep_settings();
        self.use_learners();
        self.read_anew(true);
    }

    /// Ignores what was decided so far, for everybody in the project, or takes it up again.
    pub(super) fn forget_learned(&mut self, forget: bool) {
        let to = forget.then(|| (self.world.now)());
        let Some(project) = &self.project else { return };
        let from = project.project.settings.learn_since;
        if from == to {
            return;
        }
        let name = if forget {
            StepName::ForgetLearned
        } else {
            StepName::RememberAll
        };
        self.perform(Change {
            name,
            edits: Vec::new(),
            project: vec![ProjectEdit::SetLearnSince { from, to }],
        });
    }

    /// Learns from other decisions than before.
    pub(in crate::session) fn learn_since_changed(&mut self) {
        self.learn_anew();
        self.read_anew(true);
    }
}
