//! How good proposals are, measured on gold: precision, recall and F1 a label, attributes,
//! confidence.
//!
//! [`marked`] is what is compared, [`matching`] pairs proposals with gold, [`tally`] counts,
//! [`interval`] says how far the counts can be trusted, [`calibration`] whether confidence means
//! what it says, [`told`] measures relations and incidents. [`Comparison`] is one article, [`Report`] all of them.

pub mod calibration;
pub mod interval;
pub mod marked;
pub mod matching;
pub mod tally;
pub mod told;

use std::collections::{BTreeMap, BTreeSet};

pub use calibration::{Bin, Calibration};
pub use interval::{Change, Interval, bootstrap, paired};
pub use marked::{Claim, Marked, Stretch};
pub use matching::{Criterion, Pair, Pairing, pair};
pub use tally::{Count, Part, Tally};
pub use told::Telling;

/// The counts of an article, or of many, by label.
pub type Tallies = BTreeMap<String, Tally>;

/// What became of an article's gold and proposals.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The counts by label.
    pub tallies: Tallies,
    /// Pairs of gold and proposal, by their numbers, and what is not paired.
    pub pairing: Pairing,
}

/// Compares an article's proposals with its gold.
#[must_use]
pub fn compare(gold: &[Marked], proposed: &[Marked]) -> Comparison {
    let mut tallies = Tallies::new();
    for criterion in Criterion::ALL {
        let pairing = pair(gold, proposed, criterion);
        for (g, wanted) in gold.iter().enumerate().filter(|(_, g)| !g.optional) {
            let tally = tallies.entry(wanted.label.clone()).or_default();
            tally.count(criterion).gold += 1;
            let Some(found) = pairing.of_gold(g) else {
                continue;
            };
            let count = tally.count(criterion);
            count.found += 1;
            count.proposed += 1;
            let given = proposed.get(found.proposed);
            if let (Criterion::Overlap, Some(given)) = (criterion, given) {
                tally.claims(wanted, given);
            }
        }
        for given in pairing.wrong.iter().filter_map(|p| proposed.get(*p)) {
            let tally = tallies.entry(given.label.clone()).or_default();
            tally.count(criterion).proposed += 1;
        }
    }
    Comparison {
        tallies,
        pairing: pair(gold, proposed, Criterion::Overlap),
    }
}

/// What was measured on many articles.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The counts of each article, in order.
    pub articles: Vec<Tallies>,
    /// How often proposals of some confidence are right.
    pub calibration: Calibration,
    /// The relations and incidents of the articles that have them.
    pub telling: Telling,
}

impl Report {
    /// Adds an article that was annotated for some labels. `shown` are the proposals that are shown by default, which are scored;
    /// `all` those whose confidence is checked, the doubtful ones too.
    pub fn add(
        &mut self,
        labels: &BTreeSet<String>,
        gold: &[Marked],
        shown: &[Marked],
        all: &[Marked],
    ) -> Comparison {
        let mut comparison = compare(gold, shown);
        for label in labels {
            comparison.tallies.entry(label.clone()).or_default();
        }
        self.articles.push(comparison.tallies.clone());
        let pairing = pair(gold, all, Criterion::Overlap);
        for (number, given) in all.iter().enumerate() {
            let right = pairing.of_proposed(number).is_some();
            let neutral = !right && !pairing.wrong.contains(&number);
            let optional = pairing
                .of_proposed(number)
                .and_then(|pair| gold.get(pair.gold))
                .is_some_and(|gold| gold.optional);
            if let Some(confidence) = given.confidence.filter(|_| !neutral && !optional) {
                self.calibration.add(&given.label, confidence, right);
            }
        }
        comparison
    }

    /// The counts of all articles by label.
    #[must_use]
    pub fn total(&self) -> Tallies {
        let mut total = Tallies::new();
        for (label, tally) in self.articles.iter().flatten() {
            total.entry(label.clone()).or_default().add(tally);
        }
        total
    }
}

#[cfg(test)]
mod tests;
