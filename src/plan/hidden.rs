//! Which programs and reports a site does not show, before there are addresses.

use std::collections::HashSet;

use super::outline::{AddressInputs, Outlines};
use crate::config::Config;
use crate::model::Audience;
use crate::parse::records::Visibility;
use crate::parse::update_date;
use crate::parse::{FileKind, slug_of};
use crate::source::SourcePath;
use crate::validate::BuildScope;

/// Whether a report is published on the day of `scope`.
pub(super) fn is_shown(path: &SourcePath, draft: bool, scope: BuildScope) -> bool {
    update_date(path).is_some_and(|date| date <= scope.as_of) && (scope.drafts || !draft)
}

/// Slugs of the programs that `audience` may not see.
pub(super) fn hidden(site: &Outlines<'_>, config: &Config, audience: Audience) -> HashSet<String> {
    let programs = site.files.iter().filter_map(|(path, outline)| match outline {
        AddressInputs::Program(visibility, _) => Some((slug_of(path, FileKind::Program), *visibility)),
        _ => None,
    });
    let visibility = |given: Option<Visibility>| given.unwrap_or(config.default_visibility);
    programs.filter(|(_, given)| !audience.sees(visibility(*given))).map(|(slug, _)| slug.to_owned()).collect()
}
