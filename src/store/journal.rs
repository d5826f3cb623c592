//! The journal: an append-only log in segments, each record framed so that a torn or damaged one
//! is noticed and the next one found again.
//!
//! ```text
//! hashiya-journal 1
//! ~9f3a2b1c 214 (seq: 12, at: "2026-01-02T03:04:05Z", …)
//! ```
//!
//! A frame is a tilde, the CRC-32 of the record in hexadecimal, its length in bytes, the record
//! as RON, a line feed. It can be read with any editor and compared line by line; a quoted text
//! with a line feed makes a record of several lines, which the length holds together. Records
//! hold no carriage return, so a segment whose line ends were converted is converted back.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::file::{self, fault};
use super::layout::JOURNAL_ENDING;
use crate::model::history::Seq;

/// The first line of every segment.
const HEAD: &str = "hashiya-journal 1\n";
/// The first line without the version.
const HEAD_NAME: &str = "hashiya-journal ";
/// The format that is written.
pub(super) const FORMAT: u32 = 1;
/// A segment longer than this is not appended to, in bytes.
const SEGMENT_LIMIT: u64 = 4_000_000;

/// A record as RON, ready to be appended.
pub(super) fn frame(record: &str) -> String {
    let crc = crc32fast::hash(record.as_bytes());
    format!("~{crc:08x} {} {record}\n", record.len())
}

/// What a segment holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// The records, with the line each begins in, from 1.
    pub(super) records: Vec<(u32, String)>,
    /// What is no record, in the order of the file.
    pub(super) damaged: Vec<Damage>,
    /// The format in the head, if it has one.
    pub(super) format: Option<u32>,
    /// How many bytes from the start are whole; the rest is torn.
    pub(super) whole: usize,
    /// How many bytes there are, line ends converted back.
    pub(super) length: usize,
    /// Whether line ends had been converted.
    pub(super) converted: bool,
}

/// A part of a segment that is no record.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Damage {
    /// The line it begins in, from 1.
    pub(super) line: u32,
    /// How long it is.
    pub(super) bytes: usize,
}

/// Takes a segment apart. Never fails: what is no record is reported as such.
pub(super) fn scan(bytes: &[u8]) -> Scan {
    let converted = bytes.contains(&b'\r');
    let unconverted;
    let bytes = if converted {
        unconverted = without_crlf(bytes);
        unconverted.as_slice()
    } else {
        bytes
    };
    let mut scan = Scan {
        length: bytes.len(),
        converted,
        ..Scan::default()
    };
    let mut at = 0;
    if let Some((format, length)) = head(bytes) {
        scan.format = Some(format);
        at = length;
    }
    let mut line = 1 + u32::from(at > 0);
    scan.whole = at;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let length = if let Some((record, length)) = unframe(rest) {
            scan.records.push((line, record.to_owned()));
            scan.whole = at + length;
            length
        } else {
            let length = next_frame(rest);
            scan.damaged.push(Damage {
                line,
                bytes: length,
            });
            length
        };
        let passed = rest.get(..length).unwrap_or(rest);
        let lines = passed.iter().filter(|&&b| b == b'\n').count();
        line = line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        at += length;
    }
    if scan.whole < bytes.len() {
        // The last damaged part is the tail; whoever reads decides what it means.
        scan.damaged.pop();
    }
    scan
}

fn without_crlf(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().peekable();
    while let Some(&byte) = rest.next() {
        if byte != b'\r' || rest.peek() != Some(&&b'\n') {
            out.push(byte);
        }
    }
    out
}

/// The format in the first line, and how long that line is.
fn head(bytes: &[u8]) -> Option<(u32, usize)> {
    let end = bytes.iter().position(|&b| b == b'\n')?;
    let line = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let format = line.strip_prefix(HEAD_NAME)?.trim().parse().ok()?;
    Some((format, end + 1))
}

/// The record at the start of the bytes, and how long its frame is.
fn unframe(bytes: &[u8]) -> Option<(&str, usize)> {
    let head_end = bytes.iter().take(40).enumerate().skip(10);
    let space = head_end.into_iter().find(|(_, b)| **b == b' ')?.0;
    let head = std::str::from_utf8(bytes.get(..space)?).ok()?;
    let (crc, length) = head.strip_prefix('~')?.split_once(' ')?;
    if crc.len() != 8 || !length.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let crc = u32::from_str_radix(crc, 16).ok()?;
    let length: usize = length.parse().ok()?;
    let start = space + 1;
    let end = start.checked_add(length)?;
    let record = bytes.get(start..end)?;
    if bytes.get(end) != Some(&b'\n') || crc32fast::hash(record) != crc {
        return None;
    }
    Some((std::str::from_utf8(record).ok()?, end + 1))
}

/// How far it is to the next frame that is whole, or to the end.
fn next_frame(bytes: &[u8]) -> usize {
    memchr::memmem::find_iter(bytes, b"\n~")
        .map(|at| at + 1)
        .find(|&at| bytes.get(at..).and_then(unframe).is_some())
        .unwrap_or(bytes.len())
}

/// The segments of a folder, by name. A folder that is not there has none.
pub(super) fn segments(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fault::at(folder)?;
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == JOURNAL_ENDING));
    paths.sort();
    Ok(paths)
}

/// Appends to the journal.
#[derive(Debug)]
pub(super) struct Appender {
    folder: PathBuf,
    current: Option<Segment>,
}

#[derive(Debug)]
struct Segment {
    file: File,
    path: PathBuf,
    /// Everything up to here is whole and synced.
    length: u64,
}

impl Appender {
    /// Goes on with a segment that is whole, or begins a new one with the first record.
    pub(super) fn new(folder: PathBuf, last: Option<(PathBuf, u64)>) -> Self {
        let current =
            last.filter(|(_, length)| *length < SEGMENT_LIMIT)
                .and_then(|(path, length)| {
                    let file = OpenOptions::new().append(true).open(&path).ok()?;
                    Some(Segment { file, path, length })
                });
        Self { folder, current }
    }

    /// Appends frames and waits until they are on the disk. `first` is the number of the first.
    ///
    /// After an error nothing of them counts: the segment is cut back as far as the system lets
    /// us, and the next attempt goes into a new one, because what an operating system still
    /// keeps of a file after a failed sync is not known.
    pub(super) fn append(&mut self, first: Seq, frames: &[u8]) -> io::Result<()> {
        fault::at(&self.folder)?;
        self.forget_unusable();
        let fresh = self.current.is_none();
        let mut segment = match self.current.take() {
            Some(segment) => segment,
            None => create(&self.folder, first)?,
        };
        let written = (|| {
            if fresh {
                segment.file.write_all(HEAD.as_bytes())?;
                segment.length = HEAD.len() as u64;
            }
            segment.file.write_all(frames)?;
            file::sync(&segment.file)
        })();
        match written {
            Ok(()) => {
                segment.length += frames.len() as u64;
                if fresh {
                    file::sync_folder(&self.folder);
                }
                self.current = Some(segment);
                Ok(())
            }
            Err(error) => {
                if fresh {
                    let _ = fs::remove_file(&segment.path);
                } else {
                    let _ = segment.file.set_len(segment.length);
                }
                Err(error)
            }
        }
    }

    /// Lets go of a segment that is full, or is not the file under its name any more: a drive
    /// that was taken out and put back, a folder restored from a backup.
    fn forget_unusable(&mut self) {
        let usable = self.current.as_ref().is_some_and(|segment| {
            let there = fs::metadata(&segment.path).is_ok_and(|m| m.len() == segment.length);
            there && segment.length < SEGMENT_LIMIT
        });
        if !usable {
            self.current = None;
        }
    }
}

/// A new segment, named after the first record in it.
fn create(folder: &Path, first: Seq) -> io::Result<Segment> {
    if let Err(error) = fs::create_dir(folder)
        && error.kind() != io::ErrorKind::AlreadyExists
    {
        return Err(error);
    }
    let mut path = folder.join(format!("{:012}.{JOURNAL_ENDING}", first.0));
    for n in 1_u32.. {
        match OpenOptions::new().append(true).create_new(true).open(&path) {
            Ok(file) => {
                return Ok(Segment {
                    file,
                    path,
                    length: 0,
                });
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                path = folder.join(format!("{:012}-{n}.{JOURNAL_ENDING}", first.0));
            }
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn segment(records: &[String]) -> String {
        let frames: String = records.iter().map(|record| frame(record)).collect();
        format!("{HEAD}{frames}")
    }

    fn found(scan: Scan) -> Vec<String> {
        scan.records.into_iter().map(|(_, record)| record).collect()
    }

    proptest! {
        #[test]
        fn records_with_line_feeds_and_tildes_come_back(
            records in prop::collection::vec("[~\n0-9a-f (ء-ي\"]*", 0..8),
        ) {
            let text = segment(&records);
            let scan = scan(text.as_bytes());
            prop_assert!(scan.damaged.is_empty() && scan.whole == text.len());
            prop_assert_eq!(found(scan), records.clone());
            let converted = super::scan(text.replace('\n', "\r\n").as_bytes());
            prop_assert!(converted.converted && converted.damaged.is_empty());
            prop_assert_eq!(found(converted), records);
        }

        #[test]
        fn damage_costs_one_record_at_most(
            records in prop::collection::vec("[a-zء-ي]{1,20}", 1..8),
            place in any::<prop::sample::Index>(),
            bit in 0_u8..8,
        ) {
            let mut bytes = segment(&records).into_bytes();
            let place = place.index(bytes.len());
            bytes[place] ^= 1 << bit;
            let there = found(scan(&bytes));
            prop_assert!(there.iter().all(|record| records.contains(record)));
            // Two, if the line feed between them was hit.
            prop_assert!(there.len() + 2 >= records.len(), "{there:?}");
        }

        #[test]
        fn no_bytes_panic(bytes in any::<Vec<u8>>(), tail in "[~0-9a-f \n]*") {
            scan(&bytes);
            scan(tail.as_bytes());
        }
    }
}
