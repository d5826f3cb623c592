//! The one thread that writes an annotator's journal and snapshots.
//!
//! Invariant: `saved` counts a record only after it is synced; a record that could not be
//! written is kept and tried again, in order; a snapshot never holds an edit whose record is
//! not in the journal.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Waker;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::codec;
use super::disk::RecordFile;
use super::error::StoreError;
use super::journal::{self, Appender};
use super::lock::Lock;
use super::notice::Notice;
use super::project::Store;
use crate::model::article::ArticleText;
use crate::model::history::{Record, Seq};
use crate::model::id::ArticleId;

/// How long it takes until something that failed is tried again.
const RETRY: Duration = Duration::from_millis(1000);
/// Closing does not wait longer for snapshots: the journal has everything, and the next opening
/// goes on with them.
const CLOSING: Duration = Duration::from_secs(5);
/// An article with this many edits since its snapshot gets a new one.
const SNAPSHOT_AFTER: u32 = 500;
/// So many articles get their snapshots before the next records are written.
const SNAPSHOTS_AT_ONCE: usize = 256;

/// Writes an annotator's edits. When it is dropped it writes all snapshots, ends its thread and
/// gives the lock back; what cannot be written then is lost, so ask [`Writer::flush`] before.
#[derive(Debug)]
pub struct Writer {
    store: Store,
    shared: Arc<Shared>,
    tasks: Option<Sender<Task>>,
    thread: Option<JoinHandle<()>>,
    // Given back last.
    _lock: Lock,
}

#[derive(Debug)]
struct Shared {
    saved: AtomicU64,
    submitted: AtomicU64,
    problem: Mutex<Option<StoreError>>,
    notices: Mutex<Vec<Notice>>,
    wake: Option<Waker>,
}

/// Whether everything is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// Every record is synced.
    Saved,
    /// Some records are on their way.
    Saving {
        /// How many.
        records: u64,
    },
    /// Something could not be written. Nothing is lost as long as the program runs, and it is
    /// tried again every second.
    Failing {
        /// How many records are not on the disk.
        records: u64,
        /// The first of them.
        first: Seq,
        /// Why.
        error: StoreError,
    },
}

/// Why not everything is on the disk.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FlushError {
    /// It could not be written.
    #[error("not everything is saved: {0}")]
    Failing(StoreError),
    /// It takes longer.
    #[error("still saving; the disk is slow")]
    Timeout,
    /// The thread has ended.
    #[error("the part of the program that saves has stopped; please report this")]
    Stopped,
}

#[derive(Debug)]
enum Task {
    Record(Box<Record>, BTreeMap<ArticleId, ArticleText>),
    Snapshot(ArticleId),
    Settle,
    Flush(Sender<Result<(), StoreError>>),
}

impl Writer {
    pub(super) fn start(
        store: &Store,
        lock: Lock,
        segment: Option<(PathBuf, u64)>,
        last: Seq,
        wake: Option<Waker>,
    ) -> Self {
        let shared = Arc::new(Shared {
            saved: AtomicU64::new(last.0),
            submitted: AtomicU64::new(last.0),
            problem: Mutex::new(None),
            notices: Mutex::new(Vec::new()),
            wake,
        });
        let (tasks, inbox) = mpsc::channel();
        let folder = store.layout().journal(store.annotator());
        let work = Work {
            store: store.clone(),
            shared: Arc::clone(&shared),
            inbox,
            appender: Appender::new(folder, segment),
            pending: VecDeque::new(),
            wanted: BTreeSet::new(),
            flushes: Vec::new(),
            since_snapshot: BTreeMap::new(),
            failed: None,
            closing: None,
        };
        let thread = std::thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || work.run())
            .ok();
        Self {
            store: store.clone(),
            shared,
            tasks: Some(tasks),
            thread,
            _lock: lock,
        }
    }

    /// Hands a record over to be written. It must be the one after the last that was handed
    /// over ([`crate::model::history::History`] numbers them), and its edits must have been
    /// applied. `texts` are those of the articles in it that are at hand; others are read.
    ///
    /// Does no input or output.
    pub fn submit(
        &self,
        record: Record,
        texts: impl IntoIterator<Item = (ArticleId, ArticleText)>,
    ) {
        let annotator = self.store.annotator();
        self.store.state().tails.add(&record, annotator, |_| Seq(0));
        self.shared
            .submitted
            .fetch_max(record.seq.0, Ordering::AcqRel);
        self.send(Task::Record(Box::new(record), texts.into_iter().collect()));
    }

    /// Asks for a snapshot of an article's layer and description, as when another is opened.
    pub fn snapshot(&self, article: &ArticleId) {
        self.send(Task::Snapshot(article.clone()));
    }

    /// Asks for snapshots of all articles that have changed since theirs.
    pub fn settle(&self) {
        self.send(Task::Settle);
    }

    /// The last record that is synced. Does no input or output.
    #[must_use]
    pub fn saved(&self) -> Seq {
        Seq(self.shared.saved.load(Ordering::Acquire))
    }

    /// Whether everything is on the disk. Does no input or output.
    #[must_use]
    pub fn status(&self) -> SaveStatus {
        let saved = self.saved();
        let submitted = self.shared.submitted.load(Ordering::Acquire);
        let records = submitted.saturating_sub(saved.0);
        match lock(&self.shared.problem).clone() {
            Some(error) => SaveStatus::Failing {
                records,
                first: saved.next(),
                error,
            },
            None if records == 0 => SaveStatus::Saved,
            None => SaveStatus::Saving { records },
        }
    }

    /// What the writer has to tell since the last call. Does no input or output.
    #[must_use]
    pub fn take_notices(&self) -> Vec<Notice> {
        std::mem::take(&mut *lock(&self.shared.notices))
    }

    /// Waits until everything handed over so far, snapshots included, is on the disk.
    ///
    /// # Errors
    /// If it cannot be written, or takes longer than `timeout`; it is tried on in either case.
    pub fn flush(&self, timeout: Duration) -> Result<(), FlushError> {
        let (done, wait) = mpsc::channel();
        self.send(Task::Flush(done));
        match wait.recv_timeout(timeout) {
            Ok(result) => result.map_err(FlushError::Failing),
            Err(RecvTimeoutError::Timeout) => Err(FlushError::Timeout),
            Err(RecvTimeoutError::Disconnected) => Err(FlushError::Stopped),
        }
    }

    fn send(&self, task: Task) {
        if let Some(tasks) = &self.tasks
            && tasks.send(task).is_err()
        {
            let path = self.store.path();
            let error = std::io::Error::other("the writing thread has ended");
            *lock(&self.shared.problem) = Some(StoreError::io("save", path, &error));
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.tasks.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a snapshot is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// The schema and since when is learned.
    Schema,
    /// What all annotators know.
    Registry,
    /// A layer and the description of its article.
    Article(ArticleId),
}

/// A record with the texts it quotes.
type Pending = (Box<Record>, BTreeMap<ArticleId, ArticleText>);

struct Work {
    store: Store,
    shared: Arc<Shared>,
    inbox: Receiver<Task>,
    appender: Appender,
    /// Not in the journal yet, in order.
    pending: VecDeque<Pending>,
    /// What is to be written besides the journal.
    wanted: BTreeSet<Part>,
    flushes: Vec<Sender<Result<(), StoreError>>>,
    since_snapshot: BTreeMap<ArticleId, u32>,
    /// What went wrong in this round.
    failed: Option<StoreError>,
    /// Since when the program waits for this thread to end.
    closing: Option<Instant>,
}

impl Work {
    fn run(mut self) {
        loop {
            self.receive();
            self.failed = None;
            self.write_records();
            if self.failed.is_none() {
                self.write_some_snapshots();
            }
            self.report();
            let idle = self.pending.is_empty() && self.wanted.is_empty();
            let Some(since) = self.closing else {
                continue;
            };
            let late = self.pending.is_empty() && since.elapsed() > CLOSING;
            if idle || late || self.failed.is_some() {
                return;
            }
        }
    }

    /// Takes what has come in. Waits for it if there is nothing else to do.
    fn receive(&mut self) {
        if self.closing.is_some() {
            return;
        }
        let idle = self.pending.is_empty() && self.wanted.is_empty();
        let first = if self.failed.is_some() {
            self.inbox.recv_timeout(RETRY)
        } else if idle {
            self.inbox
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            self.inbox.try_recv().map_err(|error| match error {
                mpsc::TryRecvError::Empty => RecvTimeoutError::Timeout,
                mpsc::TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
            })
        };
        match first {
            Ok(task) => self.take(task),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                self.closing = Some(Instant::now());
                self.want_all();
            }
        }
        while let Ok(task) = self.inbox.try_recv() {
            self.take(task);
        }
    }

    fn take(&mut self, task: Task) {
        match task {
            Task::Record(record, texts) => self.pending.push_back((record, texts)),
            Task::Snapshot(article) => {
                self.wanted.insert(Part::Article(article));
            }
            Task::Settle => self.want_all(),
            Task::Flush(done) => self.flushes.push(done),
        }
    }

    /// Asks for snapshots of everything that has changed.
    fn want_all(&mut self) {
        let articles = self.store.state().tails.articles();
        self.wanted.extend(articles.into_iter().map(Part::Article));
        self.wanted.insert(Part::Schema);
        self.wanted.insert(Part::Registry);
    }

    /// Appends all that waits with one sync.
    fn write_records(&mut self) {
        let Some((first, _)) = self.pending.front() else {
            return;
        };
        let first = first.seq;
        let mut frames = String::new();
        let mut last = first;
        let mut count = 0;
        for pending in &self.pending {
            match self.frame(pending) {
                Ok(frame) => {
                    frames.push_str(&frame);
                    last = pending.0.seq;
                    count += 1;
                }
                Err(error) => {
                    self.failed = Some(error);
                    break;
                }
            }
        }
        if count == 0 {
            return;
        }
        if let Err(error) = self.appender.append(first, frames.as_bytes()) {
            let path = self.store.layout().journal(self.store.annotator());
            self.failed = Some(StoreError::io("save the edit", &path, &error));
            return;
        }
        for (record, _) in self.pending.drain(..count) {
            for article in record.change.articles() {
                let edits = self.since_snapshot.entry(article.clone()).or_default();
                *edits += 1;
                if *edits >= SNAPSHOT_AFTER {
                    *edits = 0;
                    self.wanted.insert(Part::Article(article.clone()));
                }
            }
            if !record.change.project.is_empty() {
                // Others are to see it soon.
                self.wanted.insert(Part::Schema);
                self.wanted.insert(Part::Registry);
            }
        }
        self.shared.saved.store(last.0, Ordering::Release);
        self.wake();
    }

    fn frame(&self, (record, texts): &Pending) -> Result<String, StoreError> {
        let text = |article: &ArticleId| {
            let at_hand = texts.get(article).cloned();
            at_hand.or_else(|| Some(self.store.load_text(article).ok()?.0))
        };
        let file = RecordFile::new(record, &text).map_err(|article| {
            let path = self.store.layout().text(&article);
            let error = std::io::Error::other("the text an edit belongs to cannot be read");
            StoreError::io("save the edit", &path, &error)
        })?;
        let path = || self.store.layout().journal(self.store.annotator());
        let line = codec::encode_line(&file).map_err(|error| StoreError::codec(&path(), error))?;
        Ok(journal::frame(&line))
    }

    /// Writes some of the snapshots that were asked for; not all, so that records never wait long.
    fn write_some_snapshots(&mut self) {
        let Some(part) = self.wanted.pop_first() else {
            return;
        };
        let saved = Seq(self.shared.saved.load(Ordering::Acquire));
        match part {
            Part::Schema => {
                let written = self.store.settle_schema(saved).map(|()| Vec::new());
                self.settled(Part::Schema, written);
            }
            Part::Registry => {
                let written = self.store.settle_registry(saved).map(|()| Vec::new());
                self.settled(Part::Registry, written);
            }
            // They come last.
            Part::Article(first) => {
                let mut articles = vec![first];
                while articles.len() < SNAPSHOTS_AT_ONCE
                    && let Some(Part::Article(next)) = self.wanted.pop_first()
                {
                    articles.push(next);
                }
                let written = self.store.settle_articles(&articles, saved);
                for (article, written) in articles.into_iter().zip(written) {
                    self.since_snapshot.remove(&article);
                    self.settled(Part::Article(article), written);
                }
            }
        }
    }

    /// Sees to it that what could not be written is tried again or told.
    fn settled(&mut self, part: Part, written: Result<Vec<Notice>, StoreError>) {
        match written {
            Ok(notices) => lock(&self.shared.notices).extend(notices),
            // What the system refuses now it may grant later. Only a single file that is not there,
            // such as a text that was deleted, is not waited for.
            Err(error @ StoreError::Io { .. })
                if !error.is_not_found() || !self.store.layout().project().exists() =>
            {
                self.wanted.insert(part);
                self.failed = Some(error);
            }
            // A file that cannot be read is not overwritten; its edits stay in the journal.
            Err(error) => {
                let layout = self.store.layout();
                let path = match &part {
                    Part::Schema => layout.project(),
                    Part::Registry => layout.registry(),
                    Part::Article(article) => layout.layer(self.store.annotator(), article),
                };
                let notice = Notice::of(&error, self.store.relative(&path));
                lock(&self.shared.notices).push(notice);
            }
        }
    }

    /// Publishes what went wrong, or that nothing does, and answers who waits for it.
    fn report(&mut self) {
        let changed = {
            let mut problem = lock(&self.shared.problem);
            let changed = *problem != self.failed;
            problem.clone_from(&self.failed);
            changed
        };
        let idle = self.pending.is_empty() && self.wanted.is_empty();
        if let Some(error) = &self.failed {
            for done in self.flushes.drain(..) {
                let _ = done.send(Err(error.clone()));
            }
        } else if idle {
            for done in self.flushes.drain(..) {
                let _ = done.send(Ok(()));
            }
        }
        if changed || idle {
            self.wake();
        }
    }

    fn wake(&self) {
        if let Some(wake) = &self.shared.wake {
            wake.wake_by_ref();
        }
    }
}

#[cfg(test)]
mod tests;
