//! Which files a site has: the listing of its folders, links resolved and checked.
//!
//! Folders are listed level by level, each level in parallel. FIFOs, sockets and devices are never opened: reading one
//! can wait for ever.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::names::{is_part, is_skipped};
use super::{Fault, Reach};
use crate::publish::MANIFEST;
use crate::source::{Exclusions, Layout};

/// Deepest nesting of folders; the deepest handbook seen has 14 levels.
const MAX_DEPTH: usize = 100;

/// A file to read.
#[derive(Debug)]
pub(super) struct FoundFile {
    /// Its path relative to the site.
    pub(super) path: String,
    /// Where it really is.
    pub(super) real: PathBuf,
}

/// A folder to list.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    pub(super) path: String,
    pub(super) real: PathBuf,
    pub(super) bounds: Arc<Bounds>,
    linked: bool,
}

/// What a folder that a site is read from has around it and below. All paths are absolute and without links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    /// The folder that the site is read from.
    top: PathBuf,
    /// The folder that no link may leave.
    home: PathBuf,
    /// What lies below it and is no part of it.
    apart: Vec<PathBuf>,
    /// What no link of it may lead to.
    sources: Vec<PathBuf>,
    /// What is no part of it by its path.
    exclude: Exclusions,
}

/// What one folder holds.
#[derive(Debug, Default)]
pub(super) struct FolderListing {
    pub(super) files: Vec<FoundFile>,
    pub(super) folders: Vec<Folder>,
    /// What could not be read, by its path below the site's root.
    pub(super) faults: Vec<(String, Fault)>,
    /// Whether something in it is a symbolic link: where that leads can change without a trace in this folder.
    pub(super) has_links: bool,
}

/// Lists one folder, or remembers what it holds.
pub(super) type Lister<'l> = &'l (dyn Fn(&Folder) -> Arc<FolderListing> + Sync);

/// One of the folders that a site is read from.
pub(super) enum Top {
    /// It is there.
    There(Folder),
    /// Nothing is there.
    Absent,
    /// Something else is there.
    NoFolder,
}

/// `place` in `folder`; the folder itself for `.`.
pub(super) fn within(folder: &Path, place: &str) -> PathBuf {
    if place == "." { folder.to_owned() } else { folder.join(place) }
}

/// Looks for the folder that stages call `name` where `layout` places it in the site at `root`, which without links is
/// `site`; files called `config` are no part of it.
///
/// It itself may be a symbolic link: to another folder of the site, or where `reach` allows that to anywhere, so
/// that a handbook that lives elsewhere can be built in place. Links below it must then stay within its target.
pub(super) fn top(
    (root, site): (&Path, &Path),
    name: &str,
    (layout, config): (&Layout, &[&str]),
    reach: &Reach,
) -> Result<Top, Fault> {
    let place = layout.folder(name);
    let folder = within(root, place);
    match fs::symlink_metadata(&folder) {
        Ok(_) => {}
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(Top::Absent),
        Err(error) => return Err(of_system(&error)),
    }
    let real = resolved(&folder)?;
    // Any part of its path may be a link.
    let linked = real != within(site, place);
    if linked && !real.starts_with(site) && !reach.linked_roots {
        return Err(Fault::Linked);
    }
    if !fs::metadata(&real).map_err(|error| of_system(&error))?.is_dir() {
        return Ok(Top::NoFolder);
    }
    if linked {
        if site.starts_with(&real) {
            return Err(Fault::Circle);
        }
        if real.strip_prefix(site).is_ok_and(is_hidden) {
            return Err(Fault::Hidden);
        }
        reach.spares_output(&real)?;
    }
    let home = if linked { real.clone() } else { site.to_owned() };
    let others = ["content", "static", "themes"].into_iter().filter(|other| *other != name && layout.has(other));
    let others =
        others.map(|other| layout.folder(other)).chain(config.iter().copied()).map(|place| within(site, place));
    let others: Vec<_> = others.filter(|other| *other != real).collect();
    // Below `static/` everything is published, whatever it is.
    let sources = if name == "static" && !linked { others.clone() } else { Vec::new() };
    let exclude = if name == "content" { layout.excluded().clone() } else { Exclusions::default() };
    let others = others.into_iter().chain(reach.output.clone());
    let apart = others.filter(|path| path.starts_with(&real)).collect();
    let bounds = Arc::new(Bounds { top: real.clone(), home, apart, sources, exclude });
    Ok(Top::There(Folder { path: name.to_owned(), real, bounds, linked: false }))
}

/// Lists everything below the folder `top` with `lister`.
pub(super) fn walk(top: Folder, lister: Lister<'_>) -> (Vec<Arc<FolderListing>>, Vec<(String, Fault)>) {
    let mut all = Vec::new();
    let mut faults = Vec::new();
    let mut level = vec![top];
    let mut depth = 0;
    while !level.is_empty() {
        depth += 1;
        if depth > MAX_DEPTH {
            faults.extend(level.into_iter().map(|folder| (folder.path, Fault::Deep)));
            break;
        }
        let listings: Vec<Arc<FolderListing>> = level.par_iter().map(lister).collect();
        level = listings.iter().flat_map(|listing| listing.folders.iter().cloned()).collect();
        faults.extend(listings.iter().flat_map(|listing| listing.faults.iter().cloned()));
        all.extend(listings);
    }
    (all, faults)
}

/// Lists one folder.
pub(super) fn list(folder: &Folder, reach: &Reach) -> FolderListing {
    let mut listing = FolderListing::default();
    let entries = match fs::read_dir(&folder.real) {
        Ok(entries) => entries,
        Err(error) => {
            listing.faults.push((folder.path.clone(), of_system(&error)));
            return listing;
        }
    };
    let entries: Vec<_> = entries.collect();
    let is_manifest = |entry: &std::io::Result<fs::DirEntry>| {
        entry.as_ref().is_ok_and(|entry| entry.file_name().to_str() == Some(MANIFEST))
    };
    if !folder.linked && folder.path.contains('/') && entries.iter().any(is_manifest) {
        // What an earlier build published, with another output: no source of what will be.
        return listing;
    }
    for entry in entries {
        let outcome = match entry {
            Ok(entry) => one(folder, &entry, reach, &mut listing),
            Err(error) => Err((folder.path.clone(), of_system(&error))),
        };
        listing.faults.extend(outcome.err());
    }
    listing
}

fn one(
    folder: &Folder,
    entry: &fs::DirEntry,
    reach: &Reach,
    listing: &mut FolderListing,
) -> Result<(), (String, Fault)> {
    let name = entry.file_name();
    let Some(name) = name.to_str() else {
        return Err((format!("{}/{}", folder.path, name.to_string_lossy()), Fault::Name));
    };
    if folder.linked && name == MANIFEST {
        // Not this build's output, but one of ours.
        return Err((folder.path.clone(), Fault::Output));
    }
    if is_skipped(&folder.path, name) || folder.bounds.apart.contains(&entry.path()) {
        return Ok(());
    }
    let path = format!("{}/{name}", folder.path);
    if path.split_once('/').is_some_and(|(_, below)| folder.bounds.exclude.means(below)) {
        return Ok(());
    }
    if name.contains('\\') {
        return Err((path, Fault::Backslash));
    }
    let kind = entry.file_type().map_err(|error| (path.clone(), of_system(&error)))?;
    if kind.is_symlink() {
        listing.has_links = true;
        let (real, kind) = follow(folder, &entry.path(), reach).map_err(|fault| (path.clone(), fault))?;
        add(listing, folder, FoundFile { path, real }, kind, true);
    } else {
        add(listing, folder, FoundFile { path, real: entry.path() }, kind, folder.linked);
    }
    Ok(())
}

fn add(listing: &mut FolderListing, folder: &Folder, found: FoundFile, kind: fs::FileType, linked: bool) {
    if kind.is_dir() {
        let FoundFile { path, real } = found;
        listing.folders.push(Folder { path, real, bounds: Arc::clone(&folder.bounds), linked });
    } else if kind.is_file() {
        // Of a theme only its templates and assets are read.
        if is_part(&found.path) {
            listing.files.push(found);
        }
    } else {
        listing.faults.push((found.path, Fault::Special));
    }
}

/// Resolves a link and checks where it leads.
fn follow(folder: &Folder, link: &Path, reach: &Reach) -> Result<(PathBuf, fs::FileType), Fault> {
    let real = resolved(link)?;
    let Ok(inner) = real.strip_prefix(&folder.bounds.home) else { return Err(Fault::Leaves) };
    if is_hidden(inner) {
        return Err(Fault::Hidden);
    }
    // A record or a page is one under every name: under another ending it would be published as it is.
    let ending = |path: &Path| path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_ascii_lowercase();
    if matches!(ending(&real).as_str(), "yaml" | "yml" | "md" | "markdown") && ending(&real) != ending(link) {
        return Err(Fault::Sources);
    }
    let kind = fs::metadata(&real).map_err(|error| of_system(&error))?.file_type();
    if kind.is_dir() {
        let here = fs::canonicalize(&folder.real).map_err(|error| of_system(&error))?;
        if here.starts_with(&real) {
            return Err(Fault::Circle);
        }
        if folder.linked {
            return Err(Fault::Nested);
        }
    }
    reach.spares_output(&real)?;
    // One folder may lie in the other: what is meant is the inner one.
    let Bounds { top, sources, .. } = &*folder.bounds;
    let depth = |folder: &PathBuf| real.starts_with(folder).then(|| folder.components().count());
    if sources.iter().filter_map(depth).max() > depth(top) {
        return Err(Fault::Sources);
    }
    Ok((real, kind))
}

/// Where a path leads when all links in it are followed.
pub(super) fn resolved(path: &Path) -> Result<PathBuf, Fault> {
    fs::canonicalize(path)
        .map_err(|error| if error.kind() == ErrorKind::NotFound { Fault::Dangling } else { of_system(&error) })
}

/// Whether a part of a path has a name that is skipped: hidden files, and what editors leave.
pub(super) fn is_hidden(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str().to_str().is_none_or(|part| is_skipped("", part)))
}

/// A failed call as a fault.
pub(super) fn of_system(error: &std::io::Error) -> Fault {
    match error.kind() {
        ErrorKind::NotFound => Fault::Vanished,
        ErrorKind::PermissionDenied => Fault::Forbidden,
        _ => Fault::System(error.to_string()),
    }
}
