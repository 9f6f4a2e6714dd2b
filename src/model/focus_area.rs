//! Focus areas, job levels, holiday calendars.

use super::{FocusAreaId, Level, PersonId};
use crate::markdown::Markup;
use crate::source::SourcePath;
use crate::time::Holidays;

/// A focus area.
#[derive(Clone, Debug, PartialEq)]
pub struct FocusArea {
    /// Its slug.
    pub slug: String,
    /// Slugs that it had, the first one first.
    pub formerly: Vec<String>,
    /// Its record's file.
    pub file: SourcePath,
    /// Its name.
    pub name: String,
    /// Its place among the areas.
    pub order: u16,
    /// Who leads it.
    pub lead: Option<PersonId>,
    /// What it knows about.
    pub expertise: Vec<Markup>,
    /// Names of the organizations that it works with.
    pub connected_orgs: Vec<String>,
    /// What it asks of a program manager.
    pub requirements: Markup,
    /// Whether the requirements depend on the person.
    pub requirements_vary: bool,
    /// Words that point to this area.
    pub keywords: Vec<String>,
    /// Labels that a request gets.
    pub labels: Vec<String>,
    /// Who looks at requests first.
    pub triage_dri: Option<PersonId>,
    /// Working days until the first answer.
    pub target_response_days: Option<u16>,
}

/// Job levels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JobLevels {
    /// Responsibilities at every level.
    pub shared: Vec<Markup>,
    /// The levels, from junior to senior.
    pub levels: Vec<Level>,
    /// What focus areas add.
    pub additions: Vec<(FocusAreaId, Vec<Markup>)>,
}

impl JobLevels {
    /// The level's name, or its id when it is not declared.
    #[must_use]
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.levels.iter().find(|level| level.id == id).map_or(id, |level| &level.name)
    }

    /// What `area` adds at every level.
    #[must_use]
    pub fn additions(&self, area: FocusAreaId) -> &[Markup] {
        self.additions.iter().find(|(id, _)| *id == area).map_or(&[], |(_, lines)| lines)
    }
}

/// A calendar of public holidays.
#[derive(Clone, Debug, PartialEq)]
pub struct HolidayCalendar {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// ISO 3166 code.
    pub country: Option<String>,
    /// Its days, which nobody sees by name.
    pub days: Holidays,
}
