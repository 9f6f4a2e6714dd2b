//! The author's own redirects of `static/_redirects`, held against the addresses of the site.

use super::addresses::{Addresses, Owner};
use super::resolve::with_slash;
use crate::config::{HostFiles, HostRedirect};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::source::SourcePath;

/// Most rules from one path, and from many, that hosts read; Cloudflare Pages leaves out those behind them.
pub const MOST_RULES: (usize, usize) = (2_000, 100);

/// Steps after which a browser gives up.
const STEPS: usize = 20;

impl Addresses {
    /// Where the author's own rules lead from `path`, a decoded path of the site: a path of the site that begins with
    /// `/`, or else an address. The fragment is left to it.
    pub(super) fn ruled(&self, path: &str) -> Option<String> {
        if self.rules.rules.is_empty() {
            return None;
        }
        let (_, to) = self.rules.lead(&self.on_host(path))?;
        Some(self.on_site(&to))
    }

    /// A path of the site as its host has it.
    fn on_host(&self, path: &str) -> String {
        [self.base.trim_end_matches('/'), path].concat()
    }

    /// A path of the host as the site has it; an address of another site, or a path beside the site, is left as it is.
    pub(super) fn on_site(&self, to: &str) -> String {
        let inside = to.strip_prefix(self.base.trim_end_matches('/')).filter(|inside| inside.starts_with('/'));
        inside.unwrap_or(to).to_owned()
    }

    /// Whether a page or file of the site stands at `path` of its host.
    pub(super) fn stands(&self, path: &str) -> bool {
        let path = self.on_site(path);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let found =
            |url: &str| matches!(self.owners.get(url), Some(Owner::Page(_) | Owner::Generated(_) | Owner::File(_)));
        found(path) || found(&with_slash(path)) || path.strip_suffix("index.html").is_some_and(found)
    }

    /// What is wrong with the author's own rules.
    pub(super) fn rule_faults(&self) -> Vec<Diagnostic> {
        let file = SourcePath::new(HostFiles::REDIRECTS);
        let finding = |span, message: String, hint: &str| {
            Diagnostic::new(&registry::HOST_REDIRECT, Place::new(&file, span), message).hint(hint)
        };
        let mut found: Vec<_> = self
            .rules
            .unread
            .iter()
            .map(|span| finding(*span, "the line is no rule".to_owned(), "write `/from /to 301`"))
            .collect();
        let (mut single, mut many) = (0, 0);
        for (index, rule) in self.rules.rules.iter().enumerate() {
            let (count, most) = if rule.is_pattern() { (&mut many, MOST_RULES.1) } else { (&mut single, MOST_RULES.0) };
            *count += 1;
            if *count == most + 1 {
                let message = format!("some hosts read the first {most} rules of this kind; this one is behind them");
                found.push(finding(rule.span, message, "join rules with a `*`, or remove those that nobody needs"));
            }
            if rule.for_all
                && let Some((message, hint)) = self.rule_fault(index, rule)
            {
                found.push(finding(rule.span, message, hint));
            }
        }
        found
    }

    fn rule_fault(&self, index: usize, rule: &HostRedirect) -> Option<(String, &'static str)> {
        let from = rule.sample();
        if let Some((earlier, _)) = self.rules.lead(&from)
            && earlier < index
            && let Some(first) = self.rules.rules.get(earlier)
            && (first.is_pattern() || first.from == rule.from)
        {
            let message =
                format!("the rule never holds: `{}` is led by the rule from `{}` before it", rule.from, first.from);
            return Some((message, "remove it, or put it before the other"));
        }
        if rule.sends_on() && self.turns_round(&from, rule.is_pattern()) {
            return Some((format!("`{}` is led in a circle", rule.from), "let it lead to a page"));
        }
        if !rule.is_pattern() && !rule.forced && self.stands(&rule.from) {
            let message =
                format!("`{}` is a page or file of the site: some hosts show it, others follow the rule", rule.from);
            return Some((message, "remove the rule, or the page"));
        }
        None
    }

    /// Whether rules lead from `from` back to where they were. A page ends a way that began with a pattern.
    fn turns_round(&self, from: &str, pattern: bool) -> bool {
        let mut seen = vec![from.trim_end_matches('/').to_owned()];
        let mut path = from.to_owned();
        for _ in 0..STEPS {
            let Some((index, to)) = self.rules.lead(&path) else { return false };
            if !self.rules.rules.get(index).is_some_and(HostRedirect::sends_on) || !to.starts_with('/') {
                return false;
            }
            if pattern && self.stands(&to) {
                return false;
            }
            to.split(['?', '#']).next().unwrap_or_default().clone_into(&mut path);
            let place = path.trim_end_matches('/').to_owned();
            if seen.contains(&place) {
                return true;
            }
            seen.push(place);
        }
        true
    }
}
