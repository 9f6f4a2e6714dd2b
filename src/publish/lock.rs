//! One build at a time per output: a locked file in the work folder.
//!
//! The system releases the lock when its holder dies, so a killed build never blocks the next one. The file is removed
//! by its holder; whoever got the lock of a file that was removed meanwhile sees that and tries again.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::PublishError;

/// Name of the file in the work folder.
const LOCK: &str = "lock";

/// Pause between two attempts: short beside a build, long beside a system call.
const PAUSE: Duration = Duration::from_millis(50);

/// The right to write the output, given back when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    work: PathBuf,
    /// Holds the lock as long as it is open.
    _file: File,
}

impl Lock {
    /// Takes the lock in the folder `work`, which is made where it is missing, waiting up to `patience` for another
    /// holder.
    ///
    /// `waiting` is called once, with the holder's process id, before the wait.
    pub(super) fn take(
        work: &Path,
        shown: &Path,
        patience: Duration,
        waiting: &mut dyn FnMut(&str),
    ) -> Result<Self, PublishError> {
        let path = work.join(LOCK);
        let start = Instant::now();
        let mut said = false;
        loop {
            match attempt(work, &path) {
                Ok(Some(file)) => return Ok(Self { work: work.to_owned(), _file: file }),
                Ok(None) => {}
                Err(error) => {
                    // Made a moment ago for the lock alone, unless somebody else works in it.
                    let _ = fs::remove_dir(work);
                    return Err(PublishError::system(&path, error));
                }
            }
            let holder = holder(&path);
            if start.elapsed() >= patience {
                return Err(PublishError::Busy { path: shown.display().to_string(), holder });
            }
            if !said && start.elapsed() >= PAUSE {
                waiting(&holder);
                said = true;
            }
            thread::sleep(PAUSE);
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While the lock is held nobody else gets past `attempt`, so what is removed here is ours.
        if cfg!(unix) {
            let _ = fs::remove_file(self.work.join(LOCK));
            let _ = fs::remove_dir(&self.work);
        }
    }
}

/// Takes the lock if it is free; `None` when another process has it or its file went away on the way.
fn attempt(work: &Path, path: &Path) -> std::io::Result<Option<File>> {
    match fs::create_dir(work) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let mut file = match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    if !is_still(path, &file)? {
        return Ok(None);
    }
    // The number is for whoever waits. A full disk has no room for it and the lock holds without; what there is no room
    // for either is told when it is written.
    let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| writeln!(file, "{}", std::process::id()));
    Ok(Some(file))
}

/// Whether `path` is still the file that was locked.
#[cfg(unix)]
fn is_still(path: &Path, file: &File) -> std::io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let of_path = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        outcome => outcome?,
    };
    let of_file = file.metadata()?;
    Ok((of_path.dev(), of_path.ino()) == (of_file.dev(), of_file.ino()))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail")]
fn is_still(_: &Path, _: &File) -> std::io::Result<bool> {
    Ok(true)
}

/// The process id that the lock's holder wrote.
fn holder(path: &Path) -> String {
    let mut text = String::new();
    let _ = File::open(path).and_then(|file| file.take(32).read_to_string(&mut text));
    match text.trim() {
        "" => "unknown".to_owned(),
        pid => pid.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_build_waits_and_then_names_the_first() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let (work, shown) = (folder.path().join(".public.pmo-site"), Path::new("public"));
        let mut asked = Vec::new();
        let first = Lock::take(&work, shown, Duration::ZERO, &mut |_| {})?;
        let second = Lock::take(&work, shown, Duration::from_millis(120), &mut |pid| asked.push(pid.to_owned()));
        let pid = std::process::id().to_string();
        assert_eq!(second.err(), Some(PublishError::Busy { path: "public".to_owned(), holder: pid.clone() }));
        assert_eq!(asked, [pid]);
        drop(first);
        assert!(!work.exists());
        drop(Lock::take(&work, shown, Duration::ZERO, &mut |_| {})?);
        Ok(())
    }
}
