//! Copying what was marked in an article into one that is nearly the same: which articles are,
//! and what would be copied, shown before it is done.
//!
//! Only articles in which the user has marked something are looked at; their sketches are made
//! once, in the background, when an article is opened.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::carry::{self, Carried, Made, Side};
use crate::analysis::likeness::Sketch;
use crate::jobs::Progress;
use crate::lexicon::Lexicon;
use crate::model::annotations::Annotations;
use crate::model::article::ArticleText;
use crate::model::id::{AnnotatorId, ArticleId};
use crate::model::schema::Schema;
use crate::model::span::{Provenance, Span};
use crate::store::Store;
use crate::suggest::Context;
use crate::suggest::learn::Memory;

use super::propose::{Decided, proposals};

/// How much two articles have in common of which one is offered to the other, as runs of four
/// words: a short report of which two sentences were written anew has half.
const LIKE: f64 = 0.5;

/// How many articles are offered at most.
const MOST: usize = 12;

/// An article that is nearly the same as the open one.
#[derive(Clone, Debug, PartialEq)]
pub struct Like {
    /// Which one.
    pub article: ArticleId,
    /// How much of both is common, from 0 to 1: an estimate.
    pub likeness: f64,
}

/// The articles in which something is marked, and which of them are like the open one.
#[derive(Debug, Default)]
pub struct Twins {
    sketches: Arc<BTreeMap<ArticleId, Option<Sketch>>>,
    /// Articles in which something is marked that have no sketch yet.
    unknown: BTreeSet<ArticleId>,
    /// What was found, and for which article.
    found: Option<(ArticleId, Vec<Like>)>,
    /// The article that was open before this one.
    pub(super) previous: Option<ArticleId>,
}

/// What was found in the background.
pub(super) struct Alike {
    article: ArticleId,
    sketches: Vec<(ArticleId, Option<Sketch>)>,
    found: Vec<Like>,
}

impl Twins {
    /// Notes that something is marked in an article.
    pub(super) fn note(&mut self, article: &ArticleId) {
        if !self.sketches.contains_key(article) {
            self.unknown.insert(article.clone());
        }
    }

    /// The articles that are nearly the same as this one, the most alike first.
    #[must_use]
    pub fn of(&self, article: &ArticleId) -> &[Like] {
        let found = self.found.as_ref();
        let found = found.filter(|(of, _)| of == article);
        found.map_or(&[], |(_, found)| found)
    }

    /// The work of finding what is like an article.
    pub(super) fn search(
        &self,
        article: ArticleId,
        text: ArticleText,
        store: Store,
    ) -> impl FnOnce(&Progress) -> Alike + Send + 'static {
        let known = self.sketches.clone();
        let unknown: Vec<ArticleId> = self.unknown.iter().cloned().collect();
        move |progress| {
            let sketch = |id: ArticleId| {
                if progress.is_cancelled() {
                    return None;
                }
                let text = store.load_text(&id).ok();
                let sketch = text.and_then(|(text, _)| Sketch::of(text.as_str()));
                Some((id, sketch))
            };
            let sketches: Vec<_> = unknown.into_par_iter().filter_map(sketch).collect();
            let own = Sketch::of(text.as_str());
            let all = known.iter().chain(sketches.iter().map(|(id, s)| (id, s)));
            let mut found: Vec<Like> = all
                .filter(|(id, _)| **id != article)
                .filter_map(|(id, other)| {
                    let likeness = own.as_ref()?.likeness(other.as_ref()?);
                    (likeness >= LIKE).then(|| Like {
                        article: id.clone(),
                        likeness,
                    })
                })
                .collect();
            found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
            found.truncate(MOST);
            Alike {
                article,
                sketches,
                found,
            }
        }
    }

    /// Takes in what was found.
    pub(super) fn take(&mut self, alike: Alike) {
        let known = Arc::make_mut(&mut self.sketches);
        for (id, sketch) in alike.sketches {
            self.unknown.remove(&id);
            known.insert(id, sketch);
        }
        self.found = Some((alike.article, alike.found));
    }
}

/// What would be copied, while its dialog is open.
#[derive(Clone, Debug)]
pub struct Copying {
    /// The article that is copied into.
    pub into: ArticleId,
    /// The article that is copied from.
    pub from: ArticleId,
    /// What would be copied; `None` while the two are compared. An error says why it cannot be.
    pub found: Option<Result<Arc<Carried>, String>>,
    /// Which spans are taken.
    pub chosen: Vec<bool>,
    /// How much that makes.
    pub made: Made,
}

impl Copying {
    /// Before the articles were compared.
    #[must_use]
    pub fn new(into: ArticleId, from: ArticleId) -> Self {
        Self {
            into,
            from,
            found: None,
            chosen: Vec::new(),
            made: Made::default(),
        }
    }

    /// What would be copied, once that is known.
    #[must_use]
    pub fn carried(&self) -> Option<&Carried> {
        self.found.as_ref()?.as_ref().ok().map(AsRef::as_ref)
    }

    /// The edits that copy what is chosen into a layer.
    pub(super) fn edits(
        &self,
        layer: &Annotations,
        by: &Provenance,
        mut fresh: impl FnMut() -> u64,
    ) -> Made {
        let chosen = |number: usize| self.chosen.get(number).copied().unwrap_or(false);
        let made = self.carried();
        let made = made.map(|carried| carried.edits(layer, &chosen, by, &mut fresh));
        made.unwrap_or_default()
    }
}

/// One of two articles with what is needed to read it.
pub(super) struct Article {
    pub(super) text: ArticleText,
    pub(super) layer: Annotations,
    pub(super) context: Context,
}

/// Compares two articles, and what is marked in one with what is marked in the other.
pub(super) fn compare(
    from: &Article,
    to: &Article,
    schema: &Schema,
    known: (&Lexicon, &Memory),
    by: &AnnotatorId,
) -> Carried {
    let read = |article: &Article| -> Vec<Span> {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let found = proposals(article.text.as_str(), &article.context, known, (by, now));
        found.into_iter().map(|proposal| proposal.span).collect()
    };
    let merged = schema.merged();
    let (was, is) = rayon::join(|| read(from), || read(to));
    let decided = Decided::of(&to.layer, &merged);
    carry::carry(
        Side {
            text: from.text.as_str(),
            layer: &from.layer,
            read: &was,
        },
        Side {
            text: to.text.as_str(),
            layer: &to.layer,
            read: &is,
        },
        schema,
        &|span| decided.closes(span),
    )
}
