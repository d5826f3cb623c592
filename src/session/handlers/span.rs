//! Spans.

use std::collections::BTreeMap;

use crate::model::annotations::Progress;
use crate::model::edit::Edit;
use crate::model::history::{Change, StepName};
use crate::model::id::{LabelId, SpanId};
use crate::model::span::{AttrValue, Provenance, Span, SpanState};
use crate::session::Session;
use crate::session::command::SpanCommand;
use crate::session::dialog::{Dialog, Question};
use crate::session::effect::{Effect, Field};
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::open::{Edge, OpenArticle, Step};
use crate::session::schema::plan::unfit_for;
use crate::suggest::Context;
use crate::suggest::marked::said_of;
use crate::text::clitics::toggle_proclitic;
use crate::text::offset::ByteRange;

impl Session {
    pub(super) fn handle_span(&mut self, command: SpanCommand) {
        use SpanCommand as S;
        match command {
            S::Accept => self.accept(),
            S::Labels => self.toggle(Dialog::Labels),
            S::Note => {
                self.settings.inspector = true;
                self.effects.push(Effect::Focus(Field::SpanNote));
            }
            S::Attributes => {
                self.settings.inspector = true;
                self.effects.push(Effect::Focus(Field::Attributes));
            }
            S::InsteadFirst => self.say_instead(0),
            S::Instead(number) => self.say_instead(number),
            S::Repeat => self.repeat_attributes(),
            S::SetAttributes(span, attributes) => self.set_attributes(span, attributes),
            S::SetNote(span, to) => self.set_span_note(span, to),
            S::Answer(question) => self.answer(*question),
            S::Tag(label) => self.tag(&label),
            S::Remove => self.remove_span(),
            S::Next | S::Previous => self.step_span(command == S::Next),
            S::Cycle => self.cycle_span(),
            S::Focus(span) => self.focus(span),
            S::Resize(span, range) => self.resize(span, range),
            S::StartOut => self.move_edge(Edge::StartOut, Step::Word),
            S::StartIn => self.move_edge(Edge::StartIn, Step::Word),
            S::EndOut => self.move_edge(Edge::EndOut, Step::Word),
            S::EndIn => self.move_edge(Edge::EndIn, Step::Word),
            S::StartOutChar => self.move_edge(Edge::StartOut, Step::Char),
            S::StartInChar => self.move_edge(Edge::StartIn, Step::Char),
            S::EndOutChar => self.move_edge(Edge::EndOut, Step::Char),
            S::EndInChar => self.move_edge(Edge::EndIn, Step::Char),
            S::ToggleProclitic => {
                let range = self.open().and_then(|open| {
                    Some(toggle_proclitic(open.text.as_str(), open.active_range()?))
                });
                self.set_active_range(range);
            }
        }
    }

    fn tag(&mut self, label: &LabelId) {
        if self.dialog == Some(Dialog::Labels) {
            self.dialog = None;
        }
        if let Some(mut suggestion) = self.chosen_suggestion() {
            let same = &suggestion.label == label;
            if let Some(project) = &self.project {
                let shared = project.project.schema.shared(&suggestion.label, label);
                suggestion
                    .attrs
                    .retain(|name, _| same || shared.contains(&name.as_str()));
            }
            suggestion.label = label.clone();
            let state = if same {
                SpanState::Accepted
            } else {
                SpanState::Edited
            };
            return self.decide(suggestion, state);
        }
        let id = self.new_span_id();
        let Some(open) = self.open() else { return };
        if let Some(span) = open.span.and_then(|id| open.layer.span(id)) {
            let (mut edits, mut told) = (Vec::new(), 0);
            if &span.label != label {
                edits.push(Edit::SetLabel {
                    span: span.id,
                    from: span.label.clone(),
                    to: label.clone(),
                });
                push_state_change(&mut edits, span);
                let schema = self.project.as_ref().map(|project| &project.project.schema);
                let unfit = schema.map(|schema| unfit_for(&open.layer, span.id, label, schema));
                let unfit = unfit.unwrap_or_default();
                told = unfit.len();
                edits.extend(unfit);
            }
            let change = Change::of(&open.id, StepName::Relabel(label.clone()), edits);
            self.perform(change);
            if told > 0 {
                let message = Message::new("notice-unfit-removed").number("count", told);
                self.report(Severity::Info, message, String::new());
            }
            return;
        }
        let Some(range) = open.selection else { return };
        if collides(open, id, range) {
            let question = Question::Tag(label.clone(), range);
            self.dialog = Some(Dialog::Ask(Box::new(question)));
            return;
        }
        self.add_span(label, range);
    }

    fn add_span(&mut self, label: &LabelId, range: ByteRange) {
        let now = (self.world.now)();
        let id = self.new_span_id();
        let attrs = self.read_of(label, range);
        let Some(project) = &self.project else { return };
        let Some(open) = &project.open else { return };
        let span = Span {
            id,
            range,
            label: label.clone(),
            state: SpanState::Manual,
            attrs,
            head: None,
            trigger: None,
            note: String::new(),
            provenance: Provenance::manual(project.annotator.clone(), now),
        };
        let edits = marking(open, span);
        let change = Change::of(&open.id, StepName::Tag(label.clone()), edits);
        self.perform(change);
        self.focus(id);
    }

    /// What the program reads of some words as a label, of what the label can say. Nothing while
    /// it proposes nothing: whoever works without it is to find everything.
    fn read_of(&self, label: &LabelId, range: ByteRange) -> BTreeMap<String, AttrValue> {
        let Some(project) = &self.project else {
            return BTreeMap::new();
        };
        let Some(open) = project.open.as_ref().filter(|open| open.shows.suggestions) else {
            return BTreeMap::new();
        };
        let context = project
            .list
            .get(&open.id)
            .map(|entry| Context::of(&entry.meta));
        let found = open.undecided().map(|proposal| &proposal.span);
        let found = found.map(|span| (span.range, span.label.as_str(), &span.attrs));
        let known = (&context.unwrap_or_default(), &project.known.lexicon);
        let mut attrs = said_of((open.text.as_str(), range), label.as_str(), found, known);
        let asked = project.project.schema.label(label);
        attrs.retain(|name, _| {
            asked.is_some_and(|label| label.attributes.iter().any(|a| a.name == *name))
        });
        attrs
    }

    fn set_span_note(&mut self, id: SpanId, to: String) {
        let Some(open) = self.open() else { return };
        let Some(span) = open.layer.span(id) else {
            return;
        };
        let from = span.note.clone();
        if from != to {
            let edit = Edit::SetSpanNote { span: id, from, to };
            self.perform(Change::of(&open.id.clone(), StepName::SpanNote, Some(edit)));
        }
    }

    /// Does what the program asked about before it did it.
    fn answer(&mut self, question: Question) {
        self.dialog = None;
        match question {
            Question::Tag(label, range) => self.add_span(&label, range),
            Question::Resize(span, range) => self.resize_anyway(span, range),
            Question::Reattach { .. } => self.reattach(),
            Question::Done(_) => self.set_progress(Progress::Done, true),
            Question::Quit => self.close(),
        }
    }

    fn remove_span(&mut self) {
        if let Some(suggestion) = self.chosen_suggestion() {
            return self.decide(suggestion, SpanState::Rejected);
        }
        let Some(open) = self.open() else { return };
        let Some(span) = open.span.and_then(|id| open.layer.span(id)) else {
            return;
        };
        let range = span.range;
        let mut edits = open.layer.releasing(span.id);
        edits.push(Edit::RemoveSpan(Box::new(span.clone())));
        let change = Change::of(&open.id, StepName::Untag(span.label.clone()), edits);
        self.perform(change);
        if let Some(open) = self.project.as_mut().and_then(|p| p.open.as_mut()) {
            open.selection = Some(range);
        }
    }

    fn cycle_span(&mut self) {
        let Some(open) = self.open() else { return };
        let Some(range) = open.active_range() else {
            return;
        };
        let stack = open.index.stack_at(range.start());
        let at = open
            .span
            .and_then(|id| stack.iter().position(|other| *other == id));
        let next = at.map_or(0, |at| (at + 1) % stack.len().max(1));
        if let Some(id) = stack.get(next).copied() {
            self.focus(id);
        }
    }

    pub(super) fn focus(&mut self, span: SpanId) {
        if let Some(open) = self.project.as_mut().and_then(|p| p.open.as_mut())
            && open.shown(span).is_some()
        {
            open.span = Some(span);
            open.selection = None;
        }
    }

    fn move_edge(&mut self, edge: Edge, step: Step) {
        let range = self
            .open()
            .and_then(|open| open.moved(open.active_range()?, edge, step));
        self.set_active_range(range);
    }

    fn set_active_range(&mut self, range: Option<ByteRange>) {
        let (Some(range), Some(open)) =
            (range, self.project.as_mut().and_then(|p| p.open.as_mut()))
        else {
            return;
        };
        match open.span {
            Some(span) => self.resize(span, range),
            None => open.selection = Some(range),
        }
    }

    fn resize(&mut self, id: SpanId, to: ByteRange) {
        if let Some(mut suggestion) = self.chosen_suggestion().filter(|s| s.id == id) {
            // A moved edge is a decision: the span is the analyst's now, and stays selected.
            if suggestion.range != to && !to.is_empty() {
                suggestion.range = to;
                if let Some(id) = self.keep(suggestion, SpanState::Edited) {
                    self.focus(id);
                }
                self.effects.push(Effect::Reveal(to));
            }
            return;
        }
        let Some(open) = self.open() else { return };
        let Some(span) = open.layer.span(id) else {
            return;
        };
        if span.range == to || to.is_empty() {
            return;
        }
        if collides(open, id, to) {
            let question = Question::Resize(id, to);
            self.dialog = Some(Dialog::Ask(Box::new(question)));
            return;
        }
        self.resize_anyway(id, to);
    }

    fn resize_anyway(&mut self, id: SpanId, to: ByteRange) {
        let Some(open) = self.open() else { return };
        let Some(span) = open.layer.span(id) else {
            return;
        };
        let mut edits = vec![Edit::SetRange {
            span: id,
            from: span.range,
            to,
        }];
        push_state_change(&mut edits, span);
        let change = Change::of(&open.id, StepName::Resize(span.label.clone()), edits);
        self.perform(change);
        self.effects.push(Effect::Reveal(to));
    }
}

/// A suggestion that was taken and is then changed counts as edited.
pub(super) fn push_state_change(edits: &mut Vec<Edit>, span: &Span) {
    let to = span.state.after_change();
    if to != span.state {
        edits.push(Edit::SetState {
            span: span.id,
            from: span.state,
            to,
        });
    }
}

/// The edits that add a span to the open article, which is begun with it.
pub(super) fn marking(open: &OpenArticle, span: Span) -> Vec<Edit> {
    let add = Edit::AddSpan(Box::new(span));
    std::iter::once(add).chain(open.layer.beginning()).collect()
}

/// Whether a span with this range would cross or double another one.
pub(super) fn collides(open: &OpenArticle, id: SpanId, range: ByteRange) -> bool {
    open.layer
        .overlapping(range)
        .any(|other| other.id != id && (other.range == range || other.range.crosses(range)))
}
