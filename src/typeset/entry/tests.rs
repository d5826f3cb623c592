use super::*;
use crate::typeset::engine::{Direction, Engine, TextStyle};
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
