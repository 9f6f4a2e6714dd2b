//! A digest as Markdown (`CommonMark`), for issues, wikis and chats that read it.

use std::fmt::Write;

use super::outline::{DigestLink, DigestText};
use crate::feeds::shape::Address;

/// Characters that Markdown, or GitHub's extensions, could read as markup within a line.
const SPECIAL: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '&', '~', '|', '#'];

/// `outline` as Markdown.
#[must_use]
pub fn markdown(outline: &DigestText) -> String {
    let mut out = format!("# {}\n", escape(&outline.title));
    for sentence in &outline.lead {
        let _ = write!(out, "\n{}\n", escape(sentence));
    }
    for section in &outline.sections {
        let _ = write!(out, "\n## {}\n\n", escape(&section.title));
        if section.items.is_empty() {
            let _ = writeln!(out, "{}", escape(section.none));
        }
        for item in &section.items {
            let _ = writeln!(out, "- **{}** {}: {}", escape(&item.mark), link(&item.link), escape(&item.text));
            for detail in &item.details {
                let _ = writeln!(out, "  - {}", escape(detail));
            }
        }
    }
    if let Some(more) = &outline.more {
        let _ = write!(out, "\n{}\n", link(more));
    }
    out
}

fn link(link: &DigestLink) -> String {
    match &link.url {
        // An address of our own is percent-encoded and holds no `>`.
        Some(Address(url)) => format!("[{}](<{url}>)", escape(&link.text)),
        None => escape(&link.text),
    }
}

/// `text` on one line, read as nothing but text. What stands first in a line is always ours, so that lists and headings
/// are safe.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars().filter(|c| !c.is_control()) {
            if SPECIAL.contains(&c) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}
