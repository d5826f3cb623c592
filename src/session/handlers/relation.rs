//! Relations: deciding about those that are proposed, making and removing others.

use crate::model::edit::Edit;
use crate::model::history::{Change, StepName};
use crate::model::id::{ArticleId, RefusalId, RelationId, SpanId};
use crate::model::refusal::{Refusal, Refused, Words};
use crate::model::relation::Relation;
use crate::model::span::{Provenance, Span, SpanState};
use crate::session::command::RelationCommand;
use crate::session::effect::{Effect, Field};
use crate::session::joined::Joined;
use crate::session::open::OpenArticle;
use crate::session::propose::Joint;
use crate::session::walk::{Purpose, Way};
use crate::session::{Job, Outcome, Session};
use crate::suggest::Context;

impl Session {
    pub(super) fn handle_relation(&mut self, command: RelationCommand) {
        match command {
            RelationCommand::Start => {
                if let Some(span) = self.open().and_then(|open| open.span) {
                    self.start_walk(Purpose::Relate(span));
                }
            }
            RelationCommand::List => {
                self.settings.inspector = true;
                self.effects.push(Effect::Focus(Field::Relations));
            }
            RelationCommand::AcceptAll => self.accept_relations(),
            RelationCommand::AcceptMany => self.decide_all_joined(Joint::Relation, true),
            RelationCommand::RejectMany => self.decide_all_joined(Joint::Relation, false),
            RelationCommand::Between(from, to) => self.relate_between(from, to),
            RelationCommand::Accept(relation) => self.accept_relation(&relation),
            RelationCommand::Remove(relation) => self.remove_relation(&relation),
        }
    }

    /// Joins the spans of the open article in the background, if they have changed.
    pub(in crate::session) fn join_on(&mut self) {
        if self.jobs.is_running(&Job::Join) {
            return;
        }
        let now = (self.world.now)();
        let Some(project) = &self.project else { return };
        let Some(open) = &project.open else { return };
        let known = (&project.project.schema, &project.known.lexicon);
        let context = project.list.get(&open.id);
        let context = context.map(|entry| Context::of(&entry.meta));
        let context = context.unwrap_or_default();
        let Some(joining) = open.to_join(context, known, &project.annotator, now) else {
            return;
        };
        self.jobs.spawn(Job::Join, "join the spans", move |_| {
            Outcome::Joined(joining.id.clone(), Box::new(joining.join()))
        });
    }

    /// Shows what was joined.
    pub(in crate::session) fn take_joined(&mut self, id: &ArticleId, joined: Joined) {
        if let Some(open) = self.article_mut().filter(|open| &open.id == id) {
            open.take_joined(joined);
        }
    }

    /// Relates two spans if there is one way to do it, else asks for the way.
    fn relate_between(&mut self, from: SpanId, to: SpanId) {
        let ways = self.ways(from, to);
        match ways.as_slice() {
            [] => {}
            [way] => self.relate(&way.clone()),
            _ => {
                self.start_walk(Purpose::Relate(from));
                self.walk_to(to);
            }
        }
    }

    /// The ways in which two spans can be related.
    #[must_use]
    pub fn ways(&self, from: SpanId, to: SpanId) -> Vec<Way> {
        let project = self.project.as_ref();
        let open = project.and_then(|project| project.open.as_ref().map(|open| (project, open)));
        open.map_or_else(Vec::new, |(project, open)| {
            open.ways(&project.project.schema, from, to)
        })
    }

    /// Relates two spans by hand, or takes what is proposed for them.
    pub(super) fn relate(&mut self, way: &Way) {
        let proposed = self.open().and_then(|open| {
            let mut relations = open.relations_of(way.from).into_iter();
            let same =
                relations.find(|r| (r.from, r.to) == (way.from, way.to) && r.kind == way.kind);
            same.cloned()
        });
        if let Some(proposed) = proposed {
            return self.accept_relation(&proposed);
        }
        let now = (self.world.now)();
        let Some(project) = &self.project else { return };
        let relation = Relation {
            id: RelationId(0),
            kind: way.kind.clone(),
            from: way.from,
            to: way.to,
            state: SpanState::Manual,
            provenance: Provenance::manual(project.annotator.clone(), now),
        };
        self.keep_relations(vec![relation]);
    }

    /// Takes a relation that is proposed or was rejected, and with it the suggested spans that it
    /// joins.
    fn accept_relation(&mut self, relation: &Relation) {
        if relation.state.is_decided_in() {
            return;
        }
        self.keep_relations(vec![Relation {
            state: SpanState::Accepted,
            ..relation.clone()
        }]);
    }

    /// Takes all relations that are proposed for the selected span.
    fn accept_relations(&mut self) {
        let Some(open) = self.open() else { return };
        let Some(span) = open.span else { return };
        let relations = open.relations_of(span).into_iter();
        let proposed = relations.filter(|r| r.state == SpanState::Suggested);
        let taken = proposed.map(|relation| Relation {
            state: SpanState::Accepted,
            ..relation.clone()
        });
        self.keep_relations(taken.collect());
    }

    /// Puts relations into the layer in one step. What they join stays or becomes selected.
    fn keep_relations(&mut self, relations: Vec<Relation>) {
        let Some(first) = relations.first() else {
            return;
        };
        let name = StepName::Relate(first.kind.clone());
        let Some(mut taking) = self.taking() else {
            return;
        };
        let Some(open) = self.open() else { return };
        let edits = relations
            .into_iter()
            .flat_map(|relation| self.relating(open, relation, &mut taking))
            .collect();
        self.perform_taking(name, taking, edits);
    }

    /// The edits that put a relation into the layer. What it joins is taken.
    pub(super) fn relating(
        &self,
        open: &OpenArticle,
        relation: Relation,
        taking: &mut Taking,
    ) -> Vec<Edit> {
        let (Some(from), Some(to)) = (
            taking.span(open, relation.from),
            taking.span(open, relation.to),
        ) else {
            return Vec::new();
        };
        // One that was rejected goes: a relation is replaced, not changed.
        let before = open.layer.relation(relation.id);
        let before = before.map(|before| Edit::RemoveRelation(Box::new(before.clone())));
        let refused = open.refusal_of(&relation).map(unrefuse);
        let made = Edit::AddRelation(Box::new(Relation {
            id: RelationId((self.world.random)()),
            from,
            to,
            provenance: Provenance {
                at: (self.world.now)(),
                ..relation.provenance
            },
            ..relation
        }));
        before.into_iter().chain(refused).chain([made]).collect()
    }

    /// Removes a relation, or rejects one that is proposed.
    fn remove_relation(&mut self, relation: &Relation) {
        let Some(open) = self.open() else { return };
        let article = open.id.clone();
        if let Some(known) = open.layer.relation(relation.id) {
            let name = StepName::Unrelate(known.kind.clone());
            let edit = Edit::RemoveRelation(Box::new(known.clone()));
            return self.perform(Change::of(&article, name, Some(edit)));
        }
        let name = StepName::Unrelate(relation.kind.clone());
        if let Some(refusal) = open.refusal_of(relation) {
            let edit = unrefuse(refusal);
            return self.perform(Change::of(&article, name, Some(edit)));
        }
        let Some(edit) = self.rejecting(open, relation) else {
            return;
        };
        let edits = [edit].into_iter().chain(open.layer.beginning());
        self.perform(Change::of(&article, name, edits));
    }

    /// The edit that rejects a proposed relation.
    pub(super) fn rejecting(&self, open: &OpenArticle, relation: &Relation) -> Option<Edit> {
        let mut ends = [relation.from, relation.to].into_iter();
        if ends.all(|end| open.layer.span(end).is_some()) {
            return Some(Edit::AddRelation(Box::new(Relation {
                id: RelationId((self.world.random)()),
                state: SpanState::Rejected,
                ..relation.clone()
            })));
        }
        let what = Refused::Relation {
            kind: relation.kind.clone(),
            from: Words::of(open.shown(relation.from)?),
            to: Words::of(open.shown(relation.to)?),
        };
        Some(self.refusing(what, &relation.provenance))
    }

    /// The edit that says that something proposed is not so, where it rests on words that nobody
    /// has decided.
    pub(super) fn refusing(&self, what: Refused, proposed: &Provenance) -> Edit {
        let by = self.project.as_ref().map(|project| &project.annotator);
        Edit::AddRefusal(Box::new(Refusal {
            id: RefusalId((self.world.random)()),
            what,
            provenance: Provenance {
                author: by.unwrap_or(&proposed.author).clone(),
                at: (self.world.now)(),
                ..proposed.clone()
            },
        }))
    }
}

/// The edit that takes a refusal back.
pub(super) fn unrefuse(refusal: &Refusal) -> Edit {
    Edit::RemoveRefusal(Box::new(refusal.clone()))
}

/// Suggested spans that are taken because something is said of them, each once.
pub(super) struct Taking {
    author: Provenance,
    random: fn() -> u64,
    /// The suggestions with the spans that they become.
    taken: Vec<(SpanId, Span)>,
}

impl Taking {
    /// The span of the layer that a span is or becomes.
    pub(super) fn span(&mut self, open: &OpenArticle, id: SpanId) -> Option<SpanId> {
        if open.layer.span(id).is_some() {
            return Some(id);
        }
        if let Some((_, span)) = self.taken.iter().find(|(suggestion, _)| *suggestion == id) {
            return Some(span.id);
        }
        let suggestion = open.suggestion(id)?;
        let span = Span {
            id: SpanId((self.random)()),
            state: SpanState::Accepted,
            provenance: Provenance {
                rule: suggestion.provenance.rule.clone(),
                confidence: suggestion.provenance.confidence,
                ..self.author.clone()
            },
            ..suggestion.clone()
        };
        let taken = span.id;
        self.taken.push((id, span));
        Some(taken)
    }
}

impl Session {
    /// To take suggestions with.
    pub(super) fn taking(&self) -> Option<Taking> {
        let project = self.project.as_ref().filter(|_| self.can_edit())?;
        Some(Taking {
            author: Provenance::manual(project.annotator.clone(), (self.world.now)()),
            random: self.world.random,
            taken: Vec::new(),
        })
    }

    /// Does something that takes suggestions in one step. A suggestion that was selected stays so
    /// as what it has become.
    pub(super) fn perform_taking(&mut self, name: StepName, taking: Taking, edits: Vec<Edit>) {
        let Some(open) = self.open() else { return };
        if edits.is_empty() {
            return;
        }
        let article = open.id.clone();
        let chosen = open.span;
        let became = taking.taken.iter().find(|(id, _)| Some(*id) == chosen);
        let became = became.map(|(_, span)| span.id);
        let begun = open.layer.beginning();
        let spans = taking.taken.into_iter().map(|(_, span)| span);
        let spans = spans.map(|span| Edit::AddSpan(Box::new(span)));
        let all = spans.chain(edits).chain(begun);
        self.perform(Change::of(&article, name, all));
        if let Some(span) = became {
            self.focus(span);
        }
    }
}
