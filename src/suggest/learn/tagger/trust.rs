//! How far the tagger can be relied on, counted on articles it was not trained on.

use std::ops::Range;

use super::super::super::threshold;
use super::super::Tally;
use super::super::apply::in_sight;
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
/// How far the tagger's have to be ahead of the rule's, in square roots of the number of pairs:
/// twice what chance alone does.
const AHEAD: f64 = 2.0;
/// How many more suggestions have to be shown or kept back rightly than wrongly before votes count.
const GAIN: i32 = 3;

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
    /// How many suggestions were shown or kept back rightly because of a vote, less those that
    /// were wrongly.
    gain: [i32; LABELS],
}

impl Trust {
    /// Counts an article: what the tagger said, what was decided, and what the rules had found.
    pub(super) fn count(
        &mut self,
        tags: &[Tags],
        gold: &[Tags],
        candidates: &[(usize, Range<usize>, f64)],
    ) {
        let mut covered = vec![Tags::default(); tags.len()];
        for (label, inside, _) in candidates {
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

    /// Counts what weighing votes does in an article that the tagger was not trained on.
    pub(super) fn prove(
        &mut self,
        tags: &[Tags],
        gold: &[Tags],
        candidates: &[(usize, Range<usize>, f64)],
    ) {
        for (label, inside, before) in candidates {
            let Some(name) = TAGGED.get(*label) else {
                continue;
            };
            let after = self.weigh(*label, vote(tags, *label, inside), *before);
            let after = in_sight(name, *before, after);
            let least = threshold(name);
            let [was, is] = [*before, after].map(|sure| sure >= least);
            let right = vote(gold, *label, inside) != Vote::Against;
            if let Some(gain) = self.gain.get_mut(*label).filter(|_| was != is) {
                *gain += if is == right { 1 } else { -1 };
            }
        }
    }

    /// Whether votes about a label make more right than wrong.
    pub(super) fn gains(&self, label: usize) -> bool {
        self.gain.get(label).is_some_and(|gain| *gain >= GAIN)
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
        let (all, ahead) = (tagger + rule, f64::from(tagger) - f64::from(rule));
        all >= EDGES && ahead >= AHEAD * f64::from(all).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tags of one label for some tokens, each a span of its own.
    fn tags(label: usize, begins: &[bool]) -> Vec<Tags> {
        let tag = |begins: &bool| {
            let mut tags = Tags::default();
            if *begins {
                tags.set(label, Tag::Begin);
            }
            tags
        };
        begins.iter().map(tag).collect()
    }

    #[test]
    fn votes_count_only_where_they_were_right_about_other_articles() {
        // Ten suggestions that are shown, half of them wrong.
        let label = 0;
        let right = [true, false].repeat(5);
        let gold = tags(label, &right);
        let candidates: Vec<_> = (0..10).map(|at| (label, at..at + 1, 0.6)).collect();
        let trust = |votes: &[bool]| {
            let votes = tags(label, votes);
            let mut trust = Trust::default();
            for _ in 0..8 {
                trust.count(&votes, &gold, &candidates);
            }
            trust.prove(&votes, &gold, &candidates);
            trust
        };
        let good = trust(&right);
        assert!(good.gains(label));
        assert!(!good.gains(1), "nothing is known of other labels");
        let none = trust(&[true; 10]);
        assert!(!none.gains(label));
    }
}
