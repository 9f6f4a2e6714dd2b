//! `pmo-site serve` as its users, their editors and strangers meet it: the numbers are those of the fault and attack
//! lists in `docs/preview.md`. What needs a browser is in `tests/conformance/preview.mjs`.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test stops at the first surprise and may touch the machine"
)]

#[path = "serve/driver.rs"]
mod driver;

#[path = "serve/attack.rs"]
mod attack;
#[path = "serve/pages.rs"]
mod pages;
#[path = "serve/watch.rs"]
mod watch;
