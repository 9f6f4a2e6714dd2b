//! Every chart says what its table twin says: read back from the drawing alone, mark by mark, by its own axes and
//! labels.
//!
//! On the pages of the reference site as they are published, and on generated inputs. That the reading would notice is
//! tested too: each mark is taken away and moved in turn, and each row of a table is taken away, and the check must
//! fail every time.
#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]
#![expect(clippy::float_cmp, reason = "coordinates come out of text: the same words are the same numbers")]

mod axis;
mod figure;
mod generated;
mod read;
mod read_sums;

use std::collections::BTreeMap;
use std::path::Path;

use figure::{Element, Figure};
use jiff::civil::date;
use pmo_site::artifact::{Body, MemorySink, OutputPath};
use pmo_site::pipeline::{BuildInputs, Memo, build};
use read::check;

/// Classes of what carries a fact. Axes and names have checks of their own.
const MARKS: [&str; 12] = [
    "actual",
    "baseline",
    "edge",
    "forecast",
    "head",
    "label-key",
    "label-today",
    "node",
    "point",
    "series",
    "slip",
    "today",
];

/// The pages of the reference site by their paths.
fn pages() -> Vec<(String, String)> {
    let tree = pmo_site::io::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the reference site can be read");
    let mut sink = MemorySink::default();
    build(&tree, &BuildInputs::on(date(2026, 11, 20)), &mut Memo::default(), &mut sink)
        .expect("memory takes everything");
    let page = |(path, body): (&OutputPath, &Body)| match body {
        Body::Bytes(bytes) if path.as_str().rsplit('.').next() == Some("html") => {
            Some((path.as_str().to_owned(), std::str::from_utf8(bytes).ok()?.to_owned()))
        }
        _ => None,
    };
    sink.artifacts.iter().filter_map(page).collect()
}

/// All charts of the reference site with the page on which they stand, coverage apart: its drawings are maps and
/// clocks.
fn published() -> Vec<(String, Figure)> {
    let pages = pages().into_iter().filter(|(path, _)| !path.starts_with("coverage/"));
    pages.flat_map(|(path, page)| Figure::on(&page).into_iter().map(move |figure| (path.clone(), figure))).collect()
}

#[test]
fn every_chart_of_the_reference_site_says_what_its_table_says() {
    let figures = published();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (page, figure) in &figures {
        *kinds.entry(&figure.key).or_default() += 1;
        if let Err(error) = check(figure) {
            panic!("{page}: {error}");
        }
    }
    let kinds: Vec<&str> = kinds.into_keys().collect();
    assert_eq!(kinds, ["dependencies", "plan", "slip", "timeline"], "each kind is on the reference site");
}

#[test]
fn a_mark_that_is_moved_or_taken_away_is_noticed() {
    let figures = published();
    // Of each kind the richest, which has every sort of mark.
    let mut kinds: BTreeMap<&str, &Figure> = BTreeMap::new();
    for (_, figure) in &figures {
        let richest = kinds.entry(&figure.key).or_insert(figure);
        if richest.elements.len() < figure.elements.len() {
            *richest = figure;
        }
    }
    for (kind, figure) in kinds {
        assert_eq!(check(figure), Ok(()), "{kind}");
        let mut tried = 0;
        for (at, element) in figure.elements.iter().enumerate().filter(|(_, element)| carries(element)) {
            let moved = [shifted(element, ["x", "cx", "x1"], 0), shifted(element, ["y", "cy", "y1"], 1)];
            // Labels and the line of today stand where there is room: across alone has a meaning.
            let moved = moved.into_iter().take(if element.tag == "text" || element.is("today") { 1 } else { 2 });
            for instead in std::iter::once(None).chain(moved.map(Some)) {
                let mut changed = figure.clone();
                changed.elements.splice(at..=at, instead.clone()).for_each(drop);
                assert!(check(&changed).is_err(), "{kind}: nobody noticed {instead:?} in the place of {element:?}");
                tried += 1;
            }
        }
        for at in 0..figure.rows.len() {
            let mut changed = figure.clone();
            changed.rows.remove(at);
            assert!(check(&changed).is_err(), "{kind}: nobody noticed that row {at} is missing");
        }
        assert!(tried > 10, "{kind} has only {tried} marks");
    }
}

#[test]
fn the_risk_matrix_counts_the_rows_of_its_register() {
    let page =
        pages().into_iter().find(|(path, _)| path == "risks/index.html").expect("the reference site has risks").1;
    let (_, cells) = figure::table_of(between(&page, "<table class=\"matrix\">", "</table>"));
    let mut counted = 0;
    for row in &cells {
        let probability =
            row.first().and_then(|head| head.strip_prefix("Probability ")).expect("a row has its probability");
        for (impact, cell) in (1..=5).zip(row.iter().skip(1)) {
            let body = between(&page, &format!("<tbody id=\"p{probability}-i{impact}\">"), "</tbody>");
            let risks = body.matches("<tr ").count();
            assert_eq!(cell.parse().unwrap_or(0), risks, "probability {probability}, impact {impact}");
            assert_eq!(
                body.matches(&format!(">{probability} × {impact}")).count(),
                risks,
                "a row stands under another cell"
            );
            counted += risks;
        }
    }
    let register = between(&page, "id=\"risks\">", "</table>").matches("<th scope=\"row\"").count();
    assert_eq!((cells.len(), counted), (5, register));
}

/// What each report of a program's page said, oldest first.
fn reports(page: &str) -> Vec<(jiff::civil::Date, String)> {
    let lists = page.split("<ol class=\"reports\">").skip(1).filter_map(|rest| rest.split("</ol>").next());
    let report = |item: &str| {
        let day = between(item, "datetime=\"", "\"").parse().expect("a report has a day");
        (day, between(item, "class=\"pill pill-", "\"").to_owned())
    };
    let mut all: Vec<_> = lists.flat_map(|list| list.split("<li>").skip(1)).map(report).collect();
    all.reverse();
    all
}

#[test]
fn strips_of_health_are_the_reports_of_their_programs() {
    let pages = pages();
    let page = |path: &str| pages.iter().find(|(other, _)| other.ends_with(path)).map(|page| &page.1);
    let portfolio = page("programs/index.html").filter(|page| page.contains("class=\"register rows portfolio\""));
    let table =
        between(portfolio.expect("the reference site has programs"), "class=\"register rows portfolio\"", "</table>");
    let last: jiff::civil::Date = between(table, "datetime=\"", "\"").parse().expect("the periods have an end");
    let mut compared = 0;
    for row in table.split("<tr data-facets").skip(1) {
        let path = between(row, "<a href=\"", "\"").trim_start_matches(['.', '/']).to_owned() + "index.html";
        let program = page(&path).expect("a row leads to its program");
        let reports = reports(program);
        // Its own page: a cell for each report.
        let own = program.split_once("class=\"history\"").map(|(_, rest)| rest.split("</svg>").next().unwrap_or(""));
        let drawn = own.map_or_else(Default::default, |svg| read::strip(svg).expect("a strip that can be read"));
        let drawn: Vec<&str> = drawn.into_values().collect();
        let told: Vec<&str> =
            reports.iter().skip(reports.len().saturating_sub(26)).map(|(_, mark)| mark.as_str()).collect();
        assert_eq!(drawn, told, "{path}");
        // The portfolio: a cell for each of twelve weeks.
        let strip = between(row, "class=\"history\"", "</svg>");
        for (cell, mark) in read::strip(strip).expect("a strip that can be read") {
            let back = i32::try_from(11 - cell).expect("twelve cells");
            let end = last.saturating_sub(jiff::ToSpan::days(7 * back));
            let told = reports.iter().rev().find(|(day, _)| *day <= end).map_or("never", |(_, mark)| mark.as_str());
            assert!([told, "stale", "other"].contains(&mark), "{path} on {end}: {mark}, and {told} by its reports");
            compared += usize::from(mark == told);
        }
    }
    assert!(compared > 50, "only {compared} cells are a report's");
}

#[test]
fn a_strip_whose_marks_are_moved_is_noticed() {
    let cells = ["green", "amber", "red", "stale", "never"].map(|mark| pmo_site::charts::HistoryCell {
        date: date(2026, 3, 5),
        mark,
        label: mark.to_owned(),
    });
    let svg = pmo_site::charts::history(&cells).expect("five cells");
    assert_eq!(
        read::strip(&svg).map(|marks| marks.into_values().collect::<Vec<_>>()),
        Ok(cells.map(|cell| cell.mark).to_vec())
    );
    for class in ["on-amber", "was-amber", "on-red", "was-red", "on-stale", "was-stale"] {
        let (before, rest) = svg.split_once(&format!("class=\"{class}\" d=\"M")).expect("the class is drawn");
        let (_, rest) = rest.split_once(' ').expect("a place");
        let moved = format!("{before}class=\"{class}\" d=\"M160 {rest}");
        assert!(read::strip(&moved).is_err(), "nobody noticed that {class} is moved");
    }
}

fn between<'t>(text: &'t str, begin: &str, end: &str) -> &'t str {
    text.split_once(begin).and_then(|(_, rest)| rest.split_once(end)).map_or("", |(found, _)| found)
}

fn carries(element: &Element) -> bool {
    let health = element.get("class").starts_with("mark-");
    health || MARKS.iter().any(|class| element.is(class))
}

/// The element a little to the side or down: its first attribute of these names, or in a path its coordinate with this
/// index.
fn shifted(element: &Element, names: [&str; 3], coordinate: usize) -> Element {
    let mut moved = element.clone();
    let by =
        |number: &str| number.parse::<f64>().map_or_else(|_| number.to_owned(), |number| (number + 1.5).to_string());
    if let Some(path) = moved.attributes.get_mut("d") {
        let end = path
            .get(1..)
            .and_then(|rest| rest.find(|c: char| c.is_ascii_alphabetic()))
            .map_or(path.len(), |end| end + 1);
        let (first, rest) = path.split_at(end);
        let mut numbers: Vec<String> = first.trim_start_matches('M').split(' ').map(str::to_owned).collect();
        numbers.iter_mut().skip(coordinate).take(1).for_each(|number| *number = by(number));
        *path = format!("M{}{rest}", numbers.join(" "));
    } else if let Some(value) = names.iter().find_map(|name| element.attributes.get(*name).map(|value| (*name, value)))
    {
        let unit = if value.1.ends_with('%') { "%" } else { "" };
        moved.attributes.insert(value.0.to_owned(), by(value.1.trim_end_matches('%')) + unit);
    }
    moved
}
