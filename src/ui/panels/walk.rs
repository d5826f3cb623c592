//! What a walk to a span offers, beside the span that would be chosen.

use egui::{Area, Context, Frame, Margin, Order, Ui, vec2};

use super::relations::relation_title;
use crate::session::Session;
use crate::session::command::{Command, WalkCommand};
use crate::session::walk::{Purpose, Step, Walk};
use crate::ui::floating::Anchor;
use crate::ui::flow::column;
use crate::ui::icon::Icon;
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::{Row, label, row};

/// How wide it is, in points.
const WIDTH: f32 = 286.0;

/// Shows the ways to relate the span where a walk is.
pub(in crate::ui) fn show(
    ctx: &Context,
    session: &Session,
    walk: &Walk,
    anchor: Anchor,
    rtl: bool,
) -> Option<Command> {
    let rows = session.walk_ways().len().max(1) as f32;
    let corner = anchor.below(vec2(WIDTH + 16.0, rows * 28.0 + 74.0));
    let area = Area::new(egui::Id::unique("walk")).order(Order::Foreground);
    let shown = area.fixed_pos(corner).show(ctx, |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(6));
        frame.show(ui, |ui| {
            ui.set_width(WIDTH);
            let content = |ui: &mut Ui| content(ui, session, walk, rtl);
            ui.with_layout(column(rtl), content).inner
        })
    });
    shown.inner.inner
}

fn content(ui: &mut Ui, session: &Session, walk: &Walk, rtl: bool) -> Option<Command> {
    ui.spacing_mut().item_spacing.y = 1.0;
    let mut chosen = None;
    match &walk.purpose {
        Purpose::Fill(_, role) => {
            let role = session.catalogue.role(*role);
            let content = Row {
                words: &role,
                selected: true,
                ..Row::default()
            };
            if row(ui, &content, rtl).clicked() {
                chosen = Some(Command::Walk(WalkCommand::Step(Step::Choose)));
            }
        }
        Purpose::Relate(from) => {
            for (number, way) in session.walk_ways().iter().enumerate() {
                let back = if rtl {
                    Icon::ArrowRight
                } else {
                    Icon::ArrowLeft
                };
                let title = relation_title(session, &way.kind);
                let words = if way.from == *from {
                    title
                } else {
                    format!("{} {title}", back.glyph())
                };
                let key = (number + 1).to_string();
                let content = Row {
                    words: &words,
                    end: if number < 9 { &key } else { "" },
                    selected: number == walk.way,
                    ..Row::default()
                };
                if row(ui, &content, rtl).clicked() {
                    chosen = Some(Command::Walk(WalkCommand::Step(Step::ChooseWay(number))));
                }
            }
        }
    }
    let colors = palette(ui.ctx());
    let help = match walk.purpose {
        Purpose::Relate(_) => "walk-help",
        Purpose::Fill(_, role) if role.takes_entries() => "walk-help-entry",
        Purpose::Fill(..) => "walk-help-fill",
    };
    label(ui, &session.catalogue.t(help), Font::ui(12.0), colors.weak);
    chosen
}
