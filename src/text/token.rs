//! A text as the words a lexicon looks up: folded, cut at changes of script, numbered by sentence.
//!
//! Runs of letters, groups of digits (`12,500`) and single other characters are tokens; a letter
//! beside a digit is a boundary, because folding takes the tatweel out of `بـ15`
//! (`DOMAIN.md` 3.1).

use std::ops::Range;

use super::fold::{Folded, fold};
use super::offset::{ByteIdx, ByteRange};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token {
    kind: Kind,
    /// Where it is in the folded text, in bytes.
    start: u32,
    end: u32,
    /// The number of its sentence, from 0.
    sentence: u32,
    /// Whether all its characters are ASCII.
    ascii: bool,
}

impl Token {
    fn folded(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text cut into tokens.
#[derive(Clone, Debug)]
pub struct Tokens {
    folded: Folded,
    list: Vec<Token>,
    /// Where each token is in the text.
    places: Vec<ByteRange>,
}

/// Cuts a folded text.
struct Cut<'a> {
    folded: &'a str,
    at: usize,
    sentence: u32,
}

/// English words that are written short before a name or a number: ranks, titles, months.
const SHORTENED: [&str; 31] = [
    "mr", "mrs", "ms", "dr", "prof", "rev", "st", "gen", "lt", "col", "capt", "maj", "sgt", "cpl",
    "brig", "adm", "sen", "rep", "gov", "pres", "vs", "jan", "feb", "apr", "jun", "jul", "aug",
    "sept", "oct", "nov", "dec",
];

/// What a character does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Part(Kind),
    /// A mark after which a sentence ends.
    End,
    Blank,
    Line,
}

impl<'a> Cut<'a> {
    fn new(folded: &'a str) -> Self {
        Self {
            folded,
            at: 0,
            sentence: 0,
        }
    }

    /// What the character at a place does, and its length.
    #[inline]
    fn class(&self, at: usize) -> Option<(Class, usize)> {
        let bytes = self.folded.as_bytes();
        Some(match *bytes.get(at)? {
            b'a'..=b'z' => (Class::Part(Kind::Word), 1),
            b'0'..=b'9' => (Class::Part(Kind::Number), 1),
            b' ' => (Class::Blank, 1),
            // The letters most texts are made of are told by their bytes.
            0xd8 if bytes.get(at + 1).is_some_and(|low| *low >= 0xa1) => {
                (Class::Part(Kind::Word), 2)
            }
            0xd9 if bytes
                .get(at + 1)
                .is_some_and(|low| (0x81..=0x8a).contains(low)) =>
            {
                (Class::Part(Kind::Word), 2)
            }
            _ => return self.class_of_another(at),
        })
    }

    /// The same for a character that few texts have many of.
    #[inline(never)]
    fn class_of_another(&self, at: usize) -> Option<(Class, usize)> {
        let c = self.folded.get(at..)?.chars().next()?;
        Some((class_of(c), c.len_utf8()))
    }

    /// Passes over the letters that most words are made of; what comes then may be one, too.
    /// Whether a blank does, which ends the word.
    fn pass_letters(&mut self) -> bool {
        let mut rest = self.folded.as_bytes().get(self.at..).unwrap_or_default();
        while let [0xd8, 0xa1..=0xbf, after @ ..]
        | [0xd9, 0x81..=0x8a, after @ ..]
        | [b'a'..=b'z', after @ ..] = rest
        {
            rest = after;
        }
        self.at = self.folded.len() - rest.len();
        rest.first() == Some(&b' ')
    }

    /// Whether all that was read since a place is ASCII.
    fn is_ascii_since(&self, start: usize) -> bool {
        let read = self.folded.as_bytes().get(start..self.at);
        read.is_some_and(|read| read.first().is_some_and(u8::is_ascii) && read.is_ascii())
    }

    /// Whether the point at a place belongs to a word that is written short: U.S., Oct., د.
    fn is_shortened(&self, at: usize) -> bool {
        let (before, after) = self.folded.split_at_checked(at).unwrap_or_default();
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
        let initial = |word: &str| matches!(word.as_bytes(), [b'a'..=b'z']) || word == "د";
        after.starts_with('.')
            && word.is_some_and(|word| initial(word) || SHORTENED.contains(&word))
    }

    /// Whether a point or comma at a place stands between digits of one number.
    fn is_in_number(&self, at: usize) -> bool {
        let digit = |at| {
            self.folded
                .as_bytes()
                .get(at)
                .is_some_and(u8::is_ascii_digit)
        };
        matches!(self.folded.as_bytes().get(at), Some(b'.' | b',')) && digit(at + 1)
    }
}

impl Iterator for Cut<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let (class, length) = loop {
            let (class, length) = self.class(self.at)?;
            match class {
                Class::Line => self.sentence += 1,
                Class::Blank => {}
                _ => break (class, length),
            }
            self.at += length;
        };
        let (start, sentence) = (self.at, self.sentence);
        self.at += length;
        let kind = match class {
            Class::Part(kind) => kind,
            _ => Kind::Mark,
        };
        let whole = match kind {
            Kind::Word => self.pass_letters(),
            Kind::Number => false,
            Kind::Mark => true,
        };
        while !whole && let Some((next, length)) = self.class(self.at) {
            let joins = kind == Kind::Number && self.is_in_number(self.at);
            if next != class && !joins {
                break;
            }
            self.at += length;
        }
        self.sentence += u32::from(class == Class::End && !self.is_shortened(start));
        Some(Token {
            kind,
            start: ByteIdx::new(start).0,
            end: ByteIdx::new(self.at).0,
            sentence,
            ascii: self.is_ascii_since(start),
        })
    }
}

/// The words of a folded form, as [`Tokens`] would cut it.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    Cut::new(folded).filter_map(|token| folded.get(token.folded()))
}

/// How many bytes of a text there are for a token, or fewer.
const USUAL: usize = 8;

impl Tokens {
    /// Cuts a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let folded = fold(text);
        let mut list = Vec::with_capacity(folded.as_str().len() / USUAL);
        list.extend(Cut::new(folded.as_str()));
        let places = folded.sources(list.iter().map(|token| token.folded()));
        Self {
            folded,
            list,
            places,
        }
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
        let token = self.list.get(at);
        token
            .and_then(|token| self.folded.as_str().get(token.folded()))
            .unwrap_or("")
    }

    /// Whether all characters of a token are ASCII; so is what lies beyond the end.
    #[inline]
    #[must_use]
    pub fn is_ascii(&self, at: usize) -> bool {
        self.list.get(at).is_none_or(|token| token.ascii)
    }

    /// The kind of a token.
    #[must_use]
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.list.get(at).map(|token| token.kind)
    }

    /// The number of a token's sentence, from 0.
    #[must_use]
    pub fn sentence(&self, at: usize) -> Option<u32> {
        self.list.get(at).map(|token| token.sentence)
    }

    /// Whether two tokens stand in one sentence.
    #[must_use]
    pub fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.sentence(a).is_some() && self.sentence(a) == self.sentence(b)
    }

    /// The range of the text from `skip` bytes into a folded token to the end of another one, in
    /// bytes of the text.
    #[must_use]
    pub fn range(&self, first: usize, skip: usize, last: usize) -> Option<ByteRange> {
        if skip == 0 && first <= last {
            let (first, last) = (self.places.get(first)?, self.places.get(last)?);
            return Some(first.hull(*last));
        }
        let start = self.list.get(first)?.folded().start + skip;
        let end = self.list.get(last)?.folded().end;
        self.folded.source(start..end)
    }

    /// The numbers of the tokens whose text overlaps a range of the text.
    #[must_use]
    pub fn inside(&self, range: ByteRange) -> Range<usize> {
        let first = self
            .places
            .partition_point(|place| place.end() <= range.start());
        let last = self
            .places
            .partition_point(|place| place.start() < range.end());
        first..last.max(first)
    }
}

fn class_of(c: char) -> Class {
    match c {
        '\n' | '\r' | '\u{2029}' => Class::Line,
        '.' | '!' | '؟' | '?' | '؛' => Class::End,
        '0'..='9' => Class::Part(Kind::Number),
        // Hashtags write a name's words with a low line between them.
        '_' => Class::Blank,
        c if c.is_ascii_punctuation() || c == '،' => Class::Part(Kind::Mark),
        c if c.is_whitespace() => Class::Blank,
        c if c.is_alphanumeric() => Class::Part(Kind::Word),
        _ => Class::Part(Kind::Mark),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_cut_where_scripts_and_sentences_change() {
        let rows: [(&str, &[&str]); 6] = [
            ("قُتِلَ بـ15 صاروخًا", &["قتل", "ب", "15", "صاروخا"]),
            ("12,500 و1.5. ثم", &["12,500", "و", "1.5", ".", "ثم"]),
            ("«داعش»", &["\"", "داعش", "\""]),
            ("Su-24", &["su", "-", "24"]),
            ("#قوات_الأمن", &["#", "قوات", "الامن"]),
            ("٧ أشخاص", &["7", "اشخاص"]),
        ];
        for (text, expected) in rows {
            let tokens = Tokens::new(text);
            let found: Vec<&str> = (0..tokens.len()).map(|at| tokens.word(at)).collect();
            assert_eq!(found, expected, "{text}");
        }
        let tokens = Tokens::new("قتل 7. جرح 5؟ نعم\nسطر");
        let sentences: Vec<u32> = tokens.list.iter().map(|t| t.sentence).collect();
        assert_eq!(sentences, [0, 0, 0, 1, 1, 1, 2, 3]);
        for (text, count) in [
            ("U.S. troops left. Others came", 2),
            ("On Oct. 7 Lt. Gen. Omar said so", 1),
            ("قال د. سالم إن الطريق مغلق. وأضاف", 2),
        ] {
            let tokens = Tokens::new(text);
            let last = tokens.list.last().map(|token| token.sentence);
            assert_eq!(last, Some(count - 1), "{text}");
        }
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
