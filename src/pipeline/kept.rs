//! Where drawings of diagrams outlive a build: what the settings say of it, and which folders it must not be.

use super::{config_file, config_record};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::parse::decode::Located;
use crate::parse::records::{CacheFolder, ConfigRecord};
use crate::source::{Layout, SourcePath, SourceTree};

/// The folder in which the settings of `tree` want drawings to be kept, from the site's folder; nothing where it must
/// not be. Asked before anything is built, by whoever may write to it.
pub(crate) fn drawings_folder(tree: &SourceTree) -> Option<String> {
    let record = config_record(tree, &config_file(tree)).0?;
    let folder = named(&record)?.value.0.as_str();
    holder(tree.layout(), folder).is_none().then(|| folder.to_owned())
}

/// That drawings are to be kept among sources, which are published.
pub(super) fn misplaced(tree: &SourceTree, file: &SourcePath, record: &ConfigRecord) -> Option<Diagnostic> {
    let Located { value, span } = named(record)?;
    let folder = &value.0;
    let holder = holder(tree.layout(), folder)?;
    let message = format!("drawings cannot be kept in `{folder}`: it lies in `{holder}`, or holds it");
    let hint = "name a folder of its own, such as `diagrams: { cache: .cache/diagrams }`";
    Some(Diagnostic::new(&registry::OUTSIDE_FOLDER, Place::new(file, *span), message).hint(hint))
}

fn named(record: &ConfigRecord) -> Option<&Located<CacheFolder>> {
    record.diagrams.as_ref()?.value.cache.as_ref()
}

/// The folder of sources in which `folder` lies, or which lies in it. Where the site's own folder holds its pages, what
/// is kept is read for none of them.
fn holder<'l>(layout: &'l Layout, folder: &str) -> Option<&'l str> {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let sources = ["content", "static"].map(|name| layout.folder(name));
    sources.into_iter().find(|source| *source != "." && (within(folder, source) || within(source, folder)))
}
