//! Where the graphemes of a text that is edited stand: its paragraphs, one below the other.

use crate::text::offset::{ByteIdx, ByteRange};
use crate::typeset::caret::{Caret, CaretStop};
use crate::typeset::document::Document;
use crate::typeset::engine::{Direction, Engine, TextStyle};
use crate::typeset::geometry::Piece;
use crate::typeset::paragraph::Paragraph;

/// A text of one or several paragraphs, laid out for an entry.
pub struct EntryLayout {
    parts: Vec<Part>,
}

struct Part {
    start: u32,
    top: f32,
    paragraph: Paragraph,
}

impl EntryLayout {
    /// Lays a text out in lines no wider than `width` pixels, or each paragraph in one line.
    #[must_use]
    pub fn new(
        engine: &mut Engine,
        text: &str,
        style: &TextStyle,
        direction: Direction,
        width: Option<f32>,
    ) -> Self {
        let document = Document::new(text.into());
        let mut top = 0.0;
        let mut parts: Vec<Part> = Vec::with_capacity(document.paragraphs().len());
        for (number, range) in document.paragraphs().iter().enumerate() {
            let words = document.paragraph_text(number);
            // A paragraph that tells no direction, an empty one say, takes that of the one above.
            let told = words.chars().any(char::is_alphabetic);
            let direction = match parts.last() {
                Some(Part { paragraph, .. }) if !told && direction == Direction::Auto => {
                    if paragraph.is_rtl() {
                        Direction::Rtl
                    } else {
                        Direction::Ltr
                    }
                }
                _ => direction,
            };
            let paragraph = engine.paragraph(words, style, direction, width);
            let height = paragraph.height();
            parts.push(Part {
                start: range.start().0,
                top,
                paragraph,
            });
            top += height;
        }
        Self { parts }
    }

    /// The height of all paragraphs, in pixels.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.parts
            .last()
            .map_or(0.0, |p| p.top + p.paragraph.height())
    }

    /// The width of the widest line, in pixels.
    #[must_use]
    pub fn width(&self) -> f32 {
        let widths = self.parts.iter().map(|p| p.paragraph.width());
        widths.fold(0.0, f32::max)
    }

    /// The paragraphs with their upper edges.
    pub fn paragraphs(&self) -> impl Iterator<Item = (f32, &Paragraph)> {
        self.parts.iter().map(|part| (part.top, &part.paragraph))
    }

    /// The paragraphs with their starts in the text, in bytes, and their upper edges.
    pub fn placed(&self) -> impl Iterator<Item = (u32, f32, &Paragraph)> {
        let parts = self.parts.iter();
        parts.map(|part| (part.start, part.top, &part.paragraph))
    }

    /// Whether the paragraph at a place runs from right to left.
    #[must_use]
    pub fn is_rtl(&self, place: ByteIdx) -> bool {
        self.part(place).is_some_and(|p| p.paragraph.is_rtl())
    }

    /// Where a caret stands.
    #[must_use]
    pub fn caret(&self, stop: CaretStop) -> Caret {
        let part = self.part(stop.place);
        part.map_or(
            Caret {
                line: 0,
                x: 0.0,
                top: 0.0,
                bottom: 0.0,
                rtl: false,
            },
            |part| {
                let mut caret = part.paragraph.caret(part.local(stop));
                caret.top += part.top;
                caret.bottom += part.top;
                caret
            },
        )
    }

    /// The stop nearest to a point.
    #[must_use]
    pub fn hit(&self, x: f32, y: f32) -> CaretStop {
        let after = self.parts.partition_point(|part| part.top <= y);
        let part = self.parts.get(after.saturating_sub(1));
        part.map_or_else(CaretStop::default, |part| {
            part.global(part.paragraph.hit(x, y - part.top).caret)
        })
    }

    /// The pieces a range covers, with their places in the whole text.
    #[must_use]
    pub fn pieces(&self, range: ByteRange) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for part in &self.parts {
            let end = part.start as usize + part.paragraph.text().len();
            let Some(inside) = range.intersection(ByteRange::new(part.start as usize, end)) else {
                continue;
            };
            let shift = |place: ByteIdx| ByteIdx(place.0.saturating_sub(part.start));
            let local = ByteRange::new(shift(inside.start()), shift(inside.end()));
            for mut piece in part.paragraph.pieces(local) {
                piece.top += part.top;
                piece.bottom += part.top;
                pieces.push(piece);
            }
        }
        pieces
    }

    pub(super) fn left_of(&self, stop: CaretStop) -> Option<CaretStop> {
        self.beside(stop, true)
    }

    pub(super) fn right_of(&self, stop: CaretStop) -> Option<CaretStop> {
        self.beside(stop, false)
    }

    fn beside(&self, stop: CaretStop, left: bool) -> Option<CaretStop> {
        let number = self.number(stop.place);
        let part = self.parts.get(number)?;
        let local = part.local(stop);
        let inside = if left {
            part.paragraph.left_of(local)
        } else {
            part.paragraph.right_of(local)
        };
        if let Some(found) = inside {
            return Some(part.global(found));
        }
        // Reading goes on in the paragraph below at its end edge.
        let down = left == part.paragraph.is_rtl();
        let other = if down {
            self.parts.get(number + 1)?
        } else {
            self.parts.get(number.checked_sub(1)?)?
        };
        Some(if down {
            CaretStop::before(other.start as usize)
        } else {
            CaretStop::after(other.start as usize + other.paragraph.text().len())
        })
    }

    pub(super) fn vertical(&self, stop: CaretStop, down: bool, x: f32) -> Option<CaretStop> {
        let number = self.number(stop.place);
        let part = self.parts.get(number)?;
        if let Some(found) = part.paragraph.vertical(part.local(stop), down, x) {
            return Some(part.global(found));
        }
        let other = if down {
            self.parts.get(number + 1)?
        } else {
            self.parts.get(number.checked_sub(1)?)?
        };
        let lines = other.paragraph.lines();
        let line = if down { lines.first() } else { lines.last() }?;
        let hit = other.paragraph.hit(x, (line.top + line.bottom) / 2.0);
        Some(other.global(hit.caret))
    }

    pub(super) fn line_edges(&self, stop: CaretStop) -> (CaretStop, CaretStop) {
        self.part(stop.place).map_or((stop, stop), |part| {
            let (start, end) = part.paragraph.line_edges(part.local(stop));
            (part.global(start), part.global(end))
        })
    }

    fn number(&self, place: ByteIdx) -> usize {
        self.parts
            .partition_point(|part| part.start <= place.0)
            .saturating_sub(1)
    }

    fn part(&self, place: ByteIdx) -> Option<&Part> {
        self.parts.get(self.number(place))
    }
}

impl Part {
    fn local(&self, stop: CaretStop) -> CaretStop {
        CaretStop {
            place: ByteIdx(stop.place.0.saturating_sub(self.start)),
            ..stop
        }
    }

    fn global(&self, stop: CaretStop) -> CaretStop {
        CaretStop {
            place: ByteIdx(stop.place.0 + self.start),
            ..stop
        }
    }
}
