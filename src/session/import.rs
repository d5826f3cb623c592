//! Taking files in: read and shown here, written by [`super::intake`].

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use crate::formats::jsonl::Lines;
use crate::formats::plain;
use crate::jobs::Progress;
use crate::model::article::{LARGEST_ARTICLE, TextHash};
use crate::model::id::AnnotatorId;

/// What would be taken in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// The files, in the order in which they were given.
    pub files: Vec<Candidate>,
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
    /// How many articles and spans it holds, and how many of its lines are broken, if it is a
    /// file of JSON lines.
    pub lines: Option<[usize; 3]>,
    hash: TextHash,
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
    pub fn read(paths: &[PathBuf], known: &[(TextHash, String)], progress: &Progress) -> Self {
        let paths = expand(paths);
        let mut preview = Self::default();
        for (number, path) in paths.iter().enumerate() {
            if progress.is_cancelled() {
                break;
            }
            progress.set(number as u64, paths.len() as u64);
            preview.files.push(Candidate::read(path, None));
        }
        preview.find_doubles(known);
        preview
    }

    /// Reads one of the files again in another encoding.
    pub fn read_again(&mut self, number: usize, encoding: &str, known: &[(TextHash, String)]) {
        if let Some(file) = self.files.get_mut(number) {
            *file = Candidate::read(&file.path, Some(encoding));
            self.find_doubles(known);
        }
    }

    fn find_doubles(&mut self, known: &[(TextHash, String)]) {
        let mut seen: BTreeSet<(TextHash, String)> = known.iter().cloned().collect();
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
        }
    }
}

impl Candidate {
    fn read(path: &Path, encoding: Option<&str>) -> Self {
        let bytes = std::fs::metadata(path).map_or(0, |data| data.len());
        if is_lines(path) {
            let content = count_lines(path);
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
                lines: None,
                hash: TextHash::of(&decoded.text),
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

/// Whether a file holds JSON lines, by its name.
pub(super) fn is_lines(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson"))
}

/// What a file of JSON lines holds.
fn count_lines(path: &Path) -> Result<Content, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let by: AnnotatorId = "annotator".parse().map_err(|_| String::new())?;
    let (mut titles, mut spans, mut broken, mut articles) = (Vec::new(), 0, 0, 0);
    for (_, line) in Lines::new(BufReader::new(file), by, jiff::Timestamp::UNIX_EPOCH) {
        match line {
            Ok(article) => {
                articles += 1;
                spans += article.spans.len();
                if titles.len() < 3 {
                    titles.push(plain::title(article.text.as_str()));
                }
            }
            Err(_) => broken += 1,
        }
    }
    if articles == 0 {
        return Err("no line of it is an article".to_owned());
    }
    Ok(Content {
        encoding: "UTF-8",
        title: titles.first().cloned().unwrap_or_default(),
        beginning: titles.join(" · "),
        double_of: None,
        lines: Some([articles, spans, broken]),
        hash: TextHash::of(""),
    })
}

/// The bytes of a file that is not too large; a device or a pipe is no file.
pub(super) fn read_file(path: &Path, bytes: u64) -> Result<Vec<u8>, String> {
    let data = std::fs::metadata(path).map_err(|error| error.to_string())?;
    if !data.is_file() {
        return Err("this is not a file".to_owned());
    }
    // Two bytes a character is the most an encoding takes that UTF-8 makes shorter.
    if bytes > 2 * LARGEST_ARTICLE as u64 {
        return Err(format!(
            "{} MB is too large for one article; the most is {} MB",
            bytes / 1_000_000,
            LARGEST_ARTICLE / 1_000_000
        ));
    }
    std::fs::read(path).map_err(|error| error.to_string())
}

/// The files, and the texts and JSON lines anywhere in the folders, in order.
#[must_use]
pub fn expand(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let inside = std::fs::read_dir(path).into_iter().flatten().flatten();
            let mut inside: Vec<PathBuf> = inside
                // A link could lead round in a circle.
                .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_symlink()))
                .map(|entry| entry.path())
                .filter(|path| path.is_dir() || is_text(path) || is_lines(path))
                .collect();
            inside.sort();
            files.extend(expand(&inside));
        } else {
            files.push(path.clone());
        }
    }
    files
}

fn is_text(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("txt"))
}
