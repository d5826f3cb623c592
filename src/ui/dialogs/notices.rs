//! What was reported, the newest first, with its particulars.

use egui::{Frame, Margin, Ui};

use crate::session::Session;
use crate::session::notices::Severity;
use crate::ui::flow::{column, isolated, scroll};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::{button, label};

/// Shows the reports.
pub(super) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    let colors = palette(ui.ctx());
    session.notices.unread = 0;
    if session.notices.iter().len() == 0 {
        label(
            ui,
            &session.catalogue.t("notices-none"),
            Font::ui(13.0),
            colors.weak,
        );
        return;
    }
    let mut copied = None;
    scroll(440.0).show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| {
            for notice in session.notices.iter().rev() {
                let color = match notice.severity {
                    Severity::Success => colors.success,
                    Severity::Info => colors.accent,
                    Severity::Warning | Severity::Error => colors.error,
                };
                let frame = Frame::NONE
                    .stroke(egui::Stroke::new(1.0, color))
                    .corner_radius(6)
                    .inner_margin(Margin::same(8));
                frame.show(ui, |ui| {
                    let words = session.catalogue.message(&notice.message);
                    label(ui, &words, Font::ui(13.5), colors.text);
                    let details: Vec<String> = notice
                        .details
                        .iter()
                        .map(|detail| session.catalogue.detail(detail))
                        .collect();
                    for line in details.iter().take(50) {
                        label(ui, line, Font::ui(12.5), colors.weak);
                    }
                    let at = notice.at.strftime("%H:%M:%S").to_string();
                    label(ui, &isolated(&at), Font::ui(11.5), colors.weak);
                    if !notice.details.is_empty()
                        && button(ui, &session.catalogue.t("cmd-edit-copy"), true).clicked()
                    {
                        copied = Some(format!("{words}\n{}", details.join("\n")));
                    }
                });
                ui.add_space(4.0);
            }
        });
    });
    if let Some(text) = copied {
        ui.ctx().copy_text(text);
    }
}
