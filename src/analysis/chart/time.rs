//! Events over time, by day, week, month or year.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::{Event, Sum};

/// How much time a bar stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A day.
    #[default]
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// A bar's worth of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// What happened in it.
    pub sum: Sum,
}

/// Events over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// How much time a bar stands for.
    pub step: Step,
    /// The bars without a gap, those in which nothing happened too.
    pub bins: Vec<Bin>,
    /// The events that have no day, or none exact enough for a bar.
    pub undated: usize,
}

/// The most bars; what lies before them is one without a day exact enough. Only dates that are
/// centuries apart come to that.
const MOST_BINS: usize = 240;

/// A strike of the night from one day to the next, or of `the last two days`, stands at its first
/// day.
const LOOSE: i32 = 3;

impl Step {
    /// All of them, the finest first.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// How many days it has at the most.
    fn days(self) -> i32 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 31,
            Self::Year => 366,
        }
    }

    /// The longest time that is shown in such steps, in days.
    fn longest(self) -> i32 {
        match self {
            Self::Day => 45,
            Self::Week => 300,
            Self::Month => 6 * 366,
            Self::Year => i32::MAX,
        }
    }

    /// The first day of the bar a day belongs to.
    fn begin(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let since = i64::from(day.weekday().since(Weekday::Monday));
                day.saturating_sub(since.days())
            }
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    /// The first day of the bar after the one that begins on a day.
    fn next(self, begin: Date) -> Date {
        begin.saturating_add(match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
        })
    }

    /// Whether a period is told exactly enough to stand at its first day.
    fn holds(self, (first, last): (Date, Date)) -> bool {
        days_between(first, last) < self.days().max(LOOSE)
    }
}

/// How many days later another day is.
fn days_between(first: Date, last: Date) -> i32 {
    last.since(first).map_or(i32::MAX, |span| span.get_days())
}

impl Timeline {
    /// Counts events, in the finest step in which at least half of those with a date can stand,
    /// and which makes no more bars than can be seen.
    pub(super) fn of(events: &[Event]) -> Self {
        let days: Vec<(Date, Date)> = events.iter().filter_map(|event| event.days).collect();
        let fits = |step: &Step| {
            let held = days.iter().filter(|days| step.holds(**days));
            let held: Vec<Date> = held.map(|(first, _)| *first).collect();
            let range = held.iter().min().zip(held.iter().max());
            let range = range.map_or(0, |(first, last)| days_between(*first, *last));
            2 * held.len() >= days.len() && range <= step.longest()
        };
        let step = Step::ALL.into_iter().find(fits).unwrap_or(Step::Year);
        let placed = events.iter().filter_map(|event| {
            let days = event.days.filter(|days| step.holds(*days))?;
            Some((days.0, event))
        });
        let mut placed: Vec<(Date, &Event)> = placed.collect();
        placed.sort_by_key(|(day, _)| *day);
        let mut bins: Vec<Bin> = Vec::new();
        let bounds = placed.first().zip(placed.last());
        if let Some(((first, _), (last, _))) = bounds {
            let mut begin = step.begin(*first);
            while begin <= *last && bins.last().is_none_or(|bin| bin.first < begin) {
                let next = step.next(begin);
                bins.push(Bin {
                    first: begin,
                    last: next.saturating_sub(1.day()),
                    sum: Sum::default(),
                });
                begin = next;
            }
            bins.drain(..bins.len().saturating_sub(MOST_BINS));
        }
        let mut counted = 0;
        for (day, event) in placed {
            let after = bins.partition_point(|bin| bin.first <= day);
            if let Some(bin) = after.checked_sub(1).and_then(|at| bins.get_mut(at)) {
                bin.sum.count(event);
                counted += 1;
            }
        }
        Self {
            step,
            bins,
            undated: events.len() - counted,
        }
    }
}
