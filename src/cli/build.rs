//! `pmo-site build`.

use std::path::Path;
use std::time::{Duration, Instant};

use super::args::BuildArgs;
use super::check::known;
use super::drawings::Drawings;
use super::options::{self, Options};
use super::progress::Progress;
use super::report::{MAY_BE_KNOWN, may_be_known, report, verdict};
use super::story::{self, Days};
use super::{Exit, Failure, console};
use crate::pipeline::{self, BuildInputs};
use crate::publish::{FolderSink, OutputFolder, PublishError};
use crate::words::{Term, WORDS};

/// How long a second build waits for the first.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often a site is built of which a file changes between reading and copying it.
const ATTEMPTS: usize = 3;

/// Builds the site and publishes it, if nothing is wrong with it.
pub(super) fn build(options: &Options, args: &BuildArgs) -> Result<Exit, Failure> {
    let start = Instant::now();
    options.site_or_finding()?;
    let target =
        OutputFolder::new(&options.source, &options.layout(), &options.output()).map_err(|error| failure(&error))?;
    for _ in 1..ATTEMPTS {
        match once(options, args, &target, start) {
            Err(PublishError::Stale { path }) if !options.quiet => {
                console::say(format_args!("{path} changed during the build; building again"));
            }
            Err(PublishError::Stale { .. }) => {}
            outcome => return outcome.map_err(|error| failure(&error))?,
        }
    }
    once(options, args, &target, start).map_err(|error| failure(&error))?
}

/// One build; what the outer result tells is the output's alone.
fn once(
    options: &Options,
    args: &BuildArgs,
    target: &OutputFolder,
    start: Instant,
) -> Result<Result<Exit, Failure>, PublishError> {
    let read = || {
        let known = args.baseline.as_deref().map(options::known).transpose()?;
        let tree = options.scan()?;
        let story = story::told(options, &tree, Days::Read);
        Ok((BuildInputs { known, story, ..options.inputs()? }, tree))
    };
    let (inputs, tree) = match read() {
        Ok(read) => read,
        Err(failure) => return Ok(Err(failure)),
    };
    let mut waiting =
        |pid: &str| console::say(format_args!("waiting for process {pid}, which is writing the same output"));
    let mut folder = FolderSink::open(target, PATIENCE, &mut waiting)?.durable(!args.no_sync);
    let (mut memo, drawings) = Drawings::once(options, &tree);
    let outcome = pipeline::build(&tree, &inputs, &mut memo, &mut Progress::new(&mut folder, options.quiet, start));
    // The process ends soon and gives its memory back at once, which is quicker than freeing every string of a large
    // site.
    std::mem::forget(memo);
    drawings.settle(options);
    let outcome = outcome?;
    if let Err(failure) = report(options, &outcome.findings, &tree, false) {
        return Ok(Err(failure));
    }
    let exit = verdict(&outcome.findings, options.strict);
    let output = options.output();
    if exit != Exit::Clean || !outcome.complete {
        console::say(format_args!("nothing was published; {}", state(&output)));
        if !options.quiet && may_be_known(&outcome.findings) {
            console::say(MAY_BE_KNOWN);
        }
        return Ok(Ok(if exit == Exit::Clean { Exit::Content } else { exit }));
    }
    let published = folder.commit()?;
    if let Some(note) = &published.note {
        console::say(note);
    }
    if !options.quiet {
        let pages = WORDS.count_or_none(outcome.pages, Term::Page);
        let changes = match (published.written, published.removed) {
            (0, 0) => "nothing changed".to_owned(),
            (written, 0) => format!("{} written", WORDS.count_or_none(written, Term::File)),
            (written, removed) => format!("{} written, {removed} removed", WORDS.count_or_none(written, Term::File)),
        };
        console::say(format_args!(
            "built {pages} in {:.2} s → {}/ ({changes}){}",
            start.elapsed().as_secs_f64(),
            output.display(),
            known(&outcome.findings)
        ));
    }
    Ok(Ok(Exit::Clean))
}

/// What a reader finds after a build that published nothing.
fn state(output: &Path) -> String {
    let shown = output.display();
    if output.exists() { format!("`{shown}` is as it was") } else { format!("there is no `{shown}` yet") }
}

fn failure(error: &PublishError) -> Failure {
    match error {
        PublishError::Refused { .. } => Failure::Usage(error.to_string()),
        PublishError::Busy { .. } | PublishError::Stale { .. } => Failure::System(error.to_string()),
        PublishError::System { .. } => {
            Failure::System(format!("{error}; mend that, or write elsewhere with `--output DIR`"))
        }
    }
}
