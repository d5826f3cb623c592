//! One program at a time writes an annotator's folder.
//!
//! The lock is the system's, so it ends with the process, however that ends. Who holds it is
//! written beside, for the second opener to be told.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::codec;

/// Who holds a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The annotator's full name.
    pub name: String,
    /// The computer.
    pub host: String,
    /// The process there.
    pub pid: u32,
    /// Since when.
    pub since: Timestamp,
}

/// The lock; it ends when this is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
    /// Whether the file system knows locks.
    pub(super) real: bool,
}

/// Why there is no lock.
#[derive(Debug)]
pub(super) enum Refused {
    /// Another program has it.
    Held(Option<Holder>),
    /// The file could not be made.
    Io(io::Error),
}

/// Windows does not let others read a locked file, so there the holder is written beside it.
fn holder_path(lock: &Path) -> std::path::PathBuf {
    if cfg!(windows) {
        lock.with_file_name(".holder")
    } else {
        lock.to_owned()
    }
}

/// Takes the lock or says who has it.
pub(super) fn acquire(path: &Path, holder: &Holder) -> Result<Lock, Refused> {
    super::file::fault::at(path).map_err(Refused::Io)?;
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(Refused::Io)?;
    let mut answer = file.try_lock();
    // A program that is just being started by this one holds copies of its locks for a moment,
    // even of those that were given back: a held lock is asked for again before it is believed.
    for _ in 0..10 {
        if !matches!(answer, Err(TryLockError::WouldBlock)) {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
        answer = file.try_lock();
    }
    let real = match answer {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => return Err(Refused::Held(read_holder(path))),
        Err(TryLockError::Error(_)) => false,
    };
    // Who it is is a courtesy; the lock holds without it.
    let _ = write_holder(&file, path, holder);
    Ok(Lock { _file: file, real })
}

fn write_holder(mut file: &File, path: &Path, holder: &Holder) -> io::Result<()> {
    let line = codec::encode_line(holder).unwrap_or_default() + "\n";
    let beside = holder_path(path);
    if beside == path {
        file.set_len(0)?;
        file.write_all(line.as_bytes())
    } else {
        std::fs::write(beside, line)
    }
}

/// Who holds the lock, as far as it can be read.
fn read_holder(path: &Path) -> Option<Holder> {
    let text = std::fs::read_to_string(holder_path(path)).ok()?;
    codec::parse(&text).ok()
}

/// The name of this computer, for the holder.
pub(super) fn host() -> String {
    let from_file = || std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let from_environment = || {
        ["COMPUTERNAME", "HOSTNAME"]
            .iter()
            .find_map(|name| std::env::var(name).ok())
    };
    from_environment()
        .or_else(from_file)
        .map(|host| host.trim().to_owned())
        .filter(|host| !host.is_empty())
        .unwrap_or_else(|| "this computer".to_owned())
}
