//! Suggestions in a data set: what the program reads in an article and nobody has decided.

use crate::formats::{Document, Origin};
use crate::lexicon::Lexicon;
use crate::model::article::MetaField;
use crate::model::span::SpanState;
use crate::suggest::{Context, suggest, threshold};
use crate::text::offset::ByteRange;

/// Adds what the program suggests to a document, at the default thresholds. What a person has
/// decided closes the suggestions for the same words, and those of its label that touch it.
pub fn add(document: &mut Document, lexicon: &Lexicon, origin: &Origin) {
    let published = document.fields.get(&MetaField::Published);
    let context = Context {
        published: published.and_then(|day| day.parse().ok()),
        country: document.fields.get(&MetaField::Country).cloned(),
    };
    let decided: Vec<(ByteRange, String)> = document
        .spans
        .iter()
        .map(|mark| (mark.span.range, mark.label.clone()))
        .collect();
    let is_closed = |range: ByteRange, label: &str| {
        let mut decided = decided.iter();
        decided.any(|(other, theirs)| *other == range || (theirs == label && other.overlaps(range)))
    };
    // Ids of spans that people made are random; these only have to be others.
    let mut next = document
        .spans
        .iter()
        .map(|m| m.span.id.0)
        .max()
        .unwrap_or(0);
    for suggestion in suggest(document.text.as_str(), &context, lexicon) {
        let label = suggestion.label.to_uppercase();
        let doubtful = suggestion.confidence < threshold(suggestion.label);
        if doubtful || is_closed(suggestion.range, &label) {
            continue;
        }
        next = next.wrapping_add(1);
        let span = &mut document
            .mark(suggestion.range, &label, origin.manual())
            .span;
        span.id.0 = next;
        span.state = SpanState::Suggested;
        span.attrs = suggestion.attrs.into();
        span.head = suggestion.head;
        span.trigger = suggestion.trigger;
        span.provenance.rule = Some(suggestion.rule.to_owned());
        span.provenance.confidence = Some(suggestion.confidence);
    }
}
