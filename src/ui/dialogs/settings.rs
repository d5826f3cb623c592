//! The settings.

use egui::Ui;

use crate::session::Session;
use crate::session::command::{Command, File, View};
use crate::session::settings::{Language, ReadingFace, Theme};
use crate::ui::flow::{column, row_of, scroll, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{button, choice, heading, label, main_button, tick};

/// Shows the settings. They hold at once.
pub(super) fn show(ui: &mut Ui, session: &mut Session, name: &mut String, fresh: bool, rtl: bool) {
    if fresh {
        session.settings.annotator.clone_into(name);
    }
    let mut commands = Vec::new();
    let height = (ui.ctx().content_rect().height() - 190.0).max(120.0);
    scroll(height).show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| {
            commands = choices(ui, session, name, rtl);
        });
    });
    ui.add_space(10.0);
    row_of(ui, rtl, |ui| {
        if button(ui, &session.catalogue.t("close"), true).clicked() {
            commands.push(Command::View(View::CloseDialog));
        }
    });
    for command in commands {
        session.send(command);
    }
}

fn choices(ui: &mut Ui, session: &Session, name: &mut String, rtl: bool) -> Vec<Command> {
    let t = |key: &str| session.catalogue.t(key);
    let settings = &session.settings;
    let mut commands = Vec::new();
    heading(ui, &t("settings-annotator"));
    let title = t("settings-annotator");
    let entered = EntryField::new("settings name", name, &title, rtl).show(ui);
    let weak = palette(ui.ctx()).weak;
    label(ui, &t("settings-annotator-help"), Font::ui(12.5), weak);
    let renamed = name.trim() != settings.annotator && !name.trim().is_empty();
    if renamed {
        row_of(ui, rtl, |ui| {
            if main_button(ui, &t("cmd-file-set-annotator"), true).clicked() || entered.submitted {
                commands.push(Command::File(File::SetAnnotator(name.clone())));
            }
        });
    }
    heading(ui, &t("settings-language"));
    let languages = [
        (Language::System, t("system-language")),
        (Language::English, "English".to_owned()),
        (Language::Arabic, "العربية".to_owned()),
    ];
    let themes = [
        (Theme::System, t("theme-system")),
        (Theme::Light, t("theme-light")),
        (Theme::Dark, t("theme-dark")),
    ];
    let faces = [
        (ReadingFace::Naskh, t("face-naskh")),
        (ReadingFace::Sans, t("face-sans")),
    ];
    let view = |command| Command::View(command);
    wrapped(ui, rtl, |ui| {
        let chosen = choice(ui, &languages, &settings.language);
        commands.extend(chosen.map(|l| view(View::SetLanguage(l))));
    });
    heading(ui, &t("settings-theme"));
    wrapped(ui, rtl, |ui| {
        let chosen = choice(ui, &themes, &settings.theme);
        commands.extend(chosen.map(|theme| view(View::SetTheme(theme))));
    });
    heading(ui, &t("settings-face"));
    wrapped(ui, rtl, |ui| {
        let chosen = choice(ui, &faces, &settings.face);
        commands.extend(chosen.map(|face| view(View::SetFace(face))));
    });
    heading(ui, &t("settings-size"));
    wrapped(ui, rtl, |ui| {
        let sizes = [15.0_f32, 18.0, 21.0, 24.0, 28.0, 34.0];
        let options = sizes.map(|size| (size, size.to_string()));
        let chosen = choice(ui, &options, &settings.article_size);
        commands.extend(chosen.map(|size| view(View::SetArticleSize(size))));
    });
    heading(ui, &t("settings-measure"));
    wrapped(ui, rtl, |ui| {
        let options = [30.0_f32, 40.0, 55.0, 80.0].map(|measure| (measure, measure.to_string()));
        let chosen = choice(ui, &options, &settings.measure);
        commands.extend(chosen.map(|measure| view(View::SetMeasure(measure))));
    });
    heading(ui, &t("settings-zoom"));
    row_of(ui, rtl, |ui| {
        let percent = session.catalogue.percent(settings.zoom.into());
        for (words, command) in [
            ("−", View::ZoomOut),
            (percent.as_str(), View::ZoomReset),
            ("+", View::ZoomIn),
        ] {
            if button(ui, words, true).clicked() {
                commands.push(view(command));
            }
        }
    });
    ui.add_space(8.0);
    if tick(ui, &t("settings-label-names"), settings.label_names, rtl) {
        commands.push(view(View::ToggleLabelNames));
    }
    commands
}
