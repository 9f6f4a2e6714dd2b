//! `/`: who the office is, where its programs stand, what waits for a decision, what comes next and what was reported
//! last. A site without programs shows what its sections hold instead.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::program::{anchor, program_link};
use super::programs::{CountsView, counts_view};
use super::{Cx, DateView, Head, ProgramChip};
use crate::model::{ProgramId, Update};
use crate::parse::records::Lifecycle;
use crate::plan::{Branch, Child, LinkView};
use crate::snapshot::HealthMark;
use crate::status::{DueMilestone, Exception, Freshness, Generated, GeneratedPage, PAGES, Portfolio};
use crate::words::WORDS;

/// The template of this page.
pub const TEMPLATE: &str = "home.html";

/// How many pages of a section the page names; the section has all of them.
const PAGES_SHOWN: usize = 8;

/// How many exceptions, decisions and reports the page shows; the portfolio page has all of them.
const SHOWN: usize = 6;

/// How many days ahead milestones are shown, and how many where there is no exception.
const NEAR: (i64, i64) = (14, 30);

/// How many of them.
const NEAR_SHOWN: usize = 5;

/// How many days back reports are news.
const NEWS: i64 = 6;

/// The home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// What its author says first, as HTML, without the paragraph around it; empty where the author says nothing.
    pub lede: String,
    /// What the author says after that, as HTML.
    pub more: String,
    /// Whether there are programs; without any, nothing is said of them.
    pub has_programs: bool,
    /// How many programs stand where.
    pub counts: CountsView,
    /// How many programs are exceptions.
    pub exceptions: usize,
    /// The exceptions, the worst first.
    pub attention: Vec<Attention>,
    /// How many more there are than are shown.
    pub attention_more: usize,
    /// How many decisions are needed.
    pub needs: usize,
    /// Decisions that programs wait for, the most urgent first.
    pub decisions: Vec<HomeDecision>,
    /// How many more decisions wait than are shown.
    pub decisions_more: usize,
    /// `Next 14 days`.
    pub near_title: String,
    /// Milestones that are overdue or expected in these days.
    pub near: Vec<HomeMilestone>,
    /// The first day of the last reports.
    pub since: DateView,
    /// The last reports of programs that are not shown above, newest first.
    pub updates: Vec<Latest>,
    /// The portfolio page.
    pub programs: LinkView,
    /// The register of decisions.
    pub decisions_page: LinkView,
    /// The page of all milestones.
    pub timeline: LinkView,
    /// The page of changes.
    pub changes: LinkView,
    /// The sections of a site without programs.
    pub sections: Vec<HomeSection>,
    /// Its pages that are in no section.
    pub pages: Vec<LinkView>,
    /// Where to go from here, on a site without programs.
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

/// A program that needs attention.
#[derive(Clone, Debug, Serialize)]
pub struct Attention {
    /// The program.
    pub program: ProgramChip,
    /// Health that the rules demand, when it is worse than reported.
    pub computed: Option<HealthMark>,
    /// What is to be known of a report that is late or missing, such as `last report 8 Oct 2026`.
    pub remark: String,
    /// The last report in one sentence, as HTML.
    pub headline: Option<String>,
    /// `+21 d` of the next milestone, or `as planned`; empty without one.
    pub slip: String,
    /// Whether that is late.
    pub late: bool,
    /// The id of the next milestone.
    pub milestone: String,
    /// Its name.
    pub milestone_name: String,
    /// Who is responsible.
    pub dri: LinkView,
}

/// A decision that a program waits for.
#[derive(Clone, Debug, Serialize)]
pub struct HomeDecision {
    /// What is asked; the address is its place on the program's page.
    pub ask: LinkView,
    /// The program's name.
    pub program: String,
    /// Who decides.
    pub from: LinkView,
    /// Until when.
    pub by: DateView,
    /// Whether that day has passed.
    pub overdue: bool,
}

/// A milestone that is near or overdue.
#[derive(Clone, Debug, Serialize)]
pub struct HomeMilestone {
    /// Its name; the address is its place on the program's page.
    pub milestone: LinkView,
    /// The program's name.
    pub program: String,
    /// When it is expected.
    pub date: DateView,
    /// `+14 d` or `as planned`.
    pub slip: String,
    /// Whether it is after its baseline.
    pub late: bool,
    /// Whether that day has passed.
    pub overdue: bool,
}

/// A report.
#[derive(Clone, Debug, Serialize)]
pub struct Latest {
    /// The program.
    pub program: LinkView,
    /// What it reported.
    pub health: HealthMark,
    /// In one sentence, as HTML.
    pub headline: String,
    /// The day.
    pub date: DateView,
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
    let (lede, more) = introduction.map_or_else(Default::default, |introduction| first_paragraph(&introduction.html));
    let shown = |exceptions: &[Exception]| exceptions.iter().take(SHOWN).cloned().collect::<Vec<_>>();
    let shown = shown(&portfolio.exceptions);
    let attention: Vec<_> = shown.iter().map(|exception| attention(cx, exception)).collect();
    let decisions: Vec<_> =
        portfolio.needs.iter().take(SHOWN).map(|need| decision(cx, need.program, &need.state)).collect();
    let has_programs = cx.plan.has(Generated::Programs);
    let (sections, pages) = if has_programs { (Vec::new(), Vec::new()) } else { contents(cx) };
    let days = if attention.is_empty() { NEAR.1 } else { NEAR.0 };
    let newest = cx.newest().unwrap_or(cx.model.as_of);
    let since = newest.checked_sub(NEWS.days()).unwrap_or(newest);
    let view = HomeView {
        lede,
        more,
        has_programs,
        sections,
        pages,
        counts: counts_view(cx, &portfolio, &cx.href("/programs/")),
        exceptions: portfolio.exceptions.len(),
        attention_more: portfolio.exceptions.len().saturating_sub(attention.len()),
        attention,
        needs: portfolio.needs.len(),
        decisions_more: portfolio.needs.len().saturating_sub(decisions.len()),
        decisions,
        near_title: format!("Next {days} days"),
        near: near(cx, &portfolio, days),
        updates: latest(cx, &shown, since),
        since: cx.date(since),
        programs: cx.link("/programs/", "All programs"),
        decisions_page: cx.link("/decisions/", "All decisions"),
        timeline: cx.link("/timeline/", "Timeline"),
        changes: cx.link("/changes/", "What changed"),
        ways: if has_programs { Vec::new() } else { made(cx).collect() },
    };
    (Head { title, description: cx.about() }, view)
}

/// The first paragraph of a text without its tags, and what follows. A text that begins with something else has no
/// first paragraph.
fn first_paragraph(html: &str) -> (String, String) {
    match html.trim_start().strip_prefix("<p>").and_then(|rest| rest.split_once("</p>")) {
        Some((first, rest)) => (first.to_owned(), rest.trim().to_owned()),
        None => (String::new(), html.to_owned()),
    }
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

fn attention(cx: &Cx<'_>, exception: &Exception) -> Attention {
    let state = cx.state(exception.program);
    let next = state.next_milestone();
    let flagged = state.health.watermelon();
    let remark = match (state.freshness, state.update, state.next_due) {
        (Some(Freshness::Stale), Some(update), Some(due)) => {
            format!("last report {}, next was due {}", WORDS.date(update.date), WORDS.date(due))
        }
        (_, None, Some(due)) => format!("first report due {}", WORDS.date(due)),
        _ => String::new(),
    };
    Attention {
        program: cx.program(exception.program),
        computed: state.health.computed.filter(|_| flagged).map(|colour| cx.colour(colour)),
        remark,
        headline: state.update.map(|update| cx.html(&update.headline)),
        slip: next.map_or_else(String::new, |next| slip(next.slip_days)),
        late: next.is_some_and(|next| next.slip_days > 0),
        milestone: next.map_or_else(String::new, |next| next.milestone.id.clone()),
        milestone_name: next.map_or_else(String::new, |next| next.facts.name.to_owned()),
        dri: cx.person_link(state.facts.dri),
    }
}

/// `+14 d`, or in words that there is none.
fn slip(days: i32) -> String {
    if days == 0 { "as planned".to_owned() } else { WORDS.signed_days(days) }
}

fn decision(cx: &Cx<'_>, id: ProgramId, state: &crate::status::NeedState<'_>) -> HomeDecision {
    let program = program_link(cx, cx.model.program(id), cx.model.as_of);
    HomeDecision {
        ask: LinkView {
            href: format!("{}#{}", program.href, anchor(&state.need.id)),
            text: state.need.ask.plain().to_owned(),
        },
        program: program.text,
        from: cx.decider(&state.need.from),
        by: cx.date(state.need.by),
        overdue: state.overdue,
    }
}

/// Milestones that are overdue, and those of the next `days`.
fn near(cx: &Cx<'_>, portfolio: &Portfolio<'_>, days: i64) -> Vec<HomeMilestone> {
    let last = cx.model.as_of.checked_add(days.days()).unwrap_or(Date::MAX);
    let row = |due: &DueMilestone| {
        let program = program_link(cx, cx.model.program(due.program), cx.model.as_of);
        let now = cx.state(due.program).milestones.iter().find(|now| now.index == due.milestone)?;
        Some(HomeMilestone {
            milestone: LinkView {
                href: format!("{}#{}", program.href, anchor(&now.milestone.id)),
                text: now.facts.name.to_owned(),
            },
            program: program.text,
            date: cx.plan_date(due.expected),
            slip: slip(due.slip_days),
            late: due.slip_days > 0,
            overdue: due.expected.last < cx.model.as_of,
        })
    };
    let due = portfolio.overdue.iter().chain(portfolio.ahead.iter().filter(|due| due.expected.last <= last));
    due.filter_map(row).take(NEAR_SHOWN).collect()
}

/// The last report of each program that has reported since a day and is not among `shown`, newest first.
fn latest(cx: &Cx<'_>, shown: &[Exception], since: Date) -> Vec<Latest> {
    let told = |id: ProgramId| shown.iter().any(|exception| exception.program == id);
    let mut last: Vec<(ProgramId, &Update)> = cx
        .model
        .programs()
        .filter(|(id, _)| cx.state(*id).facts.lifecycle == Lifecycle::Active && !told(*id))
        .filter_map(|(id, _)| Some((id, cx.state(id).update?)))
        .filter(|(_, update)| update.date >= since)
        .collect();
    // Stable: reports of one day stay ordered by program.
    last.sort_by_key(|(_, update)| std::cmp::Reverse(update.date));
    last.truncate(SHOWN);
    let report = |(id, update): (ProgramId, &Update)| Latest {
        program: program_link(cx, cx.model.program(id), cx.model.as_of),
        health: cx.colour(update.health),
        headline: cx.html(&update.headline),
        date: cx.date(update.date),
    };
    last.into_iter().map(report).collect()
}
