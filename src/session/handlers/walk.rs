//! Walking to a span and choosing it.

use crate::model::id::SpanId;
use crate::model::incident::Filler;
use crate::session::Session;
use crate::session::effect::{Effect, Field};
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::open::OpenArticle;
use crate::session::walk::{Purpose, Step, Walk, Way};

impl Session {
    /// Begins a walk at the nearest span that can be chosen.
    pub(super) fn start_walk(&mut self, purpose: Purpose) {
        let Some(project) = &self.project else { return };
        let Some(open) = &project.open else { return };
        let nearest = open.nearest_choice(&project.project.schema, &purpose);
        // Somebody whom the text does not name can be chosen where no span can.
        let takes_entries = matches!(purpose, Purpose::Fill(_, role) if role.takes_entries());
        if nearest.is_none() && !takes_entries {
            let key = match purpose {
                Purpose::Relate(_) => "notice-nothing-to-relate",
                Purpose::Fill(..) => "notice-nothing-to-fill",
            };
            return self.report(Severity::Info, Message::new(key), String::new());
        }
        if let Some(open) = self.article_mut() {
            open.walk = Some(Walk::new(purpose));
        }
        self.effects.push(Effect::Focus(Field::Article));
        if let Some(at) = nearest {
            self.walk_to(at);
        }
    }

    pub(super) fn handle_walk(&mut self, step: &Step) {
        let Some(project) = &self.project else { return };
        let Some(open) = &project.open else { return };
        let Some(walk) = open.walk.clone() else {
            return;
        };
        let schema = &project.project.schema;
        match step {
            Step::Next | Step::Previous => {
                let next = open.next_choice(schema, &walk, *step == Step::Next);
                if let Some(next) = next {
                    self.walk_to(next);
                }
            }
            Step::NextWay | Step::PreviousWay => {
                let count = self.walk_ways().len().max(1);
                let onward = if *step == Step::NextWay { 1 } else { count - 1 };
                if let Some(walk) = self.walk_mut() {
                    walk.way = (walk.way + onward) % count;
                }
            }
            Step::Choose => self.choose(&walk, walk.way),
            Step::ChooseWay(way) => self.choose(&walk, *way),
            Step::Leave => {
                self.end_walk();
                if let Purpose::Fill(..) = walk.purpose {
                    self.effects.push(Effect::Focus(Field::Incidents));
                }
            }
            Step::Search => self.effects.push(Effect::Focus(Field::Entry)),
        }
    }

    /// Goes to a span that can be chosen.
    pub(super) fn walk_to(&mut self, to: SpanId) {
        let Some(project) = &self.project else { return };
        let Some(open) = &project.open else { return };
        let (Some(walk), Some(span)) = (&open.walk, open.shown(to)) else {
            return;
        };
        if !open.can_choose(&project.project.schema, &walk.purpose, span) {
            return;
        }
        self.effects.push(Effect::Reveal(span.range));
        if let Some(walk) = self.walk_mut() {
            walk.at = Some(to);
            walk.way = 0;
        }
    }

    /// The ways to relate the span that would be chosen.
    #[must_use]
    pub fn walk_ways(&self) -> Vec<Way> {
        let walk = self.open().and_then(|open| open.walk.as_ref());
        match walk.map(|walk| (&walk.purpose, walk.at)) {
            Some((Purpose::Relate(from), Some(at))) => self.ways(*from, at),
            _ => Vec::new(),
        }
    }

    fn choose(&mut self, walk: &Walk, way: usize) {
        match walk.purpose {
            Purpose::Fill(incident, role) => {
                if let Some(span) = walk.at {
                    self.end_walk();
                    self.fill_role(incident, role, Filler::Span(span));
                }
            }
            Purpose::Relate(_) => {
                let Some(way) = self.walk_ways().into_iter().nth(way) else {
                    return;
                };
                self.end_walk();
                self.relate(&way);
            }
        }
    }

    pub(super) fn end_walk(&mut self) {
        if let Some(open) = self.article_mut() {
            open.walk = None;
        }
    }

    fn walk_mut(&mut self) -> Option<&mut Walk> {
        self.article_mut()?.walk.as_mut()
    }

    pub(super) fn article_mut(&mut self) -> Option<&mut OpenArticle> {
        self.project.as_mut()?.open.as_mut()
    }
}
