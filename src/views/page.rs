//! A Markdown page: its text, its contents, its place in the handbook, and who keeps it true.

use serde::Serialize;

use super::{Cx, DateView, Head, PersonChip};
use crate::model::{PageId, PageKind};
use crate::plan::Nav;

/// The template of these pages.
pub const TEMPLATE: &str = "page.html";

/// Headings from which a list of contents helps; one is the page itself.
const CONTENTS: usize = 2;

/// A Markdown page.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// The id of its first heading, so that links to it arrive.
    pub title_id: Option<String>,
    /// What it says in one sentence, as its author put it.
    pub lede: Option<String>,
    /// Its text.
    pub html: String,
    /// Its headings of the second and third level; empty when there are too few to help.
    pub contents: Vec<Entry>,
    /// The pages around it.
    pub nav: Nav,
    /// Who keeps it true.
    pub owner: Option<PersonChip>,
    /// When it was last reviewed.
    pub reviewed: Option<DateView>,
}

/// A line of the contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// 2 or 3.
    pub level: u8,
    /// The id of the heading.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// The page with this id.
///
/// # Panics
/// Never for ids of the context's model.
#[must_use]
#[expect(clippy::indexing_slicing, reason = "ids are handed out by the model whose lists they index")]
pub fn view(cx: &Cx<'_>, id: PageId) -> (Head, PageView) {
    let page = &cx.model.pages[id.index()];
    let headings = page.document.headings.iter().filter(|heading| heading.level <= 3);
    let contents: Vec<_> =
        headings.map(|heading| Entry { level: heading.level, id: heading.id.clone(), text: heading.text.clone() }).collect();
    let described = page.description.clone().or_else(|| Some(page.document.lead.clone()).filter(|lead| !lead.is_empty()));
    let view = PageView {
        title_id: page.document.title_id.clone(),
        lede: page.description.clone().filter(|_| page.kind == PageKind::Page),
        html: cx.html(&page.document.body),
        contents: if contents.len() < CONTENTS { Vec::new() } else { contents },
        nav: cx.plan.nav(&page.url),
        owner: page.owner.map(|owner| cx.person(owner)),
        reviewed: page.reviewed.map(|date| cx.date(date)),
    };
    let description = described.unwrap_or_else(|| cx.model.config.description.clone());
    (Head { title: page.title.clone(), description }, view)
}
