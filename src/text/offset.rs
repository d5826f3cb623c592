//! Places in a text, as types that say what they count.
//!
//! Inside the program a place is a [`ByteIdx`], a number of UTF-8 bytes. Project files and
//! Hashiya's own JSON count Unicode code points ([`CharIdx`]), some foreign formats UTF-16 code
//! units ([`Utf16Idx`]). [`OffsetMap`] converts between the three at the edge.
//!
//! Ranges are half-open and point between characters, as a caret does. With the range drawn as
//! brackets:
//!
//! ```text
//! (0, 3)   [Som]e text
//! (3, 3)   Som[]e text
//! (5, 9)   Some [text]
//! ```
//!
//! Invariant: no function here panics, whatever the offset. What lies outside the text is
//! answered with `None` or clamped, and each function says which.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_segmentation::GraphemeCursor;

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The start of a text.
            pub const ZERO: Self = Self(0);

            /// A place from a `usize`. Saturates at `u32::MAX`: articles are limited to 20 MB.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The place as a `usize`, for slicing.
            #[must_use]
            pub fn get(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                Self::new(index)
            }
        }
    };
}

index! {
    /// A place counted in bytes of UTF-8.
    ByteIdx
}
index! {
    /// A place counted in Unicode code points.
    CharIdx
}
index! {
    /// A place counted in UTF-16 code units.
    Utf16Idx
}
index! {
    /// A place counted in extended grapheme clusters.
    GraphemeIdx
}

/// A half-open range of bytes. `start <= end` always holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "(ByteIdx, ByteIdx)", into = "(ByteIdx, ByteIdx)")]
pub struct ByteRange {
    start: ByteIdx,
    end: ByteIdx,
}

impl ByteRange {
    /// The range between two places, whichever of them comes first.
    #[must_use]
    pub fn new(a: impl Into<ByteIdx>, b: impl Into<ByteIdx>) -> Self {
        let (a, b) = (a.into(), b.into());
        Self {
            start: a.min(b),
            end: a.max(b),
        }
    }

    /// The empty range at a place.
    #[must_use]
    pub fn at(place: impl Into<ByteIdx>) -> Self {
        let place = place.into();
        Self {
            start: place,
            end: place,
        }
    }

    /// The first byte.
    #[must_use]
    pub fn start(self) -> ByteIdx {
        self.start
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> ByteIdx {
        self.end
    }

    /// How many bytes it covers.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end.0 - self.start.0) as usize
    }

    /// Whether it covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a standard range, for slicing.
    #[must_use]
    pub fn to_range(self) -> Range<usize> {
        self.start.get()..self.end.get()
    }

    /// The text it covers, or `None` if it leaves the text or cuts a character.
    #[must_use]
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.to_range())
    }

    /// Whether the place is inside, the end excluded.
    #[must_use]
    pub fn contains(self, place: ByteIdx) -> bool {
        self.start <= place && place < self.end
    }

    /// Whether every byte of `other` is inside.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the two overlap and neither covers the other.
    #[must_use]
    pub fn crosses(self, other: Self) -> bool {
        self.overlaps(other) && !self.covers(other) && !other.covers(self)
    }

    /// What the two share, or `None` if that is nothing.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        self.overlaps(other).then(|| Self {
            start: self.start.max(other.start),
            end: self.end.min(other.end),
        })
    }

    /// The smallest range that covers both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

impl fmt::Debug for ByteRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Range<usize>> for ByteRange {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<ByteRange> for (ByteIdx, ByteIdx) {
    fn from(range: ByteRange) -> Self {
        (range.start, range.end)
    }
}

impl TryFrom<(ByteIdx, ByteIdx)> for ByteRange {
    type Error = String;

    fn try_from((start, end): (ByteIdx, ByteIdx)) -> Result<Self, String> {
        if start <= end {
            Ok(Self { start, end })
        } else {
            Err(format!(
                "a range that ends at {end}, before its start {start}"
            ))
        }
    }
}

/// How many bytes lie between two checkpoints of an [`OffsetMap`].
const STRIDE: usize = 256;

/// Converts places of one text between bytes, code points and UTF-16 code units.
///
/// Built in one pass; a conversion scans at most 256 bytes after a binary search.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    /// Ascending: one checkpoint at the first character boundary at or after each stride.
    checkpoints: Vec<Checkpoint>,
    end: Checkpoint,
}

#[derive(Clone, Copy, Debug, Default)]
struct Checkpoint {
    byte: u32,
    char: u32,
    utf16: u32,
}

impl OffsetMap {
    /// The map of a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut here = Checkpoint::default();
        let mut next = 0;
        for c in text.chars() {
            if here.byte as usize >= next {
                checkpoints.push(here);
                next += STRIDE;
            }
            here = here.after(c);
        }
        Self {
            checkpoints,
            end: here,
        }
    }

    /// How many code points the text has.
    #[must_use]
    pub fn chars(&self) -> CharIdx {
        CharIdx(self.end.char)
    }

    /// The code point index of a byte place. `text` must be the text the map was made from.
    ///
    /// A place inside a character counts as the character's start, one past the end as the end.
    #[must_use]
    pub fn byte_to_char(&self, text: &str, place: ByteIdx) -> CharIdx {
        if place.0 >= self.end.byte {
            return CharIdx(self.end.char);
        }
        let place = text.floor_char_boundary(place.get());
        let here = self.checkpoint(|c| c.byte, ByteIdx::new(place).0);
        // Whole runs are counted many bytes at a time.
        let between = text.get(here.byte as usize..place).unwrap_or("");
        CharIdx::new(here.char as usize + between.chars().count())
    }

    /// The UTF-16 index of a byte place, clamped like [`OffsetMap::byte_to_char`].
    #[must_use]
    pub fn byte_to_utf16(&self, text: &str, place: ByteIdx) -> Utf16Idx {
        Utf16Idx(self.find(text, |c| c.byte, place.0).utf16)
    }

    /// The byte place of a code point index, or `None` past the end of the text.
    #[must_use]
    pub fn char_to_byte(&self, text: &str, place: CharIdx) -> Option<ByteIdx> {
        (place.0 <= self.end.char).then(|| ByteIdx(self.find(text, |c| c.char, place.0).byte))
    }

    /// The byte place of a UTF-16 index, or `None` past the end or inside a surrogate pair.
    #[must_use]
    pub fn utf16_to_byte(&self, text: &str, place: Utf16Idx) -> Option<ByteIdx> {
        let found = self.find(text, |c| c.utf16, place.0);
        (found.utf16 == place.0).then_some(ByteIdx(found.byte))
    }

    /// The byte range of a range of code points, or `None` if it leaves the text or is reversed.
    #[must_use]
    pub fn chars_to_range(&self, text: &str, start: CharIdx, end: CharIdx) -> Option<ByteRange> {
        (start <= end).then_some(())?;
        let start = self.char_to_byte(text, start)?;
        Some(ByteRange::new(start, self.char_to_byte(text, end)?))
    }

    /// A byte range in code points, each edge clamped like [`OffsetMap::byte_to_char`].
    #[must_use]
    pub fn range_to_chars(&self, text: &str, range: ByteRange) -> (CharIdx, CharIdx) {
        (
            self.byte_to_char(text, range.start()),
            self.byte_to_char(text, range.end()),
        )
    }

    /// The last checkpoint whose key is at most `wanted`.
    fn checkpoint(&self, key: impl Fn(&Checkpoint) -> u32, wanted: u32) -> Checkpoint {
        let after = self.checkpoints.partition_point(|c| key(c) <= wanted);
        let before = after.checked_sub(1).and_then(|i| self.checkpoints.get(i));
        before.copied().unwrap_or_default()
    }

    /// The last character boundary whose key is at most `wanted`.
    fn find(&self, text: &str, key: impl Fn(&Checkpoint) -> u32, wanted: u32) -> Checkpoint {
        if wanted >= key(&self.end) {
            return self.end;
        }
        let mut here = self.checkpoint(&key, wanted);
        for c in text.get(here.byte as usize..).unwrap_or("").chars() {
            let next = here.after(c);
            if key(&next) > wanted {
                break;
            }
            here = next;
        }
        here
    }
}

impl Checkpoint {
    fn after(self, c: char) -> Self {
        // A character is at most four bytes and two UTF-16 units long.
        Self {
            byte: self.byte + c.len_utf8() as u32,
            char: self.char + 1,
            utf16: self.utf16 + c.len_utf16() as u32,
        }
    }
}

/// Whether a place lies between two grapheme clusters (UAX #29, extended).
///
/// The edges of the text do; a place outside the text or inside a character does not.
#[must_use]
pub fn is_grapheme_boundary(text: &str, place: ByteIdx) -> bool {
    if place.get() > text.len() || !text.is_char_boundary(place.get()) {
        return false;
    }
    GraphemeCursor::new(place.get(), text.len(), true)
        .is_boundary(text, 0)
        .unwrap_or(false)
}

/// The last grapheme boundary at or before a place. A place past the end gives the end.
#[must_use]
pub fn floor_grapheme(text: &str, place: ByteIdx) -> ByteIdx {
    let mut at = place.get().min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if cursor.is_boundary(text, 0).unwrap_or(true) {
        return ByteIdx::new(at);
    }
    ByteIdx::new(cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0))
}

/// The first grapheme boundary at or after a place. A place past the end gives the end.
#[must_use]
pub fn ceil_grapheme(text: &str, place: ByteIdx) -> ByteIdx {
    let floor = floor_grapheme(text, place);
    if floor.get() == place.get().min(text.len()) {
        return floor;
    }
    next_grapheme(text, floor).unwrap_or(ByteIdx::new(text.len()))
}

/// The grapheme boundary after a place, or `None` at the end of the text.
#[must_use]
pub fn next_grapheme(text: &str, place: ByteIdx) -> Option<ByteIdx> {
    let at = floor_grapheme(text, place).get();
    GraphemeCursor::new(at, text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .map(ByteIdx::new)
}

/// The grapheme boundary before a place, or `None` at the start of the text.
#[must_use]
pub fn prev_grapheme(text: &str, place: ByteIdx) -> Option<ByteIdx> {
    let at = ceil_grapheme(text, place).get();
    GraphemeCursor::new(at, text.len(), true)
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .map(ByteIdx::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The probe text with characters of every UTF-8 and UTF-16 length.
    const PROBE: &str = "🔴 عاجل: قصفت قوات الحكومة مدينة إدلب، ما أدى إلى مقتل 12 مدنيًا";

    #[test]
    fn the_probe_text_in_three_units() {
        // Bytes, code points and UTF-16 units of five spans, counted by hand.
        let rows = [
            ("قصفت", 15..23, 8..12, 9..13),
            ("قوات الحكومة", 24..47, 13..25, 14..26),
            ("الحكومة", 33..47, 18..25, 19..26),
            ("إدلب", 59..67, 32..36, 33..37),
            ("12 مدنيًا", 98..113, 54..63, 55..64),
        ];
        let map = OffsetMap::new(PROBE);
        assert_eq!(map.chars(), CharIdx(63));
        for (text, bytes, chars, utf16) in rows {
            let range = ByteRange::from(bytes);
            assert_eq!(range.of(PROBE), Some(text));
            assert_eq!(
                map.range_to_chars(PROBE, range),
                (CharIdx(chars.start), CharIdx(chars.end))
            );
            assert_eq!(
                map.chars_to_range(PROBE, CharIdx(chars.start), CharIdx(chars.end)),
                Some(range)
            );
            assert_eq!(
                map.byte_to_utf16(PROBE, range.start()),
                Utf16Idx(utf16.start)
            );
            assert_eq!(
                map.utf16_to_byte(PROBE, Utf16Idx(utf16.end)),
                Some(range.end())
            );
        }
    }

    #[test]
    fn every_place_of_a_long_text_converts_there_and_back() {
        let text = PROBE.repeat(40);
        let map = OffsetMap::new(&text);
        let mut utf16 = 0;
        for (n, (byte, c)) in text.char_indices().enumerate() {
            let byte = ByteIdx::new(byte);
            assert_eq!(map.byte_to_char(&text, byte), CharIdx::new(n));
            assert_eq!(map.char_to_byte(&text, CharIdx::new(n)), Some(byte));
            assert_eq!(map.byte_to_utf16(&text, byte), Utf16Idx(utf16));
            assert_eq!(map.utf16_to_byte(&text, Utf16Idx(utf16)), Some(byte));
            utf16 += c.len_utf16() as u32;
        }
    }

    #[test]
    fn places_outside_the_text_or_inside_a_character_never_panic() {
        let map = OffsetMap::new(PROBE);
        assert_eq!(map.char_to_byte(PROBE, CharIdx(64)), None);
        assert_eq!(map.byte_to_char(PROBE, ByteIdx(9999)), CharIdx(63));
        assert_eq!(map.byte_to_char(PROBE, ByteIdx(2)), CharIdx(0));
        assert_eq!(map.utf16_to_byte(PROBE, Utf16Idx(1)), None);
        assert_eq!(map.chars_to_range(PROBE, CharIdx(9), CharIdx(8)), None);
        assert_eq!(
            OffsetMap::new("").char_to_byte("", CharIdx(0)),
            Some(ByteIdx(0))
        );
    }

    #[test]
    fn grapheme_edges() {
        // "يً" is one cluster of two code points, the flag one of two regional indicators.
        let text = "يًا🇸🇾.";
        let edges: Vec<u32> = (0..=text.len() as u32)
            .filter(|&i| is_grapheme_boundary(text, ByteIdx(i)))
            .collect();
        assert_eq!(edges, [0, 4, 6, 14, 15]);
        assert_eq!(floor_grapheme(text, ByteIdx(3)), ByteIdx(0));
        assert_eq!(ceil_grapheme(text, ByteIdx(2)), ByteIdx(4));
        assert_eq!(ceil_grapheme(text, ByteIdx(14)), ByteIdx(14));
        assert_eq!(next_grapheme(text, ByteIdx(6)), Some(ByteIdx(14)));
        assert_eq!(prev_grapheme(text, ByteIdx(14)), Some(ByteIdx(6)));
        assert_eq!(next_grapheme(text, ByteIdx(15)), None);
        assert_eq!(prev_grapheme(text, ByteIdx(0)), None);
        assert_eq!(floor_grapheme(text, ByteIdx(99)), ByteIdx(15));
    }

    #[test]
    fn ranges_relate() {
        let r = |a: u32, b: u32| ByteRange::new(ByteIdx(a), ByteIdx(b));
        assert_eq!(r(5, 2), r(2, 5));
        assert!(r(0, 5).crosses(r(3, 8)));
        assert!(!r(0, 5).crosses(r(1, 3)));
        assert!(!r(0, 5).overlaps(r(5, 8)));
        assert_eq!(r(0, 5).intersection(r(3, 8)), Some(r(3, 5)));
        assert_eq!(r(0, 2).hull(r(5, 8)), r(0, 8));
        assert!(serde_json::from_str::<ByteRange>("[5, 2]").is_err());
    }
}
