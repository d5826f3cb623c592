//! A relation: a typed, directed link from one span to another of the same layer.

use serde::{Deserialize, Serialize};

use super::id::{RelationId, SpanId};
use super::span::{Provenance, SpanState};

/// A typed, directed link between two spans, such as `perpetrator` from a strike to a faction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Random, unique in its layer.
    pub id: RelationId,
    /// The type's name, such as `victim_of`.
    pub kind: String,
    /// Where it starts.
    pub from: SpanId,
    /// Where it ends.
    pub to: SpanId,
    /// How it came to be.
    pub state: SpanState,
    /// Where it came from.
    pub provenance: Provenance,
}

impl Relation {
    /// Whether it starts or ends at a span.
    #[must_use]
    pub fn touches(&self, span: SpanId) -> bool {
        self.from == span || self.to == span
    }

    /// The end that is not this one.
    #[must_use]
    pub fn other(&self, span: SpanId) -> SpanId {
        if self.from == span {
            self.to
        } else {
            self.from
        }
    }
}
