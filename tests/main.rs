//! The integration tests in one binary: each file is a module, so that the program is linked once and not for each of
//! them.
//!
//! `cargo test --test all golden::` runs those of one file. Two are binaries of their own: `linear` counts what is
//! allocated, for which it has its own allocator and must be alone in its process; `serve` measures seconds, and
//! nothing else may run meanwhile.

mod addresses;
mod architecture;
mod audiences;
mod binaries;
#[path = "charts/main.rs"]
mod charts;
mod cli;
mod commonmark;
mod corpora;
mod coverage_numbers;
mod day_stable;
mod determinism;
mod differences;
mod golden;
mod history;
mod identity;
#[path = "incremental/main.rs"]
mod incremental;
mod leaks;
mod moving;
mod open_data;
mod policy;
mod portfolio_numbers;
mod privacy;
mod publish;
mod quirks;
mod reference_site;
mod reports;
mod roots;
mod search;
mod slips;
#[path = "specs/main.rs"]
mod specs;
#[path = "theming/main.rs"]
mod theming;
mod walk;
mod withheld;
mod words;
mod zones;
