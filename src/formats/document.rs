//! What stands between a format and the model: one article with what is said about it.
//!
//! A format turns bytes into [`Document`]s and back and knows nothing else. What comes from a
//! project and goes into one is the same type, so `convert` needs no project.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::told::Told;
use crate::model::annotations::{Annotations, Progress};
use crate::model::article::{ArticleMeta, ArticleText, MetaField, TextHash};
use crate::model::id::{AnnotatorId, LabelId, RelationId, SpanId, slugify};
use crate::model::incident::Incident;
use crate::model::refusal::Refusal;
use crate::model::relation::Relation;
use crate::model::span::{AttrValue, Provenance, Span, SpanState};
use crate::text::offset::{ByteIdx, ByteRange};

/// An article with one annotator's layer, as a format has it.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its text, with LF at line ends and without a byte order mark.
    pub text: ArticleText,
    /// What the file calls it, if it has a name there.
    pub id: Option<String>,
    /// What is known of the article.
    pub fields: BTreeMap<MetaField, String>,
    /// Whose layer it is, if that is said.
    pub annotator: Option<AnnotatorId>,
    /// How far its annotator had come.
    pub progress: Progress,
    /// The remarks on it.
    pub note: String,
    /// The attributes of the article as a whole.
    pub attrs: BTreeMap<String, AttrValue>,
    /// Its spans.
    pub spans: Vec<Mark>,
    /// Its relations, between spans of this document.
    pub relations: Vec<Relation>,
    /// Its incidents, over spans of this document.
    pub incidents: Vec<Incident>,
    /// What was proposed over words of this document and is not so.
    pub refusals: Vec<Refusal>,
    /// Whether the ids of spans, relations and incidents are those of a project. If not, they only tell
    /// spans apart within this document.
    pub own_ids: bool,
    /// The first of the texts that are nearly the same as this one, with which it is kept in one
    /// part of a data set.
    pub kin: Option<TextHash>,
    /// How many spans were put where their words stand, because their place did not fit.
    pub mended: usize,
    /// What could not be taken in.
    pub problems: Vec<Told>,
}

/// A span with its label as the file writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The span.
    pub span: Span,
    /// Its label in the file, which may be no name that a project can have.
    pub label: String,
}

impl Document {
    /// A text nothing is said about.
    #[must_use]
    pub fn new(text: ArticleText) -> Self {
        Self {
            text,
            id: None,
            fields: BTreeMap::new(),
            annotator: None,
            progress: Progress::New,
            note: String::new(),
            attrs: BTreeMap::new(),
            spans: Vec::new(),
            relations: Vec::new(),
            incidents: Vec::new(),
            refusals: Vec::new(),
            own_ids: false,
            kin: None,
            mended: 0,
            problems: Vec::new(),
        }
    }

    /// An article of a project with a layer.
    #[must_use]
    pub fn of(meta: &ArticleMeta, text: &ArticleText, layer: &Annotations) -> Self {
        let known = |field: MetaField| Some((field, meta.get(field)?.to_owned()));
        let fields = MetaField::ALL.into_iter();
        let fields = fields.filter(|field| *field != MetaField::Removed);
        let mark = |span: &Span| Mark {
            label: written_label(&span.label),
            span: span.clone(),
        };
        Self {
            id: Some(meta.id.as_str().to_owned()),
            fields: fields.filter_map(known).collect(),
            annotator: Some(layer.annotator().clone()),
            progress: layer.progress(),
            note: layer.note().to_owned(),
            attrs: layer.attrs().clone(),
            spans: layer.spans().map(mark).collect(),
            relations: layer.relations().cloned().collect(),
            incidents: layer.incidents().cloned().collect(),
            refusals: layer.refusals().cloned().collect(),
            own_ids: true,
            ..Self::new(text.clone())
        }
    }

    /// Adds a span made by hand and returns it with an id of its own.
    pub fn mark(&mut self, range: ByteRange, label: &str, provenance: Provenance) -> &mut Mark {
        let id = SpanId(self.spans.len() as u64 + 1);
        self.spans.push(Mark {
            span: Span {
                id,
                range,
                label: label_id(label),
                state: SpanState::Manual,
                attrs: BTreeMap::new(),
                head: None,
                trigger: None,
                note: String::new(),
                provenance,
            },
            label: label.to_owned(),
        });
        let last = self.spans.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "it has just been pushed")]
        &mut self.spans[last]
    }

    /// Adds a relation made by hand.
    pub fn relate(&mut self, kind: &str, from: SpanId, to: SpanId, provenance: Provenance) {
        self.relations.push(Relation {
            id: RelationId(self.relations.len() as u64 + 1),
            kind: kind.to_owned(),
            from,
            to,
            state: SpanState::Manual,
            provenance,
        });
    }

    /// The number of the span with that id in [`Document::spans`].
    #[must_use]
    pub fn position(&self, id: SpanId) -> Option<usize> {
        self.spans.iter().position(|mark| mark.span.id == id)
    }

    /// The spans in order, without those on top of an earlier or longer one.
    pub(super) fn flat(&self) -> Vec<&Mark> {
        let mut marks: Vec<&Mark> = self.spans.iter().collect();
        marks.sort_by_key(|mark| (mark.span.range.start(), Reverse(mark.span.range)));
        let mut end = ByteIdx::ZERO;
        marks.retain(|mark| {
            let free = mark.span.range.start() >= end;
            end = end.max(mark.span.range.end());
            free
        });
        marks
    }

    /// The words of a range.
    #[must_use]
    pub fn words(&self, range: ByteRange) -> &str {
        range.of(self.text.as_str()).unwrap_or("")
    }
}

/// Names for the files of documents, none of them twice.
#[derive(Debug, Default)]
pub(super) struct Stems {
    taken: BTreeSet<String>,
    number: usize,
}

impl Stems {
    /// The name of a document's file, without an ending: made of its id, else of a number.
    pub(super) fn next(&mut self, document: &Document) -> String {
        self.number += 1;
        let fallback = format!("article-{}", self.number);
        let id = document.id.as_deref().unwrap_or_default();
        let mut stem = slugify(id, &fallback);
        while !self.taken.insert(stem.clone()) {
            stem = format!("{stem}-{}", self.number);
        }
        stem
    }
}

/// Whose decisions a file's are, if it does not say.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Whose.
    pub by: AnnotatorId,
    /// When.
    pub at: Timestamp,
}

impl Origin {
    /// The provenance of what was made by hand.
    #[must_use]
    pub fn manual(&self) -> Provenance {
        Provenance::manual(self.by.clone(), self.at)
    }
}

/// The id that a label of a file has in a project.
#[must_use]
pub fn label_id(label: &str) -> LabelId {
    slugify(label, "label")
        .parse()
        .unwrap_or_else(|_| unreachable!("a slug is a label's id"))
}

/// A label as our own files write it.
#[must_use]
pub fn written_label(label: &LabelId) -> String {
    label.as_str().to_uppercase()
}
