//! Tags of tokens: the schemes BIO, IOB1, BILOU and IOBES, written and read.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// How spans are written as tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// `B` at every beginning, `I` inside. Also called IOB2.
    #[default]
    Bio,
    /// `B` only where a span follows another of its label, `I` else: CoNLL 2003 as it was.
    Iob1,
    /// `L` at the last token, `U` for a single one.
    Bilou,
    /// As BILOU, with `E` and `S`.
    Iobes,
}

impl Scheme {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Bio, Self::Iob1, Self::Bilou, Self::Iobes];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bio => "bio",
            Self::Iob1 => "iob1",
            Self::Bilou => "bilou",
            Self::Iobes => "iobes",
        }
    }

    /// The scheme with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.name() == name)
    }

    /// The tags of a sentence of `length` tokens with these spans, which do not overlap and are
    /// in order.
    pub(super) fn tags(self, length: usize, spans: &[(Range<usize>, &str)]) -> Vec<String> {
        let mut tags = vec!["O".to_owned(); length];
        let mut before: Option<(usize, &str)> = None;
        for (range, label) in spans {
            let follows = before == Some((range.start, *label));
            before = Some((range.end, label));
            for at in range.clone() {
                let first = at == range.start;
                let last = at + 1 == range.end;
                let prefix = match (self, first, last) {
                    (Self::Bilou, true, true) => "U",
                    (Self::Bilou, false, true) => "L",
                    (Self::Iobes, true, true) => "S",
                    (Self::Iobes, false, true) => "E",
                    (Self::Iob1, true, _) if !follows => "I",
                    (_, true, _) => "B",
                    _ => "I",
                };
                if let Some(tag) = tags.get_mut(at) {
                    *tag = format!("{prefix}-{label}");
                }
            }
        }
        tags
    }
}

/// The spans that tags of any scheme stand for. A tag without a prefix is a label alone; what
/// fits no scheme (an `I` after another label) begins a span.
pub(super) fn spans<'a>(tags: &[&'a str]) -> Vec<(Range<usize>, &'a str)> {
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    // Whether the last span may go on.
    let mut open = false;
    for (at, tag) in tags.iter().enumerate() {
        let Some((prefix, label)) = parts(tag) else {
            open = false;
            continue;
        };
        let goes_on = matches!(prefix, 'I' | 'L' | 'E') && open;
        match found
            .last_mut()
            .filter(|(_, last)| goes_on && *last == label)
        {
            Some((range, _)) => range.end = at + 1,
            None => found.push((at..at + 1, label)),
        }
        open = matches!(prefix, 'B' | 'I');
    }
    found
}

/// Prefix and label of a tag; `None` for one outside of every span.
fn parts(tag: &str) -> Option<(char, &str)> {
    if matches!(tag, "O" | "_" | "-" | "*" | "") {
        return None;
    }
    let mut chars = tag.chars();
    match (chars.next(), chars.next()) {
        (Some(prefix @ ('B' | 'I' | 'L' | 'E' | 'O' | 'U' | 'S')), Some('-')) => {
            (prefix != 'O').then_some((prefix, chars.as_str()))
        }
        _ => Some(('I', tag)),
    }
}

/// Whether a value may be a tag of one of the schemes.
pub(super) fn is_tag(value: &str) -> bool {
    let prefixed =
        value.chars().nth(1) == Some('-') && value.starts_with(|c| "BILEOUS".contains(c));
    value == "O" || prefixed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_reads_what_it_writes() {
        let sentence = [(0..2, "A"), (2..3, "A"), (4..5, "B-C"), (5..8, "A")];
        let rows = [
            (Scheme::Bio, "B-A I-A B-A O B-B-C B-A I-A I-A"),
            (Scheme::Iob1, "I-A I-A B-A O I-B-C I-A I-A I-A"),
            (Scheme::Bilou, "B-A L-A U-A O U-B-C B-A I-A L-A"),
            (Scheme::Iobes, "B-A E-A S-A O S-B-C B-A I-A E-A"),
        ];
        for (scheme, expected) in rows {
            let tags = scheme.tags(8, &sentence);
            assert_eq!(tags.join(" "), expected);
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            assert_eq!(spans(&tags), sentence, "{scheme:?}");
        }
    }

    #[test]
    fn tags_of_no_scheme_are_spans_all_the_same() {
        let rows = [
            ("I-A I-B L-B", vec![(0..1, "A"), (1..3, "B")]),
            ("LOC LOC _", vec![(0..2, "LOC")]),
            ("U-A I-A", vec![(0..1, "A"), (1..2, "A")]),
        ];
        for (tags, expected) in rows {
            let tags: Vec<&str> = tags.split(' ').collect();
            assert_eq!(spans(&tags), expected);
        }
    }
}
