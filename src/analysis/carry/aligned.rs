//! Which words of a text are which words of another one, and where a range of the one is in the
//! other.
//!
//! Words are compared folded, so that vowel signs and forms of alef make no change. Invariant: a
//! place is never empty, lies inside the new text and on its graphemes.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

use crate::text::fold::{fold, fold_word};
use crate::text::offset::{ByteIdx, ByteRange, ceil_grapheme, floor_grapheme, next_grapheme};
use crate::text::words::words;

/// Of how many words a stretch may be that was written anew for its words to be held against
/// each other one by one.
const FEW: usize = 4;

/// The words of two texts side by side.
#[derive(Debug)]
pub(super) struct Aligned<'a> {
    old: Text<'a>,
    new: Text<'a>,
    images: Vec<Image>,
}

/// Where a range is in the new text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// What it covers there.
    pub(super) range: ByteRange,
    /// Whether the words there are the same ones.
    pub(super) same: bool,
}

#[derive(Debug)]
struct Text<'a> {
    text: &'a str,
    words: Vec<ByteRange>,
}

/// What became of a word.
#[derive(Clone, Debug)]
enum Image {
    /// It is that word of the new text.
    Same(usize),
    /// It is the word `at` of a stretch of `of` words for which the new text has others.
    Other {
        at: usize,
        of: usize,
        new: Range<usize>,
    },
    /// The new text leaves it out.
    Gone,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            words: words(text).collect(),
        }
    }

    fn word(&self, at: usize) -> Option<ByteRange> {
        self.words.get(at).copied()
    }

    fn folded(&self) -> impl Iterator<Item = String> {
        let words = self.words.iter().filter_map(|word| word.of(self.text));
        words.map(fold_word)
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or("")
    }
}

impl Image {
    /// The word of the new text that a span begins with if this is its first one.
    fn first(&self) -> Option<usize> {
        match self {
            Self::Same(word) => Some(*word),
            Self::Other { at, new, .. } => {
                let word = new.start + at;
                new.contains(&word).then_some(word)
            }
            Self::Gone => None,
        }
    }

    /// The word of the new text that a span ends with if this is its last one.
    fn last(&self) -> Option<usize> {
        match self {
            Self::Same(word) => Some(*word),
            Self::Other { at, of, new } => {
                let word = new.end.checked_sub(of - at)?;
                new.contains(&word).then_some(word)
            }
            Self::Gone => None,
        }
    }
}

impl<'a> Aligned<'a> {
    /// Finds the words of a text in another one.
    pub(super) fn new(old: &'a str, new: &'a str) -> Self {
        let (old, new) = (Text::new(old), Text::new(new));
        let mut input = InternedInput::default();
        input.update_before(old.folded());
        input.update_after(new.folded());
        let diff = Diff::compute(Algorithm::Histogram, &input);
        let mut images = Vec::with_capacity(old.words.len());
        let mut next = 0;
        for hunk in diff.hunks() {
            let before = hunk.before.start as usize..hunk.before.end as usize;
            let after = hunk.after.start as usize..hunk.after.end as usize;
            while images.len() < before.start {
                images.push(Image::Same(next));
                next += 1;
            }
            let of = before.len();
            images.extend((0..of).map(|at| match after.is_empty() {
                true => Image::Gone,
                false => Image::Other {
                    at,
                    of,
                    new: after.clone(),
                },
            }));
            next = after.end;
        }
        while images.len() < old.words.len() {
            images.push(Image::Same(next));
            next += 1;
        }
        Self { old, new, images }
    }

    /// How many words of both texts are the same, from 0 to 1.
    pub(super) fn likeness(&self) -> f64 {
        let same = self.images.iter();
        let same = same.filter(|image| matches!(image, Image::Same(_))).count();
        let all = self.old.words.len() + self.new.words.len();
        2.0 * same as f64 / all.max(1) as f64
    }

    /// Where a range of the old text is in the new one; `None` if nothing there stands for it.
    pub(super) fn place(&self, range: ByteRange) -> Option<Place> {
        let words = &self.old.words;
        let from = words.partition_point(|word| word.end() <= range.start());
        let to = words.partition_point(|word| word.start() < range.end());
        let images = self.images.get(from..to).filter(|all| !all.is_empty())?;
        let is_same = |image: &&Image| matches!(image, Image::Same(_));
        // A sentence that was written anew has no word that stands for one of the old.
        let few = |image: &Image| matches!(image, Image::Other { of, .. } if *of <= FEW);
        if !images.iter().any(|image| is_same(&image)) && !images.iter().all(few) {
            return None;
        }
        let first = images.iter().enumerate();
        let (before, first) = first
            .filter_map(|(n, image)| Some((n, image.first()?)))
            .next()?;
        let last = images.iter().rev().enumerate();
        let (after, last) = last
            .filter_map(|(n, image)| Some((n, image.last()?)))
            .next()?;
        if first > last || last - first > 2 * images.len() {
            return None;
        }
        let (opening, closing) = (self.new.word(first)?, self.new.word(last)?);
        let (mut start, mut end) = (opening.start(), closing.end());
        // Where the first word stayed, so does what of it is left outside.
        if before == 0
            && let (Some(Image::Same(_)), Some(word)) = (images.first(), self.old.word(from))
        {
            start = self.start(range.start(), word, opening);
        }
        if after == 0
            && let (Some(Image::Same(_)), Some(word)) = (images.last(), self.old.word(to - 1))
        {
            end = self.end(range.end(), word, closing);
        }
        let range_there = ByteRange::new(
            floor_grapheme(self.new.text, start),
            ceil_grapheme(self.new.text, end),
        );
        let says = |text: Option<&str>| text.map(said);
        let same = says(range.of(self.old.text)) == says(range_there.of(self.new.text));
        (!range_there.is_empty()).then_some(Place {
            range: range_there,
            same,
        })
    }

    /// Where a place before or inside a word is at the same word of the new text.
    fn start(&self, place: ByteIdx, word: ByteRange, there: ByteRange) -> ByteIdx {
        if place > word.start() {
            let inside = self.inside(place, word, there).next();
            return inside.unwrap_or(there.start());
        }
        let lead = self.old.slice(place.get(), word.start().get());
        match self.new.slice(0, there.start().get()).strip_suffix(lead) {
            Some(before) => ByteIdx::new(before.len()),
            None => there.start(),
        }
    }

    /// Where a place inside or after a word is at the same word of the new text.
    fn end(&self, place: ByteIdx, word: ByteRange, there: ByteRange) -> ByteIdx {
        if place < word.end() {
            let inside = self.inside(place, word, there).last();
            return inside.unwrap_or(there.end());
        }
        let trail = self.old.slice(word.end().get(), place.get());
        let after = self.new.slice(there.end().get(), self.new.text.len());
        if after.starts_with(trail) {
            ByteIdx::new(there.end().get() + trail.len())
        } else {
            there.end()
        }
    }

    /// The places in a word that have as many folded letters before them: several where there
    /// are letters that only lengthen.
    fn inside(
        &self,
        place: ByteIdx,
        word: ByteRange,
        there: ByteRange,
    ) -> impl Iterator<Item = ByteIdx> {
        let folded = |text: &str| fold_word(text).len();
        let before = folded(self.old.slice(word.start().get(), place.get()));
        let next = |at: &ByteIdx| next_grapheme(self.new.text, *at);
        std::iter::successors(Some(there.start()), next)
            .take_while(move |at| *at <= there.end())
            .filter(move |at| folded(self.new.slice(there.start().get(), at.get())) == before)
    }
}

/// What a text says, whatever its marks, forms and blanks.
pub(super) fn said(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.as_str().split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Checks where the words in brackets are in another text, and whether they are the same.
    #[track_caller]
    fn check(old: &str, new: &str, expected: Option<(&str, bool)>) {
        let start = old.find('[').unwrap();
        let end = old.find(']').unwrap() - 1;
        let old: String = old.chars().filter(|c| !matches!(c, '[' | ']')).collect();
        let aligned = Aligned::new(&old, new);
        let found = aligned.place(ByteRange::new(start, end));
        let found = found.map(|place| (place.range.of(new).unwrap(), place.same));
        assert_eq!(found, expected, "{old} | {new}");
    }

    #[test]
    fn ranges_are_found_again() {
        let rows = [
            // The same words elsewhere, with marks, in another form.
            (
                "قصفت [الطائرات] حلب",
                "أمس قصفت الطائرات حلب",
                Some(("الطائرات", true)),
            ),
            (
                "قصفت [الطائرات] حلب",
                "قَصَفَت الطّائِرات حلب",
                Some(("الطّائِرات", true)),
            ),
            ("في [إدلب] أمس", "في ادلب أمس", Some(("ادلب", true))),
            // What is left outside stays outside.
            (
                "قصف و[بالطائرات] حلب",
                "قصف وَبالطائرات حلب",
                Some(("بالطائرات", true)),
            ),
            (
                "قال «[الجيش السوري]» إن",
                "وقال «الجيش السوري» إن",
                Some(("الجيش السوري", true)),
            ),
            (
                "قال [«الجيش السوري»] إن",
                "وقال «الجيش السوري» إن",
                Some(("«الجيش السوري»", true)),
            ),
            ("[«الجيش»] إن", "الجيش إن", Some(("الجيش", false))),
            // Another number, more or fewer words.
            (
                "قتل [7 مدنيين] في حلب",
                "قتل 9 مدنيين في حلب",
                Some(("9 مدنيين", false)),
            ),
            (
                "قتل [سبعة مدنيين] في حلب",
                "قتل أحد عشر مدنيا في حلب",
                Some(("أحد عشر مدنيا", false)),
            ),
            (
                "قصف [الجيش السوري] حلب",
                "قصف الجيش حلب",
                Some(("الجيش", false)),
            ),
            (
                "قصف [الجيش السوري] حلب",
                "قصف الجيش العربي السوري حلب",
                Some(("الجيش العربي السوري", false)),
            ),
            // Left out, written anew.
            ("قصف الجيش [مدينة حلب] أمس", "قصف الجيش أمس", None),
            (
                "قال إن [الجيش] قصف حي الشعار في حلب أمس",
                "صرح مصدر طبي لوكالة الأنباء اليوم بذلك",
                None,
            ),
            // Nothing to find again.
            ("قال [...] أمس", "قال ... أمس", None),
        ];
        for (old, new, expected) in rows {
            check(old, new, expected);
        }
    }

    #[test]
    fn of_the_same_word_twice_each_keeps_its_place() {
        let old = "قتل مدني في حلب وقتل [مدني] في إدلب";
        let new = "اليوم: قتل مدني في حلب وقتل مدني في إدلب";
        check(old, new, Some(("مدني", true)));
        let aligned = Aligned::new("مدني مدني", "مدني مدني");
        let second = aligned.place(ByteRange::new(9, 17)).unwrap();
        assert_eq!(second.range, ByteRange::new(9, 17));
    }

    proptest! {
        #[test]
        fn a_place_says_the_same_or_is_told_as_changed_and_lies_inside(
            old in "[ابتوق7٧إأ َـ.,«\u{200c}a-c\n🙂é]{0,40}",
            edits in proptest::collection::vec((0usize..40, "[ابت7 َa🙂]{0,4}"), 0..4),
            start in 0usize..80,
            length in 1usize..40,
        ) {
            let mut new: Vec<char> = old.chars().collect();
            for (at, with) in edits {
                let at = at.min(new.len());
                let end = (at + 1).min(new.len());
                new.splice(at..end, with.chars());
            }
            let new: String = new.into_iter().collect();
            let start = old.floor_char_boundary(start.min(old.len()));
            let end = old.ceil_char_boundary((start + length).min(old.len()));
            let range = ByteRange::new(start, end);
            if let Some(place) = Aligned::new(&old, &new).place(range) {
                let there = place.range.of(&new);
                prop_assert!(there.is_some_and(|words| !words.is_empty()));
                prop_assert_eq!(
                    place.same,
                    there.map(said) == range.of(&old).map(said)
                );
                for edge in [place.range.start(), place.range.end()] {
                    prop_assert!(crate::text::offset::is_grapheme_boundary(&new, edge));
                }
            }
        }

        #[test]
        fn a_text_is_wholly_in_itself(
            text in "[ابتوق7 َـ.«a-c\n]{1,40}",
            start in 0usize..60,
            length in 1usize..30,
        ) {
            let start = text.floor_char_boundary(start.min(text.len()));
            let end = text.ceil_char_boundary((start + length).min(text.len()));
            let range = ByteRange::new(
                floor_grapheme(&text, ByteIdx::new(start)),
                ceil_grapheme(&text, ByteIdx::new(end)),
            );
            let aligned = Aligned::new(&text, &text);
            let has_words = words(&text).any(|word| word.overlaps(range));
            let place = aligned.place(range);
            prop_assert_eq!(place.is_some(), has_words && !range.is_empty());
            if let Some(place) = place {
                prop_assert!(place.same);
            }
        }
    }
}
