//! Sources in English: names, which are written with a capital, and what stands before an office.

use super::phrase::phrase_end;
use super::{Suggestion, kind, noun};
use crate::lexicon::{Class, Table};
use crate::suggest::faction;
use crate::suggest::page::Page;

/// How many words a name has at most, titles included.
const LONGEST: usize = 4;

/// Somebody by name right before a verb of speech: `Samon said`.
pub(super) fn before(page: &Page<'_>, verb: usize, free: usize) -> Option<Suggestion> {
    let adverb = |at: usize| matches!(page.word(at), "also" | "later" | "has" | "had");
    let end = if verb > 0 && adverb(verb - 1) {
        verb - 1
    } else {
        verb
    };
    let first = (free..end)
        .rev()
        .take(LONGEST)
        .take_while(|at| page.tokens.same_sentence(*at, verb) && is_name(page, *at))
        .last()?;
    // The title line writes every word with a capital.
    let titled =
        first > 0 && page.tokens.same_sentence(first - 1, first) && is_name(page, first - 1);
    // Al-Shabab is no person.
    let joined = first > 0 && page.word(first - 1) == "-";
    // Islamic State claimed: a party has no second name inside it.
    if titled || joined || page.party_ending(end).is_some() {
        return None;
    }
    let first = with_rank(page, first);
    page.suggestion("source", "source/person", (first, 0, end), 0.6)
}

/// Where a name begins with the shortened rank before it: Capt. Nur Abdi.
fn with_rank(page: &Page<'_>, name: usize) -> usize {
    let mut first = name;
    while first > 1 && page.word(first - 1) == "." && page.is(first - 2, Class::Title) {
        first -= 2;
    }
    first
}

/// Somebody by name right after a verb of speech, with his office: `said Hassan Omar, a doctor in
/// the town`.
pub(super) fn after(page: &Page<'_>, first: usize) -> Option<(Suggestion, usize)> {
    let name = (first..first + LONGEST)
        .take_while(|at| page.tokens.same_sentence(*at, first) && is_name(page, *at));
    let end = name.last()? + 1;
    let closed = page.is_mark(end) || !page.tokens.same_sentence(end, first);
    if !closed {
        return None;
    }
    if let Some((kind, end)) = office(page, first, end) {
        let mut suggestion = page.suggestion("source", "source/person", (first, 0, end), 0.65)?;
        suggestion.say("kind", kind);
        return Some((suggestion, end));
    }
    let suggestion = page.suggestion("source", "source/person", (first, 0, end), 0.6)?;
    Some((suggestion, end))
}

/// The kind and the end of the office that is told after a name and a comma.
fn office<'a>(page: &Page<'a>, first: usize, name: usize) -> Option<(&'a str, usize)> {
    const REACH: usize = 5;
    if page.word(name) != "," {
        return None;
    }
    let next = name + 1;
    let describes = |at: &usize| page.tokens.same_sentence(*at, first) && !page.is_mark(*at);
    let at = (next..next + REACH)
        .take_while(describes)
        .find(|at| noun(page, *at).is_some())?;
    let m = noun(page, at)?;
    let end = phrase_end(page, at, m.end, 7);
    Some((kind::of(page, &m, (next, end)), end))
}

/// Takes in what describes an office before it, its article, and the name before a comma:
/// `Gaza health officials`, `a Pentagon spokesman`, `Amir Dagan, the chief spokesman`.
pub(super) fn widen(page: &Page<'_>, first: usize, end: usize) -> (usize, usize) {
    let same = |at: usize| page.tokens.same_sentence(at, first) && page.word(at).is_ascii();
    let mut begin = first;
    while begin > 0 && same(begin - 1) && describes(page, begin - 1, begin == first) {
        begin -= 1;
    }
    // A Houthi spokesman is one of theirs.
    let party = faction::before(page, begin).filter(|party| same(party.first));
    if let Some(party) = party {
        begin = party.first;
        while begin > 0 && same(begin - 1) && page.is(begin - 1, Class::OfficeBefore) {
            begin -= 1;
        }
    }
    // Moscow's defence ministry
    let owned = begin > 2
        && page.word(begin - 1) == "s"
        && matches!(page.word(begin - 2), "'" | "’")
        && (page.begins_party(begin - 3) || !page.at(begin - 3, Table::Places).is_empty());
    if owned {
        begin -= 3;
    }
    if begin > 0 && same(begin - 1) && matches!(page.word(begin - 1), "the" | "a" | "an") {
        begin -= 1;
    }
    let apart = begin > 1 && page.word(begin - 1) == "," && begin < first + 1;
    if apart {
        let name = (0..begin - 1)
            .rev()
            .take(LONGEST)
            .take_while(|at| same(*at) && is_name(page, *at))
            .last();
        // One word is more often a town: Khan Younis, a doctor said.
        if let Some(name) = name.filter(|name| name + 2 < begin) {
            begin = with_rank(page, name);
        }
    }
    (begin, end)
}

/// Whether a word before an office describes it.
fn describes(page: &Page<'_>, at: usize, beside: bool) -> bool {
    let place = || {
        let mut places = page.at(at, Table::Places).iter();
        places.any(|m| !m.contextual)
    };
    page.nation(at).is_some()
        || page.is(at, Class::OfficeBefore)
        || place()
        || beside && is_name(page, at)
}

/// Whether a word is written with a capital and nothing is known of it.
pub(in crate::suggest) fn is_name(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let letters = word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    letters
        && is_capital(page, at)
        && !page.is(at, Class::NoName)
        && !page.is(at, Class::Speech)
        && !page.is(at, Class::SourceEnd)
        && page.nation(at).is_none()
        && !page.begins_party(at)
        && [
            Table::Sources,
            Table::Places,
            Table::Calendar,
            Table::Casualties,
            Table::Strikes,
        ]
        .into_iter()
        .all(|table| page.at(at, table).is_empty())
}

/// Whether a word begins with a capital letter in the text.
fn is_capital(page: &Page<'_>, at: usize) -> bool {
    let written = page.range(at, 0, at + 1);
    let written = written.and_then(|range| range.of(page.text));
    written.is_some_and(|word| word.starts_with(|letter: char| letter.is_ascii_uppercase()))
}
