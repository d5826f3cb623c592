//! Folding: making spellings that mean the same equal, for look-up only.
//!
//! Vowel marks and tatweel go, forms of alef, yeh, waw and teh marbuta are made one, digits of
//! three scripts become `0` to `9`, Latin becomes lower case, presentation forms their letters.
//! The stored text never changes: every place of a folded text leads back to the text.
//!
//! The rules are those of `DOMAIN.md` 3.1; what they join by mistake (`على` and `علي`) is told
//! apart on the text itself.

use unicode_normalization::UnicodeNormalization;

use super::offset::{ByteIdx, ByteRange};

/// A folded text with the way back to the text it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// Where the way back bends, ascending; between two of them both texts run side by side.
    bends: Vec<Bend>,
    /// The length of the text it was made from.
    source: ByteIdx,
}

/// A place where the folded text and the text stop running side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bend {
    folded: ByteIdx,
    source: ByteIdx,
    /// Whether what follows, up to the next bend, is one character of another length: all of it
    /// or nothing.
    whole: bool,
}

/// A bend, and the one after it.
type Beside<'a> = (&'a Bend, Option<&'a Bend>);

impl Folded {
    /// The folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The range of the text that a range of the folded text, in bytes, came from, with the
    /// marks that were dropped from its end. `None` if the range is empty or lies outside.
    #[must_use]
    pub fn source(&self, folded: std::ops::Range<usize>) -> Option<ByteRange> {
        if folded.is_empty() || folded.end > self.text.len() {
            return None;
        }
        let start = self.text.floor_char_boundary(folded.start);
        let end = self.text.ceil_char_boundary(folded.end);
        let (opening, closing) = (self.bend(start)?, self.bend(end.checked_sub(1)?)?);
        Some(self.between(start..end, opening, closing))
    }

    /// What [`Folded::source`] says of ascending ranges that lie on characters, told in one pass;
    /// nothing for an empty one.
    pub(super) fn sources(
        &self,
        ranges: impl ExactSizeIterator<Item = std::ops::Range<usize>>,
    ) -> Vec<ByteRange> {
        let mut after = 0;
        let mut bend = |at: usize| {
            while self
                .bends
                .get(after)
                .is_some_and(|next| next.folded.get() <= at)
            {
                after += 1;
            }
            self.beside(after)
        };
        // The bend before the last range, and where the next one is: most lie between two.
        let mut last: Option<(&Bend, usize)> = None;
        let mut sources = Vec::with_capacity(ranges.len());
        sources.extend(ranges.map(|folded| {
            if let Some((bend, next)) = last
                && folded.end < next
                && !bend.whole
                && let Some(further) = folded.start.checked_sub(bend.folded.get())
            {
                let start = bend.source.get() + further;
                return ByteRange::new(start, start + folded.len());
            }
            let opening = bend(folded.start);
            let closing = bend(folded.end.saturating_sub(1));
            last = closing.map(|(closing, next)| {
                let next = next.map_or(self.text.len(), |next| next.folded.get());
                (closing, next)
            });
            let edges = opening.zip(closing);
            let source = edges.map(|(opening, closing)| self.between(folded, opening, closing));
            source.unwrap_or_default()
        }));
        sources
    }

    /// The last bend up to a place of the folded text, and the one after it.
    fn bend(&self, at: usize) -> Option<Beside<'_>> {
        self.beside(self.bends.partition_point(|bend| bend.folded.get() <= at))
    }

    /// The bend before the one with a number, and that one.
    fn beside(&self, after: usize) -> Option<Beside<'_>> {
        let before = self.bends.get(after.checked_sub(1)?)?;
        Some((before, self.bends.get(after)))
    }

    /// The range of the text that a range of the folded text came from, given the bends beside
    /// its first and its last byte.
    fn between(
        &self,
        folded: std::ops::Range<usize>,
        (opening, _): Beside<'_>,
        (closing, next): Beside<'_>,
    ) -> ByteRange {
        let (next_folded, next_source) = next.map_or((self.text.len(), self.source), |next| {
            (next.folded.get(), next.source)
        });
        let start = if opening.whole {
            opening.source.get()
        } else {
            opening.source.get() + (folded.start - opening.folded.get())
        };
        let end = if closing.whole || folded.end == next_folded {
            next_source.get()
        } else {
            closing.source.get() + (folded.end - closing.folded.get())
        };
        ByteRange::new(start, end.max(start))
    }

    /// Takes in the characters from a place on that folding leaves as long as they are; gives the
    /// place of the first one after them.
    fn take_run(&mut self, text: &str, start: usize) -> usize {
        let folded = self.text.len();
        let end = push_run(&mut self.text, text, start);
        if end > start {
            self.bend_to(folded, start, end - start);
        }
        end
    }

    /// Takes in a part of the text: `folded` is where what became of it begins.
    fn bend_to(&mut self, folded: usize, source: usize, length: usize) {
        let whole = self.text.len() - folded != length;
        let straight = self.bends.last().is_some_and(|last| {
            !last.whole && source - last.source.get() == folded - last.folded.get()
        });
        if whole || !straight {
            self.bends.push(Bend {
                folded: folded.into(),
                source: source.into(),
                whole,
            });
        }
    }
}

/// Folds a text.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded {
        text: String::with_capacity(text.len()),
        bends: Vec::new(),
        source: text.len().into(),
    };
    let mut at = 0;
    loop {
        at = folded.take_run(text, at);
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            return folded;
        };
        let before = folded.text.len();
        push_folded(&mut folded.text, c);
        if folded.text.len() > before {
            folded.bend_to(before, at, c.len_utf8());
        }
        at += c.len_utf8();
    }
}

/// Adds what becomes of the characters from a place on that folding leaves as long as they are;
/// gives the place of the first one after them. What it leaves as it is, is copied at once.
fn push_run(folded: &mut String, text: &str, start: usize) -> usize {
    let (mut kept, mut at) = (start, start);
    loop {
        at += kept_from(text.as_bytes().get(at..).unwrap_or_default());
        let Some(letter) = plain_at(text, at) else {
            break;
        };
        folded.push_str(text.get(kept..at).unwrap_or(""));
        folded.push(letter);
        at += letter.len_utf8();
        kept = at;
    }
    folded.push_str(text.get(kept..at).unwrap_or(""));
    at
}

/// The letters and marks of U+0600 to U+067F that folding leaves as they are.
#[allow(clippy::indexing_slicing, reason = "a place outside would not compile")]
const KEPT: [bool; 128] = {
    let (mut letters, mut at) = ([false; 128], 0);
    while at < letters.len() {
        // Hamza, alef, beh; teh to ghain; feh to waw; yeh; comma, semicolon, question mark.
        letters[at] = matches!(
            at + 0x600,
            0x621 | 0x627 | 0x628 | 0x62a..=0x63a | 0x641..=0x648 | 0x64a | 0x60c | 0x61b | 0x61f
        );
        at += 1;
    }
    letters
};

/// What folding makes of the letters of U+0600 to U+067F that become another one.
#[allow(clippy::indexing_slicing, reason = "a place outside would not compile")]
const CHANGED: [Option<char>; 128] = {
    let (mut letters, mut at) = ([None; 128], 0);
    while at < letters.len() {
        letters[at] = match char::from_u32(at as u32 + 0x600) {
            Some(c) => plain_letter(c),
            None => None,
        };
        at += 1;
    }
    letters
};

/// The place of a character of two bytes in such a table, if it is one of U+0600 to U+067F.
fn arabic(lead: u8, low: u8) -> Option<usize> {
    matches!(lead, 0xd8 | 0xd9).then(|| usize::from((lead & 1) << 6 | low & 0x3f))
}

/// The letter that stands for the one at a place of a text, of as many bytes.
fn plain_at(text: &str, at: usize) -> Option<char> {
    if let [lead, low, ..] = *text.as_bytes().get(at..)?
        && let Some(place) = arabic(lead, low)
    {
        return *CHANGED.get(place)?;
    }
    // Capitals, and the letters of Persian.
    plain_letter(text.get(at..)?.chars().next()?)
}

/// How many bytes at the start of a text folding leaves as they are. Told by bytes, for the
/// characters most texts are made of: what comes then may be kept, too.
fn kept_from(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(lead) = text.get(at) {
        if matches!(lead, 0xd8 | 0xd9) {
            let low = text.get(at + 1).copied().unwrap_or_default();
            let place = arabic(*lead, low).and_then(|place| KEPT.get(place));
            if place != Some(&true) {
                break;
            }
            at += 2;
        } else if matches!(lead, ..b'A' | b'['..0x80) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// Folds a word without keeping the way back.
#[must_use]
pub fn fold_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    push_word(&mut folded, word);
    folded
}

/// Adds what becomes of a word.
pub fn push_word(folded: &mut String, word: &str) {
    let mut at = 0;
    loop {
        at = push_run(folded, word, at);
        let Some(c) = word.get(at..).and_then(|rest| rest.chars().next()) else {
            return;
        };
        push_folded(folded, c);
        at += c.len_utf8();
    }
}

/// Marks and invisible characters that say nothing to a look-up.
#[must_use]
pub fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\u{610}'..='\u{61a}'
            | '\u{640}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{6d6}'..='\u{6dc}'
            | '\u{6df}'..='\u{6e8}'
            | '\u{6ea}'..='\u{6ed}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{ad}'
    )
}

fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

/// Adds what becomes of a character: mostly one, of a mark nothing, of a ligature its letters.
fn push_folded(folded: &mut String, c: char) {
    if is_dropped(c) {
        return;
    }
    if is_presentation_form(c) {
        for part in std::iter::once(c).nfkc().filter(|&c| !is_dropped(c)) {
            push_letter(folded, part);
        }
    } else {
        push_letter(folded, c);
    }
}

/// The letter that stands for a form of it, of as many bytes.
const fn plain_letter(c: char) -> Option<char> {
    Some(match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ئ' => 'ي',
        'ؤ' => 'و',
        'ة' | 'ۀ' => 'ه',
        'ک' | 'گ' => 'ك',
        'A'..='Z' => c.to_ascii_lowercase(),
        _ => return None,
    })
}

fn push_letter(folded: &mut String, c: char) {
    if let Some(letter) = plain_letter(c) {
        folded.push(letter);
        return;
    }
    let mapped = match c {
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '٫' => '.',
        '٬' => ',',
        '«' | '»' | '“' | '”' | '„' => '"',
        '–' | '—' | '‑' => '-',
        c if c.is_ascii() => c,
        c if c.is_uppercase() => {
            folded.extend(c.to_lowercase());
            return;
        }
        c => c,
    };
    folded.push(mapped);
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_become_equal() {
        let rows = [
            ("مُحَمَّدٌ", "محمد"),
            ("إلى آخر الأمر", "الي اخر الامر"),
            ("مســـتشفى", "مستشفي"),
            ("١٢٫٥ ۱۲", "12.5 12"),
            ("الرئاسة", "الرياسه"),
            ("ﻻ ﷲ", "لا الله"),
            ("گرگان", "كركان"),
            ("S‑300 ÉCOLE", "s-300 école"),
            ("«قال»", "\"قال\""),
        ];
        for (text, folded) in rows {
            assert_eq!(fold(text).as_str(), folded);
            assert_eq!(fold_word(text), folded);
        }
    }

    #[test]
    fn a_match_leads_back_to_the_text_with_its_marks() {
        let text = "قال مُحَمَّدٌ، وﻻ";
        let folded = fold(text);
        let find = |word: &str| {
            let at = folded.as_str().find(word).unwrap();
            folded
                .source(at..at + word.len())
                .unwrap()
                .of(text)
                .unwrap()
        };
        assert_eq!(find("محمد"), "مُحَمَّدٌ");
        assert_eq!(find("لا"), "ﻻ");
        assert_eq!(find("ا"), "ا");
        assert_eq!(folded.source(0..0), None);
        assert_eq!(folded.source(0..999), None);
    }

    #[test]
    fn the_way_back_only_goes_forward() {
        use proptest::prelude::*;
        proptest!(|(text in "[\\PC\u{640}-\u{652}ﷲﻻ٠-٩a-z]{0,60}")| {
            let folded = fold(&text);
            let mut last = ByteRange::default();
            for (at, c) in folded.as_str().char_indices() {
                let source = folded.source(at..at + c.len_utf8()).unwrap();
                let whole = source.of(&text).unwrap();
                prop_assert!(fold_word(whole).contains(c));
                // Two letters may come from one character.
                prop_assert!(source == last || source.start() >= last.end());
                last = source;
            }
            prop_assert_eq!(folded.as_str(), fold_word(&text));
        });
    }
}
