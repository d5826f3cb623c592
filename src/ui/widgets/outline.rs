//! The outline of a thing that has a state: dashed while it is only suggested, as in the article.

use egui::{Color32, CornerRadius, Rect, Shape, Stroke, StrokeKind, Ui};

use crate::model::span::SpanState;

/// Draws the outline of something in a state. What was rejected has none.
pub fn outline(ui: &Ui, rect: Rect, state: SpanState, color: Color32) {
    let stroke = Stroke::new(1.0, color);
    let rect = rect.shrink(0.5);
    match state {
        SpanState::Suggested => {
            let corners = [
                rect.left_top(),
                rect.right_top(),
                rect.right_bottom(),
                rect.left_bottom(),
                rect.left_top(),
            ];
            ui.painter()
                .extend(Shape::dashed_line(&corners, stroke, 4.0, 3.0));
        }
        SpanState::Rejected => {}
        SpanState::Accepted | SpanState::Edited | SpanState::Manual => {
            let round = CornerRadius::same(5);
            ui.painter()
                .rect_stroke(rect, round, stroke, StrokeKind::Inside);
        }
    }
}
