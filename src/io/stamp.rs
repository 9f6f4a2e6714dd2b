//! What the system says about a file without opening it.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A file changed this shortly before it was read is read again next time: its time stamps may be as coarse as two
/// seconds (FAT), and a network's clock may be off.
pub(super) const RACY: Duration = Duration::from_secs(2);

/// What the system says about a file without opening it. Content that differs differs its stamp; `changed` cannot be
/// set back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    changed: (i64, i64),
    place: (u64, u64),
}

impl Stamp {
    /// What the system says about the file at `path`; nothing where it cannot be asked, as of a file that there is not.
    #[must_use]
    pub fn at(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|meta| Self::of(&meta))
    }

    #[cfg(unix)]
    pub(super) fn of(meta: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let place = (meta.dev(), meta.ino());
        Self { len: meta.len(), modified: meta.modified().ok(), changed: (meta.ctime(), meta.ctime_nsec()), place }
    }

    #[cfg(not(unix))]
    pub(super) fn of(meta: &Metadata) -> Self {
        Self { len: meta.len(), modified: meta.modified().ok(), changed: (0, 0), place: (0, 0) }
    }

    /// Whether what was read at `read` can no longer have been changed without a new stamp.
    pub(super) fn is_settled(&self, read: SystemTime) -> bool {
        let changed =
            Duration::new(u64::try_from(self.changed.0).unwrap_or(0), u32::try_from(self.changed.1).unwrap_or(0));
        let latest = self.modified.max(SystemTime::UNIX_EPOCH.checked_add(changed));
        latest.is_some_and(|latest| read.duration_since(latest).is_ok_and(|age| age > RACY))
    }
}
