//! Every chart says what its table twin says: read back from the drawing alone, mark by mark, by its own axes and labels.
//!
//! On the pages of the reference site as they are published, and on generated inputs. That the reading would notice is tested too: each
//! mark is taken away and moved in turn, and each row of a table is taken away, and the check must fail every time.
#![expect(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise and may touch the machine")]

mod axis;
mod figure;
mod generated;
mod read;
mod read_sums;
mod read_values;

use std::collections::BTreeMap;
use std::path::Path;

use figure::{Element, Figure};
use jiff::civil::date;
use pmo_site::artifact::{Body, MemorySink};
use pmo_site::pipeline::{BuildInputs, Memo, build};
use read::check;

/// Classes of what carries a fact. Axes and names have their own checks, and colours of health beside names are no part of the numbers.
const MARKS: [&str; 13] =
    ["actual", "baseline", "cell", "edge", "forecast", "head", "label-key", "label-today", "node", "point", "series", "slip", "today"];

/// All charts of the reference site with the page on which they stand, coverage apart: its drawings are maps and clocks.
fn published() -> Vec<(String, Figure)> {
    let tree = pmo_site::io::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the reference site can be read");
    let mut sink = MemorySink::default();
    build(&tree, &BuildInputs::on(date(2026, 11, 20)), &mut Memo::default(), &mut sink).expect("memory takes everything");
    let pages = sink.artifacts.iter().filter_map(|(path, body)| match body {
        Body::Bytes(bytes) if path.as_str().ends_with(".html") && !path.as_str().starts_with("coverage/") => {
            Some((path.as_str().to_owned(), std::str::from_utf8(bytes).ok()?.to_owned()))
        }
        _ => None,
    });
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
    assert_eq!(kinds, ["burn-up", "dependencies", "health", "measure", "plan", "slip", "timeline"], "each kind is on the reference site");
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
        for (at, element) in figure.elements.iter().enumerate().filter(|(_, element)| carries(kind, element)) {
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

fn carries(kind: &str, element: &Element) -> bool {
    let health = kind == "health" && element.get("class").starts_with("mark-");
    let way = kind == "measure" && element.is("axis");
    health || way || MARKS.iter().any(|class| element.is(class))
}

/// The element a little to the side or down: its first attribute of these names, or in a path its coordinate with this index.
fn shifted(element: &Element, names: [&str; 3], coordinate: usize) -> Element {
    let mut moved = element.clone();
    let by = |number: &str| number.parse::<f64>().map_or_else(|_| number.to_owned(), |number| (number + 1.5).to_string());
    if let Some(path) = moved.attributes.get_mut("d") {
        let end = path.get(1..).and_then(|rest| rest.find(|c: char| c.is_ascii_alphabetic())).map_or(path.len(), |end| end + 1);
        let (first, rest) = path.split_at(end);
        let mut numbers: Vec<String> = first.trim_start_matches('M').split(' ').map(str::to_owned).collect();
        numbers.iter_mut().skip(coordinate).take(1).for_each(|number| *number = by(number));
        *path = format!("M{}{rest}", numbers.join(" "));
    } else if let Some(value) = names.iter().find_map(|name| element.attributes.get(*name).map(|value| (*name, value))) {
        let unit = if value.1.ends_with('%') { "%" } else { "" };
        moved.attributes.insert(value.0.to_owned(), by(value.1.trim_end_matches('%')) + unit);
    }
    moved
}
