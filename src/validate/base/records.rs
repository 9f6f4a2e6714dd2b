//! The records that have a past, and what in them has rules of its own.

use jiff::civil::Date;

use super::comparison::Comparison;
use crate::parse::compare::{Entry as _, FieldPair, account};
use crate::parse::records::{FocusAreaRecord, PersonRecord, PlanWas, ProgramRecord};
use crate::parse::schema::Past;
use crate::source::Span;

/// Whether entries of `rebaselines` say what the plan was on `day`; `says` is `None` for one that does not name it.
fn told(now: &ProgramRecord, was: &ProgramRecord, day: Date, says: impl Fn(&PlanWas) -> Option<bool>) -> bool {
    let of = |record: &ProgramRecord| -> Vec<(Date, bool)> {
        let entries = record.rebaselines.iter();
        entries.filter_map(|entry| Some((entry.date()?, says(&entry.was.as_ref()?.value)?))).collect()
    };
    let known: Vec<_> = of(was).into_iter().map(|(date, _)| date).collect();
    account(&of(now), &known, day)
}

impl Comparison<'_> {
    /// A program: as it is, as it stood on the day by today's files, and as it was.
    pub(super) fn program(&mut self, now: &ProgramRecord, then: &ProgramRecord, was: &ProgramRecord) {
        // Every list by name: one that is added to a program and forgotten here does not compile.
        let ProgramRecord {
            baseline_end,
            core_team,
            success_measures,
            milestones,
            rebaselines,
            risks,
            issues,
            assumptions,
            dependencies,
            decisions,
            budget,
            changes,
            span,
            name: _,
            summary: _,
            lifecycle: _,
            stage: _,
            focus_area: _,
            dri: _,
            backup: _,
            sponsor: _,
            stakeholder_orgs: _,
            goals: _,
            priority: _,
            tags: _,
            start: _,
            ongoing: _,
            cadence: _,
            visibility: _,
            links: _,
            channel: _,
            fields: _,
            recorded: _,
            formerly: _,
            faulty: _,
        } = now;
        let (day, at) = (self.day, Span::at(span.start as usize));
        let of_plan = |name: &str| match name {
            "baseline_end" => {
                let end = was.baseline_end.as_ref().map(|end| end.value);
                told(now, was, day, |plan| plan.end.as_ref().map(|former| former.value == end))
            }
            // Its amount is compared below.
            _ => true,
        };
        let _ = baseline_end;
        self.record(now, was, of_plan);
        if let Some(old) = &was.budget {
            let granted = |plan: &PlanWas| plan.budget.map(|amount| Some(amount) == old.value.baseline);
            match budget {
                None => self.fixed(&pair("budget", at, Past::plan), ""),
                Some(new) if new.value.currency != old.value.currency => {
                    self.fixed(&pair("currency", new.span, Past::fixed), " of `budget`");
                }
                Some(new) if new.value.baseline != old.value.baseline && !told(now, was, day, granted) => {
                    self.plan(&pair("budget", new.span, Past::plan), "");
                }
                Some(_) => {}
            }
        } else if let Some(new) = budget {
            let hint = "no entry can say that there was none: past days show it from now on".to_owned();
            self.new_on(None, new.span, "`budget`", hint);
        }
        self.items(milestones, &was.milestones, at, |old| {
            let (Some(id), Some(baseline)) = (&old.id, &old.baseline) else { return true };
            told(now, was, day, |plan| {
                let named = plan.milestones.iter().find(|(named, _)| named.value == id.value.0);
                named.map(|(_, date)| date.value == baseline.value)
            })
        });
        self.items(success_measures, &was.success_measures, at, |old| {
            let Some(id) = &old.id else { return true };
            told(now, was, day, |plan| {
                let named = plan.measures.0.iter().find(|(named, _)| named.value == id.value.0);
                named.map(|(_, target)| Some(*target) == old.target)
            })
        });
        self.items(risks, &was.risks, at, |_| true);
        self.items(issues, &was.issues, at, |_| true);
        self.items(assumptions, &was.assumptions, at, |_| true);
        self.items(dependencies, &was.dependencies, at, |_| true);
        self.items(core_team, &was.core_team, at, |_| true);
        // What was superseded or answered later stands in `then` as it stood on the day; what is new is the same in
        // both.
        let _ = decisions;
        self.items(&then.decisions, &was.decisions, at, |_| true);
        self.log("rebaselines", rebaselines, &was.rebaselines, at);
        self.log("changes", changes, &was.changes, at);
    }

    /// A person. Hours, absences and exceptions are not part of what past days promise.
    pub(super) fn person(&mut self, now: &PersonRecord, was: &PersonRecord) {
        let at = Span::at(now.span.start as usize);
        self.record(now, was, |_| true);
        self.items(&now.allocations, &was.allocations, at, |_| true);
        self.log("changes", &now.changes, &was.changes, at);
    }

    /// A focus area, with who looks at its requests first.
    pub(super) fn area(&mut self, now: &FocusAreaRecord, was: &FocusAreaRecord) {
        let triage =
            |record: &FocusAreaRecord| record.intake.as_ref().and_then(|intake| intake.value.triage_dri.clone());
        let (is, had) = (triage(now), triage(was));
        let formers = |record: &FocusAreaRecord| -> Vec<(Date, bool)> {
            let entries = record.changes.iter();
            let named = entries.filter_map(|entry| {
                let former = entry.was.as_ref()?.value.triage_dri.as_ref()?;
                Some((entry.date()?, former.value.as_ref() == had.as_ref().map(|triage| &triage.value)))
            });
            named.collect()
        };
        let known: Vec<_> = formers(was).into_iter().map(|(date, _)| date).collect();
        if is != had && !account(&formers(now), &known, self.day) {
            let at = is.as_ref().map_or(now.span, |triage| triage.span);
            let field = FieldPair { appeared: had.is_none(), ..pair("triage_dri", at, Past::dated) };
            self.dated(&field, " of `intake`");
        }
        self.record(now, was, |_| true);
        self.log("changes", &now.changes, &was.changes, Span::at(now.span.start as usize));
    }
}

/// A field inside a record's field, which changed.
fn pair(name: &'static str, place: Span, past: &'static Past) -> FieldPair {
    FieldPair { name, past: Some(past), place, appeared: false, same: false }
}
