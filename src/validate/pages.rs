//! Markdown pages → [`Page`], and all of them in the order of their addresses.

use std::cmp::Ordering;
use std::sync::Arc;

use rayon::prelude::*;

use super::names::Resolver;
use crate::diagnostics::{Diagnostic, Rule, registry};
use crate::markdown::{Document, named, stray, without_strays};
use crate::memo::{MapChange, SharedMap};
use crate::model::{Page, PageKind, PersonId};
use crate::parse::decode::Located;
use crate::parse::records::Visibility;
use crate::parse::values::Slug;
use crate::parse::{AddressRules, FileResult, PageFile};
use crate::source::{SourcePath, Span};

/// A page and what was found in its front matter.
pub(super) type BuiltPage = (Arc<Page>, Vec<Diagnostic>);

/// So many changed pages are sorted with all others; fewer are put in their places.
const MANY: usize = 64;

/// Every page of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct Pages {
    files: SharedMap<SourcePath, Arc<Page>>,
    /// Their texts by file.
    pub texts: SharedMap<SourcePath, Arc<Document>>,
    /// What was found in them, by file.
    pub found: SharedMap<SourcePath, Arc<Vec<Diagnostic>>>,
    /// In the order of their addresses.
    pub sorted: Vec<Arc<Page>>,
}

impl Pages {
    /// Takes over `changes` of a site's files; `make` builds a page, or nothing from a file that is none.
    pub fn follow(
        &mut self,
        changes: Vec<MapChange<'_, SourcePath, FileResult>>,
        make: impl Fn(&SourcePath, &FileResult) -> Option<BuiltPage> + Sync,
    ) {
        let one = |change: MapChange<'_, SourcePath, FileResult>| change.new.and_then(|file| make(change.key, file));
        let built: Vec<_> = changes.into_par_iter().map(|change| (change.key, one(change))).collect();
        let few = built.len() < MANY;
        for (path, built) in built {
            self.found.remove(path);
            self.texts.remove(path);
            if let Some(old) = self.files.remove(path)
                && few
                && let Ok(at) = self.sorted.binary_search_by(|page| order(page, &old))
            {
                self.sorted.remove(at);
            }
            let Some((page, found)) = built else { continue };
            if few && let Err(at) = self.sorted.binary_search_by(|other| order(other, &page)) {
                self.sorted.insert(at, Arc::clone(&page));
            }
            if !found.is_empty() {
                self.found.insert(path.clone(), Arc::new(found));
            }
            self.texts.insert(path.clone(), Arc::clone(&page.document));
            self.files.insert(path.clone(), page);
        }
        if !few {
            self.sorted = self.files.values().cloned().collect();
            self.sorted.sort_by(|a, b| order(a, b));
        }
    }
}

/// Two files may claim one address.
fn order(a: &Page, b: &Page) -> Ordering {
    a.url.cmp(&b.url).then_with(|| a.file.cmp(&b.file))
}

/// Builds a page at `url`; a reference that does not resolve is reported and left out.
pub(super) fn page(file: &PageFile, url: &str, kind: PageKind, to: &mut Resolver<'_, '_>) -> Page {
    let (front, rules) = (&file.front, &to.names.config.addresses);
    let title = front.title.clone().or_else(|| file.body.heading_title.clone());
    let title = title.unwrap_or_else(|| {
        let title = title_of(to.file.stem(), to.file.folder(), url, rules);
        let hint = format!("add `title: {title}` to the front matter, or begin the page with `# {title}`");
        to.report(&registry::NO_TITLE, Span::default(), "the page has no title", hint);
        title
    });
    let shown = [
        ("title", Some(&title)),
        ("linkTitle", front.link_title.as_ref()),
        ("description", front.description.as_ref()),
    ];
    for (field, text) in shown {
        if let Some(text) = text
            && let Some(character) = stray(text)
        {
            let message = format!("`{field}` of the page holds {}, which nobody sees", named(character));
            to.report(
                &registry::HIDDEN_CHARACTER,
                Span::default(),
                message,
                format!("write `{}`", without_strays(text)),
            );
        }
    }
    let owner = person(front.owner.as_ref(), &registry::UNKNOWN_OWNER, to);
    let reviewed_by = person(front.reviewed_by.as_ref(), &registry::UNKNOWN_REVIEWER, to);
    Page {
        url: url.to_owned(),
        file: to.file.clone(),
        title,
        link_title: front.link_title.clone(),
        description: front.description.clone(),
        weight: front.weight.or_else(|| rules.place(to.file)),
        listing: front.listing.clone(),
        findable: front.findable,
        canonical: front.canonical.clone(),
        owner,
        reviewed: front.reviewed,
        reviewed_by,
        review_every: front.review_every.map(|every| every.value),
        // What the settings and the repository tell comes after the records: `pipeline::story`.
        changed: None,
        aliases: front.aliases.iter().map(|alias| alias.value.clone()).collect(),
        kind,
        visibility: if front.publication.internal { Visibility::Internal } else { Visibility::Public },
        document: Arc::clone(&file.body),
    }
}

/// The person that a page names, or a finding of `rule`.
fn person(slug: Option<&Located<String>>, rule: &'static Rule, to: &mut Resolver<'_, '_>) -> Option<PersonId> {
    let slug = slug?;
    let names = to.names;
    let found = names.people.get(&*slug.value).copied();
    if found.is_none() {
        let remedy = format!("add `content/people/{}.yaml`", Slug::suggest(&slug.value));
        to.dangling(rule, slug.span, "person", &slug.value, names.people.keys().copied(), &remedy);
    }
    found
}

/// A title out of a file's name: `incident-review` → `Incident review`; an index page is named by its folder.
fn title_of(stem: &str, folder: &str, url: &str, rules: &AddressRules) -> String {
    let index = matches!(stem, "_index" | "index" | "README");
    let name = if index { folder.rsplit('/').next().unwrap_or(folder) } else { stem };
    let name = if name == "content" && url == "/" { "Home" } else { name };
    let spaced = rules.bare(name).replace(['-', '_'], " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(|| name.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}
