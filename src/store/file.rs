//! Reading files, and replacing them so that either the old or the new content is there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::error::StoreError;

/// Reads a file of at most `limit` bytes.
pub(crate) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
    let fail = |error: io::Error| StoreError::io("read the file", path, &error);
    fault::at(path).map_err(fail)?;
    let size = fs::metadata(path).map_err(fail)?.len();
    if size > limit {
        return Err(StoreError::TooLarge {
            limit,
            path: path.to_owned(),
        });
    }
    fs::read(path).map_err(fail)
}

/// Replaces a file: temporary file in the same folder, sync, rename, sync of the folder.
///
/// A symbolic link is followed, so that it stays one; the file keeps its permissions.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<(), StoreError> {
    put(path, content).map_err(|error| StoreError::io("write the file", path, &error))?;
    if let Some(folder) = path.parent() {
        sync_folder(folder);
    }
    Ok(())
}

/// As [`replace`], with the temporary file in another folder of the project, whose lock is held:
/// in a shared one nobody could clear away what a write that was killed leaves.
pub(super) fn replace_by_way_of(own: &Path, path: &Path, content: &[u8]) -> Result<(), StoreError> {
    // Two folders of a project may lie on different disks; then there is no such way.
    if put_by_way_of(own, path, content).is_err() {
        return replace(path, content);
    }
    if let Some(folder) = path.parent() {
        sync_folder(folder);
    }
    Ok(())
}

/// As [`replace`], without the sync of the folder: for many files at once.
pub(super) fn put(path: &Path, content: &[u8]) -> io::Result<()> {
    let target = target(path);
    let folder = target
        .parent()
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    put_by_way_of(folder, path, content)
}

fn put_by_way_of(folder: &Path, path: &Path, content: &[u8]) -> io::Result<()> {
    stage(folder, path, content, true)?.persist()
}

/// The file that is written: what a symbolic link leads to, so that it stays one.
fn target(path: &Path) -> PathBuf {
    // Only a link is looked up part by part: that is slow where there are many files.
    let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    let found = is_link.then(|| fs::canonicalize(path).ok()).flatten();
    found.unwrap_or_else(|| path.to_owned())
}

/// A file that is written under another name.
pub(super) struct Staged {
    temporary: TempPath,
    target: PathBuf,
}

impl Staged {
    /// Gives it its name, in place of a file that had it.
    pub(super) fn persist(self) -> io::Result<()> {
        self.temporary.persist(&self.target).map_err(|e| e.error)
    }
}

/// Writes what is to be the content of a file into another one in `folder`, and waits until that
/// is on the disk if it is to be `synced`.
pub(super) fn stage(
    folder: &Path,
    path: &Path,
    content: &[u8],
    synced: bool,
) -> io::Result<Staged> {
    let target = target(path);
    fault::at(path)?;
    let mut temporary = tempfile::Builder::new()
        .prefix(".hashiya-")
        .suffix(".tmp")
        .tempfile_in(folder)?;
    temporary.write_all(content)?;
    if let Ok(old) = fs::metadata(&target) {
        // A file system without permissions refuses this; the content matters more.
        let _ = temporary.as_file().set_permissions(old.permissions());
    } else {
        give_usual_mode(temporary.as_file());
    }
    if synced {
        sync(temporary.as_file())?;
    }
    // Many may be staged at once, and a program may not have many files open.
    let temporary = temporary.into_temp_path();
    Ok(Staged { temporary, target })
}

/// Removes what writes that were killed left in a folder. Only for a folder whose lock is held:
/// elsewhere another program may just be writing.
pub(super) fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_leftover(&entry.file_name().to_string_lossy()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a file of that name is what a write that was killed leaves behind.
pub(super) fn is_leftover(name: &str) -> bool {
    name.starts_with(".hashiya-") && name.ends_with(".tmp")
}

/// A temporary file is private; what becomes part of a shared folder is not.
#[cfg(unix)]
fn give_usual_mode(file: &File) {
    use std::os::unix::fs::PermissionsExt;
    let _ = file.set_permissions(fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn give_usual_mode(_file: &File) {}

/// Waits until a file is on the disk. A network share that cannot is taken at its word.
pub(super) fn sync(file: &File) -> io::Result<()> {
    match file.sync_all() {
        Err(error) if is_unsupported(&error) => Ok(()),
        result => result,
    }
}

fn is_unsupported(error: &io::Error) -> bool {
    // EINVAL is what Linux answers for files that cannot be synced, such as some FUSE mounts.
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}

/// Waits until the names in a folder are on the disk, where the system can.
pub(super) fn sync_folder(folder: &Path) {
    // Windows cannot open a folder as a file; there a rename is durable by itself.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Faults for tests: a path that begins with a broken one fails.
pub(super) mod fault {
    use std::io;
    use std::path::Path;

    #[cfg(test)]
    static BROKEN: std::sync::Mutex<Vec<(std::path::PathBuf, io::ErrorKind)>> =
        std::sync::Mutex::new(Vec::new());

    /// The fault at a path. There are none outside tests.
    pub(in crate::store) fn at(path: &Path) -> io::Result<()> {
        #[cfg(test)]
        if let Some((_, kind)) = BROKEN
            .lock()
            .unwrap()
            .iter()
            .find(|(broken, _)| path.starts_with(broken))
        {
            return Err((*kind).into());
        }
        let _ = path;
        Ok(())
    }

    /// Breaks everything below a path.
    #[cfg(test)]
    pub(in crate::store) fn break_below(path: &Path, kind: io::ErrorKind) {
        BROKEN.lock().unwrap().push((path.to_owned(), kind));
    }

    /// Mends it again.
    #[cfg(test)]
    pub(in crate::store) fn mend(path: &Path) {
        BROKEN.lock().unwrap().retain(|(broken, _)| broken != path);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_link_stays_a_link_and_a_file_keeps_its_mode() {
        let dir = tempfile::tempdir().unwrap();
        let (file, link) = (dir.path().join("file"), dir.path().join("link"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        replace(&link, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        let mode = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o640);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }
}
