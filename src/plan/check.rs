//! The findings of links and addresses.

use rayon::prelude::*;

use super::addresses::Addresses;
use super::resolve::{Fault, Resolved};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::markdown::{LinkKind, LinkRef};
use crate::validate::Linked;

/// The findings of `links`, each seen from its own file.
#[must_use]
pub fn check(addresses: &Addresses, links: &Linked) -> Vec<Diagnostic> {
    let links: Vec<&LinkRef> = links.iter().collect();
    links.into_par_iter().filter(|link| !link.refused).filter_map(|link| one(addresses, link)).collect()
}

fn one(addresses: &Addresses, link: &LinkRef) -> Option<Diagnostic> {
    let target = &link.target;
    let place = link.place.clone();
    let fault = match addresses.resolve(&place.file, target) {
        Ok(Resolved::Internal { url, miscased: true, .. }) => {
            let finding = Diagnostic::new(&registry::LINK_CASE, place, format!("`{target}` differs from `{url}` in case"));
            return Some(finding.hint(format!("write `{url}`: many hosts tell capitals apart")));
        }
        Ok(_) => return None,
        Err(fault) => fault,
    };
    Some(match fault {
        Fault::Hidden => Diagnostic::new(&registry::BROKEN_LINK, place, format!("`{target}` leads to an internal page"))
            .hint("remove the link, or publish with `--audience internal`"),
        Fault::Anchor { url, id, near } => {
            let hint = near.map_or_else(|| "use the id of a heading of that page".to_owned(), |near| format!("did you mean `#{near}`?"));
            Diagnostic::new(&registry::DEAD_ANCHOR, place, format!("`{url}` has no heading or anchor `#{id}`")).hint(hint)
        }
        Fault::Nothing(near) => {
            let (rule, what) = match link.kind {
                LinkKind::Link => (&registry::BROKEN_LINK, "leads nowhere"),
                LinkKind::Image | LinkKind::Asset => (&registry::MISSING_ASSET, "does not exist"),
            };
            let otherwise = match link.kind {
                LinkKind::Link if target.starts_with('/') => "add the page, or map its prefix in `links.external` in `pmo.yaml`",
                LinkKind::Link => "correct the path, or add the page",
                LinkKind::Image | LinkKind::Asset => "put the file below `static/` or beside the page",
            };
            let hint = near.map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`? otherwise {otherwise}"));
            Diagnostic::new(rule, place, format!("`{target}` {what}")).hint(hint)
        }
    })
}

/// The findings of addresses that two sources claim, that are reserved, or that a redirect cannot use.
#[must_use]
pub fn collisions(addresses: &Addresses) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (url, path, other) in &addresses.taken {
        let place = Addresses::start(path);
        found.push(match other {
            Some(other) => Diagnostic::new(&registry::URL_TAKEN, place, format!("`{path}` and `{other}` both claim `{url}`"))
                .hint("rename one of the two, or give it a `slug`"),
            None => Diagnostic::new(&registry::RESERVED_URL, place, format!("`{url}` is made by the site itself"))
                .hint("rename the file, or give it a `slug`"),
        });
    }
    let redirect = |(place, alias, why): &(Place, String, String)| {
        let finding = Diagnostic::new(&registry::BAD_ALIAS, place.clone(), format!("`{alias}` cannot lead here: {why}"));
        finding.hint("remove the alias, or write an address that nothing else has")
    };
    found.extend(addresses.bad_aliases.iter().map(redirect));
    found
}
