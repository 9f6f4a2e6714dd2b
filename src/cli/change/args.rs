//! Arguments of `change`.

use jiff::civil::Date;

use super::super::options::{date, slug};

/// Arguments of `change`.
#[derive(Debug, clap::Args)]
#[command(override_usage = "pmo-site change [OPTIONS] PROGRAM[#ITEM] FIELD=VALUE...\n       \
                      pmo-site change [OPTIONS] --person SLUG FIELD=VALUE...\n       \
                      pmo-site change [OPTIONS] --focus-area SLUG FIELD=VALUE...")]
pub(in crate::cli) struct ChangeArgs {
    /// The program or an item of it (`apollo`, `apollo#M2`), unless --person or --focus-area name a record; then fields
    /// and what they are from now on: dri=li-wei. `backup=` means that there is none any more; lists are written
    /// goals=a,b
    #[arg(value_name = "WHAT", required = true)]
    pub(super) words: Vec<String>,
    /// Change this person's record
    #[arg(long, value_name = "SLUG", value_parser = slug, conflicts_with = "focus_area")]
    pub(super) person: Option<String>,
    /// Change this focus area's record
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub(super) focus_area: Option<String>,
    /// First day on which the new values hold [default: today in the site's zone]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
    /// Why, in one sentence
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    /// The decision of the program that it follows from
    #[arg(long, value_name = "ID")]
    pub(super) decision: Option<String>,
    /// Last day of a pause, as planned
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) until: Option<Date>,
    /// The programs that a complete or cancelled one goes on as
    #[arg(long, value_name = "SLUG,SLUG", value_parser = slug, value_delimiter = ',')]
    pub(super) successors: Vec<String>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}
