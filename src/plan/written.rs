//! A link as written → what is written into the page, the feed or the file for it: the one place.
//!
//! Whatever the severity of the finding that a link has: an address that is not what it looks like was refused when it
//! was read (`markdown::misspelling`) and is written as `#`, one into what others may see as the page that says "not
//! found", one that leads nowhere as it was given, below the base path.

use super::addresses::Addresses;
use super::resolve::{LinkFault, ResolvedLink};
use crate::markdown::{Scheme, is_allowed, misspelling, scheme_of};
use crate::source::SourcePath;

/// What is written for a link.
#[derive(Debug)]
pub(super) struct WrittenLink<'a> {
    /// The address, not yet escaped for HTML.
    pub href: String,
    /// The file of this site that it leads to.
    pub file: Option<&'a SourcePath>,
    /// It leads to another site, or to a mail address.
    pub external: bool,
}

impl Addresses {
    /// What is written for `target` as it stands in `file`.
    pub(super) fn written<'a>(&'a self, target: &'a str, file: &SourcePath) -> WrittenLink<'a> {
        let own = |href| WrittenLink { href, file: None, external: false };
        // `?query` and `#fragment` as given.
        let (path, rest) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
        match self.resolve(file, target) {
            Ok(ResolvedLink::Internal { url, rest, file, .. }) => {
                WrittenLink { href: self.href(&url) + rest, file, external: false }
            }
            Ok(ResolvedLink::Fragment(fragment)) => own(fragment.to_owned()),
            Ok(ResolvedLink::External(href)) => {
                WrittenLink { href: self.harmless(href.into_owned()), file: None, external: true }
            }
            // Not even the address of what others may see is told.
            Err(LinkFault::Hidden | LinkFault::Withheld | LinkFault::Unread) => own(self.href("/404.html")),
            Err(LinkFault::Anchor { url, .. }) => own(self.href(&url) + rest),
            Err(LinkFault::Nothing(_)) if target.starts_with('/') => {
                own(self.harmless(self.href_as_written(path) + rest))
            }
            Err(LinkFault::Nothing(_)) => own(self.harmless(target.to_owned())),
        }
    }

    /// The address that search engines are told for a page that names `target` as the one to list, as it is printed;
    /// nothing when no page and no web address is there.
    pub(super) fn canonical(&self, target: &str, file: &SourcePath) -> Option<String> {
        match self.resolve(file, target).ok()? {
            ResolvedLink::Internal { url, .. } => Some(self.href(&url)),
            ResolvedLink::External(href) => {
                let web = ["https://", "http://"].iter().any(|scheme| href.starts_with(scheme));
                Some(self.harmless(href.into_owned())).filter(|href| web && href != "#")
            }
            ResolvedLink::Fragment(_) => None,
        }
    }

    /// `href`, or `#` when a browser would read another address than a check did. Whatever is given was refused where
    /// it was read; this holds what is joined here to the same rule.
    fn harmless(&self, href: String) -> String {
        let scheme = scheme_of(&href);
        let refused = matches!(&scheme, Some(Scheme::Other(scheme)) if !is_allowed(scheme, &self.schemes));
        if refused || misspelling(&href).is_some() { "#".to_owned() } else { href }
    }
}
