//! The numbers that spaCy has for strings: its own names have small ones, every other string has
//! its hash (MurmurHash64A with seed 1). Source: `spacy/strings.pyx` and `spacy/symbols.pyx` 3.8.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// The names that spaCy has numbers for: a line each, the first has number 1.
const NAMES: &str = include_str!("../../../data/spacy-symbols.txt");

static SYMBOLS: LazyLock<HashMap<&str, u64>> = LazyLock::new(|| NAMES.lines().zip(1..).collect());

/// The number of a string.
pub(super) fn number(text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    let symbol = SYMBOLS.get(text).copied();
    symbol.unwrap_or_else(|| murmur(text.as_bytes()))
}

/// MurmurHash64A with seed 1, by Austin Appleby, in the public domain.
fn murmur(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mix = |word: u64| {
        let word = word.wrapping_mul(M);
        (word ^ (word >> 47)).wrapping_mul(M)
    };
    let mut hash = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        hash = (hash ^ mix(u64::from_le_bytes(*word))).wrapping_mul(M);
    }
    if !rest.is_empty() {
        let last = rest
            .iter()
            .rev()
            .fold(0, |last, byte| last << 8 | u64::from(*byte));
        hash = (hash ^ last).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(M);
    hash ^ (hash >> 47)
}

/// The strings that are written into a file.
#[derive(Default)]
pub(super) struct Written(BTreeSet<String>);

impl Written {
    /// The number of a string, which is noted.
    pub(super) fn number(&mut self, text: &str) -> u64 {
        if !self.0.contains(text) {
            self.0.insert(text.to_owned());
        }
        number(text)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// The strings of a file, by their numbers.
pub(super) struct Known<'a>(BTreeMap<u64, &'a str>);

impl<'a> Known<'a> {
    /// `strings` are those that the file names.
    pub(super) fn new(strings: impl Iterator<Item = &'a str>) -> Self {
        let symbols = NAMES.lines().zip(1..).map(|(name, number)| (number, name));
        let named = strings.map(|text| (number(text), text));
        Self(symbols.chain(named).chain([(0, "")]).collect())
    }

    pub(super) fn get(&self, number: u64) -> Option<&'a str> {
        self.0.get(&number).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_have_the_numbers_that_spacy_gives_them() {
        // As `spacy.strings.StringStore().add` prints them.
        let rows = [
            ("", 0),
            ("IS_ALPHA", 1),
            ("ORTH", 65),
            ("LOC", 385),
            ("_", 456),
            ("a", 11_901_859_001_352_538_922),
            ("\n", 962_983_613_142_996_970),
            ("STRIKE", 945_196_605_591_838_944),
            ("قصفت", 17_325_403_816_372_123_727),
        ];
        for (text, expected) in rows {
            assert_eq!(number(text), expected, "{text}");
            let known = Known::new([text].into_iter());
            assert_eq!(known.get(expected), Some(text));
        }
    }
}
