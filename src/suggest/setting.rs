//! What an article is about: whether it tells of violence at all.
//!
//! Sport, markets, weather and politics speak the language of war. No list of metaphors is ever
//! whole; but an article in which nothing else tells of war has no strikes in it.

use super::page::Page;
use crate::lexicon::{Class, Classes};

/// From which prior on a word of harm tells of violence.
const SURE: f64 = 0.95;

/// The words that are counted.
const MARKS: Classes = Classes::of(&[Class::MarkOfWar, Class::MarkOfPeace]);

/// How much in an article speaks of war, and how much of something else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Setting {
    /// Words of war.
    war: usize,
    /// Words of peace.
    peace: usize,
    /// Whether one of the words of war is hardly ever a metaphor.
    soldiers: bool,
}

impl Setting {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let mut setting = Self::default();
        for at in 0..page.tokens.len() {
            if !page.is_any_of(at, MARKS) {
                continue;
            }
            let of = |class: Class| page.is(at, class) || page.is_bare(at, class);
            if of(Class::MarkOfWar) {
                // A word that is hardly ever a metaphor says more.
                let value = page.value(at, Class::MarkOfWar);
                let value = value.or_else(|| page.bare_value(at, Class::MarkOfWar));
                setting.war += if value.is_some() { 3 } else { 1 };
                setting.soldiers |= value.is_some();
            }
            setting.peace += usize::from(of(Class::MarkOfPeace));
        }
        // A sentence alone may have nothing but its weapon and its dead.
        let weapons = page.strikes.iter().filter(|m| m.entry.class == "weapon");
        let harm = page.harm.iter().filter(|m| {
            m.entry.prior >= SURE && matches!(m.entry.class.as_str(), "harm_verb" | "count_noun")
        });
        setting.war += weapons.count() + harm.count();
        setting
    }

    /// How much of a rule's confidence stands in such an article, from 0 to 1.
    pub(super) fn trust(self) -> f64 {
        if self.is_peaceful() {
            0.4
        } else if self.peace > self.war {
            0.85
        } else {
            1.0
        }
    }

    /// Whether the article tells of violence.
    pub(super) fn is_violent(self) -> bool {
        self.war > 0 && !self.is_peaceful()
    }

    /// Whether it speaks of something else: a word or two says little.
    fn is_peaceful(self) -> bool {
        self.peace > 2 && (self.peace > 2 * self.war || !self.soldiers)
    }
}
