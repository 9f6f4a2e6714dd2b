//! What every page has around its own matter.

use serde::Serialize;

use super::Converted;
use crate::plan::LinkView;

/// What every page has around its own matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// The page's title.
    pub title: String,
    /// One sentence for search engines and previews.
    pub description: String,
    /// The page's address below the site's root (`/handbook/`).
    pub url: String,
    /// Absolute address, when the site has one.
    pub canonical: Option<String>,
    /// The destination of the top bar that this page belongs to: `programs`, `team`, `coverage`, `request`, the address
    /// of a section without its outer `/`, as `handbook`, or empty.
    pub section: String,
    /// The pages above, the nearest last; none below the home page.
    pub crumbs: Vec<Converted<LinkView>>,
    /// The pages of the section, where the page is one of them and there are others.
    pub strip: Option<Strip>,
    /// Where the page's source is edited.
    pub edit: Option<String>,
    /// Where the page's source is read.
    pub source: Option<String>,
    /// Where an issue about the page is begun.
    pub issue: Option<String>,
    /// Whether search engines are asked to stay away.
    pub noindex: bool,
    /// Feeds that belong to the page, as (title, address).
    pub feeds: Converted<Vec<LinkView>>,
    /// The day that the page speaks for; none of a page without dated records, and of a report's page, which says its
    /// own.
    pub stated: Option<StatedDay>,
    /// `..` once for each level, to reach the site's root from this page; printed where a relative address is needed.
    pub root: String,
}

/// The pages of a section, side by side below the top bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Strip {
    /// What the section is called.
    pub label: &'static str,
    /// Its pages.
    pub entries: Vec<StripEntry>,
}

/// A page of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StripEntry {
    /// Its address.
    pub href: String,
    /// Its name in the section.
    pub text: &'static str,
    /// What is counted on it: `4 open`; empty where nothing is.
    pub note: String,
    /// Whether it is the page itself.
    pub current: bool,
}

/// The day that a page speaks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatedDay {
    /// What it is: `State of` for the site's own day, which only few pages name, `Newest record:` on all others.
    pub label: &'static str,
    /// `2026-03-05`.
    pub iso: String,
    /// `5 Mar 2026`.
    pub text: String,
    /// The first day on which a page that speaks for all programs says how old it is, as `2026-03-17`.
    pub old_from: Option<String>,
}
