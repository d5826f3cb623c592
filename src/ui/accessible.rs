//! Text for screen readers: what is painted as glyphs is told as runs of characters with their
//! places, so that a reader can speak it, follow the caret and show where it is.
//!
//! A run is a part of a line in one direction; a character is a grapheme. Nothing is built unless
//! a screen reader asks.

use egui::accesskit::{Role, TextDirection, TextPosition};
use egui::{Id, Pos2, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use crate::text::offset::ByteIdx;
use crate::text::words::words;
use crate::typeset::cells::Cell;
use crate::typeset::paragraph::Paragraph;

/// The runs below a node.
pub struct Runs<'a> {
    ui: Ui,
    parent: Id,
    scale: f32,
    /// The places of which the position is wanted, in bytes of the whole text.
    wanted: &'a [ByteIdx],
    found: Vec<Option<TextPosition>>,
    /// Where the last run ended, for a place after it.
    last: Option<TextPosition>,
}

impl<'a> Runs<'a> {
    /// Runs below the node of a control, or `None` if nobody listens.
    pub fn below(ui: &Ui, parent: Id, wanted: &'a [ByteIdx]) -> Option<Self> {
        ui.ctx().accesskit_node_builder(parent, |_| ())?;
        let place = UiBuilder::new()
            .accessibility_parent(parent)
            .max_rect(ui.max_rect());
        // A `Ui` is the only way to a parent; this one shows nothing.
        let child = Ui::new(
            ui.ctx().clone(),
            parent.with("runs"),
            place.layer_id(ui.layer_id()),
        );
        Some(Self {
            ui: child,
            parent,
            scale: ui.ctx().pixels_per_point(),
            wanted,
            found: vec![None; wanted.len()],
            last: None,
        })
    }

    /// Tells some lines of a paragraph. `start` is where the paragraph begins in the whole text,
    /// `origin` its upper left corner in points, `ends` whether a line break follows it.
    pub fn lines(
        &mut self,
        paragraph: &Paragraph,
        start: u32,
        origin: Pos2,
        lines: std::ops::Range<usize>,
        ends: bool,
    ) {
        let last = paragraph.lines().len().saturating_sub(1);
        for number in lines {
            let mut cells = paragraph.cells(number).to_vec();
            cells.sort_by_key(|cell| cell.range.start());
            let mut runs: Vec<&[Cell]> = cells
                .chunk_by(|a, b| a.rtl == b.rtl && a.range.end() == b.range.start())
                .collect();
            if runs.is_empty() {
                runs.push(&[]);
            }
            let count = runs.len();
            for (nth, run) in runs.into_iter().enumerate() {
                let breaks = ends && number == last && nth + 1 == count;
                self.run(paragraph, number, run, start, origin, breaks);
            }
        }
    }

    fn run(
        &mut self,
        paragraph: &Paragraph,
        line: usize,
        cells: &[Cell],
        start: u32,
        origin: Pos2,
        breaks: bool,
    ) {
        let Some(bounds) = paragraph.lines().get(line) else {
            return;
        };
        let first = cells
            .first()
            .map_or(bounds.range.start(), |c| c.range.start());
        let end = cells.last().map_or(first, |c| c.range.end());
        let rtl = cells.first().map_or(paragraph.is_rtl(), |cell| cell.rtl);
        let (left, right) = cells.iter().fold((f32::MAX, f32::MIN), |(l, r), cell| {
            (l.min(cell.left), r.max(cell.right))
        });
        let (left, right) = if left > right {
            (bounds.left, bounds.left)
        } else {
            (left, right)
        };
        let text = paragraph.text().get(first.get()..end.get()).unwrap_or("");
        let mut value = text.to_owned();
        let mut lengths = Vec::with_capacity(cells.len() + 1);
        let mut places = Vec::with_capacity(cells.len() + 1);
        let mut widths = Vec::with_capacity(cells.len() + 1);
        for cell in cells {
            // A grapheme longer than that is no letter of any script.
            lengths.push(u8::try_from(cell.range.len()).unwrap_or(u8::MAX));
            let lead = if rtl {
                right - cell.right
            } else {
                cell.left - left
            };
            places.push(lead / self.scale);
            widths.push((cell.right - cell.left) / self.scale);
        }
        if lengths.iter().map(|l| usize::from(*l)).sum::<usize>() != text.len() {
            return;
        }
        if breaks {
            value.push('\n');
            lengths.push(1);
            places.push((right - left) / self.scale);
            widths.push(0.0);
        }
        // More than 255 characters in a run cannot be told.
        let starts: Vec<u8> = words(text)
            .filter_map(|word| {
                let at = ByteIdx(first.0 + word.start().0);
                let index = cells.iter().position(|cell| cell.range.start() == at)?;
                u8::try_from(index).ok()
            })
            .collect();
        let id = self.parent.with(("run", start + first.0, line));
        let area = Rect::from_min_max(
            origin + vec2(left, bounds.top) / self.scale,
            pos2(
                origin.x + right / self.scale,
                origin.y + bounds.bottom / self.scale,
            ),
        );
        self.ui.interact(area, id, Sense::hover());
        self.ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::TextRun);
            node.set_text_direction(if rtl {
                TextDirection::RightToLeft
            } else {
                TextDirection::LeftToRight
            });
            node.set_bounds(egui::accesskit::Rect {
                x0: area.left().into(),
                y0: area.top().into(),
                x1: area.right().into(),
                y1: area.bottom().into(),
            });
            node.set_value(value);
            node.set_character_lengths(lengths);
            node.set_character_positions(places);
            node.set_character_widths(widths);
            node.set_word_starts(starts);
        });
        let position = |index: usize| TextPosition {
            node: id.accesskit_id(),
            character_index: index,
        };
        for (wanted, found) in self.wanted.iter().zip(&mut self.found) {
            if found.is_some() {
                continue;
            }
            let Some(local) = wanted.0.checked_sub(start).map(ByteIdx) else {
                continue;
            };
            if let Some(index) = cells.iter().position(|cell| cell.range.start() == local) {
                *found = Some(position(index));
            } else if local == end && (breaks || line == paragraph.lines().len() - 1) {
                *found = Some(position(cells.len()));
            }
        }
        self.last = Some(position(cells.len()));
    }

    /// A node for a part of the text that means something: a span.
    pub fn mark(&self, key: impl std::hash::Hash + std::fmt::Debug, area: Rect, words: &str) {
        let id = self.parent.with(("mark", key));
        self.ui.interact(area, id, Sense::hover());
        self.ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Mark);
            node.set_label(words);
            node.set_bounds(egui::accesskit::Rect {
                x0: area.left().into(),
                y0: area.top().into(),
                x1: area.right().into(),
                y1: area.bottom().into(),
            });
        });
    }

    /// The positions that were wanted; one beyond what was told is the last one.
    #[must_use]
    pub fn positions(&self) -> Vec<Option<TextPosition>> {
        self.found.iter().map(|found| found.or(self.last)).collect()
    }
}
