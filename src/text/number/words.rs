//! The number words of `data/lexicon/numbers.tsv`, and the particles written onto them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::fold::fold;
use crate::text::token::Tokens;

/// What a number word adds to a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Class {
    Unit,
    Teen,
    Ten,
    Hundred,
    Scale,
    Vague,
}

/// The number words by their first word: the others, the value, the class.
type Words = FxHashMap<String, Vec<(Vec<String>, u64, Class)>>;

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/lexicon/numbers.tsv"
    ));
    let mut words = Words::default();
    for line in table.lines().skip(1) {
        let mut columns = line.split('\t');
        let (Some(value), Some(class)) = (columns.next(), columns.next()) else {
            continue;
        };
        let class = match class {
            "unit" => Class::Unit,
            "teen" => Class::Teen,
            "ten" => Class::Ten,
            "hundred" => Class::Hundred,
            "thousand" | "million" => Class::Scale,
            "vague_low" => Class::Vague,
            // Fractions say nothing about people.
            _ => continue,
        };
        let Ok(value) = value.parse::<u64>() else {
            continue;
        };
        for form in columns.flat_map(|column| column.split(',')) {
            let form = fold(form.trim());
            let mut parts = form.as_str().split_whitespace().map(str::to_owned);
            let Some(first) = parts.next() else { continue };
            words
                .entry(first)
                .or_default()
                .push((parts.collect(), value, class));
        }
    }
    words
});

/// The first folded words of the number words.
pub(super) fn openers() -> impl Iterator<Item = &'static str> {
    WORDS.keys().map(String::as_str)
}

/// How many bytes of particles a word may begin with, none first.
pub(super) fn particles(word: &str) -> impl Iterator<Item = usize> {
    const PARTICLE: usize = 'و'.len_utf8();
    let joining = word.starts_with(['و', 'ف']).then_some(PARTICLE);
    let joined = joining.unwrap_or(0);
    let rest = word.get(joined..).unwrap_or("");
    let governing = rest
        .starts_with(['ب', 'ك', 'ل'])
        .then_some(joined + PARTICLE);
    std::iter::once(0).chain(joining).chain(governing)
}

/// A number word at a place: how many bytes of it are particles, its tokens, value and class.
pub(super) fn word(tokens: &Tokens, at: usize) -> Option<(usize, usize, u64, Class)> {
    let token = tokens.word(at);
    let mut found: Option<(usize, usize, u64, Class)> = None;
    for skip in particles(token) {
        let Some(forms) = token.get(skip..).and_then(|rest| WORDS.get(rest)) else {
            continue;
        };
        for (rest, value, class) in forms {
            let stands = rest
                .iter()
                .enumerate()
                .all(|(n, word)| tokens.word(at + 1 + n) == word);
            // The longest form counts: وأحد عشر is eleven, not واحد.
            if stands && found.is_none_or(|(_, count, ..)| 1 + rest.len() > count) {
                found = Some((skip, 1 + rest.len(), *value, *class));
            }
        }
    }
    found
}
