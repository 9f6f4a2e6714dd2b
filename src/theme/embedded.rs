//! The default theme, embedded into the binary.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rust_embed::RustEmbed;

use super::asset::Raw;
use super::{PREFIX, Template};
use crate::source::SourcePath;

/// The name of the embedded theme.
pub const DEFAULT: &str = "default";

#[derive(RustEmbed)]
#[folder = "themes/default"]
struct EmbeddedFiles;

/// The embedded templates by their path below `templates/`, with [`PREFIX`] before it.
pub(super) fn templates() -> BTreeMap<String, Template> {
    let named = files("templates/").filter_map(|(name, path, bytes)| {
        let text = Arc::from(std::str::from_utf8(&bytes).ok()?);
        Some((format!("{PREFIX}{name}"), Template { text, file: path }))
    });
    named.collect()
}

/// The embedded assets by their path below `assets/`.
pub(super) fn assets() -> BTreeMap<String, Raw> {
    files("assets/").map(|(name, _, bytes)| (name, Raw::Bytes(bytes.into_owned()))).collect()
}

/// The bytes of an embedded file, by its path below the theme's folder (`templates/base.html`).
pub(super) fn bytes(path: &str) -> Option<Cow<'static, [u8]>> {
    EmbeddedFiles::get(path).map(|file| file.data)
}

/// The paths of all embedded files below the theme's folder, in their order.
pub(super) fn paths() -> Vec<String> {
    let mut paths: Vec<String> = EmbeddedFiles::iter().map(Cow::into_owned).collect();
    paths.sort();
    paths
}

/// Files of one folder as (path below it, path in a site, bytes).
fn files(folder: &'static str) -> impl Iterator<Item = (String, SourcePath, Cow<'static, [u8]>)> {
    EmbeddedFiles::iter().filter_map(move |path| {
        let name = path.strip_prefix(folder)?.to_owned();
        let file = SourcePath::new(format!("themes/{DEFAULT}/{path}"));
        Some((name, file, EmbeddedFiles::get(&path)?.data))
    })
}
