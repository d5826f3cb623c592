//! A slider for a part of a whole, from the start side on, by mouse and by arrow keys.

use egui::{EventFilter, Key, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::ui::theme::palette;

/// How far an arrow key moves it.
const STEP: f64 = 0.05;

/// Shows a slider from 0 to 1. `name` is said by a screen reader. Returns the new value if it was
/// moved.
pub fn slider(ui: &mut Ui, name: &str, value: f64, width: f32, rtl: bool) -> Option<f64> {
    let sense = Sense::click_and_drag();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 22.0), sense);
    response.widget_info(|| {
        let mut info = WidgetInfo::slider(true, value, name);
        info.role = Role::Slider;
        info
    });
    let rail = rect.shrink2(vec2(8.0, 0.0));
    let mut moved = None;
    if let Some(point) = response
        .interact_pointer_pos()
        .filter(|_| response.is_pointer_button_down_on() || response.clicked())
    {
        response.request_focus();
        let part = (point.x - rail.left()) / rail.width().max(1.0);
        let part = f64::from(if rtl { 1.0 - part } else { part }.clamp(0.0, 1.0));
        moved = Some((part * 100.0).round() / 100.0);
    }
    if response.has_focus() {
        ui.memory_mut(|memory| {
            let filter = EventFilter {
                horizontal_arrows: true,
                ..EventFilter::default()
            };
            memory.set_focus_lock_filter(response.id, filter);
        });
        let pressed = |key| ui.input(|input| input.num_presses(key)) as f64;
        let right = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
        if right != 0.0 {
            let steps = if rtl { -right } else { right };
            let next = (value / STEP).round() * STEP + steps * STEP;
            moved = Some(next.clamp(0.0, 1.0));
        }
    }
    let shown = moved.unwrap_or(value).clamp(0.0, 1.0) as f32;
    let x = if rtl {
        rail.right() - rail.width() * shown
    } else {
        rail.left() + rail.width() * shown
    };
    let colors = palette(ui.ctx());
    let line = Rect::from_x_y_ranges(
        rail.x_range(),
        rail.center().y - 2.0..=rail.center().y + 2.0,
    );
    ui.painter().rect_filled(line, 2.0, colors.line);
    let mut done = line;
    if rtl {
        done.min.x = x;
    } else {
        done.max.x = x;
    }
    ui.painter().rect_filled(done, 2.0, colors.accent);
    let knob = pos2(x, rail.center().y);
    ui.painter().circle_filled(knob, 7.0, colors.accent);
    if response.has_focus() || response.hovered() {
        let stroke = Stroke::new(2.0, colors.text);
        ui.painter().circle_stroke(knob, 7.0, stroke);
    }
    moved.filter(|moved| (moved - value).abs() > f64::EPSILON)
}
