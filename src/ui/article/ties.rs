//! Relations as lines between the words: of the selected span and of the one below the pointer,
//! or all of them if that is asked for.
//!
//! A line leaves a span upwards, runs in the gap above its line of text and, if the other span
//! stands in another line, along the margin where lines begin: it never crosses words.

use egui::{Align2, Color32, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::Reading;
use super::pointer::{Drag, Pointing};
use crate::model::id::SpanId;
use crate::model::relation::Relation;
use crate::model::span::SpanState;
use crate::text::offset::{ByteIdx, ByteRange};
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::{label_color, palette};

/// How wide the handle is from which a relation is dragged, in points.
const HANDLE: f32 = 5.0;

/// Where lines may run beside the text, in points.
pub(super) struct Margin {
    /// The margin where lines of text begin.
    pub(super) x: f32,
    /// Whether it is at the right.
    pub(super) right: bool,
}

/// Draws relations, the handle of the selected span, and what is being dragged.
pub(super) fn paint(
    ui: &Ui,
    reading: &Reading<'_>,
    pointing: &Pointing<'_>,
    margin: &Margin,
    (drag, pointer): (Option<Drag>, Option<Pos2>),
) {
    let open = reading.open;
    let below = pointer.and_then(|point| pointing.span_at(reading, point));
    let walked = open
        .walk
        .as_ref()
        .map(|walk| (walk.purpose.origin(), walk.at));
    let mut drawn: Vec<&Relation> = Vec::new();
    let mut draw = |span: SpanId| {
        for relation in open.relations_of(span) {
            let known = drawn.iter().any(|other| other.id == relation.id);
            if !known && relation.state != SpanState::Rejected {
                drawn.push(relation);
            }
        }
    };
    if reading.settings.all_relations {
        for span in pointing.seen(reading) {
            draw(span);
        }
    } else if walked.is_none() && drag.is_none() {
        open.span.into_iter().chain(below).for_each(&mut draw);
    }
    let matter = [open.span, below];
    let mut titles = Vec::new();
    for (lane, relation) in drawn.iter().enumerate() {
        let from = open.shown(relation.from).map(|span| span.range);
        let to = open.shown(relation.to).map(|span| span.range);
        let (Some(from), Some(to)) = (from, to) else {
            continue;
        };
        let ends = (
            pointing.end(from, ui.clip_rect()),
            pointing.end(to, ui.clip_rect()),
        );
        let line = Line {
            relation,
            lane: (lane % 6) as f32,
            chosen: matter.iter().flatten().any(|id| relation.touches(*id)),
        };
        let comes_in = matter.contains(&Some(relation.to));
        titles.extend(line.paint(ui, reading, ends, margin, comes_in));
    }
    paint_titles(ui, titles);
    let accent = palette(ui.ctx()).accent;
    let join = |from: Pos2, to: Pos2| arrow(ui, &[from, to], Stroke::new(2.0, accent), false);
    if let Some((Some(from), Some(at))) = walked {
        let area = |id: SpanId| Some(pointing.area(open.shown(id)?.range)?.center_top());
        if let (Some(from), Some(to)) = (area(from), area(at)) {
            join(from, to);
        }
    }
    match (drag, pointer) {
        (Some(Drag::Relate(from)), Some(pointer)) => {
            let goal = below.and_then(|id| open.shown(id));
            let goal = goal.filter(|span| pointing.can_relate(reading, from, span));
            let area = goal.and_then(|span| pointing.area(span.range));
            if let Some(area) = area {
                let stroke = Stroke::new(2.5, accent);
                let kind = StrokeKind::Outside;
                ui.painter()
                    .rect_stroke(area.expand(3.0), 5.0, stroke, kind);
            }
            let from = open.shown(from).and_then(|span| pointing.area(span.range));
            if let Some(from) = from {
                join(from.center_top(), pointer);
            }
        }
        _ if reading.can_edit && open.walk.is_none() => {
            if let Some(handle) = pointing.handle(reading) {
                let page = palette(ui.ctx()).page;
                ui.painter()
                    .circle(handle, HANDLE, page, Stroke::new(2.0, accent));
                ui.painter().circle_filled(handle, 1.5, accent);
            }
        }
        _ => {}
    }
}

/// A relation as a line.
struct Line<'a> {
    relation: &'a Relation,
    /// Lines that run beside each other keep apart.
    lane: f32,
    /// Whether it is of the span that matters now.
    chosen: bool,
}

impl Line<'_> {
    /// Draws it. Returns what it is called if that is to be read, and where: at the end away
    /// from the span that matters, so that where many lines meet their names do not. `comes_in`
    /// says that it ends at that span.
    fn paint(
        &self,
        ui: &Ui,
        reading: &Reading<'_>,
        (from, to): (End, End),
        margin: &Margin,
        comes_in: bool,
    ) -> Option<Title> {
        let other = self.relation.to;
        let of_label = reading.open.shown(other).map(|span| &span.label);
        let of_label = of_label.and_then(|label| reading.schema.label(label));
        let colors = palette(ui.ctx());
        let color = of_label.map_or(colors.weak, |label| label_color(ui.ctx(), &label.color));
        let faded = if self.chosen { 0.9 } else { 0.4 };
        let stroke = Stroke::new(1.5, color.gamma_multiply(faded));
        let gap = 5.0 + self.lane * 2.0;
        let (a, b) = (from.top() - vec2(0.0, gap), to.top() - vec2(0.0, gap));
        let mut points = vec![from.top(), a];
        if (a.y - b.y).abs() > 6.0 {
            let away = 8.0 + self.lane * 4.0;
            let x = if margin.right {
                margin.x + away
            } else {
                margin.x - away
            };
            points.extend([pos2(x, a.y), pos2(x, b.y)]);
        }
        points.extend([b, to.top()]);
        let dashed = self.relation.state == SpanState::Suggested;
        arrow(ui, &points, stroke, dashed);
        let (far, near) = if comes_in {
            ((from, a), (to, b))
        } else {
            ((to, b), (from, a))
        };
        let seen = [far, near].into_iter().filter(|_| self.chosen);
        let mut seen = seen.filter(|(end, _)| matches!(end, End::Seen(_)));
        seen.next().map(|(_, at)| self.title(reading, at, color))
    }

    /// The name of the type, on the line above the words where it stands.
    fn title(&self, reading: &Reading<'_>, at: Pos2, color: Color32) -> Title {
        let kind = reading.schema.relation(&self.relation.kind);
        let title = kind.map_or(self.relation.kind.as_str(), |kind| {
            if reading.arabic {
                &kind.title.ar
            } else {
                &kind.title.en
            }
        });
        Title {
            words: title.to_owned(),
            at: at + vec2(0.0, 3.0),
            color,
        }
    }
}

/// What a line is called.
struct Title {
    words: String,
    /// The middle of its lower edge.
    at: Pos2,
    color: Color32,
}

/// Writes the names of lines: one above the other where they would meet, none twice there.
fn paint_titles(ui: &Ui, titles: Vec<Title>) {
    /// How many stand above each other; more would cover the words of the line above.
    const DEEP: usize = 3;
    let page = palette(ui.ctx()).page.gamma_multiply(0.9);
    let mut written: Vec<(Rect, String)> = Vec::new();
    for title in titles {
        let shaped = text::shape(ui.ctx(), &title.words, Font::ui(10.0), Fit::Line);
        let size = shaped.size() + vec2(6.0, 0.0);
        let lowest = Align2::CENTER_BOTTOM.anchor_size(title.at, size);
        let meets = |rect: Rect| {
            written
                .iter()
                .filter(move |(other, _)| other.intersects(rect))
        };
        if meets(lowest).any(|(_, words)| *words == title.words) {
            continue;
        }
        let up = |step| lowest.translate(vec2(0.0, -(step as f32) * size.y));
        let mut places = (0..DEEP).map(up);
        let Some(rect) = places.find(|rect| meets(rect.shrink(0.5)).next().is_none()) else {
            continue;
        };
        ui.painter().rect_filled(rect, 3.0, page);
        let inside = rect.min + vec2(3.0, 0.0);
        text::paint(ui.painter(), inside, &shaped, title.color);
        written.push((rect, title.words));
    }
}

/// Where a line ends.
#[derive(Clone, Copy)]
pub(super) enum End {
    /// At words that can be seen.
    Seen(Rect),
    /// Beyond the upper or the lower edge.
    Beyond(Pos2),
}

impl End {
    fn top(&self) -> Pos2 {
        match self {
            Self::Seen(rect) => rect.center_top(),
            Self::Beyond(point) => *point,
        }
    }
}

impl Pointing<'_> {
    /// The first piece of a range, as high as its letters.
    pub(super) fn area(&self, range: ByteRange) -> Option<Rect> {
        let number = self.shown.document.paragraph_at(range.start());
        let (_, origin) = self.placed.iter().find(|(n, _)| *n == number)?;
        let laid = self.shown.laid.get(&number)?;
        let part = *self.shown.document.paragraphs().get(number)?;
        let inside = range.intersection(part)?;
        let shift = |place: ByteIdx| ByteIdx(place.0.saturating_sub(part.start().0));
        let local = ByteRange::new(shift(inside.start()), shift(inside.end()));
        let pieces = laid.paragraph.pieces(local);
        let line = pieces.first()?.line;
        let first = pieces.iter().filter(|piece| piece.line == line);
        let (scale, size) = (self.shown.setting.scale, self.shown.setting.style.size);
        let areas = first.map(|piece| {
            let middle = (piece.top + piece.bottom) / 2.0;
            let from = *origin + vec2(piece.left, middle - 0.72 * size) / scale;
            let to = *origin + vec2(piece.right, middle + 0.62 * size) / scale;
            Rect::from_min_max(from, to)
        });
        areas.reduce(Rect::union)
    }

    /// Where the line to a range ends.
    fn end(&self, range: ByteRange, visible: Rect) -> End {
        let first = self.placed.first().map_or(0, |(number, _)| *number);
        let above = self.shown.document.paragraph_at(range.start()) < first;
        match self.area(range) {
            Some(area) => End::Seen(area),
            None if above => End::Beyond(visible.center_top() - vec2(0.0, 20.0)),
            None => End::Beyond(visible.center_bottom() + vec2(0.0, 20.0)),
        }
    }

    /// The innermost span at a point.
    pub(super) fn span_at(&self, reading: &Reading<'_>, point: Pos2) -> Option<SpanId> {
        let (_, grapheme) = self
            .at(point)
            .filter(|(_, grapheme)| !grapheme.is_empty())?;
        let stack = reading.open.index.stack_at(grapheme.start());
        // Beside the end of a line the nearest letter is far away.
        stack.into_iter().find(|id| {
            let span = reading.open.shown(*id);
            span.is_some_and(|span| self.touches(span.range, point))
        })
    }

    fn touches(&self, range: ByteRange, point: Pos2) -> bool {
        let reach = Vec2::splat(6.0);
        let ends = [
            self.caret(range.start(), false),
            self.caret(range.end(), true),
        ];
        let mut areas = ends.into_iter().flatten().chain(self.area(range));
        let one_line = areas.clone().all(|area| {
            let first = self.area(range);
            first.is_some_and(|first| (first.center().y - area.center().y).abs() < 4.0)
        });
        !one_line || areas.any(|area| area.expand2(reach).contains(point))
    }

    /// The handle from which a relation of the selected span is dragged: above its end.
    pub(super) fn handle(&self, reading: &Reading<'_>) -> Option<Pos2> {
        let open = reading.open;
        let span = open.shown(open.span?)?;
        let types = &reading.schema.relations;
        let mut ends = types
            .iter()
            .flat_map(|kind| kind.from.iter().chain(&kind.to));
        if !ends.any(|label| *label == span.label) {
            return None;
        }
        let caret = self.caret(span.range.end(), true)?;
        Some(caret.center_top() - vec2(0.0, 2.0))
    }

    /// The spans that can be seen.
    fn seen(&self, reading: &Reading<'_>) -> Vec<SpanId> {
        let paragraphs = self.shown.document.paragraphs();
        let parts = self.placed.iter().filter_map(|(n, _)| paragraphs.get(*n));
        let Some(range) = parts.copied().reduce(ByteRange::hull) else {
            return Vec::new();
        };
        let spans = reading.open.index.touching(range);
        spans.map(|(id, ..)| id).collect()
    }
}

/// A broken line with a head at its end.
fn arrow(ui: &Ui, points: &[Pos2], stroke: Stroke, dashed: bool) {
    if dashed {
        ui.painter()
            .extend(Shape::dashed_line(points, stroke, 4.0, 3.0));
    } else {
        ui.painter().add(Shape::line(points.to_vec(), stroke));
    }
    if let [.., before, end] = points {
        let along = (*end - *before).normalized() * 5.0;
        let across = vec2(-along.y, along.x) * 0.6;
        let head = vec![*end, *end - along + across, *end - along - across];
        ui.painter()
            .add(Shape::convex_polygon(head, stroke.color, Stroke::NONE));
    }
}
