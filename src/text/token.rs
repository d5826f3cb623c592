//! A text as the words a lexicon looks up: folded, cut at changes of script, numbered by sentence.
//!
//! Runs of letters, groups of digits (`12,500`) and single other characters are tokens; a letter
//! beside a digit is a boundary, because folding takes the tatweel out of `بـ15`
//! (`DOMAIN.md` 3.1).

use std::ops::Range;

use super::fold::{Folded, fold};
use super::offset::ByteRange;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits, with the points and commas between them.
    Number,
    /// One other character.
    Mark,
}

/// A token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is made of.
    pub kind: Kind,
    /// Where it is in the folded text, in bytes.
    pub folded: Range<usize>,
    /// The number of its sentence, from 0.
    pub sentence: u32,
}

/// A text cut into tokens.
#[derive(Clone, Debug)]
pub struct Tokens {
    folded: Folded,
    list: Vec<Token>,
}

impl Tokens {
    /// Cuts a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let folded = fold(text);
        let mut list: Vec<Token> = Vec::new();
        let mut sentence = 0;
        let source = folded.as_str();
        let mut chars = source.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            if c == '\n' || c == '\u{2029}' {
                sentence += 1;
                continue;
            }
            if c.is_whitespace() {
                continue;
            }
            let kind = kind_of(c);
            let mut end = start + c.len_utf8();
            if kind != Kind::Mark {
                while let Some(&(at, next)) = chars.peek() {
                    let goes_on = kind_of(next) == kind
                        || (kind == Kind::Number
                            && matches!(next, '.' | ',')
                            && source.get(at + 1..).is_some_and(|rest| {
                                rest.starts_with(|c: char| c.is_ascii_digit())
                            }));
                    if !goes_on {
                        break;
                    }
                    end = at + next.len_utf8();
                    chars.next();
                }
            }
            list.push(Token {
                kind,
                folded: start..end,
                sentence,
            });
            if matches!(c, '.' | '!' | '؟' | '?' | '؛') {
                sentence += 1;
            }
        }
        Self { folded, list }
    }

    /// The tokens, in order.
    #[must_use]
    pub fn list(&self) -> &[Token] {
        &self.list
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The folded token with that number, empty if there is none.
    #[must_use]
    pub fn word(&self, at: usize) -> &str {
        let range = self.list.get(at).map(|token| token.folded.clone());
        range
            .and_then(|range| self.folded.as_str().get(range))
            .unwrap_or("")
    }

    /// The kind of a token.
    #[must_use]
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.list.get(at).map(|token| token.kind)
    }

    /// Whether two tokens stand in one sentence.
    #[must_use]
    pub fn same_sentence(&self, a: usize, b: usize) -> bool {
        let sentence = |at: usize| self.list.get(at).map(|token| token.sentence);
        sentence(a).is_some() && sentence(a) == sentence(b)
    }

    /// The range of the text from `skip` bytes into a folded token to the end of another one, in
    /// bytes of the text.
    #[must_use]
    pub fn range(&self, first: usize, skip: usize, last: usize) -> Option<ByteRange> {
        let start = self.list.get(first)?.folded.start + skip;
        let end = self.list.get(last)?.folded.end;
        self.folded.source(start..end)
    }

    /// The numbers of the tokens whose text overlaps a range of the text.
    #[must_use]
    pub fn inside(&self, range: ByteRange) -> Range<usize> {
        let place = |token: &Token| self.folded.source(token.folded.clone()).unwrap_or_default();
        let first = self
            .list
            .partition_point(|token| place(token).end() <= range.start());
        let last = self
            .list
            .partition_point(|token| place(token).start() < range.end());
        first..last.max(first)
    }
}

fn kind_of(c: char) -> Kind {
    if c.is_ascii_digit() {
        Kind::Number
    } else if c.is_alphanumeric() {
        Kind::Word
    } else {
        Kind::Mark
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_cut_where_scripts_and_sentences_change() {
        let rows: [(&str, &[&str]); 5] = [
            ("قُتِلَ بـ15 صاروخًا", &["قتل", "ب", "15", "صاروخا"]),
            ("12,500 و1.5. ثم", &["12,500", "و", "1.5", ".", "ثم"]),
            ("«داعش»", &["\"", "داعش", "\""]),
            ("Su-24", &["su", "-", "24"]),
            ("٧ أشخاص", &["7", "اشخاص"]),
        ];
        for (text, expected) in rows {
            let tokens = Tokens::new(text);
            let found: Vec<&str> = (0..tokens.len()).map(|at| tokens.word(at)).collect();
            assert_eq!(found, expected, "{text}");
        }
        let tokens = Tokens::new("قتل 7. جرح 5؟ نعم\nسطر");
        let sentences: Vec<u32> = tokens.list().iter().map(|t| t.sentence).collect();
        assert_eq!(sentences, [0, 0, 0, 1, 1, 1, 2, 3]);
    }

    #[test]
    fn ranges_lead_back_to_the_text() {
        let text = "في دَرْعا الآنَ";
        let tokens = Tokens::new(text);
        let range = tokens.range(1, 0, 2).unwrap();
        assert_eq!(range.of(text), Some("دَرْعا الآنَ"));
        assert_eq!(tokens.inside(range), 1..3);
    }
}
