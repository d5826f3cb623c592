//! The rows of a table. Only those on screen are made into words; the grid has the keys as a
//! whole, and its cursor is a cell. Where the columns find no room beside each other they are
//! scrolled, and the head goes along.

use egui::{
    Id, Pos2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::empty;
use crate::model::span::SpanState;
use crate::session::Session;
use crate::session::command::TableCommand;
use crate::session::table::column::{Line, Shown, cell};
use crate::session::table::{Column, Table};
use crate::typeset::engine::Direction;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::palette;
use crate::ui::widgets::outline::outline;
use crate::ui::widgets::tip;

const HEAD: f32 = 28.0;
const ROW: f32 = 28.0;
/// The least width of a column that takes one share of the room.
const UNIT: f32 = 62.0;
/// The room between the text of two cells.
const GAP: f32 = 12.0;

/// What has the keys while the rows have them.
pub(in crate::ui) fn focus_id() -> Id {
    Id::unique("table rows")
}

/// What the grid keeps between frames.
#[derive(Default)]
pub(super) struct Grid {
    /// The cursor that was last brought into view.
    seen: Option<(usize, usize)>,
    /// How far the rows are scrolled.
    offset: Vec2,
    /// Their room.
    room: Vec2,
    /// How wide a row is.
    width: f32,
}

impl Grid {
    /// Shows head and rows.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        table: &Table,
        rtl: bool,
    ) -> Vec<TableCommand> {
        let columns = table.columns();
        let shares: f32 = columns.iter().map(|column| column.share()).sum();
        let room = ui.available_width();
        let width = room.max(shares * UNIT);
        let mut commands = Vec::new();
        commands.extend(self.head(ui, session, table, (&columns, width), rtl));
        let body = ui.available_rect_before_wrap();
        let rows = ui.interact(body, focus_id(), Sense::focusable_noninteractive());
        rows.widget_info(|| {
            WidgetInfo::labeled(Role::Grid, true, session.catalogue.t(table.tab().key()))
        });
        if table.is_empty() {
            commands.extend(empty::show(ui, session, table, rtl));
            return commands;
        }
        let mut area = ScrollArea::new([width > room, true]).auto_shrink(false);
        let (mut aside, down) = self.reveal(table.cursor(), &columns, width, rtl);
        // Rows are read from their start.
        if rtl && self.width != width {
            aside = Some(width - room);
        }
        self.width = width;
        if let Some(offset) = aside.filter(|_| width > room) {
            area = area.horizontal_scroll_offset(offset);
        }
        if let Some(offset) = down {
            area = area.vertical_scroll_offset(offset);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let focused = rows.has_focus();
        let output = area.show_rows(ui, ROW, table.len(), |ui, range| {
            for number in range {
                let Some(line) = table.line(number) else {
                    ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
                    continue;
                };
                let row = Row {
                    number,
                    line,
                    columns: &columns,
                    width,
                    cursor: table.cursor(),
                    focused,
                };
                commands.extend(row.show(ui, session, rtl));
            }
        });
        self.offset = output.state.clamped_offset();
        self.room = output.inner_rect.size();
        commands
    }

    /// How far to scroll aside and down to see a cursor that has moved.
    fn reveal(
        &mut self,
        cursor: (usize, usize),
        columns: &[Column],
        width: f32,
        rtl: bool,
    ) -> (Option<f32>, Option<f32>) {
        if self.seen == Some(cursor) {
            return (None, None);
        }
        let first = self.seen.replace(cursor).is_none();
        if first || self.room.y <= 0.0 {
            return (None, None);
        }
        let to = |from: f32, to: f32, offset: f32, room: f32| {
            if from < offset {
                Some(from)
            } else if to > offset + room {
                Some(to - room)
            } else {
                None
            }
        };
        let top = cursor.0 as f32 * ROW;
        let row = Rect::from_min_size(Pos2::ZERO, vec2(width, ROW));
        let slots = slots(row, columns, rtl);
        let aside = slots
            .get(cursor.1)
            .and_then(|slot| to(slot.left(), slot.right(), self.offset.x, self.room.x));
        (aside, to(top, top + ROW, self.offset.y, self.room.y))
    }

    /// The names of the columns: a click sorts, and they are dragged to other places.
    fn head(
        &self,
        ui: &mut Ui,
        session: &Session,
        table: &Table,
        (columns, width): (&[Column], f32),
        rtl: bool,
    ) -> Option<TableCommand> {
        let size = vec2(ui.available_width(), HEAD);
        let (seen, _) = ui.allocate_exact_size(size, Sense::hover());
        let colors = palette(ui.ctx());
        let painter = ui.painter().with_clip_rect(seen.intersect(ui.clip_rect()));
        painter.rect_filled(seen, 4.0, colors.panel);
        let aside = vec2(self.offset.x.min(width - seen.width()), 0.0);
        let rect = Rect::from_min_size(seen.min - aside, vec2(width, HEAD));
        let mut wanted = None;
        let slots = slots(rect, columns, rtl);
        for (column, slot) in columns.iter().zip(&slots) {
            let slot = *slot;
            let id = focus_id().with(("head", *column as u8));
            let response = ui.interact(slot.intersect(seen), id, Sense::click_and_drag());
            let name = session.catalogue.t(column.key());
            let sorted = table.sort().filter(|(by, _)| by == column);
            let words = match sorted {
                Some((_, true)) => format!("{name} ↓"),
                Some((_, false)) => format!("{name} ↑"),
                None => name.clone(),
            };
            response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &words));
            if response.hovered() || response.dragged() {
                painter.rect_filled(slot, 4.0, colors.hover);
            }
            if response.has_focus() {
                let stroke = Stroke::new(2.0, colors.accent);
                painter.rect_stroke(slot.shrink(1.0), 4.0, stroke, StrokeKind::Inside);
            }
            let inside = slot.shrink2(vec2(GAP / 2.0, 0.0));
            let font = Font::ui(12.0).bold();
            let shaped = text::shape(ui.ctx(), &words, font, Fit::Elide(inside.width()));
            let at_right = rtl != column.is_number();
            text::paint_in(&painter, inside, &shaped, colors.weak, at_right);
            if response.clicked() {
                wanted = Some(TableCommand::Sort(*column));
            }
            // Where it is dragged to: the column that is under the pointer.
            let pointer = response.interact_pointer_pos();
            let over = pointer.and_then(|at| {
                let slots = columns.iter().zip(&slots);
                let mut others = slots.filter(|(other, _)| *other != column);
                others.find(|(_, slot)| slot.x_range().contains(at.x))
            });
            if let Some((over, place)) = over {
                if response.dragged() {
                    let stroke = Stroke::new(2.0, colors.accent);
                    painter.rect_stroke(place.shrink(1.0), 4.0, stroke, StrokeKind::Inside);
                }
                if response.drag_stopped() {
                    wanted = Some(TableCommand::PutColumn(*column, *over));
                }
            }
            let (sort, drag) = ("cmd-table-sort", "table-drag");
            let [sort, drag] = [sort, drag].map(|key| session.catalogue.t(key));
            tip(response, &format!("{name}\n{sort}\n{drag}"), rtl);
        }
        wanted
    }
}

/// The places of columns in a row.
fn slots(rect: Rect, columns: &[Column], rtl: bool) -> Vec<Rect> {
    let all: f32 = columns.iter().map(|column| column.share()).sum();
    let unit = rect.width() / all.max(0.1);
    let mut from = 0.0;
    let slot = |column: &Column| {
        let width = column.share() * unit;
        let left = if rtl {
            rect.right() - from - width
        } else {
            rect.left() + from
        };
        from += width;
        Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()))
    };
    columns.iter().map(slot).collect()
}

/// A row on screen.
struct Row<'a> {
    number: usize,
    line: Line<'a>,
    columns: &'a [Column],
    width: f32,
    cursor: (usize, usize),
    focused: bool,
}

impl Row<'_> {
    fn show(&self, ui: &mut Ui, session: &Session, rtl: bool) -> Vec<TableCommand> {
        let size = vec2(self.width, ROW);
        let (rect, row) = ui.allocate_exact_size(size, Sense::hover());
        let colors = palette(ui.ctx());
        let at_cursor = self.cursor.0 == self.number;
        if at_cursor {
            ui.painter().rect_filled(rect, 4.0, colors.selection);
        } else if row.hovered() {
            ui.painter().rect_filled(rect, 4.0, colors.hover);
        }
        if is_proposed(self.line) {
            outline(ui, rect.shrink(1.0), SpanState::Suggested, colors.weak);
        }
        let line = Stroke::new(1.0, colors.line);
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
        let mut commands = Vec::new();
        for (at, (column, slot)) in self
            .columns
            .iter()
            .zip(slots(rect, self.columns, rtl))
            .enumerate()
        {
            let shown = cell(self.line, *column, &session.catalogue);
            if at_cursor && self.cursor.1 == at {
                let width = if self.focused { 2.0 } else { 1.0 };
                let stroke = Stroke::new(width, colors.accent);
                ui.painter()
                    .rect_stroke(slot.shrink(1.0), 4.0, stroke, StrokeKind::Inside);
            }
            commands.extend(self.cell(ui, session, (at, *column, slot), &shown, rtl));
        }
        commands
    }

    fn cell(
        &self,
        ui: &mut Ui,
        session: &Session,
        (at, column, slot): (usize, Column, Rect),
        shown: &Shown,
        rtl: bool,
    ) -> Vec<TableCommand> {
        let id = focus_id().with(("cell", self.number, at));
        // A cell is clicked and never walked to: the keys move the cursor.
        let response = ui.interact(slot, id, Sense::CLICK);
        let here = self.cursor == (self.number, at);
        response.widget_info(|| {
            let name = session.catalogue.t(column.key());
            let words = format!("{name}: {} {}", shown.words, shown.detail);
            WidgetInfo::selected(Role::Cell, true, here, words.trim())
        });
        let colors = palette(ui.ctx());
        let inside = slot.shrink2(vec2(GAP / 2.0, 0.0));
        let fit = Fit::Elide(inside.width());
        // `30+` and a period of days are read from left to right in both languages.
        let direction = if column.is_number() || column == Column::Date {
            Direction::Ltr
        } else {
            Direction::Auto
        };
        let font = Font::ui(13.0);
        let shaped = text::shape_directed(ui.ctx(), &shown.words, font, fit, direction);
        let color = if is_faint(self.line) || is_proposed(self.line) {
            colors.weak
        } else {
            colors.text
        };
        // Numbers stand at the end side.
        let at_right = rtl != column.is_number();
        text::paint_in(ui.painter(), inside, &shaped, color, at_right);
        let mut commands = Vec::new();
        if response.clicked() || response.double_clicked() {
            ui.memory_mut(|memory| memory.request_focus(focus_id()));
            commands.push(TableCommand::Point(self.number, at));
        }
        if response.double_clicked() {
            commands.push(TableCommand::Open);
        }
        let parts = [shown.words.as_str(), shown.detail.as_str()];
        let full = shaped.is_elided() || !shown.detail.is_empty();
        if full {
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            tip(response, &parts.collect::<Vec<_>>().join("\n"), rtl);
        }
        commands
    }
}

/// Whether a row is only proposed.
fn is_proposed(line: Line<'_>) -> bool {
    matches!(line, Line::Incident(_, row) if row.state == SpanState::Suggested)
}

/// Whether a row counts less: something of an earlier time, or something denied.
fn is_faint(line: Line<'_>) -> bool {
    match line {
        Line::Incident(_, row) => row.is_background() || row.status == "denied",
        Line::Mention(_, row) => row.episode == "background" || row.status == "denied",
        Line::Faction(_) => false,
    }
}
