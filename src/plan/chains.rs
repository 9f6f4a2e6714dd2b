//! Redirects that lead to a redirect: the reader's browser, or whoever mends the site, goes a way that nobody needs.
//!
//! Only `check --housekeeping` asks. Redirects have no dates, so none can be told as expired.

use super::addresses::{Addresses, Owner};
use super::resolve::ResolvedLink;
use crate::config::{HostFiles, HostRedirect};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::parse::{Parsed, ParsedFile};
use crate::source::SourcePath;

/// Redirects of `parsed` that lead to another redirect, each with where that leads in the end.
#[must_use]
pub fn chains(addresses: &Addresses, parsed: &Parsed) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, file) in parsed.files.iter() {
        let ParsedFile::Page(page) = &file.0 else { continue };
        let Some(target) = &page.front.redirect else { continue };
        let Some(own) = addresses.by_file.get(path) else { continue };
        let Some(Owner::Alias(end)) = addresses.owners.get(own) else { continue };
        let finding = |span, message: String, hint: String| {
            Diagnostic::new(&registry::REDIRECT_CHAIN, Place::new(path, span), message).hint(hint)
        };
        // What leads to another site has no page that could take the alias.
        for alias in page.front.aliases.iter().filter(|_| end.starts_with('/')) {
            let message = format!("`{}` leads to `{own}`, which has moved on to `{end}`", alias.value);
            let hint = format!("give the alias to the page at `{end}`, and take it away here");
            found.push(finding(alias.span, message, hint));
        }
        if let Some(by) = addresses.first_stop(path, &target.value) {
            let message = format!("the page leads to `{by}`, which has moved on to `{end}`");
            found.push(finding(target.span, message, format!("write `{end}`")));
        }
    }
    found.extend(addresses.rules.rules.iter().filter_map(|rule| addresses.chained_rule(rule)));
    found
}

impl Addresses {
    /// The former address that `target` means as it is written in `file`; nothing where it means what is there now.
    fn first_stop(&self, file: &SourcePath, target: &str) -> Option<String> {
        let cut = target.find(['?', '#']).unwrap_or(target.len());
        let url = self.stop(file, target.get(..cut)?)?;
        matches!(self.owners.get(&url), Some(Owner::Alias(_))).then_some(url)
    }

    /// That the author's own rule leads to an address which another redirect takes up.
    fn chained_rule(&self, rule: &HostRedirect) -> Option<Diagnostic> {
        if !rule.for_all || !rule.sends_on() || rule.is_pattern() || !rule.to.starts_with('/') {
            return None;
        }
        let settings = SourcePath::new(HostFiles::REDIRECTS);
        let to = self.on_site(&rule.to);
        let place = to.split(['?', '#']).next().unwrap_or_default();
        let end = match self.first_stop(&settings, place) {
            Some(stop) => match self.owners.get(&stop) {
                Some(Owner::Alias(end)) => end.clone(),
                _ => return None,
            },
            None if self.stands(&rule.to) => return None,
            None => self.ruled(place)?,
        };
        let end = match self.resolve(&settings, &end) {
            Ok(ResolvedLink::Internal { url, .. }) => url.into_owned(),
            Ok(ResolvedLink::External(_) | ResolvedLink::Fragment(_)) | Err(_) => end,
        };
        let message = format!("`{}` leads to `{}`, which leads on to `{end}`", rule.from, rule.to);
        let finding = Diagnostic::new(&registry::REDIRECT_CHAIN, Place::new(&settings, rule.span), message);
        Some(finding.hint(format!("let `{}` lead to `{end}` at once", rule.from)))
    }
}
