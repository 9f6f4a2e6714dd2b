//! The sentences of the first coverage page, generated from its figures: text first, drawings after.

use crate::coverage::{ClockChange, CoverageFacts, Hours, TargetFacts, UnusualWeeks, words};
use crate::time::Date;
use crate::words::{Term, WORDS};

/// How far ahead a clock change belongs into the headline.
const SOON_DAYS: i32 = 42;

/// Missed targets that the first sentences name.
const MOST_MISSED: usize = 2;

/// What matters most: whether somebody is always at work on working days, and which targets fall short.
#[must_use]
pub fn lede(facts: &CoverageFacts) -> String {
    if facts.people == 0 {
        return format!("No one of the team is at work in the week of {}.", words::week(facts.week));
    }
    let weekdays = facts.working_days.uncovered_hours;
    let mut all = vec![if weekdays.is_zero() {
        "Someone is at work every hour from Monday to Friday.".to_owned()
    } else {
        format!("From Monday to Friday, no one is at work for {}.", weekdays.words())
    }];
    let missed: Vec<&TargetFacts> = facts.targets.iter().filter(|target| !target.outcome.met).collect();
    match (facts.targets.len(), missed.len()) {
        (0, _) => {}
        (1, 0) => all.push("The target is met.".to_owned()),
        (many, 0) => all.push(format!("All {many} targets are met.")),
        (_, short) if short > MOST_MISSED => all.push(format!("{short} targets are missed.")),
        _ => all.extend(missed.iter().map(|target| {
            let people = WORDS.count(target.min_people, Term::Person);
            format!("{} fall {} short of {people}.", target.name, target.outcome.short_hours.words())
        })),
    }
    all.join(" ")
}

/// What the week comes to, in a few sentences.
#[must_use]
pub fn sentences(facts: &CoverageFacts, as_of: Date) -> Vec<String> {
    if facts.people == 0 {
        return Vec::new();
    }
    let whole = &facts.whole_week;
    let mut sentences = vec![
        format!(
            "From {}, someone is at work for {} of {} hours, and alone for {} of them.",
            words::week(facts.week),
            whole.covered_hours.text(),
            whole.hours,
            whole.single_person_hours.text()
        ),
        gap(facts),
    ];
    if !facts.targets.is_empty() {
        sentences.push(targets(&facts.targets));
    }
    sentences.extend(soon(&facts.clock_changes, &facts.unusual_weeks, as_of));
    sentences
}

fn gap(facts: &CoverageFacts) -> String {
    let Some(gap) = facts.whole_week.longest_gap else {
        return "There is no hour without anybody.".to_owned();
    };
    let weekdays = facts.working_days.uncovered_hours;
    let weekdays = if weekdays.is_zero() {
        "all at the weekend".to_owned()
    } else {
        format!("{} of them from Monday to Friday", weekdays.text())
    };
    let uncovered = facts.whole_week.uncovered_hours.words();
    format!("No one is at work for {uncovered}, {weekdays}. The longest gap is {}, {}.", gap.hours.words(), gap.words())
}

fn targets(targets: &[TargetFacts]) -> String {
    let met = targets.iter().filter(|target| target.outcome.met).count();
    let missed: Vec<&TargetFacts> = targets.iter().filter(|target| !target.outcome.met).collect();
    let of = |target: &&TargetFacts| {
        let outcome = &target.outcome;
        let days = WORDS.count(outcome.short_days.len(), Term::Day);
        format!("{} falls short by {} on {days}", target.name, outcome.short_hours.words())
    };
    let missed: Vec<String> = missed.iter().map(of).collect();
    match (met, missed.as_slice()) {
        (1, []) => "The target is met.".to_owned(),
        (_, []) => format!("All {met} targets are met."),
        _ => format!("{met} of {} targets {} met. {}.", targets.len(), WORDS.form(met, Term::Is), WORDS.list(&missed)),
    }
}

/// What a clock change within six weeks will do.
fn soon(changes: &[ClockChange], unusual: &[UnusualWeeks], as_of: Date) -> Vec<String> {
    let days = |date: Date| (date - as_of).get_days();
    let change = changes.iter().find(|change| days(change.date) <= SOON_DAYS);
    let change = change.map(|change| {
        format!("Clocks in {} go {} on {}.", WORDS.list(&change.cities()), change.jump(), WORDS.day(change.date))
    });
    let weeks = unusual.iter().find(|weeks| days(weeks.from) <= SOON_DAYS).map(UnusualWeeks::sentence);
    change.into_iter().chain(weeks).collect()
}

/// The sign and size of a change in hours: `+4`, `−2.5`, `±0`.
#[must_use]
pub fn difference(now: Hours, before: Hours) -> String {
    Hours::of_minutes(now.minutes() - before.minutes()).signed()
}
