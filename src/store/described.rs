//! Seeing which descriptions of articles were written since they were looked at last.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, SystemTime};

use super::article::stem;
use super::project::Store;
use super::recovery::lay_over;
use crate::model::article::ArticleMeta;
use crate::model::id::ArticleId;

/// How old the folder's time has to be to be believed: a file may be written in the same tick of
/// the clock in which the folder was read.
const TICK: Duration = Duration::from_secs(2);

/// How the files of the descriptions look from outside.
#[derive(Clone, Debug, Default)]
pub struct Described {
    /// When something was last put into the folder or out of it, once that is sure.
    folder: Option<SystemTime>,
    /// When each file was written, and how long it is; `None` before they were looked at.
    files: Option<BTreeMap<ArticleId, (SystemTime, u64)>>,
}

impl Store {
    /// The descriptions that were written since, at the first look since the project was opened,
    /// with what the own journal says of them and the files do not yet. One that cannot be read is looked at again once
    /// it is written again. Files are replaced, not written into, so that as long as the folder
    /// stays the same one question to the file system is enough; else it is one a file.
    pub fn newly_described(&self, known: &mut Described) -> Vec<ArticleMeta> {
        let path = self.layout().articles();
        let folder = fs::metadata(&path)
            .and_then(|folder| folder.modified())
            .ok();
        if folder.is_none() || (folder == known.folder && known.files.is_some()) {
            return Vec::new();
        }
        let Ok(entries) = fs::read_dir(&path) else {
            return Vec::new();
        };
        let files = entries.filter_map(|entry| {
            let entry = entry.ok()?;
            let id = stem(entry.file_name().to_str()?, ".ron")?;
            let file = entry.metadata().ok()?;
            Some((id, (file.modified().ok()?, file.len())))
        });
        let files: BTreeMap<_, _> = files.collect();
        let settled = |at: &SystemTime| at.elapsed().map_or(true, |age| age >= TICK);
        known.folder = folder.filter(settled);
        let before = known.files.replace(files);
        let opened = self.0.opened.checked_sub(TICK);
        let written = known
            .files
            .iter()
            .flatten()
            .filter(|(id, at)| match &before {
                Some(before) => before.get(id) != Some(at),
                None => opened.is_none_or(|opened| at.0 >= opened),
            });
        let metas = written.filter_map(|(id, _)| {
            let mut meta = self.load_meta(id).ok()?;
            if let Some(ours) = self.state().tails.meta(id) {
                lay_over(&mut meta.fields, ours);
            }
            Some(meta)
        });
        metas.collect()
    }
}
