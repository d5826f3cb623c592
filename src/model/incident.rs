//! An incident: one frame for who did what to whom, where and when, over the spans it rests on.
//!
//! Its roles are filled by spans of the same layer, or by entries of the registry that the text
//! does not name. What can be derived from the spans (totals, dates, the place's coordinates) is
//! not stored; an attribute that is stored overrides what is derived. The shape is that of
//! `DOMAIN.md` 1.6.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::id::{IncidentId, SpanId};
pub use super::role::{OwnRole, Role};
use super::span::{AttrValue, Provenance, SpanState};

/// The built-in registry entry for people who take no part in the fighting.
pub const CIVILIANS: &str = "civilians";

/// The attribute that incidents of several articles share which tell of one event.
pub const EVENT: &str = "event";

/// What happened, with everything that takes part in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Random, unique in its layer.
    pub id: IncidentId,
    /// Who and what takes part; a role that nothing fills is not listed.
    pub roles: BTreeMap<Role, Vec<Filler>>,
    /// What is said of it, by the names of the schema's `incident` list.
    pub attrs: BTreeMap<String, AttrValue>,
    /// How it came to be.
    pub state: SpanState,
    /// Where it came from.
    pub provenance: Provenance,
}

/// What fills a role.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filler {
    /// Words of the article.
    Span(SpanId),
    /// An entry of the registry by its canonical id, not in the text.
    Entry(String),
}

impl Filler {
    /// The span, if it is one.
    #[must_use]
    pub fn span(&self) -> Option<SpanId> {
        match self {
            Self::Span(id) => Some(*id),
            Self::Entry(_) => None,
        }
    }
}

impl Incident {
    /// What fills a role, in the order in which it was put there.
    #[must_use]
    pub fn fillers(&self, role: Role) -> &[Filler] {
        self.roles.get(&role).map_or(&[], Vec::as_slice)
    }

    /// The spans that fill a role.
    pub fn spans(&self, role: Role) -> impl Iterator<Item = SpanId> {
        self.fillers(role).iter().filter_map(Filler::span)
    }

    /// All spans it rests on, by role; one that fills two roles comes twice.
    pub fn all_spans(&self) -> impl Iterator<Item = (Role, SpanId)> {
        let roles = self.roles.iter();
        roles.flat_map(|(role, fillers)| {
            let spans = fillers.iter().filter_map(Filler::span);
            spans.map(|span| (*role, span))
        })
    }

    /// Puts something into a role, at its end. Whether it was not there already.
    pub fn fill(&mut self, role: Role, filler: Filler) -> bool {
        let fillers = self.roles.entry(role).or_default();
        let new = !fillers.contains(&filler);
        if new {
            fillers.push(filler);
        }
        new
    }

    /// Takes something out of a role.
    pub fn vacate(&mut self, role: Role, filler: &Filler) {
        if let Some(fillers) = self.roles.get_mut(&role) {
            fillers.retain(|other| other != filler);
        }
        self.roles.retain(|_, fillers| !fillers.is_empty());
    }

    /// Lets other spans stand where these stand.
    pub fn replace(&mut self, by: impl Fn(SpanId) -> Option<SpanId>) {
        for filler in self.roles.values_mut().flatten() {
            if let Some(other) = filler.span().and_then(&by) {
                *filler = Filler::Span(other);
            }
        }
    }

    /// Takes a span out of all roles.
    pub fn forget(&mut self, span: SpanId) {
        for fillers in self.roles.values_mut() {
            fillers.retain(|filler| filler.span() != Some(span));
        }
        self.roles.retain(|_, fillers| !fillers.is_empty());
    }

    /// The text of an attribute that is a text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.attrs.get(name).and_then(AttrValue::as_text)
    }

    /// The event that it tells of together with incidents of other articles, if they were linked.
    #[must_use]
    pub fn event(&self) -> Option<&str> {
        self.text(EVENT)
    }

    /// Whether it is told as something of an earlier time; exports skip these unless asked.
    #[must_use]
    pub fn is_background(&self) -> bool {
        self.text("episode") == Some("background")
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn incident() -> Incident {
        Incident {
            id: IncidentId(1),
            roles: BTreeMap::new(),
            attrs: BTreeMap::new(),
            state: SpanState::Manual,
            provenance: Provenance::manual("a".parse().unwrap(), Timestamp::UNIX_EPOCH),
        }
    }

    #[test]
    fn a_role_is_filled_once_by_the_same_and_goes_when_it_is_empty() {
        let mut incident = incident();
        let (strike, civilians) = (Filler::Span(SpanId(7)), Filler::Entry(CIVILIANS.into()));
        assert!(incident.fill(Role::Trigger, strike.clone()));
        assert!(!incident.fill(Role::Trigger, strike.clone()));
        assert!(incident.fill(Role::Casualty, strike));
        assert!(incident.fill(Role::Attacked, civilians.clone()));
        let spans: Vec<_> = incident.all_spans().collect();
        assert_eq!(
            spans,
            [(Role::Trigger, SpanId(7)), (Role::Casualty, SpanId(7))]
        );
        incident.forget(SpanId(7));
        assert_eq!(incident.roles.len(), 1);
        incident.vacate(Role::Attacked, &civilians);
        assert!(incident.roles.is_empty());
    }
}
