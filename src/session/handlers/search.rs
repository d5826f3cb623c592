//! Looking for words in the article and in the project.

use rayon::prelude::*;

use crate::analysis::search::{find, hits};
use crate::model::id::ArticleId;
use crate::session::effect::Effect;
use crate::session::find::{MOST_HITS, Search};
use crate::session::{Job, Outcome, Session};

impl Session {
    /// Looks for words in the open article, in the background.
    pub(super) fn find_text(&mut self, query: String) {
        self.find.query.clone_from(&query);
        let Some(open) = self.open() else { return };
        let text = open.text.clone();
        self.jobs.replace(Job::Find, "find", move |_| {
            Outcome::Found(find(text.as_str(), &query, MOST_HITS))
        });
    }

    pub(super) fn find_step(&mut self, forward: bool) {
        let here = self.open().and_then(|open| open.active_range());
        if let Some(range) = self.find.step(here, forward)
            && let Some(open) = self.project.as_mut().and_then(|p| p.open.as_mut())
        {
            open.span = None;
            open.selection = Some(range);
            self.effects.push(Effect::Reveal(range));
        }
    }

    /// Looks for words in all articles, in the background.
    pub(super) fn search_text(&mut self, query: String) {
        let Some(project) = &self.project else { return };
        self.search = Search {
            shown: true,
            query: query.clone(),
            ..Search::default()
        };
        self.jobs.cancel_kind(&Job::Search);
        if query.trim().is_empty() {
            return;
        }
        self.search.running = true;
        let store = project.store.clone();
        let ids: Vec<ArticleId> = project.list.iter().map(|e| e.meta.id.clone()).collect();
        self.jobs.spawn(Job::Search, "search", move |progress| {
            let done = std::sync::atomic::AtomicU64::new(0);
            let total = ids.len() as u64;
            let found = ids.par_iter().filter_map(|id| {
                if progress.is_cancelled() {
                    return None;
                }
                let (text, _) = store.load_text(id).ok()?;
                let hits = hits(text.as_str(), &query, 100);
                let count = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
                if count.is_multiple_of(64) {
                    progress.set(count, total);
                }
                (!hits.is_empty()).then(|| (id.clone(), hits))
            });
            let found = found.collect();
            Outcome::Searched(query.clone(), found, progress.is_cancelled())
        });
    }
}
