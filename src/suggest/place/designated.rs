//! A place that the gazetteer does not have, after a noun that says what it is: `قرية شبيلو`.

use super::{Page, Place};
use crate::lexicon::{Class, Table};

/// The place whose noun stands at a token.
pub(super) fn at<'a>(page: &Page<'a>, at: usize) -> Option<Place<'a>> {
    let kind = page.stem_value(at, Class::PlaceNoun)?;
    // وأدى reads like a valley.
    let written = page.range(at, 0, at + 1)?.of(page.text)?;
    if written.starts_with("وأ") || written.ends_with('ى') && page.stem(at) == "وادي" {
        return None;
    }
    let name = at + 1;
    let known = page.at(name, Table::Places).iter().any(|m| m.skip == 0);
    if page.is_definite(at) || known || !is_name(page, name) {
        return None;
    }
    let mut end = name + 1;
    // دير الحطب, زين العابدين: some words are but the first half of a name.
    while end < name + 3 && page.is(end - 1, Class::NameHead) && is_name(page, end) {
        end += 1;
    }
    let mut place = Place::new((at, page.skip(at), end), "location/designated", 0.6);
    place.head = (name, 0, end);
    place.kind = kind;
    Some(place)
}

/// Whether a word may be a name: nothing is known of it, and it describes nothing.
fn is_name(page: &Page<'_>, at: usize) -> bool {
    // حدودية, مزدهرة describe it.
    let word = page.word(at);
    let participle = word.starts_with('م') && word.ends_with('ه') && word.chars().count() >= 5;
    let described = !page.is_definite(at) && (word.ends_with("يه") || participle);
    let said = [
        Class::SourceEnd,
        Class::PlaceBefore,
        Class::Preposition,
        Class::Direction,
        Class::Designator,
    ];
    !page.is_mark(at)
        && page.tokens.same_sentence(at, at.saturating_sub(1))
        && word.chars().count() > 2
        && page.skip_if_known(at) == 0
        && !described
        && !said.iter().any(|class| page.is(at, *class))
        && !page.is_bare(at, Class::Speech)
        && !page.is_bare(at, Class::Act)
        && !page.is_stem(at, Class::PlaceAdjective)
        && !page.is_stem(at, Class::NoName)
        && !page.is_stem(at, Class::Relative)
        && page.nation(at).is_none()
        && page.at(at, Table::Strikes).iter().all(|m| m.skip > 0)
        && page.at(at, Table::Casualties).iter().all(|m| m.skip > 0)
        && page.number_at(at).is_none()
}
