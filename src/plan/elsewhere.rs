//! The links of a site to other sites.

use super::addresses::Addresses;
use super::resolve::ResolvedLink;
use crate::diagnostics::Place;
use crate::markdown::{LinkKind, LinkRef};
use crate::validate::{LinkSources, LinkUnit};

/// Where `links` lead on other sites, each with its place, as far as readers of `addresses` see them.
#[must_use]
pub fn elsewhere(addresses: &Addresses, links: &LinkSources) -> Vec<(String, Place)> {
    let records = links.records.iter().chain(&*links.programs).flat_map(LinkUnit::links);
    let pages = links.pages.iter().filter(|(file, _)| addresses.is_read(file));
    let all = records.chain(pages.flat_map(|(_, text)| &text.body.links));
    all.filter_map(|link| Some((outside(addresses, link)?, link.place.clone()))).collect()
}

/// Where `link` leads on another site.
fn outside(addresses: &Addresses, link: &LinkRef) -> Option<String> {
    if link.refused || link.kind == LinkKind::Diagram || !addresses.shows(link) {
        return None;
    }
    let named = link.named.then(|| addresses.by_name(&link.place.file, &link.target)).flatten();
    match addresses.resolve(&link.place.file, named.as_deref().unwrap_or(&link.target)) {
        Ok(ResolvedLink::External(href)) => Some(href.into_owned()),
        Ok(ResolvedLink::Internal { .. } | ResolvedLink::Fragment(_)) | Err(_) => None,
    }
}
