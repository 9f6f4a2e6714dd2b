//! `/search/`: a field for words; the script reads the index. Without scripts the page leads on.

use serde::Serialize;

use super::home::{Way, ways};
use super::{Cx, Head};

/// The template of this page.
pub const TEMPLATE: &str = "search.html";

/// The search page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SearchView {
    /// Where to go without a search.
    pub ways: Vec<Way>,
}

/// The search page.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, SearchView) {
    let description = format!("Search the handbook, the programs and the people of {}.", cx.model.config.title);
    (Head { title: "Search".to_owned(), description }, SearchView { ways: ways(cx) })
}
