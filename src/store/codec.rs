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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;
    use crate::model::span::AttrValue;
    use crate::store::disk::{LayerFile, ProjectFile, RecordFile};

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        format: u32,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maybe: Option<String>,
        #[serde(default)]
        rows: Vec<Row>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        at: (u32, u32),
        attrs: BTreeMap<String, AttrValue>,
    }

    /// The shape of format 0, in which the text was called a note and there were no rows.
    #[derive(Deserialize)]
    struct SampleBefore {
        note: String,
    }

    impl Document for Sample {
        const FORMAT: u32 = 1;

        fn from_older(format: u32, text: &str) -> Option<Result<Self, CodecError>> {
            (format == 0).then(|| {
                let before: SampleBefore = parse(text)?;
                Ok(Self {
                    format: Self::FORMAT,
                    text: before.note,
                    maybe: None,
                    rows: Vec::new(),
                })
            })
        }
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[\r\n\"#\\\\ء-ي\u{64b}-\u{652}\u{202e}\0🔴]*",
        ]
    }

    fn value() -> impl Strategy<Value = AttrValue> {
        prop_oneof![
            any::<bool>().prop_map(AttrValue::Flag),
            any::<i64>().prop_map(AttrValue::Number),
            prop::num::f64::ANY
                .prop_filter("not a number equals nothing", |n| !n.is_nan())
                .prop_map(AttrValue::Real),
            text().prop_map(AttrValue::Text),
            prop::collection::vec(text(), 0..3).prop_map(AttrValue::List),
        ]
    }

    fn sample() -> impl Strategy<Value = Sample> {
        let attrs = prop::collection::btree_map(text(), value(), 0..4);
        let row = (any::<(u32, u32)>(), attrs).prop_map(|(at, attrs)| Row { at, attrs });
        (
            text(),
            prop::option::of(text()),
            prop::collection::vec(row, 0..4),
        )
            .prop_map(|(text, maybe, rows)| Sample {
                format: 1,
                text,
                maybe,
                rows,
            })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(sample in sample()) {
            let text = encode(&sample).unwrap();
            prop_assert!(!text.contains('\r'));
            prop_assert_eq!(decode::<Sample>(text.as_bytes()), Ok(sample.clone()));
            let converted = format!("\u{feff}{}", text.replace('\n', "\r\n"));
            prop_assert_eq!(decode::<Sample>(converted.as_bytes()), Ok(sample.clone()));
            let line = encode_line(&sample).unwrap();
            prop_assert_eq!(parse::<Sample>(&line), Ok(sample.clone()));
        }

        #[test]
        fn no_bytes_panic(bytes in any::<Vec<u8>>(), tail in text()) {
            let _ = decode::<LayerFile>(&bytes);
            let begun = format!("(format: 1, {tail}");
            let _ = decode::<LayerFile>(begun.as_bytes());
            let _ = decode::<ProjectFile>(begun.as_bytes());
            let _ = parse::<RecordFile>(&tail);
        }
    }

    #[test]
    fn an_older_format_is_carried_forward() {
        let sample = decode::<Sample>(b"(format: 0, note: \"x\")").unwrap();
        assert_eq!((sample.format, sample.text.as_str()), (1, "x"));
    }

    #[test]
    fn deep_nesting_is_an_error_and_no_crash() {
        let deep = format!("(format: 1, text: \"\", rows: {})", "[".repeat(100_000));
        assert!(decode::<Sample>(deep.as_bytes()).is_err());
    }

    #[test]
    fn errors_say_where_and_what() {
        let parse = |line, column, what: &str| CodecError::Parse {
            line,
            column,
            what: what.into(),
        };
        let rows: [(&[u8], CodecError); 5] = [
            (
                b"(format: 7, anything",
                CodecError::Newer { found: 7, known: 1 },
            ),
            (
                b"",
                parse(
                    1,
                    1,
                    "the file does not begin with (format: NUMBER, \u{2026})",
                ),
            ),
            (
                b"(format: 1,\n text: \"\xff\")",
                parse(2, 9, "the file is not UTF-8 from here on"),
            ),
            (
                b"(format: 1,\n txt: \"\")",
                parse(
                    2,
                    5,
                    "Unexpected field named `txt` in `Sample`, expected one of `format`, `text`, \
                     `maybe`, or `rows` instead",
                ),
            ),
            (
                b"(format: 1)",
                parse(1, 11, "Unexpected missing field named `text` in `Sample`"),
            ),
        ];
        for (bytes, expected) in rows {
            assert_eq!(decode::<Sample>(bytes), Err(expected));
        }
    }
}
