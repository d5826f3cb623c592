//! Prodigy's JSON lines: texts with tokens and spans, places in code points.
//!
//! `token_end` is the last token itself; `head` and `child` of a relation are numbers of tokens,
//! `head_span` and `child_span` the spans meant. Tokens are cut at the edges of spans, so that
//! every span lies on tokens, as Prodigy's window wants it.

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::document::{Document, Mark, Origin};
use super::error::ReadError;
use super::lines::{Object, list, pair, string, whole};
use super::loss::Holds;
use super::source::SourcePlaces;
use super::tokens::{sentences, touched};
use super::values::{meta, read_meta};
use super::{Each, Format, Input, Layout, LineWriter, Reading, Writer, Writing, read_texts};
use crate::model::annotations::Progress;
use crate::model::id::SpanId;
use crate::model::span::SpanState;
use crate::text::offset::{ByteIdx, ByteRange};
use crate::text::unit::{Places, Unit};

/// Prodigy's JSON lines.
pub(super) static FORMAT: Format = Format {
    name: "prodigy",
    title: "Prodigy JSON lines, with tokens and relations",
    extensions: &["jsonl"],
    holds: Holds {
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

fn read(input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let unit = reading.unit.unwrap_or(FORMAT.unit);
    read_texts(input, each, unit, |object, places, document| {
        fill(object, places, document, &reading.origin);
    })
}

fn fill(object: &Object, places: &SourcePlaces<'_>, document: &mut Document, origin: &Origin) {
    read_meta(document, object.get("meta"));
    let answer = string(object, "answer").unwrap_or("accept");
    if answer == "ignore" {
        document.progress = Progress::Flagged;
        return;
    }
    for (number, item) in list(object, "spans").iter().enumerate() {
        let what = format!("span {}", number + 1);
        let item = item.as_object();
        let place = item.and_then(|item| pair(item, ["start", "end"]));
        let quote = item.and_then(|item| string(item, "text"));
        let label = item.and_then(|item| string(item, "label"));
        let mark = places.mark(document, &what, (place, quote), label, origin);
        if let Some(mark) = mark.filter(|_| answer == "reject") {
            mark.span.state = SpanState::Rejected;
        }
    }
    for (number, item) in list(object, "relations").iter().enumerate() {
        let end = |span: &str, token: &str| end_of(object, item, [span, token], places, document);
        let from = end("head_span", "head");
        let to = end("child_span", "child");
        let kind = item.get("label").and_then(Value::as_str);
        match (kind, from, to) {
            (Some(kind), Some(from), Some(to)) => {
                document.relate(kind, from, to, origin.manual());
            }
            _ => document.problems.push(format!(
                "relation {}: its label is missing, or it does not end at spans",
                number + 1
            )),
        }
    }
}

/// The span where a relation ends: the one it names, else the one of its token.
fn end_of(
    object: &Object,
    relation: &Value,
    [span, token]: [&str; 2],
    places: &SourcePlaces<'_>,
    document: &Document,
) -> Option<SpanId> {
    let find = |wanted: &dyn Fn(&Mark) -> bool| {
        let found = document.spans.iter().find(|mark| wanted(mark));
        found.map(|mark| mark.span.id)
    };
    if let Some(Value::Object(named)) = relation.get(span) {
        let (start, end) = pair(named, ["start", "end"])?;
        let range = places.range(start, end)?;
        let label = string(named, "label");
        let same =
            |mark: &Mark| mark.span.range == range && label.is_none_or(|label| label == mark.label);
        return find(&same);
    }
    let number = usize::try_from(whole(relation.get(token)?)?).ok()?;
    let token = list(object, "tokens").get(number)?.as_object()?;
    let (start, end) = pair(token, ["start", "end"])?;
    let token = places.range(start, end)?;
    let ends = |mark: &Mark| mark.span.range.end() == token.end();
    let covers = |mark: &Mark| mark.span.range.covers(token);
    find(&|mark| ends(mark) && covers(mark)).or_else(|| find(&covers))
}

fn writer(writing: &Writing) -> Box<dyn Writer> {
    let unit = writing.unit.unwrap_or(FORMAT.unit);
    Box::new(LineWriter(move |document: &Document| line(document, unit)))
}

fn line(document: &Document, unit: Unit) -> Object {
    let text = document.text.as_str();
    let places = Places::new(text, document.text.offsets(), unit);
    let ranges = document.spans.iter().map(|mark| mark.span.range);
    let mut edges: Vec<ByteIdx> = ranges.flat_map(|r| [r.start(), r.end()]).collect();
    edges.sort_unstable();
    let tokens: Vec<ByteRange> = sentences(text, &edges).into_iter().flatten().collect();
    let span = |mark: &Mark| {
        let (start, end) = places.numbers(mark.span.range);
        let mut span = Map::new();
        span.insert("start".into(), start.into());
        span.insert("end".into(), end.into());
        span.insert("label".into(), mark.label.as_str().into());
        let Range { start, end } = touched(&tokens, mark.span.range);
        if start < end {
            span.insert("token_start".into(), start.into());
            span.insert("token_end".into(), (end - 1).into());
        }
        span
    };
    let relation = |relation: &crate::model::relation::Relation| {
        let ends = [relation.from, relation.to].map(|id| {
            let mark = document.spans.get(document.position(id)?)?;
            Some((
                span(mark),
                touched(&tokens, mark.span.range).end.saturating_sub(1),
            ))
        });
        let [Some((head_span, head)), Some((child_span, child))] = ends else {
            return None;
        };
        Some(json!({"head": head, "child": child, "label": relation.kind,
            "head_span": head_span, "child_span": child_span}))
    };
    let relations: Vec<Value> = document.relations.iter().filter_map(relation).collect();
    let spans: Vec<Value> = document
        .spans
        .iter()
        .map(|mark| span(mark).into())
        .collect();
    let token = |(number, range): (usize, &ByteRange)| {
        let (start, end) = places.numbers(*range);
        let after = text.get(range.end().get()..).unwrap_or("");
        json!({"text": range.of(text), "start": start, "end": end, "id": number,
            "ws": after.starts_with(' ')})
    };
    let written: Vec<Value> = tokens.iter().enumerate().map(token).collect();
    let mut object = Map::new();
    object.insert("text".into(), text.into());
    object.insert("tokens".into(), written.into());
    object.insert("spans".into(), spans.into());
    object.insert("relations".into(), relations.into());
    object.insert("meta".into(), meta(document).into());
    object.insert("answer".into(), "accept".into());
    object
}

#[cfg(test)]
mod tests {
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
