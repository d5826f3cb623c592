//! A paragraph that has been laid out: its lines, and the glyphs in them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use parley::{FontData, Layout, PositionedLayoutItem};

use super::cells::{Cell, line_cells};
use super::engine;
use crate::text::offset::{ByteIdx, ByteRange};

/// A paragraph in lines.
pub struct Paragraph {
    text: Box<str>,
    layout: Layout<()>,
    size: f32,
    lines: Vec<Line>,
    /// The cells of the lines that were asked for lately.
    cells: Mutex<HashMap<usize, Arc<[Cell]>>>,
}

/// Of how many lines the cells are kept: a few screens.
const MOST_CELLS: usize = 256;

/// A line of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// What of the paragraph's text stands in it, the blanks at its end included.
    pub range: ByteRange,
    /// Its upper edge.
    pub top: f32,
    /// Its lower edge: the upper one of the next line.
    pub bottom: f32,
    /// Where the letters stand on.
    pub baseline: f32,
    /// The left edge of its content.
    pub left: f32,
    /// The right edge of its content.
    pub right: f32,
}

/// A glyph at its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the font; 0 if the font has none for the character.
    pub id: u32,
    /// Its origin.
    pub x: f32,
    /// Its origin: the baseline, unless it is a mark that is moved.
    pub y: f32,
    /// How far it moves the pen.
    pub advance: f32,
}

/// Glyphs of one font, from left to right.
pub struct GlyphRun {
    /// The font file.
    pub font: FontData,
    /// The size of an em, in physical pixels.
    pub size: f32,
    /// Whether its text runs from right to left.
    pub rtl: bool,
    /// The part of the paragraph's text it shows.
    pub range: ByteRange,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
    /// Where the fonts have no glyph: the box to draw and the character.
    pub missing: Vec<Missing>,
}

/// A character that no font has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Missing {
    /// The character.
    pub character: char,
    /// The left edge of its place.
    pub left: f32,
    /// The right edge of its place.
    pub right: f32,
}

impl Paragraph {
    pub(super) fn new(text: &str, layout: Layout<()>, size: f32) -> Self {
        Self {
            text: text.into(),
            layout,
            size,
            lines: Vec::new(),
            cells: Mutex::default(),
        }
    }

    /// Breaks it into lines anew without shaping it again.
    pub fn reflow(&mut self, width: Option<f32>) {
        self.cells = Mutex::default();
        self.layout.break_all_lines(width.map(|w| w.max(1.0)));
        engine::align(&mut self.layout);
        let length = self.text.len();
        self.lines = self
            .layout
            .lines()
            .map(|line| {
                let metrics = line.metrics();
                let range = line.text_range();
                let left = metrics.offset + metrics.inline_min_coord;
                Line {
                    range: ByteRange::new(range.start.min(length), range.end.min(length)),
                    // The line box, not the content: the content of neighbours overlaps where a
                    // face is taller than its line.
                    top: metrics.block_min_coord,
                    bottom: metrics.block_max_coord,
                    baseline: metrics.baseline,
                    left,
                    right: left + metrics.advance,
                }
            })
            .collect();
    }

    /// The cells of a line from left to right; see [`line_cells`]. Kept for a while, because
    /// selection, spans and hit test ask for the same ones again and again.
    #[must_use]
    pub fn cells(&self, line: usize) -> Arc<[Cell]> {
        let mut kept = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept.get(&line) {
            return Arc::clone(found);
        }
        if kept.len() >= MOST_CELLS {
            kept.clear();
        }
        let cells: Arc<[Cell]> = line_cells(self, line).into();
        kept.insert(line, Arc::clone(&cells));
        cells
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The size of an em, in physical pixels.
    #[must_use]
    pub fn size(&self) -> f32 {
        self.size
    }

    /// Whether its base direction is from right to left.
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        self.layout.is_rtl()
    }

    /// Its lines, from top to bottom. There is always one.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The height of all lines.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.lines.last().map_or(0.0, |line| line.bottom)
    }

    /// The width of the widest line, blanks at line ends not counted.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.layout.width()
    }

    /// The numbers of the lines that touch a band, for drawing no more than can be seen.
    #[must_use]
    pub fn lines_between(&self, top: f32, bottom: f32) -> std::ops::Range<usize> {
        let first = self.lines.partition_point(|line| line.bottom <= top);
        let end = self.lines.partition_point(|line| line.top < bottom);
        first..end.max(first)
    }

    /// The line a place is in; a place at a soft break is in the line that begins there.
    #[must_use]
    pub fn line_of(&self, place: ByteIdx) -> usize {
        self.lines
            .partition_point(|line| line.range.start() <= place)
            .saturating_sub(1)
    }

    /// The line at a height; above the first it is the first, below the last the last.
    #[must_use]
    pub fn line_at(&self, y: f32) -> usize {
        self.lines
            .partition_point(|line| line.bottom <= y)
            .min(self.lines.len().saturating_sub(1))
    }

    /// The glyphs of a line, run by run from left to right.
    #[must_use]
    pub fn glyph_runs(&self, line: usize) -> Vec<GlyphRun> {
        let Some(laid) = self.layout.get(line) else {
            return Vec::new();
        };
        let mut runs = Vec::new();
        for item in laid.items() {
            let PositionedLayoutItem::GlyphRun(run) = item else {
                continue;
            };
            let glyphs: Vec<Glyph> = run
                .positioned_glyphs()
                .map(|glyph| Glyph {
                    id: glyph.id,
                    x: glyph.x,
                    y: glyph.y,
                    advance: glyph.advance,
                })
                .collect();
            let source = run.run();
            let range = source.text_range();
            let length = self.text.len();
            runs.push(GlyphRun {
                rtl: source.is_rtl(),
                range: ByteRange::new(range.start.min(length), range.end.min(length)),
                missing: self.missing(line, &glyphs),
                glyphs,
                font: source.font().clone(),
                size: source.font_size(),
            });
        }
        runs.retain(|run| !run.glyphs.is_empty());
        runs
    }

    pub(super) fn layout(&self) -> &Layout<()> {
        &self.layout
    }

    /// The places of the glyphs that stand for nothing, with the characters they should show.
    fn missing(&self, line: usize, glyphs: &[Glyph]) -> Vec<Missing> {
        let absent = |glyph: &&Glyph| glyph.id == 0 && glyph.advance > 0.0;
        if !glyphs.iter().any(|glyph| absent(&glyph)) {
            return Vec::new();
        }
        let cells = self.cells(line);
        glyphs
            .iter()
            .filter(absent)
            .filter_map(|glyph| {
                let middle = glyph.x + glyph.advance / 2.0;
                let cell = cells
                    .iter()
                    .find(|c| c.left <= middle && middle < c.right)?;
                let character = cell.range.of(&self.text)?.chars().next()?;
                (character != '\t').then_some(Missing {
                    character,
                    left: glyph.x,
                    right: glyph.x + glyph.advance,
                })
            })
            .collect()
    }
}
