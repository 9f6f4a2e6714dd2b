//! Files on the disk: each is the old one or the new one, never a part, and of several all are new or none.

use std::fs;
use std::io::{Error, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::cli::Failure;

/// A file and the text that takes the place of the one that was read.
pub(super) struct Replacement<'a> {
    /// The file.
    pub(super) path: PathBuf,
    /// What was read.
    pub(super) old: &'a str,
    /// What is to be there.
    pub(super) new: &'a str,
}

fn system(path: &Path, error: &Error) -> Failure {
    Failure::System(format!("{}: {error}", path.display()))
}

/// Replaces all files, or none.
pub(super) fn replace_all(files: &[Replacement<'_>]) -> Result<(), Failure> {
    let mut staged = Vec::new();
    for file in files {
        // A file that is a link stays one.
        let path = fs::canonicalize(&file.path).map_err(|error| system(&file.path, &error))?;
        let there = fs::read(&path).map_err(|error| system(&path, &error))?;
        if there != file.old.as_bytes() {
            let shown = file.path.display();
            return Err(Failure::System(format!("{shown}: somebody changed it meanwhile; run the command again")));
        }
        staged.push((stage(&path, file.new)?, path, file.old));
    }
    let mut done: Vec<(PathBuf, &str)> = Vec::new();
    for (new, path, old) in staged {
        if let Err(error) = new.persist(&path) {
            let restored = done.iter().try_for_each(|(path, old)| put(path, old));
            let state = if restored.is_ok() { "all other files are as they were" } else { "other files are changed" };
            return Err(Failure::System(format!("{}: {}; {state}", path.display(), error.error)));
        }
        done.push((path, old));
    }
    Ok(())
}

/// Writes `text` beside `path`, to the disk.
fn stage(path: &Path, text: &str) -> Result<NamedTempFile, Failure> {
    let write = || {
        let mut file = tempfile::Builder::new().prefix(".pmo-site-").tempfile_in(path.parent().unwrap_or(path))?;
        file.write_all(text.as_bytes())?;
        file.as_file().set_permissions(fs::metadata(path)?.permissions())?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    write().map_err(|error: Error| system(path, &error))
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    stage(path, text)?.persist(path).map(drop).map_err(|error| system(path, &error.error))
}

/// Gives a file or folder another name, and the file `record`, which has the new name too, another text. On a failure
/// everything has its old name and text.
pub(in crate::cli) fn move_file(old: &Path, new: &Path, record: (&Path, &str)) -> Result<(), Failure> {
    if fs::symlink_metadata(new).is_ok() {
        return Err(Failure::Usage(format!("`{}` is there already", new.display())));
    }
    let (path, text) = record;
    fs::rename(old, new).map_err(|error| system(old, &error))?;
    put(path, text).inspect_err(|_| {
        // The first failure is the one to report.
        let _ = fs::rename(new, old);
    })
}
