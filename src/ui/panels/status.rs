//! The status bar: whether everything is on the disk, long work, messages.

use egui::{Panel, Sense, Ui, vec2};

use crate::session::Session;
use crate::session::command::{Command, View};
use crate::session::message::Message;
use crate::ui::flow::{bar, line};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::{button, short_label};

/// Shows the bar.
pub(in crate::ui) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    Panel::bottom("status").frame(bar(ui)).show(ui, |ui| {
        ui.with_layout(line(rtl), |ui| {
            ui.spacing_mut().item_spacing.x = 18.0;
            ui.set_min_height(26.0);
            project(ui, session);
            jobs(ui, session);
            if session.notices.unread > 0 {
                let count = session.notices.unread;
                let message = Message::new("status-messages").number("count", count);
                let words = session.catalogue.message(&message);
                if button(ui, &words, true).clicked() {
                    session.send(Command::View(View::Notices));
                }
            }
        });
    });
}

fn project(ui: &mut Ui, session: &Session) {
    let colors = palette(ui.ctx());
    let font = Font::ui(12.5);
    let t = |key| session.catalogue.t(key);
    let Some(project) = &session.project else {
        if session.is_opening() {
            short_label(ui, &t("hint-opening"), font, colors.weak);
        }
        return;
    };
    let (words, color) = match session.saved() {
        _ if project.read_only.is_some() => (t("status-read-only"), colors.error),
        Ok(true) => (t("status-saved"), colors.success),
        Ok(false) => (t("status-saving"), colors.weak),
        Err(reason) => {
            let message = Message::new("status-error").text("reason", reason);
            (session.catalogue.message(&message), colors.error)
        }
    };
    short_label(ui, &words, font, color);
    short_label(ui, &project.project.name, font, colors.text);
    let name = project.annotator_name(&project.annotator);
    short_label(ui, name, font, colors.weak);
    if let Some(open) = &project.open {
        let count = Message::new("status-spans").number("count", open.layer.spans().len());
        let words = session.catalogue.message(&count);
        short_label(ui, &words, font, colors.weak);
        let waiting = open.suggestions().len();
        if waiting > 0 {
            let count = Message::new("status-open").number("count", waiting);
            let words = session.catalogue.message(&count);
            short_label(ui, &words, font, colors.accent);
        }
    }
}

/// The long work that goes on, with a bar and a way to stop it.
fn jobs(ui: &mut Ui, session: &mut Session) {
    let colors = palette(ui.ctx());
    let jobs = session.long_jobs();
    if jobs.is_empty() {
        return;
    }
    for (key, done, total) in jobs {
        short_label(ui, &session.catalogue.t(key), Font::ui(12.5), colors.text);
        let (rect, _) = ui.allocate_exact_size(vec2(110.0, 6.0), Sense::hover());
        ui.painter().rect_filled(rect, 3.0, colors.line);
        if total > 0 {
            let part = (done as f32 / total as f32).clamp(0.0, 1.0);
            let mut filled = rect;
            filled.set_width(rect.width() * part);
            ui.painter().rect_filled(filled, 3.0, colors.accent);
        }
    }
    if button(ui, &session.catalogue.t("stop"), true).clicked() {
        session.send(Command::View(View::CancelJobs));
    }
}
