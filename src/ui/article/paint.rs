//! Paints paragraphs: selection, found words, spans, letters, ring and handles, in this order.

use egui::{Color32, CornerRadius, Pos2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::Reading;
use super::layout::Shown;
use crate::model::span::SpanState;
use crate::text::offset::{ByteIdx, ByteRange};
use crate::typeset::geometry::Piece;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::{self, palette};

impl Shown {
    /// Paints what can be seen of a paragraph.
    pub(super) fn paint(
        &mut self,
        ui: &Ui,
        number: usize,
        origin: Pos2,
        reading: &Reading<'_>,
        visible: Rect,
    ) {
        let Some(range) = self.document.paragraphs().get(number).copied() else {
            return;
        };
        let Some(laid) = self.laid.get_mut(&number) else {
            return;
        };
        let scale = laid.scale;
        let lines = laid.paragraph.lines_between(
            (visible.top() - origin.y) * scale,
            (visible.bottom() - origin.y) * scale,
        );
        let colors = palette(ui.ctx());
        let on_screen = |piece: &Piece| {
            Rect::from_min_max(
                origin + vec2(piece.left, piece.top) / scale,
                origin + vec2(piece.right, piece.bottom) / scale,
            )
        };
        let local = |range: ByteRange, start: u32| {
            let shift = |place: ByteIdx| ByteIdx(place.0.saturating_sub(start));
            ByteRange::new(shift(range.start()), shift(range.end()))
        };
        let visible_text = laid.seen(&lines, range);
        let selection = reading.open.selection.and_then(|s| s.intersection(range));
        if let Some(selection) = selection {
            for piece in laid
                .paragraph
                .pieces_in(local(selection, range.start().0), lines.clone())
            {
                let rect = on_screen(&piece).shrink2(vec2(0.0, 3.0));
                ui.painter().rect_filled(rect, 3.0, colors.selection);
            }
        }
        let first_hit = reading
            .hits
            .partition_point(|hit| hit.end() <= visible_text.start());
        for hit in reading.hits.iter().skip(first_hit) {
            if hit.start() >= visible_text.end() {
                break;
            }
            let Some(inside) = hit.intersection(range) else {
                continue;
            };
            for piece in laid
                .paragraph
                .pieces_in(local(inside, range.start().0), lines.clone())
            {
                let rect = on_screen(&piece).shrink2(vec2(0.0, 5.0));
                ui.painter().rect_filled(rect, 3.0, colors.mark);
            }
        }
        let mut rings = Vec::new();
        let mut goals = Vec::new();
        let walk = reading.open.walk.as_ref();
        let mut names = Vec::new();
        for (id, span_range, lane) in reading.open.index.touching(visible_text) {
            let Some(span) = reading.open.shown(id) else {
                continue;
            };
            let label = reading.schema.label(&span.label);
            let color = label.map_or(colors.weak, |l| theme::label_color(ui.ctx(), &l.color));
            let Some(inside) = span_range.intersection(range) else {
                continue;
            };
            let pieces = laid
                .paragraph
                .pieces_in(local(inside, range.start().0), lines.clone());
            let pieces = joined(pieces);
            let depth = f32::from(lane.min(4));
            for (n, piece) in pieces.iter().enumerate() {
                let rect = on_screen(piece);
                let text_height = laid.paragraph.size() / scale;
                let middle = rect.center().y;
                // Each span that lies in another one is a little lower at its top, so that all
                // of them can be seen.
                let fill = Rect::from_min_max(
                    pos2(rect.left(), middle - text_height * 0.72 + depth * 4.0),
                    pos2(rect.right(), middle + text_height * 0.62),
                );
                let y = middle + text_height * 0.68 + depth * 3.5;
                let sure = span.provenance.confidence.unwrap_or(1.0);
                let doubtful = sure < reading.open.shows.least(&span.label);
                // In a walk what cannot be chosen steps back.
                let steps_back = walk.is_some_and(|walk| {
                    walk.purpose.origin() != Some(id)
                        && !reading.open.can_choose(reading.schema, &walk.purpose, span)
                });
                let color = if steps_back {
                    color.gamma_multiply(0.3)
                } else {
                    color
                };
                decorate(ui, (span.state, doubtful), fill, y, color);
                if reading.open.span == Some(id) {
                    rings.push((fill.expand2(vec2(1.0, 2.0)), color));
                }
                if walk.is_some_and(|walk| walk.at == Some(id)) {
                    goals.push(fill.expand2(vec2(3.0, 4.0)));
                }
                if n == 0 && reading.settings.label_names && inside.start() == span_range.start() {
                    let name = label.map_or(span.label.as_str(), |l| {
                        if reading.arabic {
                            &l.name.ar
                        } else {
                            &l.name.en
                        }
                    });
                    let shaped = text::shape(ui.ctx(), name, Font::ui(9.5), Fit::Line);
                    let size = shaped.size();
                    let x = if piece.rtl {
                        rect.right() - size.x
                    } else {
                        rect.left()
                    };
                    // Above the span, below it where the name of another one stands, or nowhere.
                    let above = pos2(x, fill.top() - size.y + 2.0);
                    let below = pos2(x, y + 1.0);
                    let place = [above, below]
                        .map(|corner| Rect::from_min_size(corner, size).shrink(1.0))
                        .into_iter()
                        .find(|place| !names.iter().any(|other: &Rect| other.intersects(*place)));
                    if let Some(place) = place {
                        text::paint(ui.painter(), place.expand(1.0).min, &shaped, color);
                        names.push(place);
                    }
                }
            }
        }
        text::paint_lines(
            ui.painter(),
            origin,
            &laid.paragraph,
            &mut laid.quads,
            lines,
            colors.text,
        );
        for goal in goals {
            let stroke = Stroke::new(2.5, colors.accent);
            ui.painter()
                .rect_stroke(goal, 5.0, stroke, StrokeKind::Outside);
        }
        let ends = rings.len().saturating_sub(1);
        for (n, (rect, color)) in rings.iter().enumerate() {
            let stroke = Stroke::new(2.0, *color);
            ui.painter()
                .rect_stroke(*rect, 4.0, stroke, StrokeKind::Outside);
            if reading.can_edit && walk.is_none() && (n == 0 || n == ends) {
                for x in [rect.left(), rect.right()] {
                    ui.painter()
                        .circle_filled(pos2(x, rect.bottom()), 4.0, *color);
                }
            }
        }
    }
}

/// Pieces of one line that touch as one: a change of direction inside a span is no gap.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if last.line == piece.line && (piece.left - last.right).abs() < 1.0 => {
                last.right = piece.right;
                last.range = last.range.hull(piece.range);
                // The side a name stands at is that of the span's start.
                last.rtl |= piece.rtl;
            }
            _ => joined.push(piece),
        }
    }
    joined
}

/// What tells the states apart, in any colour: a suggestion has a dashed outline, a doubtful one
/// a dotted one, what was rejected is struck out, everything else is filled, with a single line below for what was made
/// by hand, a double one for what was accepted, and a broken one for what was accepted and
/// changed.
fn decorate(ui: &Ui, (state, doubtful): (SpanState, bool), fill: Rect, y: f32, color: Color32) {
    let painter = ui.painter();
    let (left, right) = (fill.left() + 0.5, fill.right() - 0.5);
    let line = |y: f32, width: f32| {
        painter.hline(left..=right, y, Stroke::new(width, color));
    };
    let filled = !matches!(state, SpanState::Suggested | SpanState::Rejected);
    if filled {
        let tint = if theme::is_dark(ui.ctx()) { 0.24 } else { 0.17 };
        painter.rect_filled(fill, CornerRadius::same(3), color.gamma_multiply(tint));
    }
    match state {
        SpanState::Manual => line(y, 2.0),
        SpanState::Accepted => {
            line(y - 1.0, 1.0);
            line(y + 1.5, 1.0);
        }
        SpanState::Edited => {
            let points = [pos2(left, y), pos2(right, y)];
            let stroke = Stroke::new(2.0, color);
            painter.extend(egui::Shape::dashed_line(&points, stroke, 9.0, 3.0));
        }
        SpanState::Suggested => {
            let area = Rect::from_min_max(fill.min, pos2(fill.right(), y)).shrink(0.5);
            let corners = [
                area.left_top(),
                area.right_top(),
                area.right_bottom(),
                area.left_bottom(),
                area.left_top(),
            ];
            let stroke = Stroke::new(1.5, color);
            let (dash, gap) = if doubtful { (1.5, 4.0) } else { (4.0, 3.0) };
            painter.extend(egui::Shape::dashed_line(&corners, stroke, dash, gap));
        }
        SpanState::Rejected => {
            let faded = color.gamma_multiply(0.7);
            let middle = fill.center().y + 2.0;
            painter.hline(left..=right, middle, Stroke::new(1.0, faded));
        }
    }
}
