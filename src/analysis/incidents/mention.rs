//! A row of the tables of spans: what is marked, with what is said of it.

use super::count::Count;
use super::harm::victims_of;
use super::material::{Material, text};
use super::party::{Party, Source, sources_of};
use crate::model::id::{LabelId, SpanId};
use crate::model::schema::Bilingual;
use crate::model::schema::sense::Sense;
use crate::model::span::{Span, SpanState};
use crate::text::offset::ByteRange;

/// A span in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct MentionRow {
    /// The span.
    pub span: SpanId,
    /// What it covers.
    pub range: ByteRange,
    /// Its label.
    pub label: LabelId,
    /// What a span of that label is.
    pub sense: Option<Sense>,
    /// Its words.
    pub words: String,
    /// How it came to be.
    pub state: SpanState,
    /// What kind of thing it is: kind, effect or type.
    pub kind: String,
    /// Its canonical id; empty if it has none.
    pub id: String,
    /// Its canonical names; empty if it has none.
    pub names: Bilingual,
    /// The side of a faction.
    pub side: String,
    /// The English name of a faction's country.
    pub country: String,
    /// What a faction does here.
    pub role: String,
    /// How many.
    pub count: Count,
    /// Who the victims are.
    pub victim: String,
    /// Whether the victims are civilians.
    pub civilian_status: String,
    /// Whether it is asserted, claimed, confirmed, denied or disputed.
    pub status: String,
    /// Whether it belongs to what is reported now or to an earlier time.
    pub episode: String,
    /// Who did it, of a strike or clash; whose victims they are, of casualties.
    pub parties: Vec<Party>,
    /// Who reports it.
    pub sources: Vec<Source>,
}

impl MentionRow {
    pub(super) fn of(material: &Material<'_>, span: &Span) -> Self {
        let told = |name: &str| text(span, name).to_owned();
        let mut kinds = ["kind", "effect", "type"].into_iter().map(told);
        let sense = material.sense(span);
        let (id, names, side, country) = if sense == Some(Sense::Faction) {
            let party = Party::of_span(material, span);
            (party.id, party.names, party.side, party.country)
        } else {
            let [en, ar] = ["canonical_en", "canonical_ar"].map(told);
            let id = told("canonical_id");
            (id, Bilingual { en, ar }, String::new(), String::new())
        };
        Self {
            span: span.id,
            range: span.range,
            label: span.label.clone(),
            sense,
            words: material.words(span).to_owned(),
            state: span.state,
            kind: kinds.find(|kind| !kind.is_empty()).unwrap_or_default(),
            id,
            names,
            side,
            country,
            role: told("role"),
            count: Count::of(&span.attrs),
            victim: told("victim"),
            civilian_status: told("civilian_status"),
            status: told("status"),
            episode: told("episode"),
            parties: parties(material, span, sense),
            sources: sources_of(material, span.id),
        }
    }
}

fn parties(material: &Material<'_>, span: &Span, sense: Option<Sense>) -> Vec<Party> {
    match sense {
        Some(Sense::Casualty) => victims_of(material, span),
        Some(Sense::Strike | Sense::Clash) => {
            let linked = material.linked(span.id, "perpetrator");
            linked.map(|span| Party::of_span(material, span)).collect()
        }
        _ => Vec::new(),
    }
}
