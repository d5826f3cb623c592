//! What can go wrong with a project on the disk.

use std::io;
use std::path::{Path, PathBuf};

/// Why something could not be read or written. The message says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system refused.
    #[error("cannot {action}: {reason} ({})", path.display())]
    Io {
        /// What was tried, as in "cannot read the article".
        action: &'static str,
        /// What the system says, with the remedy where there is one.
        reason: String,
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// A file is not what it should be.
    #[error("line {line}, column {column}: {message} ({})", path.display())]
    Parse {
        /// What is wrong.
        message: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// The file.
        path: PathBuf,
    },
    /// A newer version of the program wrote it.
    #[error(
        "written by a newer version of Hashiya (format {found}, this one knows {known}); \
         it can be read with that version ({})",
        path.display()
    )]
    Newer {
        /// The format version of the file.
        found: u32,
        /// The newest version this program knows.
        known: u32,
        /// The file.
        path: PathBuf,
    },
    /// There is no project there.
    #[error("there is no project in this folder: it has no file project.ron ({})", path.display())]
    NotAProject {
        /// The folder.
        path: PathBuf,
    },
    /// There is something there already.
    #[error("there is something in this folder already; choose a new or an empty one ({})", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// The project is open for reading only.
    #[error("this project is open for reading only: {0}")]
    ReadOnly(String),
}

impl StoreError {
    /// An error of the system, with a remedy for the usual ones.
    #[must_use]
    pub fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        let remedy = match source.kind() {
            io::ErrorKind::StorageFull => "; free some space on the disk",
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "; change its permissions or copy the project to another folder"
            }
            io::ErrorKind::NotFound => "; was it moved, or is a drive not connected?",
            io::ErrorKind::InvalidData => "; it is not UTF-8 text",
            _ => "",
        };
        Self::Io {
            action,
            reason: format!("{source}{remedy}"),
            path: path.to_owned(),
            source,
        }
    }

    /// Whether a file or folder is missing.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }
}

/// Something worth telling that is not an error: the project is open, and nothing is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it is about, for a translated headline.
    pub kind: RemarkKind,
    /// Particulars in English: file, line, remedy.
    pub details: String,
}

/// What a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// Edits that were not in the snapshots were taken from the journal.
    Recovered,
    /// The end of the journal was cut off and set aside.
    TornJournal,
    /// Lines of the journal could not be read.
    BrokenJournal,
    /// An edit of the journal did not fit.
    EditSkipped,
    /// A file could not be read and is left as it is.
    FileSkipped,
    /// A text is not the one its description was made for.
    TextChanged,
}
