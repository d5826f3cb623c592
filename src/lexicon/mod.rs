//! What the program knows: factions, strikes, casualties, places, calendar, and looking them up.
//!
//! The tables are TSV files in `data/lexicon`, compiled in; their columns are described in
//! `data/lexicon/README.md`. A form is looked up by its folded words, the first of them with or
//! without the particles that may be written onto it (`DOMAIN.md` 3.2).
//!
//! Invariant: pure. A broken line is named and left out; nothing panics.

mod table;
mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold::fold;
use crate::text::token::{Kind, Tokens};

pub use table::Broken;
pub use words::{Class, Classes, Words};

/// Which table an entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// Armed, state and political parties.
    Factions,
    /// Strikes, clashes, weapons.
    Strikes,
    /// Harm, victims, bounds.
    Casualties,
    /// Places.
    Places,
    /// Months, weekdays, relative days.
    Calendar,
}

/// An entry of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which table it comes from.
    pub table: Table,
    /// Its id there.
    pub id: String,
    /// Its class: `trigger`, `weapon`, `victim`, a side, a type of place.
    pub class: String,
    /// Its part of speech, where the table says.
    pub pos: String,
    /// Its kind or effect; a value for the calendar.
    pub kind: String,
    /// The kind of victim.
    pub victim: String,
    /// The civilian status of such victims.
    pub civilian: String,
    /// Its country: a name for factions, an ISO code for places; `*` is any.
    pub country: String,
    /// Its name in English and Arabic.
    pub names: [String; 2],
    /// Latitude and longitude in degrees.
    pub coordinates: Option<(f64, f64)>,
    /// How often the form means it, from 0 to 1.
    pub prior: f64,
}

/// A form of an entry.
#[derive(Clone, Debug, PartialEq)]
struct Form {
    /// Its words after the first one, folded.
    rest: Vec<String>,
    entry: usize,
    /// Whether it counts only in context.
    contextual: bool,
    /// The number it implies: 2 for a dual.
    count: Option<u64>,
}

/// The tables.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    forms: HashMap<String, Vec<Form>>,
    /// What a generic faction means in a country.
    generic: HashMap<(String, String), String>,
    ids: HashMap<String, usize>,
    words: Words,
    broken: Vec<Broken>,
}

/// A form found in a text.
#[derive(Clone, Copy, Debug)]
pub struct Match<'a> {
    /// What it is a form of.
    pub entry: &'a Entry,
    /// Its first token.
    pub first: usize,
    /// How many bytes of the folded first token are particles.
    pub skip: usize,
    /// The token after the last one.
    pub end: usize,
    /// Whether it counts only in context.
    pub contextual: bool,
    /// The number it implies.
    pub count: Option<u64>,
}

impl Lexicon {
    /// The tables that are compiled in.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(table::built_in);
        &BUILT_IN
    }

    /// The lines that were left out, with what is wrong with them.
    #[must_use]
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }

    /// The classes of single words.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// All entries.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry with an id.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.get(*self.ids.get(id)?)
    }

    /// What a generic faction (`gen_army`) means in a country, by its English name.
    #[must_use]
    pub fn resolved(&self, generic: &str, country: &str) -> Option<&Entry> {
        let key = (generic.to_owned(), country.to_owned());
        self.entry(self.generic.get(&key)?)
    }

    /// The forms of a table that begin at a token: the longest first, of equal ones that with
    /// the fewest particles taken off.
    #[must_use]
    pub fn at<'a>(&'a self, tokens: &Tokens, first: usize, table: Table) -> Vec<Match<'a>> {
        let mut found = Vec::new();
        if tokens.kind(first) == Some(Kind::Mark) {
            return found;
        }
        for (skip, word) in readings(tokens.word(first)) {
            for form in self.forms.get(word.as_ref()).into_iter().flatten() {
                let Some(entry) = self.entries.get(form.entry) else {
                    continue;
                };
                let stands = form
                    .rest
                    .iter()
                    .enumerate()
                    .all(|(n, word)| tokens.word(first + 1 + n) == word);
                if entry.table == table && stands {
                    found.push(Match {
                        entry,
                        first,
                        skip,
                        end: first + 1 + form.rest.len(),
                        contextual: form.contextual,
                        count: form.count,
                    });
                }
            }
        }
        found.sort_by_key(|m| (std::cmp::Reverse(m.end), m.skip, m.contextual));
        found
    }

    /// Whether a folded word is a form by itself, particles and all.
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        let forms = self.forms.get(word);
        forms.is_some_and(|forms| forms.iter().any(|form| form.rest.is_empty()))
    }

    fn add(&mut self, entry: Entry, forms: &[(String, bool, Option<u64>)]) {
        let number = self.entries.len();
        for (form, contextual, count) in forms {
            let folded = fold(form);
            let tokens = Tokens::new(folded.as_str());
            let mut words = (0..tokens.len()).map(|at| tokens.word(at).to_owned());
            let Some(first) = words.next() else { continue };
            self.forms.entry(first).or_default().push(Form {
                rest: words.collect(),
                entry: number,
                contextual: *contextual,
                count: *count,
            });
        }
        self.ids.entry(entry.id.clone()).or_insert(number);
        self.entries.push(entry);
    }
}

/// The ways to read a folded word: how many bytes are particles, and what is looked up.
///
/// `لل` before a word is `ال` behind a particle: the span starts at the second lam.
fn readings(word: &str) -> Vec<(usize, std::borrow::Cow<'_, str>)> {
    let mut found = vec![(0, word.into())];
    let mut starts = vec![0];
    if word.starts_with(['و', 'ف']) {
        starts.push('و'.len_utf8());
    }
    for start in starts {
        let Some(rest) = word.get(start..) else {
            continue;
        };
        // A remainder of fewer than three letters is no word of a lexicon.
        let long = |rest: &str| rest.chars().count() >= 3;
        if start > 0 && long(rest) {
            found.push((start, rest.into()));
        }
        let particle = 'ب'.len_utf8();
        if let Some(stem) = rest.strip_prefix("لل")
            && long(stem)
        {
            found.push((start + particle, format!("ال{stem}").into()));
        }
        if rest.starts_with(['ب', 'ك', 'ل', 'س'])
            && let Some(stem) = rest.get(particle..)
            && long(stem)
        {
            found.push((start + particle, stem.into()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ids of the factions, strikes and places of a text, with the words they stand for.
    fn found(text: &str, table: Table) -> Vec<String> {
        let tokens = Tokens::new(text);
        let lexicon = Lexicon::built_in();
        let mut shown = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let matches = lexicon.at(&tokens, at, table);
            let Some(m) = matches.iter().find(|m| !m.contextual) else {
                at += 1;
                continue;
            };
            let range = tokens.range(m.first, m.skip, m.end - 1).unwrap();
            shown.push(format!("{}>{}", range.of(text).unwrap(), m.entry.id));
            at = m.end;
        }
        shown
    }

    #[test]
    fn the_tables_are_whole() {
        let lexicon = Lexicon::built_in();
        assert_eq!(lexicon.broken(), []);
        assert!(lexicon.entries().len() > 3000);
    }

    #[test]
    fn the_longest_form_counts_and_particles_stay_outside() {
        let rows = [
            (
                "أعلن الجيش السوري الحر",
                Table::Factions,
                "الجيش السوري الحر>fsa",
            ),
            ("للجيش السوري", Table::Factions, "لجيش السوري>syr_army"),
            ("وبالطائرات", Table::Strikes, "الطائرات>we_taira"),
            ("في درعا", Table::Places, "درعا>sy_daraa"),
        ];
        for (text, table, expected) in rows {
            let found = found(text, table);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            let (words, _) = expected.split_once('>').unwrap();
            assert!(found[0].starts_with(words), "{text}: {found:?}");
        }
    }

    #[test]
    fn generic_names_mean_something_in_a_country() {
        let lexicon = Lexicon::built_in();
        assert_eq!(
            lexicon.resolved("gen_army", "Syria").unwrap().id,
            "syr_army"
        );
        assert_eq!(lexicon.resolved("gen_army", "Sudan").unwrap().id, "saf");
        assert!(lexicon.resolved("gen_army", "Nowhere").is_none());
    }
}
