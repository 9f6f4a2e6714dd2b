//! `pmo-site new milestone`, `risk`, `issue` …: an item at the end of its list in a record that is there.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::super::Failure;
use super::super::edit::Edits;
use super::item_args::{
    AssumptionArgs, DecisionArgs, DependencyArgs, GoalArgs, HolidayArgs, IssueArgs, MilestoneArgs, RiskArgs,
};
use super::records::{SiteRecords, find};
use crate::parse::FileKind;
use crate::parse::edit::{Edit, Step, Value};
use crate::parse::records::UpdateRecord;

/// The fields of an item in the order in which they are written.
#[derive(Default)]
struct Item(Vec<(String, Value)>);

impl Item {
    fn word(self, key: &str, word: &impl ToString) -> Self {
        self.may(key, Some(Value::word(word.to_string())))
    }

    fn text(self, key: &str, text: &str) -> Self {
        self.may(key, Some(Value::text(one_line(text))))
    }

    fn may(mut self, key: &str, value: Option<Value>) -> Self {
        self.0.extend(value.map(|value| (key.to_owned(), value)));
        self
    }

    fn may_word(self, key: &str, word: Option<&String>) -> Self {
        self.may(key, word.map(Value::word))
    }

    fn may_text(self, key: &str, text: Option<&String>) -> Self {
        self.may(key, text.map(|text| Value::text(one_line(text))))
    }

    fn flag(self, key: &str, flag: bool) -> Self {
        self.may(key, flag.then(|| Value::word("true")))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Adds a milestone and gives its name for people.
pub(super) fn milestone(args: &MilestoneArgs, records: &SiteRecords, edits: &mut Edits) -> Result<String, Failure> {
    let MilestoneArgs { program, name, baseline, owner, key, added } = args;
    person(records, owner.as_ref())?;
    let item = |id: String| {
        let item = Item::default().word("id", &id).text("name", name).word("baseline", baseline);
        item.flag("key", *key).may_word("owner", owner.as_ref()).word("added", &day(*added, records))
    };
    add(records, edits, program, "milestones", "M", item)
}

/// Adds a risk.
pub(super) fn risk(args: &RiskArgs, records: &SiteRecords, edits: &mut Edits) -> Result<String, Failure> {
    let RiskArgs {
        program,
        statement,
        probability,
        impact,
        owner,
        review_by,
        category,
        response,
        plan,
        escalate_to,
        raised,
    } = args;
    person(records, Some(owner))?;
    let item = |id: String| {
        let item = Item::default().word("id", &id).text("statement", statement).may_text("category", category.as_ref());
        let item = item.word("probability", probability).word("impact", impact);
        let item = item.may_word("response", response.as_ref()).may_text("plan", plan.as_ref()).word("owner", owner);
        let item = item.word("raised", &day(*raised, records)).word("review_by", review_by);
        item.may_word("escalate_to", escalate_to.as_ref())
    };
    add(records, edits, program, "risks", "R", item)
}

/// Adds an issue.
pub(super) fn issue(args: &IssueArgs, records: &SiteRecords, edits: &mut Edits) -> Result<String, Failure> {
    let IssueArgs { program, statement, owner, due, severity, from_risk, raised } = args;
    person(records, Some(owner))?;
    let item = |id: String| {
        let item = Item::default().word("id", &id).text("statement", statement).may_word("severity", severity.as_ref());
        let item = item.word("owner", owner).word("raised", &day(*raised, records)).word("due", due);
        item.may_word("from_risk", from_risk.as_ref())
    };
    add(records, edits, program, "issues", "I", item)
}

/// Adds an assumption.
pub(super) fn assumption(args: &AssumptionArgs, records: &SiteRecords, edits: &mut Edits) -> Result<String, Failure> {
    let AssumptionArgs { program, statement, owner, validate_by, added } = args;
    person(records, owner.as_ref())?;
    let item = |id: String| {
        let item = Item::default().word("id", &id).text("statement", statement).may_word("owner", owner.as_ref());
        let item = item.may("validate_by", validate_by.map(|date| Value::word(date.to_string())));
        item.word("added", &day(*added, records))
    };
    add(records, edits, program, "assumptions", "A", item)
}

/// Adds a dependency.
pub(super) fn dependency(args: &DependencyArgs, records: &SiteRecords, edits: &mut Edits) -> Result<String, Failure> {
    let DependencyArgs { program, need, provider, external, need_by, hard, owner, added } = args;
    person(records, owner.as_ref())?;
    let outside = external.as_ref().map(|name| Value::Map(Item::default().text("external", name).0));
    let provider = outside.or_else(|| provider.as_ref().map(Value::word));
    let item = |id: String| {
        let item = Item::default().word("id", &id).may("provider", provider.clone()).text("need", need);
        let item = item.word("need_by", need_by).flag("hard", *hard).may_word("owner", owner.as_ref());
        item.word("added", &day(*added, records))
    };
    add(records, edits, program, "dependencies", "D", item)
}

/// Adds a decision.
pub(super) fn decision(args: &DecisionArgs, records: &SiteRecords, edits: &mut Edits) -> Result<String, Failure> {
    let DecisionArgs { program, title, by, status, rationale, answers, supersedes, date } = args;
    let item = |id: String| {
        let item = Item::default().word("id", &id).word("date", &day(*date, records)).text("title", title);
        let item = item.word("decided_by", by).word("status", status).may_text("rationale", rationale.as_ref());
        item.may_word("supersedes", supersedes.as_ref()).may_word("answers", answers.as_ref())
    };
    add(records, edits, program, "decisions", "DEC", item)
}

/// Declares a goal.
pub(super) fn goal(args: &GoalArgs, records: &SiteRecords, edits: &mut Edits) -> Result<String, Failure> {
    let GoalArgs { id, name } = args;
    let file = records.file_of(FileKind::Config, "pmo");
    let file = file.ok_or_else(|| Failure::Usage("there is no `pmo.yaml`".to_owned()))?;
    if records.config.goals.iter().any(|goal| goal.id == *id) {
        return Err(Failure::Usage(format!("the goal `{id}` is declared already")));
    }
    let goal = match name {
        Some(name) => Value::Map(Item::default().text("id", id).text("name", name).0),
        None => Value::text(id),
    };
    edits.apply(file, &[Edit::append(vec![Step::from("goals")], goal)])?;
    Ok(format!("goal {id}"))
}

/// Adds a day to a calendar.
pub(super) fn holiday(args: &HolidayArgs, records: &SiteRecords, edits: &mut Edits) -> Result<String, Failure> {
    let HolidayArgs { calendar, date, name } = args;
    let Some(file) = records.file_of(FileKind::Holidays, calendar) else {
        return Err(Failure::Usage(format!(
            "there is no calendar `{calendar}`; write it as `content/holidays/{calendar}.yaml` (`pmo-site schema \
             holidays` has its fields)"
        )));
    };
    let day = Item::default().word("date", date).text("name", name);
    edits.apply(file, &[Edit::append(vec![Step::from("days")], Value::Map(day.0))])?;
    Ok(format!("{date} in {calendar}"))
}

fn day(date: Option<Date>, records: &SiteRecords) -> Date {
    date.unwrap_or(records.today)
}

fn person(records: &SiteRecords, slug: Option<&String>) -> Result<(), Failure> {
    slug.map_or(Ok(()), |slug| find(records.people(), "person", slug).map(drop))
}

/// Puts an item with an id that is free at the end of a list of a program.
fn add(
    records: &SiteRecords,
    edits: &mut Edits,
    program: &str,
    list: &str,
    letter: &str,
    item: impl Fn(String) -> Item,
) -> Result<String, Failure> {
    find(records.programs(), "program", program)?;
    let unread = || Failure::Usage(format!("the record of `{program}` cannot be read; `pmo-site check` says why"));
    let file = records.file_of(FileKind::Program, program).ok_or_else(unread)?;
    let record = edits.value(file).ok_or_else(unread)?;
    let mut used: Vec<String> = Vec::new();
    if let Some(Value::List(items)) = record.at(&[Step::from(list)]) {
        let ids = items.iter().filter_map(|item| item.at(&[Step::from("id")]));
        used.extend(ids.filter_map(|id| if let Value::Scalar { text, .. } = id { Some(text.clone()) } else { None }));
    }
    let listed = used.len();
    used.extend(records.updates(program).into_iter().flat_map(|(_, update)| moved(update, list)));
    if let (Some(Value::List(moves)), "milestones") = (record.at(&[Step::from("rebaselines")]), list) {
        let was = moves.iter().filter_map(|entry| entry.at(&[Step::from("was")]));
        used.extend(was.flat_map(|was| match was {
            Value::Map(entries) => entries.iter().map(|(id, _)| id.clone()).collect(),
            _ => Vec::new(),
        }));
    }
    let id = free(&used, listed, letter);
    edits.apply(file, &[Edit::append(vec![Step::from(list)], Value::Map(item(id.clone()).0))])?;
    Ok(format!("{program}#{id}"))
}

/// The ids that an update names in its list of this name.
fn moved(update: &UpdateRecord, list: &str) -> Vec<String> {
    match list {
        "milestones" => update.milestones.0.iter().map(|(id, _)| id.value.clone()).collect(),
        "risks" => update.risks.0.iter().map(|(id, _)| id.value.clone()).collect(),
        "issues" => update.issues.0.iter().map(|(id, _)| id.value.clone()).collect(),
        "dependencies" => update.dependencies.0.iter().map(|(id, _)| id.value.clone()).collect(),
        _ => Vec::new(),
    }
}

/// The id after the highest one that was ever used, in the style of the list's last one. Gaps stay: an old report may
/// speak of what stood there.
fn free(used: &[String], listed: usize, letter: &str) -> String {
    let parts = |id: &str| {
        let digits = id.len() - id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (start, digits) = id.split_at(id.len() - digits);
        Some((start.to_owned(), digits.parse::<u64>().ok()?, digits.len()))
    };
    let known: BTreeSet<&str> = used.iter().map(String::as_str).collect();
    let style = used.get(..listed).unwrap_or(&[]).iter().rev().find_map(|id| parts(id));
    let (start, _, width) = style.unwrap_or_else(|| (letter.to_owned(), 0, 1));
    let highest = used.iter().filter_map(|id| parts(id)).filter(|(other, ..)| *other == start).map(|(_, n, _)| n).max();
    let mut number = highest.unwrap_or(0) + 1;
    loop {
        let id = format!("{start}{number:0width$}");
        if !known.contains(id.as_str()) {
            return id;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::free;

    #[test]
    fn an_id_is_used_once_and_looks_like_the_others() {
        let free =
            |used: &[&str], listed| free(&used.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>(), listed, "R");
        assert_eq!(free(&[], 0), "R1");
        assert_eq!(free(&["R1", "R3"], 2), "R4");
        assert_eq!(free(&["R1", "R7"], 1), "R8", "a report spoke of R7");
        assert_eq!(free(&["risk-08", "risk-09"], 2), "risk-10");
        assert_eq!(free(&["R01", "R02"], 2), "R03");
        assert_eq!(free(&["supplier"], 1), "R1");
    }
}
