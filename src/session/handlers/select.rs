//! Selecting words.

use crate::session::Session;
use crate::session::command::Select;
use crate::session::effect::Effect;
use crate::session::open::{Edge, Step};
use crate::text::words::sentence_at;

impl Session {
    pub(super) fn handle_select(&mut self, command: &Select) {
        let Some(open) = self.project.as_mut().and_then(|p| p.open.as_mut()) else {
            return;
        };
        let current = open.active_range();
        let moved = |edge, step| current.and_then(|range| open.moved(range, edge, step));
        let selection = match command {
            Select::NextWord => open.next_word(),
            Select::PreviousWord => open.previous_word(),
            Select::NextChar => open.next_char(),
            Select::PreviousChar => open.previous_char(),
            Select::LineUp | Select::LineDown => {
                // Only the window knows which word stands above.
                let down = *command == Select::LineDown;
                self.effects.push(Effect::MoveLine { down });
                return;
            }
            Select::ExtendNextWord => moved(Edge::EndOut, Step::Word),
            Select::ExtendPreviousWord => moved(Edge::EndIn, Step::Word),
            Select::ExtendNextChar => moved(Edge::EndOut, Step::Char),
            Select::ExtendPreviousChar => moved(Edge::EndIn, Step::Char),
            Select::Sentence => current.map(|range| sentence_at(open.text.as_str(), range.start())),
            Select::Range(range) => Some(*range).filter(|range| !range.is_empty()),
            Select::Snapped(range) => Some(open.snapped(*range)).filter(|r| !r.is_empty()),
            Select::Clear => {
                open.selection = None;
                open.span = None;
                return;
            }
        };
        if let Some(range) = selection {
            open.span = None;
            open.selection = Some(range);
            let by_key = !matches!(command, Select::Range(_) | Select::Snapped(_));
            if by_key {
                self.effects.push(Effect::Reveal(range));
            }
        }
    }
}
