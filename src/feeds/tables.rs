//! The tables below `/data/`: programs, milestones, risks, issues, dependencies, decisions, people, and the year's gaps
//! of coverage; and the columns of every list.
//!
//! What a cell holds is declared with the rows (`api`). Here stands the order of the columns, which scripts rely on:
//! columns are added at the end, never renamed or moved.

use super::api::{
    DecisionRow, DependencyRow, GapRow, InProgram, IssueRow, MilestoneRow, NeedRow, PersonRow, ProgramRow, ReportRow,
    RiskRow, in_all_programs,
};
use super::columns::TableRow;
use super::table::table;
use super::{FeedJob, JobInputs, file, job};
use crate::model::ReportParts;
use crate::snapshot::Snapshot;

/// A table of the open data, published below `/data/`.
struct DataTable {
    /// Its name without `.csv`.
    name: String,
    /// What it tells of reports.
    reads: ReportParts,
    /// Writes it.
    write: fn(&Snapshot<'_>) -> String,
}

/// The file of the rows `T`.
fn sheet<T: TableRow>(reads: ReportParts, write: fn(&Snapshot<'_>) -> String) -> DataTable {
    DataTable { name: T::NAME.replace('_', "-"), reads, write }
}

/// Every file.
fn sheets() -> [DataTable; 9] {
    [
        sheet::<ProgramRow<'_>>(ReportParts::FACTS, |cx| table(ProgramRow::all(cx))),
        sheet::<InProgram<'_, MilestoneRow<'_>>>(ReportParts::MILESTONES, |cx| {
            table(in_all_programs::<MilestoneRow<'_>>(cx))
        }),
        sheet::<InProgram<'_, RiskRow<'_>>>(ReportParts::RISKS, |cx| table(in_all_programs::<RiskRow<'_>>(cx))),
        sheet::<InProgram<'_, IssueRow<'_>>>(ReportParts::ISSUES, |cx| table(in_all_programs::<IssueRow<'_>>(cx))),
        // When something is expected depends on the provider's milestones.
        sheet::<InProgram<'_, DependencyRow<'_>>>(ReportParts::MILESTONES | ReportParts::DEPENDENCIES, |cx| {
            table(in_all_programs::<DependencyRow<'_>>(cx))
        }),
        sheet::<InProgram<'_, DecisionRow<'_>>>(ReportParts::DECISIONS, |cx| {
            table(in_all_programs::<DecisionRow<'_>>(cx))
        }),
        sheet::<InProgram<'_, NeedRow<'_>>>(ReportParts::DECISIONS, |cx| table(in_all_programs::<NeedRow<'_>>(cx))),
        sheet::<PersonRow<'_>>(ReportParts::RECORD, |cx| table(PersonRow::all(cx))),
        sheet::<GapRow>(ReportParts::RECORD, |cx| table(cx.measured().facts().gaps.iter().map(GapRow::from))),
    ]
}

/// Every table, each made when it is asked for.
pub(super) fn jobs<'c>(cx: &'c Snapshot<'_>) -> impl Iterator<Item = FeedJob<'c>> {
    sheets().into_iter().map(move |DataTable { name, reads, write }| {
        job(format!("data {name}"), JobInputs::Records(reads), move || file(format!("data/{name}.csv"), write(cx)))
    })
}

/// The columns of kinds of rows, each kind with its name.
macro_rules! tables {
    ($($row:ty, $name:literal: [$($column:literal),+ $(,)?];)+) => {
        $(impl TableRow for $row {
            const NAME: &'static str = $name;
            const COLUMNS: &'static [&'static str] = &[$($column),+];
        })+

        /// The name, the columns in their order, and the columns of the fields, of every table.
        #[cfg(test)]
        fn every() -> Vec<(&'static str, &'static [&'static str], Vec<&'static str>)> {
            vec![$((
                <$row as TableRow>::NAME,
                <$row as TableRow>::COLUMNS,
                <$row as TableRow>::row(None).into_iter().map(|(name, _)| name).collect(),
            )),+]
        }
    };
}

tables! {
    ProgramRow<'_>, "programs": [
        "slug", "name", "url", "lifecycle", "stage", "focus_area", "dri", "backup", "sponsor", "reported", "computed", "flag", "counted",
        "freshness", "confidence", "last_update", "next_due", "next_milestone", "next_milestone_expected", "slip_days", "open_risks",
        "open_issues", "decisions_needed", "priority", "goals", "tags", "start", "baseline_end", "summary", "headline", "trend",
        "cadence", "ongoing", "reasons", "next_milestone_name", "next_milestone_baseline", "next_milestone_forecast", "data",
    ];
    InProgram<'_, MilestoneRow<'_>>, "milestones": [
        "program", "id", "name", "baseline", "forecast", "actual", "expected", "slip_days", "key", "overdue", "owner", "gate", "note",
        "gate_approvers", "gate_criteria",
    ];
    InProgram<'_, RiskRow<'_>>, "risks": [
        "program", "id", "statement", "category", "probability", "impact", "score", "band", "first_score", "response", "plan", "trigger",
        "owner", "raised", "review_by", "review_overdue", "closed", "escalate_to", "note",
    ];
    InProgram<'_, IssueRow<'_>>, "issues": [
        "program", "id", "statement", "severity", "owner", "raised", "due", "overdue", "closed", "from_risk", "note",
    ];
    InProgram<'_, DependencyRow<'_>>, "dependencies": [
        "program", "id", "provider_program", "provider_milestone", "provider_external", "need", "need_by", "committed", "expected",
        "delivered", "late", "late_days", "hard", "owner", "note",
    ];
    InProgram<'_, DecisionRow<'_>>, "decisions": [
        "program", "id", "date", "title", "decided_by", "status", "rationale", "supersedes", "superseded_by", "answers", "options",
    ];
    InProgram<'_, NeedRow<'_>>, "decisions_needed": ["program", "id", "ask", "from", "by", "asked", "overdue"];
    PersonRow<'_>, "people": [
        "slug", "name", "url", "role", "kind", "standing", "focus_areas", "level", "manager", "region", "country", "time_zone",
        "working_hours", "max_percent", "allocated_percent", "accepting", "start_date", "end_date", "pronouns", "specialties", "location",
        "confirmed",
    ];
    InProgram<'_, ReportRow<'_>>, "updates": ["program", "date", "author", "health", "confidence", "headline", "url"];
    GapRow, "coverage_gaps": ["week", "from", "to", "hours"];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &[&'static str]) -> Vec<&'static str> {
        let mut names = names.to_vec();
        names.sort_unstable();
        names
    }

    #[test]
    fn every_field_has_its_place_among_the_columns() {
        for (name, order, fields) in every() {
            assert_eq!(
                sorted(order),
                sorted(&fields),
                "{name}: the columns and the fields (add a new field's column at the end)"
            );
            assert!(sorted(order).windows(2).all(|pair| pair[0] != pair[1]), "{name}: a column stands twice");
        }
    }

    #[test]
    fn every_file_has_a_name_of_its_own() {
        let names: Vec<String> = sheets().into_iter().map(|sheet| sheet.name).collect();
        assert!(
            names.iter().enumerate().all(|(place, name)| names.iter().position(|other| other == name) == Some(place)),
            "{names:?}"
        );
    }
}
