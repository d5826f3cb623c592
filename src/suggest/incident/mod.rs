//! Incidents: what mentions and the relations between them tell, put together as one frame for
//! each event.
//!
//! A word of violence with all that relates to it is an [`event`]; what tells of one event is
//! joined in the order of the text ([`story`]). Two are two where kind, attacker, place or day
//! differs (`DOMAIN.md` 1.6, [`Sorts`](crate::model::violence::Sorts), [`place`]). Mentions are the program's proposals or an
//! analyst's spans, relations likewise: only labels, attributes and links count.
//!
//! Invariant: nothing is guessed. Who attacked is who a relation names; what is denied, not real
//! or long ago is marked, never dropped.

mod event;
mod place;
mod story;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Context;
use super::relate::{Mention, Tie};
use crate::lexicon::{Class, Lexicon};
use crate::model::days::{Days, Precision};
use crate::model::incident::{CIVILIANS, Role};
use crate::model::span::AttrValue;
use crate::text::token::Tokens;
use event::{Event, Manner};
use place::Place;
use story::Story;

/// A proposed incident. Titles, grades and overrides are an analyst's: they are not proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Who and what takes part; a role that nothing fills is not listed.
    pub roles: BTreeMap<Role, Vec<Part>>,
    /// What is said of it, by the names of the schema's `incident` list: kind, status, realis,
    /// episode, the first and the last day.
    pub attrs: BTreeMap<String, AttrValue>,
    /// The rule that put it together.
    pub rule: &'static str,
    /// How sure it is, from 0 to 1.
    pub confidence: f64,
}

/// What fills a role of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A mention, by its number in the list.
    Mention(usize),
    /// An entry of the registry that the text does not name.
    Entry(&'static str),
}

impl Frame {
    /// What sort of strike or clash it is, by the names of the schema.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.attrs
            .get("kind")
            .and_then(AttrValue::as_text)
            .unwrap_or("")
    }

    /// What fills a role.
    #[must_use]
    pub fn parts(&self, role: Role) -> &[Part] {
        self.roles.get(&role).map_or(&[], Vec::as_slice)
    }

    /// The mentions that fill a role, by their numbers.
    pub fn mentions(&self, role: Role) -> impl Iterator<Item = usize> {
        self.parts(role).iter().filter_map(|part| match part {
            Part::Mention(number) => Some(*number),
            Part::Entry(_) => None,
        })
    }
}

/// The incidents that a text tells of, by their first trigger. Mentions are given in reading
/// order, by where they start; `ties` are relations between them, in any order.
#[must_use]
pub fn frames(
    text: &str,
    context: &Context,
    lexicon: &Lexicon,
    mentions: &[Mention<'_>],
    ties: &[Tie<'_>],
) -> Vec<Frame> {
    let scene = Scene::new(text, context, lexicon, mentions, ties);
    let mut victims: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for casualty in (0..mentions.len()).filter(|at| scene.label(*at) == "casualty") {
        let whole = scene.whole(casualty);
        let suffered = scene.linked(whole, "victim_of").next();
        victims
            .entry(suffered.unwrap_or(whole))
            .or_default()
            .push(casualty);
    }
    let mut story = Story::new(&scene);
    for at in 0..mentions.len() {
        let here = victims.get(&at).map_or(&[][..], Vec::as_slice);
        match scene.label(at) {
            "strike" | "clash" => story.tell(Event::of_trigger(&scene, at, here)),
            "casualty" if !here.is_empty() => {
                let parts: Vec<usize> = here.iter().copied().filter(|part| *part != at).collect();
                if let Some(event) = Event::of_harm(&scene, at, &parts) {
                    story.tell(event);
                }
            }
            _ => {}
        }
    }
    let events = story.events().into_iter();
    events
        .map(|(event, rule)| frame(&scene, &event, rule))
        .collect()
}

/// What the rules read.
struct Scene<'a> {
    source: &'a str,
    lexicon: &'a Lexicon,
    mentions: &'a [Mention<'a>],
    /// The relations by where they start.
    ties: Vec<Tie<'a>>,
    /// What was said to be one, from either end.
    same: Vec<(usize, usize)>,
    tokens: Tokens,
    /// The day the text is from: that of publication, else the last one it names.
    now: Option<Date>,
}

impl<'a> Scene<'a> {
    fn new(
        source: &'a str,
        context: &Context,
        lexicon: &'a Lexicon,
        mentions: &'a [Mention<'a>],
        ties: &[Tie<'a>],
    ) -> Self {
        let mut ties = ties.to_vec();
        ties.sort_by_key(|tie| tie.from);
        let same = ties.iter().filter(|tie| tie.kind == "same_as");
        let both = same.flat_map(|tie| [(tie.from, tie.to), (tie.to, tie.from)]);
        let mut same: Vec<(usize, usize)> = both.collect();
        same.sort_unstable();
        let iso = |mention: &Mention<'a>| mention.attrs.get("iso")?.as_text();
        let days = mentions.iter().filter_map(iso).filter_map(Days::read);
        let days = days.filter(|days| days.precision == Precision::Day);
        Self {
            now: context
                .published
                .or_else(|| days.filter_map(|days| days.last).max()),
            tokens: Tokens::new(source),
            source,
            lexicon,
            mentions,
            ties,
            same,
        }
    }

    /// What somebody said to be one with a mention.
    fn same_as(&self, mention: usize) -> impl Iterator<Item = usize> {
        let first = self.same.partition_point(|(from, _)| *from < mention);
        let same = self.same.get(first..).unwrap_or_default().iter();
        let same = same.take_while(move |(from, _)| *from == mention);
        same.map(|(_, to)| *to)
    }

    fn label(&self, mention: usize) -> &'a str {
        self.mentions
            .get(mention)
            .map_or("", |mention| mention.label)
    }

    fn words(&self, mention: usize) -> &'a str {
        let mention = self.mentions.get(mention);
        mention
            .and_then(|mention| mention.range.of(self.source))
            .unwrap_or("")
    }

    fn last_word(&self, mention: usize) -> &'a str {
        self.words(mention)
            .split_whitespace()
            .next_back()
            .unwrap_or("")
    }

    fn text(&self, mention: usize, name: &str) -> Option<&'a str> {
        self.mentions.get(mention)?.attrs.get(name)?.as_text()
    }

    fn flag(&self, mention: usize, name: &str) -> bool {
        let attrs = self.mentions.get(mention).map(|mention| mention.attrs);
        attrs.and_then(|attrs| attrs.get(name)) == Some(&AttrValue::Flag(true))
    }

    /// The relations that start at a mention: their types and where they end.
    fn ties_of(&self, from: usize) -> impl Iterator<Item = (&'a str, usize)> {
        let first = self.ties.partition_point(|tie| tie.from < from);
        let ties = self
            .ties
            .iter()
            .skip(first)
            .take_while(move |tie| tie.from == from);
        ties.map(|tie| (tie.kind, tie.to))
    }

    fn linked(&self, from: usize, kind: &str) -> impl Iterator<Item = usize> {
        let ties = self.ties_of(from).filter(move |(other, _)| *other == kind);
        ties.map(|(_, to)| to)
    }

    /// The victims that a casualty is a part of, or itself.
    fn whole(&self, casualty: usize) -> usize {
        // A part of a part of a part; a circle ends somewhere.
        const DEEP: usize = 4;
        let up = |part: &usize| self.linked(*part, "subset_of").next();
        std::iter::successors(Some(casualty), up)
            .take(DEEP)
            .last()
            .unwrap_or(casualty)
    }

    /// The sentence a mention starts in.
    fn sentence(&self, mention: usize) -> u32 {
        let first = self
            .mentions
            .get(mention)
            .map(|mention| self.tokens.inside(mention.range));
        first
            .and_then(|tokens| self.tokens.sentence(tokens.start))
            .unwrap_or(0)
    }

    /// Whether the sentence a mention stands in begins with what is another matter: وفي تطور منفصل،
    /// elsewhere.
    fn is_told_apart(&self, mention: usize) -> bool {
        const OPENING: usize = 6;
        const MATTERS: [&str; 9] = [
            "سياق",
            "تطور",
            "حادث",
            "حادثه",
            "جهه",
            "ناحيه",
            "صعيد",
            "مكان",
            "هجوم",
        ];
        let Some(mention) = self.mentions.get(mention) else {
            return false;
        };
        let at = self.tokens.inside(mention.range).start;
        let near = (at.saturating_sub(4 * OPENING)..at).rev();
        let start = near
            .take_while(|token| self.tokens.same_sentence(*token, at))
            .last()
            .unwrap_or(at);
        (start..at.min(start + OPENING)).any(|token| match self.tokens.word(token) {
            "elsewhere" | "separately" | "meanwhile" => true,
            "اخر" | "اخري" | "منفصل" | "منفصله" => token
                .checked_sub(1)
                .is_some_and(|before| MATTERS.contains(&self.tokens.word(before))),
            _ => false,
        })
    }

    /// Whether a mention is told of as what happens time and again: عادة ما يشن غارات.
    fn is_usual(&self, mention: usize) -> bool {
        const REACH: usize = 8;
        let Some(mention) = self.mentions.get(mention) else {
            return false;
        };
        let at = self.tokens.inside(mention.range).start;
        let habit = |token: usize| {
            let classes = self.lexicon.classes(self.tokens.word(token));
            self.tokens.same_sentence(token, at) && classes.has(Class::Habit)
        };
        (at.saturating_sub(REACH)..at).any(habit)
    }

    /// Whether years are named right after a mention: هجمات في السنوات الأخيرة.
    fn is_of_years(&self, mention: usize) -> bool {
        const REACH: usize = 6;
        let Some(mention) = self.mentions.get(mention) else {
            return false;
        };
        let end = self.tokens.inside(mention.range).end;
        let mut near = (end..end + REACH)
            .take_while(|token| self.tokens.same_sentence(end.saturating_sub(1), *token));
        near.any(|token| {
            matches!(
                self.tokens.word(token),
                "السنوات" | "الاعوام" | "سنوات" | "اعوام" | "years" | "decades"
            )
        })
    }

    /// What a party is called in tables, else its words.
    fn party(&self, mention: usize) -> Option<&'a str> {
        let named = self.text(mention, "canonical_id");
        named.or_else(|| Some(self.words(mention)).filter(|words| !words.is_empty()))
    }

    fn place(&self, mention: usize) -> Option<Place> {
        let attrs = self.mentions.get(mention)?.attrs;
        Place::of(self.words(mention), attrs)
    }

    fn manner(&self, trigger: usize) -> Manner {
        let Some(mention) = self.mentions.get(trigger) else {
            return Manner::New;
        };
        let first = self.tokens.inside(mention.range).start;
        let word = self.tokens.word(first);
        let before = self.source.get(..mention.range.start().get()).unwrap_or("");
        let definite = word.starts_with("ال")
            // بالهجمات, of which the span has no particle.
            || self.words(trigger).starts_with("ال")
            // لل, of which the span has the second letter.
            || word.starts_with('ل') && before.ends_with('ل')
            || first.checked_sub(1).is_some_and(|at| self.tokens.word(at) == "the");
        if self.text(trigger, "form") == Some("verb") || !definite {
            Manner::New
        } else if word.ends_with("ات") || word.is_ascii() && word.ends_with('s') {
            Manner::KnownSeveral
        } else {
            Manner::Known
        }
    }
}

fn frame(scene: &Scene<'_>, event: &Event<'_>, rule: &'static str) -> Frame {
    let as_parts = |mentions: &Vec<usize>| mentions.iter().copied().map(Part::Mention).collect();
    let mut roles: BTreeMap<Role, Vec<Part>> = event
        .roles
        .iter()
        .map(|(role, mentions)| (*role, as_parts(mentions)))
        .collect();
    let attacked = attacked(scene, event);
    if !attacked.is_empty() {
        roles.insert(Role::Attacked, attacked);
    }
    let mut attrs = BTreeMap::new();
    let mut say = |name: &str, value: &str| {
        attrs.insert(name.to_owned(), AttrValue::Text(value.to_owned()));
    };
    say("kind", event.kind);
    say("status", event.status);
    say("realis", event.realis);
    say(
        "episode",
        if event.is_background {
            "background"
        } else {
            "current"
        },
    );
    for (name, day) in ["date_start", "date_end"].into_iter().zip(event.dates()) {
        if let Some(day) = day {
            say(name, &day);
        }
    }
    Frame {
        confidence: confidence(event),
        roles,
        attrs,
        rule,
    }
}

/// Whom it was done to: who is named, who holds what was struck, else civilians where the
/// victims or what was struck is theirs.
fn attacked(scene: &Scene<'_>, event: &Event<'_>) -> Vec<Part> {
    let attackers: Vec<_> = event
        .role(Role::Attacker)
        .iter()
        .map(|at| scene.party(*at))
        .collect();
    let is_other = |party: &usize| !attackers.contains(&scene.party(*party));
    let named = event.role(Role::Attacked).iter().copied();
    let targets = event.role(Role::Target);
    let holders = targets.iter().filter_map(|target| scene.holder(*target));
    let mut parties: Vec<usize> = named.filter(is_other).collect();
    if parties.is_empty() {
        parties = holders.filter(is_other).collect();
    }
    if !parties.is_empty() {
        return parties.into_iter().map(Part::Mention).collect();
    }
    let civilian = |name: &'static str| {
        move |at: &usize| {
            let value = scene.text(*at, name).unwrap_or("");
            value.starts_with("civilian") || value == "yes"
        }
    };
    let theirs = event
        .role(Role::Casualty)
        .iter()
        .any(civilian("civilian_status"))
        || targets.iter().any(civilian("civilian"));
    if theirs {
        vec![Part::Entry(CIVILIANS)]
    } else {
        Vec::new()
    }
}

impl Scene<'_> {
    /// Who holds an area: the party inside its words.
    fn holder(&self, area: usize) -> Option<usize> {
        let outer = self.mentions.get(area)?.range;
        let later = self.mentions.iter().enumerate().skip(area + 1);
        let mut inside = later.take_while(|(_, other)| other.range.start() < outer.end());
        let is_party = |other: &Mention<'_>| other.label == "faction" && outer.covers(other.range);
        inside.find(|(_, other)| is_party(other)).map(|(at, _)| at)
    }
}

/// The more is known of it, the surer it is that it is one event, and one to be coded.
fn confidence(event: &Event<'_>) -> f64 {
    let known = [Role::Attacker, Role::Location, Role::Date, Role::Casualty];
    let known = known.iter().filter(|role| !event.role(**role).is_empty());
    let sure = 0.5 + 0.1 * known.count() as f64;
    if event.realis == "actual" && event.status != "denied" {
        sure
    } else {
        sure - 0.1
    }
}

#[cfg(test)]
mod tests;
