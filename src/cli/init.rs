//! `pmo-site init`: a small complete site that builds without a finding on the day it is made.

use std::fs::{self, OpenOptions};
use std::io::Write;

use jiff::ToSpan;
use jiff::civil::Date;

use super::args::InitArgs;
use super::options::Options;
use super::{Exit, Failure, ci, console};
use crate::invariant::invariant;
use crate::io::clock;
use crate::time::Zone;
use crate::words::{Term, WORDS};

/// The site's files. `@today@`, `@today-28@` and `@today+60@` in paths and texts become dates, `@title@` the site's
/// title.
const FILES: [(&str, &str); 16] = [
    ("pmo.yaml", include_str!("init/pmo.yaml")),
    (".gitignore", include_str!("init/gitignore")),
    ("content/_index.md", include_str!("init/home.md")),
    ("content/handbook/_index.md", include_str!("init/handbook.md")),
    ("content/handbook/status-reports.md", include_str!("init/status-reports.md")),
    ("content/handbook/starting-a-program.md", include_str!("init/starting-a-program.md")),
    ("content/people/alex-moreau.yaml", include_str!("init/alex-moreau.yaml")),
    ("content/people/priya-raman.yaml", include_str!("init/priya-raman.yaml")),
    ("content/people/sam-okoye.yaml", include_str!("init/sam-okoye.yaml")),
    ("content/focus-areas/product.yaml", include_str!("init/product.yaml")),
    ("content/focus-areas/engineering.yaml", include_str!("init/engineering.yaml")),
    ("content/intake.yaml", include_str!("init/intake.yaml")),
    ("content/programs/customer-portal/program.yaml", include_str!("init/program.yaml")),
    ("content/programs/customer-portal/updates/@today-7@.md", include_str!("init/update-before.md")),
    ("content/programs/customer-portal/updates/@today@.md", include_str!("init/update.md")),
    ("README.md", include_str!("init/readme.md")),
];

/// What makes a folder one of a site.
const CONFIGS: [&str; 2] = ["pmo.yaml", "pmo.yml"];

/// Writes the site, its pipeline, or both.
pub(super) fn init(options: &Options, args: &InitArgs) -> Result<Exit, Failure> {
    let today = match options.as_of {
        Some(date) => date,
        None => clock::today(&Zone::utc()).map_err(|error| Failure::Usage(error.to_string()))?,
    };
    let site =
        FILES.iter().map(|(path, text)| (fill(path, today, &args.title), fill(text, today, &quoted(&args.title))));
    let pipeline = args.ci.map(|host| {
        let (path, text) = host.file();
        (path.to_owned(), text)
    });
    let is_site = CONFIGS.iter().any(|name| args.folder.join(name).is_file());
    let only_pipeline = pipeline.is_some() && is_site;
    let files: Vec<(String, String)> = site.filter(|_| !only_pipeline).chain(pipeline.clone()).collect();
    if let Some((path, _)) = files.iter().find(|(path, _)| fs::symlink_metadata(args.folder.join(path)).is_ok()) {
        let shown = args.folder.join(path);
        return Err(Failure::Usage(format!(
            "`{}` is there already, and `init` replaces nothing; {}",
            shown.display(),
            if only_pipeline { "move it away first" } else { "choose a new folder" }
        )));
    }
    for (path, text) in &files {
        let path = args.folder.join(path);
        let system = |error: std::io::Error| Failure::System(format!("{}: {error}", path.display()));
        fs::create_dir_all(path.parent().unwrap_or(&args.folder)).map_err(system)?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(system)?;
        file.write_all(text.as_bytes()).map_err(system)?;
    }
    if options.quiet {
        return Ok(Exit::Clean);
    }
    if !only_pipeline {
        let folder = args.folder.to_string_lossy();
        let change = if folder == "." { String::new() } else { format!("cd {} && ", shell_word(&folder)) };
        console::say(format_args!(
            "made a site of {} in {folder}; now run `{change}pmo-site build`",
            WORDS.count(files.len(), Term::File)
        ));
    }
    if let Some((path, _)) = pipeline {
        let todo = if ci::lacks_repository() { "; now set `PMO_SITE_REPOSITORY` in it" } else { "" };
        console::say(format_args!("wrote the pipeline `{path}`{todo}, and read its first lines"));
    }
    Ok(Exit::Clean)
}

/// A path as one word of a POSIX shell.
fn shell_word(path: &str) -> String {
    let plain = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'+' | b',' | b'@' | b'%')
    };
    if path.bytes().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

/// The title as a YAML scalar: a JSON string is one.
fn quoted(title: &str) -> String {
    invariant(serde_json::to_string(title), "plain values always serialise")
}

/// Replaces the words between `@`.
fn fill(text: &str, today: Date, title: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('@');
    out.push_str(parts.next().unwrap_or_default());
    let mut open = true;
    for part in parts {
        if let Some(value) = word(part, today, title).filter(|_| open) {
            out.push_str(&value);
            open = false;
            continue;
        }
        if open {
            out.push('@');
        }
        out.push_str(part);
        open = true;
    }
    out
}

/// What a word stands for.
fn word(word: &str, today: Date, title: &str) -> Option<String> {
    if word == "title" {
        return Some(title.to_owned());
    }
    let offset = word.strip_prefix("today")?;
    let days: i64 = if offset.is_empty() { 0 } else { offset.parse().ok()? };
    today.checked_add(days.days()).ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn words_between_at_signs_become_dates_and_everything_else_stays() {
        let filled = fill("a @today@, b @today-28@, c @today+3@; pmo@example.com @title@.", date(2026, 3, 5), "T");
        assert_eq!(filled, "a 2026-03-05, b 2026-02-05, c 2026-03-08; pmo@example.com T.");
    }
}
