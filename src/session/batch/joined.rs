//! Relations or incidents of a kind, decided about together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{MOST_PLACES, Place};
use crate::analysis::search::in_context;
use crate::model::incident::{Incident, Role};
use crate::model::relation::Relation;
use crate::model::span::{Provenance, SpanState};
use crate::session::open::OpenArticle;
use crate::session::propose::Joint;

/// Which relations or incidents are decided about.
#[derive(Clone, Debug, PartialEq)]
pub struct LikeJoined {
    /// Whether they are taken, or turned down.
    pub accept: bool,
    /// Which of both.
    pub joint: Joint,
    /// Only those of this type or kind.
    pub kind: Option<String>,
    /// Only those that are at least so sure.
    pub least: f64,
}

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

    fn provenance(&self) -> &Provenance {
        match self {
            Self::Relation(relation) => &relation.provenance,
            Self::Incident(incident) => &incident.provenance,
        }
    }
}

/// All that is proposed and open.
fn open_ones(open: &OpenArticle, joint: Joint) -> Vec<Proposed> {
    match joint {
        Joint::Relation => {
            let open = open.relations().filter(|r| r.state == SpanState::Suggested);
            open.map(|r| Proposed::Relation(Box::new(r.clone())))
                .collect()
        }
        Joint::Incident => {
            let open = open.incidents().iter();
            let open = open.filter(|i| i.state == SpanState::Suggested);
            open.map(|i| Proposed::Incident(i.clone())).collect()
        }
    }
}

/// How many of each kind are open.
#[must_use]
pub fn kinds(open: &OpenArticle, joint: Joint) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for proposed in open_ones(open, joint) {
        *kinds.entry(proposed.kind().to_owned()).or_default() += 1;
    }
    kinds
}

/// The open ones that are meant, where the first of their words stand.
#[must_use]
pub fn joined(open: &OpenArticle, like: &LikeJoined) -> Vec<Place> {
    let mut all = open_ones(open, like.joint);
    all.retain(|proposed| {
        let kind = like.kind.as_deref();
        kind.is_none_or(|kind| kind == proposed.kind()) && proposed.confidence() >= like.least
    });
    let places = all.into_iter().filter_map(|proposed| {
        let first = match &proposed {
            Proposed::Relation(relation) => relation.from,
            Proposed::Incident(incident) => incident.spans(Role::Trigger).next()?,
        };
        let range = open.shown(first)?.range;
        Some(Place {
            article: open.id.clone(),
            hit: in_context(open.text.as_str(), range),
            proposal: None,
            joined: Some(proposed),
            collides: false,
            chosen: true,
        })
    });
    let mut places: Vec<Place> = places.take(MOST_PLACES).collect();
    places.sort_by_key(|place| place.hit.range.start());
    places
}
