//! Writes lines of tokens.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crate::formats::cas::TSV;
use crate::formats::cas::model::{PACKAGE, RELATION, SPAN, Structure, structures};
use crate::formats::document::{Document, Stems};
use crate::formats::tokens::{sentences, touched};
use crate::formats::{Files, Writer, Writing};
use crate::text::offset::{ByteIdx, ByteRange};
use crate::text::unit::{Places, Unit};

use super::{BASE, HEADER, NOTHING, NULL, RELATION_LAYER, SPAN_LAYER, TEXT, escape};

pub(in crate::formats::cas) fn writer(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Tsv {
        unit: writing.unit.unwrap_or(TSV.unit),
        stems: Stems::default(),
    })
}

struct Tsv {
    unit: Unit,
    stems: Stems,
}

impl Writer for Tsv {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        let stem = self.stems.next(document);
        let file = Lines::new(document, self.unit).file();
        files.append(&format!("{stem}.tsv"), file.as_bytes())
    }
}

/// A place that has a line: a token, or below it a part of one.
struct Row {
    /// Such as `1-3` or `1-3.1`.
    id: String,
    range: ByteRange,
    /// The spans that it belongs to, by their numbers.
    spans: Vec<usize>,
}

/// A sentence: its tokens with their parts, and its text up to the next one.
struct Sentence {
    rows: Vec<Row>,
    text: ByteRange,
}

/// What is written of a document.
struct Lines<'a> {
    document: &'a Document,
    places: Places<'a>,
    sentences: Vec<Sentence>,
    /// The names of the features, the label first; none if there are no spans.
    features: Vec<String>,
    spans: Vec<Structure>,
    relations: Vec<Structure>,
    /// The number of a span that one line does not tell, or zero.
    numbers: Vec<usize>,
    /// The line where each span begins.
    begins: BTreeMap<usize, String>,
}

impl<'a> Lines<'a> {
    fn new(document: &'a Document, unit: Unit) -> Self {
        let (structures, names) = structures(document, unit);
        let (spans, relations): (Vec<_>, Vec<_>) =
            structures.into_iter().partition(|s| s.kind == SPAN);
        let mut features: Vec<String> = Vec::new();
        if !spans.is_empty() {
            features.push("label".to_owned());
            let note = spans.iter().any(|span| span.get("note").is_some());
            features.extend(note.then(|| "note".to_owned()));
            features.extend(names);
        }
        let sentences = sentences_of(document);
        // Numbers begin where lines need them, in the order of lines.
        let mut numbers = vec![0; spans.len()];
        let mut begins: BTreeMap<usize, String> = BTreeMap::new();
        let mut last = 0;
        for row in sentences.iter().flat_map(|sentence| &sentence.rows) {
            for span in &row.spans {
                let again = begins.contains_key(span);
                if let Some(number) = numbers.get_mut(*span)
                    && *number == 0
                    && (again || row.spans.len() > 1 || goes_on(document, *span, row.range))
                {
                    last += 1;
                    *number = last;
                }
                begins.entry(*span).or_insert_with(|| row.id.clone());
            }
        }
        Self {
            document,
            places: Places::new(document.text.as_str(), document.text.offsets(), unit),
            sentences,
            features,
            spans,
            relations,
            numbers,
            begins,
        }
    }

    fn file(&self) -> String {
        let mut file = format!("{HEADER}\n");
        if !self.features.is_empty() {
            file += &format!("{SPAN_LAYER}{PACKAGE}.{SPAN}|{}\n", self.features.join("|"));
        }
        if !self.relations.is_empty() {
            file += &format!("{RELATION_LAYER}{PACKAGE}.{RELATION}|label|{BASE}{PACKAGE}.{SPAN}\n");
        }
        file.push('\n');
        let end = self.document.text.as_str().len();
        for sentence in &self.sentences {
            file.push('\n');
            // Whoever reads puts a line end after each line of text, and takes the last one away.
            let text = self.document.words(sentence.text);
            let last = sentence.text.end().get() == end;
            let ended = text.strip_suffix('\n').filter(|_| !last);
            let text = ended.unwrap_or(text);
            for line in text.split('\n') {
                file += &format!("{TEXT}{}\n", escape::text(line));
            }
            for row in &sentence.rows {
                self.row(row, &mut file);
            }
        }
        file
    }

    fn row(&self, row: &Row, file: &mut String) {
        let (start, end) = self.places.numbers(row.range);
        let words = escape::text(self.document.words(row.range));
        *file += &format!("{}\t{start}-{end}\t{words}\t", row.id);
        let cell = |values: Vec<String>, file: &mut String| {
            let cell = values.join("|");
            file.push_str(if cell.is_empty() { NOTHING } else { &cell });
            file.push('\t');
        };
        for feature in &self.features {
            let values = row.spans.iter().filter_map(|span| {
                let structure = self.spans.get(*span)?;
                let value = structure.get(feature).filter(|value| !value.is_empty());
                let value = value.map_or(NULL.to_owned(), escape::value);
                Some(match self.number(*span) {
                    0 => value,
                    number => format!("{value}[{number}]"),
                })
            });
            cell(values.collect(), file);
        }
        if self.relations.is_empty() {
            file.push('\n');
            return;
        }
        let (mut labels, mut sources) = (Vec::new(), Vec::new());
        for relation in &self.relations {
            let end = |name| {
                let id: u64 = relation.get(name)?.parse().ok()?;
                self.spans.iter().position(|span| span.id == id)
            };
            let [Some(from), Some(to)] = ["Governor", "Dependent"].map(end) else {
                continue;
            };
            let begins = |span| self.begins.get(&span);
            if begins(to) != Some(&row.id) {
                continue;
            }
            let Some(source) = begins(from) else {
                continue;
            };
            labels.push(relation.get("label").map_or(NULL.to_owned(), escape::value));
            sources.push(match (self.number(from), self.number(to)) {
                (0, 0) => source.clone(),
                (from, to) => format!("{source}[{from}_{to}]"),
            });
        }
        cell(labels, file);
        cell(sources, file);
        file.push('\n');
    }

    fn number(&self, span: usize) -> usize {
        self.numbers.get(span).copied().unwrap_or_default()
    }
}

/// Whether a span goes on behind a range.
fn goes_on(document: &Document, span: usize, range: ByteRange) -> bool {
    let mark = document.spans.get(span);
    mark.is_some_and(|mark| mark.span.range.end() > range.end())
}

fn sentences_of(document: &Document) -> Vec<Sentence> {
    let text = document.text.as_str();
    let mut cut = sentences(text, &[]);
    // What comes before the first token is blanks for whoever reads; other characters are a token.
    let first = cut.first().and_then(|tokens| tokens.first()).copied();
    let before = first.map(|first| ByteRange::new(ByteIdx::ZERO, first.start()));
    if let Some(before) = before.filter(|before| document.words(*before).contains(|c| c != ' '))
        && let Some(tokens) = cut.first_mut()
    {
        tokens.insert(0, before);
    }
    let tokens: Vec<ByteRange> = cut.iter().flatten().copied().collect();
    let mut parts: Vec<BTreeSet<Part>> = vec![BTreeSet::new(); tokens.len()];
    for (number, mark) in document.spans.iter().enumerate() {
        for at in touched(&tokens, mark.span.range) {
            let token = tokens.get(at).copied().unwrap_or_default();
            if let (Some(inside), Some(parts)) =
                (token.intersection(mark.span.range), parts.get_mut(at))
            {
                parts.insert((inside.start(), std::cmp::Reverse(inside.end()), number));
            }
        }
    }
    let starts = cut
        .iter()
        .filter_map(|tokens| Some(tokens.first()?.start()));
    let ends = starts.clone().skip(1).chain([ByteIdx::new(text.len())]);
    let texts: Vec<ByteRange> = starts
        .zip(ends)
        .map(|(a, b)| ByteRange::new(a, b))
        .collect();
    let mut parts = parts.into_iter();
    let cut = cut.into_iter().zip(texts).enumerate();
    cut.map(|(number, (tokens, text))| {
        let tokens = tokens.into_iter().zip(parts.by_ref()).enumerate();
        let rows = tokens.flat_map(|(token, (range, parts))| {
            rows_of(format!("{}-{}", number + 1, token + 1), range, &parts)
        });
        Sentence {
            rows: rows.collect(),
            text,
        }
    })
    .collect()
}

/// Where a part of a token begins and ends, and the span that it belongs to.
type Part = (ByteIdx, std::cmp::Reverse<ByteIdx>, usize);

/// The line of a token, and below it those of its parts.
fn rows_of(id: String, token: ByteRange, parts: &BTreeSet<Part>) -> Vec<Row> {
    let mut rows = vec![Row {
        id: id.clone(),
        range: token,
        spans: Vec::new(),
    }];
    for (start, end, span) in parts {
        let range = ByteRange::new(*start, end.0);
        let number = rows.len();
        match rows.iter_mut().find(|row| row.range == range) {
            Some(row) => row.spans.push(*span),
            None => rows.push(Row {
                id: format!("{id}.{number}"),
                range,
                spans: vec![*span],
            }),
        }
    }
    rows
}
