//! The places where words stand in the whole project.

use egui::{Panel, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::analysis::search::Hit;
use crate::session::Session;
use crate::session::command::{Command, EditCommand};
use crate::session::message::Message;
use crate::ui::flow::{column, line, row_of};
use crate::ui::icon::Icon;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::excerpt::excerpt;
use crate::ui::widgets::{heading, icon_button, short_label};

/// The field of the search, for the focus.
pub(in crate::ui) const FIELD: &str = "search project";

/// What the search keeps between frames.
#[derive(Default)]
pub(in crate::ui) struct SearchPanel {
    query: String,
}

impl SearchPanel {
    /// Shows the panel, if it is shown.
    pub(in crate::ui) fn show(&mut self, ui: &mut Ui, session: &mut Session, rtl: bool) {
        if !session.search.shown {
            return;
        }
        let panel = Panel::bottom("search").default_size(240.0);
        let panel = panel.resizable(true).size_range(120.0..=600.0);
        panel.show(ui, |ui| {
            let t = |key: &str| session.catalogue.t(key);
            ui.with_layout(column(rtl), |ui| heading(ui, &t("search-title")));
            let hint = t("hint-search");
            let mut commands = Vec::new();
            row_of(ui, rtl, |ui| {
                let size = vec2((ui.available_width() - 330.0).max(160.0), 30.0);
                ui.allocate_ui_with_layout(size, column(rtl), |ui| {
                    let field = EntryField::new(FIELD, &mut self.query, &hint, rtl).hint(&hint);
                    let entered = field.show(ui);
                    if entered.changed || entered.submitted {
                        commands.push(EditCommand::SearchText(self.query.clone()));
                    }
                    if entered.escaped {
                        commands.push(EditCommand::CloseSearch);
                    }
                });
                let search = &session.search;
                let words = if search.running {
                    t("search-running")
                } else if search.query.trim().is_empty() {
                    String::new()
                } else if search.rows.is_empty() {
                    t("find-none")
                } else {
                    let message = Message::new("search-count")
                        .number("count", search.rows.len())
                        .number("articles", search.articles);
                    session.catalogue.message(&message)
                };
                ui.with_layout(line(rtl), |ui| {
                    if icon_button(ui, Icon::X, &t("close"), false, rtl).clicked() {
                        commands.push(EditCommand::CloseSearch);
                    }
                    let weak = palette(ui.ctx()).weak;
                    short_label(ui, &words, Font::ui(12.5), weak);
                });
            });
            ui.add_space(4.0);
            commands.extend(rows(ui, session, rtl));
            for command in commands {
                session.send(Command::Edit(command));
            }
        });
    }
}

fn rows(ui: &mut Ui, session: &Session, rtl: bool) -> Option<EditCommand> {
    let project = session.project.as_ref()?;
    let mut clicked = None;
    let rows = ScrollArea::vertical().auto_shrink(false);
    ui.spacing_mut().item_spacing.y = 0.0;
    rows.show_rows(ui, 30.0, session.search.rows.len(), |ui, range| {
        for (id, hit) in session.search.rows.get(range).unwrap_or_default() {
            let title = project.list.get(id).map_or(id.as_str(), |e| e.title());
            if hit_row(ui, hit, title, rtl) {
                clicked = Some(EditCommand::GoTo(id.clone(), hit.range));
            }
        }
    });
    clicked
}

/// A place with the words around it, the found ones marked. Returns whether it was clicked.
pub(in crate::ui) fn hit_row(ui: &mut Ui, hit: &Hit, title: &str, rtl: bool) -> bool {
    let size = vec2(ui.available_width(), 30.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let role = egui::Role::ListItem;
    response.widget_info(|| WidgetInfo::labeled(role, true, format!("{}: {title}", hit.context)));
    let colors = palette(ui.ctx());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, colors.hover);
    }
    let inside = rect.shrink2(vec2(8.0, 0.0));
    // The title at the end side, the words before it.
    let width = (inside.width() * 0.28).min(300.0);
    let shaped = text::shape(ui.ctx(), title, Font::ui(12.5), Fit::Elide(width));
    text::paint_in(ui.painter(), inside, &shaped, colors.weak, !rtl);
    let mut left = inside;
    if rtl {
        left.min.x += width + 12.0;
    } else {
        left.max.x -= width + 12.0;
    }
    excerpt(ui, left, hit, colors.mark);
    response.clicked()
}
