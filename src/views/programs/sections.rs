//! All programs: active ones as rows of one table, the others in a line for each lifecycle, and all that go on by goal.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Chips;
use super::periods::Periods;
use crate::model::{Program, ProgramId};
use crate::parse::records::{Colour, Lifecycle};
use crate::plan::LinkView;
use crate::render::Converted;
use crate::snapshot::HealthMark;
use crate::status::{Cause, Exception, Portfolio};
use crate::views::facets::Facets;
use crate::views::program::{open, person_link, turn};
use crate::views::{Cx, DateView, ProgramChip};
use crate::words::{WORDS, capital};

/// Of more exceptions than this, only the worst say what they report: a page that nobody can read to its end hides
/// them all.
const TELLING: usize = 40;

/// Active programs with something in common.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PortfolioGroup {
    /// Its id on the page.
    pub id: &'static str,
    /// `Exceptions · 6`.
    pub title: String,
    /// The programs.
    pub rows: Vec<PortfolioRow>,
}

/// An active program.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PortfolioRow {
    /// What it can be filtered by, as the JSON of its facets.
    pub facets: String,
    /// The program.
    pub program: Converted<ProgramChip>,
    /// What the rules say when they say worse than the report.
    pub flag: Option<HealthMark>,
    /// What an exception last reported, in one sentence, as HTML.
    pub headline: Option<String>,
    /// Its last twelve periods, drawn.
    pub history: Option<String>,
    /// The next milestone.
    pub next: Option<String>,
    /// When that is expected.
    pub next_date: Option<DateView>,
    /// `+14 d`, `0 d`; a dash without a next milestone.
    pub slip: String,
    /// Whether the next milestone is after its baseline.
    pub late: bool,
    /// Percent chance to meet the forecast end; a dash where none is reported.
    pub confidence: String,
    /// Who answers for it.
    pub dri: LinkView,
    /// The day of the last report.
    pub as_of: Option<DateView>,
}

/// Programs of a lifecycle that is not active.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RestingGroup {
    /// Its id on the page: `paused`.
    pub id: &'static str,
    /// `Paused`.
    pub title: String,
    /// The programs, by name.
    pub programs: Vec<RestingProgram>,
}

/// A program that is not active.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RestingProgram {
    /// The program.
    pub program: Converted<ProgramChip>,
    /// `since`, `from`; empty without a day.
    pub word: &'static str,
    /// Since when it is so, or when it begins.
    pub date: Option<DateView>,
}

/// A plain list of programs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProgramSection {
    /// What they have in common.
    pub title: LinkView,
    /// The programs, by slug.
    pub programs: Vec<Converted<ProgramChip>>,
}

/// The lifecycles that are not active, in the order of interest.
pub const RESTING: [Lifecycle; 5] =
    [Lifecycle::Planned, Lifecycle::Proposed, Lifecycle::Paused, Lifecycle::Complete, Lifecycle::Cancelled];

/// The active programs of a group of the portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveGroup {
    /// Its id on the page.
    pub id: &'static str,
    /// `Exceptions · 6`.
    pub title: String,
    /// The programs.
    pub programs: Vec<ProgramId>,
}

/// Active programs: the exceptions, the worst first, then the others by name; no group is empty.
#[must_use]
pub fn active_groups(cx: &Cx<'_>, portfolio: &Portfolio<'_>) -> Vec<ActiveGroup> {
    let troubled: Vec<ProgramId> = portfolio.exceptions.iter().map(|exception| exception.program).collect();
    let calm = |id: &ProgramId| cx.state(*id).facts.lifecycle == Lifecycle::Active && !troubled.contains(id);
    let mut calm: Vec<ProgramId> = cx.model.programs().map(|(id, _)| id).filter(calm).collect();
    calm.sort_by_cached_key(|id| cx.state(*id).facts.name.to_lowercase());
    let green = cx.colour(Colour::Green).label;
    [
        ("attention", format!("Exceptions \u{b7} {}", troubled.len()), troubled),
        ("on-track", format!("{green} and reported on time \u{b7} {}", calm.len()), calm),
    ]
    .into_iter()
    .filter(|(.., programs)| !programs.is_empty())
    .map(|(id, title, programs)| ActiveGroup { id, title, programs })
    .collect()
}

/// The rows of active programs, in their groups.
#[must_use]
pub fn active(cx: &Cx<'_>, chips: &Chips, portfolio: &Portfolio<'_>, periods: &Periods) -> Vec<PortfolioGroup> {
    use rayon::prelude::*;
    let exceptions = &portfolio.exceptions;
    let telling = |exception: &&Exception| {
        let pressing = exception.causes.iter().any(|cause| matches!(cause, Cause::Red | Cause::Stale));
        let overdue = || cx.state(exception.program).open_needs().any(|need| need.overdue);
        exceptions.len() <= TELLING || pressing || overdue()
    };
    let telling: BTreeSet<ProgramId> = exceptions.iter().filter(telling).map(|exception| exception.program).collect();
    let filled = |id: &ProgramId| {
        let headline = telling.contains(id).then(|| told(cx, *id)).flatten();
        PortfolioRow { headline, ..row(cx, chips, periods, *id) }
    };
    active_groups(cx, portfolio)
        .into_iter()
        .map(|ActiveGroup { id, title, programs }| PortfolioGroup {
            id,
            title,
            rows: programs.par_iter().map(filled).collect(),
        })
        .collect()
}

/// What an exception last reported, or since when a report is missing.
fn told(cx: &Cx<'_>, id: ProgramId) -> Option<String> {
    let state = cx.state(id);
    match (state.update, state.next_due) {
        (Some(update), _) => Some(cx.html(&update.headline)),
        (None, Some(due)) => Some(format!("First report due {}.", WORDS.date(due))),
        (None, None) => None,
    }
}

/// What a program can be filtered by.
#[must_use]
pub fn facets(cx: &Cx<'_>, id: ProgramId) -> Facets {
    let facts = cx.state(id).facts;
    let health = cx.health(id);
    let area = cx.model.focus_area(facts.focus_area);
    let dri = cx.model.person(facts.dri);
    Facets::new()
        .with("Health", [(health.mark, health.label)])
        .with("Area", [(&*area.slug, &*area.name)])
        .with("Goal", facts.goals.iter().map(|goal| (&*goal.id, &*goal.name)))
        .with("DRI", [(&*dri.slug, &*dri.name)])
        .with_own(facts.fields)
}

/// The row of an active program, without what it reports.
fn row(cx: &Cx<'_>, chips: &Chips, periods: &Periods, id: ProgramId) -> PortfolioRow {
    let state = cx.state(id);
    let next = state.next_milestone();
    let dash = || "\u{2013}".to_owned();
    PortfolioRow {
        facets: facets(cx, id).json(),
        program: chips.of(id),
        flag: state.health.computed.filter(|_| state.health.watermelon()).map(|colour| cx.colour(colour)),
        headline: None,
        history: periods.strip(cx, cx.model.program(id)),
        next: next.map(|next| next.facts.name.to_owned()),
        next_date: next.map(|next| cx.plan_date(next.expected)),
        slip: next.map_or_else(dash, |next| WORDS.signed_slip(next.slip())),
        late: next.is_some_and(|next| next.slip_days > 0),
        confidence: state.confidence.map_or_else(dash, |percent| WORDS.percent(percent)),
        dri: person_link(cx, state.facts.dri),
        as_of: state.update.map(|update| cx.date(update.date)),
    }
}

/// Programs that are not active and not in the archive, by lifecycle; those without a program are left out.
#[must_use]
pub fn resting(cx: &Cx<'_>, chips: &Chips) -> Vec<RestingGroup> {
    let program = |id: ProgramId| {
        let state = cx.state(id);
        let ahead = matches!(state.facts.lifecycle, Lifecycle::Planned | Lifecycle::Proposed);
        let date = if ahead {
            state.facts.start.map(|start| cx.date(start))
        } else {
            turn(cx, id, state).map(|turn| turn.date)
        };
        let word = match (&date, ahead) {
            (None, _) => "",
            (Some(_), true) => "from",
            (Some(_), false) => "since",
        };
        RestingProgram { program: chips.of(id), word, date }
    };
    let archived: BTreeSet<ProgramId> = cx.archived().map(|(id, _)| id).collect();
    let group = |lifecycle: Lifecycle| {
        let mut programs: Vec<RestingProgram> = cx
            .model
            .programs()
            .filter(|(id, _)| cx.state(*id).facts.lifecycle == lifecycle && !archived.contains(id))
            .map(|(id, _)| program(id))
            .collect();
        programs.sort_by_cached_key(|entry| entry.program.name.to_lowercase());
        RestingGroup { id: lifecycle.word(), title: capital(lifecycle.word()), programs }
    };
    RESTING.into_iter().map(group).filter(|group| !group.programs.is_empty()).collect()
}

/// Programs that go on, by goal in the order of the settings; at the end those that serve none. Nothing where no
/// program serves a goal.
#[must_use]
pub fn by_goal(cx: &Cx<'_>, chips: &Chips) -> Vec<ProgramSection> {
    let goals = &cx.model.config.goals;
    let mut found: BTreeMap<(usize, &str), Vec<Converted<ProgramChip>>> = BTreeMap::new();
    for (id, _) in going(cx) {
        let own = cx.state(id).facts.goals;
        for goal in own {
            let place = goals.iter().position(|other| other.id == goal.id).unwrap_or(goals.len());
            found.entry((place, &goal.name)).or_default().push(chips.of(id));
        }
        if own.is_empty() {
            found.entry((usize::MAX, "No goal")).or_default().push(chips.of(id));
        }
    }
    if found.keys().all(|(place, _)| *place == usize::MAX) {
        return Vec::new();
    }
    let section = |((_, name), programs): ((usize, &str), _)| ProgramSection {
        title: LinkView { href: String::new(), text: name.to_owned() },
        programs,
    };
    found.into_iter().map(section).collect()
}

fn going<'a>(cx: &Cx<'a>) -> impl Iterator<Item = (ProgramId, &'a Program)> {
    cx.model.programs().filter(|(id, _)| open(cx.state(*id).facts.lifecycle))
}
