//! Counting open suggestions in the background, and what is said when some are left.

use std::sync::Arc;

use crate::model::annotations::Progress;
use crate::model::edit::Edit;
use crate::model::history::{Change, StepName};
use crate::model::id::{ArticleId, ProjectId};
use crate::session::afar::Afar;
use crate::session::dialog::{Dialog, Question};
use crate::session::propose::{Shows, is_blind};
use crate::session::tally::{Sample, Waiting};
use crate::session::{Job, Outcome, Session};
use crate::suggest::Context;

/// What was counted.
pub(in crate::session) struct Counted {
    project: ProjectId,
    /// What was shown when it was counted.
    shows: Shows,
    counts: Vec<(ArticleId, Option<Waiting>)>,
    cancelled: bool,
}

impl Session {
    /// What is open in an article, if that is known.
    #[must_use]
    pub fn waiting(&self, id: &ArticleId) -> Option<Waiting> {
        let project = self.project.as_ref()?;
        let open = project.open.as_ref().filter(|open| &open.id == id);
        match open.filter(|open| open.is_own && open.is_read()) {
            Some(open) => Some(open.waiting()),
            None => project.tally.get(id),
        }
    }

    /// Counts everything anew: what is shown has changed.
    pub(in crate::session) fn tally_anew(&mut self) {
        self.jobs.cancel_kind(&Job::Tally);
        let wanted = self.settings.suggestions;
        let Some(project) = &mut self.project else {
            return;
        };
        let ids = project.list.iter().map(|entry| entry.meta.id.clone());
        let ids: Vec<ArticleId> = ids.filter(|_| wanted).collect();
        project.tally.restart(ids.into_iter());
        self.tally_on();
    }

    /// Notes which articles are on screen.
    pub(super) fn see(&mut self, ids: Vec<ArticleId>) {
        let project = self.project.as_mut();
        if project.is_some_and(|project| project.tally.see(ids)) && self.settings.suggestions {
            self.tally_on();
        }
    }

    /// Counts the next articles, unless some are being counted.
    pub(in crate::session) fn tally_on(&mut self) {
        if self.jobs.is_running(&Job::Tally) || self.waits_for_rows() {
            return;
        }
        let shows = self.shows();
        let blind = self.settings.blind;
        let Some(project) = &mut self.project else {
            return;
        };
        let next = project.tally.next();
        if next.is_empty() {
            return;
        }
        let progress = project.tally.progress();
        let articles: Vec<(ArticleId, Context)> = next
            .into_iter()
            .filter_map(|id| {
                let context = Context::of(&project.list.get(&id)?.meta);
                Some((id, context))
            })
            .collect();
        let (store, own) = (project.store.clone(), project.annotator.clone());
        let id = project.project.id;
        let Some(afar) = self.afar(&shows) else {
            return;
        };
        self.jobs
            .spawn(Job::Tally, "count suggestions", move |job| {
                job.set(progress.0, progress.1);
                let mut counts = Vec::with_capacity(articles.len());
                for (article, context) in articles {
                    if job.is_cancelled() {
                        break;
                    }
                    if is_blind(&article, blind) {
                        counts.push((article, None));
                        continue;
                    }
                    let loaded = super::article::load_layer(&store, &own, article);
                    let count = loaded.layer.ok();
                    let count = count.map(|(layer, text)| {
                        let layer = Arc::unwrap_or_clone(layer);
                        afar.open(layer, text, context).waiting()
                    });
                    counts.push((loaded.id, count));
                }
                Outcome::Tallied(Box::new(Counted {
                    project: id,
                    shows,
                    counts,
                    cancelled: job.is_cancelled(),
                }))
            });
    }

    /// What articles are read with without opening them.
    pub(super) fn afar(&self, shows: &Shows) -> Option<Afar> {
        let project = self.project.as_ref()?;
        Some(Afar {
            schema: project.project.schema.clone(),
            lexicon: project.known.lexicon.clone(),
            memory: project.learning.memory.clone(),
            shows: shows.clone(),
            own: project.annotator.clone(),
            now: (self.world.now)(),
        })
    }

    /// Takes in what was counted, and counts on.
    pub(in crate::session) fn take_tally(&mut self, counted: Counted) {
        let shows = self.shows();
        let Some(project) = &mut self.project else {
            return;
        };
        if project.project.id != counted.project || shows != counted.shows {
            return;
        }
        project.tally.take(counted.counts);
        if counted.cancelled {
            project.tally.stop();
        }
        self.tally_on();
    }

    /// Compares done articles of the blind sample with the others.
    pub(super) fn compare_sample(&mut self) {
        let blind = self.settings.blind;
        let entries = self.project.iter().flat_map(|project| project.list.iter());
        let done = entries.filter(|entry| entry.counts.progress == Progress::Done);
        let mut sample = Sample::default();
        for entry in done {
            let found = if is_blind(&entry.meta.id, blind) {
                &mut sample.blind
            } else {
                &mut sample.helped
            };
            found.add(entry.counts.decided.values().sum());
        }
        self.sample = (blind > 0).then_some(sample);
    }

    /// Sets how far the open article is. That it is done is asked twice while suggestions are
    /// open.
    pub(super) fn set_progress(&mut self, to: Progress, sure: bool) {
        let Some(open) = self.open() else { return };
        let left = open.waiting();
        if to == Progress::Done && left.any() && !sure {
            self.dialog = Some(Dialog::Ask(Box::new(Question::Done(left))));
            return;
        }
        let from = open.layer.progress();
        let edit = (from != to).then_some(Edit::SetProgress { from, to });
        let change = Change::of(&open.id, StepName::Progress, edit);
        self.perform(change);
    }
}
