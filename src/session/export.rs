//! A data set out: what is lost is said first, nothing is written half, and what was written is
//! read back and compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::import::Incoming;
use crate::formats::{
    Document, FORMATS, Files, Format, Layout, Losses, Reading, Writer, Writing, digest,
};
use crate::jobs::Progress;
use crate::model::annotations::Annotations;
use crate::model::id::{AnnotatorId, ArticleId};
use crate::store::Store;

/// An export that goes on.
pub struct Export {
    format: &'static Format,
    writer: Box<dyn Writer>,
    files: Box<dyn Output>,
    report: Report,
    /// What was written, as numbers that tell documents apart.
    written: Vec<u64>,
}

/// What an export did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many articles were written; an article that two people annotated counts twice.
    pub articles: usize,
    /// How many spans.
    pub spans: usize,
    /// What the format could not hold.
    pub losses: Losses,
    /// Articles that were not the same when the file was read back; empty if all were.
    pub different: Vec<String>,
}

impl Report {
    /// What the format could not hold and what differs, a line each, in English.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let losses = self.losses.iter().map(|(loss, count, examples)| {
            format!("not held: {count} {loss} (such as {})", examples.join("; "))
        });
        let different = self.different.iter();
        let different = different.map(|what| format!("read back, it is not the same: {what}"));
        losses.chain(different).collect()
    }
}

impl Export {
    /// Begins to write. A file or folder appears only with [`Export::finish`].
    ///
    /// # Errors
    /// If the format is only read, or the place cannot be written to.
    pub fn new(
        format: &'static Format,
        writing: &Writing,
        place: &Place<'_>,
    ) -> Result<Self, String> {
        let make = format
            .write
            .ok_or_else(|| format!("{} is read only and cannot be written", format.title))?;
        let files: Box<dyn Output> = match (place, format.layout) {
            (Place::Nowhere, _) => Box::new(Nowhere),
            (Place::Stream, Layout::File) => Box::new(Stream(BufWriter::new(io::stdout()))),
            (Place::Stream, Layout::Folder) => {
                return Err(format!(
                    "{} needs a folder; name one with --output",
                    format.title
                ));
            }
            (Place::At(path), layout) => {
                let folder = Folder::new(path, layout);
                Box::new(folder.map_err(|e| format!("{} cannot be written: {e}", path.display()))?)
            }
        };
        Ok(Self {
            format,
            writer: make(writing),
            files,
            report: Report::default(),
            written: Vec::new(),
        })
    }

    /// Writes an article as far as the format can hold it.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn add(&mut self, document: &Document) -> io::Result<()> {
        let holds = &self.format.holds;
        if let Some(kept) = self.report.losses.take(document, holds) {
            self.writer.document(&kept, &mut *self.files)?;
            self.report.articles += 1;
            self.report.spans += kept.spans.len();
            self.written.push(digest(&kept, holds));
        }
        Ok(())
    }

    /// Writes the end, reads it all back, and puts it in its place.
    ///
    /// # Errors
    /// If the output cannot be written or read.
    pub fn finish(mut self, reading: &Reading) -> Result<Report, String> {
        let wrong = |error: io::Error| format!("the export cannot be written: {error}");
        self.writer.finish(&mut *self.files).map_err(wrong)?;
        self.files.flush().map_err(wrong)?;
        if self.format.read.is_some() {
            let mut paths = self.files.paths();
            let ours = |path: &PathBuf| {
                let extension = path.extension().and_then(|e| e.to_str());
                extension == self.format.extensions.first().copied()
            };
            if self.format.layout == Layout::Folder {
                paths.retain(ours);
            }
            if !paths.is_empty() {
                self.report.different = self.read_back(&paths, reading)?;
            }
        }
        self.files.finish().map_err(wrong)?;
        Ok(self.report)
    }

    /// Reads the files of articles back and names those that are not what was written.
    fn read_back(&mut self, paths: &[PathBuf], reading: &Reading) -> Result<Vec<String>, String> {
        let Some(read) = self.format.read else {
            return Ok(Vec::new());
        };
        self.written.sort_unstable();
        let mut different = Vec::new();
        let mut found = Vec::new();
        for path in paths {
            let mut file = Incoming::open(path, Some(self.format))?;
            let name = file.name.clone();
            let result = read(file.input(), reading, &mut |_, document| {
                match document {
                    Ok(document) => {
                        let number = digest(&document, &self.format.holds);
                        if self.written.binary_search(&number).is_err() {
                            different.push(document.id.unwrap_or_else(|| name.clone()));
                        }
                        found.push(number);
                    }
                    Err(error) => different.push(format!("{name}: {error}")),
                }
                ControlFlow::Continue(())
            });
            if let Err(error) = result {
                different.push(format!("{name}: {error}"));
            }
        }
        if different.is_empty() && found.len() != self.written.len() {
            let (ours, theirs) = (self.written.len(), found.len());
            different.push(format!(
                "{ours} articles were written and {theirs} are in it"
            ));
        }
        Ok(different)
    }
}

/// The formats that are written, by name, with the ending of their files; one of many files has
/// none and goes into a folder.
pub fn choices() -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
    let written = FORMATS.iter().filter(|format| format.write.is_some());
    written.map(|format| {
        let ending = format.extensions.first().copied();
        (
            format.name,
            ending.filter(|_| format.layout == Layout::File),
        )
    })
}

/// Where an export goes.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// Nowhere: only what would be lost is wanted.
    Nowhere,
    /// Standard output.
    Stream,
    /// A file, or a folder that is new or empty, as the format needs it.
    At(&'a Path),
}

/// Files on their way.
trait Output: Files {
    fn flush(&mut self) -> io::Result<()>;
    /// The files of articles, where they can be read.
    fn paths(&self) -> Vec<PathBuf>;
    /// Puts them where they are wanted.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

struct Nowhere;

impl Files for Nowhere {
    fn append(&mut self, _: &str, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

impl Output for Nowhere {
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn paths(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}

/// Articles to standard output; what would lie beside them is left out.
struct Stream(BufWriter<io::Stdout>);

impl Files for Stream {
    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        if name.is_empty() {
            self.0.write_all(bytes)?;
        }
        Ok(())
    }
}

impl Output for Stream {
    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }

    fn paths(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}

/// Files in a temporary folder beside the place where they are wanted.
struct Folder {
    made: TempDir,
    wanted: PathBuf,
    layout: Layout,
    /// The files in the order in which they were begun.
    names: Vec<PathBuf>,
    /// The file that is written at present.
    open: Option<(PathBuf, BufWriter<File>)>,
}

impl Folder {
    fn new(wanted: &Path, layout: Layout) -> io::Result<Self> {
        let folder = wanted.parent().filter(|p| !p.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        if layout == Layout::Folder {
            let inside = match fs::read_dir(wanted) {
                Ok(mut inside) => inside.next(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                Err(error) => return Err(error),
            };
            if inside.is_some() {
                return Err(io::Error::other("the folder is not empty; name a new one"));
            }
        }
        Ok(Self {
            made: TempDir::with_prefix_in(".hashiya-", folder)?,
            wanted: wanted.to_owned(),
            layout,
            names: Vec::new(),
            open: None,
        })
    }

    /// Where a file is made, relative to the temporary folder.
    fn name(&self, name: &str) -> PathBuf {
        match self.layout {
            Layout::Folder => PathBuf::from(name),
            // A description is called after the file that it describes.
            Layout::File => {
                let part = if name.is_empty() {
                    self.wanted.file_name()
                } else {
                    self.wanted.file_stem()
                };
                let mut file = part.unwrap_or_default().to_owned();
                if !name.is_empty() {
                    file.push(".");
                    file.push(name);
                }
                PathBuf::from(file)
            }
        }
    }
}

impl Files for Folder {
    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let name = self.name(name);
        if self.open.as_ref().is_none_or(|(open, _)| *open != name) {
            self.flush()?;
            let path = self.made.path().join(&name);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let file = File::options().create(true).append(true).open(path)?;
            if file.metadata()?.len() == 0 {
                self.names.push(name.clone());
            }
            self.open = Some((name, BufWriter::new(file)));
        }
        match &mut self.open {
            Some((_, file)) => file.write_all(bytes),
            None => Ok(()),
        }
    }
}

impl Output for Folder {
    fn flush(&mut self) -> io::Result<()> {
        match self.open.take() {
            Some((_, mut file)) => file.flush(),
            None => Ok(()),
        }
    }

    fn paths(&self) -> Vec<PathBuf> {
        let main = self.name("");
        let of_articles = |name: &&PathBuf| match self.layout {
            Layout::File => **name == main,
            Layout::Folder => true,
        };
        let names = self.names.iter().filter(of_articles);
        names.map(|name| self.made.path().join(name)).collect()
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.flush()?;
        match self.layout {
            Layout::Folder => {
                if self.wanted.is_dir() {
                    fs::remove_dir(&self.wanted)?;
                }
                // Others may read what a person exports.
                readable(self.made.path())?;
                fs::rename(self.made.keep(), &self.wanted)
            }
            Layout::File => {
                let folder = self.wanted.parent().unwrap_or(Path::new(""));
                for name in &self.names {
                    fs::rename(self.made.path().join(name), folder.join(name))?;
                }
                Ok(())
            }
        }
    }
}

/// Gives a temporary folder the rights of an ordinary one.
#[cfg(unix)]
fn readable(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn readable(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Layers that are open in the window and may be ahead of the disk.
pub type Layers = BTreeMap<ArticleId, Annotations>;

/// Hands the articles of a project over, with each annotator's layer in turn, or with `only` one's;
/// then, if `bare` ones are wanted too, those that none of them has said anything of.
///
/// # Errors
/// If the project cannot be read, `each` fails, or the work is cancelled.
pub fn documents(
    store: &Store,
    only: Option<&AnnotatorId>,
    own: &Layers,
    bare: bool,
    progress: &Progress,
    each: &mut dyn FnMut(Document) -> Result<(), String>,
) -> Result<(), String> {
    let (metas, _) = store.list().map_err(|e| e.to_string())?;
    let annotators = store.annotators().map_err(|e| e.to_string())?;
    if let Some(only) = only
        && !annotators.iter().any(|annotator| &annotator.id == only)
    {
        return Err(format!("there is no annotator {only} in this project"));
    }
    let mut marked: BTreeSet<&ArticleId> = BTreeSet::new();
    for annotator in annotators {
        if only.is_some_and(|only| *only != annotator.id) {
            continue;
        }
        let mine = &annotator.id == store.annotator();
        let layers = store.layers(&annotator.id);
        for (number, meta) in metas.iter().enumerate() {
            if progress.is_cancelled() {
                return Err("stopped; nothing was written".into());
            }
            progress.set(number as u64, metas.len() as u64);
            let open = own.get(&meta.id).filter(|_| mine);
            // A layer in which nothing is said is none.
            let is_there = match open {
                Some(layer) => !layer.is_empty(),
                None => layers.contains(&meta.id),
            };
            if meta.is_removed() || !is_there {
                continue;
            }
            let (text, _) = store.load_text(&meta.id).map_err(|e| e.to_string())?;
            let document = match open {
                Some(layer) => Document::of(meta, &text, layer),
                None => {
                    let loaded = store.load_layer(&annotator.id, &meta.id, &text);
                    Document::of(meta, &text, &loaded.map_err(|e| e.to_string())?.layer)
                }
            };
            marked.insert(&meta.id);
            each(document)?;
        }
    }
    let rest = metas.iter().filter(|meta| bare && !meta.is_removed());
    for meta in rest.filter(|meta| !marked.contains(&meta.id)) {
        let (text, _) = store.load_text(&meta.id).map_err(|e| e.to_string())?;
        let annotator = only.unwrap_or(store.annotator()).clone();
        let nothing = Annotations::new(meta.id.clone(), annotator);
        each(Document::of(meta, &text, &nothing))?;
    }
    Ok(())
}
