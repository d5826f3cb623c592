//! What an analyst changes in suggestions again and again: where they begin and end, and what
//! they say.
//!
//! A habit is about one rule and one word at an edge (`قوات` is always left out), or about some
//! words and what is said of them. What was left as it stood counts against it.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::super::Suggestion;
use super::super::page::Page;
use super::Tally;
use super::lesson::Decision;
use super::words::{stem, words};
use crate::model::span::AttrValue;
use crate::text::token::Kind;

/// How often a word has to be decided about at an edge, and how often of these it has to be moved
/// over: what is moved wrongly costs as much as what is not moved.
const EDGE: (u32, f64) = (4, 0.75);
/// How often something has to be said instead, and how often of all times.
const VALUE: (u32, f64) = (2, 0.75);
/// How many words an edge moves at most.
const FAR: usize = 3;

/// What is said of words wherever they stand, and may be said otherwise.
const SAID: [&str; 6] = [
    "kind",
    "type",
    "victim",
    "civilian_status",
    "framing",
    "mention",
];

/// An edge that is moved over a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// The beginning, past its first word.
    StartIn,
    /// The beginning, to the word before.
    StartOut,
    /// The end, before its last word.
    EndIn,
    /// The end, past the word after.
    EndOut,
}

/// A word over which an edge of a rule's suggestions is moved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EdgeHabit {
    /// The rule.
    pub rule: String,
    /// The edge.
    pub edge: Edge,
    /// The stem of the word.
    pub word: String,
}

/// Words of which something else is said than the rules say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ValueHabit {
    /// Their label.
    pub label: &'static str,
    /// The words, folded.
    pub words: String,
    /// The attribute.
    pub name: String,
    /// What the rules say.
    pub from: String,
}

/// What an article shows of habits.
#[derive(Clone, Debug, Default)]
pub(super) struct Trials {
    edges: Vec<(EdgeHabit, bool)>,
    values: Vec<(ValueHabit, String)>,
}

impl Trials {
    /// What was made of the suggestions of an article in which all is decided.
    pub(super) fn of(page: &Page<'_>, found: &[Suggestion], decisions: &[Decision]) -> Self {
        let mut trials = Self::default();
        for suggestion in found {
            let inside = page.tokens.inside(suggestion.range);
            let own = |decision: &&Decision| {
                decision.is_right()
                    && decision.label == suggestion.label
                    && decision.rule.as_deref() == Some(suggestion.rule)
                    && decision.inside.start < inside.end
                    && inside.start < decision.inside.end
            };
            let Some(decision) = decisions.iter().find(own) else {
                continue;
            };
            for edge in [Edge::StartIn, Edge::StartOut, Edge::EndIn, Edge::EndOut] {
                trials.try_edge(page, suggestion.rule, edge, (&inside, &decision.inside));
            }
            let words = words(&page.tokens, suggestion.range);
            for name in SAID {
                let said = suggestion.attrs.get(name).and_then(AttrValue::as_text);
                let chosen = decision.said.get(name).and_then(AttrValue::as_text);
                if let (Some(from), Some(chosen)) = (said, chosen) {
                    let habit = ValueHabit {
                        label: suggestion.label,
                        words: words.clone(),
                        name: name.to_owned(),
                        from: from.to_owned(),
                    };
                    trials.values.push((habit, chosen.to_owned()));
                }
            }
        }
        trials
    }

    fn try_edge(
        &mut self,
        page: &Page<'_>,
        rule: &str,
        edge: Edge,
        (was, is): (&std::ops::Range<usize>, &std::ops::Range<usize>),
    ) {
        // How far the edge was moved in its direction.
        let moved = match edge {
            Edge::StartIn => is.start.checked_sub(was.start),
            Edge::StartOut => was.start.checked_sub(is.start),
            Edge::EndIn => was.end.checked_sub(is.end),
            Edge::EndOut => is.end.checked_sub(was.end),
        };
        // One that went the other way says nothing.
        let Some(moved) = moved.filter(|moved| *moved <= FAR) else {
            return;
        };
        for step in 0..=moved {
            if let Some(word) = word_at(page, edge, was, step) {
                let habit = EdgeHabit {
                    rule: rule.to_owned(),
                    edge,
                    word: word.to_owned(),
                };
                self.edges.push((habit, step < moved));
            }
        }
    }
}

/// The stem of the word over which an edge would move next, so many steps on.
fn word_at<'p>(
    page: &'p Page<'_>,
    edge: Edge,
    inside: &std::ops::Range<usize>,
    step: usize,
) -> Option<&'p str> {
    let last = inside.end.checked_sub(1)?;
    let at = match edge {
        Edge::StartIn => inside.start + step,
        Edge::StartOut => inside.start.checked_sub(step + 1)?,
        Edge::EndIn => last.checked_sub(step)?,
        Edge::EndOut => inside.end + step,
    };
    let there = match edge {
        // Something has to be left.
        Edge::StartIn => at < last,
        Edge::EndIn => at > inside.start,
        Edge::StartOut | Edge::EndOut => page.tokens.same_sentence(at, last),
    };
    let word = page.tokens.kind(at).filter(|kind| *kind != Kind::Mark);
    word.filter(|_| there).map(|_| stem(page.word(at)))
}

/// The habits of all articles.
#[derive(Clone, Debug, Default)]
pub(super) struct Habits {
    edges: BTreeMap<EdgeHabit, Tally>,
    values: BTreeMap<ValueHabit, BTreeMap<String, u32>>,
    /// The words of those that are habits, in which most words are not.
    said: FxHashSet<String>,
    moved: FxHashSet<String>,
}

impl Habits {
    pub(super) fn take(&mut self, trials: &Trials) {
        for (habit, moved) in &trials.edges {
            self.edges.entry(habit.clone()).or_default().count(*moved);
        }
        for (habit, chosen) in &trials.values {
            let all = self.values.entry(habit.clone()).or_default();
            *all.entry(chosen.clone()).or_default() += 1;
        }
    }

    /// Finds out what has become a habit, when all articles were taken in.
    pub(super) fn settle(&mut self) {
        let said = self.values().map(|(habit, ..)| habit.words.clone());
        let (said, moved) = (
            said.collect(),
            self.edges().map(|(h, _)| h.word.clone()).collect(),
        );
        (self.said, self.moved) = (said, moved);
    }

    /// The edges that are moved, with how often they were.
    pub(super) fn edges(&self) -> impl Iterator<Item = (&EdgeHabit, Tally)> {
        let edges = self.edges.iter().map(|(habit, tally)| (habit, *tally));
        edges.filter(|(_, tally)| is_habit(*tally, EDGE))
    }

    /// What is said instead, with how often it was.
    pub(super) fn values(&self) -> impl Iterator<Item = (&ValueHabit, &str, Tally)> {
        let values = self.values.iter();
        values.filter_map(|(habit, all)| {
            let (chosen, tally) = instead(habit, all)?;
            Some((habit, chosen, tally))
        })
    }

    /// Changes a suggestion as others were changed. Returns what was moved and what is said
    /// otherwise.
    /// `words` are its words.
    pub(super) fn apply(
        &self,
        page: &Page<'_>,
        suggestion: &mut Suggestion,
        words: &str,
    ) -> Changed {
        let mut changed = Changed::default();
        if self.said.is_empty() && self.moved.is_empty() {
            return changed;
        }
        let otherwise = self.said.contains(words);
        for name in SAID.into_iter().filter(|_| otherwise) {
            let Some(from) = suggestion.attrs.get(name).and_then(AttrValue::as_text) else {
                continue;
            };
            let habit = ValueHabit {
                label: suggestion.label,
                words: words.to_owned(),
                name: name.to_owned(),
                from: from.to_owned(),
            };
            let all = self.values.get(&habit);
            if let Some((chosen, tally)) = all.and_then(|all| instead(&habit, all)) {
                let value = AttrValue::Text(chosen.to_owned());
                suggestion.attrs.insert(name, value);
                changed.value = Some(tally);
            }
        }
        let mut inside = page.tokens.inside(suggestion.range);
        let was = inside.clone();
        for edge in [Edge::StartIn, Edge::StartOut, Edge::EndIn, Edge::EndOut] {
            for _ in 0..FAR {
                let word = word_at(page, edge, &inside, 0);
                let Some(word) = word.filter(|word| self.moved.contains(*word)) else {
                    break;
                };
                let habit = EdgeHabit {
                    rule: suggestion.rule.to_owned(),
                    edge,
                    word: word.to_owned(),
                };
                let tally = self.edges.get(&habit).copied().unwrap_or_default();
                if !is_habit(tally, EDGE) {
                    break;
                }
                match edge {
                    Edge::StartIn => inside.start += 1,
                    Edge::StartOut => inside.start -= 1,
                    Edge::EndIn => inside.end -= 1,
                    Edge::EndOut => inside.end += 1,
                }
                changed.edge = Some(tally);
            }
        }
        if inside == was {
            changed.edge = None;
            return changed;
        }
        let skip = |at: usize| page.skip_if_known(at);
        let start = page.range(inside.start, skip(inside.start), inside.end);
        let end = page.range(was.start, 0, inside.end);
        // Where the beginning stays, its particles stay as they are.
        let range = match (start, end) {
            (_, Some(end)) if inside.start == was.start => Some(
                crate::text::offset::ByteRange::new(suggestion.range.start(), end.end()),
            ),
            (start, _) => start,
        };
        if let Some(range) = range {
            suggestion.range = range;
            suggestion.head = suggestion.head.filter(|head| range.covers(*head));
        }
        changed
    }
}

/// What habits changed in a suggestion: how often it was done before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// An edge was moved.
    pub edge: Option<Tally>,
    /// Something else is said.
    pub value: Option<Tally>,
}

impl Changed {
    /// Whether nothing was.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

fn is_habit(tally: Tally, (least, part): (u32, f64)) -> bool {
    tally.shown >= least && f64::from(tally.right) >= part * f64::from(tally.shown)
}

/// What is said instead of what the rules say, if that is a habit.
fn instead<'h>(habit: &ValueHabit, all: &'h BTreeMap<String, u32>) -> Option<(&'h str, Tally)> {
    let shown = all.values().sum();
    let (chosen, right) = all.iter().max_by_key(|(_, count)| **count)?;
    let tally = Tally {
        right: *right,
        shown,
    };
    (chosen != &habit.from && is_habit(tally, VALUE)).then_some((chosen.as_str(), tally))
}
