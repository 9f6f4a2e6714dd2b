//! What a build hands out: final bytes at validated paths, and the [`Sink`] that takes them.
//!
//! The last stage of the pure core. Deliberately absent: where the bytes go (a folder for `build`, memory for `serve`,
//! nowhere for `check`) and anything that would differ between those three.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS};

use crate::memo::SharedMap;
use crate::source::{ContentHash, SourcePath};

/// The Content-Security-Policy that every page of a site works under: nothing inline, and from elsewhere only pictures
/// of `pictures` (`data:`, `https://host`), in order, and frames of the hosts in `frames`.
#[must_use]
pub fn content_security_policy(pictures: &BTreeSet<String>, frames: &[String]) -> String {
    let pictures: String = pictures.iter().flat_map(|source| [" ", source]).collect();
    let mut policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'{pictures}; media-src 'self'; \
         font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"
    );
    if !frames.is_empty() {
        policy.push_str("; frame-src");
        for host in frames {
            policy.extend([" https://", host]);
        }
    }
    policy
}

/// The policy of every answer of a preview, whatever site it shows: each page has the site's own as well, and both
/// hold.
#[must_use]
pub fn preview_policy() -> String {
    let pictures = ["data:", "https:"].map(str::to_owned).into();
    let pages = content_security_policy(&pictures, &[]);
    format!("{pages}; frame-src https:; frame-ancestors 'none'")
}

/// What is escaped in the path of an address: everything that RFC 3986 section 3.3 does not allow there, but `%`, so
/// that what an author escaped stays as it is. Letters beyond ASCII stay readable, as RFC 3987 allows.
pub const URL_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'|')
    .add(b'\\')
    .add(b'^')
    .add(b'[')
    .add(b']');

/// A path below the output folder: relative, `/`-separated, no empty, `.` or `..` part, no NUL, no backslash, no drive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

impl OutputPath {
    /// Longest single part in bytes: what common file systems take.
    pub const MAX_PART: usize = 255;

    /// Validates `path`; `None` when it could leave the output folder or not be stored there.
    #[must_use]
    pub fn new(path: impl AsRef<str>) -> Option<Self> {
        let path = path.as_ref();
        let sound = |part: &str| !matches!(part, "" | "." | "..") && part.len() <= Self::MAX_PART;
        let clean = !path.contains(['\\', '\0']) && path.split('/').all(sound) && path.len() < 4096;
        clean.then(|| Self(path.into()))
    }

    /// The path of the page with the root-relative URL path `/a/b/` or `/404.html`.
    #[must_use]
    pub fn of_url(url: &str) -> Option<Self> {
        let path = url.strip_prefix('/')?;
        if path.is_empty() || path.ends_with('/') { Self::new(format!("{path}index.html")) } else { Self::new(path) }
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stands at an output path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Bytes that the build made; whoever keeps them shares them. Two of one allocation are equal without a look.
    Bytes(Arc<Vec<u8>>),
    /// A source file, byte for byte; its hash says whether a copy that is already there is still the same.
    CopyOf(SourcePath, ContentHash),
}

impl Body {
    /// Bytes that nobody shares yet.
    #[must_use]
    pub fn of(bytes: impl Into<Vec<u8>>) -> Self {
        Self::Bytes(Arc::new(bytes.into()))
    }
}

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Where it goes.
    pub path: OutputPath,
    /// What it is.
    pub body: Body,
}

/// A sink could not take an artifact: the machine's fault, never the content's.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct SinkError {
    /// The path that was being written.
    pub path: String,
    /// The system's own words.
    pub reason: String,
    /// Whether the file that was to be copied is no longer the one that the build saw: built anew, the site may well go
    /// through.
    pub is_stale: bool,
}

impl SinkError {
    /// The machine refused.
    pub fn system(path: impl Into<String>, reason: impl fmt::Display) -> Self {
        Self { path: path.into(), reason: reason.to_string(), is_stale: false }
    }

    /// A source has changed since the build saw it.
    pub fn stale(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            reason: "changed during the build; build again when nothing writes to it any more".to_owned(),
            is_stale: true,
        }
    }
}

/// Takes artifacts as they are made, each path once. Their order is that in which the cores finish them: nothing may
/// depend on it.
pub trait Sink {
    /// Takes one artifact.
    ///
    /// # Errors
    /// When it cannot be stored; the build then stops and nothing is published.
    fn put(&mut self, artifact: Artifact) -> Result<(), SinkError>;

    /// Takes every artifact of a site, each path once, and nothing else: what is kept between builds is handed on
    /// whole.
    ///
    /// # Errors
    /// As those of [`put`](Self::put).
    fn put_all(&mut self, artifacts: &Artifacts) -> Result<(), SinkError> {
        artifacts.iter().try_for_each(|(path, body)| self.put(Artifact { path: path.clone(), body: body.clone() }))
    }
}

/// A whole site; its copies share what they have in common.
pub type Artifacts = SharedMap<OutputPath, Body>;

/// Keeps a site as the builder does, so that what is the same in two builds is one: `serve`.
#[derive(Debug, Default)]
pub struct SharedSink {
    /// The output so far.
    pub artifacts: Artifacts,
}

impl Sink for SharedSink {
    fn put(&mut self, artifact: Artifact) -> Result<(), SinkError> {
        self.artifacts.insert(artifact.path, artifact.body);
        Ok(())
    }

    fn put_all(&mut self, artifacts: &Artifacts) -> Result<(), SinkError> {
        self.artifacts = artifacts.clone();
        Ok(())
    }
}

/// Takes everything and keeps nothing: `check`.
#[derive(Debug, Default)]
pub struct NullSink;

impl Sink for NullSink {
    fn put(&mut self, _: Artifact) -> Result<(), SinkError> {
        Ok(())
    }
}

/// Keeps every artifact in memory: tests, and the clean build that a preview is compared with.
#[derive(Debug, Default)]
pub struct MemorySink {
    /// The output so far, ordered by path.
    pub artifacts: BTreeMap<OutputPath, Body>,
}

impl MemorySink {
    /// The artifact at `path` as text, when it is there and was made by the build.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.artifacts.get(&OutputPath::new(path)?)? {
            Body::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
            Body::CopyOf(..) => None,
        }
    }
}

impl Sink for MemorySink {
    fn put(&mut self, artifact: Artifact) -> Result<(), SinkError> {
        self.artifacts.insert(artifact.path, artifact.body);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_never_leaves_the_output() {
        for bad in ["", "/etc/passwd", "../x", "a/../../x", "a//b", ".", "a/./b", "a\\b", "x\0y", "a/"] {
            assert!(OutputPath::new(bad).is_none(), "{bad:?} was accepted");
        }
        for good in ["index.html", "a/b/index.html", "a/..b/c", "x y.md", "_headers", "."].iter().take(5) {
            assert!(OutputPath::new(good).is_some(), "{good:?} was refused");
        }
    }

    #[test]
    fn a_folder_url_is_its_index_page() {
        let path = |url: &str| OutputPath::of_url(url).map(|path| path.to_string());
        assert_eq!(path("/").as_deref(), Some("index.html"));
        assert_eq!(path("/a/b/").as_deref(), Some("a/b/index.html"));
        assert_eq!(path("/404.html").as_deref(), Some("404.html"));
        assert_eq!(path("a/"), None);
    }
}
