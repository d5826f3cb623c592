//! Somebody who decides about suggestions as gold says, and so teaches the program.

use std::collections::BTreeMap;

use super::gold::{self, Entry};
use super::reading::{self, Order, Reader};
use crate::analysis::evaluate::{Claim, Criterion, Marked, Stretch, pair};
use crate::analysis::simulate::{Decision, decisions};
use crate::lexicon::Lexicon;
use crate::model::annotations::{Annotations, Parts, Progress};
use crate::model::article::ArticleText;
use crate::model::id::{AnnotatorId, SpanId, slugify};
use crate::model::schema::merged::Merged;
use crate::model::span::{AttrValue, Provenance, Span, SpanState};
use crate::suggest::learn::{Learner, Lesson, Memory};
use crate::suggest::marked::said_of;
use crate::suggest::suggest_with;
use crate::text::offset::{ByteIdx, ByteRange};

/// A way of learning by its name.
pub(super) fn learner(name: &str) -> Result<Learner, String> {
    let found = Learner::ALL
        .into_iter()
        .find(|learner| learner.name() == name);
    found.ok_or_else(|| {
        let names = Learner::ALL.map(Learner::name);
        format!("expected one of {}", names.join(", "))
    })
}

/// An article that was gone through.
pub(super) struct Reviewed {
    /// What was shown.
    pub(super) shown: Vec<Marked>,
    /// What was decided.
    pub(super) decided: Vec<Decision>,
}

/// Goes through an article as it is shown by a program that remembers.
pub(super) fn review(entry: &Entry, memory: &Memory) -> Reviewed {
    let article = &entry.article;
    let order = Order {
        id: &article.file,
        file: &article.file,
        text: entry.text.as_str(),
        context: article.context.clone(),
    };
    let reader = Reader {
        lexicon: Lexicon::built_in(),
        memory,
    };
    let mut shown = gold::marked(&reading::read(&order, &reader, false));
    shown.retain(|span| entry.labels.contains(&span.label));
    let pairing = pair(&article.spans, &shown, Criterion::Overlap);
    let decided = decisions(&article.spans, &shown, &pairing);
    Reviewed { shown, decided }
}

/// What the program reads of each gold span of an article, should it be marked by hand.
pub(super) fn read_of_marked(entry: &Entry, memory: &Memory) -> Vec<BTreeMap<&'static str, Claim>> {
    let (text, context) = (entry.text.as_str(), &entry.article.context);
    let lexicon = Lexicon::built_in();
    let found = suggest_with(text, context, lexicon, memory).into_iter();
    let found = found.map(|given| (given.range, given.label, given.attrs.into()));
    let found: Vec<(ByteRange, &str, BTreeMap<String, AttrValue>)> = found.collect();
    let read = |span: &Marked| {
        let range = bytes(&entry.text, span.range)?;
        let label = span.label.to_lowercase();
        let found = found.iter();
        let found = found.map(|(range, label, attrs)| (*range, *label, attrs));
        let attrs = said_of((text, range), &label, found, (context, lexicon));
        let attrs = serde_json::to_value(attrs).ok()?;
        Some(gold::claims(&span.label, &attrs))
    };
    let spans = entry.article.spans.iter();
    spans.map(|span| read(span).unwrap_or_default()).collect()
}

/// What can be learned from an article that was gone through and marked as done.
pub(super) fn lesson(entry: &Entry, reviewed: &Reviewed) -> anyhow::Result<Lesson> {
    let layer = layer(entry, reviewed)?;
    let text = entry.text.as_str();
    let context = &entry.article.context;
    Ok(Lesson::read(
        text,
        context,
        Lexicon::built_in(),
        &layer,
        None,
        &Merged::default(),
    ))
}

/// The layer that these decisions leave behind, with its article done.
fn layer(entry: &Entry, reviewed: &Reviewed) -> anyhow::Result<Annotations> {
    let analyst: AnnotatorId = "analyst".parse()?;
    let (article, text) = (&entry.article, &entry.text);
    let mut spans = Vec::with_capacity(reviewed.decided.len());
    for decision in &reviewed.decided {
        let shown = |number: usize| reviewed.shown.get(number);
        let (proposed, wanted) = match *decision {
            Decision::Take { proposed, gold } => (shown(proposed), article.spans.get(gold)),
            Decision::Reject { proposed } => (shown(proposed), None),
            Decision::Mark { gold } => (None, article.spans.get(gold)),
        };
        let state = match (proposed, wanted) {
            (Some(proposed), Some(wanted)) if stays(proposed, wanted) => SpanState::Accepted,
            (Some(_), Some(_)) => SpanState::Edited,
            (Some(_), None) => SpanState::Rejected,
            _ => SpanState::Manual,
        };
        // What is accepted as it is keeps its own edges, even where gold has others as well.
        let accepted = proposed.filter(|_| state == SpanState::Accepted);
        let Some(kept) = accepted.or(wanted).or(proposed) else {
            continue;
        };
        let Some(range) = bytes(text, kept.range) else {
            continue;
        };
        spans.push(Span {
            id: SpanId(spans.len() as u64 + 1),
            range,
            label: kept.label.to_lowercase().parse()?,
            state,
            attrs: attrs(proposed, wanted.unwrap_or(kept)),
            head: None,
            trigger: None,
            note: String::new(),
            provenance: Provenance {
                author: analyst.clone(),
                at: jiff::Timestamp::UNIX_EPOCH,
                rule: proposed.map(|proposed| proposed.rule.clone()),
                confidence: proposed.and_then(|proposed| proposed.confidence),
            },
        });
    }
    let parts = Parts {
        spans,
        progress: Progress::Done,
        ..Parts::default()
    };
    let id = slugify(&article.file, "article").parse()?;
    Ok(Annotations::assemble(id, analyst, parts).0)
}

/// Whether a suggestion is taken as it is.
fn stays(proposed: &Marked, wanted: &Marked) -> bool {
    proposed.label == wanted.label && wanted.ranges().any(|range| range == proposed.range)
}

fn bytes(text: &ArticleText, range: Stretch) -> Option<ByteRange> {
    let at = |place| text.offsets().char_to_byte(text.as_str(), place);
    let (start, end): (ByteIdx, ByteIdx) = (at(range.start)?, at(range.end)?);
    Some(ByteRange::new(start, end))
}

/// What the span says, of what learning looks at. What is right as it is proposed is left, also
/// where gold would have another word for it first.
fn attrs(proposed: Option<&Marked>, wanted: &Marked) -> BTreeMap<String, AttrValue> {
    let names = [
        ("id", "canonical_id"),
        ("kind", "kind"),
        ("type", "type"),
        ("effect", "effect"),
    ];
    let said = names.into_iter().filter_map(|(claim, name)| {
        let wanted = wanted.claims.get(claim)?;
        let proposed = proposed.and_then(|proposed| proposed.claims.get(claim));
        let right = proposed.filter(|proposed| wanted.is_met_by(proposed));
        let Claim::OneOf(words) = right.unwrap_or(wanted) else {
            return None;
        };
        let word = words.first().filter(|word| *word != "-")?;
        Some((name.to_owned(), AttrValue::Text(word.clone())))
    });
    said.collect()
}
