//! What the tables know of a word by itself: read once, however often it comes.
//!
//! News says the same few thousand words over and over, and each of them asks the tables several
//! times: as it is written, without particles, without its article. A [`Vocabulary`] keeps the
//! answers. It outlives the text it was made for, so that the next article finds most of its
//! words there; the [`Shelf`] of a lexicon has one for each thread that reads at the same time.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::layer::{Layer, NodeId, WordId};
use super::readings::{
    Reading, all_particles, article, has_three, may_begin_with_particle, readings, without_owner,
};
use super::words::Classes;
use crate::text::token::Kind;

/// A word in a vocabulary, by its number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen(usize);

/// What is known of a word, wherever it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    /// How many bytes of it are particles.
    pub(super) particles: u8,
    /// How many are particles and article.
    pub(super) stem: u8,
    /// Whether a quantity may begin with it.
    pub(super) opens: bool,
    pub(super) classes: Classes,
    /// The classes of the word without its particles.
    pub(super) bare: Classes,
    /// The classes of the word without particles and article.
    pub(super) stem_classes: Classes,
    /// The classes of the word without its particles and the pronoun of an owner; none if it ends
    /// in no such pronoun.
    pub(super) owned: Classes,
}

/// Where the forms hang that may begin with a word, read without so many bytes of particles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beginning {
    /// The number of the layer.
    pub(super) layer: usize,
    pub(super) skip: usize,
    pub(super) node: NodeId,
}

/// The words that were met so far.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: FxHashMap<Box<str>, Seen>,
    /// With the place after the last of its beginnings.
    facts: Vec<(Facts, usize)>,
    /// By word, then by layer: what the layer calls it as it is written.
    ids: Vec<Option<WordId>>,
    /// By word, in the order in which forms are looked for.
    beginnings: Vec<Beginning>,
    /// Where words are put together.
    buffer: String,
}

impl Vocabulary {
    /// The number of a word, which is looked up in all layers if it is new.
    pub(super) fn number(&mut self, word: &str, kind: Option<Kind>, layers: &[&Layer]) -> Seen {
        match self.numbers.get(word) {
            Some(seen) => *seen,
            None => self.add(word, kind, layers),
        }
    }

    #[inline(never)]
    fn add(&mut self, word: &str, kind: Option<Kind>, layers: &[&Layer]) -> Seen {
        let seen = Seen(self.facts.len());
        self.numbers.insert(word.into(), seen);
        self.ids.extend(layers.iter().map(|layer| layer.word(word)));
        let facts = match kind {
            Some(Kind::Word) => self.read(word, layers),
            kind => self.as_written(word, kind, layers),
        };
        self.facts.push((facts, self.beginnings.len()));
        seen
    }

    /// What is known of a token as it is written: of a mark no form may begin.
    fn as_written(&mut self, word: &str, kind: Option<Kind>, layers: &[&Layer]) -> Facts {
        let mut facts = Facts {
            opens: kind == Some(Kind::Number),
            ..Facts::default()
        };
        for (layer, of) in layers.iter().enumerate() {
            let Some(id) = of.word(word) else { continue };
            facts.classes |= of.classes(id);
            facts.opens |= of.opens_quantity(id);
            if kind != Some(Kind::Mark) {
                self.begin(layer, 0, of.node(id));
            }
        }
        facts.bare = facts.classes;
        facts.stem_classes = facts.classes;
        facts
    }

    /// What is known of a word of letters, with all the ways to read it without particles.
    fn read(&mut self, word: &str, layers: &[&Layer]) -> Facts {
        let mut facts = self.as_written(word, Some(Kind::Word), layers);
        let classes = |word: &str| {
            let ids = layers
                .iter()
                .filter_map(|layer| Some((layer, layer.word(word)?)));
            ids.fold(Classes::default(), |all, (layer, id)| {
                all | layer.classes(id)
            })
        };
        let known = |word: &str| classes(word) != Classes::default();
        let particled = may_begin_with_particle(word);
        let particles = if particled {
            all_particles(word, known)
        } else {
            0
        };
        let stem = particles + article(word, particles);
        let bare = word.get(particles..).unwrap_or("");
        facts.particles = u8::try_from(particles).unwrap_or(u8::MAX);
        facts.stem = u8::try_from(stem).unwrap_or(u8::MAX);
        if particles > 0 {
            facts.bare = classes(bare);
        }
        facts.stem_classes = if stem > particles {
            classes(word.get(stem..).unwrap_or(""))
        } else {
            facts.bare
        };
        facts.owned = without_owner(bare).map_or(Classes::default(), classes);
        if particled {
            let mut buffer = std::mem::take(&mut self.buffer);
            readings(word, &mut buffer, |reading: Reading<'_>| {
                for (layer, of) in layers.iter().enumerate() {
                    let Some(id) = of.word(reading.word) else {
                        continue;
                    };
                    facts.opens |= of.opens_quantity(id);
                    if has_three(reading.word) {
                        self.begin(layer, reading.skip, of.node(id));
                    }
                }
            });
            self.buffer = buffer;
        }
        facts
    }

    fn begin(&mut self, layer: usize, skip: usize, node: Option<NodeId>) {
        let beginning = node.map(|node| Beginning { layer, skip, node });
        self.beginnings.extend(beginning);
    }

    /// What is known of a word.
    pub(super) fn facts(&self, word: Seen) -> Facts {
        self.facts.get(word.0).map_or(Facts::default(), |(f, _)| *f)
    }

    /// Where the forms hang that may begin with a word.
    pub(super) fn beginnings(&self, word: Seen) -> &[Beginning] {
        let end_of = |word: usize| self.facts.get(word).map_or(0, |(_, end)| *end);
        let start = word.0.checked_sub(1).map_or(0, end_of);
        let found = self.beginnings.get(start..end_of(word.0));
        found.unwrap_or_default()
    }

    /// What one of so many layers calls a word as it is written.
    pub(super) fn id(&self, word: Seen, layer: usize, layers: usize) -> Option<WordId> {
        self.ids.get(word.0 * layers + layer).copied().flatten()
    }
}

/// The vocabularies of a lexicon that no thread reads with just now.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf(Arc<Mutex<Vec<Vocabulary>>>);

impl Shelf {
    /// How many words a vocabulary has at most that is kept: more than a desk uses in a year, and
    /// a few megabytes.
    const MOST: usize = 1 << 15;

    /// A vocabulary to read a text with.
    pub(super) fn take(&self) -> Vocabulary {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.pop().unwrap_or_default()
    }

    /// Keeps a vocabulary for the next text. One that has grown too large is left out.
    pub(super) fn put_back(&self, vocabulary: Vocabulary) {
        if vocabulary.facts.len() <= Self::MOST {
            let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            shelf.push(vocabulary);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Entry, Lexicon, Table};
    use super::*;
    use crate::text::token::Tokens;

    /// The built-in tables, which have read nothing yet.
    fn fresh() -> Lexicon {
        Lexicon::built_in().with(Layer::default())
    }

    /// The ids of all that is found, with the tokens of each.
    fn found(lexicon: &Lexicon, text: &str) -> Vec<String> {
        let tokens = Tokens::new(text);
        let hits = lexicon.look_up(&tokens, None);
        let tables = [Table::Factions, Table::Strikes, Table::Places];
        let places = (0..tokens.len()).flat_map(|at| tables.map(|table| (at, table)));
        let matches = places.flat_map(|(at, table)| hits.at(at, table).to_vec());
        matches
            .map(|m| format!("{}+{}..{} {}", m.first, m.skip, m.end, m.entry.id))
            .collect()
    }

    const NEWS: &str = "قصفت طائرات الجيش السوري مدينة درعا وبالمدفعية قرية في إدلب، 12 قتيلا.";

    #[test]
    fn a_word_is_read_once_however_often_it_comes() {
        let lexicon = fresh();
        let first = found(&lexicon, NEWS);
        assert!(first.len() > 3, "{first:?}");
        let known = lexicon.shelf.take();
        let words = known.facts.len();
        lexicon.shelf.put_back(known);
        // What was read before is found alike.
        assert_eq!(found(&lexicon, NEWS), first);
        found(&lexicon, &NEWS.repeat(10));
        assert_eq!(lexicon.shelf.take().facts.len(), words);
    }

    #[test]
    fn a_layer_above_is_asked_about_words_that_were_read_without_it() {
        let below = fresh();
        assert_eq!(found(&below, "كتائب النور"), found(&fresh(), "كتائب النور"));
        let entry = Entry {
            id: "our_light".to_owned(),
            ..Entry::default()
        };
        let forms = vec![("كتائب النور", false)];
        let above = below.with(Layer::from_entries([(entry, forms)]));
        let named = found(&above, "كتائب النور");
        assert!(named.contains(&"0+0..2 our_light".to_owned()), "{named:?}");
    }

    #[test]
    fn a_vocabulary_of_too_many_words_is_not_kept() {
        let lexicon = fresh();
        let words = (0..=Shelf::MOST).map(|n| n.to_string());
        found(&lexicon, &words.collect::<Vec<_>>().join(" "));
        assert_eq!(lexicon.shelf.take().facts.len(), 0);
    }
}
