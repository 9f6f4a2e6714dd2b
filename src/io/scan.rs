//! A folder → a [`SourceTree`].

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::layout::{CONFIG, CONTENT, config, layout, places, real};
use super::read::read;
use super::walk::{Folder, FolderListing, FoundFile, Lister, Top, list, of_system, top, walk, within};
use super::{Fault, Reach, ScanError};
use crate::diagnostics::nearest;
use crate::source::{Instead, Layout, SourceFile, SourcePath, SourceTree};

/// Folders of a site that are read, wherever its settings place them; everything else beside them (the output, a
/// README, CI files) is no part of it.
const FOLDERS: [&str; 3] = ["content", "static", "themes"];

/// How often a site is read that somebody is writing to: an editor's save or a checkout is over by then, or goes on for
/// long.
const ATTEMPTS: usize = 3;

/// A folder of a site, and which one it is: a folder that was moved away and replaced has the same path and is another
/// one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Where it lies.
    pub path: PathBuf,
    identity: Option<(u64, u64)>,
}

/// The folders whose content decides what [`scan`] finds: the site's own, then those in it that are read with all that
/// is below them.
#[must_use]
pub fn roots(root: &Path, reach: &Reach) -> Vec<Root> {
    let there = |path: PathBuf| {
        let meta = fs::metadata(&path).ok().filter(fs::Metadata::is_dir)?;
        Some(Root { identity: identity(&meta), path })
    };
    let layout = layout(root, reach);
    let folders = FOLDERS.iter().filter(|name| layout.has(name)).map(|folder| root.join(layout.folder(folder)));
    let mut roots: Vec<_> = std::iter::once(root.to_owned()).chain(folders).filter_map(there).collect();
    // The site's own folder may be the one of its pages, which is read with all that is below it.
    if layout.folder(CONTENT) == "." {
        roots.truncate(1);
    }
    roots
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have no such number")]
fn identity(meta: &fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> Option<(u64, u64)> {
    None
}

/// Reads the site at `root`: `pmo.yaml`, `content/**`, `static/**` and the templates and assets of `themes/**`.
///
/// Files that stages parse are held as text; of every other file only hash, size and, for pictures, width and height
/// are kept. Links stay within the site.
///
/// # Errors
/// [`ScanError`] names every path that could not be read or must not be, and why.
pub fn scan(root: &Path) -> Result<SourceTree, ScanError> {
    scan_within(root, &Reach::default())
}

/// As [`scan`], with links as far as `reach` lets them lead.
///
/// # Errors
/// Those of [`scan`].
pub fn scan_within(root: &Path, reach: &Reach) -> Result<SourceTree, ScanError> {
    for _ in 1..ATTEMPTS {
        match once(root, reach) {
            Err(error) if error.is_passing() => {}
            outcome => return outcome,
        }
    }
    once(root, reach)
}

fn once(root: &Path, reach: &Reach) -> Result<SourceTree, ScanError> {
    let List { config, baseline, listings, missing, mut faults, layout } =
        listed(root, reach, &|folder| Arc::new(list(folder, reach)));
    let beside = config.iter().chain(&baseline);
    let found: Vec<&FoundFile> = beside.chain(listings.iter().flat_map(|listing| &listing.files)).collect();
    let read: Vec<_> =
        found.into_par_iter().map_init(Vec::new, |buffer, file| (file.path.as_str(), read(file, buffer))).collect();
    let mut files = Vec::with_capacity(read.len());
    for (path, outcome) in read {
        match outcome {
            Ok(file) => files.push((path, file)),
            Err(fault) => faults.push((path.to_owned(), fault)),
        }
    }
    match planted(files) {
        Ok(tree) if faults.is_empty() => return Ok(tree.lacking(missing).laid_out(layout)),
        Ok(_) => {}
        Err(ScanError(twins)) => faults.extend(twins),
    }
    faults.sort_by(|a, b| a.0.cmp(&b.0));
    Err(ScanError(faults))
}

/// The files of a site before they are read.
#[derive(Default)]
pub(super) struct List {
    pub(super) config: Option<FoundFile>,
    /// The file of known findings, if there is one.
    pub(super) baseline: Option<FoundFile>,
    pub(super) listings: Vec<Arc<FolderListing>>,
    /// Folders that are not there.
    pub(super) missing: Vec<(String, Instead)>,
    pub(super) faults: Vec<(String, Fault)>,
    /// Where the folders lie.
    pub(super) layout: Layout,
}

/// Lists the files of the site at `root`.
pub(super) fn listed(root: &Path, reach: &Reach, lister: Lister<'_>) -> List {
    let mut list = List::default();
    if let Err(fault) = list.fill(root, reach, lister) {
        list.faults.push(fault);
    }
    list
}

impl List {
    /// Fills itself, up to the first fault that leaves nothing to go on with.
    fn fill(&mut self, root: &Path, reach: &Reach, lister: Lister<'_>) -> Result<(), (String, Fault)> {
        let site = real(root)?;
        match config(root, &site) {
            Ok(found) => self.config = found,
            Err(fault) => self.faults.push(fault),
        }
        let baseline;
        (self.layout, baseline) = places(root, self.config.as_ref(), reach);
        let baseline = baseline.filter(|name| fs::symlink_metadata(root.join(name)).is_ok_and(|meta| meta.is_file()));
        let beside: Vec<&str> = CONFIG.into_iter().chain(baseline.as_deref()).collect();
        self.baseline = baseline.as_ref().map(|name| FoundFile { path: name.clone(), real: root.join(name) });
        let mut tops = Vec::new();
        for name in FOLDERS.into_iter().filter(|name| self.layout.has(name)) {
            match top((root, &site), name, (&self.layout, &beside), reach) {
                Ok(Top::There(folder)) => tops.push(folder),
                Ok(Top::Absent) => self.missing.push((name.to_owned(), Instead::Nothing { like: None })),
                Ok(Top::NoFolder) => self.missing.push((name.to_owned(), Instead::NoFolder)),
                Err(fault) => self.faults.push((name.to_owned(), fault)),
            }
        }
        if !self.missing.is_empty() {
            self.compare(&site)?;
        }
        let meets =
            |one: &Folder, other: &Folder| one.real.starts_with(&other.real) || other.real.starts_with(&one.real);
        let is_link = |folder: &Folder| folder.real != within(&site, self.layout.folder(&folder.path));
        let shared = tops
            .iter()
            .filter(|one| is_link(one) && tops.iter().any(|other| other.path != one.path && meets(one, other)));
        self.faults.extend(shared.map(|folder| (folder.path.clone(), Fault::Shared)));
        for folder in tops {
            let (listings, faults) = walk(folder, lister);
            self.listings.extend(listings);
            self.faults.extend(faults);
        }
        Ok(())
    }

    /// Looks in `site` for folders whose names look like those that are missing. Of those that a site may do without
    /// only one in other case is told: `static` may well be missing beside a `statistics`.
    fn compare(&mut self, site: &Path) -> Result<(), (String, Fault)> {
        let of_site = |error: std::io::Error| (site.display().to_string(), of_system(&error));
        let mut beside = Vec::new();
        for entry in fs::read_dir(site).map_err(of_site)? {
            let entry = entry.map_err(of_site)?;
            let is_own = |name: &str| FOLDERS.iter().any(|folder| self.layout.folder(folder) == name);
            let name = entry.file_name().into_string().ok().filter(|name| !is_own(name));
            if let Some(name) = name
                && entry.file_type().map_err(|error| (name.clone(), of_system(&error)))?.is_dir()
            {
                beside.push(name);
            }
        }
        beside.sort_unstable();
        for (folder, instead) in &mut self.missing {
            let is_like = |name: &&str| folder == CONTENT || name.eq_ignore_ascii_case(folder);
            if let Instead::Nothing { like } = instead {
                *like = nearest(folder, beside.iter().map(String::as_str).filter(is_like)).map(str::to_owned);
            }
        }
        Ok(())
    }
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::source::{Dimensions, SourceBytes};

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    /// A folder with these files, by their paths.
    pub(in crate::io) fn site(files: &[(&str, &[u8])]) -> Result<tempfile::TempDir, std::io::Error> {
        let root = tempfile::tempdir()?;
        for (path, bytes) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap_or(root.path()))?;
            fs::write(path, bytes)?;
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
        let wanted = [
            "content/a/_index.md",
            "pmo.yaml",
            "static/.well-known/security.txt",
            "static/logo.svg",
            "themes/x/templates/base.html",
        ];
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
        assert!(
            matches!(bytes("static/a.gif"), Some(SourceBytes::Opaque { len: 14, dimensions, .. }) if dimensions == wanted)
        );
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
    fn a_name_that_can_be_no_address_is_a_fault_and_is_not_left_out() -> Outcome {
        let root = site(&[("static/a\\b.txt", b"x"), ("static/.a\\b", b"x"), ("content/a.md", b"x")])?;
        assert_eq!(faults(root.path()), [("static/a\\b.txt".to_owned(), Fault::Backslash)]);
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
    fn a_file_that_is_copied_as_it_is_tells_its_secrets_and_a_picture_its_place() -> Outcome {
        let xmp = b"GIF89a\x02\x00\x03\x00\x00\x00\x00<x exif:GPSLatitude=\"52,31.2N\"/>;";
        let root = site(&[("static/keys/id.txt", b"\n-----BEGIN RSA PRIVATE KEY-----\nMIIE"), ("content/a.gif", xmp)])?;
        let tree = scan(root.path())?;
        let leaks = |path| match tree.get(path).map(|file| &file.bytes) {
            Some(SourceBytes::Opaque { leaks: Some(leaks), .. }) => (leaks.secrets.len(), leaks.place),
            _ => (0, false),
        };
        assert_eq!((leaks("static/keys/id.txt"), leaks("content/a.gif")), ((1, false), (0, true)));
        assert_eq!(tree.secret_at("static/keys/id.txt", 1).map(|position| position.line), Some(2));
        Ok(())
    }
}
