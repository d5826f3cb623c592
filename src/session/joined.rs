//! What the program joins in the open article: relations that it proposes between the spans that
//! are shown, and incidents that it puts together from them.
//!
//! Like suggested spans they are a view: made anew in the background whenever the spans change,
//! and never stored. A decision closes them: one about the same two spans, and one by which a
//! span has what would be proposed for it; of an incident, one about what says that it happened.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::open::{FIRST_SUGGESTION, OpenArticle};
use crate::lexicon::Lexicon;
use crate::model::article::ArticleText;
use crate::model::id::{AnnotatorId, ArticleId, IncidentId, RelationId, SpanId};
use crate::model::incident::{Filler, Incident, Role};
use crate::model::relation::Relation;
use crate::model::schema::Schema;
use crate::model::span::{Provenance, Span, SpanState};
use crate::suggest::Context;
use crate::suggest::incident::{Frame, Part, frames};
use crate::suggest::relate::{Link, Mention, Tie, relate};

/// The least confidence of a relation that is shown unless the doubtful ones are asked for.
pub const LEAST: f64 = 0.5;

/// What the program joins, and the spans that it was read from.
#[derive(Clone, Debug, Default)]
pub(super) struct Joined {
    /// The revision of the article whose spans were joined.
    revision: Option<u64>,
    /// In the state *suggested*, by where they start.
    relations: Vec<Relation>,
    /// In the state *suggested*, by their first triggers.
    incidents: Vec<Incident>,
}

/// What is needed to join the spans of an article, away from the window.
pub(super) struct Joining {
    pub(super) id: ArticleId,
    revision: u64,
    text: ArticleText,
    context: Context,
    spans: Vec<Span>,
    /// The relations of the layer.
    known: Vec<Relation>,
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
        let mut relations: Vec<Relation> = relations.collect();
        for (relation, number) in relations.iter_mut().zip(FIRST_SUGGESTION..) {
            relation.id = RelationId(number);
        }
        let frames = frames(
            self.text.as_str(),
            &self.context,
            &mentions,
            &self.ties(&relations),
        );
        Joined {
            revision: Some(self.revision),
            relations,
            incidents: frames.iter().filter_map(|f| self.incident(f)).collect(),
        }
    }

    /// What incidents are put together by: the relations that were decided, and those that are
    /// proposed and not closed by them.
    fn ties<'a>(&'a self, proposed: &'a [Relation]) -> Vec<Tie<'a>> {
        let numbers: HashMap<SpanId, usize> = self
            .spans
            .iter()
            .enumerate()
            .map(|(n, s)| (s.id, n))
            .collect();
        let mut known: HashMap<SpanId, Vec<&Relation>> = HashMap::new();
        for relation in &self.known {
            known.entry(relation.from).or_default().push(relation);
        }
        let open = proposed.iter().filter(|proposed| {
            let decided = known.get(&proposed.from).into_iter().flatten();
            !closes(decided.copied(), proposed)
        });
        let decided = self.known.iter().filter(|r| r.state.is_decided_in());
        let ties = decided.chain(open).filter_map(|relation| {
            Some(Tie {
                kind: &relation.kind,
                from: *numbers.get(&relation.from)?,
                to: *numbers.get(&relation.to)?,
            })
        });
        ties.collect()
    }

    /// A frame as an incident.
    fn incident(&self, frame: &Frame) -> Option<Incident> {
        let mut incident = Incident {
            id: IncidentId(0),
            roles: BTreeMap::new(),
            attrs: frame.attrs.clone(),
            state: SpanState::Suggested,
            provenance: Provenance {
                author: self.by.clone(),
                at: self.at,
                rule: Some(frame.rule.to_owned()),
                confidence: Some(frame.confidence),
            },
        };
        for (role, parts) in &frame.roles {
            for part in parts {
                let filler = match part {
                    Part::Mention(number) => Filler::Span(self.spans.get(*number)?.id),
                    Part::Entry(id) => Filler::Entry((*id).to_owned()),
                };
                incident.fill(*role, filler);
            }
        }
        // Named by where it begins: the same one has the same id when the spans have changed.
        let first = incident.spans(Role::Trigger).next()?;
        let first = self.spans.iter().find(|span| span.id == first)?;
        incident.id = IncidentId(FIRST_SUGGESTION + u64::from(first.range.start().0));
        Some(incident)
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
        context: Context,
        (schema, lexicon): (&Schema, &Lexicon),
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
            context,
            spans,
            known: self.layer.relations().cloned().collect(),
            schema: schema.clone(),
            lexicon: lexicon.clone(),
            by: by.clone(),
            at,
        })
    }

    /// Takes what was joined.
    pub(super) fn take_joined(&mut self, joined: Joined) {
        self.joined = joined;
        self.gather_incidents();
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
            && !closes(self.layer.relations_of(relation.from), relation)
    }

    /// The incidents that are shown, those of the layer and those that are proposed and open:
    /// what is told as of now first, then what is of an earlier time, then what is denied.
    #[must_use]
    pub fn incidents(&self) -> &[Arc<Incident>] {
        &self.incidents
    }

    /// An incident that is shown.
    #[must_use]
    pub fn shown_incident(&self, id: IncidentId) -> Option<&Incident> {
        let mut incidents = self.incidents.iter();
        incidents.find(|i| i.id == id).map(AsRef::as_ref)
    }

    /// Gathers the incidents that are shown, after a change. A proposed one is open if all that
    /// it rests on is shown and nothing is decided about an incident that the same words tell of.
    pub(super) fn gather_incidents(&mut self) {
        let triggers = self.layer.incidents().flat_map(|i| i.spans(Role::Trigger));
        let told: HashSet<SpanId> = triggers.collect();
        let sure = |i: &Incident| i.provenance.confidence.unwrap_or(0.0) >= LEAST;
        let is_open = |proposed: &Incident| {
            self.shows.suggestions
                && (self.shows.doubtful || sure(proposed))
                && proposed
                    .spans(Role::Trigger)
                    .all(|span| !told.contains(&span))
                && proposed
                    .all_spans()
                    .all(|(_, span)| self.shown(span).is_some())
        };
        let rejected = self.shows.rejected;
        let known = self.layer.incidents();
        let known = known.filter(|i| rejected || i.state != SpanState::Rejected);
        let proposed = self.joined.incidents.iter().filter(|i| is_open(i));
        let place = |incident: &Incident| {
            let spans = incident.all_spans().map(|(_, span)| span);
            let first = spans
                .filter_map(|id| Some(self.shown(id)?.range.start()))
                .min();
            let denied = incident.text("status") == Some("denied");
            (denied, incident.is_background(), first)
        };
        let mut found: Vec<Arc<Incident>> = known.chain(proposed).cloned().map(Arc::new).collect();
        found.sort_by_key(|incident| place(incident));
        self.incidents = found;
    }
}

/// Whether decided relations close a proposed one that starts at the same span.
fn closes<'a>(mut decided: impl Iterator<Item = &'a Relation>, proposed: &Relation) -> bool {
    decided.any(|relation| {
        let same = relation.from == proposed.from && relation.kind == proposed.kind;
        same && (relation.to == proposed.to || relation.state.is_decided_in())
    })
}
