//! Incidents that the program proposes, as rows beside those that a person stands behind.

use std::sync::Arc;

use super::rows::Filed;
use crate::analysis::incidents::{IncidentRow, Material};
use crate::lexicon::Lexicon;
use crate::model::annotations::{Annotations, Parts};
use crate::model::article::ArticleMeta;
use crate::model::incident::Role;
use crate::model::schema::sense::Senses;
use crate::model::span::SpanState;
use crate::session::open::OpenArticle;
use crate::session::resting::{Proposed, Resting};
use crate::text::offset::ByteRange;

/// A proposed incident with its row.
#[derive(Clone, Debug)]
pub struct ProposedRow {
    /// What is shown.
    pub filed: Filed<IncidentRow>,
    /// What would be kept.
    pub(in crate::session) resting: Resting,
    /// The first words that say that it happened: what it is known by.
    pub(in crate::session) place: ByteRange,
}

/// The rows of the incidents that are open in an article.
pub(in crate::session) fn proposed(
    open: &OpenArticle,
    meta: &ArticleMeta,
    lexicon: &Lexicon,
    senses: &Senses,
) -> Vec<ProposedRow> {
    let suggested = open.suggestions().iter().map(|p| &p.span);
    let incidents = open.incidents().iter().map(AsRef::as_ref);
    let incidents = incidents.filter(|incident| incident.state == SpanState::Suggested);
    // As if everything that is shown were so.
    let kept = open.layer.spans().filter(|s| s.state.is_decided_in());
    let parts = Parts {
        spans: kept.chain(suggested).cloned().collect(),
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
        Some(ProposedRow {
            filed: Filed::incident(material.row(incident), meta),
            resting: Resting::new(open, Proposed::Incident(Arc::new(incident.clone()))),
            place: layer.span(first?)?.range,
        })
    });
    rows.collect()
}
