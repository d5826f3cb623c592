//! Whether confidence means what it says: of the proposals that say 0.8, eight in ten are right;
//! and what they should say instead.

use std::collections::BTreeSet;

/// Proposals of about one confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many there are.
    pub proposals: usize,
    /// How many of them are right.
    pub right: usize,
    /// The sum of what they say.
    confidence: f64,
}

impl Bin {
    /// The part that is right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.proposals.max(1) as f64
    }

    /// What they say on average.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        self.confidence / self.proposals.max(1) as f64
    }
}

/// How many bins there are from 0 to 1.
const BINS: usize = 20;

/// How many proposals what holds for all labels is worth beside those of one label in a bin, and
/// what proposals say of themselves beside those of all labels.
const SHARED: f64 = 8.0;

/// How much of what a proposal says stays, so that what it should say rises with it.
const KEPT: f64 = 0.1;

/// A proposal that was judged.
#[derive(Clone, Debug, PartialEq)]
struct Judged {
    label: String,
    confidence: f64,
    right: bool,
}

/// Proposals by label and confidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration(Vec<Judged>);

impl Calibration {
    /// Adds a proposal.
    pub fn add(&mut self, label: &str, confidence: f64, right: bool) {
        self.0.push(Judged {
            label: label.to_owned(),
            confidence,
            right,
        });
    }

    /// The labels.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        let labels: BTreeSet<&str> = self.0.iter().map(|of| of.label.as_str()).collect();
        labels.into_iter()
    }

    /// The same proposals, saying something else of themselves.
    #[must_use]
    pub fn with(&self, confidence: impl Fn(&str, f64) -> f64) -> Self {
        let judged = self.0.iter().map(|judged| Judged {
            confidence: confidence(&judged.label, judged.confidence),
            ..judged.clone()
        });
        Self(judged.collect())
    }

    /// The bins of a label, or of all of them, that hold anything, with where they begin.
    #[must_use]
    pub fn bins(&self, label: Option<&str>) -> Vec<(f64, Bin)> {
        let mut bins = [Bin::default(); BINS];
        let own = |judged: &&Judged| label.is_none_or(|label| label == judged.label);
        for judged in self.0.iter().filter(own) {
            // What lies on an edge lies on it whatever the last digit of a sum.
            let place = judged.confidence.clamp(0.0, 1.0) * BINS as f64 + 1e-9;
            if let Some(bin) = bins.get_mut((place as usize).min(BINS - 1)) {
                bin.proposals += 1;
                bin.right += usize::from(judged.right);
                bin.confidence += judged.confidence;
            }
        }
        let numbered = bins.into_iter().enumerate();
        numbered
            .filter(|(_, bin)| bin.proposals > 0)
            .map(|(number, bin)| (number as f64 / BINS as f64, bin))
            .collect()
    }

    /// How far confidence and precision lie apart, a proposal.
    #[must_use]
    pub fn error(&self, label: Option<&str>) -> f64 {
        let bins = self.bins(label);
        let all: usize = bins.iter().map(|(_, bin)| bin.proposals).sum();
        let apart = bins
            .iter()
            .map(|(_, bin)| (bin.confidence() - bin.precision()).abs() * bin.proposals as f64);
        apart.sum::<f64>() / all.max(1) as f64
    }

    /// What proposals of a label should say instead: points of a curve that rises strictly, each
    /// what is said and what is right (isotonic regression over bins, drawn towards what holds
    /// for all labels where a label has few).
    #[must_use]
    pub fn curve(&self, label: &str) -> Vec<(f64, f64)> {
        let weighed = |label: Option<&str>, prior: &dyn Fn(f64) -> f64| {
            let bins = self.bins(label).into_iter().map(|(_, bin)| {
                let weight = bin.proposals as f64 + SHARED;
                let right = bin.right as f64 + SHARED * prior(bin.confidence());
                (bin.confidence(), right / weight, weight)
            });
            rising(&bins.collect::<Vec<_>>())
        };
        let all = weighed(None, &|said| said);
        let shared = |said: f64| {
            let near = all
                .iter()
                .min_by(|a, b| (a.0 - said).abs().total_cmp(&(b.0 - said).abs()));
            near.map_or(said, |(_, right)| *right)
        };
        let own = weighed(Some(label), &shared).into_iter();
        own.map(|(said, right)| (said, (1.0 - KEPT) * right + KEPT * said))
            .collect()
    }
}

/// The nearest points (place, height) that never fall, by pooling neighbours that do (*pool
/// adjacent violators*); the points have weights.
fn rising(points: &[(f64, f64, f64)]) -> Vec<(f64, f64)> {
    // Height, weight and how many points.
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (_, height, weight) in points {
        let mut pool = (*height, *weight, 1);
        while let Some(last) = pools.pop_if(|last| last.0 >= pool.0) {
            let weight = last.1 + pool.1;
            let height = (last.0 * last.1 + pool.0 * pool.1) / weight;
            pool = (height, weight, last.2 + pool.2);
        }
        pools.push(pool);
    }
    let heights = pools
        .into_iter()
        .flat_map(|(height, _, count)| std::iter::repeat_n(height, count));
    points
        .iter()
        .zip(heights)
        .map(|((place, ..), height)| (*place, height))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_should_be_said_rises_and_follows_what_is_right() {
        let mut judged = Calibration::default();
        // Says 0.6 and is right nine times in ten, says 0.7 and is right half the time.
        for (said, right, of) in [(0.6, 90, 100), (0.7, 50, 100), (0.9, 99, 100)] {
            for number in 0..of {
                judged.add("A", said, number < right);
            }
        }
        let curve = judged.curve("A");
        let rises = |pair: &[(f64, f64)]| pair[0].1 < pair[1].1;
        assert!(curve.windows(2).all(rises), "{curve:?}");
        assert!((curve[0].1 - 0.69).abs() < 0.02, "{curve:?}");
        let mended = judged.with(|_, said| {
            let point = curve.iter().find(|(at, _)| (at - said).abs() < 1e-9);
            point.unwrap().1
        });
        assert!(mended.error(None) < judged.error(None));
    }
}
