//! Puts overlapping proposals in order.
//!
//! A party gives way to a casualty of the same words and keeps its name: `عنصر من حزب الله`.
//! Nested ones stay, unless they have one label and the inner one says nothing more. Of two that
//! cross or cover the same, the one stays that comes first in this order: the surer one, then the
//! longer one, then by label (party, casualty, strike, clash, place, date, weapon, source, target).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{LABELS, Suggestion, threshold};
use crate::text::offset::ByteRange;

fn rank(label: &str) -> usize {
    let place = LABELS.iter().position(|l| *l == label);
    place.unwrap_or(LABELS.len())
}

/// Gives the words that a party and a casualty have in common to the casualty.
fn give_way(found: &mut [Suggestion]) {
    let casualties: BTreeSet<ByteRange> = found
        .iter()
        .filter(|s| s.label == "casualty" && s.confidence >= threshold(s.label))
        .map(|s| s.range)
        .collect();
    for party in found.iter_mut().filter(|s| s.label == "faction") {
        let name = party.head.filter(|head| *head != party.range);
        if let Some(name) = name.filter(|_| casualties.contains(&party.range)) {
            party.range = name;
            party.particle.clear();
        }
    }
}

pub(super) fn settle(mut found: Vec<Suggestion>) -> Vec<Suggestion> {
    give_way(&mut found);
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
