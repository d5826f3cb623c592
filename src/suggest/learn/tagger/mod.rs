//! A tagger: for each label, which words begin it and which go on with it.
//!
//! An averaged perceptron over hashed [`features`], among them what the rules found: it learns
//! where the rules are right as well as what they miss. It is trained on articles that are done,
//! in a fixed order, for a fixed number of rounds, so that it is the same for the same decisions.
//! How far it can be relied on is counted on articles it was not trained on ([`trust`]).
//!
//! Each label is tagged by itself, since spans of different labels nest.

mod features;
mod trust;
mod weights;

use std::ops::Range;

use super::super::page::Page;
use super::super::{Suggestion, threshold};
use super::Learned;
use super::apply::in_sight;
use super::lesson::Decision;
use crate::text::clitics::word_start;
use crate::text::token::Kind;
use features::Features;
pub use features::{Clue, Cue};
use trust::Trust;
use weights::Weights;

/// The labels that are tagged. Dates are a matter of rules.
const TAGGED: [&str; 8] = [
    "faction", "casualty", "strike", "clash", "location", "weapon", "source", "target",
];

/// How often training goes through the articles.
const ROUNDS: usize = 3;

/// How many articles have to be done before the tagger says anything.
const LEAST: usize = 6;

/// How many tokens are trained on at most; the rest of the articles is left out.
const MOST: usize = 1_000_000;

fn number_of(label: &str) -> Option<usize> {
    TAGGED.iter().position(|other| *other == label)
}

/// The tags of a token, two bits a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tags(u16);

/// A tag of one label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Out = 0,
    Begin = 1,
    Inside = 2,
}

impl Tags {
    fn get(self, label: usize) -> Tag {
        match (self.0 >> (2 * label)) & 3 {
            1 => Tag::Begin,
            2 => Tag::Inside,
            _ => Tag::Out,
        }
    }

    fn set(&mut self, label: usize, tag: Tag) {
        self.0 = self.0 & !(3 << (2 * label)) | (tag as u16) << (2 * label);
    }
}

/// The spans of a label, as tokens.
fn spans(tags: &[Tags], label: usize) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    // Most words have no label at all.
    let tagged = tags.iter().enumerate().filter(|(_, tags)| tags.0 != 0);
    for (at, tags) in tagged {
        match (tags.get(label), spans.last_mut()) {
            (Tag::Begin, _) => spans.push(at..at + 1),
            (Tag::Inside, Some(span)) if span.end == at => span.end = at + 1,
            _ => {}
        }
    }
    spans
}

/// The first span of a label that has some of the tokens, without going through all of them.
fn span_over(tags: &[Tags], label: usize, inside: &Range<usize>) -> Option<Range<usize>> {
    let tag = |at: usize| tags.get(at).map_or(Tag::Out, |tags| tags.get(label));
    let before = (0..inside.start).rev();
    let first = match tag(inside.start) {
        Tag::Inside => before
            .take_while(|at| tag(*at) != Tag::Out)
            .find(|at| tag(*at) == Tag::Begin),
        _ => None,
    };
    let start = first.or_else(|| inside.clone().find(|at| tag(*at) == Tag::Begin))?;
    let rest = (start + 1..tags.len()).take_while(|at| tag(*at) == Tag::Inside);
    Some(start..start + 1 + rest.count())
}

/// How the tags of a label stand to some tokens.
fn vote(tags: &[Tags], label: usize, inside: &Range<usize>) -> Vote {
    let here = tags.get(inside.clone()).unwrap_or_default();
    if here.iter().all(|tags| tags.get(label) == Tag::Out) {
        return Vote::Against;
    }
    let begins = here.first().map(|tags| tags.get(label)) == Some(Tag::Begin);
    let whole = here.iter().skip(1).all(|t| t.get(label) == Tag::Inside);
    let ends = tags
        .get(inside.end)
        .is_none_or(|t| t.get(label) != Tag::Inside);
    if begins && whole && ends {
        Vote::For
    } else {
        Vote::Partly
    }
}

/// What the tagger says of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    /// These words have the label.
    For,
    /// Some of them do, or some beside them too.
    Partly,
    /// None of them has.
    Against,
}

/// What the tagger says of a suggestion, and of what words it goes by.
#[derive(Clone, Debug, PartialEq)]
pub struct Opinion {
    /// What it says.
    pub vote: Vote,
    /// Whether the edges are the tagger's.
    pub moved: bool,
    /// What speaks most for it, or against it.
    pub cues: Vec<Cue>,
}

/// An article to train on.
#[derive(Clone, Debug)]
pub(super) struct Exercise {
    features: Features,
    /// What was decided.
    gold: Vec<Tags>,
    /// What the rules found: label, tokens, and how sure they are.
    candidates: Vec<(usize, Range<usize>, f64)>,
}

impl Exercise {
    pub(super) fn new(page: &Page<'_>, found: &[Suggestion], decisions: &[Decision]) -> Self {
        let mut gold = vec![Tags::default(); page.tokens.len()];
        for decision in decisions.iter().filter(|decision| decision.is_right()) {
            let Some(label) = number_of(decision.label) else {
                continue;
            };
            let inside = gold.get_mut(decision.inside.clone()).unwrap_or_default();
            // Of two in one another the outer one comes first and stays.
            if inside.iter().any(|tags| tags.get(label) != Tag::Out) {
                continue;
            }
            for (at, tags) in inside.iter_mut().enumerate() {
                let tag = if at == 0 { Tag::Begin } else { Tag::Inside };
                tags.set(label, tag);
            }
        }
        let candidates = found.iter().filter_map(|suggestion| {
            let label = number_of(suggestion.label)?;
            let inside = page.tokens.inside(suggestion.range);
            Some((label, inside, suggestion.confidence))
        });
        Self {
            features: Features::new(page, found),
            gold,
            candidates: candidates.collect(),
        }
    }
}

/// A trained tagger.
#[derive(Clone, Debug)]
pub(super) struct Tagger {
    weights: Weights,
    trust: Trust,
    articles: usize,
}

/// The tags of an article, with what they were made from.
pub(super) struct Reading {
    features: Features,
    tags: Vec<Tags>,
}

impl Tagger {
    /// Trains on articles, in the order given; `None` if they are too few.
    pub(super) fn train(exercises: &[&Exercise]) -> Option<Self> {
        let mut tokens = 0;
        let fits = exercises.iter().take_while(|exercise| {
            tokens += exercise.gold.len();
            tokens <= MOST
        });
        let exercises = exercises.get(..fits.count())?;
        if exercises.len() < LEAST {
            return None;
        }
        // Each half is judged by what was learned from the other one.
        let mut trust = Trust::default();
        let mut read = Vec::with_capacity(exercises.len());
        for half in 0..2 {
            let other = exercises.iter().skip(1 - half).step_by(2).copied();
            let weights = Weights::learn(other, ROUNDS - 1);
            for exercise in exercises.iter().skip(half).step_by(2) {
                let tags = weights.tags(&exercise.features);
                trust.count(&tags, &exercise.gold, &exercise.candidates);
                read.push((tags, *exercise));
            }
        }
        // What that trust would have done to them: where it gains nothing it does nothing.
        for (tags, exercise) in &read {
            trust.prove(tags, &exercise.gold, &exercise.candidates);
        }
        Some(Self {
            weights: Weights::learn(exercises.iter().copied(), ROUNDS),
            trust,
            articles: exercises.len(),
        })
    }

    /// On how many articles it was trained.
    pub(super) fn articles(&self) -> usize {
        self.articles
    }

    /// Tags an article, knowing what the rules found in it.
    pub(super) fn read(&self, page: &Page<'_>, found: &[Suggestion]) -> Reading {
        let features = Features::new(page, found);
        let tags = self.weights.tags(&features);
        Reading { features, tags }
    }

    /// Moves confidences and edges of suggestions, and adds what the rules missed.
    pub(super) fn judge(&self, page: &Page<'_>, reading: &Reading, found: &mut Vec<Suggestion>) {
        let Reading { tags, .. } = reading;
        let mut covered = vec![Tags::default(); tags.len()];
        for suggestion in found.iter_mut() {
            let Some(label) = number_of(suggestion.label) else {
                continue;
            };
            let inside = page.tokens.inside(suggestion.range);
            for tags in covered.get_mut(inside.clone()).unwrap_or_default() {
                tags.set(label, Tag::Inside);
            }
            self.weigh(page, reading, label, inside, suggestion);
        }
        for (label, name) in TAGGED.into_iter().enumerate() {
            let confidence = self.trust.alone(label);
            // What is less than doubtful is only noise.
            if confidence < threshold(name) / 2.0 {
                continue;
            }
            for span in spans(tags, label) {
                let here = covered.get(span.clone()).unwrap_or_default();
                if here.iter().all(|tags| tags.get(label) == Tag::Out) {
                    found.extend(self.alone(page, reading, label, &span, confidence));
                }
            }
        }
    }

    fn weigh(
        &self,
        page: &Page<'_>,
        reading: &Reading,
        label: usize,
        inside: Range<usize>,
        suggestion: &mut Suggestion,
    ) {
        let vote = vote(&reading.tags, label, &inside);
        let before = suggestion.confidence;
        let after = match self.trust.gains(label) {
            true => self.trust.weigh(label, vote, before),
            false => before,
        };
        suggestion.confidence = in_sight(suggestion.label, before, after);
        let mut moved = false;
        if vote == Vote::Partly && self.trust.knows_edges(label) {
            let range = span_over(&reading.tags, label, &inside).and_then(|span| {
                let (first, skip, end) = place(page, &span)?;
                // An edge that stays keeps its particles.
                if span.start == inside.start {
                    let end = page.range(first, 0, end)?.end();
                    return Some(crate::text::offset::ByteRange::new(
                        suggestion.range.start(),
                        end,
                    ));
                }
                page.range(first, skip, end)
            });
            if let Some(range) = range.filter(|range| *range != suggestion.range) {
                suggestion.range = range;
                suggestion.head = suggestion.head.filter(|head| range.covers(*head));
                moved = true;
            }
        }
        let learned = suggestion.learned.get_or_insert_with(|| Learned {
            before,
            ..Learned::default()
        });
        learned.tagger = Some(Opinion {
            vote,
            moved,
            cues: self.cues(page, reading, label, inside.start, vote != Vote::Against),
        });
    }

    /// What the tagger alone found.
    fn alone(
        &self,
        page: &Page<'_>,
        reading: &Reading,
        label: usize,
        span: &Range<usize>,
        confidence: f64,
    ) -> Option<Suggestion> {
        let name = TAGGED.get(label)?;
        let place = place(page, span)?;
        let mut suggestion = page.suggestion(name, "memory/tagger", place, confidence)?;
        suggestion.learned = Some(Learned {
            before: confidence,
            tagger: Some(Opinion {
                vote: Vote::For,
                moved: false,
                cues: self.cues(page, reading, label, span.start, true),
            }),
            ..Learned::default()
        });
        Some(suggestion)
    }

    fn cues(
        &self,
        page: &Page<'_>,
        reading: &Reading,
        label: usize,
        at: usize,
        speaks_for: bool,
    ) -> Vec<Cue> {
        // The two that speak most, of equal ones the first.
        let mut most: [Option<(usize, f32)>; 2] = [None; 2];
        for (number, hash) in reading.features.at(at).iter().enumerate() {
            let weight = self.weights.begin(*hash, label);
            if weight == 0.0 || (weight > 0.0) != speaks_for || !features::is_told(number) {
                continue;
            }
            let is_more = |than: Option<(usize, f32)>| {
                than.is_none_or(|(_, other)| weight.abs() > other.abs())
            };
            match most {
                [first, _] if is_more(first) => most = [Some((number, weight)), first],
                [first, second] if is_more(second) => most = [first, Some((number, weight))],
                _ => {}
            }
        }
        let most = most.into_iter().flatten();
        most.filter_map(|(number, _)| features::cue(page, at, number))
            .collect()
    }
}

/// Where some tokens begin and end as a suggestion; `None` if they begin or end with a mark.
fn place(page: &Page<'_>, span: &Range<usize>) -> Option<(usize, usize, usize)> {
    let last = span.end.checked_sub(1)?;
    let mark = |at: usize| page.tokens.kind(at) == Some(Kind::Mark);
    if mark(span.start) || mark(last) {
        return None;
    }
    let skip = word_start(page.word(span.start), &|word| page.lexicon.is_word(word));
    Some((span.start, skip.get(), span.end))
}
