//! What a spec expects of the site that is written: values of its open data, and sentences of its pages.

#![expect(clippy::panic, reason = "a spec that cannot be read is a failed test")]

use std::fmt::Write as _;

use pmo_site::artifact::MemorySink;
use serde_json::Value;

/// What a file of the built site must say.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// The value at a place of a JSON document; `None` for a place that must not be there.
    At(String, Option<Value>),
    /// Words of a page, without its markup.
    Says(String),
    /// Words that a page must not have.
    Omits(String),
}

/// Something wanted of a file of the built site.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The file, below the output.
    pub file: String,
    /// What it must say.
    pub wanted: Wanted,
}

/// The expectations of an `expect` or a `shows` block, one for each line.
///
/// # Panics
/// When a line is none: a spec that cannot be read is a failed test.
pub fn expectations(kind: &str, file: &str, body: &str) -> Vec<Expectation> {
    let lines = body.lines().filter(|line| !line.trim().is_empty());
    let wanted = lines.map(|line| match kind {
        "expect" => {
            let (place, value) = line.split_once(" = ").unwrap_or_else(|| panic!("no place and value: {line}"));
            let value = (value != "absent")
                .then(|| serde_json::from_str(value).unwrap_or_else(|error| panic!("{line}: {error}")));
            Wanted::At(place.to_owned(), value)
        }
        _ => line
            .strip_prefix("not: ")
            .map_or_else(|| Wanted::Says(line.to_owned()), |words| Wanted::Omits(words.to_owned())),
    });
    wanted.map(|wanted| Expectation { file: file.to_owned(), wanted }).collect()
}

/// How a site differs from what is expected of it; empty when it does not.
pub fn faults(site: &MemorySink, expected: &[Expectation]) -> String {
    let mut out = String::new();
    for Expectation { file, wanted } in expected {
        let Some(text) = site.text(file) else {
            let _ = writeln!(out, "  not written {file}");
            continue;
        };
        match wanted {
            Wanted::At(place, value) => {
                let document: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
                let found = document.pointer(place);
                if found != value.as_ref() {
                    let word = |value: Option<&Value>| value.map_or_else(|| "absent".to_owned(), Value::to_string);
                    let _ = writeln!(out, "  {file} {place} is {} and not {}", word(found), word(value.as_ref()));
                }
            }
            Wanted::Says(words) if !plain(text).contains(words) => {
                let _ = writeln!(out, "  {file} does not say `{words}`");
            }
            Wanted::Omits(words) if plain(text).contains(words) => {
                let _ = writeln!(out, "  {file} says `{words}`");
            }
            Wanted::Says(_) | Wanted::Omits(_) => {}
        }
    }
    out
}

/// The words of a page: its main part without tags, white space as single spaces.
fn plain(html: &str) -> String {
    let main = html.split_once("<main").map_or(html, |(_, rest)| rest);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    let mut out = String::new();
    for part in main.split('<').skip(1) {
        out.push(' ');
        out.push_str(part.split_once('>').map_or("", |(_, text)| text));
    }
    let out = out
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
