//! DATE: days, weeks, months and years that can be put on a calendar, resolved against the day of
//! publication and written in the Extended Date/Time Format (EDTF).
//!
//! [`named`] reads days and months by name, [`counted`] times told by a number and a unit,
//! [`hijri`] knows when lunar months begin. A preposition (في, منذ) stays outside; منذ leaves the
//! end open.

mod counted;
mod hijri;
mod named;

use jiff::civil::Date;

use super::Suggestion;
use super::page::Page;
use crate::lexicon::{Class, Match, Table};

/// A time found in an article.
struct When {
    /// Its first token, the particles on that, and the token after its last.
    place: (usize, usize, usize),
    /// What it is in EDTF, where the day of publication is known.
    iso: Option<String>,
    /// How exact it is.
    precision: &'static str,
    rule: &'static str,
    confidence: f64,
}

impl When {
    fn new(place: (usize, usize, usize), precision: &'static str, rule: &'static str) -> Self {
        Self {
            place,
            iso: None,
            precision,
            rule,
            confidence: 0.85,
        }
    }

    fn on(self, iso: Option<String>) -> Self {
        Self { iso, ..self }
    }

    fn sure(self, confidence: f64) -> Self {
        Self { confidence, ..self }
    }
}

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    let mut at = 0;
    while at < page.tokens.len() {
        let Some(when) = may_begin(page, at).then(|| read(page, at)).flatten() else {
            at += 1;
            continue;
        };
        at = when.place.2.max(at + 1);
        found.extend(suggestion(page, &when));
    }
}

/// Whether a time may begin at a token: most words need no rule to tell that none does.
#[inline]
fn may_begin(page: &Page<'_>, at: usize) -> bool {
    page.may_count(at)
        || page.is_stem(at, Class::TimeUnit)
        || page.is_bare(at, Class::TimeLead)
        || page.is_bare(at, Class::Nth)
        || page.has(at, Table::Calendar)
}

fn read(page: &Page<'_>, at: usize) -> Option<When> {
    let matches = page.at(at, Table::Calendar).iter();
    counted::in_digits(page, at)
        .or_else(|| counted::ago(page, at))
        .or_else(|| counted::past(page, at))
        .or_else(|| named::day_and_month(page, at))
        .or_else(|| matches.clone().find_map(|m| by_class(page, m)))
        .or_else(|| counted::year(page, at))
}

fn by_class(page: &Page<'_>, m: &Match<'_>) -> Option<When> {
    match m.entry.class.as_str() {
        "weekday" => named::weekday(page, m),
        "month" => named::month(page, m),
        "hijri_month" => named::hijri_month(page, m),
        "season" => named::season(page, m),
        "relative" => named::relative(page, m),
        _ => None,
    }
}

fn suggestion(page: &Page<'_>, when: &When) -> Option<Suggestion> {
    let mut suggestion = page.suggestion("date", when.rule, when.place, when.confidence)?;
    let Some(iso) = &when.iso else {
        return Some(suggestion);
    };
    let kind = if iso.contains('/') {
        "duration"
    } else {
        "point"
    };
    suggestion
        .say("iso", iso)
        .say("precision", when.precision)
        .say("type", kind);
    Some(suggestion)
}

/// Whether منذ or since stands before a token: the end is open.
fn is_open(page: &Page<'_>, first: usize) -> bool {
    let before = page.before(first, 1).trim_start_matches('و');
    matches!(before, "منذ" | "since")
}

/// A day in EDTF, open if منذ stands before it.
fn open(page: &Page<'_>, first: usize, iso: String) -> String {
    if is_open(page, first) && !iso.contains('/') {
        format!("{iso}/..")
    } else {
        iso
    }
}

/// From one day to another.
fn span(from: Date, to: Date) -> String {
    format!("{from}/{to}")
}
