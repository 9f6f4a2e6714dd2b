//! A route → its finished page or pages.

use std::collections::BTreeSet;

use serde::Serialize;

use super::frame::{PageContext, SharedFrame};
use super::inside::marked;
use crate::artifact::{Artifact, Body, OutputPath, content_security_policy};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::plan::{Redirect, Route};
use crate::render::Engine;
use crate::snapshot::Snapshot;
use crate::source::SourcePath;
use crate::status::Generated;
use crate::theme::Asset;
use crate::views::{self, Head};

/// The pages of `route`; all of a program's updates for [`Route::Updates`].
pub(super) fn render(
    frames: &SharedFrame<'_, '_>,
    engine: &Engine,
    url: &str,
    route: Route,
) -> Vec<Result<Artifact, Diagnostic>> {
    let (cx, around) = (frames.cx, &frames.around(url, route));
    let one = PageMaker { around, engine, url };
    let made = match route {
        Route::Generated(page) => generated(&one, page),
        Route::Page(id) => views::page::view(cx, engine, id).and_then(|view| one.make(views::page::TEMPLATE, view)),
        Route::List(index) => {
            views::page::list(cx, engine, index).and_then(|view| one.make(views::page::TEMPLATE, view))
        }
        Route::Program(id) => one.make(views::program::TEMPLATE, views::program::view(cx, id)),
        Route::Updates(id) => {
            let names = cx.model.program(id).updates.iter().map(|update| format!("{url}{}/", update.name));
            let page = |(url, view): (String, (Head, views::update::UpdateView))| {
                PageMaker { around, engine, url: &url }.make(views::update::TEMPLATE, view)
            };
            return match views::update::views(cx, engine, id) {
                Ok(views) => names.zip(views).map(page).collect(),
                Err(finding) => vec![Err(finding)],
            };
        }
        Route::Person(id) => one.make(views::person::TEMPLATE, views::person::view(cx, id)),
        Route::ToDo(id) => one.make(views::to_do::TEMPLATE, views::to_do::view(cx, id)),
        Route::FocusArea(id) => one.make(views::focus_areas::AREA_TEMPLATE, views::focus_areas::view(cx, id)),
    };
    vec![made]
}

/// The view and the template of each generated page.
fn generated(one: &PageMaker<'_, '_>, page: Generated) -> Result<Artifact, Diagnostic> {
    let cx = one.around.cx;
    match page {
        Generated::Home => one.make(views::home::TEMPLATE, views::home::view(cx)),
        Generated::Programs => one.make(views::programs::TEMPLATE, views::programs::view(cx)),
        Generated::Timeline => one.make(views::timeline::TEMPLATE, views::timeline::view(cx)),
        Generated::Risks => one.make(views::registers::risks::TEMPLATE, views::registers::risks::view(cx)),
        Generated::Decisions => one.make(views::registers::decisions::TEMPLATE, views::registers::decisions::view(cx)),
        Generated::Dependencies => {
            one.make(views::registers::dependencies::TEMPLATE, views::registers::dependencies::view(cx))
        }
        Generated::Changes => one.make(views::changes::TEMPLATE, views::changes::view(cx)),
        Generated::Archive => one.make(views::archive::TEMPLATE, views::archive::view(cx)),
        Generated::StatusGuide => one.make(views::status_guide::TEMPLATE, views::status_guide::view(cx)),
        Generated::Team => one.make(views::team::TEMPLATE, views::team::view(cx)),
        Generated::Coverage => one.make(views::coverage::now::TEMPLATE, views::coverage::now::view(cx)),
        Generated::CoverageMeet => one.make(views::coverage::meet::TEMPLATE, views::coverage::meet::view(cx)),
        Generated::CoverageYear => one.make(views::coverage::year::TEMPLATE, views::coverage::year::view(cx)),
        Generated::CoverageHire => one.make(views::coverage::hire::TEMPLATE, views::coverage::hire::view(cx)),
        Generated::CoverageMethod => one.make(views::coverage::method::TEMPLATE, views::coverage::method::view(cx)),
        Generated::FocusAreas => one.make(views::focus_areas::TEMPLATE, views::focus_areas::index(cx)),
        Generated::Request => one.make(views::request::TEMPLATE, views::request::view(cx)),
        Generated::Search => one.make(views::search::TEMPLATE, views::search::view(cx)),
        Generated::NotFound => one.make(views::not_found::TEMPLATE, views::not_found::view(cx)),
    }
}

struct PageMaker<'a, 'm> {
    around: &'a PageContext<'a, 'm>,
    engine: &'a Engine,
    url: &'a str,
}

impl PageMaker<'_, '_> {
    fn make(&self, template: &str, (head, view): (Head, impl Serialize)) -> Result<Artifact, Diagnostic> {
        let bytes = self.engine.page(template, &self.around.frame(self.url, head), &view)?;
        artifact(self.url, marked(bytes, self.url, self.around.cx.plan.base(), &self.around.inside))
    }
}

/// An address that is too long for a file system is a finding, not a fault in the middle of publishing.
fn artifact(url: &str, bytes: Vec<u8>) -> Result<Artifact, Diagnostic> {
    if let Some(path) = OutputPath::of_url(url) {
        return Ok(Artifact { path, body: Body::of(bytes) });
    }
    let message =
        format!("`{url}` cannot be stored as a file: a part of it has more than {} bytes", OutputPath::MAX_PART);
    let finding = Diagnostic::new(&registry::URL_TAKEN, Place::start_of(&SourcePath::new("pmo.yaml")), message);
    Err(finding.hint("give the page a shorter `slug`"))
}

/// The page at a former address: a plain document that leads on, on every host. The script `moved` takes along which
/// part of the page was asked for; where scripts do not run, the refresh leads to its beginning.
pub(super) fn redirect(cx: &Snapshot<'_>, moved: Option<&Asset>, redirect: &Redirect) -> Result<Artifact, Diagnostic> {
    let escape = |url: &str| url.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let config = &cx.model.config;
    let (to, base, language) = (cx.href(&redirect.to), cx.plan.base(), &config.language);
    let absolute = |host: &String| Some([host, to.strip_prefix(base)?].concat());
    let canonical = config.base_url.as_ref().and_then(absolute).unwrap_or_else(|| to.clone());
    let to = to + &redirect.rest;
    let (to, canonical) = (escape(&to), escape(&canonical));
    // It shows no picture and no frame, whatever other pages may.
    let policy = content_security_policy(&BTreeSet::new(), &[]);
    let refresh = format!("<meta http-equiv=\"refresh\" content=\"0; url={to}\">");
    let lead = moved.map_or_else(
        || refresh.clone(),
        |script| {
            let integrity = script.integrity.as_ref().map(|hash| format!(" integrity=\"{hash}\"")).unwrap_or_default();
            let source = escape(&[base, script.path.as_str()].concat());
            format!("<script src=\"{source}\"{integrity} defer></script>\n<noscript>{refresh}</noscript>")
        },
    );
    let html = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<title>Moved</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n{lead}\n</head>\n<body>\n\
         <h1>This page has moved</h1>\n<p><a href=\"{to}\">Go to its new address</a></p>\n</body>\n</html>\n"
    );
    artifact(&redirect.from, html.into_bytes())
}
