//! One event told by several articles: which incidents may be it, and what they say together.
//!
//! Incidents are compared that are of different articles, no more than a day and a few
//! kilometres apart, and of a sort of violence in common. What else they share makes it more
//! likely; nothing is linked before an analyst says so.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::count::Count;
use super::party::Party;
use super::place::Place;
use super::row::IncidentRow;
use crate::model::schema::Bilingual;
use crate::model::violence::Sorts;
use crate::text::fold::fold_word;

/// How far two places of one event may be apart, in kilometres.
const NEAR: f64 = 10.0;

/// How sure it has to be before it is proposed.
const LEAST: f64 = 0.6;

/// Incidents that may be one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The numbers of their rows, ascending.
    pub rows: Vec<usize>,
    /// How sure the least sure of the links that hold it together is, from 0 to 1.
    pub confidence: f64,
    /// What they have in common.
    pub shared: BTreeSet<Shared>,
}

/// What two incidents have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shared {
    /// The day.
    Day,
    /// The place.
    Place,
    /// The kind, not only the sort of violence.
    Kind,
    /// A party that did it.
    Attacker,
    /// The number of dead or injured.
    Numbers,
}

impl Shared {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Day,
        Self::Place,
        Self::Kind,
        Self::Attacker,
        Self::Numbers,
    ];

    /// The name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Place => "place",
            Self::Kind => "kind",
            Self::Attacker => "attacker",
            Self::Numbers => "numbers",
        }
    }
}

/// What linked incidents say together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Together {
    /// How many articles tell of it.
    pub articles: usize,
    /// The dead: the range over what the articles say.
    pub killed: Count,
    /// The injured.
    pub injured: Count,
    /// Who reports it, none twice.
    pub sources: Vec<Bilingual>,
}

/// What the rows of one event say together. Each article counts the same dead, so nothing is
/// added.
#[must_use]
pub fn together<'a>(rows: impl IntoIterator<Item = &'a IncidentRow>) -> Together {
    let mut all = Together::default();
    let mut articles = BTreeSet::new();
    for row in rows {
        articles.insert(&row.article);
        all.killed = all.killed.hull(row.killed.total.count);
        all.injured = all.injured.hull(row.injured.total.count);
        for source in &row.sources {
            if !all.sources.contains(&source.names) {
                all.sources.push(source.names.clone());
            }
        }
    }
    all.articles = articles.len();
    all
}

/// The groups of rows that may be one event each, the surest first. A row is in one group at
/// most, an article once in a group; rows that are linked already are left out.
#[must_use]
pub fn groups(rows: &[IncidentRow]) -> Vec<Group> {
    let mut order: Vec<(Date, usize)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.event.is_empty() && row.realis != "hypothetical")
        .filter_map(|(number, row)| Some((day(row)?, number)))
        .collect();
    order.sort();
    let mut links: Vec<(f64, usize, usize, BTreeSet<Shared>)> = Vec::new();
    for (at, (first, a)) in order.iter().enumerate() {
        let later = order.iter().skip(at + 1);
        for (_, b) in later.take_while(|(other, _)| days_between(*first, *other) <= 1) {
            let (Some(one), Some(other)) = (rows.get(*a), rows.get(*b)) else {
                continue;
            };
            if let Some((sure, shared)) = compare(one, other).filter(|(sure, _)| *sure >= LEAST) {
                links.push((sure, *a.min(b), *a.max(b), shared));
            }
        }
    }
    links.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    join(rows, links)
}

/// Joins links into groups, the surest first.
fn join(rows: &[IncidentRow], links: Vec<(f64, usize, usize, BTreeSet<Shared>)>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (confidence, a, b, shared) in links {
        let of = |row: usize| groups.iter().position(|group| group.rows.contains(&row));
        let (own, other) = (of(a), of(b));
        if own.is_some() && own == other {
            continue;
        }
        let mut joined = Group {
            rows: vec![a, b],
            confidence,
            shared,
        };
        for place in [own, other].into_iter().flatten() {
            if let Some(group) = groups.get(place) {
                joined.rows.extend(&group.rows);
                joined.shared = joined.shared.intersection(&group.shared).copied().collect();
            }
        }
        joined.rows.sort_unstable();
        joined.rows.dedup();
        let articles = joined.rows.iter().filter_map(|row| rows.get(*row));
        let articles: BTreeSet<_> = articles.map(|row| &row.article).collect();
        if articles.len() < joined.rows.len() {
            continue;
        }
        groups.retain(|group| group.rows.iter().all(|row| !joined.rows.contains(row)));
        groups.push(joined);
    }
    groups.sort_by(|a, b| {
        let by_sureness = b.confidence.total_cmp(&a.confidence);
        by_sureness.then_with(|| a.rows.cmp(&b.rows))
    });
    groups
}

/// How sure it is that two incidents are one event; `None` if they cannot be.
fn compare(a: &IncidentRow, b: &IncidentRow) -> Option<(f64, BTreeSet<Shared>)> {
    if a.article == b.article || !Sorts::of(&a.kind).meet(Sorts::of(&b.kind)) {
        return None;
    }
    let mut sure = 0.1;
    let mut shared = BTreeSet::new();
    let mut add = |what, more: f64| {
        sure += more;
        shared.insert(what);
    };
    match days_between(day(a)?, day(b)?) {
        0 => add(Shared::Day, 0.25),
        // Told the day after, or around midnight.
        1 => add(Shared::Day, 0.12),
        _ => return None,
    }
    match (&a.place, &b.place) {
        (Some(a), Some(b)) => add(Shared::Place, places(a, b)?),
        _ => return None,
    }
    if a.kind == b.kind && !a.kind.is_empty() {
        add(Shared::Kind, 0.15);
    }
    match parties(&a.attackers, &b.attackers) {
        Some(true) => add(Shared::Attacker, 0.1),
        Some(false) => sure -= 0.1,
        None => {}
    }
    let counts = [(&a.killed, &b.killed), (&a.injured, &b.injured)];
    let alike: Vec<bool> = counts
        .iter()
        .filter_map(|(a, b)| numbers(a.total.count, b.total.count))
        .collect();
    if alike.contains(&false) {
        sure -= 0.15;
    } else if alike.contains(&true) {
        sure += 0.15;
        shared.insert(Shared::Numbers);
    }
    Some((sure.clamp(0.0, 1.0), shared))
}

/// The day of an incident: its first, else that of its article.
fn day(row: &IncidentRow) -> Option<Date> {
    row.when.start.or(row.published)
}

fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}

/// How much it says that two places are the same or near; `None` if they are too far apart.
fn places(a: &Place, b: &Place) -> Option<f64> {
    let name = |place: &Place| {
        let names = &place.names;
        let name = if names.en.is_empty() {
            &names.ar
        } else {
            &names.en
        };
        fold_word(name)
    };
    // A country or a province is no place for two reports to meet.
    let exact = |place: &Place| place.precision.is_some_and(|precision| precision <= 3);
    if name(a) == name(b)
        && (a.country == b.country || a.country.is_empty() || b.country.is_empty())
    {
        return Some(if exact(a) { 0.35 } else { 0.15 });
    }
    match (a.coordinates, b.coordinates) {
        (Some(a_at), Some(b_at)) if exact(a) && exact(b) => {
            (kilometres(a_at, b_at) <= NEAR).then_some(0.25)
        }
        _ => {
            let within = |inner: &Place, outer: &Place| {
                inner
                    .admin
                    .iter()
                    .any(|part| fold_word(part) == name(outer))
            };
            (within(a, b) || within(b, a)).then_some(0.1)
        }
    }
}

/// The distance between two points in degrees, on a sphere.
fn kilometres((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    const RADIUS: f64 = 6371.0;
    let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
    let cosines = lat_a.to_radians().cos() * lat_b.to_radians().cos();
    let square = half(lat_a, lat_b) + cosines * half(lon_a, lon_b);
    2.0 * RADIUS * square.sqrt().min(1.0).asin()
}

/// Whether two accounts name a party in common; `None` where one of them names none.
fn parties(a: &[Party], b: &[Party]) -> Option<bool> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let known = |party: &&Party| !party.id.is_empty();
    let mut named = a.iter().filter(known);
    Some(named.any(|party| b.iter().any(|other| other.id == party.id)))
}

/// Whether two accounts may count the same: their ranges meet, or are a third apart at most.
/// Tolls rise from one report to the next.
fn numbers(a: Count, b: Count) -> Option<bool> {
    let (a_low, b_low) = (a.low.or(a.best)?, b.low.or(b.best)?);
    let (a_most, b_most) = (a.most?, b.most?);
    let (less, more) = if a_low <= b_low {
        (a_most.max(a_low), b_low)
    } else {
        (b_most.max(b_low), a_low)
    };
    Some(less >= more || (more - less) * 3 <= more)
}

#[cfg(test)]
mod tests {
    use super::super::tests::row_of;
    use super::*;

    const STRIKE: &str = "k strike «غارة» kind=airstrike
        l location «إدلب» canonical_en=Idlib type=city country=SY lat=35.93 lon=36.63
        d date «أمس» iso=2017-02-13
        x casualty «قتلى» effect=killed count=7
        trigger k
        location l
        date d
        casualty x";

    /// The row of an article that tells the strike with some words changed.
    fn row(number: usize, changes: &[(&str, &str)]) -> IncidentRow {
        row_of(STRIKE, number, changes)
    }

    #[test]
    fn what_tells_of_the_same_day_place_and_sort_may_be_one_event() {
        let same = [
            &[][..],
            &[("count=7", "count=9")],
            &[("2017-02-13", "2017-02-14")],
            &[("airstrike", "strike_unspecified")],
            &[("lat=35.93", "lat=35.95"), ("en=Idlib", "en=Binnish")],
        ];
        for changes in same {
            let found = groups(&[row(1, &[]), row(2, changes)]);
            assert_eq!(found.len(), 1, "{changes:?}");
            assert_eq!(found[0].rows, [0, 1]);
        }
        let other = [
            &[("2017-02-13", "2017-02-17")][..],
            &[("airstrike", "armed_clash")],
            &[("lat=35.93", "lat=36.20"), ("en=Idlib", "en=Aleppo")],
            &[
                ("airstrike", "strike_unspecified"),
                ("count=7", "count=40"),
                ("02-13", "02-14"),
            ],
        ];
        for changes in other {
            let found = groups(&[row(1, &[]), row(2, changes)]);
            assert_eq!(found, [], "{changes:?}");
        }
    }

    #[test]
    fn an_article_is_in_a_group_once_and_what_is_linked_is_not_proposed() {
        let twice = [row(1, &[]), row(1, &[("count=7", "count=8")]), row(2, &[])];
        let found = groups(&twice);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].rows, [0, 2], "the one that counts the same");
        let mut linked = [row(1, &[]), row(2, &[])];
        linked[1].event = "e".to_owned();
        assert_eq!(groups(&linked), []);
    }

    #[test]
    fn together_they_say_a_range_and_not_a_sum() {
        let rows = [row(1, &[]), row(2, &[("count=7", "count=9")])];
        let all = together(&rows);
        assert_eq!((all.articles, all.killed.to_string()), (2, "7–9".into()));
    }
}
