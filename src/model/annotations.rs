//! A layer: what one annotator says about one article.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::edit::Edit;
use super::id::{AnnotatorId, ArticleId, IncidentId, LabelId, RefusalId, RelationId, SpanId};
use super::incident::Incident;
use super::refusal::Refusal;
use super::relation::Relation;
use super::span::{AttrValue, Span, SpanState};
use crate::text::offset::{ByteIdx, ByteRange};

/// How far the annotator has come with an article.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Nothing decided yet.
    #[default]
    New,
    /// Something decided.
    Started,
    /// Finished.
    Done,
    /// Needs another look.
    Flagged,
}

impl Progress {
    /// All of them, in the order of this list.
    pub const ALL: [Self; 4] = [Self::New, Self::Started, Self::Done, Self::Flagged];

    /// The name in files and exports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Started => "started",
            Self::Done => "done",
            Self::Flagged => "flagged",
        }
    }
}

/// The spans in reading order: by start, the longer first, then by id.
type Key = (ByteIdx, Reverse<ByteIdx>, SpanId);

/// What one annotator says about one article.
///
/// Changed only by [`super::edit::Edit::apply`].
#[derive(Clone, Debug, PartialEq)]
pub struct Annotations {
    article: ArticleId,
    annotator: AnnotatorId,
    spans: BTreeMap<Key, Span>,
    keys: HashMap<SpanId, Key>,
    relations: BTreeMap<RelationId, Relation>,
    incidents: BTreeMap<IncidentId, Incident>,
    refusals: BTreeMap<RefusalId, Refusal>,
    attrs: BTreeMap<String, AttrValue>,
    note: String,
    progress: Progress,
}

/// What a layer is assembled from.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// The spans, in any order.
    pub spans: Vec<Span>,
    /// The relations between them, in any order.
    pub relations: Vec<Relation>,
    /// The incidents over the spans, in any order.
    pub incidents: Vec<Incident>,
    /// What is not so, in any order.
    pub refusals: Vec<Refusal>,
    /// The attributes of the article as a whole.
    pub attrs: BTreeMap<String, AttrValue>,
    /// The annotator's remarks.
    pub note: String,
    /// How far the annotator has come.
    pub progress: Progress,
}

/// What could not be part of a layer.
#[derive(Clone, Debug, Default)]
pub struct Unfit {
    /// Empty spans, and those whose id was taken.
    pub spans: Vec<Span>,
    /// Relations without both of their spans, and those whose id was taken.
    pub relations: Vec<Relation>,
    /// Incidents without all of their spans, and those whose id was taken.
    pub incidents: Vec<Incident>,
}

impl Annotations {
    /// A layer that says nothing yet.
    #[must_use]
    pub fn new(article: ArticleId, annotator: AnnotatorId) -> Self {
        Self {
            article,
            annotator,
            spans: BTreeMap::new(),
            keys: HashMap::new(),
            relations: BTreeMap::new(),
            incidents: BTreeMap::new(),
            refusals: BTreeMap::new(),
            attrs: BTreeMap::new(),
            note: String::new(),
            progress: Progress::New,
        }
    }

    /// A layer from its parts, as a file holds them. What does not fit (an empty span, an id
    /// taken twice, a relation or incident without its spans) is handed back instead of dropped.
    #[must_use]
    pub fn assemble(article: ArticleId, annotator: AnnotatorId, parts: Parts) -> (Self, Unfit) {
        let mut layer = Self::new(article, annotator);
        let mut unfit = Unfit::default();
        for span in parts.spans {
            if span.range.is_empty() || layer.span(span.id).is_some() {
                unfit.spans.push(span);
            } else {
                layer.insert_span(span);
            }
        }
        for relation in parts.relations {
            let whole = layer.span(relation.from).is_some() && layer.span(relation.to).is_some();
            if whole && layer.relation(relation.id).is_none() {
                layer.relations.insert(relation.id, relation);
            } else {
                unfit.relations.push(relation);
            }
        }
        for incident in parts.incidents {
            if layer.holds_all(&incident) && layer.incident(incident.id).is_none() {
                layer.incidents.insert(incident.id, incident);
            } else {
                unfit.incidents.push(incident);
            }
        }
        let refusals = parts.refusals.into_iter();
        layer.refusals = refusals.map(|refusal| (refusal.id, refusal)).collect();
        layer.attrs = parts.attrs;
        layer.note = parts.note;
        layer.progress = parts.progress;
        (layer, unfit)
    }

    /// The article.
    #[must_use]
    pub fn article(&self) -> &ArticleId {
        &self.article
    }

    /// Whose layer it is.
    #[must_use]
    pub fn annotator(&self) -> &AnnotatorId {
        &self.annotator
    }

    /// The spans in reading order: by start, the longer first.
    pub fn spans(&self) -> impl DoubleEndedIterator<Item = &Span> + ExactSizeIterator + Clone {
        self.spans.values()
    }

    /// The span with that id.
    #[must_use]
    pub fn span(&self, id: SpanId) -> Option<&Span> {
        self.spans.get(self.keys.get(&id)?)
    }

    /// The spans that lie on a range or touch its inside, in reading order. Costs a look at every
    /// span that starts before the range's end; draw with a [`SpanIndex`] instead.
    pub fn overlapping(&self, range: ByteRange) -> impl Iterator<Item = &Span> {
        self.spans()
            .take_while(move |s| s.range.start() < range.end())
            .filter(move |s| s.range.overlaps(range))
    }

    /// The span on the same words with the same label.
    #[must_use]
    pub fn twin(&self, span: &Span) -> Option<&Span> {
        let mut here = self.overlapping(span.range);
        here.find(|own| own.range == span.range && own.label == span.label)
    }

    /// The relations, by id.
    pub fn relations(&self) -> impl ExactSizeIterator<Item = &Relation> + Clone {
        self.relations.values()
    }

    /// The relation with that id.
    #[must_use]
    pub fn relation(&self, id: RelationId) -> Option<&Relation> {
        self.relations.get(&id)
    }

    /// The relations that start or end at a span, by id.
    pub fn relations_of(&self, span: SpanId) -> impl Iterator<Item = &Relation> {
        self.relations()
            .filter(move |relation| relation.touches(span))
    }

    /// The incidents, by id.
    pub fn incidents(&self) -> impl ExactSizeIterator<Item = &Incident> + Clone {
        self.incidents.values()
    }

    /// The incident with that id.
    #[must_use]
    pub fn incident(&self, id: IncidentId) -> Option<&Incident> {
        self.incidents.get(&id)
    }

    /// What was proposed over words that nobody has decided, and is not so, by id.
    pub fn refusals(&self) -> impl ExactSizeIterator<Item = &Refusal> + Clone {
        self.refusals.values()
    }

    /// The incidents that a span takes part in, by id.
    pub fn incidents_of(&self, span: SpanId) -> impl Iterator<Item = &Incident> {
        self.incidents()
            .filter(move |incident| incident.all_spans().any(|(_, other)| other == span))
    }

    /// Whether all spans that an incident rests on are there.
    pub(super) fn holds_all(&self, incident: &Incident) -> bool {
        let mut spans = incident.all_spans();
        spans.all(|(_, span)| self.keys.contains_key(&span))
    }

    /// What has to be done before a span can be taken away: its relations are removed, and the
    /// incidents that it takes part in go on without it.
    #[must_use]
    pub fn releasing(&self, span: SpanId) -> Vec<Edit> {
        let relations = self.relations_of(span);
        let relations = relations.map(|relation| Edit::RemoveRelation(Box::new(relation.clone())));
        let incidents = self.incidents_of(span).map(|incident| {
            let mut without = incident.clone();
            without.forget(span);
            Edit::ChangeIncident {
                from: Box::new(incident.clone()),
                to: Box::new(without),
            }
        });
        relations.chain(incidents).collect()
    }

    /// The attributes of the article as a whole.
    #[must_use]
    pub fn attrs(&self) -> &BTreeMap<String, AttrValue> {
        &self.attrs
    }

    /// The annotator's remarks on the article. Empty if there are none.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }

    /// How far the annotator has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// What has to be done with the first decision: an article that is new is begun with it.
    #[must_use]
    pub fn beginning(&self) -> Option<Edit> {
        (self.progress == Progress::New).then_some(Edit::SetProgress {
            from: Progress::New,
            to: Progress::Started,
        })
    }

    /// Whether there is nothing in it worth a file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
            && self.relations.is_empty()
            && self.incidents.is_empty()
            && self.refusals.is_empty()
            && self.attrs.is_empty()
            && self.note.is_empty()
            && self.progress == Progress::New
    }

    /// How many spans of each label a person stands behind.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<LabelId, u32> {
        let mut counts = BTreeMap::new();
        for span in self.spans().filter(|s| s.state.is_decided_in()) {
            *counts.entry(span.label.clone()).or_default() += 1;
        }
        counts
    }

    /// How many spans are in a state.
    #[must_use]
    pub fn count_in(&self, state: SpanState) -> usize {
        self.spans().filter(|s| s.state == state).count()
    }

    pub(super) fn insert_span(&mut self, span: Span) {
        let key = span.order();
        self.remove_span(span.id);
        self.keys.insert(span.id, key);
        self.spans.insert(key, span);
    }

    pub(super) fn remove_span(&mut self, id: SpanId) -> Option<Span> {
        self.spans.remove(&self.keys.remove(&id)?)
    }

    /// Changes everything of a span but its id and range.
    pub(super) fn span_mut(&mut self, id: SpanId) -> Option<&mut Span> {
        self.spans.get_mut(self.keys.get(&id)?)
    }

    pub(super) fn relations_mut(&mut self) -> &mut BTreeMap<RelationId, Relation> {
        &mut self.relations
    }

    pub(super) fn incidents_mut(&mut self) -> &mut BTreeMap<IncidentId, Incident> {
        &mut self.incidents
    }

    pub(super) fn refusals_mut(&mut self) -> &mut BTreeMap<RefusalId, Refusal> {
        &mut self.refusals
    }

    pub(super) fn attrs_mut(&mut self) -> &mut BTreeMap<String, AttrValue> {
        &mut self.attrs
    }

    pub(super) fn note_mut(&mut self) -> &mut String {
        &mut self.note
    }

    pub(super) fn progress_mut(&mut self) -> &mut Progress {
        &mut self.progress
    }
}

/// Answers "which spans touch this range" fast, for drawing. Made anew after each edit, which
/// costs a few microseconds a thousand spans.
#[derive(Clone, Debug, Default)]
pub struct SpanIndex {
    /// In reading order.
    entries: Vec<IndexEntry>,
}

#[derive(Clone, Copy, Debug)]
struct IndexEntry {
    id: SpanId,
    range: ByteRange,
    /// The furthest end of this and all earlier entries: ascending, so it can be searched.
    reach: ByteIdx,
    lane: u8,
}

impl SpanIndex {
    /// The index of the spans of a layer that `shown` lets through.
    #[must_use]
    pub fn new(annotations: &Annotations, shown: impl Fn(&Span) -> bool) -> Self {
        Self::of(annotations.spans().filter(|span| shown(span)))
    }

    /// The index of spans in reading order: ascending by start, the longest first.
    #[must_use]
    pub fn of<'a>(spans: impl Iterator<Item = &'a Span>) -> Self {
        let mut reach = ByteIdx::ZERO;
        // The spans that are open at the current start, one slot a lane.
        let mut open: Vec<Option<ByteIdx>> = Vec::new();
        let entries = spans
            .map(|span| {
                reach = reach.max(span.range.end());
                let start = span.range.start();
                for slot in &mut open {
                    if slot.is_some_and(|end| end <= start) {
                        *slot = None;
                    }
                }
                let lane = open.iter().position(Option::is_none).unwrap_or_else(|| {
                    open.push(None);
                    open.len() - 1
                });
                if let Some(slot) = open.get_mut(lane) {
                    *slot = Some(span.range.end());
                }
                IndexEntry {
                    id: span.id,
                    range: span.range,
                    reach,
                    lane: u8::try_from(lane).unwrap_or(u8::MAX),
                }
            })
            .collect();
        Self { entries }
    }

    /// The spans that touch a range, in reading order, with the lane each is drawn in. Lane 0 is
    /// that of spans inside no other; two spans that share a byte never share a lane.
    pub fn touching(&self, range: ByteRange) -> impl Iterator<Item = (SpanId, ByteRange, u8)> {
        let touching = self.entries_touching(range);
        touching.map(|(_, e)| (e.id, e.range, e.lane))
    }

    /// The numbers of those spans in reading order, from 0.
    pub fn numbers_touching(&self, range: ByteRange) -> impl Iterator<Item = usize> {
        self.entries_touching(range).map(|(number, _)| number)
    }

    fn entries_touching(&self, range: ByteRange) -> impl Iterator<Item = (usize, &IndexEntry)> {
        let first = self.entries.partition_point(|e| e.reach <= range.start());
        let entries = self.entries.get(first..).unwrap_or_default().iter();
        (first..)
            .zip(entries)
            .take_while(move |(_, e)| e.range.start() < range.end())
            .filter(move |(_, e)| e.range.overlaps(range))
    }

    /// The spans around a place, the innermost (shortest) first; what a click there may mean.
    #[must_use]
    pub fn stack_at(&self, place: ByteIdx) -> Vec<SpanId> {
        let range = ByteRange::new(place, ByteIdx(place.0.saturating_add(1)));
        let mut stack: Vec<_> = self.touching(range).collect();
        stack.sort_by_key(|&(id, range, lane)| (range.len(), Reverse(lane), id));
        stack.into_iter().map(|(id, ..)| id).collect()
    }

    /// Every entry, in reading order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (SpanId, ByteRange)> + ExactSizeIterator {
        self.entries.iter().map(|e| (e.id, e.range))
    }
}
