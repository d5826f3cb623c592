//! The few controls the window is made of. Each paints its text with the text layer, has an
//! accessible name, works by keyboard and shows where the keys are.

use egui::{
    Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

pub mod dropdown;
pub mod entry;
pub mod excerpt;
pub mod outline;
pub mod slider;
pub mod table;
mod ticks;

use super::icon::Icon;
use super::paint::text::{self, Fit, Font};
use super::theme::palette;
pub use ticks::{tick, tick_excerpt, tick_heading};

/// The size of the interface's text, in points.
pub const SIZE: f32 = 14.0;

/// A text in as many lines as it takes, at the start side.
pub fn label(ui: &mut Ui, words: &str, font: Font, color: Color32) -> Response {
    let width = ui.available_width();
    let shaped = text::shape(ui.ctx(), words, font, Fit::Wrap(width));
    let (rect, response) = ui.allocate_exact_size(vec2(width, shaped.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    text::paint_in(ui.painter(), rect, &shaped, color, is_rtl(ui));
    response
}

/// A text in one line as long as it is.
pub fn short_label(ui: &mut Ui, words: &str, font: Font, color: Color32) -> Response {
    let shaped = text::shape(ui.ctx(), words, font, Fit::Line);
    let (rect, response) = ui.allocate_exact_size(shaped.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    text::paint_in(ui.painter(), rect, &shaped, color, false);
    response
}

/// A heading of a panel.
pub fn heading(ui: &mut Ui, words: &str) {
    let color = palette(ui.ctx()).weak;
    ui.add_space(8.0);
    label(ui, words, Font::ui(12.0).bold(), color);
    ui.add_space(4.0);
}

/// A line between what does not belong together.
pub fn rule(ui: &mut Ui) {
    let size = vec2(ui.available_width(), 9.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let stroke = Stroke::new(1.0, palette(ui.ctx()).line);
    ui.painter().hline(rect.x_range(), rect.center().y, stroke);
}

/// A name with what it stands for beside it, in as many lines as they take.
pub fn fact(ui: &mut Ui, name: &str, value: &str, rtl: bool) {
    const NAMES: f32 = 92.0;
    let width = ui.available_width();
    let room = (width - NAMES - 8.0).max(60.0);
    let name_shaped = text::shape(ui.ctx(), name, Font::ui(12.5), Fit::Wrap(NAMES));
    let value_shaped = text::shape(ui.ctx(), value, Font::ui(12.5), Fit::Wrap(room));
    let height = name_shaped.size().y.max(value_shaped.size().y);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let words = format!("{name}: {value}");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    let colors = palette(ui.ctx());
    let top = |height: f32| Rect::from_min_size(rect.min, vec2(width, height));
    let names = top(name_shaped.size().y);
    text::paint_in(ui.painter(), names, &name_shaped, colors.weak, rtl);
    let values = cut(top(value_shaped.size().y), width - room, rtl);
    text::paint_in(ui.painter(), values, &value_shaped, colors.text, rtl);
}

/// A text in one line of a table: so wide, cut where it is longer.
pub fn cell(ui: &mut Ui, words: &str, width: f32, font: Font, color: Color32, rtl: bool) {
    let shaped = text::shape(ui.ctx(), words, font, Fit::Elide(width));
    let size = vec2(width, shaped.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    text::paint_in(ui.painter(), rect, &shaped, color, rtl);
}

/// A spot of a label's colour.
pub fn spot(ui: &mut Ui, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
    let spot = Rect::from_center_size(rect.center(), Vec2::splat(12.0));
    ui.painter().rect_filled(spot, 3.0, color);
}

/// Whether the surrounding layout runs from right to left.
#[must_use]
pub fn is_rtl(ui: &Ui) -> bool {
    ui.layout().prefer_right_to_left() || ui.layout().horizontal_placement() == egui::Align::Max
}

/// How wide [`button`] is.
#[must_use]
pub fn button_width(ui: &Ui, words: &str) -> f32 {
    let shaped = text::shape(ui.ctx(), words, Font::ui(SIZE), Fit::Line);
    shaped.size().x + 16.0
}

/// A button with a text, as wide as the text.
pub fn button(ui: &mut Ui, words: &str, enabled: bool) -> Response {
    let shaped = text::shape(ui.ctx(), words, Font::ui(SIZE), Fit::Line);
    let size = shaped.size() + vec2(16.0, 8.0);
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, words));
    let colors = palette(ui.ctx());
    background(ui, rect, &response, false);
    let color = if enabled {
        colors.text
    } else {
        fade(colors.weak)
    };
    text::paint_in(
        ui.painter(),
        rect.shrink2(vec2(8.0, 0.0)),
        &shaped,
        color,
        false,
    );
    response
}

/// The button that does what a dialog is for.
pub fn main_button(ui: &mut Ui, words: &str, enabled: bool) -> Response {
    let shaped = text::shape(ui.ctx(), words, Font::ui(SIZE).bold(), Fit::Line);
    let size = shaped.size() + vec2(28.0, 12.0);
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, words));
    let colors = palette(ui.ctx());
    let fill = if enabled {
        colors.accent
    } else {
        fade(colors.weak)
    };
    ui.painter().rect_filled(rect, CornerRadius::same(6), fill);
    if response.hovered() || response.has_focus() {
        let stroke = Stroke::new(2.0, colors.text);
        ui.painter()
            .rect_stroke(rect, CornerRadius::same(6), stroke, StrokeKind::Inside);
    }
    let inside = rect.shrink2(vec2(14.0, 0.0));
    text::paint_in(ui.painter(), inside, &shaped, colors.page, false);
    response
}

/// A button with a picture; `name` is said by a screen reader and shown beside the pointer.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str, on: bool, rtl: bool) -> Response {
    let shaped = text::shape(
        ui.ctx(),
        &icon.glyph().to_string(),
        Font::ui(17.0),
        Fit::Line,
    );
    let (rect, response) = ui.allocate_exact_size(vec2(30.0, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, name));
    background(ui, rect, &response, on);
    let colors = palette(ui.ctx());
    let corner = rect.center() - shaped.size() / 2.0;
    text::paint(ui.painter(), corner, &shaped, colors.text);
    tip(response, name, rtl)
}

/// Shows a text beside the pointer while it rests on a control.
pub fn tip(response: Response, words: &str, rtl: bool) -> Response {
    response.on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        let color = palette(ui.ctx()).text;
        let shaped = text::shape(ui.ctx(), words, Font::ui(13.0), Fit::Wrap(320.0));
        let (rect, _) = ui.allocate_exact_size(shaped.size(), Sense::hover());
        text::paint_in(ui.painter(), rect, &shaped, color, rtl);
    })
}

/// A row of things of which one is chosen. Returns the one that was clicked.
pub fn choice<T: Clone + PartialEq>(ui: &mut Ui, options: &[(T, String)], chosen: &T) -> Option<T> {
    let mut clicked = None;
    for (value, words) in options {
        let on = value == chosen;
        let shaped = text::shape(ui.ctx(), words, Font::ui(13.0), Fit::Line);
        let size = shaped.size() + vec2(18.0, 8.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, words));
        let colors = palette(ui.ctx());
        background(ui, rect, &response, on);
        let stroke = Stroke::new(1.0, if on { colors.accent } else { colors.line });
        ui.painter()
            .rect_stroke(rect, CornerRadius::same(5), stroke, StrokeKind::Inside);
        let inside = rect.shrink2(vec2(9.0, 0.0));
        text::paint_in(ui.painter(), inside, &shaped, colors.text, false);
        if response.clicked() {
            clicked = Some(value.clone());
        }
    }
    clicked
}

/// A button with a spot of colour and a key's legend, as wide as they are: one of many that flow
/// over lines.
pub fn chip(ui: &mut Ui, content: &Row<'_>, rtl: bool) -> Response {
    let sense = if content.enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    chip_of(ui, content, sense, rtl)
}

/// A chip below a field that has the keys: it is clicked and never walked to, so that Tab goes on
/// to the next field.
pub fn option(ui: &mut Ui, content: &Row<'_>, rtl: bool) -> Response {
    chip_of(ui, content, Sense::CLICK, rtl)
}

fn chip_of(ui: &mut Ui, content: &Row<'_>, sense: Sense, rtl: bool) -> Response {
    let words = text::shape(ui.ctx(), content.words, Font::ui(13.0), Fit::Line);
    let end = text::shape(ui.ctx(), content.end, Font::ui(11.5), Fit::Line);
    let spot = content.spot.map_or(0.0, |_| SPOT + SPOT_GAP);
    let key = if content.end.is_empty() {
        0.0
    } else {
        end.size().x + 7.0
    };
    let size = vec2(spot + words.size().x + key + 16.0, 26.0);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| {
        let kind = Role::Button;
        WidgetInfo::selected(kind, content.enabled, content.selected, content.words)
    });
    let colors = palette(ui.ctx());
    background(ui, rect, &response, content.selected);
    let border = if content.selected {
        colors.accent
    } else {
        colors.line
    };
    let stroke = Stroke::new(1.0, border);
    ui.painter()
        .rect_stroke(rect, CornerRadius::same(5), stroke, StrokeKind::Inside);
    let inside = rect.shrink2(vec2(8.0, 0.0));
    let inside = after_spot(ui, content.spot, inside, rtl);
    let (text_color, weak) = content.inks(ui);
    text::paint_in(ui.painter(), inside, &words, text_color, rtl);
    text::paint_in(ui.painter(), inside, &end, weak, !rtl);
    response
}

/// Whether the list below a field is walked up, and down: these keys belong to the list, whatever
/// the field makes of them.
pub fn walked(ui: &Ui) -> (bool, bool) {
    ui.input_mut(|input| {
        (
            input.consume_key(egui::Modifiers::NONE, egui::Key::ArrowUp),
            input.consume_key(egui::Modifiers::NONE, egui::Key::ArrowDown),
        )
    })
}

/// What a row of a list or menu shows.
pub struct Row<'a> {
    /// The text.
    pub words: &'a str,
    /// What stands at the end side: a key, a count.
    pub end: &'a str,
    /// A second line of less weight; empty for none.
    pub below: &'a str,
    /// What stands at the end side of the second line, for the eye to find.
    pub below_end: &'a str,
    /// A spot of colour at the start side.
    pub spot: Option<Color32>,
    /// Whether it is ticked, where lines of its list can be.
    pub mark: Option<bool>,
    /// Whether it is the chosen one.
    pub selected: bool,
    /// Whether it can be clicked.
    pub enabled: bool,
}

impl Default for Row<'_> {
    fn default() -> Self {
        Self {
            words: "",
            end: "",
            below: "",
            below_end: "",
            spot: None,
            mark: None,
            selected: false,
            enabled: true,
        }
    }
}

impl Row<'_> {
    /// What is free beside its words, both sides together, in points.
    pub const MARGINS: f32 = 16.0;
    /// How wide the place of a tick is, in points.
    pub const MARK: f32 = 22.0;

    /// The colours of its words and of what stands at their end.
    fn inks(&self, ui: &Ui) -> (Color32, Color32) {
        let colors = palette(ui.ctx());
        if self.enabled {
            (colors.text, colors.weak)
        } else {
            (fade(colors.weak), fade(colors.weak))
        }
    }
}

/// How wide a spot of colour is, and how far from what it marks, in points.
const SPOT: f32 = 12.0;
const SPOT_GAP: f32 = 7.0;

/// Paints a spot of colour at the start side, if there is one; what is left beside it.
fn after_spot(ui: &Ui, spot: Option<Color32>, inside: Rect, rtl: bool) -> Rect {
    let Some(color) = spot else { return inside };
    let x = if rtl {
        inside.right() - SPOT / 2.0
    } else {
        inside.left() + SPOT / 2.0
    };
    let spot = Rect::from_center_size(pos2(x, inside.center().y), Vec2::splat(SPOT));
    ui.painter().rect_filled(spot, 3.0, color);
    cut(inside, SPOT + SPOT_GAP, rtl)
}

/// A row over the whole width. `rtl` is the direction of the interface.
pub fn row(ui: &mut Ui, content: &Row<'_>, rtl: bool) -> Response {
    let height = if content.below.is_empty() { 28.0 } else { 46.0 };
    let sense = if content.enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), sense);
    response.widget_info(|| {
        let kind = Role::ListItem;
        let on = content.selected || content.mark == Some(true);
        WidgetInfo::selected(kind, content.enabled, on, content.words)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let colors = palette(ui.ctx());
    background(ui, rect, &response, content.selected);
    let inside = rect.shrink2(vec2(Row::MARGINS / 2.0, 2.0));
    let inside = after_spot(ui, content.spot, inside, rtl);
    let (text_color, weak) = content.inks(ui);
    let inside = match content.mark {
        Some(on) => {
            if on {
                let glyph = Icon::Check.glyph().to_string();
                let tick = text::shape(ui.ctx(), &glyph, Font::ui(14.0), Fit::Line);
                text::paint_in(ui.painter(), inside, &tick, colors.accent, rtl);
            }
            cut(inside, Row::MARK, rtl)
        }
        None => inside,
    };
    let (mut upper, lower) = if content.below.is_empty() {
        (inside, None)
    } else {
        let (upper, lower) = inside.split_top_bottom_at_y(inside.top() + 23.0);
        (upper, Some(lower))
    };
    let at_end = |line: &mut Rect, words: &str, color: Color32| {
        if !words.is_empty() {
            let shaped = text::shape(ui.ctx(), words, Font::ui(12.0), Fit::Line);
            text::paint_in(ui.painter(), *line, &shaped, color, !rtl);
            *line = cut(*line, shaped.size().x + 12.0, !rtl);
        }
    };
    at_end(&mut upper, content.end, weak);
    let fit = Fit::Elide(upper.width());
    let shaped = text::shape(ui.ctx(), content.words, Font::ui(SIZE), fit);
    text::paint_in(ui.painter(), upper, &shaped, text_color, rtl);
    if let Some(mut lower) = lower {
        at_end(&mut lower, content.below_end, colors.accent);
        let fit = Fit::Elide(lower.width());
        let shaped = text::shape(ui.ctx(), content.below, Font::ui(12.0), fit);
        text::paint_in(ui.painter(), lower, &shaped, weak, rtl);
    }
    response
}

/// The ground of a control: whether it is selected, pointed at, or has the keys.
pub fn background(ui: &Ui, rect: Rect, response: &Response, selected: bool) {
    let colors = palette(ui.ctx());
    let round = CornerRadius::same(5);
    if selected {
        ui.painter().rect_filled(rect, round, colors.selection);
    } else if response.hovered() && response.sense.senses_click() {
        ui.painter().rect_filled(rect, round, colors.hover);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, colors.accent);
        ui.painter()
            .rect_stroke(rect.shrink(1.0), round, stroke, StrokeKind::Inside);
    }
}

/// Takes a strip off a rectangle, at the right or at the left.
fn cut(rect: Rect, width: f32, right: bool) -> Rect {
    let mut rest = rect;
    if right {
        rest.max.x -= width;
    } else {
        rest.min.x += width;
    }
    rest
}

fn fade(color: Color32) -> Color32 {
    color.gamma_multiply(0.6)
}
