//! Incidents: deciding about those that are proposed, putting others together, filling roles.

use std::collections::BTreeMap;

use crate::model::edit::Edit;
use crate::model::history::{Change, StepName};
use crate::model::id::{IncidentId, SpanId};
use crate::model::incident::{Filler, Incident, Role};
use crate::model::refusal::{Refused, Words};
use crate::model::relation::Relation;
use crate::model::schema::Schema;
use crate::model::span::{Provenance, Span, SpanState};
use crate::session::Session;
use crate::session::command::{Attributes, IncidentCommand};
use crate::session::effect::{Effect, Field};
use crate::session::open::OpenArticle;
use crate::session::propose::Joint;
use crate::session::walk::Purpose;

use super::relation::{Taking, unrefuse};

/// What a relation of a trigger says of its incident: a type, whether it starts at the trigger,
/// and the roles that the other end may fill, the first one that takes its label.
const OF_TRIGGER: [(&str, bool, &[Role]); 8] = [
    ("perpetrator", true, &[Role::Attacker]),
    ("target", true, &[Role::Attacked, Role::Target]),
    ("instrument", true, &[Role::Weapon]),
    ("location_of", true, &[Role::Location]),
    ("date_of", true, &[Role::Date]),
    ("reported_by", true, &[Role::Source]),
    ("victim_faction", true, &[Role::Attacked]),
    ("victim_of", false, &[Role::Casualty]),
];

impl Session {
    pub(super) fn handle_incident(&mut self, command: IncidentCommand) {
        match command {
            IncidentCommand::New => self.new_incident(),
            IncidentCommand::List => {
                self.settings.inspector = true;
                if let Some(open) = self.article_mut() {
                    open.look_at_incident();
                }
                self.effects.push(Effect::Focus(Field::Incidents));
            }
            IncidentCommand::Repeat => self.repeat_roles(),
            IncidentCommand::Links => self.show_links(),
            IncidentCommand::AcceptMany => self.decide_all_joined(Joint::Incident, true),
            IncidentCommand::RejectMany => self.decide_all_joined(Joint::Incident, false),
            IncidentCommand::Link(incidents) => self.link(incidents),
            IncidentCommand::Part(event) => self.part(&event),
            IncidentCommand::Select(incident) => {
                if let Some(open) = self.article_mut() {
                    open.incident = incident;
                }
            }
            IncidentCommand::Accept(incident) => self.accept_incident(incident),
            IncidentCommand::Remove(incident) => self.remove_incident(incident),
            IncidentCommand::FillRole(incident, role) => {
                if let Some(open) = self.article_mut() {
                    open.incident = Some(incident);
                }
                self.start_walk(Purpose::Fill(incident, role));
            }
            IncidentCommand::Fill(incident, role, filler) => {
                self.fill_role(incident, role, filler);
            }
            IncidentCommand::Vacate(incident, role, filler) => {
                let change = |incident: &mut Incident| incident.vacate(role, &filler);
                self.change_incident(incident, StepName::Role(role), change);
            }
            IncidentCommand::SetAttributes(incident, attributes) => {
                self.set_incident_attributes(incident, attributes);
            }
        }
    }

    /// The selected span, if it can say that something happened.
    pub(super) fn selected_trigger(&self) -> Option<&Span> {
        let open = self.open().filter(|_| self.can_edit())?;
        let span = open.shown(open.span?)?;
        let schema = &self.project.as_ref()?.project.schema;
        schema.plays(&span.label, Role::Trigger).then_some(span)
    }

    /// Puts an incident together from the selected trigger and what it is related to.
    fn new_incident(&mut self) {
        self.new_incident_with(StepName::AddIncident, |_| ());
    }

    /// As [`Session::new_incident`], with more.
    pub(super) fn new_incident_with(&mut self, name: StepName, more: impl FnOnce(&mut Incident)) {
        let now = (self.world.now)();
        let Some(trigger) = self.selected_trigger() else {
            return;
        };
        let (Some(project), Some(open)) = (&self.project, self.open()) else {
            return;
        };
        let mut incident = Incident {
            id: IncidentId(0),
            roles: BTreeMap::new(),
            attrs: BTreeMap::new(),
            state: SpanState::Manual,
            provenance: Provenance::manual(project.annotator.clone(), now),
        };
        incident.fill(Role::Trigger, Filler::Span(trigger.id));
        // The rest is derived from the trigger for as long as nobody says otherwise.
        if let Some(kind) = trigger.attrs.get("kind") {
            incident.attrs.insert("kind".to_owned(), kind.clone());
        }
        let relations = open.layer.relations_of(trigger.id);
        for relation in relations.filter(|r| r.state.is_decided_in()) {
            if let Some((role, span)) =
                part_of((open, &project.project.schema), trigger.id, relation)
            {
                incident.fill(role, Filler::Span(span));
            }
        }
        more(&mut incident);
        self.keep_incident(&incident, name);
    }

    /// Puts something into a role. A span that is only suggested is taken with it.
    pub(super) fn fill_role(&mut self, id: IncidentId, role: Role, filler: Filler) {
        self.end_walk();
        let change = |incident: &mut Incident| {
            incident.fill(role, filler);
        };
        self.change_incident(id, StepName::Role(role), change);
        self.effects.push(Effect::Focus(Field::Incidents));
    }

    fn set_incident_attributes(&mut self, id: IncidentId, attributes: Attributes) {
        let Some((name, _)) = attributes.first() else {
            return;
        };
        let step = StepName::IncidentAttribute(name.clone());
        self.change_incident(id, step, |incident| {
            for (name, value) in attributes {
                match value {
                    Some(value) => incident.attrs.insert(name, value),
                    None => incident.attrs.remove(&name),
                };
            }
        });
    }

    /// Changes an incident; one that is only proposed is the analyst's own from then on.
    pub(super) fn change_incident(
        &mut self,
        id: IncidentId,
        name: StepName,
        change: impl FnOnce(&mut Incident),
    ) {
        let Some(open) = self.open() else { return };
        let Some(before) = open.shown_incident(id) else {
            return;
        };
        let mut after = before.clone();
        change(&mut after);
        if &after == before {
            return;
        }
        after.state = before.state.after_change();
        self.keep_incident(&after, name);
    }

    fn accept_incident(&mut self, id: IncidentId) {
        let Some(open) = self.open() else { return };
        let proposed = open.shown_incident(id);
        if let Some(proposed) = proposed.filter(|incident| !incident.state.is_decided_in()) {
            let accepted = Incident {
                state: SpanState::Accepted,
                ..proposed.clone()
            };
            self.keep_incident(&accepted, StepName::AddIncident);
        }
    }

    /// Puts an incident into the layer, or in the place of what it was, and looks at it. Suggested
    /// spans that it rests on are taken in the same step.
    fn keep_incident(&mut self, incident: &Incident, name: StepName) {
        let Some(mut taking) = self.taking() else {
            return;
        };
        let Some(open) = self.open() else { return };
        let (id, edits) = self.telling(open, incident, &mut taking);
        self.perform_taking(name, taking, edits);
        if let Some(open) = self.article_mut() {
            open.incident = Some(id);
        }
    }

    /// The edits that put an incident into the layer, and the id it has there. What it rests on
    /// is taken.
    pub(super) fn telling(
        &self,
        open: &OpenArticle,
        incident: &Incident,
        taking: &mut Taking,
    ) -> (IncidentId, Vec<Edit>) {
        let known = open.layer.incident(incident.id);
        let by = self.project.as_ref().map(|project| &project.annotator);
        let mut kept = Incident {
            id: known.map_or_else(|| IncidentId((self.world.random)()), |known| known.id),
            roles: BTreeMap::new(),
            provenance: Provenance {
                author: by.unwrap_or(&incident.provenance.author).clone(),
                at: (self.world.now)(),
                ..incident.provenance.clone()
            },
            ..incident.clone()
        };
        fill_taken(&mut kept, incident, open, taking);
        let id = kept.id;
        let edit = match known {
            Some(known) => Edit::ChangeIncident {
                from: Box::new(known.clone()),
                to: Box::new(kept),
            },
            None => Edit::AddIncident(Box::new(kept)),
        };
        let refused = open.refusal_of_incident(incident).map(unrefuse);
        (id, refused.into_iter().chain([edit]).collect())
    }

    /// Removes an incident, or rejects one that is proposed.
    fn remove_incident(&mut self, id: IncidentId) {
        let Some(open) = self.open() else { return };
        let article = open.id.clone();
        if let Some(known) = open.layer.incident(id) {
            let edit = Edit::RemoveIncident(Box::new(known.clone()));
            return self.perform(Change::of(&article, StepName::RemoveIncident, Some(edit)));
        }
        let Some(proposed) = open.shown_incident(id) else {
            return;
        };
        if let Some(refusal) = open.refusal_of_incident(proposed) {
            let edit = unrefuse(refusal);
            return self.perform(Change::of(&article, StepName::RejectIncident, Some(edit)));
        }
        let edits = [self.untelling(open, proposed)].into_iter();
        let edits = edits.chain(open.layer.beginning());
        self.perform(Change::of(&article, StepName::RejectIncident, edits));
    }

    /// The edit that rejects a proposed incident.
    pub(super) fn untelling(&self, open: &OpenArticle, proposed: &Incident) -> Edit {
        let is_kept = |span: &SpanId| open.layer.span(*span).is_some();
        if !proposed.spans(Role::Trigger).any(|span| is_kept(&span)) {
            let triggers = proposed.spans(Role::Trigger);
            let triggers = triggers.filter_map(|span| open.shown(span)).map(Words::of);
            let what = Refused::Incident {
                triggers: triggers.collect(),
            };
            return self.refusing(what, &proposed.provenance);
        }
        let mut rejected = Incident {
            id: IncidentId((self.world.random)()),
            state: SpanState::Rejected,
            ..proposed.clone()
        };
        // What is only suggested cannot be rested on.
        for (_, span) in proposed.all_spans().filter(|(_, span)| !is_kept(span)) {
            rejected.forget(span);
        }
        Edit::AddIncident(Box::new(rejected))
    }
}

impl OpenArticle {
    /// Looks at an incident of the selected span, unless that is looked at already.
    fn look_at_incident(&mut self) {
        let Some(span) = self.span else { return };
        let incidents = self.incidents().iter();
        let of_span = incidents.filter(|i| i.all_spans().any(|(_, other)| other == span));
        let of_span: Vec<IncidentId> = of_span.map(|incident| incident.id).collect();
        if !self
            .incident
            .is_some_and(|looked_at| of_span.contains(&looked_at))
        {
            self.incident = of_span.first().copied().or(self.incident);
        }
    }
}

/// Fills an incident with what fills another one, suggestions as the spans that they become.
fn fill_taken(kept: &mut Incident, from: &Incident, open: &OpenArticle, taking: &mut Taking) {
    for (role, fillers) in &from.roles {
        for filler in fillers {
            let taken = match filler {
                Filler::Span(span) => taking.span(open, *span).map(Filler::Span),
                Filler::Entry(id) => Some(Filler::Entry(id.clone())),
            };
            if let Some(taken) = taken {
                kept.fill(*role, taken);
            }
        }
    }
}

/// The role that the other end of a trigger's relation fills.
fn part_of(
    (open, schema): (&OpenArticle, &Schema),
    trigger: SpanId,
    relation: &Relation,
) -> Option<(Role, SpanId)> {
    let other = open.layer.span(relation.other(trigger))?;
    let outward = relation.from == trigger;
    let mut known = OF_TRIGGER.iter();
    let (.., roles) = known.find(|(kind, from, _)| *kind == relation.kind && *from == outward)?;
    let mut roles = roles.iter();
    let takes = |role: &&Role| schema.plays(&other.label, **role);
    roles.find(takes).map(|role| (*role, other.id))
}
