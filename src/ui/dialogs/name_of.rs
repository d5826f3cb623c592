//! Of which faction or place the words at hand are another name.

use egui::Ui;

use crate::model::registry::EntryKind;
use crate::session::Session;
use crate::session::command::{Command, RegistryCommand};
use crate::session::message::Message;
use crate::session::registry::label_of;
use crate::ui::entries;
use crate::ui::flow::{column, scroll};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{Row, label, walked};

const FIELD: &str = "name of";

/// How many entries are offered.
const OFFERED: usize = 12;

/// Shows the words, the field, and what is called as is typed there.
pub(super) fn show(
    ui: &mut Ui,
    session: &mut Session,
    text: &mut String,
    chosen: &mut usize,
    rtl: bool,
) {
    super::keep_focus(ui, EntryField::focus_id(FIELD));
    let colors = palette(ui.ctx());
    let words = session.words_at_hand().unwrap_or_default();
    let message = Message::new("name-of-words").text("words", words);
    label(
        ui,
        &session.catalogue.message(&message),
        Font::ui(15.0),
        colors.text,
    );
    ui.add_space(4.0);
    let (up, down) = walked(ui);
    let hint = session.catalogue.t("attribute-search");
    let entered = EntryField::new(FIELD, text, &hint, rtl)
        .hint(&hint)
        .over_list()
        .show(ui);
    if entered.changed {
        *chosen = 0;
    }
    let found = found(session, text);
    if down {
        *chosen = (*chosen + 1).min(found.len().saturating_sub(1));
    }
    if up {
        *chosen = chosen.saturating_sub(1);
    }
    let mut picked = found.get(*chosen).filter(|_| entered.submitted).cloned();
    ui.add_space(6.0);
    if found.is_empty() && !text.trim().is_empty() {
        let none = session.catalogue.t("attribute-no-match");
        label(ui, &none, Font::ui(12.5), colors.weak);
    }
    scroll(380.0).show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (number, id) in found.iter().enumerate() {
                let Some((name, about)) = described(session, id) else {
                    continue;
                };
                let content = Row {
                    words: &name,
                    below: &about,
                    selected: number == *chosen,
                    ..Row::default()
                };
                let response = entries::row(ui, &content, rtl);
                if number == *chosen && (up || down) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    picked = Some(id.clone());
                }
            }
        });
    });
    if let Some(id) = picked {
        session.send(Command::Registry(RegistryCommand::NameOf(id)));
    }
}

/// The ids of what fits; of what fits alike first that of the kind that the selected span is of.
fn found(session: &Session, typed: &str) -> Vec<String> {
    let Some(project) = &session.project else {
        return Vec::new();
    };
    let open = session.open();
    let span = open.and_then(|open| open.shown(open.span?));
    let is_place = span.is_some_and(|span| span.label.as_str() == label_of(EntryKind::Place));
    let first = if is_place {
        EntryKind::Place
    } else {
        EntryKind::Faction
    };
    let found = project.known.search_both(first, typed, OFFERED);
    found.into_iter().map(str::to_owned).collect()
}

fn described(session: &Session, id: &str) -> Option<(String, String)> {
    let project = session.project.as_ref()?;
    let entry = project.known.lexicon.entry(id)?;
    Some(entries::words(session, entry))
}
