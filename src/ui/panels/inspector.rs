//! The inspector: whose layer is shown, the labels, the selected span, the remarks.

use egui::{Id, Rect, ScrollArea, Ui, vec2};

use super::attributes::{Attributes, Owner, Subject};
use super::incidents::Incidents;
use super::relations::Relations;
use super::{label_name, state_key};
use crate::model::id::{AnnotatorId, ArticleId, SpanId};
use crate::model::span::SpanState;
use crate::session::Session;
use crate::session::command::{ArticleCommand, Command, SpanCommand};
use crate::session::message::Message;
use crate::store;
use crate::ui::draft::Draft;
use crate::ui::flow::{column, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::theme::{self, palette};
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{Row, chip, choice, heading, label, tip};

/// The field of the article's remarks, for the focus.
pub(in crate::ui) const NOTE: &str = "article note";
/// The field of the span's remark, for the focus.
pub(in crate::ui) const SPAN_NOTE: &str = "span note";

/// How high the part is in which a span is decided about: its words, state and buttons, in points.
const DECIDED: f32 = 180.0;

/// What the inspector keeps between frames.
pub(in crate::ui) struct Inspector {
    note: Draft<ArticleId>,
    span_note: Draft<SpanId>,
    attributes: Attributes,
    relations: Relations,
    incidents: Incidents,
    /// The span that is selected, so that another one is brought into view.
    selected: Option<SpanId>,
    /// The first control, for the focus.
    pub(in crate::ui) first: Option<Id>,
}

impl Default for Inspector {
    fn default() -> Self {
        Self {
            note: Draft::default(),
            span_note: Draft::default(),
            attributes: Attributes::new("attribute"),
            relations: Relations::default(),
            incidents: Incidents::default(),
            selected: None,
            first: None,
        }
    }
}

impl Inspector {
    /// Shows the inspector.
    pub(in crate::ui) fn show(&mut self, ui: &mut Ui, session: &mut Session, rtl: bool) {
        let mut commands = Vec::new();
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.with_layout(column(rtl), |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                self.first = None;
                commands.extend(Self::layers(ui, session, rtl));
                commands.extend(self.labels(ui, session, rtl));
                commands.extend(self.span(ui, session, rtl));
                commands.extend(self.incidents.show(ui, session, rtl));
                commands.extend(self.note(ui, session, rtl));
            });
        });
        for command in commands {
            session.send(command);
        }
    }

    /// What was written and not handed over yet.
    pub(in crate::ui) fn flush(&mut self) -> Vec<Command> {
        let note = self.note.take().map(note_command);
        let span = self.span_note.take().map(span_command);
        let attributes = self
            .attributes
            .take()
            .into_iter()
            .chain(self.incidents.take());
        note.into_iter().chain(span).chain(attributes).collect()
    }

    /// The field of the first attribute of the selected span, for the focus.
    pub(in crate::ui) fn first_attribute(&self) -> Option<Id> {
        self.attributes.first
    }

    /// The first relation of the selected span, for the focus.
    pub(in crate::ui) fn first_relation(&self) -> Option<Id> {
        self.relations.first
    }

    /// The incident that is looked at, or the first one, for the focus.
    pub(in crate::ui) fn incident(&self) -> Option<Id> {
        self.incidents.target
    }

    /// The field that looks for an entry of the registry, for the focus.
    pub(in crate::ui) fn entry_field(&self) -> Option<Id> {
        self.incidents.entry_field()
    }

    fn layers(ui: &mut Ui, session: &Session, rtl: bool) -> Option<Command> {
        let project = session.project.as_ref()?;
        let open = project.open.as_ref()?;
        let others = project
            .annotators
            .iter()
            .any(|other| other.id != project.annotator);
        if !others {
            return None;
        }
        heading(ui, &session.catalogue.t("panel-layers"));
        let layers: Vec<(AnnotatorId, String)> = project
            .annotators
            .iter()
            .map(|store::Annotator { id, name }| {
                let words = if id == &project.annotator {
                    let message = Message::new("layer-mine").text("name", name.as_str());
                    session.catalogue.message(&message)
                } else {
                    name.clone()
                };
                (id.clone(), words)
            })
            .collect();
        let shown = open.layer.annotator();
        let chosen = wrapped(ui, rtl, |ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            choice(ui, &layers, shown)
        });
        chosen.map(|id| Command::Article(ArticleCommand::ShowLayer(id)))
    }

    fn labels(&mut self, ui: &mut Ui, session: &Session, rtl: bool) -> Option<Command> {
        let project = session.project.as_ref()?;
        let selected = project
            .open
            .as_ref()
            .and_then(|open| open.shown(open.span?))
            .map(|span| &span.label);
        heading(ui, &session.catalogue.t("panel-labels"));
        let mut clicked = None;
        wrapped(ui, rtl, |ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for item in project.project.schema.labels.iter().filter(|l| l.enabled) {
                let command = Command::Span(SpanCommand::Tag(item.id.clone()));
                let key = item.key.map(|key| key.to_string());
                let content = Row {
                    words: label_name(item, rtl),
                    end: key.as_deref().unwrap_or(""),
                    spot: Some(theme::label_color(ui.ctx(), &item.color)),
                    selected: selected == Some(&item.id),
                    enabled: session.is_enabled(&command),
                    ..Row::default()
                };
                let codebook = if rtl {
                    &item.codebook.ar
                } else {
                    &item.codebook.en
                };
                let response = chip(ui, &content, rtl);
                if content.enabled {
                    self.first.get_or_insert(response.id);
                }
                if tip(response, codebook, rtl).clicked() {
                    clicked = Some(command);
                }
            }
        });
        clicked
    }

    fn span(&mut self, ui: &mut Ui, session: &Session, rtl: bool) -> Vec<Command> {
        let mut commands = Vec::new();
        let (Some(project), Some(open)) = (&session.project, session.open()) else {
            return commands;
        };
        let t = |key: &str| session.catalogue.t(key);
        let colors = palette(ui.ctx());
        let top = ui.cursor().min;
        heading(ui, &t("panel-span"));
        let others = self.selected != open.span;
        self.selected = open.span;
        if others && open.span.is_some() {
            // What is decided is below the reader's eyes, wherever the inspector was scrolled to.
            let decided = Rect::from_min_size(top, vec2(1.0, DECIDED));
            ui.scroll_to_rect(decided, None);
        }
        let Some(span) = open.span.and_then(|id| open.shown(id)) else {
            commands.extend(self.span_note.take().map(span_command));
            commands.extend(self.attributes.take());
            let hint = if open.is_own {
                "hint-select"
            } else {
                "hint-other-layer"
            };
            label(ui, &t(hint), Font::ui(13.0), colors.weak);
            return commands;
        };
        let words = span.range.of(open.text.as_str()).unwrap_or("");
        let short: String = words.chars().take(300).collect();
        label(ui, &short, Font::ui(16.0), colors.text);
        let suggested = span.state == SpanState::Suggested;
        let mut facts = t(state_key(span.state));
        if !suggested {
            let author = project.annotator_name(&span.provenance.author);
            facts = format!("{facts} · {author}");
        } else if let Some(reason) = super::review::reason(session, &span.provenance) {
            // In short here, where the decision is made; the rest stands below the attributes.
            facts = format!("{facts} · {reason}");
        }
        label(ui, &facts, Font::ui(12.5), colors.weak);
        if suggested && session.can_edit() {
            ui.add_space(4.0);
            commands.extend(super::review::decision(ui, session, rtl));
            ui.add_space(4.0);
        }
        let of_label = project.project.schema.label(&span.label);
        let subject = Subject {
            owner: Owner::Span(span.id),
            asked: of_label.map_or(&[], |of_label| &of_label.attributes),
            attrs: &span.attrs,
            span: Some(span),
        };
        commands.extend(super::instead::show(ui, session, rtl));
        commands.extend(self.attributes.show(ui, session, &subject, rtl));
        commands.extend(self.relations.show(ui, session, span, rtl));
        super::review::why(ui, session, open, span, rtl);
        if session.can_edit() {
            commands.extend(super::review::more(ui, session, rtl));
        }
        if suggested {
            return commands;
        }
        ui.add_space(6.0);
        if session.can_edit() {
            commands.extend(self.span_note.turn(&span.id, &span.note).map(span_command));
            let name = t("cmd-span-note");
            let now = ui.input(|input| input.time);
            let field = EntryField::new(SPAN_NOTE, self.span_note.text(), &name, rtl);
            let entered = field.hint(&name).rows(2).show(ui);
            if entered.changed {
                self.span_note.touch(now);
            }
            let left = !entered.response.has_focus();
            commands.extend(self.span_note.due(now, left).map(span_command));
            wait(ui, self.span_note.is_dirty());
        } else if !span.note.is_empty() {
            label(ui, &span.note, Font::ui(13.0), colors.weak);
        }
        let label_of = project.project.schema.label(&span.label);
        if let Some(found) = label_of.filter(|_| session.settings.codebook) {
            heading(ui, &t("panel-codebook"));
            let codebook = if rtl {
                &found.codebook.ar
            } else {
                &found.codebook.en
            };
            label(ui, codebook, Font::ui(13.0), colors.weak);
        }
        commands
    }

    fn note(&mut self, ui: &mut Ui, session: &Session, rtl: bool) -> Vec<Command> {
        let mut commands = Vec::new();
        let Some(open) = session.open() else {
            return commands;
        };
        let t = |key: &str| session.catalogue.t(key);
        heading(ui, &t("panel-note"));
        if !session.can_edit() {
            let color = palette(ui.ctx()).weak;
            label(ui, open.layer.note(), Font::ui(13.0), color);
            return commands;
        }
        commands.extend(
            self.note
                .turn(&open.id, open.layer.note())
                .map(note_command),
        );
        let (name, hint) = (t("panel-note"), t("hint-note"));
        let now = ui.input(|input| input.time);
        let field = EntryField::new(NOTE, self.note.text(), &name, rtl);
        let entered = field.hint(&hint).rows(3).show(ui);
        if entered.changed {
            self.note.touch(now);
        }
        self.first.get_or_insert(entered.response.id);
        let left = !entered.response.has_focus();
        commands.extend(self.note.due(now, left).map(note_command));
        wait(ui, self.note.is_dirty());
        commands
    }
}

fn note_command((id, text): (ArticleId, String)) -> Command {
    Command::Article(ArticleCommand::SetNote(id, text))
}

fn span_command((id, text): (SpanId, String)) -> Command {
    Command::Span(SpanCommand::SetNote(id, text))
}

/// Looks again soon whether the writer rests.
fn wait(ui: &Ui, dirty: bool) {
    if dirty {
        let soon = std::time::Duration::from_millis(400);
        ui.ctx().request_repaint_after(soon);
    }
}
