//! A data set cut into parts to train, choose and test a model with.
//!
//! An article's part is told by a hash, so that it does not depend on the other articles, nor on
//! their order. What belongs together has one hash: the same text, and, as asked, all of a source
//! or of a day, and reports that are nearly the same.
//!
//! Where all parts are to have their share of each label, the hash draws among the parts that have
//! less than their share of what is marked in the article: so no part is ever far from it, also of
//! a label that is rare. Then the articles before have a say.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::document::Document;
use crate::model::article::{MetaField, TextHash};

/// Into which parts a data set is cut. The rest is for training.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Percent of the articles that a model is chosen with.
    pub validation: u8,
    /// Percent of the articles that a model is tested with.
    pub test: u8,
    /// Another number gives other parts.
    pub seed: u64,
    /// What is not parted.
    pub by: By,
    /// Whether all parts are to have their share of each label.
    pub alike: bool,
}

/// What is not parted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The same text.
    #[default]
    Text,
    /// All of a source: a model is tested with sources that it has not seen.
    Source,
    /// All of a day: the same events are not in several parts.
    Day,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Text, Self::Source, Self::Day];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Source => "source",
            Self::Day => "day",
        }
    }

    /// What has that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }
}

impl Split {
    /// Whether all of it is one part.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.validation == 0 && self.test == 0
    }

    /// What the articles have in common that belong into one part.
    fn key(&self, document: &Document) -> String {
        let field = match self.by {
            By::Text => None,
            By::Source => document.fields.get(&MetaField::Source).cloned(),
            By::Day => document.fields.get(&MetaField::Published).map(|at| day(at)),
        };
        // One that does not say goes by its text.
        let text = || document.kin.unwrap_or_else(|| document.text.hash());
        field.unwrap_or_else(|| text().to_string())
    }

    /// A number that is as good as random.
    fn number(&self, key: &str) -> u64 {
        let hash = Sha256::digest(format!("{} {key}", self.seed));
        let (first, _) = hash.as_slice().as_chunks::<8>();
        first.first().map_or(0, |first| u64::from_be_bytes(*first))
    }

    /// How much of a whole belongs to each of [`PARTS`].
    fn shares(&self) -> [f64; 3] {
        let [test, validation] = [self.test, self.validation].map(|n| f64::from(n) / 100.0);
        [test, validation, (1.0 - test - validation).max(0.0)]
    }
}

/// The day of a moment that begins with a date.
fn day(at: &str) -> String {
    let date = at.get(..10);
    let date = date.filter(|date| date.parse::<jiff::civil::Date>().is_ok());
    date.unwrap_or(at).to_owned()
}

/// The parts.
const PARTS: [&str; 3] = ["test", "validation", "train"];

/// The part that a number between 0 and the sum of some shares lies in.
fn part_at(mut at: f64, shares: [f64; 3]) -> usize {
    for (part, share) in shares.into_iter().enumerate() {
        if at < share {
            return part;
        }
        at -= share;
    }
    PARTS.len() - 1
}

/// Tells of one article after another which part it belongs to.
#[derive(Clone, Debug)]
pub(super) struct Parting {
    split: Split,
    /// Where what belongs together went, if labels have a say.
    given: BTreeMap<String, usize>,
    /// How often each label is in each part; how many articles are, without a name.
    held: BTreeMap<String, [f64; 3]>,
    /// Where texts that are nearly the same went, if what is not parted is something else: they
    /// stay together, though one of them comes from another source. A test that was seen in
    /// training is worse than a source that was.
    kin: BTreeMap<TextHash, usize>,
}

impl Parting {
    pub(super) fn new(split: Split) -> Self {
        Self {
            split,
            given: BTreeMap::new(),
            held: BTreeMap::new(),
            kin: BTreeMap::new(),
        }
    }

    /// The part an article belongs to.
    pub(super) fn part(&mut self, document: &Document) -> &'static str {
        let key = self.split.key(document);
        let number = self.split.number(&key);
        let kin = document.kin.unwrap_or_else(|| document.text.hash());
        let settled = self.kin.get(&kin).copied();
        let part = if self.split.alike {
            self.drawn(key, number, document, settled)
        } else {
            let at = (number % 100) as f64 / 100.0 + 0.001;
            settled.unwrap_or_else(|| part_at(at, self.split.shares()))
        };
        if self.split.by != By::Text {
            self.kin.insert(kin, part);
        }
        PARTS.get(part).copied().unwrap_or("train")
    }

    fn drawn(
        &mut self,
        key: String,
        number: u64,
        document: &Document,
        settled: Option<usize>,
    ) -> usize {
        let mut counts = BTreeMap::from([(String::new(), 1.0)]);
        for mark in &document.spans {
            *counts.entry(mark.label.clone()).or_default() += 1.0;
        }
        let part = match settled.or_else(|| self.given.get(&key).copied()) {
            Some(part) => part,
            None => {
                let mut wanted = [0.0; 3];
                for (label, count) in &counts {
                    let held = self.held.get(label).copied().unwrap_or_default();
                    let total = held.iter().sum::<f64>() + count;
                    let parts = wanted.iter_mut().zip(held).zip(self.split.shares());
                    // A label that is rare counts more: others can still be made up for.
                    parts.for_each(|((wanted, held), share)| {
                        *wanted += share - held / total;
                    });
                }
                let wanted = wanted.map(|wanted: f64| wanted.max(0.0));
                let at = (number >> 11) as f64 / (1_u64 << 53) as f64;
                part_at(at * wanted.iter().sum::<f64>(), wanted)
            }
        };
        if settled.is_none() {
            self.given.insert(key, part);
        }
        for (label, count) in counts {
            let held = self.held.entry(label).or_default();
            if let Some(held) = held.get_mut(part) {
                *held += count;
            }
        }
        part
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::tests::drawn;
    use super::*;

    fn split(by: By) -> Split {
        Split {
            validation: 10,
            test: 20,
            seed: 7,
            by,
            alike: false,
        }
    }

    fn part(split: &Split, document: &Document) -> &'static str {
        Parting::new(split.clone()).part(document)
    }

    #[test]
    fn parts_are_about_as_large_as_asked_and_always_the_same() {
        let split = split(By::Text);
        let documents: Vec<Document> = (0..500).map(|n| drawn(&format!("خبر {n}"))).collect();
        let count = |name: &str| documents.iter().filter(|d| part(&split, d) == name).count();
        assert!((60..140).contains(&count("test")) && (20..90).contains(&count("validation")));
        // A number that any version of the program gives.
        let parts: Vec<&str> = documents.iter().take(6).map(|d| part(&split, d)).collect();
        assert_eq!(parts, ["train", "test", "train", "train", "train", "train"]);
        assert_eq!(part(&Split::default(), &documents[0]), "train");
    }

    #[test]
    fn what_belongs_together_is_in_one_part() {
        let documents: Vec<Document> = (0..60)
            .map(|n| {
                let mut document = drawn(&format!("خبر {n}"));
                document
                    .fields
                    .insert(MetaField::Source, format!("وكالة {}", n % 3));
                document
                    .fields
                    .insert(MetaField::Published, format!("2017-02-{:02}", n % 5 + 1));
                document
            })
            .collect();
        for (by, step) in [(By::Source, 3), (By::Day, 5)] {
            let split = split(by);
            for (n, document) in documents.iter().enumerate() {
                assert_eq!(
                    part(&split, document),
                    part(&split, &documents[n % step]),
                    "{by:?}"
                );
            }
        }
        let split = split(By::Text);
        let first = documents[0].text.hash();
        let documents = documents.into_iter().map(|document| Document {
            kin: Some(first),
            ..document
        });
        let parts: BTreeSet<&str> = documents.map(|document| part(&split, &document)).collect();
        assert_eq!(parts.len(), 1);
    }
    #[test]
    fn what_is_nearly_the_same_is_in_one_part_whatever_else_is_not_parted() {
        for (by, alike) in [(By::Source, false), (By::Source, true), (By::Day, true)] {
            let mut parting = Parting::new(Split { alike, ..split(by) });
            for n in 0..60 {
                let copy = |which: u32| {
                    let mut document = drawn(&format!("خبر {n} [حلب|LOC] {which}"));
                    let day = format!("2017-06-{:02}", (n + which * 7) % 28 + 1);
                    let source = format!("وكالة {}", n * 2 + which);
                    document.fields.insert(MetaField::Published, day);
                    document.fields.insert(MetaField::Source, source);
                    document
                };
                let (first, mut again) = (copy(0), copy(1));
                again.kin = Some(first.text.hash());
                assert_eq!(parting.part(&first), parting.part(&again), "{by:?} {n}");
            }
        }
    }

    #[test]
    fn each_part_has_its_share_of_each_label() {
        let documents: Vec<Document> = (0..200)
            .map(|n| {
                let rare = if n % 20 == 3 { "[نادر|RARE] " } else { "" };
                let many = "[كثير|MANY] ".repeat(n % 7);
                let mut document = drawn(&format!("{rare}{many}خبر {n}"));
                // Every tenth is nearly the same as the one before.
                document.kin = Some(drawn(&format!("خبر {}", n - n % 10 / 9)).text.hash());
                document
            })
            .collect();
        let mut seen = BTreeSet::new();
        for seed in 0..5 {
            let split = Split {
                seed,
                alike: true,
                ..split(By::Text)
            };
            let cut = || -> Vec<&str> {
                let mut parting = Parting::new(split.clone());
                documents.iter().map(|d| parting.part(d)).collect()
            };
            let parts = cut();
            assert_eq!(parts, cut());
            for (name, share) in PARTS.into_iter().zip(split.shares()) {
                for label in ["RARE", "MANY"] {
                    let count = |wanted: &dyn Fn(&str) -> bool| -> f64 {
                        let inside = documents.iter().zip(&parts).filter(|(_, p)| wanted(p));
                        let marks = inside.flat_map(|(document, _)| &document.spans);
                        marks.filter(|mark| mark.label == label).count() as f64
                    };
                    let (there, all) = (count(&|part| part == name), count(&|_| true));
                    let off = (there - share * all).abs();
                    let allowed = if label == "RARE" { 1.6 } else { 0.05 * all };
                    assert!(off <= allowed, "{seed} {name} {label}: {there} of {all}");
                }
            }
            let together = |n: usize| parts[n] == parts[n - 1];
            assert!((9..200).step_by(10).all(together));
            seen.insert(parts);
        }
        assert_eq!(seen.len(), 5);
    }

    #[test]
    fn a_day_is_one_whatever_the_hour() {
        assert_eq!(day("2017-02-01T10:20:00Z"), "2017-02-01");
        assert_eq!(day("1 شباط 2017"), "1 شباط 2017");
    }
}
