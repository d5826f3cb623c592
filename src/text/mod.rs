//! Text as data: offsets, folding, words, clitics and sentences.
//!
//! Everything here is a pure function of its input. This module names no egui, file, clock,
//! thread or environment, and nothing else of this crate: every other module stands on it.
//!
//! Read [`offset`] first. It says how a place in a text is counted, and every other module
//! uses its types.

pub mod offset;
