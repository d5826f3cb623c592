//! Rows as text with tabs between the cells and a line each, for a spreadsheet.

use std::sync::Arc;

use super::column::{Line, cell};
use super::rows::{FactionRow, Filed};
use super::shelf::Rows;
use super::sieve::At;
use super::{Column, Table, resolve};
use crate::jobs::Progress;
use crate::session::locale::Catalogue;

/// Rows that are copied, away from the window.
pub(in crate::session) struct Copying {
    rows: Vec<At>,
    columns: Vec<Column>,
    articles: Arc<Rows>,
    factions: Arc<Vec<Filed<FactionRow>>>,
    catalogue: Arc<Catalogue>,
}

impl Copying {
    /// The names of the columns and the rows; `None` if it was stopped.
    pub(in crate::session) fn text(&self, progress: &Progress) -> Option<String> {
        let names = self.columns.iter();
        let names = names.map(|column| self.catalogue.t(column.key()));
        let mut text = names.collect::<Vec<_>>().join("\t");
        for (number, at) in self.rows.iter().enumerate() {
            if number % 1_000 == 0 {
                progress.set(number as u64, self.rows.len() as u64);
                if progress.is_cancelled() {
                    return None;
                }
            }
            if let Some(row) = resolve(&self.articles, &self.factions, *at) {
                text.push('\n');
                text.push_str(&cells(row, &self.columns, &self.catalogue));
            }
        }
        Some(text)
    }

    /// How many rows.
    pub(in crate::session) fn len(&self) -> usize {
        self.rows.len()
    }
}

impl Table {
    /// A row as text.
    #[must_use]
    pub fn copied(&self, row: usize, catalogue: &Catalogue) -> String {
        let columns = self.columns();
        let line = self.line(row);
        line.map(|line| cells(line, &columns, catalogue))
            .unwrap_or_default()
    }

    /// All rows that are shown, to be made into text.
    pub(in crate::session) fn copying(&self, catalogue: &Arc<Catalogue>) -> Copying {
        Copying {
            rows: self.sifted.rows.iter().map(|row| row.at).collect(),
            columns: self.columns(),
            articles: Arc::clone(self.shelf.all()),
            factions: Arc::clone(&self.sifted.factions),
            catalogue: Arc::clone(catalogue),
        }
    }
}

fn cells(line: Line<'_>, columns: &[Column], catalogue: &Catalogue) -> String {
    let clean = |words: String| words.replace(['\t', '\n', '\r'], " ");
    let cells = columns.iter();
    let cells = cells.map(|column| clean(cell(line, *column, catalogue).words));
    cells.collect::<Vec<_>>().join("\t")
}
