//! Taking files in: read and shown here, written by [`super::intake`].

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::likeness::KnownTexts;
use super::pdf_text;
use crate::analysis::likeness::{Index, Sketch};
use crate::formats::detect::{HEAD, detect, goes_with};
use crate::formats::error::LARGEST_FILE;
use crate::formats::{Beside, FORMATS, Format, Input, Origin, Reading, pdf, plain};
use crate::jobs::Progress;
use crate::model::article::{LARGEST_ARTICLE, TextHash};
use crate::model::id::AnnotatorId;

/// What would be taken in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// The files, in the order in which they were given.
    pub files: Vec<Candidate>,
    /// The texts of the project.
    known: Arc<KnownTexts>,
}

/// A file that could be taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// What it holds, or why it cannot be read.
    pub content: Result<Content, String>,
    /// Whether it is to be taken in.
    pub chosen: bool,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The encoding it was read in.
    pub encoding: &'static str,
    /// Its title.
    pub title: String,
    /// Its first words.
    pub beginning: String,
    /// The article that has the very same text: in the project, or earlier in this list.
    pub double_of: Option<String>,
    /// The article that has nearly the same text, and how much of a hundred is common.
    pub near: Option<(String, u8)>,
    /// How many articles and spans it holds, and how many of its articles are broken, if it is
    /// no plain text.
    pub lines: Option<[usize; 3]>,
    hash: TextHash,
    sketch: Option<Sketch>,
}

/// The encodings an analyst can choose from.
pub const ENCODINGS: [&str; 5] = [
    "UTF-8",
    "windows-1256",
    "ISO-8859-6",
    "UTF-16LE",
    "UTF-16BE",
];

impl Preview {
    /// How many files are to be taken in.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.files.iter().filter(|file| file.chosen).count()
    }

    /// Reads files, and the text files in folders. `known` are the texts of the project.
    #[must_use]
    pub fn read(paths: &[PathBuf], known: KnownTexts, progress: &Progress) -> Self {
        let paths = expand_formats(paths);
        let mut preview = Self {
            known: Arc::new(known),
            ..Self::default()
        };
        for (number, path) in paths.iter().enumerate() {
            if progress.is_cancelled() {
                break;
            }
            progress.set(number as u64, paths.len() as u64);
            preview.files.push(Candidate::read(path, None));
        }
        preview.find_doubles();
        preview
    }

    /// Reads one of the files again in another encoding.
    pub fn read_again(&mut self, number: usize, encoding: &str) {
        if let Some(file) = self.files.get_mut(number) {
            *file = Candidate::read(&file.path, Some(encoding));
            self.find_doubles();
        }
    }

    fn find_doubles(&mut self) {
        let mut seen = self.known.same.clone();
        let mut near: Index<String> = Index::default();
        for file in &mut self.files {
            let Ok(content) = &mut file.content else {
                file.chosen = false;
                continue;
            };
            if content.lines.is_some() {
                continue;
            }
            let from = (content.hash, String::new());
            let found = seen.range(from..).next();
            content.double_of = found
                .filter(|(hash, _)| *hash == content.hash)
                .map(|(_, title)| title.clone());
            file.chosen = content.double_of.is_none();
            seen.insert((content.hash, content.title.clone()));
            content.near = None;
            let Some(sketch) = &content.sketch else {
                continue;
            };
            if content.double_of.is_none() {
                let found = near
                    .nearest(sketch)
                    .or_else(|| self.known.near.nearest(sketch));
                content.near = found.map(|(title, share)| (title.clone(), (share * 100.0) as u8));
            }
            near.add(content.title.clone(), sketch.clone());
        }
    }
}

impl Candidate {
    fn read(path: &Path, encoding: Option<&str>) -> Self {
        let bytes = std::fs::metadata(path).map_or(0, |data| data.len());
        let incoming = match Incoming::open(path, None) {
            Ok(incoming) if incoming.format.name != plain::FORMAT.name => Some(count(incoming)),
            Ok(_) => None,
            Err(why) => Some(Err(why)),
        };
        if let Some(content) = incoming {
            return Self {
                path: path.to_owned(),
                bytes,
                chosen: content.is_ok(),
                content,
            };
        }
        let content = read_file(path, bytes).and_then(|data| {
            let decoded = plain::decode(&data, encoding).map_err(|e| e.to_string())?;
            Ok(Content {
                encoding: decoded.encoding,
                title: plain::title(&decoded.text),
                beginning: decoded.text.chars().take(160).collect(),
                double_of: None,
                near: None,
                lines: None,
                hash: TextHash::of(&decoded.text),
                sketch: Sketch::of(&decoded.text),
            })
        });
        Self {
            path: path.to_owned(),
            bytes,
            chosen: content.is_ok(),
            content,
        }
    }

    /// The name of the file without its folder.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.path.file_name();
        name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
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
    /// Opens a file. Its format is told by its name and its beginning, unless it is given.
    ///
    /// # Errors
    /// If it cannot be read, or is none of the formats.
    pub fn open(path: &Path, format: Option<&'static Format>) -> Result<Self, String> {
        let name = path.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let about = std::fs::metadata(path).map_err(|error| error.to_string())?;
        if !about.is_file() {
            return Err("this is not a file".to_owned());
        }
        let file = File::open(path).map_err(|error| error.to_string())?;
        let mut data: Box<dyn BufRead + Send> = Box::new(BufReader::with_capacity(HEAD, file));
        let head = data.fill_buf().map_err(|error| error.to_string())?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let is_beside = |name: &str| folder.join(name).is_file();
        let found = format.or_else(|| detect(&name, head, &is_beside));
        let format = found.ok_or("this is none of the formats that are read")?;
        let size = about.len();
        if format.name == plain::FORMAT.name {
            fits_an_article(size)?;
        }
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

    /// The file as a format reads it.
    pub fn input(&mut self) -> Input<'_> {
        Input {
            name: &self.name,
            data: &mut *self.data,
            beside: &*self.beside,
        }
    }
}

/// What a file of several articles, or of another format than text, holds.
fn count(mut file: Incoming) -> Result<Content, String> {
    let by: AnnotatorId = "annotator".parse().map_err(|_| String::new())?;
    let at = jiff::Timestamp::UNIX_EPOCH;
    let reading = Reading::new(Origin { by, at });
    let (mut titles, mut spans, mut broken, mut articles) = (Vec::new(), 0, 0, 0);
    let mut first_error = None;
    let read = file.format.read.ok_or("this format is written only")?;
    let result = read(file.input(), &reading, &mut |_, found| {
        match found {
            Ok(document) => {
                articles += 1;
                spans += document.spans.len();
                if titles.len() < 3 {
                    titles.push(plain::title(document.text.as_str()));
                }
            }
            Err(error) => {
                broken += 1;
                first_error.get_or_insert(error.to_string());
            }
        }
        ControlFlow::Continue(())
    });
    if let Err(error) = result {
        first_error.get_or_insert(error.to_string());
    }
    if articles == 0 {
        return Err(first_error.unwrap_or_else(|| "no article is in it".to_owned()));
    }
    Ok(Content {
        encoding: "UTF-8",
        title: titles.first().cloned().unwrap_or_default(),
        beginning: titles.join(" · "),
        double_of: None,
        near: None,
        lines: Some([articles, spans, broken]),
        hash: TextHash::of(""),
        sketch: None,
    })
}

/// The bytes of a text file that is not too large.
fn read_file(path: &Path, bytes: u64) -> Result<Vec<u8>, String> {
    fits_an_article(bytes)?;
    std::fs::read(path).map_err(|error| error.to_string())
}

fn fits_an_article(bytes: u64) -> Result<(), String> {
    // Two bytes a character is the most an encoding takes that UTF-8 makes shorter.
    if bytes > 2 * LARGEST_ARTICLE as u64 {
        return Err(format!(
            "{} MB is too large for one article; the most is {} MB",
            bytes / 1_000_000,
            LARGEST_ARTICLE / 1_000_000
        ));
    }
    Ok(())
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
    let formats = FORMATS.iter().filter(|format| format.read.is_some());
    let known: Vec<&str> = formats.flat_map(|f| f.extensions).copied().collect();
    files_in(paths, &|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_beside = |other: &str| path.with_file_name(other).is_file();
        !goes_with(&name, &is_beside) && has_ending(path, &known)
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
