//! Coverage now and in this week: the page that everybody opens.

use serde::Serialize;

use super::axes::{AxisView, axes};
use super::grid::{GridView, grid};
use super::head::{head, weeks};
use super::map::{MapView, map};
use super::sentences::{lede, sentences};
use super::target_view::{TargetView, target_view};
use crate::coverage::{CoverageFacts, GapFacts, WeeksFacts, words};
use crate::plan::LinkView;
use crate::status::Generated;
use crate::time::{Date, UtcMinute};
use crate::views::{Cx, Head, Introduction};
use crate::words::WORDS;

/// Its template.
pub const TEMPLATE: &str = "coverage/now.html";

/// The minutes of an hour.
const HOUR: i64 = 60;

/// Stretches with nobody that are named; the table of days has all.
const MOST_GAPS: usize = 6;

/// What stood on this page before it was divided, with the page and the place where it is now: the ids are kept, as
/// others may have written them down.
const PARTS: &[(&str, Generated, &str, &str)] = &[
    ("strips", Generated::CoverageMeet, "strips", "Twenty-four hours of each person"),
    ("meetings", Generated::CoverageMeet, "meetings", "When each area can meet"),
    ("shared", Generated::CoverageMeet, "shared", "Hours that areas and regions share"),
    ("year", Generated::CoverageYear, "year", "The next 52 weeks"),
    ("clocks", Generated::CoverageYear, "clocks", "Clock changes ahead"),
    ("hires", Generated::CoverageHire, "hires", "With the planned hires"),
    ("simulator", Generated::CoverageHire, "simulator", "What a hire would bring"),
    ("method", Generated::CoverageMethod, "method", "How we count, and the zones in use"),
];

/// Coverage now and in this week.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoverageView {
    /// What an author wrote above the figures.
    pub introduction: Option<Introduction>,
    /// The week shown, as `16 to 22 Nov 2026`.
    pub week: String,
    /// What matters most, in a sentence or two.
    pub lede: String,
    /// The figures of the week in sentences.
    pub sentences: Vec<String>,
    /// The world, hour by hour.
    pub map: MapView,
    /// Each target.
    pub targets: Vec<TargetView>,
    /// `Targets: 3 of 4 met`; `Targets` where there are none.
    pub targets_title: String,
    /// Whether targets say what planned hires would change.
    pub has_planned: bool,
    /// Figures of the week, each with a link where there is more.
    pub facts: Vec<FactView>,
    /// Clocks to read the week by, UTC first.
    pub axes: Vec<AxisView>,
    /// The week by half hours.
    pub grid: GridView,
    /// When nobody is at work, in words; empty when somebody always is.
    pub gaps: String,
    /// What is on the other pages.
    pub parts: Vec<PartView>,
    /// Address of the weeks ahead minute by minute, for the page's script; empty when the site writes no data.
    pub weeks: String,
    /// The first Monday, for the page's script.
    pub monday: Date,
}

/// A figure with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactView {
    /// What it is.
    pub label: &'static str,
    /// The figure, in words.
    pub text: String,
    /// Where there is more of it; without an address where there is not.
    pub more: LinkView,
}

/// What is on another page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartView {
    /// The id under which it stood here.
    pub id: &'static str,
    /// Where it stands now.
    pub link: LinkView,
}

/// Coverage now and in this week.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, CoverageView) {
    let measured = cx.measured();
    let facts = measured.facts();
    let sentences = sentences(facts, cx.model.as_of);
    let (head, introduction) = head(cx, Generated::Coverage, sentences.first().cloned().unwrap_or_default());
    let met = facts.targets.iter().filter(|target| target.outcome.met).count();
    let view = CoverageView {
        introduction,
        week: words::week(facts.week),
        lede: lede(facts),
        sentences,
        map: map(&facts.places, &facts.merged_places, facts.map_day, &at_work(facts, measured.minutes()), facts.people),
        targets: facts.targets.iter().map(|target| target_view(cx, target)).collect(),
        targets_title: match facts.targets.len() {
            0 => "Targets".to_owned(),
            all => format!("Targets: {met} of {all} met"),
        },
        has_planned: !facts.planned_hires.is_empty(),
        facts: week_facts(cx, facts),
        axes: axes(&facts.places),
        grid: grid(&facts.days),
        gaps: gaps(facts),
        parts: PARTS.iter().map(|part| part_view(cx, *part)).collect(),
        weeks: weeks(cx),
        monday: facts.from,
    };
    (head, view)
}

/// How many people are at work at each full hour of the day that the map shows.
fn at_work(facts: &CoverageFacts, ahead: &WeeksFacts) -> Vec<u32> {
    let runs = ahead.weeks.iter().find(|week| week.from == facts.from);
    let midnight = i64::from((facts.map_day - facts.from).get_days()) * 24 * HOUR;
    let at = |minute: i64| {
        let run = runs?.counts.iter().rev().find(|(from, _)| *from <= minute)?;
        Some(run.1)
    };
    (0..24).map(|hour| at(midnight + hour * HOUR).unwrap_or(0)).collect()
}

/// The stretches of this week with nobody; those of the weeks after it are data.
fn gaps(facts: &CoverageFacts) -> String {
    let end = UtcMinute::midnight(facts.to).plus(24 * HOUR);
    let this_week: Vec<&GapFacts> = facts.gaps.iter().filter(|gap| gap.from < end).collect();
    let more = this_week.len().saturating_sub(MOST_GAPS);
    let mut named: Vec<String> = this_week.iter().take(MOST_GAPS).map(|gap| gap.words()).collect();
    if more > 0 {
        named.push(format!("and {more} more"));
    }
    WORDS.commas(&named)
}

fn week_facts(cx: &Cx<'_>, facts: &CoverageFacts) -> Vec<FactView> {
    let nowhere = || LinkView { href: String::new(), text: String::new() };
    let week = facts.whole_week;
    let at_weekends = |all: crate::coverage::Hours, weekdays: crate::coverage::Hours| match () {
        () if all.is_zero() => String::new(),
        () if weekdays.is_zero() => ", all at the weekend".to_owned(),
        () if weekdays == all => ", all from Monday to Friday".to_owned(),
        () => format!(", {} of them from Monday to Friday", weekdays.short()),
    };
    let nobody = format!(
        "{} of the week{}",
        week.uncovered_hours.short(),
        at_weekends(week.uncovered_hours, facts.working_days.uncovered_hours)
    );
    let single = format!(
        "{}{}",
        week.single_person_hours.short(),
        at_weekends(week.single_person_hours, facts.working_days.single_person_hours)
    );
    let mut all = vec![
        FactView { label: "Nobody", text: nobody, more: nowhere() },
        FactView { label: "One person", text: single, more: nowhere() },
    ];
    if let Some(change) = facts.clock_changes.first() {
        all.push(FactView {
            label: "Next change",
            text: format!("{}, {}", WORDS.list(&change.cities()), change.jump()),
            more: part_of(cx, Generated::CoverageYear, "clocks", WORDS.date(change.date)),
        });
    }
    if let Some(hire) = facts.planned_hires.first() {
        let more = facts.planned_hires.len() - 1;
        let others = if more == 0 { String::new() } else { format!(" and {more} more") };
        let when = hire.start_date.map_or_else(|| "no date yet".to_owned(), |date| WORDS.date(date));
        all.push(FactView {
            label: "Joining",
            text: format!("{}{others}", hire.name),
            more: cx.link("/coverage/hire/", when),
        });
    }
    all
}

fn part_view(cx: &Cx<'_>, (id, page, anchor, text): (&'static str, Generated, &str, &str)) -> PartView {
    PartView { id, link: part_of(cx, page, anchor, text.to_owned()) }
}

/// A link to a part of a page.
fn part_of(cx: &Cx<'_>, page: Generated, anchor: &str, text: String) -> LinkView {
    LinkView { href: format!("{}#{anchor}", cx.href(page.row().url)), text }
}
