//! Incidents and their victims over time: two rows of bars over one axis.

use super::drawing::{Drawing, Room, SMALL};
use super::harm::{Harm, whiskers};
use super::{Anchor, Ink, Pick, Picture};
use crate::analysis::chart::{Bin, Step, Sum, Timeline};
use crate::analysis::incidents::Count;
use crate::session::message::Message;
use crate::session::table::column::period;

/// The height of the words below the axis.
const AXIS: f32 = 18.0;
/// The height of the words above a row of bars.
const HEAD: f32 = 18.0;

pub(super) fn draw(mut drawing: Drawing<'_>, time: &Timeline) -> Picture {
    let mut all = Sum::default();
    for bin in &time.bins {
        all.add(&bin.sum);
    }
    let step = match time.step {
        Step::Day => "picture-time-day",
        Step::Week => "picture-time-week",
        Step::Month => "picture-time-month",
        Step::Year => "picture-time-year",
    };
    let undated = Message::new("picture-undated").number("count", time.undated);
    let mut notes: Vec<Message> = (time.undated > 0).then_some(undated).into_iter().collect();
    let harms = Harm::told(&all);
    let mortal = !harms.is_empty();
    notes.extend(mortal.then(|| Message::new("picture-range")));
    let title = drawing.t(step);
    let room = drawing.frame(&title, &all, &harms, &notes);
    if time.bins.is_empty() {
        return drawing.nothing(room);
    }
    drawing.left_to_right();
    let plots = (room.height - AXIS - HEAD * if mortal { 2.0 } else { 1.0 }).max(2.0);
    let upper = if mortal { plots * 0.55 } else { plots };
    let events = time.bins.iter().map(|bin| bin.sum.events() as u64);
    let events = Scale::to(events.max().unwrap_or(0), upper);
    let victims = Harm::most(&harms, time.bins.iter().map(|bin| &bin.sum));
    let victims = Scale::to(victims, plots - upper);
    let ticks = [events.most, victims.most].map(|most| most.to_string());
    let margin = ticks.iter().map(|tick| drawing.width(tick, SMALL, false));
    let margin = margin.fold(0.0, f32::max) + 8.0;
    let rtl = drawing.rtl();
    let row = |top: f32, height: f32| Room {
        left: room.left + if rtl { 0.0 } else { margin },
        top,
        width: (room.width - margin).max(1.0),
        height,
    };
    let first = row(room.top + HEAD, upper);
    scale(&mut drawing, &events, "picture-incidents", first);
    let slot = first.width / time.bins.len() as f32;
    let left = |number: usize| first.left + slot * number as f32;
    for (number, bin) in time.bins.iter().enumerate() {
        let bar = Room {
            left: left(number) + slot * 0.1,
            top: first.top,
            width: (slot * 0.8).min(48.0).max(slot.min(1.0)),
            height: first.height,
        };
        let bar = Room {
            left: left(number) + (slot - bar.width) / 2.0,
            ..bar
        };
        stack(&mut drawing, &bin.sum, &events, bar);
    }
    let mut bottom = first.bottom();
    if mortal {
        let second = row(first.bottom() + HEAD, plots - upper);
        scale(&mut drawing, &victims, Harm::heading(&harms), second);
        let share = harms.len() as f32;
        let width = (slot * 0.8).min(48.0) / share;
        for (number, bin) in time.bins.iter().enumerate() {
            let mut from = left(number) + (slot - width * share) / 2.0;
            for harm in &harms {
                let bar = Room {
                    left: from,
                    // A hair between the two.
                    width: if width > 4.0 { width - 1.0 } else { width },
                    ..second
                };
                upright(&mut drawing, &harm.of(&bin.sum), harm.ink(), &victims, bar);
                from += width;
            }
        }
        bottom = second.bottom();
    }
    days(&mut drawing, time, first, bottom);
    for (number, bin) in time.bins.iter().enumerate() {
        let spot = Room {
            left: left(number),
            top: first.top,
            width: slot,
            height: bottom - first.top,
        };
        if bin.sum.events() > 0 {
            let what = period(Some(bin.first), Some(bin.last));
            let words = drawing.told(&what, &bin.sum);
            drawing.spot(spot, words, Some(Pick::Days(bin.first, bin.last)));
        }
    }
    drawing.finish()
}

/// A scale from 0 to a round number.
pub(super) struct Scale {
    /// Its greatest number.
    pub(super) most: u64,
    /// From one line to the next.
    step: u64,
    /// How long it is.
    length: f32,
}

impl Scale {
    /// A scale that reaches a number, with lines that are far enough apart to be told.
    pub(super) fn to(most: u64, length: f32) -> Self {
        let lines = (length / 28.0).floor().clamp(1.0, 5.0) as u64;
        let mut step: u64 = 1;
        // 1, 2, 5, 10, 20, 50 ...
        for factor in [2, 5, 10].iter().cycle().take(60) {
            if step.saturating_mul(lines) >= most {
                break;
            }
            let power = 10_u64.saturating_pow(step.max(1).ilog10());
            step = power.saturating_mul(*factor);
        }
        Self {
            most: most.max(1).div_ceil(step).saturating_mul(step),
            step,
            length,
        }
    }

    /// How long a number is.
    pub(super) fn of(&self, number: u64) -> f32 {
        (number as f64 / self.most as f64) as f32 * self.length
    }

    fn ticks(&self) -> impl Iterator<Item = u64> {
        let step = self.step;
        (0..=self.most / step).map(move |number| number * step)
    }
}

/// The lines of a scale with their numbers, and what is counted.
fn scale(drawing: &mut Drawing<'_>, scale: &Scale, key: &str, room: Room) {
    let rtl = drawing.rtl();
    for tick in scale.ticks() {
        let y = room.bottom() - scale.of(tick);
        drawing.line(&[[room.left, y], [room.right(), y]], 1.0, Ink::Line);
        let (x, anchor) = if rtl {
            (room.right() + 6.0, Anchor::Left)
        } else {
            (room.left - 6.0, Anchor::Right)
        };
        let words = tick.to_string();
        drawing.words(&words, [x, y], anchor, (11.0, Ink::Weak), f32::MAX);
    }
    let (x, anchor) = if rtl {
        (room.right(), Anchor::Right)
    } else {
        (room.left, Anchor::Left)
    };
    let words = drawing.t(key);
    let at = [x, room.top - HEAD / 2.0 - 1.0];
    drawing.words(&words, at, anchor, (11.0, Ink::Weak), room.width);
}

/// The events of a bar's time on top of each other, by sort.
fn stack(drawing: &mut Drawing<'_>, sum: &Sum, scale: &Scale, room: Room) {
    let mut bottom = room.bottom();
    for (sort, count) in sum
        .sorts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
    {
        let height = scale.of(*count as u64);
        // A hair between two colours, which are not the only sign then.
        let gap = if height > 4.0 { 1.0 } else { 0.0 };
        let bar = Room {
            top: bottom - height + gap,
            height: height - gap,
            ..room
        };
        drawing.bar(bar, Ink::Sort(sort));
        bottom -= height;
    }
}

/// Victims of a bar's time: the best number as a bar, how far the numbers reach as a line.
fn upright(drawing: &mut Drawing<'_>, count: &Count, ink: Ink, scale: &Scale, room: Room) {
    let Some(best) = count.best else { return };
    let height = scale.of(best);
    let bar = Room {
        top: room.bottom() - height,
        height,
        ..room
    };
    drawing.bar(bar, ink);
    let middle = room.left + room.width / 2.0;
    let wide = (room.width / 2.0).min(4.0);
    for [a, b] in whiskers(count, scale, wide) {
        let place = |[along, aside]: [f32; 2]| [middle + aside, room.bottom() - along];
        drawing.line(&[place(a), place(b)], 1.5, Ink::Range);
    }
}

/// As many dates below the axis as there is room for.
fn days(drawing: &mut Drawing<'_>, time: &Timeline, room: Room, bottom: f32) {
    let label = |bin: &Bin| match time.step {
        Step::Day | Step::Week => bin.first.to_string(),
        Step::Month => bin.first.strftime("%Y-%m").to_string(),
        Step::Year => bin.first.year().to_string(),
    };
    let widths = time.bins.first().map(label);
    let wide = widths.map_or(1.0, |words| drawing.width(&words, 11.0, false) + 14.0);
    let slot = room.width / time.bins.len() as f32;
    let every = (wide / slot).ceil().max(1.0) as usize;
    for (number, bin) in time.bins.iter().enumerate().step_by(every) {
        let middle = room.left + slot * (number as f32 + 0.5);
        let half = (wide - 14.0) / 2.0;
        let x = middle.clamp(
            room.left + half,
            (room.right() - half).max(room.left + half),
        );
        let tick = [[middle, bottom], [middle, bottom + 3.0]];
        drawing.line(&tick, 1.0, Ink::Weak);
        let at = [x, bottom + AXIS / 2.0 + 2.0];
        let words = label(bin);
        drawing.words(&words, at, Anchor::Middle, (11.0, Ink::Weak), f32::MAX);
    }
}
