//! A refusal: that something the program proposes over suggested words is not so.
//!
//! What is proposed is never stored, so a decision against a relation or an incident whose spans
//! nobody has decided yet has no spans to stand on. It stands on the words themselves.

use serde::{Deserialize, Serialize};

use super::id::{LabelId, RefusalId, SpanId};
use super::incident::{Incident, Role};
use super::relation::Relation;
use super::schema::merged::Merged;
use super::span::{Provenance, Span};
use crate::text::offset::ByteRange;

/// That a relation or an incident which was proposed is not so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// Random, unique in its layer.
    pub id: RefusalId,
    /// What is not so.
    pub what: Refused,
    /// Who says so, and the rule that had proposed it.
    pub provenance: Provenance,
}

/// What is not so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// That words relate to each other.
    Relation {
        /// The type of relation.
        kind: String,
        /// Where it would start.
        from: Words,
        /// Where it would end.
        to: Words,
    },
    /// That words tell of an incident.
    Incident {
        /// The words that would say that it happened.
        triggers: Vec<Words>,
    },
}

/// Words, and what they were proposed as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// What they cover.
    pub range: ByteRange,
    /// The label.
    pub label: LabelId,
}

impl Words {
    /// Those of a span.
    #[must_use]
    pub fn of(span: &Span) -> Self {
        Self {
            range: span.range,
            label: span.label.clone(),
        }
    }

    /// Whether a span is about them: its edges may have moved by a word since.
    #[must_use]
    pub fn meet(&self, span: &Span, merged: &Merged) -> bool {
        merged.same(self.label.as_str(), span.label.as_str()) && self.range.overlaps(span.range)
    }
}

impl Refusal {
    /// The same, of words that are called otherwise; `None` if nothing changes.
    #[must_use]
    pub fn called(&self, called: impl Fn(&LabelId) -> Option<LabelId>) -> Option<Self> {
        let mut renamed = self.clone();
        for words in renamed.words_mut() {
            if let Some(label) = called(&words.label) {
                words.label = label;
            }
        }
        (renamed != *self).then_some(renamed)
    }

    /// All words that it stands on.
    pub fn words(&self) -> impl Iterator<Item = &Words> {
        let (ends, triggers) = match &self.what {
            Refused::Relation { from, to, .. } => ([Some(from), Some(to)], &[][..]),
            Refused::Incident { triggers } => ([None, None], triggers.as_slice()),
        };
        ends.into_iter().flatten().chain(triggers)
    }

    /// The same, to be changed.
    pub fn words_mut(&mut self) -> impl Iterator<Item = &mut Words> {
        let (ends, triggers) = match &mut self.what {
            Refused::Relation { from, to, .. } => ([Some(from), Some(to)], &mut [][..]),
            Refused::Incident { triggers } => ([None, None], triggers.as_mut_slice()),
        };
        ends.into_iter().flatten().chain(triggers)
    }

    /// Whether it is about a relation between these spans.
    #[must_use]
    pub fn is_of_relation(
        &self,
        relation: &Relation,
        (from, to): (&Span, &Span),
        merged: &Merged,
    ) -> bool {
        match &self.what {
            Refused::Relation {
                kind,
                from: start,
                to: end,
            } => *kind == relation.kind && start.meet(from, merged) && end.meet(to, merged),
            Refused::Incident { .. } => false,
        }
    }

    /// Whether it is about an incident: one of its triggers is among the words.
    #[must_use]
    pub fn is_of_incident<'a>(
        &self,
        incident: &Incident,
        span: impl Fn(SpanId) -> Option<&'a Span>,
        merged: &Merged,
    ) -> bool {
        let Refused::Incident { triggers } = &self.what else {
            return false;
        };
        let mut told = incident.spans(Role::Trigger).filter_map(span);
        told.any(|trigger| triggers.iter().any(|words| words.meet(trigger, merged)))
    }
}
