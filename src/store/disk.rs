//! The shape of files, and the way between them and the model.
//!
//! Places in files are Unicode code points. A span carries the words it covers, so that it can
//! be found again should the text have been changed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::codec::FORMAT;
use crate::model::annotations::{Annotations, Progress};
use crate::model::article::{ArticleMeta, ArticleText, MetaEntry, MetaField, TextHash};
use crate::model::edit::Edit;
use crate::model::history::{Record, RecordKind, Scoped, Seq, StepName};
use crate::model::id::{AnnotatorId, ArticleId, LabelId, SpanId};
use crate::model::project::Project;
use crate::model::relation::Relation;
use crate::model::span::{AttrValue, Provenance, Span, SpanState};
use crate::text::offset::{ByteIdx, ByteRange, CharIdx};

/// `project.ron`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProjectFile {
    /// The format version.
    pub format: u32,
    /// The project.
    pub project: Project,
}

/// `annotator.ron`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnotatorFile {
    /// The format version.
    pub format: u32,
    /// The full name, in any script.
    pub name: String,
}

/// `articles/ID.ron`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MetaFile {
    /// The format version.
    pub format: u32,
    /// The hash of the text.
    pub text_sha256: TextHash,
    /// The size of the text in bytes of UTF-8.
    pub bytes: u64,
    /// What is known, each field with who set it and when.
    pub fields: BTreeMap<MetaField, MetaEntry>,
}

impl MetaFile {
    /// The file of a description.
    #[must_use]
    pub fn of(meta: &ArticleMeta) -> Self {
        Self {
            format: FORMAT,
            text_sha256: meta.text_sha256,
            bytes: meta.bytes,
            fields: meta.fields.clone(),
        }
    }

    /// The description in a file.
    #[must_use]
    pub fn into_meta(self, id: ArticleId) -> ArticleMeta {
        ArticleMeta {
            id,
            text_sha256: self.text_sha256,
            bytes: self.bytes,
            fields: self.fields,
        }
    }
}

/// `annotations/ANNOTATOR/ID.ron`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LayerFile {
    /// The format version.
    pub format: u32,
    /// The text it belongs to.
    pub text_sha256: TextHash,
    /// The last journal record that is included.
    pub applied: Seq,
    /// How far the annotator has come.
    #[serde(default)]
    pub progress: Progress,
    /// Remarks on the article.
    #[serde(default)]
    pub note: String,
    /// Attributes of the article as a whole.
    #[serde(default)]
    pub attrs: BTreeMap<String, AttrValue>,
    /// The spans.
    #[serde(default)]
    pub spans: Vec<SpanFile>,
    /// The relations.
    #[serde(default)]
    pub relations: Vec<Relation>,
    /// Spans whose words were not found when the text had been changed. Kept, not shown.
    #[serde(default)]
    pub detached: Vec<SpanFile>,
}

/// A span in a file: one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpanFile {
    /// Its id.
    pub id: SpanId,
    /// The first code point.
    pub start: CharIdx,
    /// One past the last code point.
    pub end: CharIdx,
    /// What it covers.
    pub text: String,
    /// Its label.
    pub label: LabelId,
    /// How it came to be.
    pub state: SpanState,
    /// Its attributes.
    #[serde(default)]
    pub attrs: BTreeMap<String, AttrValue>,
    /// Its head, in code points.
    #[serde(default)]
    pub head: Option<(CharIdx, CharIdx)>,
    /// Its trigger, in code points.
    #[serde(default)]
    pub trigger: Option<(CharIdx, CharIdx)>,
    /// The remark on it.
    #[serde(default)]
    pub note: String,
    /// Whose decision it is.
    pub by: AnnotatorId,
    /// When it was made.
    pub at: Timestamp,
    /// The rule that proposed it.
    #[serde(default)]
    pub rule: Option<String>,
    /// How sure that rule was.
    #[serde(default)]
    pub confidence: Option<f64>,
}

/// What came of reading a layer against a text.
#[derive(Clone, Debug)]
pub struct LoadedLayer {
    /// The layer, with the spans that were found.
    pub layer: Annotations,
    /// The last journal record that is included.
    pub applied: Seq,
    /// Spans that stand elsewhere than the file says, because the text was changed.
    pub moved: usize,
    /// Spans whose words were not found, or in more than one place.
    pub detached: Vec<SpanFile>,
}

impl LoadedLayer {
    /// A layer that has no file yet.
    #[must_use]
    pub fn empty(article: &ArticleId, annotator: &AnnotatorId) -> Self {
        Self {
            layer: Annotations::new(article.clone(), annotator.clone()),
            applied: Seq(0),
            moved: 0,
            detached: Vec::new(),
        }
    }
}

impl SpanFile {
    fn of(span: &Span, text: &ArticleText) -> Self {
        let chars = |range| text.offsets().range_to_chars(text.as_str(), range);
        let (start, end) = chars(span.range);
        Self {
            id: span.id,
            start,
            end,
            text: span.range.of(text.as_str()).unwrap_or("").to_owned(),
            label: span.label.clone(),
            state: span.state,
            attrs: span.attrs.clone(),
            head: span.head.map(chars),
            trigger: span.trigger.map(chars),
            note: span.note.clone(),
            by: span.provenance.author.clone(),
            at: span.provenance.at,
            rule: span.provenance.rule.clone(),
            confidence: span.provenance.confidence,
        }
    }

    /// Where the file says it stands, if its words stand there.
    #[must_use]
    pub fn place(&self, text: &ArticleText) -> Option<ByteRange> {
        let range = text
            .offsets()
            .chars_to_range(text.as_str(), self.start, self.end)?;
        (range.of(text.as_str()) == Some(&self.text) && !range.is_empty()).then_some(range)
    }

    /// The one place its words stand in a text, if there is exactly one.
    fn search(&self, text: &ArticleText) -> Option<ByteRange> {
        let mut found = text.as_str().match_indices(&self.text);
        let (at, quote) = found.next().filter(|(_, quote)| !quote.is_empty())?;
        found
            .next()
            .is_none()
            .then(|| ByteRange::new(at, at + quote.len()))
    }

    fn into_span(self, range: ByteRange, moved: bool, text: &ArticleText) -> Span {
        // Head and trigger have no words of their own: in a changed text they are dropped.
        let bytes = |chars: Option<(CharIdx, CharIdx)>| {
            let (start, end) = chars.filter(|_| !moved)?;
            text.offsets().chars_to_range(text.as_str(), start, end)
        };
        Span {
            id: self.id,
            range,
            head: bytes(self.head),
            trigger: bytes(self.trigger),
            label: self.label,
            state: self.state,
            attrs: self.attrs,
            note: self.note,
            provenance: Provenance {
                author: self.by,
                at: self.at,
                rule: self.rule,
                confidence: self.confidence,
            },
        }
    }
}

impl LayerFile {
    /// The file of a layer.
    #[must_use]
    pub fn of(
        layer: &Annotations,
        text: &ArticleText,
        applied: Seq,
        detached: Vec<SpanFile>,
    ) -> Self {
        Self {
            format: FORMAT,
            text_sha256: text.hash(),
            applied,
            progress: layer.progress(),
            note: layer.note().to_owned(),
            attrs: layer.attrs().clone(),
            spans: layer.spans().map(|s| SpanFile::of(s, text)).collect(),
            relations: layer.relations().cloned().collect(),
            detached,
        }
    }

    /// The layer in a file, with its spans where their words are.
    #[must_use]
    pub fn into_layer(
        self,
        article: &ArticleId,
        annotator: &AnnotatorId,
        text: &ArticleText,
    ) -> LoadedLayer {
        let mut loaded = LoadedLayer::empty(article, annotator);
        loaded.applied = self.applied;
        let mut edits = vec![
            Edit::SetProgress {
                from: Progress::New,
                to: self.progress,
            },
            Edit::SetNote {
                from: String::new(),
                to: self.note,
            },
        ];
        for (name, value) in self.attrs {
            edits.push(Edit::SetArticleAttr {
                name,
                from: None,
                to: Some(value),
            });
        }
        // What was detached may fit again, if the text has been restored.
        for span in self.spans.into_iter().chain(self.detached) {
            match span.place(text).map(|r| (r, false)) {
                Some((range, moved)) => {
                    edits.push(Edit::AddSpan(Box::new(span.into_span(range, moved, text))));
                }
                None => match span.search(text) {
                    Some(range) => {
                        loaded.moved += 1;
                        edits.push(Edit::AddSpan(Box::new(span.into_span(range, true, text))));
                    }
                    None => loaded.detached.push(span),
                },
            }
        }
        for relation in self.relations {
            edits.push(Edit::AddRelation(Box::new(relation)));
        }
        let mut meta = ArticleMeta {
            id: article.clone(),
            text_sha256: text.hash(),
            bytes: 0,
            fields: BTreeMap::new(),
        };
        for edit in edits {
            // A doubled id or a relation of a detached span: `check` tells of it.
            let _ = edit.apply(&mut meta, &mut loaded.layer);
        }
        loaded
    }
}

/// A journal record as it is written, its places in code points.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordFile {
    seq: Seq,
    at: Timestamp,
    kind: RecordKind,
    name: StepName,
    edits: Vec<Scoped>,
}

/// Gives the text of an article.
pub type Texts<'a> = &'a dyn Fn(&ArticleId) -> Option<ArticleText>;

impl RecordFile {
    /// The file form of a record, or `None` if a text it needs is missing.
    #[must_use]
    pub fn of(record: &Record, texts: Texts<'_>) -> Option<Self> {
        let edits = convert(&record.change.edits, texts, |text, range| {
            let (start, end) = text.offsets().range_to_chars(text.as_str(), range);
            Some(ByteRange::new(ByteIdx(start.0), ByteIdx(end.0)))
        })?;
        Some(Self {
            seq: record.seq,
            at: record.at,
            kind: record.kind,
            name: record.change.name.clone(),
            edits,
        })
    }

    /// The number of the record.
    #[must_use]
    pub fn seq(&self) -> Seq {
        self.seq
    }

    /// The articles it needs the texts of.
    pub fn articles(&self) -> impl Iterator<Item = &ArticleId> {
        self.edits
            .iter()
            .filter(|scoped| scoped.edit.has_ranges())
            .map(|scoped| &scoped.article)
    }

    /// The record, or `None` if a text is missing or a place lies outside it.
    #[must_use]
    pub fn into_record(self, texts: Texts<'_>) -> Option<Record> {
        let edits = convert(&self.edits, texts, |text, range| {
            text.offsets().chars_to_range(
                text.as_str(),
                CharIdx(range.start().0),
                CharIdx(range.end().0),
            )
        })?;
        Some(Record {
            seq: self.seq,
            at: self.at,
            kind: self.kind,
            change: crate::model::history::Change {
                name: self.name,
                edits,
            },
        })
    }
}

/// Maps every range of every edit.
fn convert(
    edits: &[Scoped],
    texts: Texts<'_>,
    map: impl Fn(&ArticleText, ByteRange) -> Option<ByteRange>,
) -> Option<Vec<Scoped>> {
    let mut text: Option<(ArticleId, ArticleText)> = None;
    edits
        .iter()
        .map(|scoped| {
            if !scoped.edit.has_ranges() {
                return Some(scoped.clone());
            }
            if text.as_ref().is_none_or(|(id, _)| id != &scoped.article) {
                text = Some((scoped.article.clone(), texts(&scoped.article)?));
            }
            let (_, text) = text.as_ref()?;
            Some(Scoped {
                article: scoped.article.clone(),
                edit: scoped.edit.map_ranges(&|range| map(text, range))?,
            })
        })
        .collect()
}
