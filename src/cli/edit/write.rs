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
        let path = unchanged(&file.path, file.old)?;
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

/// Where the bytes of a file lie, which still are those that were read: a file that is a link stays one.
fn unchanged(file: &Path, old: &str) -> Result<PathBuf, Failure> {
    let path = fs::canonicalize(file).map_err(|error| system(file, &error))?;
    let there = fs::read(&path).map_err(|error| system(&path, &error))?;
    if there != old.as_bytes() {
        let shown = file.display();
        return Err(Failure::System(format!("{shown}: somebody changed it meanwhile; run the command again")));
    }
    Ok(path)
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

/// A record in what gets another name.
pub(in crate::cli) struct MovedRecord<'a> {
    /// Where it is.
    pub(in crate::cli) from: PathBuf,
    /// Where it will be.
    pub(in crate::cli) to: PathBuf,
    /// What was read.
    pub(in crate::cli) old: &'a str,
    /// What it is to say.
    pub(in crate::cli) new: &'a str,
}

/// Gives a file or folder another name, and the record in it another text. On a failure everything has its old name and
/// text.
pub(in crate::cli) fn move_file(old: &Path, new: &Path, record: MovedRecord<'_>) -> Result<(), Failure> {
    if fs::symlink_metadata(new).is_ok() {
        return Err(Failure::Usage(format!("`{}` is there already", new.display())));
    }
    unchanged(&record.from, record.old)?;
    fs::rename(old, new).map_err(|error| system(old, &error))?;
    replace_all(&[Replacement { path: record.to, old: record.old, new: record.new }]).inspect_err(|_| {
        // The first failure is the one to report.
        let _ = fs::rename(new, old);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_changed_meanwhile_keeps_its_name_and_its_text() {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to) = (folder.path().join("ada.yaml"), folder.path().join("ada-king.yaml"));
        fs::write(&from, "name: Ada King\n").expect("a file");
        let record = MovedRecord { from: from.clone(), to: to.clone(), old: "name: Ada\n", new: "name: A\n" };
        let Err(Failure::System(message)) = move_file(&from, &to, record) else {
            unreachable!("the file is not what was read")
        };
        assert!(message.contains("ada.yaml: somebody changed it meanwhile"), "{message}");
        assert!(!to.exists());
        assert_eq!(fs::read_to_string(&from).expect("the file"), "name: Ada King\n");
    }
}
