//! What the engine learns from an analyst's decisions.
//!
//! [`Lesson::read`] takes from an article what was decided in it, [`Memory::of`] adds lessons up,
//! and [`super::suggest_with`] lays the memory over what the rules found. Nothing of it is
//! stored: the same layers, whatever the order they were decided in, make the same memory.
//!
//! Five learners, each of which can be switched off: known words ([`Learner::Words`]), counts of
//! rules and words that move the confidence ([`Learner::Counts`]), what was rejected twice in the
//! same surroundings ([`Learner::Refusals`]), what is changed again and again ([`Learner::Habits`], see
//! [`habits`]), and a tagger ([`Learner::Tagger`], see [`tagger`]).
//! All learn from explicit decisions, and from what was left unmarked only in articles that are
//! marked as done.

mod apply;
mod habits;
mod lesson;
mod memory;
mod tagger;
mod words;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use habits::{Changed, Edge, EdgeHabit, ValueHabit};
pub use lesson::Lesson;
pub use memory::{Known, Memory, Refused};
pub use tagger::{Clue, Cue, Opinion, Vote};

/// How often something was right, of how often it was decided about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often it was right.
    pub right: u32,
    /// How often it was decided about.
    pub shown: u32,
}

impl Tally {
    fn count(&mut self, right: bool) {
        self.right += u32::from(right);
        self.shown += 1;
    }

    /// The part that was right, with a belief held beforehand that is worth `weight` decisions.
    #[must_use]
    pub fn score(self, prior: f64, weight: f64) -> f64 {
        (prior * weight + f64::from(self.right)) / (weight + f64::from(self.shown))
    }
}

/// A way of learning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Learner {
    /// Parties, places and weapons that were marked are found elsewhere.
    Words,
    /// How often a rule, and some words, were right moves the confidence.
    Counts,
    /// What was rejected twice beside the same word is no longer proposed.
    Refusals,
    /// Edges and values that are changed in the same way again and again, in articles that are
    /// done.
    Habits,
    /// A tagger trained on articles that are done.
    Tagger,
}

impl Learner {
    /// What it is called on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Counts => "counts",
            Self::Refusals => "refusals",
            Self::Habits => "habits",
            Self::Tagger => "tagger",
        }
    }

    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Words,
        Self::Counts,
        Self::Refusals,
        Self::Habits,
        Self::Tagger,
    ];
}

/// The learners that are switched off.
pub type Off = BTreeSet<Learner>;

/// What past decisions did to a suggestion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learned {
    /// How sure the rule is without them.
    pub before: f64,
    /// How often suggestions of its rule were right.
    pub rule: Option<Tally>,
    /// How often these words had this label.
    pub words: Option<Tally>,
    /// Whether what it says comes from decisions about these words.
    pub named: bool,
    /// What habits changed.
    pub changed: Changed,
    /// What the tagger says.
    pub tagger: Option<Opinion>,
}

#[cfg(test)]
mod tests;
