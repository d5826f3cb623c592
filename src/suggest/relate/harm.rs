//! Who suffered: by what, on which side, as a part of whom.

use super::Link;
use super::scene::{Placed, Scene};
use crate::lexicon::Class;

/// How many tokens from victims the party may stand in whose ranks they were.
const RANKS: usize = 8;

/// The strike or clash that harmed victims.
pub(super) fn victim_of(scene: &Scene<'_>, at: usize) -> Option<Link> {
    let by_events = !matches!(scene.attr(at, "effect"), Some("displaced" | "detained"));
    if !by_events || scene.flag(at, "cumulative") {
        return None;
    }
    let victims = scene.get(at)?;
    let events = scene.around(at).filter(|(other, _)| scene.is_event(*other));
    let nearest = events.min_by_key(|(_, event)| distance(scene, victims, event));
    if let Some((to, event)) = nearest {
        let rule = if event.tokens.start < victims.tokens.start {
            "victim_of/before"
        } else {
            "victim_of/after"
        };
        return Some(Link::new("victim_of", (at, to), (rule, 0.65)));
    }
    // 51 others were wounded: of what the sentence before tells.
    let others = scene.any_is(victims.tokens.clone(), Class::Others);
    let (to, _) = scene
        .earlier(at)
        .find(|(other, _)| scene.is_event(*other))
        .filter(|_| others)?;
    Some(Link::new(
        "victim_of",
        (at, to),
        ("victim_of/earlier", 0.55),
    ))
}

/// How far an event is from victims: the words between, more where a clause or a verb of harm
/// begins between them.
fn distance(scene: &Scene<'_>, victims: &Placed<'_>, event: &Placed<'_>) -> usize {
    const CLAUSE: usize = 5;
    let (start, end) = (victims.tokens.start, victims.tokens.end);
    if event.tokens.start >= start {
        let clauses = scene.clauses_between(end.saturating_sub(1), event.tokens.start);
        return event.tokens.start.saturating_sub(end) + clauses * CLAUSE;
    }
    let between = start.saturating_sub(event.tokens.end);
    let verb = victims
        .mention
        .trigger
        .map(|range| scene.tokens.inside(range).start);
    let verb = verb.filter(|verb| (event.tokens.end..start).contains(verb));
    // وقتل begins something new, فقتل and أدى إلى مقتل tell what became of it.
    let new = verb.is_some_and(|verb| scene.tokens.word(verb).starts_with('و'));
    between + scene.clauses_between(event.tokens.end, start) * CLAUSE + usize::from(new) * CLAUSE
}

/// The side the victims belong to.
pub(super) fn victim_faction(scene: &Scene<'_>, at: usize) -> Option<Link> {
    if let Some(to) = scene.inside(at, "faction") {
        let rule = ("victim_faction/inside", 0.85);
        return Some(Link::new("victim_faction", (at, to), rule));
    }
    // خسائر في صفوف الجيش.
    let start = scene.get(at)?.tokens.start;
    let ranks = |p: &Placed<'_>| {
        let before = p.tokens.start.checked_sub(1);
        p.tokens.start.abs_diff(start) <= RANKS
            && before.is_some_and(|token| matches!(scene.tokens.word(token), "صفوف" | "ranks"))
    };
    let mut parties = scene
        .around(at)
        .filter(|(_, p)| p.mention.label == "faction");
    let (to, _) = parties.find(|(_, p)| ranks(p))?;
    let rule = ("victim_faction/ranks", 0.75);
    Some(Link::new("victim_faction", (at, to), rule))
}

/// A part belongs to the casualty before that is no part itself.
pub(super) fn subset_of(scene: &Scene<'_>, at: usize) -> Option<Link> {
    if !scene.flag(at, "subset") {
        return None;
    }
    let is_whole = |other: usize| scene.label(other) == "casualty" && !scene.flag(other, "subset");
    let (to, _) = scene.earlier(at).find(|(other, _)| is_whole(*other))?;
    Some(Link::new("subset_of", (at, to), ("subset_of/before", 0.8)))
}
