//! One event told by several articles: what may be one, and what was linked.
//!
//! Linked incidents share an attribute ([`EVENT`]), each in its own article's layer: linking is a
//! change of several layers in one step, and goes with them into files and exports.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::analysis::incidents::same::{Group, groups};
use crate::analysis::incidents::{IncidentRow, Material};
use crate::jobs::Progress;
use crate::lexicon::Lexicon;
use crate::model::article::ArticleMeta;
use crate::model::edit::Edit;
use crate::model::history::Scoped;
use crate::model::id::{AnnotatorId, ArticleId, IncidentId};
use crate::model::incident::{EVENT, Incident};
use crate::model::schema::sense::Senses;
use crate::model::span::AttrValue;
use crate::store::{Store, StoreError};

/// An incident with its article.
pub type Named = (ArticleId, IncidentId);

/// What may be one event, and what was linked.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// All incidents that a person stands behind.
    pub rows: Vec<IncidentRow>,
    /// Those that may be one event, the surest first.
    pub groups: Vec<Group>,
    /// The numbers of the rows of each event that was linked.
    pub events: BTreeMap<String, Vec<usize>>,
    /// What could not be read, and why.
    pub problems: Vec<String>,
}

impl Links {
    /// From all incidents.
    #[must_use]
    pub fn new(rows: Vec<IncidentRow>, problems: Vec<String>) -> Self {
        let mut events: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, row) in rows.iter().enumerate() {
            if !row.event.is_empty() {
                events.entry(row.event.clone()).or_default().push(number);
            }
        }
        Self {
            groups: groups(&rows),
            rows,
            events,
            problems,
        }
    }

    /// The incidents of rows.
    #[must_use]
    pub fn named(&self, rows: &[usize]) -> Vec<Named> {
        let rows = rows.iter().filter_map(|number| self.rows.get(*number));
        rows.map(|row| (row.article.clone(), row.incident))
            .collect()
    }

    /// Says that incidents belong to an event, or to none.
    pub(super) fn set(&mut self, incidents: &[Named], event: Option<&str>) {
        let mut rows = std::mem::take(&mut self.rows);
        for row in &mut rows {
            if incidents.contains(&(row.article.clone(), row.incident)) {
                event.unwrap_or_default().clone_into(&mut row.event);
            }
        }
        *self = Self::new(rows, std::mem::take(&mut self.problems));
    }
}

/// The incidents of an annotator's layers, read in parallel.
pub(super) fn gather(
    store: &Store,
    own: &AnnotatorId,
    articles: &[ArticleMeta],
    (lexicon, senses): (&Lexicon, &Senses),
    progress: &Progress,
) -> Links {
    let layers = store.layers(own);
    let read = |meta: &ArticleMeta| -> Result<Vec<IncidentRow>, StoreError> {
        let (text, _) = store.load_text(&meta.id)?;
        let layer = store.load_layer(own, &meta.id, &text)?.layer;
        let material = Material::new(&layer, text.as_str(), meta, lexicon, senses);
        let rows = material.rows().filter(|row| row.state.is_decided_in());
        Ok(rows.collect())
    };
    let read: Vec<Result<Vec<IncidentRow>, String>> = articles
        .par_iter()
        .filter(|meta| layers.contains(&meta.id) && !progress.is_cancelled())
        .map(|meta| read(meta).map_err(|error| format!("{}: {error}", meta.id)))
        .collect();
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for article in read {
        match article {
            Ok(found) => rows.extend(found),
            Err(problem) => problems.push(problem),
        }
    }
    Links::new(rows, problems)
}

/// The edit that says to which event an incident belongs; `None` if it does already.
#[must_use]
pub(super) fn linking(
    article: &ArticleId,
    incident: &Incident,
    event: Option<&str>,
) -> Option<Scoped> {
    let mut to = incident.clone();
    match event {
        Some(event) => to
            .attrs
            .insert(EVENT.to_owned(), AttrValue::Text(event.to_owned())),
        None => to.attrs.remove(EVENT),
    };
    (to != *incident).then(|| Scoped {
        article: article.clone(),
        edit: Edit::ChangeIncident {
            from: Box::new(incident.clone()),
            to: Box::new(to),
        },
    })
}
