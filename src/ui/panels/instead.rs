//! What could be said of the selected span instead, each with its key.

use egui::{Ui, vec2};

use crate::session::Session;
use crate::session::command::{Command, SpanCommand};
use crate::ui::flow::{listed, wrapped};
use crate::ui::keys::legend_of;
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::{Row, chip, label, tip};

use super::attributes::words;

/// Shows them, if there are any. Returns what the one that was clicked does.
pub(super) fn show(ui: &mut Ui, session: &Session, rtl: bool) -> Option<Command> {
    let all = session.instead();
    let first = all.first()?;
    let several = all.iter().any(|other| other.name != first.name);
    let t = |key: &str| session.catalogue.t(key);
    ui.add_space(4.0);
    let hint = t("instead-hint");
    label(ui, &hint, Font::ui(12.5), palette(ui.ctx()).weak);
    let mut clicked = None;
    wrapped(ui, rtl, |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (number, other) in all.iter().enumerate() {
            let in_language = if rtl { "canonical_ar" } else { "canonical_en" };
            let called = other.changes.iter().find(|(name, _)| name == in_language);
            let called = called.and_then(|(_, value)| value.as_ref()?.as_text());
            let value = match (called, &other.value) {
                (Some(name), _) => name.to_owned(),
                (None, Some(value)) => words(session, &other.name, value),
                (None, None) => t("instead-nobody"),
            };
            let value = match several {
                true => listed(
                    &[session.catalogue.attribute(&other.name), value],
                    ": ",
                    rtl,
                ),
                false => value,
            };
            let command = Command::Span(match number {
                0 => SpanCommand::InsteadFirst,
                number => SpanCommand::Instead(number),
            });
            let content = Row {
                words: &value,
                end: &(number + 1).to_string(),
                ..Row::default()
            };
            if tip(chip(ui, &content, rtl), &legend_of(&command), rtl).clicked() {
                clicked = Some(command);
            }
        }
    });
    ui.add_space(4.0);
    clicked
}
