//! How what was found belongs together: who did it, to what, with what, where, when, who says so.
//!
//! The rules are those of `DOMAIN.md` 3.7, a file for each question: [`agent`] who did it,
//! [`object`] to what and with what, [`harm`] who suffered by what, [`setting`] where and when,
//! [`voice`] who says so; [`scene`] is what they all read. The first that fits counts, and none
//! guesses: an attacker is related only where the words join it to the trigger. Spans are the
//! program's own proposals or an analyst's; only their labels, attributes and places count.

mod agent;
mod harm;
mod object;
mod scene;
mod setting;
mod voice;

use super::{AttrsOf, Suggestion};
use crate::lexicon::Lexicon;
use crate::model::span::Span;
use crate::text::offset::ByteRange;
use scene::Scene;

/// A span as relations see it.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'a> {
    /// What it covers.
    pub range: ByteRange,
    /// Its label's id.
    pub label: &'a str,
    /// The word that makes it what it is, such as the verb of harm.
    pub trigger: Option<ByteRange>,
    /// What is said of it.
    pub attrs: AttrsOf<'a>,
}

impl<'a> From<&'a Suggestion> for Mention<'a> {
    fn from(suggestion: &'a Suggestion) -> Self {
        Self {
            range: suggestion.range,
            label: suggestion.label,
            trigger: suggestion.trigger,
            attrs: AttrsOf::Suggestion(&suggestion.attrs),
        }
    }
}

impl<'a> From<&'a Span> for Mention<'a> {
    fn from(span: &'a Span) -> Self {
        Self {
            range: span.range,
            label: span.label.as_str(),
            trigger: span.trigger,
            attrs: AttrsOf::Span(&span.attrs),
        }
    }
}

/// A proposed relation between two spans, by their numbers in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The type, such as `victim_of`.
    pub kind: &'static str,
    /// Where it starts.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f64,
}

impl Link {
    fn new(
        kind: &'static str,
        (from, to): (usize, usize),
        (rule, confidence): (&'static str, f64),
    ) -> Self {
        Self {
            kind,
            from,
            to,
            rule,
            confidence,
        }
    }
}

/// A relation as incidents see it: the program's, or an analyst's between the same mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie<'a> {
    /// The type, such as `victim_of`.
    pub kind: &'a str,
    /// The number of the mention where it starts.
    pub from: usize,
    /// The number of the mention where it ends.
    pub to: usize,
}

impl From<&Link> for Tie<'static> {
    fn from(link: &Link) -> Self {
        Self {
            kind: link.kind,
            from: link.from,
            to: link.to,
        }
    }
}

/// The relations between spans of a text, which are given in reading order, by where they start.
#[must_use]
pub fn relate(text: &str, lexicon: &Lexicon, mentions: &[Mention<'_>]) -> Vec<Link> {
    let scene = Scene::new(text, lexicon, mentions);
    let mut links = Vec::new();
    let mut voice = voice::Voice::default();
    for at in 0..mentions.len() {
        match scene.label(at) {
            "strike" | "clash" => {
                let perpetrators = agent::perpetrators(&scene, at);
                links.extend(object::targets(&scene, at, &perpetrators));
                links.extend(perpetrators);
                links.extend(object::instrument(&scene, at));
                links.extend(setting::place(&scene, at));
                links.extend(setting::time(&scene, at));
            }
            "casualty" => {
                let part = harm::subset_of(&scene, at);
                // Of a part, the whole says by whom and what, where and when; else what did it.
                if part.is_none() {
                    let suffered = harm::victim_of(&scene, at);
                    if suffered.is_none() {
                        links.extend(setting::place(&scene, at));
                        links.extend(setting::time(&scene, at));
                    }
                    links.extend(agent::inflicted_by(&scene, at));
                    links.extend(suffered);
                }
                links.extend(harm::victim_faction(&scene, at));
                links.extend(part);
            }
            _ => continue,
        }
        links.extend(voice.of(&scene, at));
    }
    links
}

#[cfg(test)]
mod tests;
