//! Makes confidence mean what it says: of the suggestions that say 0.9, nine in ten are right.
//!
//! A rule says how sure it is in steps of a guess. How often that was right is counted on gold,
//! and `data/calibration.tsv` has what each label's rules should have said instead. The table is
//! made by `hashiya evaluate --gold … --split dev --calibrate`; it rises strictly, so that no two
//! suggestions of a label change their order, and [`threshold`] goes through it as well, so that
//! none is shown that was not, or the other way about.

use std::sync::LazyLock;

use super::{LABELS, Suggestion};

/// What rules say and how often that is right, a row a line: label, said, right.
const TABLE: &str = include_str!("../../data/calibration.tsv");

/// The points between which what a label's rules say is drawn straight, from (0, 0) to (1, 1).
type Curve = Vec<(f64, f64)>;

static CURVES: LazyLock<[Curve; LABELS.len()]> = LazyLock::new(|| LABELS.map(curve_of));

fn rows() -> impl Iterator<Item = Option<(&'static str, f64, f64)>> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| {
        let mut cells = line.split('\t');
        let label = cells.next()?;
        let mut number = || cells.next()?.parse().ok();
        Some((label, number()?, number()?))
    })
}

fn curve_of(label: &str) -> Curve {
    let own = rows().flatten().filter(|(of, ..)| *of == label);
    let own: Vec<(f64, f64)> = own.map(|(_, said, right)| (said, right)).collect();
    // A label whose rules never say that little says nothing about what to show of others'.
    let least = least_said(label);
    let open = own
        .first()
        .filter(|(said, right)| *said > least && *right > least);
    std::iter::once((0.0, 0.0))
        .chain(open.map(|_| (least, least)))
        .chain(own.iter().copied())
        .chain([(1.0, 1.0)])
        .collect()
}

/// The height of a curve; `turned` gives the place that has a height.
fn read(curve: &[(f64, f64)], at: f64, turned: bool) -> f64 {
    let turn = |(x, y): (f64, f64)| if turned { (y, x) } else { (x, y) };
    let next = curve.partition_point(|point| turn(*point).0 < at);
    let Some(above) = curve.get(next).copied().map(turn) else {
        return 1.0;
    };
    let below = next.checked_sub(1).and_then(|last| curve.get(last));
    let below = below.copied().map_or((0.0, 0.0), turn);
    let width = above.0 - below.0;
    let part = if width > 0.0 {
        (at - below.0) / width
    } else {
        1.0
    };
    below.1 + part * (above.1 - below.1)
}

fn curve(label: &str) -> &'static [(f64, f64)] {
    let place = LABELS.iter().position(|other| *other == label);
    place
        .and_then(|place| CURVES.get(place))
        .map_or(&[], |curve| curve)
}

/// How often a rule of a label is right that says so of itself.
fn calibrated(label: &str, said: f64) -> f64 {
    on(curve(label), said)
}

/// The height of a label's curve where a rule says so much.
fn on(curve: &[(f64, f64)], said: f64) -> f64 {
    match curve {
        [] => said,
        curve => read(curve, said, false),
    }
}

/// What a rule of a label says of itself that is right so often.
#[must_use]
pub fn said(label: &str, calibrated: f64) -> f64 {
    match curve(label) {
        [] => calibrated,
        curve => read(curve, calibrated, true),
    }
}

/// Makes suggestions as sure as their rules deserve.
pub(super) fn calibrate(found: &mut [Suggestion]) {
    // A rule's suggestions come one after the other: most have the label of the one before.
    let mut last = ("", curve(""));
    for suggestion in found {
        if suggestion.label != last.0 {
            last = (suggestion.label, curve(suggestion.label));
        }
        suggestion.confidence = on(last.1, suggestion.confidence);
    }
}

/// What a rule has to say of itself to be shown.
pub(super) fn least_said(label: &str) -> f64 {
    match label {
        // What becomes a number has to be right; the rest is deleted with a key.
        "casualty" => 0.6,
        _ => 0.5,
    }
}

/// The least confidence that is shown unless the doubtful ones are asked for.
#[must_use]
pub fn threshold(label: &str) -> f64 {
    static LEAST: LazyLock<[f64; LABELS.len()]> =
        LazyLock::new(|| LABELS.map(|label| calibrated(label, least_said(label))));
    let place = LABELS.iter().position(|other| *other == label);
    let least = place.and_then(|place| LEAST.get(place));
    least.copied().unwrap_or_else(|| least_said(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_rises_and_its_curves_can_be_turned() {
        assert!(rows().all(|row| row.is_some_and(|(label, ..)| LABELS.contains(&label))));
        for label in LABELS {
            let curve = curve(label);
            assert!(curve.len() > 2, "{label} has no row");
            let rises = |pair: &[(f64, f64)]| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1;
            assert!(curve.windows(2).all(rises), "{label}: {curve:?}");
            for number in 0..=20 {
                let x = f64::from(number) / 20.0;
                assert!((said(label, calibrated(label, x)) - x).abs() < 1e-9);
            }
        }
    }
}
