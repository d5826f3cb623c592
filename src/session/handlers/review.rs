//! Reviewing what the program proposes: deciding, going on, how much of it is shown.

use std::cmp::Reverse;

use crate::model::edit::Edit;
use crate::model::history::{Change, StepName};
use crate::model::id::SpanId;
use crate::model::span::{Provenance, Span, SpanState};
use crate::session::Session;
use crate::session::batch::Offer;
use crate::session::command::Review;
use crate::session::dialog::Dialog;
use crate::session::effect::Effect;
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::text::offset::{ByteIdx, ByteRange};

use super::span::marking;

/// Where a suggestion stands in the review: in thousandths of its confidence if the doubtful
/// ones come first, then in reading order.
pub(super) type Rank = (u32, ByteIdx, Reverse<ByteIdx>);

fn rank(span: &Span, doubtful_first: bool) -> Rank {
    let sure = span.provenance.confidence.filter(|_| doubtful_first);
    let sure = (sure.unwrap_or(0.0).clamp(0.0, 1.0) * 1000.0).round() as u32;
    (sure, span.range.start(), Reverse(span.range.end()))
}

impl Session {
    pub(super) fn handle_review(&mut self, command: Review) {
        match command {
            Review::Overview => {
                self.toggle(Dialog::Review);
                self.compare_sample();
            }
            Review::Agreement => self.show_agreement(),
            Review::Compare(first, second) => self.compare_layers(first, second),
            Review::ChooseDifference(number) => self.choose_difference(number),
            Review::SeeDifference(number) => self.see_difference(number),
            Review::Settle(number, side) => self.settle(number, side),
            Review::Learned => self.toggle(Dialog::Learned),
            Review::SetLearner(learner, on) => self.set_learner(learner, on),
            Review::ForgetLearned => self.forget_learned(true),
            Review::RememberAll => self.forget_learned(false),
            Review::ToggleDoubtful => {
                self.settings.doubtful = !self.settings.doubtful;
                self.keep_settings();
                self.apply_shows();
                self.tally_anew();
            }
            Review::SetBlind(percent) => {
                self.settings.blind = percent;
                self.apply_shows();
                self.compare_sample();
            }
            Review::ToggleDoubtfulFirst => {
                self.settings.doubtful_first = !self.settings.doubtful_first;
                self.keep_settings();
            }
            Review::AcceptMany => self.decide_many(true, false),
            Review::RejectMany => self.decide_many(false, false),
            Review::AcceptManyInProject => self.decide_many(true, true),
            Review::RejectManyInProject => self.decide_many(false, true),
            Review::AcceptParagraph => self.accept_paragraph(),
            Review::Occurrences => self.find_occurrences(false),
            Review::OccurrencesInProject => self.find_occurrences(true),
            Review::Like(like) => self.choose_like(like),
            Review::LikeJoined(like) => self.choose_joined(like),
            Review::Label(label) => self.label_batch(label),
            Review::Spread(everywhere) => self.spread_batch(everywhere),
            Review::Choose(place, chosen) => self.choose_places(Some(place), chosen),
            Review::ChooseArticle(article, chosen) => self.choose_article(&article, chosen),
            Review::ChooseAll(chosen) => self.choose_places(None, chosen),
            Review::DoBatch => self.do_batch(),
            Review::Propagate => self.propagate(),
            Review::DismissOffer => self.offer = None,
            Review::SetThreshold(label, least) => {
                let least = least.clamp(0.0, 1.0);
                self.settings.thresholds.insert(label, least);
                self.apply_shows();
            }
            Review::SetJoinedThreshold(joint, least) => {
                let least = least.clamp(0.0, 1.0);
                self.settings.joined_thresholds.insert(joint, least);
                self.apply_shows();
            }
            Review::ResetThresholds => {
                self.settings.thresholds.clear();
                self.settings.joined_thresholds.clear();
                self.apply_shows();
            }
        }
    }

    /// Takes the selected suggestion as it is, also one that was rejected. What is decided already is left, for the next
    /// open one; where nothing is open the labels are offered.
    pub(super) fn accept(&mut self) {
        if let Some(suggestion) = self.chosen_suggestion() {
            return self.decide(suggestion, SpanState::Accepted);
        }
        if let Some(open) = self.open()
            && let Some(span) = open.span.and_then(|id| open.layer.span(id))
            && span.state == SpanState::Rejected
        {
            let edit = Edit::SetState {
                span: span.id,
                from: SpanState::Rejected,
                to: SpanState::Accepted,
            };
            let name = StepName::Accept(span.label.clone());
            return self.perform(Change::of(&open.id.clone(), name, Some(edit)));
        }
        let decided = self.open().filter(|open| !open.suggestions().is_empty());
        if decided.is_some_and(|open| open.span.is_some()) {
            self.step_span(true);
        } else {
            self.toggle(Dialog::Labels);
        }
    }

    /// The selected suggestion.
    pub(super) fn chosen_suggestion(&self) -> Option<Span> {
        let open = self.open().filter(|_| self.can_edit())?;
        open.suggestion(open.span?).cloned()
    }

    /// Keeps what was decided about a suggestion, and goes on to the next one.
    pub(super) fn decide(&mut self, suggestion: Span, state: SpanState) {
        let Some(open) = self.open() else { return };
        let proposed = open.suggestion(suggestion.id).unwrap_or(&suggestion);
        let place = rank(proposed, self.settings.doubtful_first);
        if let Some(id) = self.keep(suggestion, state) {
            self.focus(id);
            self.go_on(Some(place));
        }
    }

    /// Keeps what was decided about a suggestion. Returns the span that it has become.
    pub(super) fn keep(&mut self, suggestion: Span, state: SpanState) -> Option<SpanId> {
        let now = (self.world.now)();
        let id = self.new_span_id();
        let project = self.project.as_ref()?;
        let open = project.open.as_ref()?;
        let proposed = open.suggestion(suggestion.id).unwrap_or(&suggestion);
        let offer = (state == SpanState::Edited).then(|| Offer {
            from: Box::new(proposed.clone()),
            made: id,
            count: 0,
        });
        let label = suggestion.label.clone();
        let span = Span {
            id,
            state,
            provenance: Provenance {
                author: project.annotator.clone(),
                at: now,
                ..suggestion.provenance.clone()
            },
            ..suggestion
        };
        let edits = marking(open, span);
        let name = match state {
            SpanState::Rejected => StepName::Reject(label),
            SpanState::Accepted => StepName::Accept(label),
            _ => StepName::Tag(label),
        };
        let article = open.id.clone();
        self.offer = offer.or(self.offer.take());
        self.perform(Change::of(&article, name, edits));
        Some(id)
    }

    /// Where the selection stands in the review.
    pub(super) fn review_place(&self) -> Option<Rank> {
        let open = self.open()?;
        let chosen = open.span.and_then(|id| open.shown(id));
        chosen.map(|span| rank(span, self.settings.doubtful_first))
    }

    /// Goes on to the next open suggestion after a place of the review.
    pub(super) fn go_on(&mut self, place: Option<Rank>) {
        let order = self.review_order();
        let after = order.iter().find(|(rank, ..)| Some(*rank) >= place);
        match after.or(order.first()) {
            Some(&(_, next, range)) => {
                self.focus(next);
                self.effects.push(Effect::Reveal(range));
            }
            None => {
                let message = Message::new("notice-reviewed");
                self.report(Severity::Success, message, String::new());
            }
        }
    }

    /// The open suggestions in the order of the review.
    fn review_order(&self) -> Vec<(Rank, SpanId, ByteRange)> {
        let doubtful_first = self.settings.doubtful_first;
        let suggestions = self.open().map(|open| open.suggestions());
        let spans = suggestions.unwrap_or_default().iter().map(|p| &p.span);
        let mut order: Vec<(Rank, SpanId, ByteRange)> = spans
            .map(|span| (rank(span, doubtful_first), span.id, span.range))
            .collect();
        order.sort();
        order
    }

    /// Goes to the next or previous open suggestion, to the next or previous span if none is
    /// open. Past the last one the round begins again.
    pub(super) fn step_span(&mut self, forward: bool) {
        let Some(open) = self.open() else { return };
        let mut order = self.review_order();
        if order.is_empty() {
            let spans = open.index.iter();
            let rank = |range: ByteRange| (0, range.start(), Reverse(range.end()));
            order = spans.map(|(id, range)| (rank(range), id, range)).collect();
        }
        let chosen = open.span.and_then(|id| open.shown(id));
        let at = chosen.and_then(|span| order.iter().position(|(_, id, _)| *id == span.id));
        let next = match (at, open.active_range()) {
            (Some(at), _) if forward => Some(at + 1),
            (Some(at), _) => at.checked_sub(1),
            (None, Some(range)) => {
                let before = |(rank, ..): &(Rank, SpanId, ByteRange)| rank.1 < range.start();
                let place = order.partition_point(before);
                if forward {
                    Some(place)
                } else {
                    place.checked_sub(1)
                }
            }
            (None, None) => (forward).then_some(0),
        };
        let round = if forward { order.first() } else { order.last() };
        let found = next.and_then(|next| order.get(next)).or(round);
        if let Some(&(_, id, range)) = found {
            self.focus(id);
            self.effects.push(Effect::Reveal(range));
        }
    }
}
