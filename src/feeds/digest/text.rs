//! A digest as plain text, for mail: nothing but words, line ends and addresses.

use std::fmt::Write;

use super::outline::DigestText;
use crate::feeds::shape::Address;

/// `outline` as plain text.
#[must_use]
pub fn text(outline: &DigestText) -> String {
    let mut out = String::new();
    heading(&mut out, &outline.title, '=');
    for sentence in &outline.lead {
        let _ = write!(out, "\n{}\n", plain(sentence));
    }
    for section in &outline.sections {
        out.push('\n');
        heading(&mut out, &section.title, '-');
        out.push('\n');
        if section.items.is_empty() {
            let _ = writeln!(out, "{}", section.none);
        }
        for item in &section.items {
            let _ = writeln!(out, "* [{}] {}: {}", plain(&item.mark), plain(&item.link.text), plain(&item.text));
            for detail in &item.details {
                let _ = writeln!(out, "  {}", plain(detail));
            }
            if let Some(Address(url)) = &item.link.url {
                let _ = writeln!(out, "  {url}");
            }
        }
    }
    if let Some(Address(url)) = outline.more.as_ref().and_then(|more| more.url.as_ref()) {
        let _ = write!(out, "\n{url}\n");
    }
    out
}

fn heading(out: &mut String, title: &str, line: char) {
    let title = plain(title);
    let _ = writeln!(out, "{title}");
    out.extend(std::iter::repeat_n(line, title.chars().count()));
    out.push('\n');
}

/// `text` on one line without control characters, which a terminal would obey.
fn plain(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>());
    words.collect::<Vec<_>>().join(" ")
}
