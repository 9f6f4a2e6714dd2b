//! The edge towards the machine: the file system that holds a site, and the clock.
//!
//! Layer 4. [`scan`] fills the [`SourceTree`](crate::source::SourceTree) that every later stage is a function of;
//! [`clock`] reads the time once. Problems of the machine are [`ScanError`]s and not findings: what could not be read
//! cannot be judged. Deliberately absent: what a file means, and writing (that is `publish`).

pub(crate) mod clock;
mod error;
mod known;
mod layout;
#[cfg(test)]
mod layout_tests;
mod names;
mod reach;
mod read;
mod scan;
mod stamp;
mod walk;

pub use error::Fault;
pub(crate) use error::ScanError;
pub use known::Known;
pub(crate) use known::difference;
pub use layout::{config_file, layout};
pub(crate) use names::{is_language, is_language_alone};
pub use reach::Reach;
pub(crate) use read::{open, read_same};
pub(crate) use scan::{Root, roots};
pub use scan::{scan, scan_within};
pub use stamp::Stamp;
