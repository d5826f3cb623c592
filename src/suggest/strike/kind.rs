//! Which kind of strike it is, by the order of `DOMAIN.md` 1.3: an adjective in the span, a weapon
//! in the clause, who only flies, the same strike elsewhere in the article.

use super::Event;
use crate::lexicon::{Class, Match, Needs};
use crate::suggest::page::Page;
use crate::text::number::{Qualifier, Quantity};

/// How a kind is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The word itself says it, or nothing does.
    Word,
    /// An adjective in the span.
    Adjective,
    /// A weapon in the clause.
    Weapon,
    /// The strike spoken of before.
    Coreference,
    /// All others in the article are of that kind.
    Article,
}

impl Step {
    /// Its name in files.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Adjective => "adjective",
            Self::Weapon => "weapon",
            Self::Coreference => "coreference",
            Self::Article => "article",
        }
    }
}

/// Whether a kind leaves open what struck.
fn is_open(kind: &str) -> bool {
    kind.ends_with("unspecified")
}

/// What a weapon makes of a strike.
fn of_weapon(weapon: &str) -> Option<&'static str> {
    Some(match weapon {
        "aircraft" | "helicopter" | "bomb" => "airstrike",
        "drone" => "drone_strike",
        "mortar_shell" => "mortar",
        "artillery" | "tank" | "shell" => "artillery",
        "rocket" | "rocket_artillery" => "rocket",
        "missile" | "surface_to_surface_missile" | "atgm" => "missile",
        "barrel_bomb" => "barrel_bomb",
        "cluster_munition" => "cluster",
        "incendiary" => "incendiary",
        "chemical" => "chemical",
        "ied" | "landmine" => "ied",
        "vbied" => "vbied",
        "suicide_vest" => "suicide_bombing",
        "small_arms" => "small_arms",
        _ => return None,
    })
}

/// Sets the kind by the first adjective that makes one.
pub(super) fn by_adjective(event: &mut Event<'_>, made: &str) {
    if !made.is_empty() && (is_open(&event.kind) || made == "suicide_bombing") {
        event.kind = made.to_owned();
        event.step = Step::Adjective;
    }
}

/// Sets the kind by a weapon.
pub(super) fn by_weapon(event: &mut Event<'_>, weapon: &Match<'_>) {
    if let Some(made) = of_weapon(&weapon.entry.kind) {
        event.kind = made.to_owned();
        event.step = Step::Weapon;
    }
}

/// Sets an open kind by a weapon in the clause, or a vessel.
pub(super) fn refine(page: &Page<'_>, event: &mut Event<'_>) {
    const REACH: usize = 8;
    if event.step != Step::Word || event.label != "strike" {
        return;
    }
    let first = event.first;
    let in_clause = |w: &&Match<'_>| {
        let (from, to) = (w.first.min(first), w.first.max(first));
        w.entry.class == "weapon"
            && to - from <= REACH
            && page.tokens.same_sentence(from, to)
            && (flies(w) && w.first < first
                || !(from..to).any(|at| matches!(page.word(at), "،" | ",")))
    };
    let near = page.strikes_near(first).iter().filter(in_clause);
    let vehicle = |at: usize| page.value(at, Class::BlastThing).is_some();
    let blown_up = matches!(event.kind.as_str(), "explosion" | "ied")
        && (event.word.end..event.word.end + 2).any(vehicle);
    if blown_up {
        event.kind = "vbied".to_owned();
        event.step = Step::Weapon;
    }
    // A bomb or car that explodes says more of a blast than a plane does of any strike.
    let blast = matches!(event.kind.as_str(), "explosion" | "ied");
    let Some(weapon) = near.min_by_key(|w| (w.first.abs_diff(first), w.first)) else {
        return;
    };
    let vessel = weapon.entry.id.ends_with("naval");
    let explosive = matches!(
        weapon.entry.kind.as_str(),
        "ied" | "vbied" | "landmine" | "suicide_vest" | "bomb" | "drone"
    );
    if vessel && is_open(&event.kind) {
        event.kind = "naval".to_owned();
        event.step = Step::Weapon;
    } else if is_open(&event.kind) || (blast && explosive) {
        by_weapon(event, weapon);
        // What blows up is told with its number: انفجرت عبوتان.
        if event.word.entry.needs == Needs::Blast
            && explosive
            && let Some(count) = weapon.count
        {
            event.quantity = Some(Quantity::bounded(count, Qualifier::Exact));
        }
        if blast && weapon.entry.kind == "bomb" {
            event.kind = "ied".to_owned();
        }
    }
}

/// Whether a weapon flies, and strikes from the air.
fn flies(weapon: &Match<'_>) -> bool {
    matches!(
        weapon.entry.kind.as_str(),
        "aircraft" | "helicopter" | "drone"
    )
}

/// Whether an event may yet turn out to be of another kind: a bombing that was a suicide attack.
fn is_unsettled(event: &Event<'_>) -> bool {
    is_vague(&event.kind)
        || (event.kind == "ied" && event.step == Step::Word && event.word.entry.id == "ar_tafjir")
}

/// Sets the kinds that are still open by the strike spoken of before, or by all others.
pub(super) fn by_coreference(page: &Page<'_>, events: &mut [Event<'_>]) {
    let mut known: Vec<(usize, String)> = events
        .iter()
        .filter(|event| event.label == "strike" && !is_unsettled(event))
        .map(|event| (event.first, event.kind.clone()))
        .collect();
    known.sort();
    let only = known
        .first()
        .filter(|(_, kind)| known.iter().all(|(_, other)| other == kind));
    for event in events
        .iter_mut()
        .filter(|event| event.label == "strike" && is_unsettled(event))
    {
        let word = page
            .word(event.word.first)
            .get(event.word.skip..)
            .unwrap_or("");
        let definite = word.starts_with("ال") || word == "the";
        let before = known.partition_point(|(first, _)| *first < event.first);
        let before = before.checked_sub(1).and_then(|n| known.get(n));
        let before = before.filter(|(first, _)| event.first.abs_diff(*first) < APART);
        if let Some((_, kind)) = before.filter(|(_, kind)| definite && fits(&event.kind, kind)) {
            event.kind.clone_from(kind);
            event.step = Step::Coreference;
        } else if let Some((_, kind)) =
            only.filter(|(_, kind)| event.kind != "attack_unspecified" && fits(&event.kind, kind))
        {
            event.kind.clone_from(kind);
            event.step = Step::Article;
        }
    }
}

/// How many tokens away what was told before is still spoken of.
const APART: usize = 150;

fn is_vague(kind: &str) -> bool {
    is_open(kind) || kind == "explosion"
}

/// Whether an open kind may turn out to be another one.
fn fits(open: &str, kind: &str) -> bool {
    let blast = matches!(kind, "ied" | "vbied" | "suicide_bombing");
    let fire = matches!(
        kind,
        "airstrike"
            | "drone_strike"
            | "artillery"
            | "mortar"
            | "rocket"
            | "missile"
            | "naval"
            | "barrel_bomb"
            | "cluster"
            | "incendiary"
    );
    match open {
        "shelling_unspecified" | "strike_unspecified" => fire,
        "explosion" | "ied" => blast,
        "attack_unspecified" => fire || blast || kind == "chemical",
        _ => false,
    }
}
