//! The numbers of pictures: incidents counted over time, by attacker, by kind, and by place.
//!
//! Rows become events first (`event.rs`): linked incidents of several articles are one, what is
//! denied, only feared or told of an earlier time is not counted, and how many were left out is
//! kept, so that a picture can say what it does not show. Of those each room counts in its way:
//! `time.rs`, `group.rs`, `place.rs`. How a picture looks is no business of this room.
//!
//! Invariant: pure. The dead and the injured are a [`Count`] each, with its bounds; what nobody states adds nothing.

mod event;
mod group;
mod place;
#[cfg(test)]
mod tests;
mod time;

pub use event::{Counted, Event};
pub use group::{Breakdown, Group};
pub use place::{Located, grid};
pub use time::{Bin, Step, Timeline};

use crate::analysis::incidents::{Count, IncidentRow};
use crate::model::violence::{SORTS, Sorts};

/// How many sorts of violence are told apart: one more for what may be several.
pub const SORTS_TOLD: usize = SORTS.len() + 1;

/// All pictures of some rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Charts {
    /// What was counted and what was not.
    pub counted: Counted,
    /// Over time.
    pub time: Timeline,
    /// By who did it.
    pub factions: Breakdown,
    /// By kind.
    pub kinds: Breakdown,
    /// By where, those with the most dead first.
    pub places: Vec<Located>,
}

impl Charts {
    /// Counts rows.
    #[must_use]
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a IncidentRow>) -> Self {
        let (events, mut counted) = event::events(rows);
        let time = Timeline::of(&events);
        counted.undated = time.undated;
        counted.unlocated = events.iter().filter(|event| event.place.is_none()).count();
        Self {
            counted,
            time,
            factions: group::by_attacker(&events),
            kinds: group::by_kind(&events),
            places: place::located(&events),
        }
    }
}

/// How many events, by sort of violence, and their victims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The events of each of [`SORTS`], and last of those that may be of several.
    pub sorts: [usize; SORTS_TOLD],
    /// The dead.
    pub killed: Count,
    /// The injured.
    pub injured: Count,
}

impl Sum {
    /// How many events.
    #[must_use]
    pub fn events(&self) -> usize {
        self.sorts.iter().sum()
    }

    fn count(&mut self, event: &Event) {
        if let Some(count) = self.sorts.get_mut(sort_of(&event.kind)) {
            *count += 1;
        }
        self.killed = self.killed + event.killed;
        self.injured = self.injured + event.injured;
    }

    /// Adds other events.
    pub fn add(&mut self, other: &Self) {
        for (own, more) in self.sorts.iter_mut().zip(other.sorts) {
            *own += more;
        }
        self.killed = self.killed + other.killed;
        self.injured = self.injured + other.injured;
    }

    /// The dead and the injured.
    #[must_use]
    pub fn harm(&self) -> [Count; 2] {
        [self.killed, self.injured]
    }

    /// The sort that most events are of, by its number in [`SORTS`].
    #[must_use]
    pub fn main_sort(&self) -> usize {
        let numbered = self.sorts.iter().enumerate();
        let most = numbered.max_by_key(|(sort, count)| (**count, std::cmp::Reverse(*sort)));
        most.map_or(SORTS.len(), |(sort, _)| sort)
    }
}

/// The sort of a kind by its number in [`SORTS`]; that of one that may be several is their length.
#[must_use]
pub fn sort_of(kind: &str) -> usize {
    Sorts::of(kind).only().unwrap_or(SORTS.len())
}
