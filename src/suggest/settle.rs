//! Puts overlapping proposals in order.
//!
//! Nested ones stay, unless they have one label and the inner one says nothing more. Of two that
//! cross or cover the same, the one stays that comes first in this order: the surer one, then the
//! longer one, then by label (party, casualty, strike, clash, place, date, weapon, source, target).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{LABELS, Suggestion};

fn rank(label: &str) -> usize {
    let place = LABELS.iter().position(|l| *l == label);
    place.unwrap_or(LABELS.len())
}

pub(super) fn settle(mut found: Vec<Suggestion>) -> Vec<Suggestion> {
    let mut order: Vec<(usize, &Suggestion)> = found.iter().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| {
        b.confidence
            .total_cmp(&a.confidence)
            .then(b.range.len().cmp(&a.range.len()))
            .then(rank(a.label).cmp(&rank(b.label)))
            .then(a.range.start().cmp(&b.range.start()))
    });
    // By start; what can overlap a range begins no further before it than the longest one is
    // long.
    let mut kept: BTreeMap<(usize, usize), &Suggestion> = BTreeMap::new();
    let longest = found.iter().map(|s| s.range.len()).max().unwrap_or(0);
    for (number, suggestion) in order {
        let (start, end) = (suggestion.range.start().get(), suggestion.range.end().get());
        let mut near = kept.range((start.saturating_sub(longest), 0)..(end, 0));
        if !near.any(|(_, other)| clashes(suggestion, other)) {
            kept.insert((start, number), suggestion);
        }
    }
    let stays: BTreeSet<usize> = kept.keys().map(|(_, number)| *number).collect();
    let mut number = 0;
    found.retain(|_| {
        number += 1;
        stays.contains(&(number - 1))
    });
    found.sort_by_key(|s| (s.range.start(), Reverse(s.range.end())));
    found
}

/// Whether a suggestion has no place beside a surer one.
fn clashes(suggestion: &Suggestion, other: &Suggestion) -> bool {
    other.range == suggestion.range
        || other.range.crosses(suggestion.range)
        // Counts do not lie in counts, nor strikes in strikes; places do, and parties.
        || (other.label == suggestion.label
            && !matches!(other.label, "location" | "faction")
            && other.range.overlaps(suggestion.range))
}
