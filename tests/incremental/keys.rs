//! Edits that come from the schemas: any key of a report, a program or a person is set or taken away. A key that is
//! added to a declaration is edited without a change here.
#![expect(clippy::panic, reason = "a type that scripts cannot write is told")]

use pmo_site::parse::decode::Decode;
use pmo_site::parse::records::{PersonRecord, ProgramRecord, UpdateRecord};
use serde_json::Value;

/// The schema of the record in the file at `path`, if scripts edit its keys.
pub fn schema(path: &str) -> Option<Value> {
    if path.contains("/updates/") {
        Some(UpdateRecord::schema())
    } else if path.starts_with("content/programs/") && path.contains("/program.yaml") {
        Some(ProgramRecord::schema())
    } else {
        path.starts_with("content/people/").then(PersonRecord::schema)
    }
}

/// The record `text` with a key of `schema` set to another value, or without it; and what was done, in words.
pub fn edited(text: &str, schema: &Value, how: usize) -> (String, String) {
    let keys: Vec<&String> = schema["properties"].as_object().expect("a record has keys").keys().collect();
    let key = keys[how % keys.len()];
    let how = how / keys.len();
    let line = match how % 4 {
        0 => String::new(),
        _ => format!("{key}: {}\n", value(key, &schema["properties"][key], how)),
    };
    // Front matter of a report, or the whole file.
    let (open, rest) = text.strip_prefix("---\n").map_or(("", text), |rest| ("---\n", rest));
    let (record, body) =
        if open.is_empty() { (rest, "") } else { rest.split_at(rest.find("---\n").unwrap_or(rest.len())) };
    let without = without(record, key);
    (
        format!("{open}{line}{without}{body}"),
        if line.is_empty() { format!("no `{key}`") } else { line.trim_end().to_owned() },
    )
}

/// The lines of `record` but for those of `key`.
fn without(record: &str, key: &str) -> String {
    let mut inside = false;
    let kept = record.lines().filter(|line| {
        inside =
            line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) || inside && line.starts_with([' ', '-']);
        !inside
    });
    kept.fold(String::new(), |all, line| all + line + "\n")
}

/// A value that `schema` takes, in flow style; `how` chooses.
fn value(key: &str, schema: &Value, how: usize) -> String {
    let pick = |words: &[&str]| words[how % words.len()].to_owned();
    let quoted = |text: String| format!("\"{text}\"");
    if let Some(words) = schema["enum"].as_array() {
        return words[how % words.len()].as_str().expect("a word").to_owned();
    }
    if let Some(properties) = schema["properties"].as_object() {
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let names: Vec<&String> = properties.keys().collect();
        let chosen = names[how % names.len()];
        let fields = names.iter().filter(|name| required.contains(&name.as_str()) || **name == chosen);
        let fields: Vec<String> =
            fields.map(|name| format!("{name}: {}", value(key, &properties[*name], how / 3))).collect();
        return format!("{{ {} }}", fields.join(", "));
    }
    match schema["title"].as_str().unwrap_or_default() {
        "date" => format!("2026-{:02}-{:02}", 1 + how % 12, 1 + how % 28),
        "date of a plan" => pick(&["2026-09-18", "2026-Q3", "2026-11", "2026-H2"]),
        "slug of a person" => pick(&["ana", "ben", "cy"]),
        "slug of a person or id of a forum" => pick(&["ana", "board", "ben"]),
        "slug of a focus area" => pick(&["rail", "road"]),
        "slug of a program" => pick(&["alpha", "beta", "delta"]),
        "slug of a holiday calendar" => "berlin".to_owned(),
        "id of a stage" => pick(&["define", "build", "run"]),
        "id of an organization" => pick(&["Product", "Security"]),
        "id of a goal" => "fast".to_owned(),
        "id of a milestone of this program" => pick(&["M1", "M2"]),
        "id of a risk of this program" => "R1".to_owned(),
        "id of a decision of this program" => "DEC1".to_owned(),
        "id of a request for a decision" => "Q1".to_owned(),
        "id" => format!("{}{}", initial(key), 1 + how % 2),
        "dates by milestone; `end`, `measures` and `budget`" => {
            pick(&["{ M1: 2026-02-16 }", "{ end: 2026-08-31, measures: { S1: 30 } }"])
        }
        "values by the field's id" => pick(&["{ note: one }", "{ note: two, size: 3 }"]),
        "inline Markdown" => pick(&["Words.", "**Strong** words.", "See [roles](/handbook/roles/#owner)."]),
        "address" | "address, or a page of this site" => pick(&["https://a.example/", "https://b.example/"]),
        "word or number" => pick(&["p1", "2"]),
        "ISO 3166 code" => quoted(pick(&["DE", "PT"])),
        "IANA time zone" => pick(&["UTC", "Europe/Lisbon", "Asia/Tokyo"]),
        "weekly hours" => quoted(pick(&["Mo-Fr 09:00-17:00", "Mo-Th 10:00-18:00"])),
        "`closed` or hours of a day" => pick(&["closed", "\"09:00-12:00\""]),
        "number of weeks" => pick(&["1 week", "2 weeks"]),
        "path of a picture below `static/`" => "photos/ana.png".to_owned(),
        "id of a job level" => "tpm".to_owned(),
        "id of a region" => "EMEA".to_owned(),
        _ => untitled(key, schema, how),
    }
}

/// A value of a type that has no name of its own.
fn untitled(key: &str, schema: &Value, how: usize) -> String {
    if let Some(choices) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
        return value(key, &choices[how % choices.len()], how / 2);
    }
    let whole = |name: &str| usize::try_from(schema[name].as_u64().expect("a whole number has bounds")).expect("small");
    match schema["type"].as_str().unwrap_or_default() {
        "array" => format!("[{}]", value(key, &schema["items"], how)),
        "object" => format!("{{ {}: {} }}", named(key, how), value(key, &schema["additionalProperties"], how)),
        "null" => "~".to_owned(),
        "boolean" => how.is_multiple_of(2).to_string(),
        "number" => (how % 100).to_string(),
        "integer" => (whole("minimum") + how % (whole("maximum") - whole("minimum") + 1)).to_string(),
        // The only text with a pattern and no title is a milestone of another program.
        "string" if schema["pattern"].is_string() => "\"beta#M1\"".to_owned(),
        "string" => ["Text", "Other text"][how % 2].to_owned(),
        _ => panic!("scripts have no value for `{key}`: {schema}"),
    }
}

/// The letter of the ids of a list.
fn initial(key: &str) -> &'static str {
    match key {
        "decisions" => "DEC",
        "decisions_needed" => "Q",
        "success_measures" | "measures" => "S",
        "milestones" => "M",
        "issues" => "I",
        "assumptions" => "A",
        "dependencies" => "D",
        _ => "R",
    }
}

/// A name of a mapping: what stands in the site.
fn named(key: &str, how: usize) -> String {
    match key {
        "dimensions" => ["scope", "budget"][how % 2].to_owned(),
        "exceptions" => format!("2026-03-{:02}", 10 + how % 20),
        "handles" => "chat".to_owned(),
        "rebaselines" => "M1".to_owned(),
        _ => format!("{}1", initial(key)),
    }
}

#[test]
fn every_key_has_values_that_scripts_can_write() {
    for schema in [UpdateRecord::schema(), ProgramRecord::schema(), PersonRecord::schema()] {
        for (key, field) in schema["properties"].as_object().expect("a record has keys") {
            for how in 0..60 {
                assert!(!value(key, field, how).is_empty(), "{key}");
            }
        }
    }
}

#[test]
fn a_key_is_set_in_place_of_what_stood_there() {
    let record = "name: A\nrisks:\n  - { id: R1 }\n- more\ntags: [a]\n";
    assert_eq!(without(record, "risks"), "name: A\ntags: [a]\n");
    let schema = UpdateRecord::schema();
    let texts: Vec<String> = (0..200).map(|how| edited("---\nhealth: green\n---\nStory.\n", &schema, how).0).collect();
    assert!(texts.iter().all(|text| text.starts_with("---\n") && text.ends_with("---\nStory.\n")), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("health: red")), "{texts:?}");
}
