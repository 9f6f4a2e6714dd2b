//! Markdown pages → [`Page`].

use std::sync::Arc;

use super::names::Resolver;
use crate::diagnostics::registry;
use crate::model::{Page, PageKind};
use crate::parse::PageFile;
use crate::parse::values::Slug;

/// Builds a page at `url`; a reference that does not resolve is reported and left out.
pub(super) fn page(file: &PageFile, url: &str, kind: PageKind, to: &mut Resolver<'_, '_>) -> Page {
    let front = &file.front;
    let title = front.title.clone().or_else(|| file.body.heading_title.clone());
    let title = title.unwrap_or_else(|| {
        let title = title_of(to.file.stem(), to.file.folder(), url);
        let hint = format!("add `title: {title}` to the front matter, or begin the page with `# {title}`");
        to.report(&registry::NO_TITLE, crate::source::Span::default(), "the page has no title", hint);
        title
    });
    let owner = front.owner.as_ref().and_then(|owner| {
        let names = to.names;
        let found = names.people.get(&*owner.value).copied();
        if found.is_none() {
            let remedy = format!("add `content/people/{}.yaml`", Slug::suggest(&owner.value));
            to.dangling(&registry::UNKNOWN_OWNER, owner.span, "person", &owner.value, names.people.keys().copied(), &remedy);
        }
        found
    });
    Page {
        url: url.to_owned(),
        file: to.file.clone(),
        title,
        link_title: front.link_title.clone(),
        description: front.description.clone(),
        weight: front.weight,
        owner,
        reviewed: front.reviewed.map(|reviewed| reviewed.value),
        aliases: front.aliases.iter().map(|alias| alias.value.clone()).collect(),
        kind,
        document: Arc::clone(&file.body),
    }
}

/// A title out of a file's name: `incident-review` → `Incident review`; an index page is named by its folder.
fn title_of(stem: &str, folder: &str, url: &str) -> String {
    let index = matches!(stem, "_index" | "index" | "README");
    let name = if index { folder.rsplit('/').next().unwrap_or(folder) } else { stem };
    let name = if name == "content" && url == "/" { "Home" } else { name };
    let spaced = name.replace(['-', '_'], " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(|| name.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}
