//! What somebody wants listed. An empty query takes everything; each field that is set leaves less.

use crate::parse::records::{Accepting, Colour, Lifecycle};

/// What is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Programs as they stand.
    Programs(ProgramQuery),
    /// Milestones, reached or not.
    Milestones(ItemQuery),
    /// Risks, open and closed.
    Risks(RiskQuery),
    /// Issues, open and closed.
    Issues(ItemQuery),
    /// What programs need from others.
    Dependencies(ItemQuery),
    /// Decisions, or the requests that wait for one.
    Decisions(DecisionQuery),
    /// Reports.
    Updates(UpdateQuery),
    /// People.
    People(PersonQuery),
}

/// Which programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgramQuery {
    /// How they are counted, any of these: `green`, `amber`, `red`, `stale`, `never`.
    pub health: Vec<&'static str>,
    /// Where they stand in their life, any of these.
    pub lifecycle: Vec<Lifecycle>,
    /// The slug of the area that runs them.
    pub focus_area: Option<String>,
    /// The slug of who answers for them.
    pub dri: Option<String>,
    /// The slug of who answers for them to the company.
    pub sponsor: Option<String>,
    /// The id of a goal that they serve.
    pub goal: Option<String>,
    /// A label that they have.
    pub tag: Option<String>,
    /// Only those that report better than the rules allow.
    pub flagged: bool,
    /// Only those whose next report is due in so many days or earlier, or that have never reported.
    pub due: Option<u16>,
    /// Values of the site's own fields, each as id and value; an empty value is that of those that give none.
    pub fields: Vec<(String, String)>,
}

/// Which milestones, issues or dependencies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemQuery {
    /// The slug of their program.
    pub program: Option<String>,
    /// The slug of the area that runs their program.
    pub focus_area: Option<String>,
    /// The slug of who sees to them.
    pub owner: Option<String>,
    /// Only those that are not reached, closed or delivered.
    pub open: bool,
    /// Only those that are late: an open milestone or issue past its day, a dependency that is expected after it is
    /// needed.
    pub overdue: bool,
}

/// Which risks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiskQuery {
    /// The slug of their program.
    pub program: Option<String>,
    /// The slug of the area that runs their program.
    pub focus_area: Option<String>,
    /// The slug of who watches them.
    pub owner: Option<String>,
    /// The lowest score.
    pub min_score: u8,
    /// Only open ones.
    pub open: bool,
    /// Only those past their review date.
    pub overdue: bool,
    /// Values of the site's own fields, each as id and value; an empty value is that of those that give none.
    pub fields: Vec<(String, String)>,
}

/// Which decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionQuery {
    /// The slug of their program.
    pub program: Option<String>,
    /// The slug of the area that runs their program.
    pub focus_area: Option<String>,
    /// The requests that wait for an answer, in place of the decisions that were taken or proposed.
    pub open: bool,
    /// Only those requests whose day has passed.
    pub overdue: bool,
}

/// Which reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UpdateQuery {
    /// The slug of their program.
    pub program: Option<String>,
    /// The slug of the area that runs their program.
    pub focus_area: Option<String>,
    /// The slug of who wrote them.
    pub author: Option<String>,
    /// The health that they report, any of these.
    pub health: Vec<Colour>,
}

/// Which people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonQuery {
    /// The slug of an area that they work in.
    pub focus_area: Option<String>,
    /// The slug of a program in which they have a part.
    pub program: Option<String>,
    /// Whether they are there, any of these: `planned`, `present`, `departed`.
    pub standing: Vec<&'static str>,
    /// Whether they take new work, any of these.
    pub accepting: Vec<Accepting>,
    /// Besides these, or alone, those who have not stated whether they take new work.
    pub silent: bool,
    /// At least so many percent of their time are free.
    pub free: Option<u8>,
    /// What they are good at, in letters of either case.
    pub specialty: Option<String>,
    /// Values of the site's own fields, each as id and value; an empty value is that of those that give none.
    pub fields: Vec<(String, String)>,
}
