//! Questions to a site: its findings on standard error, the answer on standard output, and no answer from a site with
//! errors.

use super::options::Options;
use super::report::{printed, verdict};
use super::{Exit, Failure, console};
use crate::feeds::{NamedKind, Unknown};
use crate::pipeline::{self, Answer, Memo};
use crate::snapshot::Snapshot;
use crate::words::{Term, WORDS};

/// Puts `question` to the site and hands what it gives to `tell`.
///
/// Warnings belong to `check`: here they are counted in one line, and printed when `--strict` lets them stand in the
/// way.
pub(super) fn answered<T>(
    options: &Options,
    question: impl FnOnce(&Snapshot<'_>) -> T,
    tell: impl FnOnce(T) -> Result<(), Failure>,
) -> Result<Exit, Failure> {
    options.site()?;
    let inputs = options.inputs()?;
    let tree = options.scan()?;
    let Answer { findings, value } = pipeline::ask(&tree, &inputs, &mut Memo::default(), question);
    let exit = verdict(&findings, options.strict);
    let Some(value) = value.filter(|_| exit == Exit::Clean) else {
        printed(&findings, &tree, false);
        console::say("nothing was printed; mend the site first");
        return Ok(if exit == Exit::Clean { Exit::Content } else { exit });
    };
    tell(value)?;
    let warnings = findings.summary().warnings;
    if warnings > 0 && !options.quiet {
        console::say(format_args!(
            "the site has {}; `pmo-site check` shows them",
            WORDS.count_or_none(warnings, Term::Warning)
        ));
    }
    Ok(Exit::Clean)
}

/// What to type in place of a slug that the site does not have.
pub(super) fn unknown(unknown: &Unknown) -> Failure {
    let (what, where_to_look) = match unknown.kind {
        NamedKind::Program => ("program", "`pmo-site list programs` shows all"),
        NamedKind::Person => ("person", "`pmo-site list people` shows all"),
        NamedKind::FocusArea => ("focus area", "`content/focus-areas/` has one file for each"),
    };
    let hint = unknown.near.as_ref().map_or_else(|| where_to_look.to_owned(), |near| format!("did you mean `{near}`?"));
    Failure::Usage(format!("there is no {what} `{}`; {hint}", unknown.slug))
}
