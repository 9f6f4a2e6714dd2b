//! Internal faults: a message that can be reported instead of a trace, and their own exit code.

use std::panic::{self, PanicHookInfo, UnwindSafe};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Exit, console};

/// Whether the fault of this run was reported: several threads can meet the same one.
static REPORTED: AtomicBool = AtomicBool::new(false);

/// Runs `work`; a panic in it ends with [`Exit::Fault`].
pub(super) fn guard(work: impl FnOnce() -> ExitCode + UnwindSafe) -> ExitCode {
    panic::set_hook(Box::new(report));
    panic::catch_unwind(work).unwrap_or_else(|_| Exit::Fault.into())
}

/// Runs a part of a command that goes on after a panic in it, which is reported; the next one will be, too.
pub(super) fn survive<T>(work: impl FnOnce() -> T) -> Option<T> {
    let outcome = panic::catch_unwind(panic::AssertUnwindSafe(work));
    REPORTED.store(false, Ordering::Relaxed);
    outcome.ok()
}

fn report(fault: &PanicHookInfo<'_>) {
    if REPORTED.swap(true, Ordering::Relaxed) {
        return;
    }
    let message = fault.payload_as_str().unwrap_or("no message");
    let place = fault.location().map(ToString::to_string).unwrap_or_default();
    console::error(format_args!("internal fault: {message} ({place})"));
    console::say("This is a mistake in pmo-site and not in your site; the output is as it was. Please report it with the line above.");
}
