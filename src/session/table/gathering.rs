//! Gathering the rows, article by article: which articles come next, and taking in what they have.
//!
//! The first articles are few, so that there is something to see at once. Rows that are outdated
//! as a whole stay until newer ones have come.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Table;
use super::queue::Queue;
use super::rows::ArticleRows;
use super::shelf::Shelf;
use super::sieve::Sifted;
use crate::model::id::{AnnotatorId, ArticleId};
use crate::session::locale::Catalogue;

/// How many articles are gathered first.
const FIRST: usize = 16;
/// How many in one go from then on.
const AT_ONCE: usize = 512;
/// How many where each has to be read for what is proposed.
const READ_AT_ONCE: usize = 16;

/// How far gathering is.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathering {
    pub(super) queue: Queue,
    /// Whether it has begun.
    begun: bool,
    /// Which run of gathering this is: what was gathered for another one is not wanted any more.
    run: u64,
    /// Whether it goes on before anybody looks.
    ahead: bool,
    /// Whether somebody has looked.
    seen: bool,
    /// The articles that have a layer, once the first ones have come.
    layers: Option<Arc<BTreeSet<ArticleId>>>,
}

impl Table {
    /// How many articles are gathered, and of how many; `None` once all are.
    #[must_use]
    pub fn progress(&self) -> Option<(usize, usize)> {
        self.gathering.queue.progress()
    }

    /// Begins to gather the layers of somebody.
    pub(in crate::session) fn begin(
        &mut self,
        whose: Option<AnnotatorId>,
        articles: Vec<ArticleId>,
    ) {
        self.whose = whose;
        self.shelf = Shelf::of(articles);
        self.gathering = Gathering {
            queue: Queue::of(self.shelf.len()),
            begun: true,
            run: self.gathering.run + 1,
            seen: self.gathering.seen,
            ..Gathering::default()
        };
        self.sifted = Sifted {
            view: self.view(),
            ..Sifted::default()
        };
        // Nothing is to be looked through yet, and what comes takes its place.
        self.asked += 1;
        self.answered = self.asked;
        self.cursor = (0, 0);
        self.pictures.outdate();
    }

    /// Begins to gather the user's own layers before anybody looks.
    pub(in crate::session) fn begin_ahead(&mut self, articles: Vec<ArticleId>) {
        self.begin(None, articles);
        self.gathering.ahead = true;
    }

    /// Shows incidents that are only proposed as well, or no longer. What is there stays while
    /// they are gathered.
    pub(in crate::session) fn toggle_proposed<'a>(
        &mut self,
        articles: impl Iterator<Item = &'a ArticleId>,
        catalogue: &Arc<Catalogue>,
    ) {
        self.proposed = !self.proposed;
        if self.shows_proposed() {
            for article in articles {
                self.shelf.number(article);
            }
            self.gathering.queue = Queue::of(self.shelf.len());
        }
        self.ask(catalogue);
    }

    /// Whether gathering has begun.
    pub(in crate::session) fn has_begun(&self) -> bool {
        self.gathering.begun
    }

    /// Which run of gathering this is.
    pub(in crate::session) fn run(&self) -> u64 {
        self.gathering.run
    }

    /// Whether rows are wanted now: somebody looks at them, or will, once all are there.
    pub(in crate::session) fn is_wanted(&self) -> bool {
        self.shown || self.gathering.ahead
    }

    /// Notes that somebody looks. Whether that is for the first time.
    pub(in crate::session) fn look(&mut self) -> bool {
        !std::mem::replace(&mut self.gathering.seen, true)
    }

    /// What all rows were made with has changed: they are gathered again, and stay until then.
    pub(in crate::session) fn outdate(&mut self) {
        if self.gathering.begun {
            self.gathering.queue = Queue::of(self.shelf.len());
            self.gathering.layers = None;
            self.gathering.ahead = false;
        }
    }

    /// Leaves what has not been gathered.
    pub(in crate::session) fn stop(&mut self) {
        self.gathering.queue.stop();
        self.gathering.ahead = false;
    }

    /// What is gathered next, and which articles have a layer, where that is known.
    pub(in crate::session) fn next(
        &mut self,
    ) -> (Vec<ArticleId>, Option<Arc<BTreeSet<ArticleId>>>) {
        let most = match (self.shows_proposed(), &self.gathering.layers) {
            (true, _) => READ_AT_ONCE,
            (false, None) => FIRST,
            (false, Some(_)) => AT_ONCE,
        };
        let next = self.gathering.queue.next(most).into_iter();
        let next = next.filter_map(|number| self.shelf.id(number).cloned());
        (next.collect(), self.gathering.layers.clone())
    }

    /// Takes what was gathered. Articles without a layer are left from then on, unless what is
    /// proposed in them is shown; `is_open` says which may have one that is in no file yet.
    pub(in crate::session) fn take(
        &mut self,
        rows: Vec<ArticleRows>,
        layers: Arc<BTreeSet<ArticleId>>,
        is_open: impl Fn(&ArticleId) -> bool,
        catalogue: &Arc<Catalogue>,
    ) {
        let Gathering { queue, .. } = &mut self.gathering;
        queue.came();
        if self.gathering.layers.is_none() && !self.shows_proposed() {
            let shelf = &self.shelf;
            self.gathering.queue.keep(|number| {
                let id = shelf.id(number);
                id.is_some_and(|id| layers.contains(id) || is_open(id))
            });
        }
        self.gathering.layers = Some(layers);
        let mut came = BTreeSet::new();
        for rows in rows {
            let number = self.shelf.number(&rows.article);
            if !self.gathering.queue.is_older(number) {
                self.shelf.put(number, rows);
                came.insert(number);
            }
        }
        if self.progress().is_none() {
            self.gathering.ahead = false;
            self.gathering.layers = None;
        }
        self.came(came, catalogue);
    }

    /// Gathers an article again, later.
    pub(in crate::session) fn renew(&mut self, article: &ArticleId) {
        let number = self.shelf.number(article);
        self.gathering.queue.again(number);
    }

    /// What is gathered again next, so many at most.
    pub(in crate::session) fn waiting(&self, most: usize) -> Vec<ArticleId> {
        let nearest = self.gathering.queue.nearest(most).into_iter();
        nearest
            .filter_map(|number| self.shelf.id(number).cloned())
            .collect()
    }

    /// Takes the rows of an article whose layer has changed.
    pub(in crate::session) fn update(&mut self, rows: ArticleRows, catalogue: &Arc<Catalogue>) {
        let number = self.shelf.number(&rows.article);
        self.gathering.queue.is_done(number);
        self.shelf.put(number, rows);
        self.came([number].into(), catalogue);
    }
}
