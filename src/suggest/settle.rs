//! Puts overlapping proposals in order.
//!
//! Nested ones stay, unless they have one label and the inner one says nothing more. Of two that
//! cross or cover the same, the one stays that comes first in this order: the surer one, then the
//! longer one, then by label (party, casualty, strike, clash, place, date, weapon, source).

use super::Suggestion;

const ORDER: [&str; 8] = [
    "faction", "casualty", "strike", "clash", "location", "date", "weapon", "source",
];

fn rank(label: &str) -> usize {
    ORDER
        .iter()
        .position(|l| *l == label)
        .unwrap_or(ORDER.len())
}

pub(super) fn settle(mut found: Vec<Suggestion>) -> Vec<Suggestion> {
    found.sort_by(|a, b| {
        b.confidence
            .total_cmp(&a.confidence)
            .then(b.range.len().cmp(&a.range.len()))
            .then(rank(a.label).cmp(&rank(b.label)))
            .then(a.range.start().cmp(&b.range.start()))
    });
    let mut kept: Vec<Suggestion> = Vec::with_capacity(found.len());
    for suggestion in found {
        let clashes = kept.iter().any(|other| {
            other.range == suggestion.range
                || other.range.crosses(suggestion.range)
                // Counts do not lie in counts, nor strikes in strikes.
                || (other.label == suggestion.label
                    && other.label != "location"
                    && other.range.overlaps(suggestion.range))
        });
        if !clashes {
            kept.push(suggestion);
        }
    }
    kept.sort_by_key(|s| (s.range.start(), std::cmp::Reverse(s.range.end())));
    kept
}
