//! What the pages of coverage have in common: their title, their introduction and their data.

use crate::plan::LinkView;
use crate::status::Generated;
use crate::views::{Cx, Head, Introduction};

/// The head of a page with its author's introduction, which may give it another title and description.
pub(super) fn head(cx: &Cx<'_>, page: Generated, description: String) -> (Head, Option<Introduction>) {
    let row = page.row();
    let introduction = cx.introduction(row.url);
    let written = cx.model.pages.iter().find(|page| page.url == row.url);
    let head = Head {
        title: introduction.as_ref().map_or_else(|| row.title.to_owned(), |introduction| introduction.title.clone()),
        description: written.and_then(|page| page.description.clone()).unwrap_or(description),
    };
    (head, introduction)
}

/// Address of the weeks ahead minute by minute, for the pages' script; empty when the site writes no data.
pub(super) fn weeks(cx: &Cx<'_>) -> String {
    if cx.model.config.feeds.json { cx.href("/api/v1/coverage-weeks.json") } else { String::new() }
}

/// The figures as data, when the site writes them.
pub(super) fn data(cx: &Cx<'_>) -> Option<LinkView> {
    cx.model.config.feeds.json.then(|| cx.link("/api/v1/coverage.json", "These figures as JSON"))
}
