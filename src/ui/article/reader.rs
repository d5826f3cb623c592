//! The article as a screen reader gets it.

use egui::{Pos2, Rect, Response, Ui, WidgetInfo, vec2};

use super::Reading;
use super::layout::Shown;
use crate::text::offset::{ByteIdx, ByteRange};
use crate::ui::accessible::Runs;

/// The article as a screen reader sees it.
pub(super) fn accessible(ui: &Ui, response: &Response, reading: &Reading<'_>) {
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Document, true, reading.title));
    let selected = reading.open.active_range();
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Document);
        node.set_label(reading.title);
        if let Some(words) = selected.and_then(|range| range.of(reading.open.text.as_str())) {
            node.set_description(words);
        }
    });
}

/// Tells a screen reader the lines that can be seen, the selection, and the spans in them.
pub(super) fn tell(
    ui: &Ui,
    response: &Response,
    reading: &Reading<'_>,
    shown: &Shown,
    placed: &[(usize, Pos2)],
) {
    let range = reading.open.active_range();
    let ends = range.map(|range| [range.start(), range.end()]);
    let wanted = ends.as_ref().map_or(&[][..], |ends| &ends[..]);
    let Some(mut runs) = Runs::below(ui, response.id, wanted) else {
        return;
    };
    let clip = ui.clip_rect();
    let scale = shown.setting.scale;
    for (number, origin) in placed {
        let (Some(laid), Some(part)) = (
            shown.laid.get(number),
            shown.document.paragraphs().get(*number),
        ) else {
            continue;
        };
        let lines = laid.paragraph.lines_between(
            (clip.top() - origin.y) * scale,
            (clip.bottom() - origin.y) * scale,
        );
        let seen = laid.seen(&lines, *part);
        runs.lines(
            &laid.paragraph,
            part.start().0,
            *origin,
            lines.clone(),
            true,
        );
        for (id, inside, _) in reading.open.index.touching(seen) {
            let Some(span) = reading.open.shown(id) else {
                continue;
            };
            let Some(inside) = inside.intersection(*part) else {
                continue;
            };
            let shift = |place: ByteIdx| ByteIdx(place.0.saturating_sub(part.start().0));
            let local = ByteRange::new(shift(inside.start()), shift(inside.end()));
            let pieces = laid.paragraph.pieces_in(local, lines.clone());
            let areas = pieces.iter().map(|piece| {
                Rect::from_min_max(
                    *origin + vec2(piece.left, piece.top) / scale,
                    *origin + vec2(piece.right, piece.bottom) / scale,
                )
            });
            let Some(area) = areas.reduce(Rect::union) else {
                continue;
            };
            let label = reading.schema.label(&span.label);
            let name = label.map_or(span.label.as_str(), |label| {
                if reading.arabic {
                    &label.name.ar
                } else {
                    &label.name.en
                }
            });
            let words = span.range.of(reading.open.text.as_str()).unwrap_or("");
            runs.mark(id, area, &format!("{name}: {words}"));
        }
    }
    if let [Some(anchor), Some(focus)] = runs.positions()[..] {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_text_selection(egui::accesskit::TextSelection { anchor, focus });
        });
    }
}
