//! The files: title, encoding, doubles, problems, and how each is read.

use egui::{Frame, Margin, Ui};

use crate::session::Session;
use crate::session::command::{Command, File};
use crate::session::import::{Candidate, ENCODINGS, How, Parts, Preview};
use crate::session::incoming::Place;
use crate::session::message::Message;
use crate::ui::flow::{column, isolated, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{SIZE, choice, label, short_label, tick};

/// How many files are shown with their particulars; all that are chosen are taken in.
const MOST: usize = 200;

/// Shows the files. `mark` is what is being written as the line between articles.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    preview: &Preview,
    mark: &mut Option<(usize, String)>,
    rtl: bool,
) -> Vec<Command> {
    let colors = palette(ui.ctx());
    if preview.files.is_empty() {
        let words = session.catalogue.t("import-none");
        label(ui, &words, Font::ui(SIZE), colors.weak);
    }
    let mut commands = Vec::new();
    for (number, file) in preview.files.iter().take(MOST).enumerate() {
        let frame = Frame::NONE
            .stroke(egui::Stroke::new(1.0, colors.line))
            .corner_radius(6)
            .inner_margin(Margin::same(8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.with_layout(column(rtl), |ui| {
                ui.push_id(number, |ui| {
                    commands.extend(candidate(ui, session, number, file, rtl));
                    let how = ways(ui, session, number, file, mark, rtl);
                    let how = how.map(|how| File::ImportAs(number, Box::new(how)));
                    commands.extend(how.map(Command::File));
                });
            });
        });
        ui.add_space(4.0);
    }
    if preview.files.len() > MOST {
        let more = Message::new("import-more").number("count", preview.files.len() - MOST);
        let words = session.catalogue.message(&more);
        label(ui, &words, Font::ui(12.5), colors.weak);
    }
    commands
}

/// What a file is, and what speaks against it.
fn candidate(
    ui: &mut Ui,
    session: &Session,
    number: usize,
    file: &Candidate,
    rtl: bool,
) -> Vec<Command> {
    let colors = palette(ui.ctx());
    let mut commands = Vec::new();
    let name = match &file.place {
        Place::File(_) => file.place.name(),
        Place::Pasted(_) => session.catalogue.t("import-pasted"),
    };
    let size = Message::new("import-size").text("size", file.bytes.div_ceil(1000).to_string());
    let size = session.catalogue.message(&size);
    let below = format!("{} · {}", isolated(&name), isolated(&size));
    match &file.content {
        Err(reason) => {
            label(ui, &below, Font::ui(12.5), colors.text);
            let message = Message::new("import-problem").told("reason", reason.into());
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
            }
            if let Some(problem) = &content.problem {
                let message = Message::new("import-left-out").told("reason", problem.into());
                let words = session.catalogue.message(&message);
                label(ui, &words, Font::ui(12.5), colors.error);
            }
            if let Some([same, near]) = content.doubles.filter(|found| *found != [0, 0]) {
                let message = Message::new("import-doubles")
                    .number("same", same)
                    .number("near", near);
                let words = session.catalogue.message(&message);
                label(ui, &words, Font::ui(12.5), colors.error);
            }
            let beginning = content.beginning.replace('\n', " ");
            label(ui, &beginning, Font::ui(12.5), colors.weak);
        }
    }
    commands
}

/// How a file is read, where that can be chosen: its encoding, how many articles a text is, how
/// much of a web page is taken.
fn ways(
    ui: &mut Ui,
    session: &Session,
    number: usize,
    file: &Candidate,
    mark: &mut Option<(usize, String)>,
    rtl: bool,
) -> Option<How> {
    let t = |key: &str| session.catalogue.t(key);
    let weak = palette(ui.ctx()).weak;
    let mut how = file.how.clone();
    let now = file.content.as_ref();
    let asked = file.how.encoding.as_deref().unwrap_or_default();
    let now = now.map_or(asked, |content| content.encoding.as_str());
    let of_table = file.look.as_ref().and_then(|look| look.encoding);
    let now = of_table.unwrap_or(now);
    let is_pasted = matches!(file.place, Place::Pasted(_));
    let is_coded = !now.is_empty() || (file.content.is_err() && file.is_text());
    if is_coded && !is_pasted {
        wrapped(ui, rtl, |ui| {
            let options = ENCODINGS.map(|encoding| (encoding, encoding.to_owned()));
            short_label(ui, &t("import-encoding"), Font::ui(12.5), weak);
            if let Some(encoding) = choice(ui, &options, &now) {
                how.encoding = Some(encoding.to_owned());
            }
        });
    }
    if file.is_page() && tick(ui, &t("import-whole-page"), how.whole_page, rtl) {
        how.whole_page = !how.whole_page;
    }
    if file.is_text() {
        wrapped(ui, rtl, |ui| parts(ui, session, file, &mut how));
        if let Parts::Between(between) = &mut how.parts {
            let writing = mark.get_or_insert_with(|| (number, between.clone()));
            if writing.0 != number {
                *writing = (number, between.clone());
            }
            let name = t("import-mark");
            let field = EntryField::new(("mark", number), &mut writing.1, &name, rtl);
            if field.show(ui).submitted && !writing.1.trim().is_empty() {
                writing.1.trim().clone_into(between);
            }
        }
    }
    (how != file.how).then_some(how)
}

/// How many articles a text is.
fn parts(ui: &mut Ui, session: &Session, file: &Candidate, how: &mut How) {
    let weak = palette(ui.ctx()).weak;
    let t = |key: &str| session.catalogue.t(key);
    short_label(ui, &t("import-parts"), Font::ui(12.5), weak);
    let mark = file.mark.clone().unwrap_or_else(|| "---".to_owned());
    let between = Message::new("import-parts-between").text("mark", mark.as_str());
    let options = [
        (Parts::One, t("import-parts-one")),
        (Parts::Lines, t("import-parts-lines")),
        (Parts::Between(mark), session.catalogue.message(&between)),
    ];
    if let Some(parts) = choice(ui, &options, &how.parts) {
        how.parts = parts;
    }
}
