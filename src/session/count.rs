//! Counting what an annotator's layers hold, for the window and the command line.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::analysis::statistics::Statistics;
use crate::jobs::Progress;
use crate::model::annotations::Annotations;
use crate::model::id::{AnnotatorId, ArticleId};
use crate::store::{Store, StoreError};

/// Counts the layers of an annotator in these articles, read in parallel. An article without a
/// layer counts as new; layers that cannot be read are told by name.
pub fn count(
    store: &Store,
    annotator: &AnnotatorId,
    articles: &[ArticleId],
    progress: &Progress,
) -> (Statistics, Vec<(ArticleId, StoreError)>) {
    let layers = store.layers(annotator);
    let done = AtomicU64::new(0);
    let total = articles.len() as u64;
    let counted = articles.par_iter().filter(|_| !progress.is_cancelled());
    let counted = counted.map(|id| {
        let counts = if layers.contains(id) {
            let layer = store
                .load_text(id)
                .and_then(|(text, _)| store.load_layer(annotator, id, &text));
            layer.map(|loaded| Statistics::of(&loaded.layer))
        } else {
            let none = Annotations::new(id.clone(), annotator.clone());
            Ok(Statistics::of(&none))
        };
        let count = done.fetch_add(1, Ordering::Relaxed) + 1;
        if count.is_multiple_of(64) {
            progress.set(count, total);
        }
        match counts {
            Ok(counts) => (counts, Vec::new()),
            Err(error) => (Statistics::default(), vec![(id.clone(), error)]),
        }
    });
    counted.reduce(
        Default::default,
        |(counts, mut problems), (more, others)| {
            problems.extend(others);
            (counts.and(more), problems)
        },
    )
}
