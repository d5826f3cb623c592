//! Incidents in lines: what fills each role, the ids of spans and entries of the registry, and
//! what a person has set.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::formats::lines::{Object, list, string};
use crate::formats::told::{self, Told, told};
use crate::formats::values::{attributes, to_object};
use crate::model::id::{IncidentId, SpanId};
use crate::model::incident::{Filler, Incident, Role};
use crate::model::span::{Provenance, SpanState};

/// `{"id", "roles": {"attacker": ["ID", {"entry": "syr_army"}]}, "attrs": {…}, "state", …}`
pub(super) fn write(incident: &Incident) -> Value {
    let mut roles = Map::new();
    for (role, fillers) in &incident.roles {
        let fillers = fillers.iter().map(|filler| match filler {
            Filler::Span(id) => Value::String(id.to_string()),
            Filler::Entry(id) => json!({ "entry": id }),
        });
        roles.insert(role.name().into(), fillers.collect());
    }
    let provenance = &incident.provenance;
    json!({
        "id": incident.id.to_string(), "roles": roles, "attrs": to_object(&incident.attrs),
        "state": incident.state.name(), "rule": provenance.rule,
        "confidence": provenance.confidence, "annotator": provenance.author.as_str(),
        "at": provenance.at.to_string(),
    })
}

/// Reads an incident over spans that are known.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read(
    object: &Object,
    known: &BTreeSet<SpanId>,
    provenance: Provenance,
) -> Result<Incident, Told> {
    let id = string(object, "id").and_then(|id| id.parse().ok());
    let state = string(object, "state").and_then(SpanState::from_name);
    let mut incident = Incident {
        id: id.unwrap_or(IncidentId(0)),
        roles: BTreeMap::new(),
        attrs: attributes(object.get("attrs")),
        state: state.unwrap_or(SpanState::Manual),
        provenance,
    };
    let roles = object.get("roles").and_then(Value::as_object);
    let roles = roles.ok_or_else(|| told!("problem-no-roles", "it has no roles"))?;
    for name in roles.keys() {
        let role = Role::from_name(name)
            .ok_or_else(|| told!("problem-role", "there is no role {name}", name = name))?;
        for value in list(roles, name) {
            let filler = filler(value, known);
            let filler = filler.ok_or_else(|| {
                told!(
                    "problem-role-span",
                    "a span of its role {name} is missing",
                    name = name
                )
            })?;
            incident.fill(role, filler);
        }
    }
    if incident.roles.is_empty() && incident.attrs.is_empty() {
        return Err(told::nothing_said());
    }
    Ok(incident)
}

fn filler(value: &Value, known: &BTreeSet<SpanId>) -> Option<Filler> {
    if let Some(object) = value.as_object() {
        return Some(Filler::Entry(string(object, "entry")?.to_owned()));
    }
    let id: SpanId = value.as_str()?.parse().ok()?;
    known.contains(&id).then_some(Filler::Span(id))
}
