//! Files that hosts and crawlers read.

use std::sync::Arc;

use crate::source::{HOST_FILES, SourcePath, SourceTree};

/// Files for hosts and crawlers that a site may have in `static`; what it writes itself is added to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostFiles {
    /// `robots.txt` (RFC 9309).
    pub robots: Option<Arc<str>>,
    /// `_headers`: response headers by path.
    pub headers: Option<Arc<str>>,
    /// `_redirects`: where addresses lead that are no pages.
    pub redirects: Option<Arc<str>>,
}

impl HostFiles {
    /// Those of a site.
    #[must_use]
    pub fn of(tree: &SourceTree) -> Self {
        let [robots, headers, redirects] = HOST_FILES.map(|path| tree.text(path).cloned());
        Self { robots, headers, redirects }
    }

    /// The file of redirects.
    pub const REDIRECTS: &str = HOST_FILES[2];

    /// Whether a file is one of these, which is never copied as it is.
    #[must_use]
    pub fn has(path: &SourcePath) -> bool {
        HOST_FILES.contains(&path.as_str())
    }
}
