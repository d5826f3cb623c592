//! The list of articles, with its filter.

use egui::{Id, ScrollArea, Ui};

use super::context;
use crate::model::annotations::Progress;
use crate::model::article::MetaField;
use crate::model::id::ArticleId;
use crate::session::Session;
use crate::session::command::{ArticleCommand, Command};
use crate::session::list::{Filter, SortBy};
use crate::session::message::Message;
use crate::ui::flow::{column, isolated, row_of, wrapped};
use crate::ui::icon::Icon;
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{Row, choice, heading, icon_button, label, row, short_label, tip};

/// The field of the filter, for the focus.
pub(in crate::ui) const FILTER: &str = "list filter";

/// What the list keeps between frames.
#[derive(Default)]
pub(in crate::ui) struct List {
    filter: String,
    /// Whether sorting and choosing by progress are shown.
    choices: bool,
    /// The article whose row was last brought into view.
    seen: Option<ArticleId>,
    /// The articles that were last on screen.
    on_screen: Vec<ArticleId>,
    /// The row of the open article, for the focus.
    pub(in crate::ui) row: Option<Id>,
}

impl List {
    /// Shows the list.
    pub(in crate::ui) fn show(&mut self, ui: &mut Ui, session: &mut Session, rtl: bool) {
        let t = |key: &str| session.catalogue.t(key);
        ui.with_layout(column(rtl), |ui| heading(ui, &t("panel-articles")));
        let Some(project) = &session.project else {
            return;
        };
        let mut filter = project.list.filter().clone();
        if self.filter.is_empty() && !filter.text.is_empty() {
            self.filter.clone_from(&filter.text);
        }
        let hint = t("hint-filter");
        let mut wanted = None;
        ui.spacing_mut().item_spacing.y = 2.0;
        row_of(ui, rtl, |ui| {
            let name = t("sort-by");
            let field_width = ui.available_width() - 40.0;
            let size = egui::vec2(field_width, 30.0);
            ui.allocate_ui_with_layout(size, column(rtl), |ui| {
                let field = EntryField::new(FILTER, &mut self.filter, &hint, rtl).hint(&hint);
                let entered = field.show(ui);
                if entered.changed {
                    filter.text.clone_from(&self.filter);
                    wanted = Some(filter.clone());
                }
            });
            if icon_button(ui, Icon::Funnel, &name, self.choices, rtl).clicked() {
                self.choices = !self.choices;
            }
        });
        if self.choices {
            wanted = self.choices(ui, session, &filter, rtl).or(wanted);
        }
        let shown = project.list.shown().len();
        let all = project.list.iter().count();
        if shown < all {
            let message = Message::new("filter-count")
                .number("shown", shown)
                .number("all", all);
            let words = session.catalogue.message(&message);
            let color = palette(ui.ctx()).weak;
            ui.with_layout(column(rtl), |ui| label(ui, &words, Font::ui(12.0), color));
        }
        ui.add_space(4.0);
        let opened = self.rows(ui, session, rtl);
        if let Some(filter) = wanted {
            let command = ArticleCommand::SetFilter(filter);
            session.send(Command::Article(command));
        }
        if let Some(command) = opened {
            session.send(command);
        }
    }

    fn choices(
        &self,
        ui: &mut Ui,
        session: &Session,
        filter: &Filter,
        rtl: bool,
    ) -> Option<Filter> {
        let t = |key: &str| session.catalogue.t(key);
        let weak = palette(ui.ctx()).weak;
        let mut wanted = None;
        ui.add_space(4.0);
        wrapped(ui, rtl, |ui| {
            short_label(ui, &t("sort-by"), Font::ui(12.5), weak);
            let options: Vec<(SortBy, String)> = SortBy::ALL
                .into_iter()
                .map(|sort| (sort, t(sort_key(sort))))
                .collect();
            if let Some(sort) = choice(ui, &options, &filter.sort) {
                // The same again turns the order round.
                let reversed = sort == filter.sort && !filter.reversed;
                wanted = Some(Filter {
                    sort,
                    reversed,
                    ..filter.clone()
                });
            }
        });
        wrapped(ui, rtl, |ui| {
            short_label(ui, &t("filter-progress"), Font::ui(12.5), weak);
            let mut options = vec![(None, t("filter-all"))];
            options.extend(Progress::ALL.map(|p| (Some(p), t(super::progress_key(p)))));
            if let Some(progress) = choice(ui, &options, &filter.progress) {
                wanted = Some(Filter {
                    progress,
                    ..filter.clone()
                });
            }
        });
        wrapped(ui, rtl, |ui| {
            short_label(ui, &t("panel-labels"), Font::ui(12.5), weak);
            let mut options = vec![(None, t("filter-all"))];
            let labels = session
                .project
                .iter()
                .flat_map(|p| &p.project.schema.labels);
            options.extend(labels.filter(|l| l.enabled).map(|label| {
                let name = super::label_name(label, rtl).to_owned();
                (Some(label.id.clone()), name)
            }));
            if let Some(label) = choice(ui, &options, &filter.label) {
                wanted = Some(Filter {
                    label,
                    ..filter.clone()
                });
            }
        });
        ui.add_space(4.0);
        wanted
    }

    fn rows(&mut self, ui: &mut Ui, session: &Session, rtl: bool) -> Option<Command> {
        let project = session.project.as_ref()?;
        let open = project.left_at.as_ref();
        let shown = project.list.shown();
        let mut clicked = None;
        let height = 46.0;
        let mut rows = ScrollArea::vertical().auto_shrink(false);
        // The row of an article that was opened by key comes into view.
        if self.seen.as_ref() != open {
            self.seen = open.cloned();
            self.row = None;
            if let Some(at) = open.and_then(|id| project.list.position(id)) {
                let top = at as f32 * (height + 2.0);
                let offset = ui
                    .ctx()
                    .data(|data| data.get_temp::<f32>(Id::unique("list offset")));
                let offset = offset.unwrap_or(0.0);
                let room = ui.available_height();
                if top < offset || top + height > offset + room {
                    rows = rows.vertical_scroll_offset((top - room / 2.0).max(0.0));
                }
            }
        }
        let mut seen = 0..0;
        let output = rows.show_rows(ui, height, shown.len(), |ui, range| {
            seen = range.clone();
            ui.with_layout(column(rtl), |ui| {
                for id in shown.get(range).unwrap_or_default() {
                    let Some(entry) = project.list.get(id) else {
                        continue;
                    };
                    let spans: u32 = entry.counts.decided.values().sum();
                    let spans = (spans > 0).then(|| spans.to_string());
                    let key = super::progress_key(entry.counts.progress);
                    let mut below = session.catalogue.t(key);
                    for field in [MetaField::Published, MetaField::Source] {
                        if let Some(part) = entry.meta.get(field) {
                            below.push_str(" · ");
                            below.push_str(&isolated(part));
                        }
                    }
                    let left = session.waiting(id).filter(|left| left.any());
                    let open_words = left.map(|left| super::waiting(session, left, rtl));
                    let waiting = left.map(|left| match left.spans {
                        0 => open_words.clone().unwrap_or_default(),
                        spans => {
                            let message = Message::new("list-open");
                            let message = message.number("count", spans as usize);
                            session.catalogue.message(&message)
                        }
                    });
                    let content = Row {
                        words: entry.title(),
                        end: spans.as_deref().unwrap_or(""),
                        below: &below,
                        below_end: waiting.as_deref().unwrap_or(""),
                        selected: open == Some(id),
                        ..Row::default()
                    };
                    let response = row(ui, &content, rtl);
                    let response = match open_words {
                        Some(words) => {
                            let message = Message::new("list-open-all").text("open", words);
                            tip(response, &session.catalogue.message(&message), rtl)
                        }
                        None => response,
                    };
                    if open == Some(id) {
                        self.row = Some(response.id);
                    }
                    let asked = context::article(&response, session, id, rtl);
                    clicked = clicked.take().or(asked);
                    if response.clicked() {
                        let command = ArticleCommand::Open(id.clone());
                        clicked = Some(Command::Article(command));
                    }
                }
            });
        });
        // What is on screen is counted first.
        let ids = shown.get(seen).unwrap_or_default();
        if self.on_screen != ids && clicked.is_none() {
            self.on_screen = ids.to_vec();
            let command = ArticleCommand::Seen(ids.to_vec());
            clicked = Some(Command::Article(command));
        }
        let offset = output.state.clamped_offset().y;
        ui.ctx()
            .data_mut(|data| data.insert_temp(Id::unique("list offset"), offset));
        clicked
    }
}

fn sort_key(sort: SortBy) -> &'static str {
    match sort {
        SortBy::Title => "sort-title",
        SortBy::Date => "sort-date",
        SortBy::Source => "sort-source",
        SortBy::Progress => "sort-progress",
        SortBy::Spans => "sort-spans",
    }
}
