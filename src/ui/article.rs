//! The article: paragraphs as typeset text with their spans, selected with the mouse.
//!
//! Only what can be seen is laid out and painted. Heights of paragraphs that have not been laid
//! out are estimates, replaced when they are.

use std::collections::HashMap;

use egui::{
    CornerRadius, CursorIcon, Id, Pos2, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

mod marks;

use super::accessible::Runs;
use super::paint::quads::Quads;
use super::paint::text::{self, Fit, Font};
use super::theme::{self, palette};
use crate::model::article::BaseDirection;
use crate::model::id::{ArticleId, SpanId};
use crate::model::schema::Schema;
use crate::session::command::{Command, Select, SpanCommand};
use crate::session::open::OpenArticle;
use crate::session::settings::{ReadingFace, Settings};
use crate::text::offset::{ByteIdx, ByteRange};
use crate::typeset::document::Document;
use crate::typeset::engine::{Direction, TextStyle};
use crate::typeset::fonts::Face;
use crate::typeset::geometry::Piece;
use crate::typeset::paragraph::Paragraph;

/// How many laid-out paragraphs are kept beyond the visible ones.
const KEPT: usize = 96;
/// How near to a handle a press must be, in points.
const REACH: f32 = 8.0;

/// What the view keeps between frames.
#[derive(Default)]
pub struct ArticleView {
    shown: Option<Shown>,
    drag: Option<Drag>,
    reveal: Option<ByteRange>,
    /// A step of the selection to the line above or below that waits for the next frame.
    line_step: Option<bool>,
    /// Where the selection wants to be when it goes from line to line, in points; it is kept
    /// from one step to the next.
    goal: Option<f32>,
    kept_goal: Option<f32>,
    /// Where the selection was last seen, in points.
    anchor: Option<Rect>,
    /// Whether the selection was made with the mouse and nothing was done with it yet.
    by_mouse: bool,
}

struct Shown {
    id: ArticleId,
    document: Document,
    setting: Setting,
    /// Height of each paragraph in points, and whether it was measured.
    heights: Vec<(f32, bool)>,
    laid: HashMap<usize, Laid>,
}

/// All that a layout depends on.
#[derive(Clone, Copy, PartialEq)]
struct Setting {
    style: TextStyle,
    direction: Direction,
    /// Width of the column in physical pixels.
    width: f32,
    scale: f32,
}

struct Laid {
    paragraph: Paragraph,
    quads: Quads,
    used: u64,
}

#[derive(Clone, Copy)]
enum Drag {
    Select(ByteIdx),
    Edge(SpanId, ByteIdx),
}

/// What the view reads.
pub struct Reading<'a> {
    /// The article.
    pub open: &'a OpenArticle,
    /// The labels.
    pub schema: &'a Schema,
    /// Face and size.
    pub settings: &'a Settings,
    /// The base direction of its paragraphs.
    pub direction: BaseDirection,
    /// The name of the article, for a screen reader.
    pub title: &'a str,
    /// Whether spans can be changed.
    pub can_edit: bool,
    /// Whether label names are Arabic.
    pub arabic: bool,
    /// Where the words are that were looked for, ascending.
    pub hits: &'a [ByteRange],
}

/// The id of the article, for the focus.
#[must_use]
pub fn focus_id() -> Id {
    Id::unique("the article")
}

impl ArticleView {
    /// Scrolls so that a range can be seen.
    pub fn reveal(&mut self, range: ByteRange) {
        self.reveal = Some(range);
    }

    /// Selects the word above or below the selection, in the next frame.
    pub fn step_line(&mut self, down: bool) {
        self.line_step = Some(down);
        self.goal = self.kept_goal.take();
    }

    /// Where the selection is, in points, if it can be seen.
    #[must_use]
    pub fn anchor(&self) -> Option<Rect> {
        self.anchor
    }

    /// Whether the selection was just made with the mouse.
    #[must_use]
    pub fn is_fresh_selection(&self) -> bool {
        self.by_mouse && self.drag.is_none()
    }

    /// Forgets that the selection was made with the mouse: a key was pressed.
    pub fn use_selection(&mut self) {
        self.by_mouse = false;
        self.kept_goal = self.goal.take();
    }

    /// Shows the article and returns what the user asked for.
    pub fn show(&mut self, ui: &mut Ui, reading: &Reading<'_>) -> Vec<Command> {
        let scale = ui.ctx().pixels_per_point();
        let size = reading.settings.article_size;
        let margin = 28.0;
        let column = (ui.available_width() - 2.0 * margin - 14.0)
            .min(reading.settings.measure * size)
            .max(80.0);
        let setting = Setting {
            style: TextStyle {
                face: match reading.settings.face {
                    ReadingFace::Naskh => Face::Naskh,
                    ReadingFace::Sans => Face::Sans,
                },
                size: size * scale,
                line_height: reading.settings.line_height,
                bold: false,
            },
            direction: match reading.direction {
                BaseDirection::Auto => Direction::Auto,
                BaseDirection::Rtl => Direction::Rtl,
                BaseDirection::Ltr => Direction::Ltr,
            },
            width: (column * scale).floor(),
            scale,
        };
        self.prepare(reading, setting);
        let mut commands = Vec::new();
        let scroll = ScrollArea::vertical()
            .id_salt(("article", reading.open.id.as_str()))
            .auto_shrink(false);
        let output = scroll.show_viewport(ui, |ui, viewport| {
            self.content(ui, viewport, reading, column, &mut commands);
        });
        marks::paint(ui, output.inner_rect, output.content_size.y, reading);
        commands
    }

    fn prepare(&mut self, reading: &Reading<'_>, setting: Setting) {
        let same = self
            .shown
            .as_ref()
            .is_some_and(|s| s.id == reading.open.id && s.setting == setting);
        if same {
            return;
        }
        let document = match self.shown.take() {
            Some(shown) if shown.id == reading.open.id => shown.document,
            _ => {
                self.drag = None;
                Document::new(reading.open.text.shared())
            }
        };
        let line = setting.style.size * setting.style.line_height / setting.scale;
        // An Arabic letter takes about two bytes and 0.42 em.
        let per_line = (setting.width / (setting.style.size * 0.21)).max(8.0);
        let heights = document
            .paragraphs()
            .iter()
            .map(|range| {
                (
                    (range.len() as f32 / per_line).ceil().max(1.0) * line,
                    false,
                )
            })
            .collect();
        self.shown = Some(Shown {
            id: reading.open.id.clone(),
            document,
            setting,
            heights,
            laid: HashMap::new(),
        });
    }

    fn content(
        &mut self,
        ui: &mut Ui,
        viewport: Rect,
        reading: &Reading<'_>,
        column: f32,
        commands: &mut Vec<Command>,
    ) {
        let Some(shown) = &mut self.shown else { return };
        let padding = 24.0;
        let gap = shown.setting.style.size / shown.setting.scale * 0.35;
        let frame = ui.ctx().cumulative_frame_nr();
        // What is revealed is measured first, so that the scroll goes to the right place.
        let target = self.reveal.take();
        if let Some(range) = target {
            let number = shown.document.paragraph_at(range.start());
            shown.lay(ui, number, frame);
        }
        let mut tops = Vec::with_capacity(shown.heights.len());
        let mut y = padding;
        for (height, _) in &shown.heights {
            tops.push(y);
            y += height + gap;
        }
        let total = y + padding;
        ui.set_height(total);
        let corner = ui.max_rect().left_top();
        let left = corner.x + ((ui.available_width() - column) / 2.0).max(0.0);
        let area = Rect::from_min_size(corner, vec2(ui.available_width(), total));
        let response = ui.interact(area, focus_id(), Sense::click_and_drag());
        let first = tops
            .partition_point(|top| *top <= viewport.top())
            .saturating_sub(1);
        let end = tops.partition_point(|top| *top < viewport.bottom());
        for number in first..end {
            shown.lay(ui, number, frame);
        }
        if let Some(range) = target {
            let number = shown.document.paragraph_at(range.start());
            if let (Some(laid), Some(top)) = (shown.laid.get(&number), tops.get(number)) {
                let start = shown
                    .document
                    .paragraphs()
                    .get(number)
                    .map_or(0, |r| r.start().0);
                let place = ByteIdx(range.start().0.saturating_sub(start));
                let line = laid.paragraph.line_of(place);
                let line = laid.paragraph.lines().get(line);
                let (a, b) = line.map_or((0.0, 20.0), |l| (l.top, l.bottom));
                let scale = shown.setting.scale;
                let rect = Rect::from_x_y_ranges(
                    area.x_range(),
                    (corner.y + top + a / scale - 40.0)..=(corner.y + top + b / scale + 40.0),
                );
                ui.scroll_to_rect(rect, None);
            }
        }
        let placed: Vec<(usize, Pos2)> = (first..end)
            .filter_map(|n| Some((n, pos2(left, corner.y + tops.get(n)?))))
            .collect();
        for (number, origin) in &placed {
            shown.paint(
                ui,
                *number,
                *origin,
                reading,
                viewport.translate(corner.to_vec2()),
            );
        }
        accessible(ui, &response, reading);
        tell(ui, &response, reading, shown, &placed);
        let pointing = Pointing {
            shown,
            placed: &placed,
        };
        act(ui, &response, reading, &pointing, &mut self.drag, commands);
        for command in commands.iter() {
            self.by_mouse = matches!(
                command,
                Command::Select(Select::Range(_) | Select::Snapped(_) | Select::Sentence)
            );
        }
        self.anchor = reading.open.active_range().and_then(|range| {
            let (from, to) = (
                pointing.caret(range.start(), false)?,
                pointing.caret(range.end(), true)?,
            );
            Some(from.union(to)).filter(|area| area.intersects(ui.clip_rect()))
        });
        if let Some(down) = self.line_step.take() {
            let range = reading.open.active_range();
            let from = range.and_then(|range| {
                let start = pointing.caret(range.start(), false)?;
                let end = pointing.caret(range.end(), true).unwrap_or(start);
                let same_line = (start.top() - end.top()).abs() < 1.0;
                Some(if same_line { start.union(end) } else { start })
            });
            let height = shown.setting.style.size * shown.setting.style.line_height;
            let step = height / shown.setting.scale;
            let place = match from {
                Some(caret) => {
                    let y = if down {
                        caret.bottom() + step / 2.0
                    } else {
                        caret.top() - step / 2.0
                    };
                    let x = *self.goal.get_or_insert(caret.center().x);
                    pointing.at(pos2(x, y))
                }
                None => pointing.at(ui.clip_rect().center()),
            };
            if let Some((place, grapheme)) = place {
                let at = if grapheme.is_empty() {
                    place
                } else {
                    grapheme.start()
                };
                commands.push(Command::Select(Select::Snapped(ByteRange::at(at))));
                self.reveal = Some(ByteRange::at(at));
                ui.ctx().request_repaint();
            }
        }
        if response.has_focus() {
            let colors = palette(ui.ctx());
            let rect = ui.clip_rect().shrink(1.0);
            let stroke = Stroke::new(1.0, colors.accent.gamma_multiply(0.5));
            ui.painter()
                .rect_stroke(rect, 0.0, stroke, StrokeKind::Inside);
        }
        if let Some(shown) = &mut self.shown {
            shown.forget(frame);
        }
    }
}

impl Shown {
    fn lay(&mut self, ui: &Ui, number: usize, frame: u64) {
        if let Some(laid) = self.laid.get_mut(&number) {
            laid.used = frame;
            return;
        }
        let words = self.document.paragraph_text(number);
        let setting = self.setting;
        let paragraph = text::with_engine(ui.ctx(), |engine| {
            engine.paragraph(
                words,
                &setting.style,
                setting.direction,
                Some(setting.width),
            )
        });
        if let Some(height) = self.heights.get_mut(number) {
            *height = (paragraph.height() / setting.scale, true);
        }
        let laid = Laid {
            paragraph,
            quads: Quads::default(),
            used: frame,
        };
        self.laid.insert(number, laid);
    }

    fn forget(&mut self, frame: u64) {
        if self.laid.len() > KEPT {
            self.laid.retain(|_, laid| laid.used + 1 >= frame);
        }
    }

    fn paint(
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
        let scale = self.setting.scale;
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
        let visible_text = ByteRange::new(
            line_start(&laid.paragraph, lines.start, range),
            line_end(&laid.paragraph, lines.end, range),
        );
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
        for (id, span_range, lane) in reading.open.index.touching(visible_text) {
            let Some(span) = reading.open.layer.span(id) else {
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
            let depth = f32::from(lane.min(4));
            for (n, piece) in pieces.iter().enumerate() {
                let rect = on_screen(piece);
                let text_height = self.setting.style.size / scale;
                let middle = rect.center().y;
                let fill = Rect::from_min_max(
                    pos2(rect.left(), middle - text_height * 0.72 + depth * 2.0),
                    pos2(rect.right(), middle + text_height * 0.62),
                );
                let tint = if theme::is_dark(ui.ctx()) { 0.24 } else { 0.17 };
                ui.painter()
                    .rect_filled(fill, CornerRadius::same(3), color.gamma_multiply(tint));
                let y = middle + text_height * 0.68 + depth * 3.5;
                let stroke = Stroke::new(2.0, color);
                ui.painter()
                    .hline((rect.left() + 0.5)..=(rect.right() - 0.5), y, stroke);
                if reading.open.span == Some(id) {
                    rings.push((fill.expand2(vec2(1.0, 2.0)), color));
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
                    text::paint(
                        ui.painter(),
                        pos2(x, fill.top() - size.y + 2.0),
                        &shaped,
                        color,
                    );
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
        let ends = rings.len().saturating_sub(1);
        for (n, (rect, color)) in rings.iter().enumerate() {
            let stroke = Stroke::new(2.0, *color);
            ui.painter()
                .rect_stroke(*rect, 4.0, stroke, StrokeKind::Outside);
            if reading.can_edit && (n == 0 || n == ends) {
                for x in [rect.left(), rect.right()] {
                    ui.painter()
                        .circle_filled(pos2(x, rect.bottom()), 4.0, *color);
                }
            }
        }
    }
}

fn line_start(paragraph: &Paragraph, line: usize, range: ByteRange) -> ByteIdx {
    let line = paragraph.lines().get(line);
    ByteIdx(range.start().0 + line.map_or(0, |line| line.range.start().0))
}

fn line_end(paragraph: &Paragraph, end: usize, range: ByteRange) -> ByteIdx {
    let line = end.checked_sub(1).and_then(|n| paragraph.lines().get(n));
    ByteIdx(range.start().0 + line.map_or(0, |line| line.range.end().0))
}

/// The article as a screen reader sees it.
fn accessible(ui: &Ui, response: &Response, reading: &Reading<'_>) {
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
fn tell(
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
        let from = line_start(&laid.paragraph, lines.start, *part);
        let to = line_end(&laid.paragraph, lines.end, *part);
        runs.lines(
            &laid.paragraph,
            part.start().0,
            *origin,
            lines.clone(),
            true,
        );
        for (id, inside, _) in reading.open.index.touching(ByteRange::new(from, to)) {
            let Some(span) = reading.open.layer.span(id) else {
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

/// What is under the pointer.
struct Pointing<'a> {
    shown: &'a Shown,
    placed: &'a [(usize, Pos2)],
}

impl Pointing<'_> {
    /// The caret place and the grapheme at a point, in bytes of the article.
    fn at(&self, point: Pos2) -> Option<(ByteIdx, ByteRange)> {
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

    /// Where the caret before or after a place stands: the lower end, in points.
    fn foot(&self, place: ByteIdx, after: bool) -> Option<Pos2> {
        self.caret(place, after).map(|caret| caret.center_bottom())
    }

    /// Where the caret before or after a place stands, as high as the letters, in points.
    fn caret(&self, place: ByteIdx, after: bool) -> Option<Rect> {
        use crate::typeset::caret::CaretStop;
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

fn act(
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
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    let by_char = ui.input(|input| input.modifiers.alt);
    if response.drag_started() {
        // Where the button went down, not where the drag was noticed: else letters are lost.
        let origin = ui.input(|input| input.pointer.press_origin());
        *drag = origin.and_then(|origin| {
            let span = open
                .span
                .and_then(|id| open.layer.span(id))
                .filter(|_| reading.can_edit);
            if let Some(span) = span {
                let near = |place, after| {
                    pointing
                        .foot(place, after)
                        .is_some_and(|foot| foot.distance(origin) < REACH + 6.0)
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
    let here = response
        .interact_pointer_pos()
        .and_then(|point| pointing.at(point));
    if let (Some(moved), Some((place, _))) = (*drag, here) {
        let anchor = match moved {
            Drag::Select(anchor) | Drag::Edge(_, anchor) => anchor,
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
            Drag::Edge(..) => {}
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
