//! The text of a PDF file, through the program `pdftotext` where it is installed.

use std::io::{self, ErrorKind, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::formats::error::LARGEST_FILE;
use crate::formats::told::told;
use crate::formats::{ReadError, Told};

/// The program, of the package `poppler-utils`.
const PROGRAM: &str = "pdftotext";

/// The text of a file, as the program gives it.
///
/// # Errors
/// If there is no such program, or it cannot read the file.
pub(super) fn of(path: &Path) -> Result<Vec<u8>, Told> {
    let unread = |error: io::Error| ReadError::Io(error).told();
    // A name that begins with a hyphen would be an option.
    let path = path.canonicalize().map_err(unread)?;
    let mut command = Command::new(PROGRAM);
    command.args(["-q", "-enc", "UTF-8", "-eol", "unix"]);
    command.arg(&path).arg("-");
    command.stdin(Stdio::null()).stderr(Stdio::null());
    let started = command.stdout(Stdio::piped()).spawn();
    let mut running = started.map_err(|error| match error.kind() {
        ErrorKind::NotFound => told!(
            "problem-no-pdftotext",
            "PDF needs the program {program}, which is not installed: it is in the package \
             poppler-utils (Debian: apt install poppler-utils; macOS: brew install poppler)",
            program = PROGRAM
        ),
        _ => told!(
            "problem-pdftotext",
            "{program} cannot be started: {why}",
            program = PROGRAM,
            why = error
        ),
    })?;
    let mut text = Vec::new();
    if let Some(out) = running.stdout.take() {
        let read = out.take(LARGEST_FILE + 1).read_to_end(&mut text);
        read.map_err(unread)?;
    }
    if text.len() as u64 > LARGEST_FILE {
        // It may go on for ever.
        let _ = running.kill();
        let _ = running.wait();
        return Err(ReadError::FileTooLarge.told());
    }
    let ended = running.wait().map_err(unread)?;
    if !ended.success() {
        return Err(told!(
            "problem-pdf-broken",
            "{program} cannot read it: it is broken, or locked with a password",
            program = PROGRAM
        ));
    }
    Ok(text)
}
