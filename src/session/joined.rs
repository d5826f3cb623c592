//! What the program joins in the open article: relations that it proposes between the spans that
//! are shown, and incidents that it puts together from them.
//!
//! Like suggested spans they are a view: made anew in the background whenever the spans change,
//! and never stored. A decision closes them: one about the same two spans, and one made by
//! hand, by which a span has what would be proposed for it; of an incident, one about what says
//! that it happened.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::open::{FIRST_SUGGESTION, OpenArticle};
use super::propose::{Joint, Proposal};
use super::tally::Waiting;
use crate::lexicon::Lexicon;
use crate::model::article::ArticleText;
use crate::model::id::{AnnotatorId, ArticleId, IncidentId, RelationId, SpanId};
use crate::model::incident::{Filler, Incident, Role};
use crate::model::refusal::Refusal;
use crate::model::relation::Relation;
use crate::model::schema::Schema;
use crate::model::schema::merged::Merged;
use crate::model::span::{Provenance, Span, SpanState};
use crate::suggest::Context;
use crate::suggest::incident::{Frame, Part, frames};
use crate::suggest::relate::{Link, Mention, Tie, relate};
use crate::text::offset::ByteIdx;

/// What the program joins, and the spans that it was read from.
#[derive(Clone, Debug, Default)]
pub(super) struct Joined {
    /// The revision of the article whose spans were joined.
    revision: Option<u64>,
    /// In the state *suggested*, by where they start.
    relations: Vec<Relation>,
    /// In the state *suggested*, in the order of the text.
    incidents: Vec<Arc<Incident>>,
    /// Those of the relations that were refused, in the state *rejected*.
    refused: Vec<Relation>,
}

impl Joined {
    fn is_empty(&self) -> bool {
        self.relations.is_empty() && self.incidents.is_empty()
    }

    fn follow(&mut self, became: &FxHashMap<SpanId, SpanId>) {
        let follow = |span: &mut SpanId| {
            if let Some(now) = became.get(span) {
                *span = *now;
            }
        };
        for relation in &mut self.relations {
            follow(&mut relation.from);
            follow(&mut relation.to);
        }
        for incident in &mut self.incidents {
            if incident
                .all_spans()
                .any(|(_, span)| became.contains_key(&span))
            {
                Arc::make_mut(incident).replace(|span| became.get(&span).copied());
            }
        }
    }
}

/// A span that is joined. What is proposed is not copied: in a long article it is a lot, and all
/// of it is joined anew after each decision.
enum Joinable {
    Decided(Span),
    Open(Arc<Proposal>),
}

impl std::ops::Deref for Joinable {
    type Target = Span;

    fn deref(&self) -> &Span {
        match self {
            Self::Decided(span) => span,
            Self::Open(proposal) => &proposal.span,
        }
    }
}

/// What is needed to join the spans of an article, away from the window.
pub(super) struct Joining {
    pub(super) id: ArticleId,
    revision: u64,
    text: ArticleText,
    context: Context,
    spans: Vec<Joinable>,
    /// The relations of the layer.
    known: Vec<Relation>,
    /// What is not so.
    refusals: Vec<Refusal>,
    merged: Merged,
    schema: Schema,
    lexicon: Lexicon,
    by: AnnotatorId,
    at: Timestamp,
}

impl Joining {
    /// Reads what belongs together.
    pub(super) fn join(self) -> Joined {
        let mentions: Vec<Mention<'_>> = self.spans.iter().map(|s| Mention::from(&**s)).collect();
        let links = relate(self.text.as_str(), &self.lexicon, &mentions);
        let relations = links.iter().filter_map(|link| self.relation(link));
        let mut relations: Vec<Relation> = relations.collect();
        for (relation, number) in relations.iter_mut().zip(FIRST_SUGGESTION..) {
            relation.id = RelationId(number);
        }
        let frames = frames(
            self.text.as_str(),
            &self.context,
            &self.lexicon,
            &mentions,
            &self.ties(&relations),
        );
        Joined {
            revision: Some(self.revision),
            relations,
            refused: Vec::new(),
            incidents: frames
                .iter()
                .filter_map(|f| self.incident(f).map(Arc::new))
                .collect(),
        }
    }

    /// What incidents are put together by: the relations that were decided, and those that are
    /// proposed and not closed by them.
    fn ties<'a>(&'a self, proposed: &'a [Relation]) -> Vec<Tie<'a>> {
        let numbers: HashMap<SpanId, usize> = self
            .spans
            .iter()
            .enumerate()
            .map(|(n, s)| (s.id, n))
            .collect();
        let mut known: HashMap<SpanId, Vec<&Relation>> = HashMap::new();
        for relation in &self.known {
            known.entry(relation.from).or_default().push(relation);
        }
        let span = |id| Some(&**self.spans.get(*numbers.get(&id)?)?);
        let open = proposed.iter().filter(|proposed| {
            let decided = known.get(&proposed.from).into_iter().flatten();
            !closes(decided.copied(), proposed)
                && refusal_of((self.refusals.iter(), &self.merged), proposed, span).is_none()
        });
        let decided = self.known.iter().filter(|r| r.state.is_decided_in());
        let ties = decided.chain(open).filter_map(|relation| {
            Some(Tie {
                kind: &relation.kind,
                from: *numbers.get(&relation.from)?,
                to: *numbers.get(&relation.to)?,
            })
        });
        ties.collect()
    }

    /// A frame as an incident. The article that shows it gives it an id.
    fn incident(&self, frame: &Frame) -> Option<Incident> {
        let mut incident = Incident {
            id: IncidentId(0),
            roles: BTreeMap::new(),
            attrs: frame.attrs.clone(),
            state: SpanState::Suggested,
            provenance: Provenance {
                author: self.by.clone(),
                at: self.at,
                rule: Some(frame.rule.to_owned()),
                confidence: Some(frame.confidence),
            },
        };
        for (role, parts) in &frame.roles {
            for part in parts {
                let filler = match part {
                    Part::Mention(number) => Filler::Span(self.spans.get(*number)?.id),
                    Part::Entry(id) => Filler::Entry((*id).to_owned()),
                };
                incident.fill(*role, filler);
            }
        }
        Some(incident)
    }

    /// A link as a relation, if the schema lets it join these labels.
    fn relation(&self, link: &Link) -> Option<Relation> {
        let (from, to) = (self.spans.get(link.from)?, self.spans.get(link.to)?);
        let kind = self.schema.relation(link.kind)?;
        kind.joins(&from.label, &to.label).then(|| Relation {
            id: RelationId(0),
            kind: link.kind.to_owned(),
            from: from.id,
            to: to.id,
            state: SpanState::Suggested,
            provenance: Provenance {
                author: self.by.clone(),
                at: self.at,
                rule: Some(link.rule.to_owned()),
                confidence: Some(link.confidence),
            },
        })
    }
}

impl OpenArticle {
    /// What has to be read to join the spans that are shown, if that has not been done since they
    /// changed. Only the analyst's own layer is completed by proposals, once there are some.
    pub(super) fn to_join(
        &self,
        context: Context,
        (schema, lexicon): (&Schema, &Lexicon),
        by: &AnnotatorId,
        at: Timestamp,
    ) -> Option<Joining> {
        if !self.is_own || !self.is_read() || self.is_joined() {
            return None;
        }
        let decided = self.layer.spans().filter(|span| span.state.is_decided_in());
        let decided = decided.cloned().map(Joinable::Decided);
        let open = self.suggestions().iter().cloned().map(Joinable::Open);
        let mut spans: Vec<Joinable> = decided.chain(open).collect();
        spans.sort_by_key(|span| span.order());
        Some(Joining {
            id: self.id.clone(),
            revision: self.revision,
            text: self.text.clone(),
            context,
            spans,
            known: self.layer.relations().cloned().collect(),
            refusals: self.layer.refusals().cloned().collect(),
            merged: self.shows.merged.clone(),
            schema: schema.clone(),
            lexicon: lexicon.clone(),
            by: by.clone(),
            at,
        })
    }

    /// Whether the spans that are shown have been joined since they changed.
    #[must_use]
    pub fn is_joined(&self) -> bool {
        self.joined.revision == Some(self.revision)
    }

    /// Takes what was joined, unless the article was opened anew since: the spans have other ids
    /// then. An incident is named by the first words that tell of it.
    pub(super) fn take_joined(&mut self, joined: Joined) {
        if !joined.revision.is_some_and(|read| self.has_had(read)) {
            return;
        }
        self.joined = joined;
        self.follow_decisions();
        let mut incidents = std::mem::take(&mut self.joined.incidents);
        // What rests on words that are no longer shown is put together anew in a moment.
        incidents.retain_mut(|incident| {
            let first = incident.spans(Role::Trigger).next();
            let first = first.and_then(|id| self.shown(id));
            let first = first.map(|span| (span.range, span.label.clone()));
            let named = first.map(|(range, label)| self.numbers.of(range, &label));
            named.is_some_and(|number| {
                Arc::make_mut(incident).id = IncidentId(number);
                true
            })
        });
        self.joined.incidents = incidents;
        self.gather_joined();
    }

    /// Lets what was joined stand on the spans that its proposals have become, until it is joined
    /// anew: what is on screen stays there while the spans under it are accepted.
    pub(super) fn follow_decisions(&mut self) {
        if self.joined.is_empty() {
            return;
        }
        let became = self.became();
        self.joined.follow(&became);
    }

    /// The relations that are shown: those of the layer, and those that are proposed and open.
    pub fn relations(&self) -> impl Iterator<Item = &Relation> {
        let rejected = self.shows.rejected;
        let known = self.layer.relations();
        let known = known.filter(move |r| rejected || r.state != SpanState::Rejected);
        let proposed = self.joined.relations.iter();
        let refused = self.joined.refused.iter().filter(move |_| rejected);
        let open = proposed.filter(|relation| self.is_open(relation));
        known.chain(open).chain(refused)
    }

    /// The relations of a span that are shown, those that start at it first.
    #[must_use]
    pub fn relations_of(&self, span: SpanId) -> Vec<&Relation> {
        let known = self.layer.relations_of(span);
        let rejected = self.shows.rejected;
        let known = known.filter(|r| rejected || r.state != SpanState::Rejected);
        let proposed = self.joined.relations.iter();
        let proposed = proposed.filter(|relation| relation.touches(span) && self.is_open(relation));
        let refused = self.joined.refused.iter();
        let refused = refused.filter(|relation| rejected && relation.touches(span));
        let mut found: Vec<&Relation> = known.chain(proposed).chain(refused).collect();
        found.sort_by_key(|relation| relation.from != span);
        found
    }

    /// Whether a proposed relation is shown: it is sure enough, and undecided.
    fn is_open(&self, relation: &Relation) -> bool {
        let shows = &self.shows;
        shows.shows_joined(Joint::Relation, &relation.provenance) && self.is_undecided(relation)
    }

    /// Whether both spans of a proposed relation are shown and no decision closes it.
    fn is_undecided(&self, relation: &Relation) -> bool {
        [relation.from, relation.to].iter().all(|end| {
            let span = self.shown(*end);
            span.is_some_and(|span| span.state != SpanState::Rejected)
        }) && !closes(self.layer.relations_of(relation.from), relation)
            && self.refusal_of(relation).is_none()
    }

    /// By what a relation was refused, if it was.
    #[must_use]
    pub fn refusal_of(&self, relation: &Relation) -> Option<&Refusal> {
        let merged = &self.shows.merged;
        refusal_of((self.layer.refusals(), merged), relation, |id| {
            self.shown(id)
        })
    }

    /// By what an incident was refused, if it was.
    #[must_use]
    pub fn refusal_of_incident(&self, incident: &Incident) -> Option<&Refusal> {
        let mut refusals = self.layer.refusals();
        let (merged, span) = (&self.shows.merged, |id| self.shown(id));
        refusals.find(|refusal| refusal.is_of_incident(incident, span, merged))
    }

    /// How sure each relation or incident is that is proposed and that no decision has closed,
    /// doubtful ones too.
    #[must_use]
    pub fn undecided_joined(&self, joint: Joint) -> Vec<f64> {
        let sure = |provenance: &Provenance| provenance.confidence.unwrap_or(0.0);
        match joint {
            Joint::Relation => {
                let all = self.joined.relations.iter();
                let open = all.filter(|relation| self.is_undecided(relation));
                open.map(|relation| sure(&relation.provenance)).collect()
            }
            Joint::Incident => {
                let told = self.told();
                let all = self.joined.incidents.iter();
                let open = all.filter(|incident| {
                    self.untold(incident, &told).is_some()
                        && self.refusal_of_incident(incident).is_none()
                });
                open.map(|incident| sure(&incident.provenance)).collect()
            }
        }
    }

    /// How much of what is proposed waits for a decision.
    #[must_use]
    pub fn waiting(&self) -> Waiting {
        let relations = self.relations();
        let relations = relations.filter(|r| r.state == SpanState::Suggested);
        let incidents = self.incidents.iter();
        let incidents = incidents.filter(|i| i.state == SpanState::Suggested);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Waiting {
            spans: count(self.suggestions().len()),
            relations: count(relations.count()),
            incidents: count(incidents.count()),
        }
    }

    /// The incidents that are shown, those of the layer and those that are proposed and open:
    /// what is told as of now first, then what is of an earlier time, then what is denied.
    #[must_use]
    pub fn incidents(&self) -> &[Arc<Incident>] {
        &self.incidents
    }

    /// An incident that is shown.
    #[must_use]
    pub fn shown_incident(&self, id: IncidentId) -> Option<&Incident> {
        let mut incidents = self.incidents.iter();
        incidents.find(|i| i.id == id).map(AsRef::as_ref)
    }

    /// What tells of the incidents of the layer.
    fn told(&self) -> HashSet<SpanId> {
        let incidents = self.layer.incidents();
        incidents.flat_map(|i| i.spans(Role::Trigger)).collect()
    }

    /// Where the words begin that tell of a proposed incident, if all that it rests on is shown and
    /// nothing is decided about an incident that the same words tell of.
    fn untold(&self, proposed: &Incident, told: &HashSet<SpanId>) -> Option<ByteIdx> {
        let mut triggers = proposed.spans(Role::Trigger);
        if triggers.any(|span| told.contains(&span)) {
            return None;
        }
        let mut spans = proposed.all_spans();
        spans.try_fold(None, |first: Option<ByteIdx>, (_, span)| {
            let start = self.shown(span)?.range.start();
            Some(Some(first.map_or(start, |first| first.min(start))))
        })?
    }

    /// Gathers what is shown, after a change.
    pub(super) fn gather_joined(&mut self) {
        // Most articles have no refusal, and a long one thousands of relations.
        let is_any_refused = self.layer.refusals().len() > 0;
        let proposed = self.joined.relations.iter().filter(|_| is_any_refused);
        let refused = proposed.filter(|relation| self.refusal_of(relation).is_some());
        let refused = refused.map(|relation| Relation {
            state: SpanState::Rejected,
            ..relation.clone()
        });
        self.joined.refused = refused.collect();
        self.gather_incidents();
    }

    /// Gathers the incidents that are shown. A proposed one is open if all that it rests on is
    /// shown and nothing is decided about an incident that the same words tell of.
    fn gather_incidents(&mut self) {
        let told = self.told();
        let is_any_refused = self.layer.refusals().len() > 0;
        let shows = &self.shows;
        let first_of = |proposed: &Incident| {
            let sure = shows.shows_joined(Joint::Incident, &proposed.provenance);
            sure.then(|| self.untold(proposed, &told)).flatten()
        };
        let place = |incident: &Incident, first: Option<ByteIdx>| {
            let denied = incident.text("status") == Some("denied");
            (denied, incident.is_background(), first)
        };
        let rejected = self.shows.rejected;
        let known = self.layer.incidents();
        let known = known.filter(|i| rejected || i.state != SpanState::Rejected);
        let proposed = self.joined.incidents.iter().filter_map(|incident| {
            let place = place(incident, Some(first_of(incident)?));
            let mut incident = Arc::clone(incident);
            if is_any_refused && self.refusal_of_incident(&incident).is_some() {
                Arc::make_mut(&mut incident).state = SpanState::Rejected;
            }
            let shown = rejected || incident.state != SpanState::Rejected;
            shown.then_some((place, incident))
        });
        let known = known.map(|incident| {
            let spans = incident.all_spans().map(|(_, span)| span);
            let starts = spans.filter_map(|id| Some(self.shown(id)?.range.start()));
            (place(incident, starts.min()), Arc::new(incident.clone()))
        });
        let mut found: Vec<_> = known.chain(proposed).collect();
        found.sort_by_key(|(place, _)| *place);
        self.incidents = found.into_iter().map(|(_, incident)| incident).collect();
    }
}

/// By what a relation was refused, if it was.
fn refusal_of<'a, 's>(
    (mut refusals, merged): (impl Iterator<Item = &'a Refusal>, &Merged),
    relation: &Relation,
    span: impl Fn(SpanId) -> Option<&'s Span>,
) -> Option<&'a Refusal> {
    let (from, to) = (span(relation.from)?, span(relation.to)?);
    refusals.find(|refusal| refusal.is_of_relation(relation, (from, to), merged))
}

/// Whether decided relations close a proposed one that starts at the same span.
pub(super) fn closes<'a>(
    mut decided: impl Iterator<Item = &'a Relation>,
    proposed: &Relation,
) -> bool {
    decided.any(|relation| {
        let same = relation.from == proposed.from && relation.kind == proposed.kind;
        // Of two that were proposed both may hold: a report has several sources. What somebody
        // has made or changed by hand is what holds instead.
        let instead = matches!(relation.state, SpanState::Manual | SpanState::Edited);
        same && (relation.to == proposed.to || instead)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::annotations::Annotations;

    #[test]
    fn what_was_joined_before_an_article_was_opened_anew_is_not_of_the_new_one() {
        let text = ArticleText::new("قصفت طائرات روسية مدينة إدلب");
        let by: AnnotatorId = "a".parse().unwrap();
        let opened = || {
            let layer = Annotations::new("a-00000000".parse().unwrap(), by.clone());
            let mut open = OpenArticle::new(text.clone(), layer, true, Lexicon::default());
            assert!(!open.is_joined());
            let reading = open.begin_reading(false);
            open.end_reading(reading, Vec::new());
            open
        };
        let joined = |open: &OpenArticle| {
            let schema = Schema::conflict_news();
            let lexicon = Lexicon::default();
            let known = (&schema, &lexicon);
            let joining = open.to_join(Context::default(), known, &by, Timestamp::UNIX_EPOCH);
            joining.unwrap().join()
        };
        let mut open = opened();
        let before = joined(&open);
        let mut again = opened();
        again.take_joined(before.clone());
        assert!(!again.is_joined());
        open.take_joined(before);
        assert!(open.is_joined());
    }

    #[test]
    fn accepted_relations_leave_what_was_proposed_beside_them() {
        let relation = |to: u64, state: SpanState| Relation {
            id: RelationId(to),
            kind: "reported_by".to_owned(),
            from: SpanId(1),
            to: SpanId(to),
            state,
            provenance: Provenance::manual("a".parse().unwrap(), Timestamp::UNIX_EPOCH),
        };
        let proposed = relation(3, SpanState::Suggested);
        // To where it leads, in which state, and whether that closes the proposal.
        let rows = [
            (3, SpanState::Accepted, true),
            (3, SpanState::Rejected, true),
            (2, SpanState::Accepted, false),
            (2, SpanState::Rejected, false),
            (2, SpanState::Manual, true),
            (2, SpanState::Edited, true),
        ];
        for (to, state, closed) in rows {
            let decided = relation(to, state);
            assert_eq!(
                closes([&decided].into_iter(), &proposed),
                closed,
                "{decided:?}"
            );
        }
    }
}
