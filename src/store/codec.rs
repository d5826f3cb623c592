//! The syntax of project files: RON, one way of writing it.
//!
//! Pretty to a small depth, so that a span is a line; raw strings, so that Arabic stays legible
//! and its marks are not escaped. Every file begins with its format version.

use std::path::Path;

use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::StoreError;

/// The format version this program writes, of every kind of file.
pub const FORMAT: u32 = 1;

/// A file's first field, read before the rest.
#[derive(serde::Deserialize)]
struct Header {
    format: u32,
}

/// Writes a value as a project file. `depth` is how many levels get lines of their own.
///
/// # Errors
/// If the value cannot be written as RON; project files can.
pub fn encode<T: Serialize>(value: &T, depth: usize) -> Result<String, ron::Error> {
    let config = PrettyConfig::new()
        .depth_limit(depth)
        .new_line("\n")
        .indentor("  ")
        .escape_strings(false);
    let mut text = ron::ser::to_string_pretty(value, config)?;
    text.push('\n');
    Ok(text)
}

/// Reads a project file.
///
/// CRLF from a careless tool is read as LF; the program itself never writes it.
///
/// # Errors
/// [`StoreError::Parse`] with line and column, [`StoreError::Newer`] for a later format.
pub fn decode<T: DeserializeOwned>(text: &str, path: &Path) -> Result<T, StoreError> {
    let text = text.trim_start_matches('\u{feff}');
    let normal;
    let text = if text.contains('\r') {
        normal = text.replace("\r\n", "\n");
        &normal
    } else {
        text
    };
    if let Ok(header) = ron::from_str::<Header>(text)
        && header.format > FORMAT
    {
        return Err(StoreError::Newer {
            found: header.format,
            known: FORMAT,
            path: path.to_owned(),
        });
    }
    let migrated = migrate(text);
    ron::from_str(migrated.as_deref().unwrap_or(text)).map_err(|error| StoreError::Parse {
        message: error.code.to_string(),
        line: error.span.start.line,
        column: error.span.start.col,
        path: path.to_owned(),
    })
}

/// Brings a file of an older format to this one, or `None` if there is nothing to do.
///
/// Format 0 was that of the first trials; its files had no `format` field at all. Later formats
/// add their step here, each from the one before it.
fn migrate(text: &str) -> Option<String> {
    if ron::from_str::<Header>(text).is_ok() {
        return None;
    }
    let rest = text.trim_start().strip_prefix('(')?;
    Some(format!("(format: {FORMAT}, {rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Sample {
        format: u32,
        text: String,
    }

    fn sample(text: &str) -> Sample {
        Sample {
            format: FORMAT,
            text: text.to_owned(),
        }
    }

    #[test]
    fn any_text_comes_back_as_it_was() {
        use proptest::prelude::*;
        proptest!(|(text in "[\\PC\"#\\\\\n\u{64b}r]{0,30}")| {
            let file = encode(&sample(&text), 2).unwrap();
            let back: Sample = decode(&file, Path::new("x")).unwrap();
            prop_assert_eq!(back, sample(&text));
        });
    }

    #[test]
    fn arabic_marks_stay_legible() {
        let file = encode(&sample("مُحَمَّد"), 2).unwrap();
        assert!(file.contains("مُحَمَّد"), "{file}");
    }

    #[test]
    fn a_newer_format_is_named_and_an_older_one_read() {
        let newer = decode::<Sample>("(format: 99, text: \"x\", more: 1)", Path::new("x"));
        assert!(matches!(newer, Err(StoreError::Newer { found: 99, .. })));
        let older = decode::<Sample>("( text: \"x\")", Path::new("x")).unwrap();
        assert_eq!(older, sample("x"));
    }

    #[test]
    fn errors_name_line_and_column() {
        let error = decode::<Sample>("(format: 1,\n  text: 7)", Path::new("a/b.ron"));
        let text = error.unwrap_err().to_string();
        assert!(text.starts_with("line 2, column "), "{text}");
        assert!(text.ends_with("(a/b.ron)"), "{text}");
    }
}
