//! Articles of a project that are nearly the same: found for imports, and kept together in
//! exports.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::analysis::likeness::{Index, Sketch};
use crate::jobs::Progress;
use crate::model::article::{ArticleMeta, ArticleText, MetaField, TextHash};
use crate::store::Store;

/// The texts that are there, by what tells them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KnownTexts {
    /// The very same ones, with their titles.
    pub same: BTreeSet<(TextHash, String)>,
    /// Titles of those that are nearly the same.
    pub near: Index<String>,
}

impl KnownTexts {
    /// The text that is nearly the same as this one, and how much of a hundred is common; none for
    /// the very same one. This one is known from now on.
    pub fn near(&mut self, text: &ArticleText, title: &str) -> Option<(String, u8)> {
        if self.has(text.hash()) {
            return None;
        }
        self.same.insert((text.hash(), title.to_owned()));
        let sketch = Sketch::of(text.as_str())?;
        let found = self.near.nearest(&sketch);
        let found = found.map(|(title, share)| (title.clone(), (share * 100.0) as u8));
        self.near.add(title.to_owned(), sketch);
        found
    }

    /// Whether this very text is there.
    fn has(&self, text: TextHash) -> bool {
        let mut from = self.same.range((text, String::new())..);
        from.next().is_some_and(|(hash, _)| *hash == text)
    }

    /// The texts of a project. Those that cannot be read are left out: opening says which.
    #[must_use]
    pub fn of(store: &Store, progress: &Progress) -> Self {
        let mut known = Self::default();
        for (meta, sketch) in sketches(store, progress).unwrap_or_default() {
            if meta.is_removed() {
                continue;
            }
            let title = meta.get(MetaField::Title).unwrap_or_default().to_owned();
            known.same.insert((meta.text_sha256, title.clone()));
            if let Some(sketch) = sketch {
                known.near.add(title, sketch);
            }
        }
        known
    }
}

/// How many of the texts of a file are no new ones.
#[derive(Debug, Default)]
pub struct Doubles {
    /// How many are there already, or twice in the file.
    pub same: usize,
    /// How many are nearly the same as another one.
    pub near: usize,
    own: KnownTexts,
}

impl Doubles {
    /// Takes the next text of the file into account.
    pub fn count(&mut self, known: &KnownTexts, text: &ArticleText, title: &str) {
        if known.has(text.hash()) || self.own.has(text.hash()) {
            self.same += 1;
            return;
        }
        let there = || {
            let sketch = Sketch::of(text.as_str())?;
            known.near.nearest(&sketch)
        };
        let near = self.own.near(text, title).is_some();
        if near || (!known.same.is_empty() && there().is_some()) {
            self.near += 1;
        }
    }
}

/// The articles of a project with their sketches, in their order.
fn sketches(
    store: &Store,
    progress: &Progress,
) -> Result<Vec<(ArticleMeta, Option<Sketch>)>, String> {
    let (metas, _) = store.list().map_err(|error| error.to_string())?;
    let sketch = |meta: ArticleMeta| {
        let is_wanted = !meta.is_removed() && !progress.is_cancelled();
        let text = is_wanted.then(|| store.load_text(&meta.id).ok()).flatten();
        let sketch = text.and_then(|(text, _)| Sketch::of(text.as_str()));
        (meta, sketch)
    };
    let sketches: Vec<_> = metas.into_par_iter().map(sketch).collect();
    if progress.is_cancelled() {
        return Err("stopped".to_owned());
    }
    Ok(sketches)
}

/// Finds for each text the first one that is nearly the same.
#[derive(Debug, Default)]
pub struct Kin {
    index: Index<TextHash>,
    /// The first of its kind for each text that is not it.
    first: BTreeMap<TextHash, TextHash>,
}

impl Kin {
    /// The first of the texts so far that are nearly the same; the text itself if there is none.
    pub fn of(&mut self, text: &str, hash: TextHash) -> TextHash {
        match Sketch::of(text) {
            Some(sketch) => self.add(hash, sketch),
            None => hash,
        }
    }

    fn add(&mut self, hash: TextHash, sketch: Sketch) -> TextHash {
        let mut first = hash;
        if let Some((other, _)) = self.index.nearest(&sketch) {
            first = *self.first.get(other).unwrap_or(other);
        }
        if first != hash {
            self.first.insert(hash, first);
        }
        self.index.add(hash, sketch);
        first
    }
}

/// The texts that are nearly the same as an earlier one, each with the first of its kind.
///
/// # Errors
/// If the project cannot be read, or the work is cancelled.
pub fn twins(store: &Store, progress: &Progress) -> Result<BTreeMap<TextHash, TextHash>, String> {
    let mut kin = Kin::default();
    for (meta, sketch) in sketches(store, progress)? {
        if let Some(sketch) = sketch {
            kin.add(meta.text_sha256, sketch);
        }
    }
    Ok(kin.first)
}
