//! Focus areas, job levels and holiday calendars.

use jiff::civil::Date;

use crate::parse::decode::{Located, Whole, record};
use crate::parse::values::{Country, Id, Name, Slug, Text};

record! {
    /// A focus area.
    pub struct FocusAreaRecord: "focus area" {
        /// Its name.
        need name: Name,
        /// Its place among the areas, smallest first.
        may order: Whole<0, 1000>,
        /// Who leads it.
        may lead: Slug,
        /// What it knows about, in inline Markdown.
        many expertise: Text<400>,
        /// The organizations that it works with.
        many connected_orgs: Located<Id>,
        /// What it asks of a program manager, in inline Markdown.
        may requirements: Text<1200>,
        /// Whether the requirements depend on the person.
        may requirements_vary: bool,
        /// How requests reach it.
        may intake: TriageRecord,
    }
}

record! {
    /// How requests reach a focus area.
    pub struct TriageRecord: "focus area's intake" {
        /// Words that point to this area.
        many keywords: Text<60>,
        /// Labels that a request gets.
        many labels: Text<80>,
        /// Who looks at requests first.
        may triage_dri: Slug,
        /// Working days until the first answer.
        may target_response_days: Whole<0, 365>,
    }
}

record! {
    /// Job levels: what is shared, and what each adds.
    pub struct LevelsRecord: "levels" {
        /// Responsibilities at every level, in inline Markdown.
        many shared: Text<400>,
        /// The levels, from junior to senior.
        many levels: LevelRecord,
        /// Additions by focus area.
        each focus_areas: Vec<Text<400>>,
    }
}

record! {
    /// One job level.
    pub struct LevelRecord: "level" {
        /// Its id.
        need id: Slug,
        /// Its name.
        need name: Name,
        /// What it is, in inline Markdown.
        may summary: Text<400>,
        /// What it adds, in inline Markdown.
        many responsibilities: Text<400>,
    }
}

record! {
    /// A calendar of public holidays.
    pub struct HolidaysRecord: "holiday calendar" {
        /// Its name.
        need name: Name,
        /// ISO 3166 code.
        may country: Country,
        /// The days.
        many days: HolidayRecord,
    }
}

record! {
    /// One holiday.
    pub struct HolidayRecord: "holiday" {
        /// The local date.
        need date: Date,
        /// What is celebrated.
        need name: Text<80>,
    }
}
