//! Taking files in: read, shown, and only then written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::formats::plain;
use crate::jobs::Progress;
use crate::model::article::{
    ArticleMeta, ArticleText, LARGEST_ARTICLE, MetaEntry, MetaField, TextHash,
};
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
        let content = read_file(path, bytes).and_then(|data| {
            let decoded = plain::decode(&data, encoding).map_err(|e| e.to_string())?;
            Ok(Content {
                encoding: decoded.encoding,
                title: plain::title(&decoded.text),
                beginning: decoded.text.chars().take(160).collect(),
                double_of: None,
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

    /// Reads it once more, whole, as an article.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn article(
        &self,
        by: &AnnotatorId,
        at: jiff::Timestamp,
    ) -> Result<(ArticleMeta, ArticleText), String> {
        let encoding = self.content.as_ref().ok().map(|content| content.encoding);
        let data = read_file(&self.path, self.bytes)?;
        article_of(&data, encoding, &self.name(), by, at)
    }

    /// The name of the file without its folder.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.path.file_name();
        name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }
}

/// The bytes of a file that is not too large; a device or a pipe is no file.
fn read_file(path: &Path, bytes: u64) -> Result<Vec<u8>, String> {
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

/// The files, and the text files anywhere in the folders, in order.
fn expand(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let inside = std::fs::read_dir(path).into_iter().flatten().flatten();
            let mut inside: Vec<PathBuf> = inside
                // A link could lead round in a circle.
                .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_symlink()))
                .map(|entry| entry.path())
                .filter(|path| path.is_dir() || path.extension().is_some_and(|e| e == "txt"))
                .collect();
            inside.sort();
            files.extend(expand(&inside));
        } else {
            files.push(path.clone());
        }
    }
    files
}

/// An article made of a file's bytes.
///
/// # Errors
/// Why the bytes are no article.
pub(crate) fn article_of(
    bytes: &[u8],
    encoding: Option<&str>,
    name: &str,
    by: &AnnotatorId,
    at: jiff::Timestamp,
) -> Result<(ArticleMeta, ArticleText), String> {
    let decoded = plain::decode(bytes, encoding).map_err(|e| e.to_string())?;
    let title = plain::title(&decoded.text);
    let text = ArticleText::new(decoded.text);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut meta = ArticleMeta::new(&text, stem);
    let fields = [
        (MetaField::Title, title.as_str()),
        (MetaField::File, name),
        (MetaField::Encoding, decoded.encoding),
    ];
    for (field, value) in fields {
        let entry = MetaEntry {
            value: Some(value.to_owned()),
            at,
            by: by.clone(),
        };
        meta.fields.insert(field, entry);
    }
    Ok((meta, text))
}
