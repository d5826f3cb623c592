//! Why something could not be read or written.

use std::io;
use std::path::{Path, PathBuf};

use super::codec::CodecError;

/// Why something could not be read or written. Each message says what, why, what to do, and last
/// where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The system refused.
    #[error("cannot {doing}: {message}; {}: {}", remedy(*.kind), .path.display())]
    Io {
        /// What was being done, such as `read the file`.
        doing: &'static str,
        /// The kind of refusal.
        kind: io::ErrorKind,
        /// What the system said.
        message: String,
        /// Where.
        path: PathBuf,
    },
    /// The file is not what it should be.
    #[error(
        "line {line}, column {column}: {what}; correct the file with a text editor, or take it \
         back from a backup or from git: {}", .path.display()
    )]
    Parse {
        /// From 1.
        line: u32,
        /// From 1.
        column: u32,
        /// What is wrong there.
        what: String,
        /// The file.
        path: PathBuf,
    },
    /// Written by a later version of the program.
    #[error(
        "written in format {found}, and this program knows formats up to {known}; use a newer \
         Hashiya to change it: {}", .path.display()
    )]
    Newer {
        /// The format of the file.
        found: u32,
        /// The latest format this program knows.
        known: u32,
        /// The file.
        path: PathBuf,
    },
    /// The folder has no `project.ron`.
    #[error(
        "not a project: there is no project.ron in this folder; choose a project's folder, or \
         make a new project: {}", .0.display()
    )]
    NotAProject(PathBuf),
    /// There is already something where a project was to be made.
    #[error("there is already something here; choose another name or folder: {}", .0.display())]
    Exists(PathBuf),
    /// The text of an article is not UTF-8.
    #[error(
        "byte {byte} is not UTF-8; save the file as UTF-8 or take it back from a backup: {}",
        .path.display()
    )]
    NotUtf8 {
        /// The first wrong byte, from 0.
        byte: u64,
        /// The file.
        path: PathBuf,
    },
    /// The file is larger than an article may be.
    #[error(
        "larger than {limit} bytes, the largest article; split the text into several: {}",
        .path.display()
    )]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
        /// The file.
        path: PathBuf,
    },
    /// The file is about something else than its name says.
    #[error(
        "the file says it is about {found}; its name says {expected}. Give it its old name \
         back: {}", .path.display()
    )]
    WrongName {
        /// What it says inside.
        found: String,
        /// What its name says.
        expected: String,
        /// The file.
        path: PathBuf,
    },
    /// The project is open for reading only.
    #[error("{0}")]
    ReadOnly(String),
    /// A file could not be written in the project's format.
    #[error("cannot be written as RON: {what}; please report this: {}", .path.display())]
    Encode {
        /// What the codec said.
        what: String,
        /// The file.
        path: PathBuf,
    },
}

impl StoreError {
    pub(super) fn io(doing: &'static str, path: &Path, error: &io::Error) -> Self {
        Self::Io {
            doing,
            kind: error.kind(),
            message: error.to_string(),
            path: path.to_owned(),
        }
    }

    pub(super) fn codec(path: &Path, error: CodecError) -> Self {
        let path = path.to_owned();
        match error {
            CodecError::Parse { line, column, what } => Self::Parse {
                line,
                column,
                what,
                path,
            },
            CodecError::Newer { found, known } => Self::Newer { found, known, path },
            CodecError::Encode { what } => Self::Encode { what, path },
        }
    }

    /// A name for the kind of error that stays the same across versions.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Io { .. } => "store-io",
            Self::Parse { .. } => "store-parse",
            Self::Newer { .. } => "store-newer",
            Self::NotAProject(_) => "store-not-a-project",
            Self::Exists(_) => "store-exists",
            Self::NotUtf8 { .. } => "store-not-utf8",
            Self::TooLarge { .. } => "store-too-large",
            Self::WrongName { .. } => "store-wrong-name",
            Self::ReadOnly(_) => "store-read-only",
            Self::Encode { .. } => "store-encode",
        }
    }

    /// The file or folder it is about; the message ends with it.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Io { path, .. }
            | Self::Parse { path, .. }
            | Self::Newer { path, .. }
            | Self::NotUtf8 { path, .. }
            | Self::TooLarge { path, .. }
            | Self::WrongName { path, .. }
            | Self::Encode { path, .. }
            | Self::NotAProject(path)
            | Self::Exists(path) => Some(path),
            Self::ReadOnly(_) => None,
        }
    }

    /// Whether the file is simply not there.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(
            self,
            Self::Io {
                kind: io::ErrorKind::NotFound,
                ..
            }
        )
    }

    /// Whether a later version of the program wrote it.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        matches!(self, Self::Newer { .. })
    }

    /// The line it is about, from 1.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        match self {
            Self::Parse { line, .. } => Some(*line),
            _ => None,
        }
    }
}

/// What a person can do about a refusal of the system.
fn remedy(kind: io::ErrorKind) -> &'static str {
    use io::ErrorKind as K;
    match kind {
        K::NotFound => "check that the folder is still there and its drive connected",
        K::PermissionDenied => "check that you may write in this folder",
        K::ReadOnlyFilesystem => "the drive is read-only; copy the project to another",
        K::StorageFull | K::QuotaExceeded | K::FileTooLarge => {
            "make room on the drive; it is tried again until then"
        }
        _ => "check the drive and try again",
    }
}
