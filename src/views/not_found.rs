//! `/404.html`: what a host shows for an address that leads nowhere.

use serde::Serialize;

use super::home::{HomeWay, ways};
use super::{Cx, Head, Introduction};
use crate::plan::LinkView;

/// The template of this page.
pub const TEMPLATE: &str = "not-found.html";

/// The page for addresses that lead nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotFoundView {
    /// An author's introduction.
    pub introduction: Option<Introduction>,
    /// The search page, when there is one.
    pub search: Option<LinkView>,
    /// Where to go instead.
    pub ways: Vec<HomeWay>,
}

/// The page for addresses that lead nowhere.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, NotFoundView) {
    let search = cx.model.config.search.then(|| cx.link("/search/", "Search the site"));
    let introduction = cx.introduction("/404.html");
    let title =
        introduction.as_ref().map_or_else(|| "Page not found".to_owned(), |introduction| introduction.title.clone());
    let head = Head { title, description: "There is no page at this address.".to_owned() };
    (head, NotFoundView { introduction, search, ways: ways(cx) })
}
