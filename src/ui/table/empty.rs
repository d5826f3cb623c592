//! What stands where a table has no rows: why, and what can be done about it with one click.

use egui::Ui;

use crate::session::Session;
use crate::session::command::{Command, TableCommand};
use crate::session::message::Message;
use crate::session::table::{Filter, Tab, Table};
use crate::ui::flow::{column, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::{button, label, main_button};

/// How many other layers are offered; all of them stand above the table.
const MOST_LAYERS: usize = 3;

/// Says why there is nothing, and offers what may show something.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    table: &Table,
    rtl: bool,
) -> Option<TableCommand> {
    let (key, offers) = match table.progress() {
        Some(_) => ("table-gathering", Vec::new()),
        None if *table.filter() == Filter::default() => nothing(session, table),
        None => {
            let all = session.catalogue.t("table-empty-all");
            let offer = (all, TableCommand::Filter(Filter::default()));
            ("table-none", vec![offer])
        }
    };
    let words = session.catalogue.t(key);
    let weak = palette(ui.ctx()).weak;
    ui.add_space(12.0);
    ui.with_layout(column(rtl), |ui| label(ui, &words, Font::ui(13.0), weak));
    ui.add_space(6.0);
    let mut wanted = None;
    wrapped(ui, rtl, |ui| {
        for (number, (words, command)) in offers.into_iter().enumerate() {
            let offer = if number == 0 { main_button } else { button };
            if offer(ui, &words, true).clicked() {
                wanted = Some(command);
            }
        }
    });
    wanted
}

/// What is said and offered where nothing is left out by a filter.
fn nothing(session: &Session, table: &Table) -> (&'static str, Vec<(String, TableCommand)>) {
    let mut offers = Vec::new();
    let on_incidents = table.tab() == Tab::Incidents;
    let can_propose = session.is_enabled(&Command::Table(TableCommand::Proposed));
    let key = match (table.whose(), table.shows_proposed()) {
        (Some(_), _) => "table-nothing-there",
        (None, true) if on_incidents => "table-nothing-proposed",
        (None, _) => "table-nothing-yet",
    };
    if on_incidents && can_propose && !table.shows_proposed() {
        let words = session.catalogue.t("table-empty-proposed");
        offers.push((words, TableCommand::Proposed));
    }
    if let Some(project) = &session.project {
        let chosen = table.whose().unwrap_or(&project.annotator);
        let others = project.annotators.iter().filter(|one| one.id != *chosen);
        offers.extend(others.take(MOST_LAYERS).map(|other| {
            let message = Message::new("table-empty-layer").text("name", other.name.as_str());
            let words = session.catalogue.message(&message);
            (words, TableCommand::Whose(other.id.clone()))
        }));
    }
    (key, offers)
}
