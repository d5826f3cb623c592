//! Arabic and everything else as glyphs in lines: shaping, bidi, geometry, hit test, caret.
//!
//! [`engine`] lays a paragraph out, [`paragraph`] is the result with its lines and glyphs,
//! [`cells`] says where each grapheme stands, and [`geometry`] and [`caret`] answer from that:
//! which rectangles a range covers, what lies under a point, where the caret can stand.
//! [`document`] cuts an article into paragraphs, [`entry`] is a text that is being edited.
//!
//! Invariants: nothing here names egui. Coordinates are physical pixels with y downwards, from
//! the paragraph's upper left corner; a painter divides by its pixels per point. A paragraph
//! never holds a line feed, because parley 0.12 puts the caret of a right-to-left line that
//! ends in one on the next line.

pub mod caret;
pub mod cells;
pub mod document;
pub mod engine;
pub mod entry;
pub mod fonts;
pub mod geometry;
pub mod paragraph;
