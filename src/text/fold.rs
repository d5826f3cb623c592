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
    /// For each byte of the folded text, the start of the character it comes from; one more at
    /// the end.
    starts: Vec<u32>,
    /// For each byte, the end of that character and of the marks that were dropped after it.
    ends: Vec<u32>,
}

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
        if folded.is_empty() {
            return None;
        }
        let start = *self.starts.get(folded.start)?;
        let end = *self.ends.get(folded.end.checked_sub(1)?)?;
        Some(ByteRange::new(ByteIdx(start), ByteIdx(end.max(start))))
    }
}

/// Folds a text.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded {
        text: String::with_capacity(text.len()),
        starts: Vec::with_capacity(text.len()),
        ends: Vec::with_capacity(text.len()),
    };
    for (at, c) in text.char_indices() {
        let start = ByteIdx::new(at).0;
        let end = ByteIdx::new(at + c.len_utf8()).0;
        let before = folded.text.len();
        if is_dropped(c) {
            extend_last(&mut folded.ends, end);
            continue;
        }
        if is_presentation_form(c) {
            for part in std::iter::once(c).nfkc() {
                if !is_dropped(part) {
                    push_folded(&mut folded.text, part);
                }
            }
        } else {
            push_folded(&mut folded.text, c);
        }
        folded.starts.resize(folded.text.len(), start);
        folded.ends.resize(folded.text.len(), end);
        if folded.text.len() == before {
            extend_last(&mut folded.ends, end);
        }
    }
    folded
}

/// Lets the bytes of the last character end where a dropped mark after it ends.
fn extend_last(ends: &mut [u32], end: u32) {
    let Some(&last) = ends.last() else { return };
    for value in ends.iter_mut().rev().take_while(|value| **value == last) {
        *value = end;
    }
}

/// Folds a word without keeping the way back.
#[must_use]
pub fn fold_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().filter(|&c| !is_dropped(c)) {
        if is_presentation_form(c) {
            for part in std::iter::once(c).nfkc().filter(|&c| !is_dropped(c)) {
                push_folded(&mut folded, part);
            }
        } else {
            push_folded(&mut folded, c);
        }
    }
    folded
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

fn push_folded(folded: &mut String, c: char) {
    let mapped = match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ئ' => 'ي',
        'ؤ' => 'و',
        'ة' | 'ۀ' => 'ه',
        'ک' | 'گ' => 'ك',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '٫' => '.',
        '٬' => ',',
        '«' | '»' | '“' | '”' | '„' => '"',
        '–' | '—' | '‑' => '-',
        c if c.is_ascii() => c.to_ascii_lowercase(),
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
            prop_assert!(folded.starts.is_sorted());
            prop_assert!(folded.ends.is_sorted());
            prop_assert_eq!(folded.starts.len(), folded.as_str().len());
            for (at, c) in folded.as_str().char_indices() {
                let source = folded.source(at..at + c.len_utf8()).unwrap();
                prop_assert!(source.of(&text).is_some());
            }
            prop_assert_eq!(folded.as_str(), fold_word(&text));
        });
    }
}
