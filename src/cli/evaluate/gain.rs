//! What is gained by learning: each article read by a program that was taught with the others.
//!
//! Whoever decides about the others decides as their gold says. An article never teaches the
//! program that reads it.

use std::io::{self, Write};

use super::report::MEASURES;
use crate::analysis::evaluate::{Marked, Tallies, Tally, compare, paired};
use crate::cli::analyst;
use crate::cli::gold::Entry;
use crate::suggest::learn::{Learner, Lesson, Memory, Off};

/// The lessons of all articles.
pub(super) struct Teaching<'a> {
    entries: &'a [Entry],
    lessons: Vec<Lesson>,
    desk: bool,
    off: Off,
}

impl<'a> Teaching<'a> {
    /// Goes through all articles; with `desk`, an article is taught only by those of its desk, and
    /// not in the ways that are `off`.
    pub(super) fn new(entries: &'a [Entry], desk: bool, off: &[Learner]) -> anyhow::Result<Self> {
        let none = Memory::default();
        let lessons = entries
            .iter()
            .map(|entry| analyst::lesson(entry, &analyst::review(entry, &none)));
        Ok(Self {
            entries,
            lessons: lessons.collect::<anyhow::Result<_>>()?,
            desk,
            off: off.iter().copied().collect(),
        })
    }

    /// What the others taught, and how many they are.
    pub(super) fn of_others(&self, number: usize) -> (Memory, usize) {
        let desk = |entry: &Entry| entry.article.desk.clone().filter(|_| self.desk);
        let own = self.entries.get(number).and_then(desk);
        let numbered = self.lessons.iter().zip(self.entries).enumerate();
        let others = numbered.filter(|(other, (_, entry))| *other != number && desk(entry) == own);
        let others: Vec<&Lesson> = others.map(|(_, (lesson, _))| lesson).collect();
        let mut memory = Memory::of(others.iter().copied());
        if !self.off.contains(&Learner::Tagger) {
            memory = memory.trained(others.iter().copied());
        }
        (memory.without(self.off.clone()), others.len())
    }
}

/// The counts of articles without and with what was learned.
#[derive(Default)]
pub(super) struct Gain {
    articles: Vec<(Tallies, Tallies)>,
    taught_by: usize,
}

impl Gain {
    /// Adds an article: what was shown without learning, and the counts with it.
    pub(super) fn add(
        &mut self,
        entry: &Entry,
        (cold, after): (&[Marked], &Tallies),
        taught_by: usize,
    ) {
        let mut before = compare(&entry.article.spans, cold).tallies;
        for label in entry.labels.iter() {
            before.entry(label.clone()).or_default();
        }
        self.articles.push((before, after.clone()));
        self.taught_by += taught_by;
    }

    /// A line a label and measure: without, with, and the difference with its interval.
    pub(super) fn tables(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\nlabel\tmeasure\tcold\tlearned\tgain\t95 %")?;
        let all = self.articles.iter().flat_map(|(before, _)| before.keys());
        let labels: std::collections::BTreeSet<&String> = all.collect();
        let line =
            |out: &mut dyn Write, label: &str, name: &str, measure: &dyn Fn(&Tally) -> f64| {
                let Some(gain) = paired(&self.articles, label, measure) else {
                    return Ok(());
                };
                writeln!(
                    out,
                    "{label}\t{name}\t{:.3}\t{:.3}\t{:+.3}\t{:+.3} to {:+.3}",
                    gain.before,
                    gain.after,
                    gain.after - gain.before,
                    gain.interval.low,
                    gain.interval.high,
                )
            };
        for label in labels {
            for (name, measure) in MEASURES {
                line(out, label, name, &measure)?;
            }
            let names = self
                .articles
                .iter()
                .filter_map(|(before, _)| before.get(label));
            let names = names.flat_map(|tally| tally.attributes.keys());
            for name in names.collect::<std::collections::BTreeSet<_>>() {
                let measure = |tally: &Tally| tally.attributes.get(name).map_or(0.0, |p| p.ratio());
                line(out, label, name, &measure)?;
            }
        }
        let articles = self.articles.len();
        let each = self.taught_by as f64 / articles.max(1) as f64;
        writeln!(
            out,
            "\n{articles} articles, each read after {each:.0} others"
        )
    }
}
