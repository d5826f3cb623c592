//! Background work: what would keep the window waiting runs here and reports back.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Called on a job's thread when its result is there.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Runs jobs and collects what comes of them.
pub struct Jobs<T> {
    sender: Sender<Option<T>>,
    results: Receiver<Option<T>>,
    wake: Wake,
    running: usize,
}

impl<T: Send + 'static> Jobs<T> {
    /// No jobs yet; `wake` asks the window for a frame.
    #[must_use]
    pub fn new(wake: Wake) -> Self {
        let (sender, results) = channel();
        Self {
            sender,
            results,
            wake,
            running: 0,
        }
    }

    /// Runs a job on a thread of its own. A job that panics ends without a result.
    pub fn spawn(&mut self, name: &str, job: impl FnOnce() -> T + Send + 'static) {
        let sender = self.sender.clone();
        let wake = Arc::clone(&self.wake);
        let started = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                let result = catch_unwind(AssertUnwindSafe(job)).ok();
                // The program may have been closed meanwhile.
                let _ = sender.send(result);
                wake();
            });
        if started.is_ok() {
            self.running += 1;
        }
    }

    /// The results that have come in since the last call.
    pub fn poll(&mut self) -> Vec<T> {
        let results: Vec<Option<T>> = self.results.try_iter().collect();
        self.running = self.running.saturating_sub(results.len());
        results.into_iter().flatten().collect()
    }

    /// Whether a job is running.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.running > 0
    }
}
