//! Questions to a site: its findings on standard error, the answer on standard output, and no answer from a site with
//! errors.
//!
//! A question is answered as the public site would answer it, unless `--audience` names the readers. People are told so
//! before the answer and on standard error: the answer itself is posted, copied and piped.

use super::drawings::Drawings;
use super::format::Format;
use super::options::Options;
use super::report::{printed, verdict};
use super::story::{self, Days};
use super::{Exit, Failure, console};
use crate::feeds::{NamedKind, Unknown, has};
use crate::model::Audience;
use crate::pipeline::{self, Answer, BuildInputs};
use crate::snapshot::Snapshot;
use crate::words::{Term, WORDS};

/// Why a question has no answer.
pub(super) trait Refusal {
    /// The slug that this audience's site does not have, if that is why.
    fn unknown(&self) -> Option<&Unknown>;
    /// What to type instead.
    fn failure(self) -> Failure;
}

impl Refusal for Unknown {
    fn unknown(&self) -> Option<&Unknown> {
        Some(self)
    }

    fn failure(self) -> Failure {
        unknown(&self)
    }
}

/// Puts `question` to the site and hands what it gives to `tell`. `format` is that of the answer.
///
/// Warnings belong to `check`: here they are counted in one line, and printed when `--strict` lets them stand in the
/// way.
pub(super) fn answered<T: PartialEq, E: Refusal>(
    options: &Options,
    format: Format,
    question: impl Fn(&Snapshot<'_>) -> Result<T, E>,
    tell: impl FnOnce(T) -> Result<(), Failure>,
) -> Result<Exit, Failure> {
    options.site()?;
    let tree = options.scan()?;
    let inputs = BuildInputs { story: story::told(options, &tree, Days::Left), ..options.inputs()? };
    let (mut memo, drawings) = Drawings::once(options, &tree);
    let Answer { findings, value } = pipeline::ask(&tree, &inputs, &mut memo, &question);
    drawings.tell(options);
    let exit = verdict(&findings, options.strict);
    let Some(value) = value.filter(|_| exit == Exit::Clean) else {
        printed(&findings, &tree, false);
        console::say("nothing was printed; mend the site first");
        return Ok(if exit == Exit::Clean { Exit::Content } else { exit });
    };
    // Files are parsed already: what is asked again costs little.
    let inside = BuildInputs { audience: Audience::Internal, ..inputs };
    let value = match value {
        Ok(value) => value,
        Err(refusal) => {
            let mut known = |unknown| pipeline::ask(&tree, &inside, &mut memo, |cx| has(cx, unknown)).value;
            let internal = refusal.unknown().filter(|unknown| known(unknown) == Some(true)).map(internal);
            return Err(internal.unwrap_or_else(|| refusal.failure()));
        }
    };
    if options.audience.is_none() && format.is_read_by_people() && !options.quiet {
        let all = pipeline::ask(&tree, &inside, &mut memo, &question).value;
        let more = all.and_then(Result::ok).is_some_and(|all| all != value);
        console::say(if more {
            "this is the public answer; add `--audience internal` to see more"
        } else {
            "this is the public answer"
        });
    }
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

/// What a record is called.
fn kind(kind: NamedKind) -> &'static str {
    match kind {
        NamedKind::Program => "program",
        NamedKind::Person => "person",
        NamedKind::FocusArea => "focus area",
        NamedKind::Goal => "goal",
        NamedKind::Field(_) => "field",
    }
}

/// What to type for a slug that only readers inside may see. Whoever asks has the records.
fn internal(unknown: &Unknown) -> Failure {
    Failure::Usage(format!("the {} `{}` is internal: add `--audience internal`", kind(unknown.kind), unknown.slug))
}

/// What to type in place of a slug that the site does not have.
fn unknown(unknown: &Unknown) -> Failure {
    let where_to_look = match unknown.kind {
        NamedKind::Program => "`pmo-site list programs` shows all",
        NamedKind::Person => "`pmo-site list people` shows all",
        NamedKind::FocusArea => "`content/focus-areas/` has one file for each",
        NamedKind::Goal => "`goals` of `pmo.yaml` names all",
        NamedKind::Field(_) => "`fields` of `pmo.yaml` declares them, with `filter: true` for those that lists know",
    };
    let hint = unknown.near.as_ref().map_or_else(|| where_to_look.to_owned(), |near| format!("did you mean `{near}`?"));
    Failure::Usage(format!("there is no {} `{}`; {hint}", kind(unknown.kind), unknown.slug))
}
