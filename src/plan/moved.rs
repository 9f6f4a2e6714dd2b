//! Pages whose front matter says that their address leads elsewhere: `redirect_to`.
//!
//! Such a page is not published. Its address, and those that it had, lead to the one that it names; where that cannot
//! be, nothing stands there, and that is said. Deliberately absent: how a redirect is written (`pipeline::pages`).

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::addresses::{Addresses, Owner};
use super::former::alias_address;
use super::join::join;
use super::outline::{AddressInputs, Outlines};
use super::resolve::{LinkFault, ResolvedLink, with_slash};
use crate::diagnostics::Place;
use crate::markdown::{LinkKind, LinkRef, SeenBy, refusal};
use crate::validate::BuildScope;

/// An address and `?query#fragment`; or why it is none, unless the link itself is at fault.
type Destination = Result<(String, String), Option<&'static str>>;

impl Addresses {
    /// Leads the addresses of pages that say so to where they say.
    pub(super) fn moved(&mut self, site: &Outlines<'_>, scope: BuildScope) {
        let mut moves: BTreeMap<String, (Place, String, Destination)> = BTreeMap::new();
        let mut former = None;
        for (path, outline) in &site.files {
            let AddressInputs::Page { publication, front, .. } = outline else { continue };
            let Some(target) = front.redirect() else { continue };
            if !publication.is_due(scope.as_of, scope.drafts) || !self.sees(*publication) {
                continue;
            }
            let Some(url) = self.by_file.get(*path) else { continue };
            let place = Place::new(path, target.span);
            match self.owners.get(url) {
                Some(Owner::Page(own)) if own == *path => {}
                // What records make stays where it is.
                Some(Owner::Generated(_)) => {
                    let why = "records make a page at this address";
                    self.moves.faults.push((place, target.value.clone(), why));
                    continue;
                }
                _ => continue,
            }
            let link = LinkRef {
                kind: LinkKind::Link,
                target: target.value.clone(),
                place: place.clone(),
                text: String::new(),
                refused: false,
                seen_by: SeenBy::All,
                named: false,
            };
            let destination = match self.destination(&link) {
                // The former addresses of pages lead on once it is known where these pages lead.
                Err(None) => self.by_alias(&link, former.get_or_insert_with(|| self.by_former(site, scope))),
                destination => destination,
            };
            moves.insert(url.clone(), (place, target.value.clone(), destination));
            self.moves.links.push(link);
        }
        let ends: Vec<_> =
            moves.iter().map(|(url, (place, target, _))| (url, place, target, end(&moves, url))).collect();
        for (url, place, target, end) in ends {
            self.anchors.remove(url);
            let owner = match end {
                Ok((to, rest)) => {
                    if !rest.is_empty() {
                        self.moves.rests.insert(url.clone(), rest);
                    }
                    Owner::Alias(to)
                }
                Err(why) => {
                    self.moves.faults.extend(why.map(|why| (place.clone(), target.clone(), why)));
                    Owner::Withheld
                }
            };
            self.owners.insert(url.clone(), owner);
        }
    }

    /// Where a page leads.
    fn destination(&self, link: &LinkRef) -> Destination {
        if refusal(&link.target, &link.place, &self.schemes).is_some() {
            return Err(None);
        }
        match self.resolve(&link.place.file, &link.target) {
            Ok(ResolvedLink::External(to)) if is_web(&to) => Ok((to.into_owned(), String::new())),
            Ok(ResolvedLink::External(_)) => Err(Some("it is no web address")),
            Ok(ResolvedLink::Fragment(_)) => Err(Some("it is the page itself")),
            Ok(ResolvedLink::Internal { url, rest, .. }) => Ok((url.into_owned(), rest.to_owned())),
            Err(LinkFault::Anchor { url, .. }) => Ok((url, String::new())),
            Err(_) => Err(None),
        }
    }

    /// Pages by the addresses that they had.
    fn by_former(&self, site: &Outlines<'_>, scope: BuildScope) -> BTreeMap<String, String> {
        let mut pages = BTreeMap::new();
        for (path, outline) in &site.files {
            let AddressInputs::Page { publication, front, .. } = outline else { continue };
            let Some(own) = self.by_file.get(*path) else { continue };
            let stands = matches!(self.owners.get(own), Some(Owner::Page(_) | Owner::Generated(_)));
            if stands && publication.is_due(scope.as_of, scope.drafts) && self.sees(*publication) {
                for alias in front.aliases() {
                    pages.entry(alias_address(own, &alias.value).0).or_insert_with(|| own.clone());
                }
            }
        }
        pages
    }

    /// Where `link` leads, if it is the former address of a page.
    fn by_alias(&self, link: &LinkRef, former: &BTreeMap<String, String>) -> Destination {
        if refusal(&link.target, &link.place, &self.schemes).is_some() {
            return Err(None);
        }
        let cut = link.target.find(['?', '#']).unwrap_or(link.target.len());
        let (path, rest) = link.target.split_at_checked(cut).unwrap_or((&link.target, ""));
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let own = || self.by_file.get(&link.place.file).map(|own| join(own, &decoded));
        let meant = if decoded.starts_with('/') { Some(decoded.to_string()) } else { own() };
        let page = meant.and_then(|url| former.get(&url).or_else(|| former.get(&with_slash(&url))));
        page.map(|page| (page.clone(), rest.to_owned())).ok_or(None)
    }

    /// Former addresses and where they lead now, sorted; `?query` and `#fragment` come last.
    #[must_use]
    pub fn redirects(&self) -> Vec<(String, String, String)> {
        let alias = |(url, owner): (&String, &Owner)| match owner {
            Owner::Alias(target) => {
                Some((url.clone(), target.clone(), self.moves.rests.get(url).cloned().unwrap_or_default()))
            }
            _ => None,
        };
        let mut redirects: Vec<_> = self.owners.iter().filter_map(alias).collect();
        redirects.sort();
        redirects
    }
}

/// Where `url` leads in the end.
fn end(moves: &BTreeMap<String, (Place, String, Destination)>, url: &str) -> Destination {
    let mut seen = BTreeSet::from([url]);
    let mut at = url;
    let mut to = Err(None);
    while let Some((_, _, destination)) = moves.get(at) {
        let next =
            destination.as_ref().map_err(|why| if at == url { *why } else { Some("that page leads nowhere") })?;
        if !seen.insert(&next.0) {
            return Err(Some("it leads back to itself"));
        }
        at = &next.0;
        to = Ok(next.clone());
    }
    to
}

/// Whether a browser can be led to `address` of another site.
fn is_web(address: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|own| own.eq_ignore_ascii_case(scheme)))
}
