//! The window: egui, kept thin. Panels read the session and send it commands.
//!
//! Invariant: no text is painted by egui's own layout, which has no bidirectional order; all of
//! it goes through [`paint::text`], and a test looks for what does not.

pub mod accessible;
pub mod app;
pub mod article;
mod dialogs;
pub mod draft;
mod entries;
pub mod floating;
pub mod flow;
pub mod icon;
pub mod keys;
pub mod paint;
mod panels;
pub mod picture;
mod sides;
mod table;
pub mod theme;
pub mod widgets;
