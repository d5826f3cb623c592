//! Gamma (γ): how far two annotators agree on where spans are and of which category, beyond what
//! chance alone would give.
//!
//! As in Y. Mathet, A. Widlöcher, J.-P. Métivier, *The Unified and Holistic Method Gamma (γ) for
//! Inter-Annotator Agreement Measure and Alignment* (Computational Linguistics 41:3, 2015), with
//! the weights of the package `pygamma-agreement`: place and category count the same, an unpaired
//! span costs 1. Spans are paired so that what the pairs are apart and what stays unpaired costs
//! least (the observed disorder); the same is done with layers that are moved round the text by
//! chance (the expected one). Unlike alpha over words it credits a span for being *one* span,
//! and spans may overlap.

use std::hash::{Hash as _, Hasher as _};

use fastrand::Rng;
use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use pathfinding::undirected::connected_components::components;
use rustc_hash::FxHasher;

use crate::analysis::evaluate::Stretch;
use crate::text::offset::CharIdx;

/// What a span costs that is paired with none; a pair costs no more than two of them.
const UNPAIRED: f64 = 1.0;

/// Assignments are solved in whole numbers, so that the same layers give the same figure
/// everywhere: a billionth of a thousandth of what an unpaired span costs.
const STEPS: f64 = 1e12;

/// How many times chance is asked at least: as in the paper, and as `pygamma-agreement` does.
const FEWEST_SAMPLES: usize = 30;

/// How many times it is asked at most.
const MOST_SAMPLES: usize = 1_000;

/// How far off the expected disorder of an article may be, in shares of itself, at 95 %: the
/// paper's "medium".
const PRECISION: f64 = 0.02;

/// A stretch of a text with a category.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit<C> {
    /// Where it is.
    pub place: Stretch,
    /// What it is.
    pub category: C,
}

/// What two annotators cost, and what chance would cost, in an article or in many. Costs are
/// weighted with how many spans an annotator has there, so that long articles count more.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Disorder {
    /// How many spans an annotator has, on average.
    spans: f64,
    /// What the best alignment costs.
    observed: f64,
    /// What the best alignment of layers costs that chance made.
    expected: f64,
}

impl Disorder {
    /// Of two layers of a text of some length. Chance is seeded with what is compared.
    #[must_use]
    pub fn between<C: Clone + PartialEq>(layers: [&[Unit<C>]; 2], length: CharIdx) -> Self {
        let [first, second] = layers;
        let spans = spans(first, second);
        if spans == 0.0 {
            return Self::default();
        }
        Self {
            spans,
            observed: cost(first, second),
            expected: spans * expected(layers, f64::from(length.0)),
        }
    }

    /// Adds what was measured elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.spans += other.spans;
        self.observed += other.observed;
        self.expected += other.expected;
    }

    /// γ: 1 for perfect agreement, 0 for that of chance, below 0 for less. `None` where nobody
    /// marked anything.
    #[must_use]
    pub fn gamma(&self) -> Option<f64> {
        (self.expected > 0.0).then(|| 1.0 - self.observed / self.expected)
    }

    /// The observed disorder, a span. `None` where nobody marked anything.
    #[must_use]
    pub fn observed(&self) -> Option<f64> {
        (self.spans > 0.0).then(|| self.observed / self.spans)
    }

    /// The expected disorder, a span.
    #[must_use]
    pub fn expected(&self) -> Option<f64> {
        (self.spans > 0.0).then(|| self.expected / self.spans)
    }
}

/// How many spans each of two has, on average.
fn spans<C>(first: &[Unit<C>], second: &[Unit<C>]) -> f64 {
    (first.len() + second.len()) as f64 / 2.0
}

/// How far apart two units are: the squares of how far their edges are, beside their lengths, and
/// one more if they are of different categories.
fn apart<C: PartialEq>(a: &Unit<C>, b: &Unit<C>) -> f64 {
    let lengths = a.place.len() + b.place.len();
    let edges = a.place.start.0.abs_diff(b.place.start.0) + a.place.end.0.abs_diff(b.place.end.0);
    let place = f64::from(edges) / f64::from(lengths.max(1));
    place * place + if a.category == b.category { 0.0 } else { 1.0 }
}

/// What the best alignment of two layers costs: every unit is paired at most once.
fn cost<C: PartialEq>(first: &[Unit<C>], second: &[Unit<C>]) -> f64 {
    let spared = |a: &Unit<C>, b: &Unit<C>| ((2.0 * UNPAIRED - apart(a, b)) * STEPS) as i64;
    // Only pairs that spare something tie units together, so that most problems are small.
    let mut groups = Vec::new();
    for (a, unit) in first.iter().enumerate() {
        let near = second.iter().enumerate();
        let near = near.filter(|(_, other)| spared(unit, other) > 0);
        let group: Vec<usize> = near.map(|(b, _)| first.len() + b).chain([a]).collect();
        if group.len() > 1 {
            groups.push(group);
        }
    }
    let mut saved = 0;
    for component in components(&groups) {
        let of_first = component.iter().filter_map(|place| first.get(*place));
        let of_second = component.iter().filter_map(|place| {
            let place = place.checked_sub(first.len())?;
            second.get(place)
        });
        let (mut rows, mut columns): (Vec<_>, Vec<_>) = (of_first.collect(), of_second.collect());
        if rows.len() > columns.len() {
            (rows, columns) = (columns, rows);
        }
        let gain = |(row, column): (usize, usize)| match (rows.get(row), columns.get(column)) {
            (Some(a), Some(b)) => spared(a, b).max(0),
            _ => 0,
        };
        saved += kuhn_munkres(&Matrix::from_fn(rows.len(), columns.len(), gain)).0;
    }
    (first.len() + second.len()) as f64 * UNPAIRED - saved as f64 / STEPS
}

/// What the best alignment of two layers costs a span that chance made: each is one of the two,
/// whichever, moved round a text of `length` code points (section 5.2 of the paper).
fn expected<C: Clone + PartialEq>([first, second]: [&[Unit<C>]; 2], length: f64) -> f64 {
    let mut chance = Rng::with_seed(seed(first, second));
    let lengths = first
        .iter()
        .chain(second)
        .map(|unit| f64::from(unit.place.len()));
    // Two copies moved by almost the same would agree, which is not chance.
    let least = lengths.sum::<f64>() / (first.len() + second.len()) as f64 / 2.0;
    let least = least.min(length / 2.0);
    let mut costs = Vec::new();
    let mut wanted = FEWEST_SAMPLES;
    while costs.len() < wanted {
        let one_of = |yes| if yes { first } else { second };
        let (a, b) = (one_of(chance.bool()), one_of(chance.bool()));
        let by = chance.f64() * length;
        let further = by + least + chance.f64() * (length - 2.0 * least);
        // Where only one of the two marked anything, both samples may be empty: asked again.
        let spans = spans(a, b);
        if spans > 0.0 {
            costs.push(cost(&moved(a, by, length), &moved(b, further, length)) / spans);
        }
        if costs.len() == FEWEST_SAMPLES {
            wanted = samples(&costs);
        }
    }
    mean(&costs)
}

/// A layer moved on in a text, from whose end it comes back to its beginning.
fn moved<C: Clone>(units: &[Unit<C>], by: f64, length: f64) -> Vec<Unit<C>> {
    let moved = units.iter().map(|unit| {
        let start = ((f64::from(unit.place.start.0) + by) % length.max(1.0)) as u32;
        Unit {
            place: Stretch::new(CharIdx(start), CharIdx(start + unit.place.len())),
            category: unit.category.clone(),
        }
    });
    moved.collect()
}

/// How many samples it takes for the wanted precision, told from some (section 5.3).
fn samples(costs: &[f64]) -> usize {
    let mean = mean(costs);
    let squares = costs.iter().map(|cost| (cost - mean).powi(2));
    let variation = (squares.sum::<f64>() / costs.len() as f64).sqrt() / mean;
    let wanted = (1.96 * variation / PRECISION).powi(2).ceil() as usize;
    wanted.clamp(FEWEST_SAMPLES, MOST_SAMPLES)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// The same for the same two layers, whichever comes first.
fn seed<C>(first: &[Unit<C>], second: &[Unit<C>]) -> u64 {
    let of = |units: &[Unit<C>]| {
        let mut hasher = FxHasher::default();
        for unit in units {
            (unit.place.start.0, unit.place.end.0).hash(&mut hasher);
        }
        hasher.finish()
    };
    of(first).wrapping_add(of(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Units from `start-end category`, with a comma between them.
    fn layer(units: &str) -> Vec<Unit<&str>> {
        let units = units.split(", ").filter(|unit| !unit.is_empty());
        let units = units.map(|unit| {
            let (place, category) = unit.split_once(' ').unwrap();
            let (start, end) = place.split_once('-').unwrap();
            let [start, end] = [start, end].map(|place| CharIdx(place.parse().unwrap()));
            Unit {
                place: Stretch::new(start, end),
                category,
            }
        });
        units.collect()
    }

    #[test]
    fn the_best_alignment_costs_what_is_apart_and_what_is_left_over() {
        for (first, second, expected) in [
            ("0-10 a", "0-10 a", 0.0),
            ("0-10 a", "0-10 b", 1.0),
            ("0-10 a", "", 2.0),
            ("0-10 a", "5-15 a", 0.25),
            ("0-10 a", "5-15 b", 1.25),
            // Too far apart to be one.
            ("0-10 a", "50-60 a", 2.0),
            // One of two that are near; the other is left over.
            ("0-10 a", "0-10 a, 1-11 a", 1.0 / 1.5),
            // Greedily, the first would take what the second needs.
            ("0-10 a, 6-16 a", "4-14 a, 12-22 a", (0.16 + 0.36) / 2.0),
        ] {
            let (first, second) = (layer(first), layer(second));
            let [one, other] = [[&first, &second], [&second, &first]]
                .map(|[a, b]| Disorder::between([a, b], CharIdx(100)).observed().unwrap());
            assert!((one - expected).abs() < 1e-9, "{one} {expected}");
            assert_eq!(one, other);
        }
    }

    #[test]
    fn one_is_perfect_and_chance_is_nought() {
        let first = layer("3-9 a, 14-20 b, 31-40 a, 55-60 c, 80-92 b");
        let same = Disorder::between([&first, &first], CharIdx(120));
        assert_eq!(same.gamma(), Some(1.0));
        // The same layer moved: what chance does.
        let gamma = |by| {
            let other = moved(&first, f64::from(by), 120.0);
            Disorder::between([&first, &other], CharIdx(120))
                .gamma()
                .unwrap()
        };
        let gammas: Vec<f64> = (5..=115).step_by(2).map(gamma).collect();
        assert!(mean(&gammas).abs() < 0.05, "{}", mean(&gammas));
        assert!(gamma(1) > 0.8 && gamma(1) > gamma(2) && gamma(2) > gamma(4));
    }

    #[test]
    fn articles_add_up_by_their_spans() {
        let first = layer("3-9 a, 14-20 b");
        let mut both = Disorder::between([&first, &first], CharIdx(40));
        let alone = Disorder::between([&first, &[]], CharIdx(40));
        assert_eq!(alone.observed(), Some(2.0));
        both.add(&alone);
        assert_eq!(both.observed(), Some(2.0 / 3.0));
        let none: [&[Unit<&str>]; 2] = [&[], &[]];
        assert_eq!(Disorder::between(none, CharIdx(40)), Disorder::default());
        assert_eq!(Disorder::default().gamma(), None);
    }
}
