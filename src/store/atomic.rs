//! Files that are replaced as a whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// Replaces a file with these bytes: a temporary file in the same folder, synced, renamed, and
/// the folder synced. A reader sees the old file or the new one, also after a power cut.
///
/// A symbolic link is followed, so that the file behind it is replaced and not the link.
///
/// # Errors
/// If the system refuses; then the old file is as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    write(&target, bytes).map_err(|source| StoreError::io("write", path, source))
}

fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = parent(target);
    let mut temporary = tempfile::Builder::new()
        .prefix(".hashiya-")
        .suffix(".tmp")
        .tempfile_in(&folder)?;
    temporary.write_all(bytes)?;
    if let Ok(old) = fs::metadata(target) {
        // A file system without permissions is no reason not to save.
        let _ = temporary.as_file().set_permissions(old.permissions());
    } else {
        world_readable(temporary.as_file());
    }
    sync(temporary.as_file())?;
    temporary.persist(target).map_err(|error| error.error)?;
    sync_folder(&folder)
}

/// Temporary files are private; a project may be shared.
#[cfg(unix)]
fn world_readable(file: &File) {
    use std::os::unix::fs::PermissionsExt;
    let _ = file.set_permissions(fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn world_readable(_file: &File) {}

/// Makes sure that a file's bytes are on the disk. Some network shares cannot do it.
///
/// # Errors
/// If the system tried and failed.
pub fn sync(file: &File) -> io::Result<()> {
    match file.sync_all() {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        result => result,
    }
}

/// Makes sure that a new name in a folder is on the disk.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}

/// Windows syncs a folder with the files in it.
#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}
