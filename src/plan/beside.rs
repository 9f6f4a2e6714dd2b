//! Which files beside pages are published, and what is said of the others.
//!
//! A file is published when a published page or record leads to it, when it is a picture, a sound or a film, or when
//! the site allows its ending. A file that only withheld pages show is withheld with them, without a word: so are they.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::addresses::Addresses;
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::parse::beside::{PublishRule, standing};
use crate::source::SourcePath;

/// The files beside pages that a site publishes.
pub type Beside = Arc<BTreeSet<SourcePath>>;

/// Decides on `assets`, of which published pages and records lead to those in `linked`; `allowed` are the endings that
/// the site publishes besides media, in small letters.
#[must_use]
pub fn beside(
    addresses: &Addresses,
    assets: &[SourcePath],
    linked: &BTreeSet<SourcePath>,
    allowed: &[String],
) -> (Beside, Vec<Diagnostic>) {
    let mut published = BTreeSet::new();
    let mut found = Vec::new();
    for path in assets.iter().filter(|path| !addresses.withholds(path)) {
        let ending = path.extension().to_lowercase();
        let meant = || is_shown_alone(path) || allowed.contains(&ending);
        if linked.contains(path) || (meant() && !addresses.is_of_withheld(path)) {
            published.insert(path.clone());
        } else if !addresses.is_of_withheld(path) {
            let message = format!("`{path}` is not published: no published page or record leads to it");
            let allow = if ending.is_empty() || crate::parse::beside::is_never(&ending) {
                String::new()
            } else {
                format!(", or write `assets: {{ allow: [.{ending}] }}` in `pmo.yaml`")
            };
            let hint = format!("link to it from a page, move it below `static/`{allow}");
            found.push(Diagnostic::new(&registry::UNPUBLISHED_FILE, Place::start_of(path), message).hint(hint));
        }
    }
    (Arc::new(published), found)
}

/// Whether a file is published though no page leads to it. Beside a report it may belong to one that is not published
/// yet.
fn is_shown_alone(path: &SourcePath) -> bool {
    let of_report =
        path.as_str().strip_prefix("content/programs/").is_some_and(|below| below.split('/').nth(1) == Some("updates"));
    standing(path) == PublishRule::Media && !of_report
}
