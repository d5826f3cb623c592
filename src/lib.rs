//! Hashiya.
pub mod text;
