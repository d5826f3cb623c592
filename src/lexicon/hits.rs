//! A text looked up: every token once, in all tables.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::layer::{Layer, WordId};
use super::readings::{
    Reading, all_particles, article, has_three, may_begin_with_particle, readings,
};
use super::words::{Class, Classes};
use super::{Lexicon, Match, Table};
use crate::text::token::{Kind, Tokens};

/// What the tables know of each token of a text.
#[derive(Clone, Debug, Default)]
pub struct Hits<'a> {
    tokens: Vec<Looked>,
    /// By token, then by table, the longest first, of equal ones that with the fewest particles
    /// taken off; sure forms before contextual ones.
    matches: Vec<Match<'a>>,
    openers: Vec<usize>,
}

/// What is known of a token besides the forms that begin there.
#[derive(Clone, Copy, Debug, Default)]
struct Looked {
    /// Where its matches begin.
    start: u32,
    /// How many bytes of it are particles.
    particles: u8,
    /// How many are particles and article.
    stem: u8,
    /// The tables that have a form there, a bit each.
    tables: u8,
    /// Whether a quantity may begin there.
    opens: bool,
    classes: Classes,
    /// The classes of the word without its particles.
    bare: Classes,
    /// The classes of the word without particles and article.
    stem_classes: Classes,
}

/// A layer, and the numbers it gives the words of the text.
type Worded<'a> = (&'a Layer, Vec<Option<WordId>>);

impl<'a> Hits<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, tokens: &Tokens, day: Option<Date>) -> Self {
        let mut hits = Self {
            tokens: Vec::with_capacity(tokens.len()),
            // Every second word begins a form.
            matches: Vec::with_capacity(tokens.len() / 2),
            openers: Vec::new(),
        };
        let layers: Vec<Worded<'_>> = lexicon
            .layers()
            .map(|layer| {
                let words = (0..tokens.len()).map(|at| layer.word(tokens.word(at)));
                (layer, words.collect())
            })
            .collect();
        let mut buffer = String::new();
        for at in 0..tokens.len() {
            let start = hits.matches.len();
            hits.look_up(&layers, tokens, (at, day), &mut buffer);
            if !lexicon.instead.is_empty() {
                hits.replace_from(start, lexicon, day);
            }
        }
        hits
    }

    fn look_up(
        &mut self,
        layers: &[Worded<'a>],
        tokens: &Tokens,
        (at, day): (usize, Option<Date>),
        buffer: &mut String,
    ) {
        let start = self.matches.len();
        let kind = tokens.kind(at);
        let written = tokens.word(at);
        let mut looked = Looked {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            ..Looked::default()
        };
        let mut opens = kind == Some(Kind::Number);
        for (layer, words) in layers {
            if let Some(word) = words.get(at).copied().flatten() {
                looked.classes |= layer.classes(word);
                opens |= layer.opens_quantity(word);
                if kind != Some(Kind::Mark) {
                    layer.forms_at((at, 0, word), words, day, &mut self.matches);
                }
            }
        }
        if kind == Some(Kind::Word) {
            let classes = |word: &str| {
                let words = layers.iter().filter_map(|(l, _)| Some((l, l.word(word)?)));
                words.fold(Classes::default(), |all, (l, word)| all | l.classes(word))
            };
            let known = |word: &str| classes(word) != Classes::default();
            let particled = may_begin_with_particle(written);
            let particles = if particled {
                all_particles(written, known)
            } else {
                0
            };
            let stem = particles + article(written, particles);
            looked.particles = u8::try_from(particles).unwrap_or(u8::MAX);
            looked.stem = u8::try_from(stem).unwrap_or(u8::MAX);
            if particles > 0 {
                looked.bare = classes(written.get(particles..).unwrap_or(""));
            }
            if stem > particles {
                looked.stem_classes = classes(written.get(stem..).unwrap_or(""));
            }
            let mut read = |reading: Reading<'_>| {
                for (layer, words) in layers {
                    let Some(word) = layer.word(reading.word) else {
                        continue;
                    };
                    opens |= layer.opens_quantity(word);
                    if has_three(reading.word) {
                        layer.forms_at((at, reading.skip, word), words, day, &mut self.matches);
                    }
                }
            };
            if particled {
                readings(written, buffer, &mut read);
            }
        }
        if looked.particles == 0 {
            looked.bare = looked.classes;
        }
        if looked.stem == looked.particles {
            looked.stem_classes = looked.bare;
        }
        if opens {
            self.openers.push(at);
        }
        looked.opens = opens;
        if let Some(found) = self.matches.get_mut(start..) {
            looked.tables = found.iter().fold(0, |all, m| all | m.entry.table.bit());
            if found.len() > 1 {
                found.sort_by_key(|m| (m.entry.table, Reverse(m.end), m.skip, m.contextual));
            }
        }
        self.tokens.push(looked);
    }

    /// Lets the entries count that stand for others, once each.
    fn replace_from(&mut self, start: usize, lexicon: &'a Lexicon, day: Option<Date>) {
        let mut found = self.matches.split_off(start);
        for m in &mut found {
            if lexicon.instead.contains_key(&m.entry.id)
                && let Some(entry) = lexicon.entry(&m.entry.id)
            {
                m.entry = entry;
            }
        }
        found.retain(|m| m.entry.is_valid_on(day));
        // Sure forms stand before contextual ones.
        found.dedup_by(|next, m| {
            next.entry.id == m.entry.id && (next.end, next.skip) == (m.end, m.skip)
        });
        self.matches.append(&mut found);
    }

    /// Whether a form of a table begins at a token.
    #[inline]
    #[must_use]
    pub fn has(&self, token: usize, table: Table) -> bool {
        let looked = self.tokens.get(token);
        looked.is_some_and(|looked| looked.tables & table.bit() != 0)
    }

    /// The forms of a table that begin at a token: the longest first, of equal ones that with
    /// the fewest particles taken off.
    #[inline]
    #[must_use]
    pub fn at(&self, token: usize, table: Table) -> &[Match<'a>] {
        // Most words have no form in most tables.
        if self.has(token, table) {
            self.forms(token, table)
        } else {
            &[]
        }
    }

    fn forms(&self, token: usize, table: Table) -> &[Match<'a>] {
        let Some(looked) = self.tokens.get(token) else {
            return &[];
        };
        let start = looked.start as usize;
        let next = self.tokens.get(token + 1);
        let end = next.map_or(self.matches.len(), |next| next.start as usize);
        let all = self.matches.get(start..end).unwrap_or_default();
        let first = all.iter().take_while(|m| m.entry.table < table).count();
        let rest = all.get(first..).unwrap_or_default();
        let count = rest.iter().take_while(|m| m.entry.table == table).count();
        rest.get(..count).unwrap_or_default()
    }

    /// Whether a quantity may begin at a token.
    #[inline]
    #[must_use]
    pub fn opens(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|t| t.opens)
    }

    /// Whether the word at a token, as it is written, is of a class.
    #[inline]
    #[must_use]
    pub fn is(&self, token: usize, class: Class) -> bool {
        self.tokens.get(token).is_some_and(|t| t.classes.has(class))
    }

    /// Whether the word at a token, without the particles written onto it, is of a class.
    #[inline]
    #[must_use]
    pub fn is_bare(&self, token: usize, class: Class) -> bool {
        self.tokens.get(token).is_some_and(|t| t.bare.has(class))
    }

    /// Whether the word at a token, with or without the particles written onto it, is of one of
    /// some classes.
    #[inline]
    #[must_use]
    pub fn is_any_of(&self, token: usize, classes: Classes) -> bool {
        let token = self.tokens.get(token);
        token.is_some_and(|t| (t.classes | t.bare).has_any(classes))
    }

    /// Whether the word at a token, without particles and article, is of a class.
    #[inline]
    #[must_use]
    pub fn is_stem(&self, token: usize, class: Class) -> bool {
        let token = self.tokens.get(token);
        token.is_some_and(|t| t.stem_classes.has(class))
    }

    /// Whether the word at a token, without particles and article, is of one of some classes.
    #[inline]
    #[must_use]
    pub fn is_stem_of(&self, token: usize, classes: Classes) -> bool {
        let token = self.tokens.get(token);
        token.is_some_and(|t| t.stem_classes.has_any(classes))
    }

    /// How many bytes of the folded word at a token are particles and article.
    #[inline]
    #[must_use]
    pub fn stem(&self, token: usize) -> usize {
        self.tokens.get(token).map_or(0, |t| t.stem.into())
    }

    /// How many bytes of the folded word at a token are particles, if all are taken off that
    /// leave three letters. A word that has a class by itself begins with none: `وحدات`.
    #[inline]
    #[must_use]
    pub fn particles(&self, token: usize) -> usize {
        self.tokens.get(token).map_or(0, |t| t.particles.into())
    }

    /// The tokens that a quantity may begin with, ascending.
    #[must_use]
    pub fn openers(&self) -> &[usize] {
        &self.openers
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::number;

    /// Where nothing is looked for, no quantity may begin: what [`number::read`] can begin with
    /// has to be among [`number::openers`].
    #[test]
    fn quantities_begin_at_openers_only() {
        use proptest::prelude::*;
        let table = include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/data/lexicon/numbers.tsv"
        ));
        let cells = table.split(['\n', '\t', ',']);
        let mut words: Vec<&str> = cells.flat_map(str::split_whitespace).collect();
        words.extend(number::openers());
        words.extend([
            "12",
            "٣",
            "على",
            "الأقل",
            "عن",
            "من",
            "إلى",
            "-",
            "شخصا",
            "or",
            "to",
        ]);
        let particles = ["", "و", "ب", "ل", "ك", "وب", "ول", "ف"];
        let word = (
            proptest::sample::select(particles.to_vec()),
            proptest::sample::select(words),
        );
        let texts = proptest::collection::vec(word, 1..8);
        proptest!(ProptestConfig::with_cases(2000), |(parts in texts)| {
            // Particles are written onto Arabic words only.
            let parts = parts.iter().map(|(particle, word)| match word.is_ascii() {
                true => (*word).to_owned(),
                false => format!("{particle}{word}"),
            });
            let parts: Vec<String> = parts.collect();
            let tokens = Tokens::new(&parts.join(" "));
            let hits = Lexicon::built_in().look_up(&tokens, None);
            for at in 0..tokens.len() {
                if number::read(&tokens, at).is_some() {
                    prop_assert!(hits.openers().contains(&at), "{}", tokens.word(at));
                }
            }
        });
    }
}
