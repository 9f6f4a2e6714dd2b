//! Writing to the terminal. A closed pipe is no failure: whoever closed it has read enough.
//!
//! `anstream` leaves colours out where they are not wanted: `NO_COLOR`, `TERM=dumb`, a file, a pipe.

use std::fmt::Display;
use std::io::{ErrorKind, IsTerminal, Write};

use super::Failure;

/// Bold red, and back.
const RED: &str = "\u{1b}[1;31m";
const PLAIN: &str = "\u{1b}[0m";

/// A line on standard error.
pub(super) fn say(line: impl Display) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// A failure on standard error.
pub(super) fn error(message: impl Display) {
    say(format_args!("{RED}error{PLAIN}: {message}"));
}

/// Text on standard error, as it is.
pub(super) fn text(text: &str) {
    let mut stream = anstream::stderr();
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}

/// The answer, on standard output, as it is.
///
/// # Errors
/// When it cannot be written: a file on a full disk must not pass for an answer.
pub(super) fn answer(text: &str) -> Result<(), Failure> {
    let mut stream = anstream::stdout();
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::System(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Whether somebody watches standard error.
pub(super) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}
