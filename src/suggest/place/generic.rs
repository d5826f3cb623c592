//! A place without a name, known to the reader: `المدينة`, `المنطقة الحدودية`, `جنوب البلاد`.

use super::super::target;
use super::{Page, Place};
use crate::lexicon::Class;

/// The place whose noun stands at a token.
pub(super) fn at<'a>(page: &Page<'a>, at: usize) -> Option<Place<'a>> {
    let kind = page.stem_value(at, Class::GenericPlace)?;
    if let Some(end) = target::held(page, at) {
        let mut place = Place::new((at, page.skip(at), end), "location/held", 0.55);
        place.kind = "area";
        return Some(place);
    }
    if !page.is_definite(at) || is_adjective(page, at) {
        return None;
    }
    let mut end = at + 1;
    while end < at + 3
        && page.is_definite(end)
        && page.skip(end) == 0
        && (page.is_stem(end, Class::PlaceAdjective) || page.nation(end).is_some())
    {
        end += 1;
    }
    // القطاع الجنوبي من المدينة
    let part = page.word(end) == "من"
        && page.is_definite(end + 1)
        && page.is_stem(end + 1, Class::GenericPlace);
    if part && end > at + 1 {
        end += 2;
    }
    let mut place = Place::new((at, page.skip(at), end), "location/generic", 0.6);
    place.kind = kind;
    Some(place)
}

/// Whether the word describes the one before it: الرصاص الحي; or the two are an office.
fn is_adjective(page: &Page<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| page.skip(at) == 0) else {
        return false;
    };
    let described = page.word(at) == "الحي" && page.is_definite(before);
    described || page.is_stem(before, Class::NotPlace)
}
