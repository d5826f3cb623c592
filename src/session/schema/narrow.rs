//! The schema asks less: an attribute, a choice or a role goes, or a label is no end of a relation
//! and plays no role any more.
//!
//! Nothing that was said goes with it: it is only not asked any more. Where it was said is shown
//! first, so that nobody drops by mistake what a team has worked on for weeks.

use super::Item;
use super::change::{AttributeChange, change_attributes, change_relation};
use crate::model::annotations::Annotations;
use crate::model::id::LabelId;
use crate::model::incident::Role;
use crate::model::schema::change::SchemaEdit;
use crate::model::schema::rules::Fault;
use crate::model::schema::{RelationType, Schema};
use crate::model::span::{AttrValue, Span};
use crate::text::offset::ByteRange;

/// What is not asked any more.
#[derive(Clone, Debug, PartialEq)]
pub enum Narrowing {
    /// An attribute of a label, or of incidents.
    Attribute(Item, String),
    /// A choice of an attribute.
    Choice(Item, String, String),
    /// A relation between a label and others.
    End {
        /// The type of relation.
        relation: String,
        /// Whether it starts at the label.
        starts: bool,
        /// The label.
        label: LabelId,
    },
    /// A role that the project has made.
    Role(Role),
    /// A label that plays a role.
    Plays(Role, LabelId),
}

impl Narrowing {
    /// What it is about.
    #[must_use]
    pub fn item(&self) -> Item {
        match self {
            Self::Attribute(item, _) | Self::Choice(item, ..) => item.clone(),
            Self::End { relation, .. } => Item::Relation(relation.clone()),
            Self::Role(role) | Self::Plays(role, _) => Item::Role(*role),
        }
    }

    /// What changes in the schema; nothing if it asks no more already.
    ///
    /// # Errors
    /// What would be wrong with it then.
    pub fn change(&self, schema: &Schema) -> Result<Option<SchemaEdit>, Fault> {
        let attributes = |item, change| change_attributes(schema, item, &change);
        match self {
            Self::Attribute(item, name) => attributes(item, AttributeChange::Remove(name.clone())),
            Self::Choice(item, name, choice) => {
                let change = AttributeChange::RemoveChoice(name.clone(), choice.clone());
                attributes(item, change)
            }
            Self::End { starts, label, .. } => change_relation(schema, &self.item(), |relation| {
                ends(relation, *starts).retain(|end| end != label);
            }),
            Self::Role(role) => {
                let from = schema.roles.get(role).cloned();
                let is_own = from.is_some() && matches!(role, Role::Own(_));
                let (role, to) = (*role, None);
                Ok(is_own.then_some(SchemaEdit::SetRole { role, from, to }))
            }
            Self::Plays(role, label) => {
                let mut to = schema.role_labels(*role);
                to.retain(|other| other != label);
                Ok(set_role(schema, *role, to))
            }
        }
    }

    /// Where a layer says what is not asked any more.
    pub(super) fn places(&self, layer: &Annotations) -> Vec<ByteRange> {
        let place = |id| Some(layer.span(id)?.range);
        match self {
            Self::Attribute(item, name) => said(layer, item, name, |_| true),
            Self::Choice(item, name, choice) => said(layer, item, name, |value| match value {
                AttrValue::List(list) => list.contains(choice),
                value => value.as_text() == Some(choice),
            }),
            Self::End {
                relation,
                starts,
                label,
            } => {
                let relations = layer.relations().filter(|one| one.kind == *relation);
                let joined = relations.filter(|one| {
                    let end = layer.span(if *starts { one.from } else { one.to });
                    end.is_some_and(|span| span.label == *label)
                });
                joined.filter_map(|one| place(one.from)).collect()
            }
            Self::Role(role) => fillers(layer, *role, |_| true),
            Self::Plays(role, label) => fillers(layer, *role, |span| span.label == *label),
        }
    }
}

/// The labels that a type of relation may start at, or end at.
pub fn ends(relation: &mut RelationType, starts: bool) -> &mut Vec<LabelId> {
    if starts {
        &mut relation.from
    } else {
        &mut relation.to
    }
}

/// What lets a role be played by these labels; nothing if it is already.
#[must_use]
pub fn set_role(schema: &Schema, role: Role, to: Vec<LabelId>) -> Option<SchemaEdit> {
    let from = schema.roles.get(&role).cloned();
    let changes = schema.role_labels(role) != to;
    let to = Some(to);
    changes.then_some(SchemaEdit::SetRole { role, from, to })
}

/// The spans that fill a role of incidents.
fn fillers(layer: &Annotations, role: Role, is_it: impl Fn(&Span) -> bool) -> Vec<ByteRange> {
    let fillers = layer.incidents().flat_map(|one| one.spans(role));
    let spans = fillers.filter_map(|id| layer.span(id));
    spans
        .filter(|span| is_it(span))
        .map(|span| span.range)
        .collect()
}

/// The spans, or the first ones of incidents, of which an attribute says something.
fn said(
    layer: &Annotations,
    item: &Item,
    name: &str,
    wanted: impl Fn(&AttrValue) -> bool,
) -> Vec<ByteRange> {
    match item {
        Item::Label(label) => {
            let spans = layer.spans().filter(|span| span.label == *label);
            let said = spans.filter(|span| span.attrs.get(name).is_some_and(&wanted));
            said.map(|span| span.range).collect()
        }
        Item::Incident => {
            let incidents = layer.incidents();
            let said = incidents.filter(|one| one.attrs.get(name).is_some_and(&wanted));
            let first = said.filter_map(|one| one.all_spans().next());
            let first = first.filter_map(|(_, id)| layer.span(id));
            first.map(|span| span.range).collect()
        }
        Item::Relation(_) | Item::Role(_) => Vec::new(),
    }
}
