//! The panels of the window. Each reads the session and sends it commands.

pub(super) mod attributes;
mod context;
mod incidents;
pub(super) mod inspector;
mod instead;
pub(super) mod labels;
pub(super) mod learned;
pub(super) mod list;
pub(super) mod menu;
mod offer;
pub(super) mod reader;
mod relations;
pub(super) mod review;
pub(super) mod search;
pub(super) mod start;
pub(super) mod status;
mod strip;
pub(super) mod toasts;
pub(super) mod walk;

pub(super) use relations::relation_title;

use crate::model::id::LabelId;
use crate::model::schema::Label;
use crate::model::span::SpanState;
use crate::session::Session;
pub(super) use crate::session::list::progress_key;
use crate::session::message::Message;
use crate::session::tally::Waiting;
use crate::ui::flow::listed;

/// What waits for a decision, in words.
pub(super) fn waiting(session: &Session, left: Waiting, rtl: bool) -> String {
    let counts = [
        ("open-spans", left.spans),
        ("open-relations", left.relations),
        ("open-incidents", left.incidents),
    ];
    let some = counts.into_iter().filter(|(_, count)| *count > 0);
    let parts = some.map(|(key, count)| {
        let message = Message::new(key).number("count", count as usize);
        session.catalogue.message(&message)
    });
    listed(&parts.collect::<Vec<_>>(), " · ", rtl)
}

/// The message that names a state.
pub(super) fn state_key(state: SpanState) -> &'static str {
    match state {
        SpanState::Suggested => "state-suggested",
        SpanState::Accepted => "state-accepted",
        SpanState::Edited => "state-edited",
        SpanState::Rejected => "state-rejected",
        SpanState::Manual => "state-manual",
    }
}

/// The name of a label in the interface's language.
pub(super) fn label_name(label: &Label, rtl: bool) -> &str {
    if rtl { &label.name.ar } else { &label.name.en }
}

/// What the project calls a label; its id where the schema does not have it.
pub(super) fn label_called(session: &Session, id: &LabelId, rtl: bool) -> String {
    let schema = session.project.as_ref().map(|p| &p.project.schema);
    let found = schema.and_then(|schema| schema.label(id));
    found.map_or_else(|| id.to_string(), |label| label_name(label, rtl).to_owned())
}
