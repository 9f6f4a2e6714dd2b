//! The whole input of a build, in memory: stage zero of the pipeline.
//!
//! A [`SourceTree`] maps every [`SourcePath`] of a site to its text, or to the size and hash of its bytes. It is filled
//! at the edge (`io::scan`) and never changes during a build, so each later stage is a pure function of it.
//! Deliberately absent: the file system, the clock, and any notion of what a file means.

mod exclusion;
mod host_files;
mod layout;
mod missing;
mod path;
mod scripted;
mod span;
mod tree;
mod windows_1252;

pub use exclusion::{Exclusions, OrderedPatterns, is_pattern, is_sound_pattern};
pub use host_files::HOST_FILES;
pub use layout::{Layout, NamedPlaces};
pub use missing::Instead;
pub use path::SourcePath;
pub use scripted::{begins_as_document, is_scripted_drawing};
pub use span::{LineIndex, Position, Span};
pub use tree::{ContentHash, Dimensions, SourceBytes, SourceFile, SourceTree};
