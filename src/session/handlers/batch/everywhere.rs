//! The open suggestions of other articles that a decision or a correction could be about as well.

use std::sync::Arc;

use rayon::prelude::*;

use crate::model::annotations::Progress;
use crate::model::id::ProjectId;
use crate::session::batch::correction::correctable;
use crate::session::batch::joined::joined;
use crate::session::batch::{Kinds, MOST_PLACES, Place, Purpose, alike};
use crate::session::handlers::article::load_layer;
use crate::session::open::OpenArticle;
use crate::session::propose::is_blind;
use crate::session::{Job, Outcome, Session};
use crate::suggest::Context;

/// How many articles are read in one go.
const AT_ONCE: usize = 64;

/// What was found in the other articles.
pub(in crate::session) struct Elsewhere {
    project: ProjectId,
    asked: Purpose,
    places: Vec<Place>,
    kinds: Kinds,
    left_out: usize,
    more: bool,
}

/// Where it could be done in an article; where words stand is looked for in the background.
pub(super) fn places(open: &OpenArticle, asked: &Purpose) -> Vec<Place> {
    match asked {
        Purpose::Decide { like, .. } => alike(open, like),
        Purpose::Correct(correction) => correctable(open, correction),
        Purpose::Join(like) => joined(open, like),
        Purpose::Mark(_) => Vec::new(),
    }
}

impl Session {
    /// Looks for suggestions in the other articles, if they are asked about: not in those that
    /// are done, which stay as they are, and not in the blind sample. Reads them all, in the
    /// background.
    pub(super) fn look_elsewhere(&mut self) {
        let shows = self.shows();
        let blind = self.settings.blind;
        let afar = self.afar(&shows);
        let (Some(afar), Some(project), Some(batch)) = (afar, &self.project, &mut self.batch)
        else {
            return;
        };
        if !batch.everywhere {
            self.jobs.cancel_kind(&Job::Occurrences);
            return;
        }
        let open = project.open.as_ref().map(|open| &open.id);
        let others = project.list.iter().filter(|entry| {
            let id = &entry.meta.id;
            Some(id) != open && entry.counts.progress != Progress::Done && !is_blind(id, blind)
        });
        let others = others.map(|entry| {
            let id = entry.meta.id.clone();
            let layer = project.layers.get(&id).cloned();
            (id, Context::of(&entry.meta), layer)
        });
        let others: Vec<_> = others.collect();
        let (store, own) = (project.store.clone(), project.annotator.clone());
        let mut found = Elsewhere {
            project: project.project.id,
            asked: batch.purpose.clone(),
            places: Vec::new(),
            kinds: Kinds::default(),
            left_out: 0,
            more: false,
        };
        let most = MOST_PLACES.saturating_sub(batch.places.len());
        batch.running = true;
        let work = move |progress: &crate::jobs::Progress| {
            for (number, some) in others.chunks(AT_ONCE).enumerate() {
                progress.set((number * AT_ONCE) as u64, others.len() as u64);
                if progress.is_cancelled() {
                    break;
                }
                if found.places.len() >= most {
                    found.more = true;
                    break;
                }
                let read = some.par_iter().map(|(id, context, layer)| {
                    let (layer, text) = match layer.clone() {
                        Some(at_hand) => at_hand,
                        None => load_layer(&store, &own, id.clone()).layer.ok()?,
                    };
                    let layer = Arc::unwrap_or_clone(layer);
                    let open = match &found.asked {
                        Purpose::Join(_) => afar.open(layer, text, context.clone()),
                        _ => afar.read(layer, text, context.clone()),
                    };
                    let kinds = Kinds::asked(&open, &found.asked);
                    Some((kinds, places(&open, &found.asked)))
                });
                for article in read.collect::<Vec<_>>() {
                    let Some((kinds, places)) = article else {
                        found.left_out += 1;
                        continue;
                    };
                    found.kinds.add(kinds);
                    found.places.extend(places);
                }
            }
            found.more |= found.places.len() > most;
            found.places.truncate(most);
            Outcome::Elsewhere(Box::new(found))
        };
        self.jobs
            .replace(Job::Occurrences, "suggestions elsewhere", work);
    }

    /// Shows what was found in the other articles, if that is still asked for.
    pub(in crate::session) fn take_elsewhere(&mut self, found: Elsewhere) {
        let current = self.project.as_ref().map(|project| project.project.id);
        let Some(batch) = &mut self.batch else { return };
        let asked = batch.everywhere && batch.running && batch.purpose == found.asked;
        if current != Some(found.project) || !asked {
            return;
        }
        batch.running = false;
        batch.kinds.add(found.kinds);
        batch.places.extend(found.places);
        batch.left_out += found.left_out;
        batch.more = found.more;
    }
}
