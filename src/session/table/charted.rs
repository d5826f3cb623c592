//! The numbers of the pictures below the table, made in the background from the rows that are shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Table;
use super::rows::{FactionRow, Filed};
use super::shelf::Rows;
use super::sieve::{At, Part};
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

/// The number of no article: what counts in all of them.
const EVERYWHERE: u32 = u32::MAX;

/// Which incidents of an article are counted.
enum Which {
    /// By their places in the list.
    Rows(BTreeSet<u32>),
    /// Those that rest on one of these spans.
    Resting(BTreeSet<SpanId>),
    /// Those of one of these parties.
    Parties(BTreeSet<String>),
}

/// The rows that pictures are made of, away from the window.
pub struct Charting {
    /// The state of the rows.
    rows: u64,
    shown: Vec<At>,
    articles: Arc<Rows>,
    factions: Arc<Vec<Filed<FactionRow>>>,
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
    /// Counts; for a thread of its own. Of incidents those that are shown are counted; of other
    /// tables those that rest on the spans that are shown, or are of the factions that are.
    #[must_use]
    pub fn count(&self) -> (u64, Charts) {
        let which = self.which();
        let articles = self.articles.iter().zip(0..);
        let rows = articles.flat_map(|(article, number)| {
            let which = match which.get(&number) {
                Some(which) => Some(which),
                None => which.get(&EVERYWHERE),
            };
            let chosen = article.as_deref().zip(which);
            chosen.into_iter().flat_map(|(article, which)| {
                let rows = (0..).zip(article.incidents.iter().map(|filed| &filed.row));
                rows.filter(|(number, row)| which.holds(*number, row))
                    .map(|(_, row)| row)
            })
        });
        (self.rows, Charts::of(rows))
    }

    /// Which incidents count of each article.
    fn which(&self) -> BTreeMap<u32, Which> {
        let mut which: BTreeMap<u32, Which> = BTreeMap::new();
        let mut parties: BTreeSet<String> = BTreeSet::new();
        for at in &self.shown {
            let number = at.number as usize;
            match at.part {
                Part::Incident => {
                    let rows = which.entry(at.article);
                    if let Which::Rows(rows) = rows.or_insert_with(|| Which::Rows([].into())) {
                        rows.insert(at.number);
                    }
                }
                Part::Mention => {
                    let article = self.articles.get(at.article as usize);
                    let article = article.and_then(|article| article.as_deref());
                    let mention = article.and_then(|article| article.mentions.get(number));
                    let spans = which.entry(at.article);
                    let spans = spans.or_insert_with(|| Which::Resting([].into()));
                    if let Which::Resting(spans) = spans {
                        spans.extend(mention.map(|mention| mention.row.span));
                    }
                }
                // What waits for a decision is nothing to draw yet.
                Part::Proposed => {}
                Part::Faction => {
                    let found = self.factions.get(number);
                    parties.extend(found.map(|faction| faction.row.key().to_owned()));
                }
            }
        }
        if !parties.is_empty() {
            which.insert(EVERYWHERE, Which::Parties(parties));
        }
        which
    }
}

impl Which {
    fn holds(&self, number: u32, row: &IncidentRow) -> bool {
        match self {
            Self::Rows(rows) => rows.contains(&number),
            Self::Resting(spans) => !spans.is_disjoint(&row.spans),
            Self::Parties(keys) => {
                let mut parties = row.attackers.iter().chain(&row.attacked);
                parties.any(|party| keys.contains(party.key()))
            }
        }
    }
}

impl Table {
    /// The rows that pictures are made of. Their articles are shared, not copied.
    #[must_use]
    pub fn charting(&self) -> Charting {
        Charting {
            rows: self.pictures.rows,
            shown: self.sifted.rows.iter().map(|row| row.at).collect(),
            articles: Arc::clone(self.shelf.all()),
            factions: Arc::clone(&self.sifted.factions),
        }
    }
}
