//! Hit test, caret and selection, held against the cells of the graphemes.

use std::collections::BTreeMap;

use hashiya::text::offset::{ByteIdx, ByteRange};
use hashiya::typeset::caret::{Affinity, CaretStop};
use hashiya::typeset::cells::{Cell, line_cells};
use hashiya::typeset::engine::{Direction, Engine};
use hashiya::typeset::fonts::Face;
use hashiya::typeset::paragraph::Paragraph;
use unicode_segmentation::UnicodeSegmentation;

use crate::corpus::{lay, texts};

fn each_layout(mut check: impl FnMut(&str, &Paragraph)) {
    let mut engine = Engine::new();
    for text in texts() {
        for face in [Face::Sans, Face::Naskh] {
            for width in [None, Some(330.0)] {
                check(&text, &lay(&mut engine, &text, face, width));
            }
        }
    }
}

fn all_cells(paragraph: &Paragraph) -> Vec<(usize, Cell)> {
    (0..paragraph.lines().len())
        .flat_map(|line| {
            line_cells(paragraph, line)
                .into_iter()
                .map(move |c| (line, c))
        })
        .collect()
}

#[test]
fn every_grapheme_has_a_cell_and_is_found_in_its_middle() {
    let mut seen = 0;
    each_layout(|text, paragraph| {
        let mut cells: Vec<(usize, Cell)> = all_cells(paragraph);
        cells.sort_by_key(|(_, cell)| cell.range);
        let found: Vec<&str> = cells
            .iter()
            .map(|(_, c)| c.range.of(text).unwrap())
            .collect();
        let expected: Vec<&str> = text.graphemes(true).collect();
        assert_eq!(found, expected);
        for (line, cell) in &cells {
            assert!(
                cell.right > cell.left,
                "no room for {:?}",
                cell.range.of(text)
            );
            let line = paragraph.lines()[*line];
            let middle = (
                (cell.left + cell.right) / 2.0,
                (line.top + line.bottom) / 2.0,
            );
            let hit = paragraph.hit(middle.0, middle.1);
            assert_eq!(hit.grapheme, cell.range, "in {text:?}");
            seen += 1;
        }
    });
    assert!(seen > 1000, "only {seen} graphemes were looked at");
}

#[test]
fn the_caret_visits_every_stop_once_in_each_direction() {
    each_layout(|text, paragraph| {
        let stops: Vec<CaretStop> = (0..paragraph.lines().len())
            .flat_map(|line| paragraph.stops(line))
            .collect();
        if stops.is_empty() {
            return;
        }
        // From the reading start to the reading end and back again.
        let forward = |s| {
            if paragraph.is_rtl() {
                paragraph.left_of(s)
            } else {
                paragraph.right_of(s)
            }
        };
        let backward = |s| {
            if paragraph.is_rtl() {
                paragraph.right_of(s)
            } else {
                paragraph.left_of(s)
            }
        };
        let first_line = paragraph.stops(0);
        let start = if paragraph.is_rtl() {
            *first_line.last().unwrap()
        } else {
            first_line[0]
        };
        let walk = |from: CaretStop, step: &dyn Fn(CaretStop) -> Option<CaretStop>| {
            let mut way = vec![from];
            while let Some(next) = step(*way.last().unwrap()) {
                way.push(next);
                assert!(way.len() <= stops.len(), "the caret goes round in {text:?}");
            }
            way
        };
        let there = walk(start, &forward);
        let mut back = walk(*there.last().unwrap(), &backward);
        back.reverse();
        assert_eq!(there.len(), stops.len(), "in {text:?}");
        assert_eq!(there, back, "in {text:?}");
        let mut sorted = there.clone();
        sorted.sort_by_key(|s| (s.place, s.affinity == Affinity::Upstream));
        sorted.dedup();
        assert_eq!(sorted.len(), stops.len(), "a stop twice in {text:?}");
        // Every edge of a grapheme is among them.
        for (at, _) in text.grapheme_indices(true) {
            assert!(
                there.iter().any(|s| s.place == ByteIdx::new(at)),
                "{at} in {text:?}"
            );
        }
    });
}

#[test]
fn a_boundary_between_directions_has_two_stops_at_one_place() {
    let mut engine = Engine::new();
    let paragraph = lay(&mut engine, "قال abc ثم", Face::Sans, None);
    let at: BTreeMap<u32, usize> = paragraph.stops(0).iter().fold(BTreeMap::new(), |mut n, s| {
        *n.entry(s.place.0).or_default() += 1;
        n
    });
    // "abc" is bytes 7 to 10: both its edges can be stood on from either side.
    assert_eq!((at[&7], at[&10]), (2, 2));
    assert_eq!((at[&0], at[&2], at[&8]), (1, 1, 1));
    let inner = paragraph.caret(CaretStop::before(7_usize)).x;
    let outer = paragraph.caret(CaretStop::after(7_usize)).x;
    assert!(
        inner < outer,
        "the start of abc is at its left, the end of the blank at its right"
    );
}

#[test]
fn a_selection_covers_exactly_the_cells_of_its_graphemes() {
    each_layout(|text, paragraph| {
        let cells = all_cells(paragraph);
        let edges: Vec<usize> = text
            .grapheme_indices(true)
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        // Ranges of several lengths from a few hundred places, the same ones every time.
        let step = (edges.len() / 60).max(1);
        for from in (0..edges.len()).step_by(step) {
            for length in [1, 2, 5, 40, edges.len()] {
                let to = (from + length).min(edges.len() - 1);
                if to <= from {
                    continue;
                }
                let range = ByteRange::new(edges[from], edges[to]);
                check_selection(text, paragraph, &cells, range);
            }
        }
    });
}

fn check_selection(text: &str, paragraph: &Paragraph, cells: &[(usize, Cell)], range: ByteRange) {
    let pieces = paragraph.pieces(range);
    let last_line = paragraph.lines().len() - 1;
    for (line, cell) in cells {
        let middle = (cell.left + cell.right) / 2.0;
        let covered = pieces
            .iter()
            .any(|p| p.line == *line && p.left <= middle && middle < p.right);
        let inside = range.covers(cell.range);
        // Blanks at the end of a wrapped line hang over its edge and are not painted.
        let hanging = *line < last_line && {
            let line = paragraph.lines()[*line].range;
            text[cell.range.start().get()..line.end().get()]
                .trim()
                .is_empty()
        };
        if !hanging {
            assert_eq!(covered, inside, "{:?} of {range:?} in {text:?}", cell.range);
        }
    }
    let area: f32 = pieces.iter().map(|p| p.right - p.left).sum();
    let cells_area: f32 = cells
        .iter()
        .filter(|(_, c)| pieces.iter().any(|p| p.range.covers(c.range)))
        .map(|(_, c)| c.right - c.left)
        .sum();
    assert!(
        (area - cells_area).abs() < 0.01 * cells_area.max(1.0),
        "{range:?} in {text:?}"
    );
}

#[test]
fn a_range_over_a_change_of_direction_has_a_piece_a_part() {
    let mut engine = Engine::new();
    let text = "30 غارة (S-300) في 2015";
    let paragraph = engine.paragraph(
        text,
        &crate::corpus::style(Face::Sans, 20.0),
        Direction::Rtl,
        None,
    );
    let from = 1; // between 3 and 0
    let to = text.find("00)").unwrap();
    let pieces = paragraph.pieces(ByteRange::new(from, to));
    let covered: Vec<&str> = pieces.iter().map(|p| p.range.of(text).unwrap()).collect();
    assert_eq!(covered, ["S-3", " غارة (", "0"]);
}

#[test]
fn anything_can_be_laid_out_and_asked() {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};
    let engine = std::cell::RefCell::new(Engine::new());
    let mut runner = TestRunner::new_with_rng(
        Config {
            cases: 300,
            failure_persistence: None,
            ..Config::default()
        },
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    runner
        .run(
            &(
                "\\PC{0,40}|[\u{0}-\u{20}\u{200b}-\u{202e}ا-ي\u{64b}-\u{652}a-c0-9]{0,40}",
                0..400u32,
                0..99u32,
                0..99u32,
            ),
            |(text, width, a, b)| {
                let paragraph = lay(
                    &mut engine.borrow_mut(),
                    &text,
                    Face::Naskh,
                    Some(width as f32),
                );
                let _ = paragraph.pieces(ByteRange::new(ByteIdx(a), ByteIdx(b)));
                let _ = paragraph.caret(CaretStop::before(ByteIdx(a)));
                let _ = paragraph.caret(CaretStop::after(ByteIdx(b)));
                let _ = paragraph.left_of(CaretStop::after(ByteIdx(b)));
                let _ = paragraph.hit(a as f32, b as f32);
                prop_assert!(!paragraph.lines().is_empty());
                for line in 0..paragraph.lines().len() {
                    let _ = paragraph.glyph_runs(line);
                }
                Ok(())
            },
        )
        .unwrap();
}

#[test]
fn a_tab_is_a_gap_and_keeps_columns_in_the_order_of_the_paragraph() {
    let mut engine = Engine::new();
    for face in [Face::Sans, Face::Naskh] {
        let paragraph = lay(&mut engine, "حلب\t12\t30", face, None);
        let runs = paragraph.glyph_runs(0);
        assert!(runs.iter().all(|run| run.missing.is_empty()), "{face:?}");
        let cells = paragraph.cells(0);
        let left = |at: usize| cells.iter().find(|c| c.range.start().get() == at).unwrap();
        let (tab, twelve, thirty) = (left(6), left(7), left(10));
        assert!(thirty.left < twelve.left && twelve.left < tab.left);
        assert!(tab.right - tab.left > paragraph.size(), "{face:?}");
    }
}

#[test]
fn a_character_no_font_has_keeps_its_place_and_is_named() {
    let mut engine = Engine::new();
    for (text, character) in [
        ("قال 漢 ثم", '漢'),
        ("a\u{10FFFD}b", '\u{10FFFD}'),
        ("\u{E001}", '\u{E001}'),
        ("\u{0378}", '\u{0378}'),
    ] {
        for face in [Face::Sans, Face::Naskh] {
            let paragraph = lay(&mut engine, text, face, None);
            let missing: Vec<_> = paragraph
                .glyph_runs(0)
                .into_iter()
                .flat_map(|run| run.missing)
                .collect();
            assert_eq!(missing.len(), 1, "{text:?} {face:?}");
            assert_eq!(missing[0].character, character);
            assert!(missing[0].right > missing[0].left);
        }
    }
    let paragraph = lay(&mut engine, "لا\u{200f} \u{200d}ok", Face::Sans, None);
    assert!(
        paragraph
            .glyph_runs(0)
            .iter()
            .all(|run| run.missing.is_empty())
    );
}
