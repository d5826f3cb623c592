//! The article: paragraphs as typeset text with their spans, selected with the mouse.
//!
//! Only what can be seen is laid out and painted. Heights of paragraphs that have not been laid
//! out are estimates, replaced when they are.

mod layout;
mod marks;
mod paint;
mod pointer;
mod reader;
mod ties;

use egui::{Id, Pos2, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use self::layout::{Setting, Shown};
use self::pointer::{Drag, Pointing, act};
use super::floating::Anchor;
use super::theme::palette;
use crate::model::article::BaseDirection;
use crate::model::schema::Schema;
use crate::session::command::{Command, Select, SpanCommand};
use crate::session::open::OpenArticle;
use crate::session::settings::{ReadingFace, Settings};
use crate::text::offset::{ByteIdx, ByteRange};
use crate::typeset::document::Document;
use crate::typeset::engine::{Direction, TextStyle};
use crate::typeset::fonts::Face;

/// What the view keeps between frames.
#[derive(Default)]
pub struct ArticleView {
    shown: Option<Shown>,
    drag: Option<Drag>,
    /// What the mouse did with the article in the last frame.
    response: Option<Response>,
    reveal: Option<ByteRange>,
    /// A step of the selection to the line above or below that waits for the next frame.
    line_step: Option<bool>,
    /// Where the selection wants to be when it goes from line to line, in points; it is kept
    /// from one step to the next.
    goal: Option<f32>,
    kept_goal: Option<f32>,
    /// Where the selection was last seen.
    anchor: Option<Anchor>,
    /// Whether the selection was made with the mouse and nothing was done with it yet.
    by_mouse: bool,
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

    /// Where the selection is, if it can be seen.
    #[must_use]
    pub fn anchor(&self) -> Option<Anchor> {
        self.anchor
    }

    /// What the mouse did with the article in the last frame.
    #[must_use]
    pub fn response(&self) -> Option<&Response> {
        self.response.as_ref()
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

    /// Whether a long paragraph is being laid out in the background.
    #[must_use]
    pub fn is_setting(&self) -> bool {
        self.shown.as_ref().is_some_and(Shown::is_setting)
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
        match &mut self.shown {
            Some(shown) if shown.id == reading.open.id => {
                if shown.setting != setting {
                    shown.set(setting);
                }
            }
            _ => {
                self.drag = None;
                let document = Document::new(reading.open.text.shared());
                self.shown = Some(Shown::new(reading.open.id.clone(), document, setting));
            }
        }
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
        shown.poll(frame);
        // What is revealed is measured first, so that the scroll goes to the right place.
        let target = self.reveal.take();
        if let Some(range) = target {
            let number = shown.document.paragraph_at(range.start());
            shown.lay(ui, number, frame);
        }
        let (estimated, _) = shown.tops(padding, gap);
        let first = estimated
            .partition_point(|top| *top <= viewport.top())
            .saturating_sub(1);
        let mut end = first;
        let mut bottom = estimated.get(first).copied().unwrap_or(padding);
        while end < shown.heights.len() && (bottom < viewport.bottom() || end == first) {
            shown.lay(ui, end, frame);
            bottom += shown.heights.get(end).copied().unwrap_or(0.0) + gap;
            end += 1;
        }
        let (tops, total) = shown.tops(padding, gap);
        ui.set_height(total);
        // What was measured above the upper edge must not push what is being read.
        let below = first + 1;
        let pushed = match (tops.get(below), estimated.get(below)) {
            (Some(now), Some(then)) if viewport.top() > padding => now - then,
            _ => 0.0,
        };
        let corner = ui.max_rect().left_top() - vec2(0.0, pushed);
        if pushed.abs() > 0.01 {
            let still = egui::style::ScrollAnimation::none();
            ui.scroll_with_delta_animation(vec2(0.0, -pushed), still);
        }
        let left = corner.x + ((ui.available_width() - column) / 2.0).max(0.0);
        let area = Rect::from_min_size(corner, vec2(ui.available_width(), total));
        let response = ui.interact(area, focus_id(), Sense::click_and_drag());
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
                let scale = laid.scale;
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
            shown.paint(ui, *number, *origin, reading, ui.clip_rect());
        }
        reader::accessible(ui, &response, reading);
        reader::tell(ui, &response, reading, shown, &placed);
        let pointing = Pointing {
            shown,
            placed: &placed,
        };
        act(ui, &response, reading, &pointing, &mut self.drag, commands);
        let right = reading.open.is_rtl();
        let margin = ties::Margin {
            x: if right { left + column } else { left },
            right,
        };
        let pointer = response.interact_pointer_pos().or(response.hover_pos());
        ties::paint(ui, reading, &pointing, &margin, (self.drag, pointer));
        for command in commands.iter() {
            self.by_mouse = matches!(
                command,
                Command::Select(Select::Range(_) | Select::Snapped(_) | Select::Sentence)
                    | Command::Span(SpanCommand::Focus(_))
            );
        }
        let walked = reading.open.walk.as_ref().and_then(|walk| walk.at);
        let walked = walked.and_then(|id| Some(reading.open.shown(id)?.range));
        let anchored = walked.or(reading.open.active_range());
        self.anchor = anchored.and_then(|range| {
            let (from, to) = (
                pointing.caret(range.start(), false)?,
                pointing.caret(range.end(), true)?,
            );
            let (words, article) = (from.union(to), ui.clip_rect());
            words
                .intersects(article)
                .then_some(Anchor { words, article })
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
        if response.secondary_clicked() {
            // Its menu stands beside it.
            self.by_mouse = false;
        }
        self.response = Some(response);
        if let Some(shown) = &mut self.shown {
            shown.forget(frame);
        }
    }
}
