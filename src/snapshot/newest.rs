//! The day of the newest record that somebody is told of: what pages and documents name in place of the site's day.

use jiff::civil::Date;

use super::Snapshot;
use crate::model::{FocusAreaId, PersonId, ProgramId};
use crate::time::IsoWeek;

impl Snapshot<'_> {
    /// The newest fact of a program.
    #[must_use]
    pub fn newest_of(&self, id: ProgramId) -> Option<Date> {
        self.model.program(id).newest(self.model.as_of)
    }

    /// The newest fact of all programs.
    #[must_use]
    pub fn newest(&self) -> Option<Date> {
        self.model.programs().filter_map(|(id, _)| self.newest_of(id)).max()
    }

    /// The newest fact of the programs that a focus area runs.
    #[must_use]
    pub fn newest_in(&self, area: FocusAreaId) -> Option<Date> {
        let own = self.model.programs().filter(|(id, _)| self.state(*id).facts.focus_area == area);
        own.filter_map(|(id, _)| self.newest_of(id)).max()
    }

    /// The newest fact of a person and of the programs in which they have a part.
    #[must_use]
    pub fn newest_about(&self, id: PersonId) -> Option<Date> {
        let programs = self.relations().programs(id).iter().filter_map(|program| self.newest_of(*program));
        programs.chain(self.model.person(id).newest(self.model.as_of)).max()
    }

    /// The newest fact of all people who show who they are. A date of anybody else would tell that something happened
    /// to them on that day.
    #[must_use]
    pub fn newest_of_people(&self) -> Option<Date> {
        let shown = self.model.people.iter().filter(|person| person.has_page());
        shown.filter_map(|person| person.newest(self.model.as_of)).max()
    }

    /// The day from which on coverage is as it is told: the Monday of the week that is shown, or the newest fact of all
    /// people.
    #[must_use]
    pub fn newest_of_coverage(&self) -> Date {
        let monday = IsoWeek::of(self.model.as_of).monday();
        self.newest_of_people().map_or(monday, |newest| newest.max(monday))
    }
}
