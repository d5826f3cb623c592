//! Classes of single words: what a rule asks of the word beside the one it looks at.
//!
//! `data/lexicon/words.tsv` lists them: a class, a value where the class has any, the forms. A
//! word may be of several classes. A phrase, or a word that is proposed itself, belongs into a
//! table of entries instead.
//!
//! A new class: its name here, its rows there.

use std::collections::HashMap;

use super::table::Broken;
use crate::text::fold::fold_word;

macro_rules! classes {
    ($($(#[doc = $doc:literal])+ $class:ident $name:literal,)*) => {
        /// A class of words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Class { $($(#[doc = $doc])+ $class,)* }

        impl Class {
            /// All of them, in the order of their numbers.
            const ALL: &[(Self, &'static str)] = &[$((Self::$class, $name),)*];
        }
    };
}

classes! {
    /// Verbs of speech: what follows is a claim, and before it or after it stands who says it.
    Speech "speech",
    /// Words before a source without a verb: according to.
    According "according",
    /// Words that end the phrase of a source.
    SourceEnd "source_end",
    /// Nouns of fighters, forces and groups that belong to the name of a party after them.
    Governing "governing",
    /// Words before a contextual form that make it a party.
    PartyBefore "party_before",
    /// Words after which a state is a place, not a party.
    PlaceBefore "place_before",
    /// Prepositions before a place.
    Preposition "preposition",
    /// Nouns before a place that belong to its span: city, quarter, crossing.
    Designator "designator",
    /// Directions before a place that belong to its span.
    Direction "direction",
    /// Units and things after a number that counts neither people nor strikes.
    Measure "measure",
    /// Words before a number that is a name: brigade, resolution, year.
    Numbered "numbered",
}

/// The classes of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// Whether the word is of a class.
    #[must_use]
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }
}

/// The words and their classes.
#[derive(Clone, Debug, Default)]
pub struct Words {
    classes: HashMap<String, Classes>,
    values: HashMap<String, Vec<(Class, String)>>,
}

impl Words {
    /// The classes of a folded word.
    #[must_use]
    pub fn classes(&self, word: &str) -> Classes {
        self.classes.get(word).copied().unwrap_or_default()
    }

    /// What a folded word stands for in a class that has values.
    #[must_use]
    pub fn value(&self, word: &str, class: Class) -> Option<&str> {
        let mut values = self.values.get(word)?.iter();
        values
            .find(|(of, _)| *of == class)
            .map(|(_, value)| value.as_str())
    }

    /// Reads the lines of a table; those that name no class are returned.
    pub(super) fn read(&mut self, file: &str, text: &str) -> Vec<Broken> {
        let mut broken = Vec::new();
        for (number, line) in text.lines().enumerate().skip(1) {
            let mut columns = line.split('\t');
            let (name, value, forms) = (columns.next(), columns.next(), columns.next());
            let class = Class::ALL.iter().find(|(_, known)| Some(*known) == name);
            let (Some((class, _)), Some(value), Some(forms)) = (class, value, forms) else {
                broken.push(Broken {
                    file: file.to_owned(),
                    line: number + 1,
                    what: "it needs a known class, a value and forms".to_owned(),
                });
                continue;
            };
            for form in forms.split('|').map(fold_word) {
                let classes = self.classes.entry(form.clone()).or_default();
                classes.0 |= 1 << *class as u32;
                if !value.is_empty() {
                    let values = self.values.entry(form).or_default();
                    values.push((*class, value.to_owned()));
                }
            }
        }
        broken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn every_class_has_words_and_a_word_may_have_several() {
        let words = Lexicon::built_in().words();
        for (class, name) in Class::ALL {
            let some = words.classes.values().any(|classes| classes.has(*class));
            assert!(some, "words.tsv has no row of the class {name}");
        }
        let from = words.classes("من");
        assert!(from.has(Class::PlaceBefore) && from.has(Class::Preposition));
        assert!(!from.has(Class::Speech));
        assert_eq!(words.classes("قال"), words.classes("قالت"));
    }

    #[test]
    fn a_line_without_a_known_class_is_named_and_left_out() {
        let mut words = Words::default();
        let broken = words.read(
            "w.tsv",
            "class\tvalue\tforms\nspeech\t\tقال\nspeach\t\tروى\n",
        );
        assert_eq!(broken.len(), 1);
        assert_eq!(broken[0].line, 3);
        assert!(words.classes("قال").has(Class::Speech));
        assert!(!words.classes("روي").has(Class::Speech));
    }
}
