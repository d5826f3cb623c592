//! Lessons added up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::LABELS;
use super::habits::{EdgeHabit, Habits, ValueHabit};
use super::lesson::{Decision, Lesson, Whole};
use super::tagger::Tagger;
use super::words::Forms;
use super::{Off, Tally};
use crate::model::schema::merged::Merged;
use crate::model::span::AttrValue;

/// The labels whose words are known from then on. What a casualty or a date says depends on more
/// than its words.
const REMEMBERED: [&str; 3] = ["faction", "location", "weapon"];

/// How often words have to be rejected beside the same word.
const REFUSALS: u32 = 2;

/// What is known of some words with a label.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// How often they had the label, of how often that was decided: one by one, or by marking
    /// an article as done.
    pub tally: Tally,
    /// The same of what was not shown unless the doubtful ones were asked for.
    pub doubted: Tally,
    /// What is said of them; an attribute about which decisions differ is left out.
    pub attrs: BTreeMap<String, AttrValue>,
    /// How many decisions named the party or place.
    pub named: u32,
    /// Whether a rule knows the words and can tell where they are meant.
    pub(super) by_rule: bool,
    disputed: BTreeSet<String>,
}

impl Known {
    /// The id of the party or place, if the decisions agree on one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.attrs.get("canonical_id")?.as_text()
    }

    /// Whether the words are a noun or adjective that need not mean the same again.
    pub(super) fn is_noun(&self, words: &str) -> bool {
        let mention = self.attrs.get("mention").and_then(|m| m.as_text());
        let single = !words.contains(' ') && self.id().is_none();
        mention.map_or(single, |mention| mention != "name")
    }

    fn take(&mut self, decision: &Decision) {
        self.tally.count(decision.is_right());
        if decision.doubted {
            self.doubted.count(decision.is_right());
        }
        let rule = decision.rule.as_deref();
        self.by_rule |= rule.is_some_and(|rule| !rule.starts_with("memory/"));
        if !decision.is_right() {
            return;
        }
        self.named += u32::from(decision.attrs.contains_key("canonical_id"));
        for (name, value) in &decision.attrs {
            if self.disputed.contains(name) {
                continue;
            }
            match self.attrs.get(name) {
                None => {
                    self.attrs.insert(name.clone(), value.clone());
                }
                Some(known) if known == value => {}
                Some(_) => {
                    self.attrs.remove(name);
                    self.disputed.insert(name.clone());
                }
            }
        }
    }
}

/// Some of the labels that are proposed, a bit each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Labels(u16);

/// Each label has a bit.
const _: () = assert!(LABELS.len() <= u16::BITS as usize);

impl Labels {
    fn add(&mut self, label: &str) {
        let place = LABELS.iter().position(|other| *other == label);
        self.0 |= place.map_or(0, |place| 1 << place);
    }

    /// They, in the order in which they are preferred.
    pub(super) fn iter(self) -> impl Iterator<Item = &'static str> + Clone {
        let all = LABELS.into_iter().enumerate();
        all.filter(move |(place, _)| self.0 >> place & 1 == 1)
            .map(|(_, label)| label)
    }
}

/// Words that are no longer proposed beside a word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refused {
    /// The label they are not.
    pub label: &'static str,
    /// The words, folded.
    pub words: String,
    /// Whether the word beside them comes after.
    pub after: bool,
    /// The stem of that word.
    pub beside: String,
}

/// What was learned from an analyst's decisions.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pub(super) off: Off,
    pub(super) merged: Merged,
    pub(super) rules: BTreeMap<String, Tally>,
    pub(super) words: BTreeMap<&'static str, BTreeMap<String, Known>>,
    pub(super) refused: BTreeMap<Refused, Tally>,
    /// All words that are known under any label, with a bit for each of those, and all that were
    /// refused somewhere: most words of a text are neither.
    pub(super) met: FxHashMap<String, Labels>,
    pub(super) refusable: FxHashSet<String>,
    /// The remembered words, by the number of their place in `names`.
    pub(super) forms: Forms,
    /// How often words that were marked in other articles were meant where they stand in one that
    /// is done, by label and whether they are a noun.
    pub(super) carried: BTreeMap<(&'static str, bool), Tally>,
    pub(super) names: Vec<(&'static str, String)>,
    pub(super) habits: Habits,
    pub(super) tagger: Option<Arc<Tagger>>,
}

impl Memory {
    /// Adds lessons up. The order does not matter but for the tagger, which is trained in it:
    /// give them by article id.
    #[must_use]
    pub fn of<'a>(lessons: impl Iterator<Item = &'a Lesson> + Clone) -> Self {
        let mut memory = Self::default();
        for decision in lessons.clone().flat_map(|lesson| &lesson.decisions) {
            memory.take(decision);
        }
        for whole in lessons.clone().filter_map(|lesson| lesson.whole.as_ref()) {
            memory.habits.take(&whole.trials);
        }
        memory.count_unmarked(lessons);
        memory.habits.settle();
        for (label, known) in &memory.words {
            for words in known.keys() {
                memory.met.entry(words.clone()).or_default().add(label);
            }
        }
        let refusable = memory.refused().map(|(place, _)| place.words.clone());
        memory.refusable = refusable.collect();
        for label in REMEMBERED {
            let known = memory.words.get(label).into_iter().flatten();
            for (words, _) in known.filter(|(words, known)| is_name(words, known)) {
                memory.forms.add(words, memory.names.len());
                memory.names.push((label, words.clone()));
            }
        }
        memory
    }

    /// The memory with a tagger trained on the lessons that are whole, in the order given.
    #[must_use]
    pub fn trained<'a>(mut self, lessons: impl Iterator<Item = &'a Lesson>) -> Self {
        let exercises = lessons.filter_map(|lesson| Some(&lesson.whole.as_ref()?.exercise));
        self.tagger = Tagger::train(&exercises.collect::<Vec<_>>()).map(Arc::new);
        self
    }

    /// The memory with the tagger of another one: training takes longer than all else and is
    /// done only when an article was marked as done.
    #[must_use]
    pub fn with_tagger_of(mut self, other: &Self) -> Self {
        self.tagger.clone_from(&other.tagger);
        self
    }

    /// The memory with these learners switched off and the others on.
    #[must_use]
    pub fn without(mut self, off: Off) -> Self {
        self.off = off;
        self
    }

    /// The same in a project with merged labels.
    #[must_use]
    pub fn with_merged(mut self, merged: Merged) -> Self {
        self.merged = merged;
        self
    }

    /// The labels that were merged when it was learned.
    #[must_use]
    pub fn merged(&self) -> &Merged {
        &self.merged
    }

    /// The learners that are switched off.
    #[must_use]
    pub fn off(&self) -> &Off {
        &self.off
    }

    fn take(&mut self, decision: &Decision) {
        let right = decision.is_right();
        if let Some(rule) = &decision.rule {
            // A suggestion that was given another label was wrong.
            let family = rule.split('/').next().unwrap_or("");
            let same = family == decision.label || !LABELS.contains(&family);
            let tally = self.rules.entry(rule.clone()).or_default();
            tally.count(right && same);
        }
        let known = self.words.entry(decision.label).or_default();
        let known = known.entry(decision.words.clone()).or_default();
        known.take(decision);
        for (after, beside) in [false, true].into_iter().zip(&decision.beside) {
            let place = Refused {
                label: decision.label,
                words: decision.words.clone(),
                after,
                beside: beside.clone(),
            };
            if !beside.is_empty() {
                self.refused.entry(place).or_default().count(right);
            }
        }
    }

    /// Counts words that stand unmarked where everything is decided. Where a rule knows them, it
    /// tells by the words around what they mean, and was right to pass them over.
    fn count_unmarked<'a>(&mut self, lessons: impl Iterator<Item = &'a Lesson>) {
        let all = self.words.iter();
        let all = all.flat_map(|(label, words)| {
            let unruled = words.iter().filter(|(_, known)| !known.by_rule);
            unruled.map(|(words, _)| (*label, words.clone()))
        });
        let all: Vec<(&'static str, String)> = all.collect();
        let mut forms = Forms::default();
        for (number, (_, words)) in all.iter().enumerate() {
            forms.add(words, number);
        }
        let mut buffer = String::new();
        // Of each of them how often it was meant, article by article.
        let mut meant: BTreeMap<usize, Vec<Tally>> = BTreeMap::new();
        for lesson in lessons {
            let Some(Whole { tokens, .. }) = &lesson.whole else {
                continue;
            };
            let mut here: BTreeMap<usize, Tally> = BTreeMap::new();
            for at in 0..tokens.len() {
                for hit in forms.at(tokens, at, &mut buffer) {
                    let Some((label, words)) = all.get(hit.number) else {
                        continue;
                    };
                    let decided = lesson.touches(label, hit.first, hit.end);
                    let right = decided && lesson.means(label, hit.first, hit.end);
                    here.entry(hit.number).or_default().count(right);
                    let known = self.words.get_mut(label).and_then(|w| w.get_mut(words));
                    if let Some(known) = known.filter(|_| !decided) {
                        known.tally.count(false);
                    }
                }
            }
            for (number, tally) in here {
                meant.entry(number).or_default().push(tally);
            }
        }
        for (number, articles) in meant {
            let Some((label, words)) = all.get(number) else {
                continue;
            };
            let known = self.words.get(label).and_then(|known| known.get(words));
            let noun = known.is_some_and(|known| known.is_noun(words));
            let rights = articles.iter().filter(|tally| tally.right > 0).count();
            let carried = self.carried.entry((label, noun)).or_default();
            // An article is no witness for what was learned from it alone.
            let told = |tally: &&Tally| rights > usize::from(tally.right > 0);
            for tally in articles.iter().filter(told) {
                carried.right += tally.right;
                carried.shown += tally.shown;
            }
        }
    }

    /// Whether nothing was learned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.rules.is_empty() && self.tagger.is_none()
    }

    /// The words that are known from decisions, by label, with what is known of them.
    pub fn names(&self) -> impl Iterator<Item = (&'static str, &str, &Known)> {
        self.names.iter().filter_map(|(label, words)| {
            let known = self.words.get(label)?.get(words)?;
            Some((*label, words.as_str(), known))
        })
    }

    /// How often each rule was right.
    pub fn rules(&self) -> impl Iterator<Item = (&str, Tally)> {
        self.rules
            .iter()
            .map(|(rule, tally)| (rule.as_str(), *tally))
    }

    /// What is no longer proposed, with how often it was rejected.
    pub fn refused(&self) -> impl Iterator<Item = (&Refused, u32)> {
        let refused = self.refused.iter();
        refused
            .filter(|(_, tally)| is_refused(**tally))
            .map(|(place, tally)| (place, tally.shown))
    }

    /// The edges that are always moved, with how often they were.
    pub fn edges(&self) -> impl Iterator<Item = (&EdgeHabit, Tally)> {
        self.habits.edges()
    }

    /// What is always said otherwise than the rules say it, with how often it was.
    pub fn values(&self) -> impl Iterator<Item = (&ValueHabit, &str, Tally)> {
        self.habits.values()
    }

    /// On how many articles the tagger was trained; 0 without one.
    #[must_use]
    pub fn trained_on(&self) -> usize {
        self.tagger.as_ref().map_or(0, |tagger| tagger.articles())
    }
}

pub(super) fn is_refused(tally: Tally) -> bool {
    tally.right == 0 && tally.shown >= REFUSALS
}

/// Whether words are worth looking for: marked at least once, by hand, and no mere particle. A
/// single word with its article, *the organisation*, means somebody else in the next article: it
/// has to be marked twice.
fn is_name(words: &str, known: &Known) -> bool {
    let common = words.starts_with("ال") && !words.contains(' ');
    let least = if common { 2 } else { 1 };
    known.tally.right >= least && !known.by_rule && words.chars().nth(2).is_some()
}

impl Lesson {
    /// Whether some of these tokens have a label.
    fn means(&self, label: &str, first: usize, end: usize) -> bool {
        let decisions = self.decisions.iter();
        decisions
            .take_while(|decision| decision.inside.start < end)
            .filter(|decision| decision.is_right())
            .any(|decision| decision.label == label && decision.inside.end > first)
    }

    /// Whether something with a label was decided about some of these tokens.
    fn touches(&self, label: &str, first: usize, end: usize) -> bool {
        let decisions = self.decisions.iter();
        decisions
            .take_while(|decision| decision.inside.start < end)
            .any(|decision| decision.label == label && decision.inside.end > first)
    }
}
