//! `pmo-site new person`.

use std::fmt::Write;

use super::super::Failure;
use super::Draft;
use super::args::PersonArgs;
use super::records::{SiteRecords, find};
use super::yaml::{name, scalar};
use crate::time::Zone;

/// What else a person's record may say.
const MORE: &str = "# pronouns: she/her\n\
# location: { label: Lisbon, country: \"PT\" }\n\
# working_hours: \"Mo-Fr 09:00-17:30\"   # the site's hours unless given\n\
# manager: other-person\n\
# start_date: 2026-01-05\n\
# specialties: [migrations, supplier contracts]\n\
# away: [{ from: 2026-08-03, to: 2026-08-14, backup: other-person }]\n\
# publish: { coverage: role }   # what a public site shows of these hours: name, role, count or hidden\n";

/// A person with what is required.
pub(super) fn draft(args: &PersonArgs, records: &SiteRecords) -> Result<Draft, Failure> {
    let zone = match &args.time_zone {
        Some(zone) => {
            let wrong = |error: crate::time::ZoneError| {
                let hint = error.hint();
                Failure::Usage(format!("{error}; {hint}"))
            };
            Zone::parse(zone).map_err(wrong)?.zone
        }
        None => records.config.time_zone.clone(),
    };
    let shown = args.name.clone().unwrap_or_else(|| name(&args.slug));
    let mut text = format!("name: {}\nrole: {}\ntime_zone: {}\n", scalar(&shown), scalar(&args.role), zone.name());
    if args.stakeholder {
        text.push_str("kind: stakeholder\n");
    } else {
        let area = match &args.focus_area {
            Some(area) => {
                find(records.areas(), "focus-area", area)?;
                area.as_str()
            }
            None => records.first_area().ok_or_else(|| {
                Failure::Usage(
                    "there is no focus area yet; add one with `pmo-site new focus-area SLUG`, or use `--stakeholder`"
                        .to_owned(),
                )
            })?,
        };
        let _ = writeln!(
            text,
            "focus_areas: [{area}]\nconfirmed: {}   # the day these hours were last asked for",
            records.today
        );
    }
    let _ = writeln!(text, "recorded: {}", records.today);
    text.push_str(MORE);
    let next = format!("Check the name, the role and the zone `{}`, then run `pmo-site build`.", zone.name());
    Ok(Draft { path: format!("content/people/{}.yaml", args.slug), text, next })
}
