//! A span: words marked in an article, and what is said of them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::id::{AnnotatorId, LabelId, SpanId};
use crate::text::offset::{ByteIdx, ByteRange};

/// A labelled range of an article's text, in bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// Random, unique in its layer.
    pub id: SpanId,
    /// What it covers. Never empty.
    pub range: ByteRange,
    /// Its label.
    pub label: LabelId,
    /// How it came to be what it is.
    pub state: SpanState,
    /// Typed attributes by name; an absent one is not stated, which is not the same as 0 or "".
    #[serde(default)]
    pub attrs: BTreeMap<String, AttrValue>,
    /// The head of the phrase, inside the range.
    #[serde(default)]
    pub head: Option<ByteRange>,
    /// The word that makes it what it is, such as the verb of harm; may lie outside the range.
    #[serde(default)]
    pub trigger: Option<ByteRange>,
    /// The annotator's remark. Empty if there is none.
    #[serde(default)]
    pub note: String,
    /// Where it came from.
    pub provenance: Provenance,
}

impl Span {
    /// Where it stands in reading order: by start, the longer first, then by id.
    #[must_use]
    pub fn order(&self) -> (ByteIdx, Reverse<ByteIdx>, SpanId) {
        (self.range.start(), Reverse(self.range.end()), self.id)
    }
}

/// How a span came to be what it is. The five never look alike and are told apart in exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanState {
    /// Proposed by the program and not decided. Never written to a layer by the window.
    Suggested,
    /// A suggestion taken as it was.
    Accepted,
    /// A suggestion taken and changed.
    Edited,
    /// A suggestion turned down.
    Rejected,
    /// Made by hand.
    Manual,
}

impl SpanState {
    /// All states, in the order of this list.
    pub const ALL: [Self; 5] = [
        Self::Suggested,
        Self::Accepted,
        Self::Edited,
        Self::Rejected,
        Self::Manual,
    ];

    /// The name in files and exports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Suggested => "suggested",
            Self::Accepted => "accepted",
            Self::Edited => "edited",
            Self::Rejected => "rejected",
            Self::Manual => "manual",
        }
    }

    /// The state with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }

    /// Whether a person stands behind the span: it counts in the data set.
    #[must_use]
    pub fn is_decided_in(self) -> bool {
        matches!(self, Self::Accepted | Self::Edited | Self::Manual)
    }

    /// The state after a person has changed the span by hand.
    #[must_use]
    pub fn after_change(self) -> Self {
        match self {
            Self::Manual => Self::Manual,
            _ => Self::Edited,
        }
    }
}

/// Where a span or relation came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Whose decision it is.
    pub author: AnnotatorId,
    /// When it was made.
    pub at: Timestamp,
    /// The rule that proposed it; `None` for one made by hand.
    #[serde(default)]
    pub rule: Option<String>,
    /// How sure that rule was, from 0 to 1.
    #[serde(default)]
    pub confidence: Option<f64>,
}

impl Provenance {
    /// Made by hand.
    #[must_use]
    pub fn manual(author: AnnotatorId, at: Timestamp) -> Self {
        Self {
            author,
            at,
            rule: None,
            confidence: None,
        }
    }
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AttrValue {
    /// Yes or no.
    Flag(bool),
    /// A whole number: a count.
    Number(i64),
    /// A number with a fraction: a coordinate.
    Real(f64),
    /// A choice, a date or free text.
    Text(String),
    /// Several of them.
    List(Vec<String>),
}

impl AttrValue {
    /// The text of a text value.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}
