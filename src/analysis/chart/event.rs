//! Rows as events: linked ones are one, and what did not happen now is left out.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::place::is_on_earth;
use crate::analysis::incidents::same::together;
use crate::analysis::incidents::{Count, IncidentRow, Place};
use crate::model::id::ArticleId;
use crate::model::schema::Bilingual;

/// What was counted and what was not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The rows that were counted.
    pub rows: usize,
    /// The events that they are.
    pub events: usize,
    /// The articles that they are of.
    pub articles: usize,
    /// Rows that are denied, feared, or of an earlier time.
    pub left_out: usize,
    /// Events without a day exact enough for the axis of time.
    pub undated: usize,
    /// Events without coordinates.
    pub unlocated: usize,
}

/// Something that happened, told by one article or several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    /// The first and the last day on which it may have happened.
    pub days: Option<(Date, Date)>,
    /// The kind; empty if it is not said.
    pub kind: String,
    /// Who did it: key and names.
    pub attackers: BTreeMap<String, Bilingual>,
    /// The dead: the range over what the articles say.
    pub killed: Count,
    /// The injured, likewise.
    pub injured: Count,
    /// Where, if its coordinates are known.
    pub place: Option<Place>,
}

/// The events of rows, and what was left out.
pub(super) fn events<'a>(rows: impl IntoIterator<Item = &'a IncidentRow>) -> (Vec<Event>, Counted) {
    let mut counted = Counted::default();
    let mut articles: BTreeSet<&ArticleId> = BTreeSet::new();
    let mut linked: BTreeMap<&str, Vec<&IncidentRow>> = BTreeMap::new();
    let mut events = Vec::new();
    for row in rows {
        if !happened(row) {
            counted.left_out += 1;
            continue;
        }
        counted.rows += 1;
        articles.insert(&row.article);
        if row.event.is_empty() {
            events.push(one(&[row]));
        } else {
            linked.entry(&row.event).or_default().push(row);
        }
    }
    events.extend(linked.values().map(|rows| one(rows)));
    counted.articles = articles.len();
    counted.events = events.len();
    (events, counted)
}

/// Whether a row tells of something that happened now.
fn happened(row: &IncidentRow) -> bool {
    let real = matches!(row.realis.as_str(), "" | "actual");
    real && !row.is_background() && row.status != "denied"
}

/// The event of the rows that tell of it: of what they say differently, the most exact.
fn one(rows: &[&IncidentRow]) -> Event {
    let days = rows.iter().filter_map(|row| {
        let (first, last) = (row.when.start?, row.when.end?);
        Some((
            last.since(first).map_or(0, |span| span.get_days()),
            first,
            last,
        ))
    });
    let days = days.min().map(|(_, first, last)| (first, last));
    let kinds = rows.iter().map(|row| row.kind.as_str());
    // The kind that says most: an air strike is an attack as well.
    let kind = kinds.filter(|kind| !kind.is_empty()).min_by_key(|kind| {
        let sort = super::sort_of(kind);
        usize::from(sort == crate::model::violence::SORTS.len())
    });
    let attackers = rows.iter().flat_map(|row| &row.attackers);
    let attackers = attackers.map(|party| (party.key().to_owned(), party.names.clone()));
    let said = together(rows.iter().copied());
    let places = rows.iter().filter_map(|row| row.place.as_ref());
    let places = places.filter(|place| place.coordinates.is_some_and(is_on_earth));
    Event {
        days,
        kind: kind.unwrap_or_default().to_owned(),
        attackers: attackers.collect(),
        killed: said.killed,
        injured: said.injured,
        place: places
            .min_by_key(|place| place.precision.unwrap_or(u8::MAX))
            .cloned(),
    }
}
