//! The sink itself: collects a build's artifacts and publishes them all or none.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::in_place::FileChange;
use super::lock::Lock;
use super::manifest::{Manifest, WORK};
use super::stage::{self, Foreign};
use super::stager::{Stager, Tally};
use super::swap::{self, SwapMethod};
use super::undo::kind;
use super::{OutputFolder, PublishError, in_place, sync};
use crate::artifact::{Artifact, Sink, SinkError};

/// Artifacts that are handed to the writing thread at once: where it is quicker than the build, waking it costs as much
/// as a small file.
const BATCH: usize = 16;

/// Batches that wait for the writing thread. Enough to bridge a slow file, few enough to bound memory at some
/// megabytes.
const WAITING: usize = 4;

/// Said when the new site stands and the system could not say that it is on the disk.
const UNSURE: &str = "the new site is in place, but a loss of power may still undo it; build again";

/// What publishing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommitSummary {
    /// Files written.
    pub written: usize,
    /// Files that were the same already.
    pub unchanged: usize,
    /// Files of an earlier build that were removed.
    pub removed: usize,
    /// How it was published, where the old site could not be exchanged for the new one in a single step.
    pub note: Option<String>,
}

/// Stages artifacts beside an output folder and publishes them at [`FolderSink::commit`]. Dropped before that, it
/// changes nothing.
#[derive(Debug)]
pub struct FolderSink {
    target: OutputFolder,
    /// Why files must be moved one by one, when that is known beforehand.
    in_place: Option<String>,
    stage: PathBuf,
    aside: PathBuf,
    /// Where files that are replaced one by one stay until all are.
    kept: PathBuf,
    /// Whether a site that was published outlasts a loss of power.
    durable: bool,
    old: Arc<Manifest>,
    batch: Vec<Artifact>,
    /// The writing thread, so that writing overlaps with rendering.
    jobs: Option<SyncSender<Vec<Artifact>>>,
    /// Whether that thread has ended before it should.
    stopped: bool,
    worker: Option<JoinHandle<Result<Tally, SinkError>>>,
    /// Writes on the thread that would have to wait for the writing thread.
    here: Stager,
    /// Last, so that it is given back after the stage is cleared away.
    lock: Option<Lock>,
}

impl FolderSink {
    /// Opens `target` for writing: takes its lock, waiting up to `patience` for another build, and clears away what a
    /// killed build left. `waiting` is called once with the other build's process id.
    ///
    /// # Errors
    /// When the lock is not given back in time, or the folder beside the output cannot be written.
    pub fn open(
        target: &OutputFolder,
        patience: Duration,
        waiting: &mut dyn FnMut(&str),
    ) -> Result<Self, PublishError> {
        let mut target = target.clone();
        let (work, in_place) = work_folder(&target)?;
        let lock = Lock::take(&work, &target.shown, patience, waiting)?;
        let [stage, aside, kept] = ["stage", "aside", "kept"].map(|name| work.join(name));
        swap::recover(&target.output, &aside).map_err(|error| PublishError::system(&target.output, error))?;
        for debris in [&stage, &aside, &kept] {
            clear(debris).map_err(|error| PublishError::system(debris, error))?;
        }
        // Another build may have made the folder, or put its own files there, while we waited.
        target.exists = kind(&target.output)?.is_some_and(|kind| kind.is_dir());
        let old = Arc::new(Manifest::read(&target.output)?);
        let published = target.exists.then(|| target.output.clone());
        let here = Stager::new(target.root.clone(), published, Arc::clone(&old), stage.clone());
        let (jobs, receiver) = sync_channel(WAITING);
        let there = here.clone();
        // Where the system allows no more threads, this one writes everything.
        let worker = thread::Builder::new().name("publish".to_owned()).spawn(move || write(there, &receiver)).ok();
        let jobs = worker.is_some().then_some(jobs);
        let (batch, lock) = (Vec::new(), Some(lock));
        Ok(Self {
            target,
            in_place,
            stage,
            aside,
            kept,
            durable: true,
            old,
            batch,
            jobs,
            stopped: false,
            worker,
            here,
            lock,
        })
    }

    /// Whether [`FolderSink::commit`] waits until everything is on the disk, which it does unless this says otherwise.
    #[must_use]
    pub fn durable(mut self, durable: bool) -> Self {
        self.durable = durable;
        self
    }

    /// Publishes everything that was put, and nothing else of ours; a site that is there already is left untouched.
    ///
    /// # Errors
    /// When a file could not be staged or the folder not be exchanged. The published site is then the old one.
    pub fn commit(mut self) -> Result<CommitSummary, PublishError> {
        let tally = self.finish()?;
        let new = Manifest::new(tally.changed.iter().chain(&tally.unchanged).cloned().collect());
        let mut published = CommitSummary {
            written: tally.changed.len(),
            unchanged: tally.unchanged.len(),
            removed: self.old.without(&new).count(),
            note: None,
        };
        if self.target.exists && published.written == 0 && new == *self.old && !new.files().is_empty() {
            return Ok(published);
        }
        published.note = match self.in_place.take() {
            Some(reason) => Some(self.one_by_one(&tally, &new, &reason)?),
            None => self.at_once(&tally, &new)?,
        };
        Ok(published)
    }

    /// Exchanges the whole folder; a note when that could not be done in one step.
    fn at_once(&self, tally: &Tally, new: &Manifest) -> Result<Option<String>, PublishError> {
        let OutputFolder { output, exists, .. } = &self.target;
        let foreign = if *exists { stage::foreign(output, &self.old, new)? } else { Foreign::default() };
        let like = if *exists { output } else { &self.stage };
        stage::complete(&self.stage, like, &tally.unchanged, &foreign, new)?;
        if self.durable {
            sync::tree(&self.stage)?;
        }
        let way = swap::publish(&self.stage, output, &self.aside, *exists)
            .map_err(|error| PublishError::system(output, error))?;
        let shown = self.target.shown.display();
        let note = match way {
            SwapMethod::AtOnce => None,
            SwapMethod::TwoRenames => {
                Some(format!("the file system cannot exchange folders: `{shown}` was replaced by two renames"))
            }
            SwapMethod::Impossible => return self.one_by_one(tally, new, "cannot be exchanged as a whole").map(Some),
        };
        if self.durable {
            let parent = output.parent().unwrap_or(output);
            sync::names(parent).map_err(|error| PublishError::system(parent, format!("{error}; {UNSURE}")))?;
        }
        Ok(note)
    }

    fn one_by_one(&self, tally: &Tally, new: &Manifest, reason: &str) -> Result<String, PublishError> {
        let (stage, output) = (self.stage.as_path(), self.target.output.as_path());
        let change = FileChange { stage, output, kept: &self.kept, old: &self.old, new };
        if self.durable && stage.is_dir() {
            sync::tree(stage)?;
        }
        in_place::publish(change, &tally.changed)?;
        if self.durable {
            sync::tree(output).map_err(|error| PublishError::system(output, format!("{error}; {UNSURE}")))?;
        }
        Ok(format!("`{}` {reason}: its files were replaced one by one", self.target.shown.display()))
    }

    /// Waits for the writing thread, and tells what all did.
    fn finish(&mut self) -> Result<Tally, SinkError> {
        let last = std::mem::take(&mut self.batch);
        drop(self.jobs.take());
        let here = self.here.take(last);
        let mut tally = match self.worker.take().map(JoinHandle::join) {
            Some(Ok(outcome)) => outcome?,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None if self.stopped => return Err(self.stop("writing was stopped")),
            None => Tally::default(),
        };
        here?;
        tally.add(self.here.tally());
        Ok(tally)
    }

    fn stop(&self, reason: &str) -> SinkError {
        SinkError::system(self.target.shown.display().to_string(), reason)
    }
}

/// Stages what comes, until there is no more, or up to the first failure.
fn write(mut stager: Stager, artifacts: &Receiver<Vec<Artifact>>) -> Result<Tally, SinkError> {
    artifacts.iter().try_for_each(|batch| stager.take(batch))?;
    Ok(stager.tally())
}

impl Sink for FolderSink {
    fn put(&mut self, artifact: Artifact) -> Result<(), SinkError> {
        self.batch.push(artifact);
        if self.batch.len() < BATCH {
            return Ok(());
        }
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        let Some(jobs) = &self.jobs else {
            return if self.stopped { Err(self.stop("writing was stopped")) } else { self.here.take(batch) };
        };
        match jobs.try_send(batch) {
            Ok(()) => Ok(()),
            Err(TrySendError::Full(batch)) => self.here.take(batch),
            Err(TrySendError::Disconnected(_)) => {
                // The thread ends early only to say why.
                self.stopped = true;
                self.finish().and(Err(self.stop("writing had ended")))
            }
        }
    }
}

impl Drop for FolderSink {
    fn drop(&mut self) {
        drop(self.jobs.take());
        let _ = self.worker.take().map(JoinHandle::join);
        // What cannot be removed now is removed by the next build, which also puts back an old site that could not be
        // put back here.
        let recovered = swap::recover(&self.target.output, &self.aside).is_ok();
        for debris in
            [Some(&self.stage), Some(&self.kept), Some(&self.aside).filter(|_| recovered)].into_iter().flatten()
        {
            let _ = clear(debris);
        }
        drop(self.lock.take());
    }
}

/// The folder that is worked in, and why it is not beside the output, when it is not.
fn work_folder(target: &OutputFolder) -> Result<(PathBuf, Option<String>), PublishError> {
    let output = &target.output;
    let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else {
        return Err(PublishError::refused(&target.shown, "is the root of a file system; choose another `--output`"));
    };
    let inside = |reason: &str| Ok((output.join(WORK), Some(reason.to_owned())));
    if target.exists && is_mount(parent, output)? {
        return inside("is a mount point");
    }
    fs::create_dir_all(parent).map_err(|error| PublishError::system(parent, error))?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(".pmo-site");
    let beside = parent.join(hidden);
    match fs::create_dir(&beside) {
        Err(error)
            if target.exists && matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) =>
        {
            inside("lies in a folder that cannot be written")
        }
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(PublishError::system(&beside, error)),
        _ => Ok((beside, None)),
    }
}

#[cfg(unix)]
fn is_mount(parent: &Path, output: &Path) -> Result<bool, PublishError> {
    use std::os::unix::fs::MetadataExt;
    let device =
        |path: &Path| fs::metadata(path).map(|meta| meta.dev()).map_err(|error| PublishError::system(path, error));
    Ok(device(parent)? != device(output)?)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail")]
fn is_mount(_: &Path, _: &Path) -> Result<bool, PublishError> {
    Ok(false)
}

/// Removes a folder with everything in it, if it is there.
fn clear(folder: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}
