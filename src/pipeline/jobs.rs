//! Work on all cores; each result is passed on as soon as it is there.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use rayon::Yield;

/// A piece of work.
pub(super) type Job<'scope, T> = Box<dyn FnOnce() -> T + Send + 'scope>;

/// Jobs per core that are started and not handed on yet: enough that no core waits for the taker, few enough that
/// finished pages do not pile up (law 7).
const AHEAD: usize = 4;

/// Runs `jobs` on all cores and calls `take` with each result on this thread, in the order in which they come.
///
/// A slow `take` slows the jobs down. After its first error no further job is started.
///
/// # Errors
/// The first of `take`.
///
/// # Panics
/// When a job does.
pub(super) fn run<'scope, T, E>(
    jobs: impl Iterator<Item = Job<'scope, T>>,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send + 'scope,
{
    let ahead = AHEAD * rayon::current_num_threads();
    let mut jobs = jobs.fuse();
    rayon::in_place_scope(|scope| {
        let (done, results) = channel();
        let mut running = 0;
        loop {
            for job in jobs.by_ref().take(ahead - running) {
                let done = done.clone();
                // A job that panics must still report, or the wait below has no end. The receiver is gone only after an
                // error.
                scope.spawn(move |_| drop(done.send(catch_unwind(AssertUnwindSafe(job)))));
                running += 1;
            }
            if running == 0 {
                return Ok(());
            }
            match next(&results) {
                Some(Ok(result)) => take(result)?,
                Some(Err(panic)) => resume_unwind(panic),
                None => return Ok(()),
            }
            running -= 1;
        }
    })
}

/// Waits for a result. On a thread of the pool the wait is spent on its jobs: it may be the pool's only thread.
fn next<T>(results: &Receiver<Result<T, Box<dyn Any + Send>>>) -> Option<Result<T, Box<dyn Any + Send>>> {
    loop {
        match results.try_recv() {
            Ok(result) => return Some(result),
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) => match rayon::yield_now() {
                Some(Yield::Executed) => {}
                Some(Yield::Idle) => std::thread::yield_now(),
                None => return results.recv().ok(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(count: u32) -> impl Iterator<Item = Job<'static, u32>> {
        (0..count).map(|n| -> Job<'static, u32> { Box::new(move || n * n) })
    }

    fn sum(count: u32) -> u32 {
        let mut sum = 0;
        let outcome: Result<(), ()> = run(squares(count), |square| {
            sum += square;
            Ok(())
        });
        assert_eq!(outcome, Ok(()));
        sum
    }

    #[test]
    fn every_result_is_taken_once() {
        assert_eq!(sum(0), 0);
        assert_eq!(sum(200), 2_646_700);
    }

    #[test]
    fn a_pool_of_one_thread_that_waits_for_itself_goes_on() -> Result<(), rayon::ThreadPoolBuildError> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
        assert_eq!(pool.install(|| sum(50)), 40_425);
        Ok(())
    }

    #[test]
    fn an_error_ends_the_run_before_all_jobs_are_started() {
        let started = std::sync::atomic::AtomicUsize::new(0);
        let jobs = (0..10_000).map(|n| -> Job<'_, usize> {
            let started = &started;
            Box::new(move || {
                started.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                n
            })
        });
        assert_eq!(run(jobs, |_| Err("full")), Err("full"));
        assert!(started.into_inner() <= AHEAD * rayon::current_num_threads());
    }

    #[test]
    fn a_panic_in_a_job_reaches_the_caller() {
        let jobs = std::iter::once::<Job<'static, ()>>(Box::new(|| resume_unwind(Box::new("job"))));
        let outcome = catch_unwind(AssertUnwindSafe(|| run(jobs, |()| Ok::<_, ()>(()))));
        assert_eq!(outcome.err().and_then(|panic| panic.downcast_ref::<&str>().copied()), Some("job"));
    }
}
