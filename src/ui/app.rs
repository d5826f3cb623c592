//! The window: menu bar, list of articles, article, inspector, status bar.

use egui::{CentralPanel, Context, EventFilter, Frame, Layout, Margin, Panel, ScrollArea, Ui};

use super::article::{self, ArticleView, Reading};
use super::keys;
use super::paint::text::Font;
use super::theme::{self, palette};
use super::widgets::{Row, SIZE, button, heading, label, row, short_label};
use crate::model::annotations::Progress;
use crate::model::article::MetaField;
use crate::model::span::{AttrValue, SpanState};
use crate::session::Session;
use crate::session::command::{ArticleCommand, Command, File, SpanCommand, View};
use crate::session::effect::Effect;
use crate::session::keymap::{bindings, chord_of};
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::settings::{Language, ReadingFace, Theme};
use crate::store;

/// The window's state beside the session.
pub struct App {
    /// The running program.
    pub session: Session,
    view: ArticleView,
    started: bool,
}

impl App {
    /// A window on a session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self {
            session,
            view: ArticleView::default(),
            started: false,
        }
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
        let rtl = self.session.catalogue.locale().is_rtl();
        self.menu_bar(ui, rtl);
        self.status_bar(ui, rtl);
        // The list is at the start side, the inspector at the end side.
        if self.session.settings.list {
            let panel = side("list", rtl, true);
            panel.show(ui, |ui| self.list(ui, rtl));
        }
        if self.session.settings.inspector {
            let panel = side("inspector", rtl, false);
            panel.show(ui, |ui| self.inspector(ui, rtl));
        }
        let frame = Frame::NONE.fill(palette(&ctx).page);
        CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            self.article(ui, rtl);
        });
        self.toasts(&ctx, rtl);
        if self.session.shortcuts {
            self.shortcuts(&ctx, rtl);
        }
    }

    fn t(&self, key: &str) -> String {
        self.session.catalogue.t(key)
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
        if focused.is_none() && self.session.open().is_some() && !self.session.shortcuts {
            ctx.memory_mut(|memory| memory.request_focus(article::focus_id()));
        }
        let in_article = focused.is_none_or(|id| id == article::focus_id());
        ctx.memory_mut(|memory| {
            let filter = EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            memory.set_focus_lock_filter(article::focus_id(), filter);
        });
        if self.session.shortcuts && ctx.input(|i| i.key_pressed(egui::Key::Escape)) {
            self.session.send(Command::View(View::Shortcuts));
            return;
        }
        let rtl = self.session.open().is_none_or(|open| {
            let strong = open.text.as_str().chars().find(|c| c.is_alphabetic());
            strong.is_none_or(|c| ('\u{590}'..='\u{8ff}').contains(&c))
        });
        for command in keys::take(ui, &self.session, in_article, rtl) {
            self.session.send(command);
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
        if ctx.input(|input| input.viewport().close_requested()) && !self.session.is_quitting() {
            // Closing waits for the disk.
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.session.send(Command::File(File::Quit));
        }
    }

    fn carry_out(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::Reveal(range) => self.view.reveal(range),
            Effect::ToggleFullScreen => {
                let full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(!full));
            }
            Effect::Close => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    fn menu_bar(&mut self, ui: &mut Ui, rtl: bool) {
        let area = |pick: fn(&Command) -> bool| -> Vec<(Command, String)> {
            Command::plain()
                .into_iter()
                .filter(pick)
                .map(|command| {
                    let text = self.t(command.text_key());
                    (command, text)
                })
                .collect()
        };
        let mut view = area(|c| matches!(c, Command::View(_)));
        for (command, key) in [
            (View::SetTheme(Theme::Light), "theme-light"),
            (View::SetTheme(Theme::Dark), "theme-dark"),
            (View::SetTheme(Theme::System), "theme-system"),
            (View::SetLanguage(Language::English), "language-english"),
            (View::SetLanguage(Language::Arabic), "language-arabic"),
            (View::SetFace(ReadingFace::Naskh), "face-naskh"),
            (View::SetFace(ReadingFace::Sans), "face-sans"),
        ] {
            view.push((Command::View(command), self.t(key)));
        }
        let mut article = area(|c| matches!(c, Command::Article(_)));
        for progress in Progress::ALL {
            let command = Command::Article(ArticleCommand::SetProgress(progress));
            article.push((command, self.t(progress_key(progress))));
        }
        let spans = area(|c| matches!(c, Command::Span(_) | Command::Select(_)));
        let menus = [
            ("menu-file", area(|c| matches!(c, Command::File(_)))),
            ("menu-edit", area(|c| matches!(c, Command::Edit(_)))),
            ("menu-view", view),
            ("menu-article", article),
            ("menu-span", spans),
        ];
        let mac = cfg!(target_os = "macos");
        Panel::top("menu").frame(bar(ui)).show(ui, |ui| {
            ui.with_layout(line(rtl), |ui| {
                for (key, commands) in menus {
                    let response = button(ui, &self.t(key), true);
                    egui::Popup::menu(&response).width(290.0).show(|ui| {
                        ui.with_layout(column(rtl), |ui| {
                            ui.spacing_mut().item_spacing.y = 0.0;
                            for (command, text) in commands {
                                let keys = chord_of(&command).map(|c| c.legend(mac));
                                let content = Row {
                                    words: &text,
                                    end: keys.as_deref().unwrap_or(""),
                                    enabled: self.session.is_enabled(&command),
                                    selected: self.is_on(&command),
                                    ..Row::default()
                                };
                                if row(ui, &content, rtl).clicked() {
                                    self.session.send(command);
                                    ui.close();
                                }
                            }
                        });
                    });
                }
            });
        });
    }

    /// Whether a menu entry that chooses something is the chosen one.
    fn is_on(&self, command: &Command) -> bool {
        let settings = &self.session.settings;
        match command {
            Command::View(View::SetTheme(theme)) => settings.theme == *theme,
            Command::View(View::SetLanguage(language)) => settings.language == *language,
            Command::View(View::SetFace(face)) => settings.face == *face,
            Command::View(View::ToggleLabelNames) => settings.label_names,
            Command::View(View::ToggleList) => settings.list,
            Command::View(View::ToggleInspector) => settings.inspector,
            Command::Article(ArticleCommand::SetProgress(progress)) => self
                .session
                .open()
                .is_some_and(|open| open.layer.progress() == *progress),
            _ => false,
        }
    }

    fn status_bar(&self, ui: &mut Ui, rtl: bool) {
        Panel::bottom("status").frame(bar(ui)).show(ui, |ui| {
            let colors = palette(ui.ctx());
            ui.with_layout(line(rtl), |ui| {
                ui.spacing_mut().item_spacing.x = 18.0;
                let font = Font::ui(12.5);
                let Some(project) = &self.session.project else {
                    short_label(ui, &self.t("hint-opening"), font, colors.weak);
                    return;
                };
                let (words, color) = match self.session.saved() {
                    _ if project.read_only.is_some() => (self.t("status-read-only"), colors.error),
                    Ok(true) => (self.t("status-saved"), colors.success),
                    Ok(false) => (self.t("status-saving"), colors.weak),
                    Err(reason) => {
                        let message = Message::new("status-error").text("reason", reason);
                        (self.session.catalogue.message(&message), colors.error)
                    }
                };
                short_label(ui, &words, font, color);
                short_label(ui, &project.project.name, font, colors.text);
                short_label(
                    ui,
                    project.annotator_name(&project.annotator),
                    font,
                    colors.weak,
                );
                if let Some(open) = &project.open {
                    let count =
                        Message::new("status-spans").number("count", open.layer.spans().len());
                    let words = self.session.catalogue.message(&count);
                    short_label(ui, &words, font, colors.weak);
                }
            });
        });
    }

    fn list(&mut self, ui: &mut Ui, rtl: bool) {
        let title = self.t("panel-articles");
        ui.with_layout(column(rtl), |ui| heading(ui, &title));
        let Some(project) = &self.session.project else {
            return;
        };
        let open = project.open.as_ref().map(|open| &open.id);
        let shown = project.list.shown();
        let mut wanted = None;
        ui.spacing_mut().item_spacing.y = 2.0;
        let rows = ScrollArea::vertical().auto_shrink(false);
        rows.show_rows(ui, 46.0, shown.len(), |ui, range| {
            ui.with_layout(column(rtl), |ui| {
                for id in shown.get(range).unwrap_or_default() {
                    let Some(entry) = project.list.get(id) else {
                        continue;
                    };
                    let spans: u32 = entry.counts.decided.values().sum();
                    let progress = self.t(progress_key(entry.counts.progress));
                    let date = entry.meta.get(MetaField::Published);
                    let mut below = progress;
                    for part in [date, entry.meta.get(MetaField::Source)]
                        .into_iter()
                        .flatten()
                    {
                        below.push_str(" · ");
                        below.push_str(&isolated(part));
                    }
                    let content = Row {
                        words: entry.title(),
                        end: &spans.to_string(),
                        below: &below,
                        selected: open == Some(id),
                        ..Row::default()
                    };
                    if row(ui, &content, rtl).clicked() {
                        wanted = Some(id.clone());
                    }
                }
            });
        });
        if let Some(id) = wanted {
            self.session
                .send(Command::Article(ArticleCommand::Open(id)));
        }
    }

    fn inspector(&mut self, ui: &mut Ui, rtl: bool) {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.with_layout(column(rtl), |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                self.layers(ui, rtl);
                self.labels(ui, rtl);
                self.span(ui);
            });
        });
    }

    fn layers(&mut self, ui: &mut Ui, rtl: bool) {
        let Some(project) = &self.session.project else {
            return;
        };
        let Some(open) = &project.open else { return };
        if project.annotators.len() < 2 {
            return;
        }
        let mut wanted = None;
        heading(ui, &self.t("panel-layers"));
        for store::Annotator { id, name } in &project.annotators {
            let words = if id == &project.annotator {
                let message = Message::new("layer-mine").text("name", name.as_str());
                self.session.catalogue.message(&message)
            } else {
                name.clone()
            };
            let content = Row {
                words: &words,
                selected: open.layer.annotator() == id,
                ..Row::default()
            };
            if row(ui, &content, rtl).clicked() {
                wanted = Some(id.clone());
            }
        }
        if let Some(id) = wanted {
            self.session
                .send(Command::Article(ArticleCommand::ShowLayer(id)));
        }
    }

    fn labels(&mut self, ui: &mut Ui, rtl: bool) {
        let Some(project) = &self.session.project else {
            return;
        };
        let selected = project
            .open
            .as_ref()
            .and_then(|open| open.layer.span(open.span?))
            .map(|span| span.label.clone());
        heading(ui, &self.t("panel-labels"));
        let mut commands = Vec::new();
        for item in project.project.schema.labels.iter().filter(|l| l.enabled) {
            let command = Command::Span(SpanCommand::Tag(item.id.clone()));
            let key = item.key.map(|key| key.to_string());
            let content = Row {
                words: if rtl { &item.name.ar } else { &item.name.en },
                end: key.as_deref().unwrap_or(""),
                spot: Some(theme::label_color(ui.ctx(), &item.color)),
                selected: selected.as_ref() == Some(&item.id),
                enabled: self.session.is_enabled(&command),
                ..Row::default()
            };
            let codebook = if rtl {
                &item.codebook.ar
            } else {
                &item.codebook.en
            };
            let response = row(ui, &content, rtl);
            let clicked = response.clicked();
            response.on_hover_ui(|ui| {
                ui.set_max_width(320.0);
                let color = palette(ui.ctx()).text;
                ui.with_layout(column(rtl), |ui| label(ui, codebook, Font::ui(13.0), color));
            });
            if clicked {
                commands.push(command);
            }
        }
        for command in commands {
            self.session.send(command);
        }
    }

    fn span(&self, ui: &mut Ui) {
        let Some(open) = self.session.open() else {
            return;
        };
        let colors = palette(ui.ctx());
        heading(ui, &self.t("panel-span"));
        let Some(span) = open.span.and_then(|id| open.layer.span(id)) else {
            let hint = if open.is_own {
                "hint-select"
            } else {
                "hint-other-layer"
            };
            label(ui, &self.t(hint), Font::ui(13.0), colors.weak);
            return;
        };
        let words = span.range.of(open.text.as_str()).unwrap_or("");
        label(ui, words, Font::ui(16.0), colors.text);
        let state = self.t(state_key(span.state));
        let author = &span.provenance.author;
        label(
            ui,
            &format!("{state} · {author}"),
            Font::ui(12.5),
            colors.weak,
        );
        for (name, value) in &span.attrs {
            let value = match value {
                AttrValue::Flag(flag) => flag.to_string(),
                AttrValue::Number(number) => number.to_string(),
                AttrValue::Real(real) => real.to_string(),
                AttrValue::Text(text) => text.clone(),
                AttrValue::List(list) => list.join(", "),
            };
            label(ui, &format!("{name}: {value}"), Font::ui(12.5), colors.text);
        }
        if !span.note.is_empty() {
            label(ui, &span.note, Font::ui(12.5), colors.weak);
        }
    }

    fn article(&mut self, ui: &mut Ui, rtl: bool) {
        let colors = palette(ui.ctx());
        let Some(project) = &self.session.project else {
            return;
        };
        let (Some(open), Some(entry)) = (
            &project.open,
            project
                .open
                .as_ref()
                .and_then(|open| project.list.get(&open.id)),
        ) else {
            let key = if project.opening.is_some() {
                "hint-opening"
            } else {
                "hint-no-article"
            };
            Frame::NONE.inner_margin(Margin::same(40)).show(ui, |ui| {
                ui.with_layout(column(rtl), |ui| {
                    label(ui, &self.t(key), Font::ui(SIZE), colors.weak)
                });
            });
            return;
        };
        let field = |field, missing: &str| {
            entry
                .meta
                .get(field)
                .map_or_else(|| self.t(missing), str::to_owned)
        };
        let facts = [
            field(MetaField::Source, "strip-no-source"),
            field(MetaField::Published, "strip-no-date"),
            entry.meta.get(MetaField::Country).unwrap_or("").to_owned(),
            self.t(progress_key(open.layer.progress())),
        ];
        // Isolated, or a date would be turned round in an Arabic line.
        let facts = facts.map(|fact| isolated(&fact));
        let facts: Vec<&str> = facts
            .iter()
            .map(String::as_str)
            .filter(|f| !f.is_empty())
            .collect();
        let title = entry.title();
        let strip = Frame::NONE
            .fill(colors.panel)
            .inner_margin(Margin::symmetric(18, 8));
        strip.show(ui, |ui| {
            ui.with_layout(column(rtl), |ui| {
                let first: String = title.chars().take(120).collect();
                label(ui, &first, Font::ui(16.0).bold(), colors.text);
                label(ui, &facts.join("  ·  "), Font::ui(12.5), colors.weak);
            });
        });
        let reading = Reading {
            open,
            schema: &project.project.schema,
            settings: &self.session.settings,
            direction: entry.meta.direction(),
            title,
            can_edit: self.session.can_edit(),
            arabic: rtl,
        };
        for command in self.view.show(ui, &reading) {
            self.session.send(command);
            ui.ctx().request_repaint();
        }
    }

    fn toasts(&mut self, ctx: &Context, rtl: bool) {
        let toasts: Vec<(u64, Severity, String)> = self
            .session
            .notices
            .toasts()
            .map(|notice| {
                let mut words = self.session.catalogue.message(&notice.message);
                for line in notice.details.lines().take(4) {
                    words.push_str(" — ");
                    words.push_str(line);
                }
                (notice.number, notice.severity, words)
            })
            .collect();
        if toasts.is_empty() {
            return;
        }
        let (side, offset) = if rtl {
            (egui::Align2::LEFT_BOTTOM, egui::vec2(16.0, -44.0))
        } else {
            (egui::Align2::RIGHT_BOTTOM, egui::vec2(-16.0, -44.0))
        };
        let close = self.t("close");
        egui::Area::new(egui::Id::unique("toasts"))
            .anchor(side, offset)
            .show(ctx, |ui| {
                ui.set_width(380.0);
                let colors = palette(ctx);
                for (number, severity, words) in toasts {
                    let color = match severity {
                        Severity::Success => colors.success,
                        Severity::Info => colors.accent,
                        Severity::Warning | Severity::Error => colors.error,
                    };
                    let frame = Frame::NONE
                        .fill(colors.panel)
                        .stroke(egui::Stroke::new(1.5, color))
                        .corner_radius(8)
                        .inner_margin(Margin::same(10));
                    frame.show(ui, |ui| {
                        ui.with_layout(column(rtl), |ui| {
                            label(ui, &words, Font::ui(13.0), colors.text);
                            if button(ui, &close, true).clicked() {
                                self.session.notices.dismiss(number);
                            }
                        });
                    });
                    ui.add_space(6.0);
                }
            });
    }

    fn shortcuts(&mut self, ctx: &Context, rtl: bool) {
        let mac = cfg!(target_os = "macos");
        let title = self.t("shortcuts-title");
        let modal = egui::Modal::new(egui::Id::unique("shortcuts")).show(ctx, |ui| {
            ui.set_width(460.0);
            ui.with_layout(column(rtl), |ui| {
                heading(ui, &title);
                ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
                    ui.with_layout(column(rtl), |ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        for binding in bindings() {
                            let words = self.t(binding.command.text_key());
                            let mut keys = binding.chord.legend(mac);
                            let plain = !binding.chord.ctrl && !binding.chord.alt;
                            if let Some(arabic) =
                                binding.chord.key.arabic_legend().filter(|_| plain)
                            {
                                keys = format!("{keys}  ({arabic})");
                            }
                            let content = Row {
                                words: &words,
                                end: &keys,
                                ..Row::default()
                            };
                            row(ui, &content, rtl);
                        }
                    });
                });
                if button(ui, &self.t("close"), true).clicked() {
                    self.session.send(Command::View(View::Shortcuts));
                }
            });
        });
        if modal.should_close() {
            self.session.shortcuts = false;
        }
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.session.close_project();
    }
}

/// A row of controls from the start side on.
fn line(rtl: bool) -> Layout {
    if rtl {
        Layout::right_to_left(egui::Align::Center)
    } else {
        Layout::left_to_right(egui::Align::Center)
    }
}

/// Controls below each other, at the start side.
fn column(rtl: bool) -> Layout {
    Layout::top_down(if rtl {
        egui::Align::Max
    } else {
        egui::Align::Min
    })
}

fn side(name: &str, rtl: bool, start: bool) -> Panel {
    let panel = if rtl == start {
        Panel::right(name.to_owned())
    } else {
        Panel::left(name.to_owned())
    };
    panel.default_size(250.0).size_range(160.0..=460.0)
}

fn bar(ui: &Ui) -> Frame {
    Frame::NONE
        .fill(palette(ui.ctx()).panel)
        .inner_margin(Margin::symmetric(8, 3))
}

/// A text that keeps its own order whatever stands around it (FSI, PDI); empty stays empty.
fn isolated(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("\u{2068}{text}\u{2069}")
    }
}

fn progress_key(progress: Progress) -> &'static str {
    match progress {
        Progress::New => "progress-new",
        Progress::Started => "progress-started",
        Progress::Done => "progress-done",
        Progress::Flagged => "progress-flagged",
    }
}

fn state_key(state: SpanState) -> &'static str {
    match state {
        SpanState::Suggested => "state-suggested",
        SpanState::Accepted => "state-accepted",
        SpanState::Edited => "state-edited",
        SpanState::Rejected => "state-rejected",
        SpanState::Manual => "state-manual",
    }
}
