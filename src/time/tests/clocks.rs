//! Clock changes, and the weeks in which clocks disagree more than usual.

use std::error::Error;

use super::demo::{TEAM, between, week, zone};
use crate::time::regime::week_clocks;
use crate::time::{Interval, Zone, regimes, transitions};
use crate::words::WORDS;

type Outcome = Result<(), Box<dyn Error>>;

fn three_years() -> Result<Interval, Box<dyn Error>> {
    between("2026-01-01T00:00Z", "2029-01-01T00:00Z")
}

fn dates(name: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let found = transitions(&[zone(name)?], three_years()?);
    Ok(found.iter().map(|change| WORDS.date(change.local_date())).collect())
}

fn team_zones() -> Result<Vec<Zone>, Box<dyn Error>> {
    TEAM.iter().map(|(_, name, _)| Ok(zone(name)?)).collect()
}

#[test]
fn the_clock_changes_of_2026_to_2028_are_the_known_ones() -> Outcome {
    assert_eq!(
        dates("America/New_York")?,
        ["8 Mar 2026", "1 Nov 2026", "14 Mar 2027", "7 Nov 2027", "12 Mar 2028", "5 Nov 2028"]
    );
    assert_eq!(
        dates("Europe/Berlin")?,
        ["29 Mar 2026", "25 Oct 2026", "28 Mar 2027", "31 Oct 2027", "26 Mar 2028", "29 Oct 2028"]
    );
    assert_eq!(
        dates("Asia/Jerusalem")?,
        ["27 Mar 2026", "25 Oct 2026", "26 Mar 2027", "31 Oct 2027", "24 Mar 2028", "29 Oct 2028"]
    );
    assert_eq!(
        dates("Asia/Beirut")?,
        ["29 Mar 2026", "25 Oct 2026", "28 Mar 2027", "31 Oct 2027", "26 Mar 2028", "29 Oct 2028"]
    );
    assert_eq!(
        dates("Asia/Gaza")?.get(..4),
        Some(&["28 Mar 2026", "24 Oct 2026", "27 Mar 2027", "30 Oct 2027"].map(String::from)[..])
    );
    for still in ["Europe/Istanbul", "Asia/Dubai", "Asia/Tehran", "Africa/Nairobi", "Africa/Johannesburg", "UTC"] {
        assert_eq!(dates(still)?, [""; 0], "{still}");
    }
    Ok(())
}

#[test]
fn egypt_changes_on_the_midnight_between_thursday_and_friday() -> Outcome {
    let changes = transitions(&[zone("Africa/Cairo")?], between("2027-01-01T00:00Z", "2028-01-01T00:00Z")?);
    let clocks: Vec<String> =
        changes.iter().map(|c| format!("{} -> {} ({})", c.local_before(), c.local_after(), c.jump_minutes())).collect();
    assert_eq!(
        clocks,
        ["2027-04-30T00:00:00 -> 2027-04-30T01:00:00 (60)", "2027-10-29T00:00:00 -> 2027-10-28T23:00:00 (-60)"]
    );
    Ok(())
}

#[test]
fn morocco_stops_changing_on_20_september_2026() -> Outcome {
    let last = dates("Africa/Casablanca")?.pop();
    assert_eq!(last.as_deref(), Some("20 Sep 2026"));
    Ok(())
}

#[test]
fn changes_of_several_zones_come_in_order_of_time_and_once() -> Outcome {
    let zones = [zone("Europe/Berlin")?, zone("America/New_York")?, zone("Europe/Berlin")?, zone("Europe/London")?];
    let spring = transitions(&zones, between("2027-03-01T00:00Z", "2027-04-01T00:00Z")?);
    let named: Vec<String> = spring.iter().map(|change| format!("{} {}", change.at, change.zone)).collect();
    assert_eq!(
        named,
        ["2027-03-14T07:00Z America/New_York", "2027-03-28T01:00Z Europe/Berlin", "2027-03-28T01:00Z Europe/London"]
    );
    Ok(())
}

#[test]
fn a_change_in_the_first_minute_of_the_range_belongs_to_it_and_one_at_its_end_does_not() -> Outcome {
    let berlin = [zone("Europe/Berlin")?];
    let count = |start: &str, end: &str| -> Result<usize, Box<dyn Error>> {
        Ok(transitions(&berlin, between(start, end)?).len())
    };
    assert_eq!(count("2027-03-28T01:00Z", "2027-03-28T01:01Z")?, 1);
    assert_eq!(count("2027-03-28T00:00Z", "2027-03-28T01:00Z")?, 0);
    assert_eq!(count("2027-03-28T01:01Z", "2027-03-29T00:00Z")?, 0);
    Ok(())
}

#[test]
fn the_demo_teams_unusual_weeks_are_the_mismatch_weeks() -> Outcome {
    for (from, weeks, expected) in [
        ("2025-12-29", 53, vec!["2026-03-09", "2026-03-16", "2026-03-23", "2026-10-26"]),
        ("2027-01-04", 53, vec!["2027-03-15", "2027-03-22", "2027-11-01"]),
        ("2028-01-10", 52, vec!["2028-03-13", "2028-03-20", "2028-10-30"]),
    ] {
        let clocks = week_clocks(&team_zones()?, week(from)?, weeks);
        assert_eq!(clocks.len(), usize::from(weeks));
        let unusual: Vec<String> =
            clocks.iter().filter(|week| !week.usual).map(|week| week.week.monday().to_string()).collect();
        assert_eq!(unusual, expected, "from {from}");
    }
    Ok(())
}

#[test]
fn a_short_horizon_knows_what_is_usual_outside_it() -> Outcome {
    let alone = week_clocks(&team_zones()?, week("2027-03-15")?, 2);
    assert_eq!(alone.iter().map(|week| week.usual).collect::<Vec<_>>(), [false, false]);
    Ok(())
}

#[test]
fn the_year_has_five_regimes_and_the_weeks_before_them_change() -> Outcome {
    let year = regimes(&team_zones()?, week("2027-01-04")?, 53);
    let told: Vec<(String, i32, bool)> =
        year.iter().map(|r| (r.first.monday().to_string(), r.weeks(), r.usual)).collect();
    let expected = [
        ("2027-01-04", 10, true),
        ("2027-03-15", 2, false),
        ("2027-03-29", 31, true),
        ("2027-11-01", 1, false),
        ("2027-11-08", 9, true),
    ];
    assert_eq!(told, expected.map(|(monday, weeks, usual)| (monday.to_owned(), weeks, usual)));
    let change_weeks: Vec<String> = week_clocks(&team_zones()?, week("2027-01-04")?, 53)
        .iter()
        .filter(|w| w.offsets != w.offsets_at_end)
        .map(|w| w.week.monday().to_string())
        .collect();
    assert_eq!(change_weeks, ["2027-03-08", "2027-03-22", "2027-10-25", "2027-11-01"]);
    Ok(())
}
