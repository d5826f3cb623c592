//! Which way things flow: rows and columns from the start side, mirrored in Arabic.

use egui::{Align, Frame, Layout, Margin, Panel, ScrollArea, Ui};

use super::theme::palette;

/// A row of controls from the start side on.
#[must_use]
pub fn line(rtl: bool) -> Layout {
    if rtl {
        Layout::right_to_left(Align::Center)
    } else {
        Layout::left_to_right(Align::Center)
    }
}

/// Blocks beside each other from the start side on, their upper edges in one line.
#[must_use]
pub fn beside(rtl: bool) -> Layout {
    if rtl {
        Layout::right_to_left(Align::Min)
    } else {
        Layout::left_to_right(Align::Min)
    }
}

/// Controls below each other, at the start side.
#[must_use]
pub fn column(rtl: bool) -> Layout {
    Layout::top_down(if rtl { Align::Max } else { Align::Min })
}

/// A row of controls as high as one of them.
pub fn row_of<R>(ui: &mut Ui, rtl: bool, content: impl FnOnce(&mut Ui) -> R) -> R {
    let size = egui::vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(size, line(rtl), content).inner
}

/// Controls in as many rows as they take.
pub fn wrapped<R>(ui: &mut Ui, rtl: bool, content: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = line(rtl).with_main_wrap(true);
    let size = egui::vec2(ui.available_width(), 28.0);
    ui.allocate_ui_with_layout(size, layout, content).inner
}

/// A scrolled part of a dialog, at most so high. It takes the whole width: a narrower one would
/// have its bar in the middle of a mirrored dialog.
pub fn scroll(height: f32) -> ScrollArea {
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
}

/// A panel at the start or the end side. It opens as wide as what it holds ever asks for: when a
/// span is selected the inspector must not grow, or the lines of the article would break anew
/// under the reader's eyes.
pub fn side(name: &str, rtl: bool, start: bool) -> Panel {
    let panel = if rtl == start {
        Panel::right(name.to_owned())
    } else {
        Panel::left(name.to_owned())
    };
    let (usual, least) = if start {
        (260.0, 170.0)
    } else {
        (300.0, 292.0)
    };
    panel.default_size(usual).size_range(least..=480.0)
}

/// The frame of a bar at the top or the bottom.
pub fn bar(ui: &Ui) -> Frame {
    Frame::NONE
        .fill(palette(ui.ctx()).panel)
        .inner_margin(Margin::symmetric(8, 3))
}

/// Texts beside each other that keep their own order, in the order of the interface: what stands
/// isolated does not tell which way a line runs.
#[must_use]
pub fn listed(texts: &[String], between: &str, rtl: bool) -> String {
    const RIGHT_TO_LEFT: char = '\u{200f}';
    let texts: Vec<String> = texts.iter().map(|text| isolated(text)).collect();
    let mut line = texts.join(between);
    if rtl {
        line.insert(0, RIGHT_TO_LEFT);
    }
    line
}

/// A text that keeps its own order whatever stands around it (FSI, PDI); empty stays empty.
#[must_use]
pub fn isolated(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("\u{2068}{text}\u{2069}")
    }
}
