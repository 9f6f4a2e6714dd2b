//! The threads that work, as many as the system gives.

use std::io;
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use rayon::ThreadBuilder;

use super::{Failure, limits};

/// Stack of a worker thread: deep quotes, lists and templates recurse, and unused stack costs address space only.
const STACK: usize = 8 << 20;

/// Least address space in which a small site can be built: with 120 MB the first page fails, with 200 MB a site of 200
/// pages goes through.
const LEAST: u64 = 192 << 20;

/// Address space of a thread: its stack, and the blocks that the allocator takes for it (64 MB, with 400 MB two threads
/// go and three do not).
const EACH: u64 = 128 << 20;

/// Starts as many worker threads as are wanted, or as the system allows.
///
/// The pool takes threads that run already: one that cannot start a thread of its own cannot be tried again with fewer.
pub(super) fn start(jobs: Option<NonZero<usize>>) -> Result<(), Failure> {
    let wanted = jobs.map_or_else(|| thread::available_parallelism().map_or(1, NonZero::get), NonZero::get);
    let space = limits::address_space();
    if let Some(space) = space.filter(|space| *space < LEAST) {
        let (space, least) = (space >> 20, LEAST >> 20);
        let message = format!(
            "this process may address {space} MB, and a build needs {least} MB at least; raise the limit with \
             `ulimit -v`"
        );
        return Err(Failure::System(message));
    }
    let wanted = wanted.min(room(space));
    let (seats, taken) = mpsc::channel::<ThreadBuilder>();
    let taken = Arc::new(Mutex::new(taken));
    let one = |_| {
        let taken = Arc::clone(&taken);
        let work = move || {
            let seat = taken.lock().unwrap_or_else(PoisonError::into_inner).recv();
            if let Ok(seat) = seat {
                seat.run();
            }
        };
        thread::Builder::new().name("worker".to_owned()).stack_size(STACK).spawn(work).ok()
    };
    let started = (0..wanted).map_while(one).count();
    let pool = rayon::ThreadPoolBuilder::new();
    let outcome = if started == 0 {
        pool.num_threads(1).use_current_thread().build_global()
    } else {
        let seat = move |thread| seats.send(thread).map_err(|_| io::Error::other("a worker has ended"));
        pool.num_threads(started).spawn_handler(seat).build_global()
    };
    outcome.map_err(|error| Failure::System(error.to_string()))
}

/// How many threads have room in so many bytes of address space.
fn room(limit: Option<u64>) -> usize {
    limit.map_or(usize::MAX, |limit| usize::try_from(limit.saturating_sub(LEAST) / EACH).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_leave_room_for_a_build() {
        assert_eq!([None, Some(1 << 30), Some(LEAST + EACH), Some(LEAST), Some(0)].map(room), [usize::MAX, 6, 1, 0, 0]);
    }
}
