//! A small room for work that takes longer than a frame: progress, cancel, results.
//!
//! Invariant: no job blocks who starts it, and a panic in a job is a result like any other.
//! Front ends are woken through [`Waker`], so this names none of them.

use std::any::Any;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::task::Waker;

/// Runs what nobody waits for, with all that it does in parallel, on threads of its own, half as
/// many as there are cores: what the user asks for meanwhile is not behind it in a line. Waits for
/// it; for jobs.
pub fn aside<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    static ASIDE: LazyLock<Option<rayon::ThreadPool>> = LazyLock::new(|| {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let pool = rayon::ThreadPoolBuilder::new().num_threads((cores / 2).max(1));
        pool.thread_name(|n| format!("aside {n}")).build().ok()
    });
    match ASIDE.as_ref() {
        Some(aside) => aside.install(work),
        None => work(),
    }
}

/// The number of a job, unique in its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(u64);

/// What a job is given: where to say how far it is, and whether it is still wanted.
#[derive(Clone, Debug)]
pub struct Progress(Arc<State>);

#[derive(Debug)]
struct State {
    cancelled: AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
    text: Mutex<String>,
    wake: Option<Waker>,
}

impl Progress {
    /// Progress that nobody watches, for the command line and for tests.
    #[must_use]
    pub fn unwatched() -> Self {
        Self::new(None)
    }

    fn new(wake: Option<Waker>) -> Self {
        Self(Arc::new(State {
            cancelled: AtomicBool::new(false),
            done: AtomicU64::new(0),
            total: AtomicU64::new(0),
            text: Mutex::new(String::new()),
            wake,
        }))
    }

    /// Says how far the work is. A total of 0 is "not known".
    pub fn set(&self, done: u64, total: u64) {
        self.0.total.store(total, Ordering::Relaxed);
        self.0.done.store(done, Ordering::Relaxed);
        self.wake();
    }

    /// Says what is being worked on, such as a file name.
    pub fn set_text(&self, text: impl Into<String>) {
        *self.0.text.lock().unwrap_or_else(PoisonError::into_inner) = text.into();
        self.wake();
    }

    /// Whether the result is not wanted any more. Ask often and return early.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    fn wake(&self) {
        if let Some(wake) = &self.0.wake {
            wake.wake_by_ref();
        }
    }
}

/// How a job stands, for the status bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobStatus<K> {
    /// The job.
    pub id: JobId,
    /// What kind it is.
    pub kind: K,
    /// How much is done.
    pub done: u64,
    /// Of how much; 0 if that is not known.
    pub total: u64,
    /// What is being worked on. May be empty.
    pub text: String,
    /// Whether it was told to stop.
    pub cancelled: bool,
}

/// A job that has ended.
#[derive(Debug)]
pub struct Finished<K, T> {
    /// The job.
    pub id: JobId,
    /// What kind it was.
    pub kind: K,
    /// Whether it was told to stop before.
    pub cancelled: bool,
    /// Its result.
    pub result: Result<T, JobError>,
}

/// Why a job has no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// It panicked.
    #[error("this part of the program failed: {0}; please report it")]
    Panicked(String),
    /// The system gave it no thread.
    #[error("the system has no thread for this: {0}; close other programs and try again")]
    NoThread(String),
}

/// The jobs of a session. `K` is their kind, `T` what they result in.
#[derive(Debug)]
pub struct Jobs<K, T> {
    running: Vec<Running<K>>,
    next: u64,
    results: Receiver<(JobId, Result<T, JobError>)>,
    sender: Sender<(JobId, Result<T, JobError>)>,
    wake: Option<Waker>,
}

#[derive(Debug)]
struct Running<K> {
    id: JobId,
    kind: K,
    progress: Progress,
}

impl<K: Clone + PartialEq, T: Send + 'static> Jobs<K, T> {
    /// A room without jobs. `wake` is called from other threads when there is something new.
    #[must_use]
    pub fn new(wake: Option<Waker>) -> Self {
        let (sender, results) = mpsc::channel();
        Self {
            running: Vec::new(),
            next: 0,
            results,
            sender,
            wake,
        }
    }

    /// Starts a job on a thread of its own, named `name`.
    pub fn spawn(
        &mut self,
        kind: K,
        name: &str,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
    ) -> JobId {
        let id = JobId(self.next);
        self.next += 1;
        let progress = Progress::new(self.wake.clone());
        self.running.push(Running {
            id,
            kind,
            progress: progress.clone(),
        });
        let sender = self.sender.clone();
        let started = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                let result = catch_unwind(AssertUnwindSafe(|| work(&progress)));
                let result = result.map_err(|panic| JobError::Panicked(message(&*panic)));
                // Nobody listens when the room is gone; then the result is not wanted.
                let _ = sender.send((id, result));
                progress.wake();
            });
        if let Err(error) = started {
            let error = JobError::NoThread(error.to_string());
            let _ = self.sender.send((id, Err(error)));
        }
        id
    }

    /// Tells the running jobs of a kind to stop and starts a new one: for a search whose words
    /// have changed.
    pub fn replace(
        &mut self,
        kind: K,
        name: &str,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
    ) -> JobId {
        self.cancel_kind(&kind);
        self.spawn(kind, name, work)
    }

    /// Whether a job of this kind is running and wanted.
    #[must_use]
    pub fn is_running(&self, kind: &K) -> bool {
        self.running
            .iter()
            .any(|job| job.kind == *kind && !job.progress.is_cancelled())
    }

    /// Tells a job to stop. Its result still comes, marked as cancelled.
    pub fn cancel(&mut self, id: JobId) {
        for job in self.running.iter().filter(|job| job.id == id) {
            job.progress.0.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Tells all jobs of a kind to stop.
    pub fn cancel_kind(&mut self, kind: &K) {
        for job in self.running.iter().filter(|job| job.kind == *kind) {
            job.progress.0.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Tells all jobs to stop.
    pub fn cancel_all(&mut self) {
        for job in &self.running {
            job.progress.0.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// How the running jobs stand, in the order in which they were started.
    #[must_use]
    pub fn running(&self) -> Vec<JobStatus<K>> {
        self.running
            .iter()
            .map(|job| {
                let state = &job.progress.0;
                let text = state.text.lock().unwrap_or_else(PoisonError::into_inner);
                JobStatus {
                    id: job.id,
                    kind: job.kind.clone(),
                    done: state.done.load(Ordering::Relaxed),
                    total: state.total.load(Ordering::Relaxed),
                    text: text.clone(),
                    cancelled: state.cancelled.load(Ordering::Relaxed),
                }
            })
            .collect()
    }

    /// The jobs that have ended since the last call. Never waits.
    pub fn poll(&mut self) -> Vec<Finished<K, T>> {
        let mut finished = Vec::new();
        while let Ok((id, result)) = self.results.try_recv() {
            finished.extend(self.finish(id, result));
        }
        finished
    }

    /// Waits for the next job to end; `None` if none is running. For the command line and tests.
    pub fn wait(&mut self) -> Option<Finished<K, T>> {
        if self.running.is_empty() {
            return None;
        }
        let (id, result) = self.results.recv().ok()?;
        self.finish(id, result)
    }

    fn finish(&mut self, id: JobId, result: Result<T, JobError>) -> Option<Finished<K, T>> {
        let at = self.running.iter().position(|job| job.id == id)?;
        let job = self.running.remove(at);
        Some(Finished {
            id,
            kind: job.kind,
            cancelled: job.progress.is_cancelled(),
            result,
        })
    }
}

impl<K, T> Drop for Jobs<K, T> {
    fn drop(&mut self) {
        for job in &self.running {
            job.progress.0.cancelled.store(true, Ordering::Relaxed);
        }
    }
}

/// What a panic said.
fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "without a word".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_reports_and_returns() {
        let mut jobs: Jobs<&str, u32> = Jobs::new(None);
        let (go, wait) = mpsc::channel();
        let (ready, at) = mpsc::channel();
        let id = jobs.spawn("count", "count", move |progress| {
            progress.set(1, 2);
            progress.set_text("half");
            ready.send(()).unwrap();
            wait.recv().unwrap();
            7
        });
        at.recv().unwrap();
        let status = jobs.running();
        assert_eq!((status[0].done, status[0].total), (1, 2));
        assert_eq!(status[0].text, "half");
        assert!(jobs.is_running(&"count"));
        assert!(jobs.poll().is_empty());
        go.send(()).unwrap();
        let finished = jobs.wait().unwrap();
        assert_eq!((finished.id, finished.result), (id, Ok(7)));
        assert!(jobs.wait().is_none());
    }

    #[test]
    fn a_panic_is_a_result() {
        let mut jobs: Jobs<&str, ()> = Jobs::new(None);
        jobs.spawn("bad", "bad", |_| panic!("on purpose"));
        let finished = jobs.wait().unwrap();
        assert_eq!(
            finished.result,
            Err(JobError::Panicked("on purpose".into()))
        );
    }

    #[test]
    fn a_replaced_job_is_told_to_stop() {
        let mut jobs: Jobs<&str, bool> = Jobs::new(None);
        let (go, wait) = mpsc::channel();
        let first = jobs.spawn("find", "find", move |progress| {
            wait.recv().unwrap();
            progress.is_cancelled()
        });
        jobs.replace("find", "find", |progress| progress.is_cancelled());
        go.send(()).unwrap();
        let mut ended = [jobs.wait().unwrap(), jobs.wait().unwrap()];
        ended.sort_by_key(|job| job.id);
        assert_eq!(ended[0].id, first);
        assert!(ended[0].cancelled && ended[0].result == Ok(true));
        assert!(!ended[1].cancelled && ended[1].result == Ok(false));
    }
}
