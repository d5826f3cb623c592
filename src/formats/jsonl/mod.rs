//! JSON lines: one object an article, places in code points.
//!
//! Hashiya's own form: [`write_line`] writes everything a layer holds, [`Lines`] reads it back.
//! A line needs no more than `text`; whatever else is there is taken in as far as it is known.

mod lines;
mod read;
mod write;

pub use lines::Objects;
pub use read::{LineError, Lines, ReadArticle, ReadSpan};
pub use write::{attribute, write_line};

#[cfg(test)]
mod tests;
