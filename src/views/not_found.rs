//! `/404.html`: what a host shows for an address that leads nowhere.

use serde::Serialize;

use super::home::{HomeWay, ways};
use super::{Cx, Head};
use crate::plan::LinkView;

/// The template of this page.
pub const TEMPLATE: &str = "not-found.html";

/// The page for addresses that lead nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotFoundView {
    /// The search page, when there is one.
    pub search: Option<LinkView>,
    /// Where to go instead.
    pub ways: Vec<HomeWay>,
}

/// The page for addresses that lead nowhere.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, NotFoundView) {
    let search = cx.model.config.search.then(|| cx.link("/search/", "Search the site"));
    let head = Head { title: "Page not found".to_owned(), description: "There is no page at this address.".to_owned() };
    (head, NotFoundView { search, ways: ways(cx) })
}
