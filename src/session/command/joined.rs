//! What spans are joined to, and the walk to one.

use super::Attributes;
use crate::model::id::{IncidentId, SpanId};
use crate::model::incident::{Filler, Role};
use crate::model::relation::Relation;
use crate::session::links::Named;
use crate::session::walk::Step;

area! {
    /// Relations between spans.
    RelationCommand {
        /// Walk to a span that the selected one is to be related to.
        Start = "cmd-relation-start",
        /// Go to the relations of the selected span.
        List = "cmd-relation-list",
        ;
        /// Accept all relations that are proposed for the selected span.
        AcceptAll = "cmd-relation-accept-all",
        /// Accept many of the article's relations, once they were shown.
        AcceptMany = "cmd-relation-accept-many",
        /// Reject many of them, once they were shown.
        RejectMany = "cmd-relation-reject-many",
    } {
        /// Relate these two; where there are several ways, ask for one.
        Between(SpanId, SpanId) = "cmd-relation-start",
        /// Take one that is proposed or was rejected, with the suggested spans that it joins.
        Accept(Box<Relation>) = "accept",
        /// Remove one, or reject one that is proposed.
        Remove(Box<Relation>) = "cmd-relation-remove",
    } {}
}

area! {
    /// Incidents.
    IncidentCommand {
        /// Put an incident together from the selected trigger and what it is related to.
        New = "cmd-incident-new",
        /// Fill its empty roles as the incident before it has them.
        Repeat = "cmd-incident-repeat",
        /// Go to the incidents of the article.
        List = "cmd-incident-list",
        ;
        /// Accept many of the article's incidents, once they were shown.
        AcceptMany = "cmd-incident-accept-many",
        /// Reject many of them, once they were shown.
        RejectMany = "cmd-incident-reject-many",
        ;
        /// Show which incidents of several articles may be one event.
        Links = "cmd-incident-links",
    } {
        /// Look at that one, or at none.
        Select(Option<IncidentId>) = "cmd-incident-list",
        /// Take one that is proposed or was rejected, with the suggested spans that it rests on.
        Accept(IncidentId) = "accept",
        /// Remove one, or reject one that is proposed.
        Remove(IncidentId) = "cmd-incident-remove",
        /// Say that these tell of one event.
        Link(Vec<Named>) = "cmd-incident-link",
        /// Take an event apart.
        Part(String) = "cmd-incident-part",
        /// Walk to a span for a role.
        FillRole(IncidentId, Role) = "cmd-incident-fill",
        /// Let this fill a role.
        Fill(IncidentId, Role, Filler) = "cmd-incident-fill",
        /// Take this out of a role.
        Vacate(IncidentId, Role, Filler) = "cmd-incident-vacate",
        /// Set attributes of it, or take away those that have no value any more.
        SetAttributes(IncidentId, Attributes) = "cmd-span-set-attributes",
    } {}
}

area! {
    /// Walking to a span.
    WalkCommand {} {
        /// Go on, choose or leave.
        Step(Step) = "cmd-walk-step",
        /// Go to that span.
        To(SpanId) = "cmd-walk-to",
    } {}
}
