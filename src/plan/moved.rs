//! Pages whose front matter says that their address leads elsewhere: `redirect_to`.
//!
//! Such a page is not published. Its address, and those that it had, lead to the one that it names; where that cannot
//! be, nothing stands there, and that is said. Deliberately absent: how a redirect is written (`pipeline::pages`).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::addresses::{Addresses, Owner};
use super::outline::{AddressInputs, Outlines};
use super::resolve::{LinkFault, ResolvedLink};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::markdown::{LinkKind, LinkRef, SeenBy, refusal};
use crate::validate::BuildScope;

/// Pages that lead elsewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Moves {
    /// Where they lead, as links.
    pub links: Vec<LinkRef>,
    /// Those that can lead nowhere, and why.
    faults: Vec<(Place, String, &'static str)>,
    /// `?query` and `#fragment` by the address that was.
    rests: HashMap<String, String>,
}

/// An address and `?query#fragment`.
type Destination = (String, String);

impl Addresses {
    /// Leads the addresses of pages that say so to where they say.
    pub(super) fn moved(&mut self, site: &Outlines<'_>, scope: BuildScope) {
        let mut moves: BTreeMap<String, (Place, String, Option<Destination>)> = BTreeMap::new();
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
            };
            let destination = self.destination(&link);
            moves.insert(url.clone(), (place, target.value.clone(), destination));
            self.moves.links.push(link);
        }
        let ends: Vec<_> = moves.iter().map(|(url, (place, target, _))| (url, place, target, end(&moves, url))).collect();
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

    /// Where a page leads; nothing when no page or web address is there.
    fn destination(&self, link: &LinkRef) -> Option<Destination> {
        if refusal(&link.target, &link.place, &self.schemes).is_some() {
            return None;
        }
        match self.resolve(&link.place.file, &link.target) {
            Ok(ResolvedLink::External(to)) => is_web(&to).then(|| (to.into_owned(), String::new())),
            Ok(ResolvedLink::Internal { url, rest, .. }) => Some((url.into_owned(), rest.to_owned())),
            Err(LinkFault::Anchor { url, .. }) => Some((url, String::new())),
            Ok(ResolvedLink::Fragment(_)) | Err(_) => None,
        }
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

impl Moves {
    /// What is said of pages that can lead nowhere.
    pub fn found(&self) -> impl Iterator<Item = Diagnostic> {
        self.faults.iter().map(|(place, target, why)| {
            let message = format!("the page cannot lead to `{target}`: {why}");
            let hint = "write the address of a page of this site, or one that begins with `https://`";
            Diagnostic::new(&registry::BAD_ALIAS, place.clone(), message).hint(hint)
        })
    }
}

/// Where `url` leads in the end; otherwise why nowhere, unless the link itself is at fault.
fn end(
    moves: &BTreeMap<String, (Place, String, Option<Destination>)>,
    url: &str,
) -> Result<Destination, Option<&'static str>> {
    let mut seen = BTreeSet::from([url]);
    let mut at = url;
    let mut to = None;
    while let Some((_, target, destination)) = moves.get(at) {
        let Some(next) = destination else {
            let web = is_web(target) || target.starts_with(['/', '.']) || !target.contains(':');
            return Err((!web).then_some("it is no web address"));
        };
        if !seen.insert(&next.0) {
            return Err(Some("it leads back to itself"));
        }
        at = &next.0;
        to = Some(next);
    }
    to.cloned().ok_or(None)
}

/// Whether a browser can be led to `address` of another site.
fn is_web(address: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| address.get(..scheme.len()).is_some_and(|own| own.eq_ignore_ascii_case(scheme)))
}
