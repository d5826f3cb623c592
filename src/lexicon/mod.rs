//! What the program knows: factions, strikes, casualties, places, calendar, and looking them up.
//!
//! The tables are TSV files in `data/lexicon`, compiled in; their columns are described in
//! `data/lexicon/README.md`. A form is looked up by its folded words, the first of them with or
//! without the particles that may be written onto it (`DOMAIN.md` 3.2).
//!
//! Invariant: pure. A broken line is named and left out; nothing panics.

mod hits;
mod layer;
mod names;
mod readings;
mod table;
mod vocabulary;
mod words;

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::text::token::Tokens;

pub use hits::Hits;
pub use layer::Layer;
pub use names::{Fit, Names};
pub(crate) use readings::{OWNERS, readings};
pub use table::Broken;
use vocabulary::Shelf;
pub use words::{Class, Classes};

/// Which table an entry comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// Armed, state and political parties.
    #[default]
    Factions,
    /// Strikes, clashes, weapons.
    Strikes,
    /// Harm, victims, bounds.
    Casualties,
    /// Places.
    Places,
    /// Months, weekdays, relative days.
    Calendar,
    /// Offices, witnesses, media: who reports.
    Sources,
    /// Buildings, vehicles, positions: what is struck.
    Targets,
}

impl Table {
    /// The bit that stands for it in a set of tables.
    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// An entry of a table.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// The English name of the first-order division a place lies in.
    pub admin1: String,
    /// Its name in English and Arabic.
    pub names: [String; 2],
    /// Latitude and longitude in degrees.
    pub coordinates: Option<(f64, f64)>,
    /// How often the form means it, from 0 to 1.
    pub prior: f64,
    /// The first and the last day it is meant, where they are known.
    pub valid: [Option<Date>; 2],
    /// What must stand near a strike for it to be one.
    pub needs: Needs,
    /// How it speaks of the dead: `martyr`.
    pub framing: String,
}

/// What must stand near a form of the strikes for it to mean a strike (`DOMAIN.md` 3.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: the form says enough.
    #[default]
    Nothing,
    /// An article that tells of violence.
    Violence,
    /// That, and no other word of attack in the clause: استهدف.
    Alone,
    /// A weapon after it, its object: أطلق, ألقى.
    Weapon,
    /// A weapon before it, its subject: أصابت.
    Struck,
    /// A weapon beside it, which belongs to the span: سقطت قذائف.
    Fall,
    /// What blows up after it: فجر, انفجرت.
    Blast,
    /// A weapon before or after it: fired.
    Launched,
    /// Fire after it: فتح مسلحون النار.
    Fire,
    /// Somebody who claims it: تبنت الحركة العملية.
    Claimed,
}

impl Entry {
    /// Whether it is meant on a day; without a day it always is.
    #[must_use]
    pub fn is_valid_on(&self, day: Option<Date>) -> bool {
        let Some(day) = day else { return true };
        let [from, until] = self.valid;
        from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
    }
}

/// The tables: those compiled in, and above them those of a project.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// The lowest first.
    layers: Vec<Arc<Layer>>,
    /// By the id of an entry of a lower layer, the id of the entry that counts instead of it.
    instead: Arc<FxHashMap<String, String>>,
    /// What these layers know of the words of earlier texts.
    shelf: Shelf,
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
        static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
            layers: vec![Arc::new(table::built_in())],
            ..Lexicon::default()
        });
        &BUILT_IN
    }

    /// These tables with another layer above them; they are shared, not copied.
    #[must_use]
    pub fn with(&self, layer: Layer) -> Self {
        let mut layers = self.layers.clone();
        layers.push(Arc::new(layer));
        Self {
            layers,
            instead: Arc::clone(&self.instead),
            // Words mean something else to other layers.
            shelf: Shelf::default(),
        }
    }

    /// These tables, in which other entries count instead of some: ids in pairs. An id may stand
    /// for itself: then what a higher layer says of it counts for the forms of the lower ones.
    #[must_use]
    pub fn with_instead(self, pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self {
            instead: Arc::new(pairs.into_iter().collect()),
            ..self
        }
    }

    /// The id that counts instead of one.
    fn meant<'a>(&'a self, id: &'a str) -> &'a str {
        self.instead.get(id).map_or(id, String::as_str)
    }

    /// The layers, the highest first.
    fn layers(&self) -> impl Iterator<Item = &Layer> {
        self.layers.iter().rev().map(Arc::as_ref)
    }

    /// The lines that were left out, with what is wrong with them.
    pub fn broken(&self) -> impl Iterator<Item = &Broken> {
        self.layers().flat_map(Layer::broken)
    }

    /// All entries.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.layers().flat_map(|layer| &layer.entries)
    }

    /// The entry with an id.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        let id = self.meant(id);
        self.layers().find_map(|layer| layer.entry(id))
    }

    /// What a generic faction (`gen_army`) means in a country, by its English name.
    #[must_use]
    pub fn resolved(&self, generic: &str, country: &str) -> Option<&Entry> {
        let id = self
            .layers()
            .find_map(|layer| layer.resolved(generic, country))?;
        self.entry(id)
    }

    /// The English name of a country, by its ISO 3166 alpha-2 code.
    #[must_use]
    pub fn country_name(&self, code: &str) -> Option<&str> {
        let found = self
            .layers()
            .find_map(|layer| layer.country_by_code(code))?;
        found.names.first().map(String::as_str)
    }

    /// Where a place lies, by English names, the country first: `Syria/Daraa`.
    #[must_use]
    pub fn admin_path(&self, place: &Entry) -> String {
        let code = place.country.as_str();
        let country = self.country_name(code).unwrap_or(code);
        let admin1 = place.admin1.as_str();
        match (country, admin1) {
            ("", only) | (only, "") => only.to_owned(),
            _ => [country, "/", admin1].concat(),
        }
    }

    /// The ISO 3166 alpha-2 code of a country, by its English name.
    #[must_use]
    pub fn country_code(&self, name: &str) -> Option<&str> {
        let found = self
            .layers()
            .find_map(|layer| layer.country_by_name(name))?;
        Some(found.country.as_str())
    }

    /// The places with an English name, those of the highest layer first.
    pub fn places_named(&self, name: &str) -> impl Iterator<Item = &Entry> {
        self.layers()
            .flat_map(move |layer| layer.places_named(name))
    }

    /// The country with an ISO 3166 alpha-2 code or an English name.
    #[must_use]
    pub fn country(&self, written: &str) -> Option<&Entry> {
        self.layers().find_map(|layer| {
            let by_code = layer.country_by_code(written);
            by_code.or_else(|| layer.country_by_name(written))
        })
    }

    /// The forms of a faction or place as the tables of the program write them, and whether each
    /// counts only in context. Reads through the tables: for looking at one entry.
    #[must_use]
    pub fn written(table: Table, id: &str) -> Vec<(String, bool)> {
        table::written(table, id)
    }

    /// Looks up every token of a text that was published on a day; what is not meant then is
    /// left out.
    #[must_use]
    pub fn look_up(&self, tokens: &Tokens, day: Option<Date>) -> Hits<'_> {
        Hits::new(self, tokens, day)
    }

    /// The classes of a folded word.
    #[must_use]
    pub fn classes(&self, word: &str) -> Classes {
        let mut classes = Classes::default();
        for layer in self.layers() {
            if let Some(word) = layer.word(word) {
                classes |= layer.classes(word);
            }
        }
        classes
    }

    /// What a folded word stands for in a class that has values.
    #[must_use]
    pub fn value(&self, word: &str, class: Class) -> Option<&str> {
        self.layers()
            .find_map(|layer| layer.value(layer.word(word)?, class))
    }

    /// Whether a folded word is a form by itself, particles and all.
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        self.layers()
            .any(|layer| layer.word(word).is_some_and(|word| layer.is_form(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ids of the factions, strikes and places of a text, with the words they stand for.
    fn found(text: &str, table: Table) -> Vec<String> {
        let tokens = Tokens::new(text);
        let hits = Lexicon::built_in().look_up(&tokens, None);
        let mut shown = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let Some(m) = hits.at(at, table).iter().find(|m| !m.contextual) else {
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
        assert_eq!(lexicon.broken().collect::<Vec<_>>(), Vec::<&Broken>::new());
        assert!(lexicon.entries().count() > 3000);
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
