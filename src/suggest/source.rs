//! SOURCE: who reports, where that is not just a party.

use super::Suggestion;
use super::faction;
use super::page::{Page, is_speech};

/// Nouns that begin a source, folded, with their kind.
const NOUNS: [(&str, &str); 44] = [
    ("مصدر", "anonymous"),
    ("مصادر", "anonymous"),
    ("المصدر", "anonymous"),
    ("المصادر", "anonymous"),
    ("مسؤول", "official"),
    ("مسوول", "official"),
    ("مسؤولون", "official"),
    ("مسوولون", "official"),
    ("متحدث", "official"),
    ("المتحدث", "official"),
    ("الناطق", "official"),
    ("ناطق", "official"),
    ("وزير", "official"),
    ("وزاره", "official"),
    ("الرئيس", "official"),
    ("رئيس", "official"),
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
    ("وسائل", "state_media"),
    ("مسعفون", "medical"),
    ("اطباء", "medical"),
    ("طبيب", "medical"),
    ("منظمه", "ngo"),
    ("اللجنه", "ngo"),
    ("الامم", "un"),
    ("witnesses", "eyewitness"),
    ("residents", "resident"),
    ("officials", "official"),
];

/// Words that end the phrase after a verb of speech.
const ENDS: [&str; 24] = [
    "ان",
    "انه",
    "انها",
    "انهم",
    "ل",
    "في",
    "الي",
    "عن",
    "على",
    "علي",
    "بعد",
    "قبل",
    "خلال",
    "مساء",
    "صباح",
    "اليوم",
    "امس",
    "يوم",
    "that",
    "on",
    "in",
    "لوكاله",
    "عبر",
    "فيما",
];

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    for at in 0..page.tokens.len() {
        let word = page.bare(at);
        let opens = is_speech(word)
            || matches!(word, "بحسب" | "حسب" | "وفق" | "وفقا" | "نقلا")
            || matches!(page.word(at), "بحسب" | "وفق" | "وفقا" | "نقلا" | "حسب");
        if opens {
            found.extend(phrase(page, at + 1));
        }
    }
}

fn phrase(page: &Page<'_>, at: usize) -> Option<Suggestion> {
    let first = if page.word(at) == "عن" { at + 1 } else { at };
    let word = page.word(first);
    let bare = word.strip_prefix('ل').unwrap_or(word);
    let found = |word: &str| NOUNS.iter().find(|(noun, _)| *noun == word);
    let (skip, kind) = match (found(word), found(bare)) {
        (Some((_, kind)), _) => (0, kind),
        (None, Some((_, kind))) => ('ل'.len_utf8(), kind),
        _ => return None,
    };
    let mut end = first + 1;
    while end < first + 7
        && page.tokens.same_sentence(end, first)
        && !page.is_mark(end)
        && !ENDS.contains(&page.word(end))
        && !is_speech(page.bare(end))
    {
        // A party with its own particle, as in مصدر بالمعارضة, belongs to it.
        end = faction::at(page, end).map_or(end + 1, |party| party.end);
    }
    let suggestion = page.suggestion("source", "source/speech", (first, skip, end), 0.6)?;
    Some(suggestion.with("kind", kind))
}
