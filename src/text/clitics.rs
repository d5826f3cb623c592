//! Proclitics: what Arabic writes together with a word without its belonging to the word.
//!
//! `و` and, `ف` so, `ب` with, `ك` as, `ل` for, `س` will. A span leaves them outside
//! (`DOMAIN.md` 1.7, rules 2 and 3), but half of all Arabic words begin with one of these
//! letters. So one is cut off only before the article (`ال`, `لل`), or where what remains is a
//! known word and the whole is not.

use super::fold::{fold_word, is_dropped};
use super::offset::{ByteIdx, ByteRange, next_grapheme, prev_grapheme};
use super::words::{word_after, word_at, word_before};

/// Says whether a word is known. It is asked with folded words (see [`super::fold`]).
pub type Known<'a> = &'a dyn Fn(&str) -> bool;

/// How a word may begin: the places after each of the proclitics it could have, at most three.
///
/// The places are counted from the start of the word. `وبالطائرات` gives those after `و` and
/// `وب`; `لل` gives the place of the second lam, so that `للقاعدة` begins `لقاعدة`.
#[must_use]
pub fn proclitic_edges(word: &str) -> Vec<ByteIdx> {
    let letters: Vec<(usize, char)> = word
        .char_indices()
        .filter(|&(_, c)| !is_dropped(c))
        .collect();
    let letter = |n: usize| letters.get(n).map(|&(_, c)| c);
    let mut edges = Vec::new();
    let mut n = 0;
    if matches!(letter(n), Some('و' | 'ف')) {
        n += 1;
        edges.push(n);
    }
    if matches!(letter(n), Some('ب' | 'ك' | 'ل' | 'س')) {
        edges.push(n + 1);
    }
    edges
        .into_iter()
        // At least two letters must remain.
        .filter(|&n| letters.len() >= n + 2)
        .filter_map(|n| letters.get(n))
        .map(|&(at, _)| ByteIdx::new(at))
        .collect()
}

/// Where the word proper begins, from the start of the written word.
///
/// # Examples
///
/// ```
/// use hashiya::text::clitics::word_start;
/// let start = |word: &str| word[word_start(word, &|_| false).get()..].to_owned();
/// assert_eq!(start("وبالطائرات"), "الطائرات");
/// assert_eq!(start("للقاعدة"), "لقاعدة");
/// assert_eq!(start("سوريا"), "سوريا");
/// ```
#[must_use]
pub fn word_start(word: &str, known: Known<'_>) -> ByteIdx {
    let edges = proclitic_edges(word);
    let rest = |edge: &ByteIdx| fold_word(word.get(edge.get()..).unwrap_or(""));
    let whole = fold_word(word);
    let is_whole_known = known(&whole);
    for edge in &edges {
        let rest = rest(edge);
        let letters = rest.chars().count();
        let stripped = fold_word(word.get(..edge.get()).unwrap_or(""));
        // Before the article; a word as short as «والد» is not one with an article.
        if rest.starts_with("ال") && letters >= 4 && !is_whole_known {
            return *edge;
        }
        // «لل» is «ل» and «ال» without its alef, and begins at the second lam.
        if stripped.ends_with('ل') && rest.starts_with('ل') && letters >= 3 && !is_whole_known {
            return *edge;
        }
    }
    if !is_whole_known {
        for edge in &edges {
            let rest = rest(edge);
            if rest.chars().count() >= 2 && known(&rest) {
                return *edge;
            }
        }
        // A number written in digits is not part of the word: «ب15».
        for edge in &edges {
            if rest(edge).starts_with(|c: char| c.is_ascii_digit()) {
                return *edge;
            }
        }
    }
    ByteIdx::ZERO
}

/// A range grown to whole words, without blanks and punctuation at its edges and without the
/// proclitics of its first word. A range without any word is trimmed of blanks only.
#[must_use]
pub fn snap(text: &str, range: ByteRange, known: Known<'_>) -> ByteRange {
    // A place at the edge of a word touches it only from inside.
    let first = word_at(text, range.start())
        .filter(|word| word.end() > range.start())
        .or_else(|| word_after(text, range.start()));
    let last = prev_grapheme(text, range.end())
        .and_then(|place| word_at(text, place))
        .filter(|word| word.start() < range.end())
        .or_else(|| word_before(text, range.end()));
    let (Some(first), Some(last)) = (first, last) else {
        return range;
    };
    if first.start() >= range.end().max(ByteIdx(range.start().0 + 1)) || last.end() < first.end() {
        return range;
    }
    // A drag that begins inside a word, after its proclitic, means the word without it as well;
    // where nothing is known the whole word is taken.
    let word = first.of(text).unwrap_or("");
    let start = first.start().get() + word_start(word, known).get();
    ByteRange::new(start, last.end())
}

/// Moves the start of a range over the proclitics of its first word: outwards to the start of
/// the word, or, if it is there already, inwards over one proclitic after the other.
#[must_use]
pub fn toggle_proclitic(text: &str, range: ByteRange) -> ByteRange {
    let Some(word) = word_at(text, range.start()).filter(|word| word.contains(range.start()))
    else {
        return range;
    };
    let edges = proclitic_edges(word.of(text).unwrap_or(""));
    let inside = range.start().0.saturating_sub(word.start().0);
    let next = edges.iter().find(|edge| edge.0 > inside);
    let start = match next {
        Some(edge) => ByteIdx(word.start().0 + edge.0),
        None => word.start(),
    };
    if start >= range.end() || next_grapheme(text, start).is_none() {
        return range;
    }
    ByteRange::new(start, range.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(word: &str) -> bool {
        ["سوريا", "لبنان", "موسكو", "غارات", "سبعه", "حماس", "وادي"].contains(&word)
    }

    #[test]
    fn proclitics_stay_outside_only_where_they_are_proclitics() {
        let rows = [
            ("وبالطائرات", "الطائرات"),
            ("بالمعارضة", "المعارضة"),
            ("والجيش", "الجيش"),
            ("فالقوات", "القوات"),
            ("كالمدفعية", "المدفعية"),
            ("للقاعدة", "لقاعدة"),
            ("وللجيش", "لجيش"),
            ("وَالْجَيْش", "الْجَيْش"),
            ("وسوريا", "سوريا"),
            ("بسوريا", "سوريا"),
            ("وبلبنان", "لبنان"),
            ("لموسكو", "موسكو"),
            ("بغارات", "غارات"),
            ("ب15", "15"),
            // What merely begins with such a letter stays whole.
            ("سوريا", "سوريا"),
            ("سبعة", "سبعة"),
            ("فصائل", "فصائل"),
            ("لجنة", "لجنة"),
            ("واشنطن", "واشنطن"),
            ("كتائب", "كتائب"),
            ("بلدة", "بلدة"),
            ("وادي", "وادي"),
            ("فجر", "فجر"),
            ("والد", "والد"),
            ("بال", "بال"),
            ("و", "و"),
            ("Wagner", "Wagner"),
        ];
        for (word, expected) in rows {
            let start = word_start(word, &known);
            assert_eq!(word.get(start.get()..), Some(expected), "{word}");
        }
    }

    /// The selection is drawn in brackets.
    fn parse(drawn: &str) -> (String, ByteRange) {
        let start = drawn.find('[').unwrap();
        let end = drawn.find(']').unwrap() - 1;
        (drawn.replace(['[', ']'], ""), ByteRange::new(start, end))
    }

    #[test]
    fn a_drag_snaps_to_words() {
        let rows = [
            ("قصفت[] مدينة", "قصفت"),
            ("قص[ف]ت مدينة", "قصفت"),
            ("قص[فت مدي]نة درعا", "قصفت مدينة"),
            ("قال [وبالط]ائرات", "الطائرات"),
            ("قال: [\"الموت ولا ]المذلة\"", "الموت ولا"),
            ("قال: [\"الموت ولا الم]ذلة\".", "الموت ولا المذلة"),
            ("[ قال ] مدينة", "قال"),
            ("مدنيًا[، ]قال", "، "),
            ("(S-3[00])", "300"),
            ("من [ميدانيا]ً في", "ميدانياً"),
        ];
        for (drawn, expected) in rows {
            let (text, range) = parse(drawn);
            let snapped = snap(&text, range, &known);
            let snapped = if range.is_empty() {
                word_at(&text, range.start()).unwrap()
            } else {
                snapped
            };
            assert_eq!(snapped.of(&text), Some(expected), "{drawn}");
        }
    }

    #[test]
    fn one_key_moves_the_edge_over_the_proclitics() {
        let text = "وبالطائرات";
        let mut range = ByteRange::new(0_usize, text.len());
        let mut seen = Vec::new();
        for _ in 0..4 {
            range = toggle_proclitic(text, range);
            seen.push(range.of(text).unwrap());
        }
        assert_eq!(seen, ["بالطائرات", "الطائرات", "وبالطائرات", "بالطائرات"]);
    }
}
