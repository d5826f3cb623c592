//! Visual order, held against Unicode's BidiCharacterTest.txt.

use hashiya::typeset::cells::line_cells;
use hashiya::typeset::engine::{Direction, Engine};
use hashiya::typeset::fonts::Face;

use crate::corpus::style;

/// Where Debian's package `unicode-data` puts it; elsewhere `HASHIYA_UNICODE_DATA` says.
fn test_data() -> Option<String> {
    let folder = std::env::var("HASHIYA_UNICODE_DATA").unwrap_or("/usr/share/unicode".into());
    std::fs::read_to_string(format!("{folder}/BidiCharacterTest.txt")).ok()
}

#[test]
fn visual_order_is_that_of_the_unicode_test_data() {
    let Some(data) = test_data() else {
        println!("SKIPPED: BidiCharacterTest.txt is absent (Debian: apt install unicode-data)");
        return;
    };
    let mut engine = Engine::new();
    let (mut checked, mut with_break) = (0, 0);
    for line in data.lines() {
        let line = line.split('#').next().unwrap().trim();
        let fields: Vec<&str> = line.split(';').collect();
        let [codes, direction, _, levels, order] = fields[..] else {
            continue;
        };
        let chars: Vec<char> = codes
            .split_whitespace()
            .map(|c| char::from_u32(u32::from_str_radix(c, 16).unwrap()).unwrap())
            .collect();
        // A paragraph separator ends a paragraph: there is no such text to lay out.
        if chars
            .iter()
            .any(|c| matches!(c, '\u{2029}' | '\n' | '\r' | '\u{85}' | '\u{1c}'..='\u{1e}'))
        {
            with_break += 1;
            continue;
        }
        let text: String = chars.iter().collect();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let direction = match direction {
            "0" => Direction::Ltr,
            "1" => Direction::Rtl,
            _ => Direction::Auto,
        };
        let removed: Vec<bool> = levels.split_whitespace().map(|l| l == "x").collect();
        let expected: Vec<usize> = order
            .split_whitespace()
            .map(|i| i.parse().unwrap())
            .collect();
        let paragraph = engine.paragraph(&text, &style(Face::Sans, 20.0), direction, None);
        let mut found = Vec::new();
        for cell in line_cells(&paragraph, 0) {
            // The characters of a grapheme stand in one cell, in the order of its direction.
            let mut inside: Vec<usize> = (0..chars.len())
                .filter(|&i| cell.range.contains(starts[i].into()) && !removed[i])
                .collect();
            if cell.rtl {
                inside.reverse();
            }
            found.extend(inside);
        }
        assert_eq!(found, expected, "{line}");
        checked += 1;
    }
    println!("{checked} cases equal; {with_break} hold a paragraph separator and are no line");
    assert!(checked > 90_000, "{checked}");
}
