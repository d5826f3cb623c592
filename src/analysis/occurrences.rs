//! Finds the other places where some words stand as words: spelt otherwise, with particles
//! written onto them, but not inside longer words.

use super::search::find;
use crate::text::clitics::{proclitic_edges, word_start};
use crate::text::fold::fold_word;
use crate::text::offset::{ByteIdx, ByteRange, prev_grapheme};
use crate::text::words::{word_at, words};

/// Where a text has some words, ascending, not overlapping; `limit` at most. `known` says
/// whether a folded word is one, so that `لجنة` is no `جنة` with a particle.
#[must_use]
pub fn occurrences(
    text: &str,
    surface: &str,
    known: &dyn Fn(&str) -> bool,
    limit: usize,
) -> Vec<ByteRange> {
    let mut parts = words(surface).filter_map(|word| word.of(surface));
    let Some(first) = parts.next().map(fold_word) else {
        return Vec::new();
    };
    let single = parts.next().is_none();
    // «لل» is «ل» and «ال» without its alef: the word begins at the second lam.
    let behind_lam = first.strip_prefix("ال").map(|_| {
        let at = surface.find('ل').unwrap_or(0);
        surface.get(at..).unwrap_or(surface)
    });
    let mut found = find(text, surface, limit);
    found.retain(|range| is_whole(text, *range, &first, single, known));
    if let Some(rest) = behind_lam {
        let doubled = find(text, &format!("ل{rest}"), limit).into_iter();
        found.extend(doubled.filter_map(|range| {
            let start = word_at(text, range.start()).filter(|w| w.contains(range.start()))?;
            let second = proclitic_edges(start.of(text)?);
            let second = second.into_iter().find(|edge| {
                let rest = text.get(start.start().get() + edge.get()..).unwrap_or("");
                rest.starts_with('ل') && start.start().0 + edge.0 > range.start().0
            })?;
            let range = ByteRange::new(ByteIdx(start.start().0 + second.0), range.end());
            ends_a_word(text, range).then_some(range)
        }));
        found.sort_by_key(|range| range.start());
        found.dedup_by(|later, first| later.overlaps(*first));
    }
    found.truncate(limit);
    found
}

/// Whether a place begins where a word does, particles left aside, and ends where one ends.
fn is_whole(
    text: &str,
    range: ByteRange,
    first: &str,
    single: bool,
    known: &dyn Fn(&str) -> bool,
) -> bool {
    if !ends_a_word(text, range) {
        return false;
    }
    let Some(word) = word_at(text, range.start()).filter(|word| word.contains(range.start()))
    else {
        return false;
    };
    let skipped = ByteIdx(range.start().0 - word.start().0);
    if skipped == ByteIdx::ZERO {
        return true;
    }
    let word = word.of(text).unwrap_or("");
    if !proclitic_edges(word).contains(&skipped) {
        return false;
    }
    // Several words in a row prove the first of them; one alone may be the end of another word.
    !single || word_start(word, &|other| other == first || known(other)) == skipped
}

fn ends_a_word(text: &str, range: ByteRange) -> bool {
    let last = prev_grapheme(text, range.end()).and_then(|place| word_at(text, place));
    last.is_none_or(|word| word.end() <= range.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that exactly what stands in brackets is found.
    fn check(surface: &str, drawn: &str) {
        let text = drawn.replace(['[', ']'], "");
        let known = |word: &str| ["لجنه", "فصل", "باب"].contains(&word);
        let mut found = text.clone();
        for range in occurrences(&text, surface, &known, 100).into_iter().rev() {
            found.insert(range.end().get(), ']');
            found.insert(range.start().get(), '[');
        }
        assert_eq!(found, drawn, "{surface}");
    }

    #[test]
    fn words_are_found_as_words_whatever_their_spelling_and_particles() {
        let rows = [
            ("درعا", "في [درعا] و[درعا]، ب[دَرْعـا] لا درعاوي ولا مدرعات"),
            ("المعارضة", "[المعارضة] و[المعارضه] ب[المعارضة]"),
            ("المعارضة", "قال ل[لمعارضة] ول[لمعارضة] من معارضة"),
            ("الجيش السوري", "و[الجيش السوري] ل[لجيش السوري] والجيش الحر"),
            ("جنة", "لجنة و[جنة]"),
            ("ISIS", "[isis], [ISIS] and ISISx"),
            ("سبعة قتلى", "[سبعة  قتلى] و[سبعة قتلى]"),
            ("", "لا شيء"),
            ("، ", "قال، ثم"),
        ];
        for (surface, drawn) in rows {
            check(surface, drawn);
        }
    }

    #[test]
    fn any_text_is_taken() {
        use proptest::prelude::*;
        proptest!(|(text in "[\\PCالوب ]{0,40}", surface in "[\\PCالوب ]{0,6}")| {
            for range in occurrences(&text, &surface, &|_| false, 50) {
                prop_assert!(range.of(&text).is_some());
            }
        });
    }
}
