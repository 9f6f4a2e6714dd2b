//! What every page knows of its site: the `site` of the templates.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Cx, DateView};
use crate::model::Audience;
use crate::parse::records::Colour;
use crate::plan::{BarEntry, LinkView};
use crate::status::{Generated, GeneratedPage, NavPlace, PAGES};
use crate::theme::{STYLE, Theme};

/// A published asset as a page refers to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AssetRef {
    /// Its address.
    pub href: String,
    /// Subresource integrity; empty where it is not known.
    pub integrity: String,
}

/// A destination of the top bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Destination {
    /// Its address.
    pub href: String,
    /// Its text.
    pub text: String,
    /// The section that it stands for, as in [`Frame::section`](crate::render::Frame::section).
    pub section: String,
}

/// The site's words for the colours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Labels {
    /// Word for green.
    pub green: String,
    /// Word for amber.
    pub amber: String,
    /// Word for red.
    pub red: String,
}

/// What every page knows of its site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteView {
    /// Its title.
    pub title: String,
    /// What the top bar calls it.
    pub brand: String,
    /// Address of the picture before that; empty where there is none.
    pub logo: String,
    /// Whose PMO it is.
    pub organization: String,
    /// What it is, in one sentence.
    pub description: String,
    /// BCP 47 language tag.
    pub language: String,
    /// The path of the first page with a final `/`.
    pub base: String,
    /// The absolute address of the first page, when there is one.
    pub base_url: Option<String>,
    /// The day that everything is stated for.
    pub as_of: DateView,
    /// What made the site.
    pub generator: String,
    /// Version of what made the site.
    pub version: &'static str,
    /// The style sheet.
    pub css: AssetRef,
    /// The script of every page.
    pub js: AssetRef,
    /// The script that runs before the first paint.
    pub boot: AssetRef,
    /// Address of the icon.
    pub icon: String,
    /// All assets by name.
    pub assets: BTreeMap<String, AssetRef>,
    /// The first destinations of the top bar.
    pub nav: Vec<Destination>,
    /// Its further destinations, which it keeps folded.
    pub more: Vec<Destination>,
    /// Whether there is a search page.
    pub search: bool,
    /// Address of the search page.
    pub search_href: String,
    /// Address of the page that explains status; empty where there is none.
    pub guide: String,
    /// Links to the open data.
    pub data: Vec<LinkView>,
    /// The Content-Security-Policy.
    pub csp: String,
    /// The site's words for the colours.
    pub health_labels: Labels,
    /// Whether internal items are shown.
    pub internal: bool,
}

/// How many destinations the top bar shows at most; others are folded.
const SHOWN: usize = 5;

/// How many letters the top bar has room for, each destination with three of padding.
const LETTERS: usize = 66;

/// How many it keeps folded; the home page has all of them.
const FOLDED: usize = 25;

impl SiteView {
    /// What every page of the site knows; the destinations are those that exist.
    #[must_use]
    pub fn new(cx: &Cx<'_>, theme: &Theme) -> Self {
        let config = &cx.model.config;
        let base = config.base_path().to_owned();
        let assets: BTreeMap<_, _> = theme
            .assets
            .iter()
            .map(|asset| {
                let href = format!("{base}{}", asset.path);
                (asset.name.clone(), AssetRef { href, integrity: asset.integrity.clone().unwrap_or_default() })
            })
            .collect();
        let asset = |name: &str| assets.get(name).cloned().unwrap_or_default();
        let (nav, more) = destinations(cx);
        let label = |colour| config.health.label(colour).to_owned();
        let data = config
            .feeds
            .json
            .then_some(())
            .filter(|()| cx.plan.has_records())
            .map(|()| LinkView { href: format!("{base}api/v1/index.json"), text: "Open data".to_owned() });
        Self {
            title: config.title.clone(),
            brand: config.brand.name.clone().unwrap_or_else(|| config.title.clone()),
            logo: config.brand.logo.as_ref().map(|logo| cx.href(logo)).unwrap_or_default(),
            organization: config.organization.clone(),
            description: cx.about(),
            language: config.language.clone(),
            base_url: config.base_url.clone(),
            as_of: cx.date(cx.model.as_of),
            generator: concat!("pmo-site ", env!("CARGO_PKG_VERSION")).to_owned(),
            version: env!("CARGO_PKG_VERSION"),
            css: asset(STYLE),
            js: asset("site.js"),
            boot: asset("theme.js"),
            icon: asset("favicon.svg").href,
            nav,
            more,
            search: config.search,
            search_href: cx.href("/search/"),
            guide: cx.page_link(Generated::StatusGuide, "").map(|link| link.href).unwrap_or_default(),
            data: data.into_iter().collect(),
            csp: cx.plan.policy().to_owned(),
            health_labels: Labels { green: label(Colour::Green), amber: label(Colour::Amber), red: label(Colour::Red) },
            internal: cx.model.audience == Audience::Internal,
            assets,
            base,
        }
    }
}

/// The destinations of the top bar, shown and folded: what authors chose, the pages that records make, the first
/// section where none was chosen, how to ask for support, and the other sections.
fn destinations(cx: &Cx<'_>) -> (Vec<Destination>, Vec<Destination>) {
    let pages: Vec<_> = cx.plan.bar().collect();
    let chosen = pages.iter().take_while(|entry| entry.chosen).count();
    let page = |entry: &BarEntry<'_>| Destination {
        href: entry.page.child.link.href.clone(),
        text: entry.text.to_owned(),
        section: entry.url.trim_matches('/').to_owned(),
    };
    let rows = PAGES.iter().filter(|row| matches!(row.place, NavPlace::TopBar(_)) && cx.plan.has(row.page));
    let (last, made): (Vec<_>, Vec<_>) = rows.partition(|row| row.page == Generated::Request);
    let made_of = |rows: Vec<&GeneratedPage>| {
        let made = |row: &GeneratedPage| Destination {
            href: cx.href(row.url),
            text: row.title.to_owned(),
            section: row.section.to_owned(),
        };
        rows.into_iter().map(made).collect::<Vec<_>>()
    };
    let first = usize::from(chosen == 0);
    let mut nav: Vec<_> = pages.iter().take(chosen).map(page).collect();
    nav.extend(made_of(made));
    nav.extend(pages.iter().skip(chosen).take(first).map(page));
    nav.extend(made_of(last));
    nav.extend(pages.iter().skip(chosen + first).map(page));
    let mut more = nav.split_off(shown(nav.iter().map(|destination| destination.text.as_str())));
    if more.len() > FOLDED {
        more.truncate(FOLDED);
        more.push(Destination { href: cx.href("/"), text: "All sections".to_owned(), section: String::new() });
    }
    (nav, more)
}

/// How many of the destinations with these names fit the top bar beside each other; the first is always there.
fn shown<'n>(names: impl Iterator<Item = &'n str>) -> usize {
    // Letters of three bytes and more are about as wide as two of the others.
    let letters = |name: &str| name.chars().map(|letter| 1 + usize::from(letter.len_utf8() > 2)).sum::<usize>() + 3;
    let ends = names.scan(0, |end, name| {
        *end += letters(name);
        Some(*end)
    });
    ends.take(SHOWN).enumerate().take_while(|(at, end)| *at == 0 || *end <= LETTERS).count()
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_bar_shows_as_many_destinations_as_it_has_room_for() {
        let short = ["Programs", "Team", "Coverage", "Handbook", "Request", "More"];
        assert_eq!(shown(short.into_iter()), 5);
        let long = ["Handbook usage", "Benefits, pay and perks", "Company information", "Team"];
        assert_eq!(shown(long.into_iter()), 3);
        assert_eq!(shown(std::iter::once("x".repeat(99).as_str())), 1);
        let wide = ["手引きと進め方について", "会社とその働き方について", "部門ごとの手順"];
        assert_eq!(shown(wide.into_iter()), 2);
        assert_eq!(shown(std::iter::empty()), 0);
    }
}
