//! Puts overlapping proposals in order.
//!
//! A party gives way to a casualty of the same words and keeps its name: `عنصر من حزب الله`.
//! Nested ones stay, unless they have one label and the inner one says nothing more. Of two that
//! cross or cover the same, the one stays that comes first in this order: the surer one, then the
//! longer one, then by label (party, casualty, strike, clash, place, date, weapon, source, target).

use std::cmp::Reverse;
use std::collections::BTreeSet;

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
    // A suggestion is large: its key is sorted instead of it.
    found.sort_by_cached_key(|s| (s.range.start(), Reverse(s.range.end())));
    let mut order: Vec<(usize, &Suggestion)> = found.iter().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| {
        b.confidence
            .total_cmp(&a.confidence)
            .then(b.range.len().cmp(&a.range.len()))
            .then_with(|| rank(a.label).cmp(&rank(b.label)))
    });
    // What can overlap a range begins before its end, and no further before its start than the
    // longest one is long.
    let longest = found.iter().map(|s| s.range.len()).max().unwrap_or(0);
    let mut stays = vec![false; found.len()];
    for (number, suggestion) in order {
        let (start, end) = (suggestion.range.start().get(), suggestion.range.end().get());
        // Parts of lists: an iterator that is cut and turned round walks to the cut first.
        let part = |from: usize, to: usize| {
            let found = found.get(from..to).unwrap_or_default();
            found.iter().zip(stays.get(from..to).unwrap_or_default())
        };
        let before = part(0, number).rev();
        let before = before.take_while(|(s, _)| s.range.start().get() + longest >= start);
        let after = part(number + 1, found.len());
        let after = after.take_while(|(s, _)| s.range.start().get() < end);
        let mut near = before.chain(after).filter(|(_, stays)| **stays);
        let settled = !near.any(|(other, _)| clashes(suggestion, other));
        if let Some(stays) = stays.get_mut(number) {
            *stays = settled;
        }
    }
    let mut stays = stays.into_iter();
    found.retain(|_| stays.next().unwrap_or(false));
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
