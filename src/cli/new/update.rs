//! `pmo-site new update`: the next report, begun from what the last ones said.
//!
//! What still holds is repeated as values, what may move is listed in comments, and the headline is left to the author.
//! It is a draft until its `draft: true` is removed.

use std::fmt::Write;

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::Failure;
use super::Draft;
use super::args::UpdateArgs;
use super::records::{SiteRecords, find};
use super::yaml::{comment, scalar};
use crate::invariant::invariant;
use crate::parse::placeholders::Placeholder;
use crate::parse::records::{Colour, Lifecycle, ProgramRecord, UpdateRecord};

/// The next report of a program.
pub(super) fn draft(args: &UpdateArgs, records: &SiteRecords) -> Result<Draft, Failure> {
    let program = find(records.programs(), "program", &args.program)?;
    let date = args.date.unwrap_or(records.today);
    let lifecycle = program.lifecycle.as_ref().map(|lifecycle| lifecycle.value);
    if let Some(word @ (Lifecycle::Proposed | Lifecycle::Planned)) = lifecycle {
        let message = format!(
            "`{}` is {}, and only a program that runs has a status; set its `lifecycle` to `active` first",
            args.program,
            word.word()
        );
        return Err(Failure::Usage(message));
    }
    if let Some(start) = program.start.as_ref().filter(|start| start.value > date) {
        return Err(Failure::Usage(format!(
            "`{}` starts on {}, after {date}; give a later `--date`",
            args.program, start.value
        )));
    }
    let before: Vec<(Date, &UpdateRecord)> =
        records.updates(&args.program).into_iter().filter(|(day, _)| *day <= date).collect();
    let author = match &args.author {
        Some(author) => {
            find(records.people(), "person", author)?;
            author.clone()
        }
        None => {
            author(program, &before).ok_or_else(|| Failure::Usage("name the author with `--author SLUG`".to_owned()))?
        }
    };
    let folder = format!("content/programs/{}/updates", args.program);
    let numbered = (2..).map(|number| format!("{folder}/{date}-{number}.md"));
    let mut paths = std::iter::once(format!("{folder}/{date}.md")).chain(numbered);
    let path = invariant(paths.find(|path| !records.has(path)), "numbers do not end");
    let mut text = text(program, &before, &author, date);
    if let Some(report) = &args.corrects {
        let report = report.trim_end_matches(".md");
        if !records.has(&format!("{folder}/{report}.md")) {
            return Err(Failure::Usage(format!(
                "there is no report `{folder}/{report}.md`; name one by its file, such as 2026-02-05"
            )));
        }
        text = text.replacen("---\n", &format!("---\ncorrects: {report}\n"), 1);
    }
    let next = "Write the headline and the story, remove `draft: true`, then run `pmo-site build` (`--drafts` shows \
                it before that).";
    Ok(Draft { path, text, next: next.to_owned() })
}

fn author(program: &ProgramRecord, before: &[(Date, &UpdateRecord)]) -> Option<String> {
    let last = before.last().and_then(|(_, update)| update.author.as_ref());
    last.or(program.dri.as_ref()).map(|slug| slug.value.0.clone())
}

fn text(program: &ProgramRecord, before: &[(Date, &UpdateRecord)], author: &str, date: Date) -> String {
    // Two weeks are enough for a decision or a promise, whatever the cadence.
    let soon = date.saturating_add(14.days());
    let last = before.last().map(|(_, update)| *update);
    let health = last.and_then(|update| update.health.as_ref()).map_or(Colour::Green, |health| health.value);
    let mut out = format!("---\nauthor: {author}\nhealth: {}   # green, amber or red\n", health.word());
    if let Some(last) = last {
        carried(&mut out, last);
    }
    let since = before.last().map_or_else(|| "so far".to_owned(), |(day, _)| format!("since {day}"));
    let _ = writeln!(out, "headline: {} {since}.", Placeholder::Headline.text());
    if health != Colour::Green {
        let path = last.and_then(|update| update.path_to_green.as_ref()).map(|path| scalar(&path.value));
        let _ = writeln!(out, "path_to_green: {}", path.unwrap_or_else(|| Placeholder::PathToGreen.text().to_owned()));
    }
    milestones(&mut out, program, before, date);
    risks(&mut out, program, before);
    issues(&mut out, program, before);
    measures(&mut out, program, before, date);
    requests(&mut out, program, before, soon);
    promises(&mut out, last, soon);
    let _ = writeln!(out, "draft: true   # remove this line to publish\n---\n\n{}", Placeholder::Story.text());
    out
}

/// What stays unless the author changes it.
fn carried(out: &mut String, last: &UpdateRecord) {
    if !last.dimensions.0.is_empty() {
        let pairs: Vec<_> = last
            .dimensions
            .0
            .iter()
            .map(|(name, colour)| format!("{}: {}", scalar(&name.value), colour.value.word()))
            .collect();
        let _ = writeln!(out, "dimensions: {{ {} }}", pairs.join(", "));
    }
    if let Some(reason) = &last.override_reason {
        let _ = writeln!(out, "override_reason: {}", scalar(&reason.value));
    }
    if let Some(confidence) = &last.confidence {
        let _ = writeln!(out, "confidence: {}", confidence.value.0);
    }
}

/// Milestones that have not been reached: their forecast where there is one, else a line to begin one.
fn milestones(out: &mut String, program: &ProgramRecord, before: &[(Date, &UpdateRecord)], date: Date) {
    let mut values = String::new();
    let mut comments = String::new();
    for milestone in &program.milestones {
        let (Some(id), Some(baseline)) = (&milestone.id, &milestone.baseline) else { continue };
        let moves =
            || before.iter().flat_map(|(_, update)| &update.milestones.0).filter(|(key, _)| key.value == id.value.0);
        let dropped = milestone.dropped.as_ref().map(|dropped| dropped.value.date.as_ref());
        let is_over = dropped.is_some_and(|day| day.is_none_or(|day| day.value <= date));
        if is_over || moves().any(|(_, change)| change.actual.is_some()) {
            continue;
        }
        let name = milestone.name.as_ref().map(|name| comment(&name.value)).unwrap_or_default();
        match moves().filter_map(|(_, change)| change.forecast.as_ref()).next_back() {
            Some(forecast) => {
                let _ = writeln!(
                    values,
                    "  {}: {{ forecast: {} }}   # {name}, baseline {}",
                    scalar(&id.value),
                    forecast.value,
                    baseline.value
                );
            }
            None => {
                let _ = writeln!(comments, "#   {}: {{ forecast: {} }}   # {name}", scalar(&id.value), baseline.value);
            }
        }
        if milestone.gate.is_some() {
            let _ = writeln!(
                comments,
                "#   {}: {{ actual: {date}, gate: go }}   # once its gate has decided: go, conditional or no_go",
                scalar(&id.value)
            );
        }
    }
    match (values.is_empty(), comments.is_empty()) {
        (true, true) => {}
        (true, false) => {
            let _ = write!(out, "# milestones:   # forecast, actual, note\n{comments}");
        }
        (false, _) => {
            let _ = write!(out, "milestones:\n{values}{comments}");
        }
    }
}

/// Open risks, as comments: most of them stay as they are.
fn risks(out: &mut String, program: &ProgramRecord, before: &[(Date, &UpdateRecord)]) {
    let mut lines = String::new();
    for risk in &program.risks {
        let Some(id) = &risk.id else { continue };
        let moves = || before.iter().flat_map(|(_, update)| &update.risks.0).filter(|(key, _)| key.value == id.value.0);
        if risk.closed.is_some() || moves().any(|(_, change)| change.closed.is_some()) {
            continue;
        }
        let probability =
            moves().filter_map(|(_, change)| change.probability.as_ref()).next_back().or(risk.probability.as_ref());
        let impact = moves().filter_map(|(_, change)| change.impact.as_ref()).next_back().or(risk.impact.as_ref());
        let score = |value: Option<&crate::parse::decode::Located<crate::parse::decode::Whole<u8, 1, 5>>>| {
            value.map_or(3, |value| value.value.0)
        };
        let statement = risk.statement.as_ref().map(|statement| comment(&statement.value)).unwrap_or_default();
        let _ = writeln!(
            lines,
            "#   {}: {{ probability: {}, impact: {} }}   # {statement}",
            scalar(&id.value),
            score(probability),
            score(impact)
        );
    }
    if !lines.is_empty() {
        let _ = write!(out, "# risks:   # list those that moved\n{lines}");
    }
}

/// Open issues, as comments like risks.
fn issues(out: &mut String, program: &ProgramRecord, before: &[(Date, &UpdateRecord)]) {
    let mut lines = String::new();
    for issue in &program.issues {
        let Some(id) = &issue.id else { continue };
        let moves =
            || before.iter().flat_map(|(_, update)| &update.issues.0).filter(|(key, _)| key.value == id.value.0);
        if issue.closed.is_some() || moves().any(|(_, change)| change.closed.is_some()) {
            continue;
        }
        let due = moves().filter_map(|(_, change)| change.due.as_ref()).next_back().or(issue.due.as_ref());
        let due = due.map_or_else(String::new, |due| format!(" due: {} ", due.value));
        let statement = issue.statement.as_ref().map(|statement| comment(&statement.value)).unwrap_or_default();
        let _ = writeln!(lines, "#   {}: {{{due}}}   # {statement}", scalar(&id.value));
    }
    if !lines.is_empty() {
        let _ = write!(out, "# issues:   # list those that moved; `closed` ends one\n{lines}");
    }
}

/// Requests that wait for an answer, and room for the next one under an id that is free: a request stays until it is
/// answered.
fn requests(out: &mut String, program: &ProgramRecord, before: &[(Date, &UpdateRecord)], soon: Date) {
    // One that was withdrawn waits for nothing; its id is used.
    let mut asked: Vec<(&str, Option<String>)> = Vec::new();
    for need in before.iter().flat_map(|(_, update)| &update.decisions_needed) {
        let Some(id) = &need.id else { continue };
        let from = need.from.as_ref().map(|from| format!(", from {}", from.value.0)).unwrap_or_default();
        let by = need.by.as_ref().map(|by| format!(" by {}", by.value)).unwrap_or_default();
        let line = match (&need.ask, &need.withdrawn) {
            (_, Some(_)) => None,
            (Some(ask), None) => Some(format!("{}{from}{by}", comment(&ask.value).trim_end_matches('.'))),
            (None, None) => continue,
        };
        match asked.iter_mut().find(|(known, _)| *known == id.value.0) {
            Some((_, earlier)) => *earlier = line,
            None => asked.push((&id.value.0, line)),
        }
    }
    let answered = |id: &str| {
        program.decisions.iter().filter_map(|decision| decision.answers.as_ref()).any(|answers| *answers.value == *id)
    };
    let waiting = asked.iter().filter_map(|(id, line)| Some((*id, line.as_ref()?)));
    let waiting: Vec<_> = waiting.filter(|(id, _)| !answered(id)).collect();
    if !waiting.is_empty() {
        out.push_str("# waited for; a decision in program.yaml with `answers: ID` ends it:\n");
    }
    for (id, line) in waiting {
        let _ = writeln!(out, "#   - {id} {line}");
    }
    let free =
        (1..=asked.len() + 1).map(|number| format!("Q{number}")).find(|id| asked.iter().all(|(known, _)| known != id));
    let free = invariant(free, "of one more id than there are requests one is free");
    let _ = write!(
        out,
        "# decisions_needed:\n#   - {{ id: {free}, ask: {}, from: some-person, by: {soon} }}\n",
        Placeholder::Ask.text()
    );
}

/// The last value of each success measure, as comments: an old number must not pass for a new one.
fn measures(out: &mut String, program: &ProgramRecord, before: &[(Date, &UpdateRecord)], date: Date) {
    let mut pairs = Vec::new();
    for measure in &program.success_measures {
        let Some(id) = &measure.id else { continue };
        let withdrawn = measure.withdrawn.as_ref().map(|withdrawn| withdrawn.value.date.as_ref());
        if withdrawn.is_some_and(|day| day.is_none_or(|day| day.value <= date)) {
            continue;
        }
        let values =
            before.iter().flat_map(|(_, update)| &update.measures.0).filter(|(key, _)| key.value == id.value.0);
        let value = values
            .map(|(_, value)| value.value)
            .next_back()
            .or(measure.start.as_ref().map(|start| start.value))
            .unwrap_or(0.0);
        pairs.push(format!("{}: {value}", scalar(&id.value)));
    }
    if !pairs.is_empty() {
        let _ = writeln!(out, "# measures: {{ {} }}   # values of last time", pairs.join(", "));
    }
}

/// What was promised last time, so that it is answered, and room for the next promise.
fn promises(out: &mut String, last: Option<&UpdateRecord>, soon: Date) {
    let promised = last.map_or(&[][..], |update| &update.next);
    if !promised.is_empty() {
        out.push_str("# promised last time:\n");
    }
    for promise in promised {
        let Some(text) = &promise.text else { continue };
        let by = promise.by.as_ref().map(|by| format!(" (by {})", by.value)).unwrap_or_default();
        let _ = writeln!(out, "#   - {}{by}", comment(&text.value));
    }
    let _ = writeln!(out, "# next:\n#   - {{ text: {}, by: {soon} }}", Placeholder::Promise.text());
}
