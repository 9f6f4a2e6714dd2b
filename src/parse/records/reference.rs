//! Focus areas, job levels and holiday calendars.

use jiff::civil::Date;

use crate::markdown::Markup;
use crate::parse::compare::entries;
use crate::parse::country::Country;
use crate::parse::declare::record;
use crate::parse::decode::{Located, Whole};
use crate::parse::refs::{OrgRef, PersonRef};
use crate::parse::values::{Markdown, Name, Slug, Text};
use crate::time::DayHours;

record! {
    /// A focus area.
    pub struct FocusAreaRecord: "focus area", was FocusAreaWas (
        /// Who looks at requests first.
        triage_dri: PersonRef
    ) {
        /// Its name.
        need name: Name [is label] [example = "Platform"],
        /// Its place among the areas, smallest first.
        may order: Whole<u16, 0, 1000> [is label] [default = "after all that have one"] [example = "1"],
        /// Who leads it.
        may lead: PersonRef [is dated],
        /// What it knows about, in inline Markdown.
        many expertise: Markdown<400> [is label] [example = "Clusters and storage"],
        /// The organizations that it works with.
        many connected_orgs: Located<OrgRef> [is label],
        /// What it asks of a program manager, in inline Markdown.
        may requirements: Markdown<1200> [is label] [example = "Has moved tenants before."],
        /// Whether the requirements depend on the person.
        may requirements_vary: bool [is label] [default = "`false`"],
        /// How requests reach it.
        may intake: TriageRecord [is items],
        /// Slugs that it had, the first one first: what names one of them means this area, and its old addresses lead
        /// on.
        many formerly: Located<Slug> [is label] [example = "clusters"],
        /// The day from which on the record exists.
        may recorded: Date [is fixed] [default = "always"],
        /// What it was, and until when.
        many changes: FocusAreaChangeRecord [is items],
    }
}

record! {
    /// A change of what a focus area's fields say.
    pub struct FocusAreaChangeRecord: "change of a focus area" {
        /// The first day on which the fields were no longer so.
        need date: Date,
        /// What they were.
        need was: FocusAreaWas,
    }
}

entries!(FocusAreaChangeRecord);

record! {
    /// How requests reach a focus area.
    pub struct TriageRecord: "focus area's intake" {
        /// Words that point to this area.
        many keywords: Text<60> [example = "migration"],
        /// Labels that a request gets.
        many labels: Text<80> [example = "area::platform"],
        /// Who looks at requests first.
        may triage_dri: PersonRef,
        /// Working days until the first answer.
        may target_response_days: Whole<u16, 0, 365> [example = "2"],
    }
}

record! {
    /// Job levels: what is shared, and what each adds.
    pub struct LevelsRecord: "levels" {
        /// Responsibilities at every level, in inline Markdown.
        many shared: Markdown<400> [example = "Keeps the program record true."],
        /// The levels, from junior to senior.
        many levels: LevelRecord,
        /// Additions by focus area.
        each focus_areas: Vec<Markdown<400>> [example = "{ platform: [Knows the clusters] }"],
    }
}

record! {
    /// One job level.
    pub struct LevelRecord: "level" => Level |to| {
        /// Its id.
        need id: Slug [example = "senior"],
        /// Its name.
        need name: Name [example = "Senior program manager"],
        /// What it is, in inline Markdown.
        may summary: Markdown<400> [default = "no summary"] [example = "Leads programs across two areas."] = Markup::default(),
        /// What it adds, in inline Markdown.
        many responsibilities: Markdown<400> [example = "Coaches others"],
        /// Ids that it had: people who have one of them are at this level.
        many formerly: Slug [example = "pm-2"],
        /// Last day on which people are at this level.
        may until: Date,
    }
}

record! {
    /// A calendar of public holidays.
    pub struct HolidaysRecord: "holiday calendar" {
        /// Its name.
        need name: Name [example = "Portugal"],
        /// ISO 3166 code.
        may country: Country,
        /// The days, each given once.
        many days: HolidayRecord [example = "{ date: 2026-04-25, name: Freedom Day }"],
    }
}

record! {
    /// One holiday, or a run of them: `date`, or `from` and `to`.
    pub struct HolidayRecord: "holiday" {
        /// The local date.
        may date: Date [default = "`from` and `to`"],
        /// The first local date of several.
        may from: Date [default = "`date`"],
        /// The last local date of several, at most a year after the first.
        may to: Date [default = "`date`"],
        /// What is celebrated.
        need name: Text<80> [example = "Freedom Day"],
        /// The hours that are worked all the same, of those that somebody has on that weekday: a short day.
        may hours: DayHours [default = "`closed`"] [example = "09:00-13:00"],
    }
}
