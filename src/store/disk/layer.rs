//! `annotations/ANNOTATOR/ID.ron`: one annotator's layer of one article.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::refusal::RefusalFile;
use crate::model::annotations::{Annotations, Progress};
use crate::model::article::{ArticleText, TextHash};
use crate::model::history::Seq;
use crate::model::id::{AnnotatorId, ArticleId, IncidentId, LabelId, RelationId, SpanId};
use crate::model::incident::{Filler, Incident, Role};
use crate::model::relation::Relation;
use crate::model::span::{AttrValue, Provenance, Span, SpanState};
use crate::store::codec::Document;
use crate::text::offset::{ByteRange, CharIdx};

/// The file. The fields of the head come first, so that they can be read by eye.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct LayerFile {
    format: u32,
    pub(in crate::store) article: ArticleId,
    pub(in crate::store) annotator: AnnotatorId,
    /// The text the places belong to.
    pub(in crate::store) text_sha256: TextHash,
    /// The records of the journal up to this one are in this file.
    pub(in crate::store) applied: Seq,
    pub(in crate::store) progress: Progress,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(in crate::store) note: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(in crate::store) attrs: BTreeMap<String, AttrValue>,
    #[serde(default)]
    pub(in crate::store) spans: Vec<SpanFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::store) relations: Vec<RelationFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::store) incidents: Vec<IncidentFile>,
    /// Those whose words could not be found again as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::store) refusals: Vec<RefusalFile>,
    /// Spans whose words could not be found again; kept as they were until someone decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::store) detached: Vec<SpanFile>,
    /// The relations of those.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::store) detached_relations: Vec<RelationFile>,
    /// The incidents of those.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::store) detached_incidents: Vec<IncidentFile>,
}

impl Document for LayerFile {
    const FORMAT: u32 = 1;
}

/// A place in code points with the text it quotes.
pub(in crate::store) type Piece = (CharIdx, CharIdx, String);

/// A span.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct SpanFile {
    pub(in crate::store) id: SpanId,
    /// Code points, half-open.
    pub(in crate::store) at: (CharIdx, CharIdx),
    pub(in crate::store) label: LabelId,
    pub(in crate::store) state: SpanState,
    /// What it covers.
    pub(in crate::store) text: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(in crate::store) attrs: BTreeMap<String, AttrValue>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) head: Option<Piece>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) trigger: Option<Piece>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(in crate::store) note: String,
    pub(in crate::store) by: AnnotatorId,
    pub(in crate::store) made: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) rule: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) confidence: Option<f64>,
}

/// A relation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct RelationFile {
    pub(in crate::store) id: RelationId,
    pub(in crate::store) kind: String,
    pub(in crate::store) from: SpanId,
    pub(in crate::store) to: SpanId,
    pub(in crate::store) state: SpanState,
    pub(in crate::store) by: AnnotatorId,
    pub(in crate::store) made: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) rule: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) confidence: Option<f64>,
}

/// An incident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct IncidentFile {
    pub(in crate::store) id: IncidentId,
    pub(in crate::store) state: SpanState,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(in crate::store) roles: BTreeMap<Role, Vec<Filler>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(in crate::store) attrs: BTreeMap<String, AttrValue>,
    pub(in crate::store) by: AnnotatorId,
    pub(in crate::store) made: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) rule: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) confidence: Option<f64>,
}

/// What of a layer file could not be attached, kept as it was until someone decides.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::store) struct Kept {
    pub(in crate::store) spans: Vec<SpanFile>,
    pub(in crate::store) relations: Vec<RelationFile>,
    pub(in crate::store) incidents: Vec<IncidentFile>,
    pub(in crate::store) refusals: Vec<RefusalFile>,
}

impl LayerFile {
    /// The file of a layer, with what could not be attached.
    pub(in crate::store) fn new(
        layer: &Annotations,
        text: &ArticleText,
        applied: Seq,
        kept: Kept,
    ) -> Self {
        let refusals = layer.refusals().map(|r| RefusalFile::new(r, text));
        Self {
            format: Self::FORMAT,
            article: layer.article().clone(),
            annotator: layer.annotator().clone(),
            text_sha256: text.hash(),
            applied,
            progress: layer.progress(),
            note: layer.note().to_owned(),
            attrs: layer.attrs().clone(),
            spans: layer.spans().map(|s| SpanFile::new(s, text)).collect(),
            relations: layer.relations().map(RelationFile::new).collect(),
            incidents: layer.incidents().map(IncidentFile::new).collect(),
            refusals: refusals.chain(kept.refusals).collect(),
            detached: kept.spans,
            detached_relations: kept.relations,
            detached_incidents: kept.incidents,
        }
    }
}

impl SpanFile {
    pub(in crate::store) fn new(span: &Span, text: &ArticleText) -> Self {
        let (start, end, quote) = quote(span.range, text);
        Self {
            id: span.id,
            at: (start, end),
            label: span.label.clone(),
            state: span.state,
            text: quote,
            attrs: span.attrs.clone(),
            head: span.head.map(|range| self::quote(range, text)),
            trigger: span.trigger.map(|range| self::quote(range, text)),
            note: span.note.clone(),
            by: span.provenance.author.clone(),
            made: span.provenance.at,
            rule: span.provenance.rule.clone(),
            confidence: span.provenance.confidence,
        }
    }

    /// The span, if its place is in the text and says what is quoted.
    pub(in crate::store) fn attach(&self, text: &ArticleText) -> Option<Span> {
        let range = find(&(self.at.0, self.at.1, self.text.clone()), text)?;
        if range.is_empty() {
            return None;
        }
        let piece = |piece: &Option<Piece>| match piece {
            Some(piece) => find(piece, text).map(Some),
            None => Some(None),
        };
        Some(self.at_range(range, piece(&self.head)?, piece(&self.trigger)?))
    }

    /// The span at the one place where its quote stands, if there is exactly one. Its head and
    /// trigger move with it, and are left out if their words are not there.
    pub(in crate::store) fn reattach(&self, text: &ArticleText) -> Option<Span> {
        let range = unique(text.as_str(), &self.text)?;
        let offsets = text.offsets();
        let start = offsets.byte_to_char(text.as_str(), range.start());
        let moved = |piece: &Option<Piece>| {
            let (from, to, quote) = piece.as_ref()?;
            let shift = |at: CharIdx| {
                let at = i64::from(at.0) - i64::from(self.at.0.0) + i64::from(start.0);
                u32::try_from(at).ok().map(CharIdx)
            };
            find(&(shift(*from)?, shift(*to)?, quote.clone()), text)
        };
        Some(self.at_range(range, moved(&self.head), moved(&self.trigger)))
    }

    fn at_range(
        &self,
        range: ByteRange,
        head: Option<ByteRange>,
        trigger: Option<ByteRange>,
    ) -> Span {
        Span {
            id: self.id,
            range,
            label: self.label.clone(),
            state: self.state,
            attrs: self.attrs.clone(),
            head,
            trigger,
            note: self.note.clone(),
            provenance: Provenance {
                author: self.by.clone(),
                at: self.made,
                rule: self.rule.clone(),
                confidence: self.confidence,
            },
        }
    }
}

impl RelationFile {
    pub(in crate::store) fn new(relation: &Relation) -> Self {
        Self {
            id: relation.id,
            kind: relation.kind.clone(),
            from: relation.from,
            to: relation.to,
            state: relation.state,
            by: relation.provenance.author.clone(),
            made: relation.provenance.at,
            rule: relation.provenance.rule.clone(),
            confidence: relation.provenance.confidence,
        }
    }

    pub(in crate::store) fn relation(&self) -> Relation {
        Relation {
            id: self.id,
            kind: self.kind.clone(),
            from: self.from,
            to: self.to,
            state: self.state,
            provenance: Provenance {
                author: self.by.clone(),
                at: self.made,
                rule: self.rule.clone(),
                confidence: self.confidence,
            },
        }
    }
}

impl IncidentFile {
    pub(in crate::store) fn new(incident: &Incident) -> Self {
        Self {
            id: incident.id,
            state: incident.state,
            roles: incident.roles.clone(),
            attrs: incident.attrs.clone(),
            by: incident.provenance.author.clone(),
            made: incident.provenance.at,
            rule: incident.provenance.rule.clone(),
            confidence: incident.provenance.confidence,
        }
    }

    pub(in crate::store) fn incident(&self) -> Incident {
        Incident {
            id: self.id,
            roles: self.roles.clone(),
            attrs: self.attrs.clone(),
            state: self.state,
            provenance: Provenance {
                author: self.by.clone(),
                at: self.made,
                rule: self.rule.clone(),
                confidence: self.confidence,
            },
        }
    }
}

/// A range as a file holds it. What leaves the text is clamped; edits of this program never do.
pub(in crate::store) fn quote(range: ByteRange, text: &ArticleText) -> Piece {
    let (start, end) = text.offsets().range_to_chars(text.as_str(), range);
    let quote = range.of(text.as_str()).unwrap_or_default().to_owned();
    (start, end, quote)
}

/// The range of a piece, if it is in the text and says what is quoted.
pub(in crate::store) fn find(piece: &Piece, text: &ArticleText) -> Option<ByteRange> {
    let (start, end, quote) = piece;
    let range = text.offsets().chars_to_range(text.as_str(), *start, *end)?;
    (range.of(text.as_str())? == quote).then_some(range)
}

/// Where a quote stands, if it stands in exactly one place.
pub(super) fn unique(text: &str, quote: &str) -> Option<ByteRange> {
    if quote.is_empty() {
        return None;
    }
    let mut found = memchr::memmem::find_iter(text.as_bytes(), quote.as_bytes());
    let start = found.next()?;
    // Another occurrence that overlaps the first one counts as well.
    let rest = text.as_bytes().get(start + 1..)?;
    if memchr::memmem::find(rest, quote.as_bytes()).is_some() {
        return None;
    }
    Some(ByteRange::new(start, start + quote.len()))
}
