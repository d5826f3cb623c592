//! Snapshots: what the journal says of layers and descriptions is written into their files.

use rayon::prelude::*;

use super::disk::{LayerFile, MetaFile};
use super::error::StoreError;
use super::many::{Snapshot, Written, in_writers};
use super::notice::{Notice, What};
use super::project::Store;
use super::recovery::{Fields, lay_over};
use crate::model::history::Seq;
use crate::model::id::ArticleId;

/// What a snapshot of a layer holds.
struct LayerTold {
    upto: Seq,
    notices: Vec<Notice>,
}

impl Store {
    /// Writes the layers and descriptions of articles with the records up to `saved`, which are
    /// in the journal. Each article has its own result, with what there is to tell.
    pub(super) fn settle_articles(
        &self,
        articles: &[ArticleId],
        saved: Seq,
    ) -> Vec<Result<Vec<Notice>, StoreError>> {
        let layers = self.settle(articles, |article| self.layer_snapshot(article, saved));
        let metas = self.settle(articles, |article| self.meta_snapshot(article));
        let settled = articles.iter().zip(layers.into_iter().zip(metas));
        let settled = settled.map(|(article, (layer, meta))| {
            let layer = layer.map(|told| {
                let told = told?;
                self.state().tails.snapshotted(article, told.upto);
                Some(told.notices)
            });
            let meta = meta.map(|written| {
                if let Some(fields) = written {
                    self.state().tails.described(article, &fields);
                }
            });
            meta.and(layer.map(Option::unwrap_or_default))
        });
        settled.collect()
    }

    /// Makes a file of each article and writes them.
    fn settle<T: Send>(
        &self,
        articles: &[ArticleId],
        make: impl Fn(&ArticleId) -> Written<Snapshot<T>> + Sync + Send,
    ) -> Vec<Written<T>> {
        let made = in_writers(|| articles.par_iter().map(make).collect());
        self.write_all(made)
    }

    /// The layer of an article, if the journal says more of it than its file.
    fn layer_snapshot(&self, article: &ArticleId, saved: Seq) -> Written<Snapshot<LayerTold>> {
        let waits = self
            .state()
            .tails
            .edits(article)
            .iter()
            .any(|(seq, _)| *seq <= saved);
        if !waits {
            return Ok(None);
        }
        let (text, _) = self.load_text(article)?;
        let attached = self.attach(self.annotator(), article, &text, saved)?;
        let loaded = attached.loaded;
        let file = LayerFile::new(&loaded.layer, &text, loaded.upto, attached.kept);
        let mut notices = loaded.notices;
        notices.retain(|notice| matches!(notice.what, What::NotReplayed { .. }));
        let told = LayerTold {
            upto: loaded.upto,
            notices,
        };
        let path = self.layout().layer(self.annotator(), article);
        Snapshot::of(path, &file, told).map(Some)
    }

    /// What the journal says about an article's description over what is on the disk, field by
    /// field, the later word winning.
    fn meta_snapshot(&self, article: &ArticleId) -> Written<Snapshot<Fields>> {
        let Some(ours) = self.state().tails.meta(article).cloned() else {
            return Ok(None);
        };
        let mut meta = match self.load_meta(article) {
            Err(error) if error.is_not_found() => self.stand_in(article).ok_or(error)?,
            result => result?,
        };
        lay_over(&mut meta.fields, &ours);
        Snapshot::of(self.layout().meta(article), &MetaFile::from(&meta), ours).map(Some)
    }
}
