//! A row of the data set, whatever it is written as.

use serde::Serialize;
use serde_json::Value;

use crate::formats::document::{Document, Mark};
use crate::formats::holds::Clitics;
use crate::formats::tags::Scheme;
use crate::formats::tokens::{clitic_edge, sentences, touched};
use crate::formats::values::{description, to_object};
use crate::text::offset::{ByteIdx, ByteRange};
use crate::text::unit::{Places, Unit};

/// An article with all that is said of it.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    pub(super) id: &'a str,
    pub(super) text: &'a str,
    pub(super) tokens: Vec<&'a str>,
    pub(super) ner_tags: Vec<String>,
    pub(super) spans: Vec<SpanRow<'a>>,
    pub(super) relations: Vec<RelationRow<'a>>,
    pub(super) meta_json: String,
}

/// A span, its places in code points.
#[derive(Serialize)]
pub(super) struct SpanRow<'a> {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) label: &'a str,
    pub(super) text: &'a str,
    pub(super) note: &'a str,
    pub(super) attrs_json: String,
}

/// A relation between two spans, which are told by their numbers from 0.
#[derive(Serialize)]
pub(super) struct RelationRow<'a> {
    #[serde(rename = "type")]
    pub(super) kind: &'a str,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl<'a> Row<'a> {
    pub(super) fn of(document: &'a Document, unit: Unit, clitics: Option<Clitics>) -> Self {
        let text = document.text.as_str();
        let places = Places::new(text, document.text.offsets(), unit);
        let span = |mark: &'a Mark| {
            let (start, end) = places.numbers(mark.span.range);
            SpanRow {
                start,
                end,
                label: &mark.label,
                text: document.words(mark.span.range),
                note: &mark.span.note,
                attrs_json: Value::Object(to_object(&mark.span.attrs)).to_string(),
            }
        };
        let relations = document.relations.iter().filter_map(|relation| {
            Some(RelationRow {
                kind: &relation.kind,
                from: document.position(relation.from)?,
                to: document.position(relation.to)?,
            })
        });
        let (tokens, ner_tags) = tagged(document, clitics == Some(Clitics::Split));
        Self {
            id: document.id.as_deref().unwrap_or_default(),
            text,
            tokens,
            ner_tags,
            spans: document.spans.iter().map(span).collect(),
            relations: relations.collect(),
            meta_json: Value::Object(description(document, &[])).to_string(),
        }
    }
}

/// The tokens of a text with the tags of its longest spans.
fn tagged(document: &Document, splits: bool) -> (Vec<&str>, Vec<String>) {
    let text = document.text.as_str();
    let cut = |edges: &[ByteIdx]| -> Vec<ByteRange> {
        sentences(text, edges).into_iter().flatten().collect()
    };
    let mut tokens = cut(&[]);
    let marks = document.flat();
    if splits {
        let ranges = marks.iter().map(|mark| mark.span.range);
        let edges: Vec<ByteIdx> = ranges
            .filter_map(|range| clitic_edge(text, &tokens, range))
            .collect();
        tokens = cut(&edges);
    }
    let mut end = 0;
    let mut spans = Vec::new();
    for mark in marks {
        let touched = touched(&tokens, mark.span.range);
        if !touched.is_empty() && touched.start >= end {
            end = touched.end;
            spans.push((touched, mark.label.as_str()));
        }
    }
    let tags = Scheme::Bio.tags(tokens.len(), &spans);
    let words = tokens.iter().map(|token| document.words(*token));
    (words.collect(), tags)
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::drawn;
    use super::*;

    #[test]
    fn proclitics_are_widened_or_split() {
        let document = drawn("وب[الطائرات|WEAPON] قصفت");
        let rows = [
            (None, "وبالطائرات/B-WEAPON قصفت/O"),
            (Some(Clitics::Widen), "وبالطائرات/B-WEAPON قصفت/O"),
            (Some(Clitics::Split), "وب/O الطائرات/B-WEAPON قصفت/O"),
        ];
        for (clitics, expected) in rows {
            let row = Row::of(&document, Unit::Char, clitics);
            let pairs = row.tokens.iter().zip(&row.ner_tags);
            let pairs: Vec<String> = pairs.map(|(t, tag)| format!("{t}/{tag}")).collect();
            assert_eq!(pairs.join(" "), expected);
        }
    }
}
