//! Lists of labels as other programs write them: Label Studio's labelling configuration (XML) and
//! doccano's list of labels (JSON).

use serde_json::Value;

use super::error::ReadError;
use super::told::told;
use super::xml::{Piece, attribute, walk};
use crate::model::schema::Rgb;

/// A label of another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignLabel {
    /// What it is called.
    pub name: String,
    /// Its colour on a light background.
    pub color: Option<Rgb>,
    /// Its key.
    pub key: Option<char>,
}

/// Reads a list of labels.
///
/// # Errors
/// If it is neither XML with `Label` elements nor a JSON list of objects with `text`.
pub fn read(bytes: &[u8]) -> Result<Vec<ForeignLabel>, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let labels = match first {
        Some(b'<') => label_studio(bytes)?,
        _ => doccano(bytes)?,
    };
    if labels.is_empty() {
        return Err(told!("problem-no-labels", "there are no labels in it").into());
    }
    Ok(labels)
}

fn label_studio(bytes: &[u8]) -> Result<Vec<ForeignLabel>, ReadError> {
    let mut labels = Vec::new();
    walk(bytes, &mut |open, piece| {
        if let Piece::Start(element) = piece
            && open.last().is_some_and(|name| name == "Label")
        {
            let said = |name| attribute(element, name).unwrap_or_default();
            push(
                &mut labels,
                &said("value"),
                &said("background"),
                &said("hotkey"),
            );
        }
    })?;
    Ok(labels)
}

fn doccano(bytes: &[u8]) -> Result<Vec<ForeignLabel>, ReadError> {
    let list: Vec<Value> = serde_json::from_slice(bytes).map_err(|error| {
        told!(
            "problem-labels",
            "it is no list of labels in JSON: {why}",
            why = error
        )
    })?;
    let mut labels = Vec::new();
    for label in list {
        let said = |name: &str| label.get(name).and_then(Value::as_str).unwrap_or_default();
        push(
            &mut labels,
            said("text"),
            said("background_color"),
            said("suffix_key"),
        );
    }
    Ok(labels)
}

fn push(labels: &mut Vec<ForeignLabel>, name: &str, color: &str, key: &str) {
    let name = name.trim();
    if name.is_empty() || labels.iter().any(|label| label.name == name) {
        return;
    }
    let mut chars = key.chars();
    let key = match (chars.next(), chars.next()) {
        (Some(key), None) if key.is_ascii_alphanumeric() => Some(key.to_ascii_uppercase()),
        _ => None,
    };
    labels.push(ForeignLabel {
        name: name.to_owned(),
        color: Rgb::try_from(color.to_owned()).ok(),
        key,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<Rgb>, Option<char>)]) {
        let labels = read(text.as_bytes()).unwrap();
        let labels: Vec<_> = labels
            .iter()
            .map(|l| (l.name.as_str(), l.color, l.key))
            .collect();
        assert_eq!(labels, expected);
    }

    #[test]
    fn labels_of_other_programs_are_read() {
        check(
            r##"<View><Labels name="l" toName="t"><Label value="طرف" background="#ff0000"
                hotkey="a"/><Label value="Place"/><Label value="Place"/></Labels>
                <Text name="t" value="$text"/></View>"##,
            &[
                ("طرف", Some(Rgb(255, 0, 0)), Some('A')),
                ("Place", None, None),
            ],
        );
        check(
            r##"[{"text": "PER", "suffix_key": "p", "background_color": "#209cee"},
                {"text": "LOC", "suffix_key": null, "background_color": "blue"}]"##,
            &[
                ("PER", Some(Rgb(0x20, 0x9c, 0xee)), Some('P')),
                ("LOC", None, None),
            ],
        );
        for broken in ["", "<View/>", "[]", "{}", "<View><Label value="] {
            assert!(read(broken.as_bytes()).is_err(), "{broken}");
        }
    }
}
