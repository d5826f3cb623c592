//! To what it was done, and with what.

use super::Link;
use super::agent::sides;
use super::scene::{Placed, Scene};

/// Words before a party against whom it is.
const AGAINST: [&str; 6] = ["ضد", "علي", "مع", "against", "on", "with"];

/// What a strike or a clash was aimed at; those who did it are known.
pub(super) fn targets(scene: &Scene<'_>, at: usize, perpetrators: &[Link]) -> Option<Link> {
    if let Some((_, second)) = sides(scene, at) {
        return Some(Link::new("target", (at, second), ("target/between", 0.6)));
    }
    let event = scene.get(at)?;
    let is_agent = |other: usize| perpetrators.iter().any(|link| link.to == other);
    let after = scene
        .after(at)
        .filter(|(_, p)| p.tokens.start >= event.tokens.end);
    let mut after = after.take_while(|(other, _)| !scene.is_event(*other));
    let near = |p: &Placed<'_>| scene.clauses_between(event.tokens.end, p.tokens.start) <= 1;
    let found = after.find_map(|(to, placed)| match placed.mention.label {
        "target" if near(placed) && !scene.is_means(placed) => Some((to, ("target/after", 0.7))),
        "location" if is_object(scene, at, placed) => Some((to, ("target/place", 0.6))),
        "faction" if near(placed) && !is_agent(to) && is_opponent(scene, placed) => {
            Some((to, ("target/party", 0.6)))
        }
        _ => None,
    });
    let (to, rule) = found?;
    Some(Link::new("target", (at, to), rule))
}

/// Whether a place is the object of a verb, not where something happens: اقتحمت حي المنشية.
fn is_object(scene: &Scene<'_>, at: usize, place: &Placed<'_>) -> bool {
    use crate::lexicon::Class;
    let Some(event) = scene.get(at) else {
        return false;
    };
    let verb = scene.attr(at, "form") == Some("verb")
        || matches!(
            scene.attr(at, "kind"),
            Some("ground_assault" | "siege" | "raid")
        );
    let first = place.tokens.start;
    let preposition = first.checked_sub(1).is_some_and(|token| {
        scene.is(token, Class::Preposition) || scene.is(token, Class::PlaceBefore)
    });
    // Only who did it and when may stand between.
    let filled = scene.after(at).take_while(|(_, p)| p.tokens.start < first);
    let filled: usize = filled
        .filter(|(_, p)| matches!(p.mention.label, "faction" | "date" | "weapon"))
        .map(|(_, p)| p.tokens.len())
        .sum();
    let between = first.saturating_sub(event.tokens.end);
    verb && !preposition && !scene.is_joined(place, 'ب') && between <= filled + 3
}

/// Whether a party is the one against whom something is.
fn is_opponent(scene: &Scene<'_>, party: &Placed<'_>) -> bool {
    let before = party.tokens.start.checked_sub(1);
    before.is_some_and(|token| AGAINST.contains(&scene.tokens.word(token)))
}

/// What a strike was carried out with.
pub(super) fn instrument(scene: &Scene<'_>, at: usize) -> Option<Link> {
    if scene.label(at) != "strike" {
        return None;
    }
    let event = scene.get(at)?;
    let link = |to: usize, rule| Some(Link::new("instrument", (at, to), rule));
    if let Some(to) = scene.inside(at, "weapon") {
        return link(to, ("instrument/inside", 0.8));
    }
    let weapon = |(_, p): &(usize, &Placed<'_>)| p.mention.label == "weapon";
    // أطلق صواريخ, قصفت بقذائف.
    let mut after = scene
        .after(at)
        .take_while(|(other, _)| !scene.is_event(*other));
    if let Some((to, placed)) = after.find(weapon) {
        let near = scene.gap(event, placed).is_some_and(|gap| gap <= 1);
        if near || scene.is_means(placed) {
            return link(to, ("instrument/after", 0.7));
        }
    }
    let (to, placed) = scene.before(at).find(weapon)?;
    let near = scene.gap(placed, event).is_some_and(|gap| gap <= 1);
    near.then(|| Link::new("instrument", (at, to), ("instrument/subject", 0.75)))
}
