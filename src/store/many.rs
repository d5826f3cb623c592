//! Writing many files at once: an import, and the snapshots after it.
//!
//! What takes long is waiting until each is on the disk. Where the system can be asked to write
//! all that waits, it is asked once for all of them; elsewhere several are waited for at a time.
//! Invariant: a file gets its name only when its content is on the disk.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use rayon::prelude::*;

use super::codec::{self, Document};
use super::error::StoreError;
use super::file::{self, Staged};
use super::project::Store;

/// Fewer files than this are waited for one by one: asking for all takes other programs' writing
/// along.
const MANY: usize = 16;

/// What is to be the content of a file, with what belongs to it.
pub(super) struct Snapshot<T> {
    path: PathBuf,
    content: String,
    of: T,
}

impl<T> Snapshot<T> {
    /// A content, which belongs to something.
    pub(super) fn new(path: PathBuf, content: String, of: T) -> Self {
        Self { path, content, of }
    }

    /// A document, which belongs to something.
    pub(super) fn of<D: Document>(path: PathBuf, document: &D, of: T) -> Result<Self, StoreError> {
        match codec::encode(document) {
            Ok(content) => Ok(Self::new(path, content, of)),
            Err(error) => Err(StoreError::codec(&path, error)),
        }
    }
}

/// What came of a file that was to be written, if one was.
pub(super) type Written<T> = Result<Option<T>, StoreError>;

impl Store {
    /// Replaces many files of the project, which lie in one folder, and waits until they are on
    /// the disk. What is no file stays as it is.
    pub(super) fn write_all<T: Send>(
        &self,
        snapshots: Vec<Written<Snapshot<T>>>,
    ) -> Vec<Written<T>> {
        let files = snapshots.iter().filter(|file| matches!(file, Ok(Some(_))));
        let count = files.count();
        // Leftovers of a write that was killed are cleared away in a folder whose lock is held.
        let own = self.layout().annotator(self.annotator());
        let at_once = count >= MANY && synced_at_once(&own);
        let staged: Vec<Written<_>> = in_workers(at_once, || {
            let snapshots = snapshots.into_par_iter();
            let staged = snapshots.map(|snapshot| {
                let Some(snapshot) = snapshot? else {
                    return Ok(None);
                };
                let content = snapshot.content.as_bytes();
                match file::stage(&own, &snapshot.path, content, !at_once) {
                    Ok(staged) => Ok(Some((snapshot, staged))),
                    Err(error) => Err(StoreError::io("write the file", &snapshot.path, &error)),
                }
            });
            staged.collect()
        });
        let synced = if at_once { sync_all_of(&own) } else { Ok(()) };
        let folder = staged.iter().find_map(|staged| match staged {
            Ok(Some((snapshot, _))) => snapshot.path.parent().map(Path::to_owned),
            _ => None,
        });
        let written = in_workers(at_once, || {
            let staged = staged.into_par_iter();
            let written = staged.map(|staged| {
                let Some((snapshot, staged)) = staged? else {
                    return Ok(None);
                };
                match &synced {
                    Ok(()) => persist(staged, &snapshot)?,
                    Err(error) => {
                        return Err(StoreError::io("write the file", &snapshot.path, error));
                    }
                }
                Ok(Some(snapshot.of))
            });
            written.collect()
        });
        if let Some(folder) = folder {
            file::sync_folder(&folder);
        }
        written
    }
}

/// Gives a file its name.
fn persist<T>(staged: Staged, snapshot: &Snapshot<T>) -> Result<(), StoreError> {
    let Snapshot { path, content, .. } = snapshot;
    // Two folders of a project may lie on different disks; then there is no such way.
    let put = staged
        .persist()
        .or_else(|_| file::put(path, content.as_bytes()));
    put.map_err(|error| StoreError::io("write the file", path, &error))
}

/// Runs what gives files their names. Where none of them is waited for alone, more threads than
/// there are cores would only wait for each other at the folder.
fn in_workers<R: Send>(at_once: bool, work: impl FnOnce() -> R + Send) -> R {
    if at_once { work() } else { in_writers(work) }
}

/// Runs what waits for the disk most of the time on more threads than there are cores.
pub(super) fn in_writers<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    const THREADS: usize = 16;
    static WRITERS: LazyLock<Option<rayon::ThreadPool>> = LazyLock::new(|| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(THREADS);
        pool.thread_name(|n| format!("write {n}")).build().ok()
    });
    match WRITERS.as_ref() {
        Some(writers) => writers.install(work),
        None => work(),
    }
}

/// Whether the file system of a folder writes all that waits when it is asked to, and says so when
/// that is done. One that lies on another machine or in another program may not.
#[cfg(target_os = "linux")]
fn synced_at_once(folder: &Path) -> bool {
    // The numbers of `statfs(2)`: ext2 to ext4, Btrfs, XFS, F2FS, tmpfs.
    const KNOWN: [u32; 5] = [0xef53, 0x9123_683e, 0x5846_5342, 0xf2f5_2010, 0x0102_1994];
    let Ok(found) = rustix::fs::statfs(folder) else {
        return false;
    };
    u32::try_from(found.f_type).is_ok_and(|found| KNOWN.contains(&found))
}

#[cfg(not(target_os = "linux"))]
fn synced_at_once(_folder: &Path) -> bool {
    false
}

/// Waits until the file system of a folder has written all that waits.
#[cfg(target_os = "linux")]
fn sync_all_of(folder: &Path) -> io::Result<()> {
    let folder = std::fs::File::open(folder)?;
    Ok(rustix::fs::syncfs(&folder)?)
}

#[cfg(not(target_os = "linux"))]
fn sync_all_of(_folder: &Path) -> io::Result<()> {
    Ok(())
}
