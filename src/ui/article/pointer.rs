//! What the mouse does in the article.

use egui::{CursorIcon, Pos2, Rect, Response, Ui, vec2};

use super::Reading;
use super::layout::Shown;
use crate::model::id::SpanId;
use crate::model::span::Span;
use crate::session::command::{Command, RelationCommand, Select, SpanCommand, WalkCommand};
use crate::session::walk::{Purpose, Step};
use crate::text::offset::{ByteIdx, ByteRange};
use crate::typeset::caret::CaretStop;

/// How near to a handle a press must be, in points.
const REACH: f32 = 14.0;

/// How near to the handle of a relation, in points.
const HANDLE: f32 = 9.0;

/// What is being dragged.
#[derive(Clone, Copy)]
pub(super) enum Drag {
    /// A selection, from there.
    Select(ByteIdx),
    /// An edge of a span; the other one stays there.
    Edge(SpanId, ByteIdx),
    /// A relation, from that span.
    Relate(SpanId),
}

/// What is under the pointer.
pub(super) struct Pointing<'a> {
    /// The layout.
    pub(super) shown: &'a Shown,
    /// The paragraphs that are shown, with their upper left corners in points.
    pub(super) placed: &'a [(usize, Pos2)],
}

impl Pointing<'_> {
    /// The caret place and the grapheme at a point, in bytes of the article.
    pub(super) fn at(&self, point: Pos2) -> Option<(ByteIdx, ByteRange)> {
        let after = self
            .placed
            .partition_point(|(_, origin)| origin.y <= point.y);
        let (number, origin) = self.placed.get(after.saturating_sub(1))?;
        let laid = self.shown.laid.get(number)?;
        let start = self.shown.document.paragraphs().get(*number)?.start().0;
        let local = (point - *origin) * self.shown.setting.scale;
        let hit = laid.paragraph.hit(local.x, local.y);
        let shift = |place: ByteIdx| ByteIdx(place.0 + start);
        let grapheme = ByteRange::new(shift(hit.grapheme.start()), shift(hit.grapheme.end()));
        Some((shift(hit.caret.place), grapheme))
    }

    /// Whether a span can be related to another one.
    pub(super) fn can_relate(&self, reading: &Reading<'_>, from: SpanId, to: &Span) -> bool {
        let purpose = Purpose::Relate(from);
        reading.open.can_choose(reading.schema, &purpose, to)
    }

    /// What the right button takes up before its menu is shown: what is selected already, the
    /// innermost span, or the word.
    fn take_up(&self, reading: &Reading<'_>, at: Pos2) -> Option<Command> {
        let (_, grapheme) = self.at(at)?;
        let place = grapheme.start();
        let selected = reading.open.active_range();
        if selected.is_some_and(|range| range.start() <= place && place < range.end()) {
            return None;
        }
        let stack = reading.open.index.stack_at(place);
        Some(match stack.first() {
            Some(span) => Command::Span(SpanCommand::Focus(*span)),
            None => Command::Select(Select::Snapped(ByteRange::at(place))),
        })
    }

    /// Where the caret before or after a place stands: the lower end, in points.
    fn foot(&self, place: ByteIdx, after: bool) -> Option<Pos2> {
        self.caret(place, after).map(|caret| caret.center_bottom())
    }

    /// Where the caret before or after a place stands, as high as the letters, in points.
    pub(super) fn caret(&self, place: ByteIdx, after: bool) -> Option<Rect> {
        let number = self.shown.document.paragraph_at(place);
        let (_, origin) = self.placed.iter().find(|(n, _)| *n == number)?;
        let laid = self.shown.laid.get(&number)?;
        let start = self.shown.document.paragraphs().get(number)?.start().0;
        let local = ByteIdx(place.0.saturating_sub(start));
        let stop = if after {
            CaretStop::after(local)
        } else {
            CaretStop::before(local)
        };
        let caret = laid.paragraph.caret(stop);
        let middle = (caret.top + caret.bottom) / 2.0;
        let (scale, size) = (self.shown.setting.scale, self.shown.setting.style.size);
        let foot = *origin + vec2(caret.x, middle + 0.62 * size) / scale;
        let head = *origin + vec2(caret.x, middle - 0.72 * size) / scale;
        Some(Rect::from_min_max(head, foot))
    }
}

/// Turns what the mouse did into commands.
pub(super) fn act(
    ui: &Ui,
    response: &Response,
    reading: &Reading<'_>,
    pointing: &Pointing<'_>,
    drag: &mut Option<Drag>,
    commands: &mut Vec<Command>,
) {
    let open = reading.open;
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::Text);
    }
    if response.clicked() || response.drag_started() || response.secondary_clicked() {
        response.request_focus();
    }
    if response.secondary_clicked() && open.walk.is_none() {
        let at = ui.input(|input| input.pointer.latest_pos());
        commands.extend(at.and_then(|at| pointing.take_up(reading, at)));
        return;
    }
    let by_char = ui.input(|input| input.modifiers.alt);
    if response.drag_started() {
        // Where the button went down, not where the drag was noticed: else letters are lost.
        let origin = ui.input(|input| input.pointer.press_origin());
        *drag = origin.and_then(|origin| {
            let span = open
                .span
                .and_then(|id| open.shown(id))
                .filter(|_| reading.can_edit);
            let by_handle = span.filter(|_| {
                let handle = pointing.handle(reading);
                handle.is_some_and(|handle| handle.distance(origin) < HANDLE)
            });
            let held = ui.input(|input| input.modifiers.command) && reading.can_edit;
            let from = by_handle.map(|span| span.id);
            let from = from.or_else(|| pointing.span_at(reading, origin).filter(|_| held));
            if let Some(from) = from {
                return Some(Drag::Relate(from));
            }
            if let Some(span) = span {
                let near = |place, after| {
                    pointing
                        .foot(place, after)
                        .is_some_and(|foot| foot.distance(origin) < REACH)
                };
                // The edge that is not dragged stays.
                if near(span.range.start(), false) {
                    return Some(Drag::Edge(span.id, span.range.end()));
                }
                if near(span.range.end(), true) {
                    return Some(Drag::Edge(span.id, span.range.start()));
                }
            }
            Some(Drag::Select(pointing.at(origin)?.0))
        });
    }
    if let Some(Drag::Relate(from)) = *drag {
        if response.drag_stopped() {
            let goal = response.interact_pointer_pos();
            let goal = goal.and_then(|point| pointing.span_at(reading, point));
            let goal = goal.and_then(|id| open.shown(id));
            let goal = goal.filter(|span| pointing.can_relate(reading, from, span));
            commands.extend(
                goal.map(|goal| Command::Relation(RelationCommand::Between(from, goal.id))),
            );
            *drag = None;
        }
        return;
    }
    let here = response
        .interact_pointer_pos()
        .and_then(|point| pointing.at(point));
    if let (Some(moved), Some((place, _))) = (*drag, here) {
        let anchor = match moved {
            Drag::Select(anchor) | Drag::Edge(_, anchor) => anchor,
            Drag::Relate(_) => return,
        };
        let range = ByteRange::new(anchor, place);
        let done = response.drag_stopped();
        match moved {
            Drag::Select(_) if by_char => commands.push(Command::Select(Select::Range(range))),
            Drag::Select(_) => commands.push(Command::Select(Select::Snapped(range))),
            Drag::Edge(span, _) if done && !range.is_empty() => {
                let range = if by_char { range } else { open.snapped(range) };
                commands.push(Command::Span(SpanCommand::Resize(span, range)));
            }
            Drag::Edge(..) | Drag::Relate(_) => {}
        }
        // Near the edge of the window the article follows.
        if let Some(point) = response.interact_pointer_pos() {
            ui.scroll_to_rect(Rect::from_center_size(point, vec2(1.0, 60.0)), None);
        }
        if done {
            *drag = None;
        }
        return;
    }
    let Some((_, grapheme)) = here else { return };
    if let Some(walk) = &open.walk {
        if response.clicked() {
            let stack = open.index.stack_at(grapheme.start());
            let choice = open.choice_at(reading.schema, &walk.purpose, &stack);
            commands.extend(match choice {
                // A second click on the same span chooses it.
                Some(span) if walk.at == Some(span) => {
                    vec![Command::Walk(WalkCommand::Step(Step::Choose))]
                }
                Some(span) => vec![Command::Walk(WalkCommand::To(span))],
                None => vec![Command::Walk(WalkCommand::Step(Step::Leave))],
            });
        }
        return;
    }
    if response.triple_clicked() {
        commands.push(Command::Select(Select::Snapped(ByteRange::at(
            grapheme.start(),
        ))));
        commands.push(Command::Select(Select::Sentence));
    } else if response.double_clicked() {
        commands.push(Command::Select(Select::Snapped(ByteRange::at(
            grapheme.start(),
        ))));
    } else if response.clicked() {
        let stack = if grapheme.is_empty() {
            Vec::new()
        } else {
            open.index.stack_at(grapheme.start())
        };
        // A click takes the innermost span; again, the one around it.
        let at = open
            .span
            .and_then(|id| stack.iter().position(|other| *other == id));
        let next = at.map_or(0, |at| (at + 1) % stack.len().max(1));
        commands.push(match stack.get(next) {
            Some(id) => Command::Span(SpanCommand::Focus(*id)),
            None => Command::Select(Select::Clear),
        });
    }
}
