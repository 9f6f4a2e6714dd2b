//! Learning that a site may have changed: file events or the clock, and a doorbell that both ring.
//!
//! Layer 4. An event says no more than "look again", and where to begin: what happened there, and that nothing happened
//! elsewhere, is never believed, because kernels drop, merge and invent events and every editor saves in its own way.
//! Whoever waits at the [`Doorbell`] reads the site again (`io::Known`) and compares bytes. Deliberately absent: what
//! is rebuilt.

mod doorbell;
mod error;
mod folders;

pub use doorbell::{Doorbell, Woken};
pub use error::WatchError;
pub use folders::FolderWatch;
