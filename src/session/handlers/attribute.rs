//! What is said of a span.

use crate::model::edit::Edit;
use crate::model::history::{Change, StepName};
use crate::model::id::SpanId;
use crate::model::span::SpanState;
use crate::session::Session;
use crate::session::command::Attributes;

use super::span::push_state_change;

impl Session {
    /// Sets attributes of a span in one step. A suggestion of which something else is said is
    /// the analyst's from then on.
    pub(super) fn set_attributes(&mut self, id: SpanId, attributes: Attributes) {
        let Some(open) = self.open() else { return };
        let chosen = open.span == Some(id);
        if let Some(mut suggestion) = open.suggestion(id).cloned() {
            let before = suggestion.attrs.clone();
            for (name, value) in attributes {
                match value {
                    Some(value) => suggestion.attrs.insert(name, value),
                    None => suggestion.attrs.remove(&name),
                };
            }
            if suggestion.attrs != before
                && let Some(kept) = self.keep(suggestion, SpanState::Edited)
                && chosen
            {
                self.focus(kept);
            }
            return;
        }
        let Some(span) = open.layer.span(id) else {
            return;
        };
        let mut edits: Vec<Edit> = attributes
            .into_iter()
            .filter_map(|(name, to)| {
                let from = span.attrs.get(&name).cloned();
                let changes = from != to;
                changes.then_some(Edit::SetAttr {
                    span: id,
                    name,
                    from,
                    to,
                })
            })
            .collect();
        let Some(Edit::SetAttr { name, .. }) = edits.first() else {
            return;
        };
        let name = StepName::Attribute(name.clone());
        push_state_change(&mut edits, span);
        self.perform(Change::of(&open.id.clone(), name, edits));
    }
}
