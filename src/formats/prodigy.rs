//! Prodigy's JSON lines: texts with tokens and spans, places in code points.
//!
//! `token_end` is the last token itself; `head` and `child` of a relation are numbers of tokens,
//! `head_span` and `child_span` the spans meant. Tokens are cut at the edges of spans, so that
//! every span lies on tokens, as Prodigy's window wants it.

use std::borrow::Cow;
use std::cell::LazyCell;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use super::document::{Document, Mark, Origin};
use super::error::ReadError;
use super::holds::{Holds, Tokens};
use super::lines::{Object, pair, string, whole};
use super::source::{self, SourcePlaces};
use super::tokens::{edges, sentences, touched};
use super::told;
use super::values::{from_json, meta, read_meta};
use super::{Each, Format, Input, Layout, LineWriter, Reading, Writer, Writing, read_values};
use crate::model::annotations::Progress;
use crate::model::id::SpanId;
use crate::model::span::SpanState;
use crate::text::offset::ByteRange;
use crate::text::unit::{Places, Unit};

/// Prodigy's JSON lines.
pub(super) static FORMAT: Format = Format {
    name: "prodigy",
    title: "Prodigy JSON lines, with tokens and relations",
    extensions: &["jsonl"],
    holds: Holds {
        tokens: Tokens::Cut,
        fields: true,
        article_attrs: true,
        relations: true,
        ..Holds::SPANS
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: Some(read),
    write: Some(writer),
};

/// A line. Tokens are most of it and are read only where a relation names nothing else.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    text: Option<Cow<'a, str>>,
    #[serde(default)]
    meta: Value,
    #[serde(default)]
    answer: Value,
    #[serde(default)]
    spans: Value,
    #[serde(default)]
    relations: Value,
    /// What was chosen for the text as a whole.
    #[serde(default)]
    accept: Value,
    #[serde(default)]
    label: Value,
    #[serde(borrow, default)]
    tokens: Option<&'a RawValue>,
}

impl Line<'_> {
    fn tokens(&self) -> Vec<Value> {
        let tokens = self.tokens.map(|tokens| serde_json::from_str(tokens.get()));
        tokens.and_then(Result::ok).unwrap_or_default()
    }
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn read(input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let unit = reading.unit.unwrap_or(FORMAT.unit);
    read_values(input, each, |line| document(line, unit, &reading.origin))
}

fn document(line: &str, unit: Unit, origin: &Origin) -> Result<Document, ReadError> {
    let line: Line<'_> = serde_json::from_str(line)?;
    let text = line.text.as_deref().ok_or(ReadError::NoText)?;
    source::document(text, unit, |places, document| {
        fill(&line, places, document, origin);
    })
}

fn fill(line: &Line<'_>, places: &SourcePlaces<'_>, document: &mut Document, origin: &Origin) {
    read_meta(document, Some(&line.meta));
    let answer = line.answer.as_str().unwrap_or("accept");
    if answer == "ignore" {
        document.progress = Progress::Flagged;
        return;
    }
    let chosen = [("accept", &line.accept), ("label", &line.label)];
    for (name, value) in chosen.into_iter().filter(|_| answer == "accept") {
        if let Some(value) = from_json(value) {
            document.attrs.insert(name.to_owned(), value);
        }
    }
    for (number, item) in items(&line.spans).iter().enumerate() {
        let what = told::span(number);
        let item = item.as_object();
        let place = item.and_then(|item| pair(item, ["start", "end"]));
        let quote = item.and_then(|item| string(item, "text"));
        let label = item.and_then(|item| string(item, "label"));
        let mark = places.mark(document, &what, (place, quote), label, origin);
        if let Some(mark) = mark.filter(|_| answer == "reject") {
            mark.span.state = SpanState::Rejected;
        }
    }
    let tokens = LazyCell::new(|| line.tokens());
    for (number, item) in items(&line.relations).iter().enumerate() {
        let end = |span: &str, token: &str| match item.get(span) {
            Some(Value::Object(named)) => end_named(named, places, document),
            _ => end_at(tokens.get(token_number(item, token)?)?, places, document),
        };
        let from = end("head_span", "head");
        let to = end("child_span", "child");
        let kind = item.get("label").and_then(Value::as_str);
        match (kind, from, to) {
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

fn token_number(relation: &Value, name: &str) -> Option<usize> {
    usize::try_from(whole(relation.get(name)?)?).ok()
}

/// The span that a relation names as its end.
fn end_named(named: &Object, places: &SourcePlaces<'_>, document: &Document) -> Option<SpanId> {
    let (start, end) = pair(named, ["start", "end"])?;
    let range = places.range(start, end)?;
    let label = string(named, "label");
    find(document, &|mark| {
        mark.span.range == range && label.is_none_or(|label| label == mark.label)
    })
}

/// The span where a relation ends that names a token: one that ends there, else one around it.
fn end_at(token: &Value, places: &SourcePlaces<'_>, document: &Document) -> Option<SpanId> {
    let (start, end) = pair(token.as_object()?, ["start", "end"])?;
    let token = places.range(start, end)?;
    let ends = |mark: &Mark| mark.span.range.end() == token.end();
    let covers = |mark: &Mark| mark.span.range.covers(token);
    find(document, &|mark| ends(mark) && covers(mark)).or_else(|| find(document, &covers))
}

fn find(document: &Document, wanted: &dyn Fn(&Mark) -> bool) -> Option<SpanId> {
    let found = document.spans.iter().find(|mark| wanted(mark));
    found.map(|mark| mark.span.id)
}

fn writer(writing: &Writing) -> Box<dyn Writer> {
    let unit = writing.unit.unwrap_or(FORMAT.unit);
    let write = move |document: &Document, line: &mut Vec<u8>| write(document, unit, line);
    Box::new(LineWriter(write))
}

/// A line as it is written.
#[derive(Serialize)]
struct Written<'a> {
    text: &'a str,
    tokens: Vec<WrittenToken<'a>>,
    spans: Vec<WrittenSpan<'a>>,
    relations: Vec<WrittenRelation<'a>>,
    meta: Object,
    answer: &'static str,
}

#[derive(Serialize)]
struct WrittenToken<'a> {
    text: &'a str,
    start: u32,
    end: u32,
    id: usize,
    ws: bool,
}

#[derive(Clone, Copy, Serialize)]
struct WrittenSpan<'a> {
    start: u32,
    end: u32,
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    token_start: Option<usize>,
    /// The last token itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    token_end: Option<usize>,
}

#[derive(Serialize)]
struct WrittenRelation<'a> {
    head: usize,
    child: usize,
    label: &'a str,
    head_span: WrittenSpan<'a>,
    child_span: WrittenSpan<'a>,
}

fn write(document: &Document, unit: Unit, line: &mut Vec<u8>) -> serde_json::Result<()> {
    let text = document.text.as_str();
    let places = Places::new(text, document.text.offsets(), unit);
    let edges = edges(document.spans.iter().map(|mark| mark.span.range));
    let tokens: Vec<ByteRange> = sentences(text, &edges).into_iter().flatten().collect();
    let spans = document.spans.iter().map(|mark| {
        let (start, end) = places.numbers(mark.span.range);
        let inside = touched(&tokens, mark.span.range);
        let is_there = !inside.is_empty();
        WrittenSpan {
            start,
            end,
            label: &mark.label,
            token_start: is_there.then_some(inside.start),
            token_end: is_there.then(|| inside.end - 1),
        }
    });
    let spans: Vec<WrittenSpan<'_>> = spans.collect();
    let relations = document.relations.iter().filter_map(|relation| {
        let head_span = *spans.get(document.position(relation.from)?)?;
        let child_span = *spans.get(document.position(relation.to)?)?;
        Some(WrittenRelation {
            head: head_span.token_end.unwrap_or_default(),
            child: child_span.token_end.unwrap_or_default(),
            label: &relation.kind,
            head_span,
            child_span,
        })
    });
    let relations = relations.collect();
    let written = tokens.iter().enumerate().map(|(id, range)| {
        let (start, end) = places.numbers(*range);
        let after = text.get(range.end().get()..).unwrap_or("");
        WrittenToken {
            text: range.of(text).unwrap_or_default(),
            start,
            end,
            id,
            ws: after.starts_with(' '),
        }
    });
    let written = Written {
        text,
        tokens: written.collect(),
        spans,
        relations,
        meta: meta(document),
        answer: "accept",
    };
    serde_json::to_writer(line, &written)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::{PROBE, full, read_text, written_files};
    use super::*;

    #[test]
    fn tokens_are_counted_as_prodigy_counts_them() {
        let files = written_files(&FORMAT, &[full()]);
        let line: Value = serde_json::from_slice(&files[""]).unwrap();
        let tokens = line["tokens"].as_array().unwrap();
        let spans = line["spans"].as_array().unwrap();
        assert_eq!(
            tokens[1],
            json!({"text": "عاجل", "start": 2, "end": 6, "id": 1, "ws": false})
        );
        for span in spans {
            let token = |name: &str| &tokens[span[name].as_u64().unwrap() as usize];
            assert_eq!(token("token_start")["start"], span["start"]);
            assert_eq!(
                token("token_end")["end"],
                span["end"],
                "the last token itself"
            );
        }
    }

    #[test]
    fn answers_and_relations_of_tokens_are_understood() {
        let line = json!({"text": PROBE, "answer": "reject",
            "tokens": [{"text": "قصفت", "start": 8, "end": 12, "id": 0},
                {"text": "قوات", "start": 13, "end": 17, "id": 1},
                {"text": "الحكومة", "start": 18, "end": 25, "id": 2}],
            "spans": [{"start": 8, "end": 12, "label": "STRIKE"},
                {"start": 13, "end": 25, "label": "FACTION"}],
            "relations": [{"head": 0, "child": 2, "label": "attacker"}]});
        let document = read_text(&FORMAT, &line.to_string())
            .pop()
            .unwrap()
            .unwrap();
        assert_eq!(document.spans[0].span.state, SpanState::Rejected);
        let relation = &document.relations[0];
        assert_eq!(document.position(relation.to), Some(1));
    }
}
