//! Where Markdown lies.

use std::fs;
use std::path::Path;

fn is_page(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".md", ".markdown"].iter().any(|ending| name.ends_with(ending))
}

/// All Markdown files below `root`, by their paths from there, but hidden ones and those in `output`. Links are not
/// followed.
pub(super) fn below(root: &Path, output: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let here = root.join(&folder);
        if here == output || folder.split('/').count() > 20 {
            continue;
        }
        for entry in fs::read_dir(here).into_iter().flatten().flatten() {
            let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else { continue };
            if name.starts_with('.') || matches!(name.as_str(), "node_modules" | "themes" | "layouts" | "archetypes") {
                continue;
            }
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && is_page(&name) {
                found.push(path);
            }
        }
    }
    found.sort_unstable();
    found
}

/// All folders and files below `root` whose names begin with `_`, by their paths from there, but what lies in one.
pub(super) fn underscored(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).into_iter().flatten().flatten() {
            let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else { continue };
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if name.starts_with('_') {
                found.push(path);
            } else if kind.is_dir() && !name.starts_with('.') && name != "node_modules" && path.split('/').count() < 20
            {
                folders.push(path);
            }
        }
    }
    found.sort_unstable();
    found
}

/// How deep pages are looked for.
const DEPTH: usize = 6;

/// Whether a folder or one below it holds a page. Links are not followed.
pub(super) fn has_page(folder: &Path, depth: usize) -> bool {
    let entries: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().collect();
    let named = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let is = |entry: &fs::DirEntry, folder: bool| {
        entry.file_type().is_ok_and(|kind| if folder { kind.is_dir() } else { kind.is_file() })
    };
    entries.iter().any(|entry| is(entry, false) && is_page(&named(entry)))
        || depth < DEPTH
            && entries.iter().any(|entry| {
                let name = named(entry);
                is(entry, true)
                    && !name.starts_with('.')
                    && name != "node_modules"
                    && has_page(&entry.path(), depth + 1)
            })
}
