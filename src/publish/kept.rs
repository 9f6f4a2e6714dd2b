//! A folder of results that outlive the build, which nothing is published from.
//!
//! Each result is a file that is written whole beside its place and then renamed: who reads finds it or does not. It
//! need not outlast a loss of power, for a damaged one is made anew. A call that fails is told once, and the build goes
//! on without it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::target::resolve;
use crate::memo::ResultStore;
use crate::source::Layout;

/// Ending of a result.
const RESULT: &str = ".result";
/// Ending of a result that is being written.
const NEW: &str = ".new";

/// Largest result that is read, in bytes.
const LARGEST: u64 = 32 << 20;

/// Results beside those of the last build that stay: the drawings of some other branches.
const SPARE: usize = 1_000;

/// Folders of a site that no result is kept in, wherever its settings place them.
const SOURCES: [&str; 4] = ["content", "static", "themes", ".git"];

/// A folder of results.
#[derive(Debug)]
pub struct KeptFolder {
    folder: PathBuf,
    /// As the settings name it, for messages.
    shown: String,
    state: Mutex<State>,
    written: AtomicU64,
}

/// What is known of the folder.
#[derive(Debug, Default)]
struct State {
    /// Files of this build.
    used: BTreeSet<String>,
    /// The first call that failed.
    trouble: Option<String>,
    /// Whether it was told.
    told: bool,
}

impl KeptFolder {
    /// The folder `name` of the site at `root`, which is made with its first result.
    ///
    /// # Errors
    /// A sentence, where it leads out of the site, or it is, holds or lies in the site's sources or `output`.
    pub fn new(root: &Path, layout: &Layout, output: &Path, name: &str) -> Result<Self, String> {
        let not_kept = |why: &str| format!("drawings are not kept: `{name}` {why}");
        let site = fs::canonicalize(root).map_err(|error| not_kept(&format!("cannot be looked at: {error}")))?;
        let folder = resolve(&site.join(name)).map_err(|error| not_kept(&format!("cannot be used: {error}")))?;
        if !folder.starts_with(&site) || folder == site {
            return Err(not_kept("leads out of the site"));
        }
        let overlaps = |other: &Path| folder.starts_with(other) || other.starts_with(&folder);
        let places = SOURCES.iter().map(|source| layout.folder(source)).filter(|place| *place != ".");
        for source in places.map(|place| site.join(place)) {
            if overlaps(&source) || fs::canonicalize(&source).is_ok_and(|real| overlaps(&real)) {
                return Err(not_kept("lies among the site's sources"));
            }
        }
        if resolve(output).is_ok_and(|output| overlaps(&output)) {
            return Err(not_kept("lies in the output, or holds it"));
        }
        Ok(Self { folder, shown: name.to_owned(), state: Mutex::default(), written: AtomicU64::new(0) })
    }

    /// What went wrong, once.
    pub fn trouble(&self) -> Option<String> {
        let mut state = self.state();
        let trouble = state.trouble.clone().filter(|_| !state.told)?;
        state.told = true;
        Some(trouble)
    }

    /// Deletes what this build did not use, if that is much. Files of others stay.
    pub fn tidy(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let used = self.state().used.clone();
        let unused: Vec<String> = names.filter(|name| is_ours(name) && !used.contains(name)).collect();
        if unused.len() > SPARE {
            for name in unused {
                // Whoever else tidies up may be first.
                let _ = fs::remove_file(self.folder.join(name));
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fails(&self, doing: &str, error: &io::Error) {
        self.state()
            .trouble
            .get_or_insert_with(|| format!("drawings are not kept: `{}` cannot be {doing}: {error}", self.shown));
    }

    fn stored(&self, name: &str) -> io::Result<Vec<u8>> {
        let path = self.folder.join(name);
        let meta = fs::metadata(&path)?;
        // A pipe that has taken its place is never opened.
        if !meta.is_file() || meta.len() > LARGEST {
            return Err(ErrorKind::NotFound.into());
        }
        fs::read(path)
    }

    fn place(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let count = self.written.fetch_add(1, Ordering::Relaxed);
        let new = self.folder.join(format!("{name}.{}-{count}{NEW}", process::id()));
        let placed = fs::write(&new, bytes).and_then(|()| fs::rename(&new, self.folder.join(name)));
        if placed.is_err() {
            let _ = fs::remove_file(&new);
        }
        placed
    }
}

impl ResultStore for KeptFolder {
    fn read(&self, name: &str) -> Option<Vec<u8>> {
        let name = format!("{name}{RESULT}");
        let stored = self.stored(&name);
        self.state().used.insert(name);
        match stored {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) {
                    self.fails("read", &error);
                }
                None
            }
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        // Where one call fails all will, and each may take its time.
        if self.state().trouble.is_some() {
            return;
        }
        let name = format!("{name}{RESULT}");
        if let Err(error) = self.place(&name, bytes) {
            self.fails("written to", &error);
        }
        self.state().used.insert(name);
    }
}

/// Whether a file is called as those that are written here.
fn is_ours(name: &str) -> bool {
    let Some((hash, ending)) = name.split_once('.') else { return false };
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash && (format!(".{ending}") == RESULT || (ending.starts_with("result.") && ending.ends_with(NEW)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn kept(root: &Path, name: &str) -> Result<KeptFolder, String> {
        KeptFolder::new(root, &Layout::default(), &root.join("public"), name)
    }

    #[test]
    fn a_result_is_read_back_and_a_missing_one_is_no_trouble() -> Result<(), Box<dyn std::error::Error>> {
        let root = tempfile::tempdir()?;
        let folder = kept(root.path(), ".cache/diagrams")?;
        assert_eq!(folder.read(NAME), None);
        folder.write(NAME, b"one");
        folder.write(NAME, b"two");
        assert_eq!(folder.read(NAME).as_deref(), Some(&b"two"[..]));
        assert_eq!(folder.trouble(), None);
        assert_eq!(fs::read_dir(root.path().join(".cache/diagrams"))?.count(), 1);
        Ok(())
    }

    #[test]
    fn sources_and_the_output_are_refused() -> Result<(), Box<dyn std::error::Error>> {
        let root = tempfile::tempdir()?;
        fs::create_dir_all(root.path().join("content"))?;
        for name in ["content/x", "static", "themes/a", ".git/x", "public", "public/x", "..", "."] {
            assert!(kept(root.path(), name).is_err(), "{name}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.path().join("content"), root.path().join("linked"))?;
            std::os::unix::fs::symlink("/", root.path().join("outside"))?;
            assert!(kept(root.path(), "linked/x").is_err() && kept(root.path(), "outside").is_err());
        }
        Ok(())
    }

    #[test]
    fn a_folder_that_cannot_be_written_to_is_told_once() -> Result<(), Box<dyn std::error::Error>> {
        let root = tempfile::tempdir()?;
        fs::write(root.path().join("taken"), "")?;
        let folder = kept(root.path(), "taken/diagrams")?;
        folder.write(NAME, b"one");
        assert!(
            folder.trouble().is_some_and(|told| told.starts_with("drawings are not kept: `taken/diagrams` cannot"))
        );
        assert_eq!((folder.read(NAME), folder.trouble()), (None, None));
        Ok(())
    }

    #[test]
    fn much_that_is_unused_is_deleted_and_what_others_wrote_stays() -> Result<(), Box<dyn std::error::Error>> {
        let root = tempfile::tempdir()?;
        let folder = kept(root.path(), "kept")?;
        folder.write(NAME, b"one");
        fs::write(root.path().join("kept/README"), "")?;
        let old = |number: usize| root.path().join(format!("kept/{number:064x}{RESULT}"));
        (0..SPARE).try_for_each(|number| fs::write(old(number), ""))?;
        folder.tidy();
        assert!(old(7).exists());
        fs::write(old(SPARE), "")?;
        folder.tidy();
        let left: BTreeSet<_> =
            fs::read_dir(root.path().join("kept"))?.flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(left, BTreeSet::from([format!("{NAME}{RESULT}").into(), "README".into()]));
        Ok(())
    }
}
