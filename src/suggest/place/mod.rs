//! LOCATION: where things happen and what is held.
//!
//! At each word that no party has taken are asked in turn:
//!
//! - [`named`]: a name of the gazetteer, if a place is meant;
//! - [`designated`] and [`english`]: a name that the gazetteer does not have, beside a noun that says
//!   what it is;
//! - [`generic`]: a noun alone that the article has made known: `المدينة`, `المعبر`.
//!
//! [`extent`] then takes in what belongs to the phrase (`DOMAIN.md` 1.7 rules 10 and 11).

mod designated;
mod english;
mod extent;
mod generic;
mod named;

use super::Suggestion;
use super::faction;
use super::page::Page;
use crate::lexicon::{Class, Classes, Entry, Table};
use crate::model::span::AttrValue;

/// A place in a text.
struct Place<'a> {
    first: usize,
    skip: usize,
    end: usize,
    /// First token, particles and end of the name by itself.
    head: (usize, usize, usize),
    entry: Option<&'a Entry>,
    /// What sort of place it is.
    kind: &'a str,
    rule: &'static str,
    confidence: f64,
    /// Where the next place may begin: another one may be named in the phrase.
    resume: usize,
}

impl<'a> Place<'a> {
    fn new(place: (usize, usize, usize), rule: &'static str, confidence: f64) -> Self {
        let (first, skip, end) = place;
        Self {
            first,
            skip,
            end,
            head: place,
            entry: None,
            kind: "",
            rule,
            confidence,
            resume: end,
        }
    }
}

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    let known = named::Known::new(page);
    let mut at = 0;
    let mut last = 0;
    while at < page.tokens.len() {
        if !may_begin(page, at) {
            at += 1;
            continue;
        }
        // A place inside a party's name is none.
        if let Some(party) = faction::at(page, at).filter(|party| party.is_shown()) {
            at = party.end.max(at + 1);
            continue;
        }
        let place = named::at(page, at, &known, last)
            .or_else(|| designated::at(page, at))
            .or_else(|| english::at(page, at, last))
            .or_else(|| generic::at(page, at));
        let Some(place) = place else {
            at += 1;
            continue;
        };
        // The capital's name follows: العاصمة الليبية طرابلس is one place.
        if page.is_stem(at, Class::Capital) && names_city(page, place.end) {
            at = place.end;
            continue;
        }
        at = place.resume.max(at + 1);
        let place = extent::widen(page, place);
        last = place.end;
        at = at.max(if place.resume < place.end {
            at
        } else {
            place.end
        });
        found.extend(suggestion(page, &place));
    }
}

/// Nouns that say what place it is, with or without a name.
const NOUNS: Classes = Classes::of(&[Class::PlaceNoun, Class::GenericPlace]);

/// Whether a place, or a party with one inside, may begin at a token.
#[inline]
fn may_begin(page: &Page<'_>, at: usize) -> bool {
    page.has(at, Table::Places)
        || page.is_stem_of(at, NOUNS)
        || page.begins_party(at)
        || english::may_be(page, at)
}

/// Whether the name of a city begins at a token.
fn names_city(page: &Page<'_>, at: usize) -> bool {
    let mut places = page.at(at, Table::Places).iter();
    places.any(|m| m.skip == 0 && !m.contextual && m.entry.class == "city")
}

fn suggestion(page: &Page<'_>, place: &Place<'_>) -> Option<Suggestion> {
    let tokens = (place.first, place.skip, place.end);
    let mut suggestion = page.suggestion("location", place.rule, tokens, place.confidence)?;
    match place.entry {
        Some(entry) => {
            suggestion
                .say("canonical_id", &entry.id)
                .say("canonical_en", &entry.names[0])
                .say("type", place.kind)
                .say("admin", &page.lexicon.admin_path(entry))
                .say_number("precision", precision(place.kind));
            if let Some((lat, lon)) = entry.coordinates {
                for (name, value) in [("lat", lat), ("lon", lon)] {
                    let value = AttrValue::Real(value);
                    suggestion.attrs.insert(name, value);
                }
            }
            suggestion.entry.clone_from(&entry.id);
        }
        None => {
            suggestion.say("type", place.kind);
        }
    }
    let (first, skip, end) = place.head;
    suggestion.head = page.range(first, skip, end);
    Some(suggestion)
}

/// How exactly a sort of place is a point, from 1 (exact) to 7 (abroad), as UCDP codes it.
fn precision(kind: &str) -> Option<u64> {
    Some(match kind {
        "city" | "village" | "neighbourhood" | "sub_city" | "facility" | "camp" => 1,
        "admin2" => 3,
        "admin1" => 4,
        "area" | "region" => 5,
        "country" => 6,
        "body" => 7,
        _ => return None,
    })
}
