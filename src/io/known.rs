//! Reading a site again and again: only files that changed since they were read last are opened.
//!
//! For each file and folder the cache holds what the system says about it ([`Stamp`]) beside what was read there. A
//! file whose stamp is the same is taken from memory, unless it was changed so shortly before it was read that a second
//! change could carry the same stamp. Whether anything *really* changed is then decided by what was read alone. A
//! glance reads only the files that somebody names, and leaves it to the next reading to find what else there is.
//! Deliberately absent: how somebody learns that it is time to look again (that is `watch`).

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use super::names::is_skipped;
use super::read::read;
use super::scan::{List, listed, planted};
use super::stamp::Stamp;
use super::walk::{Bounds, Folder, FolderListing, FoundFile, list, of_system};
use super::{Fault, Reach, ScanError};
use crate::source::{SourceFile, SourcePath, SourceTree};

/// What the last reading of a site found.
#[derive(Debug, Default)]
pub struct Known {
    reach: Reach,
    files: HashMap<String, KnownFile>,
    folders: HashMap<String, KnownFolder>,
    /// Whether something that was read is not in the tree yet, because something else could not be read.
    behind: bool,
    tree: Arc<SourceTree>,
}

/// A file that was read.
#[derive(Clone, Debug)]
struct KnownFile {
    stamp: Stamp,
    settled: bool,
    file: SourceFile,
}

/// A folder that was listed: which names it holds is told by its own stamp.
#[derive(Debug)]
struct KnownFolder {
    real: PathBuf,
    bounds: Arc<Bounds>,
    stamp: Stamp,
    listing: Arc<FolderListing>,
}

/// What another reading brought.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The site as it is now.
    pub tree: Arc<SourceTree>,
    /// Files whose bytes differ from before, that are new, or that are gone; in path order.
    pub changed: Vec<SourcePath>,
}

impl Known {
    /// Nothing yet; links may lead as far as `reach` lets them.
    #[must_use]
    pub fn new(reach: Reach) -> Self {
        Self { reach, ..Self::default() }
    }

    /// The site as it was when it was last read without a fault.
    #[must_use]
    pub fn tree(&self) -> &Arc<SourceTree> {
        &self.tree
    }

    /// Reads the site at `root` by the rules of [`scan`](super::scan()), opening only what changed since the last time.
    ///
    /// # Errors
    /// As [`scan`](super::scan()); what was known stays known.
    pub fn rescan(&mut self, root: &Path) -> Result<Seen, ScanError> {
        self.rescan_at(root, SystemTime::now())
    }

    /// Reads the site, with what the clock says.
    fn rescan_at(&mut self, root: &Path, now: SystemTime) -> Result<Seen, ScanError> {
        let fresh = Mutex::new(Vec::new());
        let List { config, baseline, listings, missing, mut faults, layout } =
            listed(root, &self.reach, &|folder| self.list(folder, now, &fresh));
        let beside = config.iter().chain(&baseline);
        let files: Vec<&FoundFile> = beside.chain(listings.iter().flat_map(|listing| &listing.files)).collect();
        let news: Vec<(&str, Glance)> =
            files.par_iter().filter_map(|file| Some((file.path.as_str(), self.look(file, now)?))).collect();
        // The same number of known names, none of them new, is the same names.
        let new = news.iter().filter(|(path, _)| !self.files.contains_key(*path)).count();
        let complete = files.len() - new == self.files.len();
        if !complete && faults.is_empty() {
            let names: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
            self.files.retain(|path, _| names.contains(path.as_str()));
            let folders: HashSet<&str> =
                listings.iter().flat_map(|listing| &listing.folders).map(|folder| folder.path.as_str()).collect();
            self.folders.retain(|path, _| !path.contains('/') || folders.contains(path.as_str()));
        }
        let mut differs = !complete || missing != self.tree.missing() || layout != *self.tree.layout();
        for (path, look) in news {
            match look {
                Glance::Read(entry) => differs |= self.keep(path, *entry),
                Glance::Fault(fault) => faults.push((path.to_owned(), fault)),
            }
        }
        self.folders.extend(fresh.into_inner().unwrap_or_default());
        if !faults.is_empty() {
            self.behind |= differs;
            faults.sort_by(|a, b| a.0.cmp(&b.0));
            return Err(ScanError(faults));
        }
        if !differs && !self.behind {
            return Ok(Seen { tree: Arc::clone(&self.tree), changed: Vec::new() });
        }
        let mut all: Vec<_> = self.files.iter().map(|(path, entry)| (path.as_str(), entry.file.clone())).collect();
        all.sort_unstable_by_key(|(path, _)| *path);
        self.behind = true;
        let now = planted(all)?.lacking(missing).laid_out(layout);
        self.behind = false;
        let news =
            now.changes(&self.tree).into_iter().map(|change| (change.key.clone(), change.new.cloned())).collect();
        if now.missing() != self.tree.missing() || now.layout() != self.tree.layout() {
            let same = (*self.tree).clone().lacking(now.missing().to_vec());
            self.tree = Arc::new(same.laid_out(now.layout().clone()));
        }
        Ok(self.take(news))
    }

    /// Reads again the files at `paths` alone, when each of them is a file that is known and stands where it was
    /// listed, or a name that the site does not have and never had. Nothing when that is in doubt: then the whole site
    /// must be read.
    ///
    /// What else may have changed is not seen.
    pub fn glance(&mut self, root: &Path, paths: &BTreeSet<PathBuf>) -> Option<Seen> {
        if self.behind || paths.is_empty() {
            return None;
        }
        let now = SystemTime::now();
        let mut news = Vec::new();
        for path in paths {
            let place = path.strip_prefix(root).ok()?.to_str()?;
            let inside = self.tree.layout().name(place).map_or_else(|| place.to_owned(), Cow::into_owned);
            let (folder, name) = inside.rsplit_once('/')?;
            let (folder, name) = (folder.to_owned(), name.to_owned());
            let known = self.files.contains_key(&inside);
            match std::fs::symlink_metadata(path) {
                Ok(meta) if known && meta.is_file() => {
                    let listed = &self.folders.get(&folder)?.real;
                    if std::fs::canonicalize(path.parent()?).ok()? != *listed {
                        return None;
                    }
                    match self.look(&FoundFile { path: inside.clone(), real: path.clone() }, now) {
                        Some(Glance::Read(entry)) => news.push((inside, *entry)),
                        Some(Glance::Fault(_)) => return None,
                        None => {}
                    }
                }
                // Editors write to a file of their own first.
                Ok(_) if !known && is_skipped(&folder, &name) => {}
                Err(error)
                    if !known && error.kind() == ErrorKind::NotFound && self.tree.under(&inside).next().is_none() => {}
                _ => return None,
            }
        }
        let read = news.into_iter().filter_map(|(path, entry)| {
            let file = entry.file.clone();
            self.keep(&path, entry).then(|| (SourcePath::new(path), Some(file)))
        });
        let changed: Vec<_> = read.collect();
        Some(self.take(changed))
    }

    /// Takes over files that changed or are gone; what did not change stays shared with trees that others hold.
    fn take(&mut self, changed: Vec<(SourcePath, Option<SourceFile>)>) -> Seen {
        let paths = changed.iter().map(|(path, _)| path.clone()).collect();
        if !changed.is_empty() {
            let mut tree = (*self.tree).clone();
            for (path, file) in changed {
                match file {
                    Some(file) => tree.insert(path, file),
                    None => {
                        tree.remove(path.as_str());
                    }
                }
            }
            self.tree = Arc::new(tree);
        }
        Seen { tree: Arc::clone(&self.tree), changed: paths }
    }

    /// Keeps what was read; says whether its bytes are new. Bytes that are the same keep the text that others hold
    /// already.
    fn keep(&mut self, path: &str, entry: KnownFile) -> bool {
        match self.files.get_mut(path) {
            Some(old) if old.file == entry.file => {
                (old.stamp, old.settled) = (entry.stamp, entry.settled);
                false
            }
            Some(old) => {
                *old = entry;
                true
            }
            None => {
                self.files.insert(path.to_owned(), entry);
                true
            }
        }
    }

    /// What `folder` holds: as it was, when nothing was put into it or taken out of it since.
    fn list(&self, folder: &Folder, now: SystemTime, fresh: &Mutex<Vec<(String, KnownFolder)>>) -> Arc<FolderListing> {
        let stamp = Stamp::at(&folder.real);
        let kept = self.folders.get(&folder.path).filter(|kept| {
            Some(&kept.stamp) == stamp.as_ref() && kept.real == folder.real && kept.bounds == folder.bounds
        });
        if let Some(kept) = kept {
            return Arc::clone(&kept.listing);
        }
        let listing = Arc::new(list(folder, &self.reach));
        if let Some(stamp) = stamp.filter(|stamp| stamp.is_settled(now))
            && !listing.has_links
            && listing.faults.is_empty()
        {
            let (real, bounds) = (folder.real.clone(), Arc::clone(&folder.bounds));
            let kept = KnownFolder { real, bounds, stamp, listing: Arc::clone(&listing) };
            fresh.lock().unwrap_or_else(PoisonError::into_inner).push((folder.path.clone(), kept));
        }
        listing
    }

    /// What there is to say of a file; nothing when it is the one that is known.
    fn look(&self, found: &FoundFile, now: SystemTime) -> Option<Glance> {
        let stamp = match std::fs::metadata(&found.real) {
            Ok(meta) => Stamp::of(&meta),
            Err(error) => return Some(Glance::Fault(of_system(&error))),
        };
        if self.files.get(&found.path).is_some_and(|known| known.settled && known.stamp == stamp) {
            return None;
        }
        Some(match read(found, &mut Vec::new()) {
            Ok(file) => Glance::Read(Box::new(KnownFile { settled: stamp.is_settled(now), stamp, file })),
            Err(fault) => Glance::Fault(fault),
        })
    }
}

enum Glance {
    Read(Box<KnownFile>),
    Fault(Fault),
}

/// Paths at which two trees differ, in path order.
#[must_use]
pub fn difference(old: &SourceTree, new: &SourceTree) -> Vec<SourcePath> {
    new.changes(old).into_iter().map(|change| change.key.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::stamp::RACY;
    use super::*;
    use std::fs;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    fn site() -> std::io::Result<tempfile::TempDir> {
        let root = tempfile::tempdir()?;
        fs::create_dir_all(root.path().join("content/a"))?;
        fs::write(root.path().join("pmo.yaml"), "site: { title: T }")?;
        fs::write(root.path().join("content/a/x.md"), "# X")?;
        Ok(root)
    }

    fn changed(known: &mut Known, root: &Path) -> Result<Vec<String>, ScanError> {
        Ok(known.rescan(root)?.changed.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn only_what_changed_is_told_and_the_tree_is_that_of_a_clean_scan() -> Outcome {
        let root = site()?;
        let mut known = Known::default();
        assert_eq!(changed(&mut known, root.path())?, ["content/a/x.md", "pmo.yaml"]);
        assert_eq!(changed(&mut known, root.path())?, [""; 0]);
        fs::write(root.path().join("content/a/x.md"), "# Y")?;
        fs::write(root.path().join("content/b.md"), "# B")?;
        assert_eq!(changed(&mut known, root.path())?, ["content/a/x.md", "content/b.md"]);
        fs::remove_dir_all(root.path().join("content/a"))?;
        assert_eq!(changed(&mut known, root.path())?, ["content/a/x.md"]);
        let (clean, warm) = (super::super::scan(root.path())?, known.tree());
        assert!(clean.iter().eq(warm.iter()));
        Ok(())
    }

    /// A site that has been at rest for so long that its folders are known.
    fn rested() -> Result<(tempfile::TempDir, Known), Box<dyn std::error::Error>> {
        let root = site()?;
        let mut known = Known::default();
        let ago = SystemTime::now() + RACY * 2;
        known.rescan_at(root.path(), ago)?;
        Ok((root, known))
    }

    fn glanced(known: &mut Known, root: &Path, paths: &[&str]) -> Option<Vec<String>> {
        let seen = known.glance(root, &paths.iter().map(|path| root.join(path)).collect())?;
        Some(seen.changed.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_glance_sees_what_is_named_and_the_next_look_the_rest() -> Outcome {
        let (root, mut known) = rested()?;
        let at = |path: &str| root.path().join(path);
        fs::write(at("content/a/x.md"), "# Y")?;
        fs::write(at("pmo.yaml"), "site: { title: U }")?;
        let before = Arc::clone(known.tree());
        assert_eq!(
            glanced(&mut known, root.path(), &["content/a/x.md", "content/a/.x.md.swp", "content/a/x"]),
            Some(vec!["content/a/x.md".to_owned()])
        );
        assert_eq!(known.tree().text("content/a/x.md").map(|text| &**text), Some("# Y"));
        assert_eq!(before.text("content/a/x.md").map(|text| &**text), Some("# X"), "whoever holds the tree keeps it");
        assert_eq!(glanced(&mut known, root.path(), &["content/a/x.md"]), Some(Vec::new()));
        assert_eq!(changed(&mut known, root.path())?, ["pmo.yaml"]);
        Ok(())
    }

    #[test]
    fn a_glance_at_a_file_that_was_replaced_sees_it() -> Outcome {
        let (root, mut known) = rested()?;
        let at = |path: &str| root.path().join(path);
        fs::write(at("content/a/x.md~"), "# Y")?;
        fs::rename(at("content/a/x.md~"), at("content/a/x.md"))?;
        assert_eq!(
            glanced(&mut known, root.path(), &["content/a/x.md~", "content/a/x.md"]),
            Some(vec!["content/a/x.md".to_owned()])
        );
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_glance_leaves_to_a_look_whatever_is_not_the_text_of_a_known_file() -> Outcome {
        let (root, mut known) = rested()?;
        let at = |path: &str| root.path().join(path);
        let mut doubts = |path: &str| glanced(&mut known, root.path(), &[path]).is_none();
        fs::write(at("content/a/new.md"), "# New")?;
        fs::create_dir(at("content/b"))?;
        fs::write(at("content/b/y.md"), "# Y")?;
        assert!(doubts("content/a/new.md") && doubts("content/a") && doubts("content/b") && doubts("content/b/y.md"));
        assert!(doubts("pmo.yaml") && known.glance(root.path(), &BTreeSet::new()).is_none());
        fs::rename(at("content/a"), at("content/c"))?;
        std::os::unix::fs::symlink("c", at("content/a"))?;
        let mut doubts = |path: &str| glanced(&mut known, root.path(), &[path]).is_none();
        assert!(doubts("content/a/x.md"), "the folder is another one now");
        fs::remove_file(at("content/a"))?;
        fs::rename(at("content/c"), at("content/a"))?;
        fs::remove_file(at("content/a/x.md"))?;
        assert!(doubts("content/a/x.md"), "a file is gone when it stays gone");
        std::os::unix::fs::symlink("new.md", at("content/a/x.md"))?;
        assert!(doubts("content/a/x.md"));
        Ok(())
    }

    #[test]
    fn a_change_of_the_same_length_within_one_tick_of_the_clock_is_seen() -> Outcome {
        let root = site()?;
        let mut known = Known::default();
        for round in 0..200 {
            let text = format!("# {round:03}");
            fs::write(root.path().join("content/a/x.md"), &text)?;
            known.rescan(root.path())?;
            assert_eq!(known.tree().text("content/a/x.md").map(|text| &**text), Some(text.as_str()));
        }
        Ok(())
    }

    #[test]
    fn the_same_bytes_saved_again_are_no_change() -> Outcome {
        let root = site()?;
        let mut known = Known::default();
        known.rescan(root.path())?;
        fs::write(root.path().join("content/a/x.md"), "# X")?;
        fs::rename(root.path().join("content/a/x.md"), root.path().join("content/a/y"))?;
        fs::copy(root.path().join("content/a/y"), root.path().join("content/a/x.md"))?;
        fs::remove_file(root.path().join("content/a/y"))?;
        assert_eq!(changed(&mut known, root.path())?, [""; 0]);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_fault_keeps_what_was_known_and_a_mended_one_is_a_change_of_its_file_alone() -> Outcome {
        let root = site()?;
        let mut known = Known::default();
        known.rescan(root.path())?;
        fs::remove_file(root.path().join("content/a/x.md"))?;
        std::os::unix::fs::symlink("nowhere", root.path().join("content/a/x.md"))?;
        assert!(known.rescan(root.path()).is_err());
        assert!(known.tree().text("content/a/x.md").is_some());
        fs::remove_file(root.path().join("content/a/x.md"))?;
        fs::write(root.path().join("content/a/x.md"), "# Z")?;
        assert_eq!(changed(&mut known, root.path())?, ["content/a/x.md"]);
        Ok(())
    }
}
