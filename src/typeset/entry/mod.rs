//! A text that is being edited: caret, selection, composition, undo; no widget.
//!
//! [`Entry`] holds the text and changes it, [`EntryLayout`] says where its graphemes stand.
//! Arrows move in visual order, deletions in reading order, and neither cuts a grapheme, except
//! that backspace takes the last mark off a letter before it takes the letter.

mod layout;

pub use layout::EntryLayout;

use super::caret::CaretStop;
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

#[cfg(test)]
mod tests;
