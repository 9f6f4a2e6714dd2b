//! `pmo-site coverage`: who works when, to the minute.

use super::args::CoverageArgs;
use super::ask::{Refusal, answered};
use super::format::{self, Format};
use super::options::Options;
use super::table::aligned;
use super::{Exit, Failure, console};
use crate::feeds::Unknown;
use crate::feeds::attendance::{
    AttendanceAnswer, AttendanceError, AttendanceQuery, CountRun, MOST_DAYS, PersonHours, Whose, attendance as ask,
};
use crate::time::{Date, Interval, UtcMinute, Zone};
use crate::words::WORDS;

/// The minutes of a day.
const DAY: i64 = 24 * 60;

/// Prints the hours, unless the site has errors.
pub(super) fn coverage(options: &Options, args: &CoverageArgs) -> Result<Exit, Failure> {
    args.format.require(format::COVERAGE)?;
    let whose = match (&args.person, &args.focus_area) {
        (Some(person), _) => Whose::Person(person.clone()),
        (None, Some(area)) => Whose::Area(area.clone()),
        (None, None) => Whose::Everyone,
    };
    let query = AttendanceQuery { from: args.from, to: args.to, whose };
    answered(
        options,
        args.format,
        |cx| ask(cx, &query),
        |found| {
            console::answer(&match args.format {
                Format::Json => found.json(),
                // `require` lets no other form come here; the compiler asks for a form that is added.
                Format::Table | Format::Human | Format::Csv | Format::Md | Format::Text | Format::Html => table(&found),
            })
        },
    )
}

impl Refusal for AttendanceError {
    fn unknown(&self) -> Option<&Unknown> {
        match self {
            Self::Unknown(unknown) => Some(unknown),
            Self::Withheld { .. } | Self::TooFew { .. } | Self::Backwards { .. } | Self::Long { .. } => None,
        }
    }

    fn failure(self) -> Failure {
        match self {
            Self::Unknown(unknown) => unknown.failure(),
            Self::Withheld { slug } => Failure::Usage(format!(
                "`{slug}` shows no hours of their own to this audience; ask with `--audience internal`"
            )),
            Self::TooFew { slug } => Failure::Usage(format!(
                "`{slug}` has too few people for this audience to see their hours; ask with `--audience internal`"
            )),
            Self::Backwards { from, to } => Failure::Usage(format!(
                "the range `{from}` to `{to}` ends before it begins; write a `--to` that is not before `--from`"
            )),
            Self::Long { days } => {
                Failure::Usage(format!("a range of {days} days is too long; ask for at most {MOST_DAYS} days at once"))
            }
        }
    }
}

/// The answer for people: each UTC day with its stretches.
fn table(found: &AttendanceAnswer) -> String {
    match found {
        AttendanceAnswer::Of(hours) => aligned(["DAY", "UTC", "HOURS"], &person_rows(hours)),
        AttendanceAnswer::Count(count) => {
            let rows: Vec<[String; 3]> = count.runs.iter().flat_map(run_rows).collect();
            aligned(["DAY", "UTC", "PEOPLE"], &rows)
        }
    }
}

/// A person's stretches day by day; a day without any says so.
fn person_rows(hours: &PersonHours) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    for (day, whole) in days(hours.range) {
        let parts = hours.intervals.iter().filter_map(|(from, to)| Interval::new(*from, *to)?.intersection(whole));
        let before = rows.len();
        rows.extend(parts.map(|part| [label(day), clock(part), WORDS.hours_colon_minutes(part.minutes())]));
        if rows.len() == before {
            rows.push([label(day), "none".to_owned(), WORDS.hours_colon_minutes(0)]);
        }
    }
    rows
}

/// A run, cut at midnight.
fn run_rows(run: &CountRun) -> Vec<[String; 3]> {
    let whole = Interval::new(run.from, run.to);
    let parts = whole.into_iter().flat_map(days).map(|(day, part)| [label(day), clock(part), run.count.to_string()]);
    parts.collect()
}

/// The UTC days of a stretch with the part of it in each.
fn days(stretch: Interval) -> impl Iterator<Item = (Date, Interval)> {
    let first = stretch.start().utc_date();
    let dates = std::iter::successors(Some(first), |date| date.tomorrow().ok());
    dates.map_while(move |date| Some((date, Interval::spanning(UtcMinute::midnight(date), DAY).intersection(stretch)?)))
}

/// `Sun 2027-03-14`.
fn label(date: Date) -> String {
    format!("{} {date}", WORDS.short_weekday(date.weekday()))
}

/// `22:00–24:00`.
fn clock(part: Interval) -> String {
    let at = |minute: UtcMinute| {
        let local = Zone::utc().to_local(minute.to_timestamp());
        format!("{:02}:{:02}", local.hour(), local.minute())
    };
    let end = if part.end().utc_date() == part.start().utc_date() { at(part.end()) } else { "24:00".to_owned() };
    format!("{}–{end}", at(part.start()))
}
