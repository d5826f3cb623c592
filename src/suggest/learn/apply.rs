//! Memory laid over what the rules found.

use super::super::page::Page;
use super::super::{Suggestion, threshold};
use super::memory::{Known, Memory, Refused, is_refused};
use super::words::{Hit, beside, words};
use super::{Learned, Learner, Tally};
use crate::lexicon::Class;
use crate::model::span::AttrValue;

/// How many decisions the confidence that a rule gives itself is worth.
const RULE_WEIGHT: f64 = 12.0;
/// How many decisions about some words the confidence of their rule is worth.
const WORDS_WEIGHT: f64 = 2.0;
/// How many decisions have to name a party or place that a rule names otherwise.
const NAMED: u32 = 3;
/// How often a suggestion has to be right to be worth showing.
const SHOWN: f64 = 1.0 / 3.0;
/// How sure words that were marked once are, before that is counted: several, or with a name of
/// their own; or as a noun or adjective that need not mean the same again.
const NAME: f64 = 0.7;
const NOUN: f64 = 0.5;
/// How many places where such words stand that belief is worth.
const CARRIED_WEIGHT: f64 = 6.0;

impl Memory {
    fn is_on(&self, learner: Learner) -> bool {
        !self.off.contains(&learner)
    }

    /// Lays the memory over what the rules found, before it is settled.
    pub(in crate::suggest) fn apply(&self, page: &Page<'_>, found: &mut Vec<Suggestion>) {
        if self.is_empty() {
            return;
        }
        let tagger = self.tagger.as_ref();
        let tags = tagger
            .filter(|_| self.is_on(Learner::Tagger))
            .map(|tagger| tagger.read(page, found));
        if self.is_on(Learner::Refusals) {
            found.retain(|suggestion| !self.refuses(page, suggestion));
        }
        if self.is_on(Learner::Words) {
            self.recall(page, found);
        }
        for suggestion in found.iter_mut() {
            let words = words(&page.tokens, suggestion.range);
            self.weigh(&words, suggestion);
            if self.is_on(Learner::Habits) {
                self.change(page, suggestion, &words);
            }
        }
        if let (Some(tagger), Some(tags)) = (tagger, tags) {
            tagger.judge(page, &tags, found);
        }
    }

    /// Whether a suggestion was rejected twice beside the same word, and never taken there.
    fn refuses(&self, page: &Page<'_>, suggestion: &Suggestion) -> bool {
        if self.refusable.is_empty() {
            return false;
        }
        let words = words(&page.tokens, suggestion.range);
        if !self.refusable.contains(&words) {
            return false;
        }
        let inside = page.tokens.inside(suggestion.range);
        let around = beside(&page.tokens, &inside);
        let mut place = Refused {
            label: suggestion.label,
            words,
            after: false,
            beside: String::new(),
        };
        [false, true].into_iter().zip(around).any(|(after, word)| {
            (place.after, place.beside) = (after, word);
            let tally = self.refused.get(&place);
            tally.is_some_and(|tally| is_refused(*tally))
        })
    }

    /// Finds what was marked elsewhere and the rules do not know.
    fn recall(&self, page: &Page<'_>, found: &mut Vec<Suggestion>) {
        if self.forms.is_empty() {
            return;
        }
        let mut at = 0;
        let (mut recalled, mut buffer) = (Vec::new(), String::new());
        while at < page.tokens.len() {
            let hits = self.forms.at(&page.tokens, at, &mut buffer);
            let hit = hits.iter().find(|hit| self.is_meant(page, hit));
            at = hit.map_or(at + 1, |hit| hit.end);
            recalled.extend(hit.and_then(|hit| self.recalled(page, hit)));
        }
        for suggestion in recalled {
            let same = |other: &Suggestion| {
                other.label == suggestion.label && other.range.overlaps(suggestion.range)
            };
            // Longer words that are known as a whole mean more than a part of them that a rule
            // knows; otherwise the rule says more.
            let inside = |other: &Suggestion| {
                other.range != suggestion.range && suggestion.range.covers(other.range)
            };
            if found.iter().any(|other| same(other) && !inside(other)) {
                continue;
            }
            found.retain(|other| !same(other));
            found.push(suggestion);
        }
    }

    /// Whether the words at a place can be those that are known.
    fn is_meant(&self, page: &Page<'_>, hit: &Hit) -> bool {
        let word = page.word(hit.first);
        let function = [Class::Preposition, Class::PlaceBefore, Class::Speech];
        let short = hit.end == hit.first + 1;
        // The word with its first letter may be a word of its own.
        (hit.skip == 0 || !page.lexicon.is_word(word))
            && !(short && function.iter().any(|class| page.is(hit.first, *class)))
    }

    fn recalled(&self, page: &Page<'_>, hit: &Hit) -> Option<Suggestion> {
        let (label, words) = self.names.get(hit.number)?;
        let known = self.words.get(label)?.get(words)?;
        let noun = known.is_noun(words);
        let place = (hit.first, hit.skip, hit.end);
        // How far such words carry from article to article is counted, not believed.
        let carried = self.carried.get(&(*label, noun)).copied();
        let belief = if noun { NOUN } else { NAME };
        let confidence = carried.unwrap_or_default().score(belief, CARRIED_WEIGHT);
        let mut suggestion = page.suggestion(label, "memory/words", place, confidence)?;
        let named = known.id().is_some() && (!noun || known.named > 1);
        let attrs = known.attrs.iter();
        let attrs = attrs.filter(|(name, _)| named || !name.starts_with("canonical"));
        suggestion.attrs = attrs.map(|(n, v)| (n.clone(), v.clone())).collect();
        suggestion.learned = Some(Learned {
            before: confidence,
            named,
            ..Learned::default()
        });
        Some(suggestion)
    }

    /// Changes a suggestion as others were changed.
    fn change(&self, page: &Page<'_>, suggestion: &mut Suggestion, words: &str) {
        let changed = self.habits.apply(page, suggestion, words);
        if !changed.is_nothing() {
            let before = suggestion.confidence;
            let learned = suggestion.learned.get_or_insert_with(|| Learned {
                before,
                ..Learned::default()
            });
            learned.changed = changed;
        }
    }

    /// Moves the confidence of a suggestion by how often its rule and its words were right, and
    /// says of a party or place what was decided about its words.
    fn weigh(&self, words: &str, suggestion: &mut Suggestion) {
        // Most words are known under no label, and others under one.
        let met = self.met.get(words).copied().unwrap_or_default();
        let met = met
            .iter()
            .filter_map(|label| Some((label, self.words.get(label)?.get(words)?)));
        let known = met.clone().find(|(label, _)| *label == suggestion.label);
        let known = known.map(|(_, known)| known);
        let rule = self.rules.get(suggestion.rule).copied();
        // Words that were something else each time are not what a rule takes them for.
        let never = known.is_none_or(|known| known.tally.right == 0);
        let is_other =
            |label: &str| label != suggestion.label && !self.merged.same(label, suggestion.label);
        let others = met.filter(|(label, _)| never && is_other(label));
        let otherwise: u32 = others.map(|(_, known)| known.tally.right).sum();
        if known.is_none() && rule.is_none() && otherwise == 0 {
            return;
        }
        let before = suggestion.confidence;
        let mut learned = suggestion.learned.take().unwrap_or_else(|| Learned {
            before,
            ..Learned::default()
        });
        if self.is_on(Learner::Counts) {
            learned.rule = rule;
            // What a rule doubts is not shown and seldom decided about: how often its other
            // suggestions were right, or these words elsewhere, says nothing for it.
            let doubts = before < threshold(suggestion.label);
            let most = if doubts { before } else { 1.0 };
            let tally = |known: &Known| {
                if doubts && known.by_rule {
                    known.doubted
                } else {
                    known.tally
                }
            };
            let mut tally = known.map(tally).unwrap_or_default();
            tally.shown += otherwise;
            learned.words = Some(tally).filter(|tally| tally.shown > 0);
            let rule = rule.map_or(before, |tally| tally.score(before, RULE_WEIGHT).min(most));
            // Where it is counted how far such words carry, the mark that taught them says no more.
            let noun = known.is_some_and(|known| known.is_noun(words));
            let counted = self.carried.contains_key(&(suggestion.label, noun));
            let taught = u32::from(counted && suggestion.rule == "memory/words");
            let less = |tally: Tally| Tally {
                right: tally.right.saturating_sub(taught),
                shown: tally.shown.saturating_sub(taught),
            };
            let words = learned.words.map(less);
            let words = words.map(|tally| tally.score(rule, WORDS_WEIGHT));
            suggestion.confidence = in_sight(suggestion.label, before, words.unwrap_or(rule));
        }
        let noun = |m: &AttrValue| m.as_text().is_some_and(|mention| mention != "name");
        if self.is_on(Learner::Words)
            && !suggestion.attrs.get("mention").is_some_and(noun)
            && let Some(known) = known.filter(|known| known.named >= NAMED)
            && known.id().is_some()
            && known.attrs.get("canonical_id") != suggestion.attrs.get("canonical_id")
        {
            learned.named = true;
            say(suggestion, known);
        }
        suggestion.learned = Some(learned);
    }
}

/// A confidence that decisions have moved. What its rule alone would show stays in sight as long
/// as it is right more than once in three times: to reject it takes a key, to mark the words and
/// say what they are takes three or more.
pub(super) fn in_sight(label: &str, before: f64, after: f64) -> f64 {
    let least = threshold(label);
    if before >= least && after > SHOWN {
        after.max(least)
    } else {
        after
    }
}

/// Says of a suggestion what was decided about its words.
fn say(suggestion: &mut Suggestion, known: &Known) {
    suggestion
        .attrs
        .retain(|name| !matches!(name, "canonical_en" | "canonical_ar" | "side"));
    for (name, value) in &known.attrs {
        suggestion.attrs.insert(name.clone(), value.clone());
    }
}
