//! The tables over the whole project, in the middle of the window: which table, whose layers,
//! which rows and columns, and below these the [`grid`].

mod empty;
pub(in crate::ui) mod grid;

use egui::{Frame, Margin, Ui, vec2};

use crate::model::annotations::Progress;
use crate::model::id::AnnotatorId;
use crate::session::Session;
use crate::session::command::{Command, TableCommand};
use crate::session::message::Message;
use crate::session::table::{Column, Filter, Tab, Table};
use crate::ui::flow::{column, row_of, wrapped};
use crate::ui::icon::Icon;
use crate::ui::paint::text::Font;
use crate::ui::panels::progress_key;
use crate::ui::picture::Pictures;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{Row, chip, choice, icon_button, short_label, tick, tip};
use grid::Grid;

/// The field of the filter, for the focus.
pub(in crate::ui) const FILTER: &str = "table filter";

/// What the tables keep between frames.
#[derive(Default)]
pub(in crate::ui) struct TableView {
    filter: String,
    /// Whether the choices of rows and columns are shown.
    choices: bool,
    grid: Grid,
    pictures: Pictures,
}

impl TableView {
    /// Shows the tables.
    pub(in crate::ui) fn show(&mut self, ui: &mut Ui, session: &mut Session, rtl: bool) {
        let mut commands = Vec::new();
        let frame = Frame::NONE.inner_margin(Margin::symmetric(12, 8));
        frame.show(ui, |ui| {
            let Some(project) = &session.project else {
                return;
            };
            let table = &project.table;
            ui.spacing_mut().item_spacing.y = 4.0;
            commands.extend(tabs(ui, session, table, rtl));
            commands.extend(whose(ui, session, table, rtl));
            commands.extend(self.filter(ui, session, table, rtl));
            if self.choices {
                commands.extend(choices(ui, session, table, rtl));
            }
            commands.extend(picks(ui, session, table, rtl));
            ui.add_space(4.0);
            if session.settings.pictures {
                commands.extend(self.pictures.show(ui, session, table, rtl));
            }
            commands.extend(self.grid.show(ui, session, table, rtl));
        });
        for command in commands {
            // The field shows what is looked for, whoever asked for it.
            if let TableCommand::Filter(filter) = &command {
                self.filter.clone_from(&filter.text);
            }
            session.send(Command::Table(command));
        }
    }

    fn filter(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        table: &Table,
        rtl: bool,
    ) -> Option<TableCommand> {
        let t = |key: &str| session.catalogue.t(key);
        let hint = t("table-hint-filter");
        let (mut wanted, mut toggled, mut pictures) = (None, false, None);
        row_of(ui, rtl, |ui| {
            let size = vec2((ui.available_width() - 360.0).clamp(120.0, 420.0), 30.0);
            ui.allocate_ui_with_layout(size, column(rtl), |ui| {
                let field = EntryField::new(FILTER, &mut self.filter, &hint, rtl).hint(&hint);
                let entered = field.show(ui);
                if entered.changed {
                    wanted = Some(Filter {
                        text: self.filter.clone(),
                        ..table.filter().clone()
                    });
                }
                if entered.submitted || entered.escaped {
                    ui.memory_mut(|memory| memory.request_focus(grid::focus_id()));
                }
            });
            let name = t("cmd-table-columns");
            if icon_button(ui, Icon::Funnel, &name, self.choices, rtl).clicked() {
                self.choices = !self.choices;
            }
            let proposed = Command::Table(TableCommand::Proposed);
            if table.tab() == Tab::Incidents && session.is_enabled(&proposed) {
                let words = t(proposed.text_key());
                toggled = tick(ui, &words, table.shows_proposed(), rtl);
            }
            let name = t("cmd-table-pictures");
            let on = session.settings.pictures;
            if icon_button(ui, Icon::ChartBar, &name, on, rtl).clicked() {
                pictures = Some(TableCommand::Pictures);
            }
            let message = Message::new("table-rows").number("shown", table.len());
            let words = match table.progress() {
                Some(_) => t("table-gathering"),
                None => session.catalogue.message(&message),
            };
            let weak = palette(ui.ctx()).weak;
            short_label(ui, &words, Font::ui(12.5), weak);
        });
        let toggled = toggled.then_some(TableCommand::Proposed);
        wanted.map(TableCommand::Filter).or(toggled).or(pictures)
    }
}

/// What was chosen in pictures, to take it back.
fn picks(ui: &mut Ui, session: &Session, table: &Table, rtl: bool) -> Option<TableCommand> {
    let picks = table.filter().picks();
    if picks.is_empty() {
        return None;
    }
    let mut wanted = None;
    wrapped(ui, rtl, |ui| {
        let weak = palette(ui.ctx()).weak;
        short_label(ui, &session.catalogue.t("table-only"), Font::ui(12.5), weak);
        for pick in picks {
            let words = table.pick_words(&pick, &session.catalogue);
            let content = Row {
                words: &words,
                end: "×",
                ..Row::default()
            };
            let response = chip(ui, &content, rtl);
            if response.clicked() {
                wanted = Some(TableCommand::Pick(pick));
            }
            tip(response, &session.catalogue.t("table-only-all"), rtl);
        }
    });
    wanted
}

/// Which table.
fn tabs(ui: &mut Ui, session: &Session, table: &Table, rtl: bool) -> Option<TableCommand> {
    let options = Tab::ALL.map(|tab| (tab, session.catalogue.t(tab.key())));
    let mut wanted = None;
    wrapped(ui, rtl, |ui| {
        wanted = choice(ui, &options, &table.tab()).map(TableCommand::Tab);
    });
    wanted
}

/// Whose layers, where there are several.
fn whose(ui: &mut Ui, session: &Session, table: &Table, rtl: bool) -> Option<TableCommand> {
    let project = session.project.as_ref()?;
    let annotators = project.annotators.iter();
    let options: Vec<(AnnotatorId, String)> = annotators
        .map(|annotator| (annotator.id.clone(), annotator.name.clone()))
        .collect();
    let chosen = table.whose().unwrap_or(&project.annotator);
    let others = options.iter().any(|(id, _)| id != chosen);
    let mut wanted = None;
    if others {
        wrapped(ui, rtl, |ui| {
            let weak = palette(ui.ctx()).weak;
            let words = session.catalogue.t("table-whose");
            short_label(ui, &words, Font::ui(12.5), weak);
            wanted = choice(ui, &options, chosen).map(TableCommand::Whose);
        });
    }
    wanted
}

/// Which rows, which columns.
fn choices(ui: &mut Ui, session: &Session, table: &Table, rtl: bool) -> Vec<TableCommand> {
    let t = |key: &str| session.catalogue.t(key);
    let weak = palette(ui.ctx()).weak;
    let (filter, shown) = (table.filter(), table.columns());
    let mut commands = Vec::new();
    wrapped(ui, rtl, |ui| {
        short_label(ui, &t("filter-progress"), Font::ui(12.5), weak);
        let mut options = vec![(None, t("filter-all"))];
        options.extend(Progress::ALL.map(|p| (Some(p), t(progress_key(p)))));
        if let Some(progress) = choice(ui, &options, &filter.progress) {
            commands.push(TableCommand::Filter(Filter {
                progress,
                ..filter.clone()
            }));
        }
    });
    wrapped(ui, rtl, |ui| {
        short_label(ui, &t("table-kind"), Font::ui(12.5), weak);
        let mut options = vec![(None, t("filter-all"))];
        options.extend(table.kinds().iter().map(|kind| {
            let words = session.catalogue.value(table.tab().kind(), kind);
            (Some(kind.clone()), words)
        }));
        if let Some(kind) = choice(ui, &options, &filter.kind) {
            commands.push(TableCommand::Filter(Filter {
                kind,
                ..filter.clone()
            }));
        }
    });
    wrapped(ui, rtl, |ui| {
        short_label(ui, &t("cmd-table-columns"), Font::ui(12.5), weak);
        for column in Column::of(table.tab()) {
            if tick(ui, &t(column.key()), shown.contains(column), rtl) {
                commands.push(TableCommand::Toggle(*column));
            }
        }
        if !table.chosen().are_usual(table.tab()) {
            let content = Row {
                words: &t("cmd-table-columns-usual"),
                ..Row::default()
            };
            if chip(ui, &content, rtl).clicked() {
                commands.push(TableCommand::UsualColumns);
            }
        }
    });
    commands
}
