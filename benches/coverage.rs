//! How long a year of a large team's coverage takes, and what is asked of it.
//!
//! `cargo bench --bench coverage` prints, for 5,000 people over 52 weeks: coverage with 300 patterns among them and
//! with everybody's schedule different, the curve and the table of hires, the best pair, meeting windows of 12 people,
//! and the clocks of the world.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use pmo_site::time::{
    ClockTime, Coverage, DateSpan, DaySet, HireCandidate, HireOption, Interval, IntervalSet, IsoWeek, MeetingQuestion,
    PersonIndex, Presence, Schedule, StaffNeed, WeeklyHours, WorldClocks, Zone, best_pair, fair_rotation, front,
    hire_curve, hire_table, meeting_windows,
};

const PEOPLE: usize = 5_000;
const WEEKS: u16 = 52;

const ZONES: [&str; 12] = [
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/Dublin",
    "Europe/Berlin",
    "Africa/Cairo",
    "Asia/Jerusalem",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Sydney",
];

/// Twelve zones, five starts, five kinds of week: 300 patterns.
fn person(number: usize) -> Schedule {
    let zone =
        ZONES.get(number % 12).and_then(|name| Zone::parse(name).ok()).map_or_else(Zone::utc, |parsed| parsed.zone);
    let start = 7 + number / 12 % 5;
    let days = ["Mo-Fr", "Mo-Th", "Su-Th", "Tu-Fr", "Mo,We,Fr"].get(number / 60 % 5).copied().unwrap_or("Mo-Fr");
    let hours = format!("{days} {start:02}:00-12:00,13:00-{:02}:30", start + 9);
    Schedule::new(zone, WeeklyHours::parse(&hours).unwrap_or_default())
}

/// The same with two weeks' absence, beginning on another date for each of the first people and of another length after
/// them.
fn with_absence(number: usize) -> Schedule {
    let from = date(2027, 1, 4)
        .saturating_add(jiff::SignedDuration::from_hours(24 * i64::try_from(number % 350).unwrap_or(0)));
    let to = from.saturating_add(jiff::SignedDuration::from_hours(24 * i64::try_from(7 + number / 350).unwrap_or(0)));
    let away: Vec<DateSpan> = DateSpan::new(from, Some(to)).into_iter().collect();
    person(number).with_away(away)
}

/// The coverage of `people`, each resolved for itself.
fn counted(people: &[Schedule], range: Interval) -> Coverage {
    let presence =
        |(index, person): (u32, &Schedule)| Presence { person: PersonIndex(index), when: person.intervals(range) };
    Coverage::of(&(0..).zip(people).map(presence).collect::<Vec<_>>(), range)
}

fn coverage(criterion: &mut Criterion) {
    let first = IsoWeek::of(date(2027, 1, 4));
    let range = first.through(WEEKS);
    let alike: Vec<Schedule> = (0..PEOPLE).map(person).collect();
    let different: Vec<Schedule> = (0..PEOPLE).map(with_absence).collect();
    let year = |people: &[Schedule]| {
        let coverage = counted(people, range);
        first.take(WEEKS).map(|week| coverage.week(week).summary().uncovered).sum::<i64>()
    };
    let mut group = criterion.benchmark_group("5,000 people, 52 weeks");
    group.sample_size(10);
    group.bench_function("300 patterns", |bencher| bencher.iter(|| year(black_box(&alike))));
    group.bench_function("all different", |bencher| bencher.iter(|| year(black_box(&different))));
    group.finish();
}

fn hires(criterion: &mut Criterion) {
    let first = IsoWeek::of(date(2027, 1, 4));
    let range = first.through(WEEKS);
    // A team of seven leaves gaps; five thousand people do not.
    let team: Vec<Schedule> = (0..7).map(person).collect();
    let coverage = counted(&team, range);
    let demand = IntervalSet::union_of(&first.take(WEEKS).map(IsoWeek::working_days).collect::<Vec<_>>());
    let need = || {
        let asked = coverage.within(&demand);
        let with =
            |people| asked.runs().iter().filter(move |run| run.count == people).map(|run| run.interval).collect();
        StaffNeed::missing(&with(0), &with(1), &coverage.covered(1), first, WEEKS)
    };
    let clocks = WorldClocks::from(date(2027, 1, 4));
    // All 91 rows of the list, those that agree included.
    let zones: Vec<Zone> =
        clocks.all().iter().flat_map(|clock| std::iter::once(&clock.zone).chain(&clock.others)).cloned().collect();
    let starts: Vec<ClockTime> = (6..12).filter_map(|hour| ClockTime::from_minutes(hour * 60)).collect();
    let table =
        |need: &StaffNeed| hire_table(need, HireCandidate::grid(&zones, &starts, 480, |_| DaySet::WORKING_WEEK));
    let known = need();
    let options: Vec<HireOption> = table(&known);
    let mut group = criterion.benchmark_group(format!("hires, {} options", options.len()));
    group.sample_size(10);
    group.bench_function("need", |bencher| bencher.iter(need));
    group.bench_function("curve", |bencher| {
        bencher.iter(|| hire_curve(&known, 480, &[DaySet::WORKING_WEEK, DaySet::ALL]));
    });
    group.bench_function("table", |bencher| bencher.iter(|| table(&known)));
    group.bench_function("front", |bencher| bencher.iter(|| front(&options).len()));
    group.bench_function("best pair", |bencher| bencher.iter(|| best_pair(&known, &options).is_some()));
    group.finish();
}

fn meetings(criterion: &mut Criterion) {
    let utc = Zone::utc();
    let mut group = criterion.benchmark_group("meetings, 52 weeks");
    group.sample_size(10);
    for count in [12, 200] {
        let people: Vec<Schedule> = (0..count).map(person).collect();
        let question = MeetingQuestion {
            people: people.iter().collect(),
            organiser: &utc,
            minutes: 60,
            first: IsoWeek::of(date(2027, 1, 4)),
            weeks: WEEKS,
            present: None,
        };
        group.bench_function(format!("windows of {count} people"), |bencher| {
            bencher.iter(|| meeting_windows(&question));
        });
    }
    let people: Vec<Schedule> = [0, 6, 11].map(person).to_vec();
    let question = MeetingQuestion {
        people: people.iter().collect(),
        organiser: &utc,
        minutes: 60,
        first: IsoWeek::of(date(2027, 1, 4)),
        weeks: WEEKS,
        present: None,
    };
    if let pmo_site::time::MeetingAnswer::NoCommonHours(windows) = meeting_windows(&question) {
        group.bench_function("rotation of 3 people", |bencher| bencher.iter(|| fair_rotation(&windows, 3).is_some()));
    }
    group.bench_function("clocks of the world", |bencher| {
        bencher.iter(|| WorldClocks::from(date(2027, 1, 4)).all().len());
    });
    group.finish();
}

criterion_group!(benches, coverage, hires, meetings);
criterion_main!(benches);
