//! Times told by numbers: 14-5-2021, قبل ثلاثة أيام, الـ24 ساعة الماضية, عام 2015.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{When, is_open, span};
use crate::lexicon::Class;
use crate::suggest::page::Page;
use crate::text::number::Qualifier;
use crate::text::token::Kind;

/// The number in digits at a token.
pub(super) fn digits(page: &Page<'_>, at: usize) -> Option<i32> {
    let number = page.tokens.kind(at) == Some(Kind::Number);
    number.then(|| page.word(at).parse().ok()).flatten()
}

/// The year at a token.
pub(super) fn year_at(page: &Page<'_>, at: usize) -> Option<i16> {
    let year = digits(page, at).filter(|_| page.word(at).len() == 4)?;
    i16::try_from(year)
        .ok()
        .filter(|year| (1900..=2100).contains(year))
}

/// A date or a span of years in digits: 14/5/2021, 2015-08-21, 2014-2017.
pub(super) fn in_digits(page: &Page<'_>, at: usize) -> Option<When> {
    let joint = page.word(at + 1);
    let first = digits(page, at)?;
    let second = digits(page, at + 2).filter(|_| matches!(joint, "-" | "/"))?;
    if page.word(at + 3) == joint
        && let Some(third) = digits(page, at + 4)
    {
        let (year, day) = if first > 31 {
            (first, third)
        } else {
            (third, first)
        };
        let year = i16::try_from(year)
            .ok()
            .filter(|year| (1900..=2100).contains(year))?;
        let date = Date::new(year, i8::try_from(second).ok()?, i8::try_from(day).ok()?).ok()?;
        let when = When::new((at, 0, at + 5), "day", "date/digits");
        return Some(when.on(Some(date.to_string())));
    }
    let (from, to) = (year_at(page, at)?, year_at(page, at + 2)?);
    let when = When::new((at, 0, at + 3), "year", "date/digits");
    (from < to && joint == "-").then(|| when.on(Some(format!("{from}/{to}"))).sure(0.7))
}

/// A unit of time at a token: how many of which, `d w m y h`.
fn unit(page: &Page<'_>, at: usize) -> Option<(i64, char)> {
    let value = page.value(at, Class::TimeUnit)?;
    let name = value.chars().last()?;
    Some((value.trim_end_matches(name).parse().ok()?, name))
}

/// A number with its unit at a token: the token after it, how many, which, and how it is bounded.
fn duration(page: &Page<'_>, at: usize) -> Option<(usize, i64, char, Qualifier)> {
    if let Some(read) = page.number_at(at)
        && let Some((_, name)) = unit(page, read.end)
        && let Some(best) = read.quantity.best
    {
        return Some((
            read.end + 1,
            i64::try_from(best).ok()?,
            name,
            read.quantity.qualifier,
        ));
    }
    // أكثر من عام, نحو شهر.
    let (skipped, qualifier) = match (page.word(at), page.word(at + 1)) {
        ("اكثر", "من") => (2, Qualifier::MoreThan),
        ("نحو" | "حوالي" | "قرابه" | "about", _) => (1, Qualifier::Approx),
        ("a" | "an", _) => (1, Qualifier::Exact),
        _ => (0, Qualifier::Exact),
    };
    // منذ سنوات says nothing exact, عام 2015 is a year.
    let (count, name) = unit(page, at + skipped).filter(|(count, _)| *count > 0)?;
    let end = at + skipped + 1;
    year_at(page, end)
        .is_none()
        .then_some((end, count, name, qualifier))
}

/// The day some time before another one.
fn before(day: Date, count: i64, unit: char) -> Option<Date> {
    if count.abs() > 5000 {
        return None;
    }
    let back = match unit {
        'd' => count.days(),
        'w' => count.weeks(),
        'm' => count.months(),
        'y' => count.years(),
        _ => ((count + 23) / 24).days(),
    };
    day.checked_sub(back).ok()
}

fn precision(unit: char) -> &'static str {
    match unit {
        'w' => "week",
        'm' => "month",
        'y' => "year",
        _ => "day",
    }
}

/// A time before now: قبل ثلاثة أيام with the preposition, منذ أسبوعين without; three days ago.
pub(super) fn ago(page: &Page<'_>, at: usize) -> Option<When> {
    let arabic = matches!(page.word(at).trim_start_matches('و'), "قبل" | "منذ");
    let since = page.word(at).ends_with("منذ");
    let (end, count, name, qualifier) = duration(page, if arabic { at + 1 } else { at })?;
    let english = page.word(end) == "ago";
    if !arabic && !english {
        return None;
    }
    // قبل يومين من الانتخابات counts from something else.
    if arabic && page.word(end) == "من" && !since {
        return None;
    }
    let (first, skip, end) = match (since, english) {
        (true, _) => (at + 1, 0, end),
        (_, true) => (at, 0, end + 1),
        _ => (
            at,
            if page.word(at).starts_with('و') {
                'و'.len_utf8()
            } else {
                0
            },
            end,
        ),
    };
    let day = page
        .context
        .published
        .and_then(|day| before(day, count, name));
    let iso = day.map(|day| match (since, qualifier, name) {
        (true, ..) => format!("{day}/.."),
        (_, Qualifier::MoreThan, _) => format!("<{day}"),
        (_, _, 'm') => format!("{:04}-{:02}", day.year(), day.month()),
        (_, _, 'y') => format!("{:04}", day.year()),
        _ => day.to_string(),
    });
    Some(
        When::new((first, skip, end), precision(name), "date/ago")
            .on(iso)
            .sure(0.8),
    )
}

/// The time up to now: الـ24 ساعة الماضية, الأيام الثلاثة الماضية, الأسبوعين الماضيين.
pub(super) fn past(page: &Page<'_>, at: usize) -> Option<When> {
    let article =
        usize::from(page.word(at) == "ال" && page.tokens.kind(at + 1) == Some(Kind::Number));
    let (mut end, count, name) = if let Some(read) = page.number_at(at + article)
        && let Some((_, name)) = unit(page, read.end)
    {
        (read.end + 1, i64::try_from(read.quantity.best?).ok()?, name)
    } else {
        let value = page.stem_value(at, Class::TimeUnit)?;
        if !page.bare(at).starts_with("ال") {
            return None;
        }
        let name = value.chars().last()?;
        let count: i64 = value.trim_end_matches(name).parse().ok()?;
        let number = at + 1 + usize::from(page.word(at + 1) == "ال");
        match page.number_at(number) {
            Some(read) => (read.end, i64::try_from(read.quantity.best?).ok()?, name),
            None if count == 2 => (at + 1, count, name),
            None => return None,
        }
    };
    if page.word(end).starts_with("القليل") {
        end += 1;
    }
    if !page.is(end, Class::Past) {
        return None;
    }
    let skip = if article > 0 {
        0
    } else {
        page.number_at(at)
            .map_or(page.word(at).len() - page.bare(at).len(), |read| read.skip)
    };
    let now = page.context.published;
    let iso = now.and_then(|now| Some(span(before(now, count, name)?, now)));
    Some(
        When::new((at, skip, end + 1), precision(name), "date/past")
            .on(iso)
            .sure(0.8),
    )
}

/// A year by itself, after a word that makes it one: في 2015, عام 2015.
pub(super) fn year(page: &Page<'_>, at: usize) -> Option<When> {
    let year = year_at(page, at)?;
    let before = page.bare(at.checked_sub(1)?);
    let named = matches!(before, "عام" | "سنه" | "العام");
    let after = matches!(before, "في" | "منذ" | "in" | "since");
    if !named && !after {
        return None;
    }
    let place = if named {
        (at - 1, page.word(at - 1).len() - before.len(), at + 1)
    } else {
        (at, 0, at + 1)
    };
    let end = if is_open(page, place.0) { "/.." } else { "" };
    Some(
        When::new(place, "year", "date/year")
            .on(Some(format!("{year:04}{end}")))
            .sure(0.75),
    )
}
