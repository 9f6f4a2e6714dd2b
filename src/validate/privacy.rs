//! People whom a public site would show without a name and whom their clock gives away.

use std::collections::BTreeMap;

use super::files::SiteRecords;
use super::finding::finding;
use crate::diagnostics::{Diagnostic, registry};
use crate::model::{Audience, Model, Person, Tenure};
use crate::parse::records::{PersonKind, PersonRecord, PrivacyLevel};
use crate::source::Span;
use crate::time::Zone;

/// Those who are alone without a name on their clock, where the site asks for company.
pub(super) fn lone_clocks(site: &SiteRecords<'_>, model: &Model) -> Vec<Diagnostic> {
    let mut clocks: BTreeMap<&Zone, Vec<&Person>> = BTreeMap::new();
    let members = model.people.iter().filter(|person| person.kind == PersonKind::Member);
    for person in members.filter(|person| person.standing(model.as_of) == Tenure::Present) {
        if matches!(person.showing(&model.config, Audience::Public), PrivacyLevel::Role | PrivacyLevel::Count) {
            let row = person.schedule.row_on(model.as_of).and_then(|row| row.zone.as_ref());
            clocks.entry(row.unwrap_or(&person.zone)).or_default().push(person);
        }
    }
    let report = |(zone, people): (&&Zone, &Vec<&Person>)| {
        let [person] = people.as_slice() else { return None };
        let record = site.files.record_of(person);
        let message = format!(
            "`{}` is alone without a name on the clock of `{zone}`, and the hours of one person name them",
            person.slug
        );
        let hint = "ask them; `publish: { coverage: hidden }` takes them out of every count";
        Some(finding(&registry::LONE_CLOCK, &person.file, said_at(record), message, hint))
    };
    let alone = model.config.privacy.k > 1;
    clocks.iter().filter(|_| alone).filter_map(report).collect()
}

/// Where somebody says what they show, or else where their clock is.
fn said_at(record: &PersonRecord) -> Span {
    let publish = record.publish.as_ref().map(|publish| &publish.value);
    let coverage = publish.and_then(|publish| publish.coverage.as_ref()).map(|coverage| coverage.span);
    let name = publish.and_then(|publish| publish.name.as_ref()).map(|name| name.span);
    coverage.or(name).or(record.time_zone.as_ref().map(|zone| zone.span)).unwrap_or_default()
}
