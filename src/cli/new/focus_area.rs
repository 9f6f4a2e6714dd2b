//! `pmo-site new focus-area`.

use super::super::Failure;
use super::Draft;
use super::args::FocusAreaArgs;
use super::records::{SiteRecords, find};
use super::yaml::{scalar, title};
use crate::parse::placeholders::Placeholder;

/// An area that comes after the others.
pub(super) fn draft(args: &FocusAreaArgs, records: &SiteRecords) -> Result<Draft, Failure> {
    let last =
        records.areas().filter_map(|(_, area)| area.order.as_ref()).map(|order| order.value.0).max().unwrap_or(0);
    let shown = args.name.clone().unwrap_or_else(|| title(&args.slug));
    let lead = match &args.lead {
        Some(lead) => {
            find(records.people(), "person", lead)?;
            format!("lead: {lead}\n")
        }
        None => "# lead: some-person\n".to_owned(),
    };
    // What else a focus area's record may say.
    let more = format!(
        "# expertise:\n#   - {}\n# requirements: {}\n\
         # connected_orgs: [Engineering]   # declared as `orgs` in pmo.yaml\n\
         # intake: {{ keywords: [migration], triage_dri: some-person, target_response_days: 3 }}\n",
        Placeholder::Expertise.text(),
        Placeholder::Requirements.text()
    );
    let text =
        format!("name: {}\norder: {}\n{lead}recorded: {}\n{more}", scalar(&shown), (last + 1).min(1000), records.today);
    let next = format!(
        "Nobody works in it yet: add `{0}` to somebody's `focus_areas`, or run `pmo-site new person SLUG \
         --focus-area {0}`.",
        args.slug
    );
    Ok(Draft { path: format!("content/focus-areas/{}.yaml", args.slug), text, next })
}
