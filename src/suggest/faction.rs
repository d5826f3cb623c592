//! FACTION: named parties, unnamed ones where the country tells who is meant, and nationality
//! adjectives on strikes and weapons.

use super::Suggestion;
use super::page::Page;
use crate::lexicon::{Class, Match, Table};

/// The party at a token, if there is one.
pub(super) fn at<'a>(page: &Page<'a>, at: usize) -> Option<Match<'a>> {
    let matches = page.at(at, Table::Factions);
    let meant = |m: &Match<'_>| {
        if m.contextual {
            is_adjective_of_force(page, m)
                || page.is(at.wrapping_sub(1), Class::PartyBefore)
                || (m.end > m.first + 1 && is_at_home(page, m))
        } else {
            !is_place(page, m)
        }
    };
    let found = matches.iter().find(|m| meant(m))?;
    // Of several parties with one name, that of the article's country.
    let same = matches.iter().filter(|m| m.end == found.end && meant(m));
    let home = same.clone().find(|m| is_at_home(page, m));
    Some(*home.unwrap_or(found))
}

/// Whether a party belongs to the country the article is about.
fn is_at_home(page: &Page<'_>, m: &Match<'_>) -> bool {
    page.country.as_ref() == Some(&m.entry.country)
}

/// Whether a state's name stands where places do.
fn is_place(page: &Page<'_>, m: &Match<'_>) -> bool {
    let places = page.at(m.first, Table::Places);
    let also_place = places
        .iter()
        .any(|place| place.end == m.end && place.entry.class == "country");
    // A preposition may be written onto it: بسوريا, لروسيا.
    let attached = m.skip > 0 && !page.word(m.first).starts_with(['و', 'ف']);
    also_place && (attached || page.is(m.first.wrapping_sub(1), Class::PlaceBefore))
}

/// A nationality adjective right after a strike, a weapon or a force.
fn is_adjective_of_force(page: &Page<'_>, m: &Match<'_>) -> bool {
    let word = page.word(m.first).get(m.skip..).unwrap_or("");
    let adjective = word.ends_with(['ي', 'ه']) && m.end == m.first + 1;
    adjective
        && page.strikes_near(m.first).iter().any(|force| {
            matches!(force.entry.class.as_str(), "trigger" | "weapon" | "clash")
                && force.end <= m.first
                && force.end + 1 >= m.first
                && page.tokens.same_sentence(force.first, m.first)
        })
}

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    let mut token = 0;
    while token < page.tokens.len() {
        let Some(m) = at(page, token) else {
            token += 1;
            continue;
        };
        token = m.end;
        found.extend(suggestion(page, &m));
    }
}

fn suggestion(page: &Page<'_>, m: &Match<'_>) -> Option<Suggestion> {
    let generic = m.entry.id.starts_with("gen_");
    let adjective = m.contextual && is_adjective_of_force(page, m);
    let resolved = page
        .country
        .as_ref()
        .filter(|_| generic)
        .and_then(|country| page.lexicon.resolved(&m.entry.id, country));
    let entry = resolved.unwrap_or(m.entry);
    // The governing noun comes before, with or without من.
    let (mut first, mut skip) = (m.first, m.skip);
    if !adjective && m.skip == 0 {
        let back = if page.before(first, 1) == "من" {
            2
        } else {
            1
        };
        if let Some(noun) = first.checked_sub(back)
            && page.is_bare(noun, Class::Governing)
            && page.tokens.same_sentence(noun, first)
        {
            skip = page.word(noun).len() - page.bare(noun).len();
            first = noun;
        }
    }
    let (rule, confidence) = if adjective {
        ("faction/adjective", 0.75)
    } else if m.contextual {
        ("faction/contextual", 0.6)
    } else if generic {
        ("faction/generic", 0.7)
    } else {
        ("faction/name", 0.9)
    };
    let mention = match (adjective, generic) {
        (true, _) => "adjective",
        (_, true) => "nominal",
        _ => "name",
    };
    let pejorative = matches!(
        m.entry.id.as_str(),
        "gen_terrorists" | "gen_mercenaries" | "gen_khawarij" | "gen_invaders" | "gen_putschists"
    );
    let mut suggestion = page
        .suggestion("faction", rule, (first, skip, m.end), confidence)?
        .with("canonical_id", &entry.id)
        .with("canonical_en", &entry.names[0])
        .with("canonical_ar", &entry.names[1])
        .with("side", &entry.class)
        .with("mention", mention);
    if pejorative {
        suggestion = suggestion.with("framing", "pejorative");
    }
    suggestion.entry = m.entry.id.clone();
    suggestion.head = page.range(m.first, m.skip, m.end);
    Some(suggestion)
}
