//! Comparing artifacts with the published site, and staging those that differ.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::existing::{self, Existing};
use super::manifest::Manifest;
use super::stage::FOREIGN;
use crate::artifact::{Artifact, Body, SinkError};
use crate::source::{ContentHash, SourcePath};

/// What became of the artifacts.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// Paths that were staged.
    pub(super) changed: Vec<String>,
    /// Paths whose file stays.
    pub(super) unchanged: Vec<String>,
}

impl Tally {
    /// Adds what another stager did.
    pub(super) fn add(&mut self, other: Self) {
        self.changed.extend(other.changed);
        self.unchanged.extend(other.unchanged);
    }
}

/// Stages artifacts. Several can work on one stage: each path is put once, and a folder that the other one made is
/// there.
#[derive(Clone, Debug)]
pub(super) struct Stager {
    /// The site's folder, where copied files come from.
    root: PathBuf,
    /// The published output, if there is one to compare with.
    published: Option<PathBuf>,
    /// What of it is ours.
    ours: Arc<Manifest>,
    /// Where changed files go.
    stage: PathBuf,
    /// Folders of the stage that are known to exist.
    made: HashSet<String>,
    /// For comparing, kept from file to file.
    buffer: Vec<u8>,
    tally: Tally,
}

impl Stager {
    /// One that puts what differs from `published`, of which `ours` is ours, into `stage`.
    pub(super) fn new(root: PathBuf, published: Option<PathBuf>, ours: Arc<Manifest>, stage: PathBuf) -> Self {
        Self { root, published, ours, stage, made: HashSet::new(), buffer: Vec::new(), tally: Tally::default() }
    }

    /// What became of all that was taken since this was last asked.
    pub(super) fn tally(&mut self) -> Tally {
        std::mem::take(&mut self.tally)
    }

    /// Takes artifacts, up to the first failure.
    ///
    /// # Errors
    /// When one cannot be written, or a file that is not ours stands at its path.
    pub(super) fn take(&mut self, artifacts: Vec<Artifact>) -> Result<(), SinkError> {
        for Artifact { path, body } in artifacts {
            let path = path.as_str();
            match self.compare(path, &body) {
                Existing::Same => {
                    self.tally.unchanged.push(path.to_owned());
                    continue;
                }
                Existing::Other if !self.ours.holds(path) => {
                    return Err(SinkError::system(path, FOREIGN));
                }
                _ => {}
            }
            self.write(path, &body)?;
            self.tally.changed.push(path.to_owned());
        }
        Ok(())
    }

    fn compare(&mut self, path: &str, body: &Body) -> Existing {
        let Some(published) = &self.published else { return Existing::Absent };
        let path = published.join(path);
        match body {
            Body::Bytes(bytes) => existing::bytes(&path, bytes, &mut self.buffer),
            Body::CopyOf(_, hash) => existing::hash(&path, *hash),
        }
    }

    fn write(&mut self, path: &str, body: &Body) -> Result<(), SinkError> {
        let system = |error: io::Error| SinkError::system(path, error);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if !self.made.contains(folder) {
            fs::create_dir_all(self.stage.join(folder)).map_err(system)?;
            self.made.insert(folder.to_owned());
        }
        // The stage is new and ours alone: whatever is at the path already was put there twice.
        let mut file = File::create_new(self.stage.join(path)).map_err(system)?;
        match body {
            Body::Bytes(bytes) => file.write_all(bytes).map_err(system),
            Body::CopyOf(source, hash) => copy(&self.root, source, *hash, path, &mut file),
        }
    }
}

/// Copies a source file to an output path and makes sure that it still is the one that the build saw.
fn copy(root: &Path, source: &SourcePath, wanted: ContentHash, path: &str, to: &mut File) -> Result<(), SinkError> {
    let of_source = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => SinkError::stale(source.as_str()),
        _ => SinkError::system(source.as_str(), error),
    };
    let mut from = crate::io::open(root, source).map_err(of_source)?;
    let mut hasher = blake3::Hasher::new();
    let mut chunk = vec![0; 64 << 10];
    loop {
        let read = match from.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(of_source(error)),
        };
        let part = chunk.get(..read).unwrap_or_default();
        hasher.update(part);
        to.write_all(part).map_err(|error| SinkError::system(path, error))?;
    }
    if ContentHash::from_bytes(*hasher.finalize().as_bytes()) == wanted {
        Ok(())
    } else {
        Err(SinkError::stale(source.as_str()))
    }
}
