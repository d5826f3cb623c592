//! Whether a form means a strike where it stands (`DOMAIN.md` 3.6), and how it is told.

use super::Event;
use crate::lexicon::{Class, Match, Needs, Table};
use crate::suggest::faction;
use crate::suggest::page::Page;

/// How many tokens after a verb its object may stand: the agent comes between.
pub(super) const OBJECT: usize = 6;

/// How many tokens from a weapon a word of launching may stand.
pub(super) const LAUNCHED: usize = 9;

/// Whether a form means a strike here.
pub(super) fn is_meant(page: &Page<'_>, m: &Match<'_>) -> bool {
    // شن and نفذ only carry the noun that follows.
    if m.entry.pos == "verb_light" && m.entry.needs == Needs::Nothing {
        return false;
    }
    let attack = !page.is(m.end, Class::NotAttack);
    if is_truce_or_test(page, m) {
        return false;
    }
    // bombed PKK targets: what was struck.
    if page.word(m.first) == "targets" && is_struck(page, m.first) {
        return false;
    }
    match m.entry.needs {
        Needs::Nothing => attack,
        Needs::Violence => attack && page.setting.is_violent(),
        Needs::Alone => attack && page.setting.is_violent() && is_alone(page, m),
        Needs::Weapon => {
            is_fired(page, m)
                && (object(page, m.end).is_some()
                    || weapon_before(page, m.first).is_some_and(|w| w.end + 2 > m.first))
                && !is_shot_down(page, m)
                || is_fire(page, m.end)
        }
        Needs::Launched => {
            is_fired(page, m)
                && (weapon_after(page, m.end, LAUNCHED).is_some()
                    || weapon_before(page, m.first).is_some())
        }
        Needs::Struck => {
            let subject = weapon_before(page, m.first).is_some()
                || weapon_after(page, m.end, 0).is_some_and(|w| w.skip == 0);
            subject && !has_person(page, m.end)
        }
        Needs::Fall => {
            weapon_after(page, m.end, 2)
                .is_some_and(|weapon| is_projectile(&weapon) && !is_brought_down(page, m.end))
                || weapon_just_before(page, m.first).is_some_and(|weapon| is_projectile(&weapon))
        }
        Needs::Blast => is_blast(page, m),
        Needs::Fire => is_fire(page, m.end),
        Needs::Claimed => page.setting.is_violent() && is_claimed(page, m.first),
    }
}

/// Whether a word of attack stands within a few tokens before a token.
fn is_struck(page: &Page<'_>, first: usize) -> bool {
    const REACH: usize = 6;
    (first.saturating_sub(REACH)..first)
        .any(|at| page.is_attack(at) && page.tokens.same_sentence(at, first))
}

/// How sure a form is here.
pub(super) fn confidence(page: &Page<'_>, m: &Match<'_>) -> f64 {
    let carried = page.strikes_near(m.first).iter().any(|light| {
        light.entry.pos == "verb_light"
            && light.end <= m.first
            && light.end + 3 >= m.first
            && page.tokens.same_sentence(light.first, m.first)
    });
    // What was found with its weapon is as sure as that.
    let prior = match m.entry.needs {
        Needs::Weapon | Needs::Launched | Needs::Struck | Needs::Blast => m.entry.prior.max(0.85),
        _ => m.entry.prior,
    };
    // Much is struck that is not bombed: only with a party is it surely this.
    let unsure = prior < 0.6 && m.entry.needs == Needs::Alone && !near_party(page, m);
    let prior = if unsure { prior - 0.1 } else { prior };
    let prior = if carried { prior + 0.1 } else { prior };
    prior.min(0.99) * page.setting.trust()
}

/// Whether a party or a weapon stands beside a verb.
fn near_party(page: &Page<'_>, m: &Match<'_>) -> bool {
    let party = |at: usize| faction::at(page, at).is_some();
    (m.end..m.end + 3).any(party)
        || (1..=3).any(|back| m.first.checked_sub(back).is_some_and(party))
        || weapon_before(page, m.first).is_some()
        || weapon_after(page, m.end, 5).is_some()
}

/// The weapons near a token, ascending.
fn weapons<'p, 'a>(
    page: &'p Page<'a>,
    at: usize,
) -> impl DoubleEndedIterator<Item = &'p Match<'a>> {
    let near = page.strikes_near(at).iter();
    near.filter(move |m| {
        m.entry.class == "weapon"
            && page
                .tokens
                .same_sentence(m.first, at.min(page.tokens.len().saturating_sub(1)))
    })
}

/// The first weapon within some tokens after the end of a form, in its clause.
pub(super) fn weapon_after<'a>(page: &Page<'a>, end: usize, reach: usize) -> Option<Match<'a>> {
    let last = end.checked_sub(1)?;
    let mut after = weapons(page, last).filter(|w| w.first >= end && w.first <= end + reach);
    let weapon = after.next()?;
    let ends = |at: usize| matches!(page.word(at), "،" | "," | ":");
    (!(end..weapon.first).any(ends)).then_some(*weapon)
}

/// What is launched or dropped: the first projectile after a verb, else the first weapon.
pub(super) fn object<'a>(page: &Page<'a>, end: usize) -> Option<Match<'a>> {
    let first = weapon_after(page, end, OBJECT)?;
    if page.is(first.end, Class::NotAttack) {
        return None;
    }
    if is_projectile(&first) {
        return Some(first);
    }
    let next = weapon_after(page, first.end, OBJECT).filter(is_projectile);
    Some(next.unwrap_or(first))
}

/// Whether fire follows within a few tokens: فتح مسلحون النار.
pub(super) fn is_fire(page: &Page<'_>, end: usize) -> bool {
    const REACH: usize = 7;
    let clause = |at: &usize| {
        page.tokens.same_sentence(end.saturating_sub(1), *at)
            && !matches!(page.word(*at), "،" | "," | ":")
    };
    (end..end + REACH)
        .take_while(clause)
        .any(|at| page.is(at, Class::Fire))
}

/// Whether somebody takes it on himself: تبنت الحركة في بيان العملية.
fn is_claimed(page: &Page<'_>, first: usize) -> bool {
    const REACH: usize = 14;
    (first.saturating_sub(REACH)..first)
        .any(|at| page.is_bare(at, Class::Claim) && page.tokens.same_sentence(at, first))
}

/// The last weapon within a few tokens before a form: its subject.
pub(super) fn weapon_before<'a>(page: &Page<'a>, first: usize) -> Option<Match<'a>> {
    weapons(page, first)
        .rev()
        .find(|w| w.end <= first && w.end + 4 >= first)
        .copied()
}

/// The weapon that ends right before a form, adjectives between: قنابل انزلاقية سقطت.
pub(super) fn weapon_just_before<'a>(page: &Page<'a>, first: usize) -> Option<Match<'a>> {
    let weapon = weapon_before(page, first)?;
    let between = (weapon.end..first).all(|at| page.is(at, Class::StrikeAdjective));
    between.then_some(weapon)
}

fn is_projectile(weapon: &Match<'_>) -> bool {
    !matches!(
        weapon.entry.kind.as_str(),
        "aircraft" | "helicopter" | "tank" | "artillery" | "small_arms" | "suicide_vest" | "vbied"
    )
}

fn is_fired(page: &Page<'_>, m: &Match<'_>) -> bool {
    let weapon = |at: usize| weapon_after(page, at, 0).is_some_and(|w| is_projectile(&w));
    let mut after = (m.end..m.end + 2).take_while(|at| !weapon(*at));
    !after.any(|at| page.is(at, Class::NotFired))
        && !matches!(page.before(m.first, 1), "الي" if page.bare(m.first).starts_with("اطلاق"))
}

/// Whether what is brought down is no bomb: أسقطت الدفاعات طائرة, unlike أسقطت الطائرات قنابل.
fn is_shot_down(page: &Page<'_>, m: &Match<'_>) -> bool {
    let dropped = |weapon: Match<'_>| {
        matches!(
            weapon.entry.kind.as_str(),
            "bomb" | "barrel_bomb" | "cluster_munition" | "incendiary" | "chemical" | "landmine"
        )
    };
    page.bare(m.first).starts_with("اسقا") | page.bare(m.first).starts_with("اسقط")
        && !object(page, m.end).is_some_and(dropped)
}

/// Whether what stands after a verb that may mean falling is its object: تسقط عددا من الصواريخ,
/// تسقط صاروخا.
fn is_brought_down(page: &Page<'_>, at: usize) -> bool {
    matches!(
        page.word(at),
        "عددا" | "صاروخا" | "قذيفتين" | "صاروخين" | "جميع" | "معظم"
    )
}

/// Whether nothing is shot at anybody: وقفا مؤقتا لإطلاق النار, تجربة إطلاق صاروخ.
fn is_truce_or_test(page: &Page<'_>, m: &Match<'_>) -> bool {
    const REACH: usize = 3;
    let word = page.word(m.first).get(m.skip..).unwrap_or("");
    word.starts_with("اطلاق")
        && (m.first.saturating_sub(REACH)..m.first).any(|at| {
            let truce = matches!(page.word(at), "وقف" | "وقفا" | "لوقف" | "بوقف" | "ووقف");
            let test = matches!(page.stem(at), "تجربه" | "تجارب" | "اختبار" | "محاكاه");
            page.tokens.same_sentence(at, m.first) && (truce || test)
        })
}

/// Whether somebody follows, so that the verb means a wound: أصابت القذيفة طفلا.
fn has_person(page: &Page<'_>, at: usize) -> bool {
    let victim = |at: usize| {
        page.harm_near(at)
            .iter()
            .any(|m| m.first == at && matches!(m.entry.class.as_str(), "victim" | "count_noun"))
    };
    victim(at) || page.number_at(at).is_some_and(|read| victim(read.end))
}

/// Whether a verb of aiming is the only word of attack in its clause: الغارة استهدفت has another.
fn is_alone(page: &Page<'_>, m: &Match<'_>) -> bool {
    const BEFORE: usize = 9;
    const AFTER: usize = 4;
    let clause = |a: usize, b: usize| !(a..b).any(|at| matches!(page.word(at), "،" | "," | "."));
    !page.strikes_near(m.first).iter().any(|other| {
        let attack = other.entry.class == "trigger"
            && other.entry.pos.starts_with("noun")
            && !matches!(other.entry.needs, Needs::Alone | Needs::Fall)
            && !page.is(other.end, Class::NotAttack);
        let before =
            other.end <= m.first && other.end + BEFORE > m.first && clause(other.end, m.first);
        let after =
            other.first >= m.end && other.first < m.end + AFTER && clause(m.end, other.first);
        attack && (before || after) && page.tokens.same_sentence(other.first, m.first)
    })
}

/// Whether something blows up, or is blown up; فجر is dawn before a day.
fn is_blast(page: &Page<'_>, m: &Match<'_>) -> bool {
    const THING: usize = 6;
    let word = page.word(m.first).get(m.skip..).unwrap_or("");
    if word == "فجر" {
        let day = !page.at(m.end, Table::Calendar).is_empty();
        let dawn = matches!(
            page.before(m.first, 1),
            "منذ" | "حتي" | "صلاه" | "مع" | "قبيل" | "عند"
        );
        if day || dawn {
            return false;
        }
    }
    let thing = |at: usize| {
        page.tokens.same_sentence(at, m.first)
            && (page.is_bare(at, Class::BlastThing)
                || page
                    .strikes_near(at)
                    .iter()
                    .any(|w| w.first == at && w.entry.class == "weapon"))
    };
    (m.end..m.end + THING).any(thing)
        || (1..=2).any(|back| m.first.checked_sub(back).is_some_and(thing))
        || faction_blew_up(page, m, word)
}

/// Whether a party blew something up: فجرت القوات مبنيين.
fn faction_blew_up(page: &Page<'_>, m: &Match<'_>, word: &str) -> bool {
    word.starts_with("فجر")
        && word != "فجر"
        && page.setting.is_violent()
        && !page.is(m.end, Class::NotAttack)
}

/// Whether an aircraft or vessel only flies: طائرة ركاب.
pub(super) fn is_vehicle(page: &Page<'_>, m: &Match<'_>) -> bool {
    matches!(m.entry.kind.as_str(), "aircraft" | "helicopter")
        && matches!(
            page.word(m.end),
            "ركاب"
                | "مدنيه"
                | "شحن"
                | "مساعدات"
                | "المدني"
                | "اسعاف"
                | "خاصه"
                | "تجاريه"
                | "الركاب"
                | "اغاثه"
        )
}

/// Whether an attack of which nothing else is known was thrown back, as only men are: صدت القوات
/// هجوما.
pub(super) fn is_repelled(page: &Page<'_>, event: &Event<'_>) -> bool {
    const REACH: usize = 4;
    event.label == "strike"
        && event.kind == "attack_unspecified"
        && !event.verb
        && (event.first.saturating_sub(REACH)..=event.first)
            .any(|at| page.is_bare(at, Class::Repel) && page.tokens.same_sentence(at, event.first))
}

/// Whether a strike happened, or was only threatened, foiled or made up.
pub(super) fn realis(page: &Page<'_>, first: usize) -> &'static str {
    if page.has_cue("hypothetical", first, 5) {
        "threatened"
    } else if status(page, first) == "denied" || polarity(page, first) == "neg" {
        "hypothetical"
    } else {
        "actual"
    }
}

/// Who says so: the article, somebody in it, or nobody any more.
pub(super) fn status(page: &Page<'_>, first: usize) -> &'static str {
    if page.has_cue("denial", first, 5) {
        "denied"
    } else if page.is_claimed(first) {
        "claimed"
    } else {
        "asserted"
    }
}

/// Whether it is said not to have happened.
pub(super) fn polarity(page: &Page<'_>, first: usize) -> &'static str {
    if page.has_cue("negation", first, 2) {
        "neg"
    } else {
        "pos"
    }
}
