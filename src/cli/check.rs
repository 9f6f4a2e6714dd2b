//! `pmo-site check`: a build that writes nothing.

use std::time::Instant;

use super::args::CheckArgs;
use super::drawings::Drawings;
use super::earlier::{self, NO_DAY};
use super::options::{self, Options, in_folder};
use super::progress::Progress;
use super::report::{report, verdict};
use super::story::{self, Days};
use super::{Exit, Failure, against, console, external};
use crate::artifact::{NullSink, Sink};
use crate::diagnostics::{Baseline, Findings, SeverityOverrides, baseline, registry};
use crate::parse::records::named_places;
use crate::pipeline::{self, BuildInputs, SiteAddresses};
use crate::source::SourceTree;
use crate::words::{Term, WORDS};

/// What an error in a record hides.
const UNJUDGED: &str = "not checked, since a record has an error: what is overdue, and what working hours say. Mend \
                        it and run `check` again";

/// What an error hides of `--against`.
const UNCOMPARED: &str = "not compared with what was published: pages are made only of a site without errors";

/// Checks the site.
pub(super) fn check(options: &Options, args: &CheckArgs) -> Result<Exit, Failure> {
    let start = Instant::now();
    external::possible(args)?;
    options.site_or_finding()?;
    // The file that is written may not be there yet.
    let given = args.baseline.as_deref().filter(|_| !args.update_baseline).map(options::known).transpose()?;
    let tree = options.scan()?;
    let story = story::told(options, &tree, Days::Left);
    let inputs = BuildInputs { known: given, story, housekeeping: args.housekeeping, ..options.inputs()? };
    let earlier = args.base.as_deref().map(|base| earlier::read(options, base, args.base_day)).transpose()?.flatten();
    let was = args.against.as_deref().map(against::read).transpose()?;
    let (mut nowhere, (mut memo, drawings)) = (NullSink, Drawings::once(options, &tree));
    let mut addresses = was.as_ref().map(SiteAddresses::for_all_of);
    let sink: &mut dyn Sink = addresses.as_mut().map_or(&mut nowhere, |addresses| addresses);
    let outcome = pipeline::build(&tree, &inputs, &mut memo, &mut Progress::new(sink, options.quiet, start));
    let outcome = outcome.map_err(|error| Failure::System(error.to_string()))?;
    drawings.tell(options);
    let outcome_judged = outcome.judged;
    let findings = match &earlier {
        Some(earlier) => pipeline::compare(outcome.findings, &tree, earlier, &mut memo)
            .ok_or_else(|| Failure::Usage(NO_DAY.to_owned()))?,
        None => outcome.findings,
    };
    let findings = match (&was, &addresses) {
        (Some(was), Some(now)) if outcome.complete => pipeline::lost(findings, &tree, &inputs, now, was),
        _ => findings,
    };
    #[cfg(feature = "network")]
    let findings = external::checked(options, args, findings, (&tree, &inputs, &mut memo))?;
    if was.is_some() && !outcome.complete && !options.quiet && options.format.is_for_people() {
        console::say(UNCOMPARED);
    }
    if args.update_baseline {
        return update(options, args, &findings, &tree);
    }
    report(options, &findings, &tree, args.all)?;
    if !options.quiet && options.format.is_for_people() && !outcome_judged {
        console::say(UNJUDGED);
    }
    if !options.quiet && options.format.is_for_people() {
        let known = known(&findings);
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

/// Whether a file holds a secret, which another finding may quote.
pub(super) fn has_secret(findings: &Findings) -> bool {
    findings.as_slice().iter().any(|finding| finding.rule == &registry::SECRET)
}

/// Why no list is written.
pub(super) const SECRET_FIRST: &str =
    "take the secret out first: a list of findings could quote it, so none is written";

/// What the baseline let pass, to be put behind the counts.
pub(super) fn known(findings: &Findings) -> String {
    match (findings.known().len(), findings.mended()) {
        (0, 0) => String::new(),
        (known, 0) => format!(", {known} known"),
        (known, mended) => {
            format!(", {known} known, {mended} mended (`pmo-site check --update-baseline` writes the list again)")
        }
    }
}

/// Writes the list of known findings, and reports what cannot be known.
fn update(options: &Options, args: &CheckArgs, findings: &Findings, tree: &SourceTree) -> Result<Exit, Failure> {
    let path = match (&args.baseline, named_places(tree.text("pmo.yaml").map_or("", |text| text)).baseline) {
        (Some(path), _) => path.clone(),
        (None, Some(name)) => in_folder(&options.source, &name),
        (None, None) => {
            let message = "no file is named to write: add `baseline: known-findings.json` to pmo.yaml, or give it \
                           with `--baseline FILE`";
            return Err(Failure::Usage(message.to_owned()));
        }
    };
    let shown = path.display();
    if std::fs::read_to_string(&path).is_ok_and(|text| Baseline::parse(&text, tree.layout()).is_err())
        || std::fs::symlink_metadata(&path).is_ok_and(|meta| !meta.is_file())
    {
        return Err(Failure::Usage(format!("`{shown}` is no list of findings, so it is not written over")));
    }
    if has_secret(findings) {
        report(options, findings, tree, false)?;
        return Err(Failure::Usage(SECRET_FIRST.to_owned()));
    }
    let all = findings.known().iter().chain(findings.as_slice());
    let text = baseline::render(all.clone(), tree.layout());
    std::fs::write(&path, text).map_err(|error| Failure::System(format!("{shown}: {error}")))?;
    let (owed, rest): (Vec<_>, Vec<_>) = all.cloned().partition(|finding| finding.rule.adjustable);
    let rest = Findings::new(
        rest.into_iter().filter(|finding| finding.rule != &registry::NO_BASELINE).collect(),
        &SeverityOverrides::default(),
    );
    report(options, &rest, tree, true)?;
    if !options.quiet {
        let added = findings.as_slice().iter().filter(|finding| finding.rule.adjustable).count();
        console::say(format_args!(
            "{shown}: {}; {added} added, {} taken off",
            WORDS.count_or_none(owed.len(), Term::Finding),
            findings.mended()
        ));
    }
    Ok(verdict(&rest, options.strict))
}
