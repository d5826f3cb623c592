//! Files as formats read them: opened, with their format told, and found in folders.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::pdf_text;
use crate::formats::detect::{HEAD, detect, is_wanted};
use crate::formats::error::LARGEST_FILE;
use crate::formats::told::{no_format, told};
use crate::formats::{Beside, Format, Input, ReadError, Told, pdf, plain};
use crate::jobs::Progress;

/// Where what is taken in comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file.
    File(PathBuf),
    /// The clipboard.
    Pasted(Arc<str>),
}

impl Place {
    /// The name of the file without its folder. What was pasted has none.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => {
                let name = path.file_name().unwrap_or_default();
                name.to_string_lossy().into_owned()
            }
            Self::Pasted(_) => String::new(),
        }
    }

    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        match self {
            Self::File(path) => std::fs::metadata(path).map_or(0, |data| data.len()),
            Self::Pasted(text) => text.len() as u64,
        }
    }
}

/// How far the reading of several files has come.
#[derive(Clone, Debug)]
pub struct Watch {
    /// Where it is said, and whether it is still wanted.
    pub progress: Progress,
    /// How many bytes there are.
    total: u64,
    /// How many were read.
    done: Arc<AtomicU64>,
}

impl Watch {
    /// Over files of that many bytes.
    #[must_use]
    pub fn new(progress: &Progress, total: u64) -> Self {
        Self {
            progress: progress.clone(),
            total,
            done: Arc::default(),
        }
    }

    /// So many bytes more were read. It is told now and then: a bar is not that fine.
    fn read(&self, bytes: usize) {
        const STEP: u64 = 200_000;
        let before = self.done.fetch_add(bytes as u64, Ordering::Relaxed);
        let now = before + bytes as u64;
        if before / STEP != now / STEP {
            self.progress.set(now.min(self.total), self.total);
        }
    }
}

/// An input that says how far it has been read.
struct Watched {
    data: Box<dyn BufRead + Send>,
    watch: Watch,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.data.read(buffer)?;
        self.watch.read(read);
        Ok(read)
    }
}

impl BufRead for Watched {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.data.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.watch.read(bytes);
        self.data.consume(bytes);
    }
}

/// A file that is read, with its format.
pub struct Incoming {
    /// Its format.
    pub format: &'static Format,
    /// Its name without its folder.
    pub name: String,
    data: Box<dyn BufRead + Send>,
    beside: Box<Beside<'static>>,
}

impl Incoming {
    /// Opens what is taken in. What was pasted is text.
    ///
    /// # Errors
    /// As [`Incoming::open`].
    pub fn at(place: &Place, format: Option<&'static Format>) -> Result<Self, Told> {
        match place {
            Place::File(path) => Self::open(path, format),
            Place::Pasted(text) => Ok(Self {
                format: &plain::FORMAT,
                name: place.name(),
                data: Box::new(Cursor::new(text.as_bytes().to_vec())),
                beside: Box::new(|_| None),
            }),
        }
    }

    /// Opens a file. Its format is told by its name and its beginning, unless it is given.
    ///
    /// # Errors
    /// If it cannot be read, or is none of the formats.
    pub fn open(path: &Path, format: Option<&'static Format>) -> Result<Self, Told> {
        let unread = |error: io::Error| ReadError::Io(error).told();
        let name = path.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let about = std::fs::metadata(path).map_err(unread)?;
        if !about.is_file() {
            return Err(told!("problem-no-file", "this is not a file"));
        }
        let file = File::open(path).map_err(unread)?;
        let mut data: Box<dyn BufRead + Send> = Box::new(BufReader::with_capacity(HEAD, file));
        let head = data.fill_buf().map_err(unread)?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let is_beside = |name: &str| folder.join(name).is_file();
        let found = format.or_else(|| detect(&name, head, &is_beside));
        let format = found.ok_or_else(no_format)?;
        if format.name == pdf::FORMAT.name {
            data = Box::new(Cursor::new(pdf_text::of(path)?));
        }
        let beside = move |name: &str| {
            // A name that leads elsewhere is none.
            let plain = Path::new(name).file_name().is_some_and(|file| file == name);
            let path = folder.join(name);
            let size = std::fs::metadata(&path).ok()?.len();
            (plain && size <= LARGEST_FILE).then_some(())?;
            std::fs::read(path).ok()
        };
        Ok(Self {
            format,
            name,
            data,
            beside: Box::new(beside),
        })
    }

    /// The same, saying how far it has been read.
    #[must_use]
    pub fn watched(mut self, watch: &Watch) -> Self {
        self.data = Box::new(Watched {
            data: self.data,
            watch: watch.clone(),
        });
        self
    }

    /// The file as a format reads it.
    pub fn input(&mut self) -> Input<'_> {
        Input {
            name: &self.name,
            data: &mut *self.data,
            beside: &*self.beside,
        }
    }
}

/// The files, and the texts and JSON lines anywhere in the folders, in order.
#[must_use]
pub fn expand(paths: &[PathBuf]) -> Vec<PathBuf> {
    files_in(paths, &|path| has_ending(path, &["txt", "jsonl", "ndjson"]))
}

/// The files, and those anywhere in the folders whose names are those of a format that is read,
/// in order.
#[must_use]
pub fn expand_formats(paths: &[PathBuf]) -> Vec<PathBuf> {
    files_in(paths, &|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_beside = |other: &str| path.with_file_name(other).is_file();
        is_wanted(&name, &is_beside)
    })
}

fn has_ending(path: &Path, known: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| known.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn files_in(paths: &[PathBuf], wanted: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let inside = std::fs::read_dir(path).into_iter().flatten().flatten();
            let mut inside: Vec<PathBuf> = inside
                // A link could lead round in a circle.
                .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_symlink()))
                .map(|entry| entry.path())
                .filter(|path| path.is_dir() || wanted(path))
                .collect();
            inside.sort();
            files.extend(files_in(&inside, wanted));
        } else {
            files.push(path.clone());
        }
    }
    files
}
