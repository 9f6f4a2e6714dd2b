//! Limits that the system sets to a process: reaching one is told like any other refusal of the machine.
//!
//! Without this a file that grows past `ulimit -f` ends the process by a signal, and memory past `ulimit -v` by
//! another, as if the program were wrong.

/// Has limits answered by a sentence and [`Exit::System`](super::Exit::System).
#[cfg(unix)]
pub(super) fn told() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use rustix::process::{Resource, getrlimit};
    use signal_hook::consts::{SIGABRT, SIGXFSZ};
    use signal_hook::flag;

    // With a handler the call itself fails, and whoever wrote tells it with the path.
    let _ = flag::register(SIGXFSZ, Arc::default());
    // The allocator says how much it asked for and gives up. Where memory is not limited an abort is a fault of ours
    // and stays one.
    if address_space().is_some() || getrlimit(Resource::Data).current.is_some() {
        let limited = Arc::new(AtomicBool::new(true));
        let _ = flag::register_conditional_shutdown(SIGABRT, super::Exit::System as i32, limited);
    }
}

#[cfg(not(unix))]
pub(super) fn told() {}

/// How many bytes the process may address, where that is limited.
#[cfg(unix)]
pub(super) fn address_space() -> Option<u64> {
    use rustix::process::{Resource, getrlimit};
    getrlimit(Resource::As).current
}

#[cfg(not(unix))]
pub(super) fn address_space() -> Option<u64> {
    None
}
