//! `/_redirects`: former addresses for hosts which read such a file (Netlify, Cloudflare Pages), below the author's own
//! rules.
//!
//! A page stands at each former address too, so that every host leads on; here the host itself does, and keeps the part
//! of the page that was asked for.

use std::fmt::Write;

use super::file;
use crate::artifact::Artifact;
use crate::config::HostRedirects;
use crate::plan::{MOST_RULES, Redirect};
use crate::snapshot::Snapshot;

/// The file; none where nothing leads on.
pub(super) fn artifact(cx: &Snapshot<'_>) -> Option<Artifact> {
    let own = cx.model.config.host_files.redirects.as_ref();
    let rules = own.map(HostRedirects::from).unwrap_or_default();
    let text = text(cx.plan.redirects(), own.map_or("", |own| own), &rules, |url| cx.href(url));
    if text.is_empty() { None } else { file("_redirects", text) }
}

fn text(redirects: &[Redirect], own: &str, rules: &HostRedirects, href: impl Fn(&str) -> String) -> String {
    let mut text = own.trim_end().to_owned();
    if !text.is_empty() {
        text.push('\n');
    }
    let room = MOST_RULES.0.saturating_sub(rules.counts().0);
    // What would be read as a pattern is left to the page that stands there; so is what the author leads elsewhere.
    let plain = |redirect: &&Redirect| {
        let from = href(&redirect.from);
        // What somebody was called before is told to nobody who does not ask for it: the page there leads on.
        !redirect.from.starts_with("/team/") && !from.contains(['*', ':']) && rules.lead(&from).is_none()
    };
    for Redirect { from, to, rest } in redirects.iter().filter(plain).take(room) {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{} {}{rest} 301", href(from), href(to));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sites_own_redirects_stand_below_the_authors() {
        let redirect = |from: &str| Redirect { from: from.to_owned(), to: "/new/".to_owned(), rest: String::new() };
        let redirects = ["/a/", "/b.html", "/c:d/", "/old/", "/team/ana/"].map(redirect);
        let own = "\u{feff}# own\n/old/* /x/:splat\n\n";
        let text = text(&redirects, own, &HostRedirects::read(own), |url| format!("/pmo{url}"));
        assert_eq!(
            text,
            format!("{}\n/pmo/a/ /pmo/new/ 301\n/pmo/b.html /pmo/new/ 301\n/pmo/old/ /pmo/new/ 301\n", own.trim_end())
        );
        let all = |url: &str| url.to_owned();
        assert!(!super::text(&redirects, own, &HostRedirects::read(own), all).contains("/old/ /new/"));
        assert_eq!(super::text(&[], "", &HostRedirects::default(), all), "");
    }
}
