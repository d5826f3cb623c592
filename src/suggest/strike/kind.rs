//! Which kind of strike it is, by the order of `DOMAIN.md` 1.3: an adjective in the span, a weapon
//! in the clause, who only flies, the same strike elsewhere in the article.

use super::Event;
use crate::lexicon::{Class, Match, Needs, Table};
use crate::suggest::faction::{self, Party};
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
    /// Who strikes only flies.
    Agent,
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
            Self::Agent => "agent",
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
pub(super) fn by_adjective<'a>(event: &mut Event<'a>, made: &'a str) {
    if !made.is_empty() && (is_open(event.kind) || made == "suicide_bombing") {
        event.kind = made;
        event.step = Step::Adjective;
    }
}

/// Sets the kind by a weapon. What an aircraft lets go is a strike from the air, unless its bomb
/// has a kind of its own: أطلقت مروحية صاروخا.
pub(super) fn by_weapon(page: &Page<'_>, event: &mut Event<'_>, weapon: &Match<'_>) {
    let Some(made) = of_weapon(&weapon.entry.kind).filter(|_| !is_thrown(page, weapon)) else {
        return;
    };
    let carrier = matches!(made, "missile" | "rocket")
        .then(|| carrier(page, event.word.first, weapon.first))
        .flatten();
    event.kind = carrier.unwrap_or(made);
    event.step = Step::Weapon;
}

/// Whether a bomb is thrown by hand, or only gas: قنبلة يدوية, قنابل الغاز.
fn is_thrown(page: &Page<'_>, weapon: &Match<'_>) -> bool {
    weapon.entry.kind == "bomb"
        && (weapon.end - 1..=weapon.end).any(|at| page.is(at, Class::ByHand))
}

/// What the aircraft makes of a strike that stands before a verb or between it and its object.
fn carrier(page: &Page<'_>, verb: usize, object: usize) -> Option<&'static str> {
    const BEFORE: usize = 5;
    let from = verb.saturating_sub(BEFORE);
    let (from, to) = (from.min(object), verb.max(object));
    let mut near = page.strikes_near(verb).iter();
    let carrier = near.find(|w| {
        w.entry.class == "weapon"
            && flies(w)
            && (from..to).contains(&w.first)
            && page.word(w.end) != "،"
            && page.tokens.same_sentence(w.first, verb)
    })?;
    of_weapon(&carrier.entry.kind)
}

/// Sets an open kind by a weapon in the clause, or a vessel.
pub(super) fn refine(page: &Page<'_>, event: &mut Event<'_>) {
    const REACH: usize = 8;
    if is_flown(page, event) {
        event.label = "strike";
        event.kind = "airstrike";
        event.step = Step::Weapon;
    }
    if event.label != "strike" {
        return;
    }
    if event.kind == "airstrike" && by_drone(page, event) {
        event.kind = "drone_strike";
        event.step = Step::Weapon;
    }
    // A knife or a car is the weapon of these.
    let by_itself = event.word.entry.needs == Needs::Nothing && event.kind == "attack_unspecified";
    if event.step != Step::Word || by_itself {
        return;
    }
    // فجر نفسه
    let oneself = |at: usize| matches!(page.word(at), "نفسه" | "نفسها" | "نفسيهما" | "انفسهم");
    if event.word.entry.needs == Needs::Blast && (event.word.end..event.word.end + 3).any(oneself) {
        event.kind = "suicide_bombing";
        event.step = Step::Weapon;
        let one = |at: usize| matches!(page.word(at), "نفسه" | "نفسها");
        if (event.word.end..event.word.end + 3).any(one) {
            event.quantity = Some(Quantity::bounded(1, Qualifier::Exact));
        }
        return;
    }
    if is_from_the_air(page, event) {
        event.kind = "airstrike";
        event.step = Step::Adjective;
        return;
    }
    let first = event.first;
    let bombs = event.kind == "shelling_unspecified";
    let aimed = event.kind == "strike_unspecified";
    let end = event.end;
    let aims_at = event.verb && matches!(event.kind, "attack_unspecified" | "strike_unspecified");
    let noun = event.word.entry.id == "ar_istihdaf";
    let in_clause = |w: &&Match<'_>| {
        let (from, to) = (w.first.min(first), w.first.max(first));
        w.entry.class == "weapon"
            && to - from <= REACH
            && !(bombs && is_planted(w))
            && !(w.first >= end && is_struck(page, (aims_at, noun), end, w))
            // انفجرت عبوة ورد الجيش باستهداف موقع: what exploded before is another event.
            && !(aimed && is_planted(w) && w.end + 1 < first)
            && page.tokens.same_sentence(from, to)
            && (flies(w) && w.first < first
                || !(from..to).any(|at| matches!(page.word(at), "،" | ",")))
    };
    let near = page.strikes_near(first).iter().filter(in_clause);
    let vehicle = |at: usize| page.value(at, Class::BlastThing).is_some();
    let blown_up = matches!(event.kind, "explosion" | "ied")
        && (event.word.end..event.word.end + 2).any(vehicle);
    if blown_up {
        event.kind = "vbied";
        event.step = Step::Weapon;
    }
    // A bomb or car that explodes says more of a blast than a plane does of any strike.
    let blast = matches!(event.kind, "explosion" | "ied");
    let Some(weapon) = near.min_by_key(|w| (w.first.abs_diff(first), w.first)) else {
        if is_open(event.kind) && by_flyer(page, event) {
            event.kind = "airstrike";
            event.step = Step::Agent;
        }
        return;
    };
    let vessel = weapon.entry.id.ends_with("naval");
    let explosive = matches!(
        weapon.entry.kind.as_str(),
        "ied" | "vbied" | "landmine" | "suicide_vest" | "bomb" | "drone"
    );
    if vessel && is_open(event.kind) {
        event.kind = "naval";
        event.step = Step::Weapon;
    } else if is_open(event.kind) || (blast && explosive) {
        by_weapon(page, event, weapon);
        // What blows up is told with its number: انفجرت عبوتان.
        if event.word.entry.needs == Needs::Blast
            && explosive
            && let Some(count) = weapon.count
        {
            event.quantity = Some(Quantity::bounded(count, Qualifier::Exact));
        }
        if blast && weapon.entry.kind == "bomb" {
            event.kind = "ied";
        }
    }
}

/// Whether a weapon is what was attacked, not what it was done with: هاجم مسلحون مدفعية, هجوم على
/// دبابة, استهداف طائرة.
fn is_struck(page: &Page<'_>, (verb, noun): (bool, bool), end: usize, weapon: &Match<'_>) -> bool {
    if weapon.skip > 0 {
        return false;
    }
    let before = page.before(weapon.first, 1);
    if matches!(before, "علي" | "ضد" | "on" | "against") {
        return true;
    }
    let platform = matches!(
        weapon.entry.kind.as_str(),
        "tank" | "artillery" | "aircraft" | "helicopter"
    );
    let with = (end..weapon.first).any(|at| page.is(at, Class::With));
    let agent = || (end..weapon.first).any(|at| faction::at(page, at).is_some());
    platform && !with && (noun && weapon.first == end || verb && agent())
}

/// Whether fire or an attack is said to have come from the air: قصفت أحدهم من الجو.
fn is_from_the_air(page: &Page<'_>, event: &Event<'_>) -> bool {
    const REACH: usize = 6;
    let air = |at: usize| match page.word(at) {
        "الجو" => page.word(at - 1) == "من",
        "جوا" => true,
        "air" => page.word(at - 1) == "the" && page.word(at.saturating_sub(2)) == "from",
        _ => false,
    };
    is_open(event.kind)
        && (event.end..event.end + REACH)
            .take_while(|at| page.tokens.same_sentence(event.first, *at))
            .any(air)
}

/// Whether a drone flew an air strike: غارة نفذتها طائرة مسيرة.
fn by_drone(page: &Page<'_>, event: &Event<'_>) -> bool {
    const REACH: usize = 6;
    page.strikes_near(event.first).iter().any(|w| {
        w.entry.class == "weapon"
            && w.entry.kind == "drone"
            && (event.end..event.end + REACH).contains(&w.first)
            && page.tokens.same_sentence(event.first, w.first)
            && !(event.end..w.first).any(|at| {
                page.is_attack(at) && !page.is(at, Class::Agent)
                    || page.is_bare(at, Class::ClauseEnd)
            })
    })
}

/// Whether who strikes is a party that has only aircraft: قصف التحالف, شن التحالف ضربات.
fn by_flyer(page: &Page<'_>, event: &Event<'_>) -> bool {
    const BEFORE: usize = 4;
    const AFTER: usize = 3;
    // أحبط التحالف هجوما: it was somebody else's, as is one that is said to be.
    let owner = faction::at(page, event.end).or_else(|| faction::at(page, event.first + 1));
    let others = owner
        .and_then(Party::entry)
        .is_some_and(|entry| entry.class != "foreign_coalition");
    if others || page.has_cue("hypothetical", event.first, 6) {
        return false;
    }
    (event.first.saturating_sub(BEFORE)..event.end + AFTER).any(|at| {
        let party = faction::at(page, at).and_then(Party::entry);
        party.is_some_and(|entry| entry.class == "foreign_coalition")
            && page.tokens.same_sentence(at, event.first)
            && !matches!(page.before(at, 1), "علي" | "ضد" | "on" | "against")
    })
}

/// Whether a raid is one of aircraft: warplanes carried out 20 raids.
fn is_flown(page: &Page<'_>, event: &Event<'_>) -> bool {
    const REACH: usize = 7;
    event.word.entry.id == "en_raid"
        && page.strikes_near(event.first).iter().any(|w| {
            w.entry.class == "weapon"
                && matches!(w.entry.kind.as_str(), "aircraft" | "helicopter")
                && w.first.abs_diff(event.first) <= REACH
                && page.tokens.same_sentence(w.first, event.first)
        })
}

/// Whether a weapon is laid or driven to where it explodes: nobody shells with one.
fn is_planted(weapon: &Match<'_>) -> bool {
    matches!(
        weapon.entry.kind.as_str(),
        "ied" | "vbied" | "landmine" | "suicide_vest"
    )
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
    is_vague(event.kind)
        || (event.kind == "ied" && event.step == Step::Word && event.word.entry.id == "ar_tafjir")
}

/// Sets the kinds that are still open by the strike spoken of before, or by all others.
pub(super) fn by_coreference(page: &Page<'_>, events: &mut [Event<'_>]) {
    // The raids that were told of before: those of the aircraft.
    let mut flown = false;
    for event in events
        .iter_mut()
        .filter(|event| event.word.entry.id == "en_raid")
    {
        let the = event.first > 0 && page.word(event.first - 1) == "the";
        if flown && the && event.label == "clash" {
            event.label = "strike";
            event.kind = "airstrike";
            event.step = Step::Coreference;
        }
        flown = event.kind == "airstrike";
    }
    let mut known: Vec<(usize, &str)> = events
        .iter()
        .filter(|event| event.label == "strike" && !is_unsettled(event))
        .map(|event| (event.first, event.kind))
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
        let on_ground = is_of_ground(page, event);
        let open = event.kind;
        let may_be = |kind: &str| {
            fits(open, kind) && !(on_ground && matches!(kind, "airstrike" | "barrel_bomb"))
        };
        let definite = word.starts_with("ال") || word == "the" || is_made_definite(page, event);
        let before = known.partition_point(|(first, _)| *first < event.first);
        let before = known.get(..before).unwrap_or_default().iter().rev();
        let mut before = before.take_while(|(first, _)| event.first.abs_diff(*first) < APART);
        // The nearest that it may be, unless another one is what the article is about.
        let before = before.find(|(_, kind)| may_be(kind));
        let main = most_told(&known, event.kind).filter(|(kind, _)| may_be(kind));
        let before = before.map(|(_, kind)| match main {
            Some((main, count)) if event.kind == "attack_unspecified" => {
                let told = known.iter().filter(|(_, other)| other == kind).count();
                if 2 * told <= count { main } else { *kind }
            }
            _ => *kind,
        });
        // A headline says in short what follows.
        let heads = known
            .first()
            .is_some_and(|(first, _)| event.first < *first && first - event.first < SOON);
        let next = main.filter(|_| heads).map(|(kind, _)| kind);
        // An attack may be anything; what is announced as one and is a blast is told so.
        let next = next.filter(|kind| event.kind != "attack_unspecified" || fits("ied", kind));
        if let Some(kind) = before.filter(|_| definite) {
            event.kind = kind;
            event.step = Step::Coreference;
        } else if let Some((_, kind)) =
            only.filter(|(_, kind)| event.kind != "attack_unspecified" && may_be(kind))
        {
            event.kind = kind;
            event.step = Step::Article;
        } else if let Some(kind) = next {
            event.kind = kind;
            event.step = Step::Coreference;
        }
    }
}

/// How many tokens away what was told before is still spoken of.
const APART: usize = 150;

/// Whether those who strike have no aircraft: ويقصفون, قصف الفصائل.
fn is_of_ground(page: &Page<'_>, event: &Event<'_>) -> bool {
    const BEFORE: usize = 4;
    const SIDES: [&str; 4] = ["jihadist", "opposition", "separatist", "de_facto_authority"];
    let party = |at: usize| {
        let party = faction::at(page, at)?;
        let entry = party.entry()?;
        let struck = matches!(page.before(at, 1), "علي" | "ضد" | "on" | "against");
        (!struck && party.particles_at(at) == 0).then_some(SIDES.contains(&entry.class.as_str()))
    };
    if let Some(ground) = party(event.end) {
        return ground;
    }
    let near = (event.first.saturating_sub(BEFORE)..event.first).rev();
    let mut near = near.take_while(|at| page.tokens.same_sentence(*at, event.first));
    event.verb && near.find_map(party).unwrap_or(false)
}

/// The kind that is told most often of those that an open one may be, and how often.
fn most_told<'k>(known: &[(usize, &'k str)], open: &str) -> Option<(&'k str, usize)> {
    let fitting = known.iter().filter(|(_, kind)| fits(open, kind));
    // A strike of which nothing is said comes from the air more often than not.
    let air = |kind: &str| open == "strike_unspecified" && kind == "airstrike";
    let count = |kind: &str| {
        let told = known.iter().filter(|(_, other)| *other == kind).count();
        if air(kind) { 2 * told } else { told }
    };
    // Of several that are told as often the first one.
    let counted = fitting.rev().map(|(_, kind)| (*kind, count(kind)));
    counted.max_by_key(|(_, count)| *count)
}

/// How many tokens after a headline what it is about is told.
const SOON: usize = 40;

/// Whether a day after it makes a strike definite: هجوم السبت.
fn is_made_definite(page: &Page<'_>, event: &Event<'_>) -> bool {
    let day = |m: &Match<'_>| m.skip == 0 && m.entry.class == "weekday";
    page.at(event.end, Table::Calendar).iter().any(day)
}

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
