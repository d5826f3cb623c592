//! Incidents: deciding about those that are proposed, putting others together, filling roles.

use std::collections::BTreeMap;

use crate::model::edit::Edit;
use crate::model::history::{Change, StepName};
use crate::model::id::{IncidentId, SpanId};
use crate::model::incident::{Filler, Incident, Role};
use crate::model::relation::Relation;
use crate::model::schema::Schema;
use crate::model::span::{Provenance, Span, SpanState};
use crate::session::Session;
use crate::session::command::{Attributes, IncidentCommand};
use crate::session::effect::{Effect, Field};
use crate::session::open::OpenArticle;
use crate::session::walk::Purpose;

use super::relation::Taking;

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
            IncidentCommand::Links => self.show_links(),
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
        self.keep_incident(&incident, StepName::AddIncident);
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
    fn change_incident(
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
        let (Some(project), Some(open)) = (&self.project, self.open()) else {
            return;
        };
        let known = open.layer.incident(incident.id);
        let mut kept = Incident {
            roles: BTreeMap::new(),
            provenance: Provenance {
                author: project.annotator.clone(),
                at: (self.world.now)(),
                ..incident.provenance.clone()
            },
            ..incident.clone()
        };
        fill_taken(&mut kept, incident, open, &mut taking);
        let edit = match known {
            Some(known) => Edit::ChangeIncident {
                from: Box::new(known.clone()),
                to: Box::new(kept.clone()),
            },
            None => {
                kept.id = IncidentId((self.world.random)());
                Edit::AddIncident(Box::new(kept.clone()))
            }
        };
        self.perform_taking(name, taking, vec![edit]);
        if let Some(open) = self.article_mut() {
            open.incident = Some(kept.id);
        }
    }

    /// Removes an incident, or rejects one that is proposed.
    fn remove_incident(&mut self, id: IncidentId) {
        let Some(open) = self.open() else { return };
        let article = open.id.clone();
        if let Some(known) = open.layer.incident(id) {
            let edit = Edit::RemoveIncident(Box::new(known.clone()));
            return self.perform(Change::of(&article, StepName::RemoveIncident, Some(edit)));
        }
        let proposed = open
            .shown_incident(id)
            .filter(|i| open.can_reject_incident(i));
        let Some(proposed) = proposed else { return };
        let mut rejected = Incident {
            id: IncidentId((self.world.random)()),
            state: SpanState::Rejected,
            ..proposed.clone()
        };
        // What is only suggested cannot be rested on.
        let spans: Vec<SpanId> = proposed.all_spans().map(|(_, span)| span).collect();
        for span in spans
            .into_iter()
            .filter(|span| open.layer.span(*span).is_none())
        {
            rejected.forget(span);
        }
        let edit = Edit::AddIncident(Box::new(rejected));
        self.perform(Change::of(&article, StepName::RejectIncident, Some(edit)));
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

    /// Whether a proposed incident can be rejected: the decision rests on a trigger that is
    /// decided.
    #[must_use]
    pub fn can_reject_incident(&self, incident: &Incident) -> bool {
        let mut triggers = incident.spans(Role::Trigger);
        triggers.any(|span| self.layer.span(span).is_some())
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
