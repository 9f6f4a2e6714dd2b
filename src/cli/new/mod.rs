//! `pmo-site new`: files that check clean as they are and show what else may be said, and items of records.

pub(super) mod args;
mod focus_area;
mod item_args;
mod items;
mod page;
mod person;
mod program;
pub(super) mod records;
mod update;
mod yaml;

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};

use super::edit::Edits;
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
    let mut edits = Edits::of(records.tree.clone());
    let draft = match kind {
        New::Page(args) => page::draft(args)?,
        New::Person(args) => person::draft(args, &records)?,
        New::Program(args) => program::draft(args, &records)?,
        New::Update(args) => update::draft(args, &records)?,
        New::FocusArea(args) => focus_area::draft(args, &records)?,
        New::Milestone(args) => return added(options, &items::milestone(args, &records, &mut edits)?, &edits),
        New::Risk(args) => return added(options, &items::risk(args, &records, &mut edits)?, &edits),
        New::Issue(args) => return added(options, &items::issue(args, &records, &mut edits)?, &edits),
        New::Assumption(args) => return added(options, &items::assumption(args, &records, &mut edits)?, &edits),
        New::Dependency(args) => return added(options, &items::dependency(args, &records, &mut edits)?, &edits),
        New::Decision(args) => return added(options, &items::decision(args, &records, &mut edits)?, &edits),
        New::Goal(args) => return added(options, &items::goal(args, &records, &mut edits)?, &edits),
        New::Holiday(args) => return added(options, &items::holiday(args, &records, &mut edits)?, &edits),
    };
    let path = in_folder(&options.source, &records.tree.layout().place(&draft.path));
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

/// Writes a record with a new item, prints its path, and says what the item is called.
fn added(options: &Options, name: &str, edits: &Edits) -> Result<Exit, Failure> {
    console::answer(&edits.finish(options, false)?)?;
    if !options.quiet {
        console::say(format_args!("added {name}"));
    }
    Ok(Exit::Clean)
}
