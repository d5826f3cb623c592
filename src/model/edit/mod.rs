//! Edits: every change of a project as a value that knows its inverse.
//!
//! An edit carries what was and what will be. Its inverse therefore needs nothing but the edit,
//! a journal of edits is an audit trail, and an edit that does not fit what is there (because a
//! file was changed by hand, say) is noticed instead of doing something else.

use serde::{Deserialize, Serialize};

use super::annotations::{Annotations, Progress};
use super::article::{ArticleMeta, MetaEntry, MetaField};
use super::id::{IncidentId, LabelId, RelationId, SpanId};
use super::incident::Incident;
use super::refusal::Refusal;
use super::relation::Relation;
use super::span::{AttrValue, Span, SpanState};
use crate::text::offset::ByteRange;

/// One change of one article's layer or description.
///
/// `from` is what was, `to` what will be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// A new span.
    AddSpan(Box<Span>),
    /// A span taken away, with all it held. Its relations are removed by edits of their own, and
    /// so is its part in incidents.
    RemoveSpan(Box<Span>),
    /// A span that covers something else.
    SetRange {
        /// The span.
        span: SpanId,
        /// What was.
        from: ByteRange,
        /// What will be.
        to: ByteRange,
    },
    /// A span with another label.
    SetLabel {
        /// The span.
        span: SpanId,
        /// What was.
        from: LabelId,
        /// What will be.
        to: LabelId,
    },
    /// A decision about a span.
    SetState {
        /// The span.
        span: SpanId,
        /// What was.
        from: SpanState,
        /// What will be.
        to: SpanState,
    },
    /// An attribute of a span; `None` is "not stated".
    SetAttr {
        /// The span.
        span: SpanId,
        /// The attribute.
        name: String,
        /// What was.
        from: Option<AttrValue>,
        /// What will be.
        to: Option<AttrValue>,
    },
    /// The head of a span.
    SetHead {
        /// The span.
        span: SpanId,
        /// What was.
        from: Option<ByteRange>,
        /// What will be.
        to: Option<ByteRange>,
    },
    /// The trigger of a span.
    SetTrigger {
        /// The span.
        span: SpanId,
        /// What was.
        from: Option<ByteRange>,
        /// What will be.
        to: Option<ByteRange>,
    },
    /// The remark on a span.
    SetSpanNote {
        /// The span.
        span: SpanId,
        /// What was.
        from: String,
        /// What will be.
        to: String,
    },
    /// A new relation.
    AddRelation(Box<Relation>),
    /// A relation taken away.
    RemoveRelation(Box<Relation>),
    /// A new incident.
    AddIncident(Box<Incident>),
    /// An incident taken away.
    RemoveIncident(Box<Incident>),
    /// An incident of which something else is said; its id stays.
    ChangeIncident {
        /// What was.
        from: Box<Incident>,
        /// What will be.
        to: Box<Incident>,
    },
    /// Something that was proposed is not so.
    AddRefusal(Box<Refusal>),
    /// It may be so after all.
    RemoveRefusal(Box<Refusal>),
    /// An attribute of the article as a whole.
    SetArticleAttr {
        /// The attribute.
        name: String,
        /// What was.
        from: Option<AttrValue>,
        /// What will be.
        to: Option<AttrValue>,
    },
    /// The remarks on the article.
    SetNote {
        /// What was.
        from: String,
        /// What will be.
        to: String,
    },
    /// How far the annotator has come.
    SetProgress {
        /// What was.
        from: Progress,
        /// What will be.
        to: Progress,
    },
    /// A field of the article's description, shared by all annotators.
    SetMeta {
        /// The field.
        field: MetaField,
        /// What was.
        from: Option<MetaEntry>,
        /// What will be.
        to: Option<MetaEntry>,
    },
}

/// Why an edit cannot be applied. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// There is already a span, relation, incident or refusal with that id.
    #[error("there is already a span, relation, incident or refusal {0}")]
    Exists(String),
    /// There is no such span, relation, incident or refusal.
    #[error("there is no span, relation, incident or refusal {0}")]
    Missing(String),
    /// What is there is not what the edit says was there.
    #[error("{what} is not what it was when this was done; it has been changed since")]
    Changed {
        /// What differs.
        what: &'static str,
    },
    /// A span covers at least one byte.
    #[error("a span must cover some text")]
    Empty,
    /// A relation joins two spans of the layer, an incident rests on spans of the layer.
    #[error("a relation or an incident must stand on spans of this layer")]
    Dangling,
}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let mut inverse = self.clone();
        match &mut inverse {
            Self::AddSpan(span) => return Self::RemoveSpan(span.clone()),
            Self::RemoveSpan(span) => return Self::AddSpan(span.clone()),
            Self::AddRelation(relation) => return Self::RemoveRelation(relation.clone()),
            Self::RemoveRelation(relation) => return Self::AddRelation(relation.clone()),
            Self::AddIncident(incident) => return Self::RemoveIncident(incident.clone()),
            Self::RemoveIncident(incident) => return Self::AddIncident(incident.clone()),
            Self::AddRefusal(refusal) => return Self::RemoveRefusal(refusal.clone()),
            Self::RemoveRefusal(refusal) => return Self::AddRefusal(refusal.clone()),
            Self::ChangeIncident { from, to } => std::mem::swap(from, to),
            Self::SetRange { from, to, .. } => std::mem::swap(from, to),
            Self::SetLabel { from, to, .. } => std::mem::swap(from, to),
            Self::SetState { from, to, .. } => std::mem::swap(from, to),
            Self::SetAttr { from, to, .. } | Self::SetArticleAttr { from, to, .. } => {
                std::mem::swap(from, to);
            }
            Self::SetHead { from, to, .. } | Self::SetTrigger { from, to, .. } => {
                std::mem::swap(from, to);
            }
            Self::SetSpanNote { from, to, .. } | Self::SetNote { from, to } => {
                std::mem::swap(from, to);
            }
            Self::SetProgress { from, to } => std::mem::swap(from, to),
            Self::SetMeta { from, to, .. } => std::mem::swap(from, to),
        }
        inverse
    }

    /// Whether it changes the shared description rather than the annotator's layer.
    #[must_use]
    pub fn is_meta(&self) -> bool {
        matches!(self, Self::SetMeta { .. })
    }

    /// The span it is about, if it is about one.
    #[must_use]
    pub fn span(&self) -> Option<SpanId> {
        match self {
            Self::AddSpan(span) | Self::RemoveSpan(span) => Some(span.id),
            Self::SetRange { span, .. }
            | Self::SetLabel { span, .. }
            | Self::SetState { span, .. }
            | Self::SetAttr { span, .. }
            | Self::SetHead { span, .. }
            | Self::SetTrigger { span, .. }
            | Self::SetSpanNote { span, .. } => Some(*span),
            _ => None,
        }
    }

    /// Applies it and returns its inverse.
    ///
    /// # Errors
    /// If what is there is not what the edit says; then nothing has changed.
    pub fn apply(
        &self,
        meta: &mut ArticleMeta,
        layer: &mut Annotations,
    ) -> Result<Self, EditError> {
        match self {
            Self::AddSpan(span) => {
                if span.range.is_empty() {
                    return Err(EditError::Empty);
                }
                if layer.span(span.id).is_some() {
                    return Err(EditError::Exists(span.id.to_string()));
                }
                layer.insert_span(Span::clone(span));
            }
            Self::RemoveSpan(span) => {
                let there = layer.span(span.id).ok_or_else(|| missing(span.id))?;
                expect(there == &**span, "the span")?;
                let used = layer.relations_of(span.id).next().is_some()
                    || layer.incidents_of(span.id).next().is_some();
                if used {
                    return Err(EditError::Dangling);
                }
                layer.remove_span(span.id);
            }
            Self::SetRange { span, from, to } => {
                if to.is_empty() {
                    return Err(EditError::Empty);
                }
                let there = layer.span(*span).ok_or_else(|| missing(*span))?;
                expect(there.range == *from, "the span's place")?;
                if let Some(mut moved) = layer.remove_span(*span) {
                    moved.range = *to;
                    layer.insert_span(moved);
                }
            }
            Self::SetLabel { span, from, to } => {
                set(
                    span_mut(layer, *span)?,
                    |s| &mut s.label,
                    from,
                    to,
                    "the label",
                )?;
            }
            Self::SetState { span, from, to } => {
                set(
                    span_mut(layer, *span)?,
                    |s| &mut s.state,
                    from,
                    to,
                    "the state",
                )?;
            }
            Self::SetHead { span, from, to } => {
                set(
                    span_mut(layer, *span)?,
                    |s| &mut s.head,
                    from,
                    to,
                    "the head",
                )?;
            }
            Self::SetTrigger { span, from, to } => {
                set(
                    span_mut(layer, *span)?,
                    |s| &mut s.trigger,
                    from,
                    to,
                    "the trigger",
                )?;
            }
            Self::SetSpanNote { span, from, to } => {
                set(
                    span_mut(layer, *span)?,
                    |s| &mut s.note,
                    from,
                    to,
                    "the note",
                )?;
            }
            Self::SetAttr {
                span,
                name,
                from,
                to,
            } => set_entry(
                &mut span_mut(layer, *span)?.attrs,
                name.clone(),
                from,
                to,
                "the attribute",
            )?,
            Self::AddRelation(relation) => {
                if layer.relation(relation.id).is_some() {
                    return Err(EditError::Exists(relation.id.to_string()));
                }
                if layer.span(relation.from).is_none() || layer.span(relation.to).is_none() {
                    return Err(EditError::Dangling);
                }
                layer
                    .relations_mut()
                    .insert(relation.id, Relation::clone(relation));
            }
            Self::RemoveRelation(relation) => {
                let there = layer
                    .relation(relation.id)
                    .ok_or_else(|| missing_relation(relation.id))?;
                expect(there == &**relation, "the relation")?;
                layer.relations_mut().remove(&relation.id);
            }
            Self::AddIncident(incident) => {
                if layer.incident(incident.id).is_some() {
                    return Err(EditError::Exists(incident.id.to_string()));
                }
                put_incident(layer, incident)?;
            }
            Self::RemoveIncident(incident) => {
                expect_incident(layer, incident)?;
                layer.incidents_mut().remove(&incident.id);
            }
            Self::ChangeIncident { from, to } => {
                expect_incident(layer, from)?;
                expect(from.id == to.id, "the incident")?;
                put_incident(layer, to)?;
            }
            Self::AddRefusal(refusal) => {
                let refusals = layer.refusals_mut();
                if refusals.contains_key(&refusal.id) {
                    return Err(EditError::Exists(refusal.id.to_string()));
                }
                refusals.insert(refusal.id, Refusal::clone(refusal));
            }
            Self::RemoveRefusal(refusal) => {
                let refusals = layer.refusals_mut();
                let there = refusals.get(&refusal.id);
                let there = there.ok_or_else(|| EditError::Missing(refusal.id.to_string()))?;
                expect(there == &**refusal, "the refusal")?;
                refusals.remove(&refusal.id);
            }
            Self::SetArticleAttr { name, from, to } => {
                set_entry(layer.attrs_mut(), name.clone(), from, to, "the attribute")?;
            }
            Self::SetNote { from, to } => set(layer, Annotations::note_mut, from, to, "the note")?,
            Self::SetProgress { from, to } => {
                set(layer, Annotations::progress_mut, from, to, "the progress")?;
            }
            // Shared with other annotators, whose later word stands: no expectation is checked.
            Self::SetMeta { field, to, .. } => match to {
                Some(entry) => {
                    meta.fields.insert(*field, entry.clone());
                }
                None => {
                    meta.fields.remove(field);
                }
            },
        }
        Ok(self.inverse())
    }
}

fn missing(id: SpanId) -> EditError {
    EditError::Missing(id.to_string())
}

fn missing_relation(id: RelationId) -> EditError {
    EditError::Missing(id.to_string())
}

fn missing_incident(id: IncidentId) -> EditError {
    EditError::Missing(id.to_string())
}

fn expect_incident(layer: &Annotations, incident: &Incident) -> Result<(), EditError> {
    let there = layer.incident(incident.id);
    let there = there.ok_or_else(|| missing_incident(incident.id))?;
    expect(there == incident, "the incident")
}

/// Puts an incident there, or in the place of the one with its id.
fn put_incident(layer: &mut Annotations, incident: &Incident) -> Result<(), EditError> {
    if !layer.holds_all(incident) {
        return Err(EditError::Dangling);
    }
    layer.incidents_mut().insert(incident.id, incident.clone());
    Ok(())
}

fn expect(fits: bool, what: &'static str) -> Result<(), EditError> {
    if fits {
        Ok(())
    } else {
        Err(EditError::Changed { what })
    }
}

fn span_mut(layer: &mut Annotations, id: SpanId) -> Result<&mut Span, EditError> {
    layer.span_mut(id).ok_or_else(|| missing(id))
}

fn set<O, V: Clone + PartialEq>(
    owner: &mut O,
    place: impl FnOnce(&mut O) -> &mut V,
    from: &V,
    to: &V,
    what: &'static str,
) -> Result<(), EditError> {
    let place = place(owner);
    expect(place == from, what)?;
    *place = to.clone();
    Ok(())
}

fn set_entry<K: Ord, V: Clone + PartialEq>(
    map: &mut std::collections::BTreeMap<K, V>,
    key: K,
    from: &Option<V>,
    to: &Option<V>,
    what: &'static str,
) -> Result<(), EditError> {
    expect(map.get(&key) == from.as_ref(), what)?;
    match to {
        Some(value) => map.insert(key, value.clone()),
        None => map.remove(&key),
    };
    Ok(())
}

#[cfg(test)]
mod tests;
