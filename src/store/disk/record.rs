//! A record of the journal: the edits of the model with places in code points.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::layer::{IncidentFile, Piece, RelationFile, SpanFile, find, quote};
use super::refusal::RefusalFile;
use crate::model::annotations::Progress;
use crate::model::article::{ArticleText, MetaEntry, MetaField};
use crate::model::edit::Edit;
use crate::model::history::{Change, Record, RecordKind, Scoped, Seq, StepName};
use crate::model::id::{ArticleId, LabelId, SpanId};
use crate::model::project::ProjectEdit;
use crate::model::span::{AttrValue, SpanState};

/// Gives the text of an article, so that places can be converted.
pub(in crate::store) type Quoting<'a> = dyn Fn(&ArticleId) -> Option<ArticleText> + 'a;

/// A record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct RecordFile {
    pub(in crate::store) seq: Seq,
    pub(in crate::store) at: Timestamp,
    pub(in crate::store) kind: RecordKind,
    pub(in crate::store) name: StepName,
    pub(in crate::store) edits: Vec<(ArticleId, EditFile)>,
    /// Records of the first versions of the program have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::store) project: Vec<ProjectEdit>,
}

/// An edit. The variants and fields are those of the model's `Edit`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) enum EditFile {
    AddSpan(Box<SpanFile>),
    RemoveSpan(Box<SpanFile>),
    SetRange {
        span: SpanId,
        from: Piece,
        to: Piece,
    },
    SetLabel {
        span: SpanId,
        from: LabelId,
        to: LabelId,
    },
    SetState {
        span: SpanId,
        from: SpanState,
        to: SpanState,
    },
    SetAttr {
        span: SpanId,
        name: String,
        from: Option<AttrValue>,
        to: Option<AttrValue>,
    },
    SetHead {
        span: SpanId,
        from: Option<Piece>,
        to: Option<Piece>,
    },
    SetTrigger {
        span: SpanId,
        from: Option<Piece>,
        to: Option<Piece>,
    },
    SetSpanNote {
        span: SpanId,
        from: String,
        to: String,
    },
    AddRelation(Box<RelationFile>),
    RemoveRelation(Box<RelationFile>),
    AddIncident(Box<IncidentFile>),
    RemoveIncident(Box<IncidentFile>),
    ChangeIncident {
        from: Box<IncidentFile>,
        to: Box<IncidentFile>,
    },
    AddRefusal(Box<RefusalFile>),
    RemoveRefusal(Box<RefusalFile>),
    SetArticleAttr {
        name: String,
        from: Option<AttrValue>,
        to: Option<AttrValue>,
    },
    SetNote {
        from: String,
        to: String,
    },
    SetProgress {
        from: Progress,
        to: Progress,
    },
    SetMeta {
        field: MetaField,
        from: Option<MetaEntry>,
        to: Option<MetaEntry>,
    },
}

impl RecordFile {
    /// The record as it is written, or the article whose text is missing.
    pub(in crate::store) fn new(record: &Record, texts: &Quoting<'_>) -> Result<Self, ArticleId> {
        let edits = record
            .change
            .edits
            .iter()
            .map(|scoped| {
                let article = scoped.article.clone();
                match EditFile::new(&scoped.edit, || texts(&scoped.article)) {
                    Some(edit) => Ok((article, edit)),
                    None => Err(article),
                }
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            seq: record.seq,
            at: record.at,
            kind: record.kind,
            name: record.change.name.clone(),
            edits,
            project: record.change.project.clone(),
        })
    }

    /// The record, or the article whose text does not say what it quotes.
    pub(in crate::store) fn record(&self, texts: &Quoting<'_>) -> Result<Record, ArticleId> {
        let edits = self
            .edits
            .iter()
            .map(|(article, edit)| match edit.edit(|| texts(article)) {
                Some(edit) => Ok(Scoped {
                    article: article.clone(),
                    edit,
                }),
                None => Err(article.clone()),
            })
            .collect::<Result<_, _>>()?;
        Ok(Record {
            seq: self.seq,
            at: self.at,
            kind: self.kind,
            change: Change {
                name: self.name.clone(),
                edits,
                project: self.project.clone(),
            },
        })
    }
}

impl EditFile {
    /// Whether it needs the article's text to be read.
    pub(in crate::store) fn has_places(&self) -> bool {
        matches!(
            self,
            Self::AddSpan(_)
                | Self::RemoveSpan(_)
                | Self::SetRange { .. }
                | Self::SetHead { .. }
                | Self::SetTrigger { .. }
                | Self::AddRefusal(_)
                | Self::RemoveRefusal(_)
        )
    }

    /// `None` if the text is needed and not there.
    fn new(edit: &Edit, text: impl FnOnce() -> Option<ArticleText>) -> Option<Self> {
        Some(match edit.clone() {
            Edit::AddSpan(span) => Self::AddSpan(Box::new(SpanFile::new(&span, &text()?))),
            Edit::RemoveSpan(span) => Self::RemoveSpan(Box::new(SpanFile::new(&span, &text()?))),
            Edit::SetRange { span, from, to } => {
                let text = text()?;
                Self::SetRange {
                    span,
                    from: quote(from, &text),
                    to: quote(to, &text),
                }
            }
            Edit::SetHead { span, from, to } => {
                let text = text()?;
                Self::SetHead {
                    span,
                    from: from.map(|range| quote(range, &text)),
                    to: to.map(|range| quote(range, &text)),
                }
            }
            Edit::SetTrigger { span, from, to } => {
                let text = text()?;
                Self::SetTrigger {
                    span,
                    from: from.map(|range| quote(range, &text)),
                    to: to.map(|range| quote(range, &text)),
                }
            }
            Edit::SetLabel { span, from, to } => Self::SetLabel { span, from, to },
            Edit::SetState { span, from, to } => Self::SetState { span, from, to },
            Edit::SetAttr {
                span,
                name,
                from,
                to,
            } => Self::SetAttr {
                span,
                name,
                from,
                to,
            },
            Edit::SetSpanNote { span, from, to } => Self::SetSpanNote { span, from, to },
            Edit::AddRelation(relation) => {
                Self::AddRelation(Box::new(RelationFile::new(&relation)))
            }
            Edit::RemoveRelation(relation) => {
                Self::RemoveRelation(Box::new(RelationFile::new(&relation)))
            }
            Edit::AddIncident(incident) => {
                Self::AddIncident(Box::new(IncidentFile::new(&incident)))
            }
            Edit::RemoveIncident(incident) => {
                Self::RemoveIncident(Box::new(IncidentFile::new(&incident)))
            }
            Edit::ChangeIncident { from, to } => Self::ChangeIncident {
                from: Box::new(IncidentFile::new(&from)),
                to: Box::new(IncidentFile::new(&to)),
            },
            Edit::AddRefusal(refusal) => {
                Self::AddRefusal(Box::new(RefusalFile::new(&refusal, &text()?)))
            }
            Edit::RemoveRefusal(refusal) => {
                Self::RemoveRefusal(Box::new(RefusalFile::new(&refusal, &text()?)))
            }
            Edit::SetArticleAttr { name, from, to } => Self::SetArticleAttr { name, from, to },
            Edit::SetNote { from, to } => Self::SetNote { from, to },
            Edit::SetProgress { from, to } => Self::SetProgress { from, to },
            Edit::SetMeta { field, from, to } => Self::SetMeta { field, from, to },
        })
    }

    /// `None` if the text is not there or does not say what is quoted.
    pub(in crate::store) fn edit(
        &self,
        text: impl FnOnce() -> Option<ArticleText>,
    ) -> Option<Edit> {
        let range = |piece: &Piece, text: &ArticleText| find(piece, text);
        let maybe = |piece: &Option<Piece>, text: &ArticleText| match piece {
            Some(piece) => find(piece, text).map(Some),
            None => Some(None),
        };
        Some(match self.clone() {
            Self::AddSpan(span) => Edit::AddSpan(Box::new(span.attach(&text()?)?)),
            Self::RemoveSpan(span) => Edit::RemoveSpan(Box::new(span.attach(&text()?)?)),
            Self::SetRange { span, from, to } => {
                let text = text()?;
                Edit::SetRange {
                    span,
                    from: range(&from, &text)?,
                    to: range(&to, &text)?,
                }
            }
            Self::SetHead { span, from, to } => {
                let text = text()?;
                Edit::SetHead {
                    span,
                    from: maybe(&from, &text)?,
                    to: maybe(&to, &text)?,
                }
            }
            Self::SetTrigger { span, from, to } => {
                let text = text()?;
                Edit::SetTrigger {
                    span,
                    from: maybe(&from, &text)?,
                    to: maybe(&to, &text)?,
                }
            }
            Self::SetLabel { span, from, to } => Edit::SetLabel { span, from, to },
            Self::SetState { span, from, to } => Edit::SetState { span, from, to },
            Self::SetAttr {
                span,
                name,
                from,
                to,
            } => Edit::SetAttr {
                span,
                name,
                from,
                to,
            },
            Self::SetSpanNote { span, from, to } => Edit::SetSpanNote { span, from, to },
            Self::AddRelation(relation) => Edit::AddRelation(Box::new(relation.relation())),
            Self::RemoveRelation(relation) => Edit::RemoveRelation(Box::new(relation.relation())),
            Self::AddIncident(incident) => Edit::AddIncident(Box::new(incident.incident())),
            Self::RemoveIncident(incident) => Edit::RemoveIncident(Box::new(incident.incident())),
            Self::ChangeIncident { from, to } => Edit::ChangeIncident {
                from: Box::new(from.incident()),
                to: Box::new(to.incident()),
            },
            Self::AddRefusal(refusal) => Edit::AddRefusal(Box::new(refusal.attach(&text()?)?)),
            Self::RemoveRefusal(refusal) => {
                Edit::RemoveRefusal(Box::new(refusal.attach(&text()?)?))
            }
            Self::SetArticleAttr { name, from, to } => Edit::SetArticleAttr { name, from, to },
            Self::SetNote { from, to } => Edit::SetNote { from, to },
            Self::SetProgress { from, to } => Edit::SetProgress { from, to },
            Self::SetMeta { field, from, to } => Edit::SetMeta { field, from, to },
        })
    }
}
