//! Whether confidence means what it says: of the proposals that say 0.8, eight in ten are right.

use std::collections::BTreeMap;

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

    fn add(&mut self, other: &Self) {
        self.proposals += other.proposals;
        self.right += other.right;
        self.confidence += other.confidence;
    }
}

/// How many bins there are from 0 to 1.
const BINS: usize = 20;

/// Proposals by label and confidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    labels: BTreeMap<String, [Bin; BINS]>,
}

impl Calibration {
    /// Adds a proposal.
    pub fn add(&mut self, label: &str, confidence: f64, right: bool) {
        let bins = self.labels.entry(label.to_owned()).or_default();
        let number = (confidence.clamp(0.0, 1.0) * BINS as f64) as usize;
        if let Some(bin) = bins.get_mut(number.min(BINS - 1)) {
            bin.proposals += 1;
            bin.right += usize::from(right);
            bin.confidence += confidence;
        }
    }

    /// The labels.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.labels.keys().map(String::as_str)
    }

    /// The bins of a label, or of all of them, that hold anything, with where they begin.
    #[must_use]
    pub fn bins(&self, label: Option<&str>) -> Vec<(f64, Bin)> {
        let mut sum = [Bin::default(); BINS];
        for (name, bins) in &self.labels {
            if label.is_none_or(|label| label == name) {
                for (sum, bin) in sum.iter_mut().zip(bins) {
                    sum.add(bin);
                }
            }
        }
        let numbered = sum.into_iter().enumerate();
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
}
