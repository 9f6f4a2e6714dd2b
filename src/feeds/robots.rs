//! `/robots.txt` (RFC 9309): an internal build asks every crawler to stay away.

use super::address::address;
use super::shape::Address;
use super::{file, sitemap};
use crate::artifact::Artifact;
use crate::model::Audience;
use crate::snapshot::Snapshot;

/// The file.
pub(super) fn artifact(cx: &Snapshot<'_>) -> Option<Artifact> {
    let sitemap = sitemap::exists(cx).then(|| address(cx, "/sitemap.xml"));
    file("robots.txt", text(cx.model.audience, sitemap, cx.model.config.host_files.robots.as_deref()))
}

/// The file of a site whose own file says `own`: it holds, but for an internal site, which no crawler may read.
fn text(audience: Audience, sitemap: Option<Address>, own: Option<&str>) -> String {
    let rules = match (audience, own) {
        (Audience::Internal, _) => "User-agent: *\nDisallow: /\n".to_owned(),
        (Audience::Public, None) => "User-agent: *\nAllow: /\n".to_owned(),
        (Audience::Public, Some(own)) => format!("{}\n", own.trim_end()),
    };
    let names_one = rules.lines().any(|line| line.trim_start().to_ascii_lowercase().starts_with("sitemap:"));
    let sitemap = sitemap.filter(|_| !names_one);
    let sitemap = sitemap.map_or_else(String::new, |Address(url)| format!("\nSitemap: {url}\n"));
    format!("{rules}{sitemap}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_internal_site_is_closed_and_a_public_one_names_its_sitemap() {
        assert_eq!(text(Audience::Internal, None, Some("Allow: /")), "User-agent: *\nDisallow: /\n");
        let url = Address("https://e.example/sitemap.xml".to_owned());
        assert_eq!(
            text(Audience::Public, Some(url.clone()), None),
            "User-agent: *\nAllow: /\n\nSitemap: https://e.example/sitemap.xml\n"
        );
        let own = text(Audience::Public, Some(url.clone()), Some("User-agent: x\nDisallow: /\n\n"));
        assert_eq!(own, "User-agent: x\nDisallow: /\n\nSitemap: https://e.example/sitemap.xml\n");
        let named = "User-agent: *\nsitemap: https://e.example/other.xml";
        assert_eq!(text(Audience::Public, Some(url), Some(named)), format!("{named}\n"));
    }
}
