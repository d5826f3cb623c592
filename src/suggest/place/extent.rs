//! What belongs to a place's phrase beside the name (`DOMAIN.md` 1.7 rules 10 and 11).

use super::{Page, Place};
use crate::lexicon::{Class, Table};

/// Takes in designators and directions before a place, adjectives and `مع الأردن` after it.
pub(super) fn widen<'a>(page: &Page<'a>, mut place: Place<'a>) -> Place<'a> {
    after(page, &mut place);
    before(page, &mut place);
    // The north of a country is a part of it.
    let arabic = !page.word(place.first).is_ascii();
    let part = (place.first..place.head.0).any(|at| page.is_bare(at, Class::Direction));
    if part && arabic && place.kind == "country" {
        place.kind = "region";
    }
    place
}

fn before<'a>(page: &Page<'a>, place: &mut Place<'a>) {
    for _ in 0..3 {
        let Some(before) = place.first.checked_sub(1).filter(|_| place.skip == 0) else {
            return;
        };
        if !page.tokens.same_sentence(before, place.first) {
            return;
        }
        // al-Qayyarah
        if page.word(before) == "-" && before > 0 && page.word(before - 1) == "al" {
            place.first = before - 1;
            continue;
        }
        // south of Mosul
        if page.word(before) == "of" && before > 0 && page.is(before - 1, Class::Direction) {
            place.first = before - 1;
            continue;
        }
        // A plural has several names after it and belongs to none: أحياء صلاح الدين والسكري.
        let several = page.stem_value(before, Class::Designator).is_some();
        // العاصمة الليبية طرابلس
        let capital = page.nation(before).is_some()
            && page.is_definite(before)
            && before > 0
            && page.is_stem(before - 1, Class::Capital)
            && page.is_definite(before - 1);
        if capital {
            place.first = before - 1;
            place.skip = page.skip(place.first);
            continue;
        }
        let designator = (page.is_bare(before, Class::Designator) && !several)
            || (page.is_stem(before, Class::Capital) && page.is_definite(before));
        if !designator && !page.is_bare(before, Class::Direction) {
            return;
        }
        // حي مصر الجديدة, قرية جبع: the noun right before the name says what it is.
        if place.first == place.head.0 {
            called(page, place, before);
        }
        place.first = before;
        // شرق وغرب المدينة: one direction is joined to the other.
        let pair = page.word(before).starts_with('و')
            && before > 0
            && page.is_bare(before - 1, Class::Direction);
        if pair {
            place.first = before - 1;
        }
        place.skip = page.skip(place.first);
    }
}

/// Takes the sort of a place from the noun before its name.
fn called<'a>(page: &Page<'a>, place: &mut Place<'a>, noun: usize) {
    let Some(kind) = page.stem_value(noun, Class::PlaceNoun) else {
        return;
    };
    let told = matches!(
        kind,
        "village" | "neighbourhood" | "camp" | "admin1" | "admin2"
    );
    // بلدة and مدينة are said of towns of any size, إقليم of regions.
    let town = kind == "city" && matches!(place.kind, "country" | "admin1" | "admin2");
    let region = kind == "admin1" && place.kind == "region";
    if (told || town) && !region {
        // No quarter is a country.
        if place.kind == "country" {
            place.entry = None;
        }
        place.kind = kind;
    }
}

fn after(page: &Page<'_>, place: &mut Place<'_>) {
    if page.word(place.end.saturating_sub(1)).is_ascii() {
        // Khan Younis refugee camp, Qayyarah air base
        let end = place.end;
        let noun = |at: usize| page.is(at, Class::PlaceNounAfter);
        let first = usize::from(matches!(page.word(end), "air" | "refugee" | "border"));
        if noun(end + first) {
            place.end = end + first + 1;
            place.resume = place.end;
        }
    } else {
        while place.end < place.head.2 + 2
            && page.is_definite(place.end)
            && page.skip(place.end) == 0
            && (page.is_stem(place.end, Class::PlaceAdjective) || page.nation(place.end).is_some())
        {
            place.end += 1;
            place.resume = place.end;
        }
    }
    // معبر نصيب مع الأردن: the other side of a crossing belongs to it.
    let with = matches!(page.word(place.end), "مع" | "with");
    let crossing = place
        .first
        .checked_sub(1)
        .is_some_and(|at| page.is_stem(at, Class::Crossing))
        || (place.first..place.end).any(|at| page.is_stem(at, Class::Crossing));
    if with && crossing {
        let other = place.end + 1;
        if let Some(m) = page
            .at(other, Table::Places)
            .iter()
            .find(|m| m.entry.class == "country")
        {
            place.resume = other;
            place.end = m.end;
        }
    }
}
