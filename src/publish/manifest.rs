//! The list of the files that we wrote, kept in the output itself: what is not on it is not ours to delete.

use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::PublishError;
use crate::invariant::invariant;

/// Name of the manifest in the output folder.
pub const MANIFEST: &str = ".pmo-site-manifest";

/// Work folder in an output whose parent folder is closed.
pub(super) const WORK: &str = ".pmo-site-work";

/// Version of the manifest's form.
const FORMAT: u32 = 1;

/// The output's files, sorted, each once; the manifest itself is not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: Vec<String>,
}

#[derive(Deserialize)]
struct ManifestRead {
    format: u32,
    files: Vec<String>,
}

#[derive(Serialize)]
struct ManifestWritten<'a> {
    format: u32,
    files: &'a [String],
}

impl Manifest {
    /// The manifest of these files.
    pub(super) fn new(mut files: Vec<String>) -> Self {
        files.sort_unstable();
        files.dedup();
        Self { files }
    }

    /// Reads the manifest of `output`; an empty one where there is none.
    pub(super) fn read(output: &Path) -> Result<Self, PublishError> {
        let path = output.join(MANIFEST);
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(PublishError::system(&path, error)),
        };
        if let Ok(ManifestRead { format: FORMAT, files }) = serde_json::from_slice(&text) {
            return Ok(Self::new(files));
        }
        Err(PublishError::refused(
            output,
            format!("has a `{MANIFEST}` that cannot be read; remove the folder, or choose another `--output`"),
        ))
    }

    /// The manifest's bytes: JSON, one path on a line, the same for the same files.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let written = serde_json::to_vec_pretty(&ManifestWritten { format: FORMAT, files: &self.files });
        let mut bytes = invariant(written, "numbers and strings always serialise");
        bytes.push(b'\n');
        bytes
    }

    /// Whether `path` is ours.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.files.binary_search_by(|file| file.as_str().cmp(path)).is_ok()
    }

    /// Whether a file of ours is where something that is not ours stands: at `path`, above it or below it.
    pub(super) fn meets(&self, path: &str) -> bool {
        let above = path.match_indices('/').filter_map(|(at, _)| path.get(..at)).any(|folder| self.holds(folder));
        let folder = format!("{path}/");
        let next = self.files.partition_point(|file| file.as_str() < folder.as_str());
        above || self.holds(path) || self.files.get(next).is_some_and(|file| file.starts_with(&folder))
    }

    /// Our files that `new` has no more.
    pub(super) fn without<'a>(&'a self, new: &'a Self) -> impl Iterator<Item = &'a str> {
        self.files.iter().map(String::as_str).filter(|file| !new.holds(file))
    }

    /// The files of both.
    pub(super) fn union(&self, other: &Self) -> Self {
        Self::new(self.files.iter().chain(&other.files).cloned().collect())
    }

    /// All files.
    pub(super) fn files(&self) -> &[String] {
        &self.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_meet_at_above_and_below_a_path() {
        let manifest = Manifest::new(["a/b/c", "d"].map(str::to_owned).to_vec());
        for path in ["a", "a/b", "a/b/c", "a/b/c/x", "d", "d/x"] {
            assert!(manifest.meets(path), "{path}");
        }
        for path in ["a/x", "a/b/x", "a/bb", "b", "dd"] {
            assert!(!manifest.meets(path), "{path}");
        }
    }

    #[test]
    fn a_manifest_reads_what_it_wrote() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let manifest = Manifest::new(vec!["b".to_owned(), "a/\n\u{e9}".to_owned(), "b".to_owned()]);
        std::fs::write(folder.path().join(MANIFEST), manifest.bytes())?;
        assert_eq!(Manifest::read(folder.path())?, manifest);
        assert_eq!(manifest.files(), ["a/\n\u{e9}", "b"]);
        std::fs::write(folder.path().join(MANIFEST), "{\"format\": 2, \"files\": []}")?;
        assert!(matches!(Manifest::read(folder.path()), Err(PublishError::Refused { .. })));
        Ok(())
    }
}
