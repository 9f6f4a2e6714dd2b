//! Completing the staged tree: what stays of the published one is linked into it.

use std::collections::BTreeSet;
use std::fs::{self, File, FileTimes};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::PublishError;
use super::manifest::{MANIFEST, Manifest, WORK};

/// Said of a file that would have to go and is not ours.
pub(super) const FOREIGN: &str =
    "is in the output folder, was not written by pmo-site, and the site has something else there; move one of the two";

/// What the published folder holds that is not ours.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    /// Files and symbolic links.
    pub(super) files: Vec<String>,
    /// Folders that hold nothing.
    pub(super) empty: Vec<String>,
}

/// Finds everything below `output` that is in neither manifest.
pub(super) fn foreign(output: &Path, old: &Manifest, new: &Manifest) -> Result<Foreign, PublishError> {
    let mut found = Foreign::default();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let path = output.join(&folder);
        let mut is_empty = true;
        for entry in fs::read_dir(&path).map_err(|error| PublishError::system(&path, error))? {
            let entry = entry.map_err(|error| PublishError::system(&path, error))?;
            is_empty = false;
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                return Err(PublishError::system(
                    &entry.path(),
                    "has a name that is not UTF-8 and cannot be kept; move it out of the output folder",
                ));
            };
            let inner = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            let kind = entry.file_type().map_err(|error| PublishError::system(&path, error))?;
            if kind.is_dir() {
                if inner != WORK {
                    folders.push(inner);
                }
            } else if inner != MANIFEST && !old.holds(&inner) && !new.holds(&inner) {
                if new.meets(&inner) {
                    return Err(PublishError::system(&entry.path(), FOREIGN));
                }
                found.files.push(inner);
            }
        }
        if is_empty && !folder.is_empty() && !new.meets(&folder) {
            found.empty.push(folder);
        }
    }
    Ok(found)
}

/// Links `unchanged` and foreign files of `output` into `stage`, and writes the manifest there.
pub(super) fn complete(
    stage: &Path,
    output: &Path,
    unchanged: &[String],
    foreign: &Foreign,
    new: &Manifest,
) -> Result<(), PublishError> {
    let of_files =
        unchanged.iter().chain(&foreign.files).filter_map(|path| path.rsplit_once('/')).map(|(folder, _)| folder);
    let folders: BTreeSet<&str> = of_files.chain(foreign.empty.iter().map(String::as_str)).collect();
    fs::create_dir_all(stage).map_err(|error| PublishError::system(stage, error))?;
    for folder in folders {
        let path = stage.join(folder);
        fs::create_dir_all(&path).map_err(|error| PublishError::system(&path, error))?;
    }
    let keep = |path: &String| {
        let (from, to) = (output.join(path), stage.join(path));
        link(&from, &to).map_err(|error| PublishError::system(&from, error))
    };
    unchanged.par_iter().chain(&foreign.files).try_for_each(keep)?;
    let manifest = stage.join(MANIFEST);
    fs::write(&manifest, new.bytes()).map_err(|error| PublishError::system(&manifest, error))?;
    // A web server may depend on the folder's mode; those of inner folders are ours to choose.
    let mode = fs::metadata(output).and_then(|meta| fs::set_permissions(stage, meta.permissions()));
    mode.map_err(|error| PublishError::system(stage, error))
}

/// Makes `to` the same file as `from`, or a copy with its times where the file system has no hard links.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let meta = fs::symlink_metadata(from)?;
    if meta.is_symlink() {
        return symlink(&fs::read_link(from)?, to);
    }
    fs::copy(from, to)?;
    let modified = meta.modified()?;
    File::options().write(true).open(to)?.set_times(FileTimes::new().set_modified(modified))
}

#[cfg(unix)]
fn symlink(target: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, at)
}

#[cfg(not(unix))]
fn symlink(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::other("symbolic links cannot be kept on this system; move it out of the output folder"))
}
