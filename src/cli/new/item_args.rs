//! Arguments of `new` for the items of a program, goals and holidays.

use jiff::civil::Date;

use super::super::options::{date, plan_date, slug};
use crate::time::WrittenDate;

/// Arguments of `new milestone`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct MilestoneArgs {
    /// The program's slug
    #[arg(value_name = "PROGRAM")]
    pub(super) program: String,
    /// What is reached
    #[arg(value_name = "NAME")]
    pub(super) name: String,
    /// The date that is promised: a day, or a time without one such as `2026-Q3`, `2026-H2` or `2026-09`
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = plan_date)]
    pub(super) baseline: WrittenDate,
    /// Who sees to it
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub(super) owner: Option<String>,
    /// The program's health depends on it
    #[arg(long)]
    pub(super) key: bool,
    /// First day on which it is in the plan [default: today in the site's zone]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) added: Option<Date>,
}

/// Arguments of `new risk`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct RiskArgs {
    /// The program's slug
    #[arg(value_name = "PROGRAM")]
    pub(super) program: String,
    /// What may happen and what it would cause
    #[arg(value_name = "STATEMENT")]
    pub(super) statement: String,
    /// How likely, 1 to 5
    #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub(super) probability: u8,
    /// How bad, 1 to 5
    #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub(super) impact: u8,
    /// Who watches it
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub(super) owner: String,
    /// When it is looked at next
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) review_by: Date,
    /// Its kind, in the site's own words
    #[arg(long, value_name = "TEXT")]
    pub(super) category: Option<String>,
    /// What is done about it: avoid, mitigate, transfer or accept
    #[arg(long, value_name = "WORD")]
    pub(super) response: Option<String>,
    /// How
    #[arg(long, value_name = "TEXT")]
    pub(super) plan: Option<String>,
    /// Who hears of it next
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub(super) escalate_to: Option<String>,
    /// Since when it is known [default: today in the site's zone]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) raised: Option<Date>,
}

/// Arguments of `new issue`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct IssueArgs {
    /// The program's slug
    #[arg(value_name = "PROGRAM")]
    pub(super) program: String,
    /// What has happened
    #[arg(value_name = "STATEMENT")]
    pub(super) statement: String,
    /// Who mends it
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub(super) owner: String,
    /// Until when
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) due: Date,
    /// How bad it is: low, medium, high or critical
    #[arg(long, value_name = "WORD")]
    pub(super) severity: Option<String>,
    /// The risk that it came from
    #[arg(long, value_name = "ID")]
    pub(super) from_risk: Option<String>,
    /// Since when [default: today in the site's zone]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) raised: Option<Date>,
}

/// Arguments of `new assumption`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct AssumptionArgs {
    /// The program's slug
    #[arg(value_name = "PROGRAM")]
    pub(super) program: String,
    /// What is assumed
    #[arg(value_name = "STATEMENT")]
    pub(super) statement: String,
    /// Who checks it
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub(super) owner: Option<String>,
    /// Until when
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) validate_by: Option<Date>,
    /// Since when it is assumed [default: today in the site's zone]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) added: Option<Date>,
}

/// Arguments of `new dependency`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct DependencyArgs {
    /// The slug of the program that needs it
    #[arg(value_name = "PROGRAM")]
    pub(super) program: String,
    /// What is needed
    #[arg(value_name = "NEED")]
    pub(super) need: String,
    /// The milestone that gives it
    #[arg(long, value_name = "PROGRAM#MILESTONE", required_unless_present = "external", conflicts_with = "external")]
    pub(super) provider: Option<String>,
    /// Somebody outside who gives it
    #[arg(long, value_name = "NAME")]
    pub(super) external: Option<String>,
    /// By when
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) need_by: Date,
    /// The program cannot go on without it
    #[arg(long)]
    pub(super) hard: bool,
    /// Who sees to it on this side
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub(super) owner: Option<String>,
    /// Since when it is needed [default: today in the site's zone]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) added: Option<Date>,
}

/// Arguments of `new decision`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct DecisionArgs {
    /// The program's slug
    #[arg(value_name = "PROGRAM")]
    pub(super) program: String,
    /// What was decided
    #[arg(value_name = "TITLE")]
    pub(super) title: String,
    /// By whom: a person or a forum
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub(super) by: String,
    /// Where it stands
    #[arg(long, value_name = "WORD", default_value = "accepted")]
    pub(super) status: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(super) rationale: Option<String>,
    /// The request for a decision that it answers
    #[arg(long, value_name = "ID")]
    pub(super) answers: Option<String>,
    /// The earlier decision that it replaces
    #[arg(long, value_name = "ID")]
    pub(super) supersedes: Option<String>,
    /// When it was taken or proposed [default: today in the site's zone]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
}

/// Arguments of `new goal`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct GoalArgs {
    /// What records write, such as lean-platform
    #[arg(value_name = "ID")]
    pub(super) id: String,
    /// What readers see [default: the id with a capital letter]
    #[arg(long)]
    pub(super) name: Option<String>,
}

/// Arguments of `new holiday`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct HolidayArgs {
    /// The slug of the calendar, a file in content/holidays
    #[arg(value_name = "CALENDAR")]
    pub(super) calendar: String,
    /// The day
    #[arg(value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Date,
    /// What it is called
    #[arg(value_name = "NAME")]
    pub(super) name: String,
}
