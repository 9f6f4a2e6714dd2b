//! A digest in words: a title, some sentences, and sections of items. What a reader may ask for stands there when it is
//! empty too.

use super::{Digest, DigestChange, DigestDecision, DueLine, ProgramStatus};
use crate::feeds::shape::Address;
use crate::snapshot::HealthCount;
use crate::words::WORDS;

/// A digest in words.
#[derive(Clone, Debug, PartialEq)]
pub struct DigestText {
    /// BCP 47 tag of its language.
    pub language: String,
    /// The heading.
    pub title: String,
    /// Sentences below it.
    pub lead: Vec<String>,
    /// What follows, exceptions first.
    pub sections: Vec<DigestSection>,
    /// Where to read more.
    pub more: Option<DigestLink>,
}

/// A part with a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct DigestSection {
    /// The heading.
    pub title: String,
    /// What is said when there are no items.
    pub none: &'static str,
    /// The items, in order.
    pub items: Vec<DigestItem>,
}

/// One thing to know.
#[derive(Clone, Debug, PartialEq)]
pub struct DigestItem {
    /// What matters first: a health, a day, a kind of change.
    pub mark: String,
    /// What it is about.
    pub link: DigestLink,
    /// What there is to say.
    pub text: String,
    /// Sentences below.
    pub details: Vec<String>,
}

/// A name that leads somewhere when the site has an address.
#[derive(Clone, Debug, PartialEq)]
pub struct DigestLink {
    /// The name.
    pub text: String,
    /// Where it leads.
    pub url: Option<Address>,
}

/// `digest` in words.
#[must_use]
pub fn outline(digest: &Digest) -> DigestText {
    let day = WORDS.date(digest.as_of);
    let subject = digest.program.as_ref().map_or("Programs", |standing| &standing.program.name);
    let status = match &digest.program {
        Some(standing) => section("Status", "", std::iter::once(standing).map(program)),
        None => section("Exceptions", "No program needs attention.", digest.exceptions.iter().map(program)),
    };
    DigestText {
        language: digest.language.clone(),
        title: format!("{}: {subject} on {day}", digest.title),
        lead: if digest.program.is_some() { Vec::new() } else { vec![digest.summary.clone(), health(&digest.health)] },
        sections: vec![
            status,
            section("Decisions needed", "No decision is waited for.", digest.decisions_needed.iter().map(wanted)),
            section("Overdue milestones", "No milestone is overdue.", digest.overdue.iter().map(due)),
            section("Milestones in the next 30 days", "None is expected.", digest.ahead.iter().map(due)),
            section(
                &format!("Changed since {}", WORDS.date(digest.since)),
                "Nothing changed.",
                digest.changes.iter().map(news),
            ),
        ],
        more: digest.url.clone().map(|url| DigestLink { text: "Read more".to_owned(), url: Some(url) }),
    }
}

fn section(title: &str, none: &'static str, items: impl Iterator<Item = DigestItem>) -> DigestSection {
    DigestSection { title: title.to_owned(), none, items: items.collect() }
}

/// `1 At risk, 2 Needs attention, 5 On track. Without a current status: 1 Stale.`
fn health(counts: &[HealthCount]) -> String {
    let is_colour = |view: &&HealthCount| matches!(view.health.mark, "green" | "amber" | "red");
    let words = |view: &HealthCount| format!("{} {}", view.count, view.health.label);
    let colours: Vec<String> = counts.iter().filter(is_colour).map(words).collect();
    let others: Vec<String> = counts.iter().filter(|view| !is_colour(view) && view.count > 0).map(words).collect();
    let apart = if others.is_empty() {
        String::new()
    } else {
        format!(" Without a current status: {}.", WORDS.commas(&others))
    };
    format!("{}.{apart}", WORDS.commas(&colours))
}

fn program(standing: &ProgramStatus) -> DigestItem {
    let mut facts = vec![standing.dri.clone()];
    facts.extend(standing.confidence.map(|percent| format!("confidence {}", WORDS.percent(percent))));
    match (standing.last_update, standing.next_due) {
        (Some(last), Some(due)) if standing.health.mark == "stale" => {
            facts.push(format!("last report {}, the next was due {}", WORDS.date(last), WORDS.date(due)));
        }
        (Some(last), _) => facts.push(format!("reported {}", WORDS.date(last))),
        (None, _) => facts.push("no report yet".to_owned()),
    }
    let mut details: Vec<String> = standing.headline.iter().cloned().collect();
    details.extend(standing.flag.as_ref().map(|flag| format!("The rules say {}", flag.label)));
    if !standing.reasons.is_empty() {
        details.push(format!("Because: {}", standing.reasons.join("; ")));
    }
    details.extend(standing.path_to_green.as_ref().map(|path| format!("Path to green: {path}")));
    DigestItem {
        mark: standing.health.label.clone(),
        link: link(&standing.program),
        text: WORDS.commas(&facts),
        details,
    }
}

fn wanted(wanted: &DigestDecision) -> DigestItem {
    let ask = wanted.ask.trim_end_matches(['.', '?']);
    let word = if wanted.overdue { "overdue since" } else { "by" };
    let mark = format!("{word} {}", WORDS.date(wanted.by));
    let text = format!("{} {ask}, from {}", wanted.id, wanted.from);
    DigestItem { mark, link: link(&wanted.program), text, details: Vec::new() }
}

fn due(due: &DueLine) -> DigestItem {
    let slip = match due.slip_days {
        0 => String::new(),
        late if late > 0 => format!(", {} after its baseline", WORDS.slip(due.slip)),
        _ => format!(", {} before its baseline", WORDS.slip(due.slip)),
    };
    let key = if due.key { ", key" } else { "" };
    let text = format!("{} {}{key}{slip}", due.id, due.name);
    DigestItem { mark: WORDS.plan_date(due.plan), link: link(&due.program), text, details: Vec::new() }
}

fn news(news: &DigestChange) -> DigestItem {
    let link = DigestLink { text: news.program.name.clone(), url: news.url.clone() };
    let text = format!("{} ({})", news.text.trim_end_matches('.'), WORDS.date(news.date));
    DigestItem { mark: news.title.clone(), link, text, details: Vec::new() }
}

fn link(program: &super::ProgramName) -> DigestLink {
    DigestLink { text: program.name.clone(), url: program.url.clone() }
}
