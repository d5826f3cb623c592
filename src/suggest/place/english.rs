//! An English place that the gazetteer does not have: `the village of Ain Qana`, `Balata refugee
//! camp`. Its name is written with capitals, and a noun says what it is.

use super::{Page, Place};
use crate::lexicon::Table;
use crate::suggest::source::is_name;

/// How many words a name has at most.
const LONGEST: usize = 3;

/// The sort of place a noun says.
fn kind(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "city" | "town" => "city",
        "village" | "hamlet" => "village",
        "district" | "neighbourhood" | "neighborhood" | "suburb" | "quarter" => "neighbourhood",
        "camp" => "camp",
        "province" | "governorate" => "admin1",
        "airport" | "airbase" | "crossing" => "facility",
        _ => return None,
    })
}

/// Whether such a noun stands at a token.
#[inline]
pub(super) fn may_be(page: &Page<'_>, at: usize) -> bool {
    page.tokens.is_ascii(at) && kind(page.word(at)).is_some()
}

/// The place whose noun stands at a token. `last` is where the place before ends: nothing of it is
/// taken again.
pub(super) fn at<'a>(page: &Page<'a>, at: usize, last: usize) -> Option<Place<'a>> {
    if !may_be(page, at) {
        return None;
    }
    let kind = kind(page.word(at))?;
    let named = |at: &usize| is_name(page, *at) && page.at(*at, Table::Targets).is_empty();
    let (place, head) = if page.word(at + 1) == "of" {
        let first = at + 2;
        let name = (first..first + LONGEST).take_while(named).last()?;
        let same = page.tokens.same_sentence(at, name);
        // A name of which the gazetteer has a part is another one: Ain Qana is no Qana.
        let end = name + 1;
        let known = page.at(end, Table::Places).iter().find(|m| m.skip == 0);
        let end = known.map_or(end, |m| m.end);
        same.then_some(((first, 0, end), (first, 0, end)))?
    } else {
        let described = matches!(
            page.back(at).map_or("", |at| page.word(at)),
            "refugee" | "displacement"
        );
        let end = at - usize::from(described);
        let name = (last..end).rev().take(LONGEST).take_while(named);
        let first = name.last()?;
        let same = page.tokens.same_sentence(first, at);
        same.then_some(((first, 0, at + 1), (first, 0, end)))?
    };
    let mut place = Place::new(place, "location/designated", 0.6);
    place.head = head;
    place.kind = kind;
    Some(place)
}
