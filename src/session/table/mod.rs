//! The tables over the whole project: incidents, casualties, strikes, factions, mentions.
//!
//! The rows are kept article by article ([`rows`]), gathered in the background a few hundred
//! articles at a time ([`gathering`]), and made anew for an article whose layer has changed. What
//! is shown is a list of places of rows, filtered and sorted ([`sieve`]); only the rows on screen
//! become words ([`column`]).
//!
//! Invariant: a call costs the window's thread no more than passing over the list of places once.
//! Many rows are looked through on another thread, and until it answers those of before are shown.

pub mod charted;
pub mod column;
mod columns;
mod copying;
mod gathering;
pub mod keys;
pub mod pick;
pub mod proposed;
mod queue;
pub mod rows;
mod shelf;
mod sieve;
mod tab;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::jobs;
use crate::model::annotations::Progress;
use crate::model::id::{AnnotatorId, ArticleId};
use crate::session::locale::Catalogue;
use crate::text::offset::ByteRange;
use charted::Charted;
use column::{Line, cell};
pub use columns::Columns;
use gathering::Gathering;
use proposed::ProposedRow;
use rows::{ArticleRows, FactionRow, Filed};
use shelf::{Rows, Shelf};
pub(in crate::session) use sieve::Sifted;
use sieve::{At, Part, Sieve, View};
pub use tab::{Column, Tab};

/// How many rows are looked through at once; more on another thread.
const FEW: usize = 2_000;

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
    columns: Columns,
    cursor: (usize, usize),
    shelf: Shelf,
    /// The rows that are shown.
    sifted: Sifted,
    /// The number of the question which rows are to be shown, of the last answer, and of the
    /// question that another thread is working on.
    asked: u64,
    answered: u64,
    underway: Option<u64>,
    /// The articles that have come or changed since that thread began.
    touched: BTreeSet<u32>,
    /// Whether its answer will be outdated as a whole.
    again: bool,
    /// Pictures of what is shown.
    pub pictures: Charted,
    gathering: Gathering,
}

/// The row at a place.
fn resolve<'a>(articles: &'a Rows, factions: &'a [Filed<FactionRow>], at: At) -> Option<Line<'a>> {
    let number = at.number as usize;
    if at.part == Part::Faction {
        return Some(Line::Faction(&factions.get(number)?.row));
    }
    let rows = articles.get(at.article as usize)?.as_deref()?;
    Some(match at.part {
        Part::Incident => Line::Incident(rows, &rows.incidents.get(number)?.row),
        Part::Proposed => Line::Incident(rows, &rows.proposed.get(number)?.filed.row),
        Part::Mention | Part::Faction => Line::Mention(rows, &rows.mentions.get(number)?.row),
    })
}

impl Table {
    /// Tables without rows, with columns as they were chosen before.
    #[must_use]
    pub fn showing(columns: Columns) -> Self {
        Self {
            columns,
            ..Self::default()
        }
    }

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
        self.columns.of(self.tab, self.shows_proposed())
    }

    /// Which columns all tables show.
    #[must_use]
    pub fn chosen(&self) -> &Columns {
        &self.columns
    }

    /// Whether incidents that are only proposed are shown as well: beside the user's own.
    #[must_use]
    pub fn shows_proposed(&self) -> bool {
        self.proposed && self.whose.is_none()
    }

    /// The proposed incident that the cursor is at, with its article.
    #[must_use]
    pub fn proposed_here(&self) -> Option<(&ArticleId, &ProposedRow)> {
        let at = self.sifted.rows.get(self.cursor.0)?.at;
        let rows = self.shelf.get(at.article)?;
        let row = rows.proposed.get(at.number as usize)?;
        (at.part == Part::Proposed).then_some((&rows.article, row))
    }

    /// The rows of an article, once they are gathered.
    pub(super) fn article(&self, id: &ArticleId) -> Option<&ArticleRows> {
        self.shelf.find(id).map(|rows| &**rows)
    }

    /// The row and column of the cursor.
    #[must_use]
    pub fn cursor(&self) -> (usize, usize) {
        self.cursor
    }

    /// How many rows are shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sifted.rows.len()
    }

    /// Whether no row is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sifted.rows.is_empty()
    }

    /// Whether other rows are asked for than those that are shown.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        self.asked != self.answered
    }

    /// A row that is shown.
    #[must_use]
    pub fn line(&self, number: usize) -> Option<Line<'_>> {
        let row = self.sifted.rows.get(number)?;
        resolve(self.shelf.all(), &self.sifted.factions, row.at)
    }

    /// The kinds that rows of this table have, in order.
    #[must_use]
    pub fn kinds(&self) -> &BTreeSet<String> {
        &self.sifted.kinds
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

    /// Shows another table.
    pub(super) fn set_tab(&mut self, tab: Tab, catalogue: &Arc<Catalogue>) {
        if self.tab != tab {
            self.tab = tab;
            self.sort = None;
            self.cursor = (0, 0);
            self.filter = Filter {
                text: std::mem::take(&mut self.filter.text),
                progress: self.filter.progress,
                ..Filter::default()
            };
            self.ask(catalogue);
        }
    }

    /// Sorts by a column; by the same again the other way round, and then not at all.
    pub(super) fn sort_by(&mut self, column: Column, catalogue: &Arc<Catalogue>) {
        self.sort = match self.sort {
            // Of numbers the greatest are looked for.
            Some((same, down)) if same == column => {
                (down == column.is_number()).then_some((column, !down))
            }
            _ => Some((column, column.is_number())),
        };
        self.ask(catalogue);
    }

    /// Shows a column or hides it.
    pub(super) fn toggle(&mut self, column: Column) {
        self.columns.toggle(self.tab, column);
        self.stay();
    }

    /// Shows the usual columns.
    pub(super) fn reset_columns(&mut self) {
        self.columns.reset(self.tab);
        self.stay();
    }

    /// Puts a column to the place of another one; the cursor goes along.
    pub(super) fn put_column(&mut self, column: Column, before: Column) {
        let at = self.columns().get(self.cursor.1).copied();
        self.columns.put(self.tab, column, before);
        let mut columns = self.columns().into_iter();
        if let Some(place) = columns.position(|column| Some(column) == at) {
            self.cursor.1 = place;
        }
    }

    /// Puts the cursor's column a place onward or back.
    pub(super) fn shift_column(&mut self, onward: bool) {
        let (columns, at) = (self.columns(), self.cursor.1);
        let to = if onward {
            Some(at + 1)
        } else {
            at.checked_sub(1)
        };
        let to = to.and_then(|to| columns.get(to));
        if let Some((column, to)) = columns.get(at).zip(to) {
            self.put_column(*column, *to);
        }
    }

    /// Keeps the cursor where there is something.
    fn stay(&mut self) {
        let (row, column) = self.cursor;
        self.point(row, column);
    }

    pub(super) fn set_filter(&mut self, filter: Filter, catalogue: &Arc<Catalogue>) {
        self.filter = filter;
        self.ask(catalogue);
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

    /// Shows the rows of articles that have come or changed. The cursor goes with its row, except
    /// at the head of the table: who looks at the first rows is not carried off by those that
    /// come.
    fn came(&mut self, articles: BTreeSet<u32>, catalogue: &Arc<Catalogue>) {
        if articles.is_empty() {
            return;
        }
        if self.tab != Tab::Factions {
            let (row, column) = self.cursor;
            let here = self.sifted.rows.get(row).filter(|_| row > 0);
            let here = here.map(|row| row.at);
            self.place(&articles, catalogue);
            let mut rows = self.sifted.rows.iter();
            if let Some(now) = here.and_then(|here| rows.position(|row| row.at == here)) {
                self.cursor = (now, column);
            }
        } else if self.underway.is_some() {
            // One answer after the other, however often something comes.
            self.again = true;
        } else {
            self.ask(catalogue);
        }
        self.touched.extend(articles);
        self.shown_anew();
    }

    /// Puts the rows of articles in their places among those that are shown.
    fn place(&mut self, articles: &BTreeSet<u32>, catalogue: &Catalogue) {
        if self.sifted.view.tab != Tab::Factions {
            let rows = |number| self.shelf.get(number).cloned();
            self.sifted.place(articles, rows, catalogue);
        }
    }

    fn view(&self) -> View {
        View::new(self.tab, &self.filter, self.sort, self.shows_proposed())
    }

    /// Asks which rows are shown. Of few that is answered at once.
    pub(super) fn ask(&mut self, catalogue: &Arc<Catalogue>) {
        self.asked += 1;
        if self.shelf.weight(self.tab) <= FEW {
            let sieve = self.sieve(catalogue);
            let sifted = sieve.and_then(|sieve| sieve.sift(&jobs::Progress::unwatched()));
            if let Some((asked, sifted)) = sifted {
                self.answer(asked, sifted, catalogue);
            }
        }
    }

    /// What another thread is to look through, if something is asked that none is working on.
    pub(super) fn sieve(&mut self, catalogue: &Arc<Catalogue>) -> Option<Sieve> {
        if !self.is_outdated() || self.underway == Some(self.asked) {
            return None;
        }
        self.underway = Some(self.asked);
        self.touched.clear();
        Some(Sieve {
            asked: self.asked,
            view: self.view(),
            articles: Arc::clone(self.shelf.all()),
            catalogue: Arc::clone(catalogue),
        })
    }

    /// Takes an answer, unless something else was asked since.
    pub(super) fn answer(&mut self, asked: u64, sifted: Sifted, catalogue: &Arc<Catalogue>) {
        if asked != self.asked {
            return;
        }
        self.answered = asked;
        self.underway = None;
        self.sifted = sifted;
        let touched = std::mem::take(&mut self.touched);
        self.place(&touched, catalogue);
        self.shown_anew();
        if std::mem::take(&mut self.again) {
            self.ask(catalogue);
        }
    }

    /// Other rows are shown.
    fn shown_anew(&mut self) {
        self.pictures.outdate();
        self.stay();
    }
}
