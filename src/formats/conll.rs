//! CoNLL 2003: a token a line, with its tag in the last column; a blank line ends a sentence,
//! `-DOCSTART-` begins a document. BIO, IOB1, BILOU and IOBES are read; columns are parted by
//! tabs or blanks.
//!
//! What is written says how it was cut: see [`super::tokens`]. With nested spans there is a column
//! of tags for each depth.

use std::borrow::Cow;
use std::io;
use std::ops::Range;

use super::document::{Document, Origin};
use super::error::ReadError;
use super::holds::{Holds, Tokens};
use super::tags::{Scheme, is_tag, spans};
use super::tokens::{edges, sentences, touched};
use super::told::{self, Told, columns_told};
use super::{Each, Files, Format, Input, Layout, Reading, Writer, Writing};
use crate::model::article::{ArticleText, LARGEST_ARTICLE};
use crate::text::offset::ByteRange;
use crate::text::unit::Unit;

/// One column of tags.
pub(super) static FORMAT: Format = Format {
    name: "conll",
    title: "CoNLL 2003 tokens and tags, the longest of nested spans",
    extensions: &[
        "conll",
        "conll2003",
        "conll03",
        "bio",
        "bio2",
        "iob",
        "iob2",
        "bioes",
        "iobes",
        "bilou",
    ],
    holds: Holds {
        tokens: Tokens::Whole,
        spans: true,
        bare: true,
        ..Holds::NOTHING
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: Some(read),
    write: Some(|writing| writer(writing, false)),
};

/// A column of tags for each depth of nesting.
pub(super) static NESTED: Format = Format {
    name: "conll-nested",
    title: "CoNLL tokens with a column of tags for each depth",
    holds: Holds {
        tokens: Tokens::Whole,
        spans: true,
        overlaps: true,
        bare: true,
        ..Holds::NOTHING
    },
    write: Some(|writing| writer(writing, true)),
    ..FORMAT
};

/// The line before a document.
pub(super) const START: &str = "-DOCSTART-";

fn read(mut input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let stem = input.stem().to_owned();
    let Some(bytes) = input.lines(&mut *each)? else {
        return Ok(());
    };
    // A line that is no UTF-8 is named; the rest of the file is read.
    let text = String::from_utf8_lossy(&bytes);
    let mut open = Open::default();
    let mut documents = 0;
    let mut hand_over = |open: &mut Open<'_>, line: usize, each: Each<'_>| {
        let done = std::mem::take(&mut open.done);
        if done.sentences.is_empty() {
            return true;
        }
        documents += 1;
        let id = format!("{stem}-{documents}");
        let problems = std::mem::take(&mut open.problems);
        let document = done.document(&reading.origin).map(|mut document| {
            document.id = Some(id);
            document.problems.extend(problems);
            document
        });
        each(Some(line), document).is_continue()
    };
    let lines = text.trim_start_matches('\u{feff}').lines();
    let mut number = 0;
    for line in lines {
        number += 1;
        if line.starts_with(START) {
            open.end_sentence();
            if !hand_over(&mut open, number, &mut *each) {
                return Ok(());
            }
        } else if line.trim().is_empty() {
            open.end_sentence();
        } else if line.contains('\u{fffd}') && matches!(text, Cow::Owned(_)) {
            open.problems
                .push(told::not_utf8().within(told::line(number)));
        } else if !is_remark(line) {
            let columns: Vec<&str> = if line.contains('\t') {
                line.split('\t').map(str::trim).collect()
            } else {
                line.split(' ').filter(|part| !part.is_empty()).collect()
            };
            let width = open.tokens.first().map_or(columns.len(), Vec::len);
            if columns.len() < width {
                let count = columns.len();
                let why = columns_told(count, width);
                open.problems.push(why.within(told::line(number)));
            }
            open.tokens.push(columns);
        }
    }
    open.end_sentence();
    hand_over(&mut open, number, each);
    Ok(())
}

/// `# text = …` and the like; a hash alone is a token.
fn is_remark(line: &str) -> bool {
    line.starts_with("# ")
        && (line.contains('=') || line.contains("doc"))
        && !line.split_whitespace().last().is_some_and(is_tag)
}

/// The lines of a document, as columns.
#[derive(Default)]
struct Open<'a> {
    done: Tagged<'a>,
    tokens: Vec<Vec<&'a str>>,
    problems: Vec<Told>,
}

impl Open<'_> {
    fn end_sentence(&mut self) {
        if !self.tokens.is_empty() {
            self.done.sentences.push(std::mem::take(&mut self.tokens));
        }
    }
}

/// Sentences of tokens, each with its columns: the token itself, then its tags and the like.
#[derive(Default)]
pub(super) struct Tagged<'a> {
    pub(super) sentences: Vec<Vec<Vec<&'a str>>>,
}

impl Tagged<'_> {
    /// Tokens with blanks between them, sentences with line ends.
    pub(super) fn document(&self, origin: &Origin) -> Result<Document, ReadError> {
        let mut text = String::new();
        let mut marks: Vec<(ByteRange, &str)> = Vec::new();
        for sentence in &self.sentences {
            if !text.is_empty() {
                text.push('\n');
            }
            let mut places = Vec::with_capacity(sentence.len());
            for (number, columns) in sentence.iter().enumerate() {
                if number > 0 {
                    text.push(' ');
                }
                let start = text.len();
                text.push_str(columns.first().copied().unwrap_or(""));
                places.push(start..text.len());
            }
            for column in tag_columns(sentence) {
                let tags: Vec<&str> = sentence
                    .iter()
                    .map(|columns| columns.get(column).copied().unwrap_or("O"))
                    .collect();
                for (range, label) in spans(&tags) {
                    let tokens = places.get(range).unwrap_or_default();
                    if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
                        marks.push((ByteRange::new(first.start, last.end), label));
                    }
                }
            }
            if text.len() > LARGEST_ARTICLE {
                return Err(ReadError::TooLarge(text.len()));
            }
        }
        if text.trim().is_empty() {
            return Err(ReadError::NoText);
        }
        let mut document = Document::new(ArticleText::new(text));
        for (range, label) in marks {
            document.mark(range, label, origin.manual());
        }
        Ok(document)
    }
}

/// Which columns of a sentence hold tags: the last, and with more than four columns every one
/// from the fourth on in which there is nothing else.
fn tag_columns(sentence: &[Vec<&str>]) -> Range<usize> {
    let width = sentence.iter().map(Vec::len).max().unwrap_or(0);
    let all_tags = |column: &usize| {
        let mut values = sentence.iter().filter_map(|columns| columns.get(*column));
        values.all(|value| is_tag(value))
    };
    match width {
        0 | 1 => 0..0,
        2..=4 => width - 1..width,
        _ => {
            let first = (3..width).rev().take_while(all_tags).last();
            first.unwrap_or(width - 1)..width
        }
    }
}

fn writer(writing: &Writing, nested: bool) -> Box<dyn Writer> {
    Box::new(Columns {
        scheme: writing.scheme,
        nested,
    })
}

struct Columns {
    scheme: Scheme,
    nested: bool,
}

impl Writer for Columns {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        let text = document.text.as_str();
        let lanes = lanes(document);
        // Both kinds of documents in one file have the same number of columns.
        let count = if self.nested { lanes.len().max(1) } else { 1 };
        let mut lines = format!("{START} -X- O{}\n\n", " O".repeat(count));
        // What was left of the spans lies on whole words, or begins where one is to be split.
        let edges = edges(document.spans.iter().map(|mark| mark.span.range));
        for sentence in sentences(text, &edges) {
            let tags: Vec<Vec<String>> = (0..count)
                .map(|lane| {
                    let spans = lanes.get(lane).map_or(&[][..], Vec::as_slice);
                    let here = spans.iter().filter_map(|(range, label)| {
                        let tokens = touched(&sentence, *range);
                        (!tokens.is_empty()).then_some((tokens, *label))
                    });
                    self.scheme.tags(sentence.len(), &here.collect::<Vec<_>>())
                })
                .collect();
            for (at, token) in sentence.iter().enumerate() {
                lines.push_str(token.of(text).unwrap_or(""));
                lines.push_str(" -X- O");
                for lane in &tags {
                    lines.push(' ');
                    lines.push_str(lane.get(at).map_or("O", String::as_str));
                }
                lines.push('\n');
            }
            lines.push('\n');
        }
        files.append("", lines.as_bytes())
    }
}

/// The spans in columns, so that no two in one overlap; the longest first.
fn lanes(document: &Document) -> Vec<Vec<(ByteRange, &str)>> {
    let mut spans: Vec<(ByteRange, &str)> = document
        .spans
        .iter()
        .map(|mark| (mark.span.range, mark.label.as_str()))
        .collect();
    spans.sort_by_key(|(range, _)| (range.start(), std::cmp::Reverse(range.end())));
    let mut lanes: Vec<Vec<(ByteRange, &str)>> = Vec::new();
    for (range, label) in spans {
        let free = |lane: &&mut Vec<(ByteRange, &str)>| {
            lane.last()
                .is_none_or(|(last, _)| last.end() <= range.start())
        };
        match lanes.iter_mut().find(free) {
            Some(lane) => lane.push((range, label)),
            None => lanes.push(vec![(range, label)]),
        }
    }
    lanes
}
