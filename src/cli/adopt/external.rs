//! Addresses of the handbook's host that are no pages of the handbook.

use std::collections::{BTreeMap, BTreeSet};

use super::handbook::Handbook;
use crate::diagnostics::{Diagnostic, registry};

/// Dead links below one folder from which on it is taken for another part of the host.
const MANY: usize = 10;

/// First folders of root-relative links to pages and files that are not there, where that is published: whoever links
/// to `/images/…` many times, and has no such folder among its `own`, means the host and not the handbook. Without the
/// handbook's address nobody can tell which host.
pub(super) fn prefixes(book: &Handbook, own: &BTreeSet<String>, found: &[Diagnostic]) -> BTreeMap<String, String> {
    let Some(host) = book.base_url.as_deref().and_then(host) else { return BTreeMap::new() };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let dead = [&registry::BROKEN_LINK, &registry::MISSING_ASSET];
    for finding in found.iter().filter(|finding| dead.contains(&finding.rule)) {
        let target = finding.message.strip_prefix('`').and_then(|rest| rest.split('`').next());
        if let Some(folder) = target.and_then(first_folder) {
            *counts.entry(folder).or_default() += 1;
        }
    }
    let many = counts.into_iter().filter(|(folder, count)| *count >= MANY && !own.contains(*folder));
    many.map(|(folder, _)| (format!("/{folder}/"), format!("{host}/{folder}/"))).collect()
}

/// Scheme and host of an address.
fn host(url: &str) -> Option<&str> {
    let start = url.find("://")? + 3;
    let end = url.get(start..)?.find('/').map_or(url.len(), |end| start + end);
    url.get(..end)
}

/// `images` of `/images/x.png`; nothing for a page below the root.
fn first_folder(target: &str) -> Option<&str> {
    let (folder, rest) = target.strip_prefix('/')?.split_once('/')?;
    (!folder.is_empty() && !rest.is_empty()).then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::super::tool::Tool;
    use super::*;
    use crate::diagnostics::Place;
    use crate::source::SourcePath;

    #[test]
    fn many_dead_links_below_one_folder_mean_another_part_of_the_host() {
        let book = Handbook {
            tool: Tool::Hugo,
            told_by: None,
            title: "T".to_owned(),
            content: "content".to_owned(),
            statics: None,
            base_url: Some("https://h.example/docs/".to_owned()),
            language: None,
            exclude: Vec::new(),
            order: Vec::new(),
            dated: false,
            below: String::new(),
            patterns: Vec::new(),
        };
        let place = Place::start_of(&SourcePath::new("content/a.md"));
        let dead = |rule, target: String| Diagnostic::new(rule, place.clone(), format!("`{target}` leads nowhere"));
        let images = (0..10).map(|n| dead(&registry::MISSING_ASSET, format!("/images/{n}.png")));
        let few = (0..9).map(|n| dead(&registry::BROKEN_LINK, format!("/jobs/{n}/")));
        let pages = (0..20).map(|n| dead(&registry::BROKEN_LINK, format!("/page-{n}/")));
        let guides = (0..20).map(|n| dead(&registry::BROKEN_LINK, format!("/guide/{n}/")));
        let found: Vec<_> = images.chain(few).chain(pages).chain(guides).collect();
        let own = BTreeSet::from(["guide".to_owned()]);
        let wanted = [("/images/".to_owned(), "https://h.example/images/".to_owned())];
        assert_eq!(prefixes(&book, &own, &found), BTreeMap::from(wanted));
        assert_eq!(prefixes(&Handbook { base_url: None, ..book }, &own, &found), BTreeMap::new());
    }
}
