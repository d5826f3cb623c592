//! The table of incidents: each incident as a row, and the rows as other projects' data sets
//! write them.
//!
//! A [`Material`] is a layer with its article and the names that are known; it makes
//! [`IncidentRow`]s, whose cells are derived from the spans an incident rests on (`harm`,
//! `place`, `party`) unless a person has set them. [`EventTable`] makes the lines of ACLED, UCDP
//! GED and Airwars of them. What is not stated is `None`, which is not 0.
//!
//! Invariant: pure, and nothing is stored: a row is made anew when its layer has changed.

mod acled;
mod airwars;
mod codes;
mod count;
mod events;
mod harm;
mod material;
mod mention;
mod party;
mod place;
mod row;
pub mod same;
mod sentence;
#[cfg(test)]
pub(super) mod tests;
mod ucdp;
mod whole;

pub use count::Count;
pub use events::{EventTable, Omission};
pub use harm::{Claim, EFFECTS, Harm, Total};
pub use material::{Material, Vague};
pub use mention::MentionRow;
pub use party::{Party, Source, party_key};
pub use place::Place;
pub use row::{IncidentRow, Target, When};
