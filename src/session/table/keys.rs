//! What the keys do in a table.

use super::Move;
use crate::session::command::TableCommand;
use crate::session::keymap::{Chord, Key};

/// How many rows a page is.
const PAGE: i32 = 20;

/// What a key does in a table; the others do nothing of their own there. `rtl` says whether the
/// window is mirrored.
#[must_use]
pub fn command_of(chord: Chord, rtl: bool) -> Option<TableCommand> {
    if chord.alt {
        return None;
    }
    let onward = if rtl { Key::Left } else { Key::Right };
    let step = match (chord.key, chord.ctrl, chord.shift) {
        (Key::Letter('C'), true, false) => return Some(TableCommand::CopyCell),
        (Key::Letter('C'), true, true) => return Some(TableCommand::CopyRow),
        (Key::Enter, false, false) => return Some(TableCommand::Open),
        (Key::Space, false, false) => return Some(TableCommand::Accept),
        (Key::Backspace | Key::Delete, false, false) => return Some(TableCommand::Reject),
        (Key::Left | Key::Right, true, true) if chord.key == onward => {
            return Some(TableCommand::ColumnOnward);
        }
        (Key::Left | Key::Right, true, true) => return Some(TableCommand::ColumnBack),
        (_, _, true) => return None,
        (Key::Up, false, _) => Move::Rows(-1),
        (Key::Down, false, _) => Move::Rows(1),
        (Key::PageUp, false, _) => Move::Rows(-PAGE),
        (Key::PageDown, false, _) => Move::Rows(PAGE),
        (Key::Left | Key::Right, false, _) => {
            Move::Columns(if chord.key == onward { 1 } else { -1 })
        }
        (Key::Home, _, _) => Move::First,
        (Key::End, _, _) => Move::Last,
        _ => return None,
    };
    Some(TableCommand::Move(step))
}
