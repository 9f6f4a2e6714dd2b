//! What pages do not say of themselves: the day of their last change, an owner, and when they are reviewed again.
//!
//! The settings say what is asked for, and the repository answers (`BuildInputs::story`). Deliberately absent: git, and
//! the file system.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::inputs::Story;
use crate::config::{CodeOwners, PageRules};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::model::{Model, Page, PageKind, Person, PersonId, ReviewDue};
use crate::parse::records::{LastChange, PageOwners};
use crate::source::{SourcePath, Span};
use crate::words::WORDS;

/// The pages of the last build as they were and as they became.
#[derive(Debug, Default)]
pub(super) struct StoryMemo {
    keeps: bool,
    told: HashMap<SourcePath, (Arc<Page>, Arc<Page>)>,
    by: Option<Told>,
}

/// Everything that decides what is added to a page, but for the page.
#[derive(Debug)]
struct Told {
    story: Arc<Story>,
    as_of: Date,
    rules: PageRules,
    people: Vec<Arc<Person>>,
    /// Where files lie decides what the repository calls them.
    layout: crate::source::Layout,
}

impl Told {
    fn is(&self, model: &Model, story: &Arc<Story>) -> bool {
        let Self { story: known, as_of, rules, people, layout } = self;
        (Arc::ptr_eq(known, story) || known == story)
            && *as_of == model.as_of
            && *rules == model.config.pages
            && *layout == model.config.layout
            && people.len() == model.people.len()
            && people.iter().zip(&model.people).all(|(one, other)| Arc::ptr_eq(one, other))
    }
}

impl StoryMemo {
    /// One that keeps the pages of the last build.
    pub fn warm() -> Self {
        Self { keeps: true, ..Self::default() }
    }

    /// Adds to the pages of `model` what `story` and the settings tell of them.
    pub fn tell(&mut self, model: &mut Model, story: &Arc<Story>) {
        if !self.by.as_ref().is_some_and(|by| by.is(model, story)) {
            self.told.clear();
            self.by = self.keeps.then(|| Told {
                story: Arc::clone(story),
                as_of: model.as_of,
                rules: model.config.pages,
                people: model.people.clone(),
                layout: model.config.layout.clone(),
            });
        }
        let mut pages = std::mem::take(&mut model.pages);
        let teller = Teller::of(model, story);
        let mut told = HashMap::new();
        for page in &mut pages {
            let known = self.told.get(&page.file).filter(|(was, _)| Arc::ptr_eq(was, page));
            let became = known.map_or_else(|| teller.tell(page), |(_, became)| Arc::clone(became));
            let was = std::mem::replace(page, became);
            if self.keeps {
                told.insert(page.file.clone(), (was, Arc::clone(page)));
            }
        }
        self.told = told;
        model.pages = pages;
    }
}

/// Knows what can be told of pages.
struct Teller<'a> {
    model: &'a Model,
    changed: Option<&'a Story>,
    owners: Option<(CodeOwners, &'a str)>,
}

impl<'a> Teller<'a> {
    fn of(model: &'a Model, story: &'a Story) -> Self {
        let PageRules { last_change, owners, repository_files: _, review_every: _, backlinks: _ } = model.config.pages;
        let asked = match owners {
            PageOwners::None => None,
            PageOwners::Codeowners => story.owners.as_ref(),
        };
        Self {
            model,
            changed: match last_change {
                LastChange::None => None,
                LastChange::Git => Some(story),
            },
            owners: asked.map(|file| (CodeOwners::parse(&file.text), &*file.folder)),
        }
    }

    fn tell(&self, page: &Arc<Page>) -> Arc<Page> {
        let config = &self.model.config;
        let place = config.layout.place(page.file.as_str());
        // A day later than that of the site is of a commit that it does not know yet.
        let changed = self
            .changed
            .and_then(|story| story.changed.get(&*place)?.iter().copied().filter(|day| *day <= self.model.as_of).max());
        let owner = page.owner.or_else(|| {
            let (owners, folder) = self.owners.as_ref()?;
            let named = owners.of(&format!("{folder}{place}"));
            named.iter().find_map(|name| self.called(name))
        });
        // A page that nobody keeps true is reviewed by nobody, unless it asks for it itself.
        let kept = owner.is_some() || page.reviewed.is_some();
        let review_every = page.review_every.or(config.pages.review_every.filter(|_| kept && is_reviewed(page)));
        if (changed, owner, review_every) == (page.changed, page.owner, page.review_every) {
            return Arc::clone(page);
        }
        Arc::new(Page { owner, review_every, changed, ..Page::clone(page) })
    }

    /// The one person who is called so: by a name on the host of the repository, else on any other system.
    fn called(&self, name: &str) -> Option<PersonId> {
        let bare = |name: &str| name.trim().trim_start_matches('@').to_lowercase();
        let wanted = bare(name);
        let host = self.model.config.forge.as_ref().map(|forge| forge.kind.word());
        let on = |is_meant: &dyn Fn(&str) -> bool| -> Vec<PersonId> {
            let has = |person: &Person| {
                person.handles.iter().any(|(system, handle)| is_meant(system) && bare(handle) == wanted)
            };
            self.model.people().filter(|(_, person)| has(person)).map(|(id, _)| id).collect()
        };
        let on_host = on(&|system| host.is_some_and(|host| system.eq_ignore_ascii_case(host)));
        let found = if on_host.is_empty() { on(&|_| true) } else { on_host };
        // Of two who share a name nobody is guessed.
        match found[..] {
            [one] => Some(one),
            _ => None,
        }
    }
}

/// Whether the file is a text that somebody can keep true: not a list of contents.
fn is_reviewed(page: &Page) -> bool {
    page.kind != PageKind::Summary
}

/// The pages whose review is late.
pub(super) fn late(model: &Model) -> Vec<Diagnostic> {
    model.pages.iter().filter_map(|page| late_page(model, page)).collect()
}

fn late_page(model: &Model, page: &Page) -> Option<Diagnostic> {
    let due = page.review_due(model.as_of).filter(|due| due.is_late(model.as_of))?;
    let message = match due {
        ReviewDue::AtOnce => "the page is to be reviewed and never was".to_owned(),
        ReviewDue::On(day) => format!("the review of the page was due on {}", WORDS.date(day)),
    };
    let by = page.owner.map_or("PERSON", |owner| &*model.person(owner).slug);
    let place = model.config.layout.place(page.file.as_str());
    let hint = format!("read it, mend what is no longer true, and run `pmo-site review {place} --by {by}`");
    let span = page.reviewed.map_or_else(Span::default, |reviewed| reviewed.span);
    Some(Diagnostic::new(&registry::REVIEW_DUE, Place::new(&page.file, span), message).hint(hint))
}
