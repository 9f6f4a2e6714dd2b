//! `pmo-site`: a static site for a Program Management Office, made from Markdown and YAML as a compiler makes a
//! program.
//!
//! ```text
//! SourceTree ──parse──▶ Parsed ──validate──▶ Model ──plan──▶ SitePlan ──render──▶ artifacts ──publish──▶ folder
//! ```
//!
//! Each stage is a module and a pure function; `ARCHITECTURE.md` has the table of stages, layers and laws.
//!
//! The program is `cli`; what else is public is what the tests in `tests/`, the benches and the fuzz targets stand on:
//! a tree of sources goes in, a build comes out, and single stages can be asked. Nothing else has a promise, so a
//! module is private, or an item `pub(crate)`, until one of them needs it: then the compiler reports what nobody calls.

pub mod artifact;
pub mod charts;
#[expect(clippy::disallowed_methods, reason = "reads settings and writes new records")]
pub mod cli;
pub mod config;
mod coverage;
pub mod diagnostics;
pub mod external;
pub mod feeds;
mod invariant;
#[expect(clippy::disallowed_methods, reason = "the only reader of files and of the clock")]
pub mod io;
pub mod leaks;
pub mod markdown;
mod memo;
pub mod model;
#[cfg(feature = "network")]
mod network;
pub mod parse;
pub mod pipeline;
mod plan;
#[expect(clippy::disallowed_methods, reason = "the only writer of the output")]
pub mod publish;
mod render;
mod search;
mod server;
mod snapshot;
pub mod source;
pub mod status;
pub mod theme;
pub mod time;
pub mod validate;
mod views;
mod watch;
pub mod words;
