//! What the program promises itself, and the one way to say so.
//!
//! Layer 0. A promise that does not hold is a mistake of the program and not of a site: [`invariant`] stops the build
//! with a sentence, the command ends with exit code 4 and leaves the output as it was, and `serve` keeps its last good
//! site and goes on. The other way, to go on with nothing in place of what must be there, would publish a site with a
//! hole that nobody sees. Deliberately absent: what is wrong with a site's files, which is a finding; what is wrong
//! with the machine, which is an error of an edge module; and real defaults, where nothing was given and nothing is
//! promised.

use std::cell::Cell;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What has a value when a promise holds.
pub trait Promised {
    /// That value.
    type Value;

    /// The value, or what is known of why there is none.
    ///
    /// # Errors
    /// When there is no value.
    fn kept(self) -> Result<Self::Value, String>;
}

impl<T> Promised for Option<T> {
    type Value = T;

    #[inline]
    fn kept(self) -> Result<T, String> {
        self.ok_or_else(String::new)
    }
}

impl<T, E: Display> Promised for Result<T, E> {
    type Value = T;

    #[inline]
    fn kept(self) -> Result<T, String> {
        self.map_err(|error| error.to_string())
    }
}

/// The value that is there because `promise` holds: a whole sentence that says what is always so.
///
/// # Panics
/// When the promise is broken. `cli::fault` turns that into a message and an exit code; in the preview it costs one
/// build.
#[inline]
#[track_caller]
pub fn invariant<P: Promised>(value: P, promise: &str) -> P::Value {
    match value.kept() {
        Ok(value) => value,
        Err(reason) => stop(promise, &reason),
    }
}

thread_local! {
    /// Whether a panic of this thread is contained.
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Runs the code of a library that may stop itself on what an author wrote; `None` when it did.
///
/// Only for pure functions of others: what they left behind is dropped. Whoever reports panics asks
/// [`is_contained`] and says nothing.
pub fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = CONTAINED.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(before);
    outcome.ok()
}

/// Whether a panic of this thread, now, would be [`contained`].
#[must_use]
pub fn is_contained() -> bool {
    CONTAINED.get()
}

#[cold]
#[track_caller]
#[expect(clippy::panic, reason = "the one place where the program stops itself")]
fn stop(promise: &str, reason: &str) -> ! {
    let because = if reason.is_empty() { "" } else { ": " };
    panic!("this must hold and does not: {promise}{because}{reason}")
}

#[cfg(test)]
mod tests {
    use super::*;
    fn said(work: impl FnOnce() + std::panic::UnwindSafe) -> String {
        let stopped = catch_unwind(work).expect_err("a broken promise stops");
        stopped.downcast_ref::<String>().cloned().unwrap_or_default()
    }

    #[test]
    fn what_is_contained_costs_its_value_and_no_more() {
        assert_eq!(contained(is_contained), Some(true));
        assert_eq!(contained(|| invariant(None::<u8>, "never")), None);
        assert!(!is_contained());
    }

    #[test]
    fn a_promise_that_holds_gives_the_value() {
        assert_eq!((invariant(Some(1), "one is there"), invariant("2".parse::<u8>(), "digits are a number")), (1, 2));
    }

    #[test]
    fn a_broken_promise_stops_with_its_sentence_and_the_reason() {
        assert_eq!(
            said(|| drop(invariant(None::<String>, "one is there"))),
            "this must hold and does not: one is there"
        );
        assert_eq!(
            said(|| drop(invariant("x".parse::<u8>().map(|n| n.to_string()), "digits are a number"))),
            "this must hold and does not: digits are a number: invalid digit found in string"
        );
    }
}
