//! Which of the panels beside the article are shown: in a narrow window there is room for one.

use crate::session::effect::Field;

/// From this width on, in points, both panels leave the article a readable column.
const BOTH: f32 = 900.0;

/// Up to this width the article stands alone.
const NONE: f32 = 620.0;

/// The panels beside the article: whether each is wanted, or shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Panels {
    /// The articles, at the start side.
    pub(super) list: bool,
    /// What is known of the open article, at the end side.
    pub(super) inspector: bool,
}

/// Arranges them. Where only one has room it is the one that was asked for last, and at first
/// the inspector: it has what is decided about.
#[derive(Debug)]
pub(super) struct Sides {
    wanted: Panels,
    list_has_turn: bool,
    /// What is shown.
    pub(super) shown: Panels,
}

impl Default for Sides {
    fn default() -> Self {
        let both = Panels {
            list: true,
            inspector: true,
        };
        Self {
            wanted: both,
            list_has_turn: false,
            shown: both,
        }
    }
}

impl Sides {
    /// Says what is shown in a window so wide, in points, when this is wanted.
    pub(super) fn arrange(&mut self, wanted: Panels, room: f32) -> Panels {
        if wanted.list && !self.wanted.list {
            self.list_has_turn = true;
        }
        if wanted.inspector && !self.wanted.inspector {
            self.list_has_turn = false;
        }
        self.wanted = wanted;
        let one = wanted.list && wanted.inspector && room < BOTH;
        let any = room > NONE;
        self.shown = Panels {
            list: any && wanted.list && (!one || self.list_has_turn),
            inspector: any && wanted.inspector && !(one && self.list_has_turn),
        };
        self.shown
    }

    /// Gives the room to the panel that a field is in: it is about to get the keys.
    pub(super) fn turn_to(&mut self, field: Field) {
        match field {
            Field::Filter => self.list_has_turn = true,
            Field::Note
            | Field::Attributes
            | Field::Relations
            | Field::Incidents
            | Field::Entry
            | Field::SpanNote => self.list_has_turn = false,
            Field::Article | Field::Table | Field::TableFilter | Field::Find | Field::Search => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panels(list: bool, inspector: bool) -> Panels {
        Panels { list, inspector }
    }

    #[test]
    fn a_narrow_window_shows_what_was_asked_for_last() {
        let mut sides = Sides::default();
        let both = panels(true, true);
        assert_eq!(sides.arrange(both, 1280.0), both);
        assert_eq!(sides.arrange(both, 820.0), panels(false, true));
        sides.turn_to(Field::Filter);
        assert_eq!(sides.arrange(both, 820.0), panels(true, false));
        sides.turn_to(Field::Attributes);
        assert_eq!(sides.arrange(both, 820.0), panels(false, true));
        // Off and on again.
        let list_off = panels(false, true);
        assert_eq!(sides.arrange(list_off, 820.0), list_off);
        assert_eq!(sides.arrange(both, 820.0), panels(true, false));
        // One that has no rival is shown.
        assert_eq!(sides.arrange(list_off, 820.0), list_off);
        assert_eq!(sides.arrange(both, 600.0), panels(false, false));
    }
}
