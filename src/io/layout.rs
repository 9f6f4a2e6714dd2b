//! Where the folders of a site lie: what its settings say, before anything else of it is read.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::names::{is_language, is_skipped};
use super::walk::{FoundFile, is_hidden, of_system, resolved};
use super::{Fault, Reach, ScanError};
use crate::source::{Layout, NamedPlaces};

/// The one that every site has.
pub(super) const CONTENT: &str = "content";

/// Names of the site's configuration, the preferred one first.
pub(super) const CONFIG: [&str; 2] = ["pmo.yaml", "pmo.yml"];

/// The site's configuration file in `root`, if there is one: what makes a folder a site.
///
/// # Errors
/// When that cannot be told, or it may not be read: a file that is there and closed is not a site without settings.
pub fn config_file(root: &Path) -> Result<Option<PathBuf>, ScanError> {
    let found = real(root).and_then(|site| config(root, &site));
    found.map(|found| found.map(|found| found.real)).map_err(|fault| ScanError(vec![fault]))
}

/// The folder `root` without links.
pub(super) fn real(root: &Path) -> Result<PathBuf, (String, Fault)> {
    fs::canonicalize(root).map_err(|error| (root.display().to_string(), of_system(&error)))
}

/// The configuration of the site at `root`, which without links is `site`.
pub(super) fn config(root: &Path, site: &Path) -> Result<Option<FoundFile>, (String, Fault)> {
    for name in CONFIG {
        let path = root.join(name);
        let of_name = |fault| (name.to_owned(), fault);
        let linked = match fs::symlink_metadata(&path) {
            Ok(meta) => meta.is_symlink(),
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(of_name(of_system(&error))),
        };
        let real = if linked { resolved(&path).map_err(of_name)? } else { path };
        if linked {
            let inner = real.strip_prefix(site).map_err(|_| of_name(Fault::Leaves))?;
            if is_hidden(inner) {
                return Err(of_name(Fault::Hidden));
            }
        }
        let kind = fs::metadata(&real).map_err(|error| of_name(of_system(&error)))?;
        return match kind.is_file() {
            true => Ok(Some(FoundFile { path: name.to_owned(), real })),
            false if kind.is_dir() => Err(of_name(Fault::Folder)),
            false => Err(of_name(Fault::Special)),
        };
    }
    Ok(None)
}

/// Where the folders of the site at `root` lie, as far as that can be read now: what cannot be is told by [`scan`](super::scan()).
#[must_use]
pub fn layout(root: &Path, reach: &Reach) -> Layout {
    let config = real(root).and_then(|site| config(root, &site)).ok().flatten();
    places(root, config.as_ref(), reach).0
}

/// Where folders lie that the settings place, or that are where they mostly are; and the file of known findings.
pub(super) fn places(root: &Path, config: Option<&FoundFile>, reach: &Reach) -> (Layout, Option<String>) {
    if let Some(layout) = &reach.layout {
        return (layout.clone(), None);
    }
    let text = config.and_then(|file| fs::read_to_string(&file.real).ok()).unwrap_or_default();
    let NamedPlaces { content, statics, baseline } = (reach.places)(&text);
    let content = content.or_else(|| language_folder(root));
    (Layout::new(content.as_deref(), statics.as_deref()), baseline)
}

/// The one folder in `content` when its name is a language and nothing is beside it: the pages of a site with room for
/// translations.
fn language_folder(root: &Path) -> Option<String> {
    let mut only = None;
    for entry in fs::read_dir(root.join(CONTENT)).ok()? {
        let entry = entry.ok()?;
        let name = entry.file_name().into_string().ok()?;
        if is_skipped(CONTENT, &name) {
            continue;
        }
        if only.is_some() || !is_language(&name) || !entry.file_type().ok()?.is_dir() {
            return None;
        }
        only = Some(name);
    }
    only.map(|name| format!("{CONTENT}/{name}"))
}
