//! The coverage page's headline, generated from its figures: text first, drawings after.

use crate::coverage::{ClockChange, CoverageFacts, Hours, TargetFacts, UnusualWeeks, words};
use crate::time::Date;
use crate::words::{Term, WORDS};

/// How far ahead a clock change belongs into the headline.
const SOON_DAYS: i32 = 42;

/// What the week comes to, in a few sentences.
#[must_use]
pub fn headline(facts: &CoverageFacts, as_of: Date) -> Vec<String> {
    if facts.people == 0 {
        return vec![format!("Nobody of the team is there in the week of {}.", words::week(facts.week))];
    }
    let whole = &facts.whole_week;
    let mut sentences = vec![
        format!(
            "In the week of {}, somebody is working in {} of {} hours; in {} of them it is one person.",
            words::week(facts.week),
            whole.covered_hours,
            whole.hours,
            whole.single_person_hours
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
        "none of them from Monday to Friday".to_owned()
    } else {
        format!("{weekdays} of them from Monday to Friday")
    };
    let uncovered = facts.whole_week.uncovered_hours.words();
    format!("Nobody is there for {uncovered}, {weekdays}; the longest gap is {}, {}.", gap.hours.words(), gap.words())
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
