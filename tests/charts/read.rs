//! Reads each kind of chart back from its drawing alone, and compares that with its table.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::axis::{self, ACROSS, Axis, DOWN, near, print};
use super::figure::{Element, Figure};
use super::read_sums::burn_up;

type Rows = Vec<Vec<String>>;
/// The middle of a mark and its name.
type Place = (f64, f64, String);

/// Whether the drawing of `figure` says what its table says, and is named by the finding in its caption.
pub fn check(figure: &Figure) -> Result<(), String> {
    if figure.key.is_empty() || figure.caption.is_empty() {
        return Err("a chart needs a caption that names it".to_owned());
    }
    let (drawn, told) = match figure.key.as_str() {
        "plan" => (plan(figure)?, twin(figure, plan_twin)),
        "timeline" => (sorted(lanes(figure)?), sorted(twin(figure, lanes_twin))),
        "slip" => (slip(figure)?, figure.rows.clone()),
        "burn-up" => (burn_up(figure)?, figure.rows.clone()),
        "dependencies" => (graph(figure)?, twin(figure, graph_twin)),
        other => return Err(format!("nobody reads charts of the kind {other}")),
    };
    let same = drawn.len() == told.len() && drawn.iter().zip(&told).all(|(drawn, told)| equal(drawn, told));
    if same { Ok(()) } else { Err(format!("{}\ndrawn {drawn:#?}\ntable {told:#?}", figure.key)) }
}

fn twin(figure: &Figure, project: impl Fn(&[String]) -> Vec<String>) -> Rows {
    figure.rows.iter().map(|row| project(row)).collect()
}

fn cell(row: &[String], at: usize) -> String {
    row.get(at).cloned().unwrap_or_default()
}

/// Names are shortened in drawings; empty cells of a drawing mean that it has no room for this fact in this row.
fn equal(drawn: &[String], told: &[String]) -> bool {
    let same = |(drawn, told): (&String, &String)| {
        drawn == told || drawn.strip_suffix('…').is_some_and(|begin| told.starts_with(begin))
    };
    drawn.len() == told.len() && drawn.iter().zip(told).all(same)
}

/// The mark that a label of the reference site stands for; generated charts have marks for labels.
fn health(label: String) -> String {
    match label.as_str() {
        "On track" => "green".to_owned(),
        "Needs attention" => "amber".to_owned(),
        "At risk" => "red".to_owned(),
        "Stale" => "stale".to_owned(),
        "No status yet" => "line".to_owned(),
        "Proposed" | "Planned" | "Paused" | "Complete" | "Cancelled" => "other".to_owned(),
        _ => label,
    }
}

/// The marks of a strip of health, by the number of the cell: a filled cell and the mark on it must be the same cells.
pub fn strip(svg: &str) -> Result<BTreeMap<usize, &'static str>, String> {
    let mut found = BTreeMap::new();
    let cells = |class: &str| -> Result<Vec<usize>, String> {
        let path = svg.split_once(&format!("<path class=\"{class}\" d=\"")).and_then(|(_, rest)| rest.split_once('"'));
        let starts = path.map_or("", |(path, _)| path).split('M').skip(1);
        let cell = |start: &str| {
            let across: f64 = start.split(' ').next().and_then(|x| x.parse().ok()).ok_or("no place")?;
            let cell = (across / 16.0).floor();
            let within = across - cell * 16.0;
            // Where the shapes of a cell begin.
            if ![0.0, 0.5, 3.5, 4.0, 4.5, 7.0].contains(&within) {
                return Err(format!("a {class} stands between cells, at {across}"));
            }
            format!("{cell:.0}").parse::<usize>().map_err(|error| error.to_string())
        };
        starts.map(cell).collect()
    };
    for (mark, ground, above) in [
        ("green", "was-green", None),
        ("amber", "was-amber", Some("on-amber")),
        ("red", "was-red", Some("on-red")),
        ("stale", "was-stale", Some("on-stale")),
        ("never", "was-never", None),
        ("other", "was-other", None),
    ] {
        let drawn = cells(ground)?;
        if let Some(above) = above
            && cells(above)? != drawn
        {
            return Err(format!("{above} stands on other cells than {ground}"));
        }
        for cell in drawn {
            if found.insert(cell, mark).is_some() {
                return Err(format!("cell {cell} has two marks"));
            }
        }
    }
    Ok(found)
}

/// The middle of a mark of health and its name: a circle, a square on its corner, a triangle, a line, a square.
fn mark(element: &Element) -> Option<Place> {
    let colour = element.get("class").strip_prefix("mark-")?;
    let (x, y) = match (colour, axis::points(element).first()) {
        ("green" | "stale", _) => (element.at("cx"), element.at("cy")),
        ("amber", Some((x, y))) => (*x, y + 7.8),
        ("red", Some((x, y))) => (*x, y + 6.5),
        ("line", _) => (f64::midpoint(element.at("x1"), element.at("x2")), element.at("y1")),
        _ => (element.at("x") + element.at("width") / 2.0, element.at("y") + element.at("height") / 2.0),
    };
    Some((x, y, colour.to_owned()))
}

/// The mark whose middle is here; those beside names may be half a pixel smaller than those in cells.
fn mark_at(figure: &Figure, x: f64, y: f64) -> Result<String, String> {
    let found = figure.elements.iter().filter_map(mark).find(|mark| near(mark.0, x, DOWN) && near(mark.1, y, 0.75));
    found.map(|(_, _, mark)| mark).ok_or_else(|| format!("no mark at {x} {y}"))
}

fn plan_twin(row: &[String]) -> Vec<String> {
    vec![cell(row, 2), cell(row, 3).trim_end_matches(" overdue").to_owned(), cell(row, 4)]
}

/// The axis of a timeline: of the table's dates and today, checked against the labels that are drawn.
fn timeline(figure: &Figure, mut dates: Vec<Date>) -> Result<Axis, String> {
    let (today, line) = axis::today(figure)?;
    dates.push(today);
    let across = Axis::of(&dates, (0.0, 100.0), ACROSS)?;
    across.labels(&axis::labels_across(figure, "gridline", 15.0)?)?;
    if across.date(line)? == today { Ok(across) } else { Err("the line of today stands elsewhere".to_owned()) }
}

/// A row with its height: what was promised, the mark of what came of it, the slip.
struct Drawn<'f> {
    y: f64,
    baseline: Date,
    mark: Option<(&'f str, Date)>,
    slip: i32,
}

/// Baselines in the order of the drawing, each with the line before it and the mark behind it.
fn drawn<'f>(figure: &'f Figure, across: &Axis) -> Result<Vec<Drawn<'f>>, String> {
    let mut found: Vec<Drawn<'f>> = Vec::new();
    let mut line: Option<&Element> = None;
    let mut lines = Vec::new();
    for element in &figure.elements {
        if element.tag == "line" && element.is("slip") {
            line = Some(element);
        } else if element.tag == "use" && element.is("baseline") {
            found.push(Drawn { y: element.at("y"), baseline: across.date(element.at("x"))?, mark: None, slip: 0 });
            lines.push(line.take());
        } else if element.tag == "use" && !element.get("href").ends_with("-grid") {
            let last = found.last_mut().filter(|last| last.mark.is_none() && near(last.y, element.at("y"), 0.0));
            last.ok_or("a mark without a baseline")?.mark = Some((element.get("class"), across.date(element.at("x"))?));
        }
    }
    for (row, line) in found.iter_mut().zip(lines) {
        row.slip = row.mark.map_or(0, |(_, date)| (date - row.baseline).get_days());
        let ends =
            line.map(|line| Ok::<_, String>((across.date(line.at("x1"))?, across.date(line.at("x2"))?))).transpose()?;
        let expected = row.mark.filter(|_| row.slip != 0).map(|(_, date)| (row.baseline, date));
        let level = line.is_none_or(|line| near(line.at("y1"), row.y, 0.0) && near(line.at("y2"), row.y, 0.0));
        if ends != expected || !level || line.is_some_and(|line| line.is("late") != (row.slip > 0)) {
            return Err(format!("the line of a slip is {ends:?} and not {expected:?}"));
        }
    }
    Ok(found)
}

/// A row for each lane: what was promised, what came of it, the slip.
fn plan(figure: &Figure) -> Result<Rows, String> {
    let today = axis::parse(&figure.caption)?;
    let told = figure.rows.iter().flat_map(|row| [cell(row, 2), cell(row, 3)]);
    let dates =
        told.filter_map(|text| axis::parse(text.trim_end_matches(" overdue").trim_start_matches("reached ")).ok());
    let across = Axis::of(&dates.chain([today]).collect::<Vec<_>>(), (0.0, 100.0), ACROSS)?;
    across.labels(&axis::labels_across(figure, "gridline", 15.0)?)?;
    let line = figure.all("line", "today");
    let line = line.first().filter(|line| near(line.at("x1"), line.at("x2"), 0.0)).ok_or("no line of today")?;
    if across.date(line.at("x1"))? != today {
        return Err("the line of today stands elsewhere".to_owned());
    }
    let level = |element: &Element| match element.tag.as_str() {
        "use" => element.get("href").ends_with("-grid") || element.get("y") == "50%",
        "line" => element.get("row").is_empty() || (element.get("y1") == "50%" && element.get("y2") == "50%"),
        _ => true,
    };
    if !figure.elements.iter().all(level) {
        return Err("a mark beside its lane".to_owned());
    }
    let rows = drawn(figure, &across)?;
    let lanes = figure.all("use", "baseline");
    if lanes.len() != figure.rows.len() || lanes.iter().enumerate().any(|(at, lane)| lane.get("row") != at.to_string())
    {
        return Err(format!("{} lanes for {} rows", lanes.len(), figure.rows.len()));
    }
    let read = |row: &Drawn<'_>| {
        let (mark, slip) = match row.mark {
            Some(("actual", date)) => (format!("reached {}", print(date)), axis::slip(row.slip)),
            Some((_, date)) => (print(date), axis::slip(row.slip)),
            // Of what nobody has reported yet there is no slip to tell.
            None => ("not reported".to_owned(), "\u{2013}".to_owned()),
        };
        vec![print(row.baseline), mark, slip]
    };
    Ok(rows.iter().map(read).collect())
}

fn sorted(mut rows: Rows) -> Rows {
    rows.sort_unstable();
    rows
}

/// Name, baseline, when it is expected or was reached, slip.
fn lanes_twin(row: &[String]) -> Vec<String> {
    let when = cell(row, 3);
    let when = if when == "as planned" { cell(row, 2) } else { when };
    vec![cell(row, 0).trim_end_matches(" overdue").to_owned(), cell(row, 2), when, cell(row, 4)]
}

/// A row for each mark of a lane, whose name says what its drawing shows.
fn lanes(figure: &Figure) -> Result<Rows, String> {
    let across = timeline(figure, axis::dates(&figure.rows))?;
    let mut rows = Rows::new();
    let links: Vec<usize> =
        figure.elements.iter().enumerate().filter(|(_, element)| element.tag == "a").map(|(at, _)| at).collect();
    for (number, at) in links.iter().copied().enumerate() {
        let end = links.get(number + 1).copied().unwrap_or(figure.elements.len());
        let parts = figure.elements.get(at..end).unwrap_or_default();
        let [_, title, ..] = parts else { return Err("a mark without a name".to_owned()) };
        if title.tag != "title" {
            return Err("a mark without a name".to_owned());
        }
        let shapes: Vec<&Element> =
            parts.iter().filter(|part| part.tag == "use" && !part.get("href").ends_with("-grid")).collect();
        let (baseline, mark) = match shapes.as_slice() {
            [mark] => (None, *mark),
            [baseline, mark] if baseline.is("baseline") => (Some(*baseline), *mark),
            _ => return Err(format!("{} shapes for one milestone", shapes.len())),
        };
        let expected = across.date(mark.at("x"))?;
        let promised = baseline.map_or(Ok(expected), |baseline| across.date(baseline.at("x")))?;
        let days = (expected - promised).get_days();
        let line = parts.iter().find(|part| part.tag == "line");
        let ends = line.map(|line| (line.at("x1"), line.at("x2")));
        let wanted = baseline.map(|baseline| (baseline.at("x"), mark.at("x")));
        let level = shapes.iter().all(|shape| shape.get("y") == "70%")
            && line.is_none_or(|line| line.get("y1") == "70%" && line.get("y2") == "70%");
        if ends != wanted || !level || line.is_some_and(|line| line.is("late") != (days > 0)) {
            return Err(format!("the line of a slip is {ends:?} and not {wanted:?}"));
        }
        let reached = if mark.is("actual") { "reached " } else { "" };
        let when = format!("{reached}{}", print(expected));
        let slip = if days == 0 { "as planned".to_owned() } else { axis::slip(days) };
        let name = title.text.strip_suffix(&format!(", {when}, {slip}"));
        let name = name.ok_or_else(|| format!("{} is drawn at {when}, {slip}", title.text))?;
        rows.push(vec![name.to_owned(), print(promised), when, axis::slip(days)]);
    }
    Ok(rows)
}

/// A row for each report with how many days late it expected each milestone.
fn slip(figure: &Figure) -> Result<Rows, String> {
    let reports: Vec<Date> =
        figure.rows.iter().flat_map(|row| axis::dates(&[row.iter().take(1).cloned().collect()])).collect();
    let told: Vec<i32> = figure.rows.iter().flat_map(|row| row.iter().skip(1)).filter_map(|cell| days(cell)).collect();
    let across = Axis::of(&reports, (0.0, 100.0), ACROSS)?;
    across.labels(&axis::labels_across(figure, "gridline", 170.0)?)?;
    let least = told.iter().copied().min().unwrap_or(0).min(0);
    let most = told.iter().copied().max().unwrap_or(0).max(0);
    let step = 140.0 / f64::from((most - least).max(1));
    let up = |days: i32| 152.0 - step * f64::from(days - least);
    let mut labels: Vec<&Element> =
        figure.all("text", "label").into_iter().filter(|label| label.get("x") == "44").collect();
    let mut lines: Vec<&Element> =
        figure.elements.iter().filter(|line| line.tag == "line" && line.get("y1") == line.get("y2")).collect();
    let placed = |(label, line): (&&Element, &&Element)| {
        let day = days(&label.text).ok_or("a label without days")?;
        let there = near(label.at("y"), up(day) + 4.0, 0.11) && near(line.at("y1"), up(day), 0.11);
        if there && line.is("axis") == (day == 0) { Ok(()) } else { Err(format!("{} stands elsewhere", label.text)) }
    };
    labels.sort_by(|one, other| one.at("y").total_cmp(&other.at("y")));
    lines.sort_by(|one, other| one.at("y1").total_cmp(&other.at("y1")));
    if labels.len() != lines.len() {
        return Err("lines and labels of the axis differ".to_owned());
    }
    labels.iter().zip(&lines).try_for_each(placed)?;
    let lines: Vec<Vec<(f64, f64)>> = figure.all("path", "series").into_iter().map(axis::points).collect();
    let dots: Vec<(f64, f64)> = figure.all("circle", "point").iter().map(|dot| (dot.at("cx"), dot.at("cy"))).collect();
    if dots != lines.concat() {
        return Err("dots beside their lines".to_owned());
    }
    let day = |(x, y): &(f64, f64)| {
        let late = (152.0 - y) / step + f64::from(least);
        let whole = late.round();
        if (late - whole).abs() * step > DOWN + 0.01 {
            return Err(format!("{y} is between days"));
        }
        Ok((across.date(*x)?, format!("{whole:.0}").parse::<i32>().map_err(|error| error.to_string())?))
    };
    let lines = lines.iter().map(|line| line.iter().map(day).collect()).collect::<Result<Vec<Vec<_>>, String>>()?;
    let labels: Vec<&Element> =
        figure.all("text", "label").into_iter().filter(|text| text.get("x") == "100%").collect();
    let fits = |((name, column), line): ((&&Element, &String), &Vec<(Date, i32)>)| {
        let end = line.last().map_or_else(String::new, |(_, days)| axis::slip(*days));
        name.text.strip_suffix(&format!(" {end}")).is_some_and(|name| column.starts_with(name.trim_end_matches('…')))
    };
    if labels.len() != lines.len()
        || labels.len() + 1 != figure.columns.len()
        || !labels.iter().zip(figure.columns.iter().skip(1)).zip(&lines).all(fits)
        || labels.first().is_none_or(|first| !first.is("label-key"))
    {
        return Err("labels of lines and headings of columns differ".to_owned());
    }
    let mut days: Vec<Date> = lines.iter().flatten().map(|(report, _)| *report).collect();
    days.sort_unstable();
    days.dedup();
    let late = |line: &[(Date, i32)], day| {
        let point = line.iter().find(|(report, _)| *report == day);
        point.map_or_else(|| "\u{2013}".to_owned(), |(_, days)| axis::slip(*days))
    };
    Ok(days
        .into_iter()
        .map(|day| std::iter::once(print(day)).chain(lines.iter().map(|line| late(line, day))).collect())
        .collect())
}

/// The days of a slip as it is printed.
fn days(text: &str) -> Option<i32> {
    text.strip_suffix(" d")?.replace('\u{2212}', "-").replace('+', "").parse().ok()
}

/// Names with their health in brackets, apart.
fn graph_twin(row: &[String]) -> Vec<String> {
    let named = |at: usize| {
        let cell = cell(row, at);
        let (name, label) = cell.strip_suffix(')').and_then(|cell| cell.rsplit_once(" (")).unwrap_or((&cell, ""));
        [name.to_owned(), health(label.to_owned())]
    };
    named(0).into_iter().chain(named(1)).chain([cell(row, 3), cell(row, 6)]).collect()
}

/// Who needs, who gives, each with its health, whether it is hard, how late it is; by following each edge from box to
/// box.
fn graph(figure: &Figure) -> Result<Rows, String> {
    let boxes = figure.all("rect", "node");
    let name = |x: f64, y: f64| {
        let found = boxes
            .iter()
            .find(|node| near(node.at("x"), x, 2.0 * DOWN) && near(node.at("y"), y, 2.0 * DOWN))
            .ok_or("an edge ends nowhere")?;
        let aside = if found.is("node-external") { 12.0 } else { 32.0 };
        let labels = figure.all("text", "label");
        let line = |foot: f64| {
            let here = |text: &&&Element| near(text.at("x"), x + aside, DOWN) && near(text.at("y"), y + foot, 0.11);
            labels.iter().find(here).map(|text| text.text.as_str())
        };
        let label = line(24.5).map(str::to_owned).or_else(|| Some([line(17.0)?, line(33.0)?].join(" ")));
        let health = if found.is("node-external") { String::new() } else { mark_at(figure, x + 17.0, y + 20.0)? };
        Ok::<_, String>([label.ok_or("a box without a name")?, health])
    };
    let parts: Vec<&Element> =
        figure.elements.iter().filter(|part| part.is("edge") || part.is("head") || part.is("label-key")).collect();
    let mut rows = Rows::new();
    let mut reached: Vec<String> = Vec::new();
    for (at, edge) in parts.iter().enumerate().filter(|(_, part)| part.is("edge")) {
        let numbers: Vec<f64> = edge.get("d").split(['M', 'C', ' ']).filter_map(|number| number.parse().ok()).collect();
        let [x1, y1, .., x2, y2] = numbers.as_slice() else { return Err("an edge without ends".to_owned()) };
        let (left, top) = (x2 + 7.0, y2 - 20.0);
        let head = parts.get(at + 1).filter(|part| part.is("head")).ok_or("an edge without a head")?;
        let tips: Vec<(f64, f64)> = head
            .get("d")
            .split('M')
            .filter_map(|tip| tip.strip_suffix("l-8 -4v8Z")?.split_once(' '))
            .filter_map(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?)))
            .collect();
        let placed = |(at, (x, y)): (f64, &(f64, f64))| near(*x, left - 1.0 - at, DOWN) && near(*y, *y2, DOWN);
        if tips.len() != 1 || ![0.0].into_iter().zip(&tips).all(placed) {
            return Err("a head elsewhere than its edge".to_owned());
        }
        let said = parts.get(at + 2).filter(|part| part.is("label-key")).map_or("", |label| label.text.as_str());
        let said: Vec<&str> = said.split(", ").filter(|word| !word.is_empty()).collect();
        let late = said.iter().find(|word| word.starts_with('+') || **word == "will not come");
        let open = said.iter().find(|word| **word == "no date");
        let middle = |label: &&&Element| {
            near(label.at("x"), f64::midpoint(*x1, left), 0.11)
                && near(label.at("y"), f64::midpoint(*y1, *y2) - 6.0, 0.11)
        };
        if edge.is("late") != late.is_some()
            || !parts.get(at + 2).filter(|part| part.is("label-key")).is_none_or(|label| middle(&label))
        {
            return Err("an edge is late without saying how".to_owned());
        }
        let hard = if said.contains(&"must have") { "yes" } else { "no" };
        if open.is_some() != edge.is("undated") {
            return Err("an edge without a date does not say so".to_owned());
        }
        let (needs, gives) = (name(left, top)?, name(x1 - 250.0, y1 - 20.0)?);
        reached.extend([format!("{left} {top}"), format!("{} {}", x1 - 250.0, y1 - 20.0)]);
        let end = [hard.to_owned(), (*late.or(open).unwrap_or(&"in time")).to_owned()];
        rows.push(needs.into_iter().chain(gives).chain(end).collect());
    }
    reached.sort_unstable();
    reached.dedup();
    if reached.len() == boxes.len() { Ok(rows) } else { Err("a box without an edge".to_owned()) }
}
