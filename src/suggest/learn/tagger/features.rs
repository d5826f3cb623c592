//! What the tagger sees of a word: itself, its neighbours, and what tables and rules say of it.
//!
//! Each is a number of the row of weights it shares with others by chance.

use super::super::super::Suggestion;
use super::super::super::page::Page;
use super::super::words::stem;
use crate::text::token::Kind;

/// How many rows of weights there are.
pub(super) const ROWS: u32 = 1 << 16;

/// What of a word, or beside it, the tagger goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clue {
    /// The word as it is written.
    Word,
    /// Its stem.
    Stem,
    /// The word before it.
    Before,
    /// The word after it.
    After,
    /// It with the word before.
    WithBefore,
    /// It with the word after.
    WithAfter,
    /// The word before the one before.
    FarBefore,
    /// The word after the next.
    FarAfter,
    /// What is written onto it in front.
    Particles,
    /// Its last letters.
    Ending,
    /// What tables and rules say of it.
    Rules,
}

/// The clues that every word has, in the order of their numbers. The first one is always there
/// and says how common a label is; the second is what kind of token it is. Neither is worth
/// telling.
const CLUES: [Option<Clue>; 12] = [
    None,
    None,
    Some(Clue::Word),
    Some(Clue::Stem),
    Some(Clue::Before),
    Some(Clue::After),
    Some(Clue::WithBefore),
    Some(Clue::WithAfter),
    Some(Clue::FarBefore),
    Some(Clue::FarAfter),
    Some(Clue::Particles),
    Some(Clue::Ending),
];

/// Something the tagger goes by, with the words it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// What it is.
    pub clue: Clue,
    /// The words, folded; empty for tables and rules.
    pub words: String,
}

/// The clues of every token of an article.
#[derive(Clone, Debug, Default)]
pub(super) struct Features {
    hashes: Vec<u32>,
    /// Where those of each token end.
    ends: Vec<u32>,
}

/// Where a sentence ends.
const EDGE: u64 = 1;

impl Features {
    pub(super) fn new(page: &Page<'_>, found: &[Suggestion]) -> Self {
        let count = page.tokens.len();
        let stem = |at: usize| {
            let stem = stem(page.word(at));
            (stem.len(), hash(stem))
        };
        let stems: Vec<(usize, u64)> = (0..count).map(stem).collect();
        let said = Said::new(page, found);
        let mut features = Self {
            hashes: Vec::with_capacity(count * (CLUES.len() + 4)),
            ends: Vec::with_capacity(count),
        };
        for at in 0..count {
            let word = page.word(at);
            let beside = |other: Option<usize>| {
                let other = other.filter(|other| page.tokens.same_sentence(*other, at));
                other
                    .and_then(|other| stems.get(other))
                    .map_or(EDGE, |(_, hash)| *hash)
            };
            let (length, here) = stems.get(at).copied().unwrap_or((0, EDGE));
            let stripped = word.len().saturating_sub(length);
            let (before, after) = (beside(at.checked_sub(1)), beside(at.checked_add(1)));
            let clues = [
                0,
                kind(page, at, stripped),
                hash(word),
                here,
                before,
                after,
                mix(before, here),
                mix(here, after),
                beside(at.checked_sub(2)),
                beside(at.checked_add(2)),
                hash(word.get(..stripped).unwrap_or("")),
                hash(ending(word)),
            ];
            let rows = clues.into_iter().zip(0..);
            features
                .hashes
                .extend(rows.map(|(value, number)| row(number, value)));
            for value in said.of(at) {
                features.hashes.push(row(CLUES.len() as u64, value));
                let with_word = mix(value, here);
                features.hashes.push(row(CLUES.len() as u64 + 1, with_word));
            }
            let end = u32::try_from(features.hashes.len()).unwrap_or(u32::MAX);
            features.ends.push(end);
        }
        features
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The clues of a token.
    pub(super) fn at(&self, token: usize) -> &[u32] {
        let end = |at: Option<usize>| {
            at.and_then(|at| self.ends.get(at))
                .map_or(0, |e| *e as usize)
        };
        let range = end(token.checked_sub(1))..end(Some(token));
        self.hashes.get(range).unwrap_or_default()
    }
}

/// What tables and rules say of tokens.
struct Said {
    /// By token, of each ascending.
    values: Vec<u64>,
    /// Where those of each token end.
    ends: Vec<usize>,
}

impl Said {
    fn new(page: &Page<'_>, found: &[Suggestion]) -> Self {
        let said = said(page, found);
        // Counted out to their tokens: to sort them all takes longer than to hash the words.
        let mut ends = vec![0; page.tokens.len() + 1];
        for (at, _) in &said {
            if let Some(count) = ends.get_mut(*at) {
                *count += 1;
            }
        }
        let mut end = 0;
        for count in &mut ends {
            end += std::mem::replace(count, end);
        }
        let mut values = vec![0; said.len()];
        for (at, value) in said {
            let Some(next) = ends.get_mut(at) else {
                continue;
            };
            if let Some(place) = values.get_mut(*next) {
                *place = value;
            }
            *next += 1;
        }
        let mut start = 0;
        for end in &ends {
            if let Some(values) = values.get_mut(start..*end) {
                values.sort_unstable();
            }
            start = *end;
        }
        Self { values, ends }
    }

    /// What is said of a token, each once.
    fn of(&self, at: usize) -> impl Iterator<Item = u64> {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(at).copied().unwrap_or(0);
        let values = self.values.get(start.copied().unwrap_or(0)..end);
        let values = values.unwrap_or_default().chunk_by(u64::eq);
        values.filter_map(|same| same.first().copied())
    }
}

/// What tables and rules say of tokens, in any order.
fn said(page: &Page<'_>, found: &[Suggestion]) -> Vec<(usize, u64)> {
    let mut said = Vec::new();
    for suggestion in found {
        let inside = page.tokens.inside(suggestion.range);
        let rule = mix(hash(suggestion.rule), hash(suggestion.label));
        for at in inside.clone() {
            said.push((at, mix(rule, 1 + u64::from(at > inside.start))));
        }
        said.push((inside.end, mix(rule, 3)));
    }
    for m in page.strikes.iter().chain(&page.harm) {
        let class = hash(&m.entry.class);
        for at in m.first..m.end {
            said.push((at, mix(class, 4 + u64::from(at > m.first))));
        }
    }
    said
}

/// What kind of token it is; of so many bytes its stem is stripped.
fn kind(page: &Page<'_>, at: usize, stripped: usize) -> u64 {
    match page.tokens.kind(at) {
        None | Some(Kind::Mark) => 1,
        Some(Kind::Number) => 2,
        Some(Kind::Word) if page.tokens.is_ascii(at) => 3,
        Some(Kind::Word) if stripped == 0 => 4,
        Some(Kind::Word) => 5,
    }
}

/// What is written onto a word in front, with its article.
fn particles(word: &str) -> &str {
    let stem = stem(word).len();
    word.get(..word.len() - stem).unwrap_or("")
}

/// The last two letters.
fn ending(word: &str) -> &str {
    let last = word.char_indices().rev().nth(1);
    last.and_then(|(at, _)| word.get(at..)).unwrap_or(word)
}

/// What the clue with that number goes by, if it is worth telling.
fn clue(number: usize) -> Option<Clue> {
    CLUES.get(number).copied().unwrap_or(Some(Clue::Rules))
}

/// Whether the clue with that number is worth telling.
pub(super) fn is_told(number: usize) -> bool {
    clue(number).is_some()
}

/// The clue of a token with that number, in words.
pub(super) fn cue(page: &Page<'_>, at: usize, number: usize) -> Option<Cue> {
    let clue = clue(number)?;
    let word = |by: isize| at.checked_add_signed(by).map_or("", |at| page.word(at));
    let words = match clue {
        Clue::Word => word(0).to_owned(),
        Clue::Stem => stem(word(0)).to_owned(),
        Clue::Before => word(-1).to_owned(),
        Clue::After => word(1).to_owned(),
        Clue::WithBefore => format!("{} {}", word(-1), word(0)),
        Clue::WithAfter => format!("{} {}", word(0), word(1)),
        Clue::FarBefore => word(-2).to_owned(),
        Clue::FarAfter => word(2).to_owned(),
        Clue::Particles => particles(word(0)).to_owned(),
        Clue::Ending => ending(word(0)).to_owned(),
        Clue::Rules => String::new(),
    };
    Some(Cue { clue, words })
}

/// A number for a text, the same on every machine (FNV-1a).
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The row of weights of a clue.
fn row(clue: u64, value: u64) -> u32 {
    let mixed = mix(value, clue + 7);
    ((mixed >> 40) as u32) % ROWS
}
