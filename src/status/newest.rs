//! The newest dated fact: the day from which on a page or a document says what it says.
//!
//! A site is made again every night. A page that named the day of its build would be another file every night; the day
//! of the newest record changes when a record does.

use jiff::civil::Date;

use crate::model::{ItemChange, Person, Program, Withdrawn};

impl Program {
    /// The day of the newest fact that is told of this program at the end of `date`: of its reports and of whatever its
    /// record dates. `None` where nothing has a date yet.
    ///
    /// What a report says happened on its day or before, so the report's own day is enough.
    #[must_use]
    pub fn newest(&self, date: Date) -> Option<Date> {
        // Every field by name: a field with a date that is forgotten here does not compile.
        let Self {
            start,
            updates,
            rebaselines,
            risks,
            issues,
            decisions,
            milestones,
            assumptions,
            dependencies,
            success_measures,
            core_team,
            recorded,
            changes,
            // What is promised is ahead; that it has come is reported.
            baseline_end: _,
            // What has no date.
            withheld: _,
            slug: _,
            formerly: _,
            file: _,
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
            ongoing: _,
            cadence: _,
            visibility: _,
            budget: _,
            links: _,
            channel: _,
            fields: _,
        } = self;
        let reported = updates.iter().map(|update| update.date);
        let agreed = rebaselines.iter().filter(|entry| entry.told).map(|rebaseline| rebaseline.date);
        let changed = |entries: &[ItemChange]| entries.iter().map(|entry| entry.date).max();
        let risks = risks.iter().flat_map(|risk| [risk.raised, risk.closed, changed(&risk.changes)]);
        let issues = issues.iter().flat_map(|issue| [issue.raised, issue.closed, changed(&issue.changes)]);
        let decided = decisions.iter().flat_map(|decision| [Some(decision.date), decision.decided]);
        let withdrawn = |end: &Option<Withdrawn>| end.as_ref().map(|end| end.date);
        let milestones = milestones
            .iter()
            .flat_map(|item| [item.added, item.dropped.as_ref().map(|dropped| dropped.date), changed(&item.changes)]);
        let assumptions = assumptions
            .iter()
            .flat_map(|item| [item.added, item.outcome_date, withdrawn(&item.withdrawn), changed(&item.changes)]);
        let dependencies =
            dependencies.iter().flat_map(|item| [item.added, withdrawn(&item.withdrawn), changed(&item.changes)]);
        let measures = success_measures.iter().flat_map(|item| [item.added, withdrawn(&item.withdrawn)]);
        let items = risks.chain(issues).chain(decided).chain(milestones).chain(assumptions).chain(dependencies);
        let team = core_team.iter().flat_map(|member| [member.from, member.to.and_then(|to| to.tomorrow().ok())]);
        let items = items.chain(measures).chain(team).flatten();
        let own = changes.iter().map(|entry| entry.date).chain(*recorded).chain(start.values().copied().flatten());
        reported.chain(agreed).chain(items).chain(own).filter(|fact| *fact <= date).max()
    }
}

impl Person {
    /// The day of the newest fact that is told of them at the end of `date`.
    #[must_use]
    pub fn newest(&self, date: Date) -> Option<Date> {
        // Somebody has left on the day after their last. When they confirmed their hours is not news of them.
        let left = self.end_date.and_then(|end| end.tomorrow().ok());
        [self.start_date, left].into_iter().flatten().filter(|fact| *fact <= date).max()
    }
}
