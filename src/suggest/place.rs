//! LOCATION: places of the gazetteer with their designators and directions.

use super::Suggestion;
use super::faction;
use super::page::Page;
use crate::lexicon::{Class, Match, Table};

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    let mut at = 0;
    while at < page.tokens.len() {
        // A place inside a party's name is none.
        if let Some(party) = faction::at(page, at) {
            at = party.end;
            continue;
        }
        let matches = page.at(at, Table::Places);
        let meant = |m: &&Match<'_>| {
            let designated = page.is_bare(at.wrapping_sub(1), Class::Designator);
            // The unstripped word may be a name or word of its own.
            let whole = m.skip == 0 || !page.lexicon.is_word(page.word(at));
            // At home a preposition is enough.
            let named = page.is(at.wrapping_sub(1), Class::Preposition) && is_at_home(page, m);
            whole && (!m.contextual || designated || named)
        };
        let Some(longest) = matches.iter().find(meant) else {
            match generic(page, at) {
                Some((suggestion, end)) => {
                    found.push(suggestion);
                    at = end;
                }
                None => at += 1,
            }
            continue;
        };
        // Among the ids of one surface the country of the article decides.
        let same: Vec<&Match<'_>> = matches
            .iter()
            .filter(meant)
            .filter(|m| m.end == longest.end)
            .collect();
        let at_home = same.iter().copied().find(|m| is_at_home(page, m));
        found.extend(suggestion(page, at_home.unwrap_or(longest), same.len()));
        at = longest.end;
    }
}

/// A place without a name, known to the reader: المدينة, المنطقة الحدودية.
fn generic(page: &Page<'_>, at: usize) -> Option<(Suggestion, usize)> {
    const GENERIC: [(&str, &str); 16] = [
        ("المدينه", "city"),
        ("البلده", "city"),
        ("القريه", "village"),
        ("الحي", "neighbourhood"),
        ("المنطقه", "area"),
        ("المناطق", "area"),
        ("المحافظه", "admin1"),
        ("المخيم", "camp"),
        ("المعبر", "facility"),
        ("المطار", "facility"),
        ("البلاد", "country"),
        ("القطاع", "area"),
        ("الجيب", "area"),
        ("الضاحيه", "area"),
        ("الولايه", "admin1"),
        ("الحدود", "area"),
    ];
    let word = page.word(at);
    let bare = page.bare(at);
    let (_, kind) = GENERIC
        .iter()
        .find(|(form, _)| *form == word || *form == bare)?;
    let skip = if GENERIC.iter().any(|(form, _)| *form == word) {
        0
    } else {
        word.len() - bare.len()
    };
    // Definite adjectives belong to it: المنطقة الحدودية, القطاع الجنوبي.
    let mut end = at + 1;
    while end < at + 3
        && page.word(end).starts_with("ال")
        && (page.word(end).ends_with("يه") || page.word(end).ends_with('ي'))
        && faction::at(page, end).is_none()
    {
        end += 1;
    }
    let suggestion = page.suggestion("location", "location/generic", (at, skip, end), 0.55)?;
    Some((suggestion.with("type", kind), end))
}

/// Whether a place lies in the country the article is about.
fn is_at_home(page: &Page<'_>, m: &Match<'_>) -> bool {
    page.code.as_ref() == Some(&m.entry.country)
}

fn suggestion(page: &Page<'_>, m: &Match<'_>, ids: usize) -> Option<Suggestion> {
    let (mut first, mut skip) = (m.first, m.skip);
    for _ in 0..2 {
        let Some(before) = first.checked_sub(1).filter(|_| skip == 0) else {
            break;
        };
        if !page.is_bare(before, Class::Designator) && !page.is_bare(before, Class::Direction) {
            break;
        }
        skip = page.word(before).len() - page.bare(before).len();
        first = before;
    }
    let confidence = if m.contextual {
        0.6
    } else if ids > 1 {
        0.7
    } else {
        0.85
    };
    let mut suggestion = page
        .suggestion(
            "location",
            "location/gazetteer",
            (first, skip, m.end),
            confidence,
        )?
        .with("canonical_id", &m.entry.id)
        .with("canonical_en", &m.entry.names[0])
        .with("type", &m.entry.class)
        .with("country", &m.entry.country);
    if let Some((lat, lon)) = m.entry.coordinates {
        for (name, value) in [("lat", lat), ("lon", lon)] {
            let value = crate::model::span::AttrValue::Real(value);
            suggestion.attrs.insert(name.to_owned(), value);
        }
    }
    suggestion.entry = m.entry.id.clone();
    suggestion.head = page.range(m.first, m.skip, m.end);
    Some(suggestion)
}
