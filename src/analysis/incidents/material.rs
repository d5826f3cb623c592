//! What rows are derived from: a layer with its article and the names that are known.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::mention::MentionRow;
use super::row::IncidentRow;
use crate::lexicon::Lexicon;
use crate::model::annotations::Annotations;
use crate::model::article::{ArticleMeta, MetaField};
use crate::model::id::SpanId;
use crate::model::incident::Incident;
use crate::model::schema::sense::{Sense, Senses};
use crate::model::span::{AttrValue, Span, SpanState};

/// What becomes of victims that are told of without a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vague {
    /// Nothing: no number is stated.
    #[default]
    AsStated,
    /// The numbers by which ACLED counts them: 10 where nothing is said, 12 for dozens, 100 for
    /// hundreds.
    Acled,
}

/// A layer with its article and the names that are known.
#[derive(Debug)]
pub struct Material<'a> {
    /// The layer.
    pub layer: &'a Annotations,
    /// The article's text.
    pub text: &'a str,
    /// What is known of the article.
    pub meta: &'a ArticleMeta,
    /// Factions, places, countries.
    pub lexicon: &'a Lexicon,
    /// What spans of the project's labels are.
    pub senses: &'a Senses,
    /// What becomes of victims without a number.
    pub vague: Vague,
    /// The relations that count: where each begins, its type, where it ends.
    links: BTreeMap<SpanId, Vec<(&'a str, SpanId)>>,
}

impl<'a> Material<'a> {
    /// The material of a layer, with its relations sorted by where they begin.
    #[must_use]
    pub fn new(
        layer: &'a Annotations,
        text: &'a str,
        meta: &'a ArticleMeta,
        lexicon: &'a Lexicon,
        senses: &'a Senses,
    ) -> Self {
        let mut links: BTreeMap<SpanId, Vec<(&str, SpanId)>> = BTreeMap::new();
        let counted = |state: SpanState| state != SpanState::Rejected;
        for relation in layer.relations().filter(|r| counted(r.state)) {
            let ends = links.entry(relation.from).or_default();
            ends.push((relation.kind.as_str(), relation.to));
        }
        Self {
            layer,
            text,
            meta,
            lexicon,
            senses,
            vague: Vague::default(),
            links,
        }
    }

    /// The same, with another rule for victims without a number.
    #[must_use]
    pub fn with_vague(mut self, vague: Vague) -> Self {
        self.vague = vague;
        self
    }

    /// The row of each incident, by their ids.
    pub fn rows(&self) -> impl Iterator<Item = IncidentRow> {
        self.layer.incidents().map(|incident| self.row(incident))
    }

    /// The row of an incident.
    #[must_use]
    pub fn row(&self, incident: &Incident) -> IncidentRow {
        IncidentRow::of(self, incident)
    }

    /// A row of each span that has not been turned down, in reading order.
    pub fn mentions(&self) -> impl Iterator<Item = MentionRow> {
        let spans = self.layer.spans();
        let spans = spans.filter(|span| span.state != SpanState::Rejected);
        spans.map(|span| MentionRow::of(self, span))
    }

    /// A span that counts: one that has not been turned down.
    pub(super) fn span(&self, id: SpanId) -> Option<&'a Span> {
        let span = self.layer.span(id)?;
        (span.state != SpanState::Rejected).then_some(span)
    }

    /// The spans that relations of a type lead to from a span.
    pub(super) fn linked(&self, from: SpanId, kind: &str) -> impl Iterator<Item = &'a Span> {
        let links = self.links.get(&from).into_iter().flatten();
        links.filter_map(move |(of, to)| self.span(*to).filter(|_| *of == kind))
    }

    /// What a span is, whatever its label is called.
    pub(super) fn sense(&self, span: &Span) -> Option<Sense> {
        self.senses.of(&span.label)
    }

    /// The words of a span.
    pub(super) fn words(&self, span: &Span) -> &'a str {
        span.range.of(self.text).unwrap_or_default()
    }

    /// A field of the article's description; empty if it is not known.
    pub(super) fn field(&self, field: MetaField) -> &'a str {
        self.meta.get(field).unwrap_or_default()
    }
}

/// The text of an attribute; empty if there is none.
pub(super) fn text<'s>(span: &'s Span, name: &str) -> &'s str {
    let value = span.attrs.get(name).and_then(AttrValue::as_text);
    value.unwrap_or_default()
}

/// Whether a flag is set.
pub(super) fn flag(span: &Span, name: &str) -> bool {
    matches!(span.attrs.get(name), Some(AttrValue::Flag(true)))
}
