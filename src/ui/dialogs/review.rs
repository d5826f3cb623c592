//! How suggestions are reviewed: which are shown, in what order, how sure they have to be.

use egui::{Ui, vec2};

use crate::session::Session;
use crate::session::command::{Command, Review, View};
use crate::session::message::Message;
use crate::ui::flow::{column, line, row_of, scroll, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::panels::label_name;
use crate::ui::theme::{label_color, palette};
use crate::ui::widgets::slider::slider;
use crate::ui::widgets::{
    SIZE, button, cell, choice, heading, label, main_button, short_label, spot, tick,
};

/// How many of a hundred articles can be kept blind.
const SAMPLES: [u8; 5] = [0, 5, 10, 20, 50];

/// Shows the choices. They hold at once.
pub(super) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    let t = |key: &str| session.catalogue.t(key);
    let mut commands = Vec::new();
    let height = (ui.ctx().content_rect().height() - 190.0).max(120.0);
    scroll(height).show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| commands.extend(choices(ui, session, rtl)));
    });
    ui.add_space(10.0);
    row_of(ui, rtl, |ui| {
        let close = main_button(ui, &t("close"), true);
        super::keep_focus(ui, close.id);
        if close.clicked() {
            commands.push(Command::View(View::CloseDialog));
        }
        let changed = !session.settings.thresholds.is_empty();
        let reset = Command::Review(Review::ResetThresholds);
        if button(ui, &t(reset.text_key()), changed).clicked() {
            commands.push(reset);
        }
    });
    for command in commands {
        session.send(command);
    }
}

fn choices(ui: &mut Ui, session: &Session, rtl: bool) -> Vec<Command> {
    let t = |key: &str| session.catalogue.t(key);
    let settings = &session.settings;
    let mut commands = Vec::new();
    let ticks = [
        (Command::View(View::ToggleSuggestions), settings.suggestions),
        (Command::Review(Review::ToggleDoubtful), settings.doubtful),
        (
            Command::Review(Review::ToggleDoubtfulFirst),
            settings.doubtful_first,
        ),
        (Command::View(View::ToggleRejected), settings.rejected),
    ];
    for (command, on) in ticks {
        if tick(ui, &t(command.text_key()), on, rtl) {
            commands.push(command);
        }
        ui.add_space(2.0);
    }
    heading(ui, &t("review-thresholds"));
    let weak = palette(ui.ctx()).weak;
    label(ui, &t("review-thresholds-help"), Font::ui(12.5), weak);
    ui.add_space(4.0);
    commands.extend(thresholds(ui, session, rtl));
    heading(ui, &t("review-blind"));
    label(ui, &t("review-blind-help"), Font::ui(12.5), weak);
    ui.add_space(4.0);
    wrapped(ui, rtl, |ui| {
        let options = SAMPLES.map(|percent| {
            let words = match percent {
                0 => t("review-blind-none"),
                percent => format!("{percent} %"),
            };
            (percent, words)
        });
        let chosen = choice(ui, &options, &session.settings.blind);
        commands.extend(chosen.map(|percent| Command::Review(Review::SetBlind(percent))));
    });
    if let Some(sample) = &session.sample {
        for (key, of) in [
            ("review-blind-found", sample.blind),
            ("review-helped-found", sample.helped),
        ] {
            let Some(mean) = of.mean() else { continue };
            let message = Message::new(key)
                .number("articles", of.articles)
                .text("mean", format!("{mean:.1}"));
            let words = session.catalogue.message(&message);
            label(ui, &words, Font::ui(12.5), palette(ui.ctx()).text);
        }
    }
    commands
}

/// A slider a label, with how many of its suggestions are left.
fn thresholds(ui: &mut Ui, session: &Session, rtl: bool) -> Vec<Command> {
    let mut commands = Vec::new();
    let Some(project) = &session.project else {
        return commands;
    };
    let colors = palette(ui.ctx());
    let undecided: Vec<_> = session.open().iter().flat_map(|o| o.undecided()).collect();
    let shows = session.shows();
    for item in project.project.schema.labels.iter().filter(|l| l.enabled) {
        let name = label_name(item, rtl);
        let least = shows.least(&item.id);
        let of_label = undecided.iter().filter(|p| p.span.label == item.id);
        let all = of_label.clone().count();
        let shown = of_label.filter(|p| p.confidence() >= least).count();
        let size = vec2(ui.available_width(), 28.0);
        ui.allocate_ui_with_layout(size, line(rtl), |ui| {
            spot(ui, label_color(ui.ctx(), &item.color));
            let room = ui.available_width();
            cell(ui, name, 130.0, Font::ui(SIZE), colors.text, rtl);
            let width = (room - 330.0).clamp(90.0, 240.0);
            if let Some(least) = slider(ui, name, least, width, rtl) {
                let command = Review::SetThreshold(item.id.clone(), least);
                commands.push(Command::Review(command));
            }
            let percent = format!("{} %", (least * 100.0).round());
            cell(ui, &percent, 44.0, Font::ui(13.0), colors.text, rtl);
            let count = Message::new("review-shown")
                .number("shown", shown)
                .number("all", all);
            let words = session.catalogue.message(&count);
            short_label(ui, &words, Font::ui(12.5), colors.weak);
        });
    }
    commands
}
