//! How far a measure can be trusted: intervals by drawing articles again and again.
//!
//! Spans of one article are alike, so it is articles that are drawn, not spans. The draws come
//! from a fixed seed: the same gold gives the same interval.

use super::{Tallies, Tally};

/// Between these a measure lies in 95 of 100 draws.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// How many times as many articles as there are, are drawn.
const DRAWS: usize = 1000;

/// The 95 % interval of a measure of a label, over the articles that were annotated for it;
/// `None` if there are fewer than two.
#[must_use]
pub fn bootstrap(
    articles: &[Tallies],
    label: &str,
    measure: impl Fn(&Tally) -> f64,
) -> Option<Interval> {
    let tallies: Vec<&Tally> = articles.iter().filter_map(|of| of.get(label)).collect();
    drawn(tallies.len(), |articles| {
        measure(&sum(articles
            .iter()
            .filter_map(|n| tallies.get(*n).copied())))
    })
}

/// A measure of the same articles before and after something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// What it was.
    pub before: f64,
    /// What it is.
    pub after: f64,
    /// Between these the difference lies.
    pub interval: Interval,
}

/// How a measure of a label changes between two counts of the same articles, which are drawn
/// together; `None` if fewer than two were annotated for it.
#[must_use]
pub fn paired(
    articles: &[(Tallies, Tallies)],
    label: &str,
    measure: impl Fn(&Tally) -> f64,
) -> Option<Change> {
    let tallies = articles.iter();
    let tallies = tallies.filter_map(|(before, after)| before.get(label).zip(after.get(label)));
    let tallies: Vec<(&Tally, &Tally)> = tallies.collect();
    let both = |articles: &mut dyn Iterator<Item = &(&Tally, &Tally)>| {
        let (before, after): (Vec<&Tally>, Vec<&Tally>) = articles.copied().unzip();
        [before, after].map(|tallies| measure(&sum(tallies.into_iter())))
    };
    let interval = drawn(tallies.len(), |articles| {
        let mut articles = articles.iter().filter_map(|number| tallies.get(*number));
        let [before, after] = both(&mut articles);
        after - before
    })?;
    let [before, after] = both(&mut tallies.iter());
    Some(Change {
        before,
        after,
        interval,
    })
}

fn sum<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Tally {
    let mut total = Tally::default();
    for tally in tallies {
        total.add(tally);
    }
    total
}

/// The interval of a measure of articles that are drawn by their numbers.
fn drawn(articles: usize, measure: impl Fn(&[usize]) -> f64) -> Option<Interval> {
    if articles < 2 {
        return None;
    }
    let mut random = Random(0x6861_7368_6979_6121);
    let mut measures: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<usize> = (0..articles).map(|_| random.below(articles)).collect();
            measure(&drawn)
        })
        .collect();
    measures.sort_by(f64::total_cmp);
    let at = |part: f64| {
        let number = (part * (DRAWS - 1) as f64).round() as usize;
        measures.get(number).copied().unwrap_or_default()
    };
    Some(Interval {
        low: at(0.025),
        high: at(0.975),
    })
}

/// Numbers that look random: `SplitMix64`.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        (z % (end.max(1) as u64)) as usize
    }
}
