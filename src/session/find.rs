//! Looking for words: what was asked, what was found, where the user is in it.

use crate::analysis::search::Hit;
use crate::model::id::ArticleId;
use crate::text::offset::ByteRange;

/// How many places are shown at most.
pub const MOST_HITS: usize = 5000;

/// Looking in the open article.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// Whether the bar is shown.
    pub shown: bool,
    /// What is looked for.
    pub query: String,
    /// Where it is, ascending.
    pub hits: Vec<ByteRange>,
    /// Which of them the user is at.
    pub at: Option<usize>,
}

impl Find {
    /// Takes what was found. The user is not moved.
    pub(super) fn take(&mut self, hits: Vec<ByteRange>) {
        self.hits = hits;
        self.at = None;
    }

    pub(super) fn close(&mut self) {
        self.shown = false;
        self.hits.clear();
        self.at = None;
    }

    /// The next place after the selection, or the one before it; round and round.
    pub(super) fn step(&mut self, here: Option<ByteRange>, forward: bool) -> Option<ByteRange> {
        let last = self.hits.len().checked_sub(1)?;
        let next = match here {
            None if forward => 0,
            None => last,
            Some(here) if forward => {
                let next = self.hits.partition_point(|hit| hit.start() <= here.start());
                if next > last { 0 } else { next }
            }
            Some(here) => {
                let before = self.hits.partition_point(|hit| hit.start() < here.start());
                before.checked_sub(1).unwrap_or(last)
            }
        };
        self.at = Some(next);
        self.hits.get(next).copied()
    }
}

/// Looking in the whole project.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Whether the panel is shown.
    pub shown: bool,
    /// What is looked for.
    pub query: String,
    /// Whether the search goes on.
    pub running: bool,
    /// What was found, article by article; one row each.
    pub rows: Vec<(ArticleId, Hit)>,
    /// In how many articles.
    pub articles: usize,
}

impl Search {
    /// Takes what was found.
    pub(super) fn take(&mut self, found: Vec<(ArticleId, Vec<Hit>)>) {
        self.running = false;
        self.articles = found.len();
        self.rows = found
            .into_iter()
            .flat_map(|(id, hits)| hits.into_iter().map(move |hit| (id.clone(), hit)))
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stepping_goes_round() {
        let range = |at: usize| ByteRange::new(at, at + 2);
        let mut find = Find::default();
        assert_eq!(find.step(None, true), None);
        find.take(vec![range(4), range(10), range(20)]);
        let rows = [
            (None, true, 4),
            (None, false, 20),
            (Some(4), true, 10),
            (Some(12), true, 20),
            (Some(20), true, 4),
            (Some(20), false, 10),
            (Some(3), false, 20),
        ];
        for (here, forward, expected) in rows {
            let found = find.step(here.map(range), forward);
            assert_eq!(found, Some(range(expected)), "{here:?} {forward}");
        }
    }
}
