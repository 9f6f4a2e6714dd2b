//! The hire simulator: what one person more would bring, by when and by where, as a list from which nothing is chosen
//! for the reader.
//!
//! People who are planned count from their first day on; the simulated hire comes on top of them. Deliberately absent:
//! one answer.

use serde::Serialize;

use super::attendance::{Attendance, WEEKS, Years};
use super::target::Asked;
use super::{Hours, words};
use crate::model::Model;
use crate::time::{
    Clock, ClockTime, DaySet, HireCandidate, HireOption, IntervalSet, IsoWeek, Spread, StaffNeed, Weekday, WorldClocks,
    Zone, best_pair, front, hire_curve, hire_table, usual_days,
};

/// How long a simulated day of work is.
const SHIFT_MINUTES: u16 = 8 * 60;

/// Local times at which it may begin, in hours: early shifts are what gaps ask for, and before six nobody should have
/// to.
const STARTS: std::ops::RangeInclusive<u16> = 6..=11;

/// Clocks of islands, stations and roadhouses where fewer than ten thousand people live: nobody looks for a hire there.
const SCARCELY_INHABITED: [&str; 12] = [
    "America/Adak",
    "America/Miquelon",
    "Antarctica/Troll",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Easter",
    "Pacific/Gambier",
    "Pacific/Kiritimati",
    "Pacific/Marquesas",
    "Pacific/Norfolk",
    "Pacific/Pitcairn",
];

/// Most options listed. Longer fronts are thinned evenly, so that both ends and the middle stay.
const MOST_OPTIONS: usize = 12;

/// Minutes between two points of the curve that are kept: what the page draws.
const CURVE_STEP: u16 = 30;

/// Local hours at which an office day usually begins, for the places named along the curve.
const USUAL_START: std::ops::RangeInclusive<i32> = 7 * 60..=10 * 60;

/// Most places named at one point of the curve.
const MOST_CITIES: usize = 5;

/// What a hire would bring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HireFacts {
    /// What is brought: `targets` for hours in which one person more meets a target, `working_days` for hours of Monday
    /// to Friday with nobody, `second_person` for those with one person.
    pub measure: &'static str,
    /// How long the simulated day of work is.
    pub shift_hours: Hours,
    /// How many weeks are looked at.
    pub weeks: u16,
    /// Hours a week of that kind there are without a hire.
    pub missing: RangeFacts,
    /// What nothing beats in hours brought, hours shared and sociable hours together; the most hours brought first.
    pub options: Vec<HireOptionFacts>,
    /// The two hires that bring the most together; empty when one is as good as two.
    pub pair: Vec<HirePairFacts>,
    /// What a day of work brings by the time at which it begins in UTC, on Monday to Friday and on Sunday to Thursday.
    pub curve: Vec<CurveFacts>,
}

/// Hours of a week over many weeks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RangeFacts {
    /// The mean.
    pub mean: Hours,
    /// The week with the least.
    pub least: Hours,
    /// The week with the most.
    pub most: Hours,
}

/// Somebody who might be hired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HireOptionFacts {
    /// A zone of the clock.
    pub time_zone: Zone,
    /// Its city and well-known ones with the same clock.
    pub cities: Vec<String>,
    /// Minutes east of UTC on the day the site speaks for.
    pub offset_minutes: i32,
    /// Days of work.
    pub days: String,
    /// Hours on the local clock.
    pub hours: String,
    /// Hours a week brought.
    pub brought: RangeFacts,
    /// Hours a week that one person no longer bears alone, on average.
    pub made_double_hours: Hours,
    /// Hours of each working day shared with somebody of every focus area, on average.
    pub shared_hours_a_day: Hours,
    /// Hours of each working day before 08:00 or after 18:00 on the local clock.
    pub unsociable_hours_a_day: Hours,
}

/// One of two hires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HirePairFacts {
    /// Who.
    #[serde(flatten)]
    pub option: HireOptionFacts,
    /// Hours a week brought up to and including this one, on average.
    pub together_hours: Hours,
}

/// A point of the curve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CurveFacts {
    /// When work begins, in UTC.
    pub start_utc: String,
    /// Hours a week brought from Monday to Friday, on average.
    pub monday_to_friday: Hours,
    /// Hours a week brought from Sunday to Thursday, on average.
    pub sunday_to_thursday: Hours,
    /// Hours of each day from Monday to Friday shared with somebody of every focus area, on average.
    pub shared_a_day: Hours,
    /// Cities where it is then between 07:00 and 10:00, on the day the site speaks for.
    pub usual_start_in: Vec<String>,
}

/// Fewest people for whom a hire is simulated: beside one person, whatever hours a second one works are new.
const FEWEST_PEOPLE: usize = 2;

/// What a hire would bring to `attendance`; none when nothing is missing, or fewer than two people are there to join.
#[must_use]
pub fn hires(model: &Model, attendance: &Attendance<'_>, years: &Years) -> Option<HireFacts> {
    if attendance.members.len() < FEWEST_PEOPLE {
        return None;
    }
    let contact = contact(model, attendance, years);
    let (measure, need) = need(model, attendance.week, years, &contact)?;
    let clocks = WorldClocks::from(model.as_of);
    let inhabited = |zone: &&Zone| !SCARCELY_INHABITED.contains(&zone.name());
    let zones: Vec<Zone> = clocks.all().iter().map(|clock| &clock.zone).filter(inhabited).cloned().collect();
    let starts: Vec<ClockTime> = STARTS.filter_map(|hour| ClockTime::from_minutes(hour * 60)).collect();
    let mut options = hire_table(&need, HireCandidate::grid(&zones, &starts, SHIFT_MINUTES, usual_days));
    options.retain(|option| option.newly_covered.total > 0);
    let fact = |option: &HireOption| option_facts(model, &clocks, option);
    let pair = best_pair(&need, &options).map(|pair| {
        let step = |step: &crate::time::HireStep<'_>| HirePairFacts {
            option: fact(step.option),
            together_hours: Hours::of_minutes(per_week(step.newly_covered)),
        };
        pair.iter().map(step).collect()
    });
    Some(HireFacts {
        measure,
        shift_hours: Hours::of_minutes(i64::from(SHIFT_MINUTES)),
        weeks: WEEKS,
        missing: RangeFacts::of(need.uncovered()?),
        options: thinned(&front(&options)).into_iter().map(fact).collect(),
        pair: pair.unwrap_or_default(),
        curve: curve(model, &clocks, &need),
    })
}

/// When somebody of every focus area is there: whom a new person should meet. Of everyone where there are no areas.
fn contact(model: &Model, attendance: &Attendance<'_>, years: &Years) -> IntervalSet {
    let areas = model.focus_areas().map(|(id, _)| id);
    let inhabited = areas.filter(|id| attendance.members.iter().any(|member| member.person.focus_areas.contains(id)));
    let unions: Vec<IntervalSet> = inhabited.map(|id| years.of(Some(id)).covered(1)).collect();
    if unions.is_empty() { years.of(None).covered(1) } else { IntervalSet::common(&unions) }
}

/// What is missing, by the strictest reckoning that finds something: targets, then the working days, then a second
/// person in them.
fn need(model: &Model, first: IsoWeek, years: &Years, contact: &IntervalSet) -> Option<(&'static str, StaffNeed)> {
    let weeks = || first.take(WEEKS);
    let (mut short_by_one, mut short_by_more) = (Vec::new(), Vec::new());
    for target in &model.config.targets {
        let Some(asked) = Asked::of(model, target) else { continue };
        let coverage = years.of(asked.area());
        let short = weeks().flat_map(|week| target.window.evaluate(coverage, week).short);
        for short in short {
            let by_one = short.have + 1 == target.window.min_people;
            if by_one { &mut short_by_one } else { &mut short_by_more }.push(short.interval);
        }
    }
    let missing = |open: &IntervalSet, single: &IntervalSet| StaffNeed::missing(open, single, contact, first, WEEKS);
    let (by_one, by_more) = (IntervalSet::from_intervals(short_by_one), IntervalSet::from_intervals(short_by_more));
    if !by_one.is_empty() {
        return Some(("targets", missing(&by_one, &by_more)));
    }
    let days: Vec<IntervalSet> = weeks().map(IsoWeek::working_days).collect();
    let asked = years.of(None).within(&IntervalSet::union_of(&days));
    let with = |people| {
        asked.runs().iter().filter(move |run| run.count == people).map(|run| run.interval).collect::<IntervalSet>()
    };
    match (with(0), with(1)) {
        (nobody, one) if !nobody.is_empty() => Some(("working_days", missing(&nobody, &one))),
        (_, one) if !one.is_empty() => Some(("second_person", missing(&one, &IntervalSet::empty()))),
        _ => None,
    }
}

fn option_facts(model: &Model, clocks: &WorldClocks, option: &HireOption) -> HireOptionFacts {
    let candidate = &option.candidate;
    let clock = clocks.of(&candidate.zone);
    let cities = std::iter::once(&clock.zone).chain(&clock.others).map(Zone::city);
    HireOptionFacts {
        cities: cities.take(MOST_CITIES).collect(),
        offset_minutes: super::usual::offset_on(&candidate.zone, model.as_of) / 60,
        days: words::days(candidate.days),
        hours: words::range(candidate.hours),
        brought: RangeFacts::of(option.newly_covered),
        made_double_hours: Hours::of_minutes(option.made_double.mean()),
        shared_hours_a_day: Hours::of_minutes(option.overlap_per_day()),
        unsociable_hours_a_day: Hours::of_minutes(i64::from(option.unsociable_minutes)),
        time_zone: candidate.zone.clone(),
    }
}

/// At most [`MOST_OPTIONS`] of a front, its first and its last among them.
fn thinned<'o>(front: &[&'o HireOption]) -> Vec<&'o HireOption> {
    if front.len() <= MOST_OPTIONS {
        return front.to_vec();
    }
    let last = front.len() - 1;
    let places = (0..MOST_OPTIONS).map(|place| (place * last + (MOST_OPTIONS - 1) / 2) / (MOST_OPTIONS - 1));
    places.filter_map(|place| front.get(place).copied()).collect()
}

fn curve(model: &Model, clocks: &WorldClocks, need: &StaffNeed) -> Vec<CurveFacts> {
    let (to_friday, to_thursday) = (DaySet::WORKING_WEEK, DaySet::range(Weekday::Sunday, Weekday::Thursday));
    let points = hire_curve(need, SHIFT_MINUTES, &[to_friday, to_thursday]);
    let (first, second): (Vec<_>, Vec<_>) = points.into_iter().partition(|point| point.days == to_friday);
    let kept = first.into_iter().zip(second).filter(|(point, _)| point.start.minutes() % CURVE_STEP == 0);
    kept.map(|(friday, thursday)| CurveFacts {
        start_utc: friday.start.to_string(),
        monday_to_friday: Hours::of_minutes(friday.newly_covered.mean()),
        sunday_to_thursday: Hours::of_minutes(thursday.newly_covered.mean()),
        shared_a_day: Hours::of_minutes(friday.overlap.mean() / i64::from(friday.days.len().max(1))),
        usual_start_in: usual_start(model, clocks, i32::from(friday.start.minutes())),
    })
    .collect()
}

/// Cities of clocks on which it is between 07:00 and 10:00 at a minute of the UTC day, clocks of many well-known places
/// first.
fn usual_start(model: &Model, clocks: &WorldClocks, minute: i32) -> Vec<String> {
    let local = |zone: &Zone| (minute + super::usual::offset_on(zone, model.as_of) / 60).rem_euclid(24 * 60);
    let begins =
        |clock: &&Clock| USUAL_START.contains(&local(&clock.zone)) && !SCARCELY_INHABITED.contains(&clock.zone.name());
    let mut begun: Vec<&Clock> = clocks.all().iter().filter(begins).collect();
    begun.sort_by_key(|clock| std::cmp::Reverse(clock.others.len()));
    begun.into_iter().take(MOST_CITIES).map(|clock| clock.zone.city()).collect()
}

/// Minutes of all weeks as minutes of one, rounded half up.
fn per_week(minutes: i64) -> i64 {
    let weeks = i64::from(WEEKS);
    (2 * minutes + weeks).div_euclid(2 * weeks)
}

impl RangeFacts {
    fn of(spread: Spread) -> Self {
        let hours = Hours::of_minutes;
        Self { mean: hours(spread.mean()), least: hours(spread.least), most: hours(spread.most) }
    }
}
