//! The journal: every edit as a line, framed so that a torn one is noticed.
//!
//! A line is eight hexadecimal digits, a blank and the record in RON; the digits are the CRC-32
//! of the record's bytes. RON escapes line feeds, so a record never spans lines. Files are named
//! after the first record in them and begin anew at 4 MB.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::atomic;
use super::disk::RecordFile;
use super::error::{Remark, RemarkKind, StoreError};
use crate::model::history::Seq;

/// The size at which a new file is begun, in bytes.
const ROTATE_AT: u64 = 4_000_000;

/// A line of the journal.
#[must_use]
pub fn encode(record: &RecordFile) -> Option<String> {
    let body = ron::to_string(record).ok()?;
    Some(format!("{:08x} {body}\n", crc32fast::hash(body.as_bytes())))
}

/// The record in a line, or `None` if the line is torn or was changed.
#[must_use]
pub fn decode(line: &str) -> Option<RecordFile> {
    let (sum, body) = line.trim_end_matches(['\r', '\n']).split_once(' ')?;
    let whole = u32::from_str_radix(sum, 16).ok()? == crc32fast::hash(body.as_bytes());
    whole.then(|| ron::from_str(body).ok()).flatten()
}

/// Reads all records of a journal folder, ascending. With `repair`, a torn end is cut off and
/// kept in a file of its own beside the journal.
///
/// # Errors
/// If the folder cannot be read. A folder that does not exist is an empty journal.
pub fn read(folder: &Path, repair: bool) -> Result<(Vec<RecordFile>, Vec<Remark>), StoreError> {
    let mut records: Vec<RecordFile> = Vec::new();
    let mut remarks = Vec::new();
    let files = files(folder)?;
    for (number, path) in files.iter().enumerate() {
        let bytes = fs::read(path).map_err(|e| StoreError::io("read the journal", path, e))?;
        let mut at = 0;
        for (line_number, line) in bytes.split_inclusive(|&b| b == b'\n').enumerate() {
            let found = std::str::from_utf8(line).ok().and_then(decode);
            let complete = line.ends_with(b"\n");
            match found.filter(|_| complete) {
                Some(record) => records.push(record),
                None => {
                    let last = number + 1 == files.len() && at + line.len() == bytes.len();
                    remarks.push(broken(path, line_number + 1, last));
                    if last && repair {
                        set_aside(path, at, line)?;
                    }
                }
            }
            at += line.len();
        }
    }
    records.sort_by_key(RecordFile::seq);
    records.dedup_by_key(|record| record.seq());
    Ok((records, remarks))
}

fn broken(path: &Path, line: usize, last: bool) -> Remark {
    let (kind, what) = if last {
        (
            RemarkKind::TornJournal,
            "the last line was cut off, as by a power cut; it was not shown as saved and has been \
             set aside",
        )
    } else {
        (
            RemarkKind::BrokenJournal,
            "this line was changed or damaged and is skipped; the snapshots are not concerned",
        )
    };
    Remark {
        kind,
        details: format!("line {line}: {what} ({})", path.display()),
    }
}

fn set_aside(path: &Path, at: usize, line: &[u8]) -> Result<(), StoreError> {
    let error = |e| StoreError::io("repair the journal", path, e);
    atomic::replace(&path.with_extension(format!("torn-{at}")), line)?;
    let file = OpenOptions::new().write(true).open(path).map_err(error)?;
    file.set_len(at as u64).map_err(error)?;
    atomic::sync(&file).map_err(error)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::io("read the journal", folder, error)),
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "ronl"))
        .collect();
    files.sort();
    Ok(files)
}

/// Appends to a journal.
#[derive(Debug)]
pub struct Appender {
    folder: PathBuf,
    open: Option<(File, u64)>,
}

impl Appender {
    /// Appends to the newest file of a folder; nothing is touched before the first record.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, open: None }
    }

    /// Appends lines and syncs them. `first` is the number of the first record among them.
    ///
    /// # Errors
    /// If the system refuses; then the file is cut back to what it held, and the same lines can
    /// be tried again.
    pub fn append(&mut self, first: Seq, lines: &str) -> io::Result<()> {
        let (mut file, length) = match self.open.take() {
            Some(open) => open,
            None => self.reopen(first)?,
        };
        let written = file
            .write_all(lines.as_bytes())
            .and_then(|()| atomic::sync(&file));
        if let Err(error) = written {
            let _ = file.set_len(length);
            return Err(error);
        }
        let length = length + lines.len() as u64;
        if length < ROTATE_AT {
            self.open = Some((file, length));
        }
        Ok(())
    }

    fn reopen(&self, first: Seq) -> io::Result<(File, u64)> {
        fs::create_dir_all(&self.folder)?;
        let newest = files(&self.folder)
            .ok()
            .and_then(|files| files.last().cloned());
        if let Some(path) = newest {
            let mut file = OpenOptions::new().write(true).open(&path)?;
            let length = file.seek(SeekFrom::End(0))?;
            if length < ROTATE_AT {
                return Ok((file, length));
            }
        }
        let path = self.folder.join(format!("{:012}.ronl", first.0));
        let file = OpenOptions::new().create_new(true).write(true).open(path)?;
        atomic::sync_folder(&self.folder)?;
        Ok((file, 0))
    }
}
