//! Arguments of `new`.

use clap::Subcommand;
use jiff::civil::Date;

use super::super::options::{date, slug};
use super::item_args::{
    AssumptionArgs, DecisionArgs, DependencyArgs, GoalArgs, HolidayArgs, IssueArgs, MilestoneArgs, RiskArgs,
};

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct NewArgs {
    /// What to add.
    #[command(subcommand)]
    pub(in crate::cli) kind: New,
}

/// What to add.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum New {
    /// Add a Markdown page
    Page(PageArgs),
    /// Add a person
    Person(PersonArgs),
    /// Add a program
    Program(ProgramArgs),
    /// Add a status update, begun from the program's last one
    Update(UpdateArgs),
    /// Add a focus area
    FocusArea(FocusAreaArgs),
    /// Add a milestone to a program
    Milestone(MilestoneArgs),
    /// Add a risk to a program
    Risk(RiskArgs),
    /// Add an issue to a program
    Issue(IssueArgs),
    /// Add an assumption to a program
    Assumption(AssumptionArgs),
    /// Add a dependency to the program that needs it
    Dependency(DependencyArgs),
    /// Add a decision to a program
    Decision(DecisionArgs),
    /// Declare a goal in pmo.yaml
    Goal(GoalArgs),
    /// Add a day to a holiday calendar
    Holiday(HolidayArgs),
}

/// Arguments of `new page`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct PageArgs {
    /// Path below content/, such as handbook/working-together/reviews
    #[arg(value_name = "PATH")]
    pub(super) path: String,
    /// Title of the page [default: from the path]
    #[arg(long)]
    pub(super) title: Option<String>,
}

/// Arguments of `new person`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct PersonArgs {
    /// Name of the file, such as maya-okafor
    #[arg(value_name = "SLUG", value_parser = slug)]
    pub(super) slug: String,
    /// Their name [default: from the slug]
    #[arg(long)]
    pub(super) name: Option<String>,
    /// Their role
    #[arg(long, default_value = "Program manager")]
    pub(super) role: String,
    /// IANA time zone, such as Europe/Lisbon [default: the site's]
    #[arg(long, value_name = "ZONE")]
    pub(super) time_zone: Option<String>,
    /// Focus area that they work in [default: the first one]
    #[arg(long, value_name = "SLUG", value_parser = slug, conflicts_with = "stakeholder")]
    pub(super) focus_area: Option<String>,
    /// Somebody outside the PMO: a sponsor, a partner
    #[arg(long)]
    pub(super) stakeholder: bool,
}

/// Arguments of `new program`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ProgramArgs {
    /// Name of the folder, such as tenant-migration
    #[arg(value_name = "SLUG", value_parser = slug)]
    pub(super) slug: String,
    /// The program's name [default: from the slug]
    #[arg(long)]
    pub(super) name: Option<String>,
    /// What it brings about, in one sentence
    #[arg(long)]
    pub(super) summary: Option<String>,
    /// Focus area that runs it [default: the DRI's, else the first one]
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub(super) focus_area: Option<String>,
    /// Directly responsible individual [default: somebody of the focus area]
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub(super) dri: Option<String>,
}

/// Arguments of `new update`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct UpdateArgs {
    /// The program's slug
    #[arg(value_name = "PROGRAM")]
    pub(super) program: String,
    /// Day that it reports [default: today in the site's zone]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
    /// Who writes it [default: the author of the last one, else the DRI]
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub(super) author: Option<String>,
    /// The report that it corrects, by the name of its file: 2026-02-05
    #[arg(long, value_name = "REPORT")]
    pub(super) corrects: Option<String>,
}

/// Arguments of `new focus-area`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct FocusAreaArgs {
    /// Name of the file, such as data-platform
    #[arg(value_name = "SLUG", value_parser = slug)]
    pub(super) slug: String,
    /// The area's name [default: from the slug]
    #[arg(long)]
    pub(super) name: Option<String>,
    /// Who leads it
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub(super) lead: Option<String>,
}
