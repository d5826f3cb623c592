//! Why a file, or a part of it, is no article.

use std::io;

use super::told::Told;
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
    /// A line of a file that is read as a whole is not UTF-8.
    #[error("line {0} is not UTF-8; save the file as UTF-8")]
    LineNotUtf8(usize),
    /// Not JSON.
    #[error("this is no JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Not JSON, at a place in a line, from 1, among others that are.
    #[error("the JSON is broken at column {column}: {why}; mend it there or save the file anew")]
    Broken {
        /// The column, in bytes.
        column: usize,
        /// What is wrong.
        why: String,
    },
    /// An item of a list is too long for one article.
    #[error("it has more than {LONGEST_LINE} bytes; an article is shorter")]
    ItemTooLong,
    /// A quote in a table is opened and not closed.
    #[error(
        "a quote is opened in this line and not closed where its cell ends; close it, and write \
         quotes inside of a cell twice"
    )]
    OpenQuote,
    /// A list is not ended.
    #[error("the file is cut off here: its list is not ended; save or copy it anew")]
    CutOff,
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
    Shape(Told),
    /// Wrong is a part of the file.
    #[error("{0}: {1}")]
    In(Told, Box<ReadError>),
    /// This format is only written.
    #[error("{0} is written only and cannot be read")]
    NotRead(&'static str),
}

impl ReadError {
    /// The same as a text of the interface.
    #[must_use]
    pub fn told(&self) -> Told {
        use super::plain::DecodeError;
        let most = |bytes: u64| vec![("most", bytes.to_string())];
        let (key, args) = match self {
            Self::Shape(told) => return told.clone(),
            Self::In(part, error) => return error.told().within(part.clone()),
            Self::Io(why) => ("problem-io", vec![("why", why.to_string())]),
            Self::Json(why) => ("problem-json", vec![("why", why.to_string())]),
            Self::LineTooLong | Self::ItemTooLong => ("problem-too-long", most(LONGEST_LINE)),
            Self::FileTooLarge => ("problem-file-too-large", most(LARGEST_FILE)),
            Self::NotUtf8(at) => ("problem-byte-not-utf8", vec![("at", at.to_string())]),
            Self::LineNotUtf8(at) => ("problem-line-not-utf8", vec![("at", at.to_string())]),
            Self::Broken { column, why } => {
                let args = vec![("column", column.to_string()), ("why", why.clone())];
                ("problem-broken-json", args)
            }
            Self::OpenQuote => ("problem-open-quote", Vec::new()),
            Self::CutOff => ("problem-cut-off", Vec::new()),
            Self::NotAnObject => ("problem-not-an-object", Vec::new()),
            Self::NoText => ("problem-no-text", Vec::new()),
            Self::TooLarge(bytes) | Self::Decode(DecodeError::TooLarge(bytes)) => {
                ("problem-too-large", vec![("bytes", bytes.to_string())])
            }
            Self::NotRead(format) => ("problem-not-read", vec![("format", (*format).to_owned())]),
            Self::Decode(DecodeError::Empty) => ("problem-empty", Vec::new()),
            Self::Decode(DecodeError::Binary(at)) => {
                ("problem-binary", vec![("at", at.to_string())])
            }
            Self::Decode(DecodeError::Malformed { at, encoding }) => {
                let args = vec![("at", at.to_string()), ("encoding", (*encoding).to_owned())];
                ("problem-malformed", args)
            }
            Self::Decode(DecodeError::UnknownEncoding(name)) => {
                ("problem-encoding", vec![("name", name.clone())])
            }
        };
        Told::new(key, self.to_string(), args)
    }

    /// The same of a part of a file.
    #[must_use]
    pub fn within(self, part: Told) -> Self {
        Self::In(part, Box::new(self))
    }
}

impl From<Told> for ReadError {
    fn from(told: Told) -> Self {
        Self::Shape(told)
    }
}

/// The text of a file that is UTF-8.
///
/// # Errors
/// If it is not.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        ReadError::LineNotUtf8(1 + memchr::memchr_iter(b'\n', before).count())
    })
}
