//! Projects on disk: nothing is lost, whatever happens to the program or to the files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    missing_docs,
    reason = "a test may fail by panicking"
)]

#[path = "store/broken.rs"]
mod broken;
#[path = "store/fixture.rs"]
mod fixture;
#[path = "store/full.rs"]
mod full;
#[path = "store/kill.rs"]
mod kill;
#[path = "store/laws.rs"]
mod laws;
#[path = "store/life.rs"]
mod life;
