//! Artifacts → a folder that a web server can serve at any moment.
//!
//! Layer 4. [`FolderSink`] compares every artifact with what is there, stages what differs in a sibling folder on the
//! same file system, and at [`FolderSink::commit`] completes the staged tree with hard links to what stayed and
//! exchanges the two folders in one system call. So a reader and a `kill -9` find the old site or the new one; files
//! that did not change keep their inode and their times; files that we did not write survive; and a build that changes
//! nothing touches nothing.
//!
//! What was written reaches the disk before the exchange, and the exchange before [`FolderSink::commit`] returns, so
//! that this holds through a loss of power too; [`FolderSink::durable`] leaves that out for folders that nobody serves.

mod error;
mod existing;
mod in_place;
mod kept;
mod lock;
mod manifest;
mod sink;
mod stage;
mod stager;
mod swap;
mod sync;
mod target;
mod undo;

pub use error::PublishError;
pub use kept::KeptFolder;
pub use manifest::MANIFEST;
pub use sink::{CommitSummary, FolderSink};
pub use target::{OutputFolder, resolve};
