//! Text for the window: shape it, measure it, paint it.
//!
//! Lengths here are points; the text system turns them into physical pixels and back. What was
//! shaped is kept, so asking again for the same text costs a look-up.

use std::collections::HashMap;
use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{Color32, Context, Id, Painter, Pos2, Rect, Vec2, vec2};

use super::atlas::Atlas;
use super::quads::{Painting, Quads};
use crate::text::offset::prev_grapheme;
use crate::typeset::engine::{Direction, Engine, TextStyle};
use crate::typeset::fonts::Face;
use crate::typeset::paragraph::Paragraph;

/// How a text is set, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// The face.
    pub face: Face,
    /// The size of an em.
    pub size: f32,
    /// The height of a line as a multiple of the size.
    pub line_height: f32,
    /// Whether it is set in bold.
    pub bold: bool,
}

impl Font {
    /// The interface's face at a size.
    #[must_use]
    pub const fn ui(size: f32) -> Self {
        Self {
            face: Face::Sans,
            size,
            line_height: 1.45,
            bold: false,
        }
    }

    /// The same in bold.
    #[must_use]
    pub const fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    fn style(self, scale: f32) -> TextStyle {
        TextStyle {
            face: self.face,
            size: self.size * scale,
            line_height: self.line_height,
            bold: self.bold,
        }
    }
}

/// How a text is fitted into a width.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Fit {
    /// One line as long as it takes.
    #[default]
    Line,
    /// One line, cut with `…` at this width in points.
    Elide(f32),
    /// As many lines as it takes at this width in points.
    Wrap(f32),
}

/// A text that was shaped. Cheap to clone.
#[derive(Clone)]
pub struct Shaped(Arc<Inner>);

struct Inner {
    paragraph: Paragraph,
    quads: Mutex<Quads>,
    scale: f32,
    elided: bool,
}

impl Shaped {
    /// Width and height in points. The width is that of the ink's advance, not of a column.
    #[must_use]
    pub fn size(&self) -> Vec2 {
        let inner = &self.0;
        vec2(inner.paragraph.width().ceil(), inner.paragraph.height()) / inner.scale
    }

    /// Whether something was cut off.
    #[must_use]
    pub fn is_elided(&self) -> bool {
        self.0.elided
    }

    /// Whether its base direction is from right to left.
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        self.0.paragraph.is_rtl()
    }

    /// What was laid out, in physical pixels.
    #[must_use]
    pub fn paragraph(&self) -> &Paragraph {
        &self.0.paragraph
    }

    /// How far its left edge is from where it is laid out, in points: more than 0 for lines that
    /// are aligned to the right of a column.
    fn left(&self) -> f32 {
        let paragraph = &self.0.paragraph;
        let lines = paragraph.lines();
        let left = if paragraph.is_rtl() {
            // By the right edge: the blanks at a line's end hang out on the left.
            let right = lines.iter().map(|line| line.right).fold(0.0, f32::max);
            right - paragraph.width()
        } else {
            lines.iter().map(|line| line.left).fold(f32::MAX, f32::min)
        };
        if lines.is_empty() {
            0.0
        } else {
            left / self.0.scale
        }
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    text: String,
    face: Face,
    bold: bool,
    direction: Direction,
    /// Size, line height, width and scale, as bits.
    numbers: [u32; 4],
    elide: bool,
}

/// Everything that is kept between frames.
#[derive(Default)]
pub struct TextSystem {
    engine: Engine,
    atlas: Atlas,
    kept: HashMap<Key, (Shaped, u64)>,
    frame: u64,
}

/// How many shaped texts are kept before old ones are dropped.
const MOST_KEPT: usize = 4000;

/// The text system of a context.
#[must_use]
pub fn system(ctx: &Context) -> Arc<Mutex<TextSystem>> {
    ctx.data_mut(|data| {
        data.get_temp_mut_or_insert_with(Id::unique("text system"), || {
            Arc::new(Mutex::new(TextSystem::default()))
        })
        .clone()
    })
}

/// Shapes a text whose direction is that of its first strong character.
#[must_use]
pub fn shape(ctx: &Context, text: &str, font: Font, fit: Fit) -> Shaped {
    shape_directed(ctx, text, font, fit, Direction::Auto)
}

/// Shapes a text.
#[must_use]
pub fn shape_directed(
    ctx: &Context,
    text: &str,
    font: Font,
    fit: Fit,
    direction: Direction,
) -> Shaped {
    let system = system(ctx);
    let mut system = system.lock();
    system.shape(ctx, text, font, fit, direction)
}

/// Paints a text with its upper left corner at a place.
pub fn paint(painter: &Painter, corner: Pos2, text: &Shaped, color: Color32) {
    let paragraph = &text.0.paragraph;
    let corner = corner - vec2(text.left(), 0.0);
    let lines = 0..paragraph.lines().len();
    let mut quads = text.0.quads.lock();
    paint_lines(painter, corner, paragraph, &mut quads, lines, color);
}

/// Paints a text inside a rectangle, in the middle of its height, at the start or end side.
pub fn paint_in(painter: &Painter, rect: Rect, text: &Shaped, color: Color32, at_right: bool) {
    let size = text.size();
    let x = if at_right {
        rect.right() - size.x
    } else {
        rect.left()
    };
    let y = rect.center().y - size.y / 2.0;
    paint(painter, egui::pos2(x, y), text, color);
}

/// Calls back with the engine, for what lays out paragraphs of its own.
pub fn with_engine<R>(ctx: &Context, run: impl FnOnce(&mut Engine) -> R) -> R {
    let system = system(ctx);
    let mut system = system.lock();
    run(&mut system.engine)
}

/// Paints some lines of a paragraph that is kept elsewhere.
pub fn paint_lines(
    painter: &Painter,
    origin: Pos2,
    paragraph: &Paragraph,
    quads: &mut Quads,
    lines: std::ops::Range<usize>,
    color: Color32,
) {
    let system = system(painter.ctx());
    let mut system = system.lock();
    let system = &mut *system;
    let mut painting = Painting {
        ctx: painter.ctx(),
        atlas: &mut system.atlas,
        engine: &mut system.engine,
    };
    painter.extend(quads.shapes(&mut painting, paragraph, lines, origin, color));
}

impl TextSystem {
    fn shape(
        &mut self,
        ctx: &Context,
        text: &str,
        font: Font,
        fit: Fit,
        direction: Direction,
    ) -> Shaped {
        let scale = ctx.pixels_per_point();
        let (width, elide) = match fit {
            Fit::Line => (f32::MAX, false),
            Fit::Elide(width) => (width.max(0.0), true),
            Fit::Wrap(width) => (width.max(1.0), false),
        };
        let key = Key {
            text: text.to_owned(),
            face: font.face,
            bold: font.bold,
            direction,
            numbers: [font.size, font.line_height, width, scale].map(f32::to_bits),
            elide,
        };
        self.frame = ctx.cumulative_frame_nr();
        if let Some((known, used)) = self.kept.get_mut(&key) {
            *used = self.frame;
            return known.clone();
        }
        if self.kept.len() > MOST_KEPT {
            let frame = self.frame;
            self.kept
                .retain(|_, (_, used)| frame.saturating_sub(*used) < 120);
        }
        let style = font.style(scale);
        let shaped = match fit {
            Fit::Line => self.one(text, &style, direction, None, scale),
            Fit::Wrap(width) => self.one(text, &style, direction, Some(width * scale), scale),
            Fit::Elide(width) => self.elide(text, &style, direction, width * scale, scale),
        };
        self.kept.insert(key, (shaped.clone(), self.frame));
        shaped
    }

    fn one(
        &mut self,
        text: &str,
        style: &TextStyle,
        direction: Direction,
        width: Option<f32>,
        scale: f32,
    ) -> Shaped {
        Shaped(Arc::new(Inner {
            paragraph: self.engine.paragraph(text, style, direction, width),
            quads: Mutex::new(Quads::default()),
            scale,
            elided: false,
        }))
    }

    /// The longest beginning of a text that fits with `…` after it.
    fn elide(
        &mut self,
        text: &str,
        style: &TextStyle,
        direction: Direction,
        width: f32,
        scale: f32,
    ) -> Shaped {
        // No line of this window shows more; a headline of a megabyte must not be shaped whole.
        let text = text.lines().next().unwrap_or("");
        let bound = text
            .char_indices()
            .nth(600)
            .map_or(text.len(), |(at, _)| at);
        let text = text.get(..bound).unwrap_or(text);
        let whole = self.one(text, style, direction, None, scale);
        if whole.0.paragraph.width() <= width {
            return whole;
        }
        let direction = if whole.is_rtl() {
            Direction::Rtl
        } else {
            Direction::Ltr
        };
        let cut = |at: usize| -> String {
            let part = text.get(..at).unwrap_or("").trim_end();
            format!("{part}…")
        };
        let (mut fits, mut fails) = (0, text.len());
        while fits < fails {
            let Some(middle) = prev_grapheme(text, ((fits + fails).div_ceil(2)).into()) else {
                break;
            };
            let middle = middle.get().max(fits);
            if middle == fits {
                break;
            }
            let tried = self.engine.paragraph(&cut(middle), style, direction, None);
            if tried.width() <= width {
                fits = middle;
            } else {
                fails = middle;
            }
        }
        let paragraph = self.engine.paragraph(&cut(fits), style, direction, None);
        Shaped(Arc::new(Inner {
            paragraph,
            quads: Mutex::new(Quads::default()),
            scale,
            elided: true,
        }))
    }
}
