//! An article as the rules read it: tokens, and what the lexicon knows at each of them.

use super::faction::{self, Party};
use super::setting::Setting;
use super::{Attrs, Context, Suggestion, country};
use crate::lexicon::{Class, Classes, Hits, Lexicon, Match, Table};
use crate::text::number::{self, Read};
use crate::text::offset::ByteRange;
use crate::text::token::{Kind, Tokens};

/// What all rules read.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Tokens,
    /// What the lexicon knows of each token.
    hits: Hits<'a>,
    /// The verbs of speech, ascending.
    speech: Vec<usize>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) context: &'a Context,
    /// The English name of the country the article is about.
    pub(super) country: Option<String>,
    /// Its ISO 3166 alpha-2 code.
    pub(super) code: Option<String>,
    /// The quantities, ascending, none inside another.
    pub(super) numbers: Vec<Read>,
    /// The strikes, clashes and weapons, ascending, the longest form at each place.
    pub(super) strikes: Vec<Match<'a>>,
    /// The words of harm, victims and bounds, ascending, the longest form at each place.
    pub(super) harm: Vec<Match<'a>>,
    /// The parties, ascending.
    pub(super) parties: Vec<Party<'a>>,
    /// Of each token whether the phrase or the name of a party begins there.
    begins_party: Vec<bool>,
    quiet: bool,
    /// Whether it tells of violence.
    pub(super) setting: Setting,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a str, context: &'a Context, lexicon: &'a Lexicon) -> Self {
        let tokens = Tokens::new(text);
        let hits = lexicon.look_up(&tokens, context.published);
        let mut numbers: Vec<Read> = Vec::new();
        for &at in hits.openers() {
            let inside = numbers.last().is_some_and(|last| at < last.end);
            if !inside && let Some(read) = number::read(&tokens, at) {
                numbers.push(read);
            }
        }
        let mut page = Self {
            text,
            lexicon,
            context,
            country: None,
            code: None,
            numbers,
            strikes: Vec::new(),
            harm: Vec::new(),
            parties: Vec::new(),
            begins_party: Vec::new(),
            quiet: false,
            speech: Vec::new(),
            setting: Setting::default(),
            hits,
            tokens,
        };
        page.speech = (0..page.tokens.len())
            .filter(|at| page.is_bare(*at, Class::Speech))
            .collect();
        page.strikes = page.longest(Table::Strikes);
        page.harm = page.longest(Table::Casualties);
        page.setting = Setting::of(&page);
        page.country = country::of(&page);
        let country = page.country.as_deref();
        let code = country.and_then(|name| lexicon.country_code(name));
        page.code = code.map(str::to_owned);
        page.quiet = page.find_quiet();
        page.parties = faction::read(&page);
        page.begins_party = vec![false; page.tokens.len()];
        for at in page.parties.iter().flat_map(Party::beginnings) {
            if let Some(begins) = page.begins_party.get_mut(at) {
                *begins = true;
            }
        }
        page
    }

    /// The forms of a table that begin at a token, the longest first.
    #[inline]
    pub(super) fn at(&self, at: usize, table: Table) -> &[Match<'a>] {
        self.hits.at(at, table)
    }

    /// Whether a form of a table begins at a token.
    #[inline]
    pub(super) fn has(&self, at: usize, table: Table) -> bool {
        self.hits.has(at, table)
    }

    /// The longest form at each place, from the start on, none overlapping the one before.
    fn longest(&self, table: Table) -> Vec<Match<'a>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            if !self.has(at, table) {
                at += 1;
                continue;
            }
            match self.at(at, table).iter().find(|m| !self.swallows(m)) {
                Some(m) => {
                    at = m.end;
                    found.push(*m);
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether a phrase of harm ends in a count noun that is a casualty by itself: سقوط قتلى.
    fn swallows(&self, m: &Match<'a>) -> bool {
        let last = m.end - 1;
        m.entry.class.starts_with("harm")
            && m.entry.pos != "mwe"
            && !self.tokens.is_ascii(last)
            && last > m.first
            && self
                .at(last, Table::Casualties)
                .iter()
                .any(|noun| noun.entry.class == "count_noun" && noun.skip == 0)
    }

    /// The word at a token.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.word(at)
    }

    /// Whether the word at a token, as it is written, is of a class.
    #[inline]
    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.hits.is(at, class)
    }

    /// Whether the word at a token, without the particles written onto it, is of a class.
    #[inline]
    pub(super) fn is_bare(&self, at: usize, class: Class) -> bool {
        self.hits.is_bare(at, class)
    }

    /// Whether the word at a token, with or without the particles written onto it, is of one of
    /// some classes.
    #[inline]
    pub(super) fn is_any_of(&self, at: usize, classes: Classes) -> bool {
        self.hits.is_any_of(at, classes)
    }

    /// The word a number of tokens before one, empty beyond the start.
    pub(super) fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// The word without the particles that may be written onto it.
    pub(super) fn bare(&self, at: usize) -> &str {
        self.word(at).get(self.skip(at)..).unwrap_or("")
    }

    /// How many bytes of the word are particles, for all that the word itself says.
    #[inline]
    pub(super) fn skip(&self, at: usize) -> usize {
        self.hits.particles(at)
    }

    /// The word without particles and article.
    pub(super) fn stem(&self, at: usize) -> &str {
        self.word(at).get(self.hits.stem(at)..).unwrap_or("")
    }

    /// Whether the word has the article: الجيش, للجيش.
    #[inline]
    pub(super) fn is_definite(&self, at: usize) -> bool {
        self.hits.stem(at) > self.hits.particles(at)
    }

    /// Whether the phrase or the name of a party begins at a token.
    #[inline]
    pub(super) fn begins_party(&self, at: usize) -> bool {
        self.begins_party.get(at).is_some_and(|begins| *begins)
    }

    /// The classes of the word without its particles and the pronoun of an owner; none if it ends
    /// in no such pronoun: قواته.
    #[inline]
    pub(super) fn owned(&self, at: usize) -> Classes {
        self.hits.owned(at)
    }

    /// Whether a word in Latin letters stands at a token.
    #[inline]
    pub(super) fn is_latin(&self, at: usize) -> bool {
        self.tokens.is_ascii(at) && self.tokens.kind(at) == Some(Kind::Word)
    }

    /// Whether the word, without particles and article, is of one of some classes.
    #[inline]
    pub(super) fn is_stem_of(&self, at: usize, classes: Classes) -> bool {
        self.hits.is_stem_of(at, classes)
    }

    /// Whether the word, without particles and article, is of a class.
    #[inline]
    pub(super) fn is_stem(&self, at: usize, class: Class) -> bool {
        self.hits.is_stem(at, class)
    }

    /// What the word, as it is written, stands for in a class with values.
    #[inline]
    pub(super) fn value(&self, at: usize, class: Class) -> Option<&'a str> {
        if !self.is(at, class) {
            return None;
        }
        self.lexicon.value(self.word(at), class)
    }

    /// What the word, without its particles, stands for in a class with values.
    #[inline]
    pub(super) fn bare_value(&self, at: usize, class: Class) -> Option<&'a str> {
        if !self.is_bare(at, class) {
            return None;
        }
        self.lexicon.value(self.bare(at), class)
    }

    /// What the word, without particles and article, stands for in a class with values.
    #[inline]
    pub(super) fn stem_value(&self, at: usize, class: Class) -> Option<&'a str> {
        if !self.is_stem(at, class) {
            return None;
        }
        self.lexicon.value(self.stem(at), class)
    }

    /// The country whose nationality the word is, by its English name: روسي, الروسية.
    pub(super) fn nation(&self, at: usize) -> Option<&'a str> {
        self.stem_value(at, Class::Nation)
    }

    /// The party whose phrase ends at a token; of several the one that begins last.
    pub(super) fn party_ending(&self, at: usize) -> Option<&Party<'a>> {
        const NESTED: usize = 3;
        let before = self.parties.partition_point(|party| party.first < at);
        let before = self.parties.get(..before).unwrap_or_default();
        let mut near = before.iter().rev().take(NESTED);
        near.find(|party| party.end == at)
    }

    /// How many bytes of the word are particles, if what is left has an article or a class or
    /// form of its own: of what nobody knows the first letter is no particle.
    pub(super) fn skip_if_known(&self, at: usize) -> usize {
        let skip = self.skip(at);
        if skip == 0 || self.is_definite(at) {
            return skip;
        }
        let known = self.lexicon.is_word(self.bare(at));
        if known && !self.lexicon.is_word(self.word(at)) {
            skip
        } else {
            0
        }
    }

    /// Whether a word that introduces a clause stands right before a token: قال إن.
    pub(super) fn introduces(&self, at: usize) -> bool {
        self.back(at)
            .is_some_and(|at| matches!(self.bare(at), "ان" | "بان"))
    }

    /// Whether a number stands right before a token: a dateline's day.
    pub(super) fn back_is_number(&self, at: usize) -> bool {
        at > 0 && self.tokens.kind(at - 1) == Some(Kind::Number)
    }

    /// Whether a token begins a sentence or lies beyond the end.
    pub(super) fn starts_line(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_none_or(|before| !self.tokens.same_sentence(before, at))
    }

    /// The word before a token, quotation marks passed over.
    pub(super) fn back(&self, at: usize) -> Option<usize> {
        let back = at.checked_sub(1)?;
        if self.word(back) == "\"" {
            back.checked_sub(1)
        } else {
            Some(back)
        }
    }

    /// Whether some tokens are all that stands between two quotation marks.
    pub(super) fn is_quoted(&self, first: usize, end: usize) -> bool {
        first > 0 && self.word(first - 1) == "\"" && self.word(end) == "\""
    }

    /// Whether a word of attack ends at a token.
    pub(super) fn is_attack(&self, at: usize) -> bool {
        self.attack_at(at).is_some()
    }

    /// Whether a verb of attack ends at a token.
    pub(super) fn is_attack_verb(&self, at: usize) -> bool {
        self.attack_at(at)
            .is_some_and(|m| m.entry.pos.starts_with("verb"))
    }

    fn attack_at(&self, at: usize) -> Option<&Match<'a>> {
        let after = self.strikes.partition_point(|m| m.first <= at);
        let m = self.strikes.get(after.checked_sub(1)?)?;
        let attack = matches!(m.entry.class.as_str(), "trigger" | "clash");
        (attack && m.end == at + 1).then_some(m)
    }

    /// Whether an article of some length has next to no words of violence: what it calls police
    /// or government is no party to a conflict.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    fn find_quiet(&self) -> bool {
        let strikes = self.strikes.iter().filter(|m| {
            matches!(m.entry.class.as_str(), "trigger" | "clash" | "weapon")
                && m.entry.prior >= SURE
        });
        let harm = self.harm.iter().filter(|m| {
            matches!(
                m.entry.class.as_str(),
                "harm_verb" | "harm_noun" | "count_noun"
            ) && m.entry.prior >= SURE
        });
        let violence = strikes.count() + harm.count();
        self.tokens.len() > LONG && violence < 1 + self.tokens.len() / LONG
    }

    pub(super) fn range(&self, first: usize, skip: usize, end: usize) -> Option<ByteRange> {
        self.tokens.range(first, skip, end.checked_sub(1)?)
    }

    /// The quantity that ends just before a token.
    pub(super) fn number_before(&self, at: usize) -> Option<&Read> {
        let after = self.numbers.partition_point(|read| read.end <= at);
        let read = self.numbers.get(after.checked_sub(1)?)?;
        (read.end == at && self.tokens.same_sentence(read.first, at)).then_some(read)
    }

    /// Whether a quantity may begin at a token.
    #[inline]
    pub(super) fn may_count(&self, at: usize) -> bool {
        self.hits.opens(at)
    }

    /// The quantity that begins at a token.
    pub(super) fn number_at(&self, at: usize) -> Option<&Read> {
        if !self.may_count(at) {
            return None;
        }
        let found = self.numbers.binary_search_by_key(&at, |read| read.first);
        self.numbers.get(found.ok()?)
    }

    /// Whether a token is part of a quantity.
    pub(super) fn is_in_number(&self, at: usize) -> bool {
        let after = self.numbers.partition_point(|read| read.first <= at);
        let read = after.checked_sub(1).and_then(|n| self.numbers.get(n));
        read.is_some_and(|read| at < read.end)
    }

    /// Whether a quantity counts people or things: not a year, an hour, a unit's number.
    pub(super) fn counts(&self, read: &Read) -> bool {
        if read.digits
            && let Some(best) = read.quantity.best
            && (1900..=2100).contains(&best)
            && read.end == read.first + 1
        {
            return false;
        }
        let named = read.first > 0 && self.is(read.first - 1, Class::Numbered);
        let dated = self
            .at(read.end, Table::Calendar)
            .iter()
            .any(|m| m.entry.class == "month");
        let one_of = read.quantity.best == Some(1)
            && !read.digits
            && (self.word(read.end).starts_with("ال") || self.word(read.first).starts_with("ال"));
        // a 12-year-old girl
        let joined = self.word(read.end) == "-" && self.is(read.end + 1, Class::TimeUnit);
        !self.is(read.end, Class::Measure) && !joined && !named && !dated && !one_of
    }

    /// Whether a verb of speech stands before a token in its sentence: what follows is a claim.
    pub(super) fn is_claimed(&self, at: usize) -> bool {
        let before = self.speech.partition_point(|speech| *speech < at);
        let last = before.checked_sub(1).and_then(|n| self.speech.get(n));
        last.is_some_and(|last| last + REACH >= at && self.tokens.same_sentence(*last, at))
    }

    /// The words of harm that begin within reach of a token.
    pub(super) fn harm_near(&self, at: usize) -> &[Match<'a>] {
        near(&self.harm, at)
    }

    /// The words of harm that end at a token or up to some tokens before it, the nearest first.
    pub(super) fn harm_before(&self, at: usize, reach: usize) -> impl Iterator<Item = &Match<'a>> {
        let end = self.harm.partition_point(|m| m.end <= at);
        let before = self.harm.get(..end).unwrap_or_default().iter().rev();
        before.take_while(move |m| m.end + reach >= at)
    }

    /// The strikes, clashes and weapons that begin within reach of a token.
    pub(super) fn strikes_near(&self, at: usize) -> &[Match<'a>] {
        near(&self.strikes, at)
    }

    /// Whether the word at a token names victims, or is a count of them.
    pub(super) fn is_victim_word(&self, at: usize) -> bool {
        let matches = self.at(at, Table::Casualties);
        matches
            .iter()
            .any(|m| matches!(m.entry.class.as_str(), "victim" | "count_noun"))
    }

    /// Whether a word of a class of the casualty table stands in the tokens before one.
    pub(super) fn has_cue(&self, class: &str, at: usize, back: usize) -> bool {
        self.harm_near(at).iter().any(|m| {
            m.first < at
                && m.end + back > at
                && m.entry.class == class
                && self.tokens.same_sentence(m.first, at)
        })
    }

    /// Whether a token begins what the punctuation or a stop word ends.
    #[inline]
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.tokens.kind(at) == Some(Kind::Mark)
    }

    /// A suggestion for some tokens.
    pub(super) fn suggestion(
        &self,
        label: &'static str,
        rule: &'static str,
        (first, skip, end): (usize, usize, usize),
        confidence: f64,
    ) -> Option<Suggestion> {
        let range = self.range(first, skip, end)?;
        let whole = if skip == 0 {
            range
        } else {
            self.range(first, 0, end)?
        };
        let particle = ByteRange::new(whole.start(), range.start());
        Some(Suggestion {
            range,
            label,
            attrs: Attrs::default(),
            head: None,
            trigger: None,
            rule,
            entry: String::new(),
            particle: particle.of(self.text).unwrap_or("").to_owned(),
            confidence,
            learned: None,
        })
    }
}

/// The least prior of a word that is sure to tell of violence.
const SURE: f64 = 0.7;

/// How many words an article has before its silence about violence says something.
const LONG: usize = 60;

/// How many tokens away a word can be and still say something about another one. A text without
/// a full stop is one sentence; no rule reads all of it.
const REACH: usize = 60;

fn near<'m, 'a>(all: &'m [Match<'a>], at: usize) -> &'m [Match<'a>] {
    let first = all.partition_point(|m| m.first + REACH < at);
    let end = all.partition_point(|m| m.first <= at + REACH);
    all.get(first..end).unwrap_or_default()
}
