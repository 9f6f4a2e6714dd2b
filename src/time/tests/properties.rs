//! Identities that hold for any roster.

use proptest::collection::vec;
use proptest::prelude::*;

use super::demo::{count_at, lost_without, minutes_by_week, need, present, schedule, weeks};
use crate::time::{
    ClockTime, Coverage, DaySet, HireCandidate, Interval, IntervalSet, IsoWeek, PersonIndex, Presence, Schedule,
    TimeRange, UtcMinute, Weekday, WeeklyHours, Zone, crews, hire_table, overlap, transitions,
};

/// Zones that move differently: none, half an hour, two hours, a quarter-hour offset, far east, far west, both
/// hemispheres.
const ZONES: [&str; 12] = [
    "UTC",
    "America/Los_Angeles",
    "America/St_Johns",
    "Europe/Dublin",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Pacific/Kiritimati",
    "Pacific/Niue",
    "Pacific/Apia",
    "Africa/Casablanca",
];

/// Zones whose clocks never change in 2027, from UTC-11 on an hour apart.
const STEADY: [&str; 24] = [
    "Pacific/Niue",
    "Pacific/Honolulu",
    "Pacific/Gambier",
    "Pacific/Pitcairn",
    "America/Phoenix",
    "America/Mexico_City",
    "America/Lima",
    "America/Caracas",
    "America/Sao_Paulo",
    "America/Noronha",
    "Atlantic/Cape_Verde",
    "Africa/Abidjan",
    "Africa/Lagos",
    "Africa/Maputo",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Brisbane",
    "Pacific/Guadalcanal",
    "Pacific/Tarawa",
];

fn interval_sets() -> impl Strategy<Value = IntervalSet> {
    vec((0i64..10_000, 1i64..700), 0..12).prop_map(|pairs| {
        pairs
            .into_iter()
            .map(|(start, length)| Interval::spanning(UtcMinute::from_unix_minutes(start), length))
            .collect()
    })
}

fn everything() -> Interval {
    Interval::spanning(UtcMinute::from_unix_minutes(-100), 12_000)
}

fn people() -> impl Strategy<Value = Vec<Presence>> {
    vec(interval_sets(), 0..8)
        .prop_map(|sets| (0..).zip(sets).map(|(index, when)| Presence { person: PersonIndex(index), when }).collect())
}

fn time_ranges() -> impl Strategy<Value = TimeRange> {
    (0u16..288, 1u16..288).prop_filter_map("a writable range", |(start, length)| {
        TimeRange::spanning(ClockTime::from_minutes(start * 5)?, length * 5)
    })
}

fn weekly_hours() -> impl Strategy<Value = WeeklyHours> {
    vec((vec(0i8..7, 1..5), vec(time_ranges(), 1..3)), 1..4).prop_map(|rules| {
        rules.into_iter().fold(WeeklyHours::default(), |hours, (days, ranges)| {
            let days: DaySet = days.into_iter().filter_map(|day| Weekday::from_monday_zero_offset(day).ok()).collect();
            hours.union(&WeeklyHours::on_days(days, &ranges))
        })
    })
}

fn zoned_hours() -> impl Strategy<Value = (Zone, WeeklyHours)> {
    (proptest::sample::select(&ZONES), weekly_hours())
        .prop_filter_map("a zone", |(name, hours)| Zone::parse(name).ok().map(|parsed| (parsed.zone, hours)))
}

fn schedules() -> impl Strategy<Value = Schedule> {
    zoned_hours().prop_map(|(zone, hours)| Schedule::new(zone, hours))
}

/// Minutes in a week without a clock change; time that two ranges share, even across midnight, counts once.
fn nominal(hours: &WeeklyHours) -> u32 {
    let mut worked = [false; 7 * 1440];
    for day in 0..7 {
        for range in Weekday::from_monday_zero_offset(day).map(|weekday| hours.on(weekday)).unwrap_or_default() {
            for minute in range.start()..range.end() {
                worked[(usize::try_from(day).unwrap_or(0) * 1440 + usize::from(minute)) % (7 * 1440)] = true;
            }
        }
    }
    worked.into_iter().map(u32::from).sum()
}

/// The coverage of `people`.
fn counted<'s>(people: impl IntoIterator<Item = &'s Schedule>, range: Interval) -> Coverage {
    let presence =
        |(index, person): (u32, &Schedule)| Presence { person: PersonIndex(index), when: person.intervals(range) };
    Coverage::of(&(0..).zip(people).map(presence).collect::<Vec<_>>(), range)
}

fn week_of_2027() -> impl Strategy<Value = IsoWeek> {
    (0i32..52).prop_map(|weeks| IsoWeek::of(jiff::civil::date(2027, 1, 4)).plus(weeks))
}

proptest! {
    #[test]
    fn runs_times_counts_are_everyones_minutes(people in people()) {
        let coverage = Coverage::of(&people, everything());
        let figures = coverage.summary();
        prop_assert_eq!(figures.person_minutes, people.iter().map(|p| p.when.minutes()).sum::<i64>());
        prop_assert_eq!(coverage.runs().iter().map(|run| run.interval.minutes()).sum::<i64>(), everything().minutes());
        prop_assert!(figures.covered <= figures.person_minutes);
        prop_assert_eq!(figures.covered + figures.uncovered, figures.window);
        prop_assert_eq!(coverage.covered(1), IntervalSet::union_of(people.iter().map(|p| &p.when)));
        prop_assert_eq!(coverage.gaps(), IntervalSet::from(everything()).difference(&coverage.covered(1)));
        prop_assert_eq!(coverage.covered(2).minutes(), figures.doubled);
    }

    #[test]
    fn another_person_never_lowers_a_count(people in people(), more in interval_sets()) {
        let before = Coverage::of(&people, everything());
        let mut people = people;
        people.push(Presence { person: PersonIndex(99), when: more });
        let after = Coverage::of(&people, everything());
        for run in after.runs() {
            let old = count_at(&before, run.interval.start()).unwrap_or(0);
            prop_assert!(old <= run.count && run.count <= old + 1);
        }
    }

    #[test]
    fn every_run_names_the_count_and_the_one_who_is_alone(people in people()) {
        for run in Coverage::of(&people, everything()).runs() {
            for minute in [run.interval.start(), run.interval.end().plus(-1)] {
                let there = present(&people, minute);
                prop_assert_eq!(there.len(), usize::try_from(run.count)?);
                prop_assert_eq!(run.sole, there.first().copied().filter(|_| run.count == 1));
            }
        }
    }

    #[test]
    fn what_is_lost_without_one_is_what_the_others_leave_open(people in people()) {
        let coverage = Coverage::of(&people, everything());
        let sole = coverage.sole_minutes();
        for missing in &people {
            let others: Vec<Presence> = people.iter().filter(|p| p.person != missing.person).cloned().collect();
            let newly_open = Coverage::of(&others, everything()).gaps().difference(&coverage.gaps());
            prop_assert_eq!(sole.get(&missing.person).copied().unwrap_or(0), newly_open.minutes());
            prop_assert_eq!(lost_without(&coverage, missing.person), newly_open);
        }
    }

    #[test]
    fn a_window_measures_the_same_as_counting_inside_it(people in people(), window in interval_sets()) {
        let inside = Coverage::of(&people, everything()).within(&window);
        let figures = inside.summary();
        prop_assert_eq!(figures.person_minutes, people.iter().map(|p| overlap(&p.when, &window)).sum::<i64>());
        prop_assert_eq!(figures.window, window.minutes());
    }

    #[test]
    fn overlap_is_what_the_union_does_not_count_twice(a in interval_sets(), b in interval_sets()) {
        prop_assert_eq!(overlap(&a, &b), a.minutes() + b.minutes() - a.union(&b).minutes());
        prop_assert_eq!(a.difference(&b).minutes(), a.minutes() - overlap(&a, &b));
        prop_assert_eq!(a.difference(&b).union(&a.intersection(&b)), a.clone());
        let not = |set: &IntervalSet| IntervalSet::from(everything()).difference(set);
        prop_assert_eq!(not(&not(&a)), a);
    }

    #[test]
    fn hours_print_as_a_text_that_reads_back_as_the_same(hours in weekly_hours()) {
        prop_assert_eq!(WeeklyHours::parse(&hours.to_string()), Ok(hours));
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "[A-Za-z0-9:;,+/ \u{e9}\u{2013}_-]{0,24}") {
        if let Err(error) = WeeklyHours::parse(&text) {
            prop_assert!(text.get(error.offset..error.offset + error.len).is_some(), "{:?}", error);
        }
        let _ = (DaySet::parse(&text), DaySet::parse_name(&text), TimeRange::parse_list(&text), Zone::parse(&text), crate::time::parse_date(&text));
    }

    #[test]
    fn a_week_has_the_nominal_hours_away_from_clock_changes((zone, hours) in zoned_hours(), week in week_of_2027()) {
        let person = Schedule::new(zone.clone(), hours.clone());
        let near = Interval::spanning(week.interval().start().plus(-3 * 1440), 13 * 1440);
        prop_assume!(transitions(std::slice::from_ref(&zone), near).is_empty());
        prop_assert_eq!(person.intervals(week.interval()).minutes(), i64::from(nominal(&hours)));
    }

    #[test]
    fn a_minute_is_worked_when_the_wall_clock_says_so((zone, hours) in zoned_hours(), week in week_of_2027(), minute in 0i64..10_080) {
        let person = Schedule::new(zone.clone(), hours.clone());
        let at = week.interval().start().plus(minute);
        let near = Interval::spanning(at.plus(-3 * 1440), 6 * 1440);
        prop_assume!(transitions(std::slice::from_ref(&zone), near).is_empty());
        let local = zone.to_local(at.to_timestamp());
        let clock = u16::try_from(local.hour())? * 60 + u16::try_from(local.minute())?;
        let today = hours.on(local.weekday()).iter().any(|r| r.start() <= clock && clock < r.end());
        let since_yesterday = hours.on(local.weekday().previous()).iter().any(|r| clock + 1440 < r.end());
        prop_assert_eq!(person.intervals(week.interval()).contains(at), today || since_yesterday);
    }

    #[test]
    fn a_year_resolved_at_once_is_its_weeks_resolved_one_by_one(person in schedules(), from in 0i32..900) {
        let first = IsoWeek::of(jiff::civil::date(2011, 6, 6)).plus(from);
        let by_week: Vec<IntervalSet> = first.take(53).map(|week| person.intervals(week.interval())).collect();
        prop_assert_eq!(person.intervals(first.through(53)), IntervalSet::union_of(&by_week));
    }

    #[test]
    fn crews_hold_everybody_once_with_their_own_schedule(people in vec(schedules(), 0..5), copies in vec(0usize..5, 0..9)) {
        let everyone: Vec<&Schedule> = people.iter().chain(copies.iter().filter_map(|at| people.get(*at))).collect();
        let groups = crews(everyone.iter().copied());
        prop_assert_eq!(groups.iter().map(|crew| crew.people.len()).sum::<usize>(), everyone.len());
        for crew in &groups {
            prop_assert!(crew.people.iter().all(|person| everyone.get(person.0 as usize).is_some_and(|one| *one == crew.schedule)));
        }
    }

    #[test]
    fn seven_days_do_not_care_how_far_from_utc_everybody_is(
        people in vec((0usize..12, weekly_hours()), 1..5), moved in 0usize..12, week in week_of_2027()
    ) {
        let figures = |moved: usize| -> Result<_, TestCaseError> {
            let mut schedules = Vec::new();
            for (place, hours) in &people {
                let name = STEADY.get(place + moved).copied().unwrap_or_default();
                let zone = Zone::parse(name).map_err(|error| TestCaseError::fail(error.to_string()))?.zone;
                schedules.push(Schedule::new(zone, hours.clone()));
            }
            let figures = counted(&schedules, week.interval()).summary();
            Ok((figures.covered, figures.doubled, figures.single, figures.uncovered, figures.person_minutes))
        };
        prop_assert_eq!(figures(0)?, figures(moved)?);
    }

    #[test]
    fn what_a_hire_brings_is_what_counting_again_finds(people in vec(schedules(), 0..4), more in (0usize..24, 0u16..96, 1u16..96)) {
        let first = IsoWeek::of(jiff::civil::date(2027, 3, 1));
        let (range, weeks) = (first.through(5), 5);
        let zone = Zone::parse(STEADY.get(more.0).copied().unwrap_or("UTC")).map_err(|error| TestCaseError::fail(error.to_string()))?.zone;
        let hours = ClockTime::from_minutes(more.1 * 15).and_then(|start| TimeRange::spanning(start, more.2 * 15));
        let Some(hours) = hours else { return Err(TestCaseError::reject("no length")) };
        let candidate = HireCandidate { zone: zone.clone(), days: DaySet::WORKING_WEEK, hours };
        let hire = Schedule::new(zone, WeeklyHours::on_days(DaySet::WORKING_WEEK, &[hours]));
        let demand = IntervalSet::union_of(&first.take(weeks).map(IsoWeek::working_days).collect::<Vec<_>>());
        let before = counted(&people, range);
        let after = counted(people.iter().chain([&hire]), range);
        let contact = before.covered(1);
        let missing = need(&before, &demand, &contact, first, weeks);
        let options = hire_table(&missing, vec![candidate]);
        let (then, now) = (before.within(&demand).summary(), after.within(&demand).summary());
        let found: Vec<_> = options.iter().map(|o| (o.newly_covered.total, o.made_double.total, o.overlap.total)).collect();
        prop_assert_eq!(found, [(now.covered - then.covered, now.doubled - then.doubled, overlap(&hire.intervals(range), &contact))]);
    }

    #[test]
    fn weekly_overlaps_add_up_to_the_years(a in schedules(), b in schedules()) {
        let first = IsoWeek::of(jiff::civil::date(2027, 1, 4));
        let (a, b) = (a.intervals(weeks(first, 52)), b.intervals(weeks(first, 52)));
        let by_week = minutes_by_week(&a.intersection(&b), first.take(52));
        prop_assert_eq!(by_week.iter().map(|week| week.minutes).sum::<i64>(), overlap(&a, &b));
    }
}

#[test]
fn zones_of_these_tests_exist() {
    assert!(ZONES.iter().chain(&STEADY).all(|name| schedule(name, "Mo 09:00-17:00").is_ok()));
}
