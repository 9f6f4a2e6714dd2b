//! What stands around a page: its place in the site, its crumbs, its links to source and feeds.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Audience, Inside, PageKind, Program};
use crate::plan::{LinkView, Route};
use crate::render::{Converted, Frame, StatedDay, Strip};
use crate::snapshot::Snapshot;
use crate::source::SourcePath;
use crate::status::{Discovery, Generated};
use crate::views::{Cx, Head, strip};
use crate::words::WORDS;

/// What the frames of a site's pages share.
#[derive(Debug)]
pub(super) struct SharedFrame<'a, 'm> {
    /// What the pages are made from.
    pub cx: &'a Cx<'m>,
    programs: Converted<LinkView>,
    /// The pages that readers outside do not have.
    inside: Arc<Inside>,
    /// The feed of the whole site; none where there are no feeds.
    feeds: Converted<Vec<LinkView>>,
}

/// What stands around the pages of a route, all but what each page says of itself.
#[derive(Debug)]
pub(super) struct PageContext<'a, 'm> {
    pub cx: &'a Cx<'m>,
    section: &'a str,
    crumbs: Vec<Converted<LinkView>>,
    strip: Option<Strip>,
    edit: Option<String>,
    source: Option<String>,
    /// The address that the author of a page names as the one to list.
    canonical: Option<String>,
    noindex: bool,
    feeds: Converted<Vec<LinkView>>,
    stated: Option<StatedDay>,
    /// The pages that readers outside do not have.
    pub inside: Arc<Inside>,
}

impl<'a, 'm> SharedFrame<'a, 'm> {
    /// Those of the pages of `cx`.
    pub fn of(cx: &'a Cx<'m>) -> Self {
        let config = &cx.model.config;
        // Feeds are written only when there is an absolute address to give in them.
        let all = (config.base_url.is_some() && config.feeds.atom && cx.plan.has(Generated::Programs))
            .then(|| cx.link("/feeds/portfolio.xml", format!("{}: all status updates", config.title)));
        Self {
            cx,
            programs: Converted::new(cx.link("/programs/", "Programs")),
            inside: Arc::new(Inside::of(cx.model)),
            feeds: Converted::new(all.into_iter().collect()),
        }
    }

    /// What stands around the page or pages of `route`, which are at `url` or below.
    pub fn around(&self, url: &str, route: Route) -> PageContext<'a, 'm> {
        let cx = self.cx;
        let forge = cx.model.config.forge.as_ref();
        let place = file(cx, route).map(|file| cx.model.config.layout.place(file.as_str()));
        PageContext {
            cx,
            section: section(cx, url, route),
            crumbs: self.crumbs(url, route),
            strip: match route {
                Route::Generated(page) => strip(cx, page),
                _ => None,
            },
            edit: place.as_ref().zip(forge).map(|(place, forge)| forge.edit(place)),
            source: place.as_ref().zip(forge).map(|(place, forge)| forge.view(place)),
            canonical: own_canonical(cx, route),
            noindex: cx.model.audience == Audience::Internal
                || cx.model.is_unfindable(url)
                || matches!(route, Route::ToDo(_))
                || matches!(route, Route::Generated(page) if page.row().found == Discovery::Nowhere),
            feeds: self.feeds(route),
            stated: stated(cx, route),
            inside: Arc::clone(&self.inside),
        }
    }

    /// Pages of the first and the second level have none: the top bar and the strip of the section lead to what is
    /// above.
    fn crumbs(&self, url: &str, route: Route) -> Vec<Converted<LinkView>> {
        let cx = self.cx;
        let programs = || self.programs.clone();
        let link = |url: &str, name: &str| Converted::new(cx.link(url, name));
        let program =
            |program: &Program| link(&format!("/programs/{}/", program.slug), program.name.on(cx.model.as_of));
        match route {
            Route::Generated(_) => Vec::new(),
            Route::Program(id) => {
                let area = cx.model.focus_area(*cx.model.program(id).focus_area.on(cx.model.as_of));
                vec![programs(), link(&format!("/focus-areas/{}/", area.slug), &area.name)]
            }
            Route::Updates(id) => vec![programs(), program(cx.model.program(id))],
            Route::Person(_) => vec![link("/team/", "Team")],
            Route::ToDo(id) => {
                let person = cx.model.person(id);
                vec![link("/team/", "Team"), link(&format!("/team/{}/", person.slug), &person.name)]
            }
            Route::FocusArea(_) => {
                let row = Generated::FocusAreas.row();
                vec![link(row.url, row.title)]
            }
            Route::Page(id) => match cx.model.pages.get(id.index()).map(|page| page.kind) {
                Some(PageKind::ProgramPage(id)) => vec![programs(), program(cx.model.program(id))],
                _ => self.above(url),
            },
            Route::List(_) => self.above(url),
        }
    }

    /// The pages above the one at `url`, the nearest last.
    fn above(&self, url: &str) -> Vec<Converted<LinkView>> {
        let cx = self.cx;
        cx.plan.ancestors(url).map(|page| cx.nav.link(page)).collect()
    }

    fn feeds(&self, route: Route) -> Converted<Vec<LinkView>> {
        let cx = self.cx;
        let (address, name) = match route {
            Route::Program(id) | Route::Updates(id) => {
                let program = cx.model.program(id);
                (format!("/feeds/programs/{}.xml", program.slug), program.name.on(cx.model.as_of))
            }
            Route::FocusArea(id) => {
                let area = cx.model.focus_area(id);
                (format!("/feeds/focus-areas/{}.xml", area.slug), &area.name)
            }
            _ => return self.feeds.clone(),
        };
        if self.feeds.is_empty() {
            return self.feeds.clone();
        }
        let own = cx.link(&address, format!("{name}: status updates"));
        Converted::new(std::iter::once(own).chain(self.feeds.iter().cloned()).collect())
    }
}

impl PageContext<'_, '_> {
    /// The frame of the page at `url`, which says `head` of itself.
    pub fn frame(&self, url: &str, head: Head) -> Frame {
        let (cx, config) = (self.cx, &self.cx.model.config);
        let depth = url.matches('/').count().saturating_sub(1);
        let absolute = |base: &String, href: &str| [base, href.strip_prefix(cx.plan.base()).unwrap_or("")].concat();
        let base = config.base_url.as_ref();
        let canonical = match &self.canonical {
            Some(href) if !href.starts_with('/') => Some(href.clone()),
            Some(href) => base.map(|base| absolute(base, href)),
            None => base.map(|base| absolute(base, &cx.href(url))),
        };
        Frame {
            canonical,
            section: self.section.to_owned(),
            crumbs: self.crumbs.clone(),
            strip: self.strip.clone(),
            edit: self.edit.clone(),
            source: self.source.clone(),
            issue: self.source.as_ref().and(config.forge.as_ref()).map(|forge| {
                let address = base.map_or_else(|| cx.href(url), |base| absolute(base, &cx.href(url)));
                forge.issue(&format!("{}: ", head.title), &format!("About {address}\n\n"))
            }),
            noindex: self.noindex,
            feeds: self.feeds.clone(),
            stated: self.stated.clone(),
            root: if depth == 0 { "./".to_owned() } else { "../".repeat(depth) },
            url: url.to_owned(),
            title: head.title,
            description: head.description,
        }
    }
}

/// The day that the pages of `route` speak for. Two name the day of the build; on all others it would make another file
/// of each page every night.
fn stated(cx: &Snapshot<'_>, route: Route) -> Option<StatedDay> {
    let all = matches!(route, Route::Generated(Generated::Home | Generated::StatusGuide | Generated::Programs));
    let page = |label, date: Date| StatedDay {
        label,
        iso: date.to_string(),
        text: WORDS.date(date),
        old_from: crate::views::old_from(cx.model, date).filter(|_| all).map(|day| day.to_string()),
    };
    let newest = match route {
        Route::Generated(Generated::Home) if !cx.plan.has_records() => None,
        Route::Generated(Generated::Home | Generated::StatusGuide) => return Some(page("State of", cx.model.as_of)),
        Route::Generated(
            Generated::Programs
            | Generated::Timeline
            | Generated::Risks
            | Generated::Decisions
            | Generated::Dependencies
            | Generated::Changes
            | Generated::FocusAreas,
        ) => cx.newest(),
        Route::Generated(Generated::Archive) => cx.archived().filter_map(|(id, _)| cx.newest_of(id)).max(),
        Route::Generated(Generated::Team) => cx.newest().max(cx.newest_of_people()),
        Route::Generated(
            Generated::Coverage
            | Generated::CoverageMeet
            | Generated::CoverageYear
            | Generated::CoverageHire
            | Generated::CoverageMethod,
        ) => cx.newest_of_people(),
        Route::Generated(Generated::Request | Generated::Search | Generated::NotFound)
        | Route::Page(_)
        | Route::List(_)
        | Route::Updates(_) => None,
        Route::Program(id) => cx.newest_of(id),
        Route::Person(id) | Route::ToDo(id) => cx.newest_about(id),
        Route::FocusArea(id) => cx.newest_in(id),
    };
    newest.map(|date| page("Newest record:", date))
}

/// The address that the author of a Markdown page names as the one to list, as it is printed.
fn own_canonical(cx: &Snapshot<'_>, route: Route) -> Option<String> {
    let Route::Page(id) = route else { return None };
    let page = cx.model.pages.get(id.index())?;
    cx.plan.canonical(&page.canonical.as_ref()?.value, &page.file)
}

fn section<'a>(cx: &Snapshot<'a>, url: &str, route: Route) -> &'a str {
    match route {
        Route::Generated(page) => page.row().section,
        Route::Program(_) | Route::Updates(_) => Generated::Programs.row().section,
        Route::Person(_) | Route::ToDo(_) | Route::FocusArea(_) => Generated::Team.row().section,
        Route::Page(id) => match cx.model.pages.get(id.index()).map(|page| page.kind) {
            Some(PageKind::ProgramPage(_)) => "programs",
            _ => cx.plan.section(url),
        },
        Route::List(_) => cx.plan.section(url),
    }
}

/// The file that makes the page, if it is one file.
fn file<'a>(cx: &Snapshot<'a>, route: Route) -> Option<&'a SourcePath> {
    match route {
        Route::Page(id) => cx.model.pages.get(id.index()).map(|page| &page.file),
        Route::Program(id) => Some(&cx.model.program(id).file),
        Route::Person(id) => Some(&cx.model.person(id).file),
        Route::FocusArea(id) => Some(&cx.model.focus_area(id).file),
        Route::Generated(Generated::Request) => cx.model.intake.as_ref().map(|intake| &intake.file),
        Route::Generated(_) | Route::List(_) | Route::Updates(_) | Route::ToDo(_) => None,
    }
}
