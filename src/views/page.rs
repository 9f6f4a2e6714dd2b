//! A Markdown page: its text, its contents, its place in the handbook, and who keeps it true.

use serde::Serialize;

use super::{Cx, DateView, Head, PersonChip};
use crate::diagnostics::Diagnostic;
use crate::model::{PageId, PageKind, PersonId, ReviewDue};
use crate::plan::{Child, LinkView, Nav, NavPage};
use crate::render::{Converted, Engine, RenderedWindow};

/// The template of these pages.
pub const TEMPLATE: &str = "page.html";

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
    pub contents: Vec<ContentsEntry>,
    /// The pages around it.
    pub nav: NavView,
    /// The pages whose text leads to it, where the site shows them.
    pub backlinks: Option<BacklinksView>,
    /// Who keeps it true.
    pub owner: Option<PersonChip>,
    /// When it was last reviewed.
    pub reviewed: Option<DateView>,
    /// Who reviewed it last.
    pub reviewed_by: Option<PersonChip>,
    /// When it is reviewed again.
    pub review: Option<ReviewView>,
    /// When it was last changed, as far as the repository tells.
    pub changed: Option<DateView>,
}

/// When a page is reviewed again. Whoever reads the page after that day is told by the script that it is late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReviewView {
    /// The day; nothing where the page never was reviewed.
    pub due: Option<DateView>,
    /// Whether it is late.
    pub late: bool,
}

/// The pages around a page, as far as it leads to them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NavView {
    /// The pages above, outermost first, without the home page.
    pub ancestors: Vec<Converted<LinkView>>,
    /// Pages of the site's first level before the one above it, drawn; empty for a page of that level.
    pub first_before: RenderedWindow,
    /// Pages of the first level after the one above it, drawn.
    pub first_after: RenderedWindow,
    /// Its siblings before it, drawn.
    pub before: RenderedWindow,
    /// The page itself; nothing for a page that is in no tree.
    pub here: Option<Converted<LinkView>>,
    /// The pages below it, drawn.
    pub below: RenderedWindow,
    /// Its siblings after it, drawn.
    pub after: RenderedWindow,
    /// The page before it in reading order.
    pub previous: Option<Converted<LinkView>>,
    /// The page after it in reading order.
    pub next: Option<Converted<LinkView>>,
    /// The pages below it that it lists.
    pub children: Vec<Converted<Child>>,
    /// Whether they are listed by their names alone.
    pub simple: bool,
}

/// The pages whose text leads to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BacklinksView {
    /// The first of them, by title.
    pub first: Vec<LinkView>,
    /// Those behind them, of a page that very many lead to the first hundred.
    pub more: Vec<LinkView>,
    /// How many there are beside the first.
    pub count: usize,
}

/// Most pages that lead to a page and are named at once.
const AT_ONCE: usize = 8;

/// A line of the contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentsEntry {
    /// 2 or 3.
    pub level: u8,
    /// The id of the heading.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// The page with this id.
///
/// # Errors
/// When the component of a link fails.
///
/// # Panics
/// Never for ids of the context's model.
#[expect(clippy::indexing_slicing, reason = "ids are handed out by the model whose lists they index")]
pub fn view(cx: &Cx<'_>, engine: &Engine, id: PageId) -> Result<(Head, PageView), Diagnostic> {
    let page = &cx.model.pages[id.index()];
    let headings = page.document.headings.iter().filter(|heading| heading.level <= 3);
    let body = &page.document.body;
    let contents: Vec<_> = headings
        .map(|heading| ContentsEntry {
            level: heading.level,
            id: heading.id.clone(),
            text: cx.spoken(&heading.text, body).into_owned(),
        })
        .collect();
    let described =
        page.description.clone().or_else(|| Some(page.document.lead.clone()).filter(|lead| !lead.is_empty()));
    let shown = |person: PersonId| cx.model.person(person).has_page().then(|| cx.person(person));
    // A site of an earlier day does not know of later reviews.
    let reviewed = page.reviewed.map(|reviewed| reviewed.value).filter(|day| *day <= cx.model.as_of);
    let html = cx.try_html(body)?;
    let mut nav = nav(cx, engine, &page.url, page.listing.lists_names)?;
    // What an author lists in the text is not listed again below it.
    let leads = |child: &Converted<Child>| html.contains(&format!("<a href=\"{}\"", child.link.href));
    if nav.children.iter().all(leads) {
        nav.children.clear();
    }
    let view = PageView {
        title_id: page.document.title_id.clone(),
        lede: page.description.clone().filter(|_| !matches!(page.kind, PageKind::ProgramPage(_))),
        html,
        contents: if page.document.lists_contents() { contents } else { Vec::new() },
        nav,
        backlinks: backlinks(cx, &page.url),
        owner: page.owner.and_then(&shown),
        reviewed: reviewed.map(|date| cx.date(date)),
        reviewed_by: page.reviewed_by.filter(|_| reviewed.is_some()).and_then(&shown),
        review: page.review_due(cx.model.as_of).map(|due| ReviewView {
            due: match due {
                ReviewDue::AtOnce => None,
                ReviewDue::On(day) => Some(cx.date(day)),
            },
            late: due.is_late(cx.model.as_of),
        }),
        changed: page.changed.map(|date| cx.date(date)),
    };
    let description = described.unwrap_or_else(|| cx.about());
    Ok((Head { title: page.title.clone(), description }, view))
}

/// The page that lists a folder, by its place among them.
///
/// # Errors
/// When the component of a link fails.
///
/// # Panics
/// Never for a place that the plan gave.
#[expect(clippy::indexing_slicing, reason = "the plan names its pages by their places in this list")]
pub fn list(cx: &Cx<'_>, engine: &Engine, index: usize) -> Result<(Head, PageView), Diagnostic> {
    let list = &cx.plan.lists()[index];
    let view = PageView {
        title_id: None,
        lede: None,
        html: String::new(),
        contents: Vec::new(),
        nav: nav(cx, engine, &list.url, false)?,
        backlinks: None,
        owner: None,
        reviewed: None,
        reviewed_by: None,
        review: None,
        changed: None,
    };
    Ok((Head { title: list.title.clone(), description: cx.about() }, view))
}

fn backlinks(cx: &Cx<'_>, url: &str) -> Option<BacklinksView> {
    let pages = cx.backlinks?.to(url)?;
    let mut first: Vec<_> = pages.first.iter().map(|page| cx.link(&page.url, page.title.as_str())).collect();
    let more = first.split_off(first.len().min(AT_ONCE));
    Some(BacklinksView { count: more.len() + pages.rest, first, more })
}

fn nav(cx: &Cx<'_>, engine: &Engine, url: &str, simple: bool) -> Result<NavView, Diagnostic> {
    let Nav { ancestors, first_before, first_after, before, here, below, after, previous, next, children } =
        cx.plan.nav(url);
    let drawn = |stretch| engine.listed(&stretch, TEMPLATE, url);
    let link = |page: NavPage<'_>| cx.nav.link(page);
    // Cards that say nothing are boxes around names.
    let simple = simple || children.iter().all(|page| page.child.description.is_none());
    Ok(NavView {
        ancestors: ancestors.into_iter().map(link).collect(),
        first_before: drawn(first_before)?,
        first_after: drawn(first_after)?,
        before: drawn(before)?,
        here: here.map(link),
        below: drawn(below)?,
        after: drawn(after)?,
        previous: previous.map(link),
        next: next.map(link),
        children: children.into_iter().map(|page| cx.nav.card(page)).collect(),
        simple,
    })
}
