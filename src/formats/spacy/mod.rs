//! spaCy: JSON lines of texts and spans, and `.spacy` files (`DocBin`), which spaCy trains with.
//!
//! Places count code points. In a `.spacy` file a text is a list of tokens and spans lie on
//! tokens: what is written is cut at the edges of spans, so that none has to be widened.

mod docbin;
mod jsonl;
mod strings;

use super::holds::{Holds, Tokens};
use super::{Format, Layout};
use crate::text::unit::Unit;

/// JSON lines.
pub(super) static JSONL: Format = Format {
    name: "spacy",
    title: "spaCy JSON lines",
    extensions: &["jsonl"],
    holds: Holds {
        fields: true,
        article_attrs: true,
        ..Holds::SPANS
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: Some(jsonl::read),
    write: Some(jsonl::writer),
};

/// `.spacy` files.
pub(super) static DOCBIN: Format = Format {
    name: "docbin",
    title: "spaCy .spacy file, every span in doc.spans[\"sc\"], the longest in doc.ents",
    extensions: &["spacy"],
    holds: Holds {
        tokens: Tokens::Cut,
        ..JSONL.holds
    },
    read: Some(docbin::read),
    write: Some(docbin::writer),
    ..JSONL
};
