//! Days, months and seasons by name, and what is told from now: أمس, الأسبوع الماضي.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::counted::{digits, year_at};
use super::{When, hijri, open, span};
use crate::lexicon::{Class, Match, Table};
use crate::suggest::page::Page;

/// A month at a token with what belongs to it: its number, the token after it, the year, whether
/// it is the next one, and whether anything says that it is a month.
struct Month {
    number: i8,
    end: usize,
    year: Option<i16>,
    next: bool,
    told: bool,
}

fn month_at(page: &Page<'_>, at: usize) -> Option<Month> {
    let m = page
        .at(at, Table::Calendar)
        .iter()
        .find(|m| m.entry.class == "month")?;
    let number: i8 = m.entry.kind.parse().ok()?;
    let mut end = m.end;
    // A pair of names: شباط/فبراير, مارس آذار, نيسان (أبريل).
    let mark = usize::from(matches!(page.word(end), "/" | "("));
    let pair = page.at(end + mark, Table::Calendar).iter().find(|other| {
        other.entry.class == "month"
            && other.entry.kind == m.entry.kind
            && other.first > m.first
            && other.skip == 0
    });
    if let Some(other) = pair {
        end = other.end + usize::from(page.word(end) == "(");
    }
    let mut told = false;
    let mut next = false;
    if page.is(end, Class::Past) || matches!(page.word(end), "الجاري" | "الحالي") {
        end += 1;
        told = true;
    } else if matches!(page.word(end), "المقبل" | "القادم") {
        end += 1;
        (told, next) = (true, true);
    }
    let comma = usize::from(matches!(page.word(end), "،" | ","));
    let year = year_at(page, end + comma);
    if year.is_some() {
        end += comma + 1;
        told = true;
    }
    Some(Month {
        number,
        end,
        year,
        next,
        told,
    })
}

/// The day of a month before its name: its first token, the particles on it, the token of the
/// month, the day.
fn day_before_month(page: &Page<'_>, at: usize) -> Option<(usize, usize, i8)> {
    let (mut end, day, skip) = if let Some(day) = digits(page, at) {
        (at + 1, day, 0)
    } else if let Some(day) = page.bare_value(at, Class::Nth) {
        let mut day: i32 = day.parse().ok()?;
        let mut end = at + 1;
        // السابع والعشرين.
        if let Some(ten) = page.number_at(end).filter(|read| read.skip > 0) {
            day += i32::try_from(ten.quantity.best?).ok()?;
            end = ten.end;
        }
        (end, day, page.word(at).len() - page.bare(at).len())
    } else {
        let read = page
            .number_at(at)
            .filter(|read| page.word(read.first).starts_with("ال"))?;
        (
            read.end,
            i32::try_from(read.quantity.best?).ok()?,
            read.skip,
        )
    };
    if matches!(page.word(end), "من" | "of") {
        end += 1;
    }
    let end = end + usize::from(page.word(end) == "شهر");
    let day = i8::try_from(day)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    Some((end, skip, day))
}

/// Whether a day of this year that is still to come is meant: one that is held or planned then, and
/// not far ahead.
fn is_ahead(page: &Page<'_>, month: &Month, days: i32) -> bool {
    const SOON: i32 = 60;
    const BEFORE: usize = 5;
    let near = month.end.saturating_sub(BEFORE + 2)..month.end;
    days <= SOON
        && near
            .rev()
            .any(|at| page.is(at, Class::Planned) || page.is_bare(at, Class::Planned))
}

/// The date of a day and month: in its year, else the most recent one or the next.
fn resolve(page: &Page<'_>, month: &Month, day: i8) -> Option<Date> {
    let published = page.context.published;
    let year = month.year.or_else(|| published.map(|date| date.year()))?;
    let date = Date::new(year, month.number, day).ok()?;
    match published {
        // انتخابات 24 يونيو, told in the middle of June: what is near is near ahead too.
        Some(now)
            if month.year.is_none()
                && !month.next
                && date > now.checked_add(2.days()).ok()?
                && !is_ahead(page, month, (date - now).get_days()) =>
        {
            Date::new(year - 1, month.number, day).ok()
        }
        Some(now) if month.year.is_none() && month.next && date < now => {
            Date::new(year + 1, month.number, day).ok()
        }
        _ => Some(date),
    }
}

/// A day with its month: 14 شباط 2017, السابع من أكتوبر, يوم 12 جويلية الجاري, Oct. 7.
pub(super) fn day_and_month(page: &Page<'_>, at: usize) -> Option<When> {
    let day_word = usize::from(page.bare(at) == "يوم");
    let found = day_before_month(page, at + day_word).and_then(|(at_month, skip, day)| {
        let month = month_at(page, at_month)?;
        Some((skip, day, month))
    });
    if let Some((skip, day, month)) = found {
        let skip = if day_word > 0 {
            page.word(at).len() - page.bare(at).len()
        } else {
            skip
        };
        let iso = resolve(page, &month, day).map(|date| date.to_string());
        return Some(
            When::new((at, skip, month.end), "day", "date/month")
                .on(iso)
                .sure(0.9),
        );
    }
    // من الشهر الجاري.
    // English: October 7, 2023.
    let name = page
        .at(at, Table::Calendar)
        .iter()
        .find(|m| m.entry.class == "month")?;
    let dot = usize::from(page.word(name.end) == ".");
    let day = digits(page, name.end + dot).filter(|day| (1..=31).contains(day))?;
    if !page.word(at).is_ascii() {
        return None;
    }
    let mut end = name.end + dot + 1;
    let comma = usize::from(page.word(end) == ",");
    let year = year_at(page, end + comma);
    if year.is_some() {
        end += comma + 1;
    }
    let month = Month {
        number: name.entry.kind.parse().ok()?,
        end,
        year,
        next: false,
        told: true,
    };
    let iso = resolve(page, &month, i8::try_from(day).ok()?).map(|date| date.to_string());
    Some(
        When::new((at, 0, end), "day", "date/month")
            .on(iso)
            .sure(0.9),
    )
}

/// A month without a day: آب الماضي, في مايو, تشرين الثاني 2016.
pub(super) fn month(page: &Page<'_>, m: &Match<'_>) -> Option<When> {
    let month = month_at(page, m.first)?;
    let before = page.before(m.first, 1).trim_start_matches('و');
    let preposition = matches!(
        before,
        "في" | "منذ"
            | "خلال"
            | "شهر"
            | "شهري"
            | "حتي"
            | "بين"
            | "in"
            | "since"
            | "during"
            | "until"
    );
    if !month.told && !preposition {
        return None;
    }
    let attached = m.skip > 0 && !page.word(m.first).starts_with(['و', 'ف', 'ل', 'ب']);
    if attached {
        return None;
    }
    let first = resolve(page, &month, 1);
    let iso = first.map(|date| format!("{:04}-{:02}", date.year(), date.month()));
    let confidence = if month.told {
        0.85
    } else if m.contextual {
        0.6
    } else {
        0.75
    };
    Some(
        When::new((m.first, m.skip, month.end), "month", "date/month")
            .on(iso)
            .sure(confidence),
    )
}

/// A weekday, with the date after it if that is told: يوم السبت السابع من أكتوبر.
pub(super) fn weekday(page: &Page<'_>, m: &Match<'_>) -> Option<When> {
    let day = match m.entry.kind.split(['+', '@']).next()? {
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        _ => return None,
    };
    let last = m.end - 1;
    // الأحد and الاثنين are numbers too: without يوم the article must be there.
    let with_day = page.bare(m.first.wrapping_sub(1)) == "يوم" && m.skip == 0;
    let named =
        page.word(last).contains("ال") || m.end > m.first + 1 || page.word(m.first).is_ascii();
    if (m.contextual || !named) && !with_day {
        return None;
    }
    let part = part_before(page, m.first).filter(|_| m.skip == 0);
    let (first, skip) = match (with_day, part) {
        (_, Some(part)) => part,
        (true, None) => (
            m.first - 1,
            page.word(m.first - 1).len() - page.bare(m.first - 1).len(),
        ),
        _ => (m.first, m.skip),
    };
    let mut end = m.end;
    // The date itself, or أمس, or the other day of a night.
    let comma = usize::from(page.word(end) == "،" || page.word(end) == ",");
    if let Some(date) = day_and_month(page, end + comma) {
        return Some(When {
            place: (first, skip, date.place.2),
            rule: "date/weekday",
            ..date
        });
    }
    let now = page.context.published;
    let after = page.at(end, Table::Calendar).iter();
    let other = after.clone().find(|other| {
        other.skip == 0
            && !other.contextual
            && (other.entry.class == "weekday" || other.entry.kind.ends_with("1d"))
            && (page.bare(first).starts_with("ليل") || other.entry.class != "weekday")
    });
    if let Some(other) = other {
        end = other.end;
    }
    let next = m.entry.kind.contains('+');
    let past = page.is(end - 1, Class::Past);
    let date = now.and_then(|now| on_weekday(now, day, next, past));
    Some(When::new((first, skip, end), "day", "date/weekday").on(date.map(|date| date.to_string())))
}

/// A part of the day right before a token: its place.
fn part_before(page: &Page<'_>, first: usize) -> Option<(usize, usize)> {
    let at = first.checked_sub(1)?;
    let bare = page.bare(at);
    let part = matches!(
        bare,
        "صباح" | "مساء" | "فجر" | "ظهر" | "عصر" | "ليل" | "ليله" | "صبيحه" | "عشيه"
    );
    (part && page.tokens.same_sentence(at, first)).then(|| (at, page.word(at).len() - bare.len()))
}

/// The most recent day with that name, or the next one.
fn on_weekday(now: Date, day: Weekday, next: bool, past: bool) -> Option<Date> {
    let away = if next || past { 1..=7 } else { 0..=6 };
    away.filter_map(|days: i32| {
        let days = if next { days } else { -days };
        now.checked_add(days.days()).ok()
    })
    .find(|date| date.weekday() == day)
}

/// A lunar month with its year, or the most recent one where شهر says that it is one.
pub(super) fn hijri_month(page: &Page<'_>, m: &Match<'_>) -> Option<When> {
    let month: i32 = m.entry.kind.parse().ok()?;
    let gregorian = year_at(page, m.end);
    let year = digits(page, m.end).filter(|year| (1300..=1500).contains(year));
    let called = !m.contextual || page.before(m.first, 1) == "شهر";
    let year = match (year, gregorian) {
        (Some(year), _) => Some(year),
        (None, Some(gregorian)) => hijri::year_in(gregorian, month),
        // The name of a season of the year, not of a person.
        (None, None) if called => page.context.published.and_then(|now| {
            let this = hijri::year_in(now.year(), month)?;
            let begun = hijri::first_day(this, month).is_some_and(|first| first <= now);
            Some(if begun { this } else { this - 1 })
        }),
        _ => return None,
    };
    let told = year.is_some()
        && (gregorian.is_some() || digits(page, m.end).is_some_and(|y| (1300..=1500).contains(&y)));
    let end = m.end + usize::from(told);
    let iso = year
        .and_then(|year| hijri::days(year, month))
        .map(|(from, to)| span(from, to));
    Some(
        When::new((m.first, m.skip, end), "month", "date/hijri")
            .on(iso)
            .sure(if told { 0.85 } else { 0.6 }),
    )
}

/// A season with its year: صيف 2014.
pub(super) fn season(page: &Page<'_>, m: &Match<'_>) -> Option<When> {
    let year = year_at(page, m.end)?;
    let (from, to, next) = match m.entry.kind.as_str() {
        "spring" => (3, 5, 0),
        "summer" => (6, 8, 0),
        "autumn" => (9, 11, 0),
        _ => (12, 2, 1),
    };
    let iso = format!("{year:04}-{from:02}/{:04}-{to:02}", year + next);
    Some(
        When::new((m.first, m.skip, m.end + 1), "month", "date/season")
            .on(Some(iso))
            .sure(0.8),
    )
}

/// A time told from now: أمس, الأسبوع الماضي, مطلع الشهر الجاري, لليوم الثاني على التوالي.
pub(super) fn relative(page: &Page<'_>, m: &Match<'_>) -> Option<When> {
    let value = m.entry.kind.as_str();
    let now = page.context.published;
    // A span begins with the article: لليوم.
    let fused = m.skip == 0 && page.word(m.first).starts_with("لل");
    let skip = if fused { 'ل'.len_utf8() } else { m.skip };
    let place = (m.first, skip, m.end);
    if value == "Nth_day" {
        let ordinal = (m.first..m.end).find_map(|at| page.value(at, Class::Nth))?;
        let days: i32 = ordinal.parse().ok()?;
        let from = now.and_then(|now| now.checked_sub((days - 1).days()).ok());
        let iso = from.zip(now).map(|(from, to)| span(from, to));
        return Some(When::new(place, "day", "date/relative").on(iso).sure(0.8));
    }
    if let Some(third) = third_of_month(page, m) {
        return Some(third);
    }
    // Words such as الجاري alone point nowhere.
    if m.contextual || (m.skip > 0 && !page.word(m.first).starts_with(['و', 'ف'])) {
        return None;
    }
    let count = |suffix: char| -> Option<i32> {
        value.split('@').next()?.strip_suffix(suffix)?.parse().ok()
    };
    if let Some(days) = count('d') {
        let date = now.and_then(|now| now.checked_add(days.days()).ok());
        // The weekday may follow: أمس الخميس, صباح اليوم الجمعة.
        let day = page.at(m.end, Table::Calendar).iter();
        let day = day.clone().find(|d| {
            d.entry.class == "weekday"
                && d.skip == 0
                && !d.contextual
                && page.word(d.first).contains("ال")
        });
        let end = day.map_or(m.end, |day| day.end);
        let iso = date.map(|date| open(page, m.first, date.to_string()));
        return Some(
            When::new((m.first, m.skip, end), "day", "date/relative")
                .on(iso)
                .sure(0.8),
        );
    }
    if let Some(weeks) = count('w') {
        let monday = now.and_then(|now| {
            let back = i32::from(now.weekday().to_monday_zero_offset());
            now.checked_add((weeks * 7 - back).days()).ok()
        });
        let iso = monday.and_then(|monday| Some(span(monday, monday.checked_add(6.days()).ok()?)));
        return Some(When::new(place, "week", "date/relative").on(iso).sure(0.8));
    }
    if let Some(months) = count('m') {
        let date = now.and_then(|now| now.checked_add(months.months()).ok());
        let iso = date.map(|date| format!("{:04}-{:02}", date.year(), date.month()));
        return Some(When::new(place, "month", "date/relative").on(iso).sure(0.8));
    }
    let years = count('y')?;
    let date = now.and_then(|now| now.checked_add(years.years()).ok());
    let iso = date.map(|date| format!("{:04}", date.year()));
    Some(When::new(place, "year", "date/relative").on(iso).sure(0.8))
}

/// The start, middle or end of a month: منتصف حزيران 2014, مطلع الشهر الجاري.
fn third_of_month(page: &Page<'_>, m: &Match<'_>) -> Option<When> {
    let (from, to) = match m.entry.kind.as_str() {
        "start_m" => (1, 10),
        "mid_m" => (11, 20),
        "end_m" => (21, 31),
        _ => return None,
    };
    let (end, first) = if let Some(month) = month_at(page, m.end) {
        (month.end, resolve(page, &month, 1))
    } else {
        // The month that is meant is this one, or the last.
        let named = m.end > m.first + 1;
        let this = page.at(m.end - usize::from(named), Table::Calendar).iter();
        let this = this
            .clone()
            .find(|this| matches!(this.entry.kind.as_str(), "0m" | "-1m") && this.end > m.end);
        if this.is_none() && !named {
            return None;
        }
        let back = i32::from(this.is_some_and(|this| this.entry.kind == "-1m"));
        let now = page
            .context
            .published
            .and_then(|now| now.checked_sub(back.months()).ok());
        (
            this.map_or(m.end, |this| this.end),
            now.map(|now| now.first_of_month()),
        )
    };
    let iso = first.and_then(|first| {
        let last = first.last_of_month().day().min(to);
        let day = |day: i8| Date::new(first.year(), first.month(), day).ok();
        Some(span(day(from)?, day(last)?))
    });
    Some(
        When::new((m.first, m.skip, end), "month", "date/relative")
            .on(iso)
            .sure(0.8),
    )
}
