//! Reads lines back.

use std::collections::BTreeSet;
use std::io::BufRead;

use jiff::Timestamp;
use serde_json::Value;

use super::{incident, refusal};
use crate::formats::document::{Document, Mark, Origin, label_id};
use crate::formats::error::ReadError;
use crate::formats::lines::{JsonLines, Object, list, pair, string};
use crate::formats::source::{Source, SourcePlaces};
use crate::formats::told::{self, Told, told};
use crate::formats::values::{attributes, describe, id};
use crate::formats::{Each, Input, Reading, read_lines};
use crate::model::annotations::Progress;
use crate::model::id::{AnnotatorId, RelationId, SpanId};
use crate::model::relation::Relation;
use crate::model::span::{Provenance, Span, SpanState};
use crate::text::unit::Unit;

pub(super) fn read(input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let unit = reading.unit.unwrap_or_default();
    read_lines(input, each, |object| {
        document(object, &reading.origin, unit)
    })
}

/// Reads articles line by line; memory is bounded by the longest line. Empty lines are passed
/// over. Each comes with the number of its line, from 1.
pub struct Lines<R> {
    lines: JsonLines<R>,
    origin: Origin,
}

impl<R: BufRead> Lines<R> {
    /// Reads from an input. What does not say who decided it and when is `by` and `at`.
    pub fn new(input: R, by: AnnotatorId, at: Timestamp) -> Self {
        Self {
            lines: JsonLines::new(input),
            origin: Origin { by, at },
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = (usize, Result<Document, ReadError>);

    fn next(&mut self) -> Option<Self::Item> {
        let (number, object) = self.lines.next()?;
        let read = object.and_then(|object| document(&object, &self.origin, Unit::Char));
        Some((number, read))
    }
}

/// Keys that say more than a description.
const KEYS: [&str; 12] = [
    "id",
    "text",
    "text_sha256",
    "annotator",
    "progress",
    "note",
    "attrs",
    "spans",
    "relations",
    "incidents",
    "refusals",
    "tokens",
];

fn document(object: &Object, origin: &Origin, unit: Unit) -> Result<Document, ReadError> {
    let source = Source::new(string(object, "text").ok_or(ReadError::NoText)?, unit)?;
    let reader = Reader {
        places: source.places(),
        origin,
    };
    let mut document = Document {
        id: id(object, "id"),
        annotator: string(object, "annotator").and_then(|name| name.parse().ok()),
        progress: Progress::ALL
            .into_iter()
            .find(|progress| string(object, "progress") == Some(progress.name()))
            .unwrap_or_default(),
        note: string(object, "note").unwrap_or_default().to_owned(),
        attrs: attributes(object.get("attrs")),
        own_ids: true,
        ..Document::new(source.text.clone())
    };
    describe(&mut document, object, &KEYS);
    let mut known = BTreeSet::new();
    for (number, value) in list(object, "spans").iter().enumerate() {
        match reader.span(value) {
            Ok((mark, mended)) => {
                known.insert(mark.span.id);
                document.mended += usize::from(mended);
                document.spans.push(mark);
            }
            Err(why) => document.problems.push(why.within(told::span(number))),
        }
    }
    for (number, value) in list(object, "relations").iter().enumerate() {
        match reader.relation(value) {
            Some(found) if known.contains(&found.from) && known.contains(&found.to) => {
                document.relations.push(found);
            }
            _ => {
                let why = told::no_type_or_end().within(told::relation(number));
                document.problems.push(why);
            }
        }
    }
    for (number, value) in list(object, "incidents").iter().enumerate() {
        let read = an_object(value)
            .and_then(|object| incident::read(object, &known, reader.provenance(object)));
        match read {
            Ok(incident) => document.incidents.push(incident),
            Err(why) => {
                let part = told!("part-incident", "incident {number}", number = number + 1);
                document.problems.push(why.within(part));
            }
        }
    }
    for (number, value) in list(object, "refusals").iter().enumerate() {
        let read = an_object(value)
            .and_then(|object| refusal::read(object, &reader.places, reader.provenance(object)));
        match read {
            Ok(refusal) => document.refusals.push(refusal),
            Err(why) => {
                let part = told!("part-refusal", "refusal {number}", number = number + 1);
                document.problems.push(why.within(part));
            }
        }
    }
    Ok(document)
}

fn an_object(value: &Value) -> Result<&Object, Told> {
    value.as_object().ok_or_else(told::no_object)
}

struct Reader<'a> {
    places: SourcePlaces<'a>,
    origin: &'a Origin,
}

impl Reader<'_> {
    fn span(&self, value: &Value) -> Result<(Mark, bool), Told> {
        let object = an_object(value)?;
        let label = string(object, "label").ok_or_else(told::no_label)?;
        let place = pair(object, ["start", "end"]);
        let fit = self.places.fit(place, string(object, "text"))?;
        let part = |name: &str| {
            let (start, end) = pair(object.get(name)?.as_object()?, ["start", "end"])?;
            let range = self.places.range(start, end)?;
            (!range.is_empty()).then_some(range)
        };
        let state = string(object, "state").and_then(SpanState::from_name);
        let span = Span {
            id: string(object, "id")
                .and_then(|id| id.parse().ok())
                .unwrap_or(SpanId(0)),
            range: fit.range,
            label: label_id(label),
            state: state.unwrap_or(SpanState::Manual),
            attrs: attributes(object.get("attrs")),
            head: part("head"),
            trigger: part("trigger"),
            note: string(object, "note").unwrap_or_default().to_owned(),
            provenance: self.provenance(object),
        };
        let label = label.to_owned();
        Ok((Mark { span, label }, fit.mended))
    }

    fn relation(&self, value: &Value) -> Option<Relation> {
        let object = value.as_object()?;
        let id = string(object, "id").and_then(|id| id.parse().ok());
        Some(Relation {
            id: id.unwrap_or(RelationId(0)),
            kind: string(object, "type")?.to_owned(),
            from: string(object, "from")?.parse().ok()?,
            to: string(object, "to")?.parse().ok()?,
            state: string(object, "state")
                .and_then(SpanState::from_name)
                .unwrap_or(SpanState::Manual),
            provenance: self.provenance(object),
        })
    }

    fn provenance(&self, object: &Object) -> Provenance {
        let author = string(object, "annotator").and_then(|name| name.parse().ok());
        Provenance {
            author: author.unwrap_or_else(|| self.origin.by.clone()),
            at: string(object, "at")
                .and_then(|at| at.parse().ok())
                .unwrap_or(self.origin.at),
            rule: string(object, "rule").map(str::to_owned),
            confidence: object
                .get("confidence")
                .and_then(Value::as_f64)
                .filter(|c| (0.0..=1.0).contains(c)),
        }
    }
}
