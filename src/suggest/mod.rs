//! Reads an article before the analyst does: proposes spans with what they say, and why.
//!
//! [`suggest`] is a pure function of text, context and lexicon; nothing it returns is stored
//! before an analyst has decided. Each label has a file of rules: [`faction`], [`strike`],
//! [`casualty`], [`place`], [`date`], [`source`], [`target`]; [`page`] is what they all read,
//! [`setting`] says whether an article tells of violence at all, [`settle`] puts overlapping
//! proposals in order.
//!
//! How sure a rule is of itself becomes how often it is right by [`calibrate`]. What an analyst decided about earlier suggestions is laid over it by [`learn`]; what belongs
//! together is joined by [`relate`], and put together as incidents by [`incident`].
//!
//! The rules are those of `DOMAIN.md` 1 and 3. None of them invents: an attacker or a number that
//! the text does not state is left out.

mod attrs;
pub mod calibrate;
mod casualty;
mod country;
mod date;
mod faction;
pub mod incident;
pub mod instead;
pub mod known;
pub mod learn;
pub mod marked;
mod page;
mod place;
pub mod relate;
mod setting;
mod settle;
mod source;
mod strike;
mod target;

use jiff::civil::Date;

use crate::lexicon::Lexicon;
use crate::model::article::{ArticleMeta, MetaField};
use crate::text::offset::ByteRange;
use learn::{Learned, Memory};

pub use attrs::{Attrs, AttrsOf};
pub use calibrate::threshold;

/// The labels that are proposed, in the order in which they are preferred.
pub const LABELS: [&str; 9] = [
    "faction", "casualty", "strike", "clash", "location", "date", "weapon", "source", "target",
];

/// What is known of an article besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The day it was published; weekdays are resolved with it.
    pub published: Option<Date>,
    /// The ISO 3166 alpha-2 code of the country it is about; without it the text decides.
    pub country: Option<String>,
}

impl Context {
    /// What an article's description says.
    #[must_use]
    pub fn of(meta: &ArticleMeta) -> Self {
        Self {
            published: meta.published(),
            country: meta.get(MetaField::Country).map(str::to_owned),
        }
    }
}

/// A proposed span.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What it covers, in bytes of the text.
    pub range: ByteRange,
    /// Its label's id.
    pub label: &'static str,
    /// What it says.
    pub attrs: Attrs,
    /// The head of the phrase.
    pub head: Option<ByteRange>,
    /// The word that makes it what it is.
    pub trigger: Option<ByteRange>,
    /// The rule that found it.
    pub rule: &'static str,
    /// The lexicon entry behind it, empty if there is none.
    pub entry: String,
    /// The particles that were left outside, as written.
    pub particle: String,
    /// How likely it is to be right, from 0 to 1.
    pub confidence: f64,
    /// What past decisions did to it.
    pub learned: Option<Learned>,
}

/// The label with that name, if it is one that is proposed.
fn label_named(name: &str) -> Option<&'static str> {
    LABELS.into_iter().find(|label| *label == name)
}

/// All that is proposed for a text, doubtful ones too, by start, the longest first.
#[must_use]
pub fn suggest(text: &str, context: &Context, lexicon: &Lexicon) -> Vec<Suggestion> {
    suggest_with(text, context, lexicon, &Memory::default())
}

/// As [`suggest`], by someone who remembers past decisions.
#[must_use]
pub fn suggest_with(
    text: &str,
    context: &Context,
    lexicon: &Lexicon,
    memory: &Memory,
) -> Vec<Suggestion> {
    let page = page::Page::new(text, context, lexicon);
    let mut found = candidates(&page);
    calibrate::calibrate(&mut found);
    memory.apply(&page, &mut found);
    settle::settle(found)
}

/// What the rules find, before it is settled.
fn candidates(page: &page::Page<'_>) -> Vec<Suggestion> {
    // News has a proposal for every six words or so.
    let mut found = Vec::with_capacity(page.tokens.len() / 6);
    faction::find(page, &mut found);
    strike::find(page, &mut found);
    casualty::find(page, &mut found);
    place::find(page, &mut found);
    date::find(page, &mut found);
    source::find(page, &mut found);
    target::find(page, &mut found);
    found
}

#[cfg(test)]
mod tests;
