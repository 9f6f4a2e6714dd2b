//! The arguments as clap reads them.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::adopt::Tool;
use super::change::args::ChangeArgs;
use super::format::{self, Format};
use super::list::args::ListArgs;
use super::new::args::NewArgs;
use super::options::{Options, date, slug};
use super::schema::SchemaArgs;
use super::serve::args::ServeArgs;
use super::theme::args::ThemeArgs;

/// What `--version` prints: the zone database decides what coverage says, so it is part of the version.
static VERSION: LazyLock<String> =
    LazyLock::new(|| format!("{} (time-zone database {})", env!("CARGO_PKG_VERSION"), crate::time::TZDB_VERSION));

/// A static site for a Program Management Office, made from Markdown and YAML.
#[derive(Debug, Parser)]
#[command(name = "pmo-site", version = VERSION.as_str(), about, after_help = EXIT_CODES, max_term_width = 100)]
pub(super) struct Args {
    /// Options of every command.
    #[command(flatten)]
    pub(super) options: Options,
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Shown below the help.
const EXIT_CODES: &str = "Exit codes: 0 clean; 1 errors in the site (with --strict warnings too); 2 usage or \
configuration; 3 input or output; 4 internal fault.\nStart with: pmo-site init my-site && cd my-site && pmo-site build";

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site into the output folder
    Build(BuildArgs),
    /// Show the site in a browser while you write it; nothing is written
    Serve(ServeArgs),
    /// Check the site and write nothing
    Check(CheckArgs),
    /// Make a small complete site in a new folder, or a pipeline for the site that is there
    Init(InitArgs),
    /// Make a site of a handbook that was written for another tool, where it lies
    Adopt(AdoptArgs),
    /// Add a page or a record
    New(NewArgs),
    /// Change a fact from a day on, and keep what it was
    Change(ChangeArgs),
    /// Give a program, a person or a focus area another slug; the old one still leads to it
    Rename(RenameArgs),
    /// Hand every open job of somebody over to somebody else, in all records at once
    HandOver(HandOverArgs),
    /// Say that you have read pages and that they are true: the day and the reviewer are written into each
    Review(ReviewArgs),
    /// Forget somebody who has left: their name, picture and handles go, and what they did stays
    Erase(EraseArgs),
    /// List programs, milestones, risks, decisions, reports or people, as the public site tells them
    List(ListArgs),
    /// Print a digest for mail or chat, of what the public may read: exceptions, decisions needed, milestones, changes
    Report(ReportArgs),
    /// Print who works when, to the minute in UTC, as the public may know it: how many people, or one person's hours
    Coverage(CoverageArgs),
    /// Explain a finding by its code, or list all codes
    Explain(ExplainArgs),
    /// Show what the theme is made of, and copy files of it to change them
    Theme(ThemeArgs),
    /// Print the JSON Schema of a kind of record
    Schema(SchemaArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
}

/// Arguments of `build`.
#[derive(Debug, clap::Args)]
pub(super) struct BuildArgs {
    /// Do not wait until the site is on the disk: quicker, for folders that nobody serves
    #[arg(long)]
    pub(super) no_sync: bool,
    /// Let pass the findings that are in FILE, and report only others: the file of `check --update-baseline`, or the
    /// output of `check --format json` [default: `baseline` in pmo.yaml]
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
}

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line and depends on no other")]
pub(super) struct CheckArgs {
    /// Print every finding in full, however many of a kind there are
    #[arg(long)]
    pub(super) all: bool,
    /// Let pass the findings that are in FILE, and report only others: the file of `check --update-baseline`, or the
    /// output of `check --format json` [default: `baseline` in pmo.yaml]
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write the list that `baseline` in pmo.yaml or `--baseline` names: every finding that is there now and may be
    /// known, new ones too
    #[arg(long)]
    pub(super) update_baseline: bool,
    /// Also report what nobody needs any more: pages and files that no text leads to, large pictures, redirects to
    /// redirects, pages whose owner has left
    #[arg(long)]
    pub(super) housekeeping: bool,
    /// Also ask other sites whether links to them still lead somewhere: politely, and each found address once in a
    /// while
    #[arg(long)]
    pub(super) external: bool,
    /// The file that keeps what other sites answered [default: external-links.json in the site's folder]
    #[arg(long, value_name = "FILE", requires = "external")]
    pub(super) external_answers: Option<PathBuf>,
    /// Days for which an address that was found is not asked for again
    #[arg(long, value_name = "DAYS", default_value_t = 14, requires = "external")]
    pub(super) external_days: u16,
    /// Also report which published addresses and parts of pages are lost: a file with one address in each line, a
    /// sitemap, or the folder of a built site
    #[arg(long, value_name = "FILE|FOLDER")]
    pub(super) against: Option<PathBuf>,
    /// Also report what rewrote the past since an earlier state of the site: a commit, branch or tag of git, or a
    /// folder
    #[arg(long, value_name = "REF|FOLDER")]
    pub(super) base: Option<String>,
    /// The day of that state [default: that of the commit; of a folder that of its newest report]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, requires = "base")]
    pub(super) base_day: Option<Date>,
}

/// Arguments of `adopt`.
#[derive(Debug, clap::Args)]
pub(super) struct AdoptArgs {
    /// The tool that the handbook was written for [default: the one whose configuration is there]
    #[arg(long, value_name = "TOOL", value_enum)]
    pub(super) from: Option<Tool>,
    /// Print the settings and what would be owed, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// Folder to make; files that are there already are never replaced
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) folder: PathBuf,
    /// The site's title
    #[arg(long, default_value = "Program Management Office")]
    pub(super) title: String,
    /// Also write the pipeline that checks, publishes and rebuilds the site each night; in the folder of a site, only
    /// that
    #[arg(long, value_name = "HOST", value_enum)]
    pub(super) ci: Option<CiHost>,
}

/// Whose pipelines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CiHost {
    /// GitLab CI and GitLab Pages
    Gitlab,
    /// GitHub Actions and GitHub Pages
    Github,
}

/// Arguments of `rename`.
#[derive(Debug, clap::Args)]
pub(super) struct RenameArgs {
    /// What is renamed
    #[arg(value_name = "KIND", value_enum)]
    pub(super) kind: RenameKind,
    /// Its slug
    #[arg(value_name = "OLD", value_parser = slug)]
    pub(super) old: String,
    /// The slug that it gets; one that was never used
    #[arg(value_name = "NEW", value_parser = slug)]
    pub(super) new: String,
}

/// What can be renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RenameKind {
    /// A program, with its folder
    Program,
    /// A person
    Person,
    /// A focus area
    FocusArea,
}

/// Arguments of `hand-over`.
#[derive(Debug, clap::Args)]
pub(super) struct HandOverArgs {
    /// Who hands over
    #[arg(value_name = "PERSON", value_parser = slug)]
    pub(super) person: String,
    /// Who takes over
    #[arg(value_name = "TO", value_parser = slug)]
    pub(super) to: String,
    /// First day on which TO has the jobs [default: today in the site's zone]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
    /// Why, in one sentence
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    /// Print what would be moved and the lines that would change, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// Arguments of `review`.
#[derive(Debug, clap::Args)]
pub(super) struct ReviewArgs {
    /// Files or addresses of pages: `content/handbook/calls.md`, `/handbook/calls/`
    #[arg(value_name = "PAGE", required = true)]
    pub(super) pages: Vec<String>,
    /// Who reviewed them [default: the person whose `handles` have the `user.email` of git]
    #[arg(long, value_name = "PERSON", value_parser = slug)]
    pub(super) by: Option<String>,
    /// The day of the review [default: today in the site's zone]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) on: Option<Date>,
    /// Print the lines that would change, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// Arguments of `erase`.
#[derive(Debug, clap::Args)]
pub(super) struct EraseArgs {
    /// Who is forgotten
    #[arg(value_name = "PERSON", value_parser = slug)]
    pub(super) person: String,
    /// Print the lines that would change, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// Arguments of `report`.
#[derive(Debug, clap::Args)]
pub(super) struct ReportArgs {
    /// First day of what has changed [default: 14 days before the day of the report]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) since: Option<Date>,
    /// Only this program
    #[arg(long, value_name = "SLUG")]
    pub(super) program: Option<String>,
    /// How the digest is written; findings go to standard error
    #[arg(long, default_value = "md", value_parser = Format::among(format::DIGEST))]
    pub(super) format: Format,
}

/// Arguments of `coverage`.
#[derive(Debug, clap::Args)]
pub(super) struct CoverageArgs {
    /// First UTC date [default: Monday of the week in which --to lies, or the day the site speaks for]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) from: Option<Date>,
    /// Last UTC date, included to its end [default: Sunday of the week in which --from lies, or the day the site speaks
    /// for]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) to: Option<Date>,
    /// The hours of this person, whether or not they have come yet
    #[arg(long, value_name = "SLUG", conflicts_with = "focus_area")]
    pub(super) person: Option<String>,
    /// Only people who work in this focus area
    #[arg(long, value_name = "SLUG")]
    pub(super) focus_area: Option<String>,
    /// How the hours are written: cut into UTC days for people, or as they are; findings go to standard error
    #[arg(long, default_value = "table", value_parser = Format::among(format::COVERAGE))]
    pub(super) format: Format,
}

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// Code of a finding, such as PMO-E0401; lists all without
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}
