//! spaCy: JSON lines of texts and spans, in code points, with the Python script that makes a
//! `.spacy` file of them.
//!
//! spaCy's spans lie on its own tokens; the script widens those that do not and says which.

use serde_json::{Map, Value, json};

use super::document::{Document, Origin};
use super::error::ReadError;
use super::lines::{Object, list, pair, string, whole};
use super::loss::Holds;
use super::source::Source;
use super::values::{describe, description, id};
use super::{Each, Files, Format, Input, Layout, LineWriter, Reading, Writer, Writing, read_lines};
use crate::text::unit::{Places, Unit};

/// spaCy's JSON lines.
pub(super) static FORMAT: Format = Format {
    name: "spacy",
    title: "spaCy JSON lines, with a script that makes a .spacy file",
    extensions: &["jsonl"],
    holds: Holds {
        fields: true,
        article_attrs: true,
        ..Holds::SPANS
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: Some(read),
    write: Some(writer),
};

/// Makes a `.spacy` file; a test runs it.
const SCRIPT: &[u8] = include_bytes!("to_spacy.py");

fn read(input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let unit = reading.unit.unwrap_or(FORMAT.unit);
    read_lines(input, each, |object| {
        document(object, unit, &reading.origin)
    })
}

fn document(object: &Object, unit: Unit, origin: &Origin) -> Result<Document, ReadError> {
    let source = Source::new(string(object, "text").ok_or(ReadError::NoText)?, unit)?;
    let places = source.places();
    let mut document = Document::new(source.text.clone());
    if let Some(Value::Object(meta)) = object.get("meta") {
        document.id = id(meta, "id");
        describe(&mut document, meta, &["id"]);
    }
    let items = ["spans", "ents", "entities"].map(|name| list(object, name));
    for (number, item) in items.into_iter().flatten().enumerate() {
        let what = format!("span {}", number + 1);
        let (place, label) = match item {
            // As in training tuples.
            Value::Array(parts) => {
                let at = |n: usize| parts.get(n).and_then(whole);
                (at(0).zip(at(1)), parts.get(2).and_then(Value::as_str))
            }
            Value::Object(item) => (pair(item, ["start", "end"]), string(item, "label")),
            _ => (None, None),
        };
        places.mark(&mut document, &what, (place, None), label, origin);
    }
    Ok(document)
}

fn writer(writing: &Writing) -> Box<dyn Writer> {
    let unit = writing.unit.unwrap_or(FORMAT.unit);
    let lines = LineWriter(move |document: &Document| {
        let places = Places::new(document.text.as_str(), document.text.offsets(), unit);
        let spans = document.spans.iter().map(|mark| {
            let (start, end) = places.numbers(mark.span.range);
            json!({"start": start, "end": end, "label": mark.label})
        });
        let mut object = Map::new();
        object.insert("text".into(), document.text.as_str().into());
        object.insert("spans".into(), spans.collect());
        let mut meta = description(document, &["id"]);
        if let Some(id) = &document.id {
            meta.insert("id".into(), id.as_str().into());
        }
        object.insert("meta".into(), meta.into());
        object
    });
    Box::new(WithScript(lines))
}

/// Lines, and the script beside them.
struct WithScript<W>(W);

impl<W: Writer> Writer for WithScript<W> {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> std::io::Result<()> {
        self.0.document(document, files)
    }

    fn finish(&mut self, files: &mut dyn Files) -> std::io::Result<()> {
        files.append("to_spacy.py", SCRIPT)
    }
}
