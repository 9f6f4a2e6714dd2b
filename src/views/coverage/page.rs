//! The coverage page.

use serde::Serialize;

use super::axes::{AxisView, axes};
use super::grid::{GridView, grid};
use super::map::{MapView, map};
use super::meeting_view::{MeetingView, meetings};
use super::method::method;
use super::sentences::{difference, headline};
use super::simulator::{SimulatorView, simulator};
use super::strips::{StripsView, strips};
use super::target_view::{TargetView, target_view};
use crate::charts::{self, Bar, Chart};
use crate::coverage::{
    ClockChange, CoverageFacts, GroupFacts, Hours, Roster, SharedChange, SharedFacts, UnusualWeeks, WeekFacts,
    WeekOfYear, place, words,
};
use crate::plan::LinkView;
use crate::time::{Date, IsoWeek};
use crate::views::{Cx, DateView, Head, Introduction};
use crate::words::{Term, WORDS};

/// Its template.
pub const TEMPLATE: &str = "coverage/coverage.html";

/// Most pairs named beside weeks that differ; the data has all.
const MOST_CHANGES: usize = 3;

/// Most pairs of groups that are listed: all pairs of a dozen groups.
const MOST_PAIRS: usize = 66;

/// The coverage page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoverageView {
    /// What an author wrote above the figures.
    pub introduction: Option<Introduction>,
    /// The week shown, as `2026-W47, 16 to 22 Nov 2026`.
    pub week: String,
    /// Generated sentences, the main finding first.
    pub headline: Vec<String>,
    /// The main figures.
    pub stats: Vec<StatView>,
    /// How many people count, in words.
    pub people: String,
    /// Each target.
    pub targets: Vec<TargetView>,
    /// Whether targets say what planned hires would change.
    pub has_planned: bool,
    /// Clock changes ahead.
    pub changes: Vec<ChangeView>,
    /// Weeks that differ from the usual.
    pub unusual: Vec<UnusualView>,
    /// Clocks to read the week and the strips by, UTC first.
    pub axes: Vec<AxisView>,
    /// The week by half hours.
    pub grid: GridView,
    /// The year ahead, week by week; none when nobody is in it.
    pub year: Option<Chart>,
    /// Everyone, the focus areas and the regions.
    pub groups: Vec<GroupView>,
    /// Twenty-four hours of each person.
    pub strips: StripsView,
    /// The world.
    pub map: MapView,
    /// Time that pairs of groups share, the least first.
    pub shared: Vec<SharedView>,
    /// Who is yet to come.
    pub planned: Vec<HireView>,
    /// What those yet to come would change in this week.
    pub planned_effect: Vec<EffectView>,
    /// When each focus area can meet.
    pub meetings: Vec<MeetingView>,
    /// What a hire would bring; none when nothing is missing.
    pub simulator: Option<SimulatorView>,
    /// How the figures are made.
    pub method: Vec<String>,
    /// The same figures as data, when the site writes them.
    pub data: Option<LinkView>,
    /// Address of the weeks ahead minute by minute, for the page's script; empty when the site writes no data.
    pub weeks: String,
    /// The first Monday, for the page's script.
    pub monday: Date,
}

/// A figure with its name and one comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatView {
    /// What it is.
    pub label: String,
    /// The figure.
    pub number: String,
    /// What to hold it against.
    pub note: String,
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

/// Time that two groups share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedView {
    /// The one.
    pub first: String,
    /// The other.
    pub second: String,
    /// Hours in this week.
    pub hours: String,
    /// Hours in this week by usual hours.
    pub usual: String,
    /// Hours in the week with the least.
    pub least: String,
    /// Monday of that week; none when every week is the same.
    pub least_week: Option<DateView>,
}

/// Somebody yet to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HireView {
    /// Who.
    pub who: LinkView,
    /// From when.
    pub start: Option<DateView>,
    /// Where the clock is.
    pub place: String,
    /// Hours on that clock.
    pub local: Vec<String>,
    /// Hours in UTC.
    pub utc: Vec<String>,
}

/// A figure as it is and as it would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EffectView {
    /// What it is.
    pub what: String,
    /// Now.
    pub now: String,
    /// With those yet to come.
    pub then: String,
    /// The difference.
    pub change: String,
}

/// The coverage page.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, CoverageView) {
    let facts = cx.measured().facts();
    let roster = Roster::of(cx.model);
    let introduction = cx.introduction("/coverage/");
    let page = cx.model.pages.iter().find(|page| page.url == "/coverage/");
    let headline = headline(facts, cx.model.as_of);
    let head = Head {
        title: introduction.as_ref().map_or_else(|| "Coverage".to_owned(), |introduction| introduction.title.clone()),
        description: page
            .and_then(|page| page.description.clone())
            .or_else(|| headline.first().cloned())
            .unwrap_or_default(),
    };
    let mut pairs: Vec<&SharedFacts> = facts.shared.iter().collect();
    // Focus areas before regions, in each kind the pair with the least time first.
    pairs.sort_by_key(|pair| (pair.kind, pair.usual_hours));
    let view = CoverageView {
        introduction,
        week: format!("{}, {}", facts.week, words::week(facts.week)),
        headline,
        stats: stats(facts),
        people: WORDS.count(facts.people, Term::Person),
        targets: facts.targets.iter().map(|target| target_view(cx, target)).collect(),
        has_planned: !facts.planned_hires.is_empty(),
        changes: facts.clock_changes.iter().map(|change| change_view(cx, change)).collect(),
        unusual: facts.unusual_weeks.iter().map(unusual_view).collect(),
        axes: axes(&facts.places),
        grid: grid(&facts.days),
        year: year_chart(facts),
        groups: facts.groups.iter().map(|group| group_view(cx, group)).collect(),
        strips: strips(cx, &roster, cx.model.as_of),
        map: map(&facts.places, &facts.merged_places, facts.map_day),
        shared: pairs.into_iter().take(MOST_PAIRS).map(|pair| shared_view(cx, pair)).collect(),
        planned: hires(cx, facts),
        planned_effect: facts.with_planned_hires.map_or_else(Vec::new, |then| effect(facts, then)),
        meetings: meetings(cx, &facts.meetings),
        simulator: facts.hire.as_ref().map(simulator),
        method: method(cx, facts),
        data: cx.model.config.feeds.json.then(|| cx.link("/api/v1/coverage.json", "These figures as JSON")),
        weeks: if cx.model.config.feeds.json { cx.href("/api/v1/coverage-weeks.json") } else { String::new() },
        monday: facts.from,
    };
    (head, view)
}

fn stats(facts: &CoverageFacts) -> Vec<StatView> {
    let whole = &facts.whole_week;
    let met = facts.targets.iter().filter(|target| target.outcome.met).count();
    let stat = |label: &str, number: String, note: String| StatView { label: label.to_owned(), number, note };
    let mut stats = vec![
        stat("Hours with somebody", whole.covered_hours.to_string(), format!("of {} in the week", whole.hours)),
        stat(
            "Hours with one person",
            whole.single_person_hours.to_string(),
            format!("{} from Monday to Friday", facts.working_days.single_person_hours),
        ),
        stat(
            "Hours with nobody",
            whole.uncovered_hours.to_string(),
            format!("{} from Monday to Friday", facts.working_days.uncovered_hours),
        ),
    ];
    if !facts.targets.is_empty() {
        stats.push(stat("Targets met", met.to_string(), format!("of {}", facts.targets.len())));
    }
    stats
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
    let usual = format!("Nobody is there for {} of a usual week", everyone.usual_uncovered_hours.words());
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

fn shared_view(cx: &Cx<'_>, pair: &SharedFacts) -> SharedView {
    SharedView {
        first: pair.first.clone(),
        second: pair.second.clone(),
        hours: pair.hours.to_string(),
        usual: pair.usual_hours.to_string(),
        least: pair.least_hours.to_string(),
        least_week: (pair.least_hours != pair.usual_hours).then(|| cx.date(pair.least_week)),
    }
}

fn hires(cx: &Cx<'_>, facts: &CoverageFacts) -> Vec<HireView> {
    let hire = |hire: &crate::coverage::PersonFacts| HireView {
        who: match &hire.slug {
            Some(slug) => cx.link(&format!("/team/{slug}/"), hire.name.clone()),
            None => LinkView { href: String::new(), text: hire.name.clone() },
        },
        start: hire.start_date.map(|date| cx.date(date)),
        place: hire
            .time_zone
            .as_ref()
            .zip(hire.offset_minutes)
            .map_or_else(String::new, |(zone, minutes)| place(zone, minutes * 60)),
        local: hire.hours.clone(),
        utc: hire.hours_utc.clone(),
    };
    facts.planned_hires.iter().map(hire).collect()
}

fn effect(facts: &CoverageFacts, then: WeekFacts) -> Vec<EffectView> {
    let now = &facts.whole_week;
    let hours = |what: &str, now: Hours, then: Hours| EffectView {
        what: what.to_owned(),
        now: now.to_string(),
        then: then.to_string(),
        change: difference(then, now),
    };
    let mut effects = vec![
        hours("Hours with nobody", now.uncovered_hours, then.uncovered_hours),
        hours("Hours with one person", now.single_person_hours, then.single_person_hours),
    ];
    for target in &facts.targets {
        if let Some(planned) =
            target.with_planned_hires.as_ref().filter(|planned| planned.short_hours != target.outcome.short_hours)
        {
            effects.push(hours(
                &format!("{}: hours short", target.name),
                target.outcome.short_hours,
                planned.short_hours,
            ));
        }
    }
    effects
}
