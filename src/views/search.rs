//! `/search/`: a field for words; the script reads the index. Without scripts the page leads on.

use serde::Serialize;

use super::home::{HomeWay, ways};
use super::{Cx, Head, Introduction};

/// The template of this page.
pub const TEMPLATE: &str = "search.html";

/// The search page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SearchView {
    /// An author's introduction.
    pub introduction: Option<Introduction>,
    /// Where to go without a search.
    pub ways: Vec<HomeWay>,
}

/// The search page.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, SearchView) {
    let description = format!("Search the handbook, the programs and the people of {}.", cx.model.config.title);
    let introduction = cx.introduction("/search/");
    let title = introduction.as_ref().map_or_else(|| "Search".to_owned(), |introduction| introduction.title.clone());
    (Head { title, description }, SearchView { introduction, ways: ways(cx) })
}
