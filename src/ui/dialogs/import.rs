//! What would be taken in: title, encoding, doubles, problems.

use egui::{Frame, Margin, Ui};

use crate::session::Session;
use crate::session::command::{Command, File, View};
use crate::session::import::{Candidate, ENCODINGS, Preview};
use crate::session::message::Message;
use crate::ui::flow::{column, isolated, row_of, scroll, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::{SIZE, button, choice, label, main_button, tick};

/// How many files are shown with their particulars; all that are chosen are taken in.
const MOST: usize = 200;

/// Shows the files.
pub(super) fn show(ui: &mut Ui, session: &mut Session, preview: &Preview, rtl: bool) {
    let colors = palette(ui.ctx());
    let t = |key: &str| session.catalogue.t(key);
    if preview.files.is_empty() {
        label(ui, &t("import-none"), Font::ui(SIZE), colors.weak);
    }
    let mut commands = Vec::new();
    let height = (ui.ctx().content_rect().height() - 260.0).max(120.0);
    scroll(height).show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| {
            for (number, file) in preview.files.iter().take(MOST).enumerate() {
                let frame = Frame::NONE
                    .stroke(egui::Stroke::new(1.0, colors.line))
                    .corner_radius(6)
                    .inner_margin(Margin::same(8));
                frame.show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.with_layout(column(rtl), |ui| {
                        commands.extend(candidate(ui, session, number, file, rtl));
                    });
                });
                ui.add_space(4.0);
            }
        });
    });
    ui.add_space(10.0);
    row_of(ui, rtl, |ui| {
        let count = preview.chosen();
        let message = Message::new("import-chosen").number("count", count);
        let words = session.catalogue.message(&message);
        let main = main_button(ui, &words, count > 0);
        super::keep_focus(ui, main.id);
        if main.clicked() && count > 0 {
            commands.push(Command::File(File::ImportNow));
        }
        if button(ui, &t("cancel"), true).clicked() {
            commands.push(Command::View(View::CloseDialog));
        }
    });
    for command in commands {
        session.send(command);
    }
}

fn candidate(
    ui: &mut Ui,
    session: &Session,
    number: usize,
    file: &Candidate,
    rtl: bool,
) -> Vec<Command> {
    let colors = palette(ui.ctx());
    let t = |key: &str| session.catalogue.t(key);
    let mut commands = Vec::new();
    let name = file.name();
    let size = Message::new("import-size").text("size", file.bytes.div_ceil(1000).to_string());
    let size = session.catalogue.message(&size);
    let below = format!("{} · {}", isolated(&name), isolated(&size));
    match &file.content {
        Err(reason) => {
            label(ui, &below, Font::ui(12.5), colors.text);
            let message = Message::new("import-problem").text("reason", reason.as_str());
            let words = session.catalogue.message(&message);
            label(ui, &words, Font::ui(12.5), colors.error);
        }
        Ok(content) => {
            if tick(
                ui,
                &content.title.chars().take(70).collect::<String>(),
                file.chosen,
                rtl,
            ) {
                let command = File::ImportChoose(number, !file.chosen);
                commands.push(Command::File(command));
            }
            label(ui, &below, Font::ui(12.5), colors.weak);
            if let Some(title) = &content.double_of {
                let message = Message::new("import-double").text("title", title.as_str());
                let words = session.catalogue.message(&message);
                label(ui, &words, Font::ui(12.5), colors.error);
            }
            if let Some((title, share)) = &content.near {
                let message = Message::new("import-near")
                    .text("title", title.as_str())
                    .number("share", usize::from(*share));
                let words = session.catalogue.message(&message);
                label(ui, &words, Font::ui(12.5), colors.error);
            }
            if let Some([articles, spans, broken]) = content.lines {
                let message = Message::new("import-lines")
                    .number("articles", articles)
                    .number("spans", spans)
                    .number("broken", broken);
                let words = session.catalogue.message(&message);
                label(ui, &words, Font::ui(12.5), colors.text);
                return commands;
            }
            let beginning = content.beginning.replace('\n', " ");
            label(ui, &beginning, Font::ui(12.5), colors.weak);
        }
    }
    wrapped(ui, rtl, |ui| {
        let now = file.content.as_ref().map_or("", |content| content.encoding);
        let options = ENCODINGS.map(|encoding| (encoding, encoding.to_owned()));
        crate::ui::widgets::short_label(ui, &t("import-encoding"), Font::ui(12.5), colors.weak);
        if let Some(encoding) = choice(ui, &options, &now) {
            commands.push(Command::File(File::ImportAs(number, encoding)));
        }
    });
    commands
}
