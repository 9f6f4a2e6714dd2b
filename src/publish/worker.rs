//! The thread that compares and stages, so that writing overlaps with rendering.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use super::existing::{self, Existing};
use super::manifest::Manifest;
use super::stage::FOREIGN;
use crate::artifact::{Artifact, Body, SinkError};
use crate::source::{ContentHash, SourcePath};

/// What became of the artifacts.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Paths that were staged.
    pub(super) changed: Vec<String>,
    /// Paths whose file stays.
    pub(super) unchanged: Vec<String>,
}

/// Everything that the thread needs.
#[derive(Debug)]
pub(super) struct Worker {
    /// The site's folder, where copied files come from.
    pub(super) root: PathBuf,
    /// The published output, if there is one to compare with.
    pub(super) published: Option<PathBuf>,
    /// What of it is ours.
    pub(super) ours: Manifest,
    /// Where changed files go.
    pub(super) stage: PathBuf,
    /// Folders of the stage that exist already.
    pub(super) made: HashSet<String>,
    /// For comparing, kept from file to file.
    pub(super) buffer: Vec<u8>,
}

impl Worker {
    /// Takes artifacts until there are no more, or the first failure.
    pub(super) fn run(mut self, artifacts: &Receiver<Vec<Artifact>>) -> Result<Tally, SinkError> {
        let mut tally = Tally::default();
        for artifact in artifacts.iter().flatten() {
            let path = artifact.path.as_str();
            match self.compare(path, &artifact.body) {
                Existing::Same => {
                    tally.unchanged.push(path.to_owned());
                    continue;
                }
                Existing::Other if !self.ours.holds(path) => {
                    return Err(SinkError { path: path.to_owned(), reason: FOREIGN.to_owned() });
                }
                _ => {}
            }
            self.write(path, &artifact.body).map_err(|error| SinkError { path: path.to_owned(), reason: error.to_string() })?;
            tally.changed.push(path.to_owned());
        }
        Ok(tally)
    }

    fn compare(&mut self, path: &str, body: &Body) -> Existing {
        let Some(published) = &self.published else { return Existing::Absent };
        let path = published.join(path);
        match body {
            Body::Bytes(bytes) => existing::bytes(&path, bytes, &mut self.buffer),
            Body::CopyOf(_, hash) => existing::hash(&path, *hash),
        }
    }

    fn write(&mut self, path: &str, body: &Body) -> io::Result<()> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if !self.made.contains(folder) {
            fs::create_dir_all(self.stage.join(folder))?;
            self.made.insert(folder.to_owned());
        }
        // The stage is new and ours alone: whatever is at the path already was put there twice.
        let mut file = File::create_new(self.stage.join(path))?;
        match body {
            Body::Bytes(bytes) => file.write_all(bytes),
            Body::CopyOf(source, hash) => copy(&self.root, source, *hash, &mut file),
        }
    }
}

/// Copies a source file and makes sure that it still is the one that the build saw.
fn copy(root: &Path, source: &SourcePath, wanted: ContentHash, to: &mut File) -> io::Result<()> {
    let mut from = crate::io::open(root, source)?;
    let mut hasher = blake3::Hasher::new();
    let mut chunk = vec![0; 64 << 10];
    loop {
        let read = match from.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let part = chunk.get(..read).unwrap_or_default();
        hasher.update(part);
        to.write_all(part)?;
    }
    if ContentHash::from_bytes(*hasher.finalize().as_bytes()) == wanted {
        return Ok(());
    }
    Err(io::Error::other(format!("`{source}` changed during the build; run the command again")))
}
