//! What would be taken in: the files, what becomes of the names in them, how tables are read.

mod columns;
mod files;
mod names;

use egui::Ui;

use crate::session::Session;
use crate::session::command::{Command, File, View};
use crate::session::import::Preview;
use crate::session::message::Message;
use crate::ui::flow::{column, row_of, scroll, wrapped};
use crate::ui::widgets::{button, choice, main_button};

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Files,
    Names,
    Columns,
}

/// What the dialog keeps between frames.
#[derive(Default)]
pub(super) struct State {
    tab: Tab,
    /// What is being written as the line between articles, and of which file.
    mark: Option<(usize, String)>,
}

impl State {
    /// Shows what would be taken in.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        preview: &Preview,
        rtl: bool,
    ) {
        let mut commands = Vec::new();
        let height = (ui.ctx().content_rect().height() - 250.0).max(120.0);
        let height = if preview.names.is_empty() && columns::tables(preview).is_empty() {
            height
        } else {
            height - 36.0
        };
        // Where one goes from tab to tab, these stay under the pointer.
        let has_tabs = self.tabs(ui, session, preview, rtl);
        let scroll = scroll(height).auto_shrink([false, !has_tabs]);
        scroll.id_salt(self.tab as u8).show(ui, |ui| {
            ui.with_layout(column(rtl), |ui| {
                let said = match self.tab {
                    Tab::Files => files::show(ui, session, preview, &mut self.mark, rtl),
                    Tab::Names => names::show(ui, session, preview, rtl),
                    Tab::Columns => columns::show(ui, session, preview, rtl),
                };
                commands.extend(said);
            });
        });
        ui.add_space(10.0);
        row_of(ui, rtl, |ui| {
            let count = preview.articles();
            let message = Message::new("import-chosen").number("count", count);
            let words = session.catalogue.message(&message);
            let main = main_button(ui, &words, count > 0);
            super::keep_focus(ui, main.id);
            if main.clicked() && count > 0 {
                commands.push(Command::File(File::ImportNow));
            }
            if button(ui, &session.catalogue.t("cancel"), true).clicked() {
                commands.push(Command::View(View::CloseDialog));
            }
        });
        for command in commands {
            session.send(command);
        }
    }

    /// What can be looked at besides the files, and whether there is anything.
    fn tabs(&mut self, ui: &mut Ui, session: &Session, preview: &Preview, rtl: bool) -> bool {
        let tables = columns::tables(preview).len();
        let parts = [
            (Tab::Files, "import-tab-files", preview.files.len()),
            (Tab::Names, "import-tab-names", preview.names.len()),
            (Tab::Columns, "import-tab-columns", tables),
        ];
        let there = parts.into_iter().filter(|(_, _, count)| *count > 0);
        let options: Vec<(Tab, String)> = there
            .map(|(tab, key, count)| {
                let message = Message::new(key).number("count", count);
                (tab, session.catalogue.message(&message))
            })
            .collect();
        if !options.iter().any(|(tab, _)| *tab == self.tab) {
            self.tab = Tab::Files;
        }
        if options.len() < 2 {
            return false;
        }
        wrapped(ui, rtl, |ui| {
            self.tab = choice(ui, &options, &self.tab).unwrap_or(self.tab);
        });
        ui.add_space(6.0);
        true
    }
}
