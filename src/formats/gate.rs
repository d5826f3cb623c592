//! GATE's bdoc JSON: a text with sets of annotations; places in code points (`offset_type` `p`)
//! or in UTF-16 code units (`j`), as the file says.
//!
//! Source: the Format Bdoc plugin of GATE and `gatenlp`. The set that is written is called
//! `Hashiya`; every set is read.

use std::collections::BTreeSet;
use std::io;

use serde_json::{Map, Value, json};

use super::document::{Document, Origin, Stems};
use super::error::ReadError;
use super::holds::Holds;
use super::items::mended;
use super::lines::{Object, list, pair, string};
use super::source::{self, SourcePlaces};
use super::told::{Told, told};
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
    let (bdoc, broken) = match serde_json::from_slice(bytes) {
        Ok(Value::Object(bdoc)) => (bdoc, Vec::new()),
        Ok(_) => return Err(ReadError::NotAnObject),
        Err(error) => whole_parts(bytes, error)?,
    };
    let given = match string(&bdoc, "offset_type") {
        Some("j") => Unit::Utf16,
        _ => FORMAT.unit,
    };
    let text = string(&bdoc, "text").ok_or(ReadError::NoText)?;
    source::document(text, reading.unit.unwrap_or(given), |places, document| {
        document.problems.extend(broken);
        fill(&bdoc, places, document, &reading.origin);
    })
}

/// What is whole of a broken file: its text, what its places count, and the annotations that are
/// whole, of whatever set. What is broken is named.
fn whole_parts(bytes: &[u8], error: serde_json::Error) -> Result<(Object, Vec<Told>), ReadError> {
    let is_annotation = |value: &Value| {
        let mut keys = ["type", "start", "end"].iter();
        keys.all(|key| value.get(key).is_some())
    };
    let (annotations, broken) = mended(bytes, error, is_annotation)?;
    // A feature may be called so too; the text is the longest string.
    let longest = |name: &str| {
        let features = annotations.iter().filter_map(|one| one.get("features"));
        let features = features.filter_map(|features| features.get(name)?.as_str());
        let features: BTreeSet<&str> = features.collect();
        let found = strings_of(bytes, name).filter(|found| !features.contains(found.as_str()));
        found.max_by_key(String::len)
    };
    let (text, kind) = (
        longest("text").ok_or(ReadError::NoText)?,
        longest("offset_type"),
    );
    let Value::Object(mut bdoc) = json!({
        "text": text,
        "annotation_sets": {"": {"annotations": annotations}},
    }) else {
        return Err(ReadError::NotAnObject);
    };
    bdoc.extend(kind.map(|kind| ("offset_type".to_owned(), kind.into())));
    Ok((bdoc, broken))
}

/// The strings that are called so in a file that may be broken elsewhere.
fn strings_of<'a>(bytes: &'a [u8], name: &str) -> impl Iterator<Item = String> + 'a {
    let key = format!("\"{name}\"");
    let ends = memchr::memmem::find_iter(bytes, &key).map(|at| at + key.len());
    let ends: Vec<usize> = ends.collect();
    ends.into_iter().filter_map(|end| {
        let rest = bytes.get(end..)?.trim_ascii_start().strip_prefix(b":")?;
        let rest = rest.trim_ascii_start();
        let mut values = serde_json::Deserializer::from_slice(rest).into_iter();
        rest.starts_with(b"\"").then(|| values.next()?.ok())?
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
    #[test]
    fn a_break_costs_the_annotation_that_it_stands_in() {
        let annotation = |start, end| {
            format!(
                r#"{{"type": "LOC", "start": {start}, "end": {end}, "features": {{"text": "a"}}}}"#
            )
        };
        let text = serde_json::to_string(PROBE).unwrap();
        let broken = r#"{"type": "LOC", "start": 3,, "end": 4}"#;
        let annotations = [annotation(33, 37), broken.to_owned(), annotation(9, 13)].join(",\n");
        let sets = format!(r#""annotation_sets": {{"Key": {{"annotations": [{annotations}]}}}}"#);
        let file = format!(r#"{{{sets}, "text": {text}, "offset_type": "j"}}"#);
        let document = read_text(&FORMAT, &file).pop().unwrap().unwrap();
        let words = document.spans.iter();
        let words: Vec<&str> = words.map(|mark| document.words(mark.span.range)).collect();
        assert_eq!(words, ["إدلب", "قصفت"]);
        let [problem] = &document.problems[..] else {
            panic!("{:?}", document.problems)
        };
        assert!(problem.to_string().contains("line 2"), "{problem}");
        // Without its text nothing of it can be kept.
        let file = format!(r#"{{{sets}, "text": "عاجل"#);
        assert!(read_text(&FORMAT, &file).pop().unwrap().is_err());
    }
}
