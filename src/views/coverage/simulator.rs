//! The hire simulator as the page shows it: sentences, a curve by the time of day, and the list of what nothing beats.

use serde::Serialize;

use crate::charts::{self, Chart, DayPoint};
use crate::coverage::{CurveFacts, HireFacts, HireOptionFacts, Hours, RangeFacts};
use crate::time::format_offset;
use crate::words::WORDS;

/// What a hire would bring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SimulatorView {
    /// What is missing and when a day of work brings most of it.
    pub lead: Vec<String>,
    /// Heading of the column of hours brought.
    pub brought: &'static str,
    /// By the time of day.
    pub curve: Option<Chart>,
    /// The list.
    pub options: Vec<OptionView>,
    /// What two would bring together; empty when one is as good.
    pub pair: String,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionView {
    /// Cities with this clock.
    pub cities: String,
    /// Its distance from UTC now.
    pub clock: String,
    /// Days and hours on it.
    pub hours: String,
    /// Hours a week brought, on average.
    pub brought: String,
    /// In the week with the least and in the one with the most.
    pub range: String,
    /// Hours a week with a second person where there was one.
    pub doubled: String,
    /// Hours a day shared with every focus area.
    pub shared: String,
    /// Hours a day before 08:00 or after 18:00.
    pub unsociable: String,
}

/// The simulator's part of the page.
#[must_use]
pub fn simulator(facts: &HireFacts) -> SimulatorView {
    let missing = facts.missing;
    let (what, brought) = match facts.measure {
        "targets" => ("hours in which a target is one person short", "Target hours met"),
        "working_days" => ("hours of Monday to Friday with nobody", "Hours newly covered"),
        _ => ("hours of Monday to Friday with one person alone", "Hours made double"),
    };
    let mut lead = vec![format!("An average week of the year ahead has {} {what}{}.", missing.mean, range(missing))];
    lead.extend(when(facts));
    SimulatorView {
        lead,
        brought,
        curve: curve(facts, brought),
        options: facts.options.iter().map(option).collect(),
        pair: pair(facts),
    }
}

/// `, from 0 to 15`, when weeks differ.
fn range(hours: RangeFacts) -> String {
    if hours.least == hours.most { String::new() } else { format!(", between {} and {}", hours.least, hours.most) }
}

/// When beats where: the best time to begin, and the worst.
fn when(facts: &HireFacts) -> Option<String> {
    let best = facts
        .curve
        .iter()
        .reduce(|best, point| if point.monday_to_friday > best.monday_to_friday { point } else { best })?;
    if best.monday_to_friday.is_zero() {
        return None;
    }
    let places = if best.usual_start_in.is_empty() {
        "where the working day of no city begins".to_owned()
    } else {
        format!("when the working day begins in {}", WORDS.list(&best.usual_start_in))
    };
    Some(format!(
        "When matters more than where: {} of work, Monday to Friday, begun at {} UTC would bring {} of them, {places}.",
        facts.shift_hours.words(),
        best.start_utc,
        best.monday_to_friday
    ))
}

fn curve(facts: &HireFacts, brought: &str) -> Option<Chart> {
    let minutes = |hours: Hours| i32::try_from(hours.minutes()).unwrap_or(i32::MAX);
    let point = |point: &CurveFacts| DayPoint {
        time: point.start_utc.clone(),
        minutes: [minutes(point.monday_to_friday), minutes(point.sunday_to_thursday), minutes(point.shared_a_day)],
        words: [
            point.monday_to_friday.to_string(),
            point.sunday_to_thursday.to_string(),
            point.shared_a_day.to_string(),
            WORDS.commas(&point.usual_start_in),
        ],
    };
    let points: Vec<DayPoint> = facts.curve.iter().map(point).collect();
    let caption = format!(
        "Hours a week that {} of work bring, by the time at which they begin in UTC.",
        facts.shift_hours.words()
    );
    charts::day(
        "cov-hire",
        &points,
        "What a hire would bring by the start of work",
        [
            "Begins, UTC",
            "Monday to Friday",
            "Sunday to Thursday",
            "Shared a day with every focus area",
            "Between 07:00 and 10:00 in",
        ],
        [brought, "", "Shared a day"],
        caption,
    )
}

fn option(option: &HireOptionFacts) -> OptionView {
    let brought = option.brought;
    OptionView {
        cities: WORDS.commas(&option.cities),
        clock: format_offset(option.offset_minutes * 60),
        hours: format!("{} {}", option.days, option.hours),
        brought: brought.mean.to_string(),
        range: if brought.least == brought.most {
            String::new()
        } else {
            format!("{} to {}", brought.least, brought.most)
        },
        doubled: option.made_double_hours.to_string(),
        shared: option.shared_hours_a_day.to_string(),
        unsociable: option.unsociable_hours_a_day.to_string(),
    }
}

fn pair(facts: &HireFacts) -> String {
    let [one, other] = facts.pair.as_slice() else { return String::new() };
    let who = |option: &HireOptionFacts| {
        format!("{} {} in {}", option.days, option.hours, option.cities.first().map_or("", String::as_str))
    };
    format!(
        "Two hires bring the most together with {} and {}: {} a week.",
        who(&one.option),
        who(&other.option),
        other.together_hours.words()
    )
}
