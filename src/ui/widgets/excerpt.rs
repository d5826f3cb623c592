//! A place in an article: the words there, marked, with those around them, in one line.

use egui::{Color32, Rect, Ui, pos2, vec2};

use super::SIZE;
use crate::analysis::search::Hit;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::palette;

/// Paints a place into a rectangle. What does not fit is cut off on both sides, so that the
/// words themselves are seen.
pub fn excerpt(ui: &Ui, rect: Rect, hit: &Hit, mark: Color32) {
    let shaped = text::shape(ui.ctx(), &hit.context, Font::ui(SIZE), Fit::Line);
    let scale = ui.ctx().pixels_per_point();
    let words = shaped.size().x;
    let pieces = shaped.paragraph().pieces(hit.inside);
    let middle = pieces
        .first()
        .map_or(0.0, |piece| (piece.left + piece.right) / 2.0 / scale);
    let x = if words <= rect.width() {
        if shaped.is_rtl() {
            rect.right() - words
        } else {
            rect.left()
        }
    } else {
        (rect.center().x - middle).clamp(rect.right() - words, rect.left())
    };
    let corner = pos2(x, rect.center().y - shaped.size().y / 2.0);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    for piece in pieces {
        let area = Rect::from_min_max(
            corner + vec2(piece.left, piece.top) / scale,
            corner + vec2(piece.right, piece.bottom) / scale,
        );
        painter.rect_filled(area, 3.0, mark);
    }
    text::paint(&painter, corner, &shaped, palette(ui.ctx()).text);
}
