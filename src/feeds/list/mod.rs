//! Lists for a terminal or a script: the rows of the open data, cut down to what somebody asks for.
//!
//! The rows are those of `/api/v1/` and of `/data/*.csv`, so that a list never says anything that the published files
//! do not. Deliberately absent: how a list looks on a terminal (`cli`).

mod query;
mod select;

pub use query::{DecisionQuery, ItemQuery, PersonQuery, ProgramQuery, Query, RiskQuery, UpdateQuery};

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::api::{
    DecisionRow, DependencyRow, InProgram, IssueRow, MilestoneRow, NeedRow, PersonRow, ProgramRow, ReportRow, RiskRow,
};
use super::columns::TableRow;
use super::known::Unknown;
use super::table::table;
use crate::invariant::invariant;
use crate::parse::records::OwnField;
use crate::snapshot::Snapshot;

/// The kinds of lists, each with its rows: name, columns and form come from the rows' [`TableRow`].
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident($row:ty)),* $(,)?) => {
        /// Rows of one kind, in the order of the open data.
        #[derive(Clone, Debug)]
        pub enum Listing<'a> {
            $($(#[doc = $doc])+ $kind(Vec<$row>)),*
        }

        impl<'a> Listing<'a> {
            /// The name of the list in the open data.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self { $(Self::$kind(_) => <$row as TableRow>::NAME),* }
            }

            /// Whether nothing was found.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                match self { $(Self::$kind(rows) => rows.is_empty()),* }
            }

            /// The table with the columns of `/data/*.csv`; `own` are the fields of the site's own.
            #[must_use]
            pub fn csv(self, own: &[Arc<OwnField>]) -> String {
                match self { $(Self::$kind(rows) => table(own, rows)),* }
            }

            /// One object: the day, and the rows of `/api/v1/` below the name that they have there.
            #[must_use]
            pub fn json(&self, as_of: Date) -> String {
                let name = self.name();
                let text = match self { $(Self::$kind(rows) => serde_json::to_string_pretty(&ListDocument { as_of, name, rows })),* };
                invariant(text, "words and numbers can always be written") + "\n"
            }
        }
    };
}

kinds! {
    /// Programs by slug.
    Programs(ProgramRow<'a>),
    /// Milestones by program, in the order of each plan.
    Milestones(InProgram<'a, MilestoneRow<'a>>),
    /// Risks by program.
    Risks(InProgram<'a, RiskRow<'a>>),
    /// Issues by program.
    Issues(InProgram<'a, IssueRow<'a>>),
    /// Dependencies by the program that needs something.
    Dependencies(InProgram<'a, DependencyRow<'a>>),
    /// Decisions by program.
    Decisions(InProgram<'a, DecisionRow<'a>>),
    /// Requests that wait for an answer, by program.
    Needs(InProgram<'a, NeedRow<'a>>),
    /// Reports of all programs, the newest first.
    Updates(InProgram<'a, ReportRow<'a>>),
    /// People by slug.
    People(PersonRow<'a>),
}

/// The rows that `query` asks for.
///
/// # Errors
/// When it names a record that the site does not have.
pub fn list<'a>(cx: &Snapshot<'a>, query: &Query) -> Result<Listing<'a>, Unknown> {
    match query {
        Query::Programs(query) => select::programs(cx, query).map(Listing::Programs),
        Query::Milestones(query) => select::items(cx, query).map(Listing::Milestones),
        Query::Risks(query) => select::risks(cx, query).map(Listing::Risks),
        Query::Issues(query) => select::items(cx, query).map(Listing::Issues),
        Query::Dependencies(query) => select::items(cx, query).map(Listing::Dependencies),
        Query::Decisions(query) if query.open || query.overdue => select::needs(cx, query).map(Listing::Needs),
        Query::Decisions(query) => select::decisions(cx, query).map(Listing::Decisions),
        Query::Updates(query) => select::updates(cx, query).map(Listing::Updates),
        Query::People(query) => select::people(cx, query).map(Listing::People),
    }
}

/// Slugs of people whom `query` leaves out only because they have not stated whether they take new work.
///
/// # Errors
/// When it names a record that the site does not have.
pub fn not_stated(cx: &Snapshot<'_>, query: &Query) -> Result<Vec<String>, Unknown> {
    let Query::People(query) = query else { return Ok(Vec::new()) };
    if query.accepting.is_empty() || query.silent {
        return Ok(Vec::new());
    }
    let silent = PersonQuery { accepting: Vec::new(), silent: true, ..query.clone() };
    Ok(select::people(cx, &silent)?.iter().map(|row| row.slug.to_owned()).collect())
}

struct ListDocument<'l, T> {
    as_of: Date,
    name: &'static str,
    rows: &'l [T],
}

impl<T: Serialize> Serialize for ListDocument<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("as_of", &self.as_of)?;
        map.serialize_entry(self.name, self.rows)?;
        map.end()
    }
}
