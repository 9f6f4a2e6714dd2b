//! Publishing file by file, where the output folder itself cannot be exchanged: a mount point, or a closed parent folder.
//!
//! Every file is replaced by a rename and so is whole at any moment; the site as a whole is not. The order keeps it usable:
//! styles, scripts and pictures first, then pages, then indexes and feeds, and deletions last. A manifest of old and new files
//! together is written first, so that a build that is killed on the way leaves nothing that the next one would not know as ours.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::PublishError;
use super::manifest::{MANIFEST, Manifest};

/// Work folder in an output whose parent folder is closed.
pub(super) const WORK: &str = ".pmo-site-work";

/// Moves the `changed` files of `stage` into `output` and removes those of `old` that `new` lacks.
pub(super) fn publish(stage: &Path, output: &Path, changed: &[String], old: &Manifest, new: &Manifest) -> Result<(), PublishError> {
    fs::create_dir_all(output).map_err(|error| PublishError::system(output, error))?;
    let both = old.union(new);
    if both != *old {
        write_manifest(stage, output, &both)?;
    }
    let mut order: Vec<&str> = changed.iter().map(String::as_str).collect();
    order.sort_by_key(|path| (rank(path), *path));
    for path in order {
        let outcome = place(stage, output, path).or_else(|error| match error.kind() {
            // A folder became a file or a file a folder: the old kind must go first.
            ErrorKind::IsADirectory | ErrorKind::NotADirectory | ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists => {
                remove(output, old, new).and_then(|()| place(stage, output, path))
            }
            _ => Err(error),
        });
        outcome.map_err(|error| PublishError::system(&output.join(path), error))?;
    }
    remove(output, old, new).map_err(|error| PublishError::system(output, error))?;
    write_manifest(stage, output, new)
}

/// When a file is replaced: what pages need, pages, what lists pages.
fn rank(path: &str) -> u8 {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => 1,
        Some("xml" | "json" | "ics" | "csv") => 2,
        _ => 0,
    }
}

fn write_manifest(stage: &Path, output: &Path, manifest: &Manifest) -> Result<(), PublishError> {
    let staged = stage.join(MANIFEST);
    let written = fs::create_dir_all(stage).and_then(|()| fs::write(&staged, manifest.bytes()));
    written.and_then(|()| place(stage, output, MANIFEST)).map_err(|error| PublishError::system(&output.join(MANIFEST), error))
}

fn place(stage: &Path, output: &Path, path: &str) -> io::Result<()> {
    let target = output.join(path);
    if let Some((folder, _)) = path.rsplit_once('/') {
        make_folder(output, folder)?;
    }
    match fs::rename(stage.join(path), &target) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            let near = beside(&target);
            fs::copy(stage.join(path), &near)?;
            fs::rename(near, target)
        }
        outcome => outcome,
    }
}

/// Makes `folder` below `output`, never through a symbolic link that somebody planted there.
fn make_folder(output: &Path, folder: &str) -> io::Result<()> {
    let mut path = output.to_owned();
    for part in folder.split('/') {
        path.push(part);
        match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_dir() => {}
            Ok(_) => return Err(ErrorKind::NotADirectory.into()),
            Err(_) => fs::create_dir(&path)?,
        }
    }
    Ok(())
}

fn beside(target: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".pmo-site-new");
    target.with_file_name(name)
}

/// Whether all folders above `path` are folders of `output` itself: what lies behind a link that somebody planted is not ours.
fn is_inside(output: &Path, path: &str) -> bool {
    let folders = path.match_indices('/').filter_map(|(end, _)| path.get(..end));
    folders.map(|folder| fs::symlink_metadata(output.join(folder))).all(|meta| meta.is_ok_and(|meta| meta.is_dir()))
}

/// Removes stale files and the folders that this leaves empty.
fn remove(output: &Path, old: &Manifest, new: &Manifest) -> io::Result<()> {
    for path in old.without(new) {
        if !is_inside(output, path) {
            continue;
        }
        match fs::remove_file(output.join(path)) {
            Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Err(error),
            _ => {}
        }
        let mut folder = path;
        while let Some((outer, _)) = folder.rsplit_once('/') {
            if fs::remove_dir(output.join(outer)).is_err() {
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

    #[test]
    fn files_are_moved_in_and_stale_ones_go() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let (stage, output) = (folder.path().join("stage"), folder.path().join("output"));
        for (path, text) in
            [("stage/a/index.html", "new"), ("stage/b", "file"), ("output/b/c", "old"), ("output/gone/x", "old"), ("output/CNAME", "x")]
        {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap_or(&stage))?;
            fs::write(path, text)?;
        }
        let list = |files: &[&str]| files.iter().map(|file| (*file).to_owned()).collect::<Vec<_>>();
        let old = Manifest::new(list(&["b/c", "gone/x"]));
        let changed = list(&["a/index.html", "b"]);
        let new = Manifest::new(changed.clone());
        publish(&stage, &output, &changed, &old, &new)?;
        assert_eq!(fs::read_to_string(output.join("a/index.html"))?, "new");
        assert_eq!(fs::read_to_string(output.join("b"))?, "file");
        assert_eq!(fs::read_to_string(output.join("CNAME"))?, "x");
        assert!(!output.join("gone").exists());
        assert_eq!(Manifest::read(&output)?, new);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_deleted_behind_a_link() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let [stage, output, elsewhere] = ["stage", "output", "elsewhere"].map(|name| folder.path().join(name));
        for place in [&output, &elsewhere] {
            fs::create_dir_all(place)?;
        }
        fs::write(elsewhere.join("x"), "not ours")?;
        std::os::unix::fs::symlink(&elsewhere, output.join("gone"))?;
        let old = Manifest::new(vec!["gone/x".to_owned()]);
        publish(&stage, &output, &[], &old, &Manifest::default())?;
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
