//! Texts cut into sentences and tokens, for formats that know nothing finer.
//!
//! A token is a word as the window takes it (`text::words`) or one other visible character. A
//! sentence ends at a line's end and at a full stop before a blank. So it is said in the files
//! that are written, and so it can be done again.

use crate::text::clitics::proclitic_edges;
use crate::text::offset::{ByteIdx, ByteRange, next_grapheme};
use crate::text::words::words;

/// A sentence's tokens, in reading order.
pub(super) type Sentence = Vec<ByteRange>;

/// Cuts a text. Tokens are cut further at `edges`, which are ascending places.
pub(super) fn sentences(text: &str, edges: &[ByteIdx]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut open = Sentence::new();
    let mut closing = false;
    let mut end = ByteIdx::ZERO;
    for token in tokens(text, edges) {
        let gap = ByteRange::new(end, token.start()).of(text).unwrap_or("");
        let closer = token.of(text).is_some_and(|t| t.chars().all(is_closer));
        if gap.contains(is_line_end) || (closing && !gap.is_empty()) {
            sentences.extend((!open.is_empty()).then(|| std::mem::take(&mut open)));
            closing = false;
        }
        let stop = token.of(text).is_some_and(|t| t.chars().all(is_stop));
        closing = stop || (closing && closer);
        open.push(token);
        end = token.end();
    }
    sentences.extend((!open.is_empty()).then_some(open));
    sentences
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\u{2028}' | '\u{2029}' | '\u{85}')
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '۔' | '…')
}

fn is_closer(c: char) -> bool {
    is_stop(c) || matches!(c, '"' | '”' | '»' | ')' | ']')
}

/// The tokens of a text in reading order.
fn tokens(text: &str, edges: &[ByteIdx]) -> Vec<ByteRange> {
    let mut found = Vec::new();
    let mut edges = edges.iter().copied().peekable();
    let mut push = |range: ByteRange, found: &mut Vec<ByteRange>| {
        let mut start = range.start();
        while let Some(edge) = edges.next_if(|edge| *edge < range.end()) {
            if edge > start {
                found.push(ByteRange::new(start, edge));
                start = edge;
            }
        }
        found.push(ByteRange::new(start, range.end()));
    };
    let mut end = ByteIdx::ZERO;
    let rest = ByteRange::at(text.len());
    for word in words(text).chain([rest]) {
        // What lies between two words: each cluster that is no blank is a token. Most often it is
        // one blank.
        if ByteRange::new(end, word.start()).of(text) == Some(" ") {
            end = word.start();
        }
        while end < word.start() {
            let next = next_grapheme(text, end).unwrap_or(word.start());
            let next = next.min(word.start());
            let mark = ByteRange::new(end, next);
            if mark.of(text).is_some_and(|m| !m.trim().is_empty()) {
                push(mark, &mut found);
            }
            end = next;
        }
        if !word.is_empty() {
            push(word, &mut found);
        }
        end = word.end();
    }
    found
}

/// The tokens that a range touches, as a range of their numbers.
pub(super) fn touched(tokens: &[ByteRange], range: ByteRange) -> std::ops::Range<usize> {
    let first = tokens.partition_point(|token| token.end() <= range.start());
    let after = tokens.partition_point(|token| token.start() < range.end());
    first..after.max(first)
}

/// The start of a range, if it lies inside a word after proclitics of it.
pub(super) fn clitic_edge(text: &str, tokens: &[ByteRange], range: ByteRange) -> Option<ByteIdx> {
    let word = *tokens.get(touched(tokens, range).start)?;
    let start = range.start();
    let inside = word.start() < start && start < word.end();
    let within = start.get().checked_sub(word.start().get())?;
    let edges = proclitic_edges(word.of(text).filter(|_| inside)?);
    edges.contains(&ByteIdx::new(within)).then_some(start)
}

/// The places where spans begin and end, in order. Tokens that are cut at them have no span's
/// edge inside.
pub(super) fn edges(ranges: impl Iterator<Item = ByteRange>) -> Vec<ByteIdx> {
    let mut edges: Vec<ByteIdx> = ranges.flat_map(|r| [r.start(), r.end()]).collect();
    edges.sort_unstable();
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, edges: &[usize], expected: &str) {
        let edges: Vec<ByteIdx> = edges.iter().map(|at| ByteIdx::new(*at)).collect();
        let sentences = sentences(text, &edges);
        let sentences = sentences.iter().map(|sentence| {
            let words = sentence.iter().map(|token| token.of(text).unwrap());
            words.collect::<Vec<_>>().join("|")
        });
        assert_eq!(sentences.collect::<Vec<_>>().join("\n"), expected);
    }

    #[test]
    fn texts_are_cut() {
        check(
            "قال: «نعم.» ثم 3.5 مضى\nوبعد 👩‍👩‍👧!",
            &[],
            "قال|:|«|نعم|.|»\nثم|3.5|مضى\nوبعد|👩‍👩‍👧|!",
        );
        check("  ", &[], "");
        // Cut inside بالمعارضة after the preposition, and inside nothing.
        check(
            "بالمعارضة ثم",
            &[2, 18, 19],
            "ب|المعارضة\nثم".replace('\n', "|").as_str(),
        );
    }

    #[test]
    fn spans_that_begin_after_proclitics_are_told() {
        let text = "وبالطائرات قصف";
        let tokens = &sentences(text, &[])[0];
        // After و and after وب; in the middle of the word, at its start, at the next word.
        let rows = [(2, true), (4, true), (8, false), (0, false), (21, false)];
        for (start, is_edge) in rows {
            let range = ByteRange::new(start, text.len());
            let found = clitic_edge(text, tokens, range);
            assert_eq!(found.is_some(), is_edge, "{start}");
        }
    }

    #[test]
    fn a_range_finds_its_tokens() {
        let text = "قصفت قوات الحكومة";
        let tokens = &sentences(text, &[])[0];
        let rows = [(0..8, 0..1), (9..17, 1..2), (10..22, 1..3), (8..9, 1..1)];
        for (range, expected) in rows {
            assert_eq!(touched(tokens, range.into()), expected);
        }
    }
}
