//! `pmo-site report`: the digest for mail and chat.

use super::args::ReportArgs;
use super::ask::{Refusal, answered};
use super::format::{self, Format};
use super::options::Options;
use super::{Exit, Failure, console};
use crate::feeds::Unknown;
use crate::feeds::digest::{DigestError, DigestQuery, digest as ask, html, markdown, outline, text};
use crate::snapshot::Snapshot;

impl Refusal for DigestError {
    fn unknown(&self) -> Option<&Unknown> {
        match self {
            Self::Unknown(unknown) => Some(unknown),
            Self::SinceAfter { .. } => None,
        }
    }

    fn failure(self) -> Failure {
        match self {
            Self::Unknown(unknown) => unknown.failure(),
            Self::SinceAfter { since, as_of } => {
                Failure::Usage(format!("`{since}` is after the day of the report, {as_of}; write an earlier `--since`"))
            }
        }
    }
}

/// Prints how everything stands, unless the site has errors.
pub(super) fn digest(options: &Options, args: &ReportArgs) -> Result<Exit, Failure> {
    args.format.require(format::DIGEST)?;
    let query = DigestQuery { since: args.since, program: args.program.clone() };
    let print = |cx: &Snapshot<'_>| {
        let digest = ask(cx, &query)?;
        Ok::<_, DigestError>(match args.format {
            Format::Json => digest.json(),
            Format::Html => html(&outline(&digest)),
            Format::Text => text(&outline(&digest)),
            // `require` lets no other form come here; the compiler asks for a form that is added.
            Format::Md | Format::Human | Format::Table | Format::Csv => markdown(&outline(&digest)),
        })
    };
    answered(options, args.format, print, |made| console::answer(&made))
}
