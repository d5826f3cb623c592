//! The first start: who annotates, and what to do here.

use egui::Ui;

use crate::session::Session;
use crate::session::command::{Command, File, View};
use crate::session::settings::Language;
use crate::ui::flow::{row_of, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{SIZE, choice, label, main_button};

/// Shows the question and three lines on what to do.
pub(super) fn show(ui: &mut Ui, session: &mut Session, name: &mut String, fresh: bool, rtl: bool) {
    let colors = palette(ui.ctx());
    let t = |key: &str| session.catalogue.t(key);
    const FIELD: &str = "welcome name";
    if fresh {
        session.likely_name().clone_into(name);
    }
    super::keep_focus(ui, EntryField::focus_id(FIELD));
    let languages = [
        (Language::English, "English".to_owned()),
        (Language::Arabic, "العربية".to_owned()),
    ];
    let shown = if rtl {
        Language::Arabic
    } else {
        Language::English
    };
    let language = wrapped(ui, rtl, |ui| choice(ui, &languages, &shown));
    ui.add_space(8.0);
    for (number, key) in ["welcome-1", "welcome-2", "welcome-3"]
        .into_iter()
        .enumerate()
    {
        let words = format!("{}. {}", number + 1, t(key));
        label(ui, &words, Font::ui(SIZE), colors.text);
        ui.add_space(4.0);
    }
    ui.add_space(8.0);
    let question = t("welcome-name");
    label(ui, &question, Font::ui(SIZE).bold(), colors.text);
    let entered = EntryField::new(FIELD, name, &question, rtl).show(ui);
    ui.add_space(10.0);
    let named = !name.trim().is_empty();
    let start = row_of(ui, rtl, |ui| {
        main_button(ui, &t("welcome-start"), named).clicked()
    });
    if (start || entered.submitted) && named {
        session.send(Command::File(File::SetAnnotator(name.trim().to_owned())));
    }
    if let Some(language) = language {
        session.send(Command::View(View::SetLanguage(language)));
    }
}
