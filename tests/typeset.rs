//! Arabic on screen, held against HarfBuzz, the Unicode test data and itself.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    missing_docs,
    reason = "a test may fail by panicking"
)]
#![cfg(feature = "gui")]

#[path = "typeset/bidi.rs"]
mod bidi;
#[path = "typeset/corpus.rs"]
mod corpus;
#[path = "typeset/harfbuzz.rs"]
mod harfbuzz;
#[path = "typeset/places.rs"]
mod places;
