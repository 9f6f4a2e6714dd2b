//! `pmo-site list`: what the records say, as a table for people or as rows for scripts.

pub(super) mod args;
mod columns;

use super::ask::{answered, unknown};
use super::format::{self, Format};
use super::options::Options;
use super::{Exit, Failure, console};
use crate::feeds::list::list as ask;
use args::ListArgs;

/// Prints what was asked for, unless the site has errors.
pub(super) fn list(options: &Options, args: &ListArgs) -> Result<Exit, Failure> {
    args.format.require(format::LIST)?;
    let query = args.kind.query();
    let print = |cx: &crate::snapshot::Snapshot<'_>| {
        let listing = ask(cx, &query).map_err(|error| unknown(&error))?;
        let empty = listing.is_empty();
        let text = match args.format {
            Format::Csv => listing.csv(),
            Format::Json => listing.json(cx.model.as_of).map_err(|error| Failure::System(format!("JSON: {error}")))?,
            // `require` lets no other form come here; the compiler asks for a form that is added.
            Format::Table | Format::Human | Format::Md | Format::Text | Format::Html if empty => String::new(),
            Format::Table | Format::Human | Format::Md | Format::Text | Format::Html => columns::table(&listing),
        };
        Ok((text, empty))
    };
    answered(options, print, |found| {
        let (text, empty) = found?;
        console::answer(&text)?;
        if empty && !options.quiet {
            console::say("nothing matches");
        }
        Ok(())
    })
}
