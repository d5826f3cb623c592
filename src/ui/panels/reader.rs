//! The middle of the window: what is known of the article, the search in it, the article.

use egui::{Frame, Margin, Ui, vec2};

use super::progress_key;
use crate::model::article::MetaField;
use crate::model::id::ArticleId;
use crate::session::Session;
use crate::session::command::{ArticleCommand, Command, EditCommand};
use crate::session::message::Message;
use crate::ui::article::{ArticleView, Reading};
use crate::ui::draft::Draft;
use crate::ui::flow::{column, line, listed, row_of};
use crate::ui::icon::Icon;
use crate::ui::keys::legend_of;
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{button, button_width, cell, icon_button, label, short_label, tip};

/// The field of the search in the article, for the focus.
pub(in crate::ui) const FIND: &str = "find in article";

/// What the middle keeps between frames.
#[derive(Default)]
pub(in crate::ui) struct Reader {
    /// The article itself.
    pub(in crate::ui) view: ArticleView,
    query: String,
    /// Whether the description is being edited.
    describing: bool,
    fields: Vec<Draft<(ArticleId, MetaField)>>,
}

/// The fields of a description that a person sets, with a hint and the fields' names for egui.
const FIELDS: [(MetaField, &str, &str, &str); 8] = [
    (MetaField::Title, "field-title", "", "meta title"),
    (
        MetaField::Published,
        "field-published",
        "hint-published",
        "meta published",
    ),
    (
        MetaField::Source,
        "field-source",
        "hint-source",
        "meta source",
    ),
    (
        MetaField::Country,
        "field-country",
        "hint-country",
        "meta country",
    ),
    (
        MetaField::Address,
        "field-address",
        "hint-address",
        "meta address",
    ),
    (MetaField::Author, "field-author", "", "meta author"),
    (MetaField::Language, "field-language", "", "meta language"),
    (
        MetaField::Direction,
        "field-direction",
        "hint-direction",
        "meta direction",
    ),
];

impl Reader {
    /// What was written and not handed over yet.
    pub(in crate::ui) fn flush(&mut self) -> Vec<Command> {
        let drafts = self.fields.iter_mut();
        drafts
            .filter_map(|draft| draft.take().map(field_command))
            .collect()
    }

    /// Shows the middle.
    pub(in crate::ui) fn show(&mut self, ui: &mut Ui, session: &mut Session, rtl: bool) {
        if session.open().is_none() {
            if let Some(command) = super::start::show(ui, session, rtl) {
                session.send(command);
            }
            return;
        }
        let mut commands = self.strip(ui, session, rtl);
        if session.find.shown {
            commands.extend(self.find(ui, session, rtl));
        }
        commands.extend(super::offer::show(ui, session, rtl));
        commands.extend(self.article(ui, session, rtl));
        let any = !commands.is_empty();
        for command in commands {
            session.send(command);
        }
        if any {
            ui.ctx().request_repaint();
        }
    }

    fn strip(&mut self, ui: &mut Ui, session: &Session, rtl: bool) -> Vec<Command> {
        let mut commands = Vec::new();
        let (Some(project), Some(open)) = (&session.project, session.open()) else {
            return commands;
        };
        let Some(entry) = project.list.get(&open.id) else {
            return commands;
        };
        let colors = palette(ui.ctx());
        let t = |key: &str| session.catalogue.t(key);
        let writable = project.read_only.is_none();
        let frame = Frame::NONE
            .fill(colors.panel)
            .inner_margin(Margin::symmetric(18, 8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let first: String = entry.title().chars().take(120).collect();
            row_of(ui, rtl, |ui| {
                let width = (ui.available_width() - 44.0).max(80.0);
                ui.allocate_ui_with_layout(vec2(width, 26.0), column(rtl), |ui| {
                    label(ui, &first, Font::ui(16.0).bold(), colors.text);
                });
                let name = t(if self.describing {
                    "strip-done"
                } else {
                    "strip-edit"
                });
                let icon = Icon::PencilSimple;
                if writable && icon_button(ui, icon, &name, self.describing, rtl).clicked() {
                    self.describing = !self.describing;
                }
            });
            let field = |field, missing: &str| {
                let value = entry.meta.get(field).map(str::to_owned);
                value.unwrap_or_else(|| t(missing))
            };
            ui.with_layout(column(rtl), |ui| {
                // A missing date is shown as what it is: dates in the text rest on it.
                let facts = [
                    field(MetaField::Source, "strip-no-source"),
                    field(MetaField::Published, "strip-no-date"),
                    entry.meta.get(MetaField::Country).unwrap_or("").to_owned(),
                    entry.meta.get(MetaField::Encoding).unwrap_or("").to_owned(),
                    t(progress_key(open.layer.progress())),
                ];
                // Isolated, or a date would be turned round in an Arabic line.
                let facts = facts.into_iter().filter(|fact| !fact.is_empty());
                let facts: Vec<String> = facts.collect();
                let line = listed(&facts, "  ·  ", rtl);
                label(ui, &line, Font::ui(12.5), colors.weak);
                commands.extend(copying(ui, session, rtl));
                if session.is_blind() {
                    label(ui, &t("strip-blind"), Font::ui(12.5).bold(), colors.accent);
                }
            });
            if self.describing && writable {
                commands.extend(self.fields(ui, session, &open.id, rtl));
            }
        });
        commands
    }

    /// The fields of the description, in two columns.
    fn fields(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        id: &ArticleId,
        rtl: bool,
    ) -> Vec<Command> {
        let mut commands = Vec::new();
        let Some(project) = &session.project else {
            return commands;
        };
        let Some(entry) = project.list.get(id) else {
            return commands;
        };
        let weak = palette(ui.ctx()).weak;
        let t = |key: &str| session.catalogue.t(key);
        let now = ui.input(|input| input.time);
        self.fields.resize_with(FIELDS.len(), Draft::default);
        let width = ((ui.available_width() - 16.0) / 2.0).max(150.0);
        let mut drafts = self.fields.iter_mut().zip(FIELDS);
        ui.add_space(4.0);
        for _ in 0..FIELDS.len().div_ceil(2) {
            let size = vec2(ui.available_width(), 34.0);
            ui.allocate_ui_with_layout(size, line(rtl), |ui| {
                for (draft, (field, key, hint, id_of_field)) in drafts.by_ref().take(2) {
                    ui.allocate_ui_with_layout(vec2(width, 32.0), line(rtl), |ui| {
                        let name = t(key);
                        let size = vec2(88.0, 30.0);
                        ui.allocate_ui_with_layout(size, column(rtl), |ui| {
                            ui.add_space(6.0);
                            label(ui, &name, Font::ui(12.5), weak);
                        });
                        let known = entry.meta.get(field).unwrap_or("");
                        let before = draft.turn(&(id.clone(), field), known);
                        commands.extend(before.map(field_command));
                        let hint = if hint.is_empty() {
                            String::new()
                        } else {
                            t(hint)
                        };
                        let size = vec2(width - 96.0, 30.0);
                        ui.allocate_ui_with_layout(size, column(rtl), |ui| {
                            let entry = EntryField::new(id_of_field, draft.text(), &name, rtl);
                            let entered = entry.hint(&hint).show(ui);
                            if entered.changed {
                                draft.touch(now);
                            }
                            // A date is only complete when the field is left.
                            if !entered.response.has_focus() {
                                commands.extend(draft.take().map(field_command));
                            }
                        });
                    });
                }
            });
        }
        commands
    }

    fn find(&mut self, ui: &mut Ui, session: &Session, rtl: bool) -> Vec<Command> {
        let mut commands = Vec::new();
        let colors = palette(ui.ctx());
        let t = |key: &str| session.catalogue.t(key);
        let frame = Frame::NONE
            .fill(colors.panel)
            .inner_margin(Margin::symmetric(18, 4));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            row_of(ui, rtl, |ui| {
                let hint = t("hint-find");
                let size = vec2((ui.available_width() - 300.0).clamp(120.0, 420.0), 30.0);
                ui.allocate_ui_with_layout(size, column(rtl), |ui| {
                    let field = EntryField::new(FIND, &mut self.query, &hint, rtl).hint(&hint);
                    let entered = field.show(ui);
                    if entered.changed {
                        commands.push(EditCommand::FindText(self.query.clone()));
                    }
                    if entered.submitted {
                        let back = ui.input(|input| input.modifiers.shift);
                        commands.push(if back {
                            EditCommand::FindPrevious
                        } else {
                            EditCommand::FindNext
                        });
                        // Enter goes on and on.
                        entered.response.request_focus();
                    }
                    if entered.escaped {
                        commands.push(EditCommand::CloseFind);
                    }
                });
                let find = &session.find;
                let words = match find.hits.len() {
                    _ if self.query.trim().is_empty() => String::new(),
                    0 => t("find-none"),
                    count => {
                        let message = Message::new("find-count")
                            .number("at", find.at.map_or(0, |at| at + 1))
                            .number("count", count);
                        session.catalogue.message(&message)
                    }
                };
                let buttons = [
                    (Icon::CaretUp, "find-previous", EditCommand::FindPrevious),
                    (Icon::CaretDown, "find-next", EditCommand::FindNext),
                    (Icon::X, "close", EditCommand::CloseFind),
                ];
                for (icon, key, command) in buttons {
                    if icon_button(ui, icon, &t(key), false, rtl).clicked() {
                        commands.push(command);
                    }
                }
                short_label(ui, &words, Font::ui(12.5), colors.weak);
            });
        });
        commands.into_iter().map(Command::Edit).collect()
    }

    fn article(&mut self, ui: &mut Ui, session: &Session, rtl: bool) -> Vec<Command> {
        let (Some(project), Some(open)) = (&session.project, session.open()) else {
            return Vec::new();
        };
        let Some(entry) = project.list.get(&open.id) else {
            return Vec::new();
        };
        let reading = Reading {
            open,
            schema: &project.project.schema,
            settings: &session.settings,
            direction: entry.meta.direction(),
            title: entry.title(),
            can_edit: session.can_edit(),
            arabic: rtl,
            hits: if session.find.shown {
                &session.find.hits
            } else {
                &[]
            },
        };
        let mut commands = self.view.show(ui, &reading);
        if let Some(response) = self.view.response() {
            commands.extend(super::context::words(response, session, rtl));
        }
        commands
    }
}

/// An article that is nearly the same and has more marked, to copy from.
fn copying(ui: &mut Ui, session: &Session, rtl: bool) -> Option<Command> {
    let entry = session.worth_copying()?;
    let colors = palette(ui.ctx());
    let title: String = entry.title().chars().take(60).collect();
    let count: u32 = entry.counts.decided.values().sum();
    let message = Message::new("strip-twin")
        .text("title", title)
        .number("count", count as usize);
    let words = session.catalogue.message(&message);
    let name = session.catalogue.t("strip-copy");
    let command = Command::Article(ArticleCommand::CopyFrom);
    let mut clicked = false;
    row_of(ui, rtl, |ui| {
        let room = (ui.available_width() - button_width(ui, &name) - 8.0).max(80.0);
        cell(ui, &words, room, Font::ui(12.5), colors.accent, rtl);
        let response = tip(button(ui, &name, true), &legend_of(&command), rtl);
        clicked = response.clicked();
    });
    clicked.then_some(command)
}

fn field_command(((id, field), value): ((ArticleId, MetaField), String)) -> Command {
    Command::Article(ArticleCommand::SetField(id, field, value))
}
