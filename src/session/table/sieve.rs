//! Which rows a table shows, and in which order: worked out as a whole on another thread where
//! there are many, and for single articles that come or change at once.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use memchr::memmem::Finder;
use rayon::prelude::*;

use super::Filter;
use super::column::{Key, Line};
use super::rows::{self, ArticleRows, FactionRow, Filed};
use super::shelf::Rows;
use super::tab::{Column, Tab};
use crate::analysis::incidents::MentionRow;
use crate::jobs::Progress;
use crate::model::schema::sense::Sense;
use crate::session::locale::Catalogue;
use crate::text::fold::fold;

/// What a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Incident,
    /// An incident that is only proposed.
    Proposed,
    Mention,
    Faction,
}

/// The place of a row. Their order is that of rows that are not sorted: by article, and there what
/// is decided before what is only proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    /// The number of its article; 0 for what is of no single one.
    pub(super) article: u32,
    pub(super) part: Part,
    /// Which one of those.
    pub(super) number: u32,
}

/// A row that is shown, with what it is sorted by.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) at: At,
    key: Option<Key>,
}

/// What decides which rows are shown and in which order.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    pub(super) tab: Tab,
    filter: Filter,
    /// The words of the filter, folded.
    words: Vec<Finder<'static>>,
    sort: Option<(Column, bool)>,
    /// Whether rows that are only proposed are shown.
    proposed: bool,
}

/// The rows of a view.
#[derive(Clone, Debug, Default)]
pub(in crate::session) struct Sifted {
    pub(super) view: View,
    pub(super) rows: Vec<Row>,
    /// The factions, where the table is theirs.
    pub(super) factions: Arc<Vec<Filed<FactionRow>>>,
    /// The kinds that rows of the table have, whether they are shown or not.
    pub(super) kinds: BTreeSet<String>,
}

/// Rows to be looked through, on whatever thread.
pub(in crate::session) struct Sieve {
    /// The question that this answers.
    pub(super) asked: u64,
    pub(super) view: View,
    pub(super) articles: Arc<Rows>,
    pub(super) catalogue: Arc<Catalogue>,
}

impl View {
    pub(super) fn new(
        tab: Tab,
        filter: &Filter,
        sort: Option<(Column, bool)>,
        proposed: bool,
    ) -> Self {
        let words = fold(&filter.text);
        let words = words.as_str().split_whitespace();
        Self {
            tab,
            filter: filter.clone(),
            words: words.map(|word| Finder::new(word).into_owned()).collect(),
            sort,
            proposed,
        }
    }

    /// Whether a row with these words and of that kind is shown.
    fn fits(&self, folded: &str, own: &str) -> bool {
        let kind = self.filter.kind.as_deref();
        let mut words = self.words.iter();
        kind.is_none_or(|kind| kind == own)
            && words.all(|word| word.find(folded.as_bytes()).is_some())
    }

    /// Whether a span is a row of the table.
    fn belongs(&self, row: &MentionRow) -> bool {
        match self.tab {
            Tab::Casualties => row.sense == Some(Sense::Casualty),
            Tab::Strikes => matches!(row.sense, Some(Sense::Strike | Sense::Clash)),
            Tab::Mentions => true,
            Tab::Incidents | Tab::Factions => false,
        }
    }

    /// The rows of an article, in their own order.
    fn of(&self, number: u32, article: &ArticleRows, catalogue: &Catalogue) -> Vec<Row> {
        let mut found = Vec::new();
        let filter = &self.filter;
        if filter.progress.is_some_and(|p| p != article.progress) {
            return found;
        }
        let mut keep = |part: Part, at: usize, line: Line<'_>| {
            let at = At {
                article: number,
                part,
                number: u32::try_from(at).unwrap_or(u32::MAX),
            };
            found.push(self.row(at, line, catalogue));
        };
        match self.tab {
            Tab::Incidents => {
                let decided = article.incidents.iter().enumerate();
                let decided = decided.map(|(at, filed)| (Part::Incident, at, filed));
                let shown = article.proposed.iter().filter(|_| self.proposed);
                let proposed = shown.enumerate();
                let proposed = proposed.map(|(at, row)| (Part::Proposed, at, &row.filed));
                for (part, at, filed) in decided.chain(proposed) {
                    if self.fits(&filed.folded, &filed.row.kind) && filter.holds(&filed.row) {
                        keep(part, at, Line::Incident(article, &filed.row));
                    }
                }
            }
            Tab::Casualties | Tab::Strikes | Tab::Mentions => {
                for (at, filed) in article.mentions.iter().enumerate() {
                    if self.belongs(&filed.row) && self.fits(&filed.folded, &filed.row.kind) {
                        keep(Part::Mention, at, Line::Mention(article, &filed.row));
                    }
                }
            }
            Tab::Factions => {}
        }
        found
    }

    fn row(&self, at: At, line: Line<'_>, catalogue: &Catalogue) -> Row {
        let key = self
            .sort
            .map(|(column, _)| Key::of(line, column, catalogue));
        Row { at, key }
    }

    /// Which of two rows stands first; those that are sorted alike stay in their own order.
    fn order(&self, a: &Row, b: &Row) -> Ordering {
        let down = self.sort.is_some_and(|(_, down)| down);
        let keys = a.key.as_ref().zip(b.key.as_ref());
        let sorted = keys.map_or(Ordering::Equal, |(a, b)| a.compare(b, down));
        sorted.then_with(|| a.at.cmp(&b.at))
    }

    /// The kinds of the rows of an article.
    fn kinds<'a>(&self, article: &'a ArticleRows) -> BTreeSet<&'a str> {
        let kinds: BTreeSet<&str> = match self.tab {
            Tab::Incidents => {
                let rows = article.incidents.iter();
                rows.map(|filed| filed.row.kind.as_str()).collect()
            }
            Tab::Factions => BTreeSet::new(),
            _ => {
                let rows = article.mentions.iter().map(|filed| &filed.row);
                let rows = rows.filter(|row| self.belongs(row));
                rows.map(|row| row.kind.as_str()).collect()
            }
        };
        kinds.into_iter().filter(|kind| !kind.is_empty()).collect()
    }
}

impl Sieve {
    /// Looks all rows through; `None` if it was stopped.
    pub(in crate::session) fn sift(self, progress: &Progress) -> Option<(u64, Sifted)> {
        let (view, catalogue) = (&self.view, &*self.catalogue);
        if view.tab == Tab::Factions {
            let factions = rows::factions(self.articles.iter().flatten().map(|rows| &**rows));
            let numbered = factions.iter().enumerate();
            let shown = numbered.filter(|(_, filed)| view.fits(&filed.folded, &filed.row.side));
            let mut rows: Vec<Row> = shown
                .map(|(number, filed)| {
                    let at = At {
                        article: 0,
                        part: Part::Faction,
                        number: u32::try_from(number).unwrap_or(u32::MAX),
                    };
                    view.row(at, Line::Faction(&filed.row), catalogue)
                })
                .collect();
            rows.sort_by(|a, b| view.order(a, b));
            let sides = factions.iter().map(|filed| &filed.row.side);
            let kinds = sides.filter(|side| !side.is_empty()).cloned().collect();
            let sifted = Sifted {
                rows,
                kinds,
                factions: Arc::new(factions),
                view: self.view,
            };
            return Some((self.asked, sifted));
        }
        let numbered = self.articles.par_iter().enumerate();
        let there = numbered.filter_map(|(number, rows)| {
            let number = u32::try_from(number).ok()?;
            rows.as_deref().map(|rows| (number, rows))
        });
        let mut rows: Vec<Row> = there
            .flat_map_iter(|(number, article)| match progress.is_cancelled() {
                true => Vec::new(),
                false => view.of(number, article, catalogue),
            })
            .collect();
        if progress.is_cancelled() {
            return None;
        }
        if view.sort.is_some() {
            rows.par_sort_unstable_by(|a, b| view.order(a, b));
        }
        let kinds = self.articles.iter().flatten();
        let kinds: BTreeSet<&str> = kinds.flat_map(|article| view.kinds(article)).collect();
        let sifted = Sifted {
            rows,
            kinds: kinds.into_iter().map(str::to_owned).collect(),
            factions: Arc::default(),
            view: self.view,
        };
        Some((self.asked, sifted))
    }
}

impl Sifted {
    /// Puts the rows of articles among the others, in place of those that they had.
    pub(super) fn place(
        &mut self,
        articles: &BTreeSet<u32>,
        rows: impl Fn(u32) -> Option<Arc<ArticleRows>>,
        catalogue: &Catalogue,
    ) {
        let Self {
            view,
            rows: shown,
            kinds,
            ..
        } = self;
        shown.retain(|row| !articles.contains(&row.at.article));
        let mut new: Vec<Row> = Vec::new();
        for number in articles {
            let Some(article) = rows(*number) else {
                continue;
            };
            new.extend(view.of(*number, &article, catalogue));
            for kind in view.kinds(&article) {
                if !kinds.contains(kind) {
                    kinds.insert(kind.to_owned());
                }
            }
        }
        new.sort_unstable_by(|a, b| view.order(a, b));
        let mut old = std::mem::take(shown).into_iter();
        shown.reserve(old.len() + new.len());
        for row in new {
            let before = old.as_slice();
            let before = before.partition_point(|other| view.order(other, &row).is_lt());
            shown.extend(old.by_ref().take(before));
            shown.push(row);
        }
        shown.extend(old);
    }
}
