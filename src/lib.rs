//! Hashiya: read conflict news, mostly Arabic, and mark who did what to whom.
//!
//! The map of the crate. Knowledge runs one way, and a test holds it to that:
//! `ui, cli -> session -> {jobs, store, formats, suggest, analysis} -> {lexicon, model} -> text`
//! and `ui -> typeset -> text`.

pub mod analysis;
pub mod cli;
pub mod formats;
pub mod jobs;
pub mod lexicon;
pub mod model;
pub mod session;
pub mod store;
pub mod suggest;
pub mod text;
#[cfg(feature = "gui")]
pub mod typeset;
#[cfg(feature = "gui")]
pub mod ui;
