//! What was decided in one article.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::Timestamp;

use super::super::page::Page;
use super::super::{Context, LABELS, candidates, label_named, threshold};
use super::habits::Trials;
use super::tagger::Exercise;
use super::words::{beside, words};
use crate::lexicon::Lexicon;
use crate::model::annotations::{Annotations, Progress};
use crate::model::schema::merged::Merged;
use crate::model::span::{AttrValue, Span, SpanState};
use crate::text::token::Tokens;

/// The attributes that belong to the words and not to the sentence they stand in.
const CARRIED: [&str; 11] = [
    "canonical_id",
    "canonical_en",
    "canonical_ar",
    "side",
    "camp",
    "mention",
    "type",
    "admin",
    "lat",
    "lon",
    "precision",
];

/// What was decided about some words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Decision {
    pub(super) label: &'static str,
    /// The words, folded.
    pub(super) words: String,
    /// The stems of the words before and after them.
    pub(super) beside: [String; 2],
    /// What became of them; never *suggested*.
    pub(super) state: SpanState,
    /// The rule that had proposed them.
    pub(super) rule: Option<String>,
    /// Whether it was made about what was not shown unless the doubtful ones were asked for.
    pub(super) doubted: bool,
    /// What is said of the words wherever they stand.
    pub(super) attrs: BTreeMap<String, AttrValue>,
    /// All that is said of them.
    pub(super) said: BTreeMap<String, AttrValue>,
    /// Their tokens.
    pub(super) inside: Range<usize>,
}

impl Decision {
    /// Whether a person stands behind the words having the label.
    pub(super) fn is_right(&self) -> bool {
        self.state.is_decided_in()
    }
}

/// The program's label of a span: that of the rule which proposed it, if it was merged into the
/// label that the span has. A decision is compared with what its rule said, not with what that is
/// called now.
fn own_label(span: &Span, merged: &Merged) -> Option<&'static str> {
    let label = span.label.as_str();
    let is_called = |own: &&'static str| merged.same(own, label);
    let rule = span.provenance.rule.as_deref();
    let family = rule.and_then(|rule| label_named(rule.split('/').next()?));
    let named = || label_named(label).or_else(|| LABELS.into_iter().find(is_called));
    family.filter(is_called).or_else(named)
}

/// What was decided in one article.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// In reading order.
    pub(super) decisions: Vec<Decision>,
    /// The whole article, if it is marked as done: there, what is not marked is not meant.
    pub(super) whole: Option<Whole>,
}

/// An article in which everything is decided.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    pub(super) tokens: Tokens,
    pub(super) exercise: Exercise,
    pub(super) trials: Trials,
}

impl Lesson {
    /// Reads the decisions of a layer, those after `since`, in a project with merged labels. Costs as much as reading the
    /// article anew if it is done, else a few microseconds a decision.
    #[must_use]
    pub fn read(
        text: &str,
        context: &Context,
        lexicon: &Lexicon,
        layer: &Annotations,
        since: Option<Timestamp>,
        merged: &Merged,
    ) -> Self {
        let counts = |at: Timestamp| since.is_none_or(|since| at > since);
        let mut decided = layer.spans().filter(|s| s.state != SpanState::Suggested);
        // Progress has no time: an article without a new decision was done before.
        let done = layer.progress() == Progress::Done
            && decided.clone().all(|span| counts(span.provenance.at))
            && (since.is_none() || decided.next().is_some());
        let page = done.then(|| Page::new(text, context, lexicon));
        let decisions = |tokens: &Tokens| {
            let spans = layer.spans().filter(|span| counts(span.provenance.at));
            let spans = spans.filter(|span| span.state != SpanState::Suggested);
            let decisions = spans.filter_map(|span| {
                let inside = tokens.inside(span.range);
                let carried = span.attrs.iter();
                let carried = carried.filter(|(name, _)| CARRIED.contains(&name.as_str()));
                let label = own_label(span, merged)?;
                let shown = |confidence: f64| confidence >= threshold(label);
                let doubted = match span.provenance.confidence {
                    Some(confidence) => !shown(confidence),
                    None => span.provenance.rule.is_none(),
                };
                (!inside.is_empty()).then_some(Decision {
                    label,
                    doubted,
                    words: words(tokens, span.range),
                    beside: beside(tokens, &inside),
                    state: span.state,
                    rule: span.provenance.rule.clone(),
                    said: span.attrs.clone(),
                    attrs: carried.map(|(n, v)| (n.clone(), v.clone())).collect(),
                    inside,
                })
            });
            decisions.collect::<Vec<_>>()
        };
        match page {
            None => Self {
                decisions: decisions(&Tokens::new(text)),
                whole: None,
            },
            Some(page) => {
                let decisions = decisions(&page.tokens);
                let found = candidates(&page);
                let exercise = Exercise::new(&page, &found, &decisions);
                let trials = Trials::of(&page, &found, &decisions);
                let tokens = page.tokens;
                Self {
                    decisions,
                    whole: Some(Whole {
                        tokens,
                        exercise,
                        trials,
                    }),
                }
            }
        }
    }

    /// Whether nothing can be learned from it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty() && self.whole.is_none()
    }

    /// Whether the article is done: only then the tagger learns from it.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.whole.is_some()
    }
}
