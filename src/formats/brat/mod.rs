//! brat's standoff: a text and, beside it, a file of annotations a line; places in code points.
//!
//! Source: brat's "standoff format" page and `server/src/annotation.py`. A span over a line's end
//! is written in fragments, as brat wants it. What starts at a span of the labels in
//! [`EVENTS`] is written as an event with arguments, other relations as relations. A line end
//! in a remark is written `⏎`, a tab `⇥`.

mod config;
mod read;
mod write;

use super::holds::Holds;
use super::{Format, Layout};
use crate::text::unit::Unit;

/// brat's standoff.
pub(super) static FORMAT: Format = Format {
    name: "brat",
    title: "brat standoff, a .txt and an .ann an article, with configuration",
    extensions: &["txt", "ann"],
    holds: Holds {
        attrs: true,
        span_notes: true,
        relations: true,
        line_ends: false,
        ..Holds::SPANS
    },
    unit: Unit::Char,
    layout: Layout::Folder,
    read: Some(read::read),
    write: Some(write::writer),
};

/// Labels whose spans are triggers of events.
const EVENTS: [&str; 2] = ["STRIKE", "CLASH"];

/// The type of remarks on spans.
const NOTES: &str = "AnnotatorNotes";

/// How what a line cannot hold is written in one.
const SIGNS: [(char, char); 2] = [('\n', '⏎'), ('\t', '⇥')];

#[cfg(test)]
mod tests;
