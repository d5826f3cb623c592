//! A data set for Hugging Face's `datasets`: a folder with a card and JSON lines for each split.
//!
//! Every row has the same keys and types, lists may be empty and never lack. `tokens` and
//! `ner_tags` are the longest spans as BIO; `spans` are all of them, in code points; attributes
//! and descriptions, whose types differ from row to row, are JSON in a string.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde_json::{Map, Value, json};

use super::conll::Tagged;
use super::document::{Document, Origin};
use super::error::ReadError;
use super::lines::{Object, list, pair, string, whole};
use super::loss::Holds;
use super::source::{self, SourcePlaces};
use super::tags::Scheme;
use super::tokens::{sentences, touched};
use super::values::{attributes, describe, description, to_object};
use super::{Each, Files, Format, Input, Layout, Reading, Split, Writer, Writing, read_lines};
use crate::text::offset::ByteRange;
use crate::text::unit::{Places, Unit};

/// A folder for `load_dataset`.
pub(super) static FORMAT: Format = Format {
    name: "huggingface",
    title: "Hugging Face data set: JSON lines with a card, tokens and spans",
    extensions: &["jsonl"],
    holds: Holds {
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
    write: Some(writer),
};

fn read(input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let unit = reading.unit.unwrap_or(FORMAT.unit);
    read_lines(input, each, |object| {
        document(object, unit, &reading.origin)
    })
}

fn document(object: &Object, unit: Unit, origin: &Origin) -> Result<Document, ReadError> {
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
        let what = format!("span {}", number + 1);
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
            _ => document.problems.push(format!(
                "relation {}: its type or one of its spans is missing",
                number + 1
            )),
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
    let (tokens, tags) = (strings("tokens"), strings("ner_tags"));
    if tokens.is_empty() {
        return Err(ReadError::NoText);
    }
    if tags.len() != tokens.len() {
        let why = "its tags are numbers, or not as many as its tokens; tags by name are read";
        return Err(ReadError::Shape(why.to_owned()));
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

fn writer(writing: &Writing) -> Box<dyn Writer> {
    let labels = writing.schema.labels.iter();
    Box::new(Rows {
        unit: writing.unit.unwrap_or(FORMAT.unit),
        split: writing.split.clone(),
        labels: labels
            .map(|l| super::document::written_label(&l.id))
            .collect(),
        counts: BTreeMap::new(),
    })
}

struct Rows {
    unit: Unit,
    split: Split,
    labels: BTreeSet<String>,
    /// How many rows each part has.
    counts: BTreeMap<&'static str, usize>,
}

impl Writer for Rows {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        self.labels
            .extend(document.spans.iter().map(|m| m.label.clone()));
        let part = self.split.part(document);
        *self.counts.entry(part).or_default() += 1;
        let mut line = serde_json::to_vec(&row(document, self.unit))?;
        line.push(b'\n');
        files.append(&format!("data/{part}.jsonl"), &line)
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        files.append("README.md", self.card().as_bytes())
    }
}

fn row(document: &Document, unit: Unit) -> Value {
    let text = document.text.as_str();
    let places = Places::new(text, document.text.offsets(), unit);
    let spans = document.spans.iter().map(|mark| {
        let (start, end) = places.numbers(mark.span.range);
        json!({"start": start, "end": end, "label": mark.label,
            "text": document.words(mark.span.range), "note": mark.span.note,
            "attrs_json": Value::Object(to_object(&mark.span.attrs)).to_string()})
    });
    let relations = document.relations.iter().filter_map(|relation| {
        let (from, to) = (
            document.position(relation.from)?,
            document.position(relation.to)?,
        );
        Some(json!({"type": relation.kind, "from": from, "to": to}))
    });
    let (tokens, tags) = tagged(document);
    json!({
        "id": document.id.as_deref().unwrap_or_default(),
        "text": text,
        "tokens": tokens,
        "ner_tags": tags,
        "spans": spans.collect::<Vec<_>>(),
        "relations": relations.collect::<Vec<_>>(),
        "meta_json": Value::Object(description(document, &[])).to_string(),
    })
}

/// The tokens of a text with the tags of its longest spans.
fn tagged(document: &Document) -> (Vec<&str>, Vec<String>) {
    let text = document.text.as_str();
    let tokens: Vec<ByteRange> = sentences(text, &[]).into_iter().flatten().collect();
    let mut end = 0;
    let mut spans = Vec::new();
    for mark in document.flat() {
        let touched = touched(&tokens, mark.span.range);
        if !touched.is_empty() && touched.start >= end {
            end = touched.end;
            spans.push((touched, mark.label.as_str()));
        }
    }
    let tags = Scheme::Bio.tags(tokens.len(), &spans);
    let words = tokens.iter().map(|token| document.words(*token));
    (words.collect(), tags)
}

impl Rows {
    /// The data set's card: its parts, and the types of its columns.
    fn card(&self) -> String {
        let mut card =
            String::from("---\nlanguage:\n- ar\ntask_categories:\n- token-classification\n");
        card += "configs:\n- config_name: default\n  data_files:\n";
        for part in self.counts.keys() {
            card += &format!("  - split: {part}\n    path: data/{part}.jsonl\n");
        }
        card += FEATURES;
        let begun = self
            .labels
            .iter()
            .flat_map(|l| [format!("B-{l}"), format!("I-{l}")]);
        let names = std::iter::once("O".to_owned()).chain(begun);
        for (number, name) in names.enumerate() {
            card += &format!("          '{number}': {}\n", Value::from(name));
        }
        card += "---\n\n# Annotated articles\n\nMade with Hashiya. Places count code points of \
                 `text`. `tokens` and `ner_tags` hold the longest of nested spans, widened to \
                 whole tokens; `spans` hold all of them.\n\n| part | articles |\n| --- | --- |\n";
        for (part, count) in &self.counts {
            card += &format!("| {part} | {count} |\n");
        }
        card
    }
}

/// The columns in the card, up to the names of the tags.
const FEATURES: &str = "dataset_info:
  features:
  - name: id
    dtype: string
  - name: text
    dtype: string
  - name: spans
    list:
    - name: start
      dtype: int64
    - name: end
      dtype: int64
    - name: label
      dtype: string
    - name: text
      dtype: string
    - name: note
      dtype: string
    - name: attrs_json
      dtype: string
  - name: relations
    list:
    - name: type
      dtype: string
    - name: from
      dtype: int64
    - name: to
      dtype: int64
  - name: meta_json
    dtype: string
  - name: tokens
    list: string
  - name: ner_tags
    list:
      class_label:
        names:
";

#[cfg(test)]
mod tests {
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
