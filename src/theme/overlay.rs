//! A site's own theme files.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::asset::Raw;
use super::{PREFIX, Template};
use crate::artifact::OutputPath;
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::source::{SourceBytes, SourceFile, SourcePath, SourceTree, Span};

/// What a site lays over the default theme.
#[derive(Debug, Default)]
pub(super) struct Overlay {
    /// Templates by their path below `templates/`.
    pub(super) templates: BTreeMap<String, Template>,
    /// Assets with their files, by their path below `assets/`.
    pub(super) assets: BTreeMap<String, (SourcePath, Raw)>,
    /// Files beside these two folders: a licence, a readme, or a folder with a slip in its name.
    pub(super) elsewhere: Vec<SourcePath>,
}

impl Overlay {
    /// Whether the site has no file of this theme.
    pub(super) fn is_empty(&self) -> bool {
        self.templates.is_empty() && self.assets.is_empty()
    }
}

/// The files of `themes/<name>/`; those that cannot be used are reported and left out.
pub(super) fn read(tree: &SourceTree, name: &str, findings: &mut Vec<Diagnostic>) -> Overlay {
    let folder = format!("themes/{name}");
    let mut overlay = Overlay::default();
    for (path, file) in tree.under(&folder) {
        let Some(inner) = path.as_str().get(folder.len() + 1..) else { continue };
        let read = if let Some(name) = inner.strip_prefix("templates/") {
            template(name, path, file).map(|template| drop(overlay.templates.insert(name.to_owned(), template)))
        } else if let Some(name) = inner.strip_prefix("assets/") {
            asset(name, path, file).map(|raw| drop(overlay.assets.insert(name.to_owned(), (path.clone(), raw))))
        } else {
            overlay.elsewhere.push(path.clone());
            Ok(())
        };
        findings.extend(read.err());
    }
    overlay
}

fn template(name: &str, path: &SourcePath, file: &SourceFile) -> Result<Template, Diagnostic> {
    if name.starts_with(PREFIX) {
        let message = format!("below `{PREFIX}` stand the built-in templates, which stay as they are");
        let hint = "move the file one folder up, to replace the built-in one";
        return Err(Diagnostic::new(&registry::UNUSED_THEME_FILE, Place::start_of(path), message).hint(hint));
    }
    match &file.bytes {
        SourceBytes::Text(text) => Ok(Template { text: Arc::clone(text), file: path.clone() }),
        SourceBytes::NotText { valid_up_to, .. } => Err(not_text(path, *valid_up_to)),
        SourceBytes::Opaque { .. } => {
            let hint = "pictures, fonts and scripts belong into `assets/`";
            Err(Diagnostic::new(&registry::TEMPLATE, Place::start_of(path), "a template must be text").hint(hint))
        }
    }
}

fn asset(name: &str, path: &SourcePath, file: &SourceFile) -> Result<Raw, Diagnostic> {
    // A name that is no part of an output path could not be written.
    if OutputPath::new(format!("assets/{name}")).is_none() {
        return Err(Diagnostic::new(
            &registry::TEMPLATE,
            Place::start_of(path),
            format!("`{name}` is no name for an asset"),
        ));
    }
    match &file.bytes {
        SourceBytes::Text(text) => Ok(Raw::Bytes(text.as_bytes().to_vec())),
        SourceBytes::NotText { valid_up_to, .. } => Err(not_text(path, *valid_up_to)),
        SourceBytes::Opaque { hash, .. } => Ok(Raw::Copy(path.clone(), *hash)),
    }
}

fn not_text(path: &SourcePath, at: usize) -> Diagnostic {
    let place = Place::new(path, Span::at(at));
    Diagnostic::new(&registry::NOT_UTF8, place, "file is not UTF-8 text").hint("save it as UTF-8")
}
