//! Publishing file by file, where the output folder itself cannot be exchanged: a mount point, or a closed parent
//! folder.
//!
//! Every file is replaced by a rename and so is whole at any moment; the site as a whole is not. The order keeps it
//! usable: styles, scripts and pictures first, then pages, then indexes and feeds, and deletions last. Where a file
//! became a folder or a folder a file, the old kind goes just before the new one comes. A call that fails is answered
//! by taking back all that was done. A manifest of old and new files together is written first, so that a build that is
//! killed on the way leaves nothing that the next one would not know as ours.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::PublishError;
use super::manifest::{MANIFEST, Manifest};
use super::stage::FOREIGN;
use super::undo::{Undo, kind};

/// What is to be published, and where from.
#[derive(Clone, Copy, Debug)]
pub(super) struct FileChange<'a> {
    /// The folder with the changed files.
    pub(super) stage: &'a Path,
    /// The output.
    pub(super) output: &'a Path,
    /// A free path for old files until all is done.
    pub(super) kept: &'a Path,
    /// Our files in the output.
    pub(super) old: &'a Manifest,
    /// Our files in it from now on.
    pub(super) new: &'a Manifest,
}

/// Moves the `changed` files of the stage into the output and removes old ones that are no more.
///
/// # Errors
/// When a call fails or something that is not ours is in the way; the output is as it was then, except where the
/// message says otherwise.
pub(super) fn publish(change: FileChange<'_>, changed: &[String]) -> Result<(), PublishError> {
    let FileChange { output, kept, old, new, .. } = change;
    fs::create_dir_all(output).map_err(|error| PublishError::system(output, error))?;
    let mut order: Vec<&str> = changed.iter().map(String::as_str).collect();
    order.sort_by_key(|path| (rank(path), *path));
    for path in &order {
        check(output, path, old)?;
    }
    let mut undo = Undo::new(output, kept);
    let mut moved = || {
        let both = old.union(new);
        if both != *old {
            write_manifest(change, &both, &mut undo)?;
        }
        order.iter().try_for_each(|path| put(change, path, &mut undo))?;
        remove(change, &mut undo)?;
        write_manifest(change, new, &mut undo)
    };
    match moved() {
        Ok(()) => Ok(()),
        Err(error) => Err(undo.take_back(error)),
    }
}

/// When a file is replaced: what pages need, pages, what lists pages.
fn rank(path: &str) -> u8 {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => 1,
        Some("xml" | "json" | "ics" | "csv") => 2,
        _ => 0,
    }
}

fn write_manifest(change: FileChange<'_>, manifest: &Manifest, undo: &mut Undo<'_>) -> Result<(), PublishError> {
    let staged = change.stage.join(MANIFEST);
    let written = fs::create_dir_all(change.stage).and_then(|()| fs::write(&staged, manifest.bytes()));
    written.map_err(|error| PublishError::system(&staged, error))?;
    undo.put(&staged, MANIFEST)
}

/// Makes sure that nothing is in the way of `path` but files of ours.
fn check(output: &Path, path: &str, old: &Manifest) -> Result<(), PublishError> {
    let foreign = |path: &str| Err(PublishError::system(&output.join(path), FOREIGN));
    for folder in above(path) {
        match kind(&output.join(folder))? {
            Some(kind) if kind.is_dir() => {}
            Some(_) if !old.holds(folder) => return foreign(folder),
            _ => return Ok(()),
        }
    }
    if kind(&output.join(path))?.is_some_and(|kind| kind.is_dir()) {
        let (files, _) = below(output, path)?;
        if let Some(file) = files.iter().find(|file| !old.holds(file)) {
            return foreign(file);
        }
    }
    Ok(())
}

/// Puts a staged file in its place, of whatever kind its forerunners are.
fn put(change: FileChange<'_>, path: &str, undo: &mut Undo<'_>) -> Result<(), PublishError> {
    let FileChange { stage, output, .. } = change;
    for folder in above(path) {
        match kind(&output.join(folder))? {
            Some(kind) if kind.is_dir() => continue,
            Some(_) => undo.remove(folder)?,
            None => {}
        }
        undo.make(folder)?;
    }
    if kind(&output.join(path))?.is_some_and(|kind| kind.is_dir()) {
        let (files, folders) = below(output, path)?;
        files.iter().try_for_each(|file| undo.remove(file))?;
        for folder in folders.iter().rev() {
            undo.clear(folder).map_err(|error| PublishError::system(&output.join(folder), error))?;
        }
    }
    undo.put(&stage.join(path), path)
}

/// The folders above a path, the outermost first.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(end, _)| path.get(..end))
}

/// The files below the folder `path`, and it with its folders, inner ones after those that hold them.
fn below(output: &Path, path: &str) -> Result<(BTreeSet<String>, BTreeSet<String>), PublishError> {
    let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
    let mut open = vec![path.to_owned()];
    while let Some(folder) = open.pop() {
        let at = output.join(&folder);
        let system = |error: std::io::Error| PublishError::system(&at, error);
        for entry in fs::read_dir(&at).map_err(system)? {
            let entry = entry.map_err(system)?;
            let is_folder = entry.file_type().map_err(system)?.is_dir();
            let Ok(name) = entry.file_name().into_string() else {
                return Err(PublishError::system(&entry.path(), FOREIGN));
            };
            let inner = format!("{folder}/{name}");
            if is_folder {
                open.push(inner);
            } else {
                files.insert(inner);
            }
        }
        folders.insert(folder);
    }
    Ok((files, folders))
}

/// Whether all folders above `path` are folders of `output` itself: what lies behind a link that somebody planted is
/// not ours.
fn is_inside(output: &Path, path: &str) -> Result<bool, PublishError> {
    for folder in above(path) {
        if !kind(&output.join(folder))?.is_some_and(|kind| kind.is_dir()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Removes stale files and the folders that this leaves empty. Where a folder stands in a file's place, the file is
/// gone already.
fn remove(change: FileChange<'_>, undo: &mut Undo<'_>) -> Result<(), PublishError> {
    let FileChange { output, old, new, .. } = change;
    for path in old.without(new) {
        if !is_inside(output, path)? {
            continue;
        }
        if kind(&output.join(path))?.is_some_and(|kind| !kind.is_dir()) {
            undo.remove(path)?;
        }
        let mut folder = path;
        while let Some((outer, _)) = folder.rsplit_once('/') {
            // An empty folder that cannot be removed stays: it does no harm.
            if undo.clear(outer).is_err() {
                break;
            }
            folder = outer;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    /// Paths with texts.
    type Files = Vec<(String, String)>;

    /// A folder with a stage and an output.
    struct PlaceInOutput(tempfile::TempDir);

    impl PlaceInOutput {
        fn new(files: &[(&str, &str)]) -> std::io::Result<Self> {
            let folder = tempfile::tempdir()?;
            fs::create_dir(folder.path().join("output"))?;
            for (path, text) in files {
                let path = folder.path().join(path);
                fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
                fs::write(path, text)?;
            }
            Ok(Self(folder))
        }

        fn output(&self) -> std::path::PathBuf {
            self.0.path().join("output")
        }

        fn publish(&self, changed: &[&str], old: &Manifest, new: &Manifest) -> Result<(), PublishError> {
            let [stage, kept] = ["stage", "kept"].map(|name| self.0.path().join(name));
            let change = FileChange { stage: &stage, output: &self.output(), kept: &kept, old, new };
            publish(change, &changed.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>())
        }

        /// The output's files with their texts, and its manifest's files.
        fn state(&self) -> Result<(Files, Vec<String>), Box<dyn std::error::Error>> {
            let manifest = Manifest::read(&self.output())?.files().to_vec();
            let mut open = vec![String::new()];
            let mut files = Vec::new();
            while let Some(folder) = open.pop() {
                for entry in fs::read_dir(self.output().join(&folder))? {
                    let entry = entry?;
                    let name = format!("{folder}{}", entry.file_name().to_string_lossy());
                    match entry.file_type()?.is_dir() {
                        true => open.push(format!("{name}/")),
                        false if name == MANIFEST => {}
                        false => files.push((name, fs::read_to_string(entry.path())?)),
                    }
                }
            }
            files.sort();
            Ok((files, manifest))
        }
    }

    fn manifest(files: &[&str]) -> Manifest {
        Manifest::new(files.iter().map(|file| (*file).to_owned()).collect())
    }

    fn files(files: &[(&str, &str)]) -> Files {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn files_are_moved_in_and_stale_ones_go() -> Outcome {
        let place =
            PlaceInOutput::new(&[("stage/a/index.html", "new"), ("output/gone/x", "old"), ("output/CNAME", "x")])?;
        place.publish(&["a/index.html"], &manifest(&["gone/x"]), &manifest(&["a/index.html"]))?;
        let wanted = files(&[("CNAME", "x"), ("a/index.html", "new")]);
        assert_eq!(place.state()?, (wanted, vec!["a/index.html".to_owned()]));
        assert!(!place.output().join("gone").exists());
        Ok(())
    }

    /// Files of two sites, of which one has a folder where the other has a file, at any depth.
    const KINDS: [[&[&str]; 2]; 5] = [
        [&["thing"], &["thing/x"]],
        [&["thing"], &["thing/a/b/c", "thing/d"]],
        [&["a/thing", "a/b"], &["a/thing/x/y"]],
        [&["thing/index.html", "x"], &["thing", "x/index.html"]],
        [&["a"], &["a/index.html", "a/b/index.html"]],
    ];

    #[test]
    fn files_become_folders_and_folders_files() -> Outcome {
        for [one, other] in KINDS.into_iter().flat_map(|[one, other]| [[one, other], [other, one]]) {
            let staged: Vec<_> = other.iter().map(|path| format!("stage/{path}")).collect();
            let there: Vec<_> = one.iter().map(|path| format!("output/{path}")).collect();
            let all: Vec<_> = staged
                .iter()
                .map(|path| (path.as_str(), "new"))
                .chain(there.iter().map(|path| (path.as_str(), "old")))
                .collect();
            let place = PlaceInOutput::new(&all)?;
            place.publish(other, &manifest(one), &manifest(other))?;
            let (found, known) = place.state()?;
            assert_eq!(known, manifest(other).files());
            assert_eq!(
                found,
                known.iter().map(|path| (path.clone(), "new".to_owned())).collect::<Vec<_>>(),
                "{one:?} -> {other:?}"
            );
        }
        Ok(())
    }

    #[test]
    fn an_output_that_was_left_between_two_kinds_is_mended() -> Outcome {
        for [one, other] in KINDS.into_iter().flat_map(|[one, other]| [[one, other], [other, one]]) {
            // The new files are out, and the manifest is still that of both.
            let there: Vec<_> = other.iter().map(|path| format!("output/{path}")).collect();
            let place = PlaceInOutput::new(&there.iter().map(|path| (path.as_str(), "new")).collect::<Vec<_>>())?;
            let both = manifest(one).union(&manifest(other));
            place.publish(&[], &both, &manifest(other))?;
            let (found, known) = place.state()?;
            assert_eq!(known, manifest(other).files());
            assert_eq!(found.into_iter().map(|(path, _)| path).collect::<Vec<_>>(), known, "{one:?} -> {other:?}");
        }
        Ok(())
    }

    #[test]
    fn what_is_not_ours_is_in_the_way_before_anything_is_moved() -> Outcome {
        let foreign: [(&[&str], &str, &str); 3] = [
            (&["thing"], "thing/x", "output/thing"),
            (&[], "thing", "output/thing/foreign"),
            (&["thing/x"], "thing", "output/thing/y/foreign"),
        ];
        for (ours, new, at) in foreign {
            let place = PlaceInOutput::new(&[
                (at, "precious"),
                ("output/a", "old"),
                ("stage/a", "new"),
                (&format!("stage/{new}"), "new"),
            ])?;
            let old = manifest(&[&["a"][..], if at == "output/thing" { &[][..] } else { ours }].concat());
            let before = place.state()?;
            let told = place.publish(&["a", new], &old, &manifest(&["a", new])).err().ok_or("it went through")?;
            assert_eq!(told, PublishError::system(&place.0.path().join(at), FOREIGN));
            assert_eq!(place.state()?, before);
        }
        Ok(())
    }

    #[test]
    fn what_cannot_be_moved_takes_all_back() -> Outcome {
        let place = PlaceInOutput::new(&[
            ("output/a", "old"),
            ("output/b/c", "old"),
            ("output/z", "old"),
            ("stage/a", "new"),
            ("stage/b", "new"),
        ])?;
        let old = manifest(&["a", "b/c", "z"]);
        fs::write(place.output().join(MANIFEST), old.bytes())?;
        let before = place.state()?;
        // The last file was never staged.
        let told = place.publish(&["a", "b", "d/e.html"], &old, &manifest(&["a", "b", "d/e.html"]));
        assert!(told.is_err_and(|error| error.to_string().contains("output/d/e.html: ")));
        assert_eq!(place.state()?, before);
        assert!(!place.output().join("d").exists());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_deleted_behind_a_link() -> Outcome {
        let place = PlaceInOutput::new(&[("elsewhere/x", "not ours")])?;
        let elsewhere = place.0.path().join("elsewhere");
        std::os::unix::fs::symlink(&elsewhere, place.output().join("gone"))?;
        place.publish(&[], &manifest(&["gone/x"]), &Manifest::default())?;
        assert_eq!(fs::read_to_string(elsewhere.join("x"))?, "not ours");
        Ok(())
    }

    #[test]
    fn pages_come_after_what_they_need() {
        let mut paths = ["sitemap.xml", "index.html", "assets/site.css"];
        paths.sort_by_key(|path| rank(path));
        assert_eq!(paths, ["assets/site.css", "index.html", "sitemap.xml"]);
    }
}
