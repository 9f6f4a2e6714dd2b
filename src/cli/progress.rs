//! Progress of long builds, on standard error.

use std::time::{Duration, Instant};

use super::console;
use crate::artifact::{Artifact, Sink, SinkError};
use crate::words::{Term, WORDS};

/// Builds shorter than this say nothing: by the time a line was read it would be wrong.
const SILENT: Duration = Duration::from_secs(1);

/// Between two lines of a log.
const LOG: Duration = Duration::from_secs(1);

/// Between two updates of a line on a terminal.
const LIVE: Duration = Duration::from_millis(100);

/// Counts the artifacts on their way to another sink.
pub(super) struct Progress<'a> {
    inner: &'a mut dyn Sink,
    count: usize,
    next: Option<Instant>,
    every: Duration,
    drawn: bool,
}

impl<'a> Progress<'a> {
    /// Passes everything on to `inner`; says nothing when `quiet`.
    pub(super) fn new(inner: &'a mut dyn Sink, quiet: bool, start: Instant) -> Self {
        let every = if console::is_watched() { LIVE } else { LOG };
        Self { inner, count: 0, next: (!quiet).then(|| start + SILENT), every, drawn: false }
    }
}

impl Sink for Progress<'_> {
    fn put(&mut self, artifact: Artifact) -> Result<(), SinkError> {
        self.count += 1;
        if let Some(next) = self.next {
            let now = Instant::now();
            if now >= next {
                self.next = Some(now + self.every);
                if console::is_watched() {
                    console::text(&format!("\r{}", WORDS.count(self.count, Term::File)));
                    self.drawn = true;
                } else {
                    console::say(WORDS.count(self.count, Term::File));
                }
            }
        }
        self.inner.put(artifact)
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.drawn {
            console::text("\r\u{1b}[K");
        }
    }
}
