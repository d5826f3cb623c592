//! A data set for Hugging Face's `datasets`: a folder with a card, and JSON lines or Parquet for
//! each split.
//!
//! Every row has the same keys and types, lists may be empty and never lack. `tokens` and
//! `ner_tags` are the longest spans as BIO; `spans` are all of them, in code points; attributes
//! and descriptions, whose types differ from row to row, are JSON in a string.

mod card;
#[cfg(feature = "parquet")]
mod columns;
mod row;
mod write;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::conll::Tagged;
use super::document::{Document, Origin};
use super::error::ReadError;
use super::holds::{Holds, Tokens};
use super::lines::{Object, list, pair, string, whole};
use super::source::{self, SourcePlaces};
use super::told;
use super::values::{attributes, describe};
use super::{Each, Format, Input, Layout, Reading, read_lines};
use crate::text::unit::Unit;
#[cfg(feature = "parquet")]
pub(super) use columns::one_file;

/// A folder for `load_dataset`.
pub(super) static FORMAT: Format = Format {
    name: "huggingface",
    title: "Hugging Face data set: JSON lines with a card, tokens and spans",
    extensions: &["jsonl"],
    holds: Holds {
        tokens: Tokens::Beside,
        attrs: true,
        types: true,
        span_notes: true,
        relations: true,
        fields: true,
        article_attrs: true,
        ..Holds::SPANS
    },
    unit: Unit::Char,
    layout: Layout::Folder,
    read: Some(read),
    write: Some(write::writer),
};

/// A folder for `load_dataset` with Parquet inside.
#[cfg(feature = "parquet")]
pub(super) static PARQUET: Format = Format {
    name: "huggingface-parquet",
    title: "Hugging Face data set: Parquet with a card, tokens and spans",
    extensions: &["parquet"],
    read: Some(super::parquet::read),
    write: Some(columns::folder),
    ..FORMAT
};

fn read(input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let unit = reading.unit.unwrap_or(FORMAT.unit);
    read_lines(input, each, |object| {
        document(object, unit, &reading.origin)
    })
}

pub(super) fn document(
    object: &Object,
    unit: Unit,
    origin: &Origin,
) -> Result<Document, ReadError> {
    let Some(text) = string(object, "text") else {
        return of_tags(object, origin);
    };
    source::document(text, unit, |places, document| {
        fill(object, places, document, origin);
    })
}

fn fill(object: &Object, places: &SourcePlaces<'_>, document: &mut Document, origin: &Origin) {
    document.id = super::values::id(object, "id").filter(|id| !id.is_empty());
    let inside = |object: &Object, name: &str| -> Option<Value> {
        serde_json::from_str(string(object, name)?).ok()
    };
    match inside(object, "meta_json") {
        Some(Value::Object(meta)) => describe(document, &meta, &[]),
        _ => {
            let own = [
                "id",
                "text",
                "spans",
                "relations",
                "tokens",
                "ner_tags",
                "meta_json",
            ];
            describe(document, object, &own);
        }
    }
    let mut ids = BTreeMap::new();
    for (number, item) in list(object, "spans").iter().enumerate() {
        let what = told::span(number);
        let empty = Map::new();
        let item = item.as_object().unwrap_or(&empty);
        let place = (pair(item, ["start", "end"]), string(item, "text"));
        let label = string(item, "label");
        if let Some(mark) = places.mark(document, &what, place, label, origin) {
            mark.span.attrs = attributes(inside(item, "attrs_json").as_ref());
            mark.span.note = string(item, "note").unwrap_or_default().to_owned();
            ids.insert(number as u64, mark.span.id);
        }
    }
    for (number, item) in list(object, "relations").iter().enumerate() {
        let end = |name: &str| ids.get(&whole(item.get(name)?)?).copied();
        let kind = item.get("type").and_then(Value::as_str);
        match (kind, end("from"), end("to")) {
            (Some(kind), Some(from), Some(to)) => {
                document.relate(kind, from, to, origin.manual());
            }
            _ => {
                let why = told::no_type_or_end().within(told::relation(number));
                document.problems.push(why);
            }
        }
    }
}

/// A row of tokens and tags alone.
fn of_tags(object: &Object, origin: &Origin) -> Result<Document, ReadError> {
    let strings = |name: &str| -> Vec<&str> {
        list(object, name)
            .iter()
            .filter_map(Value::as_str)
            .collect()
    };
    let tags = ["ner_tags", "tags", "labels"].into_iter().map(strings);
    let tags = tags.into_iter().find(|tags| !tags.is_empty());
    let (tokens, tags) = (strings("tokens"), tags.unwrap_or_default());
    if tokens.is_empty() {
        return Err(ReadError::NoText);
    }
    if tags.len() != tokens.len() {
        return Err(told::told!(
            "problem-tags",
            "its tags are numbers, or not as many as its tokens; tags by name are read"
        )
        .into());
    }
    let rows = tokens
        .into_iter()
        .zip(tags)
        .map(|(token, tag)| vec![token, tag]);
    let mut document = Tagged {
        sentences: vec![rows.collect()],
    }
    .document(origin)?;
    document.id = super::values::id(object, "id");
    Ok(document)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::read_text;
    use super::*;

    #[test]
    fn tokens_and_tags_alone_are_read() {
        let row = json!({"id": "1", "tokens": ["قصفت", "القوات", "إدلب"], "ner_tags": ["B-STRIKE", "O", "B-LOC"]});
        let document = read_text(&FORMAT, &row.to_string()).pop().unwrap().unwrap();
        assert_eq!(document.text.as_str(), "قصفت القوات إدلب");
        assert_eq!(document.words(document.spans[1].span.range), "إدلب");
        let numbers = json!({"tokens": ["a"], "ner_tags": [1]});
        assert!(
            read_text(&FORMAT, &numbers.to_string())
                .pop()
                .unwrap()
                .is_err()
        );
    }
}
