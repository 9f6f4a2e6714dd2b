//! `pmo-site new program`.

use jiff::ToSpan;

use super::super::Failure;
use super::Draft;
use super::args::ProgramArgs;
use super::records::{SiteRecords, find};
use super::yaml::{scalar, title};
use crate::parse::placeholders::Placeholder;

/// A proposed program, with the lines that it needs to become active as comments.
pub(super) fn draft(args: &ProgramArgs, records: &SiteRecords) -> Result<Draft, Failure> {
    let missing =
        |what: &str| Failure::Usage(format!("there is no {what} yet; add one with `pmo-site new {what} SLUG`"));
    let dri = args.dri.as_deref();
    let area = match (&args.focus_area, dri) {
        (Some(area), _) => {
            find(records.areas(), "focus-area", area)?;
            area.as_str()
        }
        (None, Some(dri)) => {
            let person = find(records.people(), "person", dri)?;
            let own = person.focus_areas.first().map(|area| &*area.value.0);
            own.or_else(|| records.first_area()).ok_or_else(|| missing("focus-area"))?
        }
        (None, None) => records.first_area().ok_or_else(|| missing("focus-area"))?,
    };
    let dri = match dri {
        Some(dri) => {
            find(records.people(), "person", dri)?;
            dri
        }
        None => records.somebody(area).ok_or_else(|| {
            Failure::Usage(format!(
                "nobody works in focus area `{area}`; name the DRI with `--dri SLUG`, or run `pmo-site new person SLUG`"
            ))
        })?,
    };
    let stage = records.config.stages.first().map_or("build", |stage| &stage.id);
    let summary = args.summary.clone().unwrap_or_else(|| Placeholder::Summary.text().to_owned());
    let (half, year) = (records.today.saturating_add(6.months()), records.today.saturating_add(1.year()));
    let text = format!(
        "name: {name}\n\
         summary: {summary}\n\
         lifecycle: proposed   # planned, active, paused, complete, cancelled\n\
         focus_area: {area}\n\
         dri: {dri}\n\
         recorded: {today}\n\
         # An active program also needs these; `stages` and `orgs` are declared in pmo.yaml.\n\
         # stage: {stage}\n\
         # sponsor: some-person\n\
         # start: {today}\n\
         # baseline_end: {year}   # or `ongoing: true`\n\
         # milestones:\n\
         #   - {{ id: M1, name: {milestone}, baseline: {half}, key: true, owner: {dri} }}\n\
         # success_measures:\n\
         #   - {{ id: S1, name: {measure}, unit: tenants, start: 0, target: 40 }}\n",
        name = scalar(&args.name.clone().unwrap_or_else(|| title(&args.slug))),
        milestone = Placeholder::Milestone.text(),
        measure = Placeholder::Measure.text(),
        summary = scalar(&summary),
        today = records.today,
    );
    let next = "Write the summary, check the DRI, then run `pmo-site build`.".to_owned();
    Ok(Draft { path: format!("content/programs/{}/program.yaml", args.slug), text, next })
}
