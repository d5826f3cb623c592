//! Marks beside the scroll bar: where in the article spans and found words are.

use egui::{Rect, Ui, pos2};

use super::Reading;
use crate::model::span::SpanState;
use crate::text::offset::ByteRange;
use crate::ui::theme::{label_color, palette};

/// How many marks are drawn at most; more could not be told apart.
const MOST: usize = 1500;

/// Draws the marks at the end of the article's rectangle. `height` is that of the whole text in
/// points.
pub(super) fn paint(ui: &Ui, rect: Rect, height: f32, reading: &Reading<'_>) {
    if height <= rect.height() {
        return;
    }
    let colors = palette(ui.ctx());
    let total = reading.open.text.as_str().len().max(1) as f32;
    // By the place in the text: a measure of the whole would need a layout of the whole.
    let y = |range: ByteRange| rect.top() + rect.height() * (range.start().get() as f32 / total);
    let strip = |y: f32, inset: f32, width: f32, color| {
        let right = rect.right() - inset;
        let mark = Rect::from_min_max(pos2(right - width, y), pos2(right, y + 2.0));
        ui.painter().rect_filled(mark, 0.0, color);
    };
    let spans = reading.open.index.iter();
    let each = spans.len().div_ceil(MOST).max(1);
    for (id, range) in spans.step_by(each) {
        let Some(span) = reading.open.shown(id) else {
            continue;
        };
        let label = reading.schema.label(&span.label);
        let color = label.map_or(colors.weak, |label| label_color(ui.ctx(), &label.color));
        // What is still open is half as wide.
        let width = if span.state == SpanState::Suggested {
            3.0
        } else {
            6.0
        };
        strip(y(range), 12.0, width, color);
    }
    let each = reading.hits.len().div_ceil(MOST).max(1);
    for range in reading.hits.iter().step_by(each) {
        strip(y(*range), 20.0, 5.0, colors.accent);
    }
}
