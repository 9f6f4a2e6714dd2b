//! Which folder is written to, and which folders never are.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::manifest::WORK;
use super::{MANIFEST, PublishError};
use crate::source::Layout;

/// Folders of a site that the output must not be or lie in, wherever its settings place them.
const SOURCES: [&str; 4] = ["content", "static", "themes", ".git"];

/// What an empty output folder may hold: a file system's own folder, and what a killed first build into a mount point
/// left.
const UNOWNED: [&str; 2] = ["lost+found", WORK];

/// An output folder that may be written to, as far as its place and content tell.
#[derive(Clone, Debug)]
pub struct OutputFolder {
    /// The site's folder.
    pub(super) root: PathBuf,
    /// The output folder, absolute and without symbolic links, so that a link to it stays when the folder is exchanged.
    pub(super) output: PathBuf,
    /// Whether there is a folder already.
    pub(super) exists: bool,
    /// As the user wrote it, for messages.
    pub(super) shown: PathBuf,
}

impl OutputFolder {
    /// Checks `output` for the site at `root`, before anything of the site is read.
    ///
    /// # Errors
    /// [`PublishError::Refused`] for the site's own folder and its sources, for a folder that holds the site or the
    /// user's home, for a file, and for a folder with content that this program did not write.
    pub fn new(root: &Path, layout: &Layout, output: &Path) -> Result<Self, PublishError> {
        let site = fs::canonicalize(root).map_err(|error| PublishError::system(root, error))?;
        let real = resolve(output)?;
        let refuse = |reason: &str| Err(PublishError::refused(output, reason));
        if site.starts_with(&real) {
            return refuse("is the site's own folder or holds it; choose another one, such as `--output public`");
        }
        // Where the site's own folder holds its pages, the output may lie among them: it is read for none.
        let places = SOURCES.iter().map(|name| layout.folder(name)).filter(|place| *place != ".");
        for source in places.map(|place| site.join(place)) {
            let leads_to = match fs::canonicalize(&source) {
                Ok(real) => real,
                Err(error) if is_absent(&error) => source.clone(),
                Err(error) => return Err(PublishError::system(&source, error)),
            };
            if real.starts_with(source) || real.starts_with(leads_to) {
                return refuse("lies in the site's sources; choose another one, such as `--output public`");
            }
        }
        if env::home_dir().is_some_and(|home| fs::canonicalize(&home).unwrap_or(home).starts_with(&real)) {
            return refuse("is your home folder or holds it; choose another one, such as `--output public`");
        }
        let exists = match fs::read_dir(&real) {
            Ok(entries) => {
                let names: Result<Vec<_>, _> = entries.map(|entry| Ok(entry?.file_name())).collect();
                let names = names.map_err(|error: std::io::Error| PublishError::system(output, error))?;
                let is_foreign = |name: &std::ffi::OsString| !UNOWNED.iter().any(|unowned| name == unowned);
                if names.iter().any(is_foreign) && !names.iter().any(|name| name == MANIFEST) {
                    let reason = format!(
                        "has files that pmo-site did not write (there is no `{MANIFEST}` in it); choose another `--output`"
                    );
                    return Err(PublishError::refused(output, reason));
                }
                true
            }
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                return refuse("is a file; choose another `--output`, or remove it");
            }
            Err(error) => return Err(PublishError::system(output, error)),
        };
        Ok(Self { root: site, output: real, exists, shown: output.to_owned() })
    }
}

/// Whether a path that a call failed on leads nowhere.
pub(super) fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// `path` as an absolute path whose existing part has no symbolic links.
///
/// # Errors
/// When it leads nowhere, or that cannot be told.
pub fn resolve(path: &Path) -> Result<PathBuf, PublishError> {
    let absolute = std::path::absolute(path).map_err(|error| PublishError::system(path, error))?;
    for existing in absolute.ancestors() {
        let real = match fs::canonicalize(existing) {
            Ok(real) => real,
            Err(error) if is_absent(&error) => {
                if fs::symlink_metadata(existing).is_ok_and(|meta| meta.is_symlink()) {
                    return Err(PublishError::refused(
                        path,
                        "is a symbolic link that leads nowhere; remove it, or make the folder it points to",
                    ));
                }
                continue;
            }
            Err(error) => return Err(PublishError::system(existing, error)),
        };
        let rest = absolute.strip_prefix(existing).unwrap_or(Path::new(""));
        if rest.components().any(|part| !matches!(part, std::path::Component::Normal(_))) {
            return Err(PublishError::refused(
                path,
                "goes through a folder that does not exist; write it without `..`",
            ));
        }
        // Joining an empty rest would add a final `/`.
        return Ok(if rest.as_os_str().is_empty() { real } else { real.join(rest) });
    }
    Err(PublishError::refused(path, "is on no file system"))
}
