//! `pmo-site new`: files that check clean as they are and show what else may be said.

pub(super) mod args;
mod focus_area;
mod page;
mod person;
mod program;
mod records;
mod update;
mod yaml;

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};

use super::options::{Options, in_folder};
use super::{Exit, Failure, console};
use args::New;
use records::SiteRecords;

/// A file to write, and what to do with it.
struct Draft {
    /// Path relative to the site.
    path: String,
    text: String,
    /// What the author does next.
    next: String,
}

/// Adds what was asked for and prints its path.
pub(super) fn new(options: &Options, kind: &New) -> Result<Exit, Failure> {
    options.site()?;
    let records = SiteRecords::read(options)?;
    let draft = match kind {
        New::Page(args) => page::draft(args)?,
        New::Person(args) => person::draft(args, &records)?,
        New::Program(args) => program::draft(args, &records)?,
        New::Update(args) => update::draft(args, &records)?,
        New::FocusArea(args) => focus_area::draft(args, &records)?,
    };
    let path = in_folder(&options.source, &draft.path);
    let shown = path.display();
    let system = |error: std::io::Error| Failure::System(format!("{shown}: {error}"));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(system)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Failure::Usage(format!("`{shown}` is there already; edit it, or choose another name"))
        }
        _ => system(error),
    })?;
    file.write_all(draft.text.as_bytes()).map_err(system)?;
    console::answer(&format!("{shown}\n"))?;
    if !options.quiet {
        console::say(draft.next);
    }
    Ok(Exit::Clean)
}
