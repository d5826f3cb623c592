//! Words as they are remembered: folded, the first without its particles.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lexicon::readings;
use crate::text::offset::ByteRange;
use crate::text::token::{Kind, Tokens};

/// The words that a range of the text covers, with blanks between them.
pub(super) fn words(tokens: &Tokens, range: ByteRange) -> String {
    let inside = tokens.inside(range);
    let mut words = String::with_capacity(range.len());
    for at in inside.clone() {
        let word = tokens.word(at);
        if at > inside.start {
            words.push(' ');
            words.push_str(word);
            continue;
        }
        // The range begins after the particles: what is left reads as the lexicon reads it.
        let starts = |skip: usize| tokens.range(at, skip, at).map(ByteRange::start);
        let mut rest = None;
        if starts(0) != Some(range.start()) {
            readings(word, &mut String::new(), |reading| {
                if rest.is_none() && starts(reading.skip) == Some(range.start()) {
                    rest = Some(reading.word.to_owned());
                }
            });
        }
        words.push_str(rest.as_deref().unwrap_or(word));
    }
    words
}

/// A word without particles and article. Light, and the same for all forms is all it has to be.
pub(super) fn stem(word: &str) -> &str {
    let mut rest = word;
    let strip = |rest: &mut &'_ str, particle: fn(char) -> bool| {
        let mut letters = rest.chars();
        if letters.next().is_some_and(particle) && letters.clone().nth(2).is_some() {
            *rest = letters.as_str();
        }
    };
    strip(&mut rest, |c| matches!(c, 'و' | 'ف'));
    strip(&mut rest, |c| matches!(c, 'ب' | 'ك' | 'ل' | 'س'));
    for article in ["ال", "ل"] {
        if let Some(stripped) = rest.strip_prefix(article)
            && (article == "ال" || rest.len() < word.len())
            && stripped.chars().nth(2).is_some()
        {
            return stripped;
        }
    }
    rest
}

/// The stem of the word beside some tokens in their sentence; empty at its edge.
pub(super) fn beside(tokens: &Tokens, inside: &Range<usize>) -> [String; 2] {
    let before = inside.start.checked_sub(1);
    let before = before.filter(|at| tokens.same_sentence(*at, inside.start));
    let last = inside.end.saturating_sub(1);
    let after = Some(inside.end).filter(|at| tokens.same_sentence(*at, last));
    [before, after].map(|at| at.map_or_else(String::new, |at| stem(tokens.word(at)).to_owned()))
}

/// Remembered words to look for in a text, each with a number of the caller's.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms(FxHashMap<String, Vec<(Vec<String>, usize)>>);

/// Words that were found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// The first token.
    pub(super) first: usize,
    /// How many bytes of the folded first token are particles.
    pub(super) skip: usize,
    /// The token after the last one.
    pub(super) end: usize,
    /// The number of the words.
    pub(super) number: usize,
}

impl Forms {
    /// Adds words.
    pub(super) fn add(&mut self, words: &str, number: usize) {
        let mut words = words.split(' ').map(str::to_owned);
        if let Some(first) = words.next() {
            let rest = words.collect();
            self.0.entry(first).or_default().push((rest, number));
        }
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words that begin at a token, the longest first, then that with the fewest particles.
    /// `buffer` is where readings are put together.
    pub(super) fn at(&self, tokens: &Tokens, first: usize, buffer: &mut String) -> Vec<Hit> {
        let mut hits = Vec::new();
        if tokens.kind(first) != Some(Kind::Word) {
            return hits;
        }
        let mut look = |skip: usize, word: &str| {
            for (rest, number) in self.0.get(word).into_iter().flatten() {
                let mut rest_stands = rest.iter().zip(first + 1..);
                if rest_stands.all(|(word, at)| tokens.word(at) == word) {
                    hits.push(Hit {
                        first,
                        skip,
                        end: first + 1 + rest.len(),
                        number: *number,
                    });
                }
            }
        };
        let word = tokens.word(first);
        look(0, word);
        readings(word, buffer, |reading| {
            // Words of two letters are everywhere.
            if reading.word.chars().nth(2).is_some() {
                look(reading.skip, reading.word);
            }
        });
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.end), hit.skip, hit.number));
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_their_particles_and_stems_their_article() {
        let rows = [
            ("قال [الجيش السوري] إن", "الجيش السوري"),
            ("قال و[الجيش] إن", "الجيش"),
            ("قال ل[لجيش] إن", "الجيش"),
            ("قُتِلَ [أَبو عَمّار]", "ابو عمار"),
        ];
        for (drawn, expected) in rows {
            let start = drawn.find('[').unwrap();
            let end = drawn.find(']').unwrap() - 1;
            let text = drawn.replace(['[', ']'], "");
            let found = words(&Tokens::new(&text), ByteRange::new(start, end));
            assert_eq!(found, expected, "{drawn}");
        }
        for (word, expected) in [
            ("والمدينه", "مدينه"),
            ("للجيش", "جيش"),
            ("بمدينه", "مدينه"),
            ("ليبيا", "يبيا"),
            ("ولد", "ولد"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    #[test]
    fn the_longest_words_are_found_behind_particles() {
        let mut forms = Forms::default();
        forms.add("كتايب النور", 1);
        forms.add("كتايب", 2);
        forms.add("الصقور", 3);
        let tokens = Tokens::new("هاجمت وكتائب النور للصقور");
        let found: Vec<Vec<usize>> = (0..tokens.len())
            .map(|at| {
                forms
                    .at(&tokens, at, &mut String::new())
                    .iter()
                    .map(|h| h.number)
                    .collect()
            })
            .collect();
        assert_eq!(found, [vec![], vec![1, 2], vec![], vec![3]]);
    }
}
