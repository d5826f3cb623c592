//! Above the article: what is known of it. A click on a fact, or a key, leads to its field.

use egui::{CursorIcon, Frame, Margin, Role, Sense, Ui, WidgetInfo, vec2};

use super::progress_key;
use crate::model::article::{ArticleMeta, MetaField};
use crate::model::id::ArticleId;
use crate::session::Session;
use crate::session::command::{ArticleCommand, Command};
use crate::session::message::Message;
use crate::ui::article;
use crate::ui::draft::Draft;
use crate::ui::flow::{column, line, row_of};
use crate::ui::icon::Icon;
use crate::ui::keys::legend_of;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{button, button_width, cell, icon_button, label, short_label, tip};

/// What is known of the article, and the fields in which that is written.
#[derive(Default)]
pub(in crate::ui) struct Strip {
    /// Whether the description is being edited.
    describing: bool,
    /// The field that is given the keys once it is shown.
    wanted: Option<MetaField>,
    /// Whether the keys go to the first field that is empty.
    wants_any: bool,
    drafts: Vec<Draft<(ArticleId, MetaField)>>,
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

/// The fields that dates, places and factions are read with, the most missed one first.
const NEEDED: [MetaField; 3] = [MetaField::Published, MetaField::Country, MetaField::Source];

impl Strip {
    /// What was written and not handed over yet.
    pub(in crate::ui) fn flush(&mut self) -> Vec<Command> {
        let drafts = self.drafts.iter_mut();
        drafts
            .filter_map(|draft| draft.take().map(field_command))
            .collect()
    }

    /// Shows the fields and gives the first one that is needed and empty the keys, or closes them.
    pub(in crate::ui) fn toggle(&mut self) {
        self.describing = !self.describing;
        self.wants_any = self.describing;
    }

    /// Shows it above the article.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, rtl: bool) -> Vec<Command> {
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
                    self.toggle();
                }
            });
            ui.with_layout(column(rtl), |ui| {
                let progress = t(progress_key(open.layer.progress()));
                let asked = facts(ui, session, &entry.meta, &progress, rtl);
                if let Some(field) = asked.filter(|_| writable) {
                    self.describing = true;
                    self.wanted = Some(field);
                }
                commands.extend(copying(ui, session, rtl));
                if session.is_blind() {
                    label(ui, &t("strip-blind"), Font::ui(12.5).bold(), colors.accent);
                }
            });
            if self.describing && writable {
                if std::mem::take(&mut self.wants_any) {
                    let empty = |field: &MetaField| entry.meta.get(*field).is_none();
                    let first = NEEDED.into_iter().find(empty);
                    self.wanted = Some(first.unwrap_or(MetaField::Title));
                }
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
        self.drafts.resize_with(FIELDS.len(), Draft::default);
        let width = ((ui.available_width() - 16.0) / 2.0).max(150.0);
        let mut drafts = self.drafts.iter_mut().zip(FIELDS);
        let mut done = false;
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
                            if self.wanted == Some(field) {
                                self.wanted = None;
                                entered.response.request_focus();
                            }
                            done |= entered.submitted || entered.escaped;
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
        if done {
            self.describing = false;
            ui.memory_mut(|memory| memory.request_focus(article::focus_id()));
        }
        commands
    }
}

/// How wide a fact gets, in points: an address can be long.
const WIDEST: f32 = 260.0;

/// Where and when the article is from, and how far it is; the field of a fact that was clicked.
fn facts(
    ui: &mut Ui,
    session: &Session,
    meta: &ArticleMeta,
    progress: &str,
    rtl: bool,
) -> Option<MetaField> {
    // What is missing is shown as what it is: dates in the text rest on that of the article.
    let mut shown = vec![
        (MetaField::Source, "strip-no-source"),
        (MetaField::Published, "strip-no-date"),
        (MetaField::Country, "strip-no-country"),
    ];
    if meta.get(MetaField::Address).is_some() {
        shown.push((MetaField::Address, ""));
    }
    let mut asked = None;
    let height = text::shape(ui.ctx(), progress, Font::ui(12.5), Fit::Line)
        .size()
        .y;
    let layout = line(rtl).with_main_wrap(true);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), height), layout, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
        let colors = palette(ui.ctx());
        let small = Font::ui(12.5);
        for (field, missing) in shown {
            let value = meta.get(field);
            let words = value.map_or_else(|| session.catalogue.t(missing), str::to_owned);
            let color = if value.is_some() {
                colors.weak
            } else {
                colors.accent
            };
            let shaped = text::shape(ui.ctx(), &words, small, Fit::Elide(WIDEST));
            let (rect, response) = ui.allocate_exact_size(shaped.size(), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
            text::paint_in(ui.painter(), rect, &shaped, color, rtl);
            let response = response.on_hover_cursor(CursorIcon::PointingHand);
            if response.hovered() || response.has_focus() {
                let stroke = egui::Stroke::new(1.0, color);
                ui.painter().hline(rect.x_range(), rect.bottom(), stroke);
            }
            let command = Command::Article(ArticleCommand::Describe);
            if tip(response, &legend_of(&command), rtl).clicked() {
                asked = Some(field);
            }
            short_label(ui, "·", small, colors.weak);
        }
        // How the file was read is worth a word where it was guessed.
        let encoding = meta.get(MetaField::Encoding);
        if let Some(encoding) = encoding.filter(|encoding| *encoding != "UTF-8") {
            short_label(ui, encoding, small, colors.weak);
            short_label(ui, "·", small, colors.weak);
        }
        short_label(ui, progress, small, colors.weak);
    });
    asked
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
