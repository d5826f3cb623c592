//! What the user's layers hold, as two small tables.

use egui::Ui;

use crate::analysis::statistics::Statistics;
use crate::model::annotations::Progress;
use crate::model::span::SpanState;
use crate::session::Session;
use crate::ui::flow::{column, scroll};
use crate::ui::paint::text::Font;
use crate::ui::panels::{label_name, progress_key, state_key};
use crate::ui::theme::{self, palette};
use crate::ui::widgets::table::{Cells, cells};
use crate::ui::widgets::{Row, heading, label, row};

/// The states that are counted: a layer holds no open suggestions.
const STATES: [SpanState; 4] = [
    SpanState::Accepted,
    SpanState::Edited,
    SpanState::Manual,
    SpanState::Rejected,
];

/// Shows the counts, or that they are being made.
pub(super) fn show(ui: &mut Ui, session: &Session, counts: Option<&Statistics>, rtl: bool) {
    let t = |key: &str| session.catalogue.t(key);
    let weak = palette(ui.ctx()).weak;
    let (Some(counts), Some(project)) = (counts, &session.project) else {
        label(ui, &t("statistics-counting"), Font::ui(13.0), weak);
        return;
    };
    scroll(480.0).show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            heading(ui, &t("statistics-articles"));
            for progress in Progress::ALL {
                let number = counts.progress.get(&progress).copied().unwrap_or(0);
                let content = Row {
                    words: &t(progress_key(progress)),
                    end: &number.to_string(),
                    ..Row::default()
                };
                row(ui, &content, rtl);
            }
            heading(ui, &t("statistics-spans"));
            let mut head = vec![t("statistics-total")];
            head.extend(STATES.iter().map(|state| t(state_key(*state))));
            let content = Cells {
                first: &t("statistics-label"),
                rest: &head,
                spot: None,
                bold: true,
            };
            cells(ui, &content, rtl);
            let labels = project.project.schema.labels.iter();
            for kind in labels.filter(|kind| counts.spans.contains_key(&kind.id)) {
                let states = counts.spans.get(&kind.id);
                let number = |state| states.and_then(|s| s.get(&state)).copied().unwrap_or(0);
                let mut numbers = vec![counts.decided(&kind.id).to_string()];
                numbers.extend(STATES.iter().map(|state| number(*state).to_string()));
                let content = Cells {
                    first: label_name(kind, rtl),
                    rest: &numbers,
                    spot: Some(theme::label_color(ui.ctx(), &kind.color)),
                    bold: false,
                };
                cells(ui, &content, rtl);
            }
            if counts.spans.is_empty() {
                label(ui, &t("statistics-none"), Font::ui(13.0), weak);
            }
        });
    });
}
