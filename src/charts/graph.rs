//! Who waits for whom: programs in layers, providers to the left of those who need them.

use crate::words::{Term, WORDS};
use std::collections::{BTreeMap, BTreeSet};

use super::Chart;
use super::standing::{NO_DATE, Standing};
use super::svg::{Drawing, count, number, shorten};

/// Width of a box.
const BOX: f64 = 250.0;
/// Height of a box.
const HEIGHT: f64 = 40.0;
/// Room between layers, for the edges and their marks.
const GAP: f64 = 150.0;
/// Room between boxes of a layer.
const BETWEEN: f64 = 18.0;
/// Room left of the first layer, for the heads of edges that lead back to it.
const MARGIN: f64 = 12.0;
/// Letters that fit a line of a box.
const LINE: usize = 30;
/// Most edges that are drawn; late ones come first.
const EDGES: usize = 60;
/// Most programs in a row: a longer chain would be wider than two screens.
const LAYERS: usize = 6;

/// Somebody who gives or needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphNode {
    /// Its name.
    pub name: String,
    /// The address of its page; none of who has none.
    pub href: Option<String>,
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
    /// Whether it comes in time.
    pub standing: Standing,
}

/// What a graph finds, and what is drawn of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    /// How many come late, as a sentence.
    pub finding: String,
    /// The chains of three and more; `None` when nobody waits for somebody who waits.
    pub chains: Option<Chart>,
}

/// The graph of `nodes` and `edges`; `None` without an edge. Drawn are the chains: nodes that hang together, where one
/// waits for another that waits itself. A list says as much of the others.
///
/// Layers are longest paths. An edge that would close a circle is drawn backwards, counts for no layer and is told in
/// the caption. What an edge is stands on it in words, a late one is thick, one without a date is dashed: none needs a
/// colour.
#[must_use]
pub fn graph(key: &str, nodes: &[GraphNode], edges: &[Edge]) -> Option<Graph> {
    let mut all: Vec<&Edge> =
        edges.iter().filter(|edge| edge.from < nodes.len() && edge.to < nodes.len() && edge.from != edge.to).collect();
    all.first()?;
    all.sort_by_key(|edge| std::cmp::Reverse(edge.standing.urgency()));
    let finding = finding(nodes, &all);
    let mut drawn = chains(all);
    let waiting = drawn.len();
    drawn.truncate(EDGES);
    let depth = layers(&drawn, &without_circles(&drawn).0);
    // The row ends with the most urgent of all, or begins where chains do.
    let last = drawn.first().and_then(|worst| depth.get(&worst.to)).map_or(LAYERS, |layer| LAYERS.max(layer + 1));
    let shown = |node| depth.get(node).is_some_and(|layer| (last - LAYERS..last).contains(layer));
    drawn.retain(|edge| shown(&edge.from) && shown(&edge.to));
    let chains = (!drawn.is_empty()).then(|| draw(key, nodes, &drawn, waiting));
    Some(Graph { finding, chains })
}

/// The edges of the parts that hang together and are at least two edges deep.
fn chains(edges: Vec<&Edge>) -> Vec<&Edge> {
    let (forward, _) = without_circles(&edges);
    let layers = layers(&edges, &forward);
    // Each node takes the least node of its part as the part's name.
    let mut parts: BTreeMap<usize, usize> = layers.keys().map(|node| (*node, *node)).collect();
    let part = |parts: &BTreeMap<usize, usize>, node: usize| parts.get(&node).copied().unwrap_or(node);
    for _ in 0..parts.len() {
        let mut moved = false;
        for edge in &edges {
            let least = part(&parts, edge.from).min(part(&parts, edge.to));
            for node in [edge.from, edge.to] {
                moved |= parts.insert(node, least).is_some_and(|before| before != least);
            }
        }
        if !moved {
            break;
        }
    }
    let deep: BTreeSet<usize> =
        layers.iter().filter(|(_, layer)| **layer >= 2).map(|(node, _)| part(&parts, *node)).collect();
    edges.into_iter().filter(|edge| deep.contains(&part(&parts, edge.from))).collect()
}

/// The drawing of `drawn`, of `all` edges of chains.
fn draw(key: &str, nodes: &[GraphNode], drawn: &[&Edge], all: usize) -> Chart {
    let (forward, backward) = without_circles(drawn);
    let layers = layers(drawn, &forward);
    let places = places(&layers, &forward);
    let depth = layers.values().max().copied().unwrap_or(0) + 1;
    let tallest = places.values().map(|place| place.1).fold(0.0, f64::max) + HEIGHT + 2.0;
    let width = MARGIN + BOX * count(depth) + GAP * count(depth - 1) + 2.0;
    let mut drawing = Drawing::new();
    for edge in drawn {
        if let (Some(from), Some(to)) = (places.get(&edge.from), places.get(&edge.to)) {
            connect(&mut drawing, *from, *to, edge);
        }
    }
    for (index, (x, y)) in &places {
        let Some(node) = nodes.get(*index) else { continue };
        drawing.open_link(node.href.as_deref());
        drawing.rect(if node.mark == "external" { "node node-external" } else { "node" }, (*x, *y), (BOX, HEIGHT));
        let aside = if node.mark == "external" {
            12.0
        } else {
            drawing.mark(node.mark, (x + 17.0, y + HEIGHT / 2.0), 6.5);
            32.0
        };
        let lines = two_lines(&node.name);
        for (at, line) in lines.iter().enumerate() {
            let foot = if lines.len() == 1 { 24.5 } else { 17.0 + 16.0 * count(at) };
            drawing.text("label", (x + aside, y + foot), "start", line);
        }
        drawing.close_link(node.href.as_deref());
    }
    let waiting = WORDS.count(all, Term::Dependency);
    let mut caption = format!("{waiting} in chains: who gives, to the left of who waits.");
    if drawn.len() < all {
        let (edges, row) = (drawn.len(), LAYERS);
        caption = format!("{caption} Drawn are {edges}: late ones first, and not more than {row} programs in a row.");
    }
    caption += &circles(backward);
    let svg = drawing.finish_linked(key, "chart-graph", (width, tallest));
    let name = |index: usize| match nodes.get(index) {
        Some(node) if node.label.is_empty() => node.name.clone(),
        Some(node) => format!("{} ({})", node.name, node.label),
        None => String::new(),
    };
    let late = |edge: &Edge| edge.standing.said().unwrap_or_else(|| "in time".to_owned());
    let expected = |edge: &Edge| edge.expected.clone().unwrap_or_else(|| "no date".to_owned());
    let rows = drawn.iter().map(|edge| {
        let hard = if edge.hard { "yes" } else { "no" }.to_owned();
        vec![name(edge.to), name(edge.from), edge.need.clone(), hard, edge.need_by.clone(), expected(edge), late(edge)]
    });
    let columns = ["Needs", "Gives", "What", "Hard", "Needed by", "Expected", "Late"].map(str::to_owned).to_vec();
    let about = "chains of programs".to_owned();
    Chart { key: key.to_owned(), about, svg, caption, columns, rows: rows.collect() }
}

/// A name in one line, or in two where it is long; never cut before it is longer than two lines.
fn two_lines(name: &str) -> Vec<String> {
    if name.chars().count() <= LINE {
        return vec![name.to_owned()];
    }
    let room: usize = name.chars().take(LINE).map(char::len_utf8).sum();
    let (first, rest) = name.split_at(name.get(..room).and_then(|begin| begin.rfind(' ')).unwrap_or(room));
    vec![first.to_owned(), shorten(rest.trim_start(), LINE)]
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
        let x = MARGIN + (BOX + GAP) * count(layer);
        let mut least = 1.0;
        for (middle, node) in ordered {
            let y = if layer == 0 { least } else { middle.max(least) };
            places.insert(node, (x, y));
            least = y + HEIGHT + BETWEEN;
        }
    }
    places
}

/// A curve from the right side of one box to the left side of another, and above it what it is.
fn connect(drawing: &mut Drawing, from: (f64, f64), to: (f64, f64), edge: &Edge) {
    let (x1, y1) = (from.0 + BOX, from.1 + HEIGHT / 2.0);
    let (x2, y2) = (to.0, to.1 + HEIGHT / 2.0);
    let (a, b) = (x1 + GAP / 2.0, x2 - GAP / 2.0);
    let (class, head_class) = match edge.standing {
        Standing::Late(_) | Standing::Missed(_) => ("edge late", "head late"),
        Standing::Open(_) => ("edge undated", "head"),
        Standing::InTime => ("edge", "head"),
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
    drawing.path(head_class, &head);
    let said = [edge.hard.then(|| "must have".to_owned()), edge.standing.said()];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if !said.is_empty() {
        let middle = (f64::midpoint(x1, x2), f64::midpoint(y1, y2) - 6.0);
        drawing.text("label label-key", middle, "middle", &WORDS.commas(&said));
    }
}

fn finding(nodes: &[GraphNode], drawn: &[&Edge]) -> String {
    let count = drawn.len();
    let late = drawn.iter().filter(|edge| edge.standing.is_late()).count();
    let open =
        || drawn.iter().filter_map(|edge| if let Standing::Open(why) = edge.standing { Some(why) } else { None });
    let undated = open().count();
    // A reason that is longer than that there is no date is one against the date that was given.
    let date = if open().all(|why| why == NO_DATE) { "date" } else { "date that holds" };
    let name = |index: usize| nodes.get(index).map_or("", |node| &node.name);
    let are = |count| WORDS.form(count, Term::Is);
    let mut found = match drawn.first().filter(|edge| edge.standing.is_late()) {
        Some(worst) => {
            let late = if count == 1 {
                "The one dependency is".to_owned()
            } else {
                format!("{late} of {count} dependencies {}", are(late))
            };
            let (who, whom) = (name(worst.to), name(worst.from));
            match worst.standing {
                Standing::Late(days) => format!("{late} late; {who} waits longest, {} for {whom}", WORDS.days(days)),
                standing => format!("{late} late; {who} waits for {whom}: {}", standing.said().unwrap_or_default()),
            }
        }
        None if undated == count => format!("No dependency has a {date}"),
        None if count == 1 => "The one dependency is expected in time".to_owned(),
        None if undated == 0 => format!("All {count} dependencies are expected in time"),
        None => format!("{} of {count} dependencies {} expected in time", count - undated, are(count - undated)),
    };
    if (1..count).contains(&undated) {
        let have = WORDS.form(undated, Term::Have);
        found = format!("{found}; {undated} {have} no {date}");
    }
    found + "."
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
            standing: if late_days > 0 { Standing::Late(late_days) } else { Standing::InTime },
        }
    }

    fn nodes(count: usize) -> Vec<GraphNode> {
        let node = |index| GraphNode {
            name: format!("P{index}"),
            href: Some(format!("p{index}/")),
            mark: "green",
            label: "OK".to_owned(),
        };
        (0..count).map(node).collect()
    }

    #[test]
    fn a_provider_stands_left_of_those_who_need_it() -> Result<(), &'static str> {
        let graph = graph("k", &nodes(6), &[edge(2, 1, 0), edge(1, 0, 3), edge(4, 5, 0)]).ok_or("three edges")?;
        let chart = graph.chains.ok_or("a chain of three is drawn")?;
        assert!(
            chart.svg.contains(r#"<a href="p2/"><rect class="node" x="12" y="1" width="250" height="40" rx="3"/>"#)
        );
        assert!(chart.svg.contains(r#"<rect class="node" x="812" y="1""#), "{}", chart.svg);
        assert!(chart.svg.contains(">must have, +3 d</text>"), "{}", chart.svg);
        assert!(!chart.svg.contains("P3"), "a program without a dependency is left out");
        assert!(!chart.svg.contains("P4"), "two that wait for nobody else are no chain");
        assert_eq!(
            chart.rows,
            [
                ["P0 (OK)", "P1 (OK)", "x", "yes", "1", "2", "+3 d"],
                ["P1 (OK)", "P2 (OK)", "x", "no", "1", "2", "in time"]
            ]
        );
        assert_eq!(graph.finding, "1 of 3 dependencies is late; P0 waits longest, 3 days for P1.");
        assert_eq!(chart.caption, "2 dependencies in chains: who gives, to the left of who waits.");
        Ok(())
    }

    #[test]
    fn nobody_says_in_time_of_what_has_no_date() -> Result<(), &'static str> {
        let standing = |from, to, standing| Edge { expected: None, standing, ..edge(from, to, 0) };
        let undated = |from, to| standing(from, to, Standing::Open(NO_DATE));
        let finding = |edges: &[Edge]| graph("k", &nodes(4), edges).map(|graph| graph.finding);
        assert_eq!(finding(&[undated(0, 1)]).as_deref(), Some("No dependency has a date."));
        let one = "1 of 2 dependencies is expected in time; 1 has no date.";
        assert_eq!(finding(&[undated(0, 1), edge(1, 2, 0)]).as_deref(), Some(one));
        let late = "1 of 3 dependencies is late; P3 waits longest, 2 days for P2; 2 have no date.";
        assert_eq!(finding(&[undated(0, 1), undated(1, 2), edge(2, 3, 2)]).as_deref(), Some(late));
        assert_eq!(finding(&[edge(0, 1, 0)]).as_deref(), Some("The one dependency is expected in time."));
        let unkept = |from, to| standing(from, to, Standing::Open("Provider overdue"));
        let one = "1 of 2 dependencies is expected in time; 1 has no date that holds.";
        assert_eq!(finding(&[unkept(0, 1), edge(1, 2, 0)]).as_deref(), Some(one));
        let missed = |from, to| standing(from, to, Standing::Missed("Will not come"));
        let late = "2 of 3 dependencies are late; P3 waits for P1: will not come; 1 has no date.";
        assert_eq!(finding(&[edge(1, 2, 9), undated(0, 1), missed(1, 3)]).as_deref(), Some(late));
        assert_eq!(
            finding(&[missed(0, 1)]).as_deref(),
            Some("The one dependency is late; P1 waits for P0: will not come.")
        );
        let chain = graph("k", &nodes(3), &[undated(0, 1), edge(1, 2, 0)]).and_then(|graph| graph.chains);
        let chain = chain.ok_or("a chain of three is drawn")?;
        assert!(chain.svg.contains("edge undated") && chain.svg.contains(">no date</text>"), "{}", chain.svg);
        assert_eq!(chain.rows.first().and_then(|row| row.last()).map(String::as_str), Some("no date"));
        Ok(())
    }

    #[test]
    fn a_circle_ends() {
        let circle = [edge(0, 1, 0), edge(1, 2, 0), edge(2, 0, 0)];
        let chains = graph("k", &nodes(3), &circle).and_then(|graph| graph.chains);
        let found = "3 dependencies in chains: who gives, to the left of who waits. One of them closes a circle and \
                     is drawn backwards.";
        assert_eq!(chains.map(|chart| (chart.rows.len(), chart.caption)), Some((3, found.to_owned())));
        assert_eq!(graph("k", &nodes(1), &[edge(0, 0, 0)]), None);
    }

    #[test]
    fn a_long_chain_is_drawn_as_far_as_it_can_be_read() {
        let chain: Vec<Edge> = (0..59).map(|at| edge(at, at + 1, 0)).collect();
        let chains = graph("k", &nodes(60), &chain).and_then(|graph| graph.chains);
        let found = "59 dependencies in chains: who gives, to the left of who waits. Drawn are 5: late ones first, and \
                     not more than 6 programs in a row.";
        assert_eq!(chains.map(|chart| (chart.rows.len(), chart.caption)), Some((5, found.to_owned())));
        let late: Vec<Edge> = (0..8).map(|at| edge(at, at + 1, i32::from(at == 7))).collect();
        let chains = graph("k", &nodes(9), &late).and_then(|graph| graph.chains);
        let rows = chains.map(|chart| chart.rows).unwrap_or_default();
        assert_eq!((rows.len(), rows.first().and_then(|row| row.last()).map(String::as_str)), (5, Some("+1 d")));
    }

    #[test]
    fn a_long_name_has_two_lines_and_is_cut_only_after_them() {
        assert_eq!(
            two_lines("Regional cells for hosted control rooms"),
            ["Regional cells for hosted", "control rooms"]
        );
        assert_eq!(two_lines("Short"), ["Short"]);
        assert_eq!(two_lines(&"ä".repeat(70)), ["ä".repeat(30), format!("{}…", "ä".repeat(29))]);
    }
}
