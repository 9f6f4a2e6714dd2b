//! Names of source files, relative to the site's root. Never joined with anything: resolving to a real path is `io`'s
//! work.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A file's path relative to the site's root, with `/` between its parts, in Unicode NFC.
///
/// Cheap to clone. Ordered by its bytes, so that any listing is the same on every file system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Wraps a path that is already relative and uses `/`.
    #[must_use]
    pub fn new(path: impl AsRef<str>) -> Self {
        use unicode_normalization::{UnicodeNormalization, is_nfc};
        let path = path.as_ref();
        if is_nfc(path) { Self(path.into()) } else { Self(path.nfc().collect::<String>().into()) }
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part, with its extension.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The file's name without its extension (`_index` for `handbook/_index.md`).
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Whether it lies in `folder`, at any depth.
    #[must_use]
    pub fn is_below(&self, folder: &str) -> bool {
        self.0.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }

    /// The extension without its dot, or an empty string.
    #[must_use]
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The parts of `path` as seen from `folder`: `..` goes up and stops at the root, `.` and empty parts are nothing.
    #[must_use]
    pub fn parts_from<'p>(folder: &'p str, path: &'p str) -> Vec<&'p str> {
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        parts
    }

    /// The folder that holds the file, without a final `/`; empty for a file at the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for SourcePath {
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_path() {
        let path = SourcePath::new("content/handbook/a.b.md");
        assert_eq!(
            (path.folder(), path.file_name(), path.stem(), path.extension()),
            ("content/handbook", "a.b.md", "a.b", "md")
        );
        assert_eq!((SourcePath::new("pmo.yaml").folder(), SourcePath::new("LICENSE").extension()), ("", ""));
    }

    #[test]
    fn composed_and_decomposed_names_are_one_path() {
        assert_eq!(SourcePath::new("caf\u{e9}.md"), SourcePath::new("cafe\u{301}.md"));
    }
}
