//! What a site keeps back: pages that are not due, items of another audience, and the files that belong to them alone.
//!
//! A file has no front matter and no record that says who may see it. It follows whoever shows it: a photo its person,
//! a picture the pages that lead to it. Deliberately absent: which other files are published (`beside`).

use std::collections::BTreeSet;

use super::addresses::{Addresses, Owner};
use super::hidden::is_shown;
use super::outline::{AddressInputs, Outlines};
use super::resolve::ResolvedLink;
use crate::config::Config;
use crate::markdown::{LinkRef, SeenBy};
use crate::model::{Audience, showing};
use crate::parse::records::PrivacyLevel;
use crate::parse::{Publication, is_index};
use crate::source::SourcePath;
use crate::validate::BuildScope;

impl Addresses {
    /// Whether these addresses are for whoever may read a page of this `publication`.
    pub(super) fn sees(&self, publication: Publication) -> bool {
        !publication.internal || self.audience == Audience::Internal
    }

    /// Whether `path` lies in the folder of a program that this audience may not see, or is a report that it may not.
    pub(super) fn hides(&self, path: &SourcePath) -> bool {
        of_program(path).is_some_and(|slug| self.hidden.programs.contains(slug)) || self.hidden.reports.contains(path)
    }

    /// Whether the site for this audience shows a link that stands in a file which it publishes.
    pub(super) fn shows(&self, link: &LinkRef) -> bool {
        let reads = match link.seen_by {
            SeenBy::All => true,
            SeenBy::Internal => self.audience == Audience::Internal,
            SeenBy::Nobody => false,
        };
        reads && !self.hides(&link.place.file) && !self.unseen.contains(&link.place.file)
    }

    /// Withholds the pictures of people that this audience may not see, unless somebody else shows the same one.
    pub(super) fn photos(&mut self, site: &Outlines<'_>, config: &Config) {
        let (mut shown, mut withheld) = (BTreeSet::new(), BTreeSet::new());
        for (path, outline) in &site.files {
            let AddressInputs::Person { photo: Some(photo), says, formerly: _ } = outline else { continue };
            let Ok(ResolvedLink::Internal { file: Some(picture), url, .. }) = self.resolve(path, photo) else {
                continue;
            };
            let sees = says.photo.is_none_or(|publish| self.audience.reads(publish))
                && showing(config, self.audience, says.name, says.coverage) == PrivacyLevel::Name;
            let list = if sees { &mut shown } else { &mut withheld };
            list.insert((picture.clone(), url.into_owned()));
        }
        for (picture, url) in &withheld - &shown {
            self.withheld.insert(picture);
            self.owners.insert(url, Owner::Hidden);
        }
    }

    /// Notes the files beside pages that only withheld pages and reports lead to, and those in the folder of a withheld
    /// page.
    pub(super) fn find_files_of_withheld(&mut self, site: &Outlines<'_>, scope: BuildScope) {
        let mut files = BTreeSet::new();
        let mut folders = BTreeSet::new();
        for (path, outline) in &site.files {
            let (held, leads, mentions) = match outline {
                AddressInputs::Page { publication, leads: Some(leads), mentions, front, .. } => {
                    if publication.files_when_linked && is_index(path.stem()) {
                        folders.insert((path.folder(), path.stem() != "_index"));
                    }
                    let read = publication.is_due(scope.as_of, scope.drafts) && self.sees(*publication);
                    (!read || front.redirect().is_some(), leads, *mentions)
                }
                AddressInputs::Update { draft, leads } => (!is_shown(path, *draft, scope), leads, &[][..]),
                _ => continue,
            };
            if !held && !self.hides(path) {
                continue;
            }
            let targets = leads.0.body.links.iter().map(|link| &link.target).chain(mentions);
            let targets = targets.filter_map(|target| match self.resolve(path, target) {
                Ok(ResolvedLink::Internal { file: Some(file), .. }) => Some(file.clone()),
                _ => None,
            });
            files.extend(targets);
            if matches!(outline, AddressInputs::Page { .. }) && is_index(path.stem()) {
                folders.insert((path.folder(), true));
            }
        }
        // A page that is withheld owns all that lies below its folder and that no other page leads to.
        let owned = |path: &&SourcePath| {
            let folder = path.folder();
            let mut above = folder.match_indices('/').filter_map(|(end, _)| folder.get(..end));
            folders.contains(&(folder, true))
                || folders.contains(&(folder, false))
                || above.any(|folder| folders.contains(&(folder, true)))
        };
        files.extend(site.assets.iter().filter(owned).cloned());
        self.of_withheld = files;
    }

    /// Whether only a page that is withheld has to do with the file at `path`, as far as pages say that are.
    pub(super) fn is_of_withheld(&self, path: &SourcePath) -> bool {
        self.of_withheld.contains(path)
    }

    /// Gives the addresses of withheld pages, where nothing else stands, a word for whoever leads to them.
    pub(super) fn mark_withheld_pages(&mut self, site: &Outlines<'_>, scope: BuildScope) {
        for (path, outline) in &site.files {
            if let AddressInputs::Page { publication, front, .. } = outline
                && !publication.is_due(scope.as_of, scope.drafts)
            {
                self.owners.entry(front.url(path, &self.written)).or_insert(Owner::Withheld);
            }
        }
    }

    /// Whether `path` is a file that this audience may not see.
    #[must_use]
    pub fn withholds(&self, path: &SourcePath) -> bool {
        self.withheld.contains(path)
    }
}

/// The program in whose folder a file lies.
fn of_program(path: &SourcePath) -> Option<&str> {
    path.as_str().strip_prefix("content/programs/").and_then(|rest| rest.split_once('/')).map(|(slug, _)| slug)
}
