//! The numbers of the pictures below the table, made in the background from the rows that are shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::rows::ArticleRows;
use super::{At, Table};
use crate::analysis::chart::Charts;
use crate::analysis::incidents::IncidentRow;
use crate::model::id::SpanId;
use crate::session::picture::PictureKind;

/// The pictures of a table.
#[derive(Clone, Debug)]
pub struct Charted {
    /// Which one is looked at.
    pub kind: PictureKind,
    /// The numbers; `None` before they were counted for the first time.
    charts: Option<Arc<Charts>>,
    /// Changes with the rows that are shown.
    rows: u64,
    /// The rows that the numbers were counted from.
    counted: u64,
}

impl Default for Charted {
    fn default() -> Self {
        Self {
            kind: PictureKind::default(),
            charts: None,
            rows: 1,
            counted: 0,
        }
    }
}

/// Which incidents of an article are counted.
enum Which {
    /// By their places in the list.
    Rows(Vec<usize>),
    /// Those that rest on one of these spans.
    Resting(BTreeSet<SpanId>),
    /// Those of one of these parties.
    Parties(Arc<BTreeSet<String>>),
}

/// The rows that pictures are made of, away from the window.
pub struct Charting {
    /// The state of the rows.
    rows: u64,
    articles: Vec<(Arc<ArticleRows>, Which)>,
}

impl Charted {
    /// The numbers.
    #[must_use]
    pub fn charts(&self) -> Option<&Arc<Charts>> {
        self.charts.as_ref()
    }

    /// Says that the rows have changed.
    pub(super) fn outdate(&mut self) {
        self.rows += 1;
    }

    /// Whether the numbers are not those of the rows.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        self.rows != self.counted
    }

    /// Takes numbers.
    pub(in crate::session) fn take(&mut self, rows: u64, charts: Charts) {
        self.counted = rows;
        // Who draws them looks whether they are others.
        if self.charts.as_deref() != Some(&charts) {
            self.charts = Some(Arc::new(charts));
        }
    }
}

impl Charting {
    /// Counts; for a thread of its own.
    #[must_use]
    pub fn count(&self) -> (u64, Charts) {
        let rows = self.articles.iter().flat_map(|(article, which)| {
            let rows = article.incidents.iter().map(|filed| &filed.row);
            let rows = rows.enumerate();
            rows.filter(move |(number, row)| which.holds(*number, row))
                .map(|(_, row)| row)
        });
        (self.rows, Charts::of(rows))
    }
}

impl Which {
    fn holds(&self, number: usize, row: &IncidentRow) -> bool {
        match self {
            Self::Rows(rows) => rows.binary_search(&number).is_ok(),
            Self::Resting(spans) => !spans.is_disjoint(&row.spans),
            Self::Parties(keys) => {
                let mut parties = row.attackers.iter().chain(&row.attacked);
                parties.any(|party| keys.contains(party.key()))
            }
        }
    }
}

impl Table {
    /// The rows that pictures are made of: the incidents that are shown; in other tables those
    /// that rest on the spans that are shown, or are of the factions that are. Their articles are
    /// shared, not copied.
    #[must_use]
    pub fn charting(&self) -> Charting {
        let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut spans: BTreeMap<&str, BTreeSet<SpanId>> = BTreeMap::new();
        let mut parties: BTreeSet<String> = BTreeSet::new();
        for at in &self.lines {
            match at {
                At::Incident(article, number) => {
                    rows.entry(article.as_str()).or_default().push(*number);
                }
                At::Mention(article, number) => {
                    let found = self.articles.get(article);
                    let found = found.and_then(|article| article.mentions.get(*number));
                    let spans = spans.entry(article.as_str()).or_default();
                    spans.extend(found.map(|mention| mention.row.span));
                }
                // What waits for a decision is nothing to draw yet.
                At::Proposed(..) => {}
                At::Faction(number) => {
                    let found = self.factions.get(*number);
                    parties.extend(found.map(|faction| faction.row.key().to_owned()));
                }
            }
        }
        let parties = Arc::new(parties);
        let articles = self.articles.values().filter_map(|article| {
            let id = article.article.as_str();
            let which = if let Some(mut rows) = rows.remove(id) {
                rows.sort_unstable();
                Which::Rows(rows)
            } else if let Some(spans) = spans.remove(id) {
                Which::Resting(spans)
            } else if parties.is_empty() || article.incidents.is_empty() {
                return None;
            } else {
                Which::Parties(Arc::clone(&parties))
            };
            Some((Arc::clone(article), which))
        });
        Charting {
            articles: articles.collect(),
            rows: self.pictures.rows,
        }
    }
}
