//! Why nothing was published.

use std::fmt::Display;
use std::path::Path;

use crate::artifact::SinkError;

/// Why nothing was published. The output is as it was, except where a message says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// The output folder is one that must not be written to; says what to type instead.
    #[error("output folder `{path}` {reason}")]
    Refused {
        /// The folder.
        path: String,
        /// What it is, and what to do.
        reason: String,
    },
    /// Another build holds the output.
    #[error("output folder `{path}` is being written by process {holder}; wait for it, or choose another `--output`")]
    Busy {
        /// The folder.
        path: String,
        /// Process id of the other build, or `unknown`.
        holder: String,
    },
    /// A source file is no longer the one that the build saw.
    #[error("{path}: changed during the build; build again when nothing writes to it any more")]
    Stale {
        /// Its path in the site.
        path: String,
    },
    /// The system refused.
    #[error("{path}: {reason}")]
    System {
        /// What was being read or written.
        path: String,
        /// The system's own words.
        reason: String,
    },
}

impl PublishError {
    /// The output folder must not be written to.
    pub(super) fn refused(path: &Path, reason: impl Into<String>) -> Self {
        Self::Refused { path: path.display().to_string(), reason: reason.into() }
    }

    /// A call on `path` failed.
    pub(super) fn system(path: &Path, reason: impl Display) -> Self {
        Self::System { path: path.display().to_string(), reason: reason.to_string() }
    }
}

impl From<SinkError> for PublishError {
    fn from(error: SinkError) -> Self {
        if error.is_stale {
            Self::Stale { path: error.path }
        } else {
            Self::System { path: error.path, reason: error.reason }
        }
    }
}
