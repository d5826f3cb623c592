//! Opening a project: lock, list, journal, recovery.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::task::Waker;

use jiff::Timestamp;
use rayon::prelude::*;

use super::disk::{AnnotatorFile, ProjectFile};
use super::error::StoreError;
use super::layout::Layout;
use super::lock::{self, Holder, Lock, Refused};
use super::notice::{Notice, What};
use super::project::{Access, Annotator, State, Store, WhyReadOnly, read, write};
use super::recovery::{Journal, read_journal};
use super::writer::Writer;
use crate::model::article::{ArticleMeta, ArticleText};
use crate::model::history::{History, Seq};
use crate::model::id::{AnnotatorId, ArticleId};
use crate::model::project::Project;

/// A project that was opened.
#[derive(Debug)]
pub struct Opened {
    /// Reads the project.
    pub store: Store,
    /// Writes the annotator's edits; `None` if the project is open for reading only, and
    /// [`Store::access`] says why.
    pub writer: Option<Writer>,
    /// Schema and settings.
    pub project: Project,
    /// The articles by id, removed ones included.
    pub articles: Vec<ArticleMeta>,
    /// What the annotator has done, for undo and redo.
    pub history: History,
    /// What there is to tell, in the order in which it was noticed.
    pub notices: Vec<Notice>,
}

/// Opens a project for an annotator.
///
/// What can be read is opened, the rest is reported. If the folder cannot be written, someone
/// else has the layer open or a newer program wrote the project, it opens for reading only. The
/// counts of the list are not read here: [`Store::summaries`] does that in the background.
///
/// `wake` is called from another thread whenever the writer has something new to say.
///
/// # Errors
/// If there is no project, or `project.ron` or the list of articles cannot be read.
pub fn open(
    path: &Path,
    who: &Annotator,
    now: Timestamp,
    wake: Option<Waker>,
) -> Result<Opened, StoreError> {
    open_as(path, who, Some(now), wake)
}

impl Opened {
    /// Opens a project for reading only, as exports and statistics do. No lock is taken and
    /// nothing is written.
    ///
    /// # Errors
    /// As [`open`].
    pub fn read_only(path: &Path, annotator: &AnnotatorId) -> Result<Self, StoreError> {
        let who = Annotator {
            id: annotator.clone(),
            name: String::new(),
        };
        open_as(path, &who, None, None)
    }
}

fn open_as(
    path: &Path,
    who: &Annotator,
    now: Option<Timestamp>,
    wake: Option<Waker>,
) -> Result<Opened, StoreError> {
    let layout = Layout::new(path);
    let (mut project, newer) = read_project(&layout)?;
    let mut notices = Vec::new();
    let access = match (now, newer) {
        (_, Some((found, known))) => Err(WhyReadOnly::Newer { found, known }),
        (None, _) => Err(WhyReadOnly::Asked),
        (Some(now), None) => enter(&layout, who, now),
    };
    let mut journal = read_journal(&layout, &layout.journal(&who.id))?;
    let access = match (access, journal.newer) {
        (Ok(_), Some(found)) => Err(WhyReadOnly::Newer {
            found,
            known: super::journal::FORMAT,
        }),
        (access, _) => access,
    };
    let access = access.and_then(|lock| match journal.set_torn_aside(&layout, true) {
        Ok(()) => Ok(lock),
        Err(error) => Err(WhyReadOnly::Folder(error.to_string())),
    });
    journal.set_torn_aside(&layout, false)?;
    let (access, lock) = match access {
        Ok(lock) => (Access::Write, Some(lock)),
        Err(why) => (Access::Read(why), None),
    };
    if lock.as_ref().is_some_and(|lock| !lock.real) {
        let path = layout.relative(&layout.lock(&who.id));
        notices.push(Notice::new(What::NoLocks, path));
    }
    let store = Store::new(layout, who.id.clone(), access, State::default());
    let (mut articles, found) = store.list()?;
    notices.extend(found);
    notices.append(&mut journal.notices);
    let history = recover(&store, &journal, &mut articles, &mut notices);
    store.bring_up_to_date(&mut project);
    let writer = lock.map(|lock| {
        let writer = Writer::start(&store, lock, journal.last.take(), history.last(), wake);
        writer.settle();
        writer
    });
    Ok(Opened {
        store,
        writer,
        project,
        articles,
        history,
        notices,
    })
}

/// The project, and the found and known format if a newer program wrote it.
pub(super) fn read_project(layout: &Layout) -> Result<(Project, Option<(u32, u32)>), StoreError> {
    let path = layout.project();
    match read::<ProjectFile>(&path) {
        Ok(file) => Ok((file.into(), None)),
        Err(StoreError::Newer { found, known, path }) => {
            let bytes = super::file::read(&path, super::project::LARGEST_FILE)?;
            match ProjectFile::of_newer(&bytes) {
                Some(project) => Ok((project, Some((found, known)))),
                None => Err(StoreError::Newer { found, known, path }),
            }
        }
        Err(error) if error.is_not_found() => {
            Err(StoreError::NotAProject(layout.root().to_owned()))
        }
        Err(error) => Err(error),
    }
}

/// Makes the annotator's folder if need be and takes its lock.
fn enter(layout: &Layout, who: &Annotator, now: Timestamp) -> Result<Lock, WhyReadOnly> {
    let folder = |error: &dyn std::fmt::Display| WhyReadOnly::Folder(error.to_string());
    let own = layout.annotator(&who.id);
    super::file::fault::at(&own).map_err(|error| folder(&error))?;
    fs::create_dir_all(&own).map_err(|error| folder(&error))?;
    let holder = Holder {
        name: who.name.clone(),
        host: lock::host(),
        pid: std::process::id(),
        since: now,
    };
    let lock = match lock::acquire(&layout.lock(&who.id), &holder) {
        Ok(lock) => lock,
        Err(Refused::Held(holder)) => return Err(WhyReadOnly::Held(holder)),
        Err(Refused::Io(error)) => return Err(folder(&error)),
    };
    super::file::remove_leftovers(&own);
    let path = layout.annotator_file(&who.id);
    let named = read::<AnnotatorFile>(&path);
    let is_missing = named.as_ref().is_err_and(StoreError::is_not_found);
    if is_missing || named.is_ok_and(|file| file.name != who.name) {
        let file = AnnotatorFile::new(who.id.clone(), who.name.clone());
        write(&path, &file).map_err(|error| folder(&error))?;
    }
    match fs::create_dir(layout.journal(&who.id)) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(folder(&error)),
        _ => Ok(lock),
    }
}

/// Feeds the journal into the history, and keeps what is in no snapshot yet.
pub(super) fn recover(
    store: &Store,
    journal: &Journal,
    articles: &mut [ArticleMeta],
    notices: &mut Vec<Notice>,
) -> History {
    let texts = texts(store, journal);
    let (applied, unreadable) = applied(store);
    notices.extend(unreadable);
    let mut history = History::default();
    let mut tails = super::recovery::Tails::default();
    for (record, path, line) in &journal.records {
        history.skip_to(record.seq);
        match record.record(&|article| texts.get(article).cloned()) {
            Ok(record) => {
                tails.add(&record, store.annotator(), |article| {
                    applied.get(article).copied().unwrap_or_default()
                });
                history.push(record);
            }
            Err(article) => {
                let what = What::JournalUnquoted {
                    seq: record.seq.0,
                    article: article.to_string(),
                };
                notices.push(Notice::new(what, path.clone()).at_line(*line));
            }
        }
    }
    // A layer may know of records that the journal has lost; their numbers are not used again.
    for seq in applied.values() {
        history.skip_to(*seq);
    }
    for meta in articles {
        tails.keep_newer(&meta.id, &meta.fields);
        if let Some(fields) = tails.meta(&meta.id) {
            super::recovery::lay_over(&mut meta.fields, fields);
        }
    }
    let known = store.known_of_schema();
    history.skip_to(known);
    tails.settled(known);
    tails.last = history.last();
    store.state().tails = tails;
    store.recover_registry();
    let edits = store.state().tails.len();
    if edits > 0 {
        let path = store.layout().annotator(store.annotator());
        notices.push(Notice::new(
            What::Recovered { edits },
            store.relative(&path),
        ));
    }
    history
}

/// The texts that the journal quotes.
fn texts(store: &Store, journal: &Journal) -> BTreeMap<ArticleId, ArticleText> {
    let quoted: BTreeSet<&ArticleId> = journal
        .records
        .iter()
        .flat_map(|(record, ..)| &record.edits)
        .filter(|(_, edit)| edit.has_places())
        .map(|(article, _)| article)
        .collect();
    quoted
        .into_par_iter()
        .filter_map(|article| {
            let (text, _) = store.load_text(article).ok()?;
            Some((article.clone(), text))
        })
        .collect()
}

/// Up to which record each layer file goes.
fn applied(store: &Store) -> (BTreeMap<ArticleId, Seq>, Vec<Notice>) {
    let layers: Vec<ArticleId> = store.layers(store.annotator()).into_iter().collect();
    let read: Vec<_> = layers
        .into_par_iter()
        .map(|article| {
            let applied = store.applied(&article);
            (article, applied)
        })
        .collect();
    let (mut applied, mut notices) = (BTreeMap::new(), Vec::new());
    for (article, seq) in read {
        match seq {
            Ok(seq) => {
                applied.insert(article, seq);
            }
            Err(error) => {
                let path = store.layout().layer(store.annotator(), &article);
                notices.push(Notice::of(&error, store.relative(&path)));
            }
        }
    }
    (applied, notices)
}
