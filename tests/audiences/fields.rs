//! Every field of a program, of a report and of a person has a canary, or a reason why it has none: the schemas that
//! the declarations print are walked beside the files of the site.
#![expect(clippy::indexing_slicing, reason = "what a schema does not have is null")]

use std::collections::BTreeSet;

use pmo_site::model::Audience;
use pmo_site::parse::decode::Decode;
use pmo_site::parse::records::{PersonRecord, ProgramRecord, UpdateRecord};
use pmo_site::parse::yaml::{self, Node, NodeKind};
use pmo_site::source::SourcePath;
use pmo_site::words::WORDS;
use serde_json::Value;

use super::{OTHER, PERSON, PROGRAM, REPORT, SIGN, built, files, has_word};

/// Fields whose canary stands in no internal file, or that can have none, and why. Words from a closed list, yes or no,
/// and whole numbers of a few digits are not here: nobody could tell them from those of another place.
const WITHOUT: &[(&str, &str)] = &[
    ("program.focus_area", "an area has a page that everyone sees"),
    ("program.issues.from_risk", "the id of a risk, which stands there too"),
    ("program.decisions.supersedes", "the id of a decision, which stands there too"),
    ("program.decisions.answers", "the id of a request of a report"),
    ("program.milestones.replaces", "the id of a milestone, which stands there too"),
    ("program.milestones.dropped.decision", "the id of a decision, which stands there too"),
    ("program.milestones.changes.decision", "the id of a decision, which stands there too"),
    ("program.milestones.changes.was.gate.approvers", "a change tells that there was a gate, not whose"),
    ("program.milestones.changes.was.gate.criteria", "a change tells that there was a gate, not on what grounds"),
    ("program.risks.reopens", "the id of a risk, which stands there too"),
    ("program.risks.changes.decision", "the id of a decision, which stands there too"),
    ("program.issues.changes.decision", "the id of a decision, which stands there too"),
    ("program.assumptions.changes.decision", "the id of a decision, which stands there too"),
    ("program.dependencies.changes.decision", "the id of a decision, which stands there too"),
    ("program.changes.decision", "the id of a decision, which stands there too"),
    ("program.changes.successors", "the slug of a program, which stands there too"),
    ("program.changes.was.focus_area", "an area has a page that everyone sees"),
    ("program.changes.was.goals", "the name of a goal of the settings"),
    ("program.changes.was.stage", "the name of a stage of the settings"),
    ("program.changes.was.stakeholder_orgs", "the name of an organization of the settings"),
    ("program.changes.until", "what a pause was meant to last is told while it lasts"),
    ("program.core_team.from", "it decides on which days somebody is in the team"),
    ("program.core_team.to", "it decides on which days somebody is in the team"),
    ("report.corrects", "the name of another report"),
    ("person.allocations.from", "it decides on which days somebody has the part"),
    ("person.allocations.to", "it decides on which days somebody has the part"),
    ("person.role", "everyone sees it: it stands in place of a name"),
    ("person.focus_areas", "an area has a page that everyone sees"),
    ("person.level", "the page of focus areas tells everyone what the levels are"),
    ("person.region", "people are counted by region for everyone"),
    ("person.exceptions", "the hours of that day change, and no page names the day"),
    ("person.holidays", "days off are counted, and no page names the calendar"),
    ("person.away.backup", "no page shows it"),
];

/// Canaries that are told from other values neither by their letters nor as a date or a large number, as pages write
/// them.
const OTHERS: &[(&str, &str)] = &[
    ("program.budget.currency", "xqz"),
    ("person.time_zone", "chatham"),
    ("person.working_hours", "03:05"),
    ("person.stretch_hours", "12:25"),
    ("person.schedule.from", "3 to 17 feb 2033"),
    ("person.schedule.time_zone", "troll"),
    ("person.schedule.working_hours", "04:50"),
    ("person.location.country", "zm"),
    ("person.away.from", "2026-05-12"),
    ("person.away.to", "2026-05-14"),
];

/// Years of dates that no place of the site has but those that prove something.
const USUAL: std::ops::RangeInclusive<i32> = 2026..=2027;

/// A record of the internal place: its name here, its schema, its file, and how the files of the site that show it are
/// named.
struct Sheet {
    name: &'static str,
    schema: Value,
    text: &'static str,
    shown_in: &'static [&'static str],
}

fn sheets() -> [Sheet; 4] {
    let sheet = |name, schema, text, shown_in| Sheet { name, schema, text, shown_in };
    let report = REPORT.trim_start_matches("---\n").split_once("---\n").expect("a report has front matter").0;
    [
        sheet("program", ProgramRecord::schema(), PROGRAM, &["zqvxslug"]),
        sheet("program", ProgramRecord::schema(), OTHER, &["zqvxother"]),
        sheet("report", UpdateRecord::schema(), report, &["zqvxslug"]),
        sheet("person", PersonRecord::schema(), PERSON, &["team/", "people."]),
    ]
}

/// The kinds of value that `schema` takes.
fn choices(schema: &Value) -> Vec<&Value> {
    match schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
        Some(choices) if schema["title"].is_null() => choices.iter().collect(),
        _ => vec![schema],
    }
}

fn is_record(schema: &Value) -> bool {
    schema["properties"].is_object()
}

/// Whether `schema` takes only few values.
fn is_closed(schema: &Value) -> bool {
    schema["enum"].is_array()
        || matches!(schema["type"].as_str(), Some("boolean" | "integer"))
        || schema["title"] == "number of weeks"
}

/// Every field of `schema` that holds a value, by its path.
fn fields<'v>(path: &str, schema: &'v Value, found: &mut Vec<(String, &'v Value)>) {
    for choice in choices(schema) {
        match choice["type"].as_str() {
            _ if text_of(schema, "x-seen").starts_with("nobody") => {}
            Some("object") if is_record(choice) => {
                for (name, field) in choice["properties"].as_object().into_iter().flatten() {
                    fields(&format!("{path}.{name}"), field, found);
                }
            }
            Some("object") => fields(path, &choice["additionalProperties"], found),
            Some("array") => fields(path, &choice["items"], found),
            // A former value may be none.
            Some("null") => {}
            _ => found.push((path.to_owned(), choice)),
        }
    }
}

fn text_of<'v>(schema: &'v Value, key: &str) -> &'v str {
    schema[key].as_str().unwrap_or_default()
}

/// Every value of `node` by the path of its field.
fn values(path: &str, node: &Node, schema: &Value, found: &mut Vec<(String, String)>) {
    match &node.kind {
        NodeKind::Null => {}
        NodeKind::Scalar { text, .. } => found.push((path.to_owned(), text.clone())),
        NodeKind::List(items) => {
            for item in items {
                let of_list = |choice: &&Value| choice["items"].is_object() && choice["title"].is_null();
                values(
                    path,
                    item,
                    choices(schema).into_iter().find(of_list).map_or(schema, |list| &list["items"]),
                    found,
                );
            }
        }
        NodeKind::Map(entries) => {
            let record = choices(schema).into_iter().find(|choice| is_record(choice));
            for (key, value) in entries {
                match record {
                    Some(record) => {
                        values(&format!("{path}.{}", key.text), value, &record["properties"][&key.text], found);
                    }
                    None => values(path, value, &schema["additionalProperties"], found),
                }
            }
        }
    }
}

/// `value` of the field `path` as files may write it, when it is a canary; of several forms one is enough.
fn canary(path: &str, schema: &Value, value: &str) -> Option<Vec<String>> {
    if let Some((_, word)) = OTHERS.iter().find(|(field, _)| *field == path) {
        return Some(vec![(*word).to_owned()]);
    }
    let lower = value.to_lowercase();
    if let Some(at) = lower.find(SIGN) {
        return Some(vec![lower.get(at..)?.chars().take_while(char::is_ascii_alphanumeric).collect()]);
    }
    let date = value.parse::<jiff::civil::Date>().ok().filter(|date| !USUAL.contains(&i32::from(date.year())));
    if schema["title"] == "date" || schema["title"] == "date of a plan" {
        return date.map(|date| vec![date.to_string(), WORDS.date(date).to_lowercase()]);
    }
    let large = schema["type"] == "number" && value.bytes().filter(u8::is_ascii_digit).count() >= 4;
    large.then(|| vec![value.to_owned(), grouped(value, '\u{202f}'), grouped(value, ','), grouped(value, ' ')])
}

/// A whole number with its digits in groups of three.
fn grouped(number: &str, between: char) -> String {
    let mut out = String::new();
    for (index, digit) in number.chars().enumerate() {
        if index > 0 && (number.len() - index).is_multiple_of(3) {
            out.push(between);
        }
        out.push(digit);
    }
    out
}

/// A canary: its field, its forms, and the names of files that must show it.
struct Canary {
    field: String,
    forms: Vec<String>,
    shown_in: &'static [&'static str],
}

impl Canary {
    /// Whether `text` has one of its forms as a word of its own. A word with the sign is in no hash, and may follow a
    /// `/`.
    fn stands_in(&self, text: &str) -> bool {
        let ends = |at: usize| !text[at..].starts_with(char::is_alphanumeric);
        let signed = |form: &str| text.match_indices(form).any(|(at, _)| ends(at + form.len()));
        self.forms.iter().any(|form| if form.starts_with(SIGN) { signed(form) } else { has_word(text, form) })
    }
}

/// The canaries of the records, and the fields that have neither a canary nor few values.
fn canaries() -> (Vec<Canary>, BTreeSet<String>) {
    let (mut all, mut known) = (Vec::new(), BTreeSet::new());
    for Sheet { name, schema, text, shown_in } in sheets() {
        let (node, faults) = yaml::parse(&SourcePath::new("canaries.yaml"), text, 0..text.len());
        assert!(faults.is_empty(), "{name}: {faults:?}");
        let (mut of_schema, mut written) = (Vec::new(), Vec::new());
        fields(name, &schema, &mut of_schema);
        values(name, &node.expect("the record is YAML"), &schema, &mut written);
        for (field, schema) in of_schema {
            let values = written.iter().filter(|(path, _)| *path == field);
            let forms = values.filter_map(|(_, value)| canary(&field, schema, value));
            all.extend(forms.map(|forms| Canary { field: field.clone(), forms, shown_in }));
            if !is_closed(schema) {
                known.insert(field);
            }
        }
    }
    let excused = |field: &str| WITHOUT.iter().any(|(path, _)| *path == field);
    all.retain(|canary| !excused(&canary.field));
    known.retain(|field| !all.iter().any(|canary| canary.field == *field));
    (all, known)
}

#[test]
fn every_field_has_a_canary_or_a_reason_why_not() {
    let (canaries, without) = canaries();
    let excused: BTreeSet<String> = WITHOUT.iter().map(|(field, _)| (*field).to_owned()).collect();
    let holes: Vec<&String> = without.difference(&excused).collect();
    assert!(
        holes.is_empty(),
        "give these fields a canary in `tests/audiences/site`, or a reason in `WITHOUT`: {holes:#?}"
    );
    assert_eq!(excused.difference(&without).collect::<Vec<_>>(), [] as [&String; 0], "these are no fields");
    for Canary { field, forms, .. } in &canaries {
        let same = canaries.iter().filter(|other| other.forms == *forms).count();
        assert_eq!(same, 1, "{field}: {forms:?} stands in several places, and would prove nothing of one");
    }
}

#[test]
fn the_pages_of_an_internal_record_show_the_canary_of_each_field() {
    let site = built(Audience::Internal);
    let files: Vec<(&str, String)> = files(&site).collect();
    let lost: Vec<String> = canaries()
        .0
        .iter()
        .filter(|canary| {
            let mut own = files.iter().filter(|(path, _)| canary.shown_in.iter().any(|name| path.contains(name)));
            !own.any(|(_, text)| canary.stands_in(text))
        })
        .map(|canary| format!("{}: {:?}", canary.field, canary.forms))
        .collect();
    assert!(lost.is_empty(), "no page of the internal record shows:\n{}", lost.join("\n"));
}

#[test]
fn no_file_of_the_public_site_has_the_canary_of_a_field() {
    let site = built(Audience::Public);
    let canaries = canaries().0;
    let leaks: Vec<String> = files(&site)
        .flat_map(|(path, text)| {
            let shown = canaries.iter().filter(|canary| canary.stands_in(&text));
            shown.map(|canary| format!("{path}: {} {:?}", canary.field, canary.forms)).collect::<Vec<_>>()
        })
        .collect();
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}
