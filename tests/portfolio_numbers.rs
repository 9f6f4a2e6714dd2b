//! The numbers of the portfolio page are those of the open data and of the tables, on three days of the reference site.
//!
//! The page is read as a reader meets it, from its HTML: nothing here calls a view.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where its site is not as it should be"
)]

use std::collections::BTreeMap;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use pmo_site::artifact::MemorySink;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use serde_json::Value;

/// A summer with few programs, an autumn, and the day that the reference site is written for.
const DAYS: [Date; 3] = [date(2026, 6, 15), date(2026, 9, 15), date(2026, 11, 20)];

/// A built site with its day.
struct Site {
    day: Date,
    files: MemorySink,
}

impl Site {
    fn on(day: Date) -> Self {
        let tree = pmo_site::io::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the reference site can be read");
        let mut files = MemorySink::default();
        let outcome =
            build(&tree, &BuildInputs::on(day), &mut Memo::default(), &mut files).expect("memory takes everything");
        assert!(outcome.complete, "the reference site builds on {day}");
        Self { day, files }
    }

    fn text(&self, path: &str) -> &str {
        self.files.text(path).unwrap_or_else(|| panic!("there is no `{path}` on {}", self.day))
    }

    fn page(&self) -> &str {
        self.text("programs/index.html")
    }

    /// What stands between a heading's id and the next section of the same level.
    fn section(&self, id: &str) -> &str {
        let page = self.page();
        let (_, rest) = page.split_once(&format!("<h2 id=\"{id}\">")).unwrap_or_else(|| panic!("no section `{id}`"));
        rest.split_once("<h2 ").map_or(rest, |(section, _)| section)
    }

    /// The rows of a list of a document.
    fn rows(&self, path: &str, list: &str) -> Vec<Value> {
        let document: Value = serde_json::from_str(self.text(path)).expect("JSON");
        document[list].as_array().expect("a list").clone()
    }

    fn programs(&self) -> Vec<Value> {
        self.rows("api/v1/programs.json", "programs")
    }

    /// The rows of a table of `data/`, by column.
    fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let mut lines = cells(self.text(&format!("data/{name}.csv"))).into_iter();
        let head = lines.next().expect("a table has a head");
        lines.map(|line| head.iter().cloned().zip(line).collect()).collect()
    }

    /// Slugs of the active programs.
    fn active(&self) -> Vec<String> {
        let active = self.programs().into_iter().filter(|program| program["lifecycle"] == "active");
        active.map(|program| string(&program["slug"])).collect()
    }
}

/// The cells of a table by line (RFC 4180).
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut lines, mut line, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                line.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut line));
            }
            '\r' if !quoted => {}
            _ => cell.push(sign),
        }
    }
    lines
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

/// Slugs of the programs that a piece of HTML links to, in its order.
fn linked(html: &str) -> Vec<String> {
    let links = html.split("href=\"/programs/").skip(1).filter_map(|rest| rest.split_once('"'));
    let page = |url: &'_ str| url.split('#').next().unwrap_or_default().to_owned();
    links
        .map(|(url, _)| page(url))
        .filter_map(|url| url.strip_suffix('/').filter(|slug| !slug.contains('/')).map(str::to_owned))
        .collect()
}

/// The counts at the top of the page, by the mark beside each; those that are zero are not shown.
fn tally(site: &Site) -> BTreeMap<String, usize> {
    let (_, list) = site.page().split_once("data-tally>").expect("a legend");
    let (list, _) = list.split_once("</ul>").expect("the legend ends");
    let count = |item: &str| {
        let (mark, rest) = item.split_once('"').expect("a mark ends");
        let (_, rest) = rest.split_once("<b>").expect("a number");
        (mark.to_owned(), rest.split_once('<').expect("a number ends").0.parse().expect("a number"))
    };
    list.split(" data-mark=\"").skip(1).map(count).collect()
}

fn sorted(mut slugs: Vec<String>) -> Vec<String> {
    slugs.sort();
    slugs
}

/// How many programs satisfy `holds`.
fn count(rows: &[Value], holds: impl Fn(&Value) -> bool) -> usize {
    rows.iter().filter(|row| holds(row)).count()
}

#[test]
fn the_counts_are_those_of_programs_json_and_csv() {
    for day in DAYS {
        let site = Site::on(day);
        let tally = tally(&site);
        let (programs, table) = (site.programs(), site.table("programs"));
        assert_eq!(programs.len(), table.len(), "{day}");
        assert!(tally.values().all(|shown| *shown > 0), "{day}: {tally:?}");
        for counted in ["red", "amber", "green", "stale", "never"] {
            let shown = &tally.get(counted).copied().unwrap_or(0);
            let by_json = count(&programs, |program| program["lifecycle"] == "active" && program["counted"] == counted);
            let by_csv = table.iter().filter(|row| row["lifecycle"] == "active" && row["counted"] == counted).count();
            assert_eq!((*shown, by_json), (by_json, by_csv), "{day}: {counted}");
        }
        let active = site.active().len();
        assert_eq!(tally.values().sum::<usize>(), active, "{day}");
        for lifecycle in ["proposed", "planned", "paused", "complete", "cancelled"] {
            let group = site.page().split_once(&format!("<dt id=\"{lifecycle}\">")).map_or("", |(_, rest)| rest);
            let shown = linked(group.split_once("</dd>").map_or("", |(group, _)| group)).len();
            assert_eq!(shown, count(&programs, |program| program["lifecycle"] == lifecycle), "{day}: {lifecycle}");
        }
    }
}

#[test]
fn the_exceptions_are_the_programs_that_the_data_call_so() {
    for day in DAYS {
        let site = Site::on(day);
        let group = site.page().split_once("<tbody id=\"attention\">").map_or("", |(_, rest)| rest);
        let group = group.split_once("</tbody>").map_or("", |(group, _)| group);
        let heads = group.split("<th scope=\"row\">").skip(1).filter_map(|head| head.split_once("</th>"));
        let shown: Vec<String> = heads.flat_map(|(head, _)| linked(head)).collect();
        let active = site.programs().into_iter().filter(|program| program["lifecycle"] == "active");
        let called =
            active.filter(|program| program["counted"] != "green" || program["health"]["flag"] == "watermelon");
        let called: Vec<String> = called.map(|program| string(&program["slug"])).collect();
        assert_eq!(sorted(shown), sorted(called), "{day}");
    }
}

#[test]
fn the_decisions_needed_are_those_of_every_document() {
    for day in DAYS {
        let site = Site::on(day);
        let shown = site.section("needed").split("<li>").skip(1);
        let item = |row: &str| {
            let (_, id) = row.split_once("<span class=\"item\">").expect("an id");
            (linked(row).first().cloned().expect("a program"), id.split_once('<').expect("an id").0.to_owned())
        };
        let mut shown: Vec<(String, String)> = shown.map(item).collect();
        shown.sort();
        let active = site.active();
        let rows = site.rows("api/v1/decisions.json", "decisions_needed");
        let mut listed: Vec<_> = rows.iter().map(|row| (string(&row["program"]), string(&row["id"]))).collect();
        listed.retain(|(program, _)| active.contains(program));
        listed.sort();
        assert_eq!(shown, listed, "{day}: decisions.json");
        let mut table: Vec<_> =
            site.table("decisions-needed").iter().map(|row| (row["program"].clone(), row["id"].clone())).collect();
        table.retain(|(program, _)| active.contains(program));
        table.sort();
        assert_eq!(shown, table, "{day}: decisions-needed.csv");
        for program in site.programs().iter().filter(|program| program["lifecycle"] == "active") {
            let slug = string(&program["slug"]);
            let own = shown.iter().filter(|(other, _)| *other == slug).count();
            assert_eq!(program["decisions_needed"], own, "{day}: {slug}");
            assert_eq!(
                site.rows(&format!("api/v1/programs/{slug}.json"), "decisions_needed").len(),
                own,
                "{day}: {slug}"
            );
        }
    }
}

/// Milestones of a table below a label on the page, as (program, id).
fn milestones(site: &Site, label: &str) -> Vec<(String, String)> {
    let Some((_, table)) = site.section("near").split_once(&format!(">{label}</caption>")) else {
        return Vec::new();
    };
    let (table, _) = table.split_once("</table>").expect("the table ends");
    let row = |row: &str| {
        let (_, id) = row.split_once("<span class=\"item\">").expect("an id");
        (linked(row).first().cloned().expect("a program"), id.split_once('<').expect("an id").0.to_owned())
    };
    let mut found: Vec<_> = table.split("<tr><th scope=\"row\"").skip(1).map(row).collect();
    found.sort();
    found
}

#[test]
fn milestones_ahead_and_overdue_are_those_of_the_data() {
    for day in DAYS {
        let site = Site::on(day);
        let active = site.active();
        let near = day.checked_add(30.days()).expect("a day");
        let split = |rows: Vec<(String, String, bool, String)>| {
            let (mut ahead, mut overdue) = (Vec::new(), Vec::new());
            for (program, id, reached, expected) in rows {
                let expected: Date = expected.parse().expect("a date");
                if reached || !active.contains(&program) {
                    continue;
                }
                if expected < day {
                    overdue.push((program, id));
                } else if expected <= near {
                    ahead.push((program, id));
                }
            }
            ahead.sort();
            overdue.sort();
            (ahead, overdue)
        };
        let json = site.rows("api/v1/milestones.json", "milestones");
        let json = json.iter().map(|row| {
            let over = !row["actual"].is_null() || !row["dropped"].is_null();
            (string(&row["program"]), string(&row["id"]), over, string(&row["expected"]))
        });
        let table = site.table("milestones");
        let table = table.iter().map(|row| {
            let over = !row["actual"].is_empty() || !row["ended"].is_empty();
            (row["program"].clone(), row["id"].clone(), over, row["expected"].clone())
        });
        let mut ahead = milestones(&site, "Milestones in the next 30 days");
        ahead.extend(milestones(&site, "More milestones in the next 30 days"));
        ahead.sort();
        let shown = (ahead, milestones(&site, "Overdue milestones"));
        assert!(!shown.0.is_empty(), "{day}: no milestone is near, and the test shows nothing");
        assert_eq!(shown, split(json.collect()), "{day}: milestones.json");
        assert_eq!(shown, split(table.collect()), "{day}: milestones.csv");
    }
}

#[test]
fn a_programs_row_is_its_own_document() {
    for day in DAYS {
        let site = Site::on(day);
        for (program, row) in site.programs().iter().zip(site.table("programs")) {
            let slug = string(&program["slug"]);
            let own: Value = serde_json::from_str(site.text(&format!("api/v1/programs/{slug}.json"))).expect("JSON");
            for field in
                ["lifecycle", "health", "counted", "freshness", "confidence", "last_update", "slip_days", "open_risks"]
            {
                assert_eq!(program[field], own[field], "{day}: {slug}, {field}");
            }
            let open = own["risks"].as_array().expect("a list").iter().filter(|risk| risk["closed"].is_null()).count();
            assert_eq!(program["open_risks"], open, "{day}: {slug}");
            assert_eq!(
                (row["slug"].as_str(), row["slip_days"].clone()),
                (slug.as_str(), program["slip_days"].to_string()),
                "{day}"
            );
        }
    }
}
