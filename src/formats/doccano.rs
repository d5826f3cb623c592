//! doccano's JSON lines (1.8): places in code points, or in grapheme clusters where the project
//! has that switched on (`--offsets graphemes`).
//!
//! There are two shapes: `label` holds `[start, end, label]`, and with relations `entities` and
//! `relations` hold objects. Both are read; each has a format that writes it. Source: doccano,
//! `backend/data_export/models.py` and `backend/data_import/`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::document::{Document, Origin};
use super::error::ReadError;
use super::foreign::Foreign;
use super::holds::Holds;
use super::lines::{Object, list, whole};
use super::source::SourcePlaces;
use super::told;
use super::values::{describe, description, from_json, id};
use super::{Each, Format, Input, Layout, LineWriter, Reading, Writer, Writing, read_texts};
use crate::model::span::AttrValue;
use crate::text::unit::{Places, Unit};

/// The shape that a project without relations imports.
pub(super) static FORMAT: Format = Format {
    name: "doccano",
    title: "doccano JSON lines, sequence labelling",
    extensions: &["jsonl"],
    holds: Holds {
        fields: true,
        article_attrs: true,
        ..Holds::SPANS
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: Some(read),
    write: Some(|writing| writer(writing, false)),
};

/// The shape that a project with relations imports; choose `entities` as the label column.
pub(super) static RELATIONS: Format = Format {
    name: "doccano-relations",
    title: "doccano JSON lines with relations",
    holds: Holds {
        relations: true,
        ..FORMAT.holds
    },
    write: Some(|writing| writer(writing, true)),
    ..FORMAT
};

/// Keys that are no description.
const KEYS: [&str; 9] = [
    "id",
    "text",
    "label",
    "labels",
    "entities",
    "annotations",
    "relations",
    "Comments",
    "meta",
];

/// Keys of spans.
const SPANS: [&str; 4] = ["label", "labels", "entities", "annotations"];

fn read(input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let unit = reading.unit.unwrap_or(FORMAT.unit);
    read_texts(input, each, unit, |object, places, document| {
        fill(object, places, document, &reading.origin);
    })
}

fn fill(object: &Object, places: &SourcePlaces<'_>, document: &mut Document, origin: &Origin) {
    document.id = id(object, "id");
    let is_old = !object.contains_key("text");
    let text_key = is_old.then_some("data");
    let keys: Vec<&str> = KEYS.into_iter().chain(text_key).collect();
    describe(document, object, &keys);
    if let Some(Value::Object(meta)) = object.get("meta") {
        describe(document, meta, &[]);
    }
    let comments = list(object, "Comments").iter();
    let comments: Vec<&str> = comments
        .filter_map(|comment| comment.get("comment")?.as_str())
        .collect();
    document.note = comments.join("\n");
    let mut ids = BTreeMap::new();
    let mut number = 0;
    for name in SPANS {
        // Labels of the article as a whole.
        if let Some(whole) = object.get(name).and_then(from_json).filter(is_said) {
            document.attrs.insert(name.to_owned(), whole);
            continue;
        }
        for item in list(object, name) {
            let what = told::span(number);
            number += 1;
            let given = Foreign::of(item);
            let place = (given.place, given.quote);
            let mark = places.mark(document, &what, place, given.label.as_deref(), origin);
            if let Some((id, mark)) = given.id.zip(mark) {
                ids.insert(id, mark.span.id);
            }
        }
    }
    for (number, relation) in list(object, "relations").iter().enumerate() {
        let end = |name: &str| ids.get(&whole(relation.get(name)?)?).copied();
        let kind = relation.get("type").and_then(Value::as_str);
        match (kind, end("from_id"), end("to_id")) {
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

fn is_said(value: &AttrValue) -> bool {
    !matches!(value, AttrValue::List(list) if list.is_empty())
}

fn writer(writing: &Writing, relations: bool) -> Box<dyn Writer> {
    let unit = writing.unit.unwrap_or(FORMAT.unit);
    Box::new(LineWriter(
        move |document: &Document, line: &mut Vec<u8>| {
            let mut object = Map::new();
            if let Some(id) = &document.id {
                object.insert("id".into(), id.as_str().into());
            }
            object.insert("text".into(), document.text.as_str().into());
            let places = Places::new(document.text.as_str(), document.text.offsets(), unit);
            let spans = document.spans.iter();
            if relations {
                let spans = spans.enumerate().map(|(number, mark)| {
                    let (start, end) = places.numbers(mark.span.range);
                    json!({"id": number, "label": mark.label,
                    "start_offset": start, "end_offset": end})
                });
                object.insert("entities".into(), spans.collect());
                let relations = document.relations.iter().enumerate();
                let relations = relations.filter_map(|(number, relation)| {
                    let from = document.position(relation.from)?;
                    let to = document.position(relation.to)?;
                    Some(json!({"id": number, "from_id": from, "to_id": to, "type": relation.kind}))
                });
                object.insert("relations".into(), relations.collect());
            } else {
                let spans = spans.map(|mark| {
                    let (start, end) = places.numbers(mark.span.range);
                    json!([start, end, mark.label])
                });
                object.insert("label".into(), spans.collect());
            }
            object.extend(description(document, &KEYS));
            serde_json::to_writer(line, &object)
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{PROBE, origin, probe, read_as, read_text, written_files};
    use super::*;

    #[test]
    fn both_shapes_are_read() {
        let label = json!({"id": 1, "text": PROBE, "label": [[8, 12, "STRIKE"], [8, 99, "X"]],
            "Comments": [{"id": 1, "comment": "انظر"}], "source": "وكالة", "n": 5});
        let entities = json!({"text": PROBE,
            "entities": [{"id": 7, "label": "LOC", "start_offset": 32, "end_offset": 36},
                {"id": 8, "label": "STRIKE", "start_offset": 8, "end_offset": 12}],
            "relations": [{"id": 3, "from_id": 8, "to_id": 7, "type": "in"},
                {"id": 4, "from_id": 8, "to_id": 9, "type": "in"}]});
        let mut found = read_text(&FORMAT, &format!("{label}\n{entities}"));
        let second = found.pop().unwrap().unwrap();
        let first = found.pop().unwrap().unwrap();
        assert_eq!(first.words(first.spans[0].span.range), "قصفت");
        assert_eq!((first.note.as_str(), first.fields.len()), ("انظر", 1));
        assert_eq!(first.problems.len(), 1);
        let relation = &second.relations[0];
        assert_eq!(second.position(relation.from), Some(1));
        assert_eq!(second.position(relation.to), Some(0));
        assert_eq!(second.problems.len(), 1);
    }

    #[test]
    fn clusters_are_counted_if_asked() {
        let writing = Writing {
            unit: Some(Unit::Grapheme),
            ..Writing::default()
        };
        let mut files = super::super::tests::Memory::default();
        writer(&writing, false)
            .document(&probe(), &mut files)
            .unwrap();
        let line: Value = serde_json::from_slice(&files.0[""]).unwrap();
        assert_eq!(line["label"][4], json!([54, 62, "CASUALTIES"]));
        let reading = Reading {
            unit: Some(Unit::Grapheme),
            ..Reading::new(origin())
        };
        let read = read_as(&FORMAT, "", &files.0, &reading)
            .pop()
            .unwrap()
            .unwrap();
        assert_eq!(read.words(read.spans[4].span.range), "12 مدنيًا");
        // What other units make of it is another text or none.
        let plain = written_files(&FORMAT, &[probe()]);
        let line: Value = serde_json::from_slice(&plain[""]).unwrap();
        assert_eq!(line["label"][4], json!([54, 63, "CASUALTIES"]));
    }
}
