//! What is proposed over several spans, with the suggested ones among them: so that it can be
//! decided about where its article is not open.

use std::collections::HashMap;
use std::sync::Arc;

use super::joined::closes;
use super::open::OpenArticle;
use super::propose::Decided;
use crate::model::annotations::Annotations;
use crate::model::edit::Edit;
use crate::model::id::{IncidentId, LabelId, RefusalId, RelationId, SpanId};
use crate::model::incident::{Incident, Role};
use crate::model::refusal::{Refusal, Refused, Words};
use crate::model::relation::Relation;
use crate::model::schema::merged::Merged;
use crate::model::span::{Provenance, Span, SpanState};
use crate::text::offset::ByteRange;

/// What is proposed over several spans.
#[derive(Clone, Debug)]
pub enum Proposed {
    /// A relation.
    Relation(Box<Relation>),
    /// An incident.
    Incident(Arc<Incident>),
}

impl Proposed {
    /// The type of a relation, the kind of an incident.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Relation(relation) => &relation.kind,
            Self::Incident(incident) => incident.text("kind").unwrap_or(""),
        }
    }

    /// How sure it is, from 0 to 1.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        self.provenance().confidence.unwrap_or(0.0)
    }

    /// The span at whose words it is shown.
    pub(super) fn first(&self) -> Option<SpanId> {
        match self {
            Self::Relation(relation) => Some(relation.from),
            Self::Incident(incident) => incident.spans(Role::Trigger).next(),
        }
    }

    fn provenance(&self) -> &Provenance {
        match self {
            Self::Relation(relation) => &relation.provenance,
            Self::Incident(incident) => &incident.provenance,
        }
    }

    fn spans(&self) -> Vec<SpanId> {
        match self {
            Self::Relation(relation) => vec![relation.from, relation.to],
            Self::Incident(incident) => incident.all_spans().map(|(_, span)| span).collect(),
        }
    }
}

/// Something proposed, with the suggested spans that it rests on.
#[derive(Clone, Debug)]
pub struct Resting {
    /// What is proposed.
    pub what: Proposed,
    spans: Vec<Span>,
}

impl Resting {
    /// Takes along what it rests on in an article.
    pub(super) fn new(open: &OpenArticle, what: Proposed) -> Self {
        let mut spans: Vec<Span> = Vec::new();
        for span in what
            .spans()
            .into_iter()
            .filter_map(|id| open.suggestion(id))
        {
            if spans.iter().all(|other| other.id != span.id) {
                spans.push(span.clone());
            }
        }
        Self { what, spans }
    }

    /// Where a suggested span is.
    pub(super) fn range(&self, span: SpanId) -> Option<ByteRange> {
        Some(self.suggested(span)?.range)
    }

    fn suggested(&self, id: SpanId) -> Option<&Span> {
        self.spans.iter().find(|own| own.id == id)
    }

    fn span<'a>(&'a self, layer: &'a Annotations, id: SpanId) -> Option<&'a Span> {
        self.suggested(id).or_else(|| layer.span(id))
    }

    /// Whether nothing is decided about it in a layer.
    pub(super) fn is_open(&self, layer: &Annotations, merged: &Merged) -> bool {
        let span = |id| self.span(layer, id);
        let mut refusals = layer.refusals();
        match &self.what {
            Proposed::Incident(incident) => {
                let told = layer.incidents().flat_map(|i| i.spans(Role::Trigger));
                let told: Vec<&Span> = told.filter_map(|id| layer.span(id)).collect();
                let mut triggers = incident.spans(Role::Trigger).filter_map(span);
                let is_told = triggers.any(|trigger| {
                    let words = Words::of(trigger);
                    told.iter().any(|other| words.meet(other, merged))
                });
                incident.all_spans().all(|(_, id)| span(id).is_some())
                    && !is_told
                    && !refusals.any(|refusal| refusal.is_of_incident(incident, span, merged))
            }
            Proposed::Relation(relation) => {
                let (Some(from), Some(to)) = (span(relation.from), span(relation.to)) else {
                    return false;
                };
                let now = |span: &Span| same_in(layer, span).unwrap_or(span.id);
                let relation = Relation {
                    from: now(from),
                    to: now(to),
                    ..Relation::clone(relation)
                };
                !closes(layer.relations_of(relation.from), &relation)
                    && !refusals
                        .any(|refusal| refusal.is_of_relation(&relation, (from, to), merged))
            }
        }
    }
}

/// The span of a layer for the same words with the same label, if one is kept.
fn same_in(layer: &Annotations, span: &Span) -> Option<SpanId> {
    if layer.span(span.id).is_some() {
        return Some(span.id);
    }
    let mut spans = layer.spans();
    let same = spans.find(|other| {
        let alike = other.range == span.range && other.label == span.label;
        alike && other.state.is_decided_in()
    });
    same.map(|other| other.id)
}

/// Decisions about what rests on suggested spans, put together as edits of one layer. A suggested
/// span becomes one of the layer once, however much rests on it.
pub(super) struct Deciding<'l> {
    layer: &'l Annotations,
    merged: &'l Merged,
    kept: HashMap<(ByteRange, &'l LabelId), SpanId>,
    decided: Decided<'l>,
    by: Provenance,
    random: fn() -> u64,
    /// What suggested spans have become; nothing where their words are decided about otherwise.
    became: HashMap<SpanId, Option<SpanId>>,
    edits: Vec<Edit>,
}

impl<'l> Deciding<'l> {
    /// Begins, in a project with merged labels, with who decides and when.
    pub(super) fn new(
        layer: &'l Annotations,
        merged: &'l Merged,
        by: Provenance,
        random: fn() -> u64,
    ) -> Self {
        let kept = layer.spans().filter(|span| span.state.is_decided_in());
        Self {
            layer,
            merged,
            kept: kept.map(|s| ((s.range, &s.label), s.id)).collect(),
            decided: Decided::of(layer, merged),
            by,
            random,
            became: HashMap::new(),
            edits: Vec::new(),
        }
    }

    /// What a suggested span has become.
    pub(super) fn became(&self, span: SpanId) -> Option<SpanId> {
        self.became.get(&span).copied().flatten()
    }

    /// The edits, with that which says that the article was begun.
    pub(super) fn edits(self) -> Vec<Edit> {
        let begun = self.layer.beginning();
        let begun = begun.filter(|_| !self.edits.is_empty());
        self.edits.into_iter().chain(begun).collect()
    }

    fn provenance(&self, of: &Provenance) -> Provenance {
        Provenance {
            rule: of.rule.clone(),
            confidence: of.confidence,
            ..self.by.clone()
        }
    }

    /// The span of the layer that one is, or becomes.
    fn span(&mut self, id: SpanId, resting: &Resting) -> Option<SpanId> {
        let Some(span) = resting.suggested(id) else {
            return self.layer.span(id).map(|span| span.id);
        };
        if let Some(became) = self.became.get(&id) {
            return *became;
        }
        let became = match self.kept.get(&(span.range, &span.label)) {
            None if self.decided.closes(span) => None,
            None => {
                let made = Span {
                    id: SpanId((self.random)()),
                    state: SpanState::Accepted,
                    provenance: self.provenance(&span.provenance),
                    ..span.clone()
                };
                let id = made.id;
                self.edits.push(Edit::AddSpan(Box::new(made)));
                Some(id)
            }
            there => there.copied(),
        };
        self.became.insert(id, became);
        became
    }

    /// Takes it, and the suggested spans that it rests on; of an incident, those whose words are
    /// decided about otherwise are left out. Whether anything is left to be taken.
    pub(super) fn accept(&mut self, resting: &Resting) -> bool {
        if !resting.is_open(self.layer, self.merged) {
            return false;
        }
        let provenance = self.provenance(resting.what.provenance());
        let made = match &resting.what {
            Proposed::Relation(relation) => {
                let ends = [relation.from, relation.to].map(|end| self.span(end, resting));
                let [Some(from), Some(to)] = ends else {
                    return false;
                };
                Edit::AddRelation(Box::new(Relation {
                    id: RelationId((self.random)()),
                    from,
                    to,
                    state: SpanState::Accepted,
                    provenance,
                    ..Relation::clone(relation)
                }))
            }
            Proposed::Incident(incident) => {
                let mut kept = Incident {
                    id: IncidentId((self.random)()),
                    state: SpanState::Accepted,
                    provenance,
                    ..Incident::clone(incident)
                };
                let told = incident.spans(Role::Trigger);
                if told.filter_map(|id| self.span(id, resting)).count() == 0 {
                    return false;
                }
                for (_, id) in incident.all_spans() {
                    match self.span(id, resting) {
                        Some(now) => kept.replace(|other| (other == id).then_some(now)),
                        None => kept.forget(id),
                    }
                }
                Edit::AddIncident(Box::new(kept))
            }
        };
        self.edits.push(made);
        true
    }

    /// Says that it is not so. Where it rests on words that nobody has decided, that is said of
    /// the words. Whether it was still open.
    pub(super) fn reject(&mut self, resting: &Resting) -> bool {
        if !resting.is_open(self.layer, self.merged) {
            return false;
        }
        let layer = self.layer;
        let is_kept = |id: &SpanId| resting.suggested(*id).is_none() && layer.span(*id).is_some();
        let provenance = self.provenance(resting.what.provenance());
        let words = |id: SpanId| resting.span(layer, id).map(Words::of);
        let made = match &resting.what {
            Proposed::Relation(relation) if resting.spans.is_empty() => {
                Edit::AddRelation(Box::new(Relation {
                    id: RelationId((self.random)()),
                    state: SpanState::Rejected,
                    provenance,
                    ..Relation::clone(relation)
                }))
            }
            Proposed::Incident(incident) if incident.spans(Role::Trigger).any(|i| is_kept(&i)) => {
                let mut rejected = Incident {
                    id: IncidentId((self.random)()),
                    state: SpanState::Rejected,
                    provenance,
                    ..Incident::clone(incident)
                };
                // What is only suggested cannot be rested on.
                for (_, span) in incident.all_spans().filter(|(_, span)| !is_kept(span)) {
                    rejected.forget(span);
                }
                Edit::AddIncident(Box::new(rejected))
            }
            what => {
                let what = match what {
                    Proposed::Relation(relation) => {
                        let (Some(from), Some(to)) = (words(relation.from), words(relation.to))
                        else {
                            return false;
                        };
                        Refused::Relation {
                            kind: relation.kind.clone(),
                            from,
                            to,
                        }
                    }
                    Proposed::Incident(incident) => Refused::Incident {
                        triggers: incident.spans(Role::Trigger).filter_map(words).collect(),
                    },
                };
                Edit::AddRefusal(Box::new(Refusal {
                    id: RefusalId((self.random)()),
                    what,
                    provenance,
                }))
            }
        };
        self.edits.push(made);
        true
    }
}
