//! What was just reported, over a corner of the window. The list of messages keeps it.

use egui::{Context, Frame, Margin, vec2};

use crate::session::Session;
use crate::session::notices::Severity;
use crate::ui::flow::{beside, column};
use crate::ui::icon::Icon;
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::{icon_button, label};

/// For how many seconds a report stays that asks for nothing.
const SHORT: f64 = 5.0;
/// How many are shown at once.
const MOST: usize = 4;

/// Shows the toasts.
pub(in crate::ui) fn show(ctx: &Context, session: &mut Session, rtl: bool) {
    let now = ctx.input(|input| input.time);
    let mut toasts: Vec<(u64, Severity, String)> = session
        .notices
        .toasts()
        .map(|notice| {
            let mut words = session.catalogue.message(&notice.message);
            for detail in notice.details.iter().take(3) {
                words.push('\n');
                words.push_str(&session.catalogue.detail(detail));
            }
            (notice.number, notice.severity, words)
        })
        .collect();
    // The newest are seen; the others are in the list.
    let hidden = toasts.len().saturating_sub(MOST);
    toasts.drain(..hidden);
    if toasts.is_empty() {
        return;
    }
    let (side, offset) = if rtl {
        (egui::Align2::LEFT_BOTTOM, egui::vec2(16.0, -48.0))
    } else {
        (egui::Align2::RIGHT_BOTTOM, egui::vec2(-16.0, -48.0))
    };
    let close = session.catalogue.t("close");
    let area = egui::Area::new(egui::Id::unique("toasts")).anchor(side, offset);
    area.show(ctx, |ui| {
        ui.set_width(380.0);
        let colors = palette(ctx);
        for (number, severity, words) in toasts {
            let color = match severity {
                Severity::Success => colors.success,
                Severity::Info => colors.accent,
                Severity::Warning | Severity::Error => colors.error,
            };
            let frame = Frame::NONE
                .fill(colors.panel)
                .stroke(egui::Stroke::new(1.5, color))
                .corner_radius(8)
                .inner_margin(Margin::same(10));
            let mut closed = false;
            frame.show(ui, |ui| {
                // The words, and the button that closes it beside the first of them.
                let room = vec2(ui.available_width(), 28.0);
                ui.allocate_ui_with_layout(room, beside(rtl), |ui| {
                    let width = ui.available_width() - 38.0;
                    ui.allocate_ui_with_layout(vec2(width, 28.0), column(rtl), |ui| {
                        ui.add_space(4.0);
                        for line in words.lines() {
                            label(ui, line, Font::ui(13.0), colors.text);
                        }
                    });
                    closed = icon_button(ui, Icon::X, &close, false, rtl).clicked();
                });
            });
            ui.add_space(6.0);
            let id = egui::Id::unique(("toast", number));
            let since = ctx.data_mut(|data| *data.get_temp_mut_or(id, now));
            let passes = severity <= Severity::Info;
            if closed || (passes && now - since > SHORT) {
                session.notices.dismiss(number);
                if passes {
                    session.notices.unread = session.notices.unread.saturating_sub(1);
                }
            } else if passes {
                let left = (SHORT - (now - since)).max(0.05);
                ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
            }
        }
    });
}
