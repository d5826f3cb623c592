//! Work on many cores that comes out in the order in which it went in.
//!
//! Memory is bounded: no more items are taken in than the cores can work on and a few that wait.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many items a core has waiting.
const WAITING: usize = 2;

/// Does the work on each item, on all cores, and gives the results to `take` in the order of the
/// items; its second argument says whether the next result is there already. An error of `take`
/// ends it all.
pub(super) fn in_order<T: Send, R: Send, E: Send>(
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R, bool) -> Result<(), E>,
) -> Result<(), E> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let (to_work, waiting) = sync_channel::<(T, SyncSender<R>)>(cores);
    let (to_take, results) = sync_channel::<Receiver<R>>(cores * WAITING);
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        scope.spawn(move || {
            for item in items {
                let (done, result) = sync_channel(1);
                // Nobody takes results any more: an error has ended it.
                if to_take.send(result).is_err() || to_work.send((item, done)).is_err() {
                    return;
                }
            }
        });
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let next = waiting
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .recv();
                    let Ok((item, done)) = next else { return };
                    let _ = done.send(work(item));
                }
            });
        }
        // Dropped at the end of this block, so that the reader ends after an error.
        let results = results;
        let mut next = results.recv().ok();
        while let Some(result) = next {
            let Ok(done) = result.recv() else { break };
            next = results.try_recv().ok();
            take(done, next.is_some())?;
            if next.is_none() {
                next = results.recv().ok();
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    #[test]
    fn results_come_in_order_and_an_error_ends_it() {
        let mut taken = Vec::new();
        let done: Result<(), Infallible> = in_order(
            0..500_u64,
            |n| (0..(500 - n) * 50).fold(n, |a, b| if b == u64::MAX { b } else { a }),
            |n, _| {
                taken.push(n);
                Ok(())
            },
        );
        assert_eq!((done, taken), (Ok(()), (0..500).collect()));
        let mut count = 0;
        let ended = in_order(
            0..,
            |n: u64| n,
            |n, _| {
                count += 1;
                if n == 20 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((ended, count), (Err("enough"), 21));
    }
}
