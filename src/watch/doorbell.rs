//! The doorbell: any number of rings, from any thread, wake one waiter once.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::WatchError;

/// A save is over when nothing has rung for this long: an editor's rename follows its write within a millisecond or
/// two.
const QUIET: Duration = Duration::from_millis(6);

/// Most paths that are remembered; whoever changes more changes anything.
const NAMED: usize = 64;

/// Longest wait for that quiet. A tool that never stops writing, or a checkout of thousands of files, is answered this
/// often.
const MOST: Duration = Duration::from_millis(400);

/// Why the waiter woke up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Woken {
    /// Files may have changed, and it has been quiet since.
    Changed,
    /// Somebody wants attention now.
    Called,
    /// Nothing happened for as long as the waiter asked.
    Idle,
}

/// Any number of rings wake one waiter once; it holds a few instants however often it is rung.
#[derive(Debug, Default)]
pub struct Doorbell {
    state: Mutex<BellState>,
    rung: Condvar,
}

#[derive(Debug, Default)]
struct BellState {
    /// When it was rung first and last since it was answered.
    rings: Option<(Instant, Instant)>,
    called: bool,
    lost: Option<WatchError>,
    named: NamedEvents,
}

/// What rings named since somebody asked.
#[derive(Debug)]
enum NamedEvents {
    Paths(BTreeSet<PathBuf>),
    Anything,
}

impl Default for NamedEvents {
    fn default() -> Self {
        Self::Paths(BTreeSet::new())
    }
}

impl Doorbell {
    /// Any files may have changed.
    pub fn ring(&self) {
        self.ring_with(NamedEvents::Anything);
    }

    /// Files may have changed, these for one.
    pub fn ring_for(&self, paths: impl IntoIterator<Item = PathBuf>) {
        self.ring_with(NamedEvents::Paths(paths.into_iter().collect()));
    }

    fn ring_with(&self, named: NamedEvents) {
        let now = Instant::now();
        let mut state = self.lock();
        match (&mut state.named, named) {
            (NamedEvents::Paths(known), NamedEvents::Paths(more))
                if !more.is_empty() && known.len() + more.len() <= NAMED =>
            {
                known.extend(more);
            }
            (named, _) => *named = NamedEvents::Anything,
        }
        state.rings = Some((state.rings.map_or(now, |(first, _)| first), now));
        self.rung.notify_all();
    }

    /// Somebody wants the waiter's attention without delay.
    pub fn call(&self) {
        self.lock().called = true;
        self.rung.notify_all();
    }

    /// Events have stopped coming, for this reason.
    pub fn lose(&self, error: WatchError) {
        let mut state = self.lock();
        state.lost.get_or_insert(error);
        state.called = true;
        self.rung.notify_all();
    }

    /// The paths that all rings since the last question named; nothing when one of them named none, or there were too
    /// many.
    pub fn named(&self) -> Option<BTreeSet<PathBuf>> {
        match std::mem::take(&mut self.lock().named) {
            NamedEvents::Paths(paths) => Some(paths),
            NamedEvents::Anything => None,
        }
    }

    /// Why events have stopped coming, once.
    pub fn lost(&self) -> Option<WatchError> {
        self.lock().lost.take()
    }

    /// Waits at most `patience` for a first ring, then for the rings to end. A call comes before rings, which stay.
    pub fn wait(&self, patience: Duration) -> Woken {
        let until = Instant::now() + patience;
        let mut state = self.lock();
        loop {
            if std::mem::take(&mut state.called) {
                return Woken::Called;
            }
            let now = Instant::now();
            let until = state.rings.map_or(until, quiet);
            if now >= until {
                return if state.rings.take().is_some() { Woken::Changed } else { Woken::Idle };
            }
            state = self
                .rung
                .wait_timeout(state, until - now)
                .map_or_else(|poisoned| poisoned.into_inner().0, |(state, _)| state);
        }
    }

    /// Waits for rings that have begun to end, and takes them for answered. Calls stay.
    pub fn hush(&self) {
        let mut state = self.lock();
        while let Some(until) = state.rings.map(quiet) {
            let now = Instant::now();
            if now >= until {
                state.rings = None;
                return;
            }
            state = self
                .rung
                .wait_timeout(state, until - now)
                .map_or_else(|poisoned| poisoned.into_inner().0, |(state, _)| state);
        }
    }

    /// Whether it is rung within `patience`; the ring stays to be answered.
    pub fn is_rung_within(&self, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        let mut state = self.lock();
        loop {
            let now = Instant::now();
            if state.rings.is_some() || now >= until {
                return state.rings.is_some();
            }
            state = self
                .rung
                .wait_timeout(state, until - now)
                .map_or_else(|poisoned| poisoned.into_inner().0, |(state, _)| state);
        }
    }

    /// The state holds plain values, which a panic elsewhere cannot leave half-written.
    fn lock(&self) -> MutexGuard<'_, BellState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// When rings of which these are the first and the last count as over.
fn quiet((first, last): (Instant, Instant)) -> Instant {
    (last + QUIET).min(first + MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_thousand_rings_are_answered_once() {
        let bell = Doorbell::default();
        (0..1000).for_each(|_| bell.ring());
        assert_eq!(bell.wait(Duration::from_secs(10)), Woken::Changed);
        assert_eq!(bell.wait(Duration::ZERO), Woken::Idle);
    }

    #[test]
    fn rings_without_end_are_answered_all_the_same() {
        let bell = Arc::new(Doorbell::default());
        let (other, stop) = (Arc::clone(&bell), Arc::new(std::sync::atomic::AtomicBool::new(false)));
        let stopped = Arc::clone(&stop);
        let ringer = std::thread::spawn(move || {
            while !stopped.load(std::sync::atomic::Ordering::Relaxed) {
                other.ring();
                std::thread::yield_now();
            }
        });
        let woken = (0..3).map(|_| bell.wait(Duration::from_secs(30))).collect::<Vec<_>>();
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(ringer.join().is_ok());
        assert_eq!(woken, [Woken::Changed, Woken::Changed, Woken::Changed]);
    }

    #[test]
    fn a_call_comes_first_and_loses_no_ring() {
        let bell = Doorbell::default();
        bell.ring();
        bell.call();
        assert_eq!(bell.wait(Duration::from_secs(10)), Woken::Called);
        assert!(bell.is_rung_within(Duration::ZERO));
        assert_eq!(bell.wait(Duration::from_secs(10)), Woken::Changed);
    }

    #[test]
    fn rings_that_are_answered_in_passing_leave_calls_alone() {
        let bell = Doorbell::default();
        bell.ring();
        bell.call();
        bell.hush();
        assert!(!bell.is_rung_within(Duration::ZERO));
        assert_eq!(bell.wait(Duration::from_secs(10)), Woken::Called);
    }

    #[test]
    fn rings_name_paths_until_one_of_them_names_none_or_they_are_too_many() {
        let bell = Doorbell::default();
        let paths = |count: usize| (0..count).map(|at| PathBuf::from(at.to_string()));
        assert_eq!(bell.named(), Some(BTreeSet::new()));
        bell.ring_for(paths(1));
        bell.ring_for(paths(2));
        assert_eq!(bell.wait(Duration::from_secs(10)), Woken::Changed);
        assert_eq!(bell.named(), Some(paths(2).collect()), "answered rings are still to be looked into");
        bell.ring_for(paths(2));
        bell.ring();
        bell.ring_for(paths(2));
        assert_eq!((bell.named(), bell.named()), (None, Some(BTreeSet::new())));
        bell.ring_for(paths(NAMED + 1));
        assert_eq!(bell.named(), None);
        bell.ring_for([]);
        assert_eq!(bell.named(), None);
    }

    #[test]
    fn a_loss_is_told_once() {
        let bell = Doorbell::default();
        bell.lose(WatchError::Folders);
        bell.lose(WatchError::Instances);
        assert_eq!(bell.wait(Duration::from_secs(10)), Woken::Called);
        assert_eq!((bell.lost(), bell.lost()), (Some(WatchError::Folders), None));
    }
}
