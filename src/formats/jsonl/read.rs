//! Reads lines back.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead};

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::lines::{LONGEST_LINE, Objects};
use crate::model::annotations::Progress;
use crate::model::article::{ArticleText, LARGEST_ARTICLE, MetaField};
use crate::model::id::{AnnotatorId, LabelId, RelationId, SpanId};
use crate::model::relation::Relation;
use crate::model::span::{AttrValue, Provenance, Span, SpanState};
use crate::text::offset::{ByteIdx, ByteRange, CharIdx};

/// Why a line is no article.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// The input cannot be read any further.
    #[error("the file cannot be read on: {0}")]
    Io(#[from] io::Error),
    /// Too long for one article.
    #[error("the line has more than {LONGEST_LINE} bytes; an article is shorter")]
    TooLong,
    /// Not UTF-8.
    #[error("byte {0} of the line is not UTF-8")]
    NotUtf8(usize),
    /// Not JSON.
    #[error("this is no JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// JSON, but no object.
    #[error("the line is no JSON object; each line must be one")]
    NotAnObject,
    /// No text.
    #[error("the object has no `text`, or it is not a string with something in it")]
    NoText,
    /// Too large a text.
    #[error("the text has {0} bytes; an article has at most 20,000,000: cut it into several")]
    TooLarge(usize),
}

/// An article of a line.
#[derive(Clone, Debug)]
pub struct ReadArticle {
    /// Its text, with LF at line ends and without a byte order mark.
    pub text: ArticleText,
    /// Its `id`, if it has one.
    pub id: Option<String>,
    /// What is known of it.
    pub fields: BTreeMap<MetaField, String>,
    /// How far its annotator had come.
    pub progress: Progress,
    /// The remarks on it.
    pub note: String,
    /// The attributes of the article as a whole.
    pub attrs: BTreeMap<String, AttrValue>,
    /// Its spans.
    pub spans: Vec<ReadSpan>,
    /// Its relations, between spans of this article.
    pub relations: Vec<Relation>,
    /// What could not be taken in, in English.
    pub problems: Vec<String>,
}

/// A span of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadSpan {
    /// The span; its id is the one of the line, or 0 for one without.
    pub span: Span,
    /// Its label as the line has it.
    pub label: String,
}

/// Reads articles line by line; memory is bounded by the longest line. Empty lines are passed
/// over. Each comes with the number of its line, from 1.
pub struct Lines<R> {
    objects: Objects<R>,
    by: AnnotatorId,
    at: Timestamp,
}

impl<R: BufRead> Lines<R> {
    /// Reads from an input. What does not say who decided it and when is `by` and `at`.
    pub fn new(input: R, by: AnnotatorId, at: Timestamp) -> Self {
        Self {
            objects: Objects::new(input),
            by,
            at,
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = (usize, Result<ReadArticle, LineError>);

    fn next(&mut self) -> Option<Self::Item> {
        let (number, line) = self.objects.next()?;
        let article = line.and_then(|line| read_line(&line, &self.by, self.at));
        Some((number, article))
    }
}

fn read_line(line: &str, by: &AnnotatorId, at: Timestamp) -> Result<ReadArticle, LineError> {
    let Value::Object(object) = serde_json::from_str(line)? else {
        return Err(LineError::NotAnObject);
    };
    let source = string(&object, "text").filter(|text| !text.trim().is_empty());
    let source = source.ok_or(LineError::NoText)?;
    if source.len() > LARGEST_ARTICLE {
        return Err(LineError::TooLarge(source.len()));
    }
    let (text, dropped) = unix_lines(source);
    let text = ArticleText::new(text);
    let reader = Reader {
        text: &text,
        dropped,
        by,
        at,
    };
    let fields = FIELDS.into_iter().filter_map(|(name, field)| {
        let value = string(&object, name)?;
        Some((field, field.check(value).ok()??))
    });
    let mut problems = Vec::new();
    for (name, field) in FIELDS {
        if let Some(Err(error)) = string(&object, name).map(|value| field.check(value)) {
            problems.push(format!("{name}: {error}"));
        }
    }
    let mut article = ReadArticle {
        id: string(&object, "id").map(str::to_owned),
        fields: fields.collect(),
        progress: Progress::ALL
            .into_iter()
            .find(|progress| string(&object, "progress") == Some(progress.name()))
            .unwrap_or_default(),
        note: string(&object, "note").unwrap_or_default().to_owned(),
        attrs: attributes(object.get("attrs")),
        spans: Vec::new(),
        relations: Vec::new(),
        problems,
        text: text.clone(),
    };
    let list = |name: &str| object.get(name).and_then(Value::as_array);
    let mut known = BTreeSet::new();
    for (number, value) in list("spans").into_iter().flatten().enumerate() {
        match reader.span(value) {
            Ok(span) => {
                known.insert(span.span.id);
                article.spans.push(span);
            }
            Err(why) => article.problems.push(format!("span {}: {why}", number + 1)),
        }
    }
    for (number, value) in list("relations").into_iter().flatten().enumerate() {
        match reader.relation(value) {
            Some(found) if known.contains(&found.from) && known.contains(&found.to) => {
                article.relations.push(found);
            }
            _ => {
                let why = "its type or one of its spans is missing";
                article
                    .problems
                    .push(format!("relation {}: {why}", number + 1));
            }
        }
    }
    Ok(article)
}

/// The fields of a line that describe the article.
const FIELDS: [(&str, MetaField); 10] = [
    ("title", MetaField::Title),
    ("source", MetaField::Source),
    ("published", MetaField::Published),
    ("country", MetaField::Country),
    ("language", MetaField::Language),
    ("address", MetaField::Address),
    ("author", MetaField::Author),
    ("direction", MetaField::Direction),
    ("encoding", MetaField::Encoding),
    ("file", MetaField::File),
];

struct Reader<'a> {
    text: &'a ArticleText,
    /// Where characters were dropped, in code points of the line's text, ascending.
    dropped: Vec<usize>,
    by: &'a AnnotatorId,
    at: Timestamp,
}

impl Reader<'_> {
    fn span(&self, value: &Value) -> Result<ReadSpan, String> {
        let object = value.as_object().ok_or("it is no object")?;
        let label = string(object, "label").ok_or("it has no label")?;
        let slug = crate::model::id::slugify(label, "label");
        let id: LabelId = slug.parse().map_err(|_| "its label is no name")?;
        let quote = string(object, "text");
        let range = self
            .place(object)
            .filter(|range| quote.is_none_or(|quote| self.quotes(*range, quote)));
        // A place that does not fit its words is mended where they stand only once.
        let range = match (range, quote) {
            (Some(range), _) => range,
            (None, Some(quote)) => self.only_place_of(quote).ok_or_else(|| {
                let quote: String = quote.chars().take(40).collect();
                format!("its place does not fit its words «{quote}», which stand nowhere or in several places")
            })?,
            (None, None) => return Err("its place is not in the text".to_owned()),
        };
        if range.is_empty() {
            return Err("it covers nothing".to_owned());
        }
        let place = |name: &str| {
            let inside = object.get(name)?.as_object()?;
            self.place(inside).filter(|range| !range.is_empty())
        };
        let state = string(object, "state").and_then(SpanState::from_name);
        let span = Span {
            id: string(object, "id")
                .and_then(|id| id.parse().ok())
                .unwrap_or(SpanId(0)),
            range,
            label: id,
            state: state.unwrap_or(SpanState::Manual),
            attrs: attributes(object.get("attrs")),
            head: place("head"),
            trigger: place("trigger"),
            note: string(object, "note").unwrap_or_default().to_owned(),
            provenance: self.provenance(object),
        };
        Ok(ReadSpan {
            span,
            label: label.to_owned(),
        })
    }

    fn relation(&self, value: &Value) -> Option<Relation> {
        let object = value.as_object()?;
        let id = string(object, "id").and_then(|id| id.parse().ok());
        Some(Relation {
            id: id.unwrap_or(RelationId(0)),
            kind: string(object, "type")?.to_owned(),
            from: string(object, "from")?.parse().ok()?,
            to: string(object, "to")?.parse().ok()?,
            state: string(object, "state")
                .and_then(SpanState::from_name)
                .unwrap_or(SpanState::Manual),
            provenance: self.provenance(object),
        })
    }

    fn provenance(&self, object: &Map<String, Value>) -> Provenance {
        let author = string(object, "annotator").and_then(|name| name.parse().ok());
        Provenance {
            author: author.unwrap_or_else(|| self.by.clone()),
            at: string(object, "at")
                .and_then(|at| at.parse().ok())
                .unwrap_or(self.at),
            rule: string(object, "rule").map(str::to_owned),
            confidence: object
                .get("confidence")
                .and_then(Value::as_f64)
                .filter(|c| (0.0..=1.0).contains(c)),
        }
    }

    /// The range an object's `start` and `end` give, if it lies in the text.
    fn place(&self, object: &Map<String, Value>) -> Option<ByteRange> {
        let index = |name: &str| {
            let given = usize::try_from(object.get(name)?.as_u64()?).ok()?;
            let before = self.dropped.partition_point(|at| *at < given);
            u32::try_from(given - before).ok().map(CharIdx)
        };
        let (start, end) = (index("start")?, index("end")?);
        if start > end {
            return None;
        }
        let text = self.text.as_str();
        self.text.offsets().chars_to_range(text, start, end)
    }

    fn quotes(&self, range: ByteRange, quote: &str) -> bool {
        let found = range.of(self.text.as_str());
        found == Some(quote) || found == Some(unix_lines(quote).0.as_str())
    }

    fn only_place_of(&self, quote: &str) -> Option<ByteRange> {
        let (quote, _) = unix_lines(quote);
        if quote.is_empty() {
            return None;
        }
        let text = self.text.as_str();
        let mut places = memchr::memmem::find_iter(text.as_bytes(), &quote);
        let at = places.next()?;
        let again = places.next();
        again
            .is_none()
            .then(|| ByteRange::new(ByteIdx::new(at), at + quote.len()))
    }
}

fn string<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    object.get(name)?.as_str()
}

fn attributes(value: Option<&Value>) -> BTreeMap<String, AttrValue> {
    let object = value.and_then(Value::as_object);
    let pairs = object.into_iter().flatten();
    pairs
        .filter_map(|(name, value)| {
            let value = match value {
                Value::Bool(flag) => AttrValue::Flag(*flag),
                Value::Number(number) => match number.as_i64() {
                    Some(number) => AttrValue::Number(number),
                    None => AttrValue::Real(number.as_f64()?),
                },
                Value::String(text) => AttrValue::Text(text.clone()),
                Value::Array(list) => AttrValue::List(
                    list.iter()
                        .map(|item| item.as_str().map(str::to_owned))
                        .collect::<Option<_>>()?,
                ),
                // Not stated is not the same as any value.
                Value::Null | Value::Object(_) => return None,
            };
            Some((name.clone(), value))
        })
        .collect()
}

/// A text with LF at line ends and no byte order mark, and the code points that were dropped.
fn unix_lines(text: &str) -> (String, Vec<usize>) {
    let mut dropped = Vec::new();
    if !text.starts_with('\u{feff}') && !text.contains('\r') {
        return (text.to_owned(), dropped);
    }
    let mut unix = String::with_capacity(text.len());
    let mut chars = text.chars().enumerate().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\u{feff}' if at == 0 => dropped.push(at),
            '\r' if matches!(chars.peek(), Some((_, '\n'))) => dropped.push(at),
            '\r' => unix.push('\n'),
            c => unix.push(c),
        }
    }
    (unix, dropped)
}
