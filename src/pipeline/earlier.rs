//! A site held against an earlier state of it.

use jiff::civil::Date;

use super::{Memo, config_file, config_record};
use crate::config::Config;
use crate::diagnostics::{Findings, SeverityOverrides};
use crate::parse::decode::Decoder;
use crate::parse::erased::without_names;
use crate::parse::{self, ParseMemo};
use crate::source::SourceTree;
use crate::validate::base::{self, SiteState};

/// An earlier state of a site.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// Its files.
    pub tree: SourceTree,
    /// Its day; without one, that of its newest report.
    pub day: Option<Date>,
}

/// Adds to the `findings` of a site what in it rewrote an earlier state, and what it back-dated; `None` if nobody dated
/// that state and it has no report.
pub fn compare(findings: Findings, tree: &SourceTree, earlier: &Earlier, memo: &mut Memo) -> Option<Findings> {
    let file = config_file(tree);
    let (record, _) = config_record(tree, &file);
    let mut to = Decoder::new(&file, Vec::new());
    let levels = record.as_ref().map_or_else(SeverityOverrides::default, |record| record.levels(&mut to));
    let options = record.as_ref().map_or_else(Config::fallback, |record| Config::new(record, levels.clone())).markdown;
    let now = parse::site(tree, options.clone(), &mut memo.parse);
    let mut was = parse::site(&earlier.tree, options.clone(), &mut ParseMemo::default());
    // A name that was erased since stands nowhere in the earlier state either.
    let forgotten = without_names(&earlier.tree, &base::erased(&now, &was));
    if let Some(tree) = &forgotten {
        was = parse::site(tree, options, &mut ParseMemo::default());
    }
    let day = earlier.day.or_else(|| base::newest_report(&was))?;
    let now = SiteState { tree, parsed: &now };
    let was = SiteState { tree: forgotten.as_ref().unwrap_or(&earlier.tree), parsed: &was };
    Some(findings.and(base::compare(now, was, day), &levels))
}
