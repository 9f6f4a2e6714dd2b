//! The pages of a section side by side, with what is counted on them.

use super::Cx;
use super::registers::current;
use crate::render::{Strip, StripEntry};
use crate::status::{DependencyState, Generated, GeneratedPage, NavPlace, PAGES};

/// The pages of the section to which `page` belongs; `None` where there is no other.
#[must_use]
pub fn strip(cx: &Cx<'_>, page: Generated) -> Option<Strip> {
    let row = page.row();
    let parts = PAGES.iter().filter(|other| other.section == row.section && cx.plan.has(other.page));
    let entry = |part: &'static GeneratedPage| {
        let (NavPlace::TopBar(text) | NavPlace::Part(text)) = part.place else { return None };
        let (href, note) = (cx.href(part.url), counted(cx, part.page));
        Some(StripEntry { href, text, note, current: part.page == page })
    };
    let entries: Vec<_> = parts.filter_map(entry).collect();
    let first = PAGES.iter().find(|other| other.section == row.section)?;
    (entries.len() > 1 && entries.iter().any(|entry| entry.current)).then_some(Strip { label: first.title, entries })
}

/// What is counted on a page. Nothing here may depend on the day of the build alone.
fn counted(cx: &Cx<'_>, page: Generated) -> String {
    let some = |count: usize, word: &str| match count {
        0 => String::new(),
        count => format!("{count}{word}"),
    };
    match page {
        Generated::Risks => some(current(cx).map(|(.., state)| state.open_risks().count()).sum(), ""),
        Generated::Decisions => some(current(cx).map(|(.., state)| state.open_needs().count()).sum(), " open"),
        Generated::Dependencies => {
            let late = |now: &&DependencyState<'_>| now.is_late();
            let late = current(cx).map(|(.., state)| state.dependencies.iter().filter(late).count()).sum();
            some(late, " late")
        }
        Generated::Home
        | Generated::Programs
        | Generated::Timeline
        | Generated::Changes
        | Generated::Archive
        | Generated::StatusGuide
        | Generated::Team
        | Generated::Coverage
        | Generated::CoverageMeet
        | Generated::CoverageYear
        | Generated::CoverageHire
        | Generated::CoverageMethod
        | Generated::FocusAreas
        | Generated::Request
        | Generated::Search
        | Generated::NotFound => String::new(),
    }
}
