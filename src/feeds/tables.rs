//! The tables below `/data/`: programs, milestones, risks, issues, dependencies, decisions, people, and the year's gaps
//! of coverage.
//!
//! What a cell holds, and the order of the columns, is declared with the rows (`api`).

use super::api::{
    DecisionRow, DependencyRow, GapRow, InProgram, IssueRow, MilestoneRow, NeedRow, PersonRow, ProgramRow, RiskRow,
    in_all_programs,
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
        sheet::<ProgramRow<'_>>(ReportParts::FACTS, |cx| table(&cx.model.config.fields, ProgramRow::all(cx))),
        sheet::<InProgram<'_, MilestoneRow<'_>>>(ReportParts::MILESTONES, |cx| {
            table(&cx.model.config.fields, in_all_programs::<MilestoneRow<'_>>(cx))
        }),
        sheet::<InProgram<'_, RiskRow<'_>>>(ReportParts::RISKS, |cx| {
            table(&cx.model.config.fields, in_all_programs::<RiskRow<'_>>(cx))
        }),
        sheet::<InProgram<'_, IssueRow<'_>>>(ReportParts::ISSUES, |cx| {
            table(&cx.model.config.fields, in_all_programs::<IssueRow<'_>>(cx))
        }),
        // When something is expected depends on the provider's milestones.
        sheet::<InProgram<'_, DependencyRow<'_>>>(ReportParts::MILESTONES | ReportParts::DEPENDENCIES, |cx| {
            table(&cx.model.config.fields, in_all_programs::<DependencyRow<'_>>(cx))
        }),
        sheet::<InProgram<'_, DecisionRow<'_>>>(ReportParts::DECISIONS, |cx| {
            table(&cx.model.config.fields, in_all_programs::<DecisionRow<'_>>(cx))
        }),
        sheet::<InProgram<'_, NeedRow<'_>>>(ReportParts::DECISIONS, |cx| {
            table(&cx.model.config.fields, in_all_programs::<NeedRow<'_>>(cx))
        }),
        sheet::<PersonRow<'_>>(ReportParts::RECORD, |cx| table(&cx.model.config.fields, PersonRow::all(cx))),
        sheet::<GapRow>(ReportParts::RECORD, |cx| {
            table(&cx.model.config.fields, cx.measured().facts().gaps.iter().map(GapRow::from))
        }),
    ]
}

/// Every table, each made when it is asked for.
pub(super) fn jobs<'c>(cx: &'c Snapshot<'_>) -> impl Iterator<Item = FeedJob<'c>> {
    sheets().into_iter().map(move |DataTable { name, reads, write }| {
        job(format!("data {name}"), JobInputs::Records(reads), move || file(format!("data/{name}.csv"), write(cx)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name of a table, its columns in their order, and the columns of its fields.
    fn of<T: TableRow>() -> (&'static str, &'static [&'static str], Vec<&'static str>) {
        (T::NAME, T::COLUMNS, T::row(None).into_iter().map(|(name, _)| name).collect())
    }

    fn sorted(names: &[&'static str]) -> Vec<&'static str> {
        let mut names = names.to_vec();
        names.sort_unstable();
        names
    }

    #[test]
    fn every_field_has_its_place_among_the_columns() {
        for (name, order, fields) in [
            of::<ProgramRow<'_>>(),
            of::<InProgram<'_, MilestoneRow<'_>>>(),
            of::<InProgram<'_, RiskRow<'_>>>(),
            of::<InProgram<'_, IssueRow<'_>>>(),
            of::<InProgram<'_, DependencyRow<'_>>>(),
            of::<InProgram<'_, DecisionRow<'_>>>(),
            of::<InProgram<'_, NeedRow<'_>>>(),
            of::<PersonRow<'_>>(),
            of::<InProgram<'_, crate::feeds::api::ReportRow<'_>>>(),
            of::<GapRow>(),
        ] {
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
