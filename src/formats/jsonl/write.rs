//! Writes a document as a line.

use serde_json::{Map, Value, json};

use crate::formats::document::Document;
use crate::formats::lines::Object;
use crate::formats::values::{FIELDS, to_object};
use crate::formats::{LineWriter, Writer, Writing};
use crate::model::article::{ArticleText, MetaField};
use crate::model::relation::Relation;
use crate::text::offset::ByteRange;
use crate::text::unit::Places;

use super::{Mark, incident, refusal};

pub(super) fn writer(writing: &Writing) -> Box<dyn Writer> {
    let unit = writing.unit.unwrap_or_default();
    Box::new(LineWriter(
        move |document: &Document, written: &mut Vec<u8>| {
            let text = &document.text;
            let places = Places::new(text.as_str(), text.offsets(), unit);
            serde_json::to_writer(written, &line(document, &places))
        },
    ))
}

/// The shape of `hashiya suggest` with the text, what is known of the article, and the state and
/// annotator of each span.
fn line(document: &Document, places: &Places<'_>) -> Object {
    let text = &document.text;
    let mut object = Map::new();
    if let Some(id) = &document.id {
        object.insert("id".into(), id.as_str().into());
    }
    for (name, field) in FIELDS {
        let value = document.fields.get(&field).cloned();
        let value = value.or_else(|| {
            let id = document.id.as_ref().filter(|_| field == MetaField::File)?;
            Some(format!("{id}.txt"))
        });
        if let Some(value) = value {
            object.insert(name.into(), value.into());
        }
    }
    object.insert("text_sha256".into(), text.hash().to_string().into());
    object.insert("text".into(), text.as_str().into());
    if let Some(annotator) = &document.annotator {
        object.insert("annotator".into(), annotator.as_str().into());
    }
    object.insert("progress".into(), document.progress.name().into());
    object.insert("note".into(), document.note.as_str().into());
    object.insert("attrs".into(), to_object(&document.attrs).into());
    let spans = document.spans.iter();
    let spans: Vec<Value> = spans.map(|mark| span(mark, text, places)).collect();
    object.insert("spans".into(), spans.into());
    let relations = document.relations.iter();
    let relations: Vec<Value> = relations.map(relation).collect();
    object.insert("relations".into(), relations.into());
    let incidents = document.incidents.iter().map(incident::write);
    object.insert("incidents".into(), incidents.collect());
    if !document.refusals.is_empty() {
        let refusals = document.refusals.iter();
        let refusals = refusals.map(|refused| refusal::write(refused, text.as_str(), places));
        object.insert("refusals".into(), refusals.collect());
    }
    object
}

fn relation(relation: &Relation) -> Value {
    json!({
        "id": relation.id.to_string(), "type": relation.kind, "from": relation.from.to_string(),
        "to": relation.to.to_string(), "state": relation.state.name(),
        "rule": relation.provenance.rule, "confidence": relation.provenance.confidence,
        "annotator": relation.provenance.author.as_str(),
        "at": relation.provenance.at.to_string(),
    })
}

fn span(mark: &Mark, text: &ArticleText, places: &Places<'_>) -> Value {
    let span = &mark.span;
    let part = |range: ByteRange| {
        let (start, end) = places.numbers(range);
        json!({ "start": start, "end": end, "text": range.of(text.as_str()).unwrap_or("") })
    };
    let (start, end) = places.numbers(span.range);
    json!({
        "id": span.id.to_string(),
        "start": start,
        "end": end,
        "label": mark.label,
        "text": span.range.of(text.as_str()).unwrap_or(""),
        "attrs": to_object(&span.attrs),
        "head": span.head.map(part),
        "trigger": span.trigger.map(part),
        "rule": span.provenance.rule,
        "confidence": span.provenance.confidence,
        "state": span.state.name(),
        "annotator": span.provenance.author.as_str(),
        "at": span.provenance.at.to_string(),
        "note": span.note,
    })
}
