//! What the program joins in the open article: relations that it proposes between the spans that
//! are shown.
//!
//! Like suggested spans they are a view: made anew in the background whenever the spans change,
//! and never stored. A decision closes them: one about the same two spans, and one by which a
//! span has what would be proposed for it.

use jiff::Timestamp;

use super::open::{FIRST_SUGGESTION, OpenArticle};
use crate::lexicon::Lexicon;
use crate::model::annotations::Annotations;
use crate::model::article::ArticleText;
use crate::model::id::{AnnotatorId, ArticleId, RelationId, SpanId};
use crate::model::relation::Relation;
use crate::model::schema::Schema;
use crate::model::span::{Provenance, Span, SpanState};
use crate::suggest::relate::{Link, Mention, relate};

/// The least confidence of a relation that is shown unless the doubtful ones are asked for.
pub const LEAST: f64 = 0.5;

/// What the program joins, and the spans that it was read from.
#[derive(Clone, Debug, Default)]
pub(super) struct Joined {
    /// The revision of the article whose spans were joined.
    revision: Option<u64>,
    /// In the state *suggested*, by where they start.
    relations: Vec<Relation>,
}

/// What is needed to join the spans of an article, away from the window.
pub(super) struct Joining {
    pub(super) id: ArticleId,
    revision: u64,
    text: ArticleText,
    spans: Vec<Span>,
    schema: Schema,
    lexicon: Lexicon,
    by: AnnotatorId,
    at: Timestamp,
}

impl Joining {
    /// Reads what belongs together.
    pub(super) fn join(self) -> Joined {
        let mentions: Vec<Mention<'_>> = self.spans.iter().map(Mention::from).collect();
        let links = relate(self.text.as_str(), &self.lexicon, &mentions);
        let relations = links.iter().filter_map(|link| self.relation(link));
        let numbered = relations.zip(FIRST_SUGGESTION..);
        Joined {
            revision: Some(self.revision),
            relations: numbered
                .map(|(relation, number)| Relation {
                    id: RelationId(number),
                    ..relation
                })
                .collect(),
        }
    }

    /// A link as a relation, if the schema lets it join these labels.
    fn relation(&self, link: &Link) -> Option<Relation> {
        let (from, to) = (self.spans.get(link.from)?, self.spans.get(link.to)?);
        let kind = self.schema.relation(link.kind)?;
        kind.joins(&from.label, &to.label).then(|| Relation {
            id: RelationId(0),
            kind: link.kind.to_owned(),
            from: from.id,
            to: to.id,
            state: SpanState::Suggested,
            provenance: Provenance {
                author: self.by.clone(),
                at: self.at,
                rule: Some(link.rule.to_owned()),
                confidence: Some(link.confidence),
            },
        })
    }
}

impl OpenArticle {
    /// What has to be read to join the spans that are shown, if that has not been done since they
    /// changed. Only the analyst's own layer is completed by proposals.
    pub(super) fn to_join(
        &self,
        schema: &Schema,
        lexicon: &Lexicon,
        by: &AnnotatorId,
        at: Timestamp,
    ) -> Option<Joining> {
        if !self.is_own || self.joined.revision == Some(self.revision) {
            return None;
        }
        let decided = self.layer.spans().filter(|span| span.state.is_decided_in());
        let open = self.suggestions().iter().map(|proposal| &proposal.span);
        let mut spans: Vec<Span> = decided.chain(open).cloned().collect();
        spans.sort_by_key(Span::order);
        Some(Joining {
            id: self.id.clone(),
            revision: self.revision,
            text: self.text.clone(),
            spans,
            schema: schema.clone(),
            lexicon: lexicon.clone(),
            by: by.clone(),
            at,
        })
    }

    /// Takes what was joined.
    pub(super) fn take_joined(&mut self, joined: Joined) {
        self.joined = joined;
    }

    /// The relations that are shown: those of the layer, and those that are proposed and open.
    pub fn relations(&self) -> impl Iterator<Item = &Relation> {
        let rejected = self.shows.rejected;
        let known = self.layer.relations();
        let known = known.filter(move |r| rejected || r.state != SpanState::Rejected);
        let proposed = self.joined.relations.iter();
        known.chain(proposed.filter(|relation| self.is_open(relation)))
    }

    /// The relations of a span that are shown, those that start at it first.
    #[must_use]
    pub fn relations_of(&self, span: SpanId) -> Vec<&Relation> {
        let known = self.layer.relations_of(span);
        let rejected = self.shows.rejected;
        let known = known.filter(|r| rejected || r.state != SpanState::Rejected);
        let proposed = self.joined.relations.iter();
        let proposed = proposed.filter(|relation| relation.touches(span) && self.is_open(relation));
        let mut found: Vec<&Relation> = known.chain(proposed).collect();
        found.sort_by_key(|relation| relation.from != span);
        found
    }

    /// Whether a proposed relation is shown: both its spans are, it is sure enough, and nothing
    /// that was decided closes it.
    fn is_open(&self, relation: &Relation) -> bool {
        let sure = relation.provenance.confidence.unwrap_or(0.0) >= LEAST;
        self.shows.suggestions
            && (self.shows.doubtful || sure)
            && [relation.from, relation.to].iter().all(|end| {
                let span = self.shown(*end);
                span.is_some_and(|span| span.state != SpanState::Rejected)
            })
            && !closes(&self.layer, relation)
    }
}

/// Whether a layer has decided about a proposed relation.
fn closes(layer: &Annotations, proposed: &Relation) -> bool {
    let mut decided = layer.relations_of(proposed.from);
    decided.any(|relation| {
        let same = relation.from == proposed.from && relation.kind == proposed.kind;
        same && (relation.to == proposed.to || relation.state.is_decided_in())
    })
}
