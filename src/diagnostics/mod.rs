//! Findings: what is wrong in the user's files, as values.
//!
//! Every stage returns [`Diagnostic`]s beside its result and throws none. A diagnostic names one rule of the
//! [`registry`], one place and one thing to type. Rendering is separate, one file per format ([`human`], [`json`]).
//! Deliberately absent: problems of the machine (those are errors of the edge modules) and any decision about exit
//! codes.

pub(crate) mod baseline;
mod diagnostic;
mod findings;
mod gathered;
pub mod human;
pub(crate) mod json;
pub mod registry;
mod severity;
mod suggest;

pub use baseline::Baseline;
pub use diagnostic::{Diagnostic, Place};
pub(crate) use findings::FindingCounts;
pub use findings::{Findings, SeverityOverrides};
pub use gathered::{Gathered, OtherPlace};
pub use registry::Rule;
pub use severity::Severity;
pub(crate) use suggest::{nearest, nearest_name};
