//! Cuts an input into lines, each of them an object.

use std::io::{self, BufRead, Read as _};

use super::LineError;
use crate::model::article::LARGEST_ARTICLE;

/// The longest line, in bytes: an article of the largest size with every letter escaped.
pub(super) const LONGEST_LINE: u64 = 6 * LARGEST_ARTICLE as u64;

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

    /// The bytes of the next line with its end, or `None` at the end of the input.
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, LineError> {
        let mut line = Vec::new();
        let read = (&mut self.input)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if line.last() != Some(&b'\n') && read as u64 == LONGEST_LINE {
            self.skip_line()?;
            return Err(LineError::TooLong);
        }
        Ok(Some(line))
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
    type Item = (usize, Result<String, LineError>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            let line = match self.next_line() {
                Ok(Some(line)) => line,
                Ok(None) => return None,
                Err(error) => {
                    // After an error of the input there is nothing more to read.
                    self.failed = matches!(error, LineError::Io(_));
                    return Some((self.number, Err(error)));
                }
            };
            match std::str::from_utf8(&line) {
                Ok(text) => {
                    let text = text.trim().trim_start_matches('\u{feff}');
                    if !text.is_empty() {
                        return Some((self.number, Ok(text.to_owned())));
                    }
                }
                Err(error) => {
                    let error = LineError::NotUtf8(error.valid_up_to());
                    return Some((self.number, Err(error)));
                }
            }
        }
        None
    }
}
