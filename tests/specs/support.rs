//! Literate specs: Markdown whose fenced files are a site and whose comments are the findings that it must have, with
//! what the built site must say.
//!
//! `tests/spec/README.md` describes the format for those who write specs.

#![expect(clippy::expect_used, clippy::panic, reason = "a spec that cannot be read is a failed test")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::written::{Expectation, expectations};
use jiff::civil::Date;
use pmo_site::artifact::{Artifact, MemorySink, Sink};
use pmo_site::diagnostics::{Diagnostic, Severity};
use pmo_site::external::Answers;
use pmo_site::leaks::Leaks;
use pmo_site::model::Audience;
use pmo_site::pipeline::{
    BuildInputs, Earlier, Memo, OwnersFile, SiteAddresses, Story, WasPublished, build, compare, elsewhere, lost,
};
use pmo_site::source::{ContentHash, Instead, LineIndex, Position, SourceBytes, SourceFile, SourceTree};

/// One section of a spec.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its heading.
    pub name: String,
    /// Rules of computed health that its heading says it fires.
    pub fires: Vec<String>,
    /// Codes, or rules of computed health, that its heading calls it a near miss of.
    pub near_misses: Vec<String>,
    /// The whole input.
    pub tree: SourceTree,
    /// Everything else that a build depends on.
    pub inputs: BuildInputs,
    /// The earlier state that it is held against.
    pub earlier: Option<Earlier>,
    /// The findings that it must have, and no others.
    pub expected: Vec<Expected>,
    /// What the built site must say.
    pub values: Vec<Expectation>,
}

/// A finding that a case must have.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The file.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based column, where the spec gives one.
    pub column: Option<u32>,
    /// The rule's code.
    pub code: String,
    /// Severity, where the spec gives one.
    pub severity: Option<Severity>,
    /// What the message must contain.
    pub text: String,
}

/// A finding with its position.
#[derive(Clone, Debug)]
pub struct Found {
    /// The file.
    pub file: String,
    /// Where in it.
    pub position: Position,
    /// The finding.
    pub finding: Diagnostic,
}

impl Expected {
    fn is(&self, found: &Found) -> bool {
        self.file == found.file
            && self.line == found.position.line
            && self.column.is_none_or(|column| column == found.position.column)
            && self.code == found.finding.rule.code
            && self.severity.is_none_or(|severity| severity == found.finding.severity)
            && found.finding.message.contains(&self.text)
    }
}

/// The site that every case starts from: `tests/spec/base`.
pub fn base() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/base");
    let tree = pmo_site::io::scan(&root).expect("the base site can be read");
    tree.iter().filter_map(|(path, _)| Some((path.to_string(), tree.text(path.as_str())?.to_string()))).collect()
}

/// The cases of a spec, one for each second-level heading.
pub fn cases(spec: &str) -> Vec<Case> {
    let base = base();
    let mut cases = Vec::new();
    let mut heading: Option<String> = None;
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if let Some(next) = line.strip_prefix("## ") {
            cases.extend(heading.replace(next.to_owned()).map(|heading| case(&base, &heading, &blocks)));
            blocks.clear();
        } else if line.starts_with("```") {
            let fence = &line[..line.len() - line.trim_start_matches('`').len()];
            let info = line.trim_start_matches('`').to_owned();
            let body: Vec<&str> = lines.by_ref().take_while(|line| line.trim_end() != fence).collect();
            blocks.push((info, body.into_iter().flat_map(|line| [line, "\n"]).collect()));
        }
    }
    cases.extend(heading.map(|heading| case(&base, &heading, &blocks)));
    cases
}

fn case(base: &BTreeMap<String, String>, heading: &str, blocks: &[(String, String)]) -> Case {
    let named = |mark: &str| -> Vec<String> {
        let list = heading
            .split_once(&format!("({mark}: "))
            .and_then(|(_, rest)| rest.split_once(')'))
            .map_or("", |(list, _)| list);
        list.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    let name = heading.split(" (fires: ").next().and_then(|rest| rest.split(" (near miss: ").next()).unwrap_or(heading);
    let mut values = Vec::new();
    let mut files = base.clone();
    let mut encoded = Vec::new();
    let mut pictures = Vec::new();
    let mut expected = Vec::new();
    let mut inputs = BuildInputs::on(Date::constant(2026, 3, 10));
    let mut missing = Vec::new();
    let mut earlier = base.clone();
    let mut day = None;
    for (info, body) in blocks {
        let attribute =
            |name: &str| info.split_whitespace().find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
        if info == "inputs" {
            let lines = body.lines().filter(|line| !lacks(line, &mut files, &mut missing));
            let lines: Vec<_> = lines.filter(|line| !is_base(line, &mut day, &mut earlier)).collect();
            set(&mut inputs, &mut files, &lines);
        } else if info == "findings" {
            expected.extend(body.lines().map(listed));
        } else if let Some((kind @ ("expect" | "shows"), path)) = info.split_once(' ') {
            values.extend(expectations(kind, path, body));
        } else if let Some(path) = attribute("into").and_then(|path| path.strip_prefix("base/")) {
            let text = merge(earlier.get(path).unwrap_or_else(|| panic!("{heading}: the base has no `{path}`")), body);
            earlier.insert(path.to_owned(), text);
        } else if let Some(path) = attribute("path").and_then(|path| path.strip_prefix("base/")) {
            earlier.insert(path.to_owned(), body.clone());
        } else if let Some(path) = attribute("into") {
            let text = merge(
                files.get(path).unwrap_or_else(|| panic!("{heading}: there is no `{path}` to put this into")),
                body,
            );
            files.insert(path.to_owned(), text);
        } else if attribute("path") == Some("CODEOWNERS") {
            let owners = OwnersFile { text: body.clone(), folder: String::new() };
            inputs.story = Arc::new(Story { owners: Some(owners), ..Story::clone(&inputs.story) });
        } else if let Some(path) = attribute("path") {
            files.insert(path.to_owned(), body.clone());
            encoded.extend(attribute("encoding").map(|_| path.to_owned()));
            pictures.extend(attribute("tells").map(|what| (path.to_owned(), what == "place", 3)));
            let size = attribute("size").map(|size| size.parse().expect("a size in bytes"));
            pictures.extend(size.map(|size| (path.to_owned(), false, size)));
        }
    }
    let mut tree = SourceTree::new();
    for (path, text) in &files {
        let text = strip(path, text, &mut expected);
        let file = match pictures.iter().find(|(picture, ..)| picture == path) {
            Some((_, place, size)) => picture(*place, *size),
            None if encoded.contains(path) => latin_1(&text),
            None => SourceFile::text(text),
        };
        tree.insert(path.as_str(), file);
    }
    let tree = tree.lacking(missing);
    Case {
        name: name.to_owned(),
        fires: named("fires"),
        near_misses: named("near miss"),
        tree,
        inputs,
        earlier: day.map(|day| Earlier { tree: planted(&earlier), day: Some(day) }),
        expected,
        values,
    }
}

/// The tree of files that are text.
pub fn planted(files: &BTreeMap<String, String>) -> SourceTree {
    let mut tree = SourceTree::new();
    for (path, text) in files {
        tree.insert(path.as_str(), SourceFile::text(text.as_str()));
    }
    tree
}

/// Whether `line` says that the site is held against an earlier state, which is `base/` but for files below `base/`:
/// its day, `base: 2026-03-06`, or a file that it lacks, `base lacks: path`.
fn is_base(line: &str, day: &mut Option<Date>, earlier: &mut BTreeMap<String, String>) -> bool {
    match line.split_once(": ") {
        Some(("base", date)) => *day = Some(date.parse().expect("a date")),
        Some(("base lacks", path)) => drop(earlier.remove(path).expect("a file of the base")),
        _ => return false,
    }
    true
}

/// Takes a folder away if `line` says so: `missing: content`, `missing: content (Content)`, or `no folder: content`.
fn lacks(line: &str, files: &mut BTreeMap<String, String>, missing: &mut Vec<(String, Instead)>) -> bool {
    let (folder, instead) = match line.split_once(": ") {
        Some(("missing", names)) => {
            let mut names = names.trim_end_matches(')').split(" (");
            (names.next().unwrap_or_default(), Instead::Nothing { like: names.next().map(str::to_owned) })
        }
        Some(("no folder", folder)) => (folder, Instead::NoFolder),
        _ => return false,
    };
    files.retain(|path, _| !path.starts_with(&format!("{folder}/")));
    missing.push((folder.to_owned(), instead));
    true
}

fn set(inputs: &mut BuildInputs, files: &mut BTreeMap<String, String>, lines: &[&str]) {
    for line in lines {
        match line.split_once(": ") {
            Some(("as_of", date)) => {
                *inputs = BuildInputs {
                    drafts: inputs.drafts,
                    audience: inputs.audience,
                    story: Arc::clone(&inputs.story),
                    housekeeping: inputs.housekeeping,
                    ..BuildInputs::on(date.parse().expect("a date"))
                }
            }
            Some(("audience", "internal")) => inputs.audience = Audience::Internal,
            Some(("drafts", "true")) => inputs.drafts = true,
            Some(("changed", days)) => {
                let (path, days) = days.split_once(' ').expect("a path and its days");
                let days = days.split(' ').map(|day| day.parse().expect("a date")).collect();
                Arc::make_mut(&mut inputs.story).changed.insert(path.to_owned(), days);
            }
            Some(("in repository", path)) => {
                let story = Arc::make_mut(&mut inputs.story);
                Arc::make_mut(&mut story.files).insert(path.to_owned());
            }
            Some(("housekeeping", "true")) => inputs.housekeeping = true,
            Some(("remove", path)) => {
                drop(files.remove(path).unwrap_or_else(|| panic!("there is no `{path}` to remove")));
            }
            _ => panic!("no input: {line}"),
        }
    }
}

/// `file:line:column CODE text`.
fn listed(line: &str) -> Expected {
    let (place, rest) = line.split_once(' ').expect("a place and a code");
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next().and_then(|column| column.parse().ok());
    let number = parts.next().and_then(|line| line.parse().ok()).expect("a line");
    let (code, text) = rest.split_once(' ').unwrap_or((rest, ""));
    Expected {
        file: parts.next().expect("a file").to_owned(),
        line: number,
        column,
        code: code.to_owned(),
        severity: None,
        text: text.to_owned(),
    }
}

/// Takes the expectations out of a file: `# error: CODE @column text` or the same in an HTML comment, at the end of a
/// line.
fn strip(path: &str, text: &str, expected: &mut Vec<Expected>) -> String {
    let mut out = String::new();
    for (at, line) in text.lines().enumerate() {
        let marks = ["# error: ", "# warning: ", "<!-- error: ", "<!-- warning: "];
        let start = marks.iter().filter_map(|mark| line.find(mark)).min();
        let (content, rest) = line.split_at(start.unwrap_or(line.len()));
        for mark in rest
            .split(['#', '<'])
            .filter_map(|mark| mark.trim_start_matches("!--").trim().strip_suffix("-->").or(Some(mark.trim())))
        {
            let Some((severity, finding)) = mark.trim_start_matches("!--").trim().split_once(": ") else { continue };
            let severity = if severity == "error" { Severity::Error } else { Severity::Warning };
            let (code, text) = finding.trim().split_once(' ').unwrap_or((finding.trim(), ""));
            let (column, text) = match text.strip_prefix('@').map(|text| text.split_once(' ').unwrap_or((text, ""))) {
                Some((column, text)) => (Some(column.trim().parse().expect("a column")), text),
                None => (None, text),
            };
            expected.push(Expected {
                file: path.to_owned(),
                line: u32::try_from(at + 1).expect("a line"),
                column,
                code: code.to_owned(),
                severity: Some(severity),
                text: text.trim().to_owned(),
            });
        }
        out.push_str(if start.is_some() { content.trim_end() } else { line });
        out.push('\n');
    }
    out
}

/// `text` with its top-level keys replaced by those of `part`, or with them added at its end; in Markdown, in the front
/// matter.
pub fn merge(text: &str, part: &str) -> String {
    let fenced = text.strip_prefix("---\n").and_then(|rest| rest.split_once("---\n"));
    let (before, keys, after) = fenced.map_or(("", text, ""), |(front, body)| ("---\n", front, body));
    let mut blocks = top_level(keys);
    for (key, block) in top_level(part) {
        match blocks.iter_mut().find(|(other, _)| *other == key && !key.is_empty()) {
            Some((_, old)) => *old = block,
            None => blocks.push((key, block)),
        }
    }
    let merged: String = blocks.into_iter().map(|(_, block)| block).collect();
    if fenced.is_some() { format!("{before}{merged}---\n{after}") } else { merged }
}

/// A mapping's top-level entries as text, by key. A key that is given twice is one entry, so that a spec can say so.
fn top_level(text: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let opens = line.starts_with(|c: char| c.is_alphabetic() || c == '<' || c == '"') && line.contains(':');
        let key = line.split(':').next().unwrap_or("");
        match blocks.last_mut() {
            Some((last, block)) if !opens || last == key => block.push_str(line),
            _ if line.starts_with('#') => {}
            _ => blocks.push((if opens { key.to_owned() } else { String::new() }, line.to_owned())),
        }
    }
    blocks
}

/// A picture of this size, with the coordinates of a place or without.
fn picture(place: bool, len: u64) -> SourceFile {
    let leaks = Leaks { place, ..Leaks::default() }.some();
    let hash = ContentHash::of(b"jpg");
    SourceFile { bytes: SourceBytes::Opaque { len, hash, dimensions: None, scripted: false, leaks } }
}

fn latin_1(text: &str) -> SourceFile {
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("a character of Latin-1")).collect();
    SourceFile::of_bytes(&bytes)
}

/// What a build of `tree` finds.
pub fn findings(tree: &SourceTree, inputs: &BuildInputs) -> Vec<Found> {
    built(tree, inputs, None).0
}

/// What a build of `tree` finds, held against an earlier state if there is one, and what it writes.
pub fn built(tree: &SourceTree, inputs: &BuildInputs, earlier: Option<&Earlier>) -> (Vec<Found>, MemorySink) {
    let (mut sink, mut memo) = (MemorySink::default(), Memo::default());
    let outcome = build(tree, inputs, &mut memo, &mut sink).expect("memory takes everything");
    let all = match earlier {
        Some(earlier) => compare(outcome.findings, tree, earlier, &mut memo).expect("the state has a day"),
        None => outcome.findings,
    };
    // The list of published addresses, where there is one.
    let all = match tree.text("urls.txt").map(|list| WasPublished::of_list(list)) {
        Some(was) if outcome.complete => {
            let mut now = SiteAddresses::for_all_of(&was);
            for (path, body) in &sink.artifacts {
                now.put(Artifact { path: path.clone(), body: body.clone() }).expect("memory takes everything");
            }
            lost(all, tree, inputs, &now, &was)
        }
        _ => all,
    };
    // What other sites answered, where there is a list.
    let all = match tree.text("external-links.json").map(|kept| Answers::parse(kept).expect("a list of answers")) {
        Some(answers) => elsewhere(tree, inputs, &mut memo).judged(all, &answers),
        None => all,
    };
    let mut indices: BTreeMap<&str, LineIndex> = BTreeMap::new();
    let found = all.as_slice().iter().map(|finding| {
        let file = finding.place.file.as_str();
        let position = match tree.text(file) {
            Some(text) => {
                indices.entry(file).or_insert_with(|| LineIndex::new(text)).position(text, finding.place.span.start)
            }
            None => Position { line: 1, column: 1 },
        };
        Found { file: file.to_owned(), position, finding: finding.clone() }
    });
    (found.collect(), sink)
}

/// How `found` differs from `expected`; empty when it does not.
pub fn difference(found: Vec<Found>, expected: &[Expected]) -> String {
    let mut rest = found;
    let mut out = String::new();
    for wanted in expected {
        if let Some(at) = rest.iter().position(|found| wanted.is(found)) {
            rest.remove(at);
        } else {
            let column = wanted.column.map_or("*".to_owned(), |column| column.to_string());
            let _ =
                writeln!(out, "  missing     {}:{}:{column} {} {}", wanted.file, wanted.line, wanted.code, wanted.text);
        }
    }
    for Found { file, position, finding } in rest {
        let hint = finding.hint.as_deref().unwrap_or("no hint");
        let _ = writeln!(
            out,
            "  unexpected  {file}:{}:{} {} {} ({hint})",
            position.line, position.column, finding.rule.code, finding.message
        );
    }
    out
}
