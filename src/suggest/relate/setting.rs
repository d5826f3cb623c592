//! Where and when: the place and the time nearest to an event, by words and clauses.

use super::Link;
use super::scene::{Placed, Scene};
use crate::lexicon::Class;

/// What a clause that ends between counts, in words.
const CLAUSE: usize = 6;

/// What another event between counts, in words.
const EVENT: usize = 14;

/// Beyond this many words nothing belongs to an event.
const FAR: usize = 22;

/// Where it happened.
pub(super) fn place(scene: &Scene<'_>, at: usize) -> Option<Link> {
    let is_place = |to: usize, p: &Placed<'_>| {
        p.mention.label == "location"
            && !scene.is_part_of(to, &["source", "faction", "location"])
            && !is_dateline(scene, p)
            && !p
                .tokens
                .start
                .checked_sub(1)
                .is_some_and(|token| scene.is(token, Class::Seat))
    };
    // A country says little where a town is named.
    let coarse = |to: usize| match scene.attr(to, "type") {
        Some("country") => 10,
        Some("region" | "body") => 4,
        _ => 0,
    };
    let places = scene.around(at).filter(|(to, p)| is_place(*to, p));
    let near = places.map(|(to, p)| (distance(scene, at, p) + coarse(to), to));
    let (_, to) = near.filter(|(distance, _)| *distance <= FAR).min()?;
    Some(Link::new(
        "location_of",
        (at, to),
        ("location_of/near", 0.6),
    ))
}

/// When it happened.
pub(super) fn time(scene: &Scene<'_>, at: usize) -> Option<Link> {
    let dates = scene
        .around(at)
        .filter(|(_, p)| p.mention.label == "date" && !is_of_statement(scene, p));
    let near = dates.map(|(to, p)| (distance(scene, at, p), to));
    let (_, to) = near.filter(|(distance, _)| *distance <= FAR).min()?;
    Some(Link::new("date_of", (at, to), ("date_of/near", 0.65)))
}

/// How far a mention is from an event.
fn distance(scene: &Scene<'_>, at: usize, other: &Placed<'_>) -> usize {
    let Some(event) = scene.get(at) else {
        return usize::MAX;
    };
    let before = other.tokens.start < event.tokens.start;
    let (from, to) = if before {
        (other.tokens.end, event.tokens.start)
    } else {
        (event.tokens.end, other.tokens.start)
    };
    // What a sentence begins with is said of all of it: وفي بغداد، قتل.
    let start = scene.sentence_start(event.tokens.start);
    if before && other.tokens.start <= start + 2 {
        let lead = from.saturating_sub(start);
        return lead + CLAUSE;
    }
    let rivals = scene.around(at).filter(|(other, p)| {
        scene.is_event(*other) && p.tokens.start >= from && p.tokens.end <= to
    });
    let rivals = rivals.count();
    // ويعيد الهجوم إلى الأذهان تفجير شاحنة في مقديشو: what is known is told of no more.
    if rivals > 0 && is_known(scene, event) {
        return FAR + 1;
    }
    let words = to.saturating_sub(from);
    let backwards = usize::from(before) * 3;
    words + scene.clauses_between(from.saturating_sub(1), to) * CLAUSE + rivals * EVENT + backwards
}

/// Whether an event is told by a definite noun alone.
fn is_known(scene: &Scene<'_>, event: &Placed<'_>) -> bool {
    let first = event.tokens.start;
    let the = first
        .checked_sub(1)
        .is_some_and(|at| scene.tokens.word(at) == "the");
    event.tokens.len() == 1 && (scene.tokens.word(first).starts_with("ال") || the)
}

/// Whether a place only says where an article was written: بيروت (رويترز).
fn is_dateline(scene: &Scene<'_>, place: &Placed<'_>) -> bool {
    const HEAD: usize = 8;
    let start = scene.sentence_start(place.tokens.start);
    let end = place.tokens.end;
    let closes = |token: usize| matches!(scene.tokens.word(token), ")" | "-" | "—" | "–");
    let opens = |token: usize| scene.tokens.word(token) == "(";
    place.tokens.start <= start + 4
        && ((end..end + 5).any(opens) && (end..end + HEAD).any(closes)
            || start == place.tokens.start && closes(end))
}

/// Whether a time says when something was said: قال الجيش، يوم الثلاثاء، إن; said Monday.
fn is_of_statement(scene: &Scene<'_>, date: &Placed<'_>) -> bool {
    let end = date.tokens.end;
    let mut after = (end..end + 2).map(|token| scene.tokens.word(token));
    let that = after.find(|word| !matches!(*word, "،" | ","));
    if matches!(that, Some("ان" | "بان" | "that")) {
        return true;
    }
    let before = date.tokens.start.checked_sub(1);
    let said = before
        .is_some_and(|token| scene.is(token, Class::Speech) && scene.tokens.word(token).is_ascii());
    // دعت الأمم المتحدة الجمعة إلى تحقيق في: when somebody answered to it.
    let start = scene.sentence_start(date.tokens.start);
    said || scene.any_is(start..date.tokens.start.min(start + 8), Class::Answer)
}
