//! What was marked in an article, carried over to one that is nearly the same: agencies' reports
//! that several papers print, of which a figure changes or a sentence comes.
//!
//! Words are found again by a diff ([`aligned`]). A span whose words are the same is carried as it
//! is; one with other words is carried and told as changed, and what its own words say (counts,
//! names, days) is read again; one that has no place there is listed. What a person has decided
//! there already stays. Relations and incidents go where their spans went.

mod aligned;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::annotations::Annotations;
use crate::model::attribute::{QUALIFIER, bound_of};
use crate::model::edit::Edit;
use crate::model::id::{IncidentId, LabelId, RelationId, SpanId};
use crate::model::incident::{EVENT, Filler, Incident, Role};
use crate::model::relation::Relation;
use crate::model::schema::{AttributeKind, Schema};
use crate::model::span::{AttrValue, Provenance, Span, SpanState};
use crate::text::offset::ByteRange;
use aligned::Aligned;

/// One of the two articles.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its text.
    pub text: &'a str,
    /// What is decided about it.
    pub layer: &'a Annotations,
    /// What the program reads in it.
    pub read: &'a [Span],
}

/// What would be carried over.
#[derive(Clone, Debug, Default)]
pub struct Carried {
    /// What becomes of each span: first what has to be looked at, each kind in reading order.
    pub items: Vec<Item>,
    /// How many words of both texts are the same, from 0 to 1.
    pub likeness: f64,
    relations: Vec<Relation>,
    incidents: Vec<Incident>,
}

/// A span with what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The span of the article that is carried from.
    pub from: Span,
    /// Its words there.
    pub words: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a span.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It has a place.
    Carried(Box<Twin>),
    /// There is none.
    Lost,
    /// Something is decided about its place already: perhaps the very same.
    Decided(Option<SpanId>),
}

/// A span in its new place.
#[derive(Clone, Debug, PartialEq)]
pub struct Twin {
    /// The span. Its id is given by who makes it.
    pub span: Span,
    /// Whether its words are the same.
    pub same: bool,
    /// What is said of it otherwise than before.
    pub reread: Vec<Reread>,
}

/// An attribute that was read again.
#[derive(Clone, Debug, PartialEq)]
pub struct Reread {
    /// Its name.
    pub name: String,
    /// What was.
    pub from: Option<AttrValue>,
    /// What is read now; `None` if nothing is.
    pub to: Option<AttrValue>,
}

/// What is done to carry over what was chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Made {
    /// The edits, in order.
    pub edits: Vec<Edit>,
    /// How many spans they add.
    pub spans: usize,
    /// How many relations.
    pub relations: usize,
    /// How many incidents.
    pub incidents: usize,
}

impl Item {
    /// Whether it can be carried.
    #[must_use]
    pub fn twin(&self) -> Option<&Twin> {
        match &self.fate {
            Fate::Carried(twin) => Some(twin),
            _ => None,
        }
    }

    /// Whether a person should look at it: other words, or something else is said of it.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.twin()
            .is_some_and(|twin| !twin.same || !twin.reread.is_empty())
    }

    fn order(&self) -> u8 {
        match &self.fate {
            _ if self.is_changed() => 0,
            Fate::Lost => 1,
            Fate::Carried(_) => 2,
            Fate::Decided(_) => 3,
        }
    }
}

/// Finds what of one article's layer can be carried over to another one. `closed` says of a span
/// whether something is decided about its place there.
#[must_use]
pub fn carry(
    from: Side<'_>,
    to: Side<'_>,
    schema: &Schema,
    closed: &dyn Fn(&Span) -> bool,
) -> Carried {
    let aligned = Aligned::new(from.text, to.text);
    let place = |range| aligned.place(range).map(|place| place.range);
    let mut taken: BTreeSet<(ByteRange, &LabelId)> = BTreeSet::new();
    let mut items = Vec::new();
    for span in from.layer.spans() {
        let found = aligned.place(span.range);
        let rejected = span.state == SpanState::Rejected;
        // What was turned down was turned down for these words.
        if span.state == SpanState::Suggested || rejected && found.is_none_or(|found| !found.same) {
            continue;
        }
        let fate = match found {
            // Two spans that only words left out kept apart.
            Some(found) if !taken.insert((found.range, &span.label)) => Fate::Lost,
            None => Fate::Lost,
            Some(found) => {
                let read = match found.same {
                    true => None,
                    false => edges(to.read, &span.label, found.range),
                };
                let range = read.unwrap_or(found.range);
                let moved = Span {
                    range,
                    head: span.head.and_then(place),
                    trigger: span.trigger.and_then(place),
                    ..span.clone()
                };
                let there = to.layer.twin(&moved).map(|twin| twin.id);
                if there.is_some() || closed(&moved) {
                    Fate::Decided(there)
                } else {
                    let readings = [reading(from.read, span), reading(to.read, &moved)];
                    let mut twin = reread(moved, found.same, readings, schema);
                    twin.span.head = twin.span.head.filter(|head| range.covers(*head));
                    Fate::Carried(Box::new(twin))
                }
            }
        };
        items.push(Item {
            from: span.clone(),
            words: span.range.of(from.text).unwrap_or("").to_owned(),
            fate,
        });
    }
    items.sort_by_key(Item::order);
    let decided = |state: SpanState| state.is_decided_in();
    Carried {
        items,
        likeness: aligned.likeness(),
        relations: from.layer.relations().cloned().collect(),
        incidents: {
            let incidents = from.layer.incidents();
            incidents.filter(|i| decided(i.state)).cloned().collect()
        },
    }
}

/// Where the program reads something of a label inside a place whose words are not the old ones:
/// what was written anew may hold more than what stands for the span.
fn edges(read: &[Span], label: &LabelId, place: ByteRange) -> Option<ByteRange> {
    let inside = read
        .iter()
        .filter(|read| read.label == *label && place.covers(read.range));
    inside
        .map(|read| read.range)
        .max_by_key(|range| range.len())
}

/// What the program reads at a span: of its label, what covers most of it.
fn reading<'a>(read: &'a [Span], span: &Span) -> Option<&'a Span> {
    let here = read
        .iter()
        .filter(|read| read.label == span.label && read.range.overlaps(span.range));
    here.max_by_key(|read| {
        let shared = read.range.intersection(span.range);
        shared.map_or(0, ByteRange::len)
    })
}

/// Whether an attribute is said by the words themselves.
fn is_read(schema: &Schema, label: &LabelId, name: &str) -> bool {
    let asked = schema
        .label(label)
        .iter()
        .flat_map(|l| &l.attributes)
        .find(|a| a.name == name);
    let told = asked.is_some_and(|attribute| {
        matches!(
            attribute.kind,
            AttributeKind::Count
                | AttributeKind::Real
                | AttributeKind::Date
                | AttributeKind::Faction
                | AttributeKind::Place
        )
    });
    told || name == QUALIFIER || name.starts_with("canonical_")
}

/// A span in its new place with what is said of it there. What was taken as the program read it
/// is taken as it reads it now; what the analyst said otherwise stays, unless it is about words
/// that are no longer there.
fn reread(mut span: Span, same: bool, [was, is]: [Option<&Span>; 2], schema: &Schema) -> Twin {
    let of = |reading: Option<&Span>, name: &str| reading.and_then(|r| r.attrs.get(name)).cloned();
    // Another cut of the words may say something else.
    let fits = |reading: Option<&Span>, range| reading.is_some_and(|r: &Span| r.range == range);
    let names: BTreeSet<String> = [Some(&span), was, is]
        .into_iter()
        .flatten()
        .flat_map(|span| span.attrs.keys().cloned())
        .collect();
    let exact = fits(is, span.range);
    let mut changed = Vec::new();
    for name in names {
        let stated = span.attrs.get(&name).cloned();
        let (before, now) = (of(was, &name), of(is, &name));
        let of_words = !same && is_read(schema, &span.label, &name);
        let as_read = exact && was.is_some() && stated == before;
        if (of_words || as_read) && now != stated {
            match now.clone() {
                Some(value) => span.attrs.insert(name.clone(), value),
                None => span.attrs.remove(&name),
            };
            changed.push(Reread {
                name,
                from: stated,
                to: now,
            });
        }
    }
    span.state = match (span.state, is.filter(|_| exact)) {
        (SpanState::Rejected, _) => SpanState::Rejected,
        (_, Some(is)) if is.attrs == span.attrs => SpanState::Accepted,
        (_, Some(_)) => SpanState::Edited,
        (_, None) => SpanState::Manual,
    };
    let source = is.filter(|_| exact).map(|is| &is.provenance);
    span.provenance.rule = source.and_then(|source| source.rule.clone());
    span.provenance.confidence = source.and_then(|source| source.confidence);
    Twin {
        span,
        same,
        reread: changed,
    }
}

impl Carried {
    /// The edits that carry the chosen spans into a layer, with the relations and incidents that
    /// all of theirs have a place there. `fresh` gives numbers for ids.
    #[must_use]
    pub fn edits(
        &self,
        layer: &Annotations,
        chosen: &dyn Fn(usize) -> bool,
        by: &Provenance,
        fresh: &mut dyn FnMut() -> u64,
    ) -> Made {
        let mut made = Made::default();
        let mut ids: BTreeMap<SpanId, SpanId> = BTreeMap::new();
        let mut reread: BTreeSet<SpanId> = BTreeSet::new();
        let author = |provenance: &Provenance| Provenance {
            author: by.author.clone(),
            at: by.at,
            ..provenance.clone()
        };
        for (number, item) in self.items.iter().enumerate() {
            match &item.fate {
                Fate::Carried(twin) if chosen(number) => {
                    let id = SpanId(fresh());
                    if item.is_changed() {
                        reread.insert(item.from.id);
                    }
                    made.edits.push(Edit::AddSpan(Box::new(Span {
                        id,
                        provenance: author(&twin.span.provenance),
                        ..twin.span.clone()
                    })));
                    made.spans += 1;
                    if twin.span.state.is_decided_in() {
                        ids.insert(item.from.id, id);
                    }
                }
                Fate::Decided(Some(there)) => {
                    let own = layer.span(*there);
                    if own.is_some_and(|own| own.state.is_decided_in()) {
                        ids.insert(item.from.id, *there);
                    }
                }
                _ => {}
            }
        }
        for relation in &self.relations {
            let (Some(from), Some(to)) = (ids.get(&relation.from), ids.get(&relation.to)) else {
                continue;
            };
            let (from, to) = (*from, *to);
            let mut known = layer.relations_of(from);
            if known.any(|r| r.kind == relation.kind && r.from == from && r.to == to) {
                continue;
            }
            made.edits.push(Edit::AddRelation(Box::new(Relation {
                id: RelationId(fresh()),
                from,
                to,
                provenance: author(&relation.provenance),
                ..relation.clone()
            })));
            made.relations += 1;
        }
        for incident in &self.incidents {
            if let Some(mut carried) = moved(incident, layer, &ids, &reread) {
                carried.id = IncidentId(fresh());
                carried.provenance = author(&incident.provenance);
                made.edits.push(Edit::AddIncident(Box::new(carried)));
                made.incidents += 1;
            }
        }
        made
    }
}

/// An incident on the spans that were carried over; `None` if the words that tell of it were not,
/// or if one stands on them already.
fn moved(
    incident: &Incident,
    layer: &Annotations,
    ids: &BTreeMap<SpanId, SpanId>,
    reread: &BTreeSet<SpanId>,
) -> Option<Incident> {
    let mut carried = incident.clone();
    carried.roles.clear();
    let mut whole = true;
    for (role, fillers) in &incident.roles {
        for filler in fillers {
            match filler {
                Filler::Entry(_) => {
                    carried.fill(*role, filler.clone());
                }
                Filler::Span(span) => match ids.get(span) {
                    Some(there) => {
                        carried.fill(*role, Filler::Span(*there));
                        whole &= !reread.contains(span);
                    }
                    None => whole = false,
                },
            }
        }
    }
    let stands = |trigger| {
        let mut there = layer.incidents_of(trigger);
        there.any(|other| other.spans(Role::Trigger).any(|span| span == trigger))
    };
    let triggers: Vec<SpanId> = carried.spans(Role::Trigger).collect();
    if triggers.is_empty() || triggers.into_iter().any(stands) {
        return None;
    }
    // Which articles tell of one event is said where they are side by side.
    carried.attrs.remove(EVENT);
    if !whole {
        // A total that was set by hand was that of other words.
        carried.attrs.retain(|name, _| bound_of(name).is_none());
    }
    Some(carried)
}
