//! What people see of a list: the columns that fit a terminal, the sentence last. Each column has its title beside its
//! cell.

use std::sync::Arc;

use jiff::civil::Date;

use super::super::table::aligned;
use crate::feeds::OwnRow;
use crate::feeds::TableRow;
use crate::feeds::api::{
    DecisionRow, DependencyRow, InProgram, IssueRow, MilestoneRow, NeedRow, PersonRow, ProgramRow, ReportRow, RiskRow,
};
use crate::feeds::list::Listing;
use crate::parse::records::{Accepting, IssueSeverity, Lifecycle, OwnField, OwnValue};
use crate::status::Freshness;
use crate::words::WORDS;

/// A column: its title, and its cell of a row.
type ListColumn<T> = (&'static str, fn(&T) -> String);

/// `listing` as an aligned table.
pub(super) fn table(listing: &Listing<'_>, own: &[Arc<OwnField>]) -> String {
    match listing {
        Listing::Programs(rows) => with_own(rows, &programs(), own, 0, |row| &row.head.fields),
        Listing::Milestones(rows) => of(rows, &milestones()),
        // The sentence stays last.
        Listing::Risks(rows) => with_own(rows, &risks(), own, 1, |row| &row.tail.fields),
        Listing::Issues(rows) => of(rows, &issues()),
        Listing::Dependencies(rows) => of(rows, &dependencies()),
        Listing::Decisions(rows) => of(rows, &decisions()),
        Listing::Needs(rows) => of(rows, &needs()),
        Listing::Updates(rows) => of(rows, &updates()),
        Listing::People(rows) => with_own(rows, &people(), own, 0, |row| &row.fields),
    }
}

fn of<T>(rows: &[T], columns: &[ListColumn<T>]) -> String {
    let cells = |row: &T| columns.iter().map(|(_, cell)| cell(row)).collect::<Vec<_>>();
    let titles: Vec<_> = columns.iter().map(|(title, _)| *title).collect();
    aligned(titles, &rows.iter().map(cells).collect::<Vec<_>>())
}

/// The same with a column for each field of the site's own that lists can be asked for, before the last `behind`.
fn with_own<T: TableRow>(
    rows: &[T],
    columns: &[ListColumn<T>],
    own: &[Arc<OwnField>],
    behind: usize,
    values: fn(&T) -> &OwnRow<'_>,
) -> String {
    let own: Vec<_> = own.iter().filter(|field| T::OWN == Some(field.on) && field.filter).collect();
    let at = columns.len().saturating_sub(behind);
    let names: Vec<_> = own.iter().map(|field| field.name.to_uppercase()).collect();
    let mut titles: Vec<_> = columns.iter().map(|(title, _)| *title).collect();
    titles.splice(at..at, names.iter().map(String::as_str));
    let cells = |row: &T| {
        let mut cells: Vec<_> = columns.iter().map(|(_, cell)| cell(row)).collect();
        let value = |id: &str| values(row).value(id).map_or_else(String::new, OwnValue::plain);
        cells.splice(at..at, own.iter().map(|field| value(&field.id)));
        cells
    };
    aligned(titles, &rows.iter().map(cells).collect::<Vec<_>>())
}

fn programs<'a>() -> [ListColumn<ProgramRow<'a>>; 10] {
    [
        ("PROGRAM", |row| row.head.slug.to_owned()),
        ("HEALTH", |row| row.head.counted.to_owned()),
        ("RULES SAY", |row| row.head.health.rules_say().map_or_else(String::new, |colour| colour.word().to_owned())),
        ("CONFIDENCE", |row| {
            let active = row.head.lifecycle == Lifecycle::Active;
            row.head.confidence.filter(|_| active).map_or_else(String::new, |percent| WORDS.percent(percent))
        }),
        ("DRI", |row| row.head.dri.to_owned()),
        ("NEXT", |row| {
            if ended(row) {
                String::new()
            } else {
                row.head.next_milestone.as_ref().map_or("", |next| next.id).to_owned()
            }
        }),
        ("EXPECTED", |row| {
            let next = row.head.next_milestone.as_ref().filter(|_| !ended(row));
            next.map_or_else(String::new, |next| next.expected_written.clone())
        }),
        ("SLIP", |row| {
            if ended(row) || row.head.next_milestone.is_none() { String::new() } else { slip(row.head.slip_days) }
        }),
        ("UPDATED", |row| date(row.head.last_update)),
        ("NEXT DUE", |row| {
            row.head.next_due.map_or_else(String::new, |by| match row.head.freshness {
                Some(Freshness::Stale) => format!("{by} overdue"),
                Some(Freshness::Due) => format!("{by} due"),
                Some(Freshness::Fresh | Freshness::Never) | None => by.to_string(),
            })
        }),
    ]
}

/// A program that has ended heads for nothing.
fn ended(row: &ProgramRow<'_>) -> bool {
    matches!(row.head.lifecycle, Lifecycle::Complete | Lifecycle::Cancelled)
}

fn milestones<'a>() -> [ListColumn<InProgram<'a, MilestoneRow<'a>>>; 8] {
    [
        ("PROGRAM", |row| row.head.program.to_owned()),
        ("ID", |row| row.tail.id.to_owned()),
        ("BASELINE", |row| row.tail.baseline_written.clone()),
        ("EXPECTED", |row| row.tail.expected_written.clone()),
        ("SLIP", |row| slip(row.tail.slip_days)),
        ("STATE", |row| ended_on("reached", row.tail.actual, if row.tail.overdue { "overdue" } else { "open" })),
        ("OWNER", |row| row.tail.owner.unwrap_or_default().to_owned()),
        ("MILESTONE", |row| row.tail.name.to_owned()),
    ]
}

fn risks<'a>() -> [ListColumn<InProgram<'a, RiskRow<'a>>>; 7] {
    [
        ("PROGRAM", |row| row.head.program.to_owned()),
        ("ID", |row| row.tail.id.to_owned()),
        ("SCORE", |row| format!("{} {}", row.tail.score, row.tail.band.word())),
        ("STATE", |row| ended_on("closed", row.tail.closed, "open")),
        ("OWNER", |row| row.tail.owner.unwrap_or_default().to_owned()),
        ("REVIEW", |row| {
            let by = row.tail.review_by.filter(|_| row.tail.closed.is_none());
            by.map_or_else(String::new, |by| due(by, row.tail.review_overdue))
        }),
        ("RISK", |row| row.tail.statement.to_owned()),
    ]
}

fn issues<'a>() -> [ListColumn<InProgram<'a, IssueRow<'a>>>; 7] {
    [
        ("PROGRAM", |row| row.head.program.to_owned()),
        ("ID", |row| row.tail.id.to_owned()),
        ("SEVERITY", |row| row.tail.severity.map_or("", IssueSeverity::word).to_owned()),
        ("STATE", |row| ended_on("closed", row.tail.closed, "open")),
        ("OWNER", |row| row.tail.owner.unwrap_or_default().to_owned()),
        ("DUE", |row| {
            let by = row.tail.due.filter(|_| row.tail.closed.is_none());
            by.map_or_else(String::new, |by| due(by, row.tail.overdue))
        }),
        ("ISSUE", |row| row.tail.statement.to_owned()),
    ]
}

fn dependencies<'a>() -> [ListColumn<InProgram<'a, DependencyRow<'a>>>; 8] {
    [
        ("PROGRAM", |row| row.head.program.to_owned()),
        ("ID", |row| row.tail.id.to_owned()),
        ("FROM", |row| {
            let from = &row.tail.provider;
            let words: Vec<&str> = [from.program, from.milestone, from.external].into_iter().flatten().collect();
            words.join(" ")
        }),
        ("NEEDED", |row| row.tail.need_by.to_string()),
        ("EXPECTED", |row| date(row.tail.expected)),
        ("STATE", |row| {
            let open = match row.tail.outlook {
                "late" => format!("late {} d", row.tail.late_days),
                "withdrawn" => "no longer needed".to_owned(),
                "not_promised" => "no date that holds".to_owned(),
                "in_time" | "no_date" => "open".to_owned(),
                other => other.replace('_', " "),
            };
            ended_on("delivered", row.tail.delivered, &open)
        }),
        ("OWNER", |row| row.tail.owner.unwrap_or_default().to_owned()),
        ("NEED", |row| row.tail.need.to_owned()),
    ]
}

fn decisions<'a>() -> [ListColumn<InProgram<'a, DecisionRow<'a>>>; 6] {
    [
        ("PROGRAM", |row| row.head.program.to_owned()),
        ("ID", |row| row.tail.id.to_owned()),
        ("DATE", |row| row.tail.date.to_string()),
        ("STATUS", |row| row.tail.status.word().to_owned()),
        ("DECIDED BY", |row| row.tail.decided_by.to_owned()),
        ("DECISION", |row| row.tail.title.to_owned()),
    ]
}

fn needs<'a>() -> [ListColumn<InProgram<'a, NeedRow<'a>>>; 5] {
    [
        ("PROGRAM", |row| row.head.program.to_owned()),
        ("ID", |row| row.tail.id.to_owned()),
        ("DUE", |row| due(row.tail.by, row.tail.overdue)),
        ("FROM", |row| row.tail.from.to_owned()),
        ("DECISION NEEDED", |row| row.tail.ask.to_owned()),
    ]
}

fn updates<'a>() -> [ListColumn<InProgram<'a, ReportRow<'a>>>; 6] {
    [
        ("DATE", |row| row.tail.date.to_string()),
        ("PROGRAM", |row| row.head.program.to_owned()),
        ("HEALTH", |row| row.tail.health.word().to_owned()),
        ("CONFIDENCE", |row| row.tail.confidence.map_or_else(String::new, |percent| WORDS.percent(percent))),
        ("AUTHOR", |row| row.tail.author.to_owned()),
        ("HEADLINE", |row| row.tail.headline.to_owned()),
    ]
}

fn people<'a>() -> [ListColumn<PersonRow<'a>>; 8] {
    [
        ("PERSON", |row| row.slug.to_owned()),
        ("ROLE", |row| row.role.to_owned()),
        ("AREAS", |row| WORDS.commas(&row.focus_areas)),
        ("ZONE", |row| row.time_zone.clone().unwrap_or_default()),
        ("LOAD", |row| {
            row.capacity.as_ref().map_or_else(String::new, |load| {
                format!("{} of {}", load.allocated_percent, WORDS.percent(load.max_percent))
            })
        }),
        ("ACCEPTING", |row| {
            let capacity = row.capacity.as_ref();
            capacity.map_or("", |load| load.accepting.map_or("not stated", Accepting::word)).to_owned()
        }),
        ("STANDING", |row| row.standing.to_owned()),
        ("FREE", |row| row.capacity.as_ref().map_or_else(String::new, |load| WORDS.percent(load.free()))),
    ]
}

fn date(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

fn due(date: Date, overdue: bool) -> String {
    if overdue { format!("{date} overdue") } else { date.to_string() }
}

/// When and how something ended, else how it stands.
fn ended_on(word: &str, date: Option<Date>, else_word: &str) -> String {
    date.map_or_else(|| else_word.to_owned(), |date| format!("{word} {date}"))
}

fn slip(days: i32) -> String {
    if days == 0 { String::new() } else { WORDS.signed_days(days) }
}
