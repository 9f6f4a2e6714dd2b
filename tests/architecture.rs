//! The laws of `ARCHITECTURE.md` that a machine can check: who may import whom, who may use which crate, how modules
//! begin, how long files are.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a test stops at the first surprise and may touch the machine"
)]

#[path = "architecture/circles.rs"]
mod circles;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules by layer. A module imports its own layer and those below; `ARCHITECTURE.md` prints the same table.
const LAYERS: &[(usize, &[&str])] = &[
    (0, &["source", "external", "leaks", "artifact", "diagnostics", "invariant", "memo", "time", "words"]),
    (1, &["markdown", "config", "parse"]),
    (2, &["model", "coverage", "status", "validate"]),
    (3, &["theme", "charts", "plan", "snapshot", "render", "views", "feeds", "search", "pipeline"]),
    (4, &["io", "publish", "watch", "server", "network"]),
    (5, &["cli", "main"]),
];

/// Layer 3 from the ground up. A module imports those of lower floors and none of its own; `ARCHITECTURE.md` prints the
/// same table.
const FLOORS: &[&[&str]] =
    &[&["theme", "charts"], &["plan"], &["snapshot", "render"], &["views", "feeds", "search"], &["pipeline"]];

/// Layer 4 touches the machine and knows nothing of programs and pages: it imports layer 0 alone.
const EDGE_LAYER: usize = 4;

/// Crates and parts of the standard library that only some modules may name.
const OWNERS: &[(&str, &[&str])] = &[
    ("granit_parser", &["parse/yaml.rs"]),
    ("pulldown_cmark", &["markdown/"]),
    ("merman", &["markdown/diagram.rs"]),
    ("pulldown_latex", &["markdown/math.rs"]),
    ("syntect", &["markdown/"]),
    ("two_face", &["markdown/"]),
    ("ammonia", &["markdown/"]),
    ("html5gum", &["markdown/"]),
    ("tera", &["render/"]),
    ("rust_embed", &["theme/"]),
    // Reading needs one of its flags: a file is opened without following a link.
    ("rustix", &["io/read.rs", "publish/", "cli/limits.rs"]),
    ("signal_hook", &["cli/limits.rs"]),
    ("notify", &["watch/"]),
    ("hyper", &["server/"]),
    ("hyper_util", &["server/"]),
    ("tokio", &["server/"]),
    ("getrandom", &["server/"]),
    ("ureq", &["network.rs"]),
    ("clap", &["cli/"]),
    ("open", &["cli/"]),
    ("aho_corasick", &["leaks/"]),
    ("globset", &["source/"]),
    ("csv", &["feeds/"]),
    ("std::fs", &["io/", "publish/", "cli/"]),
    ("SystemTime", &["io/"]),
    ("Timestamp::now", &["io/"]),
    ("env::var", &["io/", "cli/"]),
    ("std::process", &["cli/", "main.rs", "publish/"]),
];

/// Most lines of a source file: two screens of code, tests and comments included; longer files hold two nouns.
const LONGEST: usize = 450;

/// Files that may use each other: values that are made of each other.
const ONE_THING: &[&[&str]] = &[
    // Health is judged from a state, and a state has a health.
    &["status/health.rs", "status/state.rs"],
    // Hours are written with clock times and days, whose texts are read by the parser of hours.
    &["time/clock_time.rs", "time/day_set.rs", "time/hours_parse.rs"],
];

fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be listed") {
            let path = entry.expect("src can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).expect("below src").to_string_lossy().into_owned();
                files.insert(name, fs::read_to_string(&path).expect("sources are text"));
            }
        }
    }
    files
}

fn module(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or(file)
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().find(|(_, modules)| modules.contains(&module)).map(|(layer, _)| *layer)
}

/// Lines of code without comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")).map(|(at, line)| (at + 1, line))
}

/// Names that follow `crate::` in a line, in `use crate::{a, b}` too.
fn imports(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let outer = line[..at].ends_with('$') || line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if outer && !line[..at].ends_with('$') {
            continue;
        }
        let rest = &line[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                found.extend(
                    list.split('}')
                        .next()
                        .unwrap_or("")
                        .split(',')
                        .map(|name| name.trim().split("::").next().unwrap_or("")),
                );
            }
            None => found.extend(rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next()),
        }
    }
    found
}

#[test]
fn every_module_has_a_layer_and_imports_no_higher_one() {
    let mut broken = Vec::new();
    for (file, text) in sources() {
        if file == "lib.rs" {
            continue;
        }
        let own = layer(module(&file)).unwrap_or_else(|| panic!("`{file}` has no layer"));
        for (line, content) in code(&text) {
            for import in imports(content) {
                let Some(other) = layer(import) else { continue };
                let allowed = if own == EDGE_LAYER {
                    other == 0 || module(&file) == import || other == EDGE_LAYER
                } else {
                    other <= own
                };
                if !allowed {
                    broken.push(format!("src/{file}:{line} (layer {own}) imports `{import}` (layer {other})"));
                }
            }
        }
    }
    assert_eq!(broken, [] as [String; 0]);
}

#[test]
fn layer_three_has_floors() {
    let floor = |module: &str| FLOORS.iter().position(|modules| modules.contains(&module));
    let mut broken = Vec::new();
    for (file, text) in sources() {
        let own = module(&file);
        assert_eq!(
            floor(own).is_some(),
            layer(own) == Some(3),
            "`{own}` is of layer 3 and on no floor, or the other way round"
        );
        let Some(height) = floor(own) else { continue };
        for (line, content) in code(&text) {
            let others = imports(content).into_iter().filter(|import| *import != own);
            let high = others.filter_map(|import| Some((import, floor(import)?))).filter(|(_, other)| *other >= height);
            broken.extend(high.map(|(import, other)| {
                format!("src/{file}:{line} (floor {height}) imports `{import}` (floor {other})")
            }));
        }
    }
    assert_eq!(broken, [] as [String; 0]);
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let sources = sources().into_iter().filter(|(file, _)| !file.ends_with("tests.rs")).collect();
    let mut circles = circles::circles(&circles::uses(&sources));
    for pair in ONE_THING {
        let known = circles.iter().find(|circle| circle.iter().all(|file| pair.contains(&file.as_str()))).cloned();
        let known = known.unwrap_or_else(|| panic!("{pair:?} is no circle any more"));
        circles.remove(&known);
    }
    assert_eq!(circles.into_iter().collect::<Vec<_>>(), [] as [Vec<String>; 0]);
}

#[test]
fn each_crate_has_its_owner() {
    let mut broken = Vec::new();
    for (file, text) in sources() {
        for (line, content) in code(&text) {
            for (name, owners) in OWNERS {
                let used = content.match_indices(name).any(|(at, _)| {
                    let before = content[..at].chars().next_back();
                    let after = content[at + name.len()..].chars().next();
                    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                    !word(before)
                        && !word(after)
                        && (name.contains("::")
                            || name.starts_with('S')
                            || content[at + name.len()..].starts_with("::"))
                });
                if used && !owners.iter().any(|owner| file.starts_with(owner)) {
                    broken.push(format!("src/{file}:{line} uses `{name}`, which belongs to {owners:?}"));
                }
            }
        }
    }
    assert_eq!(broken, [] as [String; 0]);
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    for (file, text) in sources() {
        assert!(text.starts_with("//!"), "src/{file} does not begin with `//!`");
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "src/{file} has {lines} lines; more than {LONGEST} hold two nouns");
    }
}

#[test]
fn no_test_expects_a_panic_and_nothing_is_left_open() {
    // The words are put together here so that this file does not contain them.
    let banned = [
        ["should", "_panic"].concat(),
        ["to", "do!("].concat(),
        ["unimple", "mented!("].concat(),
        ["#[all", "ow("].concat(),
    ];
    for (file, text) in sources() {
        for (line, content) in code(&text) {
            for word in &banned {
                assert!(
                    !content.contains(word.as_str()) || content.contains("reason ="),
                    "src/{file}:{line} contains `{word}`"
                );
            }
        }
    }
}

#[test]
fn no_module_is_a_drawer() {
    let drawers = ["utils", "util", "helpers", "helper", "common", "misc", "manager", "handler", "processor"];
    for file in sources().keys() {
        let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".rs");
        assert!(!drawers.contains(&stem), "src/{file} is named like a drawer");
    }
}

#[test]
fn the_document_prints_the_same_layers() {
    let document = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md"))
        .expect("ARCHITECTURE.md is there");
    for (layer, modules) in LAYERS {
        let row = format!(
            "| {layer} | {} |",
            modules.iter().map(|module| format!("`{module}`")).collect::<Vec<_>>().join(", ")
        );
        assert!(document.contains(&row), "ARCHITECTURE.md has no row `{row}`");
    }
    for (floor, modules) in FLOORS.iter().enumerate() {
        let row = format!(
            "| 3.{} | {} |",
            floor + 1,
            modules.iter().map(|module| format!("`{module}`")).collect::<Vec<_>>().join(", ")
        );
        assert!(document.contains(&row), "ARCHITECTURE.md has no row `{row}`");
    }
}
