//! Making a complete staged tree the published one.
//!
//! | way | when | a reader or a `kill -9` may meanwhile see |
//! |---|---|---|
//! | rename | there is no output yet | nothing, then the new site |
//! | exchange | Linux and macOS, most file systems | the old site, then the new one |
//! | two renames | the file system cannot exchange | for microseconds no site; a killed build's old site is put back by the next |
//! | file by file | the output is a mount point or its parent folder is closed | a mix of both sites, each file whole |

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// How the staged tree was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SwapMethod {
    /// In one step; the old tree, if there was one, is now at the stage's path.
    AtOnce,
    /// By two renames; the old tree is at the aside path.
    TwoRenames,
    /// Not at all: only single files can be moved into this output.
    Impossible,
}

/// Puts `stage` at `output`; `aside` is a free path for the old tree.
pub(super) fn publish(stage: &Path, output: &Path, aside: &Path, exists: bool) -> io::Result<SwapMethod> {
    let outcome = if exists { exchange(stage, output) } else { fs::rename(stage, output) };
    match outcome {
        Ok(()) => Ok(SwapMethod::AtOnce),
        Err(error) if is_mount(&error) => Ok(SwapMethod::Impossible),
        Err(error) if exists && matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            two_renames(stage, output, aside)
        }
        Err(error) => Err(error),
    }
}

/// Puts back the old site that a build killed between its two renames left aside.
pub(super) fn recover(output: &Path, aside: &Path) -> io::Result<()> {
    // A call that fails must not pass for a folder that is not there: what lies aside is removed next.
    if is_there(aside)? && !is_there(output)? { fs::rename(aside, output) } else { Ok(()) }
}

fn is_there(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn two_renames(stage: &Path, output: &Path, aside: &Path) -> io::Result<SwapMethod> {
    match fs::rename(output, aside) {
        Err(error) if is_mount(&error) => return Ok(SwapMethod::Impossible),
        moved => moved?,
    }
    match fs::rename(stage, output) {
        Ok(()) => Ok(SwapMethod::TwoRenames),
        Err(error) => {
            fs::rename(aside, output)?;
            Err(error)
        }
    }
}

/// `EBUSY` for a mount point, `EXDEV` for another file system or a lower layer of an overlay, `EPERM` and `EACCES` for
/// a folder whose parent is closed.
fn is_mount(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::CrossesDevices | ErrorKind::PermissionDenied)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(stage: &Path, output: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, stage, CWD, output, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    fn trees() -> io::Result<tempfile::TempDir> {
        let folder = tempfile::tempdir()?;
        for (name, text) in [("stage", "new"), ("output", "old")] {
            fs::create_dir(folder.path().join(name))?;
            fs::write(folder.path().join(name).join("index.html"), text)?;
        }
        Ok(folder)
    }

    #[test]
    fn an_exchange_leaves_the_old_tree_at_the_stage() -> Outcome {
        let folder = trees()?;
        let at = |name: &str| folder.path().join(name);
        let way = publish(&at("stage"), &at("output"), &at("aside"), true)?;
        assert_eq!(fs::read_to_string(at("output/index.html"))?, "new");
        if way == SwapMethod::AtOnce {
            assert_eq!(fs::read_to_string(at("stage/index.html"))?, "old");
        }
        Ok(())
    }

    #[test]
    fn two_renames_do_the_same_and_half_of_them_is_mended() -> Outcome {
        let folder = trees()?;
        let at = |name: &str| folder.path().join(name);
        fs::rename(at("output"), at("aside"))?;
        recover(&at("output"), &at("aside"))?;
        assert_eq!(fs::read_to_string(at("output/index.html"))?, "old");
        assert_eq!(two_renames(&at("stage"), &at("output"), &at("aside"))?, SwapMethod::TwoRenames);
        assert_eq!(fs::read_to_string(at("output/index.html"))?, "new");
        recover(&at("output"), &at("aside"))?;
        assert_eq!(fs::read_to_string(at("output/index.html"))?, "new");
        Ok(())
    }
}
