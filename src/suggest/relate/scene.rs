//! What the rules of relations read: mentions among the tokens, sentences and clauses.

use std::ops::Range;

use super::Mention;
use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::span::AttrValue;
use crate::text::token::{Kind, Tokens};

/// How many tokens apart two spans of one sentence may be; a text without a full stop is one
/// sentence.
const REACH: usize = 40;

/// A mention with its place among the tokens.
pub(super) struct Placed<'a> {
    pub(super) mention: Mention<'a>,
    pub(super) tokens: Range<usize>,
}

/// What the rules read.
pub(super) struct Scene<'a> {
    text: &'a str,
    pub(super) tokens: Tokens,
    mentions: Vec<Placed<'a>>,
    /// The classes of each token, with or without و or ف before it.
    classes: Vec<Classes>,
    /// The number of each token's clause.
    clauses: Vec<u32>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(text: &'a str, lexicon: &'a Lexicon, mentions: &[Mention<'a>]) -> Self {
        let tokens = Tokens::new(text);
        let place = |mention: &Mention<'a>| Placed {
            mention: *mention,
            tokens: tokens.inside(mention.range),
        };
        let classes = |at: usize| {
            let word = tokens.word(at);
            let joined = word.strip_prefix(['و', 'ف']);
            lexicon.classes(word) | joined.map(|word| lexicon.classes(word)).unwrap_or_default()
        };
        let mut scene = Self {
            mentions: mentions.iter().map(place).collect(),
            classes: (0..tokens.len()).map(classes).collect(),
            clauses: Vec::with_capacity(tokens.len()),
            tokens,
            text,
        };
        let mut clause = 0;
        for at in 0..scene.tokens.len() {
            let comma = matches!(scene.tokens.word(at), "،" | "," | ";" | "؛" | ":");
            // وأن goes on with what is claimed.
            let goes_on = scene.tokens.word(at) == "وان";
            clause += u32::from(comma || goes_on || scene.is(at, Class::ClauseEnd));
            scene.clauses.push(clause);
        }
        scene
    }

    pub(super) fn get(&self, at: usize) -> Option<&Placed<'a>> {
        self.mentions.get(at)
    }

    pub(super) fn label(&self, at: usize) -> &'a str {
        self.get(at).map_or("", |placed| placed.mention.label)
    }

    pub(super) fn attr(&self, at: usize, name: &str) -> Option<&'a str> {
        self.get(at)?.mention.attrs.get(name)?.as_text()
    }

    pub(super) fn flag(&self, at: usize, name: &str) -> bool {
        let attrs = self.get(at).map(|placed| placed.mention.attrs);
        attrs.and_then(|attrs| attrs.get(name)) == Some(&AttrValue::Flag(true))
    }

    pub(super) fn is_event(&self, at: usize) -> bool {
        matches!(self.label(at), "strike" | "clash")
    }

    /// The mentions of the same sentence that start after one, the nearest first.
    pub(super) fn after(&self, at: usize) -> impl Iterator<Item = (usize, &Placed<'a>)> {
        let here = self.get(at).map_or(0, |placed| placed.tokens.start);
        let later = self.mentions.iter().enumerate().skip(at + 1);
        later.take_while(move |(_, other)| self.reaches(here, other.tokens.start))
    }

    /// The mentions of the same sentence that start before one, the nearest first.
    pub(super) fn before(&self, at: usize) -> impl Iterator<Item = (usize, &Placed<'a>)> {
        let here = self.get(at).map_or(0, |placed| placed.tokens.start);
        let earlier = self.mentions.iter().enumerate().take(at).rev();
        earlier.take_while(move |(_, other)| self.reaches(here, other.tokens.start))
    }

    /// The mentions of the same sentence, in no order.
    pub(super) fn around(&self, at: usize) -> impl Iterator<Item = (usize, &Placed<'a>)> {
        self.after(at).chain(self.before(at))
    }

    /// The nearest mentions before one, of earlier sentences too.
    pub(super) fn earlier(&self, at: usize) -> impl Iterator<Item = (usize, &Placed<'a>)> {
        let here = self.get(at).map_or(0, |placed| placed.tokens.start);
        let earlier = self.mentions.iter().enumerate().take(at).rev();
        earlier.take_while(move |(_, other)| other.tokens.start + REACH > here)
    }

    fn reaches(&self, a: usize, b: usize) -> bool {
        a.abs_diff(b) <= REACH && self.tokens.same_sentence(a, b)
    }

    /// The first mention of a label inside a mention. What is inside comes later in the list.
    pub(super) fn inside(&self, at: usize, label: &str) -> Option<usize> {
        let outer = self.get(at)?.mention.range;
        let later = self.mentions.iter().enumerate().skip(at + 1);
        let mut inner = later.take_while(|(_, other)| other.mention.range.start() < outer.end());
        let found = inner.find(|(_, other)| {
            let range = other.mention.range;
            other.mention.label == label && range != outer && outer.covers(range)
        });
        found.map(|(number, _)| number)
    }

    /// Whether a mention lies in one of some labels: Samarra in a colonel of its police.
    pub(super) fn is_part_of(&self, at: usize, labels: &[&str]) -> bool {
        let Some(inner) = self.get(at) else {
            return false;
        };
        let mut outer = self.before(at);
        outer.any(|(_, other)| {
            labels.contains(&other.mention.label) && other.mention.range.covers(inner.mention.range)
        })
    }

    /// How many tokens lie between two mentions, if they do not overlap and no mark but a
    /// quotation mark is there.
    pub(super) fn gap(&self, first: &Placed<'_>, second: &Placed<'_>) -> Option<usize> {
        let between = first.tokens.end..second.tokens.start;
        let mark = |at: &usize| self.tokens.kind(*at) == Some(Kind::Mark);
        let quote = |at: &usize| self.tokens.word(*at) == "\"";
        let plain = between.clone().all(|at| !mark(&at) || quote(&at));
        let words = between.filter(|at| !mark(at)).count();
        (first.tokens.end <= second.tokens.start && plain).then_some(words)
    }

    /// How many clauses end between two tokens.
    pub(super) fn clauses_between(&self, a: usize, b: usize) -> usize {
        let clause = |at: usize| self.clauses.get(at).copied().unwrap_or(0);
        clause(a).abs_diff(clause(b)) as usize
    }

    /// The first token of the sentence a token stands in.
    pub(super) fn sentence_start(&self, token: usize) -> usize {
        let near = (token.saturating_sub(REACH)..token).rev();
        let same = near.take_while(|at| self.tokens.same_sentence(*at, token));
        same.last().unwrap_or(token)
    }

    /// Whether a word is of a class, with or without و or ف before it.
    pub(super) fn is(&self, token: usize, class: Class) -> bool {
        self.classes
            .get(token)
            .is_some_and(|classes| classes.has(class))
    }

    /// Whether a word of a class stands among the tokens.
    pub(super) fn any_is(&self, mut tokens: Range<usize>, class: Class) -> bool {
        tokens.any(|token| self.is(token, class))
    }

    /// Whether the letter is written onto a mention from before.
    pub(super) fn is_joined(&self, placed: &Placed<'_>, letter: char) -> bool {
        let before = self.text.get(..placed.mention.range.start().get());
        before.is_some_and(|before| before.ends_with(letter))
    }

    /// Whether a mention is written with the particle `ب` before it, or a word that says with.
    pub(super) fn is_means(&self, placed: &Placed<'_>) -> bool {
        let word = placed.tokens.start.checked_sub(1);
        self.is_joined(placed, 'ب') || word.is_some_and(|word| self.is(word, Class::With))
    }

    /// The faction of a mention that is one, or a force that holds one: طائرات روسية.
    pub(super) fn party(&self, at: usize) -> Option<usize> {
        match self.label(at) {
            "faction" => Some(at),
            "weapon" => self.inside(at, "faction"),
            _ => None,
        }
    }
}
