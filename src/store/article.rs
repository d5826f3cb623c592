//! Articles: their texts, their descriptions, and taking new ones in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;

use rayon::prelude::*;

use super::disk::MetaFile;
use super::error::StoreError;
use super::file;
use super::many::{Snapshot, in_writers};
use super::notice::{Notice, What};
use super::project::{Store, read};
use super::recovery::lay_over;
use crate::model::article::{ArticleMeta, ArticleText, LARGEST_ARTICLE, TextHash};
use crate::model::id::ArticleId;

/// How many articles are written before the disk is waited for.
const AT_ONCE: usize = 1024;

/// What became of an article that was taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Its description: the new one, or that of the article that is there already.
    pub meta: ArticleMeta,
    /// Whether there was an article with this very text. Then nothing was written.
    pub existed: bool,
}

/// Where an article goes.
enum Reserved {
    /// A new one, with its id.
    New(Box<ArticleMeta>),
    /// There is one with its text.
    Known(ArticleId),
}

impl Store {
    /// The text of an article.
    ///
    /// A text that only had its line ends converted or a byte order mark put in front is read as
    /// it was, with a notice. One that was changed is read as it is, with a notice.
    ///
    /// # Errors
    /// If there is no such file, it is not UTF-8, or it is larger than an article may be.
    pub fn load_text(&self, article: &ArticleId) -> Result<(ArticleText, Vec<Notice>), StoreError> {
        let path = self.layout().text(article);
        // Converted line ends make it longer than it was.
        let bytes = file::read(&path, 2 * LARGEST_ARTICLE as u64)?;
        let text = String::from_utf8(bytes).map_err(|error| StoreError::NotUtf8 {
            byte: error.utf8_error().valid_up_to() as u64,
            path: path.clone(),
        })?;
        let expected = self.state().articles.get(article).copied();
        let text = ArticleText::new(text);
        if expected.is_none_or(|expected| expected == text.hash()) {
            return Ok((text, Vec::new()));
        }
        let restored = text.as_str().trim_start_matches('\u{feff}');
        let restored = ArticleText::new(restored.replace("\r\n", "\n"));
        let (text, what) = if expected == Some(restored.hash()) {
            (restored, What::Converted)
        } else {
            (text, What::TextChanged)
        };
        Ok((text, vec![Notice::new(what, self.relative(&path))]))
    }

    /// The descriptions of all articles, by id, removed ones included. Read in parallel: about
    /// 20 µs an article.
    ///
    /// An article whose description is missing or unreadable is listed all the same, without a
    /// title, as long as its text is there.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn list(&self) -> Result<(Vec<ArticleMeta>, Vec<Notice>), StoreError> {
        let folder = self.layout().articles();
        let fail = |error: io::Error| StoreError::io("list the folder", &folder, &error);
        file::fault::at(&folder).map_err(fail)?;
        let (mut described, mut texts) = (BTreeSet::new(), BTreeSet::new());
        for entry in fs::read_dir(&folder).map_err(fail)? {
            let name = entry.map_err(fail)?.file_name();
            let name = name.to_str().unwrap_or_default();
            if let Some(id) = stem(name, ".ron") {
                described.insert(id);
            } else if let Some(id) = stem(name, ".txt") {
                texts.insert(id);
            }
        }
        let all: Vec<&ArticleId> = described.union(&texts).collect();
        let read: Vec<(Option<ArticleMeta>, Option<Notice>)> = all
            .into_par_iter()
            .map(|id| match self.load_meta(id) {
                Ok(meta) if texts.contains(id) => (Some(meta), None),
                Ok(meta) => {
                    let path = self.relative(&self.layout().text(id));
                    (Some(meta), Some(Notice::new(What::NoText, path)))
                }
                Err(error) => {
                    let path = self.relative(&self.layout().meta(id));
                    let notice = if error.is_not_found() {
                        Notice::new(What::NoMeta, path)
                    } else {
                        Notice::of(&error, path)
                    };
                    (self.stand_in(id), Some(notice))
                }
            })
            .collect();
        let (mut metas, mut notices) = (Vec::with_capacity(read.len()), Vec::new());
        for (meta, notice) in read {
            metas.extend(meta);
            notices.extend(notice);
        }
        let mut state = self.state();
        state.articles = metas
            .iter()
            .map(|m| (m.id.clone(), m.text_sha256))
            .collect();
        let by_text = metas.iter().rev();
        state.texts = by_text
            .map(|meta| (meta.text_sha256, meta.id.clone()))
            .collect();
        for meta in &mut metas {
            if let Some(fields) = state.tails.meta(&meta.id) {
                lay_over(&mut meta.fields, fields);
            }
        }
        Ok((metas, notices))
    }

    /// The description of an article as its file has it.
    pub(super) fn load_meta(&self, article: &ArticleId) -> Result<ArticleMeta, StoreError> {
        let path = self.layout().meta(article);
        let meta = ArticleMeta::from(read::<MetaFile>(&path)?);
        if meta.id != *article {
            return Err(StoreError::WrongName {
                found: meta.id.to_string(),
                expected: article.to_string(),
                path,
            });
        }
        Ok(meta)
    }

    /// A description for an article that has none.
    pub(super) fn stand_in(&self, article: &ArticleId) -> Option<ArticleMeta> {
        let bytes = file::read(&self.layout().text(article), 2 * LARGEST_ARTICLE as u64).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        Some(ArticleMeta {
            id: article.clone(),
            text_sha256: TextHash::of(&text),
            bytes: text.len() as u64,
            fields: BTreeMap::new(),
        })
    }

    /// Takes an article in: writes its text and its description.
    ///
    /// If there is one with this very text, nothing is written and that one is returned; it may
    /// be one that was taken out ([`ArticleMeta::is_removed`]). An id
    /// that is taken by another text is made longer.
    ///
    /// # Errors
    /// If the project is open for reading only or a file cannot be written.
    pub fn import_article(
        &self,
        text: &ArticleText,
        meta: &ArticleMeta,
    ) -> Result<Imported, StoreError> {
        let article = [(text.clone(), meta.clone())];
        let mut results = self.import_articles(&article, &|_| true);
        results.pop().unwrap_or_else(|| {
            let error = io::Error::other("nothing was written");
            Err(StoreError::io(
                "write the file",
                &self.layout().text(&meta.id),
                &error,
            ))
        })
    }

    /// Takes many articles in: what takes long is waiting until they are on the disk, and that is
    /// waited for once for many. The results come in
    /// the order of the articles. `go_on` is told how many are done and ends it with `false`; then
    /// the rest is missing from the results.
    ///
    /// # Errors
    /// Each article has its own result.
    pub fn import_articles(
        &self,
        articles: &[(ArticleText, ArticleMeta)],
        go_on: &(dyn Fn(usize) -> bool + Sync),
    ) -> Vec<Result<Imported, StoreError>> {
        let mut results = Vec::with_capacity(articles.len());
        for chunk in articles.chunks(AT_ONCE) {
            if !go_on(results.len()) {
                break;
            }
            // Of two with the same text the first is written, and the second is that one.
            let reserved: Vec<_> = chunk
                .iter()
                .map(|(text, meta)| self.reserve(text, meta))
                .collect();
            let new = chunk.iter().zip(&reserved);
            let new = new.filter_map(|((text, _), reserved)| match reserved {
                Ok(Reserved::New(meta)) => Some((text, &**meta)),
                _ => None,
            });
            let mut written = self.write_articles(&new.collect::<Vec<_>>()).into_iter();
            results.extend(reserved.into_iter().map(|reserved| {
                if let Ok(Reserved::New(meta)) = &reserved
                    && let Some(Err(error)) = written.next()
                {
                    let mut state = self.state();
                    state.articles.remove(&meta.id);
                    state.texts.remove(&meta.text_sha256);
                    return Err(error);
                }
                self.read_known(reserved)
            }));
        }
        results
    }

    /// What became of an article; reads the description of the one that was there already.
    fn read_known(&self, written: Result<Reserved, StoreError>) -> Result<Imported, StoreError> {
        let (meta, existed) = match written? {
            Reserved::New(meta) => (*meta, false),
            Reserved::Known(existing) => {
                let mut meta = self.load_meta(&existing).or_else(|error| {
                    let stand_in = self.stand_in(&existing);
                    stand_in.ok_or(error)
                })?;
                // What was done a moment ago may not stand in its file yet: an import taken back.
                if let Some(fields) = self.state().tails.meta(&existing) {
                    lay_over(&mut meta.fields, fields);
                }
                (meta, true)
            }
        };
        Ok(Imported { meta, existed })
    }

    /// Gives the article with this text, or reserves an id for a new one.
    fn reserve(&self, text: &ArticleText, meta: &ArticleMeta) -> Result<Reserved, StoreError> {
        self.writable()?;
        let mut meta = meta.clone();
        meta.text_sha256 = text.hash();
        meta.bytes = text.as_str().len() as u64;
        let mut state = self.state();
        if let Some(id) = state.texts.get(&meta.text_sha256) {
            return Ok(Reserved::Known(id.clone()));
        }
        let digits = meta.text_sha256.short();
        for n in 2_u32.. {
            let is_taken = state.articles.contains_key(&meta.id);
            if !is_taken && !self.layout().text(&meta.id).exists() {
                break;
            }
            let stem = meta.id.as_str().trim_end_matches(&*digits);
            let stem = stem.trim_end_matches('-').to_owned();
            let Ok(id) = format!("{stem}-{n}-{digits}").parse() else {
                break;
            };
            meta.id = id;
        }
        state.articles.insert(meta.id.clone(), meta.text_sha256);
        state.texts.insert(meta.text_sha256, meta.id.clone());
        Ok(Reserved::New(Box::new(meta)))
    }

    /// Writes texts and descriptions of new articles.
    fn write_articles(&self, new: &[(&ArticleText, &ArticleMeta)]) -> Vec<Result<(), StoreError>> {
        // The texts first: a text without a description is listed, the other way is an error.
        let texts = new.iter().map(|(text, meta)| {
            let path = self.layout().text(&meta.id);
            Ok(Some(Snapshot::new(path, text.as_str().to_owned(), *meta)))
        });
        let texts = self.write_all(texts.collect());
        let described = in_writers(|| {
            let texts = texts.into_par_iter();
            let described = texts.map(|written| {
                let Some(meta) = written? else {
                    return Ok(None);
                };
                let path = self.layout().meta(&meta.id);
                Snapshot::of(path, &MetaFile::from(meta), ()).map(Some)
            });
            described.collect()
        });
        let described = self.write_all(described).into_iter();
        described.map(|written| written.map(drop)).collect()
    }
}

/// The article a file name belongs to.
pub(super) fn stem(name: &str, ending: &str) -> Option<ArticleId> {
    name.strip_suffix(ending)?.parse().ok()
}
