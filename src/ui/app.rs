//! The window: input, panels, dialogs, in this order every frame.

use egui::{CentralPanel, Context, Event, EventFilter, Frame, Id, Ui};

use super::article;
use super::dialogs::Dialogs;
use super::flow::side;
use super::keys::{self, Keys};
use super::panels::inspector::{self, Inspector};
use super::panels::list::{self, List};
use super::panels::reader::{self, Reader};
use super::panels::search::{self, SearchPanel};
use super::panels::{labels, menu, review, status, toasts, walk};
use super::sides::{Panels, Sides};
use super::table::{self, TableView};
use super::theme::{self, palette};
use super::widgets::entry::{self, EntryField};
use crate::session::Session;
use crate::session::command::{Command, File};
use crate::session::dialog::Dialog;
use crate::session::effect::{Effect, Field};
use crate::session::settings::Theme;

/// The window's state beside the session.
pub struct App {
    /// The running program.
    pub session: Session,
    reader: Reader,
    list: List,
    inspector: Inspector,
    search: SearchPanel,
    table: TableView,
    dialogs: Dialogs,
    sides: Sides,
    /// What is given the keys once it has been shown.
    focus: Option<Field>,
    started: bool,
    /// Whether what is pasted next is an article.
    pasting: bool,
    /// Called after the first frame that shows an article.
    on_complete: Option<Box<dyn FnOnce()>>,
}

impl App {
    /// A window on a session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self {
            session,
            reader: Reader::default(),
            list: List::default(),
            inspector: Inspector::default(),
            search: SearchPanel::default(),
            table: TableView::default(),
            dialogs: Dialogs::default(),
            sides: Sides::default(),
            focus: None,
            started: false,
            pasting: false,
            on_complete: None,
        }
    }

    /// The same, telling when the first frame that shows an article is done.
    #[must_use]
    pub fn on_complete(mut self, call: impl FnOnce() + 'static) -> Self {
        self.on_complete = Some(Box::new(call));
        self
    }

    /// Whether a long paragraph is still being laid out in the background.
    #[must_use]
    pub fn is_setting(&self) -> bool {
        self.reader.view.is_setting()
    }

    /// Shows one frame.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if !self.started {
            self.started = true;
            theme::install(&ctx);
        }
        self.apply_settings(&ctx);
        self.take_input(ui);
        for effect in self.session.tick() {
            self.carry_out(&ctx, effect);
        }
        self.focus = self.focus.filter(|field| !self.give_focus(&ctx, *field));
        let rtl = self.session.catalogue.locale().is_rtl();
        menu::show(ui, &mut self.session, rtl);
        status::show(ui, &mut self.session, rtl);
        // The list is at the start side, the inspector at the end side. What the inspector shows
        // is of the article.
        let wanted = Panels {
            list: self.session.settings.list,
            inspector: self.session.settings.inspector && !self.is_on_table(),
        };
        let shown = self.sides.arrange(wanted, ctx.content_rect().width());
        if shown.list {
            let panel = side("list", rtl, true);
            panel.show(ui, |ui| self.list.show(ui, &mut self.session, rtl));
        }
        if shown.inspector {
            let panel = side("inspector", rtl, false);
            panel.show(ui, |ui| self.inspector.show(ui, &mut self.session, rtl));
        }
        self.search.show(ui, &mut self.session, rtl);
        let frame = Frame::NONE.fill(palette(&ctx).page);
        CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            if self.is_on_table() {
                self.table.show(ui, &mut self.session, rtl);
            } else {
                self.reader.show(ui, &mut self.session, rtl);
            }
        });
        // A panel that was not shown before did not know its fields until now.
        if let Some(field) = self.focus.take() {
            self.give_focus(&ctx, field);
        }
        if !self.is_on_table() {
            self.labels(&ctx, rtl);
            self.decision(&ctx, rtl);
            self.walk(&ctx, rtl);
        }
        toasts::show(&ctx, &mut self.session, rtl);
        self.dialogs.show(&ctx, &mut self.session, rtl);
    }

    /// Whether the tables are in the middle, not the article.
    fn is_on_table(&self) -> bool {
        let project = self.session.project.as_ref();
        project.is_some_and(|project| project.table.shown)
    }

    /// What has the keys if nothing else has them.
    fn middle(&self) -> Id {
        if self.is_on_table() {
            table::grid::focus_id()
        } else {
            article::focus_id()
        }
    }

    fn apply_settings(&self, ctx: &Context) {
        let settings = &self.session.settings;
        let preference = match settings.theme {
            Theme::System => egui::ThemePreference::System,
            Theme::Light => egui::ThemePreference::Light,
            Theme::Dark => egui::ThemePreference::Dark,
        };
        ctx.set_theme(preference);
        if (ctx.zoom_factor() - settings.zoom).abs() > 0.001 {
            ctx.set_zoom_factor(settings.zoom);
        }
    }

    fn take_input(&mut self, ui: &Ui) {
        let ctx = ui.ctx();
        let focused = ctx.memory(|memory| memory.focused());
        let keys = match &self.session.dialog {
            Some(Dialog::Labels) => Keys::Labels,
            Some(_) => Keys::Dialog,
            None if entry::has_keys(ctx) => Keys::Entry,
            // What is open above the rest has the keys that are written in it.
            None if egui::Popup::is_any_open(ctx) => Keys::Menu,
            None if self.is_on_table() => {
                let here = focused.is_none_or(|id| id == self.middle());
                if here { Keys::Table } else { Keys::Control }
            }
            None if self.session.open().is_some_and(|open| open.walk.is_some()) => Keys::Walk,
            None if focused.is_none_or(|id| id == article::focus_id()) => Keys::Article,
            None => Keys::Control,
        };
        let shown = self.session.open().is_some() || self.is_on_table();
        if focused.is_none() && shown && self.session.dialog.is_none() {
            ctx.memory_mut(|memory| memory.request_focus(self.middle()));
        }
        ctx.memory_mut(|memory| {
            let filter = EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            memory.set_focus_lock_filter(article::focus_id(), filter);
            // Tab leaves the rows for what is above them.
            let rows = EventFilter {
                tab: false,
                ..filter
            };
            memory.set_focus_lock_filter(table::grid::focus_id(), rows);
        });
        // The arrows go as the article's text does, in a table as the window does.
        let rtl = if self.is_on_table() {
            self.session.catalogue.locale().is_rtl()
        } else {
            self.session.open().is_none_or(|open| open.is_rtl())
        };
        let commands = keys::take(ui, &self.session, keys, rtl);
        let closing = ctx.input(|input| input.viewport().close_requested());
        if !commands.is_empty() || closing {
            // What is half written belongs to what is open now.
            self.reader.view.use_selection();
            for command in self
                .reader
                .flush()
                .into_iter()
                .chain(self.inspector.flush())
            {
                self.session.send(command);
            }
        }
        for command in commands {
            self.session.send(command);
        }
        // What is pasted where nothing is written is an article.
        if self.pasting || keys == Keys::Article {
            let pasted = ctx.input(|input| {
                input.events.iter().find_map(|event| match event {
                    Event::Paste(text) => Some(text.clone()),
                    _ => None,
                })
            });
            if let Some(text) = pasted {
                self.pasting = false;
                self.session.send(Command::File(File::ImportText(text)));
            }
        }
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<std::path::PathBuf> = dropped
            .into_iter()
            .map(|file| file.path().to_owned())
            .collect();
        if !paths.is_empty() {
            let project = paths
                .first()
                .filter(|path| path.join("project.ron").exists());
            self.session.send(Command::File(match project {
                Some(path) => File::OpenPath(path.clone()),
                None => File::Import(paths),
            }));
        }
        if closing && !self.session.is_closed() {
            // Closing waits for the disk.
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            if !self.session.is_quitting() {
                self.session.send(Command::File(File::Quit));
            }
        }
    }

    fn carry_out(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::Paste => {
                self.pasting = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            }
            Effect::Reveal(range) => self.reader.view.reveal(range),
            Effect::Focus(field) => {
                self.sides.turn_to(field);
                self.focus = Some(field);
            }
            Effect::MoveLine { down } => self.reader.view.step_line(down),
            Effect::WalkPanes { forward } => self.walk_panes(ctx, forward),
            Effect::Describe => self.reader.strip.toggle(),
            Effect::ToggleMenus => menu::toggle(ctx),
            Effect::ToggleFullScreen => {
                let full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(!full));
            }
            Effect::Close => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
        ctx.request_repaint();
    }

    /// Gives the next panel the keys: list, article, inspector, search.
    fn walk_panes(&self, ctx: &Context, forward: bool) {
        let shown = self.sides.shown;
        let panes: Vec<Id> = [
            shown
                .list
                .then(|| self.list.row.unwrap_or(EntryField::focus_id(list::FILTER))),
            Some(self.middle()),
            self.inspector.first.filter(|_| shown.inspector),
            self.session
                .search
                .shown
                .then(|| EntryField::focus_id(search::FIELD)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let focused = ctx.memory(|memory| memory.focused());
        // A control inside a panel counts as the article: the walk begins there.
        let here = panes
            .iter()
            .position(|id| Some(*id) == focused)
            .or_else(|| panes.iter().position(|id| *id == self.middle()))
            .unwrap_or(0);
        let count = panes.len();
        let next = if forward {
            (here + 1) % count
        } else {
            (here + count - 1) % count
        };
        if let Some(id) = panes.get(next) {
            ctx.memory_mut(|memory| memory.request_focus(*id));
        }
    }

    /// The buttons beside a suggestion that was chosen with the mouse.
    fn decision(&mut self, ctx: &Context, rtl: bool) {
        let chosen = self
            .session
            .open()
            .and_then(|open| open.suggestion(open.span?));
        let by_mouse = self.reader.view.is_fresh_selection()
            && self.session.dialog.is_none()
            && self.session.open().is_some_and(|open| open.walk.is_none())
            && self.session.can_edit();
        if let Some(span) = chosen.filter(|_| by_mouse)
            && let Some(anchor) = self.reader.view.anchor()
            && let Some(command) = review::beside(ctx, &self.session, span, anchor, rtl)
        {
            self.session.send(command);
        }
    }

    /// What can be chosen beside the span that a walk has come to.
    fn walk(&mut self, ctx: &Context, rtl: bool) {
        let walk = self.session.open().and_then(|open| open.walk.as_ref());
        if let Some(walk) = walk
            && let Some(anchor) = self.reader.view.anchor()
            && let Some(command) = walk::show(ctx, &self.session, walk, anchor, rtl)
        {
            self.session.send(command);
        }
    }

    /// Gives a field the keys, if it is there.
    fn give_focus(&self, ctx: &Context, field: Field) -> bool {
        let id = match field {
            Field::Article => Some(article::focus_id()),
            Field::Table => Some(table::grid::focus_id()),
            Field::TableFilter => Some(EntryField::focus_id(table::FILTER)),
            Field::Find => Some(EntryField::focus_id(reader::FIND)),
            Field::Search => Some(EntryField::focus_id(search::FIELD)),
            Field::Filter => Some(EntryField::focus_id(list::FILTER)),
            Field::Note => Some(EntryField::focus_id(inspector::NOTE)),
            Field::Attributes => self.inspector.first_attribute(),
            Field::Relations => self.inspector.first_relation(),
            Field::Incidents => self.inspector.incident(),
            Field::Entry => self.inspector.entry_field(),
            Field::SpanNote => Some(EntryField::focus_id(inspector::SPAN_NOTE)),
        };
        if let Some(id) = id {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
        id.is_some()
    }

    /// The labels beside a selection made with the mouse, or when they are asked for.
    fn labels(&mut self, ctx: &Context, rtl: bool) {
        let asked = self.session.dialog == Some(Dialog::Labels);
        let fresh = self.reader.view.is_fresh_selection()
            && self.session.dialog.is_none()
            && self.session.can_edit()
            && self
                .session
                .open()
                .is_some_and(|open| open.selection.is_some());
        if !asked {
            labels::forget(ctx);
        }
        if (asked || fresh)
            && let Some(anchor) = self.reader.view.anchor()
        {
            labels::show(ctx, &mut self.session, anchor, rtl);
        }
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let complete = self.session.open().is_some();
        self.show(ui);
        if complete && let Some(call) = self.on_complete.take() {
            call();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        for command in self
            .reader
            .flush()
            .into_iter()
            .chain(self.inspector.flush())
        {
            self.session.send(command);
        }
        let _ = self.session.tick();
        self.session.close_project();
    }
}
