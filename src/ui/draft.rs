//! A text that is being written and that the session does not have yet.
//!
//! It is handed over when the field is left, when the writer rests, and when the field turns to
//! something else, so that a step of undo is a piece of writing and not a letter, and nothing
//! typed is lost.

/// A text for `K`.
pub struct Draft<K> {
    key: Option<K>,
    /// What the session has.
    known: String,
    /// What the field shows.
    text: String,
    /// When it was last changed, in seconds.
    at: f64,
}

/// After how many seconds of rest a text is handed over.
const REST: f64 = 1.5;

impl<K> Default for Draft<K> {
    fn default() -> Self {
        Self {
            key: None,
            known: String::new(),
            text: String::new(),
            at: 0.0,
        }
    }
}

impl<K: Clone + PartialEq> Draft<K> {
    /// Turns the draft to something. Returns what was written for something else.
    pub fn turn(&mut self, key: &K, known: &str) -> Option<(K, String)> {
        let before = if self.key.as_ref() == Some(key) {
            None
        } else {
            self.take()
        };
        let same = self.key.as_ref() == Some(key);
        if !same || (self.text == self.known && self.known != known) {
            self.key = Some(key.clone());
            known.clone_into(&mut self.known);
            known.clone_into(&mut self.text);
        }
        before
    }

    /// The text of the field.
    pub fn text(&mut self) -> &mut String {
        &mut self.text
    }

    /// Notes that the user has written something.
    pub fn touch(&mut self, now: f64) {
        self.at = now;
    }

    /// What is to be handed over, because the field was left or the writer rests.
    pub fn due(&mut self, now: f64, left: bool) -> Option<(K, String)> {
        if left || now - self.at > REST {
            self.take()
        } else {
            None
        }
    }

    /// What has not been handed over.
    pub fn take(&mut self) -> Option<(K, String)> {
        if self.text == self.known {
            return None;
        }
        self.known.clone_from(&self.text);
        Some((self.key.clone()?, self.text.clone()))
    }

    /// Whether something has not been handed over.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.text != self.known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_handed_over_once() {
        let mut draft = Draft::default();
        assert_eq!(draft.turn(&1, "old"), None);
        draft.text().push_str(" new");
        draft.touch(10.0);
        assert_eq!(draft.due(10.5, false), None);
        assert_eq!(draft.due(12.0, false), Some((1, "old new".into())));
        assert_eq!(draft.due(20.0, true), None);
        draft.text().push('!');
        assert_eq!(draft.turn(&2, "other"), Some((1, "old new!".into())));
        assert_eq!(draft.text(), "other");
        // An undo of the session shows, as long as nothing is being written.
        assert_eq!(draft.turn(&2, "undone"), None);
        assert_eq!(draft.text(), "undone");
        draft.text().push('x');
        assert_eq!(draft.turn(&2, "changed"), None);
        assert_eq!(draft.text(), "undonex");
    }
}
