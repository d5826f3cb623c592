//! Label Studio's JSON: a list of tasks, places in code points of `data.text`, with the labelling
//! configuration that they need beside it.
//!
//! Source: Label Studio's documentation of the JSON format and of its tags. Attributes are
//! regions of their own with the id of their span (`perRegion`).

mod config;
mod read;
mod write;

use super::holds::Holds;
use super::{Format, Layout};
use crate::text::unit::Unit;

/// Label Studio's tasks.
pub(super) static FORMAT: Format = Format {
    name: "label-studio",
    title: "Label Studio tasks, with the labelling configuration",
    extensions: &["json"],
    holds: Holds {
        attrs: true,
        span_notes: true,
        suggestions: true,
        relations: true,
        fields: true,
        article_attrs: true,
        ..Holds::SPANS
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: Some(read::read),
    write: Some(write::writer),
};

/// The name of the control with the labels.
const LABELS: &str = "label";
/// The name of the object with the text, and of its key in a task's data.
const TEXT: &str = "text";
/// The name of the control with the remark on a span.
const NOTE: &str = "span_note";
/// The key of an article's id in a task's data.
const ID: &str = "doc_id";

#[cfg(test)]
mod tests;
