//! What the steps of the history are called.

use super::locale::Catalogue;
use super::message::Message;
use crate::model::history::StepName;
use crate::model::id::LabelId;
use crate::model::schema::Schema;

/// The name of a step, with what it is about in the interface's language.
#[must_use]
pub fn name(step: &StepName, schema: &Schema, catalogue: &Catalogue) -> Message {
    let label = |id: &LabelId| {
        let name = schema
            .label(id)
            .map(|label| catalogue.bilingual(&label.name));
        name.map_or_else(|| id.to_string(), str::to_owned)
    };
    let relation = |name: &str| {
        let found = schema.relation(name).map(|r| catalogue.bilingual(&r.title));
        found.unwrap_or(name).to_owned()
    };
    let of = |key, id: &LabelId| Message::new(key).text("label", label(id));
    let count = |key, n: u32| Message::new(key).number("count", n as usize);
    match step {
        StepName::Tag(id) => of("step-tag", id),
        StepName::Relabel(id) => of("step-relabel", id),
        StepName::Resize(id) => of("step-resize", id),
        StepName::Accept(id) => of("step-accept", id),
        StepName::Reject(id) => of("step-reject", id),
        StepName::Untag(id) => of("step-untag", id),
        StepName::TagMany(id, n) => of("step-tag-many", id).number("count", *n as usize),
        StepName::AcceptMany(n) => count("step-accept-many", *n),
        StepName::RejectMany(n) => count("step-reject-many", *n),
        StepName::ChangeMany(n) => count("step-change-many", *n),
        StepName::Attribute(name) => {
            Message::new("step-attribute").text("name", catalogue.attribute(name))
        }
        StepName::SpanNote => Message::new("step-span-note"),
        StepName::Note => Message::new("step-note"),
        StepName::Progress => Message::new("step-progress"),
        StepName::Describe => Message::new("step-describe"),
        StepName::Relate(name) => Message::new("step-relate").text("name", relation(name)),
        StepName::Unrelate(name) => Message::new("step-unrelate").text("name", relation(name)),
        StepName::AddIncident => Message::new("step-add-incident"),
        StepName::RemoveIncident => Message::new("step-remove-incident"),
        StepName::RejectIncident => Message::new("step-reject-incident"),
        StepName::Role(role) => {
            let role = catalogue.role(*role);
            Message::new("step-role").text("role", role)
        }
        StepName::IncidentAttribute(name) => {
            Message::new("step-incident-attribute").text("name", catalogue.attribute(name))
        }
        StepName::Link => Message::new("step-link"),
        StepName::Part => Message::new("step-part"),
        StepName::CopyFrom(n) => count("step-copy-from", *n),
        StepName::RepeatRoles => Message::new("step-repeat-roles"),
        StepName::Settle => Message::new("step-settle"),
        StepName::Import(n) => count("step-import", *n),
        StepName::RemoveArticles(n) => count("step-remove-articles", *n),
        StepName::Reattach(_) => Message::new("step-reattach"),
        StepName::AddEntry(name) => Message::new("step-add-entry").text("name", name.as_str()),
        StepName::NameEntry(name) => Message::new("step-name-entry").text("name", name.as_str()),
        StepName::ChangeEntry(name) => {
            Message::new("step-change-entry").text("name", name.as_str())
        }
        StepName::RemoveEntry(name) => {
            Message::new("step-remove-entry").text("name", name.as_str())
        }
        StepName::MergeEntries(name) => {
            Message::new("step-merge-entries").text("name", name.as_str())
        }
        StepName::SplitEntry(name) => Message::new("step-split-entry").text("name", name.as_str()),
        StepName::ImportEntries(n) => count("step-import-entries", *n),
        StepName::AddLabel(id) => of("step-add-label", id),
        StepName::ChangeLabel(id) => of("step-change-label", id),
        StepName::MergeLabels(from, into) => {
            of("step-merge-labels", from).text("into", label(into))
        }
        StepName::SplitLabel(from, to) => of("step-split-label", from).text("to", label(to)),
        StepName::DeleteLabel(id) => of("step-delete-label", id),
        StepName::ForgetLearned => Message::new("step-forget-learned"),
        StepName::RememberAll => Message::new("step-remember-all"),
        StepName::ChangeSchema => Message::new("step-change-schema"),
    }
}
