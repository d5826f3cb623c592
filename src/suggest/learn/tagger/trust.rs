//! How far the tagger can be relied on, counted on articles it was not trained on.

use std::ops::Range;

use super::super::Tally;
use super::{TAGGED, Tag, Tags, Vote, spans, vote};

const LABELS: usize = TAGGED.len();

/// How many cases what holds for all labels is worth beside those of one label.
const SHARED: f64 = 10.0;
/// How many wrong (or right) suggestions have to be seen before a vote counts by half.
const SEEN: f64 = 8.0;
/// How sure a span is that the tagger alone finds, before that is counted, and what that is
/// worth.
const ALONE: (f64, f64) = (0.4, 8.0);
/// How many pairs of different edges have to be seen before the tagger's are taken.
const EDGES: u32 = 8;

/// How often something was said of right and of wrong suggestions.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    /// By vote: for, partly, against.
    right: [f64; 3],
    wrong: [f64; 3],
}

/// How far the tagger can be relied on.
#[derive(Clone, Debug, Default)]
pub(super) struct Trust {
    votes: [Votes; LABELS],
    all: Votes,
    alone: [Tally; LABELS],
    /// Where the tagger has other edges than a rule: how often its were the right ones, and how
    /// often the rule's.
    edges: [[u32; 2]; LABELS],
}

impl Trust {
    /// Counts an article: what the tagger said, what was decided, and what the rules had found.
    pub(super) fn count(
        &mut self,
        tags: &[Tags],
        gold: &[Tags],
        candidates: &[(usize, Range<usize>)],
    ) {
        let mut covered = vec![Tags::default(); tags.len()];
        for (label, inside) in candidates {
            for tags in covered.get_mut(inside.clone()).unwrap_or_default() {
                tags.set(*label, Tag::Inside);
            }
            let said = vote(tags, *label, inside);
            let truth = vote(gold, *label, inside);
            let mine = self.votes.get_mut(*label);
            for votes in mine.into_iter().chain([&mut self.all]) {
                let counts = if truth == Vote::Against {
                    &mut votes.wrong
                } else {
                    &mut votes.right
                };
                if let Some(count) = counts.get_mut(said as usize) {
                    *count += 1.0;
                }
            }
            if said == Vote::Partly && truth != Vote::Against {
                let mut others = spans(tags, *label).into_iter();
                let meets =
                    |span: &Range<usize>| span.start < inside.end && inside.start < span.end;
                let exact = others
                    .find(meets)
                    .is_some_and(|span| vote(gold, *label, &span) == Vote::For);
                if let Some([tagger, rule]) = self.edges.get_mut(*label) {
                    *tagger += u32::from(exact);
                    *rule += u32::from(truth == Vote::For);
                }
            }
        }
        for (label, alone) in self.alone.iter_mut().enumerate() {
            for span in spans(tags, label) {
                let here = covered.get(span.clone()).unwrap_or_default();
                if here.iter().all(|tags| tags.get(label) == Tag::Out) {
                    alone.count(vote(gold, label, &span) != Vote::Against);
                }
            }
        }
    }

    /// The confidence of a suggestion after a vote, by Bayes' rule.
    pub(super) fn weigh(&self, label: usize, vote: Vote, confidence: f64) -> f64 {
        let Some(mine) = self.votes.get(label) else {
            return confidence;
        };
        let part = |mine: &[f64; 3], all: &[f64; 3]| {
            let count = |counts: &[f64; 3]| counts.get(vote as usize).copied().unwrap_or(0.0);
            let sum = |counts: &[f64; 3]| counts.iter().sum::<f64>();
            let shared = (count(all) + 1.0) / (sum(all) + 3.0);
            (count(mine) + SHARED * shared) / (sum(mine) + SHARED)
        };
        let ratio = part(&mine.right, &self.all.right) / part(&mine.wrong, &self.all.wrong);
        let seen = |counts: &[f64; 3]| counts.iter().sum::<f64>();
        let least = seen(&self.all.right).min(seen(&self.all.wrong));
        let ratio = ratio.powf(least / (least + SEEN));
        let confidence = confidence.clamp(0.02, 0.98);
        let odds = confidence / (1.0 - confidence) * ratio;
        odds / (1.0 + odds)
    }

    /// How sure a span is that the tagger alone finds.
    pub(super) fn alone(&self, label: usize) -> f64 {
        let (prior, weight) = ALONE;
        let tally = self.alone.get(label).copied().unwrap_or_default();
        tally.score(prior, weight)
    }

    /// Whether the tagger knows better than the rules where spans of a label begin and end.
    pub(super) fn knows_edges(&self, label: usize) -> bool {
        let edges = self.edges.get(label).copied().unwrap_or_default();
        let [tagger, rule] = edges;
        tagger + rule >= EDGES && f64::from(tagger) > 1.5 * f64::from(rule)
    }
}
