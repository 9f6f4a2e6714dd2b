//! A digest as an HTML document for mail: headings, lists and links; no script, no style, nothing that is fetched.

use std::fmt::Write;

use super::outline::{DigestLink, DigestText};
use crate::feeds::shape::Address;
use crate::feeds::xml::escape;

/// `outline` as an HTML document.
#[must_use]
pub fn html(outline: &DigestText) -> String {
    let title = escape(&outline.title);
    let language = escape(&outline.language);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n"
    );
    let _ = writeln!(out, "<body>\n<h1>{title}</h1>");
    for sentence in &outline.lead {
        let _ = writeln!(out, "<p>{}</p>", escape(sentence));
    }
    for section in &outline.sections {
        let _ = writeln!(out, "<h2>{}</h2>", escape(&section.title));
        if section.items.is_empty() {
            let _ = writeln!(out, "<p>{}</p>", escape(section.none));
            continue;
        }
        out.push_str("<ul>\n");
        for item in &section.items {
            let _ =
                write!(out, "<li><strong>{}</strong> {}: {}", escape(&item.mark), link(&item.link), escape(&item.text));
            if !item.details.is_empty() {
                out.push_str("\n<ul>\n");
                for detail in &item.details {
                    let _ = writeln!(out, "<li>{}</li>", escape(detail));
                }
                out.push_str("</ul>\n");
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
    if let Some(more) = &outline.more {
        let _ = writeln!(out, "<p>{}</p>", link(more));
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn link(link: &DigestLink) -> String {
    let text = escape(&link.text);
    match &link.url {
        Some(Address(url)) => format!("<a href=\"{}\">{text}</a>", escape(url)),
        None => text.into_owned(),
    }
}
