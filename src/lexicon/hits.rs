//! A text looked up: every token once, in all tables.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::vocabulary::{Facts, Seen, Vocabulary};
use super::words::{Class, Classes};
use super::{Layer, Lexicon, Match, Table};
use crate::text::token::Tokens;

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
    /// The tables that have a form there, a bit each.
    tables: u8,
    /// What is known of its word.
    word: Facts,
}

impl<'a> Hits<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, tokens: &Tokens, day: Option<Date>) -> Self {
        let mut hits = Self {
            tokens: Vec::with_capacity(tokens.len()),
            // Of some words several forms begin, of most none.
            matches: Vec::with_capacity(tokens.len()),
            openers: Vec::new(),
        };
        let layers: Vec<&Layer> = lexicon.layers().collect();
        let mut vocabulary = lexicon.shelf.take();
        let numbers = (0..tokens.len())
            .map(|at| vocabulary.number(tokens.word(at), tokens.kind(at), &layers));
        let words: Vec<Seen> = numbers.collect();
        for at in 0..tokens.len() {
            let start = hits.matches.len();
            hits.look_up((&vocabulary, &layers), &words, at, day);
            if !lexicon.instead.is_empty() {
                hits.replace_from(start, lexicon, day);
            }
        }
        lexicon.shelf.put_back(vocabulary);
        hits
    }

    fn look_up(
        &mut self,
        (vocabulary, layers): (&Vocabulary, &[&'a Layer]),
        words: &[Seen],
        at: usize,
        day: Option<Date>,
    ) {
        let Some(seen) = words.get(at) else { return };
        let start = self.matches.len();
        let mut looked = Looked {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            tables: 0,
            word: vocabulary.facts(*seen),
        };
        if looked.word.opens {
            self.openers.push(at);
        }
        for beginning in vocabulary.beginnings(*seen) {
            let number = beginning.layer;
            let next = |at: usize| vocabulary.id(*words.get(at)?, number, layers.len());
            if let Some(layer) = layers.get(number) {
                let place = (at, beginning.skip);
                layer.forms_from(beginning.node, place, next, day, &mut self.matches);
            }
        }
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
        self.tokens.get(token).is_some_and(|t| t.word.opens)
    }

    /// Whether the word at a token, as it is written, is of a class.
    #[inline]
    #[must_use]
    pub fn is(&self, token: usize, class: Class) -> bool {
        self.tokens
            .get(token)
            .is_some_and(|t| t.word.classes.has(class))
    }

    /// Whether the word at a token, without the particles written onto it, is of a class.
    #[inline]
    #[must_use]
    pub fn is_bare(&self, token: usize, class: Class) -> bool {
        self.tokens
            .get(token)
            .is_some_and(|t| t.word.bare.has(class))
    }

    /// Whether the word at a token, with or without the particles written onto it, is of one of
    /// some classes.
    #[inline]
    #[must_use]
    pub fn is_any_of(&self, token: usize, classes: Classes) -> bool {
        let token = self.tokens.get(token);
        token.is_some_and(|t| (t.word.classes | t.word.bare).has_any(classes))
    }

    /// Whether the word at a token, without particles and article, is of a class.
    #[inline]
    #[must_use]
    pub fn is_stem(&self, token: usize, class: Class) -> bool {
        let token = self.tokens.get(token);
        token.is_some_and(|t| t.word.stem_classes.has(class))
    }

    /// Whether the word at a token, without particles and article, is of one of some classes.
    #[inline]
    #[must_use]
    pub fn is_stem_of(&self, token: usize, classes: Classes) -> bool {
        let token = self.tokens.get(token);
        token.is_some_and(|t| t.word.stem_classes.has_any(classes))
    }

    /// The classes of the word at a token without its particles and the pronoun of an owner; none
    /// if it ends in no such pronoun.
    #[inline]
    #[must_use]
    pub fn owned(&self, token: usize) -> Classes {
        let token = self.tokens.get(token);
        token.map_or(Classes::default(), |t| t.word.owned)
    }

    /// How many bytes of the folded word at a token are particles and article.
    #[inline]
    #[must_use]
    pub fn stem(&self, token: usize) -> usize {
        self.tokens.get(token).map_or(0, |t| t.word.stem.into())
    }

    /// How many bytes of the folded word at a token are particles, if all are taken off that
    /// leave three letters. A word that has a class by itself begins with none: `وحدات`.
    #[inline]
    #[must_use]
    pub fn particles(&self, token: usize) -> usize {
        self.tokens
            .get(token)
            .map_or(0, |t| t.word.particles.into())
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
