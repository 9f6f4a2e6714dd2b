//! Arguments of `list`.

use clap::Subcommand;

use super::super::format::{self, Format, one_of};
use crate::feeds::list::{DecisionQuery, ItemQuery, PersonQuery, ProgramQuery, Query, RiskQuery, UpdateQuery};
use crate::parse::records::{Accepting, Colour, Lifecycle};

/// Words for how a program is counted.
const HEALTH: &[&str] = &["green", "amber", "red", "stale", "never"];

/// Words for whether somebody is there.
const STANDING: &[&str] = &["planned", "present", "departed"];

/// The word for people who have not said whether they take new work.
const NOT_STATED: &str = "not-stated";

/// Words for whether somebody takes new work.
const ACCEPTING: &[&str] = &[Accepting::Open.word(), Accepting::Limited.word(), Accepting::Full.word(), NOT_STATED];

/// Arguments of `list`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ListArgs {
    /// How the list is written; findings go to standard error
    #[arg(long, global = true, default_value = "table", value_parser = Format::among(format::LIST))]
    pub(super) format: Format,
    /// What is listed.
    #[command(subcommand)]
    pub(super) kind: ListKind,
}

/// What is listed.
#[derive(Debug, Subcommand)]
pub(super) enum ListKind {
    /// Programs as they stand
    Programs(ProgramsArgs),
    /// Milestones: promised, expected, reached
    Milestones(ItemsArgs),
    /// Risks, open and closed
    Risks(RisksArgs),
    /// Issues, open and closed
    Issues(ItemsArgs),
    /// What programs need from others
    Dependencies(ItemsArgs),
    /// Decisions, or with --open the requests that wait for one
    Decisions(DecisionsArgs),
    /// Status reports of all programs, the newest first
    Updates(UpdatesArgs),
    /// People
    People(PeopleArgs),
}

/// Arguments of `list programs`.
#[derive(Debug, clap::Args)]
pub(super) struct ProgramsArgs {
    /// Only programs counted as one of these: an active one by its colour, `stale` or `never`
    #[arg(long, value_name = "WORD", value_delimiter = ',', value_parser = one_of(HEALTH, |word| word))]
    health: Vec<&'static str>,
    /// Only programs at one of these points of their life
    #[arg(long, value_name = "WORD", value_delimiter = ',', value_parser = one_of(Lifecycle::ALL, Lifecycle::word))]
    lifecycle: Vec<Lifecycle>,
    /// Only programs that this focus area runs
    #[arg(long, value_name = "SLUG")]
    focus_area: Option<String>,
    /// Only programs that this person answers for
    #[arg(long, value_name = "SLUG")]
    dri: Option<String>,
    /// Only programs that this person sponsors
    #[arg(long, value_name = "SLUG")]
    sponsor: Option<String>,
    /// Only programs that serve this goal of `pmo.yaml`
    #[arg(long, value_name = "ID")]
    goal: Option<String>,
    /// Only programs with this tag
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,
    /// Only programs that report better than the rules allow
    #[arg(long)]
    flagged: bool,
    /// Only programs whose next report is due within so many days, is overdue, or would be their first
    #[arg(long, value_name = "DAYS")]
    due: Option<u16>,
    /// Only programs with this value in a field of the site's own that `pmo.yaml` declares with `filter: true`; `ID=`
    /// finds those without one
    #[arg(long = "field", value_name = "ID=VALUE", value_parser = own_field)]
    fields: Vec<(String, String)>,
}

/// Arguments of `list milestones`, `list issues` and `list dependencies`.
#[derive(Debug, clap::Args)]
pub(super) struct ItemsArgs {
    /// Only those of this program
    #[arg(long, value_name = "SLUG")]
    program: Option<String>,
    /// Only those of programs that this focus area runs
    #[arg(long, value_name = "SLUG")]
    focus_area: Option<String>,
    /// Only those that this person sees to
    #[arg(long, value_name = "SLUG")]
    owner: Option<String>,
    /// Only open ones: milestones not reached, issues not closed, dependencies not delivered
    #[arg(long)]
    open: bool,
    /// Only late ones: open milestones and issues past their day, dependencies expected after they are needed
    #[arg(long)]
    overdue: bool,
}

/// Arguments of `list risks`.
#[derive(Debug, clap::Args)]
pub(super) struct RisksArgs {
    /// Only risks of this program
    #[arg(long, value_name = "SLUG")]
    program: Option<String>,
    /// Only risks of programs that this focus area runs
    #[arg(long, value_name = "SLUG")]
    focus_area: Option<String>,
    /// Only risks that this person watches
    #[arg(long, value_name = "SLUG")]
    owner: Option<String>,
    /// Only risks with this score or a higher one: probability times impact
    #[arg(long, value_name = "1-25", value_parser = clap::value_parser!(u8).range(1..=25))]
    min_score: Option<u8>,
    /// Only open risks
    #[arg(long)]
    open: bool,
    /// Only open risks past their review date
    #[arg(long)]
    overdue: bool,
    /// Only risks with this value in a field of the site's own that `pmo.yaml` declares with `filter: true`; `ID=`
    /// finds those without one
    #[arg(long = "field", value_name = "ID=VALUE", value_parser = own_field)]
    fields: Vec<(String, String)>,
}

/// Arguments of `list decisions`.
#[derive(Debug, clap::Args)]
pub(super) struct DecisionsArgs {
    /// Only decisions of this program
    #[arg(long, value_name = "SLUG")]
    program: Option<String>,
    /// Only decisions of programs that this focus area runs
    #[arg(long, value_name = "SLUG")]
    focus_area: Option<String>,
    /// The requests that wait for an answer, in place of decisions taken or proposed
    #[arg(long)]
    open: bool,
    /// Only requests whose day has passed
    #[arg(long)]
    overdue: bool,
}

/// Arguments of `list updates`.
#[derive(Debug, clap::Args)]
pub(super) struct UpdatesArgs {
    /// Only reports of this program
    #[arg(long, value_name = "SLUG")]
    program: Option<String>,
    /// Only reports of programs that this focus area runs
    #[arg(long, value_name = "SLUG")]
    focus_area: Option<String>,
    /// Only reports that this person wrote
    #[arg(long, value_name = "SLUG")]
    author: Option<String>,
    /// Only reports of one of these colours
    #[arg(long, value_name = "WORD", value_delimiter = ',', value_parser = one_of(Colour::ALL, Colour::word))]
    health: Vec<Colour>,
}

/// Arguments of `list people`.
#[derive(Debug, clap::Args)]
pub(super) struct PeopleArgs {
    /// Only people who work in this focus area
    #[arg(long, value_name = "SLUG")]
    focus_area: Option<String>,
    /// Only people who have a part in this program
    #[arg(long, value_name = "SLUG")]
    program: Option<String>,
    /// Only people who are so
    #[arg(long, value_name = "WORD", value_delimiter = ',', value_parser = one_of(STANDING, |word| word))]
    standing: Vec<&'static str>,
    /// Only people who take new work like this, or who have not stated it
    #[arg(long, value_name = "WORD", value_delimiter = ',', value_parser = one_of(ACCEPTING, |word| word))]
    accepting: Vec<&'static str>,
    /// Only people with at least so many percent of their time free for programs
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    free: Option<u8>,
    /// Only people who are good at this
    #[arg(long, value_name = "WORD")]
    specialty: Option<String>,
    /// Only people with this value in a field of the site's own that `pmo.yaml` declares with `filter: true`; `ID=`
    /// finds those without one
    #[arg(long = "field", value_name = "ID=VALUE", value_parser = own_field)]
    fields: Vec<(String, String)>,
}

/// A field of the site's own and a value of it.
fn own_field(text: &str) -> Result<(String, String), &'static str> {
    let (id, value) = text.split_once('=').ok_or("write the field's id, `=` and the value")?;
    Ok((id.trim().to_owned(), value.trim().to_owned()))
}

impl ItemsArgs {
    fn query(&self) -> ItemQuery {
        ItemQuery {
            program: self.program.clone(),
            focus_area: self.focus_area.clone(),
            owner: self.owner.clone(),
            open: self.open,
            overdue: self.overdue,
        }
    }
}

impl PeopleArgs {
    /// The words of records among those that were given.
    fn accepting(&self) -> Vec<Accepting> {
        Accepting::ALL.iter().copied().filter(|accepting| self.accepting.contains(&accepting.word())).collect()
    }
}

impl ListKind {
    /// What the core is asked.
    pub(super) fn query(&self) -> Query {
        match self {
            Self::Programs(args) => Query::Programs(ProgramQuery {
                health: args.health.clone(),
                lifecycle: args.lifecycle.clone(),
                focus_area: args.focus_area.clone(),
                dri: args.dri.clone(),
                sponsor: args.sponsor.clone(),
                goal: args.goal.clone(),
                tag: args.tag.clone(),
                flagged: args.flagged,
                due: args.due,
                fields: args.fields.clone(),
            }),
            Self::Milestones(args) => Query::Milestones(args.query()),
            Self::Issues(args) => Query::Issues(args.query()),
            Self::Dependencies(args) => Query::Dependencies(args.query()),
            Self::Risks(args) => Query::Risks(RiskQuery {
                program: args.program.clone(),
                focus_area: args.focus_area.clone(),
                owner: args.owner.clone(),
                min_score: args.min_score.unwrap_or(0),
                open: args.open,
                overdue: args.overdue,
                fields: args.fields.clone(),
            }),
            Self::Decisions(args) => Query::Decisions(DecisionQuery {
                program: args.program.clone(),
                focus_area: args.focus_area.clone(),
                open: args.open,
                overdue: args.overdue,
            }),
            Self::Updates(args) => Query::Updates(UpdateQuery {
                program: args.program.clone(),
                focus_area: args.focus_area.clone(),
                author: args.author.clone(),
                health: args.health.clone(),
            }),
            Self::People(args) => Query::People(PersonQuery {
                focus_area: args.focus_area.clone(),
                program: args.program.clone(),
                standing: args.standing.clone(),
                accepting: args.accepting(),
                silent: args.accepting.contains(&NOT_STATED),
                free: args.free,
                specialty: args.specialty.clone(),
                fields: args.fields.clone(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_records_can_be_asked_for() {
        let words = Accepting::ALL.iter().map(|accepting| accepting.word());
        assert!(words.eq(ACCEPTING.iter().copied().filter(|word| *word != NOT_STATED)));
    }
}
