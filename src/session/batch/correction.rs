//! A correction of a suggestion, made in other places as well.

use std::collections::BTreeSet;

use super::{MOST_PLACES, Outcome, Place, place_of};
use crate::model::span::{Span, SpanState};
use crate::session::open::OpenArticle;
use crate::text::fold::fold_word;
use crate::text::offset::ByteRange;

/// What was made of a suggestion.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// What was proposed.
    pub from: Span,
    /// What was made of it.
    pub to: Span,
    /// The words of both, folded: other articles have other places.
    pub words: [String; 2],
}

impl Correction {
    /// What was made of a suggestion of a text.
    #[must_use]
    pub fn new(text: &str, from: Span, to: Span) -> Self {
        let words = [&from, &to].map(|span| fold_word(span.range.of(text).unwrap_or("")));
        Self { from, to, words }
    }

    /// A suggestion changed as the other one was: moved edges, the label, and what it says where
    /// it says the same.
    pub(super) fn of(&self, span: &Span) -> Outcome {
        let (from, to) = (&self.from, &self.to);
        let moved = |place: u32, from: u32, to: u32| (place + to).saturating_sub(from);
        let range = ByteRange::new(
            moved(
                span.range.start().0,
                from.range.start().0,
                to.range.start().0,
            ) as usize,
            moved(span.range.end().0, from.range.end().0, to.range.end().0) as usize,
        );
        let mut attrs = span.attrs.clone();
        let names = from.attrs.keys().chain(to.attrs.keys());
        for name in names.collect::<BTreeSet<_>>() {
            let (was, is) = (from.attrs.get(name), to.attrs.get(name));
            if was == is || span.attrs.get(name) != was {
                continue;
            }
            match is {
                Some(value) => attrs.insert(name.clone(), value.clone()),
                None => attrs.remove(name),
            };
        }
        Outcome {
            range,
            label: to.label.clone(),
            state: SpanState::Edited,
            attrs,
            proposed: Some(Box::new(span.clone())),
        }
    }
}

/// The other open suggestions of an article for the same words with the same label, where a
/// correction can be made in the same way and changes something.
#[must_use]
pub fn correctable(open: &OpenArticle, correction: &Correction) -> Vec<Place> {
    let text = open.text.as_str();
    let words = |range: ByteRange| range.of(text).map(fold_word);
    let [before, after] = &correction.words;
    let fits = |span: &Span| {
        if span.label != correction.from.label || words(span.range).as_ref() != Some(before) {
            return false;
        }
        let made = correction.of(span);
        let changes =
            made.range != span.range || made.label != span.label || made.attrs != span.attrs;
        changes && words(made.range).as_ref() == Some(after)
    };
    let suggestions = open.suggestions().iter();
    suggestions
        .filter(|proposal| fits(&proposal.span))
        .take(MOST_PLACES)
        .map(|proposal| place_of(open, proposal))
        .collect()
}
