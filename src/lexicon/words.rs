//! Classes of single words: what a rule asks of the word beside the one it looks at.
//!
//! `data/lexicon/words.tsv` and `words-events.tsv` list them: a class, a value where the class has any, the forms. A
//! word may be of several classes. A phrase, or a word that is proposed itself, belongs into a
//! table of entries instead.
//!
//! `*` before a form stands for what an adjective becomes: with and without the article, masculine
//! and feminine, the accusative, dual and plural.
//!
//! A new class: its name here, its rows there.

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
    /// Words of what is held on a day to come: elections, will.
    Planned "planned",
    /// Verbs of who speaks of what happened before: called for, condemned.
    Answer "answer",
    /// Words that say that something happens time and again: usually.
    Habit "habit",
    /// Words that end the phrase of a source.
    SourceEnd "source_end",
    /// Nouns of fighters, forces and groups that belong to the name of a party after them.
    Governing "governing",
    /// Nouns of fighters of a party: gunmen, members, soldiers.
    Member "member",
    /// Nouns of groups that may have any name or an adjective after them.
    Group "group",
    /// Nouns of groups whose name follows without quotation marks: battalion, tribe; the value is
    /// the second word such a noun needs.
    Called "called",
    /// Words between a group and the party it belongs to or is backed by.
    Affiliated "affiliated",
    /// Adjectives that make a group an armed one; the value is the generic entry.
    Armed "armed",
    /// Nouns of a state's forces, before a nationality; the value is the generic entry.
    Force "force",
    /// Nouns of units before a number.
    Unit "unit",
    /// Ordinals of units.
    Ordinal "ordinal",
    /// Adjectives and arms after a unit's number.
    Arm "arm",
    /// Nouns that by themselves, with the article, take up a group named before.
    Kind "kind",
    /// Nouns of parties that are feminine without showing it.
    Feminine "feminine",
    /// Nationalities; the value is the country's English name.
    Nation "nation",
    /// Verbs and verbal nouns of what states and parties do, beside speaking and attacking.
    Act "act",
    /// Words before a state that make it a party: led by, against.
    AgentBefore "agent_before",
    /// Words before a name that make it something else than a party: club, channel, street.
    NotParty "not_party",
    /// Words after a name that make it an ordinary word: the enthusiasm of the crowd.
    NotPartyAfter "not_party_after",
    /// Relative pronouns.
    Relative "relative",
    /// Words before a contextual form that make it a party.
    PartyBefore "party_before",
    /// Words after which a state is a place, not a party.
    PlaceBefore "place_before",
    /// Prepositions before a place.
    Preposition "preposition",
    /// Words between a word of speech and who speaks.
    SourceLead "source_lead",
    /// Words that are nobody's and no place's name.
    NoName "no_name",
    /// First names, after which a word is a family's name.
    Person "person",
    /// Words of speech after which عن stands before who is quoted: نقلت عن.
    Relay "relay",
    /// Who speaks for somebody else: his office may have its body written onto a preposition.
    Speaker "speaker",
    /// Adjectives after an office that no ending shows: المدير العام.
    OfficeAdjective "office_adjective",
    /// Words in the phrase of a source that say which kind it is; the value is the kind.
    SourceKind "source_kind",
    /// Offices after a place's name, which make it a source: Gaza officials.
    OfficeAfter "office_after",
    /// Words before an office that belong to its phrase in English.
    OfficeBefore "office_before",
    /// What something is said in or at: a statement, a speech.
    Occasion "occasion",
    /// Institutions: their phrase has no person's name in it.
    Body "body",
    /// Words before a name that make it something else than a place.
    NotPlace "not_place",
    /// Nouns of places whose name may be any word; the value is the sort of place.
    PlaceNoun "place_noun",
    /// Nouns of places after their name, in English.
    PlaceNounAfter "place_noun_after",
    /// First halves of names of places.
    NameHead "name_head",
    /// Adjectives that belong to a place's name.
    PlaceAdjective "place_adjective",
    /// Nouns that alone, with the article, are a known place; the value is the sort of place.
    GenericPlace "generic_place",
    /// The capital, before its name.
    Capital "capital",
    /// Crossings and borders, whose other side follows.
    Crossing "crossing",
    /// Verbs and adjectives of who holds an area.
    Holds "holds",
    /// Verbs whose object is struck, beside those of the table of strikes.
    Strikes "strikes",
    /// Nouns before a place that belong to its span: city, quarter, crossing; with a value the
    /// plural ones, which do not.
    Designator "designator",
    /// Directions before a place that belong to its span.
    Direction "direction",
    /// Units and things after a number that counts neither people nor strikes.
    Measure "measure",
    /// Words before a number that is a name: brigade, resolution, year.
    Numbered "numbered",
    /// Verbs that carry a strike out and leave the meaning to its noun: شن، نفذ.
    Light "light",
    /// Verbs of launching and dropping, before what is launched.
    Launch "launch",
    /// Verbs of doing harm, before the harm: inflicted.
    Inflict "inflict",
    /// Words before who is made responsible.
    Blame "blame",
    /// Those words of responsibility after which somebody else is named: ascribed to.
    Ascribe "ascribe",
    /// Words for more victims of the same: others.
    Others "others",
    /// Words before the place where somebody has his seat.
    Seat "seat",
    /// Words after a strike and before whoever carried it out: نفذتها، by.
    Agent "agent",
    /// Words before what something is done with.
    With "with",
    /// Adjectives that belong to a strike; the value is the kind they make of it.
    StrikeAdjective "strike_adjective",
    /// Words after a strike's noun that make it something else: cyber, verbal, election.
    NotAttack "not_attack",
    /// Words beside a bomb that is thrown by hand.
    ByHand "by_hand",
    /// What is launched without harm: an initiative, a campaign, somebody who is released.
    NotFired "not_fired",
    /// What is blown up, or blows up.
    BlastThing "blast_thing",
    /// Verbs and verbal nouns of throwing an attack back.
    Repel "repel",
    /// What is opened or fired: fire.
    Fire "fire",
    /// Words by which somebody takes an attack on himself.
    Claim "claim",
    /// Units of time; the value is how many of which: 2d, 0d for a plural.
    TimeUnit "time_unit",
    /// Words that a time told by numbers begins with, beside the numbers.
    TimeLead "time_lead",
    /// Words that put a time before now.
    Past "past",
    /// Ordinal numbers, with their value.
    Nth "nth",
    /// Adjectives that belong to victims.
    VictimAdjective "victim_adjective",
    /// Nouns before the name of those to whom the victims belong: members, fighters, residents.
    VictimGroup "victim_group",
    /// Ranks and titles before the name of somebody who was harmed.
    Title "title",
    /// Words that begin a name.
    Kunya "kunya",
    /// Words that no name contains.
    NameEnd "name_end",
    /// English words between those who were harmed and the verb: were, reportedly.
    Auxiliary "auxiliary",
    /// Words over which no verb of harm reaches.
    ClauseEnd "clause_end",
    /// Words that say what a whole is made of, without counting anew: most of them.
    Whole "whole",
    /// Words between a word of harm and its number: and they are, reached.
    Apposition "apposition",
    /// Words of a total before whom it counts: the number of the dead.
    Total "total",
    /// Words of articles about war.
    MarkOfWar "mark_of_war",
    /// Words of articles about sport, money, weather, health, accidents, culture.
    MarkOfPeace "mark_of_peace",
}

/// The classes of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u128);

/// Each class has a bit.
const _: () = assert!(Class::ALL.len() <= u128::BITS as usize);

impl Classes {
    /// Some classes together.
    #[must_use]
    pub const fn of(classes: &[Class]) -> Self {
        let mut all = 0;
        let mut rest = classes;
        while let [class, others @ ..] = rest {
            all |= 1 << *class as u32;
            rest = others;
        }
        Self(all)
    }

    /// Whether the word is of one of some classes.
    #[must_use]
    pub fn has_any(self, classes: Self) -> bool {
        self.0 & classes.0 != 0
    }

    /// Whether the word is of a class.
    #[must_use]
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }
}

impl std::ops::BitOrAssign for Classes {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl std::ops::BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl From<Class> for Classes {
    fn from(class: Class) -> Self {
        Self(1 << class as u32)
    }
}

/// Reads the lines of a table: calls `each` with a class, a value and a folded word; the lines
/// that name no class are returned.
pub(super) fn read(file: &str, text: &str, mut each: impl FnMut(Class, &str, &str)) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (number, line) in text.lines().enumerate().skip(1) {
        if line.trim().is_empty() {
            continue;
        }
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
        for form in forms.split('|').flat_map(inflected) {
            each(*class, value, &form);
        }
    }
    broken
}

/// The folded forms that an entry of the table stands for.
fn inflected(written: &str) -> Vec<String> {
    match written.strip_prefix('*') {
        Some(stem) => inflections(&fold_word(stem))
            .map(|(form, _)| form)
            .collect(),
        None => vec![fold_word(written)],
    }
}

/// What becomes of a regular noun or adjective, with the number that the form implies.
pub(super) fn inflections(stem: &str) -> impl Iterator<Item = (String, Option<u64>)> {
    const ENDINGS: [(&str, Option<u64>); 9] = [
        ("", Some(1)),
        ("ا", Some(1)),
        ("ه", Some(1)),
        ("ين", None),
        ("ون", None),
        ("ان", Some(2)),
        ("ات", None),
        ("تين", Some(2)),
        ("تان", Some(2)),
    ];
    let forms = ENDINGS.into_iter().flat_map(move |(ending, count)| {
        ["", "ال"].map(|article| (format!("{article}{stem}{ending}"), count))
    });
    forms.collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, table};

    #[test]
    fn every_class_has_words_and_a_word_may_have_several() {
        let lexicon = Lexicon::built_in();
        let mut named = Classes::default();
        for (file, table) in [table::WORDS, table::WORDS_OF_EVENTS] {
            read(file, table, |class, _, _| named |= class.into());
        }
        for (class, name) in Class::ALL {
            assert!(
                named.has(*class),
                "no table of words has a row of the class {name}"
            );
        }
        let from = lexicon.classes("في");
        assert!(from.has(Class::PlaceBefore) && from.has(Class::Preposition));
        assert!(!from.has(Class::Speech));
        assert_eq!(lexicon.classes("قال"), lexicon.classes("قالت"));
    }

    #[test]
    fn a_line_without_a_known_class_is_named_and_left_out() {
        let mut words = Vec::new();
        let table = "class\tvalue\tforms\nspeech\t\tقال\nspeach\t\tروى\n";
        let broken = read("w.tsv", table, |_, _, word| words.push(word.to_owned()));
        assert_eq!(broken.len(), 1);
        assert_eq!(broken[0].line, 3);
        assert_eq!(words, ["قال"]);
    }
}
