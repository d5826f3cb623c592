//! One program at a time writes an annotator's folder.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::path::Path;

/// Held while the program runs; the system lets go of it however the program ends.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "dropping it unlocks")] File);

/// Takes the lock of an annotator's folder.
///
/// # Errors
/// Who holds it, or why it cannot be taken, for a person to read.
pub fn take(folder: &Path, holder: &str) -> Result<Lock, String> {
    let path = folder.join(".lock");
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(&path)
        .map_err(|error| format!("the folder cannot be written ({error})"))?;
    match file.try_lock() {
        Ok(()) => {
            // Who holds it is a courtesy; a full disk must not keep one from reading.
            let _ = file
                .set_len(0)
                .and_then(|()| file.rewind())
                .and_then(|()| file.write_all(holder.as_bytes()));
            Ok(Lock(file))
        }
        Err(std::fs::TryLockError::WouldBlock) => {
            let mut who = String::new();
            let _ = file.read_to_string(&mut who);
            Err(format!("it is open in another window: {}", who.trim()))
        }
        Err(std::fs::TryLockError::Error(error)) => {
            Err(format!("the folder cannot be locked ({error})"))
        }
    }
}
