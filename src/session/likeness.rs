//! Articles of a project that are nearly the same: found for imports, and kept together in
//! exports.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::analysis::likeness::{Index, Sketch};
use crate::jobs::Progress;
use crate::model::article::{ArticleMeta, MetaField, TextHash};
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

/// The texts that are nearly the same as an earlier one, each with the first of its kind.
///
/// # Errors
/// If the project cannot be read, or the work is cancelled.
pub fn twins(store: &Store, progress: &Progress) -> Result<BTreeMap<TextHash, TextHash>, String> {
    let mut index: Index<TextHash> = Index::default();
    let mut twins = BTreeMap::new();
    for (meta, sketch) in sketches(store, progress)? {
        let Some(sketch) = sketch else { continue };
        let text = meta.text_sha256;
        if let Some((other, _)) = index.nearest(&sketch) {
            let first = *twins.get(other).unwrap_or(other);
            twins.insert(text, first);
        }
        index.add(text, sketch);
    }
    Ok(twins)
}
