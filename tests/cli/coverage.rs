//! `pmo-site coverage`: exact minutes in UTC, for one person and for many.

use serde_json::{Value, json};

use super::site::{Run, Site};

/// Long before most of what is asked about: presence goes by date and not by this day.
const DAY: &str = "2026-03-06";

/// An office with everything that decides when somebody works.
fn office() -> Site {
    Site::new()
        .file("content/focus-areas/eng.yaml", "name: Engineering\n")
        .file("content/focus-areas/sec.yaml", "name: Security\n")
        .file("content/holidays/kenya.yaml", "name: Kenya\ncountry: \"KE\"\ndays: [{ date: 2027-03-09, name: A day off }]\n")
        .file("content/people/nyx.yaml", &member("sec", "America/New_York", "\"Sa 22:00-06:00\"", ""))
        .file("content/people/kit.yaml", &member("eng", "Asia/Kathmandu", "\"Mo-Fr 09:30-18:00\"", ""))
        .file("content/people/cha.yaml", &member("eng", "Pacific/Chatham", "\"Mo 08:00-10:00\"", ""))
        .file(
            "content/people/hal.yaml",
            &member(
                "eng, sec",
                "Africa/Johannesburg",
                "\"Sa 10:00-11:00\"",
                "schedule: [{ from: 2027-03-08, every: 2 weeks, working_hours: \"Su-Th 22:00-06:00\" }]\n",
            ),
        )
        .file(
            "content/people/wan.yaml",
            &member(
                "sec",
                "Africa/Nairobi",
                "[\"Mo-Th 08:00-12:00,13:00-17:00\", \"Fr 08:00-12:00\"]",
                "holidays: kenya\naway: [{ from: 2027-03-11, to: 2027-03-11 }]\n\
                 exceptions: { 2027-03-12: \"10:00-11:00\", 2027-03-15: closed }\n\
                 schedule: [{ from: 2027-03-17, to: 2027-03-18, time_zone: Europe/Lisbon, working_hours: \"Mo-Fr 09:00-10:00\" }]\n",
            ),
        )
        .file("content/people/new.yaml", &member("eng", "UTC", "\"Mo-Su 22:00-06:00\"", "start_date: 2027-03-10\n"))
        .file("content/people/old.yaml", &member("eng", "UTC", "\"Mo-Su 22:00-06:00\"", "end_date: 2027-03-09\n"))
        .file(
            "content/people/sponsor.yaml",
            "name: S\nrole: Director\ntime_zone: UTC\nkind: stakeholder\nworking_hours: \"Mo 09:00-10:00\"\n",
        )
}

fn member(areas: &str, zone: &str, hours: &str, more: &str) -> String {
    format!("name: A\nrole: TPM\nfocus_areas: [{areas}]\ntime_zone: {zone}\nworking_hours: {hours}\n{more}")
}

fn ask(site: &Site, args: &[&str]) -> Run {
    site.run(&[&["coverage", "--as-of", DAY, "--quiet"], args].concat())
}

/// Asks as readers inside do, who see absences.
fn inside(site: &Site, args: &[&str]) -> Run {
    ask(site, &[&["--audience", "internal"], args].concat())
}

/// A person's intervals as `DDThh:mm DDThh:mm` of March 2027.
#[track_caller]
fn hours(site: &Site, person: &str, from: &str, to: &str) -> Vec<String> {
    let run = inside(site, &["--person", person, "--from", from, "--to", to, "--format", "json"])
        .assert_exit(0)
        .assert_silent();
    let answer = run.json();
    assert_eq!(answer.get("person"), Some(&json!(person)));
    assert_eq!(answer.as_object().map(serde_json::Map::len), Some(2), "{answer}");
    intervals(&answer).iter().map(|(from, to)| format!("{} {}", &from[8..16], &to[8..16])).collect()
}

fn intervals(answer: &Value) -> Vec<(String, String)> {
    answer.get("intervals").and_then(|list| serde_json::from_value(list.clone()).ok()).unwrap_or_default()
}

fn fortnight(site: &Site, person: &str) -> Vec<String> {
    hours(site, person, "2027-03-08", "2027-03-21")
}

#[test]
fn a_night_on_which_clocks_spring_forward_is_an_hour_short() {
    let site = office();
    let run = ask(&site, &["--person", "nyx", "--from", "2027-03-08", "--to", "2027-03-14", "--format", "json"])
        .assert_exit(0);
    assert_eq!(run.json(), json!({ "person": "nyx", "intervals": [["2027-03-14T03:00Z", "2027-03-14T10:00Z"]] }));
    assert_eq!(fortnight(&site, "nyx"), ["14T03:00 14T10:00", "21T02:00 21T10:00"]);
    // In autumn the night is an hour long: 22:00 is UTC-4 and 06:00 is UTC-5.
    assert_eq!(hours(&site, "nyx", "2027-11-07", "2027-11-07"), ["07T02:00 07T11:00"]);
}

#[test]
fn quarter_hour_zones_are_exact() {
    let site = office();
    assert_eq!(hours(&site, "kit", "2027-03-08", "2027-03-09"), ["08T03:45 08T12:15", "09T03:45 09T12:15"]);
    // UTC+13:45 in the southern summer: Monday morning there is Sunday evening in UTC.
    assert_eq!(fortnight(&site, "cha"), ["14T18:15 14T20:15", "21T18:15 21T20:15"]);
}

#[test]
fn every_second_week_leaves_the_other_empty_and_overnight_hours_run_on() {
    assert_eq!(
        fortnight(&office(), "hal"),
        ["08T20:00 09T04:00", "09T20:00 10T04:00", "10T20:00 11T04:00", "11T20:00 12T04:00", "14T20:00 15T04:00"]
    );
}

#[test]
fn holidays_absences_single_days_and_dated_rows_all_count() {
    assert_eq!(
        fortnight(&office(), "wan"),
        [
            "08T05:00 08T09:00",
            "08T10:00 08T14:00",
            // Tuesday is a holiday, Thursday an absence.
            "10T05:00 10T09:00",
            "10T10:00 10T14:00",
            // An exception is stronger than the usual Friday, and one closes the Monday.
            "12T07:00 12T08:00",
            "16T05:00 16T09:00",
            "16T10:00 16T14:00",
            // Two days in Lisbon.
            "17T09:00 17T10:00",
            "18T09:00 18T10:00",
            "19T05:00 19T09:00",
        ]
    );
}

#[test]
fn runs_of_holidays_and_short_days_of_several_calendars_count() {
    let site = office()
        .file(
            "content/holidays/company.yaml",
            "name: Company\ndays:\n  - { from: 2027-03-10, to: 2027-03-16, name: Shutdown }\n\
             \x20 - { date: 2027-03-17, name: Eve, hours: \"10:00-13:00\" }\n",
        )
        .file(
            "content/people/two.yaml",
            &member("eng", "Africa/Nairobi", "\"Mo-Fr 08:00-12:00,13:00-17:00\"", "holidays: [kenya, company]\n"),
        );
    assert_eq!(
        hours(&site, "two", "2027-03-08", "2027-03-18"),
        [
            "08T05:00 08T09:00",
            "08T10:00 08T14:00",
            // Tuesday is a holiday of the country, and the company closes for a week. On the eve, the hour of lunch
            // stays.
            "17T07:00 17T09:00",
            "18T05:00 18T09:00",
            "18T10:00 18T14:00",
        ]
    );
}

#[test]
fn presence_goes_by_date_and_not_by_the_day_of_the_site() {
    let site = office();
    assert_eq!(hours(&site, "new", "2027-03-08", "2027-03-11"), ["10T22:00 11T06:00", "11T22:00 12T00:00"]);
    // The last night begins on the last day and runs to its end.
    assert_eq!(
        hours(&site, "old", "2027-03-08", "2027-03-11"),
        ["08T00:00 08T06:00", "08T22:00 09T06:00", "09T22:00 10T06:00"]
    );
    assert_eq!(hours(&site, "sponsor", "2027-03-08", "2027-03-08"), ["08T09:00 08T10:00"]);
}

#[test]
fn the_count_is_in_runs_that_cover_the_range() {
    let site = office();
    let run = inside(&site, &["--focus-area", "sec", "--from", "2027-03-08", "--to", "2027-03-08", "--format", "json"])
        .assert_exit(0);
    let run = run.assert_silent().json();
    let at = |from: &str, to: &str, count: u32| json!({ "from": format!("2027-03-{from}Z"), "to": format!("2027-03-{to}Z"), "count": count });
    assert_eq!(
        run,
        json!({
            "from": "2027-03-08",
            "to": "2027-03-08",
            "focus_area": "sec",
            "runs": [
                at("08T00:00", "08T05:00", 0),
                at("08T05:00", "08T09:00", 1),
                at("08T09:00", "08T10:00", 0),
                at("08T10:00", "08T14:00", 1),
                at("08T14:00", "08T20:00", 0),
                at("08T20:00", "09T00:00", 1),
            ],
        })
    );
}

#[test]
fn everyones_hours_together_are_the_runs() {
    let site = office();
    let range = ["--from", "2027-03-01", "--to", "2027-04-11", "--format", "json"];
    for (area, people) in [
        (None, &["nyx", "kit", "cha", "hal", "wan", "new", "old"][..]),
        (Some("eng"), &["kit", "cha", "hal", "new", "old"]),
        (Some("sec"), &["nyx", "hal", "wan"]),
    ] {
        let whose: Vec<&str> = area.map_or_else(Vec::new, |area| vec!["--focus-area", area]);
        let answer = inside(&site, &[&range[..], &whose].concat()).assert_exit(0).json();
        assert_eq!(answer.get("focus_area"), Some(&json!(area)));
        let runs: Vec<Value> = answer.get("runs").and_then(Value::as_array).cloned().unwrap_or_default();
        let text = |run: &Value, key: &str| run.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let all: Vec<(String, String)> = people
            .iter()
            .flat_map(|person| intervals(&inside(&site, &[&range[..], &["--person", person]].concat()).json()))
            .collect();
        let mut last = ("2027-03-01T00:00Z".to_owned(), None);
        for run in &runs {
            let (from, to, count) = (text(run, "from"), text(run, "to"), run.get("count").and_then(Value::as_u64));
            // Texts of this form sort as the minutes they name.
            let there = all.iter().filter(|(start, end)| *start <= from && to <= *end).count();
            let touched = all.iter().filter(|(start, end)| *start < to && from < *end).count();
            assert_eq!((Some(there as u64), touched), (count, there), "{area:?} {run}");
            assert!(last.0 == from && last.1 != count && from < to, "{area:?} {run}");
            last = (to, count);
        }
        assert_eq!(last.0, "2027-04-12T00:00Z");
    }
}

#[test]
fn a_range_that_is_not_given_is_the_week() {
    let site = office();
    let ends = |args: &[&str]| {
        let answer = ask(&site, &[&["--format", "json"], args].concat()).assert_exit(0).json();
        [answer.get("from").cloned(), answer.get("to").cloned()]
    };
    let dates = |from: &str, to: &str| [Some(json!(from)), Some(json!(to))];
    assert_eq!(ends(&[]), dates("2026-03-02", "2026-03-08"));
    assert_eq!(ends(&["--from", "2027-03-10"]), dates("2027-03-10", "2027-03-14"));
    assert_eq!(ends(&["--to", "2027-03-10"]), dates("2027-03-08", "2027-03-10"));
}

#[test]
fn people_read_one_line_for_each_stretch_of_a_day() {
    let site = office();
    let table = |args: &[&str]| ask(&site, args).assert_exit(0).assert_silent().stdout().to_owned();
    assert_eq!(
        table(&["--person", "hal", "--from", "2027-03-11", "--to", "2027-03-13"]),
        "\
DAY             UTC          HOURS
Thu 2027-03-11  00:00–04:00  4:00
Thu 2027-03-11  20:00–24:00  4:00
Fri 2027-03-12  00:00–04:00  4:00
Sat 2027-03-13  none         0:00
"
    );
    assert_eq!(
        table(&["--focus-area", "sec", "--from", "2027-03-13", "--to", "2027-03-14"]),
        "\
DAY             UTC          PEOPLE
Sat 2027-03-13  00:00–24:00  0
Sun 2027-03-14  00:00–03:00  0
Sun 2027-03-14  03:00–10:00  1
Sun 2027-03-14  10:00–20:00  0
Sun 2027-03-14  20:00–24:00  1
"
    );
}

#[test]
fn hours_are_those_of_the_public_site_unless_asked_for_inside() {
    let site = office();
    let kit = member("eng", "Asia/Kathmandu", "\"Mo-Fr 09:30-18:00\"", "publish: { coverage: count }\n");
    let cha = member("eng", "Pacific/Chatham", "\"Mo 08:00-10:00\"", "publish: { coverage: hidden }\n");
    site.write("content/people/kit.yaml", &kit);
    site.write("content/people/cha.yaml", &cha);
    let week = ["--from", "2027-03-08", "--to", "2027-03-14", "--format", "json"];
    let ask = |args: &[&str]| ask(&site, &[&week[..], args].concat());
    let hint = "`kit` shows no hours of their own to this audience; ask with `--audience internal`";
    ask(&["--person", "kit"]).assert_exit(2).assert_no_stdout().assert_stderr_contains(hint);
    // Whoever is alone in an area without a name would be told by its count.
    site.write("content/focus-areas/law.yaml", "name: Law\n");
    site.write(
        "content/people/pia.yaml",
        &member("law", "Asia/Tokyo", "\"Mo 09:00-10:00\"", "publish: { coverage: count }\n"),
    );
    let hint = "`law` has too few people for this audience to see their hours; ask with `--audience internal`";
    ask(&["--focus-area", "law"]).assert_exit(2).assert_no_stdout().assert_stderr_contains(hint);
    ask(&["--focus-area", "law", "--audience", "internal"]).assert_exit(0);
    let inside = ask(&["--person", "kit", "--audience", "internal"]).assert_exit(0).json();
    assert_eq!(intervals(&inside).len(), 5);
    let told = |args: &[&str]| {
        let day = ["--from", "2027-03-08", "--to", "2027-03-14", "--as-of", DAY];
        let run = site.run(&[&["coverage"], args, &day].concat()).assert_exit(0);
        run.stderr().lines().find(|line| line.contains("answer")).unwrap_or_default().to_owned()
    };
    assert_eq!(told(&["--person", "hal"]), "this is the public answer");
    assert_eq!(
        told(&["--person", "wan"]),
        "this is the public answer; add `--audience internal` to see more",
        "an absence is no business of the public"
    );
    assert_eq!(told(&["--person", "wan", "--format", "json"]), "");
    // Chatham's two hours on Sunday evening are in no count; Kathmandu's are.
    let runs = ask(&["--focus-area", "eng"]).assert_exit(0).json();
    let counts = |at: &str| {
        runs.pointer("/runs").and_then(Value::as_array).map(|runs| runs.iter().filter(|run| run["from"] == at).count())
    };
    assert_eq!((counts("2027-03-08T03:45Z"), counts("2027-03-14T18:15Z")), (Some(1), Some(0)));
}

#[test]
fn what_cannot_be_answered_says_what_to_type() {
    let site = office();
    let wrong = |args: &[&str], hint: &str| {
        ask(&site, args).assert_exit(2).assert_no_stdout().assert_stderr_contains(hint);
    };
    wrong(&["--person", "hall"], "there is no person `hall`; did you mean `hal`?");
    wrong(&["--focus-area", "engg", "--format", "json"], "there is no focus area `engg`; did you mean `eng`?");
    wrong(&["--person", "hal", "--focus-area", "eng"], "cannot be used with");
    wrong(&["--from", "2027-03-09", "--to", "2027-03-08"], "ends before it begins");
    wrong(&["--from", "2027-02-29"], "February 2027 has 28 days");
    wrong(&["--from", "0027-03-08", "--to", "2027-03-08"], "ask for at most 3660 days");
    wrong(&["--format", "csv"], "possible values: table, json");
    site.write("content/people/bad.yaml", "name: B\n");
    ask(&site, &["--format", "json"]).assert_exit(1).assert_no_stdout();
}
