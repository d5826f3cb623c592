//! Incidents by what they have in common: a line a group, with a bar for the incidents and bars
//! for their dead and injured.

use super::drawing::{Drawing, Room, SMALL};
use super::harm::{Harm, whiskers};
use super::time::Scale;
use super::{Anchor, Ink, Pick, Picture};
use crate::analysis::chart::{Breakdown, Group, Sum};
use crate::analysis::incidents::Count;
use crate::session::message::Message;

/// The height of the words above the bars.
const HEAD: f32 = 20.0;
/// The least and the greatest height of a line.
const LINES: (f32, f32) = (20.0, 34.0);
/// The room for a number after a bar.
const NUMBER: f32 = 44.0;

pub(super) fn draw_factions(drawing: Drawing<'_>, factions: &Breakdown) -> Picture {
    let line = |drawing: &Drawing<'_>, group: &Group| {
        let name = if group.key.is_empty() {
            drawing.t("picture-not-stated")
        } else {
            drawing.name(&group.names)
        };
        (name, Pick::Attacker(group.key.clone()))
    };
    // One that two did stands at both, and makes the lines more than the incidents.
    let lines = factions.groups.iter().map(|group| group.sum.events());
    let lines = lines.sum::<usize>() + factions.rest.events();
    let several = lines > drawing.counted().events;
    let several = several.then(|| Message::new("picture-several"));
    let notes: Vec<Message> = several.into_iter().collect();
    draw(drawing, factions, "picture-factions-title", &notes, line)
}

pub(super) fn draw_kinds(drawing: Drawing<'_>, kinds: &Breakdown) -> Picture {
    let line = |drawing: &Drawing<'_>, group: &Group| {
        let name = if group.key.is_empty() {
            drawing.t("picture-not-stated")
        } else {
            drawing.setting.catalogue.value("kind", &group.key)
        };
        (name, Pick::Kind(group.key.clone()))
    };
    draw(drawing, kinds, "picture-kinds-title", &[], line)
}

fn draw(
    mut drawing: Drawing<'_>,
    breakdown: &Breakdown,
    title: &str,
    notes: &[Message],
    line: impl Fn(&Drawing<'_>, &Group) -> (String, Pick),
) -> Picture {
    let mut all = breakdown.rest;
    for group in &breakdown.groups {
        all.add(&group.sum);
    }
    let title = drawing.t(title);
    let harms = Harm::told(&all);
    let mortal = !harms.is_empty();
    let range = mortal.then(|| Message::new("picture-range"));
    let notes: Vec<Message> = notes.iter().cloned().chain(range).collect();
    let room = drawing.frame(&title, &all, &harms, &notes);
    if breakdown.groups.is_empty() {
        return drawing.nothing(room);
    }
    let lines = |groups: usize, rest: usize| groups + usize::from(rest > 0);
    let most = ((room.height - HEAD) / LINES.0).floor().max(1.0) as usize;
    // What finds no line of its own is put together in the last one.
    let (mut shown, mut rest, mut rest_groups) = (
        breakdown.groups.as_slice(),
        breakdown.rest,
        breakdown.rest_groups,
    );
    while lines(shown.len(), rest_groups) > most
        && let Some((last, others)) = shown.split_last()
        && !others.is_empty()
    {
        rest.add(&last.sum);
        rest_groups += 1;
        shown = others;
    }
    let mut told: Vec<(String, Sum, Option<Pick>)> = shown
        .iter()
        .map(|group| {
            let (name, pick) = line(&drawing, group);
            (name, group.sum, Some(pick))
        })
        .collect();
    if rest_groups > 0 {
        let others = Message::new("picture-others").number("count", rest_groups);
        told.push((drawing.message(&others), rest, None));
    }
    let widest = told
        .iter()
        .map(|(name, ..)| drawing.width(name, SMALL, false));
    let names = widest.fold(0.0, f32::max).min(room.width * 0.34) + 10.0;
    let bars = (room.width - names).max(1.0);
    let column = |left: f32, width: f32| Room {
        left,
        width: (width - NUMBER).max(1.0),
        ..room
    };
    let share = if mortal { 0.55 } else { 1.0 };
    let columns = [
        column(room.left + names, bars * share),
        column(room.left + names + bars * share, bars * (1.0 - share)),
    ];
    let most = told.iter().map(|(_, sum, _)| sum.events() as u64).max();
    let events = Scale::to(most.unwrap_or(0), columns.first().map_or(1.0, |c| c.width));
    let most = Harm::most(&harms, told.iter().map(|(_, sum, _)| sum));
    let victims = Scale::to(most, columns.last().map_or(1.0, |c| c.width));
    let heads = ["picture-incidents", Harm::heading(&harms)];
    let heads = heads
        .into_iter()
        .zip(columns)
        .take(if mortal { 2 } else { 1 });
    for (key, column) in heads {
        let at = [column.left, room.top + HEAD / 2.0 - 1.0];
        let words = drawing.t(key);
        drawing.words(
            &words,
            at,
            Anchor::Left,
            (11.0, Ink::Weak),
            column.width + NUMBER,
        );
    }
    let height = (room.height - HEAD) / told.len() as f32;
    let height = height.clamp(LINES.0.min(height), LINES.1);
    for (number, (name, sum, pick)) in told.into_iter().enumerate() {
        let line = Room {
            top: room.top + HEAD + height * number as f32,
            height,
            ..room
        };
        let middle = line.top + height / 2.0;
        let at = [room.left, middle];
        drawing.words(&name, at, Anchor::Left, (SMALL, Ink::Text), names - 10.0);
        let [first, second] = columns;
        incidents(&mut drawing, &sum, &events, first, line);
        // One below the other, each in its share of the line.
        let share = line.height / harms.len().max(1) as f32;
        for (harm, below) in harms.iter().zip(0_u8..) {
            let part = Room {
                top: line.top + share * f32::from(below),
                height: share,
                ..line
            };
            let count = harm.of(&sum);
            victims_of(&mut drawing, &count, harm.ink(), &victims, (second, part));
        }
        let words = drawing.told(&name, &sum);
        drawing.spot(line, words, pick);
    }
    drawing.finish()
}

/// The room of a bar in a line.
fn bar_of(column: Room, line: Room) -> Room {
    let height = (line.height * 0.6).min(18.0);
    Room {
        left: column.left,
        top: line.top + (line.height - height) / 2.0,
        width: column.width,
        height,
    }
}

fn incidents(drawing: &mut Drawing<'_>, sum: &Sum, scale: &Scale, column: Room, line: Room) {
    let mut bar = bar_of(column, line);
    for (sort, count) in sum
        .sorts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
    {
        let width = scale.of(*count as u64);
        let gap = if width > 4.0 { 1.0 } else { 0.0 };
        bar.width = width - gap;
        drawing.bar(bar, Ink::Sort(sort));
        bar.left += width;
    }
    let at = [bar.left + 6.0, line.top + line.height / 2.0];
    let words = sum.events().to_string();
    drawing.words(&words, at, Anchor::Left, (SMALL, Ink::Text), f32::MAX);
}

fn victims_of(
    drawing: &mut Drawing<'_>,
    count: &Count,
    ink: Ink,
    scale: &Scale,
    (column, line): (Room, Room),
) {
    let Some(best) = count.best else { return };
    let mut bar = bar_of(column, line);
    bar.width = scale.of(best);
    drawing.bar(bar, ink);
    let middle = line.top + line.height / 2.0;
    for [a, b] in whiskers(count, scale, (bar.height / 2.0).min(4.0)) {
        let place = |[along, aside]: [f32; 2]| [column.left + along, middle + aside];
        drawing.line(&[place(a), place(b)], 1.5, Ink::Range);
    }
    let end = scale.of(count.most.unwrap_or(best));
    let at = [column.left + end + 6.0, middle];
    let size = (line.height * 0.9).clamp(9.0, SMALL);
    drawing.words(
        &count.to_string(),
        at,
        Anchor::Left,
        (size, Ink::Text),
        f32::MAX,
    );
}
