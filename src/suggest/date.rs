//! DATE: weekdays, days of a month, yesterday; resolved against the day of publication.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::Suggestion;
use super::page::Page;
use crate::lexicon::{Match, Table};
use crate::text::token::Kind;

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    let mut at = 0;
    while at < page.tokens.len() {
        let matches = page.at(at, Table::Calendar);
        let date = matches.iter().find_map(|m| match m.entry.class.as_str() {
            "weekday" => weekday(page, m),
            "relative" => relative(page, m),
            "month" => month(page, m),
            _ => None,
        });
        match date {
            Some((suggestion, end)) => {
                at = end;
                found.push(suggestion);
            }
            None => match year(page, at) {
                Some(suggestion) => {
                    found.push(suggestion);
                    at += 1;
                }
                None => at += 1,
            },
        }
    }
}

/// A year by itself, after a word that makes it one: في 2015, عام 2015.
fn year(page: &Page<'_>, at: usize) -> Option<Suggestion> {
    let number: i16 = page.word(at).parse().ok()?;
    let before = page.bare(at.checked_sub(1)?);
    let named = matches!(before, "عام" | "سنه" | "العام");
    let after = matches!(before, "في" | "منذ" | "in" | "since");
    if !(1900..=2100).contains(&number) || page.word(at).len() != 4 || !(named || after) {
        return None;
    }
    let (first, skip) = if named {
        (at - 1, page.word(at - 1).len() - before.len())
    } else {
        (at, 0)
    };
    let suggestion = page.suggestion("date", "date/year", (first, skip, at + 1), 0.75)?;
    Some(
        suggestion
            .with("iso", &format!("{number:04}"))
            .with("precision", "year"),
    )
}

fn weekday(page: &Page<'_>, m: &Match<'_>) -> Option<(Suggestion, usize)> {
    let value = m.entry.kind.split(['+', '@']).next()?;
    let day = match value {
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        _ => return None,
    };
    let (mut first, mut skip) = (m.first, m.skip);
    let with_day = matches!(
        page.bare(first.wrapping_sub(1)),
        "يوم" | "مساء" | "صباح" | "فجر" | "ليله"
    );
    // الأحد and الاثنين are numbers too: without يوم the article must be there.
    let word = page.word(m.first).get(m.skip..).unwrap_or("");
    if !with_day && !word.starts_with("ال") && !word.is_ascii() {
        return None;
    }
    if with_day && skip == 0 {
        let before = first - 1;
        skip = page.word(before).len() - page.bare(before).len();
        first = before;
    }
    let resolved = page
        .context
        .published
        .and_then(|published| last(published, day));
    let suggestion = page.suggestion("date", "date/weekday", (first, skip, m.end), 0.85)?;
    Some((dated(suggestion, resolved), m.end))
}

/// The most recent day with that name, the day of publication included.
fn last(published: Date, day: Weekday) -> Option<Date> {
    (0..7)
        .filter_map(|back: i32| published.checked_sub(back.days()).ok())
        .find(|date| date.weekday() == day)
}

fn relative(page: &Page<'_>, m: &Match<'_>) -> Option<(Suggestion, usize)> {
    let value = m.entry.kind.as_str();
    let days: Option<i32> = value
        .strip_suffix('d')
        .and_then(|number| number.parse().ok());
    // Words such as الماضي alone point nowhere; لليوم الثاني counts days.
    let days = days.filter(|_| m.skip == 0)?;
    let resolved = page
        .context
        .published
        .and_then(|published| published.checked_add(days.days()).ok());
    // The weekday may follow: أمس الخميس.
    let day = page.at(m.end, Table::Calendar);
    let day = day
        .iter()
        .find(|d| d.entry.class == "weekday" && d.skip == 0);
    let end = day.map_or(m.end, |day| day.end);
    let suggestion = page.suggestion("date", "date/relative", (m.first, m.skip, end), 0.75)?;
    Some((dated(suggestion, resolved), end))
}

fn month(page: &Page<'_>, m: &Match<'_>) -> Option<(Suggestion, usize)> {
    let month: i8 = m.entry.kind.parse().ok()?;
    let number = |at: usize| -> Option<i16> {
        (page.tokens.kind(at) == Some(Kind::Number))
            .then(|| page.word(at).parse().ok())
            .flatten()
    };
    let day = m
        .first
        .checked_sub(1)
        .and_then(|at| Some((at, number(at)?)))
        .filter(|(_, day)| (1..=31).contains(day) && m.skip == 0);
    let mut end = m.end;
    // A pair of names: شباط/فبراير.
    if page.word(end) == "/"
        && let Some(other) = page
            .at(end + 1, Table::Calendar)
            .iter()
            .find(|other| other.entry.class == "month" && other.entry.kind == m.entry.kind)
    {
        end = other.end;
    }
    let year = number(end).filter(|year| (1900..=2100).contains(year));
    let with_year = year.is_some();
    if year.is_some() {
        end += 1;
    }
    if day.is_none() && year.is_none() {
        return None;
    }
    let first = day.map_or(m.first, |(at, _)| at);
    let skip = if day.is_some() { 0 } else { m.skip };
    let published = page.context.published;
    let resolved_year = year.or_else(|| published.map(|date| date.year()));
    let suggestion = page.suggestion("date", "date/month", (first, skip, end), 0.85)?;
    let suggestion = match (resolved_year, day) {
        (Some(year), Some((_, day))) => {
            let day = i8::try_from(day).ok()?;
            let date = Date::new(year, month, day).ok();
            // Without a year it is the most recent one.
            let date = match (date, published) {
                (Some(date), Some(published)) if !with_year && date > published => {
                    Date::new(year - 1, month, day).ok()
                }
                (date, _) => date,
            };
            dated(suggestion, date)
        }
        (Some(year), None) => suggestion
            .with("iso", &format!("{year:04}-{month:02}"))
            .with("precision", "month"),
        _ => suggestion,
    };
    Some((suggestion, end))
}

fn dated(suggestion: Suggestion, date: Option<Date>) -> Suggestion {
    match date {
        Some(date) => suggestion
            .with("iso", &date.to_string())
            .with("precision", "day"),
        None => suggestion,
    }
}
