//! How tables are read: their first rows, and what each column holds.

use egui::{ScrollArea, Ui, vec2};

use crate::model::columns::ColumnUse;
use crate::session::Session;
use crate::session::command::{Command, File};
use crate::session::import::{Candidate, How, Look, Preview};
use crate::session::message::Message;
use crate::ui::flow::{beside, column, isolated, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::dropdown::{Offer, dropdown};
use crate::ui::widgets::{SIZE, cell, choice, label, short_label, tick};

/// How wide a column is, in points.
const WIDTH: f32 = 150.0;

/// How many tables are shown.
const MOST: usize = 20;

/// What can stand between cells.
const SEPARATORS: [(char, &str); 4] = [
    (',', "separator-comma"),
    (';', "separator-semicolon"),
    ('\t', "separator-tab"),
    ('|', "separator-bar"),
];

/// The tables, one of each kind, with their numbers and how many there are of the kind.
pub(super) fn tables(preview: &Preview) -> Vec<(usize, &Candidate, usize)> {
    let mut found: Vec<(usize, &Candidate, usize)> = Vec::new();
    for (number, file) in preview.files.iter().enumerate() {
        let Some(look) = &file.look else { continue };
        let same = found.iter().position(|(_, other, _)| {
            let other = other.look.as_ref();
            other.is_some_and(|other| other.columns == look.columns)
        });
        if let Some((_, _, count)) = same.and_then(|at| found.get_mut(at)) {
            *count += 1;
        } else if found.len() < MOST {
            found.push((number, file, 1));
        }
    }
    found
}

/// Shows the tables.
pub(super) fn show(ui: &mut Ui, session: &Session, preview: &Preview, rtl: bool) -> Vec<Command> {
    let mut commands = Vec::new();
    let colors = palette(ui.ctx());
    for (number, file, count) in tables(preview) {
        let Some(look) = &file.look else { continue };
        ui.push_id(number, |ui| {
            let message = Message::new("import-table")
                .text("name", file.place.name())
                .number("more", count - 1);
            let words = session.catalogue.message(&message);
            label(ui, &words, Font::ui(SIZE).bold(), colors.text);
            if let Err(reason) = &file.content {
                let message = Message::new("import-problem").told("reason", reason.into());
                let words = session.catalogue.message(&message);
                label(ui, &words, Font::ui(12.5), colors.error);
            }
            let shape = shape(ui, session, file, look, rtl);
            let columns = columns(ui, session, file, look, rtl);
            for how in shape.into_iter().chain(columns) {
                let command = File::ImportAs(number, Box::new(how));
                commands.push(Command::File(command));
            }
            ui.add_space(12.0);
        });
    }
    commands
}

/// Whether the first line names the columns, what stands between cells, which sheet it is.
fn shape(ui: &mut Ui, session: &Session, file: &Candidate, look: &Look, rtl: bool) -> Vec<How> {
    let t = |key: &str| session.catalogue.t(key);
    let weak = palette(ui.ctx()).weak;
    let mut changed = Vec::new();
    // Other columns are there then: what was said of these ones is void.
    let anew = || {
        let mut how = file.how.clone();
        how.table.columns.clear();
        how
    };
    wrapped(ui, rtl, |ui| {
        if let Some(header) = look.header
            && tick(ui, &t("import-header"), header, rtl)
        {
            let mut how = anew();
            how.table.header = Some(!header);
            changed.push(how);
        }
        if let Some(separator) = look.separator {
            short_label(ui, &t("import-separator"), Font::ui(12.5), weak);
            let options = SEPARATORS.map(|(mark, key)| (mark, t(key)));
            if let Some(mark) = choice(ui, &options, &separator) {
                let mut how = anew();
                how.table.separator = Some(mark);
                changed.push(how);
            }
        }
        if look.sheets.len() > 1 {
            short_label(ui, &t("import-sheet"), Font::ui(12.5), weak);
            let sheets = look.sheets.iter().map(|name| Offer {
                value: Some(name.clone()),
                words: name.clone(),
                spot: None,
            });
            let sheets: Vec<Offer<Option<String>>> = sheets.collect();
            let picked = dropdown(ui, &t("import-sheet"), &sheets, &look.sheet, 180.0, rtl);
            if let Some(sheet) = picked {
                let mut how = anew();
                how.table.sheet = sheet;
                changed.push(how);
            }
        }
    });
    changed
}

/// The first rows, with what each column holds above it.
fn columns(
    ui: &mut Ui,
    session: &Session,
    file: &Candidate,
    look: &Look,
    rtl: bool,
) -> Option<How> {
    let colors = palette(ui.ctx());
    let mut changed = None;
    let offers: Vec<Offer<ColumnUse>> = ColumnUse::ALL
        .into_iter()
        .map(|held| Offer {
            value: held,
            words: session.catalogue.t(&format!("column-{}", held.name())),
            spot: None,
        })
        .collect();
    let strip = |ui: &mut Ui| {
        for (at, (name, held)) in look.columns.iter().enumerate() {
            ui.push_id(at, |ui| {
                ui.allocate_ui_with_layout(vec2(WIDTH, 0.0), column(rtl), |ui| {
                    ui.set_width(WIDTH);
                    let said = Message::new("import-column").text("name", name.as_str());
                    let said = session.catalogue.message(&said);
                    let picked = dropdown(ui, &said, &offers, held, WIDTH, rtl);
                    if let Some(held) = picked {
                        let mut how = file.how.clone();
                        how.table.put(&look.columns, name, held);
                        changed = Some(how);
                    }
                    let bold = Font::ui(13.0).bold();
                    let color = if *held == ColumnUse::Nothing {
                        colors.weak
                    } else {
                        colors.text
                    };
                    cell(ui, &isolated(name), WIDTH, bold, color, rtl);
                    for row in &look.rows {
                        let words = row.get(at).map_or("", String::as_str);
                        cell(ui, words, WIDTH, Font::ui(12.5), color, rtl);
                    }
                });
            });
        }
    };
    // In a mirrored window the first column stands at the right.
    ScrollArea::horizontal()
        .auto_shrink([false, true])
        .show(ui, |ui| ui.with_layout(beside(rtl), strip));
    changed
}
