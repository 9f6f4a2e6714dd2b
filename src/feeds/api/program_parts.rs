//! The smaller parts of one program's document.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::end::EndRow;
use super::health::flag_word;
use super::joined::InProgram;
use super::joined::Items;
use super::slugs::{Slugs, milestone_id};
use crate::feeds::address;
use crate::feeds::columns::table_row;
use crate::feeds::item;
use crate::feeds::published::published;
use crate::feeds::shape::{Address, Quantity};
use crate::model::{Budget, CoreMember, Link, Measure, Program, ProgramId, Promise, Provider, Rebaseline, Update};
use crate::parse::records::Colour;
use crate::snapshot::Snapshot;
use crate::source::SourcePath;
use crate::status::{Freshness, MeasureState, ProgramState};

published! {
    /// What another program needs from this one.
    pub struct GivesRow<'a> {
        /// The slug of the program that needs it.
        program: &'a str,
        /// The dependency's id in that program.
        id: &'a str,
        /// The id of this program's milestone that provides it.
        milestone: &'a str,
        /// What is needed, in plain text.
        need: &'a str,
        /// By when it is needed.
        need_by: Date,
        /// Whether it comes after it is needed, or not at all; null when no date holds.
        late: Option<bool>,
    }
}

published! {
    /// A promise for the next report.
    pub struct PromiseRow<'a> {
        /// What, in plain text.
        text: &'a str,
        /// The slug of who promises.
        owner: Option<&'a str>,
        /// Until when.
        by: Option<Date>,
    }
}

published! {
    /// A measure of success.
    pub struct MeasureRow<'a> {
        /// Its id in the program.
        id: &'a str,
        /// What is counted.
        name: &'a str,
        /// In what.
        unit: &'a str,
        /// Value at the start.
        start: Quantity,
        /// Value to reach.
        target: Quantity,
        /// The last reported value.
        value: Option<Quantity>,
        /// When that was reported.
        reported: Option<Date>,
        /// Since when it is there, where the record says so.
        added: Option<Date>,
        /// That it no longer matters, since when and why.
        withdrawn: Option<EndRow<'a>>,
    }
}

published! {
    /// An agreed change of baseline dates.
    pub struct RebaselineRow<'a> {
        /// When it was agreed.
        date: Date,
        /// The slug of the person, or the id of the forum, that agreed.
        approved_by: &'a str,
        /// Why, in plain text.
        reason: &'a str,
        /// The dates before.
        was: Vec<WasRow<'a>>,
        /// The planned last day before, where it moved; null also where there was none.
        end: Option<Date>,
        /// The same as it was written.
        end_written: Option<String>,
        /// The targets before.
        measures: Vec<TargetWas<'a>>,
    }
}

published! {
    /// The target of a success measure before a re-baseline.
    pub struct TargetWas<'a> {
        /// The measure's id in the program.
        measure: &'a str,
        /// The value to reach.
        target: Quantity,
    }
}

published! {
    /// A milestone's baseline before a change.
    pub struct WasRow<'a> {
        /// The milestone's id.
        milestone: &'a str,
        /// Its baseline before.
        baseline: Date,
        /// The same as it was written.
        baseline_written: String,
    }
}

published! {
    /// A report.
    #[row]
    pub struct ReportRow<'a> {
        /// The day that it reports.
        date: Date,
        /// The slug of who wrote it.
        author: &'a str,
        /// The reported health.
        health: Colour,
        /// The reported health by the site's dimensions.
        #[no_column = "a list of objects"]
        dimensions: Vec<DimensionRow<'a>>,
        /// Percent chance to meet the forecast end.
        confidence: Option<u8>,
        /// The report in one sentence of plain text.
        headline: &'a str,
        /// Its page.
        url: Address,
        /// The name of the earlier report that it corrects.
        corrects: Option<&'a str>,
        /// When words of it were mended.
        amended: Option<Date>,
    }
}

table_row! {
    InProgram<'_, ReportRow<'_>>, "updates": ["program", "date", "author", "health", "confidence", "headline", "url", "corrects", "amended"]
}

published! {
    /// Health in one dimension.
    pub struct DimensionRow<'a> {
        /// The dimension's id.
        dimension: &'a str,
        /// Its colour.
        health: Colour,
    }
}

published! {
    /// How a program stood after a report.
    pub struct HistoryRow {
        /// The day of the report.
        date: Date,
        /// Health as reported.
        reported: Option<Colour>,
        /// Health as the site's rules say.
        computed: Option<Colour>,
        /// `watermelon` when the report was better than the rules allow, else null.
        flag: Option<&'static str>,
        /// Whether the status could be relied on at the end of that day.
        freshness: Option<Freshness>,
        /// Percent chance to meet the forecast end, as last reported then.
        confidence: Option<u8>,
        /// Days by which the next milestone was later than its baseline.
        slip_days: i32,
        /// How many risks were open.
        open_risks: usize,
        /// How many issues were open.
        open_issues: usize,
    }
}

published! {
    /// Somebody who works on a program.
    pub struct CoreRow<'a> {
        /// The person's slug.
        person: &'a str,
        /// The name of their organization.
        org: Option<&'a str>,
        /// As what.
        role: Option<&'a str>,
        /// First day.
        from: Option<Date>,
        /// Last day.
        to: Option<Date>,
    }
}

published! {
    /// A program's money.
    pub struct BudgetRow<'a> {
        /// ISO 4217 code.
        currency: &'a str,
        /// The amount that was granted.
        baseline: Quantity,
    }
}

published! {
    /// A link that a record gives.
    pub struct LinkRow<'a> {
        /// What it leads to.
        label: &'a str,
        /// Where.
        url: Address,
    }
}

/// The reverse of all dependencies: what each program that gives something gives, collected in one pass.
#[derive(Debug)]
pub struct Gives<'a>(BTreeMap<ProgramId, Vec<GivesRow<'a>>>);

impl<'a> Gives<'a> {
    /// What the programs of the model give.
    #[must_use]
    pub fn of(cx: &Snapshot<'a>) -> Self {
        let mut gives: BTreeMap<ProgramId, Vec<GivesRow<'a>>> = BTreeMap::new();
        for (id, program) in cx.model.programs() {
            for now in &cx.state(id).dependencies {
                let dependency = now.dependency;
                let Provider::Milestone { program: from, milestone } = dependency.provider else { continue };
                let row = GivesRow {
                    program: &program.slug,
                    id: &dependency.id,
                    milestone: milestone_id(cx.model.program(from), milestone),
                    need: dependency.need.plain(),
                    need_by: now.need_by,
                    late: now.late(),
                };
                gives.entry(from).or_default().push(row);
            }
        }
        Self(gives)
    }

    /// What others need from the program with this id.
    #[must_use]
    pub fn by(&self, giver: ProgramId) -> Vec<GivesRow<'a>> {
        self.0.get(&giver).cloned().unwrap_or_default()
    }
}

impl<'a> PromiseRow<'a> {
    /// What the last report promises.
    #[must_use]
    pub fn all(cx: &Snapshot<'a>, state: &ProgramState<'a>) -> Vec<Self> {
        let next = state.update.into_iter().flat_map(|update| &update.next);
        next.map(|Promise { text, owner, by }| Self { text: text.plain(), owner: owner.map(|id| cx.slug(id)), by: *by })
            .collect()
    }
}

impl<'a> MeasureRow<'a> {
    /// Every measure in `state`.
    #[must_use]
    pub fn all(state: &ProgramState<'a>) -> Vec<Self> {
        let row = |now: &MeasureState<'a>| {
            // Earlier values stand in the reports; how far it is follows from the numbers.
            let MeasureState { index: _, measure, target, withdrawn, value, history: _, progress: _ } = *now;
            let Measure { id, name, unit, start, target: _, added, withdrawn: _ } = measure;
            Self {
                id,
                name,
                unit,
                start: Quantity(*start),
                target: Quantity(target),
                value: value.map(|(_, value)| Quantity(value)),
                reported: value.map(|(date, _)| date),
                added: *added,
                withdrawn: withdrawn.map(EndRow::withdrawn),
            }
        };
        state.measures.iter().map(row).collect()
    }
}

impl<'a> RebaselineRow<'a> {
    /// Every change of the baseline of `program` that has been agreed by the day of the model.
    #[must_use]
    pub fn all(cx: &Snapshot<'a>, program: &'a Program, changes: &'a [Rebaseline]) -> Vec<Self> {
        let agreed = changes.iter().filter(|change| change.told && change.date <= cx.model.as_of);
        let row =
            |Rebaseline { date, approved_by, reason, was, end, targets, budget: _, told: _ }: &'a Rebaseline| Self {
                date: *date,
                approved_by: cx.decider_slug(approved_by),
                reason: reason.plain(),
                was: was
                    .iter()
                    .map(|(index, date)| WasRow {
                        milestone: milestone_id(program, *index),
                        baseline: date.last,
                        baseline_written: date.written.to_string(),
                    })
                    .collect(),
                end: end.flatten().map(|end| end.last),
                end_written: end.flatten().map(|end| end.written.to_string()),
                measures: targets
                    .iter()
                    .map(|(index, target)| TargetWas {
                        measure: &item(&program.success_measures, *index).id,
                        target: Quantity(*target),
                    })
                    .collect(),
            };
        agreed.map(row).collect()
    }
}

/// Every report, the oldest first.
impl<'a> Items<'a> for ReportRow<'a> {
    fn all<'s>(cx: &'s Snapshot<'a>, program: &'a Program, _: &'s ProgramState<'a>) -> impl Iterator<Item = Self> + 's {
        program.updates.iter().map(|update| Self::of(cx, program, update))
    }
}

impl<'a> ReportRow<'a> {
    fn of(cx: &Snapshot<'a>, program: &Program, update: &'a Update) -> Self {
        let Update {
            name,
            date,
            author,
            health,
            dimensions,
            confidence,
            headline,
            // A place in the sources.
            file: _,
            // Prose, which follows `url`.
            override_reason: _,
            path_to_green: _,
            body: _,
            // What a report moved is in the state of the items, and what changed in `changes.json`.
            milestones: _,
            risks: _,
            issues: _,
            dependencies: _,
            measures: _,
            decisions_needed: _,
            // The document has the promises of the last report, and changes those requests that are withdrawn.
            next: _,
            withdrawn: _,
            corrects,
            amended,
        } = update;
        Self {
            date: *date,
            author: cx.slug(*author),
            health: *health,
            dimensions: dimensions
                .iter()
                .map(|(dimension, health)| DimensionRow { dimension, health: *health })
                .collect(),
            confidence: *confidence,
            headline: headline.plain(),
            url: address::update(cx, &program.slug, name),
            corrects: corrects.as_deref(),
            amended: *amended,
        }
    }
}

impl HistoryRow {
    /// How `program` stood in the state `then`.
    #[must_use]
    pub fn of(then: &ProgramState<'_>) -> Self {
        Self {
            date: then.date,
            reported: then.health.reported,
            computed: then.health.computed,
            flag: flag_word(&then.health),
            freshness: then.freshness,
            confidence: then.confidence,
            slip_days: then.slip_days(),
            open_risks: then.open_risks().count(),
            open_issues: then.open_issues().count(),
        }
    }
}

impl<'a> CoreRow<'a> {
    /// Somebody who works on a program.
    #[must_use]
    pub fn of(cx: &Snapshot<'a>, CoreMember { org, person, role, from, to }: &'a CoreMember) -> Self {
        Self { person: cx.slug(*person), org: org.as_deref(), role: role.as_deref(), from: *from, to: *to }
    }
}

impl<'a> BudgetRow<'a> {
    /// A budget.
    #[must_use]
    pub fn of(Budget { currency, baseline, visibility: _ }: &'a Budget) -> Self {
        Self { currency, baseline: Quantity(*baseline) }
    }
}

impl<'a> LinkRow<'a> {
    /// A link of the record `file`.
    #[must_use]
    pub fn of(cx: &Snapshot<'_>, Link { label, url, visibility: _ }: &'a Link, file: &SourcePath) -> Self {
        Self { label, url: address::given(cx, url, file) }
    }
}
