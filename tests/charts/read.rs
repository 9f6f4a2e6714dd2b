//! Reads each kind of chart back from its drawing alone, and compares that with its table.

use jiff::civil::Date;

use super::axis::{self, ACROSS, Axis, DOWN, near, print};
use super::figure::{Element, Figure};
use super::read_sums::burn_up;
use super::read_values::measures;

type Rows = Vec<Vec<String>>;
/// The middle of a mark and its name.
type Place = (f64, f64, String);

/// Whether the drawing of `figure` says what its table says, and is named by the finding in its caption.
pub fn check(figure: &Figure) -> Result<(), String> {
    if figure.key.is_empty() || figure.caption.is_empty() {
        return Err("a chart needs a caption that names it".to_owned());
    }
    let (drawn, told) = match figure.key.as_str() {
        "health" => (strip(figure)?, twin(figure, |row| vec![health(cell(row, 1)), cell(row, 0)])),
        "plan" => (plan(figure)?, twin(figure, plan_twin)),
        "timeline" => (
            portfolio(figure)?,
            twin(figure, |row| {
                vec![cell(row, 0), health(cell(row, 1)), cell(row, 3), cell(row, 4), cell(row, 5), cell(row, 6)]
            }),
        ),
        "slip" => (slip(figure)?, figure.rows.clone()),
        "burn-up" => (burn_up(figure)?, figure.rows.clone()),
        "measure" => return measures(figure),
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

/// Colour by cell; the dates that are drawn are those of the first and the last.
fn strip(figure: &Figure) -> Result<Rows, String> {
    let marks: Vec<Place> = figure.elements.iter().filter_map(mark).collect();
    let (cells, letters) = (figure.all("rect", "cell"), figure.all("text", "label"));
    let dates: Vec<&str> = letters.iter().filter(|text| text.get("y") == "62").map(|text| text.text.as_str()).collect();
    let letters: Vec<&&Element> = letters.iter().filter(|text| text.get("y") == "38").collect();
    if cells.len() != marks.len() || cells.len() != letters.len() || dates.len() != cells.len().min(2) {
        return Err(format!(
            "{} cells, {} marks, {} letters, {} dates",
            cells.len(),
            marks.len(),
            letters.len(),
            dates.len()
        ));
    }
    let last = cells.len() - 1;
    let row = |(at, ((cell, (x, y, mark)), letter)): (usize, ((&&Element, &Place), &&&Element))| {
        let left = cell.at("x");
        let begins = mark.chars().next().map(|first| first.to_ascii_uppercase().to_string());
        let placed = near(left, 1.0 + 30.0 * f64::from(u32::try_from(at).unwrap_or(0)), 0.0)
            && cell.get("y") == "1"
            && near(*y, 14.0, 0.11);
        if !placed
            || !near(*x, left + 13.0, DOWN)
            || !near(letter.at("x"), left + 13.0, DOWN)
            || Some(&letter.text) != begins.as_ref()
        {
            return Err(format!("cell {at} has its mark at {x} and its letter at {}", letter.get("x")));
        }
        // Dates between the two ends are in the table alone.
        let date = match at {
            0 => dates.first().map(ToString::to_string),
            at if at == last => dates.get(1).map(ToString::to_string),
            at => figure.rows.get(at).and_then(|row| row.first().cloned()),
        };
        Ok(vec![mark.clone(), date.unwrap_or_default()])
    };
    cells.iter().zip(&marks).zip(&letters).enumerate().map(row).collect()
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
    let forecast = cell(row, 2).trim_end_matches(" overdue").to_owned();
    let actual = cell(row, 3);
    // One that was reached shows when, and no longer what was expected before.
    vec![cell(row, 1), if actual.is_empty() { forecast } else { String::new() }, actual, cell(row, 4)]
}

/// The axis of a timeline: of the table's dates and today, checked against the labels that are drawn.
fn timeline(figure: &Figure, mut dates: Vec<Date>) -> Result<Axis, String> {
    let (today, line) = axis::today(figure)?;
    dates.push(today);
    let across = Axis::of(&dates, (0.0, 100.0), ACROSS)?;
    across.labels(&axis::labels_across(figure, "gridline", 16.0)?)?;
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
        } else if element.tag == "use" {
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

fn plan(figure: &Figure) -> Result<Rows, String> {
    let dates: Vec<Date> = figure.rows.iter().flat_map(|row| axis::dates(&[plan_twin(row)])).collect();
    let across = timeline(figure, dates)?;
    let names = figure.all("text", "row-name");
    let slips: Vec<&Element> = figure
        .all("text", "label")
        .into_iter()
        .filter(|text| text.get("x") == "100%" && !text.is("label-today"))
        .collect();
    let rows = drawn(figure, &across)?;
    if names.len() != rows.len() || slips.len() != rows.iter().filter(|row| row.slip != 0).count() {
        return Err(format!("{} names and {} slips for {} rows", names.len(), slips.len(), rows.len()));
    }
    let read = |((at, row), name): ((usize, &Drawn<'_>), &&Element)| {
        let told = figure.rows.get(at).map(|row| cell(row, 0)).unwrap_or_default();
        let begin = name.text.trim_end_matches('…');
        let said =
            slips.iter().find(|text| near(text.at("y"), row.y + 4.0, 0.0)).map_or("0 d", |text| text.text.as_str());
        if !told.starts_with(begin)
            || name.get("x") != "0"
            || !near(name.at("y"), row.y - 13.0, 0.0)
            || said != axis::slip(row.slip)
        {
            return Err(format!("{} at {} says {said}", name.text, row.y));
        }
        let date =
            |class| row.mark.filter(|(drawn, _)| *drawn == class).map_or_else(String::new, |(_, date)| print(date));
        // Of what nobody has reported yet there is no slip to tell.
        let told = if row.mark.is_some() { said.to_owned() } else { String::new() };
        Ok(vec![print(row.baseline), date("forecast"), date("actual"), told])
    };
    rows.iter().enumerate().zip(&names).map(read).collect()
}

fn portfolio(figure: &Figure) -> Result<Rows, String> {
    let across = timeline(figure, axis::dates(&figure.rows))?;
    let names: Vec<&Element> = figure.all("text", "label").into_iter().filter(|text| text.get("x") == "24").collect();
    let rows = drawn(figure, &across)?;
    let used = |name: &Element| rows.iter().any(|row| near(row.y - 13.0, name.at("y"), 0.0));
    let marks = figure.elements.iter().filter_map(mark).count();
    if !names.iter().all(|name| used(name)) || marks != names.len() {
        return Err("a program without a milestone or a mark without a program".to_owned());
    }
    let read = |row: &Drawn<'_>| {
        let name = names.iter().find(|name| near(name.at("y"), row.y - 13.0, 0.0)).ok_or("a mark without a program")?;
        let (class, date) = row.mark.ok_or("a baseline without what came of it")?;
        let state = if class == "actual" { "reached" } else { "expected" };
        let health = mark_at(figure, 8.0, row.y - 17.0)?;
        Ok(vec![name.text.clone(), health, print(row.baseline), print(date), state.to_owned(), axis::slip(row.slip)])
    };
    rows.iter().map(read).collect()
}

/// A row for each report with what it expected of each milestone.
fn slip(figure: &Figure) -> Result<Rows, String> {
    let reports: Vec<Date> =
        figure.rows.iter().flat_map(|row| axis::dates(&[row.iter().take(1).cloned().collect()])).collect();
    let forecasts: Vec<Date> =
        figure.rows.iter().flat_map(|row| axis::dates(&[row.iter().skip(1).cloned().collect()])).collect();
    let (across, up) = (Axis::of(&reports, (0.0, 100.0), ACROSS)?, Axis::of(&forecasts, (294.0, 14.0), DOWN)?);
    across.labels(&axis::labels_across(figure, "axis", 313.0)?)?;
    up.labels(&axis::labels_up(figure)?)?;
    diagonal(figure, (&reports, &across), (&forecasts, &up))?;
    let lines: Vec<Vec<(f64, f64)>> = figure.all("path", "series").into_iter().map(axis::points).collect();
    let dots: Vec<(f64, f64)> = figure.all("circle", "point").iter().map(|dot| (dot.at("cx"), dot.at("cy"))).collect();
    if dots != lines.concat() {
        return Err("dots beside their lines".to_owned());
    }
    let ids = figure.all("text", "label-key");
    let aside = ids.iter().any(|id| id.get("x") != "100%");
    let named = |(id, column): (&&Element, &String)| column.split(' ').next() == Some(id.text.as_str());
    if aside
        || ids.len() != lines.len()
        || ids.len() + 1 != figure.columns.len()
        || !ids.iter().zip(figure.columns.iter().skip(1)).all(named)
    {
        return Err("labels of lines and headings of columns differ".to_owned());
    }
    let day = |(x, y): &(f64, f64)| Ok::<_, String>((across.date(*x)?, up.date(*y)?));
    let lines = lines.iter().map(|line| line.iter().map(day).collect()).collect::<Result<Vec<Vec<_>>, _>>()?;
    let mut days: Vec<Date> = lines.iter().flatten().map(|(report, _)| *report).collect();
    days.sort_unstable();
    days.dedup();
    let expected = |line: &[(Date, Date)], day| {
        line.iter().find(|(report, _)| *report == day).map_or_else(String::new, |(_, at)| print(*at))
    };
    Ok(days
        .into_iter()
        .map(|day| std::iter::once(print(day)).chain(lines.iter().map(|line| expected(line, day))).collect())
        .collect())
}

/// The line on which a forecast is the day of its report, as far as both axes hold the day.
fn diagonal(
    figure: &Figure,
    (reports, across): (&[Date], &Axis),
    (forecasts, up): (&[Date], &Axis),
) -> Result<(), String> {
    let range = |dates: &[Date]| Some((dates.iter().min()?.first_of_month(), dates.iter().max()?.last_of_month()));
    let (reports, forecasts) = range(reports).zip(range(forecasts)).ok_or("a chart without a date")?;
    let shared = (reports.0.max(forecasts.0), reports.1.min(forecasts.1));
    let found = figure.all("line", "today");
    let ends = |line: &&Element| {
        let day = |x: &str, y: &str| Ok::<_, String>((across.date(line.at(x))?, up.date(line.at(y))?));
        Ok::<_, String>((day("x1", "y1")?, day("x2", "y2")?))
    };
    let found = found.iter().map(ends).collect::<Result<Vec<_>, _>>()?;
    let expected = (shared.0 < shared.1).then_some(((shared.0, shared.0), (shared.1, shared.1)));
    if found == Vec::from_iter(expected) { Ok(()) } else { Err(format!("the diagonal is {found:?}")) }
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
        let label =
            labels.iter().find(|text| near(text.at("x"), x + aside, DOWN) && near(text.at("y"), y + 24.5, 0.11));
        let health = if found.is("node-external") { String::new() } else { mark_at(figure, x + 17.0, y + 20.0)? };
        Ok::<_, String>([label.ok_or("a box without a name")?.text.clone(), health])
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
        if !matches!(tips.len(), 1 | 2) || ![0.0, 10.0].into_iter().zip(&tips).all(placed) {
            return Err("a head elsewhere than its edge".to_owned());
        }
        let late = parts.get(at + 2).filter(|part| part.is("label-key")).map(|label| label.text.clone());
        let middle = |label: &&&Element| {
            near(label.at("x"), f64::midpoint(*x1, left), 0.11)
                && near(label.at("y"), f64::midpoint(*y1, *y2) - 6.0, 0.11)
        };
        if edge.is("late") != late.is_some()
            || !parts.get(at + 2).filter(|part| part.is("label-key")).is_none_or(|label| middle(&label))
        {
            return Err("an edge is late without saying by how much".to_owned());
        }
        let hard = if tips.len() == 2 { "yes" } else { "no" };
        let (needs, gives) = (name(left, top)?, name(x1 - 250.0, y1 - 20.0)?);
        reached.extend([format!("{left} {top}"), format!("{} {}", x1 - 250.0, y1 - 20.0)]);
        let end = [
            hard.to_owned(),
            late.unwrap_or_else(|| if edge.is("undated") { "no date" } else { "in time" }.to_owned()),
        ];
        rows.push(needs.into_iter().chain(gives).chain(end).collect());
    }
    reached.sort_unstable();
    reached.dedup();
    if reached.len() == boxes.len() { Ok(rows) } else { Err("a box without an edge".to_owned()) }
}
