//! A place by a name of the gazetteer: whether it is meant, and which of those of that name.

use std::collections::BTreeMap;

use super::{Page, Place};
use crate::lexicon::{Class, Entry, Match, Table};

/// The places that an article names without doubt.
pub(super) struct Known<'a> {
    /// With their countries.
    ids: BTreeMap<&'a str, &'a str>,
}

impl<'a> Known<'a> {
    pub(super) fn new(page: &Page<'a>) -> Self {
        let mut known = Self {
            ids: BTreeMap::new(),
        };
        for at in 0..page.tokens.len() {
            if !page.has(at, Table::Places) {
                continue;
            }
            let matches = page.at(at, Table::Places);
            let Some(m) = matches.first().filter(|m| m.skip == 0 || !m.contextual) else {
                continue;
            };
            if !m.contextual || is_designated(page, at) {
                known.ids.insert(&m.entry.id, &m.entry.country);
            }
        }
        known
    }

    /// Whether another place of a country is named.
    fn has_other_of(&self, country: &str, id: &str) -> bool {
        let mut places = self.ids.iter();
        places.any(|(other, of)| *of == country && *other != id)
    }
}

/// The place whose name begins at a token; `last` is where the place before it ends.
pub(super) fn at<'a>(
    page: &Page<'a>,
    at: usize,
    known: &Known<'a>,
    last: usize,
) -> Option<Place<'a>> {
    let matches = page.at(at, Table::Places);
    if matches.is_empty() || is_name_of_something_else(page, at) {
        return None;
    }
    let meant = |m: &&Match<'a>| is_meant(page, m, known, last);
    let longest = matches.iter().find(meant)?;
    let same: Vec<&Match<'a>> = matches
        .iter()
        .filter(|m| m.end == longest.end)
        .filter(meant)
        .collect();
    // Among the ids of one name the country of the article decides, then that of other places.
    let home = same.iter().copied().find(|m| is_at_home(page, m.entry));
    let near = same
        .iter()
        .copied()
        .find(|m| known.ids.contains_key(m.entry.id.as_str()));
    let m = home.or(near).unwrap_or(longest);
    let (rule, confidence) = match (same.len(), home) {
        (1, _) if m.contextual => ("location/contextual", 0.7),
        (1, _) => ("location/gazetteer", 0.85),
        (_, Some(_)) => ("location/by-country", 0.75),
        _ => ("location/ambiguous", 0.6),
    };
    let mut place = Place::new((m.first, m.skip, m.end), rule, confidence);
    // A quarter or a village of a country that the article has nothing else of is another one.
    let small = !matches!(
        m.entry.class.as_str(),
        "country" | "admin1" | "city" | "region"
    );
    let stray = small
        && home.is_none()
        && page.code.is_some()
        && !known.has_other_of(&m.entry.country, &m.entry.id);
    place.entry = Some(m.entry).filter(|_| !stray);
    place.kind = m.entry.class.as_str();
    // الضاحية الجنوبية لبيروت names the city too.
    let inner = (m.first + 1..m.end).find(|at| {
        let places = page.at(*at, Table::Places);
        places
            .iter()
            .any(|p| p.skip > 0 && p.end <= m.end && !p.contextual)
    });
    place.resume = inner.unwrap_or(m.end);
    Some(place)
}

fn is_meant(page: &Page<'_>, m: &Match<'_>, known: &Known<'_>, last: usize) -> bool {
    let at = m.first;
    // The unstripped word may be a name or word of its own; few places follow ف.
    let joined = page.word(at).starts_with('ف') && m.skip > 0;
    if joined || (m.skip > 0 && page.lexicon.is_word(page.word(at))) {
        return false;
    }
    // Names of the large gazetteer are words too often to have many ways to be read.
    let large = m.entry.id.starts_with("gn_");
    let prefixed = m.skip > 0 && !page.word(at).starts_with(['و', 'ب']);
    if is_month(page, m) || (large && (prefixed || m.contextual && !is_designated(page, at))) {
        return false;
    }
    // A town of another country is told with a word that says where, so that it is none of the
    // words that read like it.
    if large && page.code.is_some() && !is_at_home(page, m.entry) {
        let told = page
            .back(at)
            .is_some_and(|back| page.is_bare(back, Class::PlaceBefore));
        if !told && m.skip == 0 && !is_designated(page, at) {
            return false;
        }
    }
    if is_describing(page, m) {
        return false;
    }
    if !m.contextual {
        return true;
    }
    let home = is_at_home(page, m.entry);
    let before = at.checked_sub(1);
    let attached = m.skip > 0 && page.word(at).starts_with('ب');
    // A definite noun after من is more often a word: من الهول.
    let preposition = before.is_some_and(|before| {
        page.is(before, Class::Preposition) || (page.word(before) == "من" && !page.is_definite(at))
    });
    // أحياء صلاح الدين والسكري: what is joined to a place is one.
    let listed = last == at && at > 0 && page.word(at).starts_with('و') && m.skip > 0;
    is_designated(page, at)
        || (m.skip == 0 && known.ids.contains_key(m.entry.id.as_str()))
        || (home && (preposition || attached || listed))
}

/// Whether a country's name only describes the noun before it: الأنباء السعودية, مواقع سورية.
fn is_describing(page: &Page<'_>, m: &Match<'_>) -> bool {
    let nation = m.end == m.first + 1 && m.skip == 0 && page.nation(m.first).is_some();
    let Some(back) = page.back(m.first).filter(|_| nation) else {
        return false;
    };
    if page.is_mark(back) || !page.tokens.same_sentence(back, m.first) {
        return false;
    }
    if page.is_definite(m.first) {
        // استهدف الحوثيون السعودية: who stands before a noun and what he strikes.
        let agent = page.party_ending(back + 1).is_some();
        let masculine = page.is_attack(back) && !page.word(back).ends_with(['ه', 'ت']);
        return page.is_definite(back) && !agent && !masculine;
    }
    let told = |m: &Match<'_>| m.skip == 0 || !page.is_definite(back);
    !page.is_definite(back)
        && (page.at(back, Table::Targets).iter().any(told)
            || page.is(back, Class::StrikeAdjective)
            || page.is(back, Class::VictimAdjective))
}

/// Whether a noun before a token says what place it is.
fn is_designated(page: &Page<'_>, at: usize) -> bool {
    page.back(at)
        .is_some_and(|before| page.is_stem(before, Class::Designator))
}

/// Whether the words are the name of a month, spelt as a place is not: آب and إب.
fn is_month(page: &Page<'_>, m: &Match<'_>) -> bool {
    let months = page.at(m.first, Table::Calendar);
    let mut months = months.iter();
    // 17 تموز is a quarter's name too.
    let day = page.number_at(m.first).is_some()
        && page
            .at(m.first + 1, Table::Calendar)
            .iter()
            .any(|month| month.entry.class == "month" && month.end == m.end);
    if day && !is_designated(page, m.first) {
        return true;
    }
    let month = months.any(|month| month.entry.class == "month" && month.end == m.end);
    let written = page.range(m.first, m.skip, m.end);
    month && written.and_then(|range| range.of(page.text)) != Some(m.entry.names[1].as_str())
}

/// Whether a place lies in the country the article is about.
fn is_at_home(page: &Page<'_>, entry: &Entry) -> bool {
    page.code.as_deref() == Some(entry.country.as_str())
}

/// Whether the words are part of the name of a channel, a club, a person, an office.
fn is_name_of_something_else(page: &Page<'_>, at: usize) -> bool {
    let before = page.back(at).is_some_and(|before| {
        let office = page.is_stem(before, Class::NotPlace) && !page.is_definite(before);
        (office || page.is(before, Class::Person)) && page.tokens.same_sentence(before, at)
    });
    // Gaza officials, Gaza health ministry
    let english = page.word(at).is_ascii() && page.is(at + 1, Class::OfficeAfter);
    before || english
}
