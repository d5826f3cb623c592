//! Writes on a thread of its own, so that nothing the user does waits for the disk.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::disk::RecordFile;
use super::error::StoreError;
use super::folder::Folder;
use super::journal::{self, Appender};
use crate::model::annotations::Annotations;
use crate::model::article::{ArticleMeta, ArticleText};
use crate::model::history::Seq;
use crate::model::id::{AnnotatorId, ArticleId};

/// Called on the writer's thread when its status has changed.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The writer of one annotator's folder. Dropping it writes what is left.
pub struct Writer {
    queue: Option<Sender<Task>>,
    thread: Option<JoinHandle<()>>,
    status: Arc<Status>,
}

/// How far the writer has come; read every frame without waiting.
#[derive(Debug, Default)]
pub struct Status {
    saved: AtomicU64,
    busy: AtomicBool,
    error: Mutex<Option<String>>,
}

enum Task {
    Record(Seq, Option<Box<RecordFile>>),
    Layer(Box<Annotations>, ArticleText, Seq),
    Meta(Box<ArticleMeta>),
}

impl Writer {
    /// Starts a writer. `saved` is the last record that is on the disk already.
    #[must_use]
    pub fn start(folder: Folder, annotator: &AnnotatorId, saved: Seq, wake: Wake) -> Self {
        let status = Arc::new(Status::default());
        status.saved.store(saved.0, Ordering::Release);
        let (queue, tasks) = channel();
        let worker = Worker {
            journal: Appender::new(folder.annotator_path(annotator).join("journal")),
            folder,
            status: Arc::clone(&status),
            wake,
            lines: String::new(),
            first: None,
            last: saved,
            layers: BTreeMap::new(),
            metas: BTreeMap::new(),
        };
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || worker.run(&tasks))
            .map_err(|error| {
                set_error(&status, Some(format!("the writer cannot start: {error}")));
            })
            .ok();
        Self {
            queue: Some(queue),
            thread,
            status,
        }
    }

    /// Appends a record to the journal.
    pub fn record(&self, record: &crate::model::history::Record, texts: super::disk::Texts<'_>) {
        let file = RecordFile::of(record, texts).map(Box::new);
        self.send(Task::Record(record.seq, file));
    }

    /// Writes a layer's snapshot that includes all records up to `applied`.
    pub fn layer(&self, layer: Annotations, text: ArticleText, applied: Seq) {
        self.send(Task::Layer(Box::new(layer), text, applied));
    }

    /// Writes a description.
    pub fn meta(&self, meta: ArticleMeta) {
        self.send(Task::Meta(Box::new(meta)));
    }

    /// The last record that is on the disk.
    #[must_use]
    pub fn saved(&self) -> Seq {
        Seq(self.status.saved.load(Ordering::Acquire))
    }

    /// Whether something is still to be written.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.status.busy.load(Ordering::Acquire)
    }

    /// Why nothing can be written at the moment. It is tried again every second.
    #[must_use]
    pub fn error(&self) -> Option<String> {
        let error = self.status.error.lock();
        error.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn send(&self, task: Task) {
        self.status.busy.store(true, Ordering::Release);
        let sent = self
            .queue
            .as_ref()
            .is_some_and(|queue| queue.send(task).is_ok());
        if !sent {
            set_error(
                &self.status,
                Some("the writer has stopped; restart the program".into()),
            );
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn set_error(status: &Status, error: Option<String>) {
    *status.error.lock().unwrap_or_else(PoisonError::into_inner) = error;
}

struct Worker {
    folder: Folder,
    journal: Appender,
    status: Arc<Status>,
    wake: Wake,
    /// Journal lines that are not on the disk yet.
    lines: String,
    first: Option<Seq>,
    last: Seq,
    /// Snapshots that are not on the disk yet, the latest of each.
    layers: BTreeMap<ArticleId, (Box<Annotations>, ArticleText, Seq)>,
    metas: BTreeMap<ArticleId, Box<ArticleMeta>>,
}

impl Worker {
    fn run(mut self, tasks: &Receiver<Task>) {
        let mut open = true;
        let mut attempts_left = 3;
        loop {
            if open {
                // With work left over from a failure, try again every second.
                match tasks.recv_timeout(Duration::from_secs(1)) {
                    Ok(task) => {
                        self.take(task);
                        // Everything that waits goes to the disk together.
                        tasks.try_iter().for_each(|task| self.take(task));
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => open = false,
                }
            } else {
                attempts_left -= 1;
            }
            if self.has_work() {
                let result = self.write();
                let failed = result.is_err();
                set_error(&self.status, result.err().map(|error| error.to_string()));
                self.status.busy.store(failed, Ordering::Release);
                (self.wake)();
            }
            if !open && (!self.has_work() || attempts_left <= 0) {
                return;
            }
        }
    }

    fn has_work(&self) -> bool {
        !self.lines.is_empty() || !self.layers.is_empty() || !self.metas.is_empty()
    }

    fn take(&mut self, task: Task) {
        match task {
            Task::Record(seq, file) => {
                let line = file.as_deref().and_then(journal::encode);
                self.first.get_or_insert(seq);
                self.last = seq;
                self.lines.push_str(&line.unwrap_or_default());
            }
            Task::Layer(layer, text, seq) => {
                self.layers
                    .insert(layer.article().clone(), (layer, text, seq));
            }
            Task::Meta(meta) => {
                self.metas.insert(meta.id.clone(), meta);
            }
        }
    }

    fn write(&mut self) -> Result<(), StoreError> {
        if let Some(first) = self.first {
            let folder = self.folder.root();
            self.journal
                .append(first, &self.lines)
                .map_err(|e| StoreError::io("save", folder, e))?;
            self.lines.clear();
            self.first = None;
            self.status.saved.store(self.last.0, Ordering::Release);
            (self.wake)();
        }
        while let Some((id, (layer, text, seq))) = self.layers.pop_first() {
            if let Err(error) = self.folder.write_layer(&layer, &text, seq) {
                self.layers.insert(id, (layer, text, seq));
                return Err(error);
            }
        }
        while let Some((id, meta)) = self.metas.pop_first() {
            if let Err(error) = self.folder.write_meta(&meta) {
                self.metas.insert(id, meta);
                return Err(error);
            }
        }
        Ok(())
    }
}
