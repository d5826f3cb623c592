//! Counts, and what follows from them.

use std::collections::BTreeMap;

use super::marked::Marked;
use super::matching::Criterion;

/// How many were wanted, given, and right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Gold spans that have to be found.
    pub gold: usize,
    /// Proposals that count.
    pub proposed: usize,
    /// Gold spans that were found.
    pub found: usize,
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// How many are right.
    pub right: usize,
    /// Of how many.
    pub of: usize,
}

/// What was counted for a label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    overlap: Count,
    exact: Count,
    head: Count,
    /// Of the spans that were found, those whose attribute is right.
    pub attributes: BTreeMap<&'static str, Part>,
}

impl Part {
    /// The part, from 0 to 1; 0 of nothing.
    #[must_use]
    pub fn ratio(self) -> f64 {
        ratio(self.right, self.of)
    }
}

impl Count {
    /// The part of the proposals that is right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        ratio(self.found, self.proposed)
    }

    /// The part of the gold that was found.
    #[must_use]
    pub fn recall(&self) -> f64 {
        ratio(self.found, self.gold)
    }

    /// Their harmonic mean.
    #[must_use]
    pub fn f1(&self) -> f64 {
        ratio(2 * self.found, self.gold + self.proposed)
    }

    fn add(&mut self, other: &Self) {
        self.gold += other.gold;
        self.proposed += other.proposed;
        self.found += other.found;
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

impl Tally {
    /// The counts under a criterion.
    #[must_use]
    pub fn by(&self, criterion: Criterion) -> &Count {
        match criterion {
            Criterion::Overlap => &self.overlap,
            Criterion::Exact => &self.exact,
            Criterion::Head => &self.head,
        }
    }

    pub(super) fn count(&mut self, criterion: Criterion) -> &mut Count {
        match criterion {
            Criterion::Overlap => &mut self.overlap,
            Criterion::Exact => &mut self.exact,
            Criterion::Head => &mut self.head,
        }
    }

    /// Counts what a proposal says right of what the gold says. Under another label the same
    /// attribute means something else.
    pub(super) fn claims(&mut self, wanted: &Marked, given: &Marked) {
        if wanted.label != given.label {
            return;
        }
        for (name, claim) in &wanted.claims {
            let right = match given.claims.get(name) {
                Some(given) => claim.is_met_by(given),
                None => claim.is_met_by_nothing(),
            };
            let part = self.attributes.entry(name).or_default();
            part.of += 1;
            part.right += usize::from(right);
        }
    }

    /// Adds the counts of another one.
    pub fn add(&mut self, other: &Self) {
        for criterion in Criterion::ALL {
            self.count(criterion).add(other.by(criterion));
        }
        for (name, part) in &other.attributes {
            let own = self.attributes.entry(name).or_default();
            own.right += part.right;
            own.of += part.of;
        }
    }
}
