//! Pages whose owner has left: nobody keeps them true. Only `check --housekeeping` asks.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Place, registry};
use crate::model::{Model, Page, Person, PersonId};
use crate::parse::{Parsed, ParsedFile};
use crate::source::{SourceTree, Span};
use crate::words::WORDS;

/// The pages of `model`, which was made of `parsed` and `tree`, whose owner has left, each with somebody who may take
/// it over.
pub(crate) fn page_owners(model: &Model, parsed: &Parsed, tree: &SourceTree) -> Vec<Diagnostic> {
    let owned = model.pages.iter().filter_map(|page| Some((page, page.owner?)));
    let left = owned.filter_map(|(page, id)| {
        let person = model.person(id);
        let end = person.end_date.filter(|end| *end < model.as_of)?;
        let message = format!("the page's owner `{}` left on {}", person.slug, WORDS.date(end));
        let hint = match heir(model, id, person) {
            Some((heir, why)) => format!("name a new `owner`, perhaps `{}`, {why}", heir.slug),
            None => "name a new `owner`".to_owned(),
        };
        let place = Place::new(&page.file, named_at(page, person, parsed, tree).unwrap_or_default());
        Some(Diagnostic::new(&registry::DEPARTED_OWNER, place, message).hint(hint))
    });
    left.collect()
}

/// Where the page's own front matter names `person`; a section may have named them for it.
fn named_at(page: &Page, person: &Person, parsed: &Parsed, tree: &SourceTree) -> Option<Span> {
    let (ParsedFile::Page(file), _) = &**parsed.files.get(&page.file)? else { return None };
    let owner = file.front.owner.as_ref()?;
    let text = tree.text(page.file.as_str())?;
    let written = text.get(owner.span.range())?;
    std::iter::once(&person.slug)
        .chain(&person.formerly)
        .any(|slug| written.contains(slug.as_str()))
        .then_some(owner.span)
}

/// Who may take over from `person`: whoever followed them as the DRI of most programs, else the lead of an area that
/// they worked in.
fn heir<'m>(model: &'m Model, id: PersonId, person: &Person) -> Option<(&'m Person, &'static str)> {
    let is_there = |id: &PersonId| model.person(*id).end_date.is_none_or(|end| end >= model.as_of);
    let mut followed: BTreeMap<&str, (usize, PersonId)> = BTreeMap::new();
    let changes = model.programs.iter().flat_map(|program| program.dri.changes());
    for (_, _, heir) in changes.filter(|(_, was, now)| **was == id && is_there(now)) {
        followed.entry(&model.person(*heir).slug).or_insert((0, *heir)).0 += 1;
    }
    let most = followed.into_values().max_by_key(|(count, _)| *count).map(|(_, heir)| heir);
    if let Some(heir) = most {
        return Some((model.person(heir), "who took over as DRI"));
    }
    let leads = person.focus_areas.iter().filter_map(|area| model.focus_area(*area).lead);
    leads.filter(|lead| *lead != id).find(is_there).map(|lead| (model.person(lead), "who leads their focus area"))
}
