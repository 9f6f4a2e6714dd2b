//! Who waits for whom: the graph, and every dependency with the late ones first.

use std::collections::BTreeMap;

use serde::Serialize;

use super::current;
use crate::charts::{self, Chart, Edge, Graph, GraphNode, NO_DATE, Standing};
use crate::model::{ProgramId, Provider};
use crate::parse::records::Visibility;
use crate::status::Outlook;
use crate::views::facets::Facets;
use crate::views::program::{DependencyView, dependency_row, order};
use crate::views::{Cx, Head, Introduction, ProgramChip};
use crate::words::WORDS;

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
    /// How many come late, as a sentence; `None` without a dependency that is open.
    pub finding: Option<String>,
    /// The chains of programs that wait for each other; `None` where there is none.
    pub chart: Option<Chart>,
    /// How many are late.
    pub late: usize,
    /// Those that are open, late ones first.
    pub open: Vec<DependencyRow>,
    /// Those that were delivered or are no longer needed.
    pub ended: Vec<DependencyRow>,
}

/// A dependency as a row of the register.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DependencyRow {
    /// What the row can be filtered by, as the JSON of its facets.
    pub facets: String,
    /// How the program that waits stands.
    pub program: ProgramChip,
    /// The dependency.
    pub row: DependencyView,
}

/// All dependencies of programs that go on, on the model's day.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, DependenciesView) {
    let mut rows: Vec<(ProgramId, DependencyView)> = Vec::new();
    for (id, program, state) in current(cx) {
        let row = |dependency| (id, dependency_row(cx, program, state.date, dependency));
        rows.extend(state.dependencies.iter().map(row));
    }
    rows.sort_by_key(|(_, row)| order(row));
    let late = current(cx).flat_map(|(.., state)| &state.dependencies).filter(|now| now.is_late()).count();
    let row = |(id, row): (ProgramId, DependencyView)| {
        let facets = Facets::new()
            .with("State", [(row.state, row.state)])
            .with("Program", [(&*row.needs.text, &*row.needs.text)])
            .with("Waits for", [(&*row.gives.text, &*row.gives.text)]);
        DependencyRow { facets: facets.json(), program: cx.program(id), row }
    };
    let (open, ended): (Vec<DependencyRow>, Vec<DependencyRow>) =
        rows.into_iter().map(row).partition(|entry| entry.row.delivered.is_none() && entry.row.withdrawn.is_none());
    let introduction = cx.introduction(URL);
    let title =
        introduction.as_ref().map_or_else(|| "Dependencies".to_owned(), |introduction| introduction.title.clone());
    let head = Head {
        title: title.clone(),
        description: "What programs need from each other and from outside, late ones first.".to_owned(),
    };
    let (finding, chart) = graph(cx).map_or((None, None), |graph| (Some(graph.finding), graph.chains));
    let view = DependenciesView { introduction, title, finding, chart, late, open, ended };
    (head, view)
}

/// Who a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Party<'a> {
    Program(ProgramId),
    External(&'a str),
    Undisclosed,
}

fn graph(cx: &Cx<'_>) -> Option<Graph> {
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
                standing: match now.outlook {
                    Outlook::Late => Standing::Late(now.late_days),
                    Outlook::InTime | Outlook::Delivered => Standing::InTime,
                    Outlook::Overdue | Outlook::WillNotCome => Standing::Missed(now.outlook.label()),
                    Outlook::NoDate => Standing::Open(NO_DATE),
                    Outlook::NotPromised | Outlook::ProviderOverdue => Standing::Open(now.outlook.label()),
                },
            });
        }
    }
    charts::graph("dependencies", &nodes, &edges)
}

fn node(cx: &Cx<'_>, party: Party<'_>) -> GraphNode {
    match party {
        Party::Program(id) => {
            let (health, program) = (cx.health(id), cx.model.program(id));
            let internal = *program.visibility.on(cx.model.as_of) == Visibility::Internal;
            GraphNode {
                // The caption and the table of the drawing have no links, which would be marked.
                name: WORDS.marked_internal(program.name.on(cx.model.as_of).clone(), internal),
                href: Some(cx.program(id).href),
                mark: health.mark,
                label: health.label,
            }
        }
        Party::External(name) => {
            GraphNode { name: name.to_owned(), href: None, mark: "external", label: String::new() }
        }
        Party::Undisclosed => {
            GraphNode { name: "Not shown here".to_owned(), href: None, mark: "external", label: String::new() }
        }
    }
}
