//! The tree itself: path → text, or size and hash.

use std::fmt;
use std::sync::Arc;

use super::windows_1252::decode_mixed;
use super::{Instead, Layout, Position, SourcePath};
use crate::leaks::Leaks;
use crate::memo::{MapChange, SharedMap};

/// BLAKE3 hash of a file's bytes. Two files with equal hashes are the same input.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// Hashes `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// Wraps a hash that was computed while a large file was streamed.
    #[must_use]
    pub fn from_bytes(hash: [u8; 32]) -> Self {
        Self(hash)
    }

    /// The first `digits` hexadecimal digits (at most 64), for names of files.
    #[must_use]
    pub fn hex(&self, digits: usize) -> String {
        use fmt::Write;
        let mut text = String::with_capacity(64);
        for byte in self.0 {
            let _ = write!(text, "{byte:02x}");
        }
        text.truncate(digits);
        text
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex(12))
    }
}

/// A picture's size in pixels, read from its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dimensions {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// What a build knows of a file's bytes. Two that are equal are the same input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceBytes {
    /// Text that stages parse: configuration, Markdown, records, templates. Valid UTF-8.
    Text(Arc<str>),
    /// Bytes that were read but are no UTF-8 text; `valid_up_to` is the offset of the first bad byte.
    NotText {
        /// Number of bytes before the first invalid one.
        valid_up_to: usize,
        /// Hash of all of them.
        hash: ContentHash,
        /// What they are in an older encoding; for pages, which are read all the same.
        decoded: Arc<str>,
    },
    /// A file that is published as it is; its bytes stay on disk until a sink copies them.
    Opaque {
        /// Size in bytes.
        len: u64,
        /// Hash of the bytes.
        hash: ContentHash,
        /// Width and height, for pictures whose header could be read.
        dimensions: Option<Dimensions>,
        /// Whether it is a drawing or another document that may run scripts where it is opened.
        scripted: bool,
        /// What they tell that nobody meant to tell.
        leaks: Option<Arc<Leaks>>,
    },
}

/// One file of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its content, or what is known of it.
    pub bytes: SourceBytes,
}

impl SourceFile {
    /// A text file.
    #[must_use]
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self { bytes: SourceBytes::Text(text.into()) }
    }

    /// A file that should be text, of these bytes.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::text(text),
            Err(error) => {
                let (valid_up_to, hash) = (error.valid_up_to(), ContentHash::of(bytes));
                let decoded = decode_mixed(bytes).into();
                Self { bytes: SourceBytes::NotText { valid_up_to, hash, decoded } }
            }
        }
    }

    /// Whether both are the same input. A text that both share is not read.
    fn is_same(&self, other: &Self) -> bool {
        match (&self.bytes, &other.bytes) {
            (SourceBytes::Text(one), SourceBytes::Text(other)) => Arc::ptr_eq(one, other) || one == other,
            (one, other) => one == other,
        }
    }

    /// The hash of its bytes, taken now where it is text.
    #[must_use]
    pub fn hash(&self) -> ContentHash {
        match &self.bytes {
            SourceBytes::Text(text) => ContentHash::of(text.as_bytes()),
            SourceBytes::NotText { hash, .. } | SourceBytes::Opaque { hash, .. } => *hash,
        }
    }
}

/// Every file of a site, ordered by path. A copy is cheap, and so is finding what changed since it was made.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    files: SharedMap<SourcePath, SourceFile>,
    missing: Vec<(String, Instead)>,
    layout: Layout,
}

impl SourceTree {
    /// An empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl Into<SourcePath>, file: SourceFile) {
        self.files.insert(path.into(), file);
    }

    /// Removes a file; says whether it was there.
    pub fn remove(&mut self, path: &str) -> bool {
        self.files.remove(path).is_some()
    }

    /// The file at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// The text at `path`, when the file is there and is text.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&Arc<str>> {
        match &self.files.get(path)?.bytes {
            SourceBytes::Text(text) => Some(text),
            SourceBytes::NotText { .. } | SourceBytes::Opaque { .. } => None,
        }
    }

    /// States which of the folders that a site is read from are not there, and what is in their place.
    #[must_use]
    pub fn lacking(self, missing: Vec<(String, Instead)>) -> Self {
        Self { missing, ..self }
    }

    /// States where the folders lie that the site was read from.
    #[must_use]
    pub fn laid_out(self, layout: Layout) -> Self {
        Self { layout, ..self }
    }

    /// Where the folders lie that the site was read from.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The folders that are not there, as far as it was looked for them.
    #[must_use]
    pub fn missing(&self) -> &[(String, Instead)] {
        &self.missing
    }

    /// Where the secret stands that begins at byte `start` of the file at `path`, whose bytes are not kept.
    #[must_use]
    pub fn secret_at(&self, path: &str, start: u32) -> Option<Position> {
        let SourceBytes::Opaque { leaks: Some(leaks), .. } = &self.files.get(path)?.bytes else { return None };
        leaks.secrets.iter().find(|secret| secret.span().start == start).map(|secret| secret.position)
    }

    /// All files in path order.
    pub fn iter(&self) -> impl Iterator<Item = (&SourcePath, &SourceFile)> {
        self.files.iter()
    }

    /// The files below `folder` (without a final `/`), in path order.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a SourcePath, &'a SourceFile)> + 'a {
        let start = format!("{folder}/");
        self.files
            .from(start.as_str())
            .take_while(move |(path, _)| path.as_str().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    }

    /// Files whose bytes differ from those of `old`, that are new, or that are gone; in path order.
    #[must_use]
    pub fn changes<'a>(&'a self, old: &'a Self) -> Vec<MapChange<'a, SourcePath, SourceFile>> {
        self.files.changes(&old.files, SourceFile::is_same)
    }

    /// Number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether the tree holds no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.len() == 0
    }
}

impl<P: AsRef<str>, T: Into<Arc<str>>> FromIterator<(P, T)> for SourceTree {
    /// A tree of text files, as tests and `init` write them.
    fn from_iter<I: IntoIterator<Item = (P, T)>>(files: I) -> Self {
        let mut tree = Self::new();
        for (path, text) in files {
            tree.insert(SourcePath::new(path.as_ref()), SourceFile::text(text));
        }
        tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn under_lists_a_folder_and_not_its_namesakes() {
        let tree: SourceTree =
            [("content/a/x.md", ""), ("content/a-b/y.md", ""), ("content/a.md", ""), ("content/a/b/z.md", "")]
                .into_iter()
                .collect();
        let found: Vec<_> = tree.under("content/a").map(|(path, _)| path.as_str()).collect();
        assert_eq!(found, ["content/a/b/z.md", "content/a/x.md"]);
    }
}
