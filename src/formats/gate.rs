//! GATE's bdoc JSON: a text with sets of annotations; places in code points (`offset_type` `p`)
//! or in UTF-16 code units (`j`), as the file says.
//!
//! Source: the Format Bdoc plugin of GATE and `gatenlp`. The set that is written is called
//! `Hashiya`; every set is read.

use std::io;

use serde_json::{Map, Value, json};

use super::document::{Document, Origin, Stems};
use super::error::ReadError;
use super::holds::Holds;
use super::lines::{Object, list, pair, string};
use super::source::{self, SourcePlaces};
use super::told::told;
use super::values::{attributes, describe, description, to_object};
use super::{Each, Files, Format, Input, Layout, Reading, Writer, Writing, read_whole};
use crate::model::span::AttrValue;
use crate::text::unit::{Places, Unit};

/// bdoc JSON.
pub(super) static FORMAT: Format = Format {
    name: "gate",
    title: "GATE bdoc JSON, a file an article",
    extensions: &["bdocjs"],
    holds: Holds {
        attrs: true,
        types: true,
        span_notes: true,
        fields: true,
        article_attrs: true,
        ..Holds::SPANS
    },
    unit: Unit::Char,
    layout: Layout::Folder,
    read: Some(read),
    write: Some(writer),
};

/// The set that is written.
const SET: &str = "Hashiya";

/// The feature with the remark on a span.
const NOTE: &str = "hashiya_note";

/// Types of annotations that cut a text.
const NO_SPANS: [&str; 6] = [
    "Token",
    "SpaceToken",
    "Sentence",
    "Split",
    "Paragraph",
    "Lookup",
];

fn read(input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    read_whole(input, each, |bytes| document(bytes, reading))
}

fn document(bytes: &[u8], reading: &Reading) -> Result<Document, ReadError> {
    let Value::Object(bdoc) = serde_json::from_slice(bytes)? else {
        return Err(ReadError::NotAnObject);
    };
    let given = match string(&bdoc, "offset_type") {
        Some("j") => Unit::Utf16,
        _ => FORMAT.unit,
    };
    let text = string(&bdoc, "text").ok_or(ReadError::NoText)?;
    source::document(text, reading.unit.unwrap_or(given), |places, document| {
        fill(&bdoc, places, document, &reading.origin);
    })
}

fn fill(bdoc: &Object, places: &SourcePlaces<'_>, document: &mut Document, origin: &Origin) {
    if let Some(Value::Object(features)) = bdoc.get("features") {
        describe(document, features, &[]);
    }
    let sets = bdoc.get("annotation_sets").and_then(Value::as_object);
    for (set, content) in sets.into_iter().flatten() {
        let empty = Map::new();
        let content = content.as_object().unwrap_or(&empty);
        for (number, item) in list(content, "annotations").iter().enumerate() {
            let item = item.as_object().unwrap_or(&empty);
            let kind = string(item, "type");
            if kind.is_some_and(|kind| NO_SPANS.contains(&kind)) {
                continue;
            }
            let what = told!(
                "part-annotation-of",
                "annotation {number} of «{set}»",
                number = number + 1,
                set = set
            );
            let place = (pair(item, ["start", "end"]), None);
            if let Some(mark) = places.mark(document, &what, place, kind, origin) {
                mark.span.attrs = attributes(item.get("features"));
                if let Some(AttrValue::Text(note)) = mark.span.attrs.remove(NOTE) {
                    mark.span.note = note;
                }
            }
        }
    }
}

fn writer(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Bdocs {
        unit: writing.unit.unwrap_or(FORMAT.unit),
        stems: Stems::default(),
    })
}

struct Bdocs {
    unit: Unit,
    stems: Stems,
}

impl Writer for Bdocs {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        let stem = self.stems.next(document);
        let bdoc = serde_json::to_vec(&bdoc(document, self.unit, &stem))?;
        files.append(&format!("{stem}.bdocjs"), &bdoc)
    }
}

fn bdoc(document: &Document, unit: Unit, name: &str) -> Value {
    let text = document.text.as_str();
    let places = Places::new(text, document.text.offsets(), unit);
    let annotations = document.spans.iter().enumerate().map(|(id, mark)| {
        let (start, end) = places.numbers(mark.span.range);
        let mut features: Object = to_object(&mark.span.attrs);
        if !mark.span.note.is_empty() {
            features.insert(NOTE.to_owned(), mark.span.note.as_str().into());
        }
        json!({"type": mark.label, "start": start, "end": end, "id": id, "features": features})
    });
    let annotations: Vec<Value> = annotations.collect();
    let next = annotations.len();
    json!({
        "annotation_sets": {SET: {"name": SET, "annotations": annotations, "next_annid": next}},
        "text": text,
        "features": description(document, &[]),
        "offset_type": if unit == Unit::Utf16 { "j" } else { "p" },
        "name": name,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{PROBE, read_text};
    use super::*;

    #[test]
    fn the_file_says_what_it_counts() {
        for (kind, start, end) in [("p", 32, 36), ("j", 33, 37)] {
            let bdoc = json!({"text": PROBE, "offset_type": kind, "annotation_sets": {
                "": {"annotations": [{"type": "Token", "start": 0, "end": 1, "id": 0}]},
                "Key": {"annotations": [
                    {"type": "LOC", "start": start, "end": end, "id": 1, "features": {"x": 1}},
                    {"type": "LOC", "start": start, "end": 999, "id": 2}]}}});
            let document = read_text(&FORMAT, &bdoc.to_string())
                .pop()
                .unwrap()
                .unwrap();
            let [place] = &document.spans[..] else {
                panic!()
            };
            assert_eq!(document.words(place.span.range), "إدلب");
            assert_eq!(place.span.attrs["x"], AttrValue::Number(1));
            assert_eq!(document.problems.len(), 1);
        }
    }
}
