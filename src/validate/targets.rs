//! Coverage targets that this week does not meet, and those that nobody outside is shown.

use std::sync::Arc;

use super::files::SiteRecords;
use super::finding::finding;
use crate::config::CoverageTarget;
use crate::coverage::{are_enough, around, counts, head_count};
use crate::diagnostics::{Diagnostic, registry};
use crate::model::{Audience, Model, Person, Tenure};
use crate::parse::records::PrivacyLevel;
use crate::time::IsoWeek;
use crate::words::{Term, WORDS};

/// Each target that counts a focus area whose people are too few to be shown: the public site leaves it out.
pub(super) fn withheld_targets(site: &SiteRecords<'_>, model: &Model) -> Vec<Diagnostic> {
    let Some((file, _)) = site.files.config else { return Vec::new() };
    let fewest = model.config.privacy.k;
    let report = |target: &CoverageTarget| {
        let asked = &target.focus_area.as_ref()?.value;
        let area = site.names.former.area(asked);
        let stays = |person: &&Arc<Person>| person.standing(model.as_of) != Tenure::Departed;
        let people = model.people.iter().filter(|person| in_area(model, person, area)).filter(stays);
        let shown = people.map(|person| person.showing(&model.config, Audience::Public));
        if are_enough(shown.filter(|shows| *shows < PrivacyLevel::Hidden), fewest) {
            return None;
        }
        let message = format!(
            "`{}` is left out of a public site: nobody of `{area}` shows a name, and they are fewer than {fewest}",
            target.id
        );
        let hint = "count everyone, or let `privacy.k` be smaller; an internal site has the target";
        Some(finding(&registry::WITHHELD_TARGET, file, target.at, message, hint))
    };
    model.config.targets.iter().filter_map(report).collect()
}

fn in_area(model: &Model, person: &Person, slug: &str) -> bool {
    person.focus_areas.iter().any(|id| model.focus_area(*id).slug == slug)
}

/// Each target that is missed in the ISO week of the model's day. Whoever is counted nowhere is not counted here
/// either.
pub(super) fn missed_targets(site: &SiteRecords<'_>, model: &Model) -> Vec<Diagnostic> {
    let Some((file, _)) = site.files.config else { return Vec::new() };
    let week = IsoWeek::of(model.as_of);
    let range = around(week, 1);
    let report = |target: &CoverageTarget| {
        let area = target.focus_area.as_ref().map(|area| site.names.former.area(&area.value));
        let works = |person: &&Arc<Person>| {
            let there = counts(person, person.showing(&model.config, model.audience))
                && person.standing(model.as_of) == Tenure::Present;
            there && area.is_none_or(|area| in_area(model, person, area))
        };
        let people = model.people.iter().filter(works).map(|person| &**person);
        let result = target.window.evaluate(&head_count(people, range), week);
        let minutes: i64 = result.short.iter().map(|short| short.interval.minutes()).sum();
        let most = result.short.iter().map(|short| target.window.min_people.saturating_sub(short.have)).max()?;
        let people = WORDS.count(most, Term::Person);
        let message = format!(
            "`{}` is missed in {week}: up to {people} short for {}",
            target.id,
            WORDS.hours_and_minutes(minutes)
        );
        let hint = "the coverage page shows which hours; change somebody's hours, hire, or lower the target";
        Some(finding(&registry::MISSED_TARGET, file, target.at, message, hint))
    };
    model.config.targets.iter().filter_map(report).collect()
}
