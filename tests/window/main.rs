//! The window, driven as a user drives it: keys, clicks and drags, without display or GPU.
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

mod agreement;
mod articles;
mod attributes;
mod batch;
mod copying;
mod drive;
mod export;
mod import;
mod incidents;
mod interface;
mod links;
mod marking;
mod pictures;
mod registry;
mod relations;
mod review;
mod schema;
mod table;
