//! Where somebody may have a job: one walk through all records.

use super::jobs::Jobs;
use crate::cli::change::fields::Holder;
use crate::cli::change::timeline::{Subject, value_on};
use crate::cli::edit::Edits;
use crate::cli::new::records::SiteRecords;
use crate::parse::edit::{Step, Value};
use crate::parse::records::UpdateRecord;
use crate::parse::{FileKind, kind_of, slug_of};
use crate::source::SourcePath;

/// Finds every open job.
pub(super) fn search(records: &SiteRecords, edits: &Edits, jobs: &mut Jobs<'_>) {
    for (slug, _) in records.programs() {
        program(slug, records, edits, jobs);
    }
    for (slug, _) in records.areas() {
        let Some((subject, record)) = record(FileKind::FocusArea, Holder::FocusArea, slug, records, edits) else {
            continue;
        };
        for field in ["lead", "triage_dri"] {
            jobs.dated(&subject, slug, &record, field, None);
        }
    }
    for (slug, _) in records.people() {
        person(slug, records, edits, jobs);
    }
    settings(records, edits, jobs);
    intake(records, edits, jobs);
    pages(records, edits, jobs);
}

fn record(
    kind: FileKind,
    holder: Holder,
    slug: &str,
    records: &SiteRecords,
    edits: &Edits,
) -> Option<(Subject, Value)> {
    let file = records.file_of(kind, slug)?.clone();
    let value = edits.value(&file)?;
    Some((Subject { file, way: Vec::new(), holder }, value))
}

fn items<'v>(value: &'v Value, list: &str) -> &'v [Value] {
    match value.at(&[Step::from(list)]) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    match value.at(&[Step::from(key)])? {
        Value::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

fn program(slug: &str, records: &SiteRecords, edits: &Edits, jobs: &mut Jobs<'_>) {
    let Some((subject, value)) = record(FileKind::Program, Holder::Program, slug, records, edits) else { return };
    let lifecycle = Holder::Program.field("lifecycle").map(|field| value_on(&value, field, jobs.date));
    let over = [Value::word("complete"), Value::word("cancelled")];
    if lifecycle.is_some_and(|lifecycle| over.contains(&lifecycle)) {
        return;
    }
    // What nobody has published says nothing yet.
    let is_said =
        |day, update: &UpdateRecord| day <= jobs.date && !update.draft.as_ref().is_some_and(|draft| draft.value);
    let updates: Vec<_> = records.updates(slug).into_iter().filter(|(day, update)| is_said(*day, update)).collect();
    leading(slug, &subject, &value, jobs);
    for (list, holder) in Holder::LISTS {
        for (at, item) in items(&value, list).iter().enumerate() {
            let Some(id) = text(item, "id") else { continue };
            let said = Said::of(updates.iter().map(|(_, update)| *update), list, id);
            if said.over || is_over(item, jobs.date) {
                continue;
            }
            let way = vec![Step::from(list), Step::Item(at)];
            let subject = Subject { file: subject.file.clone(), way, holder };
            let place = format!("{slug}#{id}");
            jobs.dated(&subject, &place, item, "owner", said.owner);
            jobs.dated(&subject, &place, item, "escalate_to", said.escalate_to);
            if holder == Holder::Milestone {
                jobs.approver(&subject, &place, item);
            }
        }
    }
    if items(&value, "core_team").iter().any(|member| {
        // The last day of a seat is a day of it.
        let there = text(member, "to").and_then(|to| crate::time::parse_date(to).ok()).is_none_or(|to| to >= jobs.date);
        there && member.at(&[Step::from("person")]).is_some_and(|person| jobs.is_person(person))
    }) {
        jobs.left(slug, "core team", "say who takes the seat, and until when it was theirs");
    }
    promised(slug, &value, &updates, jobs);
}

/// Whether an item has ended by `date`. One that ends on a later day is somebody's until then.
fn is_over(item: &Value, date: jiff::civil::Date) -> bool {
    let day = |value: &Value| match value {
        Value::Scalar { text, .. } => crate::time::parse_date(text).ok(),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    };
    // What ends without a day that can be read has ended.
    let by = |end: Option<&Value>| end.is_some_and(|end| day(end).is_none_or(|end| end <= date));
    let ending = |key: &str| {
        let end = item.at(&[Step::from(key)])?;
        Some(end.at(&[Step::from("date")]).unwrap_or(end))
    };
    let outcome = item.at(&[Step::from("outcome")]).map(|_| item.at(&[Step::from("outcome_date")]));
    by(ending("closed"))
        || by(ending("dropped"))
        || by(ending("withdrawn"))
        || outcome.is_some_and(|known| known.is_none_or(|known| by(Some(known))))
}

/// Who leads a program.
fn leading(slug: &str, subject: &Subject, value: &Value, jobs: &mut Jobs<'_>) {
    let on = |name: &str| Holder::Program.field(name).map_or(Value::Null, |field| value_on(value, field, jobs.date));
    let (dri, backup) = (on("dri"), on("backup"));
    if jobs.is_person(&dri) && jobs.is_successor(&backup) {
        jobs.announced(subject, slug, value, "dri");
        jobs.left(slug, "dri", "the successor is its backup: change `dri` and `backup` together");
    } else {
        jobs.dated(subject, slug, value, "dri", None);
    }
    if jobs.is_person(&backup) && jobs.is_successor(&dri) {
        jobs.announced(subject, slug, value, "backup");
        jobs.left(slug, "backup", "the successor is its DRI: name another backup");
    } else {
        jobs.dated(subject, slug, value, "backup", None);
    }
    jobs.dated(subject, slug, value, "sponsor", None);
}

/// What reports say of an item.
#[derive(Default)]
struct Said<'u> {
    owner: Option<&'u str>,
    escalate_to: Option<&'u str>,
    over: bool,
}

impl<'u> Said<'u> {
    fn of(updates: impl Iterator<Item = &'u UpdateRecord>, list: &str, id: &str) -> Self {
        let mut said = Self::default();
        for update in updates {
            match list {
                "milestones" => {
                    let moves = update.milestones.0.iter().filter(|(key, _)| key.value == id);
                    said.over |= moves.into_iter().any(|(_, change)| change.actual.is_some());
                }
                "risks" => {
                    for (_, change) in update.risks.0.iter().filter(|(key, _)| key.value == id) {
                        said.owner = change.owner.as_ref().map(|owner| &*owner.value.0).or(said.owner);
                        let escalate_to = change.escalate_to.as_ref().map(|who| &*who.value.0);
                        said.escalate_to = escalate_to.or(said.escalate_to);
                        said.over |= change.closed.is_some();
                    }
                }
                "issues" => {
                    for (_, change) in update.issues.0.iter().filter(|(key, _)| key.value == id) {
                        said.owner = change.owner.as_ref().map(|owner| &*owner.value.0).or(said.owner);
                        said.over |= change.closed.is_some();
                    }
                }
                "dependencies" => {
                    for (_, change) in update.dependencies.0.iter().filter(|(key, _)| key.value == id) {
                        said.owner = change.owner.as_ref().map(|owner| &*owner.value.0).or(said.owner);
                        said.over |= change.delivered.is_some();
                    }
                }
                _ => {}
            }
        }
        said
    }
}

/// What reports promise or ask for: they are not edited.
fn promised(slug: &str, value: &Value, updates: &[(jiff::civil::Date, &UpdateRecord)], jobs: &mut Jobs<'_>) {
    if let Some((day, last)) = updates.last() {
        for step in &last.next {
            if step.owner.as_ref().is_some_and(|owner| jobs.names_person(&owner.value.0)) {
                let what = step.text.as_ref().map_or("next step", |text| &*text.value);
                jobs.left(slug, "next step", format!("report of {day}: {what} Name the successor in the next report"));
            }
        }
    }
    let answered = |id: &str| items(value, "decisions").iter().any(|decision| text(decision, "answers") == Some(id));
    let mut asked: Vec<(&str, &str, jiff::civil::Date)> = Vec::new();
    for (day, update) in updates {
        for need in &update.decisions_needed {
            let Some(id) = &need.id else { continue };
            asked.retain(|(known, ..)| *known != id.value.0);
            if let (Some(from), None) = (&need.from, &need.withdrawn) {
                asked.push((&*id.value.0, &*from.value.0, *day));
            }
        }
    }
    for (id, from, day) in asked {
        if jobs.names_person(from) && !answered(id) {
            jobs.left(
                &format!("{slug}#{id}"),
                "decision needed",
                format!("report of {day} asks them: ask the successor"),
            );
        }
    }
}

fn person(slug: &str, records: &SiteRecords, edits: &Edits, jobs: &mut Jobs<'_>) {
    let Some((subject, value)) = record(FileKind::Person, Holder::Person, slug, records, edits) else { return };
    let date = jobs.date;
    let gone = text(&value, "end_date").and_then(|end| crate::time::parse_date(end).ok()).is_some_and(|end| end < date);
    if !gone && reports_to_themself(slug, records, edits, jobs) {
        jobs.announced(&subject, slug, &value, "manager");
        let manager = Holder::Person.field("manager").map_or(Value::Null, |field| value_on(&value, field, date));
        if jobs.is_person(&manager) {
            jobs.left(slug, "manager", "the successor reports to them: name who manages them now");
        }
    } else if !gone {
        jobs.dated(&subject, slug, &value, "manager", None);
    }
    for (at, away) in items(&value, "away").iter().enumerate() {
        let over = text(away, "to").and_then(|to| crate::time::parse_date(to).ok()).is_some_and(|to| to < date);
        if over || !away.at(&[Step::from("backup")]).is_some_and(|backup| jobs.is_person(backup)) {
            continue;
        }
        if jobs.is_successor(&Value::word(slug)) {
            jobs.left(slug, "stand-in", "the successor is the one who is away: name another stand-in");
        } else {
            let way = vec![Step::from("away"), Step::Item(at), Step::from("backup")];
            jobs.plain(slug, "stand-in", &subject.file, way);
        }
    }
}

/// Whether the successor is `slug`, or reports to them through others: they cannot become their manager.
fn reports_to_themself(slug: &str, records: &SiteRecords, edits: &Edits, jobs: &Jobs<'_>) -> bool {
    let Some(field) = Holder::Person.field("manager") else { return false };
    let successor = records.people().map(|(slug, _)| slug).find(|slug| jobs.is_successor(&Value::word(*slug)));
    let mut at = successor.map(str::to_owned);
    for _ in records.people() {
        match at {
            Some(person) if person == slug => return true,
            Some(person) => {
                let value = record(FileKind::Person, Holder::Person, &person, records, edits).map(|(_, value)| value);
                at = match value.map(|value| value_on(&value, field, jobs.date)) {
                    Some(Value::Scalar { text, .. }) => Some(text),
                    _ => None,
                };
            }
            None => return false,
        }
    }
    false
}

/// Owners of what `pmo.yaml` declares.
fn settings(records: &SiteRecords, edits: &Edits, jobs: &mut Jobs<'_>) {
    let Some(file) = records.file_of(FileKind::Config, "pmo") else { return };
    let Some(value) = edits.value(file) else { return };
    for list in ["forums", "orgs", "goals", "stages", "regions"] {
        for (at, item) in items(&value, list).iter().enumerate() {
            if item.at(&[Step::from("owner")]).is_some_and(|owner| jobs.is_person(owner)) {
                let way = vec![Step::from(list), Step::Item(at), Step::from("owner")];
                jobs.plain(&format!("{list}: {}", text(item, "id").unwrap_or("")), "owner", file, way);
            }
        }
    }
}

/// Who gets requests.
fn intake(records: &SiteRecords, edits: &Edits, jobs: &mut Jobs<'_>) {
    let Some(file) = records.file_of(FileKind::Intake, "intake") else { return };
    let manager = edits.value(file).and_then(|value| value.at(&[Step::from("manager")]).cloned());
    if manager.is_some_and(|manager| jobs.is_person(&manager)) {
        jobs.plain("intake", "manager", file, vec![Step::from("manager")]);
    }
}

/// Owners of pages.
fn pages(records: &SiteRecords, edits: &Edits, jobs: &mut Jobs<'_>) {
    let files: Vec<&SourcePath> =
        records.tree.under("content").map(|(path, _)| path).filter(|path| kind_of(path) == FileKind::Page).collect();
    for file in files {
        let owner = edits
            .value(file)
            .is_some_and(|front| front.at(&[Step::from("owner")]).is_some_and(|owner| jobs.is_person(owner)));
        if owner {
            let name = slug_of(file, FileKind::Page);
            let place = if name == "_index" { file.folder() } else { file.as_str() };
            jobs.plain(place, "page owner", file, vec![Step::from("owner")]);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use crate::parse::decode::Decode;
    use crate::parse::records::{
        ConfigRecord, FocusAreaRecord, IntakeRecord, PersonRecord, ProgramRecord, UpdateRecord,
    };

    /// The ways to all references to people.
    fn references(schema: &Json, way: &str, found: &mut Vec<String>) {
        let title = schema.get("title").and_then(Json::as_str).unwrap_or("");
        if title.starts_with("slug of a person") {
            found.push(way.to_owned());
        }
        for (key, property) in schema.get("properties").and_then(Json::as_object).into_iter().flatten() {
            if key == "changes" {
                // What was is nobody's job now.
                continue;
            }
            references(property, &format!("{way}.{key}"), found);
        }
        for key in ["items", "additionalProperties"] {
            schema.get(key).into_iter().for_each(|inner| references(inner, way, found));
        }
        for key in ["anyOf", "oneOf"] {
            let all = schema.get(key).and_then(Json::as_array).into_iter().flatten();
            all.for_each(|inner| references(inner, way, found));
        }
    }

    #[test]
    fn every_reference_to_a_person_is_searched_or_is_no_open_job() {
        let mut found = Vec::new();
        for (name, schema) in [
            ("program", ProgramRecord::schema()),
            ("update", UpdateRecord::schema()),
            ("person", PersonRecord::schema()),
            ("area", FocusAreaRecord::schema()),
            ("intake", IntakeRecord::schema()),
            ("pmo", ConfigRecord::schema()),
        ] {
            references(&schema, name, &mut found);
        }
        // What was approved, decided or written stays with who did it; all others are found by `search`. A new
        // reference belongs to one of the two.
        let done = ["program.rebaselines.approved_by", "program.decisions.decided_by", "update.author"];
        let mut known: Vec<_> = [
            "program.dri",
            "program.backup",
            "program.sponsor",
            "program.core_team.person",
            "program.milestones.owner",
            "program.milestones.gate.approvers",
            "program.risks.owner",
            "program.risks.escalate_to",
            "program.issues.owner",
            "program.assumptions.owner",
            "program.dependencies.owner",
            "update.risks.owner",
            "update.risks.escalate_to",
            "update.issues.owner",
            "update.dependencies.owner",
            "update.decisions_needed.from",
            "update.next.owner",
            "person.manager",
            "person.away.backup",
            "area.lead",
            "area.intake.triage_dri",
            "intake.manager",
        ]
        .into_iter()
        .chain(done)
        .collect();
        known.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, known);
    }
}
