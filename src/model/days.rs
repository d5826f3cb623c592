//! The days that a date written in EDTF means.

use jiff::civil::Date;

/// How exactly a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the week.
    Week,
    /// To the month, or the season.
    Month,
    /// To the year or less.
    Year,
}

impl Precision {
    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The precision with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Day, Self::Week, Self::Month, Self::Year]
            .into_iter()
            .find(|precision| precision.name() == name)
    }
}

/// The days of a date or an interval; a side that is open is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
    /// How exactly they are told.
    pub precision: Precision,
}

impl Days {
    /// Reads `2017`, `2017-02`, `2017-02-13`, `201X`, `2017-21`, intervals of them, and `<` or
    /// `>` before a date for what lies before or after it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(before) = text.strip_prefix('<') {
            let days = Self::one(before)?;
            return Some(Self {
                first: None,
                last: days.first,
                ..days
            });
        }
        if let Some(after) = text.strip_prefix('>') {
            let days = Self::one(after)?;
            return Some(Self {
                first: days.last,
                last: None,
                ..days
            });
        }
        let Some((from, to)) = text.split_once('/') else {
            return Self::one(text);
        };
        let (from, to) = (Self::one(from), Self::one(to));
        let precision = [from, to].into_iter().flatten().map(|side| side.precision);
        Some(Self {
            first: from.and_then(|side| side.first),
            last: to.and_then(|side| side.last),
            precision: precision.max()?,
        })
    }

    fn one(text: &str) -> Option<Self> {
        let text = text.trim_end_matches(['?', '~', '%']);
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next(), parts.next());
        let unknown = |part: &str, digit: &str| part.replace(['X', 'x'], digit);
        let years = ["0", "9"].map(|digit| unknown(year, digit).parse::<i16>().ok());
        let [Some(first), Some(last)] = years else {
            return None;
        };
        let month = month.and_then(|month| month.parse::<i8>().ok());
        let day = day.and_then(|day| day.parse::<i8>().ok());
        let (months, precision) = match month {
            None => ((1, 12), Precision::Year),
            Some(month @ 1..=12) => ((month, month), Precision::Month),
            // Seasons: winter begins its year here.
            Some(season @ 21..=24) => {
                let first = (season - 21) * 3 + 3;
                let winter = season == 24;
                (
                    if winter { (1, 2) } else { (first, first + 2) },
                    Precision::Month,
                )
            }
            Some(_) => return None,
        };
        if let Some(day) = day {
            let date = Date::new(first, months.0, day).ok()?;
            return Some(Self {
                first: Some(date),
                last: Some(date),
                precision: Precision::Day,
            });
        }
        let last = Date::new(last, months.1, 1).ok()?;
        Some(Self {
            first: Some(Date::new(first, months.0, 1).ok()?),
            last: Some(last.last_of_month()),
            precision,
        })
    }

    /// Whether any day may be of both.
    #[must_use]
    pub fn meet(self, other: Self) -> bool {
        let ends_before = |one: Option<Date>, other: Option<Date>| {
            one.zip(other).is_some_and(|(last, first)| last < first)
        };
        !ends_before(self.last, other.first) && !ends_before(other.last, self.first)
    }

    /// The first and the last of them, as exactly as they are told.
    #[must_use]
    pub fn ends(self) -> [Option<String>; 2] {
        let written = |day: Date| match self.precision {
            Precision::Day | Precision::Week => day.to_string(),
            Precision::Month => day.strftime("%Y-%m").to_string(),
            Precision::Year => day.strftime("%Y").to_string(),
        };
        [self.first.map(written), self.last.map(written)]
    }

    /// The days of both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        let pair = |a: Option<Date>, b: Option<Date>| a.zip(b);
        Self {
            first: pair(self.first, other.first).map(|(a, b)| a.min(b)),
            last: pair(self.last, other.last).map(|(a, b)| a.max(b)),
            precision: self.precision.max(other.precision),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_meet_unless_one_ends_before_the_other_begins() {
        let rows = [
            ("2017-02-14", "2017", true),
            ("2017-02-13/2017-02-14", "2017-02-14", true),
            ("2017-02-12", "2017-02-14", false),
            ("2015/..", "2017-02-14", true),
            ("<2016-02-14", "2017-02-14", false),
        ];
        for (one, other, meet) in rows {
            let [one, other] = [one, other].map(|text| Days::read(text).unwrap());
            assert_eq!(one.meet(other), meet);
            assert_eq!(other.meet(one), meet);
        }
        let ends = Days::read("2014-06/2014-08").unwrap().ends();
        assert_eq!(ends, [Some("2014-06".into()), Some("2014-08".into())]);
    }

    #[test]
    fn a_date_is_days() {
        let rows = [
            ("2017-02-13", "2017-02-13..2017-02-13 day"),
            ("2017-02-13/2017-02-14", "2017-02-13..2017-02-14 day"),
            ("2017-02?", "2017-02-01..2017-02-28 month"),
            ("2017", "2017-01-01..2017-12-31 year"),
            ("201X", "2010-01-01..2019-12-31 year"),
            ("2017-22", "2017-06-01..2017-08-31 month"),
            ("2017-02-XX", "2017-02-01..2017-02-28 month"),
            ("2015/..", "2015-01-01.. year"),
            ("../2015", "..2015-12-31 year"),
            ("<2016-02-14", "..2016-02-14 day"),
        ];
        for (text, expected) in rows {
            let days = Days::read(text).unwrap();
            let shown = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
            let (first, last) = (shown(days.first), shown(days.last));
            assert_eq!(
                format!("{first}..{last} {}", days.precision.name()),
                expected
            );
        }
        for text in ["", "soon", "2017-13", "2017-02-30", "../.."] {
            assert_eq!(Days::read(text), None, "{text}");
        }
    }
}
