//! The text of a PDF file, through the program `pdftotext` where it is installed.

use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::formats::error::LARGEST_FILE;

/// The program, of the package `poppler-utils`.
const PROGRAM: &str = "pdftotext";

/// The text of a file, as the program gives it.
///
/// # Errors
/// If there is no such program, or it cannot read the file.
pub(super) fn of(path: &Path) -> Result<Vec<u8>, String> {
    // A name that begins with a hyphen would be an option.
    let path = path.canonicalize().map_err(|error| error.to_string())?;
    let mut command = Command::new(PROGRAM);
    command.args(["-q", "-enc", "UTF-8", "-eol", "unix"]);
    command.arg(&path).arg("-");
    command.stdin(Stdio::null()).stderr(Stdio::null());
    let started = command.stdout(Stdio::piped()).spawn();
    let mut running = started.map_err(|error| match error.kind() {
        ErrorKind::NotFound => format!(
            "PDF needs the program {PROGRAM}, which is not installed: it is in the package \
             poppler-utils (Debian: apt install poppler-utils; macOS: brew install poppler)"
        ),
        _ => format!("{PROGRAM} cannot be started: {error}"),
    })?;
    let mut text = Vec::new();
    if let Some(out) = running.stdout.take() {
        let read = out.take(LARGEST_FILE + 1).read_to_end(&mut text);
        read.map_err(|error| error.to_string())?;
    }
    if text.len() as u64 > LARGEST_FILE {
        // It may go on for ever.
        let _ = running.kill();
        let _ = running.wait();
        return Err(format!(
            "{PROGRAM} makes more than {LARGEST_FILE} bytes of it"
        ));
    }
    let ended = running.wait().map_err(|error| error.to_string())?;
    if !ended.success() {
        return Err(format!(
            "{PROGRAM} cannot read it: it is broken, or locked with a password"
        ));
    }
    Ok(text)
}
