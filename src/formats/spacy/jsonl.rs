//! JSON lines: `text`, `spans`, `meta`. Read are the names that spaCy's own examples use, too.

use serde_json::{Map, json};

use super::JSONL;
use crate::formats::document::{Document, Origin};
use crate::formats::error::ReadError;
use crate::formats::foreign::Foreign;
use crate::formats::lines::{Object, list};
use crate::formats::source::SourcePlaces;
use crate::formats::told;
use crate::formats::values::{meta, read_meta};
use crate::formats::{Each, Input, LineWriter, Reading, Writer, Writing, read_texts};
use crate::text::unit::Places;

pub(super) fn read(input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let unit = reading.unit.unwrap_or(JSONL.unit);
    read_texts(input, each, unit, |object, places, document| {
        fill(object, places, document, &reading.origin);
    })
}

fn fill(object: &Object, places: &SourcePlaces<'_>, document: &mut Document, origin: &Origin) {
    read_meta(document, object.get("meta"));
    let items = ["spans", "ents", "entities"].map(|name| list(object, name));
    for (number, item) in items.into_iter().flatten().enumerate() {
        let what = told::span(number);
        let given = Foreign::of(item);
        let place = (given.place, given.quote);
        places.mark(document, &what, place, given.label.as_deref(), origin);
    }
}

pub(super) fn writer(writing: &Writing) -> Box<dyn Writer> {
    let unit = writing.unit.unwrap_or(JSONL.unit);
    Box::new(LineWriter(
        move |document: &Document, line: &mut Vec<u8>| {
            let places = Places::new(document.text.as_str(), document.text.offsets(), unit);
            let spans = document.spans.iter().map(|mark| {
                let (start, end) = places.numbers(mark.span.range);
                json!({"start": start, "end": end, "label": mark.label})
            });
            let mut object = Map::new();
            object.insert("text".into(), document.text.as_str().into());
            object.insert("spans".into(), spans.collect());
            object.insert("meta".into(), meta(document).into());
            serde_json::to_writer(line, &object)
        },
    ))
}
