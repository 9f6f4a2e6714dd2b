//! Links to files of the repository that are no part of the site: they lead to where the repository is read.
//!
//! Only what lies outside of the folders of the site is looked for: what is in them is published or withheld by their
//! own rules, and where it is withheld, no other address is told in its place.

use super::join::{climbs_out, join};
use crate::config::{Config, Forge};
use crate::source::{Layout, SourcePath};

/// The repository of a site.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Repository {
    forge: Forge,
    layout: Layout,
}

impl Repository {
    /// The one that the settings name, if its files are known.
    pub(super) fn of(config: &Config) -> Option<Self> {
        let forge = config.forge.clone().filter(|forge| !forge.files.is_empty())?;
        Some(Self { forge, layout: config.layout.clone() })
    }

    /// Where the file or folder of the repository is read to which `path` leads from the file `from`.
    pub(super) fn leads(&self, from: &SourcePath, path: &str) -> Option<String> {
        let Self { forge, layout } = self;
        if path.starts_with('/') {
            return None;
        }
        let place = layout.place(from.as_str());
        let folder = format!("{}{}", forge.folder, place.rsplit_once('/').map_or("", |(folder, _)| folder));
        let folder = folder.trim_end_matches('/');
        // The root stands for one folder more: what leads out of it leads out of the repository.
        if climbs_out(format!("root/{folder}").trim_end_matches('/'), path) {
            return None;
        }
        let meant = join(&format!("/{folder}/"), path);
        let meant = meant.trim_matches('/');
        let inside = meant.strip_prefix(&*forge.folder).is_some_and(|below| {
            let own = ["content", "static", "themes"].map(|name| layout.folder(name));
            own.iter().any(|own| {
                *own == "." || below.strip_prefix(*own).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        });
        if inside { None } else { forge.view_of_repository(meant) }
    }
}
