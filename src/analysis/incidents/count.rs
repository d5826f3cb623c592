//! How many: a number with its bounds, added within one account and ranged over several.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Add;

use crate::model::attribute::BOUNDS;
use crate::model::span::AttrValue;

/// A number with its bounds. What is not stated is `None`, which is not 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count {
    /// The least.
    pub low: Option<u64>,
    /// The best.
    pub best: Option<u64>,
    /// The highest number that is named.
    pub most: Option<u64>,
    /// Whether it may be more than the highest number that is named.
    pub open: bool,
}

impl Count {
    /// Just so many.
    #[must_use]
    pub fn exact(number: u64) -> Self {
        Self {
            low: Some(number),
            best: Some(number),
            most: Some(number),
            open: false,
        }
    }

    /// From the bounds that are stated.
    #[must_use]
    pub fn stated(low: Option<u64>, best: Option<u64>, high: Option<u64>) -> Self {
        let best = best.or(low).or(high);
        Self {
            low,
            best,
            most: high.or(best),
            open: high.is_none(),
        }
    }

    /// What the attributes of a span state.
    #[must_use]
    pub(super) fn of(attrs: &BTreeMap<String, AttrValue>) -> Self {
        let [low, best, high] = BOUNDS.map(|name| number(attrs, name));
        Self::stated(low, best, high)
    }

    /// The most, if there is a bound.
    #[must_use]
    pub fn high(&self) -> Option<u64> {
        self.most.filter(|_| !self.open)
    }

    /// Whether any number is stated.
    #[must_use]
    pub fn is_stated(&self) -> bool {
        self.best.is_some()
    }

    /// The range over two accounts of the same thing. The best is the lower one: who counts
    /// events is careful.
    #[must_use]
    pub(super) fn hull(self, other: Self) -> Self {
        match (self.is_stated(), other.is_stated()) {
            (_, false) => self,
            (false, _) => other,
            _ => Self {
                low: self.low.or(self.best).min(other.low.or(other.best)),
                best: self.best.min(other.best),
                most: self.most.max(other.most),
                open: self.open || other.open,
            },
        }
    }

    /// This with bounds that a person has set: theirs win, the others give way.
    #[must_use]
    pub(super) fn overridden(self, [low, best, high]: [Option<u64>; 3]) -> Self {
        let best = best.or(self.best).or(low).or(high);
        let best = best.map(|best| best.max(low.unwrap_or(0)).min(high.unwrap_or(u64::MAX)));
        let most = high.or(self.most.max(best));
        Self {
            low: low.or(self.low.map(|low| low.min(best.unwrap_or(low)))),
            best,
            most,
            open: high.is_none() && self.open,
        }
    }
}

impl Add for Count {
    type Output = Self;

    /// Both together, said by the same. What one leaves open, the sum leaves open.
    fn add(self, other: Self) -> Self {
        let sum = |a: Option<u64>, b: Option<u64>| match (a, b) {
            (Some(a), Some(b)) => Some(a.saturating_add(b)),
            (a, b) => a.or(b),
        };
        Self {
            low: sum(self.low, other.low),
            best: sum(self.best, other.best),
            most: sum(self.most, other.most),
            open: self.open || other.open,
        }
    }
}

impl fmt::Display for Count {
    /// `7`, `7+`, `5–9`, `≤ 9`; nothing if no number is stated.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(most) = self.most else { return Ok(()) };
        match self.low {
            None if self.open => write!(f, "{most}+"),
            None => write!(f, "≤{most}"),
            Some(low) => {
                if low != most {
                    write!(f, "{low}–")?;
                }
                write!(f, "{most}{}", if self.open { "+" } else { "" })
            }
        }
    }
}

/// A count among attributes.
pub(super) fn number(attrs: &BTreeMap<String, AttrValue>, name: &str) -> Option<u64> {
    match attrs.get(name)? {
        AttrValue::Number(number) => u64::try_from(*number).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `7`, `7+`, `5-9`, `?9`, or nothing.
    fn count(text: &str) -> Count {
        let number = |text: &str| text.parse::<u64>().ok();
        if let Some(low) = text.strip_suffix('+') {
            Count::stated(number(low), number(low), None)
        } else if let Some(high) = text.strip_prefix('?') {
            Count::stated(None, number(high), number(high))
        } else if let Some((low, high)) = text.split_once('-') {
            Count::stated(number(low), number(low), number(high))
        } else {
            Count::stated(number(text), number(text), number(text))
        }
    }

    #[test]
    fn counts_are_added_and_ranged_over() {
        let rows = [
            ("7", "3", "10", "3–7"),
            ("7+", "3", "10+", "3–7+"),
            ("5-9", "2", "7–11", "2–9"),
            ("?9", "2", "2–11", "2–9"),
            ("", "2", "2+", "2"),
            ("", "", "", ""),
            ("7", "7+", "14+", "7+"),
        ];
        for (a, b, sum, hull) in rows {
            let (a, b) = (count(a), count(b));
            assert_eq!((a + b).to_string(), sum, "{a} + {b}");
            assert_eq!(a.hull(b).to_string(), hull, "{a} or {b}");
            assert_eq!(a.hull(b), b.hull(a));
        }
    }

    #[test]
    fn what_a_person_sets_wins_and_the_bounds_stay_in_order() {
        let rows = [
            ("7+", [None, Some(9), None], "7–9+"),
            ("7", [None, Some(9), None], "7–9"),
            ("7", [Some(8), None, None], "8"),
            ("7+", [None, None, Some(7)], "7"),
            ("", [Some(0), Some(0), Some(0)], "0"),
        ];
        for (derived, set, expected) in rows {
            let count = count(derived).overridden(set);
            assert_eq!(count.to_string(), expected, "{derived} {set:?}");
            assert!(count.low <= count.best && count.best <= count.most);
        }
    }
}
