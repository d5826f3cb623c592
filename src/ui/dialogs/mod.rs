//! What lies over the window, a file a dialog.

mod agreement;
mod ask;
mod batch;
mod copying;
mod export;
mod files;
mod history;
mod import;
mod learned;
mod links;
mod name_of;
mod notices;
mod palette;
mod registry;
mod review;
mod schema;
mod settings;
mod shortcuts;
mod statistics;
mod welcome;

use egui::{Context, Id, Modal, Ui, vec2};

use crate::model::registry::EntryKind;
use crate::session::Session;
use crate::session::command::{Command, EditCommand, View};
use crate::session::dialog::Dialog;
use crate::ui::flow::{column, line, row_of};
use crate::ui::paint::text::Font;
use crate::ui::theme;
use crate::ui::widgets::{button, cell, label};

/// What dialogs keep between frames.
#[derive(Default)]
pub(super) struct Dialogs {
    /// Which dialog was shown in the last frame.
    last: Option<std::mem::Discriminant<Dialog>>,
    /// What was typed into the dialog's field.
    text: String,
    /// Which row is chosen by the arrow keys.
    row: usize,
    /// The answer of the system's file dialog.
    picked: Option<files::Picked>,
    registry: registry::State,
    schema: schema::State,
    import: import::State,
}

/// How wide the names of fields are, in points.
const NAMES: f32 = 120.0;

/// A line of a name and what it names.
fn named<R>(
    ui: &mut Ui,
    name: &str,
    height: f32,
    rtl: bool,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    let size = vec2(ui.available_width(), height);
    let weak = theme::palette(ui.ctx()).weak;
    ui.allocate_ui_with_layout(size, line(rtl), |ui| {
        cell(ui, name, NAMES, Font::ui(12.5), weak, rtl);
        content(ui)
    })
    .inner
}

/// Leaving a dialog in which every change is done at once, and steps back and forth.
fn leave_or_step(ui: &mut Ui, session: &Session, rtl: bool) -> Option<Command> {
    let close = (Command::View(View::CloseDialog), "close");
    let steps = [EditCommand::Undo, EditCommand::Redo].map(|step| {
        let command = Command::Edit(step);
        let key = command.text_key();
        (command, key)
    });
    let mut chosen = None;
    row_of(ui, rtl, |ui| {
        for (command, key) in std::iter::once(close).chain(steps) {
            let words = session.catalogue.t(key);
            if button(ui, &words, session.is_enabled(&command)).clicked() {
                chosen = Some(command);
            }
        }
    });
    chosen
}

/// Gives the keys to a control of the dialog while nothing has them.
fn keep_focus(ui: &Ui, id: Id) {
    ui.memory_mut(|memory| {
        if memory.focused().is_none() {
            memory.request_focus(id);
        }
    });
}

impl Dialogs {
    /// Shows the dialog that is open.
    pub(super) fn show(&mut self, ctx: &Context, session: &mut Session, rtl: bool) {
        let kind = session.dialog.as_ref().map(std::mem::discriminant);
        let fresh = kind != self.last;
        if fresh {
            self.last = kind;
            // What had the keys lies below now.
            ctx.memory_mut(|memory| {
                if let Some(id) = memory.focused() {
                    memory.surrender_focus(id);
                }
            });
            self.text.clear();
            self.row = 0;
            self.picked = None;
            self.import = import::State::default();
            // What is half written was meant.
            for command in std::mem::take(&mut self.registry).left() {
                session.send(command);
            }
            for command in std::mem::take(&mut self.schema).left() {
                session.send(command);
            }
        }
        let Some(dialog) = session.dialog.clone() else {
            if fresh {
                let article = crate::ui::article::focus_id();
                ctx.memory_mut(|memory| memory.request_focus(article));
            }
            return;
        };
        if dialog == Dialog::Labels {
            return;
        }
        let (key, width) = match &dialog {
            Dialog::Welcome => ("welcome-title", 480.0),
            Dialog::Palette => ("dialog-palette", 520.0),
            Dialog::Shortcuts => ("shortcuts-title", 560.0),
            Dialog::Settings => ("dialog-settings", 560.0),
            Dialog::Notices => ("dialog-notices", 620.0),
            Dialog::History => ("dialog-history", 480.0),
            Dialog::Statistics(_) => ("dialog-statistics", 700.0),
            Dialog::NewProject => ("dialog-new", 560.0),
            Dialog::OpenProject => ("dialog-open", 560.0),
            Dialog::ImportFiles => ("dialog-import", 560.0),
            Dialog::Import(_) => ("dialog-import", 760.0),
            Dialog::Export => ("dialog-export", 640.0),
            Dialog::ImportTable => ("dialog-import-table", 560.0),
            Dialog::ExportTable(EntryKind::Faction) => ("dialog-export-factions", 560.0),
            Dialog::ExportTable(EntryKind::Place) => ("dialog-export-places", 560.0),
            Dialog::ExportPicture => ("dialog-export-picture", 560.0),
            Dialog::Registry(_) => ("dialog-registry", 900.0),
            Dialog::Schema(_) => ("dialog-schema", 900.0),
            Dialog::Reshape => (schema::preview::title(session), 720.0),
            Dialog::ImportSchema => ("dialog-schema-import", 560.0),
            Dialog::ExportSchema => ("dialog-schema-export", 560.0),
            Dialog::TakeSchema => ("dialog-schema-incoming", 600.0),
            Dialog::NameOf => ("dialog-name-of", 520.0),
            Dialog::Review => ("dialog-review", 600.0),
            Dialog::Learned => ("dialog-learned", 640.0),
            Dialog::Links => ("dialog-links", 760.0),
            Dialog::Agreement => ("dialog-agreement", 900.0),
            Dialog::Batch => (batch::title(session), 760.0),
            Dialog::Copying => ("dialog-copying", 760.0),
            Dialog::Labels => ("dialog-labels", 300.0),
            Dialog::Ask(_) | Dialog::QuitUnsaved(_) => ("dialog-ask", 460.0),
        };
        let title = session.catalogue.t(key);
        let screen = ctx.content_rect();
        let width = f32::min(width, screen.width() - 48.0);
        let frame = egui::Frame::popup(&ctx.style_of(ctx.theme())).inner_margin(20);
        let modal = Modal::new(Id::unique("dialog")).frame(frame);
        let modal = modal.show(ctx, |ui| {
            ui.set_width(width);
            ui.set_max_height(screen.height() - 80.0);
            // A scroll bar stands beside what is scrolled, not on it.
            ui.spacing_mut().scroll.floating_allocated_width = 10.0;
            ui.with_layout(column(rtl), |ui| {
                let color = theme::palette(ctx).text;
                label(ui, &title, Font::ui(18.0).bold(), color);
                ui.add_space(8.0);
                self.content(ui, session, &dialog, fresh, rtl);
            });
        });
        // Who annotates has to be said; everything else can be left with Esc.
        if modal.should_close() && session.dialog == Some(dialog) {
            let welcome = session.dialog == Some(Dialog::Welcome);
            if !welcome {
                session.send(Command::View(View::CloseDialog));
            }
        }
    }

    fn content(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        dialog: &Dialog,
        fresh: bool,
        rtl: bool,
    ) {
        match dialog {
            Dialog::Welcome => welcome::show(ui, session, &mut self.text, fresh, rtl),
            Dialog::Palette => {
                palette::show(ui, session, &mut self.text, &mut self.row, rtl);
            }
            Dialog::Shortcuts => shortcuts::show(ui, session, rtl),
            Dialog::Settings => settings::show(ui, session, &mut self.text, fresh, rtl),
            Dialog::Notices => notices::show(ui, session, rtl),
            Dialog::History => history::show(ui, session, rtl),
            Dialog::Statistics(counts) => statistics::show(ui, session, counts.as_deref(), rtl),
            Dialog::Registry(chosen) => {
                self.registry.show(ui, session, chosen.as_deref(), rtl);
            }
            Dialog::Schema(chosen) => self.schema.show(ui, session, chosen.as_ref(), rtl),
            Dialog::Reshape => schema::preview::show(ui, session, rtl),
            Dialog::TakeSchema => schema::preview::incoming(ui, session, rtl),
            Dialog::NameOf => name_of::show(ui, session, &mut self.text, &mut self.row, rtl),
            Dialog::NewProject
            | Dialog::OpenProject
            | Dialog::ImportFiles
            | Dialog::Export
            | Dialog::ImportTable
            | Dialog::ExportTable(_)
            | Dialog::ImportSchema
            | Dialog::ExportSchema
            | Dialog::ExportPicture => {
                files::show(ui, session, dialog, &mut self.text, &mut self.picked, rtl);
            }
            Dialog::Import(preview) => self.import.show(ui, session, preview, rtl),
            Dialog::Links => links::show(ui, session, rtl),
            Dialog::Agreement => agreement::show(ui, session, rtl),
            Dialog::Batch => batch::show(ui, session, rtl),
            Dialog::Copying => copying::show(ui, session, rtl),
            Dialog::Review => review::show(ui, session, rtl),
            Dialog::Learned => learned::show(ui, session, rtl),
            Dialog::Labels => {}
            Dialog::Ask(question) => ask::show(ui, session, question, rtl),
            Dialog::QuitUnsaved(reason) => ask::quit(ui, session, reason, rtl),
        }
    }
}
