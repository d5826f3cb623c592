//! When the months of the lunar calendar begin: on the day after the first sunset in Mecca that
//! finds a new moon behind it. Countries differ by a day.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// The number of the new moon, counted from that of January 2000, before a month of a year.
fn lunation(year: i32, month: i32) -> f64 {
    // Ramadan 1438 began after the 215th.
    const OFFSET: i32 = 1437 * 12 + 8 - 215;
    f64::from((year - 1) * 12 + month - 1 - OFFSET)
}

/// The new moon with that number, in days after the start of the year 2000 in Mecca (Meeus,
/// *Astronomical Algorithms*, chapter 49, the larger terms).
fn new_moon(number: f64) -> f64 {
    let sun = (2.5534 + 29.105_356_7 * number).to_radians();
    let moon = (201.5643 + 385.816_935_28 * number).to_radians();
    let latitude = (160.7108 + 390.670_502_84 * number).to_radians();
    let mean = 5.597_66 + 29.530_588_861 * number;
    let corrections = -0.4072 * moon.sin()
        + 0.172_41 * sun.sin()
        + 0.016_08 * (2.0 * moon).sin()
        + 0.010_39 * (2.0 * latitude).sin()
        + 0.007_39 * (moon - sun).sin()
        - 0.005_14 * (moon + sun).sin()
        + 0.002_08 * (2.0 * sun).sin();
    const MECCA: f64 = 3.0 / 24.0;
    mean + corrections + MECCA
}

/// The first day of a month of a year of the Hijra.
pub(super) fn first_day(year: i32, month: i32) -> Option<Date> {
    const SUNSET: f64 = 18.0 / 24.0;
    let moon = new_moon(lunation(year, month));
    let day = (moon + 1.0 - SUNSET).floor() + 1.0;
    let start = date(2000, 1, 1);
    start.checked_add((day as i64).days()).ok()
}

/// The days of a month of a year of the Hijra.
pub(super) fn days(year: i32, month: i32) -> Option<(Date, Date)> {
    let (next_year, next) = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    let last = first_day(next_year, next)?.checked_sub(1.days()).ok()?;
    Some((first_day(year, month)?, last))
}

/// The year of the Hijra whose month begins in a Gregorian year.
pub(super) fn year_in(gregorian: i16, month: i32) -> Option<i32> {
    let about = (i32::from(gregorian) - 622) * 33 / 32;
    (about - 1..=about + 2)
        .find(|year| first_day(*year, month).is_some_and(|d| d.year() == gregorian))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_begin_where_the_calendar_of_mecca_says() {
        let rows = [
            (1438, 9, "2017-05-27"),
            (1438, 10, "2017-06-25"),
            (1439, 3, "2017-11-19"),
            (1439, 4, "2017-12-19"),
            (1445, 9, "2024-03-11"),
            (1434, 1, "2012-11-15"),
        ];
        for (year, month, expected) in rows {
            let found = first_day(year, month).unwrap().to_string();
            assert_eq!(found, expected, "{month} of {year}");
        }
        assert_eq!(year_in(2017, 9), Some(1438));
    }
}
