//! What is ticked or not: a word, a place in an article, the heading of several places.

use egui::{
    Color32, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::{SIZE, background, cut, excerpt};
use crate::analysis::search::Hit;
use crate::ui::icon::Icon;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::palette;

/// A box that is ticked or not, with a text.
pub fn tick(ui: &mut Ui, words: &str, on: bool, rtl: bool) -> bool {
    let shaped = text::shape(ui.ctx(), words, Font::ui(SIZE), Fit::Line);
    let size = vec2(shaped.size().x + 30.0, shaped.size().y.max(22.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, words));
    background(ui, rect, &response, false);
    let colors = palette(ui.ctx());
    let x = if rtl {
        rect.right() - 12.0
    } else {
        rect.left() + 12.0
    };
    tick_box(ui, pos2(x, rect.center().y), on);
    text::paint_in(
        ui.painter(),
        cut(rect, 26.0, rtl),
        &shaped,
        colors.text,
        rtl,
    );
    response.clicked()
}

/// Paints the box of something that is ticked or not.
fn tick_box(ui: &Ui, center: egui::Pos2, on: bool) {
    let colors = palette(ui.ctx());
    let square = Rect::from_center_size(center, Vec2::splat(15.0));
    let stroke = Stroke::new(1.5, colors.weak);
    ui.painter()
        .rect_stroke(square, CornerRadius::same(3), stroke, StrokeKind::Inside);
    if on {
        let glyph = Icon::Check.glyph().to_string();
        let mark = text::shape(ui.ctx(), &glyph, Font::ui(13.0), Fit::Line);
        let corner = square.center() - mark.size() / 2.0;
        text::paint(ui.painter(), corner, &mark, colors.accent);
    }
}

/// A place in an article that is ticked or not, with a note at the end side. Returns whether it
/// was clicked.
pub fn tick_excerpt(
    ui: &mut Ui,
    hit: &Hit,
    (mark, on): (Color32, bool),
    note: &str,
    rtl: bool,
) -> bool {
    let (mut inside, clicked) = ticked(ui, &hit.context, note, on, rtl);
    if !note.is_empty() {
        inside = noted(ui, inside, note, Fit::Elide(inside.width() * 0.3), rtl);
    }
    excerpt::excerpt(ui, inside, hit, mark);
    clicked
}

/// The heading of some of them, as high, with what ticks or clears all. Returns whether it was
/// clicked.
pub fn tick_heading(ui: &mut Ui, words: &str, on: bool, note: &str, rtl: bool) -> bool {
    let (inside, clicked) = ticked(ui, words, note, on, rtl);
    let inside = noted(ui, inside, note, Fit::Line, rtl);
    let fit = Fit::Elide(inside.width());
    let shaped = text::shape(ui.ctx(), words, Font::ui(13.0).bold(), fit);
    let color = palette(ui.ctx()).text;
    text::paint_in(ui.painter(), inside, &shaped, color, rtl);
    clicked
}

/// A row with its box. Returns the room beside it, and whether the row was clicked.
fn ticked(ui: &mut Ui, words: &str, note: &str, on: bool, rtl: bool) -> (Rect, bool) {
    let size = vec2(ui.available_width(), 30.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let words = format!("{words}: {note}");
        WidgetInfo::selected(Role::CheckBox, true, on, words)
    });
    background(ui, rect, &response, false);
    let x = if rtl {
        rect.right() - 12.0
    } else {
        rect.left() + 12.0
    };
    tick_box(ui, pos2(x, rect.center().y), on);
    let inside = cut(rect.shrink2(vec2(8.0, 0.0)), 20.0, rtl);
    (inside, response.clicked())
}

/// A note at the end side. Returns the room that is left.
fn noted(ui: &Ui, inside: Rect, note: &str, fit: Fit, rtl: bool) -> Rect {
    let shaped = text::shape(ui.ctx(), note, Font::ui(12.0), fit);
    let color = palette(ui.ctx()).weak;
    text::paint_in(ui.painter(), inside, &shaped, color, !rtl);
    cut(inside, shaped.size().x + 12.0, !rtl)
}
