//! `pmo-site build`.

use std::path::Path;
use std::time::{Duration, Instant};

use super::options::Options;
use super::progress::Progress;
use super::report::{report, verdict};
use super::{Exit, Failure, console};
use crate::diagnostics::human::counted;
use crate::pipeline::{self, Memo};
use crate::publish::{FolderSink, PublishError, Target};

/// How long a second build waits for the first.
const PATIENCE: Duration = Duration::from_secs(30);

/// Builds the site and publishes it, if nothing is wrong with it.
pub(super) fn build(options: &Options) -> Result<Exit, Failure> {
    let start = Instant::now();
    options.site_or_finding()?;
    let output = options.output();
    let target = Target::new(&options.source, &output).map_err(|error| failure(&error))?;
    let inputs = options.inputs()?;
    let tree = options.scan()?;
    let mut waiting = |pid: &str| console::say(format_args!("waiting for process {pid}, which is writing the same output"));
    let mut folder = FolderSink::open(&target, PATIENCE, &mut waiting).map_err(|error| failure(&error))?;
    let mut memo = Memo::default();
    let outcome = pipeline::build(&tree, &inputs, &mut memo, &mut Progress::new(&mut folder, options.quiet, start));
    // The process ends soon and gives its memory back at once, which is quicker than freeing every string of a large site.
    std::mem::forget(memo);
    let outcome = outcome.map_err(|error| Failure::System(error.to_string()))?;
    report(options, &outcome.findings, &tree, false)?;
    let exit = verdict(&outcome.findings, options.strict);
    if exit != Exit::Clean || !outcome.complete {
        console::say(format_args!("nothing was published; {}", state(&output)));
        return Ok(if exit == Exit::Clean { Exit::Content } else { exit });
    }
    let published = folder.commit().map_err(|error| failure(&error))?;
    if let Some(note) = &published.note {
        console::say(note);
    }
    if !options.quiet {
        let pages = counted(outcome.pages, "page");
        let changes = match (published.written, published.removed) {
            (0, 0) => "nothing changed".to_owned(),
            (written, 0) => format!("{} written", counted(written, "file")),
            (written, removed) => format!("{} written, {removed} removed", counted(written, "file")),
        };
        console::say(format_args!("built {pages} in {:.2} s → {}/ ({changes})", start.elapsed().as_secs_f64(), output.display()));
    }
    Ok(Exit::Clean)
}

/// What a reader finds after a build that published nothing.
fn state(output: &Path) -> String {
    let shown = output.display();
    if output.exists() { format!("`{shown}` is as it was") } else { format!("there is no `{shown}` yet") }
}

fn failure(error: &PublishError) -> Failure {
    match error {
        PublishError::Refused { .. } => Failure::Usage(error.to_string()),
        PublishError::Busy { .. } => Failure::System(error.to_string()),
        PublishError::System { .. } => Failure::System(format!("{error}; mend that, or write elsewhere with `--output DIR`")),
    }
}
