//! Puts overlapping proposals in order.
//!
//! Nested ones stay, unless they have one label and the inner one says nothing more. Of two that
//! cross or cover the same, the one stays that comes first in this order: the surer one, then the
//! longer one, then by label (party, casualty, strike, clash, place, date, weapon, source, target).

use super::{LABELS, Suggestion};

fn rank(label: &str) -> usize {
    let place = LABELS.iter().position(|l| *l == label);
    place.unwrap_or(LABELS.len())
}

pub(super) fn settle(mut found: Vec<Suggestion>) -> Vec<Suggestion> {
    found.sort_by(|a, b| {
        b.confidence
            .total_cmp(&a.confidence)
            .then(b.range.len().cmp(&a.range.len()))
            .then(rank(a.label).cmp(&rank(b.label)))
            .then(a.range.start().cmp(&b.range.start()))
    });
    // Ascending by start; what can overlap a range begins no further before it than the longest
    // one is long.
    let mut kept: Vec<Suggestion> = Vec::with_capacity(found.len());
    let longest = found.iter().map(|s| s.range.len()).max().unwrap_or(0);
    for suggestion in found {
        let range = suggestion.range;
        let place = |s: &Suggestion| s.range.start().get();
        let first = kept.partition_point(|s| place(s) + longest < range.start().get());
        let end = kept.partition_point(|s| place(s) < range.end().get());
        let clashes = kept
            .get(first..end)
            .unwrap_or_default()
            .iter()
            .any(|other| {
                other.range == range
                || other.range.crosses(range)
                // Counts do not lie in counts, nor strikes in strikes; places do, and parties.
                || (other.label == suggestion.label
                    && !matches!(other.label, "location" | "faction")
                    && other.range.overlaps(range))
            });
        if !clashes {
            let at = kept.partition_point(|s| place(s) <= range.start().get());
            kept.insert(at, suggestion);
        }
    }
    kept.sort_by_key(|s| (s.range.start(), std::cmp::Reverse(s.range.end())));
    kept
}
