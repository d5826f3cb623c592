//! Which rectangles a range covers, and what lies under a point.

use super::caret::{Affinity, CaretStop};
use super::cells::Cell;
use super::paragraph::Paragraph;
use crate::text::offset::{ByteIdx, ByteRange, ceil_grapheme, floor_grapheme};

/// One visual piece of a range: its part in one line between two changes of direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// The number of its line.
    pub line: usize,
    /// The left edge.
    pub left: f32,
    /// The right edge.
    pub right: f32,
    /// The upper edge of the line.
    pub top: f32,
    /// The lower edge of the line.
    pub bottom: f32,
    /// The part of the range that stands in it.
    pub range: ByteRange,
    /// Whether its text runs from right to left.
    pub rtl: bool,
}

/// What lies under a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The caret place nearest to the point.
    pub caret: CaretStop,
    /// The grapheme the point is on; empty if it is beside the text.
    pub grapheme: ByteRange,
}

impl Paragraph {
    /// The pieces a range covers, line by line and from left to right.
    ///
    /// Blanks at the end of a wrapped line are left out. A range that cuts a grapheme covers the
    /// whole of it. What lies outside the text is left out; nothing panics.
    #[must_use]
    pub fn pieces(&self, range: ByteRange) -> Vec<Piece> {
        self.pieces_in(range, 0..self.lines().len())
    }

    /// As [`Paragraph::pieces`], for some lines only.
    #[must_use]
    pub fn pieces_in(&self, range: ByteRange, lines: std::ops::Range<usize>) -> Vec<Piece> {
        let range = ByteRange::new(
            floor_grapheme(self.text(), range.start()),
            ceil_grapheme(self.text(), range.end()),
        );
        let mut pieces: Vec<Piece> = Vec::new();
        if range.is_empty() {
            return pieces;
        }
        let first = self.line_of(range.start()).max(lines.start);
        for number in first..lines.end {
            let Some(line) = self.lines().get(number) else {
                break;
            };
            if line.range.start() >= range.end() {
                break;
            }
            let Some(inside) = self.visible_part(number).intersection(range) else {
                continue;
            };
            let from = pieces.len();
            for cell in self.cells(number).iter().copied() {
                if !cell.range.overlaps(inside) {
                    continue;
                }
                match pieces.get_mut(from..).and_then(<[Piece]>::last_mut) {
                    Some(last) if continues(last, &cell) => {
                        last.left = last.left.min(cell.left);
                        last.right = last.right.max(cell.right);
                        last.range = last.range.hull(cell.range);
                    }
                    _ => pieces.push(Piece {
                        line: number,
                        left: cell.left,
                        right: cell.right,
                        top: line.top,
                        bottom: line.bottom,
                        range: cell.range,
                        rtl: cell.rtl,
                    }),
                }
            }
        }
        pieces
    }

    /// The part of a line without the blanks at its end, unless the paragraph ends there.
    fn visible_part(&self, number: usize) -> ByteRange {
        let Some(line) = self.lines().get(number) else {
            return ByteRange::default();
        };
        if number + 1 == self.lines().len() {
            return line.range;
        }
        let text = line.range.of(self.text()).unwrap_or("");
        let length = text.trim_end_matches([' ', '\t', '\n']).len();
        ByteRange::new(line.range.start(), line.range.start().get() + length)
    }

    /// What lies under a point. Above the text it is the first line, below it the last one.
    #[must_use]
    pub fn hit(&self, x: f32, y: f32) -> Hit {
        let number = self.line_at(y);
        let cells = self.cells(number);
        let start = self
            .lines()
            .get(number)
            .map_or(ByteIdx::ZERO, |line| line.range.start());
        let under = cells.iter().find(|cell| cell.left <= x && x < cell.right);
        let nearest = under.or_else(|| {
            let distance = |cell: &&Cell| (cell.left - x).max(x - cell.right);
            cells
                .iter()
                .min_by(|a, b| distance(a).total_cmp(&distance(b)))
        });
        let Some(cell) = nearest else {
            return Hit {
                caret: CaretStop {
                    place: start,
                    affinity: Affinity::Downstream,
                },
                grapheme: ByteRange::at(start),
            };
        };
        let on_left = x < (cell.left + cell.right) / 2.0;
        let caret = if on_left == cell.rtl {
            CaretStop {
                place: cell.range.end(),
                affinity: Affinity::Upstream,
            }
        } else {
            CaretStop {
                place: cell.range.start(),
                affinity: Affinity::Downstream,
            }
        };
        let grapheme = if under.is_some() {
            cell.range
        } else {
            ByteRange::at(caret.place)
        };
        Hit { caret, grapheme }
    }
}

/// Whether a cell goes on where a piece ends, in the text as on the screen.
fn continues(piece: &Piece, cell: &Cell) -> bool {
    let beside = (cell.left - piece.right).abs() < 0.5 || cell.left < piece.right;
    let follows = if cell.rtl {
        cell.range.end() == piece.range.start()
    } else {
        cell.range.start() == piece.range.end()
    };
    piece.rtl == cell.rtl && beside && follows
}
