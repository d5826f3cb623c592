//! What a project knows besides its articles: the registry and the lists that a user adds.

use std::fs;
use std::time::SystemTime;

use super::codec;
use super::disk::RegistryFile;
use super::error::StoreError;
use super::file;
use super::notice::Notice;
use super::project::{Store, read};
use crate::model::history::Seq;
use crate::model::registry::Registry;

/// The largest list that is read, in bytes.
const LARGEST_TABLE: u64 = 50_000_000;

/// A list that a user added: the name of its file, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFile {
    /// The name of the file, which says what the list is of.
    pub name: String,
    /// Its lines.
    pub text: String,
}

/// How the files of the registry and the schema look from outside: another one once a file is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp([Option<(SystemTime, u64)>; 2]);

impl Store {
    /// How the files of the registry and the schema look now.
    #[must_use]
    pub fn shared_stamp(&self) -> Stamp {
        let files = [self.layout().registry(), self.layout().project()];
        Stamp(files.map(|path| {
            let file = fs::metadata(path).ok()?;
            Some((file.modified().ok()?, file.len()))
        }))
    }

    /// The registry, with what the journal says of it and the file does not yet; an empty one if
    /// there is neither.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn load_registry(&self) -> Result<Registry, StoreError> {
        // Before the file: what the writer puts there meanwhile is forgotten then.
        let ours = self.state().tails.registry(Seq(u64::MAX));
        let mut registry = self.read_registry()?;
        registry.merge(ours);
        Ok(registry)
    }

    /// The registry as its file has it.
    fn read_registry(&self) -> Result<Registry, StoreError> {
        match read::<RegistryFile>(&self.layout().registry()) {
            Ok(file) => Ok(file.into()),
            Err(error) if error.is_not_found() => Ok(Registry::default()),
            Err(error) => Err(error),
        }
    }

    /// Forgets of the journal's words about the registry those that its file knows. A file that
    /// cannot be read knows none.
    pub(super) fn recover_registry(&self) {
        if let Ok(there) = self.read_registry() {
            self.state().tails.registered(&there);
        }
    }

    /// Writes what the journal says of the registry, with what others have put into the file
    /// meanwhile: entry by entry the later edit wins. `saved` is the last record of the journal
    /// that is on the disk; what later ones say has to wait.
    pub(super) fn settle_registry(&self, saved: Seq) -> Result<(), StoreError> {
        let ours = self.state().tails.registry(saved);
        if ours.entries.is_empty() {
            return Ok(());
        }
        let mut merged = self.read_registry()?;
        merged.merge(ours);
        let path = self.layout().registry();
        let text = codec::encode(&RegistryFile::from(&merged))
            .map_err(|error| StoreError::codec(&path, error))?;
        let own = self.layout().annotator(self.annotator());
        file::replace_by_way_of(&own, &path, text.as_bytes())?;
        self.state().tails.registered(&merged);
        Ok(())
    }

    /// The lists in the project's folder `lexicon`, by name, and what is wrong with those that
    /// cannot be read.
    #[must_use]
    pub fn load_tables(&self) -> (Vec<TableFile>, Vec<Notice>) {
        let (mut tables, mut notices) = (Vec::new(), Vec::new());
        let entries = fs::read_dir(self.layout().lexicon());
        for entry in entries.into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.ends_with(".tsv") || !path.is_file() {
                continue;
            }
            let text = file::read(&path, LARGEST_TABLE).and_then(|bytes| {
                String::from_utf8(bytes).map_err(|error| StoreError::NotUtf8 {
                    byte: error.utf8_error().valid_up_to() as u64,
                    path: path.clone(),
                })
            });
            match text {
                Ok(text) => tables.push(TableFile { name, text }),
                Err(error) => notices.push(Notice::of(&error, self.relative(&path))),
            }
        }
        tables.sort_by(|a, b| a.name.cmp(&b.name));
        notices.sort_by(|a, b| a.path.cmp(&b.path));
        (tables, notices)
    }
}
