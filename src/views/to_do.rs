//! What waits for a person: pages to review, and items of programs that have a day.

use serde::Serialize;

use super::{Cx, DateView, Head, PersonChip, ProgramChip};
use crate::model::PersonId;
use crate::plan::LinkView;
use crate::snapshot::{ToDo, Waiting, Words, to_do_calendar};

/// Its template.
pub const TEMPLATE: &str = "team/to-do.html";

/// What waits for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToDoView {
    /// Who.
    pub person: PersonChip,
    /// How many days are over.
    pub late: usize,
    /// Pages to review: those that never were, then by day.
    pub pages: Vec<PageToDo>,
    /// Items of programs, by day.
    pub items: Vec<ItemToDo>,
    /// The same as a calendar; nothing where the site writes none.
    pub calendar: Option<LinkView>,
    /// The person's page.
    pub about: LinkView,
}

/// A page to review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageToDo {
    /// The page.
    pub page: LinkView,
    /// Its address from the site's root, for `pmo-site review`.
    pub url: String,
    /// When it is due; nothing where it never was reviewed.
    pub due: Option<DateView>,
    /// Whether that is over.
    pub late: bool,
    /// When it was last reviewed.
    pub reviewed: Option<DateView>,
}

/// An item of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemToDo {
    /// What is asked: `Decide`, `Review risk`.
    pub kind: &'static str,
    /// Its id, where it has one.
    pub id: Option<String>,
    /// Its name; nothing for what has a sentence.
    pub name: Option<String>,
    /// The sentence, as HTML; nothing for what has a name.
    pub html: Option<String>,
    /// Its day.
    pub due: Option<DateView>,
    /// Whether that is over.
    pub late: bool,
    /// The program.
    pub program: ProgramChip,
}

/// What waits for the person with this id.
#[must_use]
pub fn view(cx: &Cx<'_>, id: PersonId) -> (Head, ToDoView) {
    let person = cx.model.person(id);
    let all = cx.waiting_for(id);
    let (mut pages, mut items) = (Vec::new(), Vec::new());
    for ToDo { due, late, what } in all {
        let (late, due) = (*late, due.map(|day| cx.date(day)));
        match (*what, what.program()) {
            (Waiting::Page(page), _) => {
                let page = cx.page(page);
                let reviewed = page.reviewed.map(|reviewed| cx.date(reviewed.value));
                let url = page.url.clone();
                pages.push(PageToDo { page: cx.link(&page.url, &page.title), url, due, late, reviewed });
            }
            (what, Some(program)) => {
                let (own_id, words) = cx.words(what);
                let (name, html) = match words {
                    Words::Name(name) => (Some(name.to_owned()), None),
                    Words::Text(text) => (None, Some(cx.html(text))),
                };
                let (id, program) = (own_id.map(str::to_owned), cx.program(program));
                items.push(ItemToDo { kind: what.word(), id, name, html, due, late, program });
            }
            (_, None) => {}
        }
    }
    let name = &person.name;
    let view = ToDoView {
        person: cx.person(id),
        late: all.iter().filter(|to_do| to_do.late).count(),
        pages,
        items,
        calendar: cx.model.config.feeds.ics.then(|| cx.link(&to_do_calendar(&person.slug), "Calendar")),
        about: cx.link(&format!("/team/{}/", person.slug), name),
    };
    let head = Head {
        title: format!("To do: {name}"),
        description: format!(
            "What waits for {name}: pages to review, decisions, risks, issues, milestones and next steps."
        ),
    };
    (head, view)
}
