//! Results that outlive the process.

use std::fmt::Debug;

/// Keeps results of pure functions beyond the process, each by a name that stands for everything it was made of.
///
/// What comes back may be damaged or somebody else's: whoever reads it proves that it is the result, and makes it anew
/// where it is not. So a store cannot change what is built, and its failures are its own.
pub trait ResultStore: Debug + Send + Sync {
    /// The bytes that were kept by `name`, as far as they can be read.
    fn read(&self, name: &str) -> Option<Vec<u8>>;

    /// Keeps `bytes` by `name`, if that can be done.
    fn write(&self, name: &str, bytes: &[u8]);
}
