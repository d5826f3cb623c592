//! Many places at once: what would be done is shown before it is done, and each place can be
//! left out.

pub mod correction;
pub mod joined;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::open::OpenArticle;
use super::propose::Proposal;
use crate::analysis::search::{Hit, in_context};
use crate::model::annotations::{Annotations, SpanIndex};
use crate::model::id::{ArticleId, LabelId, SpanId};
use crate::model::schema::{AttributeKind, Schema};
use crate::model::span::{AttrValue, Span, SpanState};
use crate::text::offset::ByteRange;
use correction::Correction;
use joined::{Joinable, LikeJoined};

/// How many places are shown at most.
pub const MOST_PLACES: usize = 5000;

/// What would be done, and where.
#[derive(Clone, Debug)]
pub struct Batch {
    /// What would be done.
    pub purpose: Purpose,
    /// Where, article by article in reading order.
    pub places: Vec<Place>,
    /// Whether in all articles, not only in the open one.
    pub everywhere: bool,
    /// Whether places are still being looked for.
    pub running: bool,
    /// Whether there are more places than can be shown.
    pub more: bool,
    /// How many articles are left out because their layers cannot be read.
    pub left_out: usize,
    /// What can be chosen from, where open suggestions are decided about.
    pub kinds: Kinds,
}

/// How many open suggestions there are, by what can be chosen.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    /// By label.
    pub labels: BTreeMap<LabelId, usize>,
    /// By label and rule.
    pub rules: BTreeMap<(LabelId, String), usize>,
    /// Of relations by type, of incidents by kind.
    pub joined: BTreeMap<String, usize>,
}

/// A line of the list of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// An article: the number of its first place, how many it has and how many are chosen.
    Article(usize, usize, usize),
    /// A place, by its number.
    Place(usize),
}

/// What would be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// Take open suggestions that are alike, or turn them down.
    Decide {
        /// Whether they are taken.
        accept: bool,
        /// Which ones.
        like: Like,
    },
    /// Mark some words wherever they stand.
    Mark(Mark),
    /// Change the other suggestions for some words as one of them was changed.
    Correct(Box<Correction>),
    /// Take relations or incidents of a kind, or turn them down.
    Join(LikeJoined),
}

/// A correction that could be made in other places as well.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What was proposed.
    pub from: Box<Span>,
    /// The span that was made of it.
    pub made: SpanId,
    /// In how many other places of the article.
    pub count: usize,
}

/// Which suggestions are alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Like {
    /// Only those of this label.
    pub label: Option<LabelId>,
    /// Only those of this rule.
    pub rule: Option<String>,
    /// Only those that are at least so sure.
    pub least: f64,
    /// Only those that begin there: a paragraph.
    pub within: Option<ByteRange>,
}

/// Some words that are marked wherever they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The words.
    pub words: String,
    /// The label they get, once it is known.
    pub label: Option<LabelId>,
    /// What is said of each of them.
    pub attrs: BTreeMap<String, AttrValue>,
}

/// A place where it would be done.
#[derive(Clone, Debug)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// The words with those around them.
    pub hit: Hit,
    /// What is decided about; `None` where words are marked that nothing proposes.
    pub proposal: Option<Arc<Proposal>>,
    /// The relation or incident that is decided about.
    pub joined: Option<Joinable>,
    /// Whether a span there crosses or doubles another one.
    pub collides: bool,
    /// Whether it is done there.
    pub chosen: bool,
}

impl Like {
    /// Whether a suggestion is one of them.
    #[must_use]
    pub fn fits(&self, proposal: &Proposal) -> bool {
        let span = &proposal.span;
        self.label.as_ref().is_none_or(|label| label == &span.label)
            && (self.rule.is_none() || self.rule == span.provenance.rule)
            && proposal.confidence() >= self.least
            && self
                .within
                .is_none_or(|within| (within.start()..=within.end()).contains(&span.range.start()))
    }
}

impl Batch {
    /// A batch before any place is known.
    #[must_use]
    pub fn new(purpose: Purpose) -> Self {
        Self {
            purpose,
            places: Vec::new(),
            everywhere: false,
            running: false,
            more: false,
            left_out: 0,
            kinds: Kinds::default(),
        }
    }

    /// The list: the places, under their articles where there are several.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let parts = || self.places.chunk_by(|a, b| a.article == b.article);
        let several = parts().nth(1).is_some();
        let mut lines = Vec::with_capacity(self.places.len());
        let mut next = 0;
        for part in parts() {
            let first = next;
            next += part.len();
            if several {
                let chosen = part.iter().filter(|place| place.chosen).count();
                lines.push(Line::Article(first, part.len(), chosen));
            }
            lines.extend((first..next).map(Line::Place));
        }
        lines
    }

    /// How many places are chosen.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.places.iter().filter(|place| place.chosen).count()
    }

    /// The articles that have a chosen place, in order.
    #[must_use]
    pub fn articles(&self) -> Vec<ArticleId> {
        let chosen = self.places.iter().filter(|place| place.chosen);
        let mut articles: Vec<ArticleId> = chosen.map(|place| place.article.clone()).collect();
        articles.dedup();
        articles
    }

    /// The span that a chosen place becomes; `None` as long as the label is not known. Its id
    /// and whose decision it is are set by who makes it.
    #[must_use]
    pub fn outcome(&self, place: &Place) -> Option<Outcome> {
        let proposed = place.proposal.as_ref().map(|proposal| &proposal.span);
        match (&self.purpose, proposed) {
            (Purpose::Decide { accept, .. }, Some(span)) => Some(Outcome {
                state: if *accept {
                    SpanState::Accepted
                } else {
                    SpanState::Rejected
                },
                ..Outcome::of(span)
            }),
            (Purpose::Correct(correction), Some(span)) => Some(correction.of(span)),
            (Purpose::Mark(mark), Some(span)) if mark.label.as_ref() == Some(&span.label) => {
                Some(Outcome {
                    state: SpanState::Accepted,
                    ..Outcome::of(span)
                })
            }
            (Purpose::Mark(mark), _) => Some(Outcome {
                range: place.hit.range,
                label: mark.label.clone()?,
                state: SpanState::Manual,
                attrs: mark.attrs.clone(),
                proposed: None,
            }),
            (Purpose::Join(_), _) | (_, None) => None,
        }
    }
}

/// What becomes of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What the span covers.
    pub range: ByteRange,
    /// Its label.
    pub label: LabelId,
    /// Its state.
    pub state: SpanState,
    /// What is said of it.
    pub attrs: BTreeMap<String, AttrValue>,
    /// The suggestion it comes from.
    pub proposed: Option<Box<Span>>,
}

impl Outcome {
    fn of(span: &Span) -> Self {
        Self {
            range: span.range,
            label: span.label.clone(),
            state: span.state,
            attrs: span.attrs.clone(),
            proposed: Some(Box::new(span.clone())),
        }
    }
}

/// The open suggestions of an article that are alike.
#[must_use]
pub fn alike(open: &OpenArticle, like: &Like) -> Vec<Place> {
    let suggestions = open.suggestions().iter();
    suggestions
        .filter(|proposal| like.fits(proposal))
        .take(MOST_PLACES)
        .map(|proposal| place_of(open, proposal))
        .collect()
}

impl Kinds {
    /// Those of an article, or of a paragraph of it.
    fn of(open: &OpenArticle, within: Option<ByteRange>) -> Self {
        let there = Like {
            within,
            ..Like::default()
        };
        let mut kinds = Self::default();
        for proposal in open.suggestions().iter().filter(|p| there.fits(p)) {
            let span = &proposal.span;
            *kinds.labels.entry(span.label.clone()).or_default() += 1;
            if let Some(rule) = &span.provenance.rule {
                let kind = (span.label.clone(), rule.clone());
                *kinds.rules.entry(kind).or_default() += 1;
            }
        }
        kinds
    }

    /// Those of an article that can be chosen from for a purpose.
    #[must_use]
    pub fn asked(open: &OpenArticle, purpose: &Purpose) -> Self {
        match purpose {
            Purpose::Decide { like, .. } => Self::of(open, like.within),
            Purpose::Join(like) => Self {
                joined: joined::kinds(open, like.joint),
                ..Self::default()
            },
            Purpose::Mark(_) | Purpose::Correct(_) => Self::default(),
        }
    }

    /// Adds those of other articles.
    pub fn add(&mut self, other: Self) {
        for (label, count) in other.labels {
            *self.labels.entry(label).or_default() += count;
        }
        for (rule, count) in other.rules {
            *self.rules.entry(rule).or_default() += count;
        }
        for (kind, count) in other.joined {
            *self.joined.entry(kind).or_default() += count;
        }
    }
}

fn place_of(open: &OpenArticle, proposal: &Arc<Proposal>) -> Place {
    Place {
        article: open.id.clone(),
        hit: in_context(open.text.as_str(), proposal.span.range),
        proposal: Some(proposal.clone()),
        joined: None,
        collides: false,
        chosen: true,
    }
}

/// The places of an article where some words could be marked. Those that are marked so already
/// are left out; where the span would cross or double another one it is not chosen.
#[must_use]
pub fn markable(
    hits: Vec<Hit>,
    layer: &Annotations,
    proposals: &[Arc<Proposal>],
    mark: &Mark,
) -> Vec<Place> {
    let index = SpanIndex::new(layer, |span| span.state != SpanState::Rejected);
    let label_of = |id| layer.span(id).map(|span| &span.label);
    hits.into_iter()
        .filter_map(|hit| {
            let mut there = index.touching(hit.range);
            let done = there.any(|(id, range, _)| {
                range == hit.range && mark.label.is_some() && label_of(id) == mark.label.as_ref()
            });
            if done {
                return None;
            }
            let collides = index
                .touching(hit.range)
                .any(|(_, range, _)| range == hit.range || range.crosses(hit.range));
            let first = proposals.partition_point(|p| p.span.range.start() < hit.range.start());
            let here = proposals.iter().skip(first);
            let proposal = here
                .take_while(|p| p.span.range.start() == hit.range.start())
                .find(|p| p.span.range == hit.range)
                .cloned();
            Some(Place {
                article: layer.article().clone(),
                hit,
                proposal,
                joined: None,
                collides,
                chosen: !collides,
            })
        })
        .collect()
}

/// What of a span's attributes its words themselves say, so that it holds wherever they stand:
/// who or where they mean, and what every span of the label must have.
#[must_use]
pub fn lasting(span: &Span, schema: &Schema) -> BTreeMap<String, AttrValue> {
    let label = schema.label(&span.label);
    let asked = label.iter().flat_map(|label| &label.attributes);
    let lasting = asked.filter(|attribute| {
        let named = matches!(
            attribute.kind,
            AttributeKind::Faction | AttributeKind::Place
        );
        named || attribute.required
    });
    lasting
        .filter_map(|attribute| {
            let value = span.attrs.get(&attribute.name)?;
            Some((attribute.name.clone(), value.clone()))
        })
        .collect()
}
