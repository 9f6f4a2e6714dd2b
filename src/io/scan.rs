//! A folder → a [`SourceTree`].

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::read::read;
use super::walk::{Found, walk};
use super::{Fault, ScanError};
use crate::source::{SourcePath, SourceTree};

/// Folders of a site that are read; everything else beside them (the output, a README, CI files) is no part of it.
const FOLDERS: [&str; 3] = ["content", "static", "themes"];

/// Names of the site's configuration, the preferred one first.
const CONFIG: [&str; 2] = ["pmo.yaml", "pmo.yml"];

/// The site's configuration file in `root`, if there is one: what makes a folder a site.
#[must_use]
pub fn config_file(root: &Path) -> Option<PathBuf> {
    CONFIG.iter().map(|name| root.join(name)).find(|path| path.is_file())
}

/// Reads the site at `root`: `pmo.yaml`, `content/**`, `static/**` and the templates and assets of `themes/**`.
///
/// Files that stages parse are held as text; of every other file only hash, size and, for pictures, width and height are kept.
///
/// # Errors
/// [`ScanError`] names every path that could not be read or must not be, and why.
pub fn scan(root: &Path) -> Result<SourceTree, ScanError> {
    let mut faults = Vec::new();
    let mut found: Vec<Found> = config_file(root).into_iter().filter_map(of_config).collect();
    for folder in FOLDERS {
        let (files, more) = walk(root, folder);
        found.extend(files.into_iter().filter(|file| is_part(&file.path)));
        faults.extend(more);
    }
    let read: Vec<_> = found.into_par_iter().map(|file| (read(&file), file.path)).collect();
    let mut tree = SourceTree::new();
    for (outcome, path) in read {
        let name = SourcePath::new(&path);
        match outcome {
            Ok(_) if tree.get(name.as_str()).is_some() => faults.push((path, Fault::Twin)),
            Ok(file) => tree.insert(name, file),
            Err(fault) => faults.push((path, fault)),
        }
    }
    if faults.is_empty() {
        return Ok(tree);
    }
    faults.sort_by(|a, b| a.0.cmp(&b.0));
    Err(ScanError(faults))
}

fn of_config(real: PathBuf) -> Option<Found> {
    let path = real.file_name()?.to_str()?.to_owned();
    Some(Found { path, real })
}

/// Of a theme only its templates and assets are read.
fn is_part(path: &str) -> bool {
    let mut parts = path.split('/');
    parts.next() != Some("themes")
        || (parts.next().is_some() && matches!(parts.next(), Some("templates" | "assets")) && parts.next().is_some())
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
        assert!(matches!(bytes("content/a.md"), Some(SourceBytes::NotText { valid_up_to: 2 })));
        let wanted = Some(Dimensions { width: 2, height: 3 });
        assert!(matches!(bytes("static/a.gif"), Some(SourceBytes::Opaque { len: 14, dimensions }) if dimensions == wanted));
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
