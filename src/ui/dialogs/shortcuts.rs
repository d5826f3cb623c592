//! The keys, by area, with both legends.

use egui::Ui;

use crate::session::Session;
use crate::session::command::{Command, SpanCommand};
use crate::session::keymap::bindings;
use crate::ui::flow::{column, scroll};
use crate::ui::keys::legend;
use crate::ui::panels::label_name;
use crate::ui::widgets::{Row, heading, row};

/// Shows the keys.
pub(super) fn show(ui: &mut Ui, session: &Session, rtl: bool) {
    let t = |key: &str| session.catalogue.t(key);
    let list = |ui: &mut Ui, words: &str, keys: &str| {
        let content = Row {
            words,
            end: keys,
            ..Row::default()
        };
        row(ui, &content, rtl);
    };
    scroll(460.0).show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut area = "";
            for binding in bindings() {
                let next = area_key(&binding.command);
                if next != area {
                    heading(ui, &t(next));
                    area = next;
                }
                let mut keys = legend(binding.chord);
                // What could be said instead has nine numbers and one line for the last eight.
                match binding.command {
                    Command::Span(SpanCommand::Instead(1)) => keys.push_str(" … 9"),
                    Command::Span(SpanCommand::Instead(_)) => continue,
                    _ => {}
                }
                let plain = !binding.chord.ctrl && !binding.chord.alt;
                if let Some(arabic) = binding.chord.key.arabic_legend().filter(|_| plain) {
                    keys = format!("{keys}  ({arabic})");
                }
                list(ui, &t(binding.command.text_key()), &keys);
            }
            heading(ui, &t("panel-labels"));
            let labels = session
                .project
                .iter()
                .flat_map(|p| &p.project.schema.labels);
            for label in labels.filter(|label| label.enabled) {
                if let Some(key) = label.key {
                    list(ui, label_name(label, rtl), &key.to_string());
                }
            }
        });
    });
}

fn area_key(command: &Command) -> &'static str {
    match command {
        Command::File(_) => "menu-file",
        Command::Edit(_) => "menu-edit",
        Command::View(_) => "menu-view",
        Command::Table(_) => "menu-table",
        Command::Article(_) => "menu-article",
        Command::Select(_) => "menu-select",
        Command::Span(_) => "menu-span",
        Command::Relation(_) | Command::Walk(_) => "menu-relation",
        Command::Incident(_) => "menu-incident",
        Command::Review(_) => "menu-review",
        Command::Registry(_) | Command::Schema(_) => "menu-project",
    }
}
