//! JSON lines: one object an article, places in code points.
//!
//! Hashiya's own form: it holds everything a layer holds. A line needs no more than `text`;
//! whatever else is there is taken in as far as it is known.

mod incident;
mod read;
mod refusal;
mod write;

use crate::text::unit::Unit;

use super::document::Mark;
use super::holds::Holds;
use super::{Format, Layout};

pub use super::lines::Objects;
pub use read::Lines;

/// Hashiya's own JSON lines.
pub static FORMAT: Format = Format {
    name: "jsonl",
    title: "Hashiya's own JSON lines, which hold everything",
    extensions: &["jsonl", "ndjson"],
    holds: Holds::ALL,
    unit: Unit::Char,
    layout: Layout::File,
    read: Some(read::read),
    write: Some(write::writer),
};

#[cfg(test)]
mod tests;
