//! A folder of a site that is not there.

/// What stands where a folder of the site should be. No files and no folder are two things: a site may have no pages
/// yet, but one whose folder of pages is gone or has another name has not been seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Nothing.
    Nothing {
        /// The folder beside it whose name looks like a slip of the right one.
        like: Option<String>,
    },
    /// A file, a pipe or a device.
    NoFolder,
}
