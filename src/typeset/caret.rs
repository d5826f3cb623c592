//! Where a caret can stand, and how it moves.

use super::cells::Cell;
use super::paragraph::Paragraph;
use crate::text::offset::ByteIdx;

/// Which neighbour a caret belongs to. It matters where the two stand apart: at a change of
/// direction and at a soft break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Affinity {
    /// The grapheme after it.
    #[default]
    Downstream,
    /// The grapheme before it.
    Upstream,
}

/// A place for the caret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CaretStop {
    /// In bytes of the paragraph's text.
    pub place: ByteIdx,
    /// Which neighbour it belongs to.
    pub affinity: Affinity,
}

/// A caret on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Caret {
    /// The number of its line.
    pub line: usize,
    /// Where it stands.
    pub x: f32,
    /// The upper edge of the line.
    pub top: f32,
    /// The lower edge of the line.
    pub bottom: f32,
    /// Whether the text it belongs to runs from right to left.
    pub rtl: bool,
}

/// A stop with its line and place on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Placed {
    stop: CaretStop,
    x: f32,
}

impl CaretStop {
    /// A caret before the grapheme at a place.
    #[must_use]
    pub fn before(place: impl Into<ByteIdx>) -> Self {
        Self {
            place: place.into(),
            affinity: Affinity::Downstream,
        }
    }

    /// A caret after the grapheme that ends at a place.
    #[must_use]
    pub fn after(place: impl Into<ByteIdx>) -> Self {
        Self {
            place: place.into(),
            affinity: Affinity::Upstream,
        }
    }
}

impl Paragraph {
    /// Where a caret stands on the screen. A place outside the text gives the nearest one.
    #[must_use]
    pub fn caret(&self, stop: CaretStop) -> Caret {
        let number = self.line_of_stop(stop);
        let cells = self.cells(number);
        let before = cells.iter().find(|c| c.range.end() == stop.place);
        let after = cells.iter().find(|c| c.range.start() == stop.place);
        let inside = cells.iter().find(|c| c.range.contains(stop.place));
        let found = match stop.affinity {
            Affinity::Upstream => before
                .map(|c| (c.trailing(), c.rtl))
                .or(after.map(|c| (c.leading(), c.rtl))),
            Affinity::Downstream => after
                .map(|c| (c.leading(), c.rtl))
                .or(before.map(|c| (c.trailing(), c.rtl))),
        };
        let line = self.lines().get(number);
        let rtl = self.is_rtl();
        let (x, rtl) = found
            .or(inside.map(|c| (c.leading(), c.rtl)))
            .unwrap_or_else(|| {
                let edge = line.map_or(0.0, |l| if rtl { l.right } else { l.left });
                (edge, rtl)
            });
        Caret {
            line: number,
            x,
            top: line.map_or(0.0, |l| l.top),
            bottom: line.map_or(0.0, |l| l.bottom),
            rtl,
        }
    }

    /// The line a caret stands in: an upstream one at a soft break stands at the end of a line.
    fn line_of_stop(&self, stop: CaretStop) -> usize {
        let line = self.line_of(stop.place);
        let starts = self
            .lines()
            .get(line)
            .is_some_and(|l| l.range.start() == stop.place);
        if starts && stop.affinity == Affinity::Upstream {
            line.saturating_sub(1)
        } else {
            line
        }
    }

    /// The stops of a line from left to right. A change of direction has two, at one place.
    #[must_use]
    pub fn stops(&self, line: usize) -> Vec<CaretStop> {
        placed(&self.cells(line))
            .into_iter()
            .map(|p| p.stop)
            .collect()
    }

    /// The stop on the left, going on in the line above or below at the edge of a line, or `None`
    /// at the edge of the paragraph.
    #[must_use]
    pub fn left_of(&self, stop: CaretStop) -> Option<CaretStop> {
        self.beside(stop, true)
    }

    /// The stop on the right; see [`Paragraph::left_of`].
    #[must_use]
    pub fn right_of(&self, stop: CaretStop) -> Option<CaretStop> {
        self.beside(stop, false)
    }

    fn beside(&self, stop: CaretStop, left: bool) -> Option<CaretStop> {
        let number = self.line_of_stop(stop);
        let stops = self.stops(number);
        let here = self.index_of(stop, &stops, number)?;
        let next = if left {
            here.checked_sub(1)
        } else {
            Some(here + 1)
        };
        if let Some(found) = next.and_then(|i| stops.get(i)) {
            return Some(*found);
        }
        // Reading goes on in the line below at the end edge: left in a right-to-left paragraph.
        let down = left == self.is_rtl();
        let line = if down {
            number + 1
        } else {
            number.checked_sub(1)?
        };
        let stops = self.stops(line);
        let entered = if left { stops.last() } else { stops.first() };
        entered.copied()
    }

    /// Which of a line's stops a caret is: the one itself, or one at the same place on screen.
    fn index_of(&self, stop: CaretStop, stops: &[CaretStop], line: usize) -> Option<usize> {
        if let Some(found) = stops.iter().position(|s| *s == stop) {
            return Some(found);
        }
        let x = self.caret(stop).x;
        let placed = placed(&self.cells(line));
        let same_place = placed.iter().position(|p| p.stop.place == stop.place);
        let nearest = || {
            placed
                .iter()
                .enumerate()
                .min_by(|(_, a), (_, b)| (a.x - x).abs().total_cmp(&(b.x - x).abs()))
                .map(|(i, _)| i)
        };
        let same_x = placed
            .iter()
            .position(|p| p.stop.place == stop.place && (p.x - x).abs() < 0.5);
        same_x.or(same_place).or_else(nearest)
    }

    /// The stop a line above or below nearest to `x`, or `None` beyond the first or last line.
    #[must_use]
    pub fn vertical(&self, stop: CaretStop, down: bool, x: f32) -> Option<CaretStop> {
        let number = self.line_of_stop(stop);
        let line = if down {
            number + 1
        } else {
            number.checked_sub(1)?
        };
        let line = self.lines().get(line)?;
        Some(self.hit(x, (line.top + line.bottom) / 2.0).caret)
    }

    /// The stops at the logical start and end of the line a caret stands in.
    #[must_use]
    pub fn line_edges(&self, stop: CaretStop) -> (CaretStop, CaretStop) {
        let range = self
            .lines()
            .get(self.line_of_stop(stop))
            .map(|line| line.range)
            .unwrap_or_default();
        (
            CaretStop::before(range.start()),
            CaretStop::after(range.end()),
        )
    }
}

/// The stops of a row of cells. Where two neighbours agree on the place there is one stop.
fn placed(cells: &[Cell]) -> Vec<Placed> {
    let mut stops: Vec<Placed> = Vec::with_capacity(cells.len() + 1);
    for cell in cells {
        let (left, right) = if cell.rtl {
            (
                CaretStop::after(cell.range.end()),
                CaretStop::before(cell.range.start()),
            )
        } else {
            (
                CaretStop::before(cell.range.start()),
                CaretStop::after(cell.range.end()),
            )
        };
        for (stop, x) in [(left, cell.left), (right, cell.right)] {
            match stops.last_mut() {
                Some(last) if last.stop.place == stop.place => {
                    // The caret before a grapheme is the usual one.
                    if stop.affinity == Affinity::Downstream {
                        last.stop = stop;
                    }
                }
                _ => stops.push(Placed { stop, x }),
            }
        }
    }
    stops
}
