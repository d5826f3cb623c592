//! `.spacy` files: a `DocBin`, which is MessagePack in zlib.
//!
//! `tokens` are rows of 64-bit numbers, a column an attribute; the tokens of all texts follow one
//! another and `lengths` says where they part. A token's text is followed by a blank if `spaces`
//! says so; other blanks are tokens themselves. Strings are numbers ([`super::strings`]). What is
//! known of the article is in `user_data`, under `meta`. Source: `spacy/tokens/_serialize.py` and
//! `span_group.pyx` of spaCy 3.8.

use std::collections::BTreeSet;
use std::io::{self, Read as _, Write as _};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rmpv::Value;

use super::DOCBIN;
use super::strings::{Known, Written};
use crate::formats::document::Document;
use crate::formats::error::{LARGEST_FILE, ReadError};
use crate::formats::source;
use crate::formats::tokens::{sentences, touched};
use crate::formats::told::{Told, told};
use crate::formats::values::{meta, read_meta};
use crate::formats::{Each, Files, Input, Reading, Writer, Writing};
use crate::text::offset::{ByteIdx, ByteRange};
use crate::text::unit::{Places, Unit};

/// The columns that spaCy numbers so.
const ORTH: u64 = 65;
const ENT_IOB: u64 = 77;
const ENT_TYPE: u64 = 78;

/// What stands in the column `ENT_IOB`.
const INSIDE: u64 = 1;
const OUTSIDE: u64 = 2;
const BEGIN: u64 = 3;

/// The group of spans that spaCy's span categorizer reads.
const GROUP: &str = "sc";

/// The bytes of a span in a group: three numbers of 8 bytes, four of 4, the largest byte first.
const SPAN: usize = 3 * 8 + 4 * 4;

/// A span by its place, in code points.
fn part(start: u64, end: u64) -> Told {
    told!(
        "part-span-at",
        "span {start}–{end}",
        start = start,
        end = end
    )
}

fn wrong(error: impl std::fmt::Display) -> ReadError {
    told!(
        "problem-docbin",
        "this is no .spacy file: {why}",
        why = error
    )
    .into()
}

pub(super) fn read(
    mut input: Input<'_>,
    reading: &Reading,
    each: Each<'_>,
) -> Result<(), ReadError> {
    let packed = input.bytes()?;
    let mut bytes = Vec::new();
    let limit = LARGEST_FILE + 1;
    let mut unpacked = ZlibDecoder::new(packed.as_slice()).take(limit);
    unpacked.read_to_end(&mut bytes).map_err(wrong)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(ReadError::FileTooLarge);
    }
    let bin = unpacked_value(&bytes).map_err(wrong)?;
    drop(bytes);
    let bin = Bin::new(&bin).ok_or_else(|| wrong("a part of it is missing"))?;
    let mut from = 0;
    for (number, length) in bin.lengths.iter().enumerate() {
        let tokens = from..from + length;
        from = tokens.end;
        if each(None, bin.document(number, tokens, reading)).is_break() {
            break;
        }
    }
    Ok(())
}

/// The parts of a file.
struct Bin<'a> {
    root: &'a Value,
    known: Known<'a>,
    columns: Vec<u64>,
    tokens: &'a [u8],
    spaces: &'a [u8],
    lengths: Vec<usize>,
}

impl<'a> Bin<'a> {
    fn new(root: &'a Value) -> Option<Self> {
        let bytes = |name| get(root, name)?.as_slice();
        let strings = get(root, "strings")?.as_array()?;
        let (lengths, _) = bytes("lengths")?.as_chunks::<4>();
        let lengths = lengths
            .iter()
            .map(|length| u32::from_le_bytes(*length) as usize);
        let columns = get(root, "attrs")?.as_array()?.iter();
        Some(Self {
            root,
            known: Known::new(strings.iter().filter_map(Value::as_str)),
            columns: columns.map(Value::as_u64).collect::<Option<_>>()?,
            tokens: bytes("tokens")?,
            spaces: bytes("spaces")?,
            lengths: lengths.collect(),
        })
    }

    /// What a text has in a list of the file.
    fn part(&self, list: &str, number: usize) -> Option<&'a Value> {
        get(self.root, list)?.as_array()?.get(number)
    }

    /// What stands in a column for a token.
    fn cell(&self, token: usize, column: u64) -> Option<u64> {
        let at = self.columns.iter().position(|found| *found == column)?;
        let (cells, _) = self.tokens.as_chunks::<8>();
        let cell = cells.get(token * self.columns.len() + at)?;
        Some(u64::from_le_bytes(*cell))
    }

    fn document(
        &self,
        number: usize,
        tokens: std::ops::Range<usize>,
        reading: &Reading,
    ) -> Result<Document, ReadError> {
        let flags = self.part("flags", number);
        let unknown = flags.and_then(|f| get(f, "has_unknown_spaces")?.as_bool());
        let mut text = String::new();
        // In code points; a label, if an entity begins or goes on.
        let mut entities: Vec<(u64, u64, &str)> = Vec::new();
        let mut at = 0;
        for token in tokens {
            let word = self.cell(token, ORTH).and_then(|word| self.known.get(word));
            let word = word.ok_or_else(|| wrong("a token is none of its strings"))?;
            let end = at + word.chars().count() as u64;
            let label = self.cell(token, ENT_TYPE).filter(|label| *label != 0);
            let label = label.and_then(|label| self.known.get(label));
            let inside = self.cell(token, ENT_IOB) == Some(INSIDE);
            match (label, entities.last_mut()) {
                (Some(label), Some(last)) if inside && last.2 == label => last.1 = end,
                (Some(label), _) => entities.push((at, end, label)),
                (None, _) => {}
            }
            let space = match unknown {
                Some(true) => true,
                _ => self.spaces.get(token).is_some_and(|space| *space != 0),
            };
            text.push_str(word);
            at = end;
            if space {
                text.push(' ');
                at += 1;
            }
        }
        source::document(&text, Unit::Char, |places, document| {
            let origin = &reading.origin;
            let data = self.part("user_data", number).and_then(Value::as_slice);
            let data = data.and_then(|data| unpacked_value(data).ok());
            let meta = data.as_ref().and_then(|data| get(data, "meta"));
            read_meta(document, meta.map(json).as_ref());
            let mut seen = BTreeSet::new();
            let groups = self.part("span_groups", number).and_then(Value::as_slice);
            for (start, end, label) in groups.map(spans).unwrap_or_default() {
                let what = part(start, end);
                let label = self.known.get(label);
                let place = (Some((start, end)), None);
                places.mark(document, &what, place, label, origin);
                seen.insert((start, end, label));
            }
            for (start, end, label) in entities {
                if seen.insert((start, end, Some(label))) {
                    let what = part(start, end);
                    let place = (Some((start, end)), None);
                    places.mark(document, &what, place, Some(label), origin);
                }
            }
        })
    }
}

/// How deep values may lie in each other: far deeper than spaCy writes, and not so deep that
/// reading them takes all of the stack.
const DEEPEST: u16 = 64;

/// A value of MessagePack.
fn unpacked_value(mut bytes: &[u8]) -> Result<Value, rmpv::decode::Error> {
    rmpv::decode::read_value_with_max_depth(&mut bytes, DEEPEST.into())
}

/// What a map has under a name.
fn get<'a>(map: &'a Value, name: &str) -> Option<&'a Value> {
    let mut pairs = map.as_map()?.iter();
    let (_, value) = pairs.find(|(key, _)| key.as_str() == Some(name))?;
    Some(value)
}

/// The spans in the groups of a text: places in code points, and the number of the label. Groups
/// are keys of a map (spaCy 3.4 and later) or a list.
fn spans(groups: &[u8]) -> Vec<(u64, u64, u64)> {
    let groups = unpacked_value(groups);
    let groups: Vec<Value> = match groups {
        Ok(Value::Map(pairs)) => pairs.into_iter().map(|(group, _)| group).collect(),
        Ok(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    let mut found = Vec::new();
    for group in groups.iter().filter_map(Value::as_slice) {
        let Ok(group) = unpacked_value(group) else {
            continue;
        };
        let items = get(&group, "spans").and_then(Value::as_array);
        for item in items.into_iter().flatten().filter_map(Value::as_slice) {
            found.extend(span(item));
        }
    }
    found
}

fn span(bytes: &[u8]) -> Option<(u64, u64, u64)> {
    let ([_, _, label], rest) = bytes.as_chunks::<8>().0.split_first_chunk::<3>()?;
    let [start, end] = rest.get(1).map(|last| {
        let (start, end) = last.split_at(4);
        [start, end].map(|part| part.iter().fold(0, |n, byte| n << 8 | u64::from(*byte)))
    })?;
    (bytes.len() == SPAN).then_some((start, end, u64::from_be_bytes(*label)))
}

/// A value of MessagePack as JSON.
fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Boolean(flag) => (*flag).into(),
        Value::Integer(number) => match number.as_i64() {
            Some(number) => number.into(),
            None => number.as_u64().into(),
        },
        Value::F32(real) => (*real).into(),
        Value::F64(real) => (*real).into(),
        Value::String(text) => text.as_str().into(),
        Value::Array(list) => list.iter().map(json).collect(),
        Value::Map(pairs) => {
            let pairs = pairs.iter();
            pairs
                .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), json(value))))
                .collect()
        }
        Value::Nil | Value::Binary(_) | Value::Ext(..) => serde_json::Value::Null,
    }
}

/// A value of JSON as MessagePack.
fn pack(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Nil,
        serde_json::Value::Bool(flag) => (*flag).into(),
        serde_json::Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => number.into(),
            (None, Some(number)) => number.into(),
            (None, None) => number.as_f64().map_or(Value::Nil, Value::from),
        },
        serde_json::Value::String(text) => text.as_str().into(),
        serde_json::Value::Array(list) => list.iter().map(pack).collect::<Vec<_>>().into(),
        serde_json::Value::Object(object) => map(object
            .iter()
            .map(|(name, value)| (name.as_str(), pack(value)))),
    }
}

fn map<'a>(pairs: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let pairs = pairs.into_iter();
    Value::Map(pairs.map(|(name, value)| (name.into(), value)).collect())
}

fn packed(value: &Value) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    rmpv::encode::write_value(&mut bytes, value).map_err(io::Error::other)?;
    Ok(bytes)
}

pub(super) fn writer(_: &Writing) -> Box<dyn Writer> {
    Box::new(DocBin::default())
}

/// A file that grows.
#[derive(Default)]
struct DocBin {
    strings: Written,
    tokens: Vec<u8>,
    spaces: Vec<u8>,
    lengths: Vec<u8>,
    groups: Vec<Value>,
    user_data: Vec<Value>,
}

impl Writer for DocBin {
    fn document(&mut self, document: &Document, _: &mut dyn Files) -> io::Result<()> {
        let text = document.text.as_str();
        let ranges: Vec<ByteRange> = document.spans.iter().map(|mark| mark.span.range).collect();
        let (tokens, spaces) = cover(text, &ranges);
        let mut entities = vec![(OUTSIDE, 0); tokens.len()];
        for mark in document.flat() {
            // spaCy refuses to train with an entity that begins or ends with a blank.
            let words = document.words(mark.span.range);
            if words.trim() == words {
                let label = self.strings.number(&mark.label);
                let inside = entities.get_mut(touched(&tokens, mark.span.range));
                for (number, cell) in inside.into_iter().flatten().enumerate() {
                    *cell = (if number == 0 { BEGIN } else { INSIDE }, label);
                }
            }
        }
        for (token, (begins, label)) in tokens.iter().zip(entities) {
            let orth = self.strings.number(token.of(text).unwrap_or_default());
            for cell in [orth, begins, label] {
                self.tokens.extend(cell.to_le_bytes());
            }
        }
        self.spaces.extend(spaces.into_iter().map(u8::from));
        let length = i32::try_from(tokens.len()).map_err(io::Error::other)?;
        self.lengths.extend(length.to_le_bytes());
        let group = self.group(document, &tokens)?;
        self.groups.push(group.into());
        let data = pack(&meta(document).into());
        self.user_data.push(packed(&map([("meta", data)]))?.into());
        Ok(())
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        let count = self.groups.len();
        let bytes = |bytes: &mut Vec<u8>| Value::Binary(std::mem::take(bytes));
        let list = |list: &mut Vec<Value>| Value::Array(std::mem::take(list));
        let columns = [ORTH, ENT_IOB, ENT_TYPE].map(Value::from).to_vec();
        let strings: Vec<Value> = self.strings.iter().map(Value::from).collect();
        let flags = map([("has_unknown_spaces", false.into())]);
        let bin = map([
            ("version", "0.1".into()),
            ("attrs", columns.into()),
            ("tokens", bytes(&mut self.tokens)),
            ("spaces", bytes(&mut self.spaces)),
            ("lengths", bytes(&mut self.lengths)),
            ("strings", strings.into()),
            ("cats", vec![map([]); count].into()),
            ("flags", vec![flags; count].into()),
            ("span_groups", list(&mut self.groups)),
            ("user_data", list(&mut self.user_data)),
        ]);
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        rmpv::encode::write_value(&mut zlib, &bin).map_err(io::Error::other)?;
        zlib.flush()?;
        files.append("", &zlib.finish()?)
    }
}

impl DocBin {
    /// The spans of a text as a group, in the form of `SpanGroups.to_bytes`.
    fn group(&mut self, document: &Document, tokens: &[ByteRange]) -> io::Result<Vec<u8>> {
        let text = document.text.as_str();
        let places = Places::new(text, document.text.offsets(), DOCBIN.unit);
        let mut spans = Vec::new();
        for mark in &document.spans {
            let tokens = touched(tokens, mark.span.range);
            let (start, end) = places.numbers(mark.span.range);
            let mut bytes = Vec::with_capacity(SPAN);
            // An id and an entry of a knowledge base, of which it has none.
            for number in [0, 0, self.strings.number(&mark.label)] {
                bytes.extend(number.to_be_bytes());
            }
            let tokens = [tokens.start, tokens.end].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
            for number in tokens.into_iter().chain([start, end]) {
                bytes.extend(number.to_be_bytes());
            }
            spans.push(Value::Binary(bytes));
        }
        let group = map([
            ("name", GROUP.into()),
            ("attrs", map([])),
            ("spans", spans.into()),
        ]);
        let keys = Value::Array(vec![GROUP.into()]);
        packed(&Value::Map(vec![(packed(&group)?.into(), keys)]))
    }
}

/// A text as tokens that leave nothing out, each with whether a blank follows that is no token
/// itself. No span begins or ends inside a token, or at such a blank.
fn cover(text: &str, spans: &[ByteRange]) -> (Vec<ByteRange>, Vec<bool>) {
    let sorted = |place: fn(ByteRange) -> ByteIdx| {
        let mut places: Vec<ByteIdx> = spans.iter().map(|range| place(*range)).collect();
        places.sort_unstable();
        places
    };
    let (starts, ends) = (sorted(ByteRange::start), sorted(ByteRange::end));
    let mut edges = [starts.as_slice(), ends.as_slice()].concat();
    edges.sort_unstable();
    let (mut tokens, mut spaces) = (Vec::new(), Vec::new());
    let mut push = |token: ByteRange, spaces: &mut Vec<bool>| {
        if !token.is_empty() {
            tokens.push(token);
            spaces.push(false);
        }
    };
    let mut end = ByteIdx::ZERO;
    let visible = sentences(text, &edges).into_iter().flatten();
    for token in visible.chain([ByteRange::at(text.len())]) {
        let gap = ByteRange::new(end, token.start());
        let mut start = gap.start();
        let after = ByteIdx::new(start.get() + 1);
        // A blank that a span begins or ends with is a token.
        let taken = between(&starts, start, gap.end()) || between(&ends, after, token.end());
        let blank = gap.of(text).is_some_and(|gap| gap.starts_with(' '));
        if let Some(space) = spaces.last_mut().filter(|_| blank && !taken) {
            *space = true;
            start = after;
        }
        let first = edges.partition_point(|edge| *edge <= start);
        for edge in edges
            .iter()
            .skip(first)
            .take_while(|edge| **edge < gap.end())
        {
            push(ByteRange::new(start, *edge), &mut spaces);
            start = *edge;
        }
        push(ByteRange::new(start, gap.end()), &mut spaces);
        push(token, &mut spaces);
        end = token.end();
    }
    (tokens, spaces)
}

/// Whether one of the places, which are sorted, lies at `from` or later and before `to`.
fn between(places: &[ByteIdx], from: ByteIdx, to: ByteIdx) -> bool {
    let first = places.partition_point(|place| *place < from);
    places.get(first).is_some_and(|place| *place < to)
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::drawn;
    use super::*;

    /// Tokens with `|` between them, and `_` for a blank that is none.
    fn check(drawing: &str, expected: &str) {
        let document = drawn(drawing);
        let ranges: Vec<ByteRange> = document.spans.iter().map(|m| m.span.range).collect();
        let (tokens, spaces) = cover(document.text.as_str(), &ranges);
        let words = tokens.iter().zip(spaces).map(|(token, space)| {
            let word = document.words(*token);
            if space {
                format!("{word}_")
            } else {
                word.to_owned()
            }
        });
        assert_eq!(words.collect::<Vec<_>>().join("|"), expected, "{drawing}");
    }

    #[test]
    fn tokens_cover_a_text_and_no_span_cuts_one() {
        check("قصفت قوات، ثم", "قصفت_|قوات|،_|ثم");
        check("ب[المعارضة|X] ثم", "ب|المعارضة_|ثم");
        check("\n  a  b\n", "\n  |a_| |b|\n");
        check("a[ b|X] c", "a| |b_|c");
        check("[a |X]b", "a| |b");
        check("[a|X] [ b|X]", "a| | |b");
        check("[a|X][ |X] b", "a| | |b");
    }
}
