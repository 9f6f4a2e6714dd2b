//! `docs/records.md` and `docs/settings.md`: every field of every record, out of the schemas that the program itself
//! prints.
//!
//! A declaration says what a field is, its type, what holds without it, who sees it and an example; what is missing
//! there fails here.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what a schema does not have is null, and what it must have stops the test"
)]

use std::fmt::Write as _;
use std::path::Path;

use pmo_site::parse::decode::Decode;
use pmo_site::parse::records::{
    ConfigRecord, FocusAreaRecord, HolidaysRecord, IntakeRecord, LevelsRecord, PersonRecord, ProgramRecord,
    UpdateRecord,
};
use serde_json::Value;

use crate::differences::of_texts;

/// A kind of file: its heading, where it lies, who sees what it says, its schema.
struct Sheet {
    heading: &'static str,
    path: &'static str,
    seen: &'static str,
    schema: Value,
}

fn records() -> Vec<Sheet> {
    let sheet = |heading, path, seen, schema| Sheet { heading, path, seen, schema };
    vec![
        sheet("Program", "content/programs/SLUG/program.yaml", "who sees the program", ProgramRecord::schema()),
        sheet(
            "Status update",
            "the front matter of content/programs/SLUG/updates/YYYY-MM-DD.md",
            "who sees the program",
            UpdateRecord::schema(),
        ),
        sheet("Person", "content/people/SLUG.yaml", "", PersonRecord::schema()),
        sheet("Focus area", "content/focus-areas/SLUG.yaml", "everyone", FocusAreaRecord::schema()),
        sheet("Job levels", "content/levels.yaml", "everyone", LevelsRecord::schema()),
        sheet("Holiday calendar", "content/holidays/SLUG.yaml", "everyone", HolidaysRecord::schema()),
        sheet("Intake", "content/intake.yaml", "everyone", IntakeRecord::schema()),
    ]
}

fn settings() -> Vec<Sheet> {
    vec![Sheet {
        heading: "Settings",
        path: "pmo.yaml",
        seen: "nobody: they are settings",
        schema: ConfigRecord::schema(),
    }]
}

fn text<'v>(schema: &'v Value, key: &str) -> Option<&'v str> {
    schema[key].as_str()
}

/// A record has keys of its own; a mapping has names that the site chooses.
fn is_record(schema: &Value) -> bool {
    schema["properties"].is_object()
}

/// What a value is, in words; records are links to their tables.
fn kind(schema: &Value) -> String {
    if is_record(schema) {
        let title = text(schema, "title").expect("a record has a title");
        return format!("[{title}](#{})", anchor(title));
    }
    if let Some(title) = text(schema, "title") {
        return match schema["maxLength"].as_u64() {
            Some(most) => format!("{title}, at most {most} characters"),
            None => title.to_owned(),
        };
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().filter_map(Value::as_str).map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    }
    if let Some(choices) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
        return choices.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    match text(schema, "type") {
        Some("array") => format!("list of: {}", kind(&schema["items"])),
        Some("object") => format!("mapping from names to: {}", kind(&schema["additionalProperties"])),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("number") => "number".to_owned(),
        Some("null") => "`~`".to_owned(),
        Some("integer") => format!("whole number from {} to {}", schema["minimum"], schema["maximum"]),
        Some("string") => match schema["maxLength"].as_u64() {
            Some(most) => format!("text, at most {most} characters"),
            None => "text".to_owned(),
        },
        _ => panic!("no words for {schema}"),
    }
}

/// An example in YAML, or `None` where nothing gives one.
fn example(schema: &Value) -> Option<String> {
    if let Some(example) = schema["examples"][0].as_str() {
        let needs_quotes = example.starts_with(['#', '*', '&', '!', '%', '@', '`'])
            || example == "NO"
            || (example.contains(": ") && !example.starts_with('{'))
            || is_time(example);
        let listed = text(schema, "type") == Some("array");
        let plain = if needs_quotes { format!("\"{example}\"") } else { example.to_owned() };
        return Some(if listed && !plain.starts_with('[') { format!("[{plain}]") } else { plain });
    }
    if let Some(word) = schema["enum"][0].as_str() {
        return Some(word.to_owned());
    }
    if let Some(choices) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
        return choices.iter().find_map(example);
    }
    match text(schema, "type") {
        Some("array") => example(&schema["items"]).map(|item| format!("[{item}]")),
        Some("object") if is_record(schema) => {
            let required: Vec<&str> = schema["required"]
                .as_array()
                .map_or_else(Vec::new, |all| all.iter().filter_map(Value::as_str).collect());
            let properties = schema["properties"].as_object()?;
            let first = required.is_empty().then(|| properties.keys().next()).flatten();
            let shown = required.into_iter().chain(first.map(String::as_str));
            let fields: Option<Vec<String>> =
                shown.map(|field| Some(format!("{field}: {}", example(properties.get(field)?)?))).collect();
            Some(format!("{{ {} }}", fields?.join(", ")))
        }
        Some("object") => example(&schema["additionalProperties"]).map(|value| format!("{{ NAME: {value} }}")),
        Some("boolean") => Some("true".to_owned()),
        Some("integer") => Some(schema["maximum"].to_string()),
        _ => None,
    }
}

/// A time of day is a number to many YAML readers.
fn is_time(text: &str) -> bool {
    text.len() >= 5
        && text
            .as_bytes()
            .iter()
            .take(5)
            .enumerate()
            .all(|(at, byte)| if at == 2 { *byte == b':' } else { byte.is_ascii_digit() })
}

fn anchor(title: &str) -> String {
    title.to_lowercase().replace(' ', "-").replace(['\'', '.'], "")
}

/// Writes the table of a record and of the records in it, each record once.
fn table(out: &mut String, schema: &Value, seen: &str, level: usize, done: &mut Vec<String>, faults: &mut Vec<String>) {
    let title = text(schema, "title").expect("a record has a title").to_owned();
    if done.contains(&title) {
        return;
    }
    done.push(title.clone());
    if level > 2 {
        let mut letters = title.chars();
        let heading: String =
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect();
        writeln!(
            out,
            "\n{} {heading}\n\n{}\n",
            "#".repeat(level),
            text(schema, "description").expect("a record says what it is")
        )
        .expect("text");
    }
    let required: Vec<&str> =
        schema["required"].as_array().map_or_else(Vec::new, |all| all.iter().filter_map(Value::as_str).collect());
    let column = if seen.starts_with("nobody") { "" } else { " who sees it |" };
    writeln!(
        out,
        "| field | what | type | without it |{column} example |\n|---|---|---|---|{}---|",
        if column.is_empty() { "" } else { "---|" }
    )
    .expect("text");
    let properties = schema["properties"].as_object().expect("a record has fields");
    for (name, field) in properties {
        let mut lack = |what: &str| faults.push(format!("`{name}` of {title}: {what}"));
        let about = text(field, "description").unwrap_or_default();
        let about = match text(field, "x-past") {
            Some(past) => format!("{about} *Past: {past}.*"),
            None => about.to_owned(),
        };
        let default = match (required.contains(&name.as_str()), text(field, "x-default")) {
            (true, None) => "required",
            (false, default) => default.unwrap_or("nothing"),
            (true, Some(_)) => {
                lack("is required and has a default");
                ""
            }
        };
        let seen = text(field, "x-seen").unwrap_or(seen);
        if seen.is_empty() {
            lack("does not say who sees it: add `[seen = \"…\"]`");
        }
        let example = example(field).unwrap_or_else(|| {
            lack("has no example: add `[example = \"…\"]`");
            String::new()
        });
        let seen = if column.is_empty() { String::new() } else { format!(" {seen} |") };
        let example = if example.contains('`') { example } else { format!("`{example}`") };
        writeln!(out, "| `{name}` | {about} | {} | {default} |{seen} {example} |", kind(field).replace('|', "\\|"))
            .expect("text");
    }
    for field in properties.values() {
        for inner in nested(field) {
            let seen = text(field, "x-seen").unwrap_or(seen);
            table(out, inner, seen, 3, done, faults);
        }
    }
}

/// The records that stand in a value.
fn nested(schema: &Value) -> Vec<&Value> {
    if is_record(schema) {
        return vec![schema];
    }
    let choices = ["oneOf", "anyOf"].into_iter().filter_map(|key| schema[key].as_array()).flatten();
    let inner = ["items", "additionalProperties"].into_iter().map(|key| &schema[key]);
    choices.chain(inner.filter(|inner| inner.is_object())).flat_map(nested).collect()
}

fn document(title: &str, introduction: &str, sheets: &[Sheet], faults: &mut Vec<String>) -> String {
    let mut out = format!("# {title}\n\n{introduction}\n");
    for Sheet { heading, path, seen, schema } in sheets {
        writeln!(
            out,
            "\n## {heading}\n\n`{path}`: {}\n",
            text(schema, "description").expect("a record says what it is")
        )
        .expect("text");
        table(&mut out, schema, seen, 2, &mut Vec::new(), faults);
    }
    out
}

fn check(file: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, wanted).expect("the reference can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    if let Some(difference) = of_texts(&written, wanted) {
        panic!("{file} is not what the declarations say; run `UPDATE=1 cargo test --test all specs::`\n{difference}");
    }
}

#[test]
fn the_reference_of_records_is_what_their_declarations_say() {
    let mut faults = Vec::new();
    let introduction = "Every file of records and every field. This page is made from the declarations that read the files; `pmo-site schema` \
                        prints the same for editors. Unknown fields are errors. A text that is *inline Markdown* may hold emphasis, code and links.";
    let wanted = document("Records", introduction, &records(), &mut faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    check("docs/records.md", &wanted);
}

#[test]
fn the_reference_of_settings_is_what_their_declarations_say() {
    let mut faults = Vec::new();
    let introduction = "Every setting of `pmo.yaml`. Only `site.title` is required. This page is made from the declarations that read the file.";
    let wanted = document("Settings", introduction, &settings(), &mut faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    check("docs/settings.md", &wanted);
}
