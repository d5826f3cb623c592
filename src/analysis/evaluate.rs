//! How good proposals are: precision, recall and F1 a label, numbers and kinds of casualties.
//!
//! Matching is that of the gold file's rules: one to one, same label, closest first; an overlap
//! is a common part of at least 60 % of the shorter span, against the range or an `alt`. What
//! only touches an optional gold span counts neither way.

use std::collections::BTreeMap;

/// A span as it is compared, in code points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marked {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its label in upper case.
    pub label: String,
    /// Other ranges that would be as right.
    pub alt: Vec<(usize, usize)>,
    /// Whether it neither has to be found nor may not be.
    pub optional: bool,
    /// What befell them, of a casualty.
    pub effect: Option<String>,
    /// The numbers of a casualty, or `None` where the gold does not state them.
    pub counts: Option<(Option<u64>, Option<u64>)>,
}

/// What was counted for a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Gold spans that were found.
    pub found: usize,
    /// Of these, those whose edges are exactly right.
    pub exact: usize,
    /// Gold spans that were not found.
    pub missed: usize,
    /// Proposals for which there is no gold span.
    pub wrong: usize,
    /// Of the found casualties, those whose effect is right.
    pub effect: usize,
    /// Of the found casualties, those whose numbers are right.
    pub counts: usize,
}

impl Score {
    /// The part of the proposals that is right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        ratio(self.found, self.found + self.wrong)
    }

    /// The part of the gold that was found.
    #[must_use]
    pub fn recall(&self) -> f64 {
        ratio(self.found, self.found + self.missed)
    }

    /// Their harmonic mean.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 {
            0.0
        } else {
            2.0 * p * r / (p + r)
        }
    }
}

/// A part of a whole; 0 of nothing.
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// Adds what an article's proposals are worth to the scores.
pub fn score(gold: &[Marked], proposed: &[Marked], scores: &mut BTreeMap<String, Score>) {
    // All pairs that overlap enough, the closest first.
    let mut pairs = Vec::new();
    for (g, wanted) in gold.iter().enumerate() {
        for (p, given) in proposed.iter().enumerate() {
            if wanted.label != given.label {
                continue;
            }
            let ranges = wanted.alt.iter().copied();
            let ranges = ranges.chain([(wanted.start, wanted.end)]);
            let best = ranges
                .map(|range| closeness(range, (given.start, given.end)))
                .fold(
                    (0.0, false),
                    |a, b| if b.0 > a.0 { b } else { (a.0, a.1 || b.1) },
                );
            if best.0 > 0.0 {
                pairs.push((best.0, best.1, g, p));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3)));
    let mut taken_gold = vec![false; gold.len()];
    let mut taken = vec![false; proposed.len()];
    for (_, exact, g, p) in &pairs {
        let (Some(wanted), Some(given)) = (gold.get(*g), proposed.get(*p)) else {
            continue;
        };
        let (Some(gold_taken), Some(given_taken)) = (taken_gold.get_mut(*g), taken.get_mut(*p))
        else {
            continue;
        };
        if *gold_taken || *given_taken {
            continue;
        }
        (*gold_taken, *given_taken) = (true, true);
        if wanted.optional {
            continue;
        }
        let score = scores.entry(wanted.label.clone()).or_default();
        score.found += 1;
        score.exact += usize::from(*exact);
        score.effect += usize::from(wanted.effect.is_none() || wanted.effect == given.effect);
        score.counts += usize::from(same_counts(wanted, given));
    }
    for (wanted, _) in gold
        .iter()
        .zip(&taken_gold)
        .filter(|(g, taken)| !**taken && !g.optional)
    {
        scores.entry(wanted.label.clone()).or_default().missed += 1;
    }
    for (p, given) in proposed.iter().enumerate() {
        // A second one on a mention, or one on an optional mention, counts neither way.
        let touches = pairs.iter().any(|(.., other)| *other == p);
        if !taken.get(p).is_some_and(|taken| *taken) && !touches {
            scores.entry(given.label.clone()).or_default().wrong += 1;
        }
    }
}

/// How close two ranges are, from 0 (not overlapping enough) to 2 (the same), and whether they
/// are the same.
fn closeness(a: (usize, usize), b: (usize, usize)) -> (f64, bool) {
    let common = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    let shorter = (a.1 - a.0.min(a.1)).min(b.1 - b.0.min(b.1));
    if shorter == 0 || (common as f64) < 0.6 * shorter as f64 {
        return (0.0, false);
    }
    let hull = a.1.max(b.1) - a.0.min(b.0);
    let same = a == b;
    (ratio(common, hull) + if same { 1.0 } else { 0.0 }, same)
}

/// Whether the numbers are one of the readings the text allows.
fn same_counts(gold: &Marked, given: &Marked) -> bool {
    let (Some((low, high)), Some((given_low, given_high))) = (gold.counts, given.counts) else {
        return true;
    };
    // More than N is N or N + 1; a vague word is nothing or a floor.
    let low_fits = match (low, given_low) {
        (None, _) => true,
        (Some(a), Some(b)) => a == b || a + 1 == b || b + 1 == a,
        (Some(_), None) => false,
    };
    let high_fits = high == given_high || (high.is_none() && low.is_none());
    low_fits && high_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, label: &str) -> Marked {
        Marked {
            start,
            end,
            label: label.into(),
            ..Marked::default()
        }
    }

    #[test]
    fn spans_are_matched_one_to_one_and_optional_ones_count_neither_way() {
        let mut gold = vec![
            mark(0, 10, "A"),
            mark(20, 30, "A"),
            mark(40, 50, "A"),
            mark(60, 70, "B"),
        ];
        gold[1].alt = vec![(15, 30)];
        gold[2].optional = true;
        let proposed = [
            mark(0, 10, "A"),
            mark(2, 9, "A"),
            mark(15, 30, "A"),
            mark(41, 50, "A"),
            mark(80, 90, "A"),
            mark(60, 63, "C"),
        ];
        let mut scores = BTreeMap::new();
        score(&gold, &proposed, &mut scores);
        let a = scores["A"];
        assert_eq!((a.found, a.exact, a.missed, a.wrong), (2, 2, 0, 1));
        assert_eq!(scores["B"].missed, 1);
        assert_eq!(scores["C"].wrong, 1);
        assert!((a.precision() - 2.0 / 3.0).abs() < 1e-9 && (a.recall() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn numbers_count_as_right_in_any_reading_the_text_allows() {
        let with = |counts| Marked {
            counts: Some(counts),
            ..mark(0, 5, "CASUALTY")
        };
        let rows = [
            ((Some(7), Some(7)), (Some(7), Some(7)), true),
            ((Some(7), Some(7)), (Some(8), Some(9)), false),
            ((Some(20), None), (Some(21), None), true),
            ((None, None), (Some(10), None), true),
            ((None, Some(5)), (None, Some(5)), true),
            ((Some(5), Some(5)), (None, None), false),
        ];
        for (gold, given, right) in rows {
            assert_eq!(
                same_counts(&with(gold), &with(given)),
                right,
                "{gold:?} {given:?}"
            );
        }
    }
}
