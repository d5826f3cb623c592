//! Which edits of a layer carry a change of the schema out.
//!
//! Pure: every edit is tried on a copy of the layer before the next one is made, so that they
//! fit each other.

use super::{Reshape, Which};
use crate::analysis::search::find;
use crate::model::annotations::Annotations;
use crate::model::article::{ArticleMeta, ArticleText};
use crate::model::edit::Edit;
use crate::model::id::{LabelId, SpanId};
use crate::model::incident::{Filler, Incident};
use crate::model::refusal::Refusal;
use crate::model::relation::Relation;
use crate::model::schema::change::SchemaEdit;
use crate::model::schema::{Label, Schema, Standing};
use crate::model::span::{Span, SpanState};
use crate::text::offset::ByteRange;

/// What changes in a layer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The edits, in order.
    pub edits: Vec<Edit>,
    /// What is touched: spans, or those at which relations start.
    pub places: Vec<ByteRange>,
    /// How many relations go or change their ends.
    pub relations: usize,
    /// How many roles of incidents change what fills them.
    pub fillers: usize,
}

impl Plan {
    /// Whether it touches nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.places.is_empty()
    }
}

impl Reshape {
    /// What changes in the schema. Nothing if it does not have what is spoken of.
    #[must_use]
    pub fn schema_edits(&self, schema: &Schema) -> Vec<SchemaEdit> {
        let stands = |id: &LabelId, standing: Standing| {
            let from = schema.label(id)?.clone();
            if from.standing == standing {
                return None;
            }
            let to = Label {
                standing,
                // It is no longer offered, and its key is free for another one.
                enabled: false,
                key: None,
                ..from.clone()
            };
            Some(SchemaEdit::SetLabel {
                id: id.clone(),
                from: Some(Box::new(from)),
                to: Some(Box::new(to)),
            })
        };
        match self {
            Self::Merge { from, into } => {
                let merged = stands(from, Standing::Merged(into.clone())).into_iter();
                merged
                    .chain(renamed_ends(schema, from, Some(into)))
                    .collect()
            }
            Self::Split { .. } => Vec::new(),
            Self::Delete(id) => {
                let removed = stands(id, Standing::Removed).into_iter();
                removed.chain(renamed_ends(schema, id, None)).collect()
            }
            Self::DeleteRelation(name) => {
                let from = schema.relation(name).cloned();
                let edit = from.map(|from| {
                    let mut to = from.clone();
                    to.removed = true;
                    SchemaEdit::SetRelation {
                        name: name.clone(),
                        from: Some(Box::new(from)),
                        to: Some(Box::new(to)),
                    }
                });
                edit.into_iter().collect()
            }
            Self::Narrow(narrowing) => {
                let edit = narrowing.change(schema).ok().flatten();
                edit.into_iter().collect()
            }
        }
    }

    /// The schema as it will be.
    #[must_use]
    pub fn after(&self, schema: &Schema) -> Schema {
        let mut after = schema.clone();
        for edit in self.schema_edits(schema) {
            edit.apply(&mut after);
        }
        after
    }

    /// Whether it speaks of what the schema has. A label that was merged or removed by somebody
    /// else can be taken out of the own spans in the same way.
    #[must_use]
    pub fn fits(&self, schema: &Schema) -> bool {
        let known = |id: &LabelId| schema.label(id).is_some();
        let there = |id: &LabelId| {
            let label = schema.label(id);
            label.is_some_and(|label| label.standing.is_current())
        };
        match self {
            Self::Merge { from, into } => from != into && known(from) && there(into),
            Self::Split { from, to, .. } => from != to && known(from) && there(to),
            // A project without labels is none.
            Self::Delete(id) => known(id) && schema.current().any(|label| label.id != *id),
            Self::DeleteRelation(name) => schema.relation(name).is_some_and(|r| !r.removed),
            Self::Narrow(narrowing) => matches!(narrowing.change(schema), Ok(Some(_))),
        }
    }

    /// What changes in a layer. `after` is the schema as it will be.
    #[must_use]
    pub fn plan(&self, layer: &Annotations, text: &ArticleText, after: &Schema) -> Plan {
        let mut making = Making {
            layer: layer.clone(),
            meta: ArticleMeta::new(text, ""),
            plan: Plan::default(),
        };
        match self {
            Self::Merge { from, into } => {
                for span in of_label(layer, from) {
                    making.relabel(&span, into, after);
                }
                making.rename_refusals(|label| (label == from).then(|| into.clone()));
            }
            Self::Split { from, to, which } => {
                let chosen = of_label(layer, from).into_iter();
                for span in chosen.filter(|span| which.takes(span, text.as_str())) {
                    making.relabel(&span, to, after);
                }
            }
            Self::Delete(label) => {
                for span in of_label(layer, label) {
                    making.remove(&span);
                }
            }
            Self::DeleteRelation(name) => {
                let found: Vec<Relation> = layer
                    .relations()
                    .filter(|relation| &relation.kind == name)
                    .cloned()
                    .collect();
                for relation in found {
                    let place = layer.span(relation.from).map(|span| span.range);
                    making.plan.places.extend(place);
                    making.unrelate(&relation);
                }
            }
            Self::Narrow(narrowing) => making.plan.places = narrowing.places(layer),
        }
        making.plan
    }

    /// How many spans, or relations, of a layer it would touch if the layer were the user's own.
    #[must_use]
    pub fn count(&self, layer: &Annotations, text: &ArticleText) -> usize {
        match self {
            Self::Merge { from: label, .. } | Self::Delete(label) => of_label(layer, label).len(),
            Self::Split { from, which, .. } => {
                let spans = of_label(layer, from).into_iter();
                spans
                    .filter(|span| which.takes(span, text.as_str()))
                    .count()
            }
            Self::DeleteRelation(name) => layer.relations().filter(|r| &r.kind == name).count(),
            Self::Narrow(narrowing) => narrowing.places(layer).len(),
        }
    }
}

impl Which {
    fn takes(&self, span: &Span, text: &str) -> bool {
        match self {
            Self::Said(name, value) => span.attrs.get(name) == Some(value),
            Self::Words(words) => {
                let own = span.range.of(text).unwrap_or_default();
                !find(own, words, 1).is_empty()
            }
        }
    }
}

/// A layer as the schema reads it: spans and refusals of labels that were merged have what they
/// were merged into. For looking at what others have marked; nothing of theirs is written.
#[must_use]
pub fn as_meant(layer: &Annotations, text: &ArticleText, schema: &Schema) -> Annotations {
    let mut making = Making {
        layer: layer.clone(),
        meta: ArticleMeta::new(text, ""),
        plan: Plan::default(),
    };
    for span in layer.spans() {
        if let Some(meant) = schema
            .meant(&span.label)
            .filter(|meant| meant.id != span.label)
        {
            making.push(Edit::SetLabel {
                span: span.id,
                from: span.label.clone(),
                to: meant.id.clone(),
            });
        }
    }
    making.rename_refusals(|label| Some(schema.meant(label)?.id.clone()));
    making.layer
}

fn of_label(layer: &Annotations, label: &LabelId) -> Vec<Span> {
    let spans = layer.spans().filter(|span| &span.label == label);
    spans.cloned().collect()
}

/// What speaks of a label, with another one in its place: types of relation, roles of incidents.
fn renamed_ends(schema: &Schema, from: &LabelId, into: Option<&LabelId>) -> Vec<SchemaEdit> {
    let rename = |ends: &mut Vec<LabelId>| {
        if let Some(at) = ends.iter().position(|end| end == from) {
            ends.remove(at);
            if let Some(into) = into.filter(|into| !ends.contains(into)) {
                ends.insert(at, into.clone());
            }
        }
    };
    let relations = schema.relations.iter().filter_map(|relation| {
        let mut to = relation.clone();
        rename(&mut to.from);
        rename(&mut to.to);
        (to != *relation).then(|| SchemaEdit::SetRelation {
            name: relation.name.clone(),
            from: Some(Box::new(relation.clone())),
            to: Some(Box::new(to)),
        })
    });
    let roles = schema.all_roles().into_iter().filter_map(|role| {
        let before = schema.role_labels(role);
        let mut after = before.clone();
        rename(&mut after);
        (after != before).then(|| SchemaEdit::SetRole {
            role,
            from: schema.roles.get(&role).cloned(),
            to: Some(after),
        })
    });
    relations.chain(roles).collect()
}

/// A plan that is being made.
struct Making {
    /// The layer as it is after the edits so far.
    layer: Annotations,
    meta: ArticleMeta,
    plan: Plan,
}

impl Making {
    /// Adds an edit if it fits.
    fn push(&mut self, edit: Edit) -> bool {
        let fits = edit.apply(&mut self.meta, &mut self.layer).is_ok();
        if fits {
            self.plan.edits.push(edit);
        }
        fits
    }

    fn unrelate(&mut self, relation: &Relation) {
        if self.push(Edit::RemoveRelation(Box::new(relation.clone()))) {
            self.plan.relations += 1;
        }
    }

    /// Refusals speak of words by their labels: they follow them.
    fn rename_refusals(&mut self, called: impl Fn(&LabelId) -> Option<LabelId>) {
        let refusals: Vec<Refusal> = self.layer.refusals().cloned().collect();
        for refusal in refusals {
            if let Some(renamed) = refusal.called(&called) {
                self.push(Edit::RemoveRefusal(Box::new(refusal)));
                self.push(Edit::AddRefusal(Box::new(renamed)));
            }
        }
    }

    fn remove(&mut self, span: &Span) {
        self.plan.places.push(span.range);
        for edit in self.layer.releasing(span.id) {
            let is_relation = matches!(edit, Edit::RemoveRelation(_));
            if self.push(edit) {
                self.plan.relations += usize::from(is_relation);
                self.plan.fillers += usize::from(!is_relation);
            }
        }
        self.push(Edit::RemoveSpan(Box::new(span.clone())));
    }

    /// Gives a span another label. Where the same words have that label already, that span takes
    /// its place.
    fn relabel(&mut self, span: &Span, label: &LabelId, schema: &Schema) {
        let twin = self.layer.overlapping(span.range).find(|other| {
            other.id != span.id
                && other.range == span.range
                && &other.label == label
                && (other.state == SpanState::Rejected) == (span.state == SpanState::Rejected)
        });
        if let Some(twin) = twin.map(|twin| twin.id) {
            self.replace(span, twin);
            return;
        }
        self.plan.places.push(span.range);
        self.push(Edit::SetLabel {
            span: span.id,
            from: span.label.clone(),
            to: label.clone(),
        });
        self.drop_unfit(span.id, label, schema);
    }

    /// Takes away what a span of a label cannot have: relations, and parts in incidents.
    fn drop_unfit(&mut self, id: SpanId, label: &LabelId, schema: &Schema) {
        for edit in unfit_for(&self.layer, id, label, schema) {
            let is_relation = matches!(edit, Edit::RemoveRelation(_));
            if self.push(edit) {
                self.plan.relations += usize::from(is_relation);
                self.plan.fillers += usize::from(!is_relation);
            }
        }
    }

    /// Lets another span take a span's place in everything.
    fn replace(&mut self, span: &Span, twin: SpanId) {
        self.plan.places.push(span.range);
        let relations: Vec<Relation> = self.layer.relations_of(span.id).cloned().collect();
        for relation in relations {
            self.unrelate(&relation);
            let end = |id: SpanId| if id == span.id { twin } else { id };
            let moved = Relation {
                from: end(relation.from),
                to: end(relation.to),
                ..relation
            };
            let there = |one: &Relation| {
                (one.from, one.to, &one.kind) == (moved.from, moved.to, &moved.kind)
            };
            let known = self.layer.relations_of(twin).any(there);
            if moved.from != moved.to && !known {
                self.push(Edit::AddRelation(Box::new(moved.clone())));
            }
        }
        let incidents: Vec<Incident> = self.layer.incidents_of(span.id).cloned().collect();
        for incident in incidents {
            let mut moved = incident.clone();
            for (role, filler) in incident.all_spans() {
                if filler == span.id {
                    moved.vacate(role, &Filler::Span(span.id));
                    moved.fill(role, Filler::Span(twin));
                    self.plan.fillers += 1;
                }
            }
            self.push(Edit::ChangeIncident {
                from: Box::new(incident),
                to: Box::new(moved),
            });
        }
        self.push(Edit::RemoveSpan(Box::new(span.clone())));
    }
}

/// What goes when a span gets another label: relations that spans of that label cannot have, and
/// its part in incidents where it can no longer play it.
#[must_use]
pub fn unfit_for(layer: &Annotations, id: SpanId, label: &LabelId, schema: &Schema) -> Vec<Edit> {
    let label_of = |end: SpanId| {
        let other = layer.span(end).filter(|other| other.id != id);
        other.map_or(label, |other| &other.label)
    };
    let relations = layer.relations_of(id).filter(|relation| {
        let kind = schema.relation(&relation.kind);
        // A type that the schema does not know allows anything.
        kind.is_some_and(|kind| !kind.joins(label_of(relation.from), label_of(relation.to)))
    });
    let relations = relations.map(|relation| Edit::RemoveRelation(Box::new(relation.clone())));
    let incidents = layer.incidents_of(id).filter_map(|incident| {
        let mut without = incident.clone();
        for (role, filler) in incident.all_spans() {
            if filler == id && !schema.plays(label, role) {
                without.vacate(role, &Filler::Span(filler));
            }
        }
        (without != *incident).then(|| Edit::ChangeIncident {
            from: Box::new(incident.clone()),
            to: Box::new(without),
        })
    });
    relations.chain(incidents).collect()
}

#[cfg(test)]
mod tests;
