//! The dead and the injured in a picture: which of them are told of, their colours, and how far
//! their numbers reach.

use super::Ink;
use super::time::Scale;
use crate::analysis::chart::Sum;
use crate::analysis::incidents::Count;

/// What became of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Harm {
    Killed,
    Injured,
}

impl Harm {
    /// Those of which anything is said.
    pub(super) fn told(sum: &Sum) -> Vec<Self> {
        let both = [Self::Killed, Self::Injured].into_iter();
        both.filter(|harm| harm.of(sum).is_stated()).collect()
    }

    pub(super) fn of(self, sum: &Sum) -> Count {
        match self {
            Self::Killed => sum.killed,
            Self::Injured => sum.injured,
        }
    }

    /// The message that names it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Killed => "picture-killed",
            Self::Injured => "picture-injured",
        }
    }

    pub(super) fn ink(self) -> Ink {
        match self {
            Self::Killed => Ink::Killed,
            Self::Injured => Ink::Injured,
        }
    }

    /// The message that names all of these together.
    pub(super) fn heading(told: &[Self]) -> &'static str {
        match told {
            [one] => one.key(),
            _ => "picture-harm",
        }
    }

    /// The greatest number of these in some sums.
    pub(super) fn most<'a>(told: &[Self], sums: impl Iterator<Item = &'a Sum>) -> u64 {
        let most = sums.flat_map(|sum| told.iter().filter_map(|harm| harm.of(sum).most));
        most.max().unwrap_or(0)
    }
}

/// The strokes that show how far numbers reach: how far along the scale, how far aside of it.
/// Where they are open above, an arrow's head stands at the end.
pub(super) fn whiskers(count: &Count, scale: &Scale, wide: f32) -> Vec<[[f32; 2]; 2]> {
    let Some(most) = count.most else {
        return Vec::new();
    };
    let low = scale.of(count.low.unwrap_or(0));
    let high = scale.of(most);
    let mut strokes = Vec::new();
    if high - low > 0.5 {
        strokes.push([[low, 0.0], [high, 0.0]]);
        strokes.push([[low, -wide], [low, wide]]);
    }
    if count.open {
        strokes.push([[high - wide, -wide], [high, 0.0]]);
        strokes.push([[high - wide, wide], [high, 0.0]]);
    } else if high - low > 0.5 {
        strokes.push([[high, -wide], [high, wide]]);
    }
    strokes
}
