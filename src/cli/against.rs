//! What `check --against` names: a list of addresses, a sitemap, or the folder of a built site.

use std::fs;
use std::io::{Error, ErrorKind};
use std::path::Path;

use super::Failure;
use crate::pipeline::{WasPublished, locations};

/// Reads what was published.
pub(super) fn read(what: &Path) -> Result<WasPublished, Failure> {
    let shown = what.display();
    let was = if what.is_dir() { of_folder(what)? } else { of_file(what)? };
    if was.is_empty() {
        let message = format!(
            "there is no address in `{shown}`; name a list with one address in each line, a sitemap, or the folder of \
             a built site"
        );
        return Err(Failure::Usage(message));
    }
    Ok(was)
}

fn of_file(file: &Path) -> Result<WasPublished, Failure> {
    let text = text(file)?;
    if text.contains("<sitemapindex") {
        let mut all = WasPublished::default();
        for url in locations(&text) {
            // The parts of a sitemap lie beside it, however they are published.
            let name = url.rsplit('/').next().unwrap_or(&url);
            all.extend(WasPublished::of_sitemap(&self::text(&file.with_file_name(name))?));
        }
        return Ok(all);
    }
    Ok(if text.contains("<urlset") { WasPublished::of_sitemap(&text) } else { WasPublished::of_list(&text) })
}

/// The text of a file. Other tools write such files too: a byte that is no text is no reason to stop.
fn text(file: &Path) -> Result<String, Failure> {
    let bytes = fs::read(file).map_err(|error| {
        let shown = file.display();
        if error.kind() == ErrorKind::NotFound && shown.to_string().contains("://") {
            return Failure::Usage(format!("`{shown}` is not read over the network: save it as a file, and name that"));
        }
        failure(file, &error)
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn of_folder(root: &Path) -> Result<WasPublished, Failure> {
    let mut all = WasPublished::default();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| failure(&folder, &error))? {
            let path = entry.map_err(|error| failure(&folder, &error))?.path();
            if path.is_symlink() {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html")
                && let Ok(inside) = path.strip_prefix(root)
            {
                let inside: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
                all.add_page(&inside.join("/"), &text(&path)?);
            }
        }
    }
    Ok(all)
}

fn failure(path: &Path, error: &Error) -> Failure {
    Failure::System(format!("{}: {error}", path.display()))
}
