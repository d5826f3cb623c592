//! The labels beside the selection.

use egui::{Area, Context, Frame, Margin, Order, Rect, Sense, Ui, WidgetInfo, vec2};

use crate::model::schema::Label;
use crate::session::Session;
use crate::session::command::{Command, SpanCommand, View};
use crate::session::dialog::Dialog;
use crate::ui::floating::Anchor;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::{label_color, palette};
use crate::ui::widgets::tip;

const WIDTH: f32 = 158.0;
const HEIGHT: f32 = 30.0;

/// Shows the labels below a selection.
pub(in crate::ui) fn show(ctx: &Context, session: &mut Session, anchor: Anchor, rtl: bool) {
    let Some(project) = &session.project else {
        return;
    };
    let labels: Vec<Label> = project
        .project
        .schema
        .labels
        .iter()
        .filter(|label| label.enabled)
        .cloned()
        .collect();
    let rows = labels.len().div_ceil(2) as f32;
    let corner = anchor.below(vec2(2.0 * WIDTH + 16.0, rows * HEIGHT + 16.0));
    let by_key = session.dialog == Some(Dialog::Labels);
    let mut chosen = None;
    let area = Area::new(egui::Id::unique("labels")).order(Order::Foreground);
    let shown = area.fixed_pos(corner).show(ctx, |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(6));
        frame.show(ui, |ui| {
            ui.set_width(2.0 * WIDTH);
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            for (number, pair) in labels.chunks(2).enumerate() {
                let size = vec2(2.0 * WIDTH, HEIGHT);
                let layout = crate::ui::flow::line(rtl);
                ui.allocate_ui_with_layout(size, layout, |ui| {
                    for (column, label) in pair.iter().enumerate() {
                        let first = by_key && number == 0 && column == 0;
                        if chip(ui, label, first, rtl) {
                            chosen = Some(label.id.clone());
                        }
                    }
                });
            }
        });
    });
    if let Some(label) = chosen {
        session.send(Command::Span(SpanCommand::Tag(label)));
        ctx.memory_mut(|memory| memory.request_focus(crate::ui::article::focus_id()));
    } else if by_key
        && (ctx.input(|input| input.key_pressed(egui::Key::Escape))
            || shown.response.clicked_elsewhere())
    {
        session.send(Command::View(View::CloseDialog));
        ctx.memory_mut(|memory| memory.request_focus(crate::ui::article::focus_id()));
    }
}

/// Forgets that the labels had the focus, so that they get it when they are asked for again.
pub(in crate::ui) fn forget(ctx: &Context) {
    ctx.data_mut(|data| data.remove::<bool>(egui::Id::unique("labels had focus")));
}

fn chip(ui: &mut Ui, label: &Label, first: bool, rtl: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, HEIGHT), Sense::click());
    let name = super::label_name(label, rtl);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    let fresh = egui::Id::unique("labels had focus");
    if first
        && !ui
            .ctx()
            .data(|d| d.get_temp::<bool>(fresh).unwrap_or(false))
    {
        response.request_focus();
    }
    if first {
        ui.ctx().data_mut(|data| data.insert_temp(fresh, true));
    }
    let colors = palette(ui.ctx());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 5.0, colors.hover);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(2.0, colors.accent);
        ui.painter()
            .rect_stroke(rect.shrink(1.0), 5.0, stroke, egui::StrokeKind::Inside);
    }
    let inside = rect.shrink2(vec2(8.0, 4.0));
    let side = |width: f32| {
        let mut part = inside;
        if rtl {
            part.min.x = part.max.x - width;
        } else {
            part.max.x = part.min.x + width;
        }
        part
    };
    let spot = Rect::from_center_size(side(12.0).center(), vec2(12.0, 12.0));
    let color = label_color(ui.ctx(), &label.color);
    ui.painter().rect_filled(spot, 3.0, color);
    let mut words = inside;
    if rtl {
        words.max.x -= 20.0;
    } else {
        words.min.x += 20.0;
    }
    let fit = Fit::Elide(words.width() - 18.0);
    let shaped = text::shape(ui.ctx(), name, Font::ui(13.5), fit);
    text::paint_in(ui.painter(), words, &shaped, colors.text, rtl);
    if let Some(key) = label.key {
        let shaped = text::shape(ui.ctx(), &key.to_string(), Font::ui(12.0), Fit::Line);
        text::paint_in(ui.painter(), words, &shaped, colors.weak, !rtl);
    }
    let codebook = if rtl {
        &label.codebook.ar
    } else {
        &label.codebook.en
    };
    tip(response, codebook, rtl).clicked()
}
