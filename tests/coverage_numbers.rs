//! The numbers of the coverage pages are those of `coverage.json`, of the table of gaps and of the calendars, on four
//! days of the reference site: an ordinary week, one before a clock change, one with holidays, and one in which clocks
//! differ.
//!
//! The pages are read as a reader meets them, from their HTML: nothing here calls a view.
#![expect(clippy::expect_used, clippy::panic, reason = "a test stops where its site is not as it should be")]

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::{Date, date};
use pmo_site::artifact::MemorySink;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use serde_json::Value;

const DAYS: [Date; 4] = [date(2026, 11, 20), date(2026, 9, 25), date(2026, 12, 24), date(2026, 3, 18)];

const PAGES: [&str; 5] = [
    "coverage/index.html",
    "coverage/meet/index.html",
    "coverage/year/index.html",
    "coverage/hire/index.html",
    "coverage/method/index.html",
];

struct Site {
    files: MemorySink,
    json: Value,
}

impl Site {
    fn on(day: Date) -> Self {
        let tree = pmo_site::io::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the reference site can be read");
        let mut files = MemorySink::default();
        let outcome =
            build(&tree, &BuildInputs::on(day), &mut Memo::default(), &mut files).expect("memory takes everything");
        assert!(outcome.complete, "the reference site builds on {day}");
        let json =
            serde_json::from_str(files.text("api/v1/coverage.json").expect("there is coverage.json")).expect("JSON");
        Self { files, json }
    }

    fn pages(&self) -> impl Iterator<Item = &str> {
        PAGES.iter().map(|page| self.files.text(page).unwrap_or_else(|| panic!("there is no {page}")))
    }

    /// What stands between a heading's id and the next section, on whichever of the pages it is.
    fn section(&self, id: &str) -> &str {
        let heading = format!("<h2 id=\"{id}\">");
        let rest = self.pages().find_map(|page| Some(page.split_once(&heading)?.1));
        let rest = rest.unwrap_or_else(|| panic!("no section `{id}`"));
        rest.split_once("<h2 ").map_or(rest, |(section, _)| section)
    }

    /// The rows of the tables' bodies in a section, as texts of their cells.
    fn rows(&self, id: &str) -> Vec<Vec<String>> {
        let bodies = self.section(id).split("<tbody>").skip(1).filter_map(|rest| rest.split("</tbody>").next());
        bodies.flat_map(|body| body.split("<tr").skip(1)).map(cells).collect()
    }

    fn list(&self, pointer: &str) -> &[Value] {
        self.json.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }
}

/// The texts of a row's cells.
fn cells(row: &str) -> Vec<String> {
    let cell = |part: &str| part.split_once('>').map(|(_, text)| plain(text.split("</t").next().unwrap_or("")));
    row.split("<t")
        .filter(|part| part.starts_with('d') || part.starts_with("h ") || part.starts_with("h>"))
        .filter_map(cell)
        .collect()
}

/// Text without markup.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for sign in html.chars() {
        match sign {
            '<' => inside = true,
            '>' if inside => inside = false,
            sign if !inside => text.push(sign),
            _ => {}
        }
    }
    text.trim().replace("&amp;", "&").replace("&#x27;", "'")
}

/// A number of the data as the page prints it.
fn printed(value: &Value) -> String {
    match value {
        Value::Number(number) => {
            let text = number.to_string();
            text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
        }
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => panic!("no number: {other}"),
    }
}

/// The same in a sentence, where quarters are fractions.
fn in_text(value: &Value) -> String {
    let number = printed(value);
    let (whole, rest) = number.split_once('.').unwrap_or((&number, ""));
    let fraction = match rest {
        "25" => "¼",
        "5" => "½",
        "75" => "¾",
        _ => return number,
    };
    format!("{}{fraction}", if whole == "0" { "" } else { whole })
}

fn of(row: &Value, fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| printed(&row[*field])).collect()
}

#[test]
fn the_main_figures_are_those_of_the_data() {
    for day in DAYS {
        let site = Site::on(day);
        let week = &site.json["whole_week"];
        let aside = plain(site.section("targets"));
        for (label, field) in [("Nobody", "uncovered_hours"), ("One person", "single_person_hours")] {
            let figure = format!("{label}{} h", in_text(&week[field]));
            assert!(aside.contains(&figure), "{day}: {figure} is not in {aside}");
        }
        let covered = format!("for {} of {} hours", in_text(&week["covered_hours"]), printed(&week["hours"]));
        assert!(plain(site.section("week")).contains(&covered), "{day}: {covered}");
        let targets = site.list("/targets");
        let met = targets.iter().filter(|target| target["met"] == true).count();
        assert!(aside.starts_with(&format!("Targets: {met} of {} met", targets.len())), "{day}: {aside}");
    }
}

#[test]
fn each_hour_to_choose_says_how_many_are_at_work() {
    for day in DAYS {
        let site = Site::on(day);
        let section = plain(site.section("map"));
        let map_day = printed(&site.json["map_day"]);
        let facts = site.list("/days").iter().find(|facts| facts["date"] == map_day.as_str()).expect("the map's day");
        for (hour, half_hours) in facts["half_hours"].as_array().expect("half hours").chunks(2).enumerate() {
            // The fewest of a half hour are there at its first minute too, but for those who come a little later.
            let (_, rest) = section.split_once(&format!("{hour:02}:00 UTC: ")).expect("the hour");
            let shown: u64 = rest.split(' ').next().and_then(|count| count.parse().ok()).expect("a number");
            let fewest = half_hours[0].as_u64().expect("a number");
            let most = facts["half_hours_most"][2 * hour].as_u64().expect("a number");
            assert!((fewest..=most).contains(&shown), "{day} {hour}: {shown} is not {fewest} to {most}");
        }
    }
}

#[test]
fn each_half_hour_and_each_day_is_that_of_the_data() {
    for day in DAYS {
        let site = Site::on(day);
        let rows = site.rows("week");
        let (grid, rest) = rows.split_at(7);
        let (days, _) = rest.split_at(7);
        for ((cells, sums), facts) in grid.iter().zip(days).zip(site.list("/days")) {
            let half_hours: Vec<String> =
                facts["half_hours"].as_array().expect("half hours").iter().map(printed).collect();
            let shown: Vec<String> = cells[1..].iter().map(|cell| cell.trim_end_matches('*').to_owned()).collect();
            assert_eq!(shown, half_hours, "{day}");
            assert_eq!(sums[1..4], of(facts, &["covered_hours", "single_person_hours", "uncovered_hours"]), "{day}");
        }
        assert_eq!((grid.len(), days.len(), site.list("/days").len()), (7, 7, 7));
    }
}

#[test]
fn targets_groups_places_and_the_year_are_those_of_the_data() {
    for day in DAYS {
        let site = Site::on(day);
        let targets: Vec<Vec<String>> = site.rows("week").into_iter().skip(14).filter(|row| row.len() > 3).collect();
        assert_eq!(targets.len(), site.list("/targets").len());
        for (row, facts) in targets.iter().zip(site.list("/targets")) {
            let name = printed(&facts["name"]);
            assert!(row[0].starts_with(&name), "{row:?}");
            let met_of = format!("{} of {} h", in_text(&facts["met_hours"]), in_text(&facts["asked_hours"]));
            let days = facts["short_days"].as_array().map_or(0, Vec::len).to_string();
            assert_eq!(
                row[2..6],
                [met_of, days, printed(&facts["short_hours"]), printed(&facts["people_short"])],
                "{day} {name}"
            );
            let weeks = facts["weeks"].as_array().expect("weeks");
            let met = weeks.iter().filter(|week| week["met"] == true).count();
            assert_eq!(row.last(), Some(&format!("{met} of {}", weeks.len())), "{day} {name}");
            assert_eq!(weeks[0]["short_hours"], facts["short_hours"], "the year begins with this week");
        }
        let (weeks, groups) = (site.rows("year"), site.rows("groups"));
        assert_eq!(weeks.len(), site.list("/year").len());
        for (row, facts) in weeks.iter().zip(site.list("/year")) {
            assert_eq!(row[1..], of(facts, &["uncovered_hours", "single_person_hours"]), "{day} {}", facts["week"]);
        }
        assert_eq!(groups.len(), site.list("/groups").len());
        let fields = [
            "name",
            "people",
            "covered_hours",
            "single_person_hours",
            "uncovered_hours",
            "usual_uncovered_hours",
            "worst_uncovered_hours",
        ];
        for (row, facts) in groups.iter().zip(site.list("/groups")) {
            assert_eq!(row[..7], of(facts, &fields), "{day}");
        }
        let places = site.rows("zones");
        assert_eq!(places.len(), site.list("/places").len());
        for (row, facts) in places.iter().zip(site.list("/places")) {
            assert_eq!(
                [&row[0], &row[2], &row[5]],
                [&printed(&facts["city"]), &printed(&facts["people"]), &printed(&facts["alone_hours"])]
            );
        }
    }
}

#[test]
fn hires_and_meetings_are_those_of_the_data() {
    for day in DAYS {
        let site = Site::on(day);
        if !site.json["hire"].is_null() {
            let rows = site.rows("simulator");
            let curve = site.list("/hire/curve");
            let (points, options) = rows.split_at(curve.len());
            for (row, facts) in points.iter().zip(curve) {
                assert_eq!(
                    row[..4],
                    of(facts, &["start_utc", "monday_to_friday", "sunday_to_thursday", "shared_a_day"]),
                    "{day}"
                );
            }
            assert_eq!(options.len(), site.list("/hire/options").len());
            for (row, facts) in options.iter().zip(site.list("/hire/options")) {
                assert_eq!(row[2], printed(&facts["brought"]["mean"]), "{day}");
                assert_eq!(
                    row[4..],
                    of(facts, &["made_double_hours", "shared_hours_a_day", "unsociable_hours_a_day"]),
                    "{day}"
                );
            }
        }
        let section = site.section("meetings");
        for facts in site.list("/meetings") {
            for slot in facts["slots"].as_array().expect("slots") {
                let holds = format!("{} of {} weeks", slot["holds_weeks"], slot["of_weeks"]);
                assert!(
                    section.contains(&format!("{} {}", printed(&slot["day"]), printed(&slot["start"]))),
                    "{day} {slot}"
                );
                assert!(section.contains(&holds), "{day} {holds}");
            }
            let dates = facts["dates"].as_array().expect("dates");
            let calendar = site.files.text(&format!("calendar/meetings/{}.ics", printed(&facts["focus_area"])));
            assert_eq!(calendar.map_or(0, |calendar| calendar.matches("BEGIN:VEVENT").count()), dates.len(), "{day}");
            for date in dates {
                let start = printed(&date["from"]).replace(['-', ':'], "").replace('Z', "00Z");
                assert!(
                    calendar.is_some_and(|calendar| calendar.contains(&format!("DTSTART:{start}"))),
                    "{day} {start}"
                );
            }
        }
    }
}

#[test]
fn the_table_of_gaps_is_the_list_of_the_data() {
    for day in DAYS {
        let site = Site::on(day);
        let table = site.files.text("data/coverage-gaps.csv").expect("there is a table of gaps");
        let rows: Vec<String> = table.lines().skip(1).map(str::to_owned).collect();
        let gaps: Vec<String> =
            site.list("/gaps").iter().map(|gap| of(gap, &["from", "to", "hours"]).join(",")).collect();
        assert!(!gaps.is_empty());
        assert_eq!(
            rows.iter().map(|row| row.split_once(',').map_or("", |(_, rest)| rest).to_owned()).collect::<Vec<_>>(),
            gaps
        );
        let uncovered: f64 = site.list("/gaps").iter().filter_map(|gap| gap["hours"].as_f64()).sum();
        let by_week: f64 = site.list("/year").iter().filter_map(|week| week["uncovered_hours"].as_f64()).sum();
        assert!((uncovered - by_week).abs() < 0.5, "{day}: {uncovered} h in gaps and {by_week} h in weeks");
    }
}

#[test]
fn no_cell_of_a_number_holds_one_that_the_data_lacks() {
    fn numbers(value: &Value, into: &mut BTreeSet<String>) {
        match value {
            Value::Number(_) => drop(into.insert(printed(value))),
            Value::Array(items) => items.iter().for_each(|item| numbers(item, into)),
            Value::Object(fields) => fields.values().for_each(|field| numbers(field, into)),
            _ => {}
        }
    }
    for day in DAYS {
        let site = Site::on(day);
        let mut known = BTreeSet::new();
        numbers(&site.json, &mut known);
        let cells = site.pages().flat_map(|page| page.split("<td class=\"num\">").skip(1));
        let cells = cells.filter_map(|rest| rest.split("</td>").next());
        let mut seen = 0;
        for cell in cells {
            // Differences in brackets and effects are computed from two numbers of the data.
            let cell = plain(cell.split('<').next().unwrap_or(""));
            if matches!(cell.as_str(), "" | "–" | "as usual")
                || cell.contains(" of ")
                || cell.contains(" to ")
                || cell.starts_with(['+', '±', '\u{2212}'])
            {
                continue;
            }
            seen += 1;
            assert!(
                known.contains(&cell)
                    || site
                        .list("/targets")
                        .iter()
                        .any(|t| t["short_days"].as_array().map_or(0, Vec::len).to_string() == cell),
                "{day}: {cell}"
            );
        }
        assert!(seen > 100, "{day}: {seen} numbers were read");
    }
}
