//! Incidents that the program proposes, as rows beside those that a person stands behind.

use super::rows::Filed;
use crate::analysis::incidents::{IncidentRow, Material};
use crate::lexicon::Lexicon;
use crate::model::annotations::{Annotations, Parts};
use crate::model::article::ArticleMeta;
use crate::model::edit::Edit;
use crate::model::id::{IncidentId, SpanId};
use crate::model::incident::{Incident, Role};
use crate::model::refusal::Words;
use crate::model::schema::sense::Senses;
use crate::model::span::{Provenance, Span, SpanState};
use crate::session::open::OpenArticle;
use crate::session::propose::Decided;
use crate::text::offset::ByteRange;

/// A proposed incident with its row.
#[derive(Clone, Debug)]
pub struct ProposedRow {
    /// What is shown.
    pub filed: Filed<IncidentRow>,
    /// What would be kept.
    pub(in crate::session) incident: Incident,
    /// The first words that say that it happened: what it is known by.
    pub(in crate::session) place: ByteRange,
    /// The suggested spans that it rests on.
    spans: Vec<Span>,
}

/// The rows of the incidents that are open in an article.
pub(in crate::session) fn proposed(
    open: &OpenArticle,
    meta: &ArticleMeta,
    lexicon: &Lexicon,
    senses: &Senses,
) -> Vec<ProposedRow> {
    let suggested: Vec<&Span> = open.suggestions().iter().map(|p| &p.span).collect();
    let incidents = open.incidents().iter().map(AsRef::as_ref);
    let incidents = incidents.filter(|incident| incident.state == SpanState::Suggested);
    // As if everything that is shown were so.
    let kept = open.layer.spans().filter(|s| s.state.is_decided_in());
    let parts = Parts {
        spans: kept.chain(suggested.iter().copied()).cloned().collect(),
        relations: open.relations().cloned().collect(),
        incidents: incidents.cloned().collect(),
        progress: open.layer.progress(),
        ..Parts::default()
    };
    let (id, by) = (open.id.clone(), open.layer.annotator().clone());
    let (layer, _) = Annotations::assemble(id, by, parts);
    let material = Material::new(&layer, open.text.as_str(), meta, lexicon, senses);
    let rows = layer.incidents().filter_map(|incident| {
        let first = incident.spans(Role::Trigger).next();
        let rests = |span: &SpanId| incident.all_spans().any(|(_, other)| other == *span);
        let spans = suggested.iter().filter(|span| rests(&span.id));
        Some(ProposedRow {
            filed: Filed::incident(material.row(incident), meta),
            incident: incident.clone(),
            place: layer.span(first?)?.range,
            spans: spans.map(|span| Span::clone(span)).collect(),
        })
    });
    rows.collect()
}

impl ProposedRow {
    /// Where a suggested span is.
    pub(super) fn range(&self, span: SpanId) -> Option<ByteRange> {
        let mut spans = self.spans.iter();
        Some(spans.find(|own| own.id == span)?.range)
    }

    fn span<'a>(&'a self, layer: &'a Annotations, id: SpanId) -> Option<&'a Span> {
        let mut spans = self.spans.iter();
        spans.find(|own| own.id == id).or_else(|| layer.span(id))
    }

    /// Whether nothing is decided about it in a layer.
    pub(in crate::session) fn is_open(&self, layer: &Annotations) -> bool {
        let span = |id| self.span(layer, id);
        let triggers = self.incident.spans(Role::Trigger).filter_map(span);
        let told = |trigger: &Span| {
            let told = layer.incidents().flat_map(|i| i.spans(Role::Trigger));
            let mut told = told.filter_map(|id| layer.span(id));
            told.any(|other| Words::of(other).meet(trigger))
        };
        let mut refusals = layer.refusals();
        self.incident.all_spans().all(|(_, id)| span(id).is_some())
            && !triggers.into_iter().any(told)
            && !refusals.any(|refusal| refusal.is_of_incident(&self.incident, span))
    }

    /// The words that say that it happened.
    pub(in crate::session) fn triggers(&self, layer: &Annotations) -> Vec<Words> {
        let spans = self.incident.spans(Role::Trigger);
        let spans = spans.filter_map(|id| self.span(layer, id));
        spans.map(Words::of).collect()
    }

    /// The edits that take it: the suggested spans that it rests on become spans of the layer,
    /// those whose words are decided about otherwise are left out.
    pub(in crate::session) fn taking(
        &self,
        layer: &Annotations,
        by: &Provenance,
        random: fn() -> u64,
    ) -> Vec<Edit> {
        let decided = Decided::of(layer);
        let provenance = |of: &Provenance| Provenance {
            rule: of.rule.clone(),
            confidence: of.confidence,
            ..by.clone()
        };
        let mut kept = Incident {
            id: IncidentId(random()),
            state: SpanState::Accepted,
            provenance: provenance(&self.incident.provenance),
            ..self.incident.clone()
        };
        let mut edits = Vec::new();
        for span in &self.spans {
            let same = |other: &&Span| {
                let alike = other.range == span.range && other.label == span.label;
                alike && other.state.is_decided_in()
            };
            let there = layer.spans().find(same).map(|other| other.id);
            let now = match there {
                None if decided.closes(span) => None,
                None => {
                    let made = Span {
                        id: SpanId(random()),
                        state: SpanState::Accepted,
                        provenance: provenance(&span.provenance),
                        ..span.clone()
                    };
                    let id = made.id;
                    edits.push(Edit::AddSpan(Box::new(made)));
                    Some(id)
                }
                there => there,
            };
            match now {
                Some(now) => kept.replace(|id| (id == span.id).then_some(now)),
                None => kept.forget(span.id),
            }
        }
        if kept.spans(Role::Trigger).next().is_none() {
            return Vec::new();
        }
        edits.push(Edit::AddIncident(Box::new(kept)));
        edits
    }
}
