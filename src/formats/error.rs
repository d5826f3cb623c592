//! Why a file, or a part of it, is no article.

use std::io;

use crate::model::article::LARGEST_ARTICLE;

/// The longest line, in bytes: an article of the largest size with every letter escaped.
pub(super) const LONGEST_LINE: u64 = 6 * LARGEST_ARTICLE as u64;

/// The largest file that is read as a whole, in bytes. JSON lines may be longer.
pub const LARGEST_FILE: u64 = 512_000_000;

/// Why a file, or a part of it, is no article.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The input cannot be read any further.
    #[error("the file cannot be read on: {0}")]
    Io(#[from] io::Error),
    /// Too long for one article.
    #[error("the line has more than {LONGEST_LINE} bytes; an article is shorter")]
    LineTooLong,
    /// Too long to be read as a whole.
    #[error("the file has more than {LARGEST_FILE} bytes; cut it into several, or use JSON lines")]
    FileTooLarge,
    /// Not UTF-8.
    #[error("byte {0} is not UTF-8; save it as UTF-8")]
    NotUtf8(usize),
    /// Not JSON.
    #[error("this is no JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// JSON, but no object.
    #[error("this is no JSON object; each article must be one")]
    NotAnObject,
    /// No text.
    #[error("it has no text, or nothing is in it")]
    NoText,
    /// Too large a text.
    #[error("the text has {0} bytes; an article has at most 20,000,000: cut it into several")]
    TooLarge(usize),
    /// No text, or in no encoding that is known.
    #[error(transparent)]
    Decode(#[from] super::plain::DecodeError),
    /// Not what the format says.
    #[error("{0}")]
    Shape(String),
    /// This format is only written.
    #[error("{0} is written only and cannot be read")]
    NotRead(&'static str),
}
