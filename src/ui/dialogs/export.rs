//! What a data set is to be like, and what its format cannot hold, said before it is written.

use egui::Ui;

use crate::analysis::incidents::Vague;
use crate::session::Session;
use crate::session::command::{Command, File};
use crate::session::export::DataSet;
use crate::session::export::choices::Choice;
use crate::ui::flow::{column, scroll, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::{choice, heading, label, tick};

/// So much of the window is left for the path below.
const BELOW: f32 = 150.0;

/// Shows the choices and what would be lost.
pub(super) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    let mut chosen = None;
    let height = f32::min(ui.ctx().content_rect().height() - 130.0 - BELOW, 460.0);
    scroll(height).id_salt("export").show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| {
            let set = sets(ui, session, rtl);
            losses(ui, session);
            chosen = set.or(choices(ui, session, rtl));
        });
    });
    if let Some(choice) = chosen {
        session.send(Command::File(File::ExportWith(choice)));
    }
}

fn sets(ui: &mut Ui, session: &Session, rtl: bool) -> Option<Choice> {
    let t = |key: &str| session.catalogue.t(key);
    heading(ui, &t("export-format"));
    let sets = DataSet::all().map(|set| {
        let words = t(&format!("format-{}", set.name()));
        (Choice::Set(set.name()), words)
    });
    let sets: Vec<(Choice, String)> = sets.collect();
    wrapped(ui, rtl, |ui| {
        choice(ui, &sets, &Choice::Set(session.settings.export.set))
    })
}

fn choices(ui: &mut Ui, session: &Session, rtl: bool) -> Option<Choice> {
    let t = |key: &str| session.catalogue.t(key);
    let mut chosen = None;
    for group in session.settings.export.groups() {
        heading(ui, &t(group.title));
        let options = group.options.iter();
        let options: Vec<(Choice, String)> = options.map(|(c, key)| (*c, t(key))).collect();
        wrapped(ui, rtl, |ui| {
            chosen = chosen.or(choice(ui, &options, &group.chosen));
        });
    }
    if session.settings.export.has_vague() {
        ui.add_space(6.0);
        let on = session.settings.export.vague == Vague::Acled;
        if tick(ui, &t("cmd-file-export-vague"), on, rtl) {
            let vague = if on { Vague::AsStated } else { Vague::Acled };
            chosen = Some(Choice::Vague(vague));
        }
        let weak = palette(ui.ctx()).weak;
        label(ui, &t("export-vague-help"), Font::ui(12.5), weak);
    }
    chosen
}

fn losses(ui: &mut Ui, session: &Session) {
    let colors = palette(ui.ctx());
    let small = Font::ui(12.5);
    heading(ui, &session.catalogue.t("export-losses"));
    match &session.foretold {
        None => {
            label(
                ui,
                &session.catalogue.t("export-counting"),
                small,
                colors.weak,
            );
        }
        Some(Err(why)) => {
            label(ui, why, small, colors.error);
        }
        Some(Ok(foretold)) => {
            let size = session.catalogue.message(&foretold.size);
            label(ui, &size, small, colors.text);
            if foretold.details.is_empty() {
                let nothing = session.catalogue.t("export-nothing-lost");
                label(ui, &nothing, small, colors.weak);
            }
            for detail in foretold.details.iter().take(50) {
                label(ui, &session.catalogue.detail(detail), small, colors.text);
            }
        }
    }
}
