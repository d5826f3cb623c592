//! The list of articles: what is known of each, which are shown and in what order.

use std::collections::BTreeMap;

use crate::model::annotations::Progress;
use crate::model::article::{ArticleMeta, MetaField};
use crate::model::id::{ArticleId, LabelId};
use crate::store::Summary as Counts;
use crate::text::fold::fold;

/// The message that names a progress.
#[must_use]
pub fn progress_key(progress: Progress) -> &'static str {
    match progress {
        Progress::New => "progress-new",
        Progress::Started => "progress-started",
        Progress::Done => "progress-done",
        Progress::Flagged => "progress-flagged",
    }
}

/// One article of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its description.
    pub meta: ArticleMeta,
    /// What the annotator has done in it.
    pub counts: Counts,
    /// Title and source, folded, for the filter.
    folded: String,
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// Title.
    #[default]
    Title,
    /// Day of publication, newest first, unknown last.
    Date,
    /// Source.
    Source,
    /// How far it is: new, started, flagged, done.
    Progress,
    /// Decided spans, most first.
    Spans,
}

impl SortBy {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Title,
        Self::Date,
        Self::Source,
        Self::Progress,
        Self::Spans,
    ];
}

/// Which articles are shown and in what order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Words that must all stand in title or source; folded before the comparison.
    pub text: String,
    /// Only articles this far.
    pub progress: Option<Progress>,
    /// Only articles with a decided span of this label.
    pub label: Option<LabelId>,
    /// The order.
    pub sort: SortBy,
    /// The order turned round.
    pub reversed: bool,
}

/// The list of articles with what is shown of it.
#[derive(Clone, Debug, Default)]
pub struct ArticleList {
    entries: BTreeMap<ArticleId, Entry>,
    filter: Filter,
    shown: Vec<ArticleId>,
}

impl Entry {
    fn new(meta: ArticleMeta, counts: Counts) -> Self {
        let mut folded = String::new();
        for field in [MetaField::Title, MetaField::Source] {
            folded.push_str(fold(meta.get(field).unwrap_or("")).as_str());
            folded.push(' ');
        }
        Self {
            meta,
            counts,
            folded,
        }
    }

    /// The title, or the id if there is none.
    #[must_use]
    pub fn title(&self) -> &str {
        self.meta
            .get(MetaField::Title)
            .unwrap_or_else(|| self.meta.id.as_str())
    }
}

impl ArticleList {
    /// Fills the list.
    #[must_use]
    pub fn new(entries: impl IntoIterator<Item = (ArticleMeta, Counts)>) -> Self {
        let entries = entries
            .into_iter()
            .map(|(meta, counts)| (meta.id.clone(), Entry::new(meta, counts)))
            .collect();
        let mut list = Self {
            entries,
            ..Self::default()
        };
        list.refresh();
        list
    }

    /// The articles that are shown, in order.
    #[must_use]
    pub fn shown(&self) -> &[ArticleId] {
        &self.shown
    }

    /// What is known of an article, shown or not, removed or not.
    #[must_use]
    pub fn get(&self, id: &ArticleId) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// All articles that have not been removed, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values().filter(|e| !e.meta.is_removed())
    }

    /// The filter.
    #[must_use]
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Sets the filter.
    pub fn set_filter(&mut self, filter: Filter) {
        if filter != self.filter {
            self.filter = filter;
            self.refresh();
        }
    }

    /// Adds articles or replaces what is known of them.
    pub fn insert(&mut self, articles: impl IntoIterator<Item = (ArticleMeta, Counts)>) {
        for (meta, counts) in articles {
            self.entries
                .insert(meta.id.clone(), Entry::new(meta, counts));
        }
        self.refresh();
    }

    /// Replaces a description. What is shown follows at the next refresh: an import changes
    /// thousands.
    pub fn set_meta(&mut self, meta: ArticleMeta) {
        if let Some(entry) = self.entries.get_mut(&meta.id) {
            let counts = std::mem::take(&mut entry.counts);
            *entry = Entry::new(meta, counts);
        }
    }

    /// Replaces the counts of an article. Its place in the list stays until the next refresh:
    /// nothing moves under the user's hands.
    pub fn set_counts(&mut self, id: &ArticleId, counts: Counts) {
        if let Some(entry) = self.entries.get_mut(id) {
            entry.counts = counts;
        }
    }

    /// Where an article stands among those shown.
    #[must_use]
    pub fn position(&self, id: &ArticleId) -> Option<usize> {
        self.shown.iter().position(|shown| shown == id)
    }

    /// Filters and sorts anew. Costs about 10 ms for 100,000 articles.
    pub fn refresh(&mut self) {
        let filter = &self.filter;
        let words = fold(&filter.text);
        let words: Vec<&str> = words.as_str().split_whitespace().collect();
        let mut shown: Vec<&Entry> = self
            .entries
            .values()
            .filter(|entry| !entry.meta.is_removed())
            .filter(|entry| words.iter().all(|word| entry.folded.contains(word)))
            .filter(|entry| filter.progress.is_none_or(|p| entry.counts.progress == p))
            .filter(|entry| {
                let label = filter.label.as_ref();
                label.is_none_or(|label| entry.counts.decided.contains_key(label))
            })
            .collect();
        let progress_rank = |progress| match progress {
            Progress::Flagged => 0,
            Progress::Started => 1,
            Progress::New => 2,
            Progress::Done => 3,
        };
        let get = |entry: &Entry, field| entry.meta.get(field).map(str::to_owned);
        match filter.sort {
            SortBy::Title => shown.sort_by(|a, b| a.folded.cmp(&b.folded)),
            SortBy::Date => shown.sort_by_cached_key(|entry| {
                let date = get(entry, MetaField::Published);
                (date.is_none(), std::cmp::Reverse(date))
            }),
            SortBy::Source => shown.sort_by_cached_key(|entry| {
                let source = get(entry, MetaField::Source);
                (source.is_none(), source)
            }),
            SortBy::Progress => shown.sort_by_key(|entry| progress_rank(entry.counts.progress)),
            SortBy::Spans => shown
                .sort_by_key(|entry| std::cmp::Reverse(entry.counts.decided.values().sum::<u32>())),
        }
        if filter.reversed {
            shown.reverse();
        }
        self.shown = shown
            .into_iter()
            .map(|entry| entry.meta.id.clone())
            .collect();
    }
}
