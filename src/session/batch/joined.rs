//! Relations or incidents of a kind, decided about together.

use std::collections::BTreeMap;

use super::{MOST_PLACES, Place};
use crate::analysis::search::in_context;
use crate::model::span::SpanState;
use crate::session::open::OpenArticle;
use crate::session::propose::Joint;
use crate::session::resting::{Proposed, Resting};

/// How many characters of the words that a relation leads to are shown.
const LONGEST: usize = 40;

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

/// A relation or incident that is decided about, as a row of the list tells it.
#[derive(Clone, Debug)]
pub struct Joinable {
    /// What is proposed.
    pub resting: Resting,
    /// The words that a relation leads to, or the first of them.
    pub leads_to: String,
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
pub(super) fn kinds(open: &OpenArticle, joint: Joint) -> BTreeMap<String, usize> {
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
    let text = open.text.as_str();
    let places = all.into_iter().filter_map(|proposed| {
        let range = open.shown(proposed.first()?)?.range;
        let leads_to = match &proposed {
            Proposed::Relation(relation) => open.shown(relation.to)?.range.of(text)?,
            Proposed::Incident(_) => "",
        };
        let leads_to = leads_to.chars().take(LONGEST).collect();
        Some(Place {
            article: open.id.clone(),
            hit: in_context(text, range),
            proposal: None,
            joined: Some(Joinable {
                resting: Resting::new(open, proposed),
                leads_to,
            }),
            collides: false,
            chosen: true,
        })
    });
    let mut places: Vec<Place> = places.take(MOST_PLACES).collect();
    places.sort_by_key(|place| place.hit.range.start());
    places
}
