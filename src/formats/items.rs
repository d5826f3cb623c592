//! The values of a JSON list, one by one: a long list is never in memory as a whole, and after one
//! that is broken the next that looks like an item is looked for.
//!
//! A string that is never closed, or a bracket too few, breaks a file from there to its end for
//! any parser. Here it costs the item that it stands in.

use std::io::{self, BufRead};

use serde::de::IgnoredAny;
use serde_json::Value;

use super::error::{LONGEST_LINE, ReadError};
use super::told::{self, Told};

/// So much is read at once at least.
const STEP: usize = 64 * 1024;

/// How much more than the file itself may be looked over for the beginnings of items: brackets that
/// are never closed would have each of them read to the end.
const TRIES: usize = 256 << 20;

/// An item as it stands in the file.
pub(super) struct Item {
    /// Which it is, from 1; broken ones count.
    pub(super) number: usize,
    /// Its JSON.
    pub(super) text: String,
}

impl AsRef<str> for Item {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// The items of a list, each with the number of the line where it begins, from 1. A file of
/// values without a list around them is read as well.
pub(super) struct Items<R> {
    input: R,
    /// What tells an item from the parts of one.
    is_item: fn(&Value) -> bool,
    buffer: Vec<u8>,
    /// Where in the buffer nothing has been read yet.
    at: usize,
    /// The line and the column of that place, both from 1.
    line: usize,
    column: usize,
    ended: bool,
    list: List,
    number: usize,
    is_broken: bool,
    /// The place that was told last: what is broken inside of something breaks what is around it.
    told: Option<(usize, usize)>,
    /// How much has been looked over for the beginnings of items.
    tried: usize,
}

/// Whether a list is around the items.
#[derive(Clone, Copy, PartialEq)]
enum List {
    None,
    Open,
    Closed,
}

impl<R: BufRead> Items<R> {
    pub(super) fn new(input: R, is_item: fn(&Value) -> bool) -> Self {
        Self {
            input,
            is_item,
            buffer: Vec::new(),
            at: 0,
            line: 1,
            column: 1,
            ended: false,
            list: List::None,
            number: 0,
            is_broken: false,
            told: None,
            tried: 0,
        }
    }

    /// Reads on: as much again as there is, so that what is read over again stays little.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.at);
        self.at = 0;
        let wanted = self.buffer.len().max(STEP) * 2;
        while self.buffer.len() < wanted {
            let read = self.input.fill_buf()?;
            let count = read.len();
            if count == 0 {
                self.ended = true;
                return Ok(());
            }
            self.buffer.extend_from_slice(read);
            self.input.consume(count);
        }
        Ok(())
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// Goes on by so many bytes.
    fn pass(&mut self, count: usize) {
        let passed = self.rest().get(..count).unwrap_or_default();
        let ends = memchr::memchr_iter(b'\n', passed);
        let (lines, last) = ends.fold((0, None), |(lines, _), end| (lines + 1, Some(end)));
        self.column = match last {
            Some(end) => count - end,
            None => self.column + count,
        };
        self.line += lines;
        self.at += count;
    }

    /// Passes over what stands between items. `false` at the end of the file.
    fn pass_between(&mut self) -> io::Result<bool> {
        loop {
            let Some(byte) = self.rest().first().copied() else {
                if self.ended {
                    return Ok(false);
                }
                self.fill()?;
                continue;
            };
            let is_start = self.line == 1 && self.column == 1 && self.number == 0;
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | b',' => self.pass(1),
                0xef if is_start && self.rest().starts_with(b"\xef\xbb\xbf") => self.pass(3),
                b'[' if self.list == List::None && self.number == 0 => {
                    self.list = List::Open;
                    self.pass(1);
                }
                b']' => {
                    self.list = List::Closed;
                    self.pass(1);
                }
                // What was open around an item that was broken.
                b'}' if self.is_broken => self.pass(1),
                b'{' => return Ok(true),
                _ if self.is_broken && self.list == List::Closed => self.pass_broken()?,
                _ => return Ok(true),
            }
        }
    }

    /// How long the value is that begins so many bytes on.
    fn length(&mut self, from: usize) -> Result<usize, ReadError> {
        loop {
            let bytes = self.rest().get(from..).unwrap_or_default();
            let size = bytes.len();
            let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<IgnoredAny>();
            let error = match values.next() {
                Some(Ok(_)) => return Ok(values.byte_offset()),
                Some(Err(error)) => error,
                None => return Err(ReadError::NoText),
            };
            if !error.is_eof() || self.ended {
                self.tried += size;
                return Err(ReadError::Json(error));
            }
            if size as u64 >= LONGEST_LINE {
                return Err(ReadError::ItemTooLong);
            }
            self.fill()?;
        }
    }

    /// The item that begins here.
    fn item(&mut self) -> Result<Item, ReadError> {
        let length = self.length(0)?;
        let bytes = self.rest().get(..length).unwrap_or_default().to_vec();
        let text = String::from_utf8(bytes);
        self.pass(length);
        Ok(Item {
            number: self.number,
            text: text.map_err(|e| ReadError::NotUtf8(e.utf8_error().valid_up_to()))?,
        })
    }

    /// Where an error lies in the file, in words that name the line and the column.
    fn located(&self, error: ReadError) -> (usize, ReadError) {
        let ReadError::Json(error) = error else {
            return (self.line, error);
        };
        let (down, along) = (error.line().saturating_sub(1), error.column());
        let column = if down == 0 {
            self.column + along.saturating_sub(1)
        } else {
            along
        };
        let said = error.to_string();
        let why = said.split(" at line ").next().unwrap_or(&said).to_owned();
        (self.line + down, ReadError::Broken { column, why })
    }

    /// Passes over a broken item to the next object that looks like one.
    fn pass_broken(&mut self) -> io::Result<()> {
        self.is_broken = true;
        // What stands here is broken; an object inside of it may be the next item.
        let mut from = 1;
        loop {
            let bytes = self.rest().get(from..).unwrap_or_default();
            let Some(found) = memchr::memchr(b'{', bytes) else {
                self.pass(self.rest().len());
                if self.ended {
                    return Ok(());
                }
                self.fill()?;
                from = 0;
                continue;
            };
            from += found;
            if self.begins_item(from) {
                self.pass(from);
                return Ok(());
            }
            if self.tried > TRIES {
                self.pass(self.rest().len());
                self.ended = true;
                return Ok(());
            }
            from += 1;
        }
    }

    fn begins_item(&mut self, from: usize) -> bool {
        // What stands after a colon is a part of something.
        let before = self.rest().get(..from).unwrap_or_default().trim_ascii_end();
        if before.last() == Some(&b':') {
            return false;
        }
        let Ok(length) = self.length(from) else {
            return false;
        };
        let item = self.rest().get(from..from + length).unwrap_or_default();
        serde_json::from_slice(item).is_ok_and(|value| (self.is_item)(&value))
    }
}

impl<R: BufRead> Iterator for Items<R> {
    type Item = (usize, Result<Item, ReadError>);

    fn next(&mut self) -> Option<Self::Item> {
        match self.pass_between() {
            Ok(true) => {}
            Ok(false) if self.list == List::Open => {
                self.list = List::Closed;
                return Some((self.line, Err(ReadError::CutOff)));
            }
            Ok(false) => return None,
            Err(error) => {
                (self.ended, self.list) = (true, List::Closed);
                self.pass(self.rest().len());
                return Some((self.line, Err(error.into())));
            }
        }
        self.number += 1;
        let line = self.line;
        match self.item() {
            Ok(item) => Some((line, Ok(item))),
            Err(error @ ReadError::NotUtf8(_)) => Some((line, Err(error))),
            Err(error) => {
                let (line, error) = self.located(error);
                if self.pass_broken().is_err() {
                    self.ended = true;
                    self.pass(self.rest().len());
                }
                let place = match &error {
                    ReadError::Broken { column, .. } => Some((line, *column)),
                    _ => None,
                };
                if place.is_some() && self.told == place {
                    return self.next();
                }
                self.told = place;
                Some((line, Err(error)))
            }
        }
    }
}

/// The values of a broken file that are whole, and what is broken, with its lines.
pub(super) fn whole_items(
    bytes: &[u8],
    is_item: fn(&Value) -> bool,
) -> (Vec<Value>, Vec<(usize, ReadError)>) {
    let (mut whole, mut broken) = (Vec::new(), Vec::new());
    for (line, found) in Items::new(bytes, is_item) {
        let value = found.and_then(|item| Ok(serde_json::from_str(&item.text)?));
        match value {
            Ok(value) => whole.push(value),
            Err(error) => broken.push((line, error)),
        }
    }
    (whole, broken)
}

/// The same for a file that is one article: what is broken is named in words.
///
/// # Errors
/// The error that the file was found broken by, if nothing in it is whole.
pub(super) fn mended(
    bytes: &[u8],
    error: serde_json::Error,
    is_item: fn(&Value) -> bool,
) -> Result<(Vec<Value>, Vec<Told>), ReadError> {
    let (mut whole, broken) = whole_items(bytes, is_item);
    whole.retain(is_item);
    if whole.is_empty() {
        return Err(error.into());
    }
    let named = broken.iter();
    let named = named.map(|(line, error)| error.told().within(told::line(*line)));
    Ok((whole, named.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines with the items there, and those where something is broken.
    fn read(file: &str) -> Vec<String> {
        let is_item = |value: &Value| value.get("data").is_some();
        let items = Items::new(file.as_bytes(), is_item);
        let said = items.map(|(line, found)| match found {
            Ok(item) => {
                let value: Value = serde_json::from_str(&item.text).unwrap();
                format!("{line}:{}", value["data"])
            }
            Err(ReadError::Broken { column, .. }) => format!("{line}:broken at {column}"),
            Err(error) => format!("{line}:{error}"),
        });
        said.collect()
    }

    #[test]
    fn items_are_read_with_their_lines() {
        let rows = [
            ("[]", vec![]),
            (
                "\u{feff}[{\"data\":1},\n {\"data\":2}]\n",
                vec!["1:1", "2:2"],
            ),
            ("{\"data\":1}", vec!["1:1"]),
            (
                "{\"data\":1}\n\n{\"data\":{\"data\":[2]}}",
                vec!["1:1", "3:{\"data\":[2]}"],
            ),
        ];
        for (file, expected) in rows {
            assert_eq!(read(file), expected, "{file}");
        }
    }

    #[test]
    fn a_broken_item_costs_no_other_one() {
        let good = "{\"data\":\"ثان\",\"r\":[{\"a\":1},{\"b\":2}]}";
        let expected = "\"ثان\"";
        // A broken item of each sort, and where its break is told.
        let rows = [
            ("{\"data\":1,,\"r\":[]}", 11),
            ("{\"data\":1 \"r\":[]}", 11),
            ("{\"data\":\"never closed,\"r\":[{\"a\":1}]}", 24),
            ("{\"data\":1,\"r\":[{\"a\":1}}", 23),
            ("{\"data\":1,\"r\":[{\"a\":tru}]}", 24),
            ("nonsense", 2),
        ];
        for (broken, column) in rows {
            for (list, line) in [
                (format!("[{good},\n{broken},\n{good},\n{good}]"), 2),
                (format!("[\n{good},\n{broken},\n{good},\n{good}\n]\n"), 3),
            ] {
                let found = read(&list);
                let first = line - 1;
                let named = [
                    format!("{first}:{expected}"),
                    format!("{line}:broken at {column}"),
                    format!("{}:{expected}", line + 1),
                    format!("{}:{expected}", line + 2),
                ];
                assert_eq!(found, named, "{list}");
            }
        }
    }

    #[test]
    fn a_bracket_that_is_never_closed_costs_no_other_item() {
        let file = "[{\"data\":1},\n{\"data\":2,\"r\":[{\"a\":1},\n{\"data\":3},\n{\"data\":4}]\n";
        let found = read(file);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[1].contains("broken"), "{found:?}");
        assert_eq!(found[2..], ["3:3", "4:4"]);
        // Brackets upon brackets are given up at some time, and nothing is cut off unsaid.
        let deep = "[".to_owned() + &"{\"a\":[".repeat(30_000);
        assert!(read(&deep)[0].contains("broken"));
        let cut = read("[{\"data\":1},\n");
        assert_eq!(cut.len(), 2);
        assert!(
            cut[1].starts_with("2:") && cut[1].contains("cut off"),
            "{cut:?}"
        );
    }
}
