//! The one codec of all project files: RON, pretty to a small depth, raw strings, a format
//! version in front.
//!
//! Invariants: `decode(encode(x)) == x`; what is written holds no carriage return, so that a
//! file whose line ends were converted can be read by converting them back; no input panics.
//! Unknown fields are an error, never dropped: a typing error would lose data in silence.

use ron::Options;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A kind of file with its format version and the way from older ones.
pub(super) trait Document: Serialize + DeserializeOwned {
    /// The version that is written. Every document's first field is `format`.
    const FORMAT: u32;

    /// Reads an older format, if this one can: the file's text read as the type of that time and
    /// carried forward, step by step.
    fn from_older(_format: u32, _text: &str) -> Option<Result<Self, CodecError>> {
        None
    }
}

/// Why a text is not the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CodecError {
    /// Not readable at a place, counted from 1.
    Parse {
        line: u32,
        column: u32,
        what: String,
    },
    /// A later format than this program knows.
    Newer { found: u32, known: u32 },
    /// Not expressible; does not happen with the types of this crate.
    Encode { what: String },
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Writes a document: two levels of lines, then one line an entry, ending in a line feed.
pub(super) fn encode<D: Document>(document: &D) -> Result<String, CodecError> {
    let pretty = PrettyConfig::new()
        .depth_limit(2)
        .new_line("\n")
        .indentor("  ");
    let mut text = write(document, pretty)?;
    text.push('\n');
    Ok(text)
}

/// Writes a value on one line, as far as its strings have no line feeds.
pub(super) fn encode_line<T: Serialize>(value: &T) -> Result<String, CodecError> {
    write(value, PrettyConfig::new().depth_limit(0).new_line("\n"))
}

fn write<T: Serialize>(value: &T, pretty: PrettyConfig) -> Result<String, CodecError> {
    let write = |pretty| {
        options()
            .to_string_pretty(value, pretty)
            .map_err(|error| CodecError::Encode {
                what: error.to_string(),
            })
    };
    // Raw strings keep Arabic readable, but cannot hold a carriage return apart from converted
    // line ends: the rare file that has one gets escapes instead.
    let text = write(pretty.clone().escape_strings(false))?;
    if text.contains('\r') {
        return write(pretty.escape_strings(true));
    }
    Ok(text)
}

/// Reads a document of this or an older format.
pub(super) fn decode<D: Document>(bytes: &[u8]) -> Result<D, CodecError> {
    let text = text_of(bytes)?;
    let text = text.as_ref();
    let found = format_of(text);
    match found {
        Some(found) if found > D::FORMAT => {
            return Err(CodecError::Newer {
                found,
                known: D::FORMAT,
            });
        }
        Some(found) if found < D::FORMAT => {
            return D::from_older(found, text).unwrap_or_else(|| {
                Err(CodecError::Parse {
                    line: 1,
                    column: 1,
                    what: format!("format {found} is not one this program knows"),
                })
            });
        }
        Some(_) => {}
        None => {
            return Err(CodecError::Parse {
                line: 1,
                column: 1,
                what: "the file does not begin with (format: NUMBER, …)".into(),
            });
        }
    }
    parse(text)
}

/// Reads a value of the current format.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, CodecError> {
    options().from_str(text).map_err(|error| CodecError::Parse {
        line: u32::try_from(error.span.end.line).unwrap_or(u32::MAX),
        column: u32::try_from(error.span.end.col).unwrap_or(u32::MAX),
        what: error.code.to_string(),
    })
}

/// The text without a byte order mark and with converted line ends converted back.
fn text_of(bytes: &[u8]) -> Result<std::borrow::Cow<'_, str>, CodecError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
        let last_line = before.rsplit(|&b| b == b'\n').next().unwrap_or_default();
        let column = String::from_utf8_lossy(last_line).chars().count() + 1;
        CodecError::Parse {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
            what: "the file is not UTF-8 from here on".into(),
        }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(if text.contains('\r') {
        text.replace("\r\n", "\n").into()
    } else {
        text.into()
    })
}

/// The number after `format:` at the start of a document, without reading the rest: a newer
/// program may have written anything behind it. Comments before it are skipped.
fn format_of(text: &str) -> Option<u32> {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("//") {
        rest = comment.split_once('\n')?.1.trim_start();
    }
    let rest = rest.strip_prefix('(')?.trim_start();
    let rest = rest.strip_prefix("format")?.trim_start();
    let rest = rest.strip_prefix(':')?.trim_start();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    rest.get(..digits)?.parse().ok()
}
