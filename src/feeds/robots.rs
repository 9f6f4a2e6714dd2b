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
    file("robots.txt", text(cx.model.audience, sitemap))
}

fn text(audience: Audience, sitemap: Option<Address>) -> String {
    let rule = match audience {
        Audience::Internal => "Disallow: /",
        Audience::Public => "Allow: /",
    };
    let sitemap = sitemap.map_or_else(String::new, |Address(url)| format!("\nSitemap: {url}\n"));
    format!("User-agent: *\n{rule}\n{sitemap}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_internal_site_is_closed_and_a_public_one_names_its_sitemap() {
        assert_eq!(text(Audience::Internal, None), "User-agent: *\nDisallow: /\n");
        let url = Address("https://e.example/sitemap.xml".to_owned());
        assert_eq!(
            text(Audience::Public, Some(url)),
            "User-agent: *\nAllow: /\n\nSitemap: https://e.example/sitemap.xml\n"
        );
    }
}
