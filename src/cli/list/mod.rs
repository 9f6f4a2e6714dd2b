//! `pmo-site list`: what the records say, as a table for people or as rows for scripts.

pub(super) mod args;
mod columns;

use super::ask::answered;
use super::format::{self, Format};
use super::options::Options;
use super::{Exit, Failure, console};
use crate::feeds::Unknown;
use crate::feeds::list::{Listing, list as ask, not_stated};
use crate::snapshot::Snapshot;
use crate::words::{Term, WORDS};
use args::ListArgs;

/// How many people without a statement are named.
const NAMED: usize = 10;

/// What is printed, and what is said beside it.
#[derive(PartialEq)]
struct Printed {
    text: String,
    empty: bool,
    /// People whom the list leaves out because they have not stated what it asks for.
    silent: Vec<String>,
}

/// Prints what was asked for, unless the site has errors.
pub(super) fn list(options: &Options, args: &ListArgs) -> Result<Exit, Failure> {
    args.format.require(format::LIST)?;
    let query = args.kind.query();
    let print = |cx: &Snapshot<'_>| {
        let listing = ask(cx, &query)?;
        let silent = not_stated(cx, &query)?;
        Ok::<_, Unknown>(Printed { empty: listing.is_empty(), text: written(cx, listing, args.format), silent })
    };
    answered(options, args.format, print, |Printed { text, empty, silent }| {
        console::answer(&text)?;
        if empty && !options.quiet {
            console::say("nothing matches");
        }
        if !silent.is_empty() && args.format.is_read_by_people() && !options.quiet {
            console::say(left_out(&silent));
        }
        Ok(())
    })
}

/// `listing` in this form.
fn written(cx: &Snapshot<'_>, listing: Listing<'_>, format: Format) -> String {
    match format {
        Format::Csv => listing.csv(&cx.model.config.fields),
        Format::Json => listing.json(cx.model.as_of),
        // `require` lets no other form come here; the compiler asks for a form that is added.
        Format::Table | Format::Human | Format::Md | Format::Text | Format::Html if listing.is_empty() => String::new(),
        Format::Table | Format::Human | Format::Md | Format::Text | Format::Html => {
            columns::table(&listing, &cx.model.config.fields)
        }
    }
}

/// That `silent` are not in the list, and how to see them all.
fn left_out(silent: &[String]) -> String {
    let (named, rest) = silent.split_at(silent.len().min(NAMED));
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    format!(
        "not stated by {}, who {} left out: {}{more}; add `not-stated` to `--accepting` to list them",
        WORDS.count(silent.len(), Term::Person),
        WORDS.form(silent.len(), Term::Is),
        WORDS.commas(named),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_people_without_a_statement_are_counted() {
        let people: Vec<String> = (1..=12).map(|number| format!("p{number}")).collect();
        assert_eq!(
            left_out(people.get(..1).unwrap_or_default()),
            "not stated by 1 person, who is left out: p1; add `not-stated` to `--accepting` to list them"
        );
        assert_eq!(
            left_out(&people),
            "not stated by 12 people, who are left out: p1, p2, p3, p4, p5, p6, p7, p8, p9, p10 and 2 more; \
             add `not-stated` to `--accepting` to list them"
        );
    }
}
