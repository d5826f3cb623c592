//! All commands, found by name in either language.

use egui::Ui;

use crate::session::Session;
use crate::session::command::{Command, SpanCommand, View};
use crate::text::fold::fold;
use crate::ui::flow::{column, scroll};
use crate::ui::keys::legend_of;
use crate::ui::paint::text::Font;
use crate::ui::panels::{label_name, menu};
use crate::ui::theme;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{Row, label, row, walked};

const FIELD: &str = "palette";

/// Shows the field and the commands whose names hold all its words.
pub(super) fn show(
    ui: &mut Ui,
    session: &mut Session,
    text: &mut String,
    chosen: &mut usize,
    rtl: bool,
) {
    super::keep_focus(ui, EntryField::focus_id(FIELD));
    let hint = session.catalogue.t("hint-palette");
    let (up, down) = walked(ui);
    let entered = EntryField::new(FIELD, text, &hint, rtl)
        .hint(&hint)
        .over_list()
        .show(ui);
    if entered.changed {
        *chosen = 0;
    }
    let found = matching(session, text, rtl);
    if down {
        *chosen = (*chosen + 1).min(found.len().saturating_sub(1));
    }
    if up {
        *chosen = chosen.saturating_sub(1);
    }
    let mut wanted = entered
        .submitted
        .then(|| found.get(*chosen).cloned())
        .flatten();
    ui.add_space(6.0);
    if found.is_empty() {
        let none = session.catalogue.t("attribute-no-match");
        label(ui, &none, Font::ui(12.5), theme::palette(ui.ctx()).weak);
    }
    scroll(380.0).show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (number, (command, words)) in found.iter().enumerate() {
                let keys = legend_of(command);
                let content = Row {
                    words,
                    end: &keys,
                    selected: number == *chosen,
                    enabled: session.is_enabled(command),
                    ..Row::default()
                };
                let response = row(ui, &content, rtl);
                if number == *chosen && (up || down) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    wanted = Some((command.clone(), words.clone()));
                }
            }
        });
    });
    if let Some((command, _)) = wanted
        && session.is_enabled(&command)
    {
        session.send(Command::View(View::CloseDialog));
        session.send(command);
    }
}

/// The commands whose names hold all the words, those that begin with them first.
fn matching(session: &Session, text: &str, rtl: bool) -> Vec<(Command, String)> {
    let not_itself = |command: &Command| !matches!(command, Command::View(View::Palette));
    let mut all = menu::sections(session, not_itself).concat();
    let labels = session
        .project
        .iter()
        .flat_map(|p| &p.project.schema.labels);
    all.extend(labels.filter(|label| label.enabled).map(|label| {
        let command = Command::Span(SpanCommand::Tag(label.id.clone()));
        let verb = session.catalogue.t("cmd-span-tag");
        (command, format!("{verb}: {}", label_name(label, rtl)))
    }));
    let query = fold(text);
    let words: Vec<&str> = query.as_str().split_whitespace().collect();
    let Some(first) = words.first() else {
        return all;
    };
    let mut found: Vec<(bool, (Command, String))> = all
        .into_iter()
        .filter_map(|entry| {
            let name = fold(&entry.1);
            let name = name.as_str();
            let fits = words.iter().all(|word| name.contains(word));
            fits.then(|| (!name.starts_with(first), entry))
        })
        .collect();
    found.sort_by_key(|(later, _)| *later);
    found.into_iter().map(|(_, entry)| entry).collect()
}
