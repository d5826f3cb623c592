//! SOURCE: who reports, where that is not just a party.

use super::Suggestion;
use super::faction;
use super::page::Page;
use crate::lexicon::Class;

/// Nouns that begin a source, folded, with their kind.
const NOUNS: [(&str, &str); 46] = [
    ("مصدر", "anonymous"),
    ("مصادر", "anonymous"),
    ("المصدر", "anonymous"),
    ("المصادر", "anonymous"),
    ("مسوول", "official"),
    ("مسوول", "official"),
    ("مسوولون", "official"),
    ("مسوولون", "official"),
    ("متحدث", "official"),
    ("المتحدث", "official"),
    ("الناطق", "official"),
    ("ناطق", "official"),
    ("وزير", "official"),
    ("وزاره", "official"),
    ("الرييس", "official"),
    ("رييس", "official"),
    ("بيان", "official"),
    ("محافظ", "official"),
    ("شهود", "eyewitness"),
    ("شاهد", "eyewitness"),
    ("سكان", "resident"),
    ("السكان", "resident"),
    ("اهالي", "resident"),
    ("ناشطون", "monitor"),
    ("نشطاء", "monitor"),
    ("ناشطين", "monitor"),
    ("المرصد", "monitor"),
    ("مراقبون", "monitor"),
    ("وكاله", "media"),
    ("قناه", "media"),
    ("صحيفه", "media"),
    ("مراسل", "media"),
    ("اعلام", "media"),
    ("تلفزيون", "media"),
    ("وسايل", "state_media"),
    ("مسعفون", "medical"),
    ("اطباء", "medical"),
    ("طبيب", "medical"),
    ("منظمه", "ngo"),
    ("اللجنه", "ngo"),
    ("لجنه", "ngo"),
    ("عمال", "aid_worker"),
    ("الامم", "un"),
    ("witnesses", "eyewitness"),
    ("residents", "resident"),
    ("officials", "official"),
];

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    for at in 0..page.tokens.len() {
        let opens = page.is_bare(at, Class::Speech)
            || page.is_bare(at, Class::According)
            || page.is(at, Class::According);
        if opens {
            found.extend(phrase(page, at + 1));
        }
    }
}

/// The source that begins at a token, and what is joined to it.
fn phrase(page: &Page<'_>, at: usize) -> Vec<Suggestion> {
    let first = if page.word(at) == "عن" { at + 1 } else { at };
    let mut found = Vec::new();
    let end = match faction::at(page, first) {
        // A party that speaks is a party.
        Some(party) => party.end,
        None => match named(page, first).or_else(|| somebody(page, first)) {
            Some((suggestion, end)) => {
                found.push(suggestion);
                end
            }
            None => return found,
        },
    };
    // Who is joined is a source of its own: مقاتلون من المعارضة وشهود.
    if page.word(end).starts_with('و')
        && let Some((suggestion, _)) = named(page, end)
    {
        found.push(suggestion);
    }
    found
}

/// A source that begins with a noun of sources.
fn named(page: &Page<'_>, first: usize) -> Option<(Suggestion, usize)> {
    let word = page.word(first);
    let found = |word: &str| NOUNS.iter().find(|(noun, _)| *noun == word);
    let attached = word.strip_prefix(['ل', 'و']);
    let (skip, kind) = match (found(word), attached.and_then(found)) {
        (Some((_, kind)), _) => (0, kind),
        (None, Some((_, kind))) => ('ل'.len_utf8(), kind),
        _ => return None,
    };
    let end = phrase_end(page, first, 7);
    let suggestion = page.suggestion("source", "source/speech", (first, skip, end), 0.6)?;
    Some((suggestion.with("kind", kind), end))
}

/// A person after a verb of speech, up to what was said: قال إبراهيم عبد الله، …
fn somebody(page: &Page<'_>, first: usize) -> Option<(Suggestion, usize)> {
    let opened = first
        .checked_sub(1)
        .is_some_and(|at| page.is_bare(at, Class::Speech));
    if !opened || page.is_mark(first) || page.is(first, Class::SourceEnd) {
        return None;
    }
    let end = phrase_end(page, first, 10);
    let closed = matches!(
        page.word(end),
        "،" | ":" | "ان" | "انه" | "انها" | "," | "that"
    );
    if !closed || end < first + 2 {
        return None;
    }
    let suggestion = page.suggestion("source", "source/person", (first, 0, end), 0.55)?;
    Some((suggestion, end))
}

/// Where the phrase of a source ends.
fn phrase_end(page: &Page<'_>, first: usize, longest: usize) -> usize {
    let mut end = first + 1;
    while end < first + longest
        && page.tokens.same_sentence(end, first)
        && !page.is_mark(end)
        && !(page.is(end, Class::SourceEnd) && faction::at(page, end + 1).is_none())
        && !page.is_bare(end, Class::Speech)
    {
        // A party with its own particle, as in مصدر بالمعارضة, belongs to it.
        end = faction::at(page, end).map_or(end + 1, |party| party.end);
    }
    end
}
