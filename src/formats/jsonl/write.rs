//! Writes a layer as a line.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::model::annotations::Annotations;
use crate::model::article::{ArticleMeta, ArticleText, MetaField};
use crate::model::span::{AttrValue, Span};
use crate::text::offset::ByteRange;

/// Writes an article with a layer as one line: the shape of `hashiya suggest` with the text, what
/// is known of the article, and the state and annotator of each span.
///
/// # Errors
/// If the output cannot be written.
pub fn write_line(
    output: &mut dyn Write,
    meta: &ArticleMeta,
    text: &ArticleText,
    layer: &Annotations,
) -> io::Result<()> {
    let mut object = Map::new();
    object.insert("id".into(), meta.id.as_str().into());
    let file = meta
        .get(MetaField::File)
        .map_or_else(|| format!("{}.txt", meta.id), str::to_owned);
    object.insert("file".into(), file.into());
    for (field, name) in [
        (MetaField::Title, "title"),
        (MetaField::Source, "source"),
        (MetaField::Published, "published"),
        (MetaField::Country, "country"),
        (MetaField::Language, "language"),
        (MetaField::Address, "address"),
        (MetaField::Author, "author"),
        (MetaField::Direction, "direction"),
        (MetaField::Encoding, "encoding"),
    ] {
        if let Some(value) = meta.get(field) {
            object.insert(name.into(), value.into());
        }
    }
    object.insert("text_sha256".into(), text.hash().to_string().into());
    object.insert("text".into(), text.as_str().into());
    object.insert("annotator".into(), layer.annotator().as_str().into());
    object.insert("progress".into(), layer.progress().name().into());
    object.insert("note".into(), layer.note().into());
    let attrs = layer.attrs().iter();
    let attrs: Map<String, Value> = attrs.map(|(k, v)| (k.clone(), attribute(v))).collect();
    object.insert("attrs".into(), attrs.into());
    let spans: Vec<Value> = layer.spans().map(|span| self::span(span, text)).collect();
    object.insert("spans".into(), spans.into());
    let relations: Vec<Value> = layer
        .relations()
        .map(|r| {
            json!({
                "id": r.id.to_string(), "type": r.kind, "from": r.from.to_string(),
                "to": r.to.to_string(), "state": r.state.name(),
                "rule": r.provenance.rule, "confidence": r.provenance.confidence,
                "annotator": r.provenance.author.as_str(), "at": r.provenance.at.to_string(),
            })
        })
        .collect();
    object.insert("relations".into(), relations.into());
    object.insert("incidents".into(), Value::Array(Vec::new()));
    serde_json::to_writer(&mut *output, &Value::Object(object))?;
    output.write_all(b"\n")
}

fn span(span: &Span, text: &ArticleText) -> Value {
    let place = |range: ByteRange| {
        let (start, end) = text.offsets().range_to_chars(text.as_str(), range);
        let words = range.of(text.as_str()).unwrap_or("");
        json!({ "start": start, "end": end, "text": words })
    };
    let attrs: Map<String, Value> = span
        .attrs
        .iter()
        .map(|(name, value)| (name.clone(), attribute(value)))
        .collect();
    let (start, end) = text.offsets().range_to_chars(text.as_str(), span.range);
    json!({
        "id": span.id.to_string(),
        "start": start,
        "end": end,
        "label": span.label.as_str().to_uppercase(),
        "text": span.range.of(text.as_str()).unwrap_or(""),
        "attrs": attrs,
        "head": span.head.map(place),
        "trigger": span.trigger.map(place),
        "rule": span.provenance.rule,
        "confidence": span.provenance.confidence,
        "state": span.state.name(),
        "annotator": span.provenance.author.as_str(),
        "at": span.provenance.at.to_string(),
        "note": span.note,
    })
}

/// A value of an attribute in JSON.
#[must_use]
pub fn attribute(value: &AttrValue) -> Value {
    match value {
        AttrValue::Flag(flag) => (*flag).into(),
        AttrValue::Number(number) => (*number).into(),
        AttrValue::Real(real) => (*real).into(),
        AttrValue::Text(text) => text.as_str().into(),
        AttrValue::List(list) => list.clone().into(),
    }
}
