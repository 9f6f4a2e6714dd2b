//! The `pmo-site` program: see [`pmo_site::cli`].

use std::process::ExitCode;

/// A build makes and frees millions of small strings on every core; this allocator takes a third off its processor time
/// (`docs/decisions/0004-allocator.md`). The library leaves the choice to its user.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    pmo_site::cli::run()
}
