//! Who waits for whom: the graph, and every dependency with the late ones first.

use std::collections::BTreeMap;

use serde::Serialize;

use super::current;
use crate::charts::{self, Chart, Edge, GraphNode};
use crate::model::Provider;
use crate::status::Outlook;
use crate::views::program::{DependencyView, dependency_row, sort};
use crate::views::{Cx, Head, Introduction};

/// The template of this page.
pub const TEMPLATE: &str = "programs/dependencies.html";

/// The page's address.
pub const URL: &str = "/dependencies/";

/// All dependencies.
#[derive(Clone, Debug, Serialize)]
pub struct DependenciesView {
    /// An author's introduction.
    pub introduction: Option<Introduction>,
    /// The page's title.
    pub title: String,
    /// The graph; `None` without a dependency that is open.
    pub chart: Option<Chart>,
    /// How many are late.
    pub late: usize,
    /// How many are open.
    pub open: usize,
    /// All of them, late ones first, delivered ones last.
    pub rows: Vec<DependencyView>,
}

/// All dependencies of programs that go on, on the model's day.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, DependenciesView) {
    let mut rows: Vec<DependencyView> = Vec::new();
    for (_, program, state) in current(cx) {
        rows.extend(state.dependencies.iter().map(|dependency| dependency_row(cx, program, state.date, dependency)));
    }
    sort(&mut rows);
    let introduction = cx.introduction(URL);
    let title =
        introduction.as_ref().map_or_else(|| "Dependencies".to_owned(), |introduction| introduction.title.clone());
    let head = Head {
        title: title.clone(),
        description: "What programs need from each other and from outside, late ones first.".to_owned(),
    };
    let view = DependenciesView {
        introduction,
        title,
        chart: chart(cx),
        late: rows.iter().filter(|row| row.late_days > 0).count(),
        open: rows.iter().filter(|row| row.delivered.is_none() && row.withdrawn.is_none()).count(),
        rows,
    };
    (head, view)
}

/// Who a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Party<'a> {
    Program(crate::model::ProgramId),
    External(&'a str),
    Undisclosed,
}

fn chart(cx: &Cx<'_>) -> Option<Chart> {
    let mut nodes: Vec<GraphNode> = Vec::new();
    let mut known: BTreeMap<Party<'_>, usize> = BTreeMap::new();
    let mut edges = Vec::new();
    for (id, program, state) in current(cx) {
        for now in state.dependencies.iter().filter(|now| now.is_open()) {
            let Some(dependency) = program.dependencies.get(now.index) else { continue };
            let giver = match &dependency.provider {
                Provider::Milestone { program, .. } => Party::Program(*program),
                Provider::External(name) => Party::External(name),
                Provider::Undisclosed => Party::Undisclosed,
            };
            let mut place = |party| {
                *known.entry(party).or_insert_with(|| {
                    nodes.push(node(cx, party));
                    nodes.len() - 1
                })
            };
            edges.push(Edge {
                from: place(giver),
                to: place(Party::Program(id)),
                need: dependency.need.plain().to_owned(),
                need_by: cx.date(now.need_by).text,
                expected: now.expected.map(|date| cx.date(date).text),
                hard: now.hard,
                late_days: if now.outlook == Outlook::Late { now.late_days } else { 0 },
            });
        }
    }
    charts::graph("dependencies", &nodes, &edges)
}

fn node(cx: &Cx<'_>, party: Party<'_>) -> GraphNode {
    match party {
        Party::Program(id) => {
            let health = cx.health(id);
            GraphNode {
                name: cx.model.program(id).name.on(cx.model.as_of).clone(),
                mark: health.mark,
                label: health.label,
            }
        }
        Party::External(name) => GraphNode { name: name.to_owned(), mark: "external", label: String::new() },
        Party::Undisclosed => GraphNode { name: "Not shown here".to_owned(), mark: "external", label: String::new() },
    }
}
