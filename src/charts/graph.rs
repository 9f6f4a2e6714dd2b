//! Who waits for whom: programs in layers, providers to the left of those who need them.

use crate::words::{Term, WORDS};
use std::collections::{BTreeMap, BTreeSet};

use super::Chart;
use super::svg::{Drawing, count, number, shorten};

/// Width of a box.
const BOX: f64 = 250.0;
/// Height of a box.
const HEIGHT: f64 = 40.0;
/// Room between layers, for the edges and their marks.
const GAP: f64 = 90.0;
/// Room between boxes of a layer.
const BETWEEN: f64 = 18.0;
/// Most edges that are drawn; late ones come first.
const EDGES: usize = 60;

/// Somebody who gives or needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphNode {
    /// Its name.
    pub name: String,
    /// How it is counted, or `external`.
    pub mark: &'static str,
    /// The site's word for that; empty for who has no health.
    pub label: String,
}

/// A dependency between two nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Index of who gives.
    pub from: usize,
    /// Index of who needs.
    pub to: usize,
    /// What is needed, in words.
    pub need: String,
    /// By when, in words.
    pub need_by: String,
    /// When it is expected, in words; `None` when nobody has said.
    pub expected: Option<String>,
    /// Whether who needs it cannot go on without it.
    pub hard: bool,
    /// Days late; 0 when in time, or when nobody has said when it comes.
    pub late_days: i32,
}

impl Edge {
    /// Whether it is not known to be late, and not known to be in time either.
    fn is_undated(&self) -> bool {
        self.expected.is_none() && self.late_days <= 0
    }
}

/// The graph of `nodes` and `edges`; `None` without an edge. Nodes without a drawn edge are left out.
///
/// Layers are longest paths. An edge that would close a circle is drawn backwards, counts for no layer and is told in
/// the caption. A hard edge has two heads, a late one is thick and says by how many days, one without a date is dashed:
/// none needs a colour.
#[must_use]
pub fn graph(key: &str, nodes: &[GraphNode], edges: &[Edge]) -> Option<Chart> {
    let mut drawn: Vec<&Edge> =
        edges.iter().filter(|edge| edge.from < nodes.len() && edge.to < nodes.len() && edge.from != edge.to).collect();
    drawn.sort_by_key(|edge| std::cmp::Reverse(edge.late_days));
    drawn.truncate(EDGES);
    drawn.first()?;
    let (forward, backward) = without_circles(&drawn);
    let layers = layers(&drawn, &forward);
    let places = places(&layers, &forward);
    let depth = layers.values().max().copied().unwrap_or(0) + 1;
    let tallest = places.values().map(|place| place.1).fold(0.0, f64::max) + HEIGHT + 2.0;
    let width = BOX * count(depth) + GAP * count(depth - 1) + 2.0;
    let mut drawing = Drawing::new();
    for edge in &drawn {
        if let (Some(from), Some(to)) = (places.get(&edge.from), places.get(&edge.to)) {
            connect(&mut drawing, *from, *to, edge);
        }
    }
    for (index, (x, y)) in &places {
        let Some(node) = nodes.get(*index) else { continue };
        drawing.rect(if node.mark == "external" { "node node-external" } else { "node" }, (*x, *y), (BOX, HEIGHT));
        if node.mark == "external" {
            drawing.text("label", (x + 12.0, y + 24.5), "start", &shorten(&node.name, 34));
        } else {
            drawing.mark(node.mark, (x + 17.0, y + HEIGHT / 2.0), 6.5);
            drawing.text("label", (x + 32.0, y + 24.5), "start", &shorten(&node.name, 31));
        }
    }
    let caption = finding(nodes, &drawn, edges.len()) + &circles(backward);
    let svg = drawing.finish(key, "chart-graph", (width, tallest));
    let name = |index: usize| match nodes.get(index) {
        Some(node) if node.label.is_empty() => node.name.clone(),
        Some(node) => format!("{} ({})", node.name, node.label),
        None => String::new(),
    };
    let late = |edge: &Edge| match edge.late_days {
        days if days > 0 => WORDS.signed_days(days),
        _ if edge.is_undated() => "no date".to_owned(),
        _ => "in time".to_owned(),
    };
    let expected = |edge: &Edge| edge.expected.clone().unwrap_or_else(|| "no date".to_owned());
    let rows = drawn.iter().map(|edge| {
        let hard = if edge.hard { "yes" } else { "no" }.to_owned();
        vec![name(edge.to), name(edge.from), edge.need.clone(), hard, edge.need_by.clone(), expected(edge), late(edge)]
    });
    let columns = ["Needs", "Gives", "What", "Hard", "Needed by", "Expected", "Late"].map(str::to_owned).to_vec();
    Some(Chart {
        key: key.to_owned(),
        about: "who waits for whom".to_owned(),
        svg,
        caption,
        columns,
        rows: rows.collect(),
    })
}

/// The edges that close no circle with those before them, late ones first, and how many do.
fn without_circles<'a>(edges: &[&'a Edge]) -> (Vec<&'a Edge>, usize) {
    let mut forward: Vec<&Edge> = Vec::new();
    for edge in edges {
        if !leads(&forward, edge.to, edge.from) {
            forward.push(edge);
        }
    }
    let backward = edges.len() - forward.len();
    (forward, backward)
}

/// Whether a way along `edges` leads from one node to another.
fn leads(edges: &[&Edge], from: usize, to: usize) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        open.extend(
            edges.iter().filter(|edge| edge.from == node).map(|edge| edge.to).filter(|next| seen.insert(*next)),
        );
    }
    seen.contains(&to)
}

fn circles(backward: usize) -> String {
    match backward {
        0 => String::new(),
        1 => " One of them closes a circle and is drawn backwards.".to_owned(),
        more => format!(" {more} of them close circles and are drawn backwards."),
    }
}

/// The layer of each node that has an edge: the longest way along `forward` from a node that needs nothing.
fn layers(edges: &[&Edge], forward: &[&Edge]) -> BTreeMap<usize, usize> {
    let mut layers: BTreeMap<usize, usize> = edges.iter().flat_map(|edge| [(edge.from, 0), (edge.to, 0)]).collect();
    // Relaxation reaches the longest path within as many rounds as there are nodes, since no edge leads back.
    for _ in 0..layers.len() {
        let mut moved = false;
        for edge in forward {
            let after = layers.get(&edge.from).map_or(0, |layer| layer + 1);
            if let Some(layer) = layers.get_mut(&edge.to).filter(|layer| **layer < after) {
                *layer = after;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    layers
}

/// Where each box stands: within a layer ordered by the middle of its providers, to keep edges short.
fn places(layers: &BTreeMap<usize, usize>, edges: &[&Edge]) -> BTreeMap<usize, (f64, f64)> {
    let depth = layers.values().max().copied().unwrap_or(0);
    let mut places: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for layer in 0..=depth {
        let members = layers.iter().filter(|(_, at)| **at == layer).map(|(node, _)| *node);
        let mut ordered: Vec<(f64, usize)> = members
            .map(|node| {
                let above: Vec<f64> = edges
                    .iter()
                    .filter(|edge| edge.to == node)
                    .filter_map(|edge| places.get(&edge.from))
                    .map(|place| place.1)
                    .collect();
                let middle = if above.is_empty() { 0.0 } else { above.iter().sum::<f64>() / count(above.len()) };
                (middle, node)
            })
            .collect();
        ordered.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let x = 1.0 + (BOX + GAP) * count(layer);
        let mut least = 1.0;
        for (middle, node) in ordered {
            let y = if layer == 0 { least } else { middle.max(least) };
            places.insert(node, (x, y));
            least = y + HEIGHT + BETWEEN;
        }
    }
    places
}

/// A curve from the right side of one box to the left side of another, with the days by which it comes late.
fn connect(drawing: &mut Drawing, from: (f64, f64), to: (f64, f64), edge: &Edge) {
    let (x1, y1) = (from.0 + BOX, from.1 + HEIGHT / 2.0);
    let (x2, y2) = (to.0, to.1 + HEIGHT / 2.0);
    let (a, b) = (x1 + GAP / 2.0, x2 - GAP / 2.0);
    let late_days = edge.late_days;
    let class = match late_days {
        days if days > 0 => "edge late",
        _ if edge.is_undated() => "edge undated",
        _ => "edge",
    };
    drawing.path(
        class,
        &format!(
            "M{} {}C{} {} {} {} {} {}",
            number(x1),
            number(y1),
            number(a),
            number(y1),
            number(b),
            number(y2),
            number(x2 - 7.0),
            number(y2)
        ),
    );
    let head = format!("M{} {}l-8 -4v8Z", number(x2 - 1.0), number(y2));
    let second = if edge.hard { format!("M{} {}l-8 -4v8Z", number(x2 - 11.0), number(y2)) } else { String::new() };
    drawing.path(if late_days > 0 { "head late" } else { "head" }, &(head + &second));
    if late_days > 0 {
        drawing.text(
            "label label-key",
            (f64::midpoint(x1, x2), f64::midpoint(y1, y2) - 6.0),
            "middle",
            &WORDS.signed_days(late_days),
        );
    }
}

fn finding(nodes: &[GraphNode], drawn: &[&Edge], all: usize) -> String {
    let count = drawn.len();
    let late = drawn.iter().filter(|edge| edge.late_days > 0).count();
    let undated = drawn.iter().filter(|edge| edge.is_undated()).count();
    let name = |index: usize| nodes.get(index).map_or("", |node| &node.name);
    let are = |count| WORDS.form(count, Term::Is);
    let mut found = match drawn.first().filter(|edge| edge.late_days > 0) {
        Some(worst) => {
            let late = if count == 1 {
                "The one dependency is".to_owned()
            } else {
                format!("{late} of {count} dependencies {}", are(late))
            };
            format!(
                "{late} late; {} waits longest, {} for {}",
                name(worst.to),
                WORDS.days(worst.late_days),
                name(worst.from)
            )
        }
        None if undated == count => "No dependency has a date".to_owned(),
        None if count == 1 => "The one dependency is expected in time".to_owned(),
        None if undated == 0 => format!("All {count} dependencies are expected in time"),
        None => format!("{} of {count} dependencies {} expected in time", count - undated, are(count - undated)),
    };
    if (1..count).contains(&undated) {
        let have = WORDS.form(undated, Term::Have);
        found = format!("{found}; {undated} {have} no date");
    }
    if count < all { format!("{found}. Drawn are {count} of {all}.") } else { format!("{found}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(from: usize, to: usize, late_days: i32) -> Edge {
        Edge {
            from,
            to,
            need: "x".to_owned(),
            need_by: "1".to_owned(),
            expected: Some("2".to_owned()),
            hard: late_days > 0,
            late_days,
        }
    }

    fn nodes(count: usize) -> Vec<GraphNode> {
        (0..count).map(|index| GraphNode { name: format!("P{index}"), mark: "green", label: "OK".to_owned() }).collect()
    }

    #[test]
    fn a_provider_stands_left_of_those_who_need_it() -> Result<(), &'static str> {
        let chart = graph("k", &nodes(4), &[edge(2, 1, 0), edge(1, 0, 3)]).ok_or("two edges are drawn")?;
        assert!(chart.svg.contains(r#"<rect class="node" x="1" y="1" width="250" height="40" rx="3"/>"#));
        assert!(chart.svg.contains(r#"<rect class="node" x="681" y="1""#));
        assert!(!chart.svg.contains("P3"), "a program without a dependency is left out");
        assert_eq!(
            chart.rows,
            [
                ["P0 (OK)", "P1 (OK)", "x", "yes", "1", "2", "+3 d"],
                ["P1 (OK)", "P2 (OK)", "x", "no", "1", "2", "in time"]
            ]
        );
        assert_eq!(chart.caption, "1 of 2 dependencies is late; P0 waits longest, 3 days for P1.");
        Ok(())
    }

    #[test]
    fn nobody_says_in_time_of_what_has_no_date() {
        let undated = |from, to| Edge { expected: None, ..edge(from, to, 0) };
        let caption = |edges: &[Edge]| {
            graph("k", &nodes(4), edges).map(|chart| (chart.caption, chart.svg.contains("edge undated")))
        };
        assert_eq!(caption(&[undated(0, 1)]), Some(("No dependency has a date.".to_owned(), true)));
        let one = "1 of 2 dependencies is expected in time; 1 has no date.";
        assert_eq!(caption(&[undated(0, 1), edge(1, 2, 0)]), Some((one.to_owned(), true)));
        let late = "1 of 3 dependencies is late; P3 waits longest, 2 days for P2; 2 have no date.";
        assert_eq!(caption(&[undated(0, 1), undated(1, 2), edge(2, 3, 2)]), Some((late.to_owned(), true)));
        assert_eq!(caption(&[edge(0, 1, 0)]), Some(("The one dependency is expected in time.".to_owned(), false)));
        let rows = graph("k", &nodes(2), &[undated(0, 1)]).map(|chart| chart.rows);
        assert_eq!(
            rows,
            Some(vec![["P1 (OK)", "P0 (OK)", "x", "no", "1", "no date", "no date"].map(str::to_owned).to_vec()])
        );
    }

    #[test]
    fn a_circle_ends() {
        let chart =
            graph("k", &nodes(2), &[edge(0, 1, 0), edge(1, 0, 0)]).map(|chart| (chart.rows.len(), chart.caption));
        let found = "All 2 dependencies are expected in time. One of them closes a circle and is drawn backwards.";
        assert_eq!(chart, Some((2, found.to_owned())));
        assert_eq!(graph("k", &nodes(1), &[edge(0, 0, 0)]), None);
    }
}
