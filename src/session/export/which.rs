//! Which articles go into a data set, and whose layers of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::jobs;
use crate::model::annotations::{Annotations, Progress};
use crate::model::article::{ArticleMeta, ArticleText};
use crate::model::id::{AnnotatorId, ArticleId};
use crate::session::list::{ArticleList, Filter};
use crate::store::{Store, Summary};

/// Which layers of which articles go into a data set; of itself all that somebody has said
/// something in.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// Only this annotator's layers.
    pub annotator: Option<AnnotatorId>,
    /// Only layers that are this far; of any progress if it is empty.
    pub statuses: Vec<Progress>,
    /// Only these articles.
    pub articles: Option<BTreeSet<ArticleId>>,
    /// Articles that nobody has said anything of as well.
    pub bare: bool,
}

impl Which {
    fn has(&self, meta: &ArticleMeta) -> bool {
        let only = self.articles.as_ref();
        !meta.is_removed() && only.is_none_or(|only| only.contains(&meta.id))
    }

    fn is_far(&self, progress: Progress) -> bool {
        self.statuses.is_empty() || self.statuses.contains(&progress)
    }
}

/// The articles with all of some words in their title or source, as the list of articles finds
/// them.
///
/// # Errors
/// If the project cannot be read.
pub fn with_words(store: &Store, words: &str) -> Result<BTreeSet<ArticleId>, String> {
    let (metas, _) = store.list().map_err(|e| e.to_string())?;
    let entries = metas.into_iter().map(|meta| (meta, Summary::default()));
    let mut list = ArticleList::new(entries);
    list.set_filter(Filter {
        text: words.to_owned(),
        ..Filter::default()
    });
    Ok(list.shown().iter().cloned().collect())
}

/// Layers that are open in the window and may be ahead of the disk.
pub type Layers = BTreeMap<ArticleId, Arc<Annotations>>;

/// Is given an article with its text and a layer.
pub type EachLayer<'a> =
    &'a mut dyn FnMut(&ArticleMeta, &ArticleText, &Annotations) -> Result<(), String>;

/// Hands articles of a project over, with each annotator's layer in turn; then, if they are wanted,
/// those that none of them has said anything of.
///
/// # Errors
/// If the project cannot be read, `each` fails, or the work is cancelled.
pub fn layers(
    store: &Store,
    which: &Which,
    own: &Layers,
    progress: &jobs::Progress,
    each: EachLayer<'_>,
) -> Result<(), String> {
    let (mut metas, _) = store.list().map_err(|e| e.to_string())?;
    metas.retain(|meta| which.has(meta));
    let annotators = store.annotators().map_err(|e| e.to_string())?;
    let only = which.annotator.as_ref();
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
            if !is_there {
                continue;
            }
            marked.insert(&meta.id);
            if open.is_some_and(|layer| !which.is_far(layer.progress())) {
                continue;
            }
            let (text, _) = store.load_text(&meta.id).map_err(|e| e.to_string())?;
            match open {
                Some(layer) => each(meta, &text, layer)?,
                None => {
                    let loaded = store.load_layer(&annotator.id, &meta.id, &text);
                    let layer = loaded.map_err(|e| e.to_string())?.layer;
                    if which.is_far(layer.progress()) {
                        each(meta, &text, &layer)?;
                    }
                }
            }
        }
    }
    let bare = which.bare && which.is_far(Progress::New);
    let rest = metas.iter().filter(|_| bare);
    for meta in rest.filter(|meta| !marked.contains(&meta.id)) {
        let (text, _) = store.load_text(&meta.id).map_err(|e| e.to_string())?;
        let annotator = only.unwrap_or(store.annotator()).clone();
        let nothing = Annotations::new(meta.id.clone(), annotator);
        each(meta, &text, &nothing)?;
    }
    Ok(())
}
