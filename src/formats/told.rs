//! What is wrong in a file: in English for the command line, and as a text of the interface, which
//! knows it by its key.

use std::fmt;

/// Something that is told of a file or of a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The part that it is about, if it is not about all.
    pub part: Option<Box<Self>>,
    /// What it is called among the texts of the interface.
    pub key: &'static str,
    /// What that text takes.
    pub args: Vec<(&'static str, String)>,
    english: String,
}

/// Tells something: its key, the English text, and what both take.
macro_rules! told {
    ($key:literal, $english:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let $name = ($value).to_string();)*
        $crate::formats::told::Told::new(
            $key,
            format!($english $(, $name = $name)*),
            vec![$((stringify!($name), $name)),*],
        )
    }};
}
pub(crate) use told;

impl Told {
    /// With the English text put together.
    #[must_use]
    pub fn new(key: &'static str, english: String, args: Vec<(&'static str, String)>) -> Self {
        Self {
            part: None,
            key,
            args,
            english,
        }
    }

    /// The same of a part of the file; what it is about lies in that.
    #[must_use]
    pub fn within(mut self, part: Self) -> Self {
        self.part = Some(Box::new(match self.part.take() {
            Some(inner) => inner.within(part),
            None => part,
        }));
        self
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.part {
            Some(part) => write!(f, "{part}: {}", self.english),
            None => f.write_str(&self.english),
        }
    }
}

/// A span of a file by its number, from 0.
pub(super) fn span(number: usize) -> Told {
    told!("part-span", "span {number}", number = number + 1)
}

/// A relation of a file by its number, from 0.
pub(super) fn relation(number: usize) -> Told {
    told!("part-relation", "relation {number}", number = number + 1)
}

/// A line of a file by its number, from 1.
pub(crate) fn line(number: usize) -> Told {
    told!("part-line", "line {number}", number = number)
}

/// A file inside of a file, by its name.
pub(super) fn file(name: &str) -> Told {
    told!("part-file", "{name}", name = name)
}

pub(super) fn no_object() -> Told {
    told!("problem-no-object", "it is no object")
}

pub(super) fn no_label() -> Told {
    told!("problem-no-label", "it has no label")
}

pub(super) fn nothing_said() -> Told {
    told!("problem-nothing-said", "nothing is said in it")
}

pub(super) fn not_utf8() -> Told {
    told!("problem-not-utf8", "it is not UTF-8")
}

/// Of a relation.
pub(super) fn no_end() -> Told {
    told!("problem-no-end", "one of the spans it joins is missing")
}

/// Of a relation.
pub(super) fn no_type_or_end() -> Told {
    told!(
        "problem-no-type-or-end",
        "its type or one of its spans is missing"
    )
}

pub(super) fn covers_nothing() -> Told {
    told!("problem-covers-nothing", "it covers nothing")
}

/// Of a place in a text, in what the file counts.
pub(super) fn outside(start: u64, end: u64) -> Told {
    told!(
        "problem-outside",
        "its place {start}–{end} is not in the text",
        start = start,
        end = end
    )
}

/// Of a text that a file is about.
pub(super) fn not_beside(source: &str) -> Told {
    told!(
        "problem-text-not-beside",
        "the text that it is about is not beside it: {source}",
        source = source
    )
}

/// Of an archive that lacks a file.
pub(super) fn no_part(name: &str) -> Told {
    told!("problem-no-part", "there is no {name} in it", name = name)
}

/// Of a file of no format that is read.
pub(crate) fn no_format() -> Told {
    told!(
        "problem-no-format",
        "this is none of the formats that are read"
    )
}

pub(super) fn too_deep() -> Told {
    told!("problem-too-deep", "its parts are nested too deeply")
}

/// Of a line of a table.
pub(super) fn columns_told(count: usize, wanted: usize) -> Told {
    told!(
        "problem-columns",
        "it has {count} columns, not {wanted}",
        count = count,
        wanted = wanted
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_names_the_parts_it_lies_in_from_outside() {
        let told = no_label().within(span(2)).within(file("a.json"));
        assert_eq!(told.to_string(), "a.json: span 3: it has no label");
    }
}
