//! Former addresses: those that pages give as `aliases`, and those of records that had other slugs.

use std::collections::HashSet;

use super::addresses::{Addresses, Owner};
use super::join::join;
use super::outline::{AddressInputs, Outlines};
use crate::artifact::OutputPath;
use crate::diagnostics::Place;
use crate::parse::decode::Located;
use crate::parse::values::Slug;
use crate::parse::{FileKind, folder_or_file, slug_of};
use crate::source::SourcePath;
use crate::validate::BuildScope;

/// Where the pages of a record stand: their kind's folder and the record's slug.
fn folder<'p>(path: &'p SourcePath, outline: &AddressInputs<'_>) -> Option<(&'static str, &'p str)> {
    match outline {
        AddressInputs::Person { .. } => Some(("/team/", slug_of(path, FileKind::Person))),
        AddressInputs::FocusArea(_) => Some(("/focus-areas/", slug_of(path, FileKind::FocusArea))),
        AddressInputs::Program(..) => Some(("/programs/", slug_of(path, FileKind::Program))),
        AddressInputs::UnreadPerson
        | AddressInputs::UnreadProgram
        | AddressInputs::Update { .. }
        | AddressInputs::Page { .. }
        | AddressInputs::Intake
        | AddressInputs::Levels
        | AddressInputs::Nothing => None,
    }
}

/// The slugs that a record had.
fn formerly<'a>(outline: &AddressInputs<'a>) -> &'a [Located<Slug>] {
    match outline {
        AddressInputs::Person { formerly, .. }
        | AddressInputs::FocusArea(formerly)
        | AddressInputs::Program(_, formerly) => formerly.0,
        AddressInputs::UnreadPerson
        | AddressInputs::UnreadProgram
        | AddressInputs::Update { .. }
        | AddressInputs::Page { .. }
        | AddressInputs::Intake
        | AddressInputs::Levels
        | AddressInputs::Nothing => &[],
    }
}

impl Addresses {
    /// Leads the addresses of records that had other slugs to those of today: a record's page, a program's reports and
    /// the pages in its folder. What this audience may not see is as hidden at its old addresses as at its new one.
    pub(super) fn former(&mut self, site: &Outlines<'_>) {
        let mut renamed = site.files.iter().filter(|(_, outline)| !formerly(outline).is_empty()).peekable();
        if renamed.peek().is_none() {
            return;
        }
        let pages = self.owners.iter().filter(|(url, _)| url.ends_with('/'));
        let shown = |owner: &Owner| matches!(owner, Owner::Page(_) | Owner::Generated(_));
        let mut pages: Vec<(String, bool)> = pages.map(|(url, owner)| (url.clone(), shown(owner))).collect();
        pages.sort_unstable();
        let mut used = HashSet::new();
        for (path, outline) in renamed {
            let Some((above, now)) = folder(path, outline) else { continue };
            // What it was called while it was internal has no date.
            let once = self.hidden.once.contains(*path);
            let own = format!("{above}{now}/");
            let first = pages.partition_point(|(url, _)| *url < own);
            let below = pages.iter().skip(first).map_while(|(url, shown)| Some((url.strip_prefix(&own)?, url, *shown)));
            let below: Vec<(&str, &String, bool)> = below.collect();
            for former in formerly(outline) {
                let old = format!("{above}{}/", former.value.0);
                // A slug that is in use, or given twice, has its finding where records are read.
                let in_use = matches!(self.owners.get(&old), Some(Owner::Generated(Some(_)) | Owner::Hidden));
                if in_use || !used.insert(old.clone()) {
                    continue;
                }
                // A page of the site's own, such as the archive of programs, stands there; what lay below it leads on.
                let own_page = matches!(self.owners.get(&old), Some(Owner::Generated(None)));
                for (rest, target, shown) in below.iter().filter(|(rest, ..)| !own_page || !rest.is_empty()) {
                    let url = format!("{old}{rest}");
                    if !shown || once {
                        self.owners.entry(url).or_insert(Owner::Hidden);
                    } else if let Err(why) = self.lead(url, target) {
                        self.bad_aliases.push((Place::new(path, former.span), format!("{old}{rest}"), why));
                    }
                }
            }
        }
    }

    /// Leads the former addresses that pages give to the pages.
    pub(super) fn aliases(&mut self, site: &Outlines<'_>, scope: BuildScope) {
        let mut files = Vec::new();
        for (path, outline) in &site.files {
            let AddressInputs::Page { publication, front, .. } = outline else { continue };
            let Some(own) = self.by_file.get(*path) else { continue };
            if !publication.is_due(scope.as_of, scope.drafts) {
                continue;
            }
            let target = match self.owners.get(own) {
                Some(Owner::Alias(elsewhere)) => elsewhere.clone(),
                // It was to lead elsewhere, and cannot.
                Some(Owner::Withheld) => continue,
                _ => own.clone(),
            };
            let own = own.clone();
            for alias in front.aliases() {
                let (url, is_file) = alias_address(&own, &alias.value);
                if is_file {
                    files.push((*path, alias, url, target.clone()));
                } else if let Err(why) = self.lead(url, &target) {
                    self.bad_aliases.push((Place::new(path, alias.span), alias.value.clone(), why));
                }
            }
        }
        self.alias_files(files);
    }

    /// Leads former addresses that are files, as `/x.html`, to pages: last, since no file can stand where others need a
    /// folder.
    fn alias_files(&mut self, files: Vec<(&SourcePath, &Located<String>, String, String)>) {
        if files.is_empty() {
            return;
        }
        let folders =
            |url: &str| url.match_indices('/').filter_map(|(end, _)| Some(url.get(..end)?.to_owned())).collect();
        let mut taken: HashSet<String> = self.owners.keys().flat_map(|url| -> Vec<String> { folders(url) }).collect();
        for (path, alias, url, target) in files {
            let led = if target == format!("{url}/") {
                Ok(())
            } else if taken.contains(&url) {
                Err("it is the folder of something else".to_owned())
            } else {
                taken.extend::<Vec<_>>(folders(&url));
                self.lead(url, &target)
            };
            if let Err(why) = led {
                self.bad_aliases.push((Place::new(path, alias.span), alias.value.clone(), why));
            }
        }
    }

    /// Leads `url` to `target`, or says why it cannot.
    fn lead(&mut self, url: String, target: &str) -> Result<(), String> {
        let sound = OutputPath::of_url(&url).is_some() && !url.contains(['?', '#']);
        match self.owners.get(&url) {
            _ if !sound => Err("no page can stand at that address".to_owned()),
            _ if Self::is_data_file(&url) => Err("the site writes a file of its own there".to_owned()),
            None if self.owners.contains_key(&format!("{url}index.html")) => {
                Err("something else stands there".to_owned())
            }
            None if let Some((file, _)) = self.files_above(&url).next() => {
                Err(format!("`{file}` is a file and no folder"))
            }
            Some(Owner::Alias(other)) if other != target => Err(format!("it already leads to `{other}`")),
            Some(Owner::Page(_) | Owner::Generated(_) | Owner::File(_)) if url != target => {
                Err("something else stands there".to_owned())
            }
            _ => {
                if url != target {
                    self.owners.entry(url).or_insert_with(|| Owner::Alias(target.to_owned()));
                }
                Ok(())
            }
        }
    }
}

/// The address that `alias` of the page at `own` means, and whether it is that of a file.
pub(super) fn alias_address(own: &str, alias: &str) -> (String, bool) {
    let absolute = if alias.starts_with('/') {
        alias.to_owned()
    } else if own.ends_with('/') {
        join(own, &format!("../{alias}"))
    } else {
        join(own, alias)
    };
    let (url, is_file) = folder_or_file(&absolute);
    (if is_file { url.to_owned() } else { format!("{}/", url.trim_end_matches('/')) }, is_file)
}
