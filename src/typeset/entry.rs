//! A text that is being edited: caret, selection, composition, undo; no widget.
//!
//! [`Entry`] holds the text and changes it, [`EntryLayout`] says where its graphemes stand.
//! Arrows move in visual order, deletions in reading order, and neither cuts a grapheme, except
//! that backspace takes the last mark off a letter before it takes the letter.

use super::caret::{Caret, CaretStop};
use super::document::Document;
use super::engine::{Direction, Engine, TextStyle};
use super::geometry::Piece;
use super::paragraph::Paragraph;
use crate::text::offset::{
    ByteIdx, ByteRange, ceil_grapheme, floor_grapheme, next_grapheme, prev_grapheme,
};
use crate::text::words::{word_after, word_at, word_before};

/// A text with caret, selection and history.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    text: String,
    caret: CaretStop,
    anchor: ByteIdx,
    /// What an input method is composing; not part of the text for whoever reads it.
    composing: Option<ByteRange>,
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Whether the next insertion may join the last step.
    joins: bool,
    /// Where the caret wants to be when it moves by line, in pixels.
    goal: Option<f32>,
}

/// Something that was replaced.
#[derive(Clone, Debug)]
struct Step {
    at: ByteIdx,
    removed: String,
    inserted: String,
    caret: CaretStop,
    anchor: ByteIdx,
}

/// A way for the caret to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One stop to the left, as seen.
    Left,
    /// One stop to the right, as seen.
    Right,
    /// A word to the left, as the paragraph runs.
    WordLeft,
    /// A word to the right, as the paragraph runs.
    WordRight,
    /// A line up.
    Up,
    /// A line down.
    Down,
    /// The start of the line.
    LineStart,
    /// The end of the line.
    LineEnd,
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
}

/// What a deletion takes when nothing is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delete {
    /// The mark or grapheme before the caret.
    Back,
    /// The grapheme after the caret.
    Forward,
    /// Back to the start of a word.
    WordBack,
    /// On to the end of a word.
    WordForward,
}

/// How many steps can be undone.
const MOST_STEPS: usize = 500;

impl Entry {
    /// A text with the caret at its end.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let end = ByteIdx::new(text.len());
        Self {
            text,
            caret: CaretStop::after(end),
            anchor: end,
            ..Self::default()
        }
    }

    /// The text as it is shown, with what is being composed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the caret stands, in bytes.
    #[must_use]
    pub fn caret(&self) -> CaretStop {
        self.caret
    }

    /// The selected part, in bytes; empty at the caret if nothing is.
    #[must_use]
    pub fn selection(&self) -> ByteRange {
        ByteRange::new(self.anchor, self.caret.place)
    }

    /// The end of the selection that stays while the caret moves, in bytes.
    #[must_use]
    pub fn anchor(&self) -> ByteIdx {
        self.anchor
    }

    /// The selected text, if any is.
    #[must_use]
    pub fn selected(&self) -> Option<&str> {
        self.selection().of(&self.text).filter(|s| !s.is_empty())
    }

    /// What an input method is composing, in bytes.
    #[must_use]
    pub fn composing(&self) -> Option<ByteRange> {
        self.composing
    }

    /// Selects everything.
    pub fn select_all(&mut self) {
        self.anchor = ByteIdx::ZERO;
        self.put(CaretStop::after(self.text.len()));
    }

    /// Selects the word at a place.
    pub fn select_word(&mut self, place: ByteIdx) {
        if let Some(word) = word_at(&self.text, place) {
            self.anchor = word.start();
            self.put(CaretStop::after(word.end()));
        }
    }

    /// Sets the caret; `extend` leaves the other end of the selection where it is.
    pub fn place(&mut self, stop: CaretStop, extend: bool) {
        self.put(stop);
        if !extend {
            self.anchor = stop.place;
        }
    }

    /// Moves the caret.
    pub fn go(&mut self, layout: &EntryLayout, motion: Motion, extend: bool) {
        let selection = self.selection();
        let goal = self.goal;
        let here = self.caret;
        // An arrow without shift first lets go of the selection, at the side it points to.
        if !extend && !selection.is_empty() && matches!(motion, Motion::Left | Motion::Right) {
            let (start, end) = (
                CaretStop::before(selection.start()),
                CaretStop::after(selection.end()),
            );
            let start_is_left = layout.caret(start).x <= layout.caret(end).x;
            let stop = if start_is_left == (motion == Motion::Left) {
                start
            } else {
                end
            };
            return self.place(stop, false);
        }
        let forward = |right: bool| right != layout.is_rtl(here.place);
        let stop = match motion {
            Motion::Left => layout.left_of(here),
            Motion::Right => layout.right_of(here),
            Motion::WordLeft => Some(self.word(forward(false))),
            Motion::WordRight => Some(self.word(forward(true))),
            Motion::Up | Motion::Down => {
                let x = goal.unwrap_or_else(|| layout.caret(here).x);
                let down = motion == Motion::Down;
                let stop = layout.vertical(here, down, x).unwrap_or(if down {
                    CaretStop::after(self.text.len())
                } else {
                    CaretStop::before(ByteIdx::ZERO)
                });
                self.place(stop, extend);
                self.goal = Some(x);
                return;
            }
            Motion::LineStart => Some(layout.line_edges(here).0),
            Motion::LineEnd => Some(layout.line_edges(here).1),
            Motion::Start => Some(CaretStop::before(ByteIdx::ZERO)),
            Motion::End => Some(CaretStop::after(self.text.len())),
        };
        self.place(stop.unwrap_or(here), extend);
    }

    fn word(&self, forward: bool) -> CaretStop {
        let place = self.caret.place;
        if forward {
            let inside = word_at(&self.text, place).filter(|w| w.contains(place));
            let end = inside.or_else(|| word_after(&self.text, place));
            CaretStop::after(end.map_or(ByteIdx::new(self.text.len()), ByteRange::end))
        } else {
            let inside = word_at(&self.text, place).filter(|w| w.start() < place);
            let start = inside.or_else(|| word_before(&self.text, place));
            CaretStop::before(start.map_or(ByteIdx::ZERO, ByteRange::start))
        }
    }

    /// Replaces the selection.
    pub fn insert(&mut self, text: &str) {
        self.drop_composition();
        let joins =
            self.joins && self.selection().is_empty() && !text.contains(char::is_whitespace);
        self.replace(self.selection(), text, joins);
        self.joins = true;
    }

    /// Deletes the selection, or what `what` says. Returns whether there was something.
    pub fn delete(&mut self, what: Delete) -> bool {
        self.drop_composition();
        let mut range = self.selection();
        let place = self.caret.place;
        if range.is_empty() {
            let other = match what {
                Delete::Back => self.before(place),
                Delete::Forward => next_grapheme(&self.text, place),
                Delete::WordBack => Some(self.word(false).place),
                Delete::WordForward => Some(self.word(true).place),
            };
            range = ByteRange::new(place, other.unwrap_or(place));
        }
        if range.is_empty() {
            return false;
        }
        self.replace(range, "", false);
        true
    }

    /// Where backspace deletes to: a mark goes before its letter does.
    fn before(&self, place: ByteIdx) -> Option<ByteIdx> {
        let start = prev_grapheme(&self.text, place)?;
        let grapheme = ByteRange::new(start, place).of(&self.text)?;
        let last = grapheme.chars().next_back()?;
        let is_mark =
            grapheme.chars().count() > 1 && unicode_normalization::char::is_combining_mark(last);
        Some(if is_mark && last != '\u{fe0f}' {
            ByteIdx::new(place.get() - last.len_utf8())
        } else {
            start
        })
    }

    /// Deletes characters around the caret, as an input method asks. Counts are code points.
    pub fn delete_around(&mut self, before: usize, after: usize) {
        self.drop_composition();
        let place = self.caret.place.get();
        let (head, tail) = self
            .text
            .split_at_checked(place)
            .unwrap_or((&self.text, ""));
        let back: usize = head.chars().rev().take(before).map(char::len_utf8).sum();
        let on: usize = tail.chars().take(after).map(char::len_utf8).sum();
        self.replace(ByteRange::new(place - back, place + on), "", false);
    }

    /// Shows what an input method is composing, in place of what it composed before.
    pub fn compose(&mut self, text: &str) {
        if self.composing.is_none() && !self.selection().is_empty() && !text.is_empty() {
            self.replace(self.selection(), "", false);
        }
        self.drop_composition();
        if text.is_empty() {
            return;
        }
        let start = self.caret.place;
        self.text.insert_str(start.get(), text);
        let range = ByteRange::new(start, start.get() + text.len());
        self.composing = Some(range);
        let end = ceil_grapheme(&self.text, range.end());
        self.caret = CaretStop::after(end);
        self.anchor = end;
    }

    /// Takes the composition back out of the text.
    pub fn drop_composition(&mut self) {
        if let Some(range) = self.composing.take() {
            self.text.replace_range(range.to_range(), "");
            self.caret = CaretStop::after(range.start());
            self.anchor = range.start();
        }
    }

    /// Takes the last step back. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        self.drop_composition();
        let Some(step) = self.done.pop() else {
            return false;
        };
        let end = step.at.get() + step.inserted.len();
        self.text.replace_range(step.at.get()..end, &step.removed);
        self.put(step.caret);
        self.anchor = step.anchor;
        self.undone.push(step);
        true
    }

    /// Does the last undone step again. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        self.drop_composition();
        let Some(step) = self.undone.pop() else {
            return false;
        };
        let end = step.at.get() + step.removed.len();
        self.text.replace_range(step.at.get()..end, &step.inserted);
        let place = step.at.get() + step.inserted.len();
        self.put(CaretStop::after(place));
        self.anchor = self.caret.place;
        self.done.push(step);
        true
    }

    fn replace(&mut self, range: ByteRange, text: &str, joins: bool) {
        let Some(removed) = range.of(&self.text).map(str::to_owned) else {
            return;
        };
        let step = Step {
            at: range.start(),
            removed,
            inserted: text.to_owned(),
            caret: self.caret,
            anchor: self.anchor,
        };
        self.text.replace_range(range.to_range(), text);
        self.undone.clear();
        match self.done.last_mut() {
            Some(last) if joins && last.at.get() + last.inserted.len() == step.at.get() => {
                last.inserted.push_str(text);
            }
            _ => self.done.push(step),
        }
        if self.done.len() > MOST_STEPS {
            self.done.remove(0);
        }
        let place = range.start().get() + text.len();
        // What was typed can have joined the letter before it to one grapheme.
        let place = ceil_grapheme(&self.text, ByteIdx::new(place));
        self.put(CaretStop::after(place));
        self.anchor = self.caret.place;
    }

    fn put(&mut self, stop: CaretStop) {
        self.caret = CaretStop {
            place: floor_grapheme(&self.text, stop.place),
            affinity: stop.affinity,
        };
        self.joins = false;
        self.goal = None;
    }
}

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

    fn left_of(&self, stop: CaretStop) -> Option<CaretStop> {
        self.beside(stop, true)
    }

    fn right_of(&self, stop: CaretStop) -> Option<CaretStop> {
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

    fn vertical(&self, stop: CaretStop, down: bool, x: f32) -> Option<CaretStop> {
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

    fn line_edges(&self, stop: CaretStop) -> (CaretStop, CaretStop) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::fonts::Face;

    /// An entry with its layout, as a field has them.
    struct Field {
        engine: Engine,
        entry: Entry,
    }

    impl Field {
        fn new(text: &str) -> Self {
            Self {
                engine: Engine::new(),
                entry: Entry::new(text),
            }
        }

        fn go(&mut self, motion: Motion, extend: bool) {
            let style = TextStyle {
                face: Face::Sans,
                size: 16.0,
                line_height: 1.4,
                bold: false,
            };
            let text = self.entry.text().to_owned();
            let width = Some(400.0);
            let layout = EntryLayout::new(&mut self.engine, &text, &style, Direction::Auto, width);
            self.entry.go(&layout, motion, extend);
        }

        /// The text with the caret as `|` and the anchor, if elsewhere, as `^`.
        fn drawn(&self) -> String {
            let mut text = self.entry.text().to_owned();
            let (caret, anchor) = (self.entry.caret().place.get(), self.entry.anchor().get());
            let mut marks = vec![(caret, '|')];
            if anchor != caret {
                marks.push((anchor, '^'));
            }
            marks.sort_unstable();
            for (at, mark) in marks.into_iter().rev() {
                text.insert(at, mark);
            }
            text
        }
    }

    #[test]
    fn typing_joins_to_one_step_a_word() {
        let mut field = Field::new("");
        for c in ["د", "ر", "ع", "ا", " ", "o", "k"] {
            field.entry.insert(c);
        }
        assert_eq!(field.drawn(), "درعا ok|");
        let mut seen = Vec::new();
        while field.entry.undo() {
            seen.push(field.drawn());
        }
        assert_eq!(seen, ["درعا|", "|"]);
        while field.entry.redo() {}
        assert_eq!(field.drawn(), "درعا ok|");
    }

    #[test]
    fn arrows_go_where_they_point() {
        let mut field = Field::new("قتل 7");
        field.go(Motion::Start, false);
        field.go(Motion::Left, false);
        assert_eq!(field.drawn(), "ق|تل 7");
        field.go(Motion::Right, false);
        assert_eq!(field.drawn(), "|قتل 7");
        field.go(Motion::WordLeft, false);
        assert_eq!(field.drawn(), "قتل| 7");
        field.go(Motion::WordRight, true);
        assert_eq!(field.drawn(), "|قتل^ 7");
        // The selection is let go of at the side the arrow points to.
        field.go(Motion::Left, false);
        assert_eq!(field.drawn(), "قتل| 7");
        let mut field = Field::new("ab");
        field.go(Motion::Left, false);
        assert_eq!(field.drawn(), "a|b");
    }

    #[test]
    fn lines_are_walked_up_and_down() {
        let mut field = Field::new("سطر أول\nثان\n\nطويل جدا");
        field.go(Motion::Start, false);
        let mut seen = Vec::new();
        for _ in 0..4 {
            field.go(Motion::Down, false);
            seen.push(field.drawn());
        }
        assert_eq!(
            seen,
            [
                "سطر أول\n|ثان\n\nطويل جدا",
                "سطر أول\nثان\n|\nطويل جدا",
                "سطر أول\nثان\n\n|طويل جدا",
                "سطر أول\nثان\n\nطويل جدا|",
            ]
        );
        field.go(Motion::LineStart, false);
        field.go(Motion::Right, false);
        assert_eq!(field.drawn(), "سطر أول\nثان\n|\nطويل جدا");
        field.go(Motion::Up, true);
        assert_eq!(field.drawn(), "سطر أول\n|ثان\n^\nطويل جدا");
    }

    #[test]
    fn backspace_takes_marks_before_letters_and_an_emoji_whole() {
        let rows = [
            ("قُتِ", "قُت"),
            ("قُت", "قُ"),
            ("ب👩‍👩‍👧", "ب"),
            ("e\u{301}", "e"),
            ("", ""),
        ];
        for (text, after) in rows {
            let mut entry = Entry::new(text);
            entry.delete(Delete::Back);
            assert_eq!(entry.text(), after, "{text}");
        }
        let mut entry = Entry::new("قتل سبعة أشخاص");
        entry.delete(Delete::WordBack);
        assert_eq!(entry.text(), "قتل سبعة ");
        assert!(entry.undo());
        assert_eq!(entry.text(), "قتل سبعة أشخاص");
    }

    #[test]
    fn what_is_composed_is_not_in_the_history() {
        let mut entry = Entry::new("a");
        entry.compose("ni");
        assert_eq!(entry.text(), "ani");
        entry.compose("你");
        assert_eq!(entry.text(), "a你");
        entry.insert("你好");
        assert_eq!(entry.text(), "a你好");
        assert!(entry.undo());
        assert_eq!(entry.text(), "a");
        assert!(!entry.undo());
        entry.compose("x");
        entry.drop_composition();
        assert_eq!(entry.text(), "a");
        entry.delete_around(1, 3);
        assert_eq!(entry.text(), "");
    }

    #[test]
    fn whatever_is_done_the_caret_stays_on_graphemes() {
        use proptest::prelude::*;
        proptest!(|(text in "[ab\\u{627}\\u{64e}\\u{301}👩\\u{200d}\\n ]{0,12}",
                    steps in proptest::collection::vec((0_u8..9, "[ب\\u{651}z👧\\u{200d}]{0,2}"), 0..24))| {
            let mut field = Field::new(&text);
            for (kind, words) in steps {
                match kind {
                    0 => field.entry.insert(&words),
                    1 => { field.entry.delete(Delete::Back); }
                    2 => { field.entry.delete(Delete::Forward); }
                    3 => { field.entry.undo(); }
                    4 => { field.entry.redo(); }
                    5 => field.entry.compose(&words),
                    6 => field.go(Motion::Left, true),
                    7 => field.go(Motion::Up, false),
                    _ => field.go(Motion::WordRight, words.is_empty()),
                }
                let place = field.entry.caret().place;
                prop_assert_eq!(floor_grapheme(field.entry.text(), place), place);
            }
            while field.entry.undo() {}
            prop_assert_eq!(field.entry.text(), text.as_str());
        });
    }
}
