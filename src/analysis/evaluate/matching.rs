//! Pairs proposals with gold: one to one, the closest first, under a criterion.
//!
//! A proposal that only touches an optional span, or is a second one on a mention that was
//! found, counts neither way.

use super::marked::{Marked, Stretch};

/// When a proposal is on a gold span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Criterion {
    /// They have at least 60 % of the shorter one in common.
    Overlap,
    /// They cover the same.
    Exact,
    /// The head of each lies in the other; where a head is not known, all of it counts.
    Head,
}

impl Criterion {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Overlap, Self::Exact, Self::Head];

    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Overlap => "overlap",
            Self::Exact => "exact",
            Self::Head => "head",
        }
    }
}

/// A gold span and the proposal on it, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The number of the gold span.
    pub gold: usize,
    /// The number of the proposal.
    pub proposed: usize,
    /// Whether they cover the same.
    pub exact: bool,
}

/// Which proposal is on which gold span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairing {
    /// The pair of each gold span, optional ones too.
    by_gold: Vec<Option<Pair>>,
    /// The pair of each proposal.
    by_proposed: Vec<Option<Pair>>,
    /// The gold spans that have to be found and were not.
    pub missed: Vec<usize>,
    /// The proposals that are on nothing.
    pub wrong: Vec<usize>,
}

impl Pairing {
    /// The pair of a gold span.
    #[must_use]
    pub fn of_gold(&self, gold: usize) -> Option<&Pair> {
        self.by_gold.get(gold)?.as_ref()
    }

    /// The pair of a proposal.
    #[must_use]
    pub fn of_proposed(&self, proposed: usize) -> Option<&Pair> {
        self.by_proposed.get(proposed)?.as_ref()
    }
}

/// Pairs an article's proposals with its gold.
#[must_use]
pub fn pair(gold: &[Marked], proposed: &[Marked], criterion: Criterion) -> Pairing {
    let mut candidates = Vec::new();
    for (g, wanted) in gold.iter().enumerate() {
        for (p, given) in proposed.iter().enumerate() {
            if let Some(closeness) = closeness(wanted, given, criterion) {
                let pair = Pair {
                    gold: g,
                    proposed: p,
                    exact: wanted.ranges().any(|range| range == given.range),
                };
                candidates.push((closeness, pair));
            }
        }
    }
    candidates.sort_by(|(a, x), (b, y)| {
        b.total_cmp(a)
            .then(x.gold.cmp(&y.gold))
            .then(x.proposed.cmp(&y.proposed))
    });
    let mut pairing = Pairing {
        by_gold: vec![None; gold.len()],
        by_proposed: vec![None; proposed.len()],
        ..Pairing::default()
    };
    for (_, pair) in candidates {
        let gold = pairing.by_gold.get_mut(pair.gold);
        let proposed = pairing.by_proposed.get_mut(pair.proposed);
        if let (Some(gold @ None), Some(proposed @ None)) = (gold, proposed) {
            (*gold, *proposed) = (Some(pair), Some(pair));
        }
    }
    let missed = |g: &usize| {
        let has_to = gold.get(*g).is_some_and(|gold| !gold.optional);
        has_to && pairing.of_gold(*g).is_none()
    };
    pairing.missed = (0..gold.len()).filter(missed).collect();
    let wrong = |p: &usize| {
        let Some(given) = proposed.get(*p) else {
            return false;
        };
        let neutral = gold.iter().enumerate().any(|(g, wanted)| {
            closeness(wanted, given, Criterion::Overlap).is_some()
                && (wanted.optional || pairing.of_gold(g).is_some())
        });
        !neutral && pairing.of_proposed(*p).is_none()
    };
    pairing.wrong = (0..proposed.len()).filter(wrong).collect();
    pairing
}

/// Whether a proposal is on a gold span, by overlap.
pub(super) fn lies_on(wanted: &Marked, given: &Marked) -> bool {
    closeness(wanted, given, Criterion::Overlap).is_some()
}

/// How close a proposal is to a gold span, the higher the closer; nothing if it is not on it.
fn closeness(wanted: &Marked, given: &Marked, criterion: Criterion) -> Option<f64> {
    let same_label = wanted.label == given.label;
    if !same_label && !wanted.or_label.contains(&given.label) {
        return None;
    }
    let likeness = |range: Stretch| {
        let common = f64::from(range.common(given.range));
        let hull = f64::from(range.hull(given.range).max(1));
        let same = f64::from(u8::from(range == given.range));
        common / hull + same
    };
    let fits = |range: &Stretch| {
        let shorter = f64::from(range.len().min(given.range.len()));
        match criterion {
            Criterion::Exact => *range == given.range,
            Criterion::Overlap => {
                shorter > 0.0 && f64::from(range.common(given.range)) >= 0.6 * shorter
            }
            Criterion::Head => match (wanted.head, given.head) {
                (Some(wanted), Some(head)) => given.range.holds(wanted) && range.holds(head),
                (Some(wanted), None) => given.range.holds(wanted),
                (None, Some(head)) => range.holds(head),
                (None, None) => range.holds(given.range) || given.range.holds(*range),
            },
        }
    };
    let best = wanted.ranges().filter(fits).map(likeness);
    let best = best.max_by(f64::total_cmp)?;
    Some(best + f64::from(u8::from(same_label)))
}

impl Marked {
    /// The ranges that are right: its own and the others.
    pub fn ranges(&self) -> impl Iterator<Item = Stretch> {
        std::iter::once(self.range).chain(self.alt.iter().copied())
    }
}
