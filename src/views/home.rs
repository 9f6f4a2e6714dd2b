//! `/`: who the office is, where its programs stand, what waits for a decision, what was reported last, and the ways
//! in. A site without programs shows what its sections hold instead.

use serde::Serialize;

use super::expiry::expiries;
use super::{Cx, DateView, Head, Introduction, PersonChip, ProgramChip};
use crate::model::{ProgramId, Update};
use crate::parse::records::Colour;
use crate::plan::{Branch, Child, LinkView};
use crate::snapshot::HealthMark;
use crate::status::{Cause, Generated, GeneratedPage, PAGES, Portfolio};
use crate::words::{Term, WORDS};

/// The template of this page.
pub const TEMPLATE: &str = "home.html";

/// How many pages of a section the page names; the section has all of them.
const PAGES_SHOWN: usize = 8;

/// How many programs that need attention, decisions and updates the page shows; the portfolio page has all of them.
const SHOWN: usize = 6;

/// The home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// What its author says first.
    pub introduction: Option<Introduction>,
    /// Whether there are programs; without any, nothing is said of them.
    pub has_programs: bool,
    /// How many programs are active.
    pub active: usize,
    /// The same in words: `11 active programs`.
    pub headline: String,
    /// Active programs by health; colours always, stale and never reported where there are any.
    pub counts: Vec<Count>,
    /// How many are not active, by lifecycle: `3 planned, 2 complete`; empty when all are.
    pub others: String,
    /// Programs that need attention, the worst first.
    pub attention: Vec<Attention>,
    /// How many more need attention than are shown.
    pub attention_more: usize,
    /// Decisions that programs wait for, the most urgent first.
    pub decisions: Vec<HomeDecision>,
    /// How many more decisions wait than are shown.
    pub decisions_more: usize,
    /// The last reports, newest first.
    pub updates: Vec<Latest>,
    /// The portfolio page.
    pub programs: LinkView,
    /// The register of decisions.
    pub decisions_page: LinkView,
    /// The page of changes.
    pub changes: LinkView,
    /// The sections of a site without programs.
    pub sections: Vec<HomeSection>,
    /// Its pages that are in no section.
    pub pages: Vec<LinkView>,
    /// Where to go from here.
    pub ways: Vec<HomeWay>,
}

/// A section with the pages directly below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HomeSection {
    /// The section.
    pub link: LinkView,
    /// Its first pages.
    pub pages: Vec<LinkView>,
    /// How many more it has.
    pub more: usize,
}

/// A number of programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// How they are counted.
    pub health: HealthMark,
    /// How many.
    pub number: usize,
    /// How many of them are counted so until which day: `2026-03-15*3 2026-03-22*1`.
    pub expires: String,
}

/// A program that needs attention.
#[derive(Clone, Debug, Serialize)]
pub struct Attention {
    /// The program.
    pub program: ProgramChip,
    /// Health that the rules demand, when it is worse than reported.
    pub computed: Option<HealthMark>,
    /// The last report in one sentence, as HTML.
    pub headline: Option<String>,
    /// When that was.
    pub reported: Option<DateView>,
    /// Who is responsible.
    pub dri: PersonChip,
}

/// A decision that a program waits for.
#[derive(Clone, Debug, Serialize)]
pub struct HomeDecision {
    /// The program.
    pub program: ProgramChip,
    /// What is asked, as HTML.
    pub ask: String,
    /// Who decides.
    pub from: LinkView,
    /// Until when.
    pub by: DateView,
    /// Whether that day has passed.
    pub overdue: bool,
}

/// A report.
#[derive(Clone, Debug, Serialize)]
pub struct Latest {
    /// The program's name; the address is the report's.
    pub link: LinkView,
    /// What it reported.
    pub health: HealthMark,
    /// In one sentence, as HTML.
    pub headline: String,
    /// The day.
    pub date: DateView,
    /// Who wrote it.
    pub author: LinkView,
}

/// A way into the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HomeWay {
    /// Where to.
    pub link: LinkView,
    /// What is there.
    pub text: String,
}

/// The home page.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, HomeView) {
    let portfolio = Portfolio::of(cx.model, cx.states);
    let introduction = cx.introduction("/");
    let title =
        introduction.as_ref().map_or_else(|| cx.model.config.title.clone(), |introduction| introduction.title.clone());
    let attention: Vec<_> = portfolio
        .exceptions
        .iter()
        .take(SHOWN)
        .map(|exception| attention(cx, exception.program, &exception.causes))
        .collect();
    let decisions: Vec<_> = portfolio
        .needs
        .iter()
        .take(SHOWN)
        .map(|need| HomeDecision {
            program: cx.program(need.program),
            ask: cx.html(&need.state.need.ask),
            from: cx.decider(&need.state.need.from),
            by: cx.date(need.state.need.by),
            overdue: need.state.overdue,
        })
        .collect();
    let has_programs = cx.plan.has(Generated::Programs);
    let (sections, pages) = if has_programs { (Vec::new(), Vec::new()) } else { contents(cx) };
    let view = HomeView {
        has_programs,
        sections,
        pages,
        active: portfolio.counts.active,
        counts: counts(cx, &portfolio),
        headline: WORDS.count(portfolio.counts.active, Term::ActiveProgram),
        others: others(&portfolio),
        attention_more: portfolio.exceptions.len().saturating_sub(attention.len()),
        attention,
        decisions_more: portfolio.needs.len().saturating_sub(decisions.len()),
        decisions,
        updates: latest(cx),
        programs: cx.link("/programs/", "All programs"),
        decisions_page: cx.link("/decisions/", "All decisions"),
        changes: cx.link("/changes/", "What changed, week by week"),
        ways: if has_programs { ways(cx) } else { made(cx).collect() },
        introduction,
    };
    (Head { title, description: cx.about() }, view)
}

/// The main destinations of the site, with what is there: its first level, and the pages that records make.
pub(super) fn ways(cx: &Cx<'_>) -> Vec<HomeWay> {
    let page = |branch: Branch<'_>| {
        let Child { link, description } = &**branch.page.child;
        HomeWay { link: link.clone(), text: description.clone().unwrap_or_default() }
    };
    cx.plan.branches().map(page).chain(made(cx)).collect()
}

/// The main pages that records make.
fn made(cx: &Cx<'_>) -> impl Iterator<Item = HomeWay> {
    let way = |row: &GeneratedPage| {
        let (name, text) = row.way?;
        cx.page_link(row.page, name).map(|link| HomeWay { link, text: text.to_owned() })
    };
    PAGES.iter().filter_map(way)
}

/// The sections with their pages, and the pages of the first level that have none below.
fn contents(cx: &Cx<'_>) -> (Vec<HomeSection>, Vec<LinkView>) {
    let (mut sections, mut pages) = (Vec::new(), Vec::new());
    for Branch { page, below } in cx.plan.branches() {
        let link = page.child.link.clone();
        if below.list().is_empty() {
            pages.push(link);
        } else {
            let shown = below.list().iter().take(PAGES_SHOWN).map(|child| child.link.clone()).collect();
            sections.push(HomeSection { link, pages: shown, more: below.list().len().saturating_sub(PAGES_SHOWN) });
        }
    }
    (sections, pages)
}

fn counts(cx: &Cx<'_>, portfolio: &Portfolio<'_>) -> Vec<Count> {
    let counts = &portfolio.counts;
    let colours = [(Colour::Red, counts.red), (Colour::Amber, counts.amber), (Colour::Green, counts.green)];
    let mut all: Vec<_> = colours.into_iter().map(|(colour, number)| count(cx, cx.colour(colour), number)).collect();
    let missing = [("stale", "Stale", counts.stale), ("never", "No status yet", counts.never)];
    let there = missing.into_iter().filter(|(.., number)| *number > 0);
    all.extend(there.map(|(mark, label, number)| count(cx, HealthMark { mark, label: label.to_owned() }, number)));
    all
}

/// `3 planned, 2 complete`.
fn others(portfolio: &Portfolio<'_>) -> String {
    let counts = &portfolio.counts;
    let all = [
        ("planned", counts.planned),
        ("proposed", counts.proposed),
        ("paused", counts.paused),
        ("complete", counts.complete),
        ("cancelled", counts.cancelled),
    ];
    let there = all.into_iter().filter(|(_, number)| *number > 0).map(|(word, number)| format!("{number} {word}"));
    WORDS.commas(&there.collect::<Vec<_>>())
}

fn count(cx: &Cx<'_>, health: HealthMark, number: usize) -> Count {
    Count { expires: expiries(cx, health.mark), health, number }
}

fn attention(cx: &Cx<'_>, id: ProgramId, causes: &[Cause]) -> Attention {
    let state = cx.state(id);
    let flagged = causes.contains(&Cause::Flagged);
    Attention {
        program: cx.program(id),
        computed: state.health.computed.filter(|_| flagged).map(|colour| cx.colour(colour)),
        headline: state.update.map(|update| cx.html(&update.headline)),
        reported: state.update.map(|update| cx.date(update.date)),
        dri: cx.person(state.facts.dri),
    }
}

fn latest(cx: &Cx<'_>) -> Vec<Latest> {
    let last = cx
        .model
        .programs()
        .flat_map(|(id, program)| program.updates.iter().rev().take(SHOWN).map(move |update| (id, update)));
    let mut last: Vec<(ProgramId, &Update)> = last.collect();
    // Stable: reports of one day stay ordered by program.
    last.sort_by_key(|(_, update)| std::cmp::Reverse(update.date));
    last.truncate(SHOWN);
    last.into_iter().map(|(id, update)| report(cx, id, update)).collect()
}

fn report(cx: &Cx<'_>, id: ProgramId, update: &Update) -> Latest {
    let program = cx.model.program(id);
    let author = cx.person(update.author);
    Latest {
        link: cx.link(
            &format!("/programs/{}/updates/{}/", program.slug, update.name),
            program.name.on(update.date).clone(),
        ),
        health: cx.colour(update.health),
        headline: cx.html(&update.headline),
        date: cx.date(update.date),
        author: LinkView { href: author.href, text: author.name },
    }
}
