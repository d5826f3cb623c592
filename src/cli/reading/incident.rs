//! An incident as `suggest` prints it, close to the events of gold files: spans by their places
//! in the list of spans, from 0, parties by their canonical ids.

use serde::Serialize;

use crate::model::incident::Role;
use crate::model::span::AttrValue;
use crate::suggest::Suggestion;
use crate::suggest::incident::{Frame, Part};

#[derive(Serialize)]
pub(super) struct PrintedFrame<'a> {
    kind: &'a str,
    title: String,
    triggers: Vec<usize>,
    actors: Actors<'a>,
    targets: Vec<usize>,
    weapons: Vec<usize>,
    locations: Vec<usize>,
    dates: Vec<usize>,
    date_start: Option<&'a str>,
    date_end: Option<&'a str>,
    casualties: Vec<usize>,
    sources: Vec<usize>,
    status: Option<&'a str>,
    realis: Option<&'a str>,
    episode: Option<&'a str>,
    rule: &'a str,
    confidence: f64,
}

/// Who did it to whom.
#[derive(Serialize)]
struct Actors<'a> {
    attacker: Vec<&'a str>,
    target: Vec<&'a str>,
}

impl<'a> PrintedFrame<'a> {
    pub(super) fn new(frame: &'a Frame, spans: &[&'a Suggestion], text: &'a str) -> Self {
        let said = |name: &str| frame.attrs.get(name).and_then(AttrValue::as_text);
        let list = |role: Role| frame.mentions(role).collect();
        let parties = |role: Role| {
            let mut ids: Vec<&str> = Vec::new();
            for part in frame.parts(role) {
                let id = match part {
                    Part::Entry(id) => Some(*id),
                    Part::Mention(at) => spans.get(*at).map(|span| id(span, text)),
                };
                ids.extend(id.filter(|id| !ids.contains(id)));
            }
            ids
        };
        Self {
            kind: frame.kind(),
            title: title(frame, spans, text),
            triggers: list(Role::Trigger),
            actors: Actors {
                attacker: parties(Role::Attacker),
                target: parties(Role::Attacked),
            },
            targets: list(Role::Target),
            weapons: list(Role::Weapon),
            locations: list(Role::Location),
            dates: list(Role::Date),
            date_start: said("date_start"),
            date_end: said("date_end"),
            casualties: list(Role::Casualty),
            sources: list(Role::Source),
            status: said("status"),
            realis: said("realis"),
            episode: said("episode"),
            rule: frame.rule,
            confidence: frame.confidence,
        }
    }
}

fn text_of<'a>(span: &'a Suggestion, name: &str) -> Option<&'a str> {
    span.attrs.get(name).and_then(AttrValue::as_text)
}

/// The canonical id of a party, else its words.
fn id<'a>(span: &'a Suggestion, text: &'a str) -> &'a str {
    let id = text_of(span, "canonical_id");
    id.or_else(|| span.range.of(text)).unwrap_or("")
}

/// What an incident may be called: its kind, who did it, where and when, by English names.
fn title(frame: &Frame, spans: &[&Suggestion], text: &str) -> String {
    let name = |role: Role| {
        let span = spans.get(frame.mentions(role).next()?)?;
        text_of(span, "canonical_en").or_else(|| span.range.of(text))
    };
    let day = frame.attrs.get("date_start").and_then(AttrValue::as_text);
    let kind = frame.kind().replace('_', " ");
    let rest = [name(Role::Attacker), name(Role::Location), day];
    let parts = std::iter::once(kind.as_str()).chain(rest.into_iter().flatten());
    parts.collect::<Vec<_>>().join(", ")
}
