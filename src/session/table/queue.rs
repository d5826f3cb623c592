//! Which articles are still to be gathered.

use std::collections::BTreeSet;

/// Articles by their numbers, and how far gathering them is.
#[derive(Clone, Debug, Default)]
pub(super) struct Queue {
    /// What is still to be gathered, the next one last.
    left: Vec<u32>,
    /// The same, to look one up.
    waiting: BTreeSet<u32>,
    /// How many articles were to be gathered when that began.
    total: usize,
    /// How many are being gathered.
    underway: usize,
    /// What has been changed since that began: it is newer than what comes back.
    newer: BTreeSet<u32>,
}

impl Queue {
    /// So many articles from the first on.
    pub(super) fn of(count: usize) -> Self {
        let all = 0..u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            left: all.clone().rev().collect(),
            waiting: all.collect(),
            total: count,
            ..Self::default()
        }
    }

    /// How many are gathered, and of how many; `None` once all are.
    pub(super) fn progress(&self) -> Option<(usize, usize)> {
        let left = self.waiting.len() + self.underway;
        (left > 0).then(|| (self.total.saturating_sub(left), self.total))
    }

    /// What is gathered next: so many at most.
    pub(super) fn next(&mut self, most: usize) -> Vec<u32> {
        let mut next = Vec::new();
        while next.len() < most
            && let Some(number) = self.left.pop()
        {
            // One that has come up to date in between is passed over.
            if self.waiting.remove(&number) {
                next.push(number);
            }
        }
        self.underway = next.len();
        self.newer.clear();
        next
    }

    /// What was underway has come.
    pub(super) fn came(&mut self) {
        self.underway = 0;
    }

    /// Whether what comes back of an article is older than what is there.
    pub(super) fn is_older(&self, number: u32) -> bool {
        self.newer.contains(&number)
    }

    /// An article is up to date.
    pub(super) fn is_done(&mut self, number: u32) {
        self.newer.insert(number);
        self.waiting.remove(&number);
    }

    /// An article is to be gathered again, next.
    pub(super) fn again(&mut self, number: u32) {
        self.newer.insert(number);
        if self.waiting.insert(number) {
            self.left.push(number);
            self.total = self.total.max(self.waiting.len());
        }
    }

    /// The articles that are gathered next.
    pub(super) fn nearest(&self, most: usize) -> Vec<u32> {
        let left = self.left.iter().rev().filter(|n| self.waiting.contains(n));
        left.take(most).copied().collect()
    }

    /// Leaves all that is not one of these.
    pub(super) fn keep(&mut self, keep: impl Fn(u32) -> bool) {
        let before = self.waiting.len();
        self.waiting.retain(|number| keep(*number));
        self.left.retain(|number| self.waiting.contains(number));
        self.total = self.total.saturating_sub(before - self.waiting.len());
    }

    /// Leaves what has not been gathered.
    pub(super) fn stop(&mut self) {
        self.left.clear();
        self.waiting.clear();
        self.underway = 0;
    }
}
