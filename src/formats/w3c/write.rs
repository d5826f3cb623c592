//! Writes each text with a page of annotations beside it.

use std::io;

use serde_json::{Map, Value, json};

use crate::formats::document::{Document, Stems};
use crate::formats::lines::Object;
use crate::formats::values::to_object;
use crate::formats::{Files, Writer, Writing};
use crate::text::offset::{ByteIdx, ByteRange, ceil_grapheme, floor_grapheme};
use crate::text::unit::{Places, Unit};

use super::{CONTEXT, FORMAT};

/// How many bytes of the words around a span are written.
const AROUND: usize = 48;

pub(super) fn writer(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Pages {
        unit: writing.unit.unwrap_or(FORMAT.unit),
        stems: Stems::default(),
    })
}

struct Pages {
    unit: Unit,
    stems: Stems,
}

impl Writer for Pages {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        let stem = self.stems.next(document);
        let page = serde_json::to_vec_pretty(&page(document, &stem, self.unit))?;
        files.append(&format!("{stem}.txt"), document.text.as_str().as_bytes())?;
        files.append(&format!("{stem}.jsonld"), &page)
    }
}

fn page(document: &Document, stem: &str, unit: Unit) -> Value {
    let places = Places::new(document.text.as_str(), document.text.offsets(), unit);
    let source = format!("{stem}.txt");
    let id = |kind: &str, number: usize| format!("{stem}.jsonld#{kind}-{}", number + 1);
    let spans = document.spans.iter().enumerate().map(|(number, mark)| {
        let span = &mark.span;
        let (start, end) = places.numbers(span.range);
        let mut body = vec![text_body("tagging", &mark.label)];
        if !span.note.is_empty() {
            body.push(text_body("commenting", &span.note));
        }
        if !span.attrs.is_empty() {
            let attrs = Value::Object(to_object(&span.attrs)).to_string();
            let mut described = text_body("describing", &attrs);
            described.insert("format".into(), "application/json".into());
            body.push(described);
        }
        let [prefix, suffix] = words_around(document, span.range);
        json!({
            "id": id("span", number),
            "type": "Annotation",
            "motivation": "tagging",
            "creator": {"type": "Person", "nickname": span.provenance.author},
            "created": span.provenance.at,
            "body": body,
            "target": {"source": source, "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {"type": "TextQuoteSelector", "exact": document.words(span.range),
                    "prefix": prefix, "suffix": suffix},
            ]},
        })
    });
    let relations = document.relations.iter().enumerate();
    let relations = relations.filter_map(|(number, relation)| {
        let ends = [relation.from, relation.to].map(|end| document.position(end));
        let [Some(from), Some(to)] = ends else {
            return None;
        };
        Some(json!({
            "id": id("relation", number),
            "type": "Annotation",
            "motivation": "linking",
            "body": [text_body("tagging", &relation.kind)],
            "target": [{"id": id("span", from)}, {"id": id("span", to)}],
        }))
    });
    let items: Vec<Value> = spans.chain(relations).collect();
    json!({
        "@context": CONTEXT,
        "id": format!("{stem}.jsonld"),
        "type": "AnnotationPage",
        "items": items,
    })
}

fn text_body(purpose: &str, value: &str) -> Object {
    let pairs = [
        ("type", "TextualBody"),
        ("purpose", purpose),
        ("value", value),
    ];
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.into()));
    Map::from_iter(pairs)
}

/// Some words before and after a range. No cluster is cut.
fn words_around(document: &Document, range: ByteRange) -> [&str; 2] {
    let text = document.text.as_str();
    let from = text.floor_char_boundary(range.start().get().saturating_sub(AROUND));
    let to = text.ceil_char_boundary(range.end().get() + AROUND);
    let from = ceil_grapheme(text, ByteIdx::new(from)).min(range.start());
    let to = floor_grapheme(text, ByteIdx::new(to)).max(range.end());
    [
        ByteRange::new(from, range.start()),
        ByteRange::new(range.end(), to),
    ]
    .map(|around| document.words(around))
}
