//! Folders for tests of what reads handbooks.

use std::fs;

/// A folder with files by path and text, until it is dropped.
pub(super) fn folder(files: &[(&str, &str)]) -> Result<tempfile::TempDir, std::io::Error> {
    let root = tempfile::tempdir()?;
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(root.path()))?;
        fs::write(path, text)?;
    }
    Ok(root)
}
