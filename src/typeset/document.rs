//! An article cut into paragraphs.

use std::sync::Arc;

use crate::text::offset::{ByteIdx, ByteRange};

/// A text with the ranges of its paragraphs, without what ends them.
///
/// A paragraph ends at a line feed, a carriage return, the two together, or one of U+000B,
/// U+000C, U+0085, U+2028 and U+2029 (the mandatory breaks of UAX #14).
#[derive(Clone, Debug)]
pub struct Document {
    text: Arc<str>,
    paragraphs: Vec<ByteRange>,
}

impl Document {
    /// Cuts a text. There is always at least one paragraph, possibly empty.
    #[must_use]
    pub fn new(text: Arc<str>) -> Self {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if !is_break(c) {
                continue;
            }
            paragraphs.push(ByteRange::new(start, at));
            start = at + c.len_utf8();
            if c == '\r'
                && let Some(&(at, '\n')) = chars.peek()
            {
                start = at + 1;
                chars.next();
            }
        }
        paragraphs.push(ByteRange::new(start, text.len()));
        Self { text, paragraphs }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The ranges of the paragraphs, ascending.
    #[must_use]
    pub fn paragraphs(&self) -> &[ByteRange] {
        &self.paragraphs
    }

    /// The text of a paragraph, empty if there is none with that number.
    #[must_use]
    pub fn paragraph_text(&self, index: usize) -> &str {
        self.paragraphs
            .get(index)
            .and_then(|range| range.of(&self.text))
            .unwrap_or("")
    }

    /// Which paragraph a place is in. A place inside a break belongs to the paragraph before it.
    #[must_use]
    pub fn paragraph_at(&self, place: ByteIdx) -> usize {
        self.paragraphs
            .partition_point(|range| range.start() <= place)
            .saturating_sub(1)
    }
}

/// Whether a character ends a paragraph.
fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_at_every_kind_of_break() {
        let rows: [(&str, &[&str]); 6] = [
            ("", &[""]),
            ("a", &["a"]),
            ("a\nb", &["a", "b"]),
            ("a\r\nb\rc\n", &["a", "b", "c", ""]),
            ("a\u{2029}ب\u{85}\u{2028}", &["a", "ب", "", ""]),
            ("\n\n", &["", "", ""]),
        ];
        for (text, expected) in rows {
            let document = Document::new(text.into());
            let found: Vec<&str> = (0..document.paragraphs().len())
                .map(|i| document.paragraph_text(i))
                .collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn places_belong_to_paragraphs() {
        let document = Document::new("ab\r\ncd".into());
        let found: Vec<usize> = (0..7)
            .map(|at| document.paragraph_at(ByteIdx(at)))
            .collect();
        assert_eq!(found, [0, 0, 0, 0, 1, 1, 1]);
    }
}
