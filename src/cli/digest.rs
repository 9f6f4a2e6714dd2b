//! `pmo-site report`: the digest for mail and chat.

use super::args::ReportArgs;
use super::ask::{answered, unknown};
use super::format::{self, Format};
use super::options::Options;
use super::{Exit, Failure, console};
use crate::feeds::digest::{DigestError, DigestQuery, digest as ask, html, markdown, outline, text};

/// Prints how everything stands, unless the site has errors.
pub(super) fn digest(options: &Options, args: &ReportArgs) -> Result<Exit, Failure> {
    args.format.require(format::DIGEST)?;
    let query = DigestQuery { since: args.since, program: args.program.clone() };
    let print = |cx: &crate::snapshot::Snapshot<'_>| {
        let digest = ask(cx, &query)?;
        Ok(match args.format {
            Format::Json => digest.json(),
            Format::Html => html(&outline(&digest)),
            Format::Text => text(&outline(&digest)),
            // `require` lets no other form come here; the compiler asks for a form that is added.
            Format::Md | Format::Human | Format::Table | Format::Csv => markdown(&outline(&digest)),
        })
    };
    answered(options, print, |made| {
        let made = made.map_err(|error| match error {
            DigestError::Unknown(error) => unknown(&error),
            DigestError::SinceAfter { since, as_of } => {
                Failure::Usage(format!("`{since}` is after the day of the report, {as_of}; write an earlier `--since`"))
            }
        })?;
        console::answer(&made)
    })
}
