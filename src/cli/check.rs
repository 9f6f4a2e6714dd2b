//! `pmo-site check`: a build that writes nothing.

use std::time::Instant;

use super::args::CheckArgs;
use super::baseline::Baseline;
use super::earlier::{self, NO_DAY};
use super::options::Options;
use super::progress::Progress;
use super::report::{report, verdict};
use super::{Exit, Failure, console};
use crate::artifact::NullSink;
use crate::pipeline::{self, Memo};
use crate::words::{Term, WORDS};

/// What an error in a record hides.
const UNJUDGED: &str = "not checked, since a record has an error: what is overdue, and what working hours say. Mend \
                        it and run `check` again";

/// Checks the site.
pub(super) fn check(options: &Options, args: &CheckArgs) -> Result<Exit, Failure> {
    let start = Instant::now();
    options.site_or_finding()?;
    let baseline = args.baseline.as_deref().map(Baseline::read).transpose()?;
    let inputs = options.inputs()?;
    let tree = options.scan()?;
    let earlier = args.base.as_deref().map(|base| earlier::read(options, base, args.base_day)).transpose()?.flatten();
    let (mut nowhere, mut memo) = (NullSink, Memo::default());
    let outcome = pipeline::build(&tree, &inputs, &mut memo, &mut Progress::new(&mut nowhere, options.quiet, start));
    let outcome = outcome.map_err(|error| Failure::System(error.to_string()))?;
    let outcome_judged = outcome.judged;
    let found = match &earlier {
        Some(earlier) => pipeline::compare(outcome.findings, &tree, earlier, &mut memo)
            .ok_or_else(|| Failure::Usage(NO_DAY.to_owned()))?,
        None => outcome.findings,
    };
    let (findings, known) = match &baseline {
        Some(baseline) => baseline.split(&found),
        None => (found, 0),
    };
    report(options, &findings, &tree, args.all)?;
    if !options.quiet && options.format.is_for_people() && !outcome_judged {
        console::say(UNJUDGED);
    }
    if !options.quiet && options.format.is_for_people() {
        let known = if known == 0 { String::new() } else { format!(", {known} known") };
        let summary = findings.shown_summary();
        let (errors, warnings) =
            (WORDS.count_or_none(summary.errors, Term::Error), WORDS.count_or_none(summary.warnings, Term::Warning));
        console::say(format_args!(
            "checked {} in {:.2} s: {errors}, {warnings}{known}",
            WORDS.count_or_none(tree.len(), Term::File),
            start.elapsed().as_secs_f64()
        ));
    }
    Ok(verdict(&findings, options.strict))
}
