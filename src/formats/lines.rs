//! Files of JSON lines: one object a line, in bounded memory.

use std::io::{self, BufRead, Read as _};
use std::ops::ControlFlow;

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::error::{LARGEST_FILE, LONGEST_LINE, ReadError};

/// An object of a file.
pub(super) type Object = Map<String, Value>;

/// The lines of an input with their numbers, from 1; empty ones are passed over. Memory is
/// bounded by the longest line.
pub struct Objects<R> {
    input: R,
    number: usize,
    failed: bool,
}

impl<R: BufRead> Objects<R> {
    /// Reads from an input.
    pub fn new(input: R) -> Self {
        Self {
            input,
            number: 0,
            failed: false,
        }
    }

    /// Puts the next line to `bytes`. `false` at the end of the input.
    fn next_line(&mut self, bytes: &mut Vec<u8>) -> Result<bool, ReadError> {
        let read = (&mut self.input)
            .take(LONGEST_LINE)
            .read_until(b'\n', bytes)?;
        if read == 0 {
            return Ok(false);
        }
        self.number += 1;
        if bytes.last() != Some(&b'\n') && read as u64 == LONGEST_LINE {
            bytes.truncate(bytes.len() - read);
            self.skip_line()?;
            return Err(ReadError::LineTooLong);
        }
        Ok(true)
    }

    /// Reads on to the next line end without keeping anything.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let (used, ended) = {
                let buffer = self.input.fill_buf()?;
                if buffer.is_empty() {
                    return Ok(());
                }
                match memchr::memchr(b'\n', buffer) {
                    Some(at) => (at + 1, true),
                    None => (buffer.len(), false),
                }
            };
            self.input.consume(used);
            if ended {
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Iterator for Objects<R> {
    type Item = (usize, Result<String, ReadError>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            let mut line = Vec::new();
            match self.next_line(&mut line) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    // After an error of the input there is nothing more to read.
                    self.failed = matches!(error, ReadError::Io(_));
                    return Some((self.number, Err(error)));
                }
            }
            let mut line = match String::from_utf8(line) {
                Ok(line) => line,
                Err(error) => {
                    let error = ReadError::NotUtf8(error.utf8_error().valid_up_to());
                    return Some((self.number, Err(error)));
                }
            };
            line.truncate(line.trim_end().len());
            let text = line.trim_start().trim_start_matches('\u{feff}');
            if text.len() < line.len() {
                line = text.to_owned();
            }
            if !line.is_empty() {
                return Some((self.number, Ok(line)));
            }
        }
        None
    }
}

/// A file of lines as a whole, and the numbers of those that are too long: of these only the line
/// ends are left, so that the others keep their numbers.
pub(super) fn whole_lines(data: impl BufRead) -> Result<(Vec<u8>, Vec<usize>), ReadError> {
    let mut lines = Objects::new(data);
    let (mut bytes, mut too_long) = (Vec::new(), Vec::new());
    loop {
        match lines.next_line(&mut bytes) {
            Ok(true) => {}
            Ok(false) => return Ok((bytes, too_long)),
            Err(ReadError::LineTooLong) => {
                too_long.push(lines.number);
                bytes.push(b'\n');
            }
            Err(error) => return Err(error),
        }
        if bytes.len() as u64 > LARGEST_FILE {
            return Err(ReadError::FileTooLarge);
        }
    }
}

/// Reads objects line by line, each with the number of its line, from 1.
pub(super) struct JsonLines<R>(Objects<R>);

impl<R: BufRead> JsonLines<R> {
    pub(super) fn new(input: R) -> Self {
        Self(Objects::new(input))
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = (usize, Result<Object, ReadError>);

    fn next(&mut self) -> Option<Self::Item> {
        let (number, line) = self.0.next()?;
        Some((number, line.and_then(|line| object(&line))))
    }
}

/// So much is read before it is taken apart: lines, or bytes of them.
const BATCH_LINES: usize = 256;
const BATCH_BYTES: usize = 4 << 20;

/// Takes lines or items apart on all cores and hands them over in their order. Memory is bounded by
/// the longest and a few megabytes.
pub(super) fn read_in_order<L: AsRef<str> + Send, T: Send>(
    mut lines: impl Iterator<Item = (usize, Result<L, ReadError>)>,
    read: impl Fn(&L) -> Result<T, ReadError> + Sync,
    each: &mut dyn FnMut(usize, Result<T, ReadError>) -> ControlFlow<()>,
) {
    loop {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < BATCH_LINES && bytes < BATCH_BYTES {
            let Some((number, line)) = lines.next() else {
                break;
            };
            bytes += line.as_ref().map_or(0, |line| line.as_ref().len());
            batch.push((number, line));
        }
        if batch.is_empty() {
            return;
        }
        let batch = batch.into_par_iter();
        let found: Vec<(usize, Result<T, ReadError>)> = batch
            .map(|(number, line)| (number, line.and_then(|line| read(&line))))
            .collect();
        for (number, found) in found {
            if each(number, found).is_break() {
                return;
            }
        }
    }
}

/// The object of a line. A text with an object is one, too: that is how spaCy's training examples
/// are written.
pub(super) fn object(text: &str) -> Result<Object, ReadError> {
    match serde_json::from_str(text)? {
        Value::Object(object) => Ok(object),
        Value::Array(pair) => match <[Value; 2]>::try_from(pair) {
            Ok([text @ Value::String(_), Value::Object(mut object)]) => {
                object.insert("text".to_owned(), text);
                Ok(object)
            }
            _ => Err(ReadError::NotAnObject),
        },
        _ => Err(ReadError::NotAnObject),
    }
}

/// The text of an object. doccano 1.4 and 1.5 call it `data`.
pub(super) fn text(object: &Object) -> Option<&str> {
    string(object, "text").or_else(|| string(object, "data"))
}

/// Whether a value is an article of a list, and no part of one.
pub(super) fn is_article(value: &Value) -> bool {
    match value {
        Value::Object(object) => text(object).is_some() || object.contains_key("tokens"),
        Value::Array(pair) => matches!(pair.as_slice(), [Value::String(_), Value::Object(_)]),
        _ => false,
    }
}

/// Whether a file is one list. A line that begins with a bracket and a string is a pair.
pub(super) fn begins_list(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let inside = head.trim_ascii_start().strip_prefix(b"[");
    inside.is_some_and(|inside| inside.trim_ascii_start().first() != Some(&b'"'))
}

/// The string an object has under a name.
pub(super) fn string<'a>(object: &'a Object, name: &str) -> Option<&'a str> {
    object.get(name)?.as_str()
}

/// The list an object has under a name; empty if it has none.
pub(super) fn list<'a>(object: &'a Object, name: &str) -> &'a [Value] {
    let list = object.get(name).and_then(Value::as_array);
    list.map_or(&[], Vec::as_slice)
}

/// Two whole numbers of an object, such as `start` and `end`.
pub(super) fn pair(object: &Object, names: [&str; 2]) -> Option<(u64, u64)> {
    let [start, end] = names.map(|name| whole(object.get(name)?));
    Some((start?, end?))
}

/// A number that is whole, also if it is written `8.0`, as pandas writes it.
pub(super) fn whole(value: &Value) -> Option<u64> {
    let real = || {
        let real = value.as_f64()?;
        (real >= 0.0 && real.fract() == 0.0 && real < 9e15).then_some(real as u64)
    };
    value.as_u64().or_else(real)
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[test]
    fn a_line_that_is_too_long_costs_itself() {
        let rest = "a\n".repeat(3);
        let long = std::io::repeat(b'x').take(LONGEST_LINE + 5);
        let input = "a\n".as_bytes().chain(long);
        let input = input.chain("\n".as_bytes()).chain(rest.as_bytes());
        let (bytes, too_long) = whole_lines(BufReader::new(input)).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), format!("a\n\n{rest}"));
        assert_eq!(too_long, [2]);
    }
}
