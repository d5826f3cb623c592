//! Spans as they are compared: places in code points, and what they say in words that gold and
//! proposals share.

use std::collections::BTreeMap;

use crate::text::offset::CharIdx;

/// A stretch of a text, in code points, without its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Where it begins.
    pub start: CharIdx,
    /// Where it ends.
    pub end: CharIdx,
}

impl Stretch {
    /// The stretch between two places.
    #[must_use]
    pub fn new(start: impl Into<CharIdx>, end: impl Into<CharIdx>) -> Self {
        Self {
            start: start.into(),
            end: end.into(),
        }
    }

    /// How many code points it has.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end.0.saturating_sub(self.start.0)
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// How many code points two stretches have in common.
    #[must_use]
    pub fn common(self, other: Self) -> u32 {
        let end = self.end.0.min(other.end.0);
        end.saturating_sub(self.start.0.max(other.start.0))
    }

    /// How many code points there are from the beginning of the first to the end of the last.
    #[must_use]
    pub fn hull(self, other: Self) -> u32 {
        let end = self.end.0.max(other.end.0);
        end.saturating_sub(self.start.0.min(other.start.0))
    }

    /// Whether another stretch lies in it.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A span as it is compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marked {
    /// What it covers.
    pub range: Stretch,
    /// Its label, in capitals.
    pub label: String,
    /// Labels that would be as right, in capitals.
    pub or_label: Vec<String>,
    /// Other ranges that would be as right.
    pub alt: Vec<Stretch>,
    /// The head of its phrase.
    pub head: Option<Stretch>,
    /// Whether it neither has to be found nor may not be.
    pub optional: bool,
    /// What it says, by the name of what is scored: `effect`, `counts`, `id`, `kind`.
    pub claims: BTreeMap<&'static str, Claim>,
    /// How sure the proposal is.
    pub confidence: Option<f64>,
    /// The rule that proposed it.
    pub rule: String,
}

/// Something a span says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// One of some words.
    OneOf(Vec<String>),
    /// A quantity; what is not stated is `None`.
    Counts {
        /// The least.
        low: Option<u64>,
        /// The most.
        high: Option<u64>,
        /// Another least that would be as right.
        or_low: Option<u64>,
        /// Whether the text has only a word such as dozens.
        vague: bool,
    },
}

impl Claim {
    /// One word.
    #[must_use]
    pub fn word(word: &str) -> Self {
        Self::OneOf(vec![word.to_owned()])
    }

    /// Whether saying nothing is right: nothing was to be said.
    #[must_use]
    pub fn is_met_by_nothing(&self) -> bool {
        match self {
            Self::OneOf(wanted) => wanted.iter().any(|word| word == "-"),
            Self::Counts {
                low, high, vague, ..
            } => high.is_none() && (low.is_none() || *vague),
        }
    }

    /// Whether what is given is what was wanted, in any reading the text allows.
    ///
    /// More than N is N or N + 1; a vague word is nothing or a floor, but never a number that
    /// can be exceeded no further.
    #[must_use]
    pub fn is_met_by(&self, given: &Self) -> bool {
        match (self, given) {
            (Self::OneOf(wanted), Self::OneOf(given)) => {
                wanted.iter().any(|word| given.contains(word))
            }
            (
                Self::Counts {
                    low,
                    high,
                    or_low,
                    vague,
                },
                Self::Counts {
                    low: given_low,
                    high: given_high,
                    ..
                },
            ) => {
                let open = high.is_none();
                let low_fits = match (low, given_low) {
                    (None, None) => true,
                    (None, Some(_)) => open && given_high.is_none(),
                    (Some(_), None) => *vague && given_high.is_none(),
                    (Some(wanted), Some(given)) => {
                        wanted == given
                            || or_low.as_ref() == Some(given)
                            || (open && *given == wanted + 1)
                    }
                };
                low_fits && high == given_high
            }
            _ => false,
        }
    }
}
