//! What a field shows, to the eye, to a screen reader and to an input method.

use egui::{Color32, CornerRadius, IMEPurpose, Id, Pos2, Rect, Stroke, StrokeKind, Ui, vec2};

use super::State;
use crate::text::offset::ByteRange;
use crate::ui::accessible::Runs;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::palette;
use crate::ui::widgets::SIZE;

/// Where and how a field is painted.
pub(super) struct Painting<'a> {
    pub(super) rect: Rect,
    pub(super) inner: Rect,
    pub(super) origin: Pos2,
    pub(super) focused: bool,
    pub(super) hint: &'a str,
    pub(super) rtl: bool,
}

impl State {
    /// Paints the field.
    pub(super) fn paint(&mut self, ui: &Ui, painting: &Painting<'_>) {
        let colors = palette(ui.ctx());
        let scale = ui.ctx().pixels_per_point();
        let (rect, origin) = (painting.rect, painting.origin);
        let round = CornerRadius::same(5);
        ui.painter().rect_filled(rect, round, colors.page);
        let (width, color) = if painting.focused {
            (2.0, colors.accent)
        } else {
            (1.0, colors.weak.gamma_multiply(0.6))
        };
        let stroke = Stroke::new(width, color);
        ui.painter()
            .rect_stroke(rect, round, stroke, StrokeKind::Inside);
        let painter = ui.painter().with_clip_rect(
            painting
                .inner
                .expand2(vec2(2.0, 4.0))
                .intersect(ui.clip_rect()),
        );
        if self.entry.text().is_empty() && !painting.hint.is_empty() {
            let fit = Fit::Elide(painting.inner.width());
            let shaped = text::shape(ui.ctx(), painting.hint, Font::ui(SIZE), fit);
            let line = painting.inner.split_top_bottom_at_y(
                painting.inner.top() + shaped.size().y.min(painting.inner.height()),
            );
            text::paint_in(&painter, line.0, &shaped, colors.weak, painting.rtl);
        }
        let Some((_, layout, quads)) = &mut self.laid else {
            return;
        };
        let bars = |range: ByteRange, color: Color32, thin: bool| {
            for piece in layout.pieces(range) {
                let top = if thin {
                    piece.bottom - 2.0 * scale
                } else {
                    piece.top
                };
                let area = Rect::from_min_max(
                    origin + vec2(piece.left, top) / scale,
                    origin + vec2(piece.right, piece.bottom) / scale,
                );
                painter.rect_filled(area, 0.0, color);
            }
        };
        if painting.focused {
            bars(self.entry.selection(), colors.selection, false);
        }
        if let Some(range) = self.entry.composing() {
            bars(range, colors.accent, true);
        }
        for ((top, paragraph), quads) in layout.paragraphs().zip(quads) {
            let corner = origin + vec2(0.0, top / scale);
            let lines = 0..paragraph.lines().len();
            text::paint_lines(&painter, corner, paragraph, quads, lines, colors.text);
        }
        if !painting.focused || !ui.input(|input| input.focused) {
            return;
        }
        let time = ui.input(|input| input.time) - self.since;
        let blinks = ui.visuals().text_cursor.blink;
        if !blinks || time.rem_euclid(1.0) < 0.55 {
            let caret = layout.caret(self.entry.caret());
            let x = origin.x + caret.x / scale;
            let top = origin.y + caret.top / scale;
            let bottom = origin.y + caret.bottom / scale;
            painter.vline(x, top..=bottom, Stroke::new(1.5, colors.text));
            // Where two directions meet, a flag tells which way the next letter goes.
            if layout.paragraphs().any(|(_, p)| p.is_rtl() != caret.rtl) {
                let end = if caret.rtl { x - 4.0 } else { x + 4.0 };
                painter.hline(
                    x.min(end)..=x.max(end),
                    top + 0.75,
                    Stroke::new(1.5, colors.text),
                );
            }
        }
        if blinks {
            let wait = std::time::Duration::from_millis(250);
            ui.ctx().request_repaint_after(wait);
        }
    }

    /// Tells a screen reader the text, the caret and the selection.
    pub(super) fn tell_reader(&self, ui: &Ui, id: Id, origin: Pos2) {
        let ends = [self.entry.anchor(), self.entry.caret().place];
        let Some(mut runs) = Runs::below(ui, id, &ends) else {
            return;
        };
        let Some((_, layout, _)) = &self.laid else {
            return;
        };
        let scale = ui.ctx().pixels_per_point();
        let count = layout.paragraphs().count();
        for (number, (start, top, paragraph)) in layout.placed().enumerate() {
            let corner = origin + vec2(0.0, top / scale);
            let lines = 0..paragraph.lines().len();
            runs.lines(paragraph, start, corner, lines, number + 1 < count);
        }
        if let [Some(anchor), Some(focus)] = runs.positions()[..] {
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_text_selection(egui::accesskit::TextSelection { anchor, focus });
            });
        }
    }

    /// Tells an input method where the caret is.
    pub(super) fn tell_input_method(&self, ui: &Ui, rect: Rect, origin: Pos2, scale: f32) {
        let Some((_, layout, _)) = &self.laid else {
            return;
        };
        let caret = layout.caret(self.entry.caret());
        let cursor_rect = Rect::from_min_max(
            origin + vec2(caret.x, caret.top) / scale,
            origin + vec2(caret.x + 1.0, caret.bottom) / scale,
        );
        ui.output_mut(|output| {
            output.ime = Some(egui::output::IMEOutput {
                purpose: IMEPurpose::Normal,
                rect,
                cursor_rect,
                should_interrupt_composition: false,
            });
        });
    }
}
