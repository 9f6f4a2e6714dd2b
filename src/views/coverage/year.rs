//! The weeks ahead: the page of who plans with the team's hours.

use serde::Serialize;

use super::head::head;
use super::sentences::difference;
use crate::charts::{self, Bar, Chart};
use crate::coverage::{ClockChange, CoverageFacts, GroupFacts, Hours, SharedChange, UnusualWeeks, WeekOfYear};
use crate::status::Generated;
use crate::time::{Date, IsoWeek};
use crate::views::{Cx, DateView, Head, Introduction};
use crate::words::WORDS;

/// Its template.
pub const TEMPLATE: &str = "coverage/year.html";

/// Most pairs named beside weeks that differ; the data has all.
const MOST_CHANGES: usize = 3;

/// The weeks ahead.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct YearView {
    /// What an author wrote above.
    pub introduction: Option<Introduction>,
    /// The year ahead, week by week; none when nobody is in it.
    pub year: Option<Chart>,
    /// Everyone, the focus areas and the regions.
    pub groups: Vec<GroupView>,
    /// Clock changes ahead, each with the weeks that differ because of it.
    pub clocks: Vec<ClocksView>,
}

/// Clock changes with what they do to the weeks that follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClocksView {
    /// The changes.
    pub changes: Vec<ChangeView>,
    /// The weeks that differ until the other clocks follow; none where no week differs.
    pub weeks: Option<UnusualView>,
}

/// A clock change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeView {
    /// The date.
    pub date: DateView,
    /// Its weekday.
    pub weekday: String,
    /// Whose clocks.
    pub cities: String,
    /// What they do.
    pub jump: String,
}

/// Weeks that differ from the usual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnusualView {
    /// First Monday to last Sunday.
    pub when: String,
    /// How many weeks.
    pub weeks: String,
    /// Hours with nobody.
    pub uncovered: String,
    /// Against a usual week.
    pub uncovered_change: String,
    /// Hours with one person.
    pub single: String,
    /// Against a usual week.
    pub single_change: String,
    /// `Americas and EMEA share 62.5 hours in place of 57.5`, for the pairs that change most.
    pub shared: Vec<String>,
}

/// A group in the week shown and over the year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupView {
    /// Its name.
    pub name: String,
    /// Its page, of a focus area.
    pub href: Option<String>,
    /// How many people.
    pub people: String,
    /// Hours with somebody.
    pub covered: String,
    /// Hours with one person.
    pub single: String,
    /// Hours with nobody.
    pub uncovered: String,
    /// Hours with nobody in a usual week.
    pub usual: String,
    /// Hours with nobody in the worst week.
    pub worst: String,
    /// Monday of that week; none when every week is the same.
    pub worst_week: Option<DateView>,
}

/// The weeks ahead.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, YearView) {
    let facts = cx.measured().facts();
    let description = "Hours with nobody in each of the next 52 weeks, and the weeks in which clocks change.";
    let (head, introduction) = head(cx, Generated::CoverageYear, description.to_owned());
    let view = YearView {
        introduction,
        year: year_chart(facts),
        groups: facts.groups.iter().map(|group| group_view(cx, group)).collect(),
        clocks: clocks(cx, &facts.clock_changes, &facts.unusual_weeks),
    };
    (head, view)
}

/// The changes ahead by date. Those that fall into weeks that differ stand with them: the first makes the difference,
/// and the last ends it.
fn clocks(cx: &Cx<'_>, changes: &[ClockChange], unusual: &[UnusualWeeks]) -> Vec<ClocksView> {
    let within = |weeks: &UnusualWeeks, date: Date| {
        // A change at the end of a Sunday begins or ends the weeks that follow it.
        let before = weeks.from.yesterday().unwrap_or(weeks.from);
        (before..=weeks.to).contains(&date)
    };
    let mut rows: Vec<(Date, ClocksView)> = Vec::new();
    for weeks in unusual {
        let changes: Vec<ChangeView> =
            changes.iter().filter(|change| within(weeks, change.date)).map(|change| change_view(cx, change)).collect();
        rows.push((weeks.from, ClocksView { changes, weeks: Some(unusual_view(weeks)) }));
    }
    for change in changes.iter().filter(|change| !unusual.iter().any(|weeks| within(weeks, change.date))) {
        rows.push((change.date, ClocksView { changes: vec![change_view(cx, change)], weeks: None }));
    }
    rows.sort_by_key(|(date, _)| *date);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn change_view(cx: &Cx<'_>, change: &ClockChange) -> ChangeView {
    ChangeView {
        date: cx.date(change.date),
        weekday: WORDS.short_weekday(change.date.weekday()).to_owned(),
        cities: WORDS.list(&change.cities()),
        jump: change.jump(),
    }
}

fn unusual_view(weeks: &UnusualWeeks) -> UnusualView {
    UnusualView {
        when: WORDS.span(weeks.from, weeks.to),
        weeks: weeks.weeks.to_string(),
        uncovered: weeks.uncovered_hours.to_string(),
        uncovered_change: difference(weeks.uncovered_hours, weeks.usual_uncovered_hours),
        single: weeks.single_person_hours.to_string(),
        single_change: difference(weeks.single_person_hours, weeks.usual_single_person_hours),
        shared: weeks.shared.iter().take(MOST_CHANGES).map(SharedChange::sentence).collect(),
    }
}

/// The year as bars, captioned with its usual and its worst week.
fn year_chart(facts: &CoverageFacts) -> Option<Chart> {
    let everyone = facts.groups.first().filter(|_| facts.people > 0)?;
    let minutes = |hours: Hours| i32::try_from(hours.minutes()).unwrap_or(i32::MAX);
    let bar = |week: &WeekOfYear| Bar {
        monday: week.from,
        lower: minutes(week.uncovered_hours),
        upper: minutes(week.single_person_hours),
        words: [week.uncovered_hours.to_string(), week.single_person_hours.to_string()],
    };
    let bars: Vec<Bar> = facts.year.iter().map(bar).collect();
    let usual = format!("No one is at work for {} of a usual week", everyone.usual_uncovered_hours.words());
    let caption = if everyone.worst_uncovered_hours == everyone.usual_uncovered_hours {
        format!("{usual}, and for no longer in any week of the year ahead.")
    } else {
        let worst = WORDS.span(everyone.worst_week, IsoWeek::of(everyone.worst_week).sunday());
        format!("{usual}, and for {} in the worst, {worst}.", everyone.worst_uncovered_hours.words())
    };
    charts::weeks("cov-year", &bars, "The year ahead by weeks", ["Hours with nobody", "Hours with one person"], caption)
}

fn group_view(cx: &Cx<'_>, group: &GroupFacts) -> GroupView {
    let page = |slug: &String| cx.href(&format!("/focus-areas/{slug}/"));
    GroupView {
        name: group.name.clone(),
        href: group.id.as_ref().filter(|_| group.kind == "focus_area").map(page),
        people: group.people.to_string(),
        covered: group.week.covered_hours.to_string(),
        single: group.week.single_person_hours.to_string(),
        uncovered: group.week.uncovered_hours.to_string(),
        usual: group.usual_uncovered_hours.to_string(),
        worst: group.worst_uncovered_hours.to_string(),
        worst_week: (group.worst_uncovered_hours != group.usual_uncovered_hours).then(|| cx.date(group.worst_week)),
    }
}
