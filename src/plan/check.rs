//! The findings of links and addresses.

use std::sync::Arc;

use super::addresses::Addresses;
use super::resolve::{Fault, Resolved};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::markdown::{Document, LinkKind, LinkRef};
use crate::memo::{Same, Shelf};
use crate::validate::{LinkUnit, Linked};

/// Findings of earlier checks, by what holds the links and the addresses that they were looked up in.
#[derive(Debug, Default)]
pub struct LinkMemo {
    addresses: Option<Same<Addresses>>,
    units: Shelf<UnitKey, Option<Arc<Vec<Diagnostic>>>>,
}

/// The identity of what holds links; each link names its own file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum UnitKey {
    Fields(Same<Vec<LinkRef>>),
    Text(Same<Document>),
}

impl LinkMemo {
    /// A memo that keeps what it is given.
    #[must_use]
    pub fn warm() -> Self {
        Self { units: Shelf::keeping(), ..Self::default() }
    }
}

/// The findings of `links`, each seen from its own file.
///
/// The result depends on the other arguments alone: an empty memo gives the same.
#[must_use]
pub fn check(addresses: &Arc<Addresses>, links: &Linked, memo: &mut LinkMemo) -> Vec<Diagnostic> {
    let now = Same::of(addresses);
    if memo.units.keeps() && memo.addresses.as_ref() != Some(&now) {
        memo.units.clear();
        memo.addresses = Some(now);
    }
    let key = |unit: &LinkUnit| match unit {
        LinkUnit::Fields(links) => UnitKey::Fields(Same::of(links)),
        LinkUnit::Text(text) => UnitKey::Text(Same::of(text)),
    };
    let of_unit = |unit: &LinkUnit| {
        let links = unit.links().iter().filter(|link| !link.refused);
        let found: Vec<_> = links.filter_map(|link| one(addresses, link)).collect();
        (!found.is_empty()).then(|| Arc::new(found))
    };
    memo.units.each(&links.units, key, of_unit).into_iter().flatten().flat_map(|found| found.to_vec()).collect()
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
