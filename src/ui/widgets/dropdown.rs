//! A field that shows which of several things is chosen. Opened, it lists them; up and down change
//! it closed.

use egui::{
    Color32, CornerRadius, EventFilter, Key, Popup, PopupCloseBehavior, Role, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, vec2,
};

use super::{Row, background, cut, row};
use crate::ui::flow::{column, scroll};
use crate::ui::icon::Icon;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::palette;

/// Something that can be chosen.
pub struct Offer<T> {
    /// What is chosen with it.
    pub value: T,
    /// What it is called.
    pub words: String,
    /// A spot of colour before it.
    pub spot: Option<Color32>,
}

/// Shows a field of that width. `name` is said by a screen reader before what is chosen. Returns
/// what was chosen anew.
pub fn dropdown<T: Clone + PartialEq>(
    ui: &mut Ui,
    name: &str,
    offers: &[Offer<T>],
    chosen: &T,
    width: f32,
    rtl: bool,
) -> Option<T> {
    let at = offers.iter().position(|offer| offer.value == *chosen);
    let shown = at.and_then(|at| offers.get(at));
    let words = shown.map_or("", |offer| offer.words.as_str());
    let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), Sense::click());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, name);
        info.current_text_value = Some(words.to_owned());
        info
    });
    let colors = palette(ui.ctx());
    background(ui, rect, &response, false);
    if !response.has_focus() {
        let stroke = Stroke::new(1.0, colors.line);
        ui.painter()
            .rect_stroke(rect, CornerRadius::same(5), stroke, StrokeKind::Inside);
    }
    let mut inside = rect.shrink2(vec2(8.0, 0.0));
    let caret = Icon::CaretDown.glyph().to_string();
    let caret = text::shape(ui.ctx(), &caret, Font::ui(12.0), Fit::Line);
    text::paint_in(ui.painter(), inside, &caret, colors.weak, !rtl);
    inside = cut(inside, caret.size().x + 6.0, !rtl);
    if let Some(color) = shown.and_then(|offer| offer.spot) {
        let x = if rtl {
            inside.right() - 5.0
        } else {
            inside.left() + 5.0
        };
        let center = egui::pos2(x, inside.center().y);
        let spot = egui::Rect::from_center_size(center, egui::Vec2::splat(11.0));
        ui.painter().rect_filled(spot, 3.0, color);
        inside = cut(inside, 17.0, rtl);
    }
    let fit = Fit::Elide(inside.width());
    let shaped = text::shape(ui.ctx(), words, Font::ui(13.0), fit);
    text::paint_in(ui.painter(), inside, &shaped, colors.text, rtl);
    let mut picked = None;
    let popup = Popup::menu(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .width(width.max(220.0));
    let is_open = popup.is_open();
    // The keys go into the list with what is chosen, and come back when it closes.
    let was_open = ui.data_mut(|data| {
        let was_open = data.get_temp_mut_or_default::<bool>(response.id);
        std::mem::replace(was_open, is_open)
    });
    if was_open && !is_open {
        response.request_focus();
    }
    popup.show(|ui| {
        scroll(320.0).show(ui, |ui| {
            ui.with_layout(column(rtl), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (number, offer) in offers.iter().enumerate() {
                    let content = Row {
                        words: &offer.words,
                        spot: offer.spot,
                        selected: at == Some(number),
                        ..Row::default()
                    };
                    let shown = row(ui, &content, rtl);
                    if !was_open && at == Some(number) {
                        shown.request_focus();
                        shown.scroll_to_me(None);
                    }
                    if shown.clicked() {
                        picked = Some(offer.value.clone());
                        ui.close();
                    }
                }
            });
        });
    });
    if response.has_focus() && !is_open {
        ui.memory_mut(|memory| {
            let filter = EventFilter {
                vertical_arrows: true,
                ..EventFilter::default()
            };
            memory.set_focus_lock_filter(response.id, filter);
        });
        let (up, down) = ui.input(|input| {
            (
                input.num_presses(Key::ArrowUp),
                input.num_presses(Key::ArrowDown),
            )
        });
        if up + down > 0 {
            let last = offers.len().saturating_sub(1);
            let next = at.map_or(0, |at| (at + down).saturating_sub(up).min(last));
            let offer = offers.get(next).filter(|_| at != Some(next));
            picked = offer.map(|offer| offer.value.clone()).or(picked);
        }
    }
    picked
}
