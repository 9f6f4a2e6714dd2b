//! Rules that need the whole model, as a table of named checks.

use jiff::ToSpan;
use jiff::civil::Date;

use super::cycles::cycles;
use crate::diagnostics::{Diagnostic, Place, Rule, registry};
use crate::model::{Model, PersonId, ProgramId, Provider, Standing};
use crate::parse::records::{Lifecycle, PersonKind};
use crate::source::SourcePath;
use crate::status::{Freshness, fold};
use crate::time::DisplayDate;

/// A check of the whole model.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Its name, for profiles and tests.
    pub name: &'static str,
    run: fn(&Model) -> Vec<Diagnostic>,
}

/// Every check, in the order in which they run; findings are sorted later.
pub const CHECKS: &[Check] = &[
    Check { name: "managers form a tree", run: managers },
    Check { name: "hard dependencies form no cycle", run: dependencies },
    Check { name: "active programs have a DRI who is there", run: departed_dris },
    Check { name: "allocations fit", run: allocations },
    Check { name: "focus areas have people", run: empty_areas },
    Check { name: "status is fresh", run: stale },
    Check { name: "nothing is overdue", run: overdue },
    Check { name: "hours are confirmed", run: unconfirmed },
];

/// Runs every check.
#[must_use]
pub fn run(model: &Model) -> Vec<Diagnostic> {
    CHECKS.iter().flat_map(|check| (check.run)(model)).collect()
}

fn finding(rule: &'static Rule, file: &SourcePath, message: String, hint: impl Into<String>) -> Diagnostic {
    Diagnostic::new(rule, Place::start_of(file), message).hint(hint)
}

fn managers(model: &Model) -> Vec<Diagnostic> {
    let manager = |person: usize| model.people.get(person).and_then(|person| person.manager).map(PersonId::index);
    let found = cycles(model.people.len(), |person| manager(person).into_iter().collect());
    let report = |cycle: Vec<usize>| {
        let first = model.people.get(*cycle.first()?)?;
        let names: Vec<_> =
            cycle.iter().chain(cycle.first()).filter_map(|at| model.people.get(*at)).map(|person| person.slug.as_str()).collect();
        let message = format!("managers form a cycle: {}", names.join(" → "));
        Some(finding(&registry::MANAGER_CYCLE, &first.file, message, "correct one `manager`"))
    };
    found.into_iter().filter_map(report).collect()
}

fn dependencies(model: &Model) -> Vec<Diagnostic> {
    let needs = |program: usize| {
        let hard = model.programs.get(program).map_or(&[][..], |program| &program.dependencies).iter().filter(|dependency| dependency.hard);
        let needs = hard.filter_map(|dependency| match dependency.provider {
            Provider::Milestone { program, .. } => Some(program.index()),
            Provider::Undisclosed | Provider::External(_) => None,
        });
        needs.collect::<Vec<_>>()
    };
    let report = |cycle: Vec<usize>| {
        let first = model.programs.get(*cycle.first()?)?;
        let names: Vec<_> =
            cycle.iter().chain(cycle.first()).filter_map(|at| model.programs.get(*at)).map(|program| program.slug.as_str()).collect();
        let message = format!("hard dependencies form a cycle: {}", names.join(" → "));
        let hint = "each waits for the next, so none can finish: remove one, or make it `hard: false`";
        Some(finding(&registry::DEPENDENCY_CYCLE, &first.file, message, hint))
    };
    cycles(model.programs.len(), needs).into_iter().filter_map(report).collect()
}

fn departed_dris(model: &Model) -> Vec<Diagnostic> {
    let active = model.programs.iter().filter(|program| program.lifecycle == Lifecycle::Active);
    let departed = active.filter(|program| model.person(program.dri).standing(model.as_of) == Standing::Departed);
    let report = |program: &crate::model::Program| {
        let dri = model.person(program.dri);
        let left = dri.end_date.map(|end| DisplayDate(end).to_string()).unwrap_or_default();
        let message = format!("the DRI of `{}`, `{}`, left on {left}", program.slug, dri.slug);
        finding(&registry::DEPARTED_DRI, &program.file, message, "name a new `dri`")
    };
    departed.map(report).collect()
}

fn allocations(model: &Model) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for person in &model.people {
        if person.allocations.is_empty() {
            continue;
        }
        if person.standing(model.as_of) == Standing::Departed {
            let message = format!("`{}` has left and is still allocated", person.slug);
            found.push(finding(&registry::DEPARTED_ALLOCATED, &person.file, message, "remove `allocations`"));
            continue;
        }
        let total = person.allocated();
        if total > u32::from(person.max_percent) {
            let message = format!("allocations of `{}` are {total} %, and capacity is {} %", person.slug, person.max_percent);
            found.push(finding(&registry::OVER_ALLOCATED, &person.file, message, "lower an allocation, or raise `capacity.max_percent`"));
        }
        for allocation in &person.allocations {
            let program = model.program(allocation.program);
            if matches!(program.lifecycle, Lifecycle::Complete | Lifecycle::Cancelled) {
                let message = format!("`{}` is allocated to `{}`, which is {}", person.slug, program.slug, program.lifecycle.word());
                found.push(finding(&registry::INACTIVE_ALLOCATION, &person.file, message, "remove the allocation"));
            }
        }
    }
    found
}

fn empty_areas(model: &Model) -> Vec<Diagnostic> {
    let staffed =
        |id| model.people.iter().any(|person| person.focus_areas.contains(&id) && person.standing(model.as_of) != Standing::Departed);
    let empty = model.focus_areas().filter(|(id, _)| !staffed(*id));
    let report = |area: &crate::model::FocusArea| {
        let hint = format!("add `{}` to somebody's `focus_areas`", area.slug);
        finding(&registry::EMPTY_AREA, &area.file, format!("nobody works in focus area `{}`", area.slug), hint)
    };
    empty.map(|(_, area)| report(area)).collect()
}

fn stale(model: &Model) -> Vec<Diagnostic> {
    let states = model.programs().map(|(id, program)| (program, fold(model, id, model.as_of)));
    let report = |(program, state): (&crate::model::Program, crate::status::State<'_>)| {
        let (last, due) = match (state.freshness, state.update, state.next_due) {
            (Some(Freshness::Stale), Some(update), Some(due)) => (update, due),
            _ => return None,
        };
        let message =
            format!("the last update of `{}` is of {} and the next was due on {}", program.slug, DisplayDate(last.date), DisplayDate(due));
        Some(finding(&registry::STALE, &program.file, message, format!("run `pmo-site new update {}`", program.slug)))
    };
    states.filter_map(report).collect()
}

fn overdue(model: &Model) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, program) in model.programs().filter(|(_, program)| program.lifecycle == Lifecycle::Active) {
        found.extend(overdue_in(model, id, program));
    }
    found
}

fn overdue_in(model: &Model, id: ProgramId, program: &crate::model::Program) -> Vec<Diagnostic> {
    let state = fold(model, id, model.as_of);
    let mut late: Vec<(String, Date, &str)> = Vec::new();
    for now in state.milestones.iter().filter(|now| now.overdue) {
        if let Some(milestone) = program.milestones.get(now.index) {
            late.push((format!("milestone `{}`", milestone.id), now.expected, "report its `actual` date or a new `forecast` in an update"));
        }
    }
    for now in state.risks.iter().filter(|now| now.review_overdue) {
        if let (Some(risk), Some(by)) = (program.risks.get(now.index), now.review_by) {
            late.push((format!("the review of risk `{}`", risk.id), by, "review it and give a new `review_by` in an update, or close it"));
        }
    }
    for now in state.issues.iter().filter(|now| now.overdue) {
        if let (Some(issue), Some(due)) = (program.issues.get(now.index), now.due) {
            late.push((format!("issue `{}`", issue.id), due, "close it or give a new `due` in an update"));
        }
    }
    for now in state.needs.iter().filter(|now| now.overdue) {
        late.push((
            format!("the decision `{}`", now.need.id),
            now.need.by,
            "record the decision with `answers`, or ask again with a new `by`",
        ));
    }
    let report = |(what, by, hint): (String, Date, &str)| {
        finding(&registry::OVERDUE, &program.file, format!("{what} of `{}` was due on {}", program.slug, DisplayDate(by)), hint)
    };
    late.into_iter().map(report).collect()
}

/// Days after which working hours should be confirmed again.
const CONFIRM_DAYS: i64 = 180;

fn unconfirmed(model: &Model) -> Vec<Diagnostic> {
    let limit = model.as_of.checked_sub(CONFIRM_DAYS.days()).unwrap_or(Date::MIN);
    let there = model.people.iter().filter(|person| person.kind == PersonKind::Member && person.standing(model.as_of) == Standing::Present);
    let old = there.filter_map(|person| Some((person, person.confirmed.filter(|confirmed| *confirmed < limit)?)));
    let report = |(person, confirmed): (&crate::model::Person, Date)| {
        let message = format!("the hours of `{}` were last confirmed on {}", person.slug, DisplayDate(confirmed));
        finding(&registry::UNCONFIRMED_HOURS, &person.file, message, format!("ask, then write `confirmed: {}`", model.as_of))
    };
    old.map(report).collect()
}
