//! The rows of articles, each article under a number: the place of a row stays small, and what
//! another thread reads is one pointer.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rows::ArticleRows;
use super::tab::Tab;
use crate::model::id::ArticleId;

/// The rows of articles by their numbers; `None` where they are not gathered yet or there are none.
pub(super) type Rows = Vec<Option<Arc<ArticleRows>>>;

/// The rows of articles.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    ids: Vec<ArticleId>,
    numbers: BTreeMap<ArticleId, u32>,
    rows: Arc<Rows>,
    /// How many incidents, decided or only proposed, and how many spans.
    incidents: usize,
    mentions: usize,
}

impl Shelf {
    /// A shelf without rows for articles, in the order in which their rows stand.
    pub(super) fn of(articles: Vec<ArticleId>) -> Self {
        let mut shelf = Self::default();
        for article in &articles {
            shelf.number(article);
        }
        shelf
    }

    /// How many articles it has a place for.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The number of an article; one that is new stands at the end.
    pub(super) fn number(&mut self, article: &ArticleId) -> u32 {
        if let Some(number) = self.numbers.get(article) {
            return *number;
        }
        let number = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.ids.push(article.clone());
        self.numbers.insert(article.clone(), number);
        Arc::make_mut(&mut self.rows).push(None);
        number
    }

    /// The article of a number.
    pub(super) fn id(&self, number: u32) -> Option<&ArticleId> {
        self.ids.get(number as usize)
    }

    /// The rows of a number.
    pub(super) fn get(&self, number: u32) -> Option<&Arc<ArticleRows>> {
        self.rows.get(number as usize)?.as_ref()
    }

    /// The rows of an article.
    pub(super) fn find(&self, article: &ArticleId) -> Option<&Arc<ArticleRows>> {
        self.get(*self.numbers.get(article)?)
    }

    /// Takes the rows of an article; returns those that it had.
    pub(super) fn put(&mut self, number: u32, rows: ArticleRows) -> Option<Arc<ArticleRows>> {
        let counts = |rows: &ArticleRows| {
            let incidents = rows.incidents.len() + rows.proposed.len();
            (incidents, rows.mentions.len())
        };
        let (incidents, mentions) = counts(&rows);
        let slot = Arc::make_mut(&mut self.rows).get_mut(number as usize)?;
        let before = slot.replace(Arc::new(rows));
        let (fewer, less) = before.as_deref().map(counts).unwrap_or_default();
        self.incidents = (self.incidents + incidents).saturating_sub(fewer);
        self.mentions = (self.mentions + mentions).saturating_sub(less);
        before
    }

    /// All rows, for another thread.
    pub(super) fn all(&self) -> &Arc<Rows> {
        &self.rows
    }

    /// How many rows are looked through for a table.
    pub(super) fn weight(&self, tab: Tab) -> usize {
        match tab {
            Tab::Incidents => self.incidents,
            Tab::Factions => self.incidents + self.mentions,
            Tab::Casualties | Tab::Strikes | Tab::Mentions => self.mentions,
        }
    }
}
