//! Where each grapheme of a line stands: the one thing selection, hit test and caret rest on.

use super::paragraph::Paragraph;
use crate::text::offset::{ByteIdx, ByteRange, is_grapheme_boundary};

/// The place of a grapheme in its line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The grapheme, in bytes of the paragraph's text.
    pub range: ByteRange,
    /// The left edge.
    pub left: f32,
    /// The right edge.
    pub right: f32,
    /// Whether its text runs from right to left, so that it begins at the right edge.
    pub rtl: bool,
}

impl Cell {
    /// Where a caret before it stands.
    #[must_use]
    pub fn leading(&self) -> f32 {
        if self.rtl { self.right } else { self.left }
    }

    /// Where a caret after it stands.
    #[must_use]
    pub fn trailing(&self) -> f32 {
        if self.rtl { self.left } else { self.right }
    }
}

/// The cells of a line from left to right. A ligature is cut into equal parts, one a grapheme.
///
/// A grapheme that takes no room of its own gets a part of its neighbour's, so that every
/// grapheme can be seen and picked. Empty for a line that does not exist or an empty paragraph.
#[must_use]
pub fn line_cells(paragraph: &Paragraph, line: usize) -> Vec<Cell> {
    let Some(laid) = paragraph.layout().get(line) else {
        return Vec::new();
    };
    let text = paragraph.text();
    let mut cells: Vec<Cell> = Vec::new();
    let mut x = paragraph.lines().get(line).map_or(0.0, |line| line.left);
    for run in laid.runs() {
        for cluster in run.visual_clusters() {
            let range = cluster.text_range();
            let left = x;
            x += cluster.advance();
            // An empty text is laid out as a blank that is not there.
            if range.end > text.len() {
                continue;
            }
            cells.push(Cell {
                range: ByteRange::from(range),
                left,
                right: x,
                rtl: run.is_rtl(),
            });
        }
    }
    join_split_graphemes(text, &mut cells);
    share_empty_cells(&mut cells);
    cells
}

/// A change of font can cut a grapheme in two. The part that does not begin one joins the part
/// before it in the text, which stands beside it.
fn join_split_graphemes(text: &str, cells: &mut Vec<Cell>) {
    let starts_inside = |cell: &Cell| !is_grapheme_boundary(text, cell.range.start());
    while let Some(at) = cells.iter().position(starts_inside) {
        let part = cells.remove(at);
        let whole = cells
            .iter_mut()
            .find(|cell| cell.range.end() == part.range.start());
        // Where its first part stands in the line before, there is nothing to join.
        let Some(whole) = whole else { continue };
        whole.range = whole.range.hull(part.range);
        whole.left = whole.left.min(part.left);
        whole.right = whole.right.max(part.right);
    }
}

/// Cuts the cell beside a grapheme that has no room of its own, so that each gets a part.
///
/// Amiri draws some pairs, such as the lam and jeem of «الجهود», with the whole advance on one
/// letter; the cut is where a ligature would be cut.
fn share_empty_cells(cells: &mut [Cell]) {
    let is_empty = |cell: &Cell| cell.right - cell.left < 0.01;
    let mut at = 0;
    while at < cells.len() {
        if !cells.get(at).is_some_and(is_empty) {
            at += 1;
            continue;
        }
        let mut end = at;
        while cells.get(end).is_some_and(is_empty) {
            end += 1;
        }
        let Some(&empty) = cells.get(at) else { break };
        // The letter before it in the text gave up no room, the letter after it may have.
        let meets = |cell: &Cell| {
            cell.rtl == empty.rtl
                && (cell.range.end() == empty.range.start()
                    || cell.range.start() == empty.range.end())
        };
        let left_fits = at
            .checked_sub(1)
            .and_then(|i| cells.get(i))
            .is_some_and(meets);
        let right_fits = cells.get(end).is_some_and(|cell| cell.rtl == empty.rtl);
        let before_in_text_is_left = !empty.rtl;
        let use_left = left_fits && (before_in_text_is_left || !right_fits);
        let (from, to) = if use_left {
            (at - 1, end)
        } else {
            (at, (end + 1).min(cells.len()))
        };
        let group = cells.get_mut(from..to).unwrap_or_default();
        let left = group.first().map_or(0.0, |cell| cell.left);
        let right = group.last().map_or(0.0, |cell| cell.right);
        let part = (right - left) / group.len().max(1) as f32;
        let mut x = left;
        for cell in group {
            cell.left = x;
            x += part;
            cell.right = x;
        }
        at = to;
    }
}

/// The cell of the grapheme a place is in, if the line shows it.
#[must_use]
pub fn cell_at(cells: &[Cell], place: ByteIdx) -> Option<&Cell> {
    cells.iter().find(|cell| cell.range.contains(place))
}
