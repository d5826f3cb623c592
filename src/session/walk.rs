//! Walking to a span: one that a span is to be related to, or that is to fill a role of an
//! incident.
//!
//! A walk goes through the spans that can be chosen, with the keys or the mouse, while everything
//! else stays as it is. It belongs to the open article and ends with it.

use super::keymap::{Chord, Key};
use super::open::OpenArticle;
use crate::model::id::{IncidentId, LabelId, SpanId};
use crate::model::incident::Role;
use crate::model::schema::Schema;
use crate::model::span::{Span, SpanState};
use crate::text::offset::ByteRange;

/// A walk that goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// What a span is looked for.
    pub purpose: Purpose,
    /// The span that would be chosen now.
    pub at: Option<SpanId>,
    /// Which of the ways to relate it is meant, by its number.
    pub way: usize,
}

/// What a span is looked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// To be related to this one.
    Relate(SpanId),
    /// To fill a role of an incident.
    Fill(IncidentId, Role),
}

/// What the keys do in a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Go to the next span that can be chosen.
    Next,
    /// Go to the previous one.
    Previous,
    /// Mean the next way to relate it.
    NextWay,
    /// Mean the previous one.
    PreviousWay,
    /// Choose the span.
    Choose,
    /// Choose the span in the way with that number.
    ChooseWay(usize),
    /// Look for somebody whom the text does not name.
    Search,
    /// Leave everything as it was.
    Leave,
}

/// How two spans can be related.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The type of relation.
    pub kind: String,
    /// Where it starts.
    pub from: SpanId,
    /// Where it ends.
    pub to: SpanId,
}

impl Walk {
    /// A walk that has gone nowhere yet.
    #[must_use]
    pub fn new(purpose: Purpose) -> Self {
        Self {
            purpose,
            at: None,
            way: 0,
        }
    }
}

impl Purpose {
    /// The span that the walk starts from, if it starts from one.
    #[must_use]
    pub fn origin(&self) -> Option<SpanId> {
        match self {
            Self::Relate(span) => Some(*span),
            Self::Fill(..) => None,
        }
    }
}

/// What a key does in a walk; the others do nothing there. `rtl` says whether the article's text
/// runs from right to left.
#[must_use]
pub fn step_of(chord: Chord, rtl: bool) -> Option<Step> {
    if chord.ctrl || chord.alt {
        return None;
    }
    let (onward, back) = if rtl {
        (Key::Left, Key::Right)
    } else {
        (Key::Right, Key::Left)
    };
    Some(match chord.key {
        Key::Tab if chord.shift => Step::Previous,
        Key::Tab => Step::Next,
        key if key == onward => Step::Next,
        key if key == back => Step::Previous,
        Key::Down => Step::NextWay,
        Key::Up => Step::PreviousWay,
        Key::Enter | Key::Space => Step::Choose,
        Key::Slash => Step::Search,
        Key::Escape => Step::Leave,
        Key::Digit(digit) => {
            let number = digit.to_digit(10)?.checked_sub(1)?;
            Step::ChooseWay(usize::try_from(number).ok()?)
        }
        _ => return None,
    })
}

impl OpenArticle {
    /// The ways in which two spans can be related and are not yet, those that the program
    /// proposes first.
    #[must_use]
    pub fn ways(&self, schema: &Schema, one: SpanId, other: SpanId) -> Vec<Way> {
        let (Some(a), Some(b)) = (self.shown(one), self.shown(other)) else {
            return Vec::new();
        };
        if one == other {
            return Vec::new();
        }
        let related = self.relations_of(one);
        let state = |way: &Way| {
            let mut related = related.iter();
            let same = related.find(|r| (r.from, r.to) == (way.from, way.to) && r.kind == way.kind);
            same.map(|relation| relation.state)
        };
        let way = |from: &Span, to: &Span, kind: &str| Way {
            kind: kind.to_owned(),
            from: from.id,
            to: to.id,
        };
        let out = schema.relations_between(&a.label, &b.label);
        let out = out.map(|kind| way(a, b, &kind.name));
        let back = schema.relations_between(&b.label, &a.label);
        let back = back.map(|kind| way(b, a, &kind.name));
        let mut ways: Vec<Way> = out.chain(back).collect();
        ways.retain(|way| !state(way).is_some_and(SpanState::is_decided_in));
        ways.sort_by_key(|way| state(way) != Some(SpanState::Suggested));
        ways
    }

    /// Whether a span can be chosen in a walk.
    #[must_use]
    pub fn can_choose(&self, schema: &Schema, purpose: &Purpose, span: &Span) -> bool {
        if span.state == SpanState::Rejected {
            return false;
        }
        match purpose {
            Purpose::Relate(from) => {
                let labels = |a: &LabelId, b: &LabelId| {
                    let mut types = schema.relations.iter();
                    types.any(|kind| kind.joins(a, b) || kind.joins(b, a))
                };
                let from = self.shown(*from);
                from.is_some_and(|from| from.id != span.id && labels(&from.label, &span.label))
            }
            Purpose::Fill(incident, role) => {
                let filled = self.shown_incident(*incident);
                schema.plays(&span.label, *role)
                    && filled.is_some_and(|i| i.spans(*role).all(|other| other != span.id))
            }
        }
    }

    /// The spans that can be chosen in a walk, in reading order.
    fn choices(&self, schema: &Schema, purpose: &Purpose) -> Vec<(SpanId, ByteRange)> {
        let spans = self.index.iter();
        let legal = spans.filter(|(id, _)| {
            let span = self.shown(*id);
            span.is_some_and(|span| self.can_choose(schema, purpose, span))
        });
        legal.collect()
    }

    /// The span where a walk begins: one to which a relation is proposed, or the one that can be
    /// chosen and is nearest.
    #[must_use]
    pub fn nearest_choice(&self, schema: &Schema, purpose: &Purpose) -> Option<SpanId> {
        let origin = purpose.origin().and_then(|id| self.shown(id));
        let told = match purpose {
            Purpose::Relate(_) => None,
            Purpose::Fill(incident, _) => self.shown_incident(*incident),
        };
        let told = told.and_then(|incident| self.shown(incident.spans(Role::Trigger).next()?));
        let here = origin
            .or(told)
            .map(|span| span.range)
            .or(self.active_range());
        let choices = self.choices(schema, purpose).into_iter();
        let distance = |range: ByteRange| {
            here.map_or(0, |here| {
                let after = range.start().get().saturating_sub(here.end().get());
                let before = here.start().get().saturating_sub(range.end().get());
                after.max(before)
            })
        };
        let proposed: Vec<SpanId> = origin.map_or_else(Vec::new, |origin| {
            let relations = self.relations_of(origin.id).into_iter();
            let open = relations.filter(|relation| relation.state == SpanState::Suggested);
            open.map(|relation| relation.other(origin.id)).collect()
        });
        let nearest = choices.min_by_key(|(id, range)| (!proposed.contains(id), distance(*range)));
        nearest.map(|(id, _)| id)
    }

    /// The span after or before the one where a walk is; past the last one it begins again.
    #[must_use]
    pub fn next_choice(&self, schema: &Schema, walk: &Walk, forward: bool) -> Option<SpanId> {
        let choices = self.choices(schema, &walk.purpose);
        let at = choices.iter().position(|(id, _)| Some(*id) == walk.at);
        let count = choices.len();
        let next = match at {
            Some(at) if forward => (at + 1) % count,
            Some(at) => (at + count - 1) % count,
            None => return self.nearest_choice(schema, &walk.purpose),
        };
        choices.get(next).map(|(id, _)| *id)
    }

    /// The innermost span at a place that can be chosen in a walk.
    #[must_use]
    pub fn choice_at(
        &self,
        schema: &Schema,
        purpose: &Purpose,
        stack: &[SpanId],
    ) -> Option<SpanId> {
        let mut spans = stack.iter().filter_map(|id| self.shown(*id));
        let found = spans.find(|span| self.can_choose(schema, purpose, span));
        found.map(|span| span.id)
    }
}
