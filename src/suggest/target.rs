//! TARGET: the object that was struck.
//!
//! A noun of the lexicon is a target where a word of striking or destroying, or a strike, a clash
//! or a weapon, stands near it in its sentence. What belongs to it is taken in: what it is the
//! house of (`منازل المواطنين`), its adjectives, and who holds it (`مناطق تسيطر عليها المعارضة`,
//! `DOMAIN.md` 1.7, rule 10).

use super::Suggestion;
use super::faction;
use super::page::Page;
use crate::lexicon::{Class, Match, Table};
use crate::text::token::Kind;

/// How many tokens a word of attack may be away.
const NEAR: usize = 12;
/// How many tokens a word of destroying may stand before what it destroys.
const OBJECT: usize = 5;

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    // Where there is no violence, an attack on the market is one of traders.
    if page.is_quiet() {
        return;
    }
    let mut at = 0;
    while at < page.tokens.len() {
        match held(page, at).or_else(|| target(page, at)) {
            Some((suggestion, end)) => {
                at = end;
                found.push(suggestion);
            }
            None => at += 1,
        }
    }
}

/// An area by who holds it: مناطق تسيطر عليها المعارضة.
fn held(page: &Page<'_>, at: usize) -> Option<(Suggestion, usize)> {
    if !page.is_stem(at, Class::Area) {
        return None;
    }
    let end = holder(page, at + 1)?;
    let confidence = if struck(page, at)? { 0.7 } else { 0.6 };
    let place = (at, page.skip(at), end);
    let suggestion = page.suggestion("target", "target/held", place, confidence)?;
    Some((suggestion.with("kind", "held_area"), end))
}

/// Where the clause ends that says who holds something: (التي) تسيطر عليها المعارضة.
fn holder(page: &Page<'_>, at: usize) -> Option<usize> {
    let at = if page.is_stem(at, Class::Relative) {
        at + 1
    } else {
        at
    };
    if !page.is_stem(at, Class::Holds) {
        return None;
    }
    let party = (at + 1..at + 3).find_map(|at| faction::at(page, at))?;
    Some(party.end)
}

fn target(page: &Page<'_>, at: usize) -> Option<(Suggestion, usize)> {
    let m = page.at(at, Table::Targets).first()?;
    let beside = at
        .checked_sub(1)
        .is_some_and(|at| page.is_stem(at, Class::Designator) || page.is_bare(at, Class::Around));
    if beside || page.is_stem(m.end, Class::Scene) {
        return None;
    }
    let object = struck(page, at)?;
    let end = extent(page, m);
    let confidence = if object { 0.7 } else { 0.4 };
    let suggestion = page
        .suggestion("target", "target/noun", (at, m.skip, end), confidence)?
        .with("kind", &m.entry.kind)
        .with("civilian", &m.entry.civilian);
    let suggestion = match m.entry.kind.as_str() {
        "medical" => suggestion.with("protected", "IHL_medical"),
        "religious" => suggestion.with("protected", "cultural"),
        _ => suggestion,
    };
    Some((
        Suggestion {
            entry: m.entry.id.clone(),
            head: page.range(at, m.skip, m.end),
            ..suggestion
        },
        end,
    ))
}

/// Where the phrase of a target ends.
fn extent(page: &Page<'_>, m: &Match<'_>) -> usize {
    let mut end = m.end;
    let definite = page.is_definite(m.first);
    let accusative = page.word(m.first).ends_with('ا') && !definite;
    let is_more = |at: usize| {
        page.tokens.kind(at) == Some(Kind::Word)
            && page.tokens.same_sentence(at, m.first)
            && !page.word(at).is_ascii()
            && !page.is(at, Class::SourceEnd)
            && !page.is(at, Class::Preposition)
            && !page.is_stem(at, Class::Relative)
            && !page.is_stem(at, Class::Direction)
            && !page.is_bare(at, Class::Speech)
            && page.at(at, Table::Calendar).is_empty()
            && !happens(page, at)
    };
    let attached = |at: usize| page.skip(at) > 0 && page.word(at).starts_with(['و', 'ف', 'ب', 'ل']);
    // What it is the house of: مقر وحدة إيغوز, منازل المواطنين.
    if !definite && !accusative && m.end == m.first + 1 && is_more(end) && !attached(end) {
        end = faction::at(page, end).map_or(end + 1, |party| party.end);
    }
    // Its adjectives.
    while end < m.end + 3
        && is_more(end)
        && !attached(end)
        && (page.is_definite(end) || page.nation(end).is_some())
    {
        end += 1;
    }
    // Whose it is: موقعا للجيش, مواقع تابعة لميليشيا الحوثي.
    if page.word(end).starts_with('ل')
        && page.skip(end) > 0
        && let Some(party) = faction::at(page, end)
    {
        return party.end;
    }
    holder(page, end).unwrap_or(end)
}

/// Whether the sentence goes on to what happened.
fn happens(page: &Page<'_>, at: usize) -> bool {
    let attack = page.at(at, Table::Strikes).iter();
    let harm = page.at(at, Table::Casualties).iter();
    attack.chain(harm).any(|m| {
        m.entry.pos.starts_with("verb")
            || matches!(
                m.entry.class.as_str(),
                "harm_verb" | "harm_noun" | "trigger"
            )
    })
}

/// Whether something near a token was struck: `Some(true)` if a word of striking stands just
/// before it, `Some(false)` if there is one in reach, `None` if there is none.
fn struck(page: &Page<'_>, at: usize) -> Option<bool> {
    let object = (at.saturating_sub(OBJECT)..at).any(|back| {
        page.tokens.same_sentence(back, at)
            && (page.is_bare(back, Class::Damage) || page.is_attack(back))
    });
    let near = page.strikes_near(at).iter().any(|m| {
        matches!(m.entry.class.as_str(), "trigger" | "clash" | "weapon")
            && page.tokens.same_sentence(m.first, at)
            && m.first.abs_diff(at) <= NEAR
    });
    (object || near).then_some(object)
}
