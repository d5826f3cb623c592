//! The weights of a tagger: a row for each hashed clue, in it two weights a label.
//!
//! `Out` has no weights of its own: a tag is given where its score is above zero.

use super::features::{Features, ROWS};
use super::{Exercise, TAGGED, Tag, Tags};

const LABELS: usize = TAGGED.len();

/// How far the right tag has to be ahead of the others in training.
const MARGIN: f32 = 1.0;

/// The weights of `Begin` and `Inside` for every label. A cache line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[repr(align(64))]
struct Row([[f32; 2]; LABELS]);

impl Row {
    fn add(&mut self, label: usize, tag: Tag, by: f32) {
        let place = match tag {
            Tag::Out => return,
            Tag::Begin => 0,
            Tag::Inside => 1,
        };
        let weight = self.0.get_mut(label).and_then(|w| w.get_mut(place));
        if let Some(weight) = weight {
            *weight += by;
        }
    }

    fn add_all(&mut self, other: &Self) {
        let sums = self.0.as_flattened_mut().iter_mut();
        for (sum, weight) in sums.zip(other.0.as_flattened()) {
            *sum += weight;
        }
    }
}

/// What was learned, averaged over the training.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    rows: Vec<Row>,
    /// The rows that training has touched, a bit each: all others are zero. Most are, and the
    /// rows are too many to lie near the processor, while these bits are not.
    touched: Vec<u64>,
}

impl Weights {
    /// Learns from articles, in the order given.
    pub(super) fn learn<'a>(
        exercises: impl Iterator<Item = &'a Exercise> + Clone,
        rounds: usize,
    ) -> Self {
        let mut now = Self {
            rows: vec![Row::default(); ROWS as usize],
            touched: vec![0; (ROWS / u64::BITS) as usize],
        };
        // Each change times the step it was made at: what the average has too much of it.
        let mut late = now.rows.clone();
        let mut step = 1.0;
        for _ in 0..rounds {
            for exercise in exercises.clone() {
                let mut before = Tags::default();
                for (at, gold) in exercise.gold.iter().enumerate() {
                    let features = exercise.features.at(at);
                    let scores = now.scores(features);
                    for (label, scores) in scores.0.into_iter().enumerate() {
                        // The tags before are the right ones here, and its own when it reads.
                        let goes_on = before.get(label) != Tag::Out;
                        let right = gold.get(label);
                        let Some(wrong) = rival(scores, goes_on, right) else {
                            continue;
                        };
                        for feature in features {
                            now.touch(*feature);
                            for (rows, by) in [(&mut now.rows, 1.0), (&mut late, step)] {
                                if let Some(row) = rows.get_mut(*feature as usize) {
                                    row.add(label, right, by);
                                    row.add(label, wrong, -by);
                                }
                            }
                        }
                    }
                    before = *gold;
                    step += 1.0;
                }
            }
        }
        for (now, late) in now.rows.iter_mut().zip(&late) {
            let weights = now.0.as_flattened_mut().iter_mut();
            for (weight, late) in weights.zip(late.0.as_flattened()) {
                *weight -= late / step;
            }
        }
        now
    }

    /// The tags of an article.
    pub(super) fn tags(&self, features: &Features) -> Vec<Tags> {
        let mut before = Tags::default();
        let tags = (0..features.len()).map(|at| {
            before = tags_of(&self.scores(features.at(at)), before);
            before
        });
        tags.collect()
    }

    /// How much a clue speaks for a word beginning a label.
    pub(super) fn begin(&self, feature: u32, label: usize) -> f32 {
        let row = self.rows.get(feature as usize);
        row.and_then(|row| row.0.get(label)).map_or(0.0, |w| w[0])
    }

    fn touch(&mut self, feature: u32) {
        let bits = self.touched.get_mut((feature / u64::BITS) as usize);
        if let Some(bits) = bits {
            *bits |= 1 << (feature % u64::BITS);
        }
    }

    fn is_touched(&self, feature: u32) -> bool {
        let bits = self.touched.get((feature / u64::BITS) as usize);
        bits.is_some_and(|bits| bits >> (feature % u64::BITS) & 1 == 1)
    }

    fn scores(&self, features: &[u32]) -> Row {
        let mut scores = Row::default();
        for feature in features.iter().filter(|feature| self.is_touched(**feature)) {
            if let Some(row) = self.rows.get(*feature as usize) {
                scores.add_all(row);
            }
        }
        scores
    }
}

/// The tag that comes too close to the right one, if one does.
fn rival([begin, inside]: [f32; 2], goes_on: bool, right: Tag) -> Option<Tag> {
    let all = [(Tag::Out, 0.0), (Tag::Begin, begin), (Tag::Inside, inside)];
    let score = |tag: Tag| all.get(tag as usize).map_or(0.0, |(_, score)| *score);
    let others = all.into_iter();
    let others = others.filter(|(tag, _)| *tag != right && (goes_on || *tag != Tag::Inside));
    let best = others.max_by(|a, b| a.1.total_cmp(&b.1))?;
    (best.1 + MARGIN > score(right)).then_some(best.0)
}

/// The best tags by their scores; nothing goes on that has not begun.
fn tags_of(scores: &Row, before: Tags) -> Tags {
    let mut tags = Tags::default();
    for (label, [begin, inside]) in scores.0.into_iter().enumerate() {
        let goes_on = before.get(label) != Tag::Out;
        if goes_on && inside > 0.0 && inside >= begin {
            tags.set(label, Tag::Inside);
        } else if begin > 0.0 {
            tags.set(label, Tag::Begin);
        }
    }
    tags
}
