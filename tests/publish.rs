//! The folder sink's contract: all or nothing, touch only what changed, delete only what is ours.
#![expect(clippy::disallowed_methods, reason = "a test stops at the first surprise and may touch the machine")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use pmo_site::artifact::{Artifact, Body, OutputPath, Sink};
use pmo_site::publish::{CommitSummary, FolderSink, MANIFEST, OutputFolder, PublishError};
use pmo_site::source::{ContentHash, Layout, SourcePath};

type Outcome = Result<(), Box<dyn Error>>;

/// A site's folder with an output `public` in it.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("content"))?;
        Ok(Self { folder })
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn output(&self) -> PathBuf {
        self.root().join("public")
    }

    fn at(&self, path: &str) -> PathBuf {
        self.output().join(path)
    }

    fn sink(&self) -> Result<FolderSink, PublishError> {
        // Nobody pulls the plug on a test; that of the program's own builds waits for the disk.
        Ok(FolderSink::open(
            &OutputFolder::new(self.root(), &Layout::default(), &self.output())?,
            Duration::ZERO,
            &mut |_| {},
        )?
        .durable(false))
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<CommitSummary, Box<dyn Error>> {
        let mut sink = self.sink()?;
        put(&mut sink, files)?;
        Ok(sink.commit()?)
    }

    /// Every file below the output with its text; the manifest left out.
    fn tree(&self) -> io::Result<BTreeMap<String, String>> {
        let mut tree = BTreeMap::new();
        let mut folders = vec![self.output()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.output()).unwrap_or(&path).display().to_string();
                    tree.insert(name, fs::read_to_string(&path)?);
                }
            }
        }
        tree.remove(MANIFEST);
        Ok(tree)
    }

    fn debris(&self) -> bool {
        self.root().join(".public.pmo-site").exists()
    }
}

fn put(sink: &mut FolderSink, files: &[(&str, &str)]) -> Outcome {
    for (path, text) in files {
        let path = OutputPath::new(path).ok_or("no output path")?;
        sink.put(Artifact { path, body: Body::of(text.as_bytes()) })?;
    }
    Ok(())
}

fn tree(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn modified(path: &Path) -> io::Result<SystemTime> {
    fs::metadata(path)?.modified()
}

const OLD: [(&str, &str); 3] = [("index.html", "old"), ("a/index.html", "a"), ("b/c/index.html", "c")];

#[test]
fn a_first_build_makes_the_folder_and_leaves_nothing_beside_it() -> Outcome {
    let place = Place::new()?;
    let published = place.publish(&OLD)?;
    assert_eq!((published.written, published.unchanged, published.removed, published.note), (3, 0, 0, None));
    assert_eq!(place.tree()?, tree(&OLD));
    assert!(!place.debris());
    Ok(())
}

#[test]
fn nothing_is_visible_before_the_commit() -> Outcome {
    let place = Place::new()?;
    place.publish(&OLD)?;
    let mut sink = place.sink()?;
    put(&mut sink, &[("index.html", "new")])?;
    assert_eq!(place.tree()?, tree(&OLD));
    drop(sink);
    assert_eq!(place.tree()?, tree(&OLD));
    assert!(!place.debris());
    Ok(())
}

#[test]
fn a_build_that_changes_nothing_touches_nothing() -> Outcome {
    let place = Place::new()?;
    place.publish(&OLD)?;
    let paths = ["", "index.html", "a", "a/index.html", MANIFEST];
    let times = || paths.iter().map(|path| modified(&place.at(path))).collect::<Result<Vec<_>, _>>();
    let before = times()?;
    let published = place.publish(&OLD)?;
    assert_eq!((published.written, published.unchanged), (0, 3));
    assert_eq!(times()?, before);
    assert!(!place.debris());
    Ok(())
}

/// More than the writing thread takes at once, so that the thread that hands them over writes as well.
fn many() -> Vec<(String, String)> {
    (0..3_000).map(|n| (format!("{}/{}/page-{n}/index.html", n % 7, n % 50), format!("page {n}"))).collect()
}

#[test]
fn a_site_that_is_made_faster_than_it_is_written_is_published_whole() -> Outcome {
    let place = Place::new()?;
    let many = many();
    let files: Vec<(&str, &str)> = many.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let published = place.publish(&files)?;
    assert_eq!((published.written, published.unchanged, published.removed), (3_000, 0, 0));
    assert_eq!(place.tree()?, tree(&files));
    let (_, rest) = files.split_first().ok_or("no files")?;
    let published = place.publish(rest)?;
    assert_eq!((published.written, published.unchanged, published.removed), (0, 2_999, 1));
    assert_eq!(place.tree()?, tree(rest));
    Ok(())
}

#[test]
fn a_path_that_is_put_twice_is_an_error_and_the_old_site_stays() -> Outcome {
    let place = Place::new()?;
    place.publish(&OLD)?;
    let many = many();
    let twice = many.iter().chain(many.first()).map(|(path, text)| (path.as_str(), text.as_str()));
    let outcome = place.publish(&twice.collect::<Vec<_>>());
    let error = outcome.err().ok_or("was published")?.to_string();
    assert!(error.contains("0/0/page-0/index.html"), "{error}");
    assert_eq!(place.tree()?, tree(&OLD));
    assert!(!place.debris());
    Ok(())
}

#[test]
fn files_that_stay_keep_their_time_and_stale_ones_go() -> Outcome {
    let place = Place::new()?;
    place.publish(&OLD)?;
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_hours(10_000);
    fs::File::options().write(true).open(place.at("a/index.html"))?.set_modified(long_ago)?;
    let new = [("index.html", "new"), ("a/index.html", "a")];
    let published = place.publish(&new)?;
    assert_eq!((published.written, published.unchanged, published.removed), (1, 1, 1));
    assert_eq!(place.tree()?, tree(&new));
    assert_eq!(modified(&place.at("a/index.html"))?, long_ago);
    assert!(!place.at("b").exists());
    Ok(())
}

#[test]
fn files_that_are_not_ours_survive() -> Outcome {
    let place = Place::new()?;
    place.publish(&OLD)?;
    fs::write(place.at("CNAME"), "pmo.example")?;
    fs::create_dir_all(place.at("uploads/empty"))?;
    fs::write(place.at("b/notes.txt"), "mine")?;
    place.publish(&[("index.html", "new")])?;
    assert_eq!(place.tree()?, tree(&[("index.html", "new"), ("CNAME", "pmo.example"), ("b/notes.txt", "mine")]));
    assert!(place.at("uploads/empty").is_dir());
    Ok(())
}

#[test]
fn a_file_that_is_not_ours_is_never_replaced() -> Outcome {
    let place = Place::new()?;
    place.publish(&OLD)?;
    fs::write(place.at("CNAME"), "pmo.example")?;
    let refused = place.publish(&[("index.html", "new"), ("CNAME", "other")]);
    assert!(refused.is_err_and(|error| error.to_string().starts_with("CNAME: is in the output folder")));
    assert_eq!(fs::read_to_string(place.at("index.html"))?, "old");
    place.publish(&[("index.html", "new"), ("CNAME", "pmo.example")])?;
    place.publish(&[("index.html", "new")])?;
    assert!(!place.at("CNAME").exists(), "a file of the same content was not taken over");
    Ok(())
}

#[test]
fn a_file_that_somebody_changed_or_removed_is_mended() -> Outcome {
    let place = Place::new()?;
    place.publish(&OLD)?;
    fs::write(place.at("index.html"), "edited by hand")?;
    fs::remove_file(place.at("a/index.html"))?;
    assert_eq!(place.publish(&OLD)?.written, 2);
    assert_eq!(place.tree()?, tree(&OLD));
    Ok(())
}

#[test]
fn a_file_can_become_a_folder_and_back() -> Outcome {
    let place = Place::new()?;
    for files in [[("a", "file")], [("a/index.html", "page")], [("a", "file")]] {
        place.publish(&files)?;
        assert_eq!(place.tree()?, tree(&files));
    }
    Ok(())
}

#[test]
fn a_folder_of_somebody_else_is_refused() -> Outcome {
    let place = Place::new()?;
    fs::create_dir_all(place.at("lost+found"))?;
    place.publish(&OLD)?;
    fs::remove_dir(place.at("lost+found"))?;
    fs::remove_file(place.at(MANIFEST))?;
    let refused = place.publish(&OLD).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(
        refused.contains("has files that pmo-site did not write") && refused.contains("choose another `--output`"),
        "{refused}"
    );
    assert!(!refused.contains("rm "), "nobody is told to remove what is not ours: {refused}");
    assert_eq!(place.tree()?, tree(&OLD));
    Ok(())
}

#[test]
fn the_site_and_what_holds_it_are_no_output() -> Outcome {
    let place = Place::new()?;
    fs::write(place.root().join("file"), "x")?;
    for bad in
        ["", ".", "content", "content/public", "static", "static/x/y", "themes", ".git/x", "..", "file", "a/../../x"]
    {
        let target = OutputFolder::new(place.root(), &Layout::default(), &place.root().join(bad));
        assert!(matches!(target, Err(PublishError::Refused { .. })), "{bad:?} was accepted: {target:?}");
    }
    assert!(matches!(
        OutputFolder::new(place.root(), &Layout::default(), Path::new("/")),
        Err(PublishError::Refused { .. })
    ));
    for good in ["public", "out/public", "contents", "static-out"] {
        OutputFolder::new(place.root(), &Layout::default(), &place.root().join(good))?;
    }
    Ok(())
}

#[test]
fn a_second_build_is_told_who_is_first() -> Outcome {
    let place = Place::new()?;
    let first = place.sink()?;
    let second = place.sink().err().map(|error| error.to_string()).unwrap_or_default();
    assert!(second.contains(&format!("is being written by process {}", std::process::id())), "{second}");
    drop(first);
    place.publish(&OLD)?;
    Ok(())
}

#[test]
fn what_a_killed_build_left_is_cleared_away() -> Outcome {
    let place = Place::new()?;
    place.publish(&OLD)?;
    let stage = place.root().join(".public.pmo-site/stage/a");
    fs::create_dir_all(&stage)?;
    fs::write(stage.join("index.html"), "half")?;
    fs::write(place.root().join(".public.pmo-site/lock"), "4194304\n")?;
    place.publish(&[("index.html", "new")])?;
    assert_eq!(place.tree()?, tree(&[("index.html", "new")]));
    assert!(!place.debris());
    Ok(())
}

#[test]
fn a_source_file_is_copied_and_must_not_have_changed() -> Outcome {
    let place = Place::new()?;
    fs::create_dir(place.root().join("static"))?;
    fs::write(place.root().join("static/logo.png"), "picture")?;
    let copy = |hash: ContentHash| -> Result<CommitSummary, Box<dyn Error>> {
        let mut sink = place.sink()?;
        let path = OutputPath::new("logo.png").ok_or("no output path")?;
        sink.put(Artifact { path, body: Body::CopyOf(SourcePath::new("static/logo.png"), hash) })?;
        Ok(sink.commit()?)
    };
    assert!(copy(ContentHash::of(b"other")).is_err_and(|error| error.to_string().contains("changed during the build")));
    assert!(!place.output().exists());
    assert_eq!(copy(ContentHash::of(b"picture"))?.written, 1);
    assert_eq!(copy(ContentHash::of(b"picture"))?.written, 0);
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_link_that_was_planted_in_the_output_is_never_written_through() -> Outcome {
    use std::os::unix::fs::symlink;
    let place = Place::new()?;
    place.publish(&OLD)?;
    let outside = place.root().join("outside");
    fs::create_dir(&outside)?;
    fs::write(outside.join("index.html"), "precious")?;
    fs::remove_file(place.at("index.html"))?;
    symlink(outside.join("index.html"), place.at("index.html"))?;
    fs::remove_dir_all(place.at("a"))?;
    symlink(&outside, place.at("a"))?;
    let refused = place.publish(&[("index.html", "new"), ("a/index.html", "new")]);
    assert_eq!(fs::read_to_string(outside.join("index.html"))?, "precious");
    assert!(refused.is_err(), "a folder of ours that became somebody's link cannot be both kept and replaced");
    fs::remove_file(place.at("a"))?;
    place.publish(&[("index.html", "new"), ("a/index.html", "new")])?;
    assert_eq!(fs::read_to_string(outside.join("index.html"))?, "precious");
    assert_eq!(place.tree()?, tree(&[("index.html", "new"), ("a/index.html", "new")]));
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_link_to_the_output_stays_a_link_and_the_folders_mode_stays() -> Outcome {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = Place::new()?;
    let real = place.root().join("srv");
    fs::create_dir(&real)?;
    fs::set_permissions(&real, fs::Permissions::from_mode(0o2775))?;
    symlink(&real, place.output())?;
    place.publish(&OLD)?;
    place.publish(&[("index.html", "new")])?;
    assert!(fs::symlink_metadata(place.output())?.is_symlink());
    assert_eq!(fs::read_to_string(real.join("index.html"))?, "new");
    assert_eq!(fs::metadata(&real)?.permissions().mode() & 0o7777, 0o2775);
    Ok(())
}
