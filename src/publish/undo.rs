//! What was done to a folder file by file, so that it can be taken back when a later step fails.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::PublishError;
use super::stage::link;
use super::target::is_absent;

/// One step.
#[derive(Debug)]
enum Step {
    /// A file was put where none was.
    Put(String),
    /// A file was, or is about to be, replaced or removed; its content is kept at the path beside it.
    Kept(String, PathBuf),
    /// A folder was made.
    Made(String),
    /// An empty folder was removed.
    Cleared(String),
}

/// Changes to the folder `output`, each noted.
#[derive(Debug)]
pub(super) struct Undo<'a> {
    output: &'a Path,
    /// Where old files are kept, as links where the file system has them.
    kept: &'a Path,
    /// Whether that folder was made.
    keeps: bool,
    steps: Vec<Step>,
}

impl<'a> Undo<'a> {
    /// Nothing was done to `output` yet. `kept` is a free path.
    pub(super) fn new(output: &'a Path, kept: &'a Path) -> Self {
        Self { output, kept, keeps: false, steps: Vec::new() }
    }

    /// Moves the file at `from` to `path`, in place of a file or of nothing.
    pub(super) fn put(&mut self, from: &Path, path: &str) -> Result<(), PublishError> {
        let target = self.output.join(path);
        if kind(&target)?.is_some() {
            self.keep(path)?;
            return place(from, &target).map_err(|error| PublishError::system(&target, error));
        }
        place(from, &target).map_err(|error| PublishError::system(&target, error))?;
        self.steps.push(Step::Put(path.to_owned()));
        Ok(())
    }

    /// Removes a file.
    pub(super) fn remove(&mut self, path: &str) -> Result<(), PublishError> {
        self.keep(path)?;
        let target = self.output.join(path);
        fs::remove_file(&target).map_err(|error| PublishError::system(&target, error))
    }

    /// Makes a folder whose outer ones are there.
    pub(super) fn make(&mut self, folder: &str) -> Result<(), PublishError> {
        let target = self.output.join(folder);
        fs::create_dir(&target).map_err(|error| PublishError::system(&target, error))?;
        self.steps.push(Step::Made(folder.to_owned()));
        Ok(())
    }

    /// Removes an empty folder.
    pub(super) fn clear(&mut self, folder: &str) -> io::Result<()> {
        fs::remove_dir(self.output.join(folder))?;
        self.steps.push(Step::Cleared(folder.to_owned()));
        Ok(())
    }

    /// Takes everything back, the last step first; gives why it had to be, and what could not be taken back.
    pub(super) fn take_back(self, why: PublishError) -> PublishError {
        let mut failed = None;
        for step in self.steps.iter().rev() {
            let (path, outcome) = match step {
                Step::Put(path) => (path, fs::remove_file(self.output.join(path))),
                Step::Kept(path, kept) => (path, place(kept, &self.output.join(path))),
                Step::Made(path) => (path, fs::remove_dir(self.output.join(path))),
                Step::Cleared(path) => (path, fs::create_dir(self.output.join(path))),
            };
            failed = failed.or(outcome.err().map(|error| format!("{}: {error}", self.output.join(path).display())));
        }
        match (failed, why) {
            (Some(failed), PublishError::System { path, reason }) => {
                let mixed = "the output is partly the old site and partly the new one until a build succeeds";
                PublishError::System { path, reason: format!("{reason}; and {failed}: {mixed}") }
            }
            (_, why) => why,
        }
    }

    fn keep(&mut self, path: &str) -> Result<(), PublishError> {
        if !self.keeps {
            fs::create_dir_all(self.kept).map_err(|error| PublishError::system(self.kept, error))?;
            self.keeps = true;
        }
        let (target, kept) = (self.output.join(path), self.kept.join(self.steps.len().to_string()));
        link(&target, &kept).map_err(|error| PublishError::system(&target, error))?;
        self.steps.push(Step::Kept(path.to_owned(), kept));
        Ok(())
    }
}

/// What stands at `path` itself; `None` for nothing.
pub(super) fn kind(path: &Path) -> Result<Option<fs::FileType>, PublishError> {
    match fs::symlink_metadata(path) {
        Ok(meta) => Ok(Some(meta.file_type())),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(PublishError::system(path, error)),
    }
}

/// Moves a file, whole at any moment.
fn place(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            let near = beside(to);
            let moved = fs::copy(from, &near).and_then(|_| fs::rename(&near, to));
            if moved.is_err() {
                // What cannot be removed now either is told by the same failure.
                let _ = fs::remove_file(near);
            }
            moved
        }
        outcome => outcome,
    }
}

fn beside(target: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".pmo-site-new");
    target.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn everything_is_taken_back() -> Outcome {
        let folder = tempfile::tempdir()?;
        let at = |path: &str| folder.path().join(path);
        for path in ["output/a", "output/b/c", "stage"] {
            fs::create_dir_all(at(path).parent().unwrap_or(folder.path()))?;
            fs::write(at(path), format!("old {path}"))?;
        }
        let (output, kept) = (at("output"), at("kept"));
        let mut undo = Undo::new(&output, &kept);
        undo.put(&at("stage"), "a")?;
        undo.remove("b/c")?;
        undo.clear("b")?;
        fs::write(at("stage"), "new")?;
        undo.put(&at("stage"), "b")?;
        undo.make("d")?;
        fs::write(at("stage"), "new")?;
        undo.put(&at("stage"), "d/e")?;
        assert_eq!((fs::read_to_string(at("output/a"))?.as_str(), at("output/b").is_file()), ("old stage", true));
        let why = PublishError::system(Path::new("x"), "full");
        assert_eq!(undo.take_back(why.clone()), why);
        assert_eq!(fs::read_to_string(at("output/a"))?, "old output/a");
        assert_eq!(fs::read_to_string(at("output/b/c"))?, "old output/b/c");
        assert!(!at("output/d").exists());
        Ok(())
    }

    #[test]
    fn what_cannot_be_taken_back_is_told() -> Outcome {
        let folder = tempfile::tempdir()?;
        let (output, kept, stage) =
            (folder.path().join("output"), folder.path().join("kept"), folder.path().join("stage"));
        fs::create_dir(&output)?;
        fs::write(&stage, "new")?;
        let mut undo = Undo::new(&output, &kept);
        undo.put(&stage, "a")?;
        fs::remove_file(output.join("a"))?;
        let told = undo.take_back(PublishError::system(Path::new("x"), "full")).to_string();
        assert!(told.starts_with("x: full; and ") && told.contains("partly the old site"), "{told}");
        Ok(())
    }
}
