//! Which programs and reports a site does not show, before there are addresses.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::outline::{AddressInputs, Formerly, Outlines, SeenWhen};
use crate::config::Config;
use crate::model::Audience;
use crate::parse::update_date;
use crate::parse::{FileKind, slug_of};
use crate::source::SourcePath;
use crate::validate::BuildScope;

/// Whether a report is published on the day of `scope`.
pub(super) fn is_shown(path: &SourcePath, draft: bool, scope: BuildScope) -> bool {
    update_date(path).is_some_and(|date| date <= scope.as_of) && (scope.drafts || !draft)
}

/// What an audience may not see of programs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Hidden {
    /// Slugs of programs.
    pub programs: HashSet<String>,
    /// Reports of programs that it may see, written while it might not.
    pub reports: HashSet<SourcePath>,
    /// Records of programs that it may see and once might not: the slugs that they had have no dates, so none of them
    /// is told.
    pub once: HashSet<SourcePath>,
}

impl Hidden {
    /// What `audience` may not see on the day of `scope`.
    pub fn of(site: &Outlines<'_>, config: &Config, scope: BuildScope, audience: Audience) -> Self {
        let all = site.files.iter().filter_map(|(path, outline)| match outline {
            AddressInputs::Program(seen, formerly) => Some((slug_of(path, FileKind::Program), (*seen, *formerly))),
            _ => None,
        });
        let all: HashMap<&str, (SeenWhen<'_>, Formerly<'_>)> = all.collect();
        let hides = |seen: &SeenWhen<'_>, day: Date| !audience.sees(seen.on(day, config.default_visibility));
        let hidden = all.iter().filter(|(_, (seen, _))| hides(seen, scope.as_of));
        // What was left in a folder of its former name is hidden with it, unless another program is called so now.
        let programs = hidden.flat_map(|(slug, (_, formerly))| {
            let former =
                formerly.0.iter().map(|former| former.value.0.as_str()).filter(|former| !all.contains_key(former));
            std::iter::once(*slug).chain(former).map(str::to_owned).collect::<Vec<_>>()
        });
        let reports = site.files.iter().filter(|(path, outline)| {
            let of = || all.get(slug_of(path, FileKind::Update)).zip(update_date(path));
            matches!(outline, AddressInputs::Update { .. }) && of().is_some_and(|((seen, _), day)| hides(seen, day))
        });
        let once = site.files.iter().filter(|(_, outline)| match outline {
            AddressInputs::Program(seen, _) => seen.ever(config.default_visibility).any(|seen| !audience.sees(seen)),
            _ => false,
        });
        let once = once.map(|(path, _)| (*path).clone()).collect();
        Self { once, programs: programs.collect(), reports: reports.map(|(path, _)| (*path).clone()).collect() }
    }
}
