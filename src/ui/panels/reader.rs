//! The middle of the window: what is known of the article, the search in it, the article.

use egui::{Frame, Margin, Ui, vec2};

use super::strip::Strip;
use crate::session::Session;
use crate::session::command::{Command, EditCommand};
use crate::session::message::Message;
use crate::ui::article::{ArticleView, Reading};
use crate::ui::flow::{column, row_of};
use crate::ui::icon::Icon;
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{icon_button, short_label};

/// The field of the search in the article, for the focus.
pub(in crate::ui) const FIND: &str = "find in article";

/// What the middle keeps between frames.
#[derive(Default)]
pub(in crate::ui) struct Reader {
    /// The article itself.
    pub(in crate::ui) view: ArticleView,
    query: String,
    /// What is known of the article.
    pub(in crate::ui) strip: Strip,
}

impl Reader {
    /// What was written and not handed over yet.
    pub(in crate::ui) fn flush(&mut self) -> Vec<Command> {
        self.strip.flush()
    }

    /// Shows the middle.
    pub(in crate::ui) fn show(&mut self, ui: &mut Ui, session: &mut Session, rtl: bool) {
        if session.open().is_none() {
            if let Some(command) = super::start::show(ui, session, rtl) {
                session.send(command);
            }
            return;
        }
        let mut commands = self.strip.show(ui, session, rtl);
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
