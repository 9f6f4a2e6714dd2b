//! Atom feeds of status reports (RFC 4287): one for the portfolio, one for each program, one for each focus area.
//!
//! Every id is the permalink that the report had first and every date the report's own, so a feed changes only when a
//! report does, and a program that gets another slug keeps its ids. RFC 4287 wants absolute addresses as ids, so a site
//! without a base URL has no feeds.

use std::fmt::Write;

use super::address::{address, origin, person, program as program_page, update as update_page};
use super::shape::Address;
use super::xml::{absolute, escape};
use super::{EPOCH, FeedJob, JobInputs, each, file, job, with_former};
use crate::artifact::Artifact;
use crate::model::{FocusAreaId, ProgramId, ReportParts, Update};
use crate::snapshot::Snapshot;
use crate::words::WORDS;

/// Reports in a feed: most readers fetch daily, and fifty are more than a large portfolio writes in a week.
const NEWEST: usize = 50;

/// What a feed says of itself.
struct Feed<'a> {
    /// Its own address below the site's root.
    url: String,
    /// The address that it had first, which is its id.
    first_url: String,
    /// The page that it follows.
    page: String,
    title: String,
    subtitle: &'a str,
}

/// A report and its program.
type AtomEntry<'a> = (ProgramId, &'a Update);

/// All feeds; none without a base URL.
pub(super) fn jobs<'c>(cx: &'c Snapshot<'_>) -> impl Iterator<Item = FeedJob<'c>> {
    let absolute = origin(cx).is_some();
    let count = |count: usize| if absolute { count } else { 0 };
    let portfolio = absolute.then(|| job("atom portfolio", JobInputs::Records(ReportParts::all()), || portfolio(cx)));
    let areas = count(cx.model.focus_areas.len());
    let areas = each(
        "atom focus areas",
        areas,
        |_| JobInputs::Records(ReportParts::all()),
        |index| focus_area(cx, FocusAreaId::new(index)),
    );
    let programs = count(cx.model.programs.len());
    let of_batch = |batch| JobInputs::Programs(batch, ReportParts::all());
    let programs = each("atom programs", programs, of_batch, |index| program(cx, ProgramId::new(index)));
    portfolio.into_iter().chain(areas).chain(programs)
}

fn portfolio(cx: &Snapshot<'_>) -> Option<Artifact> {
    let about = cx.about();
    let feed = Feed {
        url: "/feeds/portfolio.xml".to_owned(),
        first_url: "/feeds/portfolio.xml".to_owned(),
        page: "/programs/".to_owned(),
        title: format!("{}: status reports", cx.model.config.title),
        subtitle: &about,
    };
    write(cx, &feed, newest(cx, |_| true))
}

fn focus_area(cx: &Snapshot<'_>, id: FocusAreaId) -> Vec<Artifact> {
    let area = cx.model.focus_area(id);
    let path = |slug: &str| format!("feeds/focus-areas/{slug}.xml");
    let feed = Feed {
        url: format!("/{}", path(&area.slug)),
        first_url: format!("/{}", path(area.first_slug())),
        page: format!("/focus-areas/{}/", area.slug),
        title: format!("{}: status reports of {}", cx.model.config.title, area.name),
        subtitle: "",
    };
    let made = write(cx, &feed, newest(cx, |program| cx.state(program).facts.focus_area == id));
    with_former(made, &area.formerly, path)
}

fn program(cx: &Snapshot<'_>, id: ProgramId) -> Vec<Artifact> {
    let program = cx.model.program(id);
    let path = |slug: &str| format!("feeds/programs/{slug}.xml");
    let feed = Feed {
        url: format!("/{}", path(&program.slug)),
        first_url: format!("/{}", path(program.first_slug())),
        page: format!("/programs/{}/", program.slug),
        title: format!("{}: status reports", program.name.on(cx.model.as_of)),
        subtitle: program.summary.plain(),
    };
    let made = write(cx, &feed, program.updates.iter().rev().take(NEWEST).map(|update| (id, update)).collect());
    with_former(made, &program.formerly, path)
}

/// The newest reports of programs that `wanted` names: by date, then the program's first slug, the later of one day
/// first.
fn newest<'a>(cx: &Snapshot<'a>, wanted: impl Fn(ProgramId) -> bool) -> Vec<AtomEntry<'a>> {
    let mut programs: Vec<_> = cx.model.programs().filter(|(id, _)| wanted(*id)).collect();
    programs.sort_by_key(|(_, program)| program.first_slug());
    // No program can put more than the newest fifty of its own into the feed, and the sort is stable.
    let mut entries: Vec<_> = programs
        .into_iter()
        .flat_map(|(id, program)| program.updates.iter().rev().take(NEWEST).map(move |update| (id, update)))
        .collect();
    entries.sort_by_key(|(_, update)| std::cmp::Reverse(update.date));
    entries.truncate(NEWEST);
    entries
}

fn write(cx: &Snapshot<'_>, feed: &Feed<'_>, entries: Vec<AtomEntry<'_>>) -> Option<Artifact> {
    let mut xml = String::with_capacity(2048 * (entries.len() + 1));
    compose(&mut xml, cx, feed, entries).ok()?;
    file(feed.url.trim_start_matches('/'), xml)
}

fn compose(xml: &mut String, cx: &Snapshot<'_>, feed: &Feed<'_>, entries: Vec<AtomEntry<'_>>) -> std::fmt::Result {
    let config = &cx.model.config;
    let (Address(own), Address(page)) = (address(cx, &feed.url), address(cx, &feed.page));
    let Address(first) = address(cx, &feed.first_url);
    let updated = entries.first().map_or(EPOCH, |(_, update)| update.date);
    writeln!(xml, "<?xml version=\"1.0\" encoding=\"utf-8\"?>")?;
    writeln!(xml, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", escape(&config.language))?;
    writeln!(xml, "<id>{}</id>", escape(&first))?;
    writeln!(xml, "<title>{}</title>", escape(&feed.title))?;
    if !feed.subtitle.is_empty() {
        writeln!(xml, "<subtitle>{}</subtitle>", escape(feed.subtitle))?;
    }
    writeln!(xml, "<updated>{updated}T00:00:00Z</updated>")?;
    writeln!(xml, "<author><name>{}</name></author>", escape(&config.organization))?;
    writeln!(xml, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", escape(&own))?;
    writeln!(xml, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&page))?;
    writeln!(xml, "<generator version=\"{}\">pmo-site</generator>", env!("CARGO_PKG_VERSION"))?;
    for entry in entries {
        compose_entry(xml, cx, entry)?;
    }
    xml.write_str("</feed>\n")
}

fn compose_entry(xml: &mut String, cx: &Snapshot<'_>, (id, update): AtomEntry<'_>) -> std::fmt::Result {
    let program = cx.model.program(id);
    let author = cx.model.person(update.author);
    let label = cx.model.config.health.label(update.health);
    let name = program.name.on(update.date);
    let title = format!("{name}, {}: {label}", WORDS.date(update.date));
    let Address(link) = update_page(cx, &program.slug, &update.name);
    let Address(first) = update_page(cx, program.first_slug(), &update.name);
    let Address(author_page) = person(cx, &author.slug);
    let Address(program_page) = program_page(cx, &program.slug);
    let html = content(cx, update);
    let html = absolute(&html, origin(cx).unwrap_or_default());
    writeln!(xml, "<entry>")?;
    writeln!(xml, "<id>{}</id>", escape(&first))?;
    writeln!(xml, "<title>{}</title>", escape(&title))?;
    writeln!(xml, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&link))?;
    writeln!(
        xml,
        "<link rel=\"related\" type=\"text/html\" href=\"{}\" title=\"{}\"/>",
        escape(&program_page),
        escape(name)
    )?;
    writeln!(xml, "<published>{0}T00:00:00Z</published>\n<updated>{0}T00:00:00Z</updated>", update.date)?;
    writeln!(xml, "<author><name>{}</name><uri>{}</uri></author>", escape(&author.name), escape(&author_page))?;
    writeln!(xml, "<category term=\"{}\" label=\"{}\"/>", update.health.word(), escape(label))?;
    writeln!(xml, "<summary>{}</summary>", escape(update.headline.plain()))?;
    writeln!(xml, "<content type=\"html\" xml:base=\"{}\">{}</content>", escape(&link), escape(&html))?;
    xml.write_str("</entry>\n")
}

/// The report as HTML: its sentence, the way back to green, what is asked for, and the story.
fn content(cx: &Snapshot<'_>, update: &Update) -> String {
    let headline = format!("<p><strong>{}</strong></p>", cx.html(&update.headline));
    let path = update.path_to_green.as_ref().map(|path| format!("<p>Path to green: {}</p>", cx.html(path)));
    let item = |need: &crate::model::DecisionNeeded| {
        let from = cx.decider(&need.from).text;
        format!("<li>{} ({}, by {})</li>", cx.html(&need.ask), escape(&from), WORDS.date(need.by))
    };
    let asked: Vec<String> = update.decisions_needed.iter().map(item).collect();
    let asked = (!asked.is_empty()).then(|| format!("<p>Decisions needed:</p><ul>{}</ul>", asked.concat()));
    [headline, path.unwrap_or_default(), asked.unwrap_or_default(), cx.html(&update.body.body)].concat()
}
