//! A row of a small table: a name at the start side, numbers in columns of one width.

use egui::{Color32, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::SIZE;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::palette;

/// What a row shows.
pub struct Cells<'a> {
    /// The name.
    pub first: &'a str,
    /// The numbers, from the start side on.
    pub rest: &'a [String],
    /// A spot of colour before the name.
    pub spot: Option<Color32>,
    /// Whether it is the head of the table.
    pub bold: bool,
}

/// A row over the whole width. `rtl` is the direction of the interface.
pub fn cells(ui: &mut Ui, content: &Cells<'_>, rtl: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    response.widget_info(|| {
        let spoken = format!("{}: {}", content.first, content.rest.join(", "));
        WidgetInfo::labeled(Role::ListItem, true, spoken)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let colors = palette(ui.ctx());
    let (font, color) = if content.bold {
        (Font::ui(12.0).bold(), colors.weak)
    } else {
        (Font::ui(SIZE), colors.text)
    };
    // The name takes a quarter, the numbers share the rest.
    let name = rect.width() * 0.25;
    let share = (rect.width() - name) / content.rest.len().max(1) as f32;
    let slot = |from: f32, width: f32| {
        let left = if rtl {
            rect.right() - from - width
        } else {
            rect.left() + from
        };
        Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()))
    };
    let mut first = slot(8.0, name - 8.0);
    if let Some(spot) = content.spot {
        let square = Rect::from_center_size(slot(8.0, 12.0).center(), Vec2::splat(12.0));
        ui.painter().rect_filled(square, 3.0, spot);
        first = slot(28.0, name - 28.0);
    }
    let shaped = text::shape(ui.ctx(), content.first, font, Fit::Elide(first.width()));
    text::paint_in(ui.painter(), first, &shaped, color, rtl);
    for (number, words) in content.rest.iter().enumerate() {
        let place = slot(name + share * number as f32, share - 8.0);
        let shaped = text::shape(ui.ctx(), words, font, Fit::Elide(place.width()));
        text::paint_in(ui.painter(), place, &shaped, color, !rtl);
    }
    response
}
