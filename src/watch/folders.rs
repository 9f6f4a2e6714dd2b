//! File events of a site's folders.

use std::sync::Arc;

use notify::{ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Doorbell, WatchError};
use crate::io::Root;

/// Rings a doorbell whenever something happens below a site's folders.
pub struct FolderWatch {
    _watcher: RecommendedWatcher,
    roots: Vec<Root>,
}

impl FolderWatch {
    /// Watches `roots`: the first, the site's own folder, for what lies directly in it, the others with all that is
    /// below them.
    ///
    /// # Errors
    /// When the system refuses; nothing is watched then.
    pub fn start(roots: Vec<Root>, doorbell: &Arc<Doorbell>) -> Result<Self, WatchError> {
        let bell = Arc::clone(doorbell);
        let hear = move |event: notify::Result<notify::Event>| match event {
            // Reading a file is an event too, and our own reading must not wake us.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
            Ok(event) if event.need_rescan() => bell.ring(),
            Ok(event) => bell.ring_for(event.paths),
            Err(error) => match reason(&error) {
                // A folder that went away while it was looked at: whatever is there now is read.
                WatchError::System(_) => bell.ring(),
                lost => bell.lose(lost),
            },
        };
        let mut watcher = notify::recommended_watcher(hear).map_err(|error| reason(&error))?;
        let mut mode = RecursiveMode::NonRecursive;
        for root in &roots {
            match watcher.watch(&root.path, mode) {
                Ok(()) => {}
                // Gone since it was listed: the ring of its parent brings the next look.
                Err(error) if !root.path.exists() => drop(error),
                Err(error) => return Err(reason(&error)),
            }
            mode = RecursiveMode::Recursive;
        }
        Ok(Self { _watcher: watcher, roots })
    }

    /// Whether these are the folders that are watched: one that was moved away and replaced is another folder under the
    /// same name.
    #[must_use]
    pub fn is_of(&self, roots: &[Root]) -> bool {
        self.roots == roots
    }
}

impl std::fmt::Debug for FolderWatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FolderWatch").field("roots", &self.roots).finish_non_exhaustive()
    }
}

fn reason(error: &notify::Error) -> WatchError {
    match &error.kind {
        ErrorKind::MaxFilesWatch => WatchError::Folders,
        // EMFILE of `inotify_init`; also what a process without a free file descriptor gets.
        ErrorKind::Io(io) if io.raw_os_error() == Some(24) && cfg!(target_os = "linux") => WatchError::Instances,
        _ => WatchError::System(error.to_string()),
    }
}
