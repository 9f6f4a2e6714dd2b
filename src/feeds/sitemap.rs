//! `/sitemap.xml` (sitemaps.org, protocol 0.9): every page that search engines may list.
//!
//! The protocol wants absolute addresses, so a site without a base URL has none; nor has an internal build, which asks
//! not to be indexed. Deliberately absent: `lastmod`, since most pages do not know when they changed.

use std::fmt::Write;

use super::address::{address, origin};
use super::file;
use super::shape::Address;
use super::xml::escape;
use crate::artifact::Artifact;
use crate::model::Audience;
use crate::snapshot::Snapshot;

/// Most addresses in one file, and most bytes (50 MB) with room for the frame, as the protocol says.
const MOST: usize = 50_000;
const BYTES: usize = 52_000_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const SPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// Whether the site has a sitemap.
pub(super) fn exists(cx: &Snapshot<'_>) -> bool {
    origin(cx).is_some() && cx.model.audience == Audience::Public
}

/// The sitemap: one file, or an index and its parts.
pub(super) fn artifacts(cx: &Snapshot<'_>) -> Vec<Artifact> {
    if !exists(cx) {
        return Vec::new();
    }
    let absolute = |url: &str| {
        let Address(absolute) = address(cx, url);
        absolute
    };
    let urls = cx.plan.urls(cx.model).map(|url| absolute(&url));
    files(urls, |name| absolute(&format!("/{name}"))).into_iter().filter_map(|(name, text)| file(name, text)).collect()
}

/// Names and contents of the files for `urls`; `absolute` makes the address of a file at the root.
fn files(urls: impl Iterator<Item = String>, absolute: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let mut parts: Vec<String> = Vec::new();
    let mut part = String::new();
    let mut count = 0;
    for url in urls {
        let line = format!("<url><loc>{}</loc></url>\n", escape(&url));
        if count == MOST || part.len() + line.len() > BYTES {
            parts.push(std::mem::take(&mut part));
            count = 0;
        }
        part.push_str(&line);
        count += 1;
    }
    parts.push(part);
    let sheet = |part: String| format!("{HEAD}<urlset {SPACE}>\n{part}</urlset>\n");
    if parts.len() == 1 {
        return parts.into_iter().map(|part| ("sitemap.xml".to_owned(), sheet(part))).collect();
    }
    let mut index = format!("{HEAD}<sitemapindex {SPACE}>\n");
    let mut files = Vec::with_capacity(parts.len() + 1);
    for (number, part) in parts.into_iter().enumerate() {
        let name = format!("sitemap-{}.xml", number + 1);
        // Writing to a string does not fail.
        let _ = writeln!(index, "<sitemap><loc>{}</loc></sitemap>", escape(&absolute(&name)));
        files.push((name, sheet(part)));
    }
    index.push_str("</sitemapindex>\n");
    files.insert(0, ("sitemap.xml".to_owned(), index));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(count: usize) -> Vec<(String, String)> {
        files((0..count).map(|index| format!("https://e.example/{index}/?a&b")), |name| {
            format!("https://e.example/{name}")
        })
    }

    #[test]
    fn a_small_site_has_one_file() {
        let files = made(2);
        assert_eq!(files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["sitemap.xml"]);
        assert!(files.iter().all(|(_, text)| text.contains("<loc>https://e.example/1/?a&amp;b</loc>")));
    }

    #[test]
    fn more_than_fifty_thousand_pages_make_an_index() {
        let files = made(MOST + 1);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]);
        let counts: Vec<usize> = files.iter().map(|(_, text)| text.matches("<url>").count()).collect();
        assert_eq!(counts, [0, MOST, 1]);
        assert!(
            files
                .iter()
                .any(|(_, text)| text.contains("<sitemap><loc>https://e.example/sitemap-2.xml</loc></sitemap>"))
        );
    }
}
