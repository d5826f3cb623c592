//! The relations of the selected span, those that the program proposes among them.

use egui::{Id, Key, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{label_name, state_key};
use crate::model::id::SpanId;
use crate::model::relation::Relation;
use crate::model::span::{Span, SpanState};
use crate::session::Session;
use crate::session::command::{Command, RelationCommand, SpanCommand};
use crate::session::message::Message;
use crate::session::open::OpenArticle;
use crate::ui::flow::{line, wrapped};
use crate::ui::icon::Icon;
use crate::ui::keys::legend_of;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::{label_color, palette};
use crate::ui::widgets::outline::outline;
use crate::ui::widgets::{Row, background, chip, heading, icon_button, tip};

/// How many characters of a span's words a row shows.
const LONGEST: usize = 80;

/// What the rows keep between frames.
#[derive(Default)]
pub(super) struct Relations {
    /// The first row, for the focus.
    pub(super) first: Option<Id>,
}

impl Relations {
    /// Shows the relations of a span, to be changed if the layer can be.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        span: &Span,
        rtl: bool,
    ) -> Vec<Command> {
        self.first = None;
        let mut commands = Vec::new();
        let (Some(project), Some(open)) = (&session.project, session.open()) else {
            return commands;
        };
        let relations = open.relations_of(span.id);
        let types = &project.project.schema.relations;
        let relatable = |label| {
            types
                .iter()
                .any(|t| t.from.contains(label) || t.to.contains(label))
        };
        let editable = session.can_edit() && relatable(&span.label);
        if relations.is_empty() && !editable {
            return commands;
        }
        heading(ui, &session.catalogue.t("panel-relations"));
        for relation in &relations {
            let shown = Shown {
                session,
                open,
                relation,
                from: span.id,
                rtl,
            };
            commands.extend(self.row(ui, &shown));
            ui.add_space(3.0);
        }
        if editable {
            commands.extend(self.buttons(ui, session, &relations, rtl));
        }
        commands
    }

    fn row(&mut self, ui: &mut Ui, shown: &Shown<'_>) -> Option<Command> {
        let Shown { session, rtl, .. } = *shown;
        let state = shown.relation.state;
        let mut command = None;
        let color = palette(ui.ctx()).line;
        let inside = ui.scope(|ui| {
            let size = vec2(ui.available_width(), 42.0);
            ui.allocate_ui_with_layout(size, line(rtl), |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                let buttons = shown.buttons();
                let width = ui.available_width() - 30.0 * buttons.len() as f32;
                let response = shown.words(ui, width);
                self.first.get_or_insert(response.id);
                if response.gained_focus() {
                    response.scroll_to_me(None);
                }
                command = shown.act(ui, &response);
                for (icon, key, does) in buttons {
                    let name = session.catalogue.t(key);
                    if icon_button(ui, icon, &name, false, rtl).clicked() {
                        command = Some(Command::Relation(does));
                    }
                }
            });
            if state == SpanState::Suggested {
                shown.reason(ui);
                ui.add_space(4.0);
            }
        });
        let accent = palette(ui.ctx()).weak;
        let suggested = state == SpanState::Suggested;
        let color = if suggested { accent } else { color };
        outline(ui, inside.response.rect, state, color);
        command
    }

    /// What can be done besides.
    fn buttons(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        relations: &[&Relation],
        rtl: bool,
    ) -> Option<Command> {
        let open = relations.iter().filter(|r| r.state == SpanState::Suggested);
        let all = (open.count() > 1).then_some(RelationCommand::AcceptAll);
        let mut chosen = None;
        wrapped(ui, rtl, |ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for command in [RelationCommand::Start].into_iter().chain(all) {
                let command = Command::Relation(command);
                let content = Row {
                    words: &session.catalogue.t(command.text_key()),
                    end: &legend_of(&command),
                    enabled: session.is_enabled(&command),
                    ..Row::default()
                };
                let response = chip(ui, &content, rtl);
                self.first.get_or_insert(response.id);
                if response.clicked() {
                    chosen = Some(command);
                }
            }
        });
        chosen
    }
}

/// A relation as a row of one of its spans.
struct Shown<'a> {
    session: &'a Session,
    open: &'a OpenArticle,
    relation: &'a Relation,
    /// The span whose row it is.
    from: SpanId,
    rtl: bool,
}

impl Shown<'_> {
    fn buttons(&self) -> Vec<(Icon, &'static str, RelationCommand)> {
        let relation = || Box::new(self.relation.clone());
        let accept = || {
            (
                Icon::Check,
                "relation-accept",
                RelationCommand::Accept(relation()),
            )
        };
        let remove = |key| (Icon::X, key, RelationCommand::Remove(relation()));
        match self.relation.state {
            _ if !self.session.can_edit() => Vec::new(),
            SpanState::Suggested => vec![accept(), remove("relation-reject")],
            SpanState::Rejected => vec![accept(), remove("cmd-relation-remove")],
            SpanState::Accepted | SpanState::Edited | SpanState::Manual => {
                vec![remove("cmd-relation-remove")]
            }
        }
    }

    /// The name of the type of relation, in the interface's language.
    fn title(&self) -> String {
        relation_title(self.session, &self.relation.kind)
    }

    /// The other end: a click goes there.
    fn words(&self, ui: &mut Ui, width: f32) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(width, 42.0), Sense::click());
        let colors = palette(ui.ctx());
        let other = self.open.shown(self.relation.other(self.from));
        let words = other.map_or("", |span| {
            span.range.of(self.open.text.as_str()).unwrap_or_default()
        });
        let words: String = words.chars().take(LONGEST).collect();
        let title = self.title();
        let outward = self.relation.from == self.from;
        let key = if outward {
            "relation-out"
        } else {
            "relation-in"
        };
        let message = Message::new(key).text("title", title.as_str());
        let spoken = self
            .session
            .catalogue
            .message(&message.text("words", words.as_str()));
        let state = self.session.catalogue.t(state_key(self.relation.state));
        response.widget_info(|| {
            WidgetInfo::labeled(Role::ListItem, true, format!("{spoken} ({state})"))
        });
        background(ui, rect, &response, false);
        let inside = rect.shrink2(vec2(8.0, 3.0));
        let (upper, lower) = inside.split_top_bottom_at_y(inside.top() + 15.0);
        let back = if self.rtl {
            Icon::ArrowRight
        } else {
            Icon::ArrowLeft
        };
        let mark = if outward {
            String::new()
        } else {
            format!("{} ", back.glyph())
        };
        let fit = Fit::Elide(inside.width());
        let shaped = text::shape(ui.ctx(), &format!("{mark}{title}"), Font::ui(11.5), fit);
        text::paint_in(ui.painter(), upper, &shaped, colors.weak, self.rtl);
        let schema = self.session.project.as_ref().map(|p| &p.project.schema);
        let of_label = other.and_then(|span| schema?.label(&span.label));
        let mut rest = lower;
        if let Some(of_label) = of_label {
            let x = if self.rtl {
                lower.right() - 5.0
            } else {
                lower.left() + 5.0
            };
            let spot = Rect::from_center_size(pos2(x, lower.center().y), vec2(10.0, 10.0));
            let color = label_color(ui.ctx(), &of_label.color);
            ui.painter().rect_filled(spot, 3.0, color);
            if self.rtl {
                rest.max.x -= 16.0;
            } else {
                rest.min.x += 16.0;
            }
        }
        let color = if self.relation.state == SpanState::Rejected {
            colors.weak
        } else {
            colors.text
        };
        let shaped = text::shape(ui.ctx(), &words, Font::ui(13.5), Fit::Elide(rest.width()));
        text::paint_in(ui.painter(), rest, &shaped, color, self.rtl);
        if self.relation.state == SpanState::Rejected {
            let stroke = egui::Stroke::new(1.0, colors.weak);
            ui.painter().hline(rest.x_range(), rest.center().y, stroke);
        }
        let of_label = of_label.map_or("", |of_label| label_name(of_label, self.rtl));
        tip(response, &format!("{of_label} · {state}"), self.rtl)
    }

    /// What a click or a key on the row does.
    fn act(&self, ui: &Ui, response: &Response) -> Option<Command> {
        let pressed = |key| response.has_focus() && ui.input(|input| input.key_pressed(key));
        let relation = || Box::new(self.relation.clone());
        let can_edit = self.session.can_edit();
        if can_edit && (pressed(Key::Backspace) || pressed(Key::Delete)) {
            return Some(Command::Relation(RelationCommand::Remove(relation())));
        }
        if can_edit && pressed(Key::Enter) && !self.relation.state.is_decided_in() {
            return Some(Command::Relation(RelationCommand::Accept(relation())));
        }
        let other = self.relation.other(self.from);
        let clicked = response.clicked();
        clicked.then_some(Command::Span(SpanCommand::Focus(other)))
    }

    /// Why the program proposes it.
    fn reason(&self, ui: &mut Ui) {
        let Some(words) = super::review::reason(self.session, &self.relation.provenance) else {
            return;
        };
        let color = palette(ui.ctx()).weak;
        let width = ui.available_width() - 16.0;
        let shaped = text::shape(ui.ctx(), &words, Font::ui(12.0), Fit::Wrap(width));
        let size = vec2(ui.available_width(), shaped.size().y);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        let inside = rect.shrink2(vec2(8.0, 0.0));
        text::paint_in(ui.painter(), inside, &shaped, color, self.rtl);
    }
}

/// The name of a type of relation, in the interface's language.
pub(in crate::ui) fn relation_title(session: &Session, kind: &str) -> String {
    let schema = session.project.as_ref().map(|p| &p.project.schema);
    let found = schema.and_then(|schema| schema.relation(kind));
    let title = found.map(|kind| session.catalogue.bilingual(&kind.title));
    title.unwrap_or(kind).to_owned()
}
