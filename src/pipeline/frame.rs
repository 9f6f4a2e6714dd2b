//! What stands around a page: its place in the site, its crumbs, its links to source and feeds.

use crate::model::{Audience, Program};
use crate::plan::Route;
use crate::source::SourcePath;
use crate::views::{Cx, Frame, Head, LinkView};

/// The frame of the page at `url`.
pub(super) fn frame(cx: &Cx<'_>, url: &str, route: Route, head: Head) -> Frame {
    let config = &cx.model.config;
    let internal = cx.model.audience == Audience::Internal;
    let depth = url.matches('/').count().saturating_sub(1);
    Frame {
        canonical: config.base_url.as_ref().map(|base| format!("{base}{}", cx.href(url).strip_prefix(cx.plan.base()).unwrap_or(""))),
        section: section(cx, url, route),
        crumbs: crumbs(cx, url, route),
        edit: file(cx, route).and_then(|file| config.forge.as_ref().map(|forge| forge.edit(file.as_str()))),
        noindex: internal || matches!(route, Route::NotFound | Route::Search),
        feeds: feeds(cx, route),
        root: if depth == 0 { "./".to_owned() } else { "../".repeat(depth) },
        url: url.to_owned(),
        title: head.title,
        description: head.description,
    }
}

fn section(cx: &Cx<'_>, url: &str, route: Route) -> &'static str {
    match route {
        Route::Programs
        | Route::Program(_)
        | Route::Updates(_)
        | Route::Timeline
        | Route::Risks
        | Route::Decisions
        | Route::Dependencies
        | Route::Changes
        | Route::StatusGuide => "programs",
        Route::Team | Route::Person(_) | Route::FocusAreas | Route::FocusArea(_) => "team",
        Route::Coverage => "coverage",
        Route::Request => "request",
        Route::Page(id) => match cx.model.pages.get(id.index()).map(|page| page.kind) {
            Some(crate::model::PageKind::ProgramPage(_)) => "programs",
            _ if url.starts_with("/handbook/") => "handbook",
            _ => "",
        },
        Route::Home | Route::Search | Route::NotFound => "",
    }
}

fn crumbs(cx: &Cx<'_>, url: &str, route: Route) -> Vec<LinkView> {
    let home = cx.link("/", "Home");
    let programs = || cx.link("/programs/", "Programs");
    let program = |program: &Program| cx.link(&format!("/programs/{}/", program.slug), program.name.clone());
    match route {
        Route::Home | Route::NotFound => Vec::new(),
        Route::Program(_)
        | Route::Timeline
        | Route::Risks
        | Route::Decisions
        | Route::Dependencies
        | Route::Changes
        | Route::StatusGuide => {
            vec![home, programs()]
        }
        Route::Updates(id) => vec![home, programs(), program(cx.model.program(id))],
        Route::Person(_) => vec![home, cx.link("/team/", "Team")],
        Route::FocusArea(_) => vec![home, cx.link("/focus-areas/", "Focus areas")],
        Route::Page(id) => match cx.model.pages.get(id.index()).map(|page| page.kind) {
            Some(crate::model::PageKind::ProgramPage(id)) => vec![home, programs(), program(cx.model.program(id))],
            _ => std::iter::once(home).chain(cx.plan.ancestors(url).cloned()).collect(),
        },
        Route::Programs | Route::Team | Route::Coverage | Route::FocusAreas | Route::Request | Route::Search => vec![home],
    }
}

/// The file that makes the page, if it is one file.
fn file<'a>(cx: &Cx<'a>, route: Route) -> Option<&'a SourcePath> {
    match route {
        Route::Page(id) => cx.model.pages.get(id.index()).map(|page| &page.file),
        Route::Program(id) => Some(&cx.model.program(id).file),
        Route::Person(id) => Some(&cx.model.person(id).file),
        Route::FocusArea(id) => Some(&cx.model.focus_area(id).file),
        Route::Request => cx.model.intake.as_ref().map(|intake| &intake.file),
        _ => None,
    }
}

/// Feeds are written only when there is an absolute address to give in them.
fn feeds(cx: &Cx<'_>, route: Route) -> Vec<LinkView> {
    let config = &cx.model.config;
    if config.base_url.is_none() || !config.feeds.atom {
        return Vec::new();
    }
    let all = cx.link("/feeds/portfolio.xml", format!("{}: all status updates", config.title));
    let own = match route {
        Route::Program(id) | Route::Updates(id) => {
            let program = cx.model.program(id);
            Some(cx.link(&format!("/feeds/programs/{}.xml", program.slug), format!("{}: status updates", program.name)))
        }
        Route::FocusArea(id) => {
            let area = cx.model.focus_area(id);
            Some(cx.link(&format!("/feeds/focus-areas/{}.xml", area.slug), format!("{}: status updates", area.name)))
        }
        _ => None,
    };
    own.into_iter().chain(std::iter::once(all)).collect()
}
