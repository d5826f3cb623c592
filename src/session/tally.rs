//! How many suggestions are open in each article of the list: counted in the background, the
//! articles on screen first, a few at a time, so that what is on screen now never waits long.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::id::ArticleId;

/// How many articles are counted in one go.
const AT_ONCE: usize = 16;

/// How much of what is proposed in an article waits for a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Spans.
    pub spans: u32,
    /// Relations between spans.
    pub relations: u32,
    /// Incidents.
    pub incidents: u32,
}

impl Waiting {
    /// Whether anything does.
    #[must_use]
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// The counts that are known, and what is still to be counted.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    counts: BTreeMap<ArticleId, Waiting>,
    /// What is still to be counted, the next one last. What is known by then is skipped.
    queue: Vec<ArticleId>,
    /// What was counted before something was learned: shown until it is counted again, which is
    /// when it comes on screen.
    outdated: BTreeSet<ArticleId>,
    /// What is on screen.
    seen: Vec<ArticleId>,
    /// What cannot be counted: its text or its layer cannot be read.
    failed: BTreeSet<ArticleId>,
    /// Whether the user has stopped it; the articles on screen are counted all the same.
    stopped: bool,
}

impl Tally {
    /// What is open in an article, if that is known.
    #[must_use]
    pub fn get(&self, id: &ArticleId) -> Option<Waiting> {
        self.counts.get(id).copied()
    }

    /// How many articles are counted, and how many there are.
    #[must_use]
    pub fn progress(&self) -> (u64, u64) {
        let done = self.counts.len() as u64;
        (done, done + self.queue.len() as u64)
    }

    /// Counts everything anew, in this order.
    pub(super) fn restart(&mut self, ids: impl DoubleEndedIterator<Item = ArticleId>) {
        self.counts.clear();
        self.outdated.clear();
        self.failed.clear();
        self.queue = ids.rev().collect();
        self.stopped = false;
    }

    /// Something was learned: what was counted may not hold.
    pub(super) fn renew(&mut self) {
        self.outdated.extend(self.counts.keys().cloned());
    }

    /// Counts these as well.
    pub(super) fn add(&mut self, ids: impl IntoIterator<Item = ArticleId>) {
        self.queue.extend(ids);
    }

    /// Says what is on screen. Whether that is news.
    pub(super) fn see(&mut self, ids: Vec<ArticleId>) -> bool {
        let news = ids != self.seen;
        self.seen = ids;
        news
    }

    /// Takes what was counted; `None` where that could not be done.
    pub(super) fn take(&mut self, counted: impl IntoIterator<Item = (ArticleId, Option<Waiting>)>) {
        for (id, count) in counted {
            match count {
                Some(count) => {
                    self.outdated.remove(&id);
                    self.counts.insert(id, count);
                }
                None => {
                    self.failed.insert(id);
                }
            }
        }
    }

    /// An article has changed: what was counted holds no longer.
    pub(super) fn forget(&mut self, id: &ArticleId) {
        if self.counts.remove(id).is_some() {
            self.queue.push(id.clone());
        }
    }

    /// Leaves what is not on screen.
    pub(super) fn stop(&mut self) {
        self.stopped = true;
    }

    /// What is counted next.
    pub(super) fn next(&mut self) -> Vec<ArticleId> {
        let known = |id: &ArticleId| {
            let counted = self.counts.contains_key(id) && !self.outdated.contains(id);
            counted || self.failed.contains(id)
        };
        let seen = self.seen.iter().filter(|id| !known(id));
        let mut next: Vec<ArticleId> = seen.take(AT_ONCE).cloned().collect();
        while next.len() < AT_ONCE && !self.stopped {
            let Some(id) = self.queue.pop() else { break };
            if !known(&id) && !next.contains(&id) {
                next.push(id);
            }
        }
        next
    }
}

/// What was found in done articles without suggestions, and what with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// Articles of the blind sample.
    pub blind: Found,
    /// The others.
    pub helped: Found,
}

/// How many spans were found in how many articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Articles.
    pub articles: usize,
    /// Spans a person stands behind.
    pub spans: u64,
}

impl Found {
    /// Counts an article.
    pub(super) fn add(&mut self, spans: u32) {
        self.articles += 1;
        self.spans += u64::from(spans);
    }

    /// Spans an article; `None` without any article.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.articles > 0).then(|| self.spans as f64 / self.articles as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Waiting = Waiting {
        spans: 1,
        relations: 0,
        incidents: 0,
    };

    fn id(number: usize) -> ArticleId {
        format!("article-{number:08x}").parse().unwrap()
    }

    #[test]
    fn what_is_on_screen_is_counted_first_and_everything_once() {
        let mut tally = Tally::default();
        tally.restart((0..40).map(id));
        assert!(tally.see(vec![id(30), id(31)]));
        assert!(!tally.see(vec![id(30), id(31)]));
        let mut order = Vec::new();
        loop {
            let next = tally.next();
            if next.is_empty() {
                break;
            }
            assert!(next.len() <= AT_ONCE);
            tally.take(next.iter().map(|id| (id.clone(), Some(ONE))));
            order.extend(next);
        }
        assert_eq!(order[..4], [id(30), id(31), id(0), id(1)]);
        assert_eq!(order.len(), 40);
        tally.forget(&id(7));
        assert_eq!((tally.get(&id(7)), tally.get(&id(8))), (None, Some(ONE)));
        assert_eq!(tally.next(), [id(7)]);
        tally.renew();
        assert_eq!(
            tally.get(&id(8)),
            Some(ONE),
            "shown until it is counted again"
        );
        assert_eq!(tally.next(), [id(30), id(31)]);
    }

    #[test]
    fn what_cannot_be_counted_is_not_tried_again_and_a_stop_leaves_the_rest() {
        let mut tally = Tally::default();
        tally.restart((0..40).map(id));
        let first = tally.next();
        tally.take(first.iter().map(|id| (id.clone(), None)));
        tally.see(first);
        tally.stop();
        assert_eq!(tally.next(), []);
        tally.see(vec![id(39)]);
        assert_eq!(tally.next(), [id(39)]);
    }
}
