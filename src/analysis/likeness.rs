//! Texts that are nearly the same: agencies' reports that several papers print, with another
//! title or a sentence more.
//!
//! A text is the set of its runs of four folded words; how much of two sets is common is
//! estimated from the smallest of many hashes of each (MinHash), and texts are compared only if a
//! band of these is the same. Pure, and the same on every machine. Source: Broder, *On the
//! resemblance and containment of documents*, 1997.

use std::collections::HashMap;

use crate::text::fold::fold_word;
use crate::text::words::words;

/// How many words a run has.
const RUN: usize = 4;

/// How many hashes are kept of a text.
const HASHES: usize = 64;

/// How many of them make a band: two texts with eight of ten runs in common share one of sixteen
/// bands in all but one of ten thousand cases.
const BAND: usize = 4;

/// What tells how much of two texts is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch([u32; HASHES]);

impl Sketch {
    /// The sketch of a text; `None` if it has no words.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let words: Vec<u64> = words(text)
            .filter_map(|word| word.of(text))
            .map(|word| hash(fold_word(word).as_bytes()))
            .collect();
        // A text of fewer words is one run.
        let run = RUN.min(words.len()).max(1);
        let mut smallest = [u32::MAX; HASHES];
        for run in words.windows(run) {
            let run = run.iter().fold(0, |all, word| mix(all ^ word));
            let mut number = run;
            for kept in &mut smallest {
                number = mix(number);
                *kept = (*kept).min((number >> 32) as u32);
            }
        }
        (!words.is_empty()).then_some(Self(smallest))
    }

    /// How much of both texts is common, from 0 to 1: an estimate, with an error of about 0.06.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f64 {
        let same = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        same as f64 / HASHES as f64
    }

    fn bands(&self) -> impl Iterator<Item = (usize, [u32; BAND])> {
        let (bands, _) = self.0.as_chunks::<BAND>();
        bands.iter().copied().enumerate()
    }
}

/// Sketches by what they have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Index<K> {
    bands: HashMap<(usize, [u32; BAND]), Vec<usize>>,
    known: Vec<(K, Sketch)>,
}

impl<K> Default for Index<K> {
    fn default() -> Self {
        Self {
            bands: HashMap::new(),
            known: Vec::new(),
        }
    }
}

impl<K> Index<K> {
    /// How much two texts have in common that are nearly the same.
    pub const NEAR: f64 = 0.7;

    /// The text most like this one of those that are nearly the same, and how like it is; of
    /// several the one added first.
    #[must_use]
    pub fn nearest(&self, sketch: &Sketch) -> Option<(&K, f64)> {
        let candidates = sketch.bands().filter_map(|band| self.bands.get(&band));
        let mut candidates: Vec<usize> = candidates.flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut nearest: Option<(&K, f64)> = None;
        for (key, known) in candidates.iter().filter_map(|at| self.known.get(*at)) {
            let likeness = sketch.likeness(known);
            if likeness >= Self::NEAR && nearest.is_none_or(|(_, best)| likeness > best) {
                nearest = Some((key, likeness));
            }
        }
        nearest
    }

    /// Adds a text.
    pub fn add(&mut self, key: K, sketch: Sketch) {
        for band in sketch.bands() {
            self.bands.entry(band).or_default().push(self.known.len());
        }
        self.known.push((key, sketch));
    }
}

/// FNV-1a, mixed: the same on every machine and in every version.
fn hash(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    mix(bytes.iter().fold(0xcbf2_9ce4_8422_2325, step))
}

/// The mixer of SplitMix64.
fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report of so many sentences that are all different.
    fn report(seed: u64, sentences: usize) -> String {
        const WORDS: [&str; 16] = [
            "قصفت",
            "الطائرات",
            "مدينة",
            "حلب",
            "وقتل",
            "مدنيون",
            "في",
            "القصف",
            "على",
            "حي",
            "سكني",
            "وقالت",
            "مصادر",
            "طبية",
            "إن",
            "الجرحى",
        ];
        let mut state = seed;
        let mut word = || {
            state = mix(state);
            format!("{}{}", WORDS[(state % 16) as usize], state / 16 % 40)
        };
        let sentence = |_| (0..12).map(|_| word()).collect::<Vec<_>>().join(" ") + ".";
        (0..sentences).map(sentence).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_same_report_in_other_clothes_is_nearly_the_same() {
        let text = report(1, 20);
        let rows = [
            (text.clone(), true),
            (format!("عنوان آخر\n{text}"), true),
            (text.replace('ا', "أ"), true),
            (format!("{text} {}", report(2, 2)), true),
            (format!("{text} {}", report(2, 40)), false),
            (report(3, 20), false),
            (report(1, 3), false),
        ];
        let mut index = Index::default();
        index.add("text", Sketch::of(&text).unwrap());
        for (other, near) in rows {
            let found = index.nearest(&Sketch::of(&other).unwrap());
            assert_eq!(found.is_some(), near, "{found:?} {other}");
        }
    }

    #[test]
    fn the_estimate_is_about_right() {
        let (common, other) = (report(1, 30), report(2, 10));
        let both = Sketch::of(&format!("{common} {other}")).unwrap();
        let likeness = both.likeness(&Sketch::of(&common).unwrap());
        // Thirty of forty sentences.
        assert!((0.6..0.9).contains(&likeness), "{likeness}");
    }

    #[test]
    fn short_texts_have_a_sketch_and_empty_ones_none() {
        let sketch = |text: &str| Sketch::of(text);
        assert_eq!(sketch("نعم"), sketch("نَعَم."));
        assert_ne!(sketch("نعم"), sketch("لا"));
        assert_eq!(sketch(" \n."), None);
    }
}
