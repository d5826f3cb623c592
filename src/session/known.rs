//! What a project knows: its registry, and the lexicon made of it, of the lists that a user
//! dropped into the project's folder, and of the program's own tables.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::lexicon::{Lexicon, Names, Table};
use crate::model::registry::{EntryKind, Registry};
use crate::store::{Notice, Store};
use crate::suggest::known::{with_lists, with_registry};

/// What a project knows.
#[derive(Clone, Debug)]
pub struct Known {
    /// The factions and places of the project.
    pub registry: Registry,
    /// The tables of the program and the lists of the project; cheap to clone, as the next is.
    pub(super) lists: Lexicon,
    /// All tables: those, and above them the registry, as it was a moment ago after a change.
    pub lexicon: Lexicon,
    /// The names of factions and of places, made when they are first looked for.
    names: Arc<[OnceLock<Names>; 2]>,
    /// Changes with the tables.
    pub revision: u64,
}

impl Default for Known {
    /// What every project knows.
    fn default() -> Self {
        Self {
            registry: Registry::default(),
            lists: Lexicon::built_in().clone(),
            lexicon: Lexicon::built_in().clone(),
            names: Arc::default(),
            revision: 0,
        }
    }
}

impl Known {
    /// What is known now that the registry says something else: what others have said meanwhile
    /// comes in with it.
    pub(super) fn renewed(self, store: &Store) -> Self {
        // What is there already, the journal has too; a broken file takes nothing away.
        let registry = store.load_registry().unwrap_or(self.registry);
        let lexicon = with_registry(&self.lists, &registry);
        let known = Self {
            registry,
            lists: self.lists,
            lexicon,
            names: Arc::default(),
            revision: self.revision + 1,
        };
        for kind in [EntryKind::Faction, EntryKind::Place] {
            known.names_of(kind);
        }
        known
    }

    /// The ids of the factions or places that fit what is typed of any of their names, the best
    /// first, at most so many.
    #[must_use]
    pub fn search(&self, kind: EntryKind, typed: &str, most: usize) -> Vec<&str> {
        self.names_of(kind).search(typed, most)
    }

    /// The same of both kinds together; of two that fit alike that of the first kind comes first.
    #[must_use]
    pub fn search_both(&self, first: EntryKind, typed: &str, most: usize) -> Vec<&str> {
        let ranked = [EntryKind::Faction, EntryKind::Place].map(|kind| {
            let found = self.names_of(kind).ranked(typed, most).into_iter();
            found.map(move |(fit, length, id)| (fit, kind != first, length, id))
        });
        let mut found: Vec<_> = ranked.into_iter().flatten().collect();
        found.sort();
        found.truncate(most);
        found.into_iter().map(|(.., id)| id).collect()
    }

    fn names_of(&self, kind: EntryKind) -> &Names {
        let [factions, places] = &*self.names;
        let (names, table) = match kind {
            EntryKind::Faction => (factions, Table::Factions),
            EntryKind::Place => (places, Table::Places),
        };
        names.get_or_init(|| Names::of(&self.lexicon, table))
    }

    /// Reads registry and lists. What cannot be read is left out and named: a file, or a line.
    #[must_use]
    pub fn load(store: &Store) -> (Self, Vec<Notice>) {
        let mut notices = Vec::new();
        let registry = store.load_registry().unwrap_or_else(|error| {
            notices.push(Notice::of(&error, "registry.ron".into()));
            Registry::default()
        });
        let (tables, unread) = store.load_tables();
        notices.extend(unread);
        let files = tables.iter().map(|t| (t.name.as_str(), t.text.as_str()));
        let lists = with_lists(files);
        let lexicon = with_registry(&lists, &registry);
        let broken = lexicon.broken().map(|broken| {
            let path = Path::new("lexicon").join(&broken.file);
            Notice::of_line(path, broken.line, &broken.what)
        });
        notices.extend(broken);
        let known = Self {
            registry,
            lists,
            lexicon,
            names: Arc::default(),
            revision: 0,
        };
        (known, notices)
    }
}
