//! A folder → a [`SourceTree`].

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::read::read;
use super::walk::{Found, Lister, Listing, list, walk};
use super::{Fault, ScanError};
use crate::source::{SourceFile, SourcePath, SourceTree};

/// Folders of a site that are read; everything else beside them (the output, a README, CI files) is no part of it.
const FOLDERS: [&str; 3] = ["content", "static", "themes"];

/// Names of the site's configuration, the preferred one first.
const CONFIG: [&str; 2] = ["pmo.yaml", "pmo.yml"];

/// The site's configuration file in `root`, if there is one: what makes a folder a site.
#[must_use]
pub fn config_file(root: &Path) -> Option<PathBuf> {
    CONFIG.iter().map(|name| root.join(name)).find(|path| path.is_file())
}

/// A folder of a site, and which one it is: a folder that was moved away and replaced has the same path and is another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Where it lies.
    pub path: PathBuf,
    identity: Option<(u64, u64)>,
}

/// The folders whose content decides what [`scan`] finds: the site's own, then those in it that are read with all that is below them.
#[must_use]
pub fn roots(root: &Path) -> Vec<Root> {
    let there = |path: PathBuf| {
        let meta = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_dir)?;
        Some(Root { identity: identity(&meta), path })
    };
    std::iter::once(root.to_owned()).chain(FOLDERS.iter().map(|folder| root.join(folder))).filter_map(there).collect()
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have no such number")]
fn identity(meta: &std::fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> Option<(u64, u64)> {
    None
}

/// Reads the site at `root`: `pmo.yaml`, `content/**`, `static/**` and the templates and assets of `themes/**`.
///
/// Files that stages parse are held as text; of every other file only hash, size and, for pictures, width and height are kept.
///
/// # Errors
/// [`ScanError`] names every path that could not be read or must not be, and why.
pub fn scan(root: &Path) -> Result<SourceTree, ScanError> {
    let List { config, listings, mut faults } = listed(root, &|folder| Arc::new(list(folder)));
    let found: Vec<&Found> = config.iter().chain(listings.iter().flat_map(|listing| &listing.files)).collect();
    let read: Vec<_> = found.into_par_iter().map_init(Vec::new, |buffer, file| (file.path.as_str(), read(file, buffer))).collect();
    let mut files = Vec::with_capacity(read.len());
    for (path, outcome) in read {
        match outcome {
            Ok(file) => files.push((path, file)),
            Err(fault) => faults.push((path.to_owned(), fault)),
        }
    }
    match planted(files) {
        Ok(tree) if faults.is_empty() => return Ok(tree),
        Ok(_) => {}
        Err(ScanError(twins)) => faults.extend(twins),
    }
    faults.sort_by(|a, b| a.0.cmp(&b.0));
    Err(ScanError(faults))
}

/// The files of a site before they are read.
pub(super) struct List {
    pub(super) config: Option<Found>,
    pub(super) listings: Vec<Arc<Listing>>,
    pub(super) faults: Vec<(String, Fault)>,
}

/// Lists the files of the site at `root`.
pub(super) fn listed(root: &Path, lister: Lister<'_>) -> List {
    let mut list = List { config: config_file(root).and_then(of_config), listings: Vec::new(), faults: Vec::new() };
    for folder in FOLDERS {
        let (listings, faults) = walk(root, folder, lister);
        list.listings.extend(listings);
        list.faults.extend(faults);
    }
    list
}

/// The tree of files that were read; two names that are one in composed Unicode are a fault.
pub(super) fn planted<'p>(files: impl IntoIterator<Item = (&'p str, SourceFile)>) -> Result<SourceTree, ScanError> {
    let mut tree = SourceTree::new();
    let mut twins = Vec::new();
    for (path, file) in files {
        let name = SourcePath::new(path);
        if tree.get(name.as_str()).is_some() {
            twins.push((path.to_owned(), Fault::Twin));
        } else {
            tree.insert(name, file);
        }
    }
    if twins.is_empty() { Ok(tree) } else { Err(ScanError(twins)) }
}

fn of_config(real: PathBuf) -> Option<Found> {
    let path = real.file_name()?.to_str()?.to_owned();
    Some(Found { path, real })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Dimensions, SourceBytes};

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    fn site(files: &[(&str, &[u8])]) -> Result<tempfile::TempDir, std::io::Error> {
        let root = tempfile::tempdir()?;
        for (path, bytes) in files {
            let path = root.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(root.path()))?;
            std::fs::write(path, bytes)?;
        }
        Ok(root)
    }

    fn faults(root: &Path) -> Vec<(String, Fault)> {
        scan(root).err().map_or_else(Vec::new, |error| error.0)
    }

    #[test]
    fn a_site_is_its_configuration_content_static_files_and_themes() -> Outcome {
        let files: [(&str, &[u8]); 11] = [
            ("pmo.yaml", b"site: {title: T}"),
            ("README.md", b"x"),
            ("content/a/_index.md", b"# A"),
            ("content/a/.hidden.md", b"x"),
            ("content/a/b.md~", b"x"),
            ("content/node_modules/x.md", b"x"),
            ("static/logo.svg", b"<svg/>"),
            ("static/.well-known/security.txt", b"x"),
            ("themes/x/templates/base.html", b"x"),
            ("themes/x/README.md", b"x"),
            ("public/index.html", b"x"),
        ];
        let tree = scan(site(&files)?.path())?;
        let paths: Vec<_> = tree.iter().map(|(path, _)| path.as_str()).collect();
        let wanted =
            ["content/a/_index.md", "pmo.yaml", "static/.well-known/security.txt", "static/logo.svg", "themes/x/templates/base.html"];
        assert_eq!(paths, wanted);
        assert_eq!(tree.text("content/a/_index.md").map(|text| &**text), Some("# A"));
        assert_eq!(tree.text("static/logo.svg"), None);
        Ok(())
    }

    #[test]
    fn a_picture_has_its_size_and_bad_text_its_first_bad_byte() -> Outcome {
        let gif = b"GIF89a\x02\x00\x03\x00\x00\x00\x00;";
        let tree = scan(site(&[("content/a.md", b"ab\xff"), ("static/a.gif", gif)])?.path())?;
        let bytes = |path| tree.get(path).map(|file| file.bytes.clone());
        assert!(matches!(bytes("content/a.md"), Some(SourceBytes::NotText { valid_up_to: 2, .. })));
        let wanted = Some(Dimensions { width: 2, height: 3 });
        assert!(matches!(bytes("static/a.gif"), Some(SourceBytes::Opaque { len: 14, dimensions, .. }) if dimensions == wanted));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_inside_the_site_and_reported_outside() -> Outcome {
        use std::os::unix::fs::symlink;
        let root = site(&[("content/a/x.md", b"x"), ("content/b.md", b"b"), (".env", b"s")])?;
        let at = |path: &str| root.path().join(path);
        symlink("a", at("content/linked"))?;
        symlink("../b.md", at("content/a/b.md"))?;
        let tree = scan(root.path())?;
        assert!(tree.text("content/linked/x.md").is_some() && tree.text("content/a/b.md").is_some());
        symlink("/etc/hostname", at("content/out.md"))?;
        symlink("nowhere", at("content/gone.md"))?;
        symlink(".", at("content/loop"))?;
        symlink("../.env", at("content/env.md"))?;
        let wanted = [
            ("content/env.md", Fault::Hidden),
            ("content/gone.md", Fault::Dangling),
            ("content/loop", Fault::Circle),
            ("content/out.md", Fault::Leaves),
        ];
        assert_eq!(faults(root.path()), wanted.map(|(path, fault)| (path.to_owned(), fault)));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_itself_is_a_fault_and_no_hang() -> Outcome {
        let root = site(&[("content/a.md", b"x")])?;
        std::os::unix::fs::symlink("self.md", root.path().join("content/self.md"))?;
        assert!(matches!(faults(root.path()).as_slice(), [(path, Fault::System(_))] if path == "content/self.md"));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn folders_that_link_to_each_other_end() -> Outcome {
        use std::os::unix::fs::symlink;
        let root = site(&[("content/a/x.md", b"x"), ("content/b/y.md", b"y")])?;
        symlink("../b", root.path().join("content/a/b"))?;
        symlink("../a", root.path().join("content/b/a"))?;
        let paths: Vec<_> = faults(root.path()).into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["content/a/b/a", "content/b/a/b"]);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn the_content_folder_itself_may_live_elsewhere() -> Outcome {
        let elsewhere = site(&[("_index.md", b"# H"), ("a/x.md", b"x")])?;
        let root = site(&[("pmo.yaml", b"")])?;
        std::os::unix::fs::symlink(elsewhere.path(), root.path().join("content"))?;
        std::os::unix::fs::symlink("a", elsewhere.path().join("b"))?;
        let tree = scan(root.path())?;
        assert!(tree.text("content/a/x.md").is_some() && tree.text("content/b/x.md").is_some());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_a_fault_and_is_never_opened() -> Outcome {
        let root = site(&[("content/a.md", b"x")])?;
        let _open = std::os::unix::net::UnixListener::bind(root.path().join("content/b.md"))?;
        assert_eq!(faults(root.path()), [("content/b.md".to_owned(), Fault::Special)]);
        Ok(())
    }

    #[test]
    fn a_private_key_stops_the_build() -> Outcome {
        let root = site(&[("static/keys/id.txt", b"-----BEGIN RSA PRIVATE KEY-----\nMIIE")])?;
        assert_eq!(faults(root.path()), [("static/keys/id.txt".to_owned(), Fault::Key)]);
        Ok(())
    }
}
