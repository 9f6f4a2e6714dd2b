//! Why nobody hears of files that change.

/// Why there are no file events.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WatchError {
    /// The kernel watches no more folders for this user.
    #[error(
        "the system watches no more folders for you; raise the limit with `sudo sysctl fs.inotify.max_user_watches=524288`"
    )]
    Folders,
    /// The kernel gives this user no more watchers.
    #[error(
        "the system gives you no more watchers of folders; raise the limit with `sudo sysctl fs.inotify.max_user_instances=512`"
    )]
    Instances,
    /// Another reason, in the system's own words.
    #[error("folders cannot be watched: {0}")]
    System(String),
}
