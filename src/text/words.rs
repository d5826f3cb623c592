//! Words and sentences, in reading order.
//!
//! A word is what UAX #29 calls one, with these differences for news text: tatweel and vowel
//! marks never end one; digits with `.`, `,`, `/`, `:` or `-` between them are one (`12/03/2015`,
//! `1,250`, `S-300` is `S` and `300`); a zero-width non-joiner stays inside a Persian word.

use unicode_segmentation::UnicodeSegmentation;

use super::offset::{ByteIdx, ByteRange};

/// The words of a text in reading order, without blanks and punctuation.
pub fn words(text: &str) -> impl Iterator<Item = ByteRange> {
    let mut segments = text.split_word_bound_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, segment) = segments.next()?;
            if !is_word(segment) {
                continue;
            }
            let mut end = start + segment.len();
            // Parts that a joiner or a number's sign ties together.
            while let Some(&(at, next)) = segments.peek() {
                let numeric = |part: &str| part.ends_with(is_digit);
                let joins = next == "\u{200c}";
                let counts = matches!(next, "/" | "-" | ":" | "." | "," | "٫" | "٬")
                    && text.get(start..at).is_some_and(numeric);
                // Only then is it worth to look further: after most words a blank stands.
                if !joins && !counts {
                    break;
                }
                let mut ahead = segments.clone();
                ahead.next();
                let after = ahead.peek().map_or("", |(_, after)| *after);
                let tied =
                    (joins && starts_with_letter(after)) || (counts && after.starts_with(is_digit));
                if !tied {
                    break;
                }
                segments.next();
                if let Some((at, part)) = segments.next() {
                    end = at + part.len();
                }
            }
            return Some(ByteRange::new(start, end));
        }
    })
}

fn is_word(segment: &str) -> bool {
    segment.contains(|c: char| c.is_alphanumeric())
}

fn is_digit(c: char) -> bool {
    c.is_numeric()
}

fn starts_with_letter(segment: &str) -> bool {
    segment.starts_with(char::is_alphabetic)
}

/// The text around a place that words are looked for in: whole lines, so that the cost does not
/// grow with the article. A line of a megabyte is cut at blanks.
fn window(text: &str, place: ByteIdx) -> ByteRange {
    /// More than any word is long, in bytes.
    const REACH: usize = 4096;
    let place = super::offset::floor_grapheme(text, place).get();
    let before = text.get(..place).unwrap_or("");
    let after = text.get(place..).unwrap_or("");
    let edge = |c: char| c.is_whitespace();
    let start = before
        .rmatch_indices('\n')
        .next()
        .map(|(at, _)| at + 1)
        .unwrap_or(0);
    let start = if place - start > REACH {
        before
            .rmatch_indices(edge)
            .find(|(at, _)| place - at > REACH)
            .map_or(start, |(at, blank)| at + blank.len())
    } else {
        start
    };
    let end = after.find('\n').unwrap_or(after.len());
    let end = if end > REACH {
        after
            .match_indices(edge)
            .find(|(at, _)| *at > REACH)
            .map_or(end, |(at, _)| at)
    } else {
        end
    };
    ByteRange::new(start, place + end)
}

fn words_near(text: &str, place: ByteIdx) -> Vec<ByteRange> {
    let window = window(text, place);
    let shift = window.start().get();
    words(window.of(text).unwrap_or(""))
        .map(|word| ByteRange::new(word.start().get() + shift, word.end().get() + shift))
        .collect()
}

/// The word a place is in or at the edge of; the one that begins there goes before the one that
/// ends there.
#[must_use]
pub fn word_at(text: &str, place: ByteIdx) -> Option<ByteRange> {
    let place = place.min(ByteIdx::new(text.len()));
    let near = words_near(text, place);
    let inside = near.iter().find(|word| word.contains(place));
    inside
        .or_else(|| near.iter().find(|word| word.end() == place))
        .copied()
}

/// The first word that begins at or after a place.
#[must_use]
pub fn word_after(text: &str, place: ByteIdx) -> Option<ByteRange> {
    let mut from = place;
    loop {
        let window = window(text, from);
        let found = words_near(text, from)
            .into_iter()
            .find(|word| word.start() >= place);
        if found.is_some() || window.end().get() >= text.len() {
            return found;
        }
        from = ByteIdx::new(window.end().get() + 1);
    }
}

/// The last word that ends at or before a place.
#[must_use]
pub fn word_before(text: &str, place: ByteIdx) -> Option<ByteRange> {
    let mut from = place;
    loop {
        let window = window(text, from);
        let found = words_near(text, from)
            .into_iter()
            .rev()
            .find(|word| word.end() <= place);
        if found.is_some() || window.start() == ByteIdx::ZERO {
            return found;
        }
        from = ByteIdx::new(window.start().get() - 1);
    }
}

/// The paragraphs of a text, which are its lines, without the ends of lines; blank ones too.
pub fn paragraphs(text: &str) -> impl Iterator<Item = ByteRange> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let range = ByteRange::new(start, start + line.len());
        start += line.len() + 1;
        range
    })
}

/// The paragraph a place is in.
#[must_use]
pub fn paragraph_at(text: &str, place: ByteIdx) -> ByteRange {
    let place = text.floor_char_boundary(place.get());
    let (before, after) = text.split_at(place);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |at| place + at);
    ByteRange::new(start, end)
}

/// The sentence a place is in, without blanks at its edges. A sentence ends at a line's end, at
/// `؟`, `!`, `؛`-free full stops followed by a blank and not inside a number, and takes closing
/// quotes and brackets with it. A place between two sentences belongs to the later one.
#[must_use]
pub fn sentence_at(text: &str, place: ByteIdx) -> ByteRange {
    let place = super::offset::floor_grapheme(text, place);
    let line = paragraph_at(text, place);
    let (line_start, line_end) = (line.start().get(), line.end().get());
    let line = text.get(line_start..line_end).unwrap_or("");
    let mut start = 0;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '؟' | '۔' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            if !matches!(c, '.' | '!' | '?' | '؟' | '"' | '”' | '»' | ')' | ']' | '…') {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let ends = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if ends && line_start + end > place.get() {
            return trimmed(text, line_start + start, line_start + end);
        }
        if ends {
            start = end;
        }
    }
    trimmed(text, line_start + start, line_end)
}

fn trimmed(text: &str, start: usize, end: usize) -> ByteRange {
    let part = text.get(start..end).unwrap_or("");
    let from = start + (part.len() - part.trim_start().len());
    let to = start + part.trim_end().len();
    ByteRange::new(from, to.max(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_news_text() {
        let rows: [(&str, &[&str]); 8] = [
            ("قال مُحَمَّدٌ، وقصفـــت", &["قال", "مُحَمَّدٌ", "وقصفـــت"]),
            (
                "في 12/03/2015 و1,250 قتيلا",
                &["في", "12/03/2015", "و1,250", "قتيلا"],
            ),
            ("S-300 و12.5%", &["S", "300", "و12.5"]),
            ("می‌خواهم", &["می‌خواهم"]),
            ("\"الموت ولا المذلة\"", &["الموت", "ولا", "المذلة"]),
            ("(داعش)...", &["داعش"]),
            ("don't stop", &["don't", "stop"]),
            ("… - !", &[]),
        ];
        for (text, expected) in rows {
            let found: Vec<&str> = words(text).filter_map(|word| word.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn neighbours_over_lines() {
        let text = "قال سكان\n\n  درعا";
        let of = |range: Option<ByteRange>| range.and_then(|r| r.of(text)).unwrap_or("-");
        let end = ByteIdx::new(text.len());
        assert_eq!(of(word_at(text, ByteIdx(0))), "قال");
        assert_eq!(of(word_at(text, ByteIdx(6))), "قال");
        assert_eq!(of(word_after(text, ByteIdx(6))), "سكان");
        assert_eq!(of(word_after(text, ByteIdx(15))), "درعا");
        assert_eq!(of(word_after(text, end)), "-");
        assert_eq!(of(word_before(text, end)), "درعا");
        assert_eq!(of(word_before(text, ByteIdx(17))), "سكان");
        assert_eq!(of(word_before(text, ByteIdx(0))), "-");
        assert_eq!(of(word_at(text, ByteIdx(9999))), "درعا");
    }

    #[test]
    fn words_in_a_very_long_line_are_found_without_reading_all_of_it() {
        let text = "كلمة ".repeat(10_000);
        let middle = ByteIdx::new(text.len() / 2 / 9 * 9);
        assert_eq!(
            word_at(&text, middle),
            Some(ByteRange::new(middle, middle.get() + 8))
        );
        let next = word_after(&text, ByteIdx(middle.0 + 1)).unwrap();
        assert_eq!(next.start().get(), middle.get() + 9);
    }

    #[test]
    fn sentences() {
        let text = "قتل 12.5 ألف. وقال: \"انتهى!\" ثم مضى\nسطر";
        let at = |word: &str| ByteIdx::new(text.find(word).unwrap());
        let rows = [
            ("قتل", "قتل 12.5 ألف."),
            ("ألف", "قتل 12.5 ألف."),
            ("وقال", "وقال: \"انتهى!\""),
            ("ثم", "ثم مضى"),
            ("سطر", "سطر"),
        ];
        for (word, sentence) in rows {
            assert_eq!(sentence_at(text, at(word)).of(text), Some(sentence));
        }
    }
}
