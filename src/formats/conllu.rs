//! CoNLL-U: a token a line in ten columns, the tag of its entity as `NER` in the last one.
//!
//! The text comes back as it was: blanks that are not one space after a token are said by
//! `SpaceAfter` and `SpacesAfter`, as UDPipe writes them. Tokens are cut at the edges of spans, and
//! a sentence ends in none. Nothing but tokens and entities is written; lemmas, parts of speech
//! and trees are not read. Source: universaldependencies.org/format.html; UDPipe 2, «CoNLL-U
//! spaces»; Stanza for `NER` in any case of its letters.

use std::borrow::Cow;
use std::io;

use super::document::{Document, Origin};
use super::error::ReadError;
use super::holds::{Holds, Tokens};
use super::tags::{Scheme, spans};
use super::tokens::{Sentence, edges, sentences, touched};
use super::told::{self, Told, columns_told, told};
use super::values::{FIELDS, set_field};
use super::{Each, Files, Format, Input, Layout, Reading, Writer, Writing};
use crate::model::article::{ArticleText, LARGEST_ARTICLE};
use crate::text::offset::{ByteIdx, ByteRange};
use crate::text::unit::Unit;

/// CoNLL-U.
pub(super) static FORMAT: Format = Format {
    name: "conllu",
    title: "CoNLL-U, the text as it is, the longest of nested spans as NER",
    extensions: &["conllu"],
    holds: Holds {
        tokens: Tokens::Cut,
        overlaps: false,
        blank_edges: false,
        fields: true,
        ..Holds::SPANS
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: Some(read),
    write: Some(writer),
};

/// The remark before a document.
const DOCUMENT: &str = "newdoc";

/// How blanks are written where a column must hold none.
const BLANKS: [(char, char); 6] = [
    (' ', 's'),
    ('\t', 't'),
    ('\r', 'r'),
    ('\n', 'n'),
    ('|', 'p'),
    ('\\', '\\'),
];

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match BLANKS.iter().find(|(plain, _)| *plain == c) {
            Some((_, sign)) => escaped.extend(['\\', *sign]),
            None => escaped.push(c),
        }
    }
    escaped
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let sign = if c == '\\' { chars.next() } else { None };
        match (
            c,
            sign.and_then(|sign| BLANKS.iter().find(|(_, s)| *s == sign)),
        ) {
            (_, Some((blank, _))) => plain.push(*blank),
            (c, None) => plain.extend([Some(c), sign].into_iter().flatten()),
        }
    }
    plain
}

fn read(mut input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let stem = input.stem().to_owned();
    let Some(bytes) = input.lines(&mut *each)? else {
        return Ok(());
    };
    // A line that is no UTF-8 is named; the rest of the file is read.
    let file = String::from_utf8_lossy(&bytes);
    let mut open = Open::default();
    let mut documents = 0;
    let mut hand_over = |open: &mut Open<'_>, line: usize, each: Each<'_>| {
        let done = std::mem::take(open);
        if done.text.is_empty() {
            return true;
        }
        documents += 1;
        let id = format!("{stem}-{documents}");
        each(Some(line), done.document(id, &reading.origin)).is_continue()
    };
    for (number, line) in file.trim_start_matches('\u{feff}').lines().enumerate() {
        match line.strip_prefix('#').map(str::trim) {
            Some(remark) => {
                let (name, value) = remark.split_once('=').unwrap_or((remark, ""));
                let (name, value) = (name.trim(), value.trim());
                let begins = name == DOCUMENT || name == "newdoc id";
                if begins && !hand_over(&mut open, number + 1, &mut *each) {
                    return Ok(());
                }
                open.remark(name, value);
            }
            None if line.trim().is_empty() => open.end_sentence(),
            None if line.contains('\u{fffd}') && matches!(file, Cow::Owned(_)) => {
                open.problems
                    .push(told::not_utf8().within(told::line(number + 1)));
            }
            None => open.token(number + 1, line),
        }
    }
    hand_over(&mut open, file.lines().count(), each);
    Ok(())
}

/// A document that is read.
#[derive(Default)]
struct Open<'a> {
    id: Option<&'a str>,
    fields: Vec<(&'a str, &'a str)>,
    text: String,
    /// Whether the last token says itself what follows it.
    spaced: bool,
    /// The tokens of the sentence, each with its tag.
    tokens: Vec<(ByteRange, &'a str)>,
    /// The number of the last word inside the token that was read.
    inside: u32,
    marks: Vec<(ByteRange, &'a str)>,
    problems: Vec<Told>,
}

impl<'a> Open<'a> {
    fn remark(&mut self, name: &'a str, value: &'a str) {
        if name == "newdoc id" && !value.is_empty() {
            self.id = Some(value);
        } else if FIELDS.iter().any(|(field, _)| *field == name) {
            self.fields.push((name, value));
        }
    }

    fn token(&mut self, number: usize, line: &'a str) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, .., misc] = columns.as_slice() else {
            let why = columns_told(columns.len(), 10);
            self.problems.push(why.within(told::line(number)));
            return;
        };
        if columns.len() != 10 {
            let why = columns_told(columns.len(), 10);
            self.problems.push(why.within(told::line(number)));
        }
        let (first, last) = id.split_once('-').unwrap_or((id, id));
        let (Ok(first), Ok(last)) = (first.parse::<u32>(), last.parse::<u32>()) else {
            // A word that is not said, such as `5.1`, has no place in the text.
            let is_number = |c: char| c.is_ascii_digit() || c == '.';
            if !id.chars().all(is_number) {
                let why = told!(
                    "problem-no-number",
                    "«{id}» is no number of a token",
                    id = id
                );
                self.problems.push(why.within(told::line(number)));
            }
            return;
        };
        let misc = |wanted: &str| {
            let mut parts = misc.split('|').filter_map(|part| part.split_once('='));
            parts.find_map(|(name, value)| name.eq_ignore_ascii_case(wanted).then_some(value))
        };
        let tag = misc("NER").unwrap_or("O");
        if first <= self.inside {
            // A word of the token above: its tag counts where the token has none.
            if let Some((_, of_token)) = self.tokens.last_mut().filter(|(_, tag)| *tag == "O") {
                *of_token = tag;
            }
            return;
        }
        self.inside = if last > first { last } else { 0 };
        self.text += &misc("SpacesBefore").map(unescape).unwrap_or_default();
        let start = self.text.len();
        self.text.push_str(form);
        self.tokens
            .push((ByteRange::new(start, self.text.len()), tag));
        let after = match (misc("SpacesAfter"), misc("SpaceAfter")) {
            (Some(spaces), _) => unescape(spaces),
            (None, Some("No")) => String::new(),
            (None, _) => " ".to_owned(),
        };
        self.spaced = misc("SpacesAfter").or(misc("SpaceAfter")).is_some();
        self.text += &after;
    }

    fn end_sentence(&mut self) {
        let tags: Vec<&str> = self.tokens.iter().map(|(_, tag)| *tag).collect();
        for (range, label) in spans(&tags) {
            let tokens = self.tokens.get(range).unwrap_or_default();
            if let (Some((first, _)), Some((last, _))) = (tokens.first(), tokens.last()) {
                self.marks.push((first.hull(*last), label));
            }
        }
        if !self.tokens.is_empty() && !self.spaced {
            // Whoever does not say what follows a sentence meant no more than that it ends.
            self.text.pop();
            self.text.push('\n');
        }
        self.tokens.clear();
        self.inside = 0;
    }

    fn document(mut self, id: String, origin: &Origin) -> Result<Document, ReadError> {
        self.end_sentence();
        if !self.spaced {
            self.text.pop();
        }
        if self.text.trim().is_empty() {
            return Err(ReadError::NoText);
        }
        if self.text.len() > LARGEST_ARTICLE {
            return Err(ReadError::TooLarge(self.text.len()));
        }
        let mut document = Document::new(ArticleText::new(self.text));
        document.id = Some(self.id.map_or(id, str::to_owned));
        document.problems = self.problems;
        for (name, value) in self.fields {
            if let Some((_, field)) = FIELDS.iter().find(|(known, _)| *known == name) {
                set_field(&mut document, name, *field, value);
            }
        }
        for (range, label) in self.marks {
            document.mark(range, &unescape(label), origin.manual());
        }
        Ok(document)
    }
}

fn writer(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Lines {
        scheme: writing.scheme,
        documents: 0,
    })
}

struct Lines {
    scheme: Scheme,
    documents: usize,
}

impl Writer for Lines {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        self.documents += 1;
        let id = document.id.as_deref().unwrap_or_default();
        let mut lines = match id.replace(['\n', '\r'], " ").trim() {
            "" => format!("# {DOCUMENT} id = {}\n", self.documents),
            id => format!("# {DOCUMENT} id = {id}\n"),
        };
        for (name, field) in FIELDS {
            if let Some(value) = document.fields.get(&field) {
                lines += &format!("# {name} = {value}\n");
            }
        }
        let text = document.text.as_str();
        let mut before = ByteIdx::ZERO;
        let sentences = whole_sentences(document);
        for (number, sentence) in sentences.iter().enumerate() {
            let next = sentences.get(number + 1).and_then(|next| next.first());
            let end = next.map_or(ByteIdx::new(text.len()), |next| next.start());
            lines += &format!("# sent_id = {}-{}\n", self.documents, number + 1);
            self.sentence(document, sentence, (before, end), &mut lines);
            before = end;
        }
        files.append("", lines.as_bytes())
    }
}

impl Lines {
    /// A sentence between two places.
    fn sentence(
        &self,
        document: &Document,
        tokens: &[ByteRange],
        (before, end): (ByteIdx, ByteIdx),
        lines: &mut String,
    ) {
        let here = document.spans.iter().map(|mark| {
            let label = escape(&mark.label);
            (touched(tokens, mark.span.range), label)
        });
        let mut here: Vec<_> = here.filter(|(tokens, _)| !tokens.is_empty()).collect();
        here.sort_by_key(|(tokens, _)| tokens.start);
        let here: Vec<_> = here
            .iter()
            .map(|(t, label)| (t.clone(), label.as_str()))
            .collect();
        let tags = self.scheme.tags(tokens.len(), &here);
        let after = |at: usize| {
            let next = tokens.get(at + 1).map_or(end, |next| next.start());
            let token = tokens.get(at).map_or(end, |token| token.end());
            document.words(ByteRange::new(token, next))
        };
        let words = tokens.iter().enumerate().map(|(at, token)| {
            let space = if after(at).is_empty() || at + 1 == tokens.len() {
                ""
            } else {
                " "
            };
            format!("{}{space}", document.words(*token))
        });
        *lines += &format!("# text = {}\n", words.collect::<String>());
        for (at, (token, tag)) in tokens.iter().zip(&tags).enumerate() {
            let mut misc = Vec::new();
            let gap = ByteRange::new(before, token.start());
            if at == 0 && !gap.is_empty() {
                misc.push(format!("SpacesBefore={}", escape(document.words(gap))));
            }
            if tag != "O" {
                misc.push(format!("NER={tag}"));
            }
            match after(at) {
                "" => misc.push("SpaceAfter=No".to_owned()),
                // After the last one nothing is taken for granted.
                " " if at + 1 < tokens.len() => {}
                blanks => misc.push(format!("SpacesAfter={}", escape(blanks))),
            }
            let misc = if misc.is_empty() {
                "_".to_owned()
            } else {
                misc.join("|")
            };
            let form = document.words(*token);
            *lines += &format!("{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n", at + 1);
        }
        lines.push('\n');
    }
}

/// The sentences of a text, those joined that a span joins; tokens are cut at the edges of spans.
fn whole_sentences(document: &Document) -> Vec<Sentence> {
    let spans = document.spans.iter().map(|mark| mark.span.range);
    let edges = edges(spans.clone());
    let mut joined: Vec<Sentence> = Vec::new();
    for sentence in sentences(document.text.as_str(), &edges) {
        let ends = joined
            .last()
            .and_then(|last| last.last())
            .map(|token| token.end());
        let cut =
            |span: ByteRange| ends.is_some_and(|ends| span.start() < ends && ends < span.end());
        match joined.last_mut().filter(|_| spans.clone().any(cut)) {
            Some(last) => last.extend(sentence),
            None => joined.push(sentence),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::super::tests::{drawn, read_text, written_files};
    use super::*;

    #[test]
    fn lines_say_tokens_tags_and_blanks() {
        let document = drawn("ب[إدلب|LOC]، [قال\nثم|X].  نعم\n");
        let files = written_files(&FORMAT, &[document]);
        let row = |id: usize, form: &str, misc: &str| {
            format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n")
        };
        let expected = [
            "# newdoc id = 1\n# sent_id = 1-1\n# text = بإدلب، قال ثم.\n".to_owned(),
            row(1, "ب", "SpaceAfter=No"),
            row(2, "إدلب", "NER=B-LOC|SpaceAfter=No"),
            row(3, "،", "_"),
            row(4, "قال", "NER=B-X|SpacesAfter=\\n"),
            row(5, "ثم", "NER=I-X|SpaceAfter=No"),
            row(6, ".", "SpacesAfter=\\s\\s"),
            "\n# sent_id = 1-2\n# text = نعم\n".to_owned(),
            row(1, "نعم", "SpacesAfter=\\n"),
            "\n".to_owned(),
        ];
        assert_eq!(
            String::from_utf8(files[""].clone()).unwrap(),
            expected.concat()
        );
    }

    #[test]
    fn files_of_others_are_read() {
        let file = "# newdoc id = a\n# sent_id = 1\n# text = للحكومة قال.\n\
             1-2\tللحكومة\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=Yes\n1\tل\t_\tADP\t_\t_\t0\troot\t_\tner=O\n\
             2\tالحكومة\t_\tNOUN\t_\t_\t1\tobj\t_\tner=S-ORG|start_char=1\n2.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n\
             3\tقال\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n\
             1\tثم\t_\t_\t_\t_\t_\t_\t_\tner=B-LOC\n\n# newdoc\n1\tآخر\t_\t_\t_\t_\t_\t_\t_\t_\n";
        let found: Vec<Document> = read_text(&FORMAT, file)
            .into_iter()
            .map(Result::unwrap)
            .collect();
        let texts: Vec<&str> = found.iter().map(|d| d.text.as_str()).collect();
        assert_eq!(texts, ["للحكومة قال.\nثم", "آخر"]);
        let spans: Vec<(&str, &str)> = found[0]
            .spans
            .iter()
            .map(|mark| (mark.label.as_str(), found[0].words(mark.span.range)))
            .collect();
        assert_eq!(spans, [("ORG", "للحكومة"), ("LOC", "ثم")]);
        assert_eq!(found[0].id.as_deref(), Some("a"));
        assert!(found[0].problems.is_empty());
        assert_eq!(read_text(&FORMAT, "1\tx\n").len(), 0);
    }

    #[test]
    fn broken_lines_are_named_and_the_rest_is_read() {
        let line = |id: &str, form: &str| format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n");
        let file = [
            line("1", "قصفت"),
            "2 قوات\t_\n".to_owned(),
            line("x", "لا"),
            "3\tإدلب\t_\n".to_owned(),
            "\n# newdoc\n".to_owned(),
            line("1", "ثم"),
        ]
        .concat();
        let found: Vec<Document> = read_text(&FORMAT, &file)
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(found[0].text.as_str(), "قصفت إدلب");
        let lines: Vec<String> = found[0]
            .problems
            .iter()
            .map(|p| p.to_string().chars().take(6).collect())
            .collect();
        assert_eq!(lines, ["line 2", "line 3", "line 4"]);
        assert!(found[1].problems.is_empty() && found[1].text.as_str() == "ثم");
    }

    #[test]
    fn what_is_escaped_comes_back() {
        for text in ["a|b c", "\\s", "\t\r\n", "\\", "قصف"] {
            assert_eq!(unescape(&escape(text)), text);
        }
    }
}
