//! Text as data: offsets, folding, words, clitics and sentences.
//!
//! Everything here is a pure function of its input. This module names no egui, file, clock,
//! thread or environment, and nothing else of this crate: every other module stands on it.
//!
//! Read [`offset`] first: it says how a place in a text is counted. [`fold`] makes spellings
//! equal for a look-up and leads back to the text. [`words`] cuts a text into words and
//! sentences, [`clitics`] knows what is written together with a word without belonging to it.

pub mod clitics;
pub mod fold;
pub mod number;
pub mod offset;
pub mod token;
pub mod unit;
pub mod words;
