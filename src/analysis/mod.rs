//! Questions about texts and layers, answered without changing them.
//!
//! Invariant: pure. Nothing here knows a file, a clock, a thread or the window.

pub mod agreement;
pub mod carry;
pub mod chart;
pub mod evaluate;
pub mod incidents;
pub mod likeness;
pub mod occurrences;
pub mod outline;
pub mod search;
pub mod simulate;
pub mod statistics;
