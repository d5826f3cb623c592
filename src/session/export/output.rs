//! Where a data set goes: a file or folder that appears only when it is whole, standard output, or
//! nowhere.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::formats::{Files, Layout};

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

impl Place<'_> {
    /// The files of a data set on their way there.
    pub(super) fn files(&self, layout: Layout, title: &str) -> Result<Box<dyn Output>, String> {
        Ok(match (self, layout) {
            (Place::Nowhere, _) => Box::new(Nowhere),
            (Place::Stream, Layout::File) => Box::new(Stream(BufWriter::new(io::stdout()))),
            (Place::Stream, Layout::Folder) => {
                return Err(format!("{title} needs a folder; name one with --output"));
            }
            (Place::At(path), layout) => {
                let folder = Folder::new(path, layout);
                Box::new(folder.map_err(|e| format!("{} cannot be written: {e}", path.display()))?)
            }
        })
    }
}

/// Files on their way.
pub(super) trait Output: Files {
    /// Writes what is still in memory.
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
