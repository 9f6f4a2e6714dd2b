//! A report as it stood on its day: what it said, what moved, and the state of that day.
//!
//! There are many of these pages, so they hold no chart and little else than their own report. Deliberately absent:
//! anything that happened later, but for the link to the next report.

use serde::Serialize;

use super::program::{
    self, DependencyView, DimensionView, IssueView, MilestoneView, NeededRow, RiskLine, by_score, dimensions,
    issue_row, milestone_row, needed, needs, override_reason, person_link, report_url, reviewed, risk_line,
};
use super::{Cx, DateView, Head, PersonChip};
use crate::diagnostics::Diagnostic;
use crate::model::{DependencyMove, IssueMove, MilestoneMove, Program, ProgramId, Promise, RiskMove, Update};
use crate::plan::LinkView;
use crate::render::{Converted, Engine};
use crate::snapshot::HealthMark;
use crate::status::{MilestoneState, ProgramState, RiskState, Trend, history};
use crate::words::{WORDS, capital};

/// The template of this page.
pub const TEMPLATE: &str = "programs/update.html";

/// A report.
#[derive(Clone, Debug, Serialize)]
pub struct UpdateView {
    /// The program.
    pub program: LinkView,
    /// The day of the report.
    pub date: DateView,
    /// Who wrote it.
    pub author: PersonChip,
    /// The reported health.
    pub health: HealthMark,
    /// What the rules said then, when they said worse.
    pub flag: Option<HealthMark>,
    /// Why they did.
    pub reasons: Vec<String>,
    /// The earlier report that it corrects.
    pub corrects: Option<LinkView>,
    /// The later report that corrects this one.
    pub corrected_by: Option<LinkView>,
    /// When words of it were mended.
    pub amended: Option<DateView>,
    /// Where it was heading: `worse than in the report before`.
    pub trend: Option<&'static str>,
    /// Percent chance to meet the forecast end.
    pub confidence: Option<u8>,
    /// The report in one sentence, as HTML.
    pub headline: String,
    /// What brings the program back, as HTML.
    pub path_to_green: Option<String>,
    /// Why health is better than the worst dimension, as HTML.
    pub override_reason: Option<String>,
    /// Health by dimension.
    pub dimensions: Vec<DimensionView>,
    /// What this report changed.
    pub moved: Vec<MoveRow>,
    /// The milestones as they stood.
    pub milestones: Vec<Converted<MilestoneView>>,
    /// Risks that were open.
    pub risks: Vec<Converted<RiskLine>>,
    /// Issues that were open.
    pub issues: Vec<IssueView>,
    /// What the program needed from others.
    pub needs: Vec<DependencyView>,
    /// Decisions that were waited for.
    pub needed: Vec<NeededRow>,
    /// What the report before promised.
    pub promised: Vec<PromiseView>,
    /// The report before.
    pub promised_on: Option<DateView>,
    /// What this report promises.
    pub next: Vec<PromiseView>,
    /// The story, as HTML.
    pub body: String,
    /// What an empty section says about its date.
    pub reviewed: String,
    /// The report before this one.
    pub previous: Option<LinkView>,
    /// The report after this one.
    pub following: Option<LinkView>,
}

/// Something that a report moved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MoveRow {
    /// `Milestone`, `Risk`, `Issue`, `Dependency`, `Measure`.
    pub kind: &'static str,
    /// Its id and name.
    pub item: String,
    /// What moved, in words.
    pub what: String,
    /// The report's remark, as HTML.
    pub note: Option<String>,
}

/// A promise for the next report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PromiseView {
    /// What, as HTML.
    pub text: String,
    /// Who.
    pub owner: Option<LinkView>,
    /// Until when.
    pub by: Option<DateView>,
}

/// All reports of a program, in the order of its updates; its history is folded once.
///
/// # Errors
/// When the component of a row fails.
pub fn views(cx: &Cx<'_>, engine: &Engine, id: ProgramId) -> Result<Vec<(Head, UpdateView)>, Diagnostic> {
    let states = history(cx.model, id);
    let program = cx.model.program(id);
    let mut rows = Rows { engine, milestones: Vec::new(), risks: Vec::new() };
    let views = (0..program.updates.len()).filter_map(|index| one(cx, program, &states, index, &mut rows).transpose());
    views.collect()
}

/// The rows of the last report made: most of the next report's are the same, so each is drawn once.
struct Rows<'s, 'e> {
    engine: &'e Engine,
    milestones: KnownRows<'s, MilestoneState<'s>, MilestoneView>,
    risks: KnownRows<'s, RiskState<'s>, RiskLine>,
}

/// Rows with what they were made of.
type KnownRows<'s, S, R> = Vec<(&'s S, Converted<R>)>;

/// The rows of `states`: those of `known`, and new ones that `make` makes.
fn rows<'s, S: PartialEq, R: Serialize>(
    known: &KnownRows<'s, S, R>,
    states: impl Iterator<Item = &'s S>,
    make: impl Fn(&'s S) -> Result<Converted<R>, Diagnostic>,
) -> Result<KnownRows<'s, S, R>, Diagnostic> {
    let row = |state: &'s S| match known.iter().find(|(known, _)| *known == state) {
        Some((_, row)) => Ok((state, row.clone())),
        None => Ok((state, make(state)?)),
    };
    states.map(row).collect()
}

impl<'s> Rows<'s, '_> {
    /// The milestones of `state`.
    fn milestones(
        &mut self,
        cx: &Cx<'_>,
        program: &Program,
        state: &'s ProgramState<'s>,
    ) -> Result<Vec<Converted<MilestoneView>>, Diagnostic> {
        let make = |new| self.draw("programs.milestone", milestone_row(cx, new), program);
        self.milestones = rows(&self.milestones, state.milestones.iter(), make)?;
        Ok(self.milestones.iter().map(|(_, row)| row.clone()).collect())
    }

    /// The open risks of `state`, the highest score first.
    fn risks(
        &mut self,
        cx: &Cx<'_>,
        program: &Program,
        state: &'s ProgramState<'s>,
    ) -> Result<Vec<Converted<RiskLine>>, Diagnostic> {
        let make = |new| self.draw("programs.risk", risk_line(cx, new), program);
        self.risks = rows(&self.risks, by_score(state).into_iter(), make)?;
        Ok(self.risks.iter().map(|(_, row)| row.clone()).collect())
    }

    fn draw<R: Serialize>(&self, component: &str, row: R, program: &Program) -> Result<Converted<R>, Diagnostic> {
        self.engine.drawn(component, row, TEMPLATE, &format!("/programs/{}/updates/", program.slug))
    }
}

/// The report `index`; nothing for one that there is not.
fn one<'s>(
    cx: &Cx<'_>,
    program: &Program,
    states: &'s [ProgramState<'s>],
    index: usize,
    rows: &mut Rows<'s, '_>,
) -> Result<Option<(Head, UpdateView)>, Diagnostic> {
    let Some((update, state)) = program.updates.get(index).zip(states.get(index)) else { return Ok(None) };
    let earlier = index.checked_sub(1);
    let before = earlier.and_then(|earlier| program.updates.get(earlier));
    let Update {
        date,
        author,
        health,
        confidence,
        headline,
        path_to_green,
        next,
        body,
        // Places: its address and its source.
        name: _,
        file: _,
        // `dimensions` and `override_reason` read these, as for the program's page.
        dimensions: _,
        override_reason: _,
        // `moved` tells these.
        milestones: _,
        risks: _,
        issues: _,
        dependencies: _,
        // They are drawn on the program's page.
        measures: _,
        // The state has all open requests, those of earlier reports too.
        decisions_needed: _,
        withdrawn: _,
        corrects,
        amended,
    } = update;
    let day = *date;
    let date = cx.date(day);
    let head = Head { title: format!("{}, {}", state.facts.name, date.text), description: headline.plain().to_owned() };
    let neighbour = |update: &Update| cx.link(&report_url(program, &update.name), cx.date(update.date).text);
    let promises = |promises: &[Promise]| promises.iter().map(|promise| promise_row(cx, promise)).collect();
    let view = UpdateView {
        program: program::program_link(cx, program, day),
        author: cx.person(*author),
        health: cx.colour(*health),
        flag: state.health.computed.filter(|_| state.health.watermelon()).map(|colour| cx.colour(colour)),
        reasons: if state.health.watermelon() {
            state.health.reasons.iter().map(|reason| capital(&reason.text)).collect()
        } else {
            Vec::new()
        },
        corrects: program.updates.iter().find(|other| Some(&other.name) == corrects.as_ref()).map(neighbour),
        corrected_by: corrected_by(program, update).map(neighbour),
        amended: amended.map(|day| cx.date(day)),
        trend: before.map(|before| trend(before, update)),
        confidence: *confidence,
        headline: cx.html(headline),
        path_to_green: path_to_green.as_ref().map(|path| cx.html(path)),
        override_reason: override_reason(cx, update),
        dimensions: dimensions(cx, update),
        moved: moved(cx, program, update, earlier.and_then(|earlier| states.get(earlier)), state),
        milestones: rows.milestones(cx, program, state)?,
        risks: rows.risks(cx, program, state)?,
        issues: state.open_issues().map(|issue| issue_row(cx, program, issue)).collect(),
        needs: needs(cx, program, state),
        needed: needed(cx, program, state),
        promised: before.map_or_else(Vec::new, |before| promises(&before.next)),
        promised_on: before.map(|before| cx.date(before.date)),
        next: promises(next),
        body: cx.html(&body.body),
        reviewed: reviewed(cx, state),
        previous: before.map(neighbour),
        following: program.updates.get(index + 1).map(neighbour),
        date,
    };
    Ok(Some((head, view)))
}

/// The last report that corrects `update`.
fn corrected_by<'p>(program: &'p Program, update: &Update) -> Option<&'p Update> {
    program.updates.iter().rev().find(|other| other.corrects.as_ref() == Some(&update.name))
}

fn trend(before: &Update, update: &Update) -> &'static str {
    program::trend(match update.health.cmp(&before.health) {
        std::cmp::Ordering::Less => Trend::Better,
        std::cmp::Ordering::Equal => Trend::Steady,
        std::cmp::Ordering::Greater => Trend::Worse,
    })
}

fn promise_row(cx: &Cx<'_>, Promise { text, owner, by }: &Promise) -> PromiseView {
    PromiseView {
        text: cx.html(text),
        owner: owner.map(|owner| person_link(cx, owner)),
        by: by.map(|date| cx.date(date)),
    }
}

/// What `update` moved: `now` is the state after it, `before` the one before it.
fn moved(
    cx: &Cx<'_>,
    program: &Program,
    update: &Update,
    before: Option<&ProgramState<'_>>,
    now: &ProgramState<'_>,
) -> Vec<MoveRow> {
    let mut rows = milestones(cx, program, update, before);
    rows.extend(risks(cx, program, update, before, now));
    rows.extend(issues(cx, program, update));
    rows.extend(dependencies(cx, program, update, now));
    rows.extend(update.withdrawn.iter().map(|(id, reason)| MoveRow {
        kind: "Decision",
        item: id.clone(),
        what: "no longer asked".to_owned(),
        note: Some(cx.html(reason)),
    }));
    rows
}

fn milestones(cx: &Cx<'_>, program: &Program, update: &Update, before: Option<&ProgramState<'_>>) -> Vec<MoveRow> {
    let row = |(index, moved): &(usize, MilestoneMove)| {
        let MilestoneMove { forecast, actual, note, gate } = moved;
        let milestone = program.milestones.get(*index)?;
        let was =
            before.and_then(|before| before.milestones.iter().find(|was| was.index == *index)).map(|was| was.expected);
        let was = was.unwrap_or_else(|| program.baseline(*index, update.date));
        let mut what = match (*actual, *forecast) {
            (Some(actual), _) => vec![format!("reached on {}", cx.date(actual).text)],
            (None, Some(forecast)) if forecast.last == was.last => {
                vec![format!("still expected {}", WORDS.at_plan_date(forecast))]
            }
            (None, Some(forecast)) => {
                let later = forecast.last > was.last;
                vec![format!(
                    "expected {}, {} {} than before",
                    WORDS.at_plan_date(forecast),
                    WORDS.slip(forecast.later_than(was)),
                    if later { "later" } else { "earlier" }
                )]
            }
            (None, None) => Vec::new(),
        };
        what.extend(gate.map(|gate| program::gate(gate).to_lowercase()));
        let note = note.as_ref().map(|note| cx.html(note));
        Some(MoveRow {
            kind: "Milestone",
            item: format!("{} {}", milestone.id, milestone.name.on(update.date)),
            what: what.join("; "),
            note,
        })
    };
    update.milestones.iter().filter_map(row).collect()
}

fn risks(
    cx: &Cx<'_>,
    program: &Program,
    update: &Update,
    before: Option<&ProgramState<'_>>,
    now: &ProgramState<'_>,
) -> Vec<MoveRow> {
    let find = |state: &ProgramState<'_>, index: usize| {
        state.risks.iter().find(|risk| risk.index == index).map(|risk| risk.score)
    };
    let row = |(index, moved): &(usize, RiskMove)| {
        // Probability and impact are told by the score.
        let RiskMove {
            probability: _,
            impact: _,
            response,
            plan,
            trigger,
            owner,
            review_by,
            closed,
            escalate_to,
            note,
        } = moved;
        let risk = program.risks.get(*index)?;
        let to = find(now, *index).unwrap_or(risk.probability.saturating_mul(risk.impact));
        let from =
            before.and_then(|before| find(before, *index)).unwrap_or(risk.probability.saturating_mul(risk.impact));
        let mut what = Vec::new();
        if let Some(closed) = *closed {
            what.push(format!("closed on {}", cx.date(closed).text));
        } else if from != to {
            what.push(format!("score {from} to {to}"));
        }
        what.extend(response.map(|response| format!("response: {}", response.word())));
        what.extend(owner.map(|owner| format!("owner: {}", cx.model.person(owner).name)));
        what.extend(review_by.map(|date| format!("next review {}", cx.date(date).text)));
        if plan.is_some() {
            what.push("new plan".to_owned());
        }
        if trigger.is_some() {
            what.push("new trigger".to_owned());
        }
        what.extend(escalate_to.as_ref().map(|decider| format!("escalates to {}", cx.decider(decider).text)));
        let note = note.as_ref().map(|note| cx.html(note));
        Some(MoveRow { kind: "Risk", item: named(&risk.id, risk.statement.plain()), what: what.join("; "), note })
    };
    update.risks.iter().filter_map(row).collect()
}

fn issues(cx: &Cx<'_>, program: &Program, update: &Update) -> Vec<MoveRow> {
    let row = |(index, moved): &(usize, IssueMove)| {
        let IssueMove { severity, owner, due, closed, note } = moved;
        let issue = program.issues.get(*index)?;
        let mut what = Vec::new();
        what.extend(closed.map(|closed| format!("closed on {}", cx.date(closed).text)));
        what.extend(severity.map(|severity| format!("severity: {}", severity.word())));
        what.extend(due.map(|due| format!("due {}", cx.date(due).text)));
        what.extend(owner.map(|owner| format!("owner: {}", cx.model.person(owner).name)));
        let note = note.as_ref().map(|note| cx.html(note));
        Some(MoveRow { kind: "Issue", item: named(&issue.id, issue.statement.plain()), what: what.join("; "), note })
    };
    update.issues.iter().filter_map(row).collect()
}

fn dependencies(cx: &Cx<'_>, program: &Program, update: &Update, now: &ProgramState<'_>) -> Vec<MoveRow> {
    let row = |(index, moved): &(usize, DependencyMove)| {
        let DependencyMove { committed, need_by: needed, hard, owner, delivered, note } = moved;
        let dependency = program.dependencies.get(*index)?;
        let need_by = now
            .dependencies
            .iter()
            .find(|now| now.index == *index)
            .map_or(*dependency.need_by.on(update.date), |now| now.need_by);
        let mut what = Vec::new();
        what.extend(delivered.map(|date| format!("delivered on {}", cx.date(date).text)));
        what.extend(committed.map(|date| {
            let late = (date - need_by).get_days();
            let against =
                if late > 0 { format!(", {} against the need", WORDS.signed_days(late)) } else { String::new() };
            format!("committed for {}{against}", cx.date(date).text)
        }));
        what.extend(needed.map(|date| format!("needed by {}", cx.date(date).text)));
        what.extend(hard.map(|hard| if hard { "now hard".to_owned() } else { "no longer hard".to_owned() }));
        what.extend(owner.map(|owner| format!("owner: {}", cx.model.person(owner).name)));
        let note = note.as_ref().map(|note| cx.html(note));
        Some(MoveRow {
            kind: "Dependency",
            item: named(&dependency.id, dependency.need.plain()),
            what: what.join("; "),
            note,
        })
    };
    update.dependencies.iter().filter_map(row).collect()
}

/// An item by its id and its sentence, which goes on after it.
fn named(id: &str, text: &str) -> String {
    format!("{id} {}", text.trim_end_matches('.'))
}
