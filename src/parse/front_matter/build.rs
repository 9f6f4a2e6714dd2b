//! `build` and `_build`: Hugo's word on whether a page is made, listed and published with its files.

use super::FrontMatter;
use super::findable::{answer, scalar, unclear};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::parse::publication::plain;
use crate::parse::topics::Topics;
use crate::parse::yaml::{Node, NodeKind};
use crate::source::SourcePath;

/// Takes over `key: node`.
pub(super) fn take(front: &mut FrontMatter, file: &SourcePath, key: &str, node: &Node, found: &mut Vec<Diagnostic>) {
    let NodeKind::Map(entries) = &node.kind else {
        // A number or a name of some other build is a site's own.
        if scalar(node).is_some_and(|text| matches!(&*text.to_lowercase(), "false" | "never" | "no")) {
            render(front, file, key, node, found);
        }
        return;
    };
    for (name, value) in entries {
        let full = format!("{key}.{}", name.text);
        match &*plain(&name.text) {
            "render" => render(front, file, &full, value, found),
            "list" => match word(value).as_deref() {
                Some("always" | "true") => front.given |= Topics::LISTED | Topics::INDEXED,
                Some("local") => {
                    front.given |= Topics::LISTED | Topics::INDEXED;
                    front.findable.noindex = true;
                }
                Some("never" | "false") => {
                    front.given |= Topics::LISTED;
                    front.listing.unlisted = true;
                }
                _ => {
                    front.given |= Topics::LISTED;
                    front.listing.unlisted = true;
                    let finding = unclear(file, &full, value, "nothing lists the page");
                    found.push(finding.hint(format!("write `{}: never`, `local` or `always`", name.text)));
                }
            },
            "publishresources" => {
                front.given |= Topics::FILES;
                let value_read = answer(value);
                if value_read.is_none() {
                    found.push(unclear(file, &full, value, "files beside the page need a link to them"));
                }
                front.publication.files_when_linked |= !value_read.unwrap_or(false);
            }
            // Nearly one of these.
            _ if word(value).as_deref() == Some("never") => render(front, file, &full, value, found),
            _ => {}
        }
    }
}

/// Takes over whether there is to be a page; `full` is the key with those above it.
fn render(front: &mut FrontMatter, file: &SourcePath, full: &str, node: &Node, found: &mut Vec<Diagnostic>) {
    front.given |= Topics::RENDERED;
    match word(node).as_deref() {
        Some("always" | "true") => {}
        Some("never" | "link" | "false") if plain(full).ends_with(".render") => front.publication.unrendered = true,
        _ => {
            front.publication.doubtful = true;
            let text = scalar(node).map_or_else(|| node.kind.noun().to_owned(), |text| format!("`{text}`"));
            let message =
                format!("`{full}` cannot be read: {text} is not a value that it takes, so the page is withheld");
            let finding = Diagnostic::new(&registry::UNREADABLE_PUBLICATION, Place::new(file, node.span), message);
            found.push(finding.hint("write `build: { render: never }` to make no page, or `render: always`"));
        }
    }
}

/// Zola's `render` at the top; other words of that key are a site's own.
pub(super) fn take_render(front: &mut FrontMatter, node: &Node) {
    let rendered = match word(node).as_deref() {
        Some("always" | "true") => true,
        Some("never" | "link" | "false") => false,
        _ => return,
    };
    front.given |= Topics::RENDERED;
    front.publication.unrendered |= !rendered;
}

fn word(node: &Node) -> Option<String> {
    scalar(node).map(str::to_lowercase)
}
