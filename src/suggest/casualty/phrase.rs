//! Phrases that count people: a number with whom it counts, a noun that is a count by itself, one
//! or two victims without a number. A phrase goes to the end of its construct
//! (`DOMAIN.md` 1.7 rule 6): `ستة من عناصر الجيش`.

use super::doubt::counts_no_people;
use super::extent::{adjectives, construct, english_start, extend, name};
use super::trigger;
use crate::lexicon::{Class, Entry, Match, Table};
use crate::suggest::faction::{self, Party};
use crate::suggest::page::Page;
use crate::text::number::{Qualifier, Quantity, Read};
use crate::text::token::Kind;

/// How the phrase counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A number with a noun that is a count: 45 قتيلا.
    NumberOfCasualties,
    /// A number with whom it counts: 7 مدنيين.
    NumberOfPeople,
    /// A number with a word that no table knows: 17 بحارا.
    NumberOfSomebody,
    /// A number alone: قتل خمسة.
    BareNumber,
    /// A noun that is a count: قتلى.
    CountNoun,
    /// One of two nouns that say what befell each of some: بين قتيل وجريح.
    Either,
    /// One, two or some without a number: جندي, جنديان, جنود.
    Victims,
}

/// A phrase that counts people, before it is known what befell them.
#[derive(Clone)]
pub(super) struct Phrase<'a> {
    pub(super) first: usize,
    pub(super) skip: usize,
    pub(super) end: usize,
    pub(super) quantity: Quantity,
    pub(super) form: Form,
    /// The noun that is a count and has an effect of its own.
    pub(super) noun: Option<Match<'a>>,
    /// Who they are.
    pub(super) victim: Option<Match<'a>>,
    /// To whom they belong.
    pub(super) party: Option<&'a Entry>,
    /// Whether they belong to a party, known or not.
    pub(super) of_party: bool,
    /// Whether one number counts the dead and the injured: 22 قتيلا وجريحا.
    pub(super) of_both: bool,
}

impl<'a> Phrase<'a> {
    fn new(first: usize, skip: usize, end: usize, quantity: Quantity, form: Form) -> Self {
        Self {
            first,
            skip,
            end,
            quantity,
            form,
            noun: None,
            victim: None,
            party: None,
            of_party: false,
            of_both: false,
        }
    }

    /// Takes in the party to which they belong.
    pub(super) fn belongs_to(&mut self, party: &Party<'a>) {
        self.party = self.party.or(party.entry());
        self.of_party = true;
        self.end = party.end;
    }

    /// Whether its first word is definite: القتلى.
    pub(super) fn is_definite(&self, page: &Page<'_>) -> bool {
        let word = page.word(self.first).get(self.skip..).unwrap_or("");
        word.starts_with("ال") || word.starts_with("لل")
    }

    /// Whether it says how many.
    pub(super) fn is_counted(&self) -> bool {
        self.quantity.best.is_some()
    }
}

/// The phrases of an article, ascending, none overlapping another.
pub(super) fn all<'a>(page: &Page<'a>) -> Vec<Phrase<'a>> {
    let mut found: Vec<Phrase<'a>> = Vec::new();
    let numbers = page.numbers.iter().filter(|read| is_of_people(page, read));
    let mut counted = numbers.filter_map(|read| number(page, read)).peekable();
    let mut free = 0;
    for m in &page.harm {
        while let Some(phrase) = counted.next_if(|phrase| phrase.first <= m.first) {
            if phrase.first >= free {
                free = phrase.end;
                found.push(phrase);
            }
        }
        // A number after it that is read with it begins later than it does.
        if m.first < free || counted.peek().is_some_and(|phrase| phrase.first < m.end) {
            continue;
        }
        let phrase = match m.entry.class.as_str() {
            // They died of their injuries: nobody else is hurt.
            "count_noun" if is_of_them(page, m) => continue,
            "count_noun" if !trigger::is_of_bodies(page, m) => count_noun(page, m),
            // A Palestinian boy is one.
            "victim" if describes_victim(page, m) => continue,
            "victim" if faction::names(page, m.first) || is_country(page, m.first) => continue,
            // أمام منزله: an imam only where somebody is harmed.
            "victim" if page.is(m.first, Class::NameEnd) && !is_after_harm(page, m.first) => {
                continue;
            }
            "victim" => victims(page, m),
            "harm_noun" if is_either(page, m.first) => {
                found.extend(either(page, m));
                free = m.end;
                continue;
            }
            "harm_noun" | "harm_verb"
                if page.is(m.end, Class::Kunya) || page.is(m.end, Class::Person) =>
            {
                let named = named(page, m.end);
                // Without a name it is somebody's mother or son.
                if named.end == m.end + 1 {
                    continue;
                }
                named
            }
            _ => continue,
        };
        free = phrase.end;
        found.push(phrase);
    }
    found.extend(counted.filter(|phrase| phrase.first >= free));
    found
}

/// Whether injuries are those of somebody spoken of.
fn is_of_them(page: &Page<'_>, m: &Match<'_>) -> bool {
    let owner = page.back(m.first).map_or("", |at| page.word(at));
    matches!(owner, "his" | "her" | "their" | "its")
}

/// Whether a nation, which may be somebody of it, stands before the noun that it describes.
fn describes_victim(page: &Page<'_>, m: &Match<'_>) -> bool {
    let english = page.tokens.is_ascii(m.first) && page.is(m.first, Class::VictimAdjective);
    english && m.end == m.first + 1 && noun(page, m.end, "victim").is_some()
}

/// Whether a word of harm ends right before a token.
fn is_after_harm(page: &Page<'_>, first: usize) -> bool {
    let mut before = page.harm_before(first, 0);
    before.any(|m| m.end == first && matches!(m.entry.class.as_str(), "harm_noun" | "harm_verb"))
}

/// Whether a word is a country, not one of its nationals: في سوريا.
fn is_country(page: &Page<'_>, at: usize) -> bool {
    let mut places = page.at(at, Table::Places).iter();
    places.any(|m| m.entry.class == "country" && m.end == at + 1)
        && page
            .back(at)
            .is_some_and(|back| page.is(back, Class::PlaceBefore))
}

/// Whether a pair says of each of some what befell him, without counting them: بين قتيل وجريح.
fn is_either(page: &Page<'_>, at: usize) -> bool {
    either_at(page, at).is_some()
}

/// Such a pair at a token.
fn either_at<'p, 'a>(page: &'p Page<'a>, at: usize) -> Option<&'p Match<'a>> {
    let m = page.at(at, Table::Casualties).first()?;
    (m.entry.id == "hn_either" && page.number_at(m.end).is_none()).then_some(m)
}

/// The two nouns of such a pair.
fn either<'a>(page: &Page<'a>, m: &Match<'a>) -> Vec<Phrase<'a>> {
    let nouns = (m.first..m.end).filter_map(|at| {
        let mut matches = page.at(at, Table::Casualties).iter();
        let noun = matches.find(|m| m.entry.class == "count_noun" && m.end == at + 1)?;
        let mut phrase = uncounted(noun, Form::Either);
        phrase.quantity = Quantity::bounded(0, Qualifier::Vague);
        phrase.noun = Some(*noun);
        Some(phrase)
    });
    nouns.collect()
}

/// Whether a number may count people; `أحد السكان` is one of them.
fn is_of_people(page: &Page<'_>, read: &Read) -> bool {
    let one_of = read.quantity.best == Some(1) && !read.digits && read.end == read.first + 1;
    page.counts(read) || (one_of && noun(page, read.end, "victim").is_some())
}

/// A noun of a class at a token, without particles.
pub(super) fn noun<'a>(page: &Page<'a>, at: usize, class: &str) -> Option<Match<'a>> {
    let mut matches = page.at(at, Table::Casualties).iter();
    matches
        .find(|m| m.entry.class == class && m.skip == 0)
        .copied()
}

/// A number with what it counts: `سبعة أشخاص`, `45 قتيلا`, `أربعة من المسعفين`.
fn number<'a>(page: &Page<'a>, read: &Read) -> Option<Phrase<'a>> {
    let (mut first, mut skip) = (read.first, read.skip);
    // A type of weapon ends in one: إيه كيه-47.
    let of_name = first > 1
        && page.word(first - 1) == "-"
        && page.tokens.kind(first - 2) == Some(Kind::Word)
        && page.word(first - 2) != "ال";
    if of_name {
        return None;
    }
    // English owners: his two sons.
    if first > 0
        && matches!(
            page.word(first - 1),
            "his" | "her" | "their" | "its" | "all"
        )
    {
        (first, skip) = (first - 1, 0);
    }
    if counts_no_people(page, read) {
        return None;
    }
    let mut phrase = Phrase::new(first, skip, read.end, read.quantity, Form::BareNumber);
    let mut at = read.end;
    // Adjectives stand before English nouns: 20 unarmed civilians.
    while page.word(at).is_ascii() && page.is(at, Class::VictimAdjective) && at < read.end + 3 {
        let known = noun(page, at, "victim").or(noun(page, at, "count_noun"));
        if known.is_some_and(|m| !page.is_victim_word(m.end)) {
            break;
        }
        at += 1;
    }
    if let Some(m) = noun(page, at, "count_noun") {
        phrase.noun = Some(m);
        phrase.form = Form::NumberOfCasualties;
        phrase.end = m.end;
        if let Some(other) = other_half(page, &m) {
            phrase.of_both = true;
            phrase.end = other.end;
        }
    } else if let Some(m) = noun(page, at, "victim") {
        phrase.victim = Some(m);
        phrase.form = Form::NumberOfPeople;
        phrase.end = m.end;
        construct(page, &mut phrase);
    } else if page.is(at, Class::VictimGroup) && !is_from(page, at) {
        phrase.form = Form::NumberOfPeople;
        phrase.end = at + 1;
        construct(page, &mut phrase);
    } else if let Some(party) = party(page, at).filter(|_| !is_from(page, at)) {
        phrase.form = Form::NumberOfPeople;
        phrase.belongs_to(party);
    } else if is_somebody(page, at) || is_harmed(page, read, at) {
        phrase.form = Form::NumberOfSomebody;
        phrase.end = at + 1;
    }
    extend(page, &mut phrase);
    if let Some(pair) = either_at(page, phrase.end) {
        // Some of some are the one and some the other: that each of the two says. A number is one
        // of both: 27 بين قتيل وجريح.
        if read.quantity.qualifier == Qualifier::VagueLow {
            return (phrase.form != Form::BareNumber).then_some(phrase);
        }
        phrase.noun = (pair.first..pair.end).find_map(|at| noun(page, at, "count_noun"));
        phrase.form = Form::NumberOfCasualties;
        phrase.of_both = true;
        phrase.end = pair.end;
        return Some(phrase);
    }
    if phrase.form == Form::BareNumber && phrase.end > read.end && phrase.has_people() {
        phrase.form = Form::NumberOfPeople;
    }
    Some(phrase)
}

/// The second noun of a count of dead and injured, both in the singular: 22 قتيلا وجريحا.
fn other_half<'a>(page: &Page<'a>, noun: &Match<'a>) -> Option<Match<'a>> {
    let mut matches = page.at(noun.end, Table::Casualties).iter();
    let other = matches.find(|m| {
        m.entry.class == "count_noun" && m.skip == 'و'.len_utf8() && m.count == Some(1)
    })?;
    let pair = noun.count == Some(1) && other.entry.kind != noun.entry.kind;
    (pair && page.word(noun.end).starts_with('و')).then_some(*other)
}

impl Phrase<'_> {
    fn has_people(&self) -> bool {
        self.victim.is_some() || self.of_party || self.noun.is_some()
    }
}

/// A party at a token that stands without a particle.
pub(super) fn party<'p, 'a>(page: &'p Page<'a>, at: usize) -> Option<&'p Party<'a>> {
    faction::at(page, at).filter(|party| party.particles_at(at) == 0 && !party.is_adjective())
}

pub(super) fn is_from(page: &Page<'_>, at: usize) -> bool {
    matches!(page.word(at), "من" | "of")
}

/// Whether a word that no table knows looks like those who are counted: بحارا, صيادين.
fn is_somebody(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let known = page.lexicon.is_word(word)
        || page.is(at, Class::NameEnd)
        || page.is(at, Class::Measure)
        || page.is(at, Class::BlastThing)
        || page.strikes_near(at).iter().any(|m| m.first == at);
    page.tokens.kind(at) == Some(Kind::Word)
        && !word.is_ascii()
        && !known
        && word.chars().count() > 3
        && (word.ends_with("ا")
            || word.ends_with("ين")
            || word.ends_with("ون")
            || word.ends_with("ات"))
        && !word.starts_with(['و', 'ب', 'ل'])
}

/// Whether a word of harm stands right before a number, so that whoever follows is counted by it:
/// مقتل 3 خبراء. What is no person is excluded by the tables.
fn is_harmed(page: &Page<'_>, read: &Read, at: usize) -> bool {
    let mut before = page.harm_before(read.first, 0);
    let harmed = before.any(|m| {
        m.end == read.first
            && matches!(m.entry.class.as_str(), "harm_noun" | "harm_verb")
            && matches!(
                m.entry.kind.as_str(),
                "killed" | "injured" | "detained" | "abducted" | "casualty_unspecified"
            )
    });
    let plural = read.digits
        || read
            .quantity
            .best
            .is_some_and(|best| (3..=10).contains(&best));
    let word = page.word(at);
    // killed 11 loggers
    let english = word.is_ascii() && word.ends_with('s');
    let other = [
        Class::NameEnd,
        Class::ClauseEnd,
        Class::SourceEnd,
        Class::Measure,
        Class::BlastThing,
        Class::Apposition,
        Class::TimeUnit,
        Class::Whole,
        Class::Act,
    ]
    .into_iter()
    .any(|class| page.is(at, class) || page.is_bare(at, class));
    let tables = [
        Table::Targets,
        Table::Strikes,
        Table::Calendar,
        Table::Places,
        Table::Casualties,
    ];
    harmed
        && plural
        && page.tokens.kind(at) == Some(Kind::Word)
        && page.tokens.same_sentence(read.first, at)
        && (english || !word.is_ascii())
        && word.chars().count() > 3
        && !page.is_definite(at)
        && page.skip(at) == 0
        && !other
        && !page.is_bare(at, Class::Speech)
        && tables
            .into_iter()
            .all(|table| page.at(at, table).is_empty())
}

/// Somebody by name alone: مقتل أبو محمد.
fn named<'a>(page: &Page<'a>, first: usize) -> Phrase<'a> {
    let quantity = Quantity::bounded(1, Qualifier::Exact);
    let mut phrase = Phrase::new(first, 0, first + 1, quantity, Form::Victims);
    name(page, &mut phrase);
    phrase
}

/// A noun that is a count by itself: `قتلى`, `قتيلان`, `القتلى الأربعة`.
fn count_noun<'a>(page: &Page<'a>, m: &Match<'a>) -> Phrase<'a> {
    let mut phrase = uncounted(m, Form::CountNoun);
    phrase.noun = Some(*m);
    // Adjectives of size belong to losses: خسائر كبيرة.
    if m.entry.kind == "losses" {
        while matches!(
            page.word(phrase.end),
            "كبيره" | "فادحه" | "بشريه" | "كثيره" | "جسيمه" | "ثقيله"
        ) {
            phrase.end += 1;
        }
        return phrase;
    }
    if let Some(read) = number_at(page, phrase.end, phrase.is_definite(page)) {
        phrase.quantity = read.quantity;
        phrase.end = read.end;
    } else if !phrase.is_definite(page) {
        adjectives(page, &mut phrase);
        extend(page, &mut phrase);
    }
    phrase
}

/// Victims without a number before them: `جندي`, `طفلان`, `مدنيين اثنين`, `القيادي أبو محمد`.
fn victims<'a>(page: &Page<'a>, m: &Match<'a>) -> Phrase<'a> {
    let mut phrase = uncounted(m, Form::Victims);
    phrase.victim = Some(*m);
    if page.word(m.first).is_ascii() {
        let (first, owner) = english_start(page, m.first);
        phrase.first = first;
        if let Some(owner) = owner {
            phrase.party = owner.entry();
            phrase.of_party = true;
        }
    }
    // A pronoun makes a noun definite: أطفالها الخمسة.
    let definite = phrase.is_definite(page) || is_owned(page.word(phrase.end - 1));
    if let Some(read) = number_at(page, phrase.end, definite) {
        phrase.quantity = read.quantity;
        phrase.end = read.end;
    }
    construct(page, &mut phrase);
    extend(page, &mut phrase);
    if matches!(page.word(phrase.end), "له" | "لها" | "لهم") {
        phrase.end += 1;
    }
    name(page, &mut phrase);
    phrase
}

/// Whether a noun has a pronoun written onto it: أطفالها, شقيقه.
fn is_owned(word: &str) -> bool {
    ["ها", "هم", "هما", "ه"]
        .iter()
        .any(|end| word.ends_with(end))
}

fn uncounted<'a>(m: &Match<'a>, form: Form) -> Phrase<'a> {
    let quantity = match m.count {
        Some(count) => Quantity::bounded(count, Qualifier::Exact),
        None => Quantity::bounded(0, Qualifier::Vague),
    };
    Phrase::new(m.first, m.skip, m.end, quantity, form)
}

/// The number after a noun that agrees with it: القتلى الخمسة, القتلى الـ23, مدنيين اثنين.
fn number_at(page: &Page<'_>, at: usize, definite: bool) -> Option<Read> {
    let at_number = if definite && page.word(at) == "ال" {
        at + 1
    } else {
        at
    };
    let read = page.number_at(at_number)?;
    let agrees = if definite {
        at_number > at || page.word(at).starts_with("ال")
    } else {
        !read.digits && matches!(read.quantity.best, Some(1 | 2))
    };
    (read.skip == 0 && agrees && page.tokens.same_sentence(at.saturating_sub(1), at))
        .then_some(*read)
}
