//! Places as other programs count them.
//!
//! A file of another program counts code points, UTF-16 code units, grapheme clusters or bytes.
//! [`Places`] reads and writes such numbers for one text. Invariant: a number that lies outside
//! the text, or inside a character, is `None`, never another place.

use unicode_segmentation::UnicodeSegmentation;

use super::offset::{ByteIdx, ByteRange, CharIdx, GraphemeIdx, OffsetMap, Utf16Idx};

/// What a format counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points: Python's strings.
    #[default]
    Char,
    /// UTF-16 code units: JavaScript's and Java's strings.
    Utf16,
    /// Extended grapheme clusters (UAX #29): what a reader calls a letter.
    Grapheme,
    /// Bytes of UTF-8.
    Byte,
}

impl Unit {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Char, Self::Utf16, Self::Grapheme, Self::Byte];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Char => "chars",
            Self::Utf16 => "utf16",
            Self::Grapheme => "graphemes",
            Self::Byte => "bytes",
        }
    }

    /// The unit with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }
}

/// The places of one text in one unit.
#[derive(Clone, Debug)]
pub struct Places<'a> {
    text: &'a str,
    map: &'a OffsetMap,
    unit: Unit,
    /// Where each cluster starts, and the end of the text; empty in other units.
    clusters: Vec<ByteIdx>,
}

impl<'a> Places<'a> {
    /// The places of a text. `map` must have been made from it.
    #[must_use]
    pub fn new(text: &'a str, map: &'a OffsetMap, unit: Unit) -> Self {
        let mut clusters = Vec::new();
        if unit == Unit::Grapheme {
            let starts = text.grapheme_indices(true).map(|(at, _)| at);
            clusters = starts.chain([text.len()]).map(ByteIdx::new).collect();
        }
        Self {
            text,
            map,
            unit,
            clusters,
        }
    }

    /// The place that a number stands for.
    #[must_use]
    pub fn place(&self, number: u64) -> Option<ByteIdx> {
        let number = u32::try_from(number).ok()?;
        match self.unit {
            Unit::Char => self.map.char_to_byte(self.text, CharIdx(number)),
            Unit::Utf16 => self.map.utf16_to_byte(self.text, Utf16Idx(number)),
            Unit::Grapheme => self.clusters.get(GraphemeIdx(number).get()).copied(),
            Unit::Byte => self
                .text
                .is_char_boundary(number as usize)
                .then_some(ByteIdx(number)),
        }
    }

    /// The range that two numbers stand for; `None` also if they are reversed.
    #[must_use]
    pub fn range(&self, start: u64, end: u64) -> Option<ByteRange> {
        (start <= end).then_some(())?;
        Some(ByteRange::new(self.place(start)?, self.place(end)?))
    }

    /// The number of a place. A place inside a character counts as the character's start; one
    /// inside a cluster as the cluster's start.
    #[must_use]
    pub fn number(&self, place: ByteIdx) -> u32 {
        match self.unit {
            Unit::Char => self.map.byte_to_char(self.text, place).0,
            Unit::Utf16 => self.map.byte_to_utf16(self.text, place).0,
            Unit::Grapheme => {
                let after = self.clusters.partition_point(|start| *start <= place);
                GraphemeIdx::new(after.saturating_sub(1)).0
            }
            Unit::Byte => place.0,
        }
    }

    /// The numbers of a range.
    #[must_use]
    pub fn numbers(&self, range: ByteRange) -> (u32, u32) {
        (self.number(range.start()), self.number(range.end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROBE: &str = "🔴 عاجل: قصفت قوات الحكومة مدينة إدلب، ما أدى إلى مقتل 12 مدنيًا";

    #[test]
    fn the_probe_text_in_every_unit() {
        // Code points, UTF-16 units, bytes, clusters: counted by hand.
        let rows = [
            ("قصفت", [(8, 12), (9, 13), (8, 12), (15, 23)]),
            ("قوات الحكومة", [(13, 25), (14, 26), (13, 25), (24, 47)]),
            ("الحكومة", [(18, 25), (19, 26), (18, 25), (33, 47)]),
            ("إدلب", [(32, 36), (33, 37), (32, 36), (59, 67)]),
            ("12 مدنيًا", [(54, 63), (55, 64), (54, 62), (98, 113)]),
        ];
        let map = OffsetMap::new(PROBE);
        for (words, numbers) in rows {
            for (unit, (start, end)) in Unit::ALL.into_iter().zip(numbers) {
                let places = Places::new(PROBE, &map, unit);
                let range = places.range(start.into(), end.into()).unwrap();
                assert_eq!(range.of(PROBE), Some(words), "{unit:?}");
                assert_eq!(places.numbers(range), (start, end), "{unit:?}");
            }
        }
    }

    #[test]
    fn numbers_that_are_no_place_are_none() {
        let text = "🔴يً";
        let map = OffsetMap::new(text);
        let rows = [
            (Unit::Char, 4),
            (Unit::Utf16, 1),
            (Unit::Grapheme, 3),
            (Unit::Byte, 2),
            (Unit::Byte, 99),
        ];
        for (unit, number) in rows {
            let places = Places::new(text, &map, unit);
            assert_eq!(places.place(number), None, "{unit:?}");
            assert_eq!(places.range(1, 0), None);
            assert_eq!(places.place(u64::MAX), None);
        }
    }
}
