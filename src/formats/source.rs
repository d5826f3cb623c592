//! The text of a file, and the places that the file gives in it.
//!
//! A project's texts have LF at line ends and no byte order mark; the places of a file count what
//! the file has. [`Source`] knows both.

use crate::model::article::{ArticleText, LARGEST_ARTICLE};
use crate::text::offset::{ByteIdx, ByteRange, OffsetMap};
use crate::text::unit::{Places, Unit};

use super::document::{Document, Mark, Origin};
use super::error::ReadError;
use super::told::{self, Told, told};

/// A text as a file has it, and as a project has it.
#[derive(Debug)]
pub(super) struct Source<'a> {
    given: &'a str,
    map: OffsetMap,
    unit: Unit,
    /// Where bytes of the given text were dropped: their ends and how many up to there.
    dropped: Vec<(usize, usize)>,
    pub(super) text: ArticleText,
}

/// Where a span lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) range: ByteRange,
    /// Whether the place in the file did not fit its words.
    pub(super) mended: bool,
}

impl<'a> Source<'a> {
    /// # Errors
    /// If there is nothing in the text, or too much for an article.
    pub(super) fn new(given: &'a str, unit: Unit) -> Result<Self, ReadError> {
        if given.trim().is_empty() {
            return Err(ReadError::NoText);
        }
        if given.len() > LARGEST_ARTICLE {
            return Err(ReadError::TooLarge(given.len()));
        }
        let (unix, dropped) = unix_lines(given);
        Ok(Self {
            given,
            map: OffsetMap::new(given),
            unit,
            dropped,
            text: ArticleText::new(unix),
        })
    }

    /// Reads places. Made once for all the spans of a text.
    pub(super) fn places(&self) -> SourcePlaces<'_> {
        SourcePlaces {
            source: self,
            places: Places::new(self.given, &self.map, self.unit),
        }
    }

    fn kept(&self, given: ByteIdx) -> ByteIdx {
        let given = given.get();
        let before = self.dropped.partition_point(|(end, _)| *end <= given);
        let dropped = before.checked_sub(1).and_then(|at| self.dropped.get(at));
        ByteIdx::new(given - dropped.map_or(0, |(_, total)| *total))
    }
}

/// The document that a text makes; `fill` puts in what the file says of it.
///
/// # Errors
/// As [`Source::new`].
pub(super) fn document(
    given: &str,
    unit: Unit,
    fill: impl FnOnce(&SourcePlaces<'_>, &mut Document),
) -> Result<Document, ReadError> {
    let source = Source::new(given, unit)?;
    let mut document = Document::new(source.text.clone());
    fill(&source.places(), &mut document);
    Ok(document)
}

/// The places of a [`Source`].
pub(super) struct SourcePlaces<'a> {
    source: &'a Source<'a>,
    places: Places<'a>,
}

impl SourcePlaces<'_> {
    /// The range that two numbers of the file stand for, if it lies in the text.
    pub(super) fn range(&self, start: u64, end: u64) -> Option<ByteRange> {
        self.in_text(&self.places, start, end)
    }

    fn in_text(&self, places: &Places<'_>, start: u64, end: u64) -> Option<ByteRange> {
        let range = places.range(start, end)?;
        Some(ByteRange::new(
            self.source.kept(range.start()),
            self.source.kept(range.end()),
        ))
    }

    /// The range of a span. One that does not fit its words is mended where that is certain:
    /// where the words stand only once, or exactly there in another unit.
    ///
    /// # Errors
    /// Why there is no such range.
    pub(super) fn fit(&self, place: Option<(u64, u64)>, quote: Option<&str>) -> Result<Fit, Told> {
        let found = place.and_then(|(start, end)| self.range(start, end));
        let fits = |range: &ByteRange| quote.is_none_or(|quote| self.quotes(*range, quote));
        let range = match (found.filter(fits), quote) {
            (Some(range), _) => Fit {
                range,
                mended: false,
            },
            (None, Some(quote)) => Fit {
                range: self.mend(place, quote).ok_or_else(|| misfit(quote))?,
                mended: true,
            },
            (None, None) => {
                return Err(match place {
                    Some((start, end)) => told::outside(start, end),
                    None => told!("problem-no-place", "its place is no pair of numbers"),
                });
            }
        };
        if range.range.is_empty() {
            return Err(told::covers_nothing());
        }
        Ok(range)
    }

    /// Marks a span in the document of this text, or says there why not. `what` names the span
    /// in the file.
    pub(super) fn mark<'d>(
        &self,
        document: &'d mut Document,
        what: &Told,
        (place, quote): (Option<(u64, u64)>, Option<&str>),
        label: Option<&str>,
        origin: &Origin,
    ) -> Option<&'d mut Mark> {
        let fit = match (label, self.fit(place, quote)) {
            (None, _) => Err(told::no_label()),
            (Some(label), fit) => fit.map(|fit| (fit, label)),
        };
        match fit {
            Ok((fit, label)) => {
                document.mended += usize::from(fit.mended);
                Some(document.mark(fit.range, label, origin.manual()))
            }
            Err(why) => {
                document.problems.push(why.within(what.clone()));
                None
            }
        }
    }

    fn quotes(&self, range: ByteRange, quote: &str) -> bool {
        let found = range.of(self.source.text.as_str());
        found == Some(quote) || (quote.contains('\r') && found == Some(&unix_lines(quote).0))
    }

    fn mend(&self, place: Option<(u64, u64)>, quote: &str) -> Option<ByteRange> {
        let (quote, _) = unix_lines(quote);
        if quote.trim().is_empty() {
            return None;
        }
        let text = self.source.text.as_str();
        let mut found = memchr::memmem::find_iter(text.as_bytes(), &quote);
        let first = found.next()?;
        if found.next().is_none() {
            return Some(ByteRange::new(first, first + quote.len()));
        }
        // They stand in several places; a file that counts in another unit than was thought
        // names one of them exactly.
        let (start, end) = place?;
        let mut ranges = Unit::ALL.into_iter().filter_map(|unit| {
            let places = Places::new(self.source.given, &self.source.map, unit);
            let range = self.in_text(&places, start, end)?;
            self.quotes(range, &quote).then_some(range)
        });
        let range = ranges.next()?;
        ranges.all(|other| other == range).then_some(range)
    }
}

fn misfit(quote: &str) -> Told {
    let quote: String = quote.chars().take(40).collect();
    told!(
        "problem-misfit",
        "its place does not fit its words «{quote}», which stand nowhere or in several places",
        quote = quote
    )
}

/// A text with LF at line ends and no byte order mark. What was dropped is told by where each
/// dropped run ends, in bytes of the given text, and how many bytes were dropped up to there.
pub(super) fn unix_lines(text: &str) -> (String, Vec<(usize, usize)>) {
    let mut dropped = Vec::new();
    if !text.starts_with('\u{feff}') && !text.contains('\r') {
        return (text.to_owned(), dropped);
    }
    let mut unix = String::with_capacity(text.len());
    let mut total = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\u{feff}' if at == 0 => {}
            '\r' if matches!(chars.peek(), Some((_, '\n'))) => {}
            '\r' => {
                unix.push('\n');
                continue;
            }
            c => {
                unix.push(c);
                continue;
            }
        }
        total += c.len_utf8();
        dropped.push((at + c.len_utf8(), total));
    }
    (unix, dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_what_the_file_has() {
        let given = "\u{feff}أب\r\nجد\rه";
        let rows = [
            ((1, 3), Some("أب")),
            ((3, 5), Some("\n")),
            ((5, 7), Some("جد")),
            ((7, 9), Some("\nه")),
            ((8, 10), None),
        ];
        let source = Source::new(given, Unit::Char).unwrap();
        assert_eq!(source.text.as_str(), "أب\nجد\nه");
        for ((start, end), words) in rows {
            let range = source.places().range(start, end);
            let found = range.and_then(|range| range.of(source.text.as_str()));
            assert_eq!(found, words, "{start}–{end}");
        }
    }

    #[test]
    fn what_does_not_fit_its_words_is_mended_where_that_is_certain() {
        let source = Source::new("🔴 حمص ثم حمص ثم درعا", Unit::Char).unwrap();
        let places = source.places();
        // Place, words; where in bytes, whether mended.
        let rows = [
            ((2, 5), "حمص", Some((5, false))),
            ((3, 6), "حمص", Some((5, true))),
            ((0, 1), "درعا", Some((29, true))),
            ((0, 3), "حمص", None),
            ((0, 3), "حلب", None),
            ((9, 9), "", None),
        ];
        for ((start, end), quote, expected) in rows {
            let fit = places.fit(Some((start, end)), Some(quote));
            let found = fit.ok().map(|fit| (fit.range.start().get(), fit.mended));
            assert_eq!(found, expected, "{start}–{end} {quote}");
        }
    }
}
