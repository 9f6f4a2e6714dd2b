//! `pmo-site`: a static site for a Program Management Office, made from Markdown and YAML as a compiler makes a program.
//!
//! ```text
//! SourceTree ──parse──▶ Parsed ──validate──▶ Model ──plan──▶ SitePlan ──render──▶ artifacts ──publish──▶ folder
//! ```
//!
//! Each stage is a module and a pure function; `ARCHITECTURE.md` has the table of stages, layers and laws.

pub mod artifact;
pub mod charts;
#[expect(clippy::disallowed_methods, reason = "reads settings and writes new records")]
pub mod cli;
pub mod config;
pub mod coverage;
pub mod diagnostics;
pub mod feeds;
#[expect(clippy::disallowed_methods, reason = "the only reader of files and of the clock")]
pub mod io;
pub mod leaks;
pub mod markdown;
pub mod memo;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod plan;
#[expect(clippy::disallowed_methods, reason = "the only writer of the output")]
pub mod publish;
pub mod render;
pub mod search;
pub mod server;
pub mod snapshot;
pub mod source;
pub mod status;
pub mod theme;
pub mod time;
pub mod validate;
pub mod views;
pub mod watch;
pub mod words;
