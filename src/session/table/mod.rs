//! The tables over the whole project: incidents, casualties, strikes, factions, mentions.
//!
//! The rows are kept article by article ([`rows`]), gathered in the background a few hundred
//! articles at a time, and made anew for an article whose layer has changed. What is shown is a
//! list of places of rows, filtered and sorted; only the rows on screen become words ([`column`]).

pub mod charted;
pub mod column;
pub mod keys;
pub mod pick;
pub mod proposed;
pub mod rows;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::incidents::MentionRow;
use crate::model::annotations::Progress;
use crate::model::id::{AnnotatorId, ArticleId};
use crate::model::schema::sense::Sense;
use crate::session::locale::Catalogue;
use crate::text::fold::fold;
use crate::text::offset::ByteRange;
use charted::Charted;
use column::{Key, Line, cell};
use jiff::civil::Date;
use proposed::ProposedRow;
use rows::{ArticleRows, FactionRow, Filed};

/// How many articles are gathered in one go.
const AT_ONCE: usize = 512;
/// How many where each has to be read for what is proposed.
const READ_AT_ONCE: usize = 16;

/// One of the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tab {
    /// Incidents.
    #[default]
    Incidents,
    /// Casualty spans.
    Casualties,
    /// Strikes and clashes.
    Strikes,
    /// Factions over all articles.
    Factions,
    /// All spans.
    Mentions,
}

impl Tab {
    /// All of them, in the order of this list.
    pub const ALL: [Self; 5] = [
        Self::Incidents,
        Self::Casualties,
        Self::Strikes,
        Self::Factions,
        Self::Mentions,
    ];

    /// The message that names it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Incidents => "table-incidents",
            Self::Casualties => "table-casualties",
            Self::Strikes => "table-strikes",
            Self::Factions => "table-factions",
            Self::Mentions => "table-mentions",
        }
    }

    /// The attribute whose values its rows can be filtered by.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Casualties => "effect",
            Self::Factions => "side",
            _ => "kind",
        }
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is named after what stands in it")]
pub enum Column {
    Date,
    Kind,
    Effect,
    Attackers,
    Attacked,
    Place,
    Strikes,
    Killed,
    Injured,
    Civilians,
    Combatants,
    Sources,
    Status,
    Episode,
    HarmGrade,
    Title,
    Article,
    Words,
    Count,
    Victim,
    CivilianStatus,
    Parties,
    State,
    Published,
    Name,
    Side,
    Country,
    Mentions,
    Articles,
    AsAttacker,
    AsAttacked,
    Label,
    Role,
}

/// Which rows are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Words that must all stand in the row; folded before the comparison.
    pub text: String,
    /// Only rows of articles this far.
    pub progress: Option<Progress>,
    /// Only rows of this kind, effect or side; of incidents that have none if it is empty.
    pub kind: Option<String>,
    /// Only incidents that begin in this time.
    pub days: Option<(Date, Date)>,
    /// Only incidents of this attacker, by its key; of nobody who is named if it is empty.
    pub attacker: Option<String>,
    /// Only incidents at this place, in thousandths of a degree of latitude and longitude.
    pub place: Option<(i32, i32)>,
}

/// How the cursor moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// So many rows down, or up if negative.
    Rows(i32),
    /// So many columns onward, or back if negative.
    Columns(i32),
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// The place of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
enum At {
    Incident(ArticleId, usize),
    Proposed(ArticleId, usize),
    Mention(ArticleId, usize),
    Faction(usize),
}

/// The tables and what is shown of them.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Whether the middle of the window shows them.
    pub shown: bool,
    tab: Tab,
    /// Whose layers; the user's own if nobody else is named.
    whose: Option<AnnotatorId>,
    filter: Filter,
    sort: Option<(Column, bool)>,
    /// Whether incidents that are only proposed are gathered and shown as well.
    proposed: bool,
    /// Columns that are shown or not although that is not usual.
    unusual: BTreeSet<(Tab, Column)>,
    cursor: (usize, usize),
    articles: BTreeMap<ArticleId, Arc<ArticleRows>>,
    factions: Vec<Filed<FactionRow>>,
    lines: Vec<At>,
    /// Pictures of what is shown.
    pub pictures: Charted,
    /// What is still to be gathered, the next one last.
    queue: Vec<ArticleId>,
    /// How many articles were to be gathered when that began.
    total: usize,
    /// How many articles are being gathered.
    underway: usize,
    /// What has been changed since that began: it is newer than what comes back.
    newer: BTreeSet<ArticleId>,
    /// Whether gathering has begun.
    begun: bool,
}

impl Table {
    /// Which table is shown.
    #[must_use]
    pub fn tab(&self) -> Tab {
        self.tab
    }

    /// Whose layers; `None` for the user's own.
    #[must_use]
    pub fn whose(&self) -> Option<&AnnotatorId> {
        self.whose.as_ref()
    }

    /// Which rows are shown.
    #[must_use]
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The column that rows are sorted by, and whether downwards.
    #[must_use]
    pub fn sort(&self) -> Option<(Column, bool)> {
        self.sort
    }

    /// The columns that are shown.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let columns = Column::of(self.tab).iter().copied();
        columns.filter(|column| self.shows(*column)).collect()
    }

    /// Whether incidents that are only proposed are shown as well: beside the user's own.
    #[must_use]
    pub fn shows_proposed(&self) -> bool {
        self.proposed && self.whose.is_none()
    }

    /// The proposed incident that the cursor is at, with its article.
    #[must_use]
    pub fn proposed_here(&self) -> Option<(&ArticleId, &ProposedRow)> {
        match self.lines.get(self.cursor.0)? {
            At::Proposed(article, number) => {
                let rows = self.articles.get(article)?;
                Some((article, rows.proposed.get(*number)?))
            }
            _ => None,
        }
    }

    /// The rows of an article, once they are gathered.
    pub(super) fn article(&self, id: &ArticleId) -> Option<&ArticleRows> {
        self.articles.get(id).map(|rows| &**rows)
    }

    /// Whether a column is shown. How a row came to be is told where not all are decided.
    #[must_use]
    pub fn shows(&self, column: Column) -> bool {
        if self.tab == Tab::Incidents && column == Column::State && self.shows_proposed() {
            return true;
        }
        column.is_usual() != self.unusual.contains(&(self.tab, column))
    }

    /// The row and column of the cursor.
    #[must_use]
    pub fn cursor(&self) -> (usize, usize) {
        self.cursor
    }

    /// How many rows are shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether no row is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many articles are gathered, and of how many; `None` once all are.
    #[must_use]
    pub fn progress(&self) -> Option<(usize, usize)> {
        let left = self.queue.len() + self.underway;
        (left > 0).then(|| (self.total.saturating_sub(left), self.total))
    }

    /// A row that is shown.
    #[must_use]
    pub fn line(&self, number: usize) -> Option<Line<'_>> {
        self.resolve(self.lines.get(number)?)
    }

    fn resolve(&self, at: &At) -> Option<Line<'_>> {
        Some(match at {
            At::Incident(article, number) => {
                let rows = self.articles.get(article)?;
                Line::Incident(rows, &rows.incidents.get(*number)?.row)
            }
            At::Proposed(article, number) => {
                let rows = self.articles.get(article)?;
                Line::Incident(rows, &rows.proposed.get(*number)?.filed.row)
            }
            At::Mention(article, number) => {
                let rows = self.articles.get(article)?;
                Line::Mention(rows, &rows.mentions.get(*number)?.row)
            }
            At::Faction(number) => Line::Faction(&self.factions.get(*number)?.row),
        })
    }

    /// The kinds that rows of this table have, in order.
    #[must_use]
    pub fn kinds(&self) -> BTreeSet<&str> {
        let articles = self.articles.values();
        let kinds: BTreeSet<&str> = match self.tab {
            Tab::Incidents => {
                let rows = articles.flat_map(|article| &article.incidents);
                rows.map(|filed| filed.row.kind.as_str()).collect()
            }
            Tab::Factions => {
                let rows = self.factions.iter();
                rows.map(|filed| filed.row.side.as_str()).collect()
            }
            _ => {
                let rows = articles.flat_map(|article| &article.mentions);
                let rows = rows.filter(|filed| self.belongs(&filed.row));
                rows.map(|filed| filed.row.kind.as_str()).collect()
            }
        };
        kinds.into_iter().filter(|kind| !kind.is_empty()).collect()
    }

    /// Whether a span is a row of this table.
    fn belongs(&self, row: &MentionRow) -> bool {
        match self.tab {
            Tab::Casualties => row.sense == Some(Sense::Casualty),
            Tab::Strikes => matches!(row.sense, Some(Sense::Strike | Sense::Clash)),
            Tab::Mentions => true,
            Tab::Incidents | Tab::Factions => false,
        }
    }

    /// The article of the cursor's cell, and the first words that the cell rests on.
    #[must_use]
    pub fn target(&self, catalogue: &Catalogue) -> Option<(ArticleId, Option<ByteRange>)> {
        let (row, column) = self.cursor;
        let line = self.line(row)?;
        let article = match line {
            Line::Incident(article, _) | Line::Mention(article, _) => article,
            Line::Faction(faction) => {
                let (article, range) = faction.first.clone()?;
                return Some((article, Some(range)));
            }
        };
        let columns = self.columns();
        let spans = columns.get(column).map(|c| cell(line, *c, catalogue).spans);
        // A cell that rests on nothing leads to what says that it happened.
        let all = match line {
            Line::Incident(_, row) => {
                let first = row.triggers.iter().chain(&row.spans);
                first.copied().collect()
            }
            _ => Vec::new(),
        };
        let mut spans = spans.into_iter().flatten().chain(all);
        let range = spans.find_map(|span| article.range(span));
        Some((article.article.clone(), range))
    }

    /// Rows as text with tabs between cells and a line each; `None` for all that are shown, with
    /// the names of the columns.
    #[must_use]
    pub fn copied(&self, row: Option<usize>, catalogue: &Catalogue) -> String {
        let columns = self.columns();
        let clean = |words: String| words.replace(['\t', '\n', '\r'], " ");
        let line = |line: Line<'_>| {
            let cells = columns
                .iter()
                .map(|c| clean(cell(line, *c, catalogue).words));
            cells.collect::<Vec<_>>().join("\t")
        };
        if let Some(row) = row {
            return self.line(row).map(line).unwrap_or_default();
        }
        let names = columns.iter().map(|column| catalogue.t(column.key()));
        let mut text = names.collect::<Vec<_>>().join("\t");
        for at in &self.lines {
            if let Some(row) = self.resolve(at) {
                text.push('\n');
                text.push_str(&line(row));
            }
        }
        text
    }

    /// Shows another table.
    pub(super) fn set_tab(&mut self, tab: Tab, catalogue: &Catalogue) {
        if self.tab != tab {
            self.tab = tab;
            self.sort = None;
            self.cursor = (0, 0);
            self.filter = Filter {
                text: std::mem::take(&mut self.filter.text),
                progress: self.filter.progress,
                ..Filter::default()
            };
            self.refresh(catalogue);
        }
    }

    /// Sorts by a column; by the same again the other way round, and then not at all.
    pub(super) fn sort_by(&mut self, column: Column, catalogue: &Catalogue) {
        self.sort = match self.sort {
            // Of numbers the greatest are looked for.
            Some((same, down)) if same == column => {
                (down == column.is_number()).then_some((column, !down))
            }
            _ => Some((column, column.is_number())),
        };
        self.refresh(catalogue);
    }

    /// Shows a column or hides it.
    pub(super) fn toggle(&mut self, column: Column) {
        let key = (self.tab, column);
        if !self.unusual.remove(&key) {
            self.unusual.insert(key);
        }
        // Something stays.
        if self.columns().is_empty() {
            self.unusual.remove(&key);
        }
        let last = self.columns().len().saturating_sub(1);
        self.cursor.1 = self.cursor.1.min(last);
    }

    pub(super) fn set_filter(&mut self, filter: Filter, catalogue: &Catalogue) {
        self.filter = filter;
        self.refresh(catalogue);
    }

    pub(super) fn point(&mut self, row: usize, column: usize) {
        let last = (
            self.len().saturating_sub(1),
            self.columns().len().saturating_sub(1),
        );
        self.cursor = (row.min(last.0), column.min(last.1));
    }

    pub(super) fn step(&mut self, step: Move) {
        let (row, column) = self.cursor;
        let moved = |from: usize, by: i32| from.saturating_add_signed(by as isize);
        match step {
            Move::Rows(by) => self.point(moved(row, by), column),
            Move::Columns(by) => self.point(row, moved(column, by)),
            Move::First => self.point(0, column),
            Move::Last => self.point(usize::MAX, column),
        }
    }

    /// Begins to gather the layers of somebody.
    pub(super) fn begin(&mut self, whose: Option<AnnotatorId>, articles: Vec<ArticleId>) {
        self.whose = whose;
        self.articles.clear();
        self.factions.clear();
        self.lines.clear();
        self.cursor = (0, 0);
        self.total = articles.len();
        self.queue = articles;
        self.queue.reverse();
        self.underway = 0;
        self.pictures.outdate();
        self.begun = true;
    }

    /// Shows incidents that are only proposed as well, or no longer. What is there stays while
    /// they are gathered.
    pub(super) fn toggle_proposed(&mut self, articles: Vec<ArticleId>, catalogue: &Catalogue) {
        self.proposed = !self.proposed;
        if self.shows_proposed() {
            self.total = articles.len();
            self.queue = articles;
            self.queue.reverse();
        } else {
            for rows in self.articles.values_mut() {
                Arc::make_mut(rows).proposed.clear();
            }
        }
        self.refresh(catalogue);
    }

    /// Whether gathering has begun.
    pub(super) fn has_begun(&self) -> bool {
        self.begun
    }

    /// Forgets all rows: what they were made with has changed.
    pub(super) fn clear(&mut self) {
        self.begun = false;
        self.stop();
    }

    /// Leaves what has not been gathered.
    pub(super) fn stop(&mut self) {
        self.queue.clear();
        self.underway = 0;
    }

    /// What is gathered next.
    pub(super) fn next(&mut self) -> Vec<ArticleId> {
        let most = if self.shows_proposed() {
            READ_AT_ONCE
        } else {
            AT_ONCE
        };
        let left = self.queue.len().saturating_sub(most);
        let mut next = self.queue.split_off(left);
        next.reverse();
        self.underway = next.len();
        self.newer.clear();
        next
    }

    /// Takes what was gathered.
    pub(super) fn take(&mut self, rows: Vec<ArticleRows>, catalogue: &Catalogue) {
        self.underway = 0;
        for rows in rows {
            if !self.newer.contains(&rows.article) {
                self.articles.insert(rows.article.clone(), Arc::new(rows));
            }
        }
        self.refresh(catalogue);
    }

    /// Gathers an article again, later.
    pub(super) fn renew(&mut self, article: &ArticleId) {
        self.newer.insert(article.clone());
        if !self.queue.contains(article) {
            self.queue.push(article.clone());
            self.total = self.total.max(self.queue.len());
        }
    }

    /// What waits to be gathered again, the next one last.
    pub(super) fn waiting(&self) -> &[ArticleId] {
        &self.queue
    }

    /// Takes the rows of an article whose layer has changed. Where their number is the same, no
    /// row moves under the user's hands.
    pub(super) fn update(&mut self, rows: ArticleRows, catalogue: &Catalogue) {
        let numbers = |rows: &ArticleRows| {
            let joined = (rows.incidents.len(), rows.proposed.len());
            (joined, rows.mentions.len())
        };
        let before = self.articles.get(&rows.article).map(|rows| numbers(rows));
        let same = before == Some(numbers(&rows)) && self.tab != Tab::Factions;
        self.newer.insert(rows.article.clone());
        self.queue.retain(|waiting| *waiting != rows.article);
        self.articles.insert(rows.article.clone(), Arc::new(rows));
        self.pictures.outdate();
        if !same {
            self.refresh(catalogue);
        }
    }

    /// Filters and sorts anew.
    pub(super) fn refresh(&mut self, catalogue: &Catalogue) {
        if self.tab == Tab::Factions {
            self.factions = rows::factions(self.articles.values().map(|rows| &**rows));
        }
        let words = fold(&self.filter.text);
        let words: Vec<&str> = words.as_str().split_whitespace().collect();
        let kind = self.filter.kind.as_deref();
        let fits = |folded: &str, own: &str| {
            words.iter().all(|word| folded.contains(word)) && kind.is_none_or(|kind| kind == own)
        };
        let mut lines: Vec<At> = Vec::new();
        let progress = self.filter.progress;
        let articles = self.articles.values();
        for article in articles.filter(|rows| progress.is_none_or(|p| p == rows.progress)) {
            let id = &article.article;
            if self.tab == Tab::Incidents {
                let rows = article.incidents.iter().enumerate();
                let rows = rows.filter(|(_, filed)| {
                    fits(&filed.folded, &filed.row.kind) && self.filter.holds(&filed.row)
                });
                lines.extend(rows.map(|(number, _)| At::Incident(id.clone(), number)));
                let rows = article.proposed.iter().enumerate();
                let rows = rows.filter(|(_, row)| {
                    let filed = &row.filed;
                    self.shows_proposed()
                        && fits(&filed.folded, &filed.row.kind)
                        && self.filter.holds(&filed.row)
                });
                lines.extend(rows.map(|(number, _)| At::Proposed(id.clone(), number)));
            } else if self.tab != Tab::Factions {
                let rows = article.mentions.iter().enumerate();
                let rows = rows.filter(|(_, filed)| {
                    let row = &filed.row;
                    self.belongs(row) && fits(&filed.folded, &row.kind)
                });
                lines.extend(rows.map(|(number, _)| At::Mention(id.clone(), number)));
            }
        }
        if self.tab == Tab::Factions {
            let rows = self.factions.iter().enumerate();
            let rows = rows.filter(|(_, filed)| fits(&filed.folded, &filed.row.side));
            lines.extend(rows.map(|(number, _)| At::Faction(number)));
        }
        if let Some((column, down)) = self.sort {
            let mut keyed: Vec<(Option<Key>, At)> = lines
                .into_iter()
                .map(|at| {
                    let line = self.resolve(&at);
                    (line.map(|line| Key::of(line, column, catalogue)), at)
                })
                .collect();
            keyed.sort_by(|(a, _), (b, _)| match (a, b) {
                (Some(a), Some(b)) => a.compare(b, down),
                _ => std::cmp::Ordering::Equal,
            });
            lines = keyed.into_iter().map(|(_, at)| at).collect();
        }
        self.lines = lines;
        self.pictures.outdate();
        let (row, column) = self.cursor;
        self.point(row, column);
    }
}
